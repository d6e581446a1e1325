//! Erasing and destroying: what is thrown away can still be read. All texts are folded.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// What leaves nothing that can be read.
static DESTROYS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "消去",
        "消磁",
        "破壊",
        "破砕",
        "裁断",
        "断裁",
        "溶解",
        "溶融",
        "細断",
        "粉砕",
        "砕い",
        "壊し",
        "刻ん",
        "シュレッダ",
        "ドリル",
        "穴を",
        "穴あけ",
        "穿孔",
        "焼却",
        "切断",
        "上書",
        "初期化",
        "復元でき",
        "復元不",
        "データを抹消",
        "情報を抹消",
        "データを削除",
        "データ削除",
        "専用ソフト",
        "nist",
        "wipe",
        "shred",
    ])
});

/// Erasing so that nothing can be restored was asked about, and files are removed: 「ごみ箱を空にしています」.
pub(super) fn removed(asked: &str, text: &str) -> Option<String> {
    const ASKS: [&str; 15] = [
        "復元できない",
        "復元出来ない",
        "復元できぬ",
        "復元不",
        "復元され",
        "復元が不",
        "復元が困難",
        "復旧できない",
        "完全に消去",
        "完全消去",
        "完全な消去",
        "確実に消去",
        "読み取れない",
        "読み出せない",
        "再生できない",
    ];
    /// What takes a name away and leaves what was named.
    const REMOVES: [&str; 24] = [
        "ごみ箱",
        "ゴミ箱",
        "フォルダ",
        "デスクトップ",
        "delete",
        "デリート",
        "フォーマット",
        "アンインストール",
        "論理削除",
        "初期化",
        "を削除",
        "から削除",
        "ごと削除",
        "は削除",
        "も削除",
        "全て削除",
        "すべて削除",
        "一括削除",
        "一括で削除",
        "手動で削除",
        "を消し",
        "から消し",
        "ごと消し",
        "空にし",
    ];
    const THOROUGH: [&str; 34] = [
        "復元",
        "復旧",
        "上書",
        "消去ソフト",
        "消去ツール",
        "消去専用",
        "専用ソフト",
        "専用ツール",
        "専用の",
        "破壊",
        "破砕",
        "粉砕",
        "裁断",
        "断裁",
        "細断",
        "溶解",
        "溶融",
        "焼却",
        "切断",
        "穿孔",
        "ドリル",
        "穴",
        "磁気",
        "消磁",
        "証明書",
        "シュレッダ",
        "nist",
        "800-88",
        "完全",
        "物理",
        "wipe",
        "purge",
        "shred",
        "暗号",
    ];
    if !ASKS.iter().any(|word| asked.contains(word)) || THOROUGH.iter().any(|word| text.contains(word)) {
        return None;
    }
    let word = REMOVES.iter().find(|word| text.contains(**word) && !asked.contains(**word))?;
    Some(format!("「{word}」とあるだけで、復元できない状態にしているとは述べていません"))
}

/// Erasing or destroying was asked about, and what is done before something is thrown away is neither: 「ラベルをはがしてから廃棄」.
pub(super) fn unerased(asked: &str, text: &str) -> Option<String> {
    const ASKS: [&str; 5] = ["読み取れ", "判読", "再生でき", "適切に廃棄", "安全に廃棄"];
    /// What was done before, or besides; 「に基づいて」 and the like are no deeds.
    const FIRST: [&str; 12] =
        ["てから", "でから", "た後", "た後に", "だ後", "だ後に", "後に", "上で", "うえで", "のち", "て", "んで"];
    const HOW: [&str; 10] =
        ["にて", "全て", "すべて", "として", "によって", "基づいて", "従って", "沿って", "もって", "応じて"];
    if !(DESTROYS.any(asked) || ASKS.iter().any(|word| asked.contains(word))) || DESTROYS.any(text) {
        return None;
    }
    ["廃棄し", "廃棄する", "廃棄を", "処分し", "処分する", "捨て", "廃棄", "処分"].iter().find_map(|verb| {
        text.match_indices(verb).find_map(|(at, _)| {
            let (before, after) = (text.get(..at)?, text.get(at + verb.len()..)?);
            let before = before.trim_end_matches('、');
            let done = FIRST.iter().any(|sign| before.ends_with(sign)) && !HOW.iter().any(|how| before.ends_with(how));
            let noun = (*verb == "廃棄" || *verb == "処分") && !after.is_empty();
            let first: String = before.rsplit(['。', '、', '\u{1}']).next()?.chars().take(24).collect();
            (done && !noun).then(|| format!("「{first}」とあるだけで、読み取れない状態にしているとは述べていません"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removing_files_leaves_what_can_be_restored() {
        let asked = "業務終了後、データを復元できない方法で消去していますか";
        for weak in ["ごみ箱を空にし、フォルダごと削除しています", "ファイルを削除しています", "サーバから削除"]
        {
            assert!(removed(asked, weak).is_some(), "{weak}");
        }
        for enough in ["90日で自動的に削除されます", "データを削除し、上書きしています", "規程に基づき消去しています"]
        {
            assert!(removed(asked, enough).is_none(), "{enough}");
        }
        assert!(removed("復元できることを確認していますか", "不要な世代を削除しています").is_none());
    }

    #[test]
    fn what_comes_before_throwing_away_must_destroy() {
        let asked = "電子媒体を廃棄する際に復元できないように消去していますか";
        for weak in ["ラベルをはがしてから廃棄しています", "台帳から外した後に処分しています", "まとめて廃棄"]
        {
            assert!(unerased(asked, weak).is_some(), "{weak}");
        }
        let enough =
            ["消去してから廃棄しています", "ドリルで穴を開けて廃棄", "規程に基づいて廃棄しています", "廃棄台帳に記録"];
        for enough in enough {
            assert!(unerased(asked, enough).is_none(), "{enough}");
        }
        assert!(unerased("規程を定めていますか", "承認を得てから廃棄しています").is_none());
    }
}
