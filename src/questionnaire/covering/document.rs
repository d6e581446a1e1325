//! A neighbouring document in the place of the one that was asked for: 「提案書に記載」 where a contract was asked about, the list of officers where
//! one of those who work was. Texts are folded.

use super::enumeration::object;
use crate::questionnaire::backing::{is_hiragana, shares_two};
use crate::questionnaire::vocabulary::RemarkWords;

/// What is named in the place of the document that was asked for, as a sentence for readers.
pub(super) fn neighbouring(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    written_elsewhere(words, asked, text)
        .or_else(|| another_given(words, asked, text))
        .map(|name| format!("設問の文書ではなく「{name}」が挙げられています"))
        .or_else(|| only_told(words, asked, text))
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '、', ',', ';', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty())
}

const WRITTEN: [&str; 9] = ["明記", "記載", "規定", "明示", "記述", "盛り込", "定め", "掲載", "印刷"];

/// 「名刺の裏に記載」, where it was asked whether it stands in the contract.
fn written_elsewhere(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const WHEN_OR_HOW: [char; 9] = ['時', '前', '後', '日', '月', '年', '際', '的', '別'];
    let wanted = clauses(asked).find_map(|clause| holder(clause).filter(|paper| is_paper(words, paper)))?;
    clauses(text).find_map(|clause| {
        let held = holder(clause).filter(|held| !held.ends_with(WHEN_OR_HOW))?;
        (!holds_as_well(words, wanted, held)).then(|| held.to_owned())
    })
}

/// What something is written in: 「契約書」 of 「契約書に明記」, 「名刺」 of 「名刺の裏に記載」.
fn holder(clause: &str) -> Option<&str> {
    const PLACES: [&str; 10] = ["裏", "裏面", "末尾", "中", "余白", "表紙", "欄外", "冒頭", "内", "片隅"];
    clause.match_indices('に').find_map(|(at, sign)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
        let near: String = after.chars().take(8).collect();
        if !WRITTEN.iter().any(|verb| near.contains(verb)) {
            return None;
        }
        let outer = PLACES.iter().find_map(|place| before.strip_suffix(place)?.strip_suffix('の'));
        let noun = outer.unwrap_or(before);
        object(noun).or_else(|| written_in_kana(noun))
    })
}

/// 「あいさつ状」, 「社員旅行のしおり」: papers whose names are in part written in kana.
fn written_in_kana(before: &str) -> Option<&str> {
    const OTHERS: [&str; 8] = ["よう", "とおり", "ため", "ほか", "うち", "なか", "こと", "もと"];
    let paper = before.ends_with(['状', '紙', '帳', '札', '券', '誌', '便']);
    let of_something = before.rsplit_once('の').is_some_and(|(whose, name)| {
        whose.ends_with(|c: char| !is_hiragana(c))
            && name.chars().count() > 1
            && name.chars().all(is_hiragana)
            && !OTHERS.contains(&name)
    });
    (paper || of_something).then_some(before)
}

/// Whether what is written there binds like what was asked for: an article, another paper of the contract, another rule of the house.
fn holds_as_well(words: &RemarkWords, wanted: &str, held: &str) -> bool {
    const BINDING: [&str; 9] = ["契約", "約款", "覚書", "協定", "合意", "仕様", "規約", "特記", "sla"];
    const OTHERS: [&str; 7] = ["別紙", "別記", "附則", "別表", "誓約書", "請書", "書面"];
    let article = held.ends_with(['条', '項', '章', '節', '号']) || held.ends_with(|c: char| c.is_ascii_digit());
    let binding = |name: &str| BINDING.iter().any(|word| name.contains(word));
    let fits = match binding(wanted) {
        true => binding(held) || OTHERS.iter().any(|word| held.contains(word)),
        false => words.papers.ends(held) || binding(held) || OTHERS.iter().any(|word| held.contains(word)),
    };
    article || fits || shares_two(wanted, held)
}

const GIVEN: [&str; 6] = ["提出", "提示", "交付", "発行", "開示", "送付"];

/// The paper that a clause says is given: 「従事者名簿」 of 「従事者名簿を提出」.
fn given(clause: &str) -> Option<&str> {
    object_of(clause, &GIVEN)
}

/// The paper that a clause says is got: 「証明書」 of 「証明書を受領」.
fn taken(clause: &str) -> Option<&str> {
    object_of(clause, &["受領", "徴取", "徴収", "入手", "受け取"])
}

fn object_of<'t>(clause: &'t str, verbs: &[&str]) -> Option<&'t str> {
    clause.match_indices('を').find_map(|(at, sign)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
        let near: String = after.chars().take(10).collect();
        if verbs.iter().any(|verb| near.contains(verb)) { object(before) } else { None }
    })
}

