//! Erasing and destroying: what is thrown away can still be read. All texts are folded.

use super::word_list::WordList;
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