fn is_paper(words: &RemarkWords, noun: &str) -> bool {
    const ENDS: [&str; 10] = ["名簿", "一覧", "図", "表", "書", "証", "票", "簿", "リスト", "契約"];
    words.papers.ends(noun) || ENDS.iter().any(|end| noun.ends_with(end))
}

/// 「役員名簿を提出」, where a list of those who work was asked for.
fn another_given(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let wanted = clauses(asked).find_map(|clause| given(clause).filter(|paper| is_paper(words, paper)))?;
    clauses(text).find_map(|clause| {
        let other = given(clause)?;
        let own = without_common_end(wanted, other);
        (!own.is_empty() && !is_kin(asked, other, own)).then(|| other.to_owned())
    })
}

/// Whether what sets the paper apart from the one asked for is harmless: whose it is, when it is made, in what form.
fn is_kin(asked: &str, other: &str, own: &str) -> bool {
    const FORMS: [&str; 16] = [
        "ログ",
        "レポート",
        "写し",
        "原本",
        "書面",
        "様式",
        "ファイル",
        "データ",
        "pdf",
        "最新版",
        "控え",
        "現物",
        "別紙",
        "届",
        "申請書",
        "資料",
    ];
    const WHEN: [&str; 12] =
        ["月次", "年次", "週次", "日次", "定期", "最新", "完了", "毎月", "四半期", "電子", "当該", "各種"];
    const LIKE: [(&[&str], &[&str]); 4] = [
        (
            &["従事", "従業", "作業", "要員", "担当"],
            &[
                "従事",
                "従業",
                "作業",
                "要員",
                "担当",
                "社員",
                "職員",
                "スタッフ",
                "メンバー",
                "体制",
                "配置",
                "技術者",
                "参加者",
            ],
        ),
        (
            &["消去", "廃棄", "抹消", "処分"],
            &["消去", "廃棄", "破壊", "破砕", "溶解", "処理", "処分", "裁断", "抹消", "マニフェスト"],
        ),
        (&["体制", "連絡", "組織"], &["体制", "連絡", "組織"]),
        (&["報告"], &["日報", "月報", "報告", "レポート"]),
    ];
    let alike = LIKE.iter().any(|(asks, says)| {
        asks.iter().any(|word| asked.contains(word)) && says.iter().any(|word| other.contains(word))
    });
    let form = other.contains("様式")
        || FORMS.iter().any(|form| other.ends_with(form)) && !other.ends_with("カタログ")
        || WHEN.contains(&own);
    // 「地図」 of 「構成図」: a single character sets hardly anything apart.
    let named = if own.chars().count() < 2 { other } else { own };
    alike || form || other.is_ascii() || shares_two(asked, named)
}

/// 「役員」 of 「役員名簿」 beside 「業務従事者名簿」.
fn without_common_end<'t>(wanted: &str, other: &'t str) -> &'t str {
    let common = wanted.chars().rev().zip(other.chars().rev()).take_while(|(one, next)| one == next).map(|(c, _)| c);
    let length: usize = common.map(char::len_utf8).sum();
    other.get(..other.len() - length).unwrap_or(other)
}

/// A paper was to be given, and it is only told: 「電話で完了を報告」.
fn only_told(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const TOLD: [&str; 7] = ["報告", "連絡", "通知", "説明", "伝達", "知らせ", "伝え"];
    const PAPERS: [&str; 19] = [
        "書",
        "証",
        "票",
        "簿",
        "表",
        "一覧",
        "リスト",
        "マニフェスト",
        "レポート",
        "pdf",
        "図",
        "様式",
        "発行",
        "提出",
        "交付",
        "送付",
        "添付",
        "受領",
        "写し",
    ];
    const BY_MOUTH: [&str; 6] = ["電話", "口頭", "チャット", "雑談", "会話", "立ち話"];
    let wanted = clauses(asked)
        .find_map(|clause| given(clause).or_else(|| taken(clause)).filter(|paper| is_paper(words, paper)))?;
    if PAPERS.iter().any(|paper| text.contains(paper)) {
        return None;
    }
    let told = clauses(text).find(|clause| {
        TOLD.iter().any(|verb| clause.contains(verb) && !asked.contains(verb))
            || BY_MOUTH.iter().any(|means| clause.contains(means))
    })?;
    let told = told.trim_end_matches(is_hiragana);
    Some(format!("「{told}」とあり、「{wanted}」を渡しているとは述べていません"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_paper_apart_is_what_remains() {
        assert_eq!(without_common_end("業務従事者名簿", "役員名簿"), "役員");
        assert_eq!(without_common_end("消去証明書", "証明書"), "");
        assert_eq!(holder("名刺の裏に記載"), Some("名刺"));
        assert_eq!(holder("秘密保持を契約書に明記していますか"), Some("契約書"));
        assert_eq!(given("会社案内を提出"), Some("会社案内"));
        assert_eq!(given("名簿を管理"), None);
    }
}
