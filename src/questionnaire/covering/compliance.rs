//! Keeping to what others have laid down: 「個人情報保護法を順守しています」 says neither that there is a rule of one's own nor that anybody audits or
//! consents. All texts are folded.

use crate::questionnaire::backing::is_hiragana;
use crate::questionnaire::vocabulary::RemarkWords;

const KEPT: [&str; 12] = [
    "を順守",
    "を遵守",
    "を守っ",
    "を守り",
    "に準拠し",
    "に準じ",
    "に従っ",
    "に則っ",
    "に則り",
    "に沿っ",
    "に適合し",
    "に基づい",
];

/// A text that only says that laws, standards or contracts are kept to, where the question asks for something else, as a sentence for readers.
pub(super) fn only(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const ASKED: [&str; 8] = ["順守", "遵守", "守っ", "守り", "守る", "準拠", "従っ", "則っ"];
    if ASKED.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let clauses: Vec<&str> =
        text.split(['。', '、', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty()).collect();
    let kept: Vec<&str> = clauses.iter().filter_map(|clause| kept(clause)).collect();
    // 「個人情報保護法、」 may be enumerated; a deed or a paper besides may be what was asked for.
    let besides = |clause: &&&str| words.doing.any(clause) || words.papers.ends(clause);
    let others = clauses.iter().filter(|clause| self::kept(clause).is_none()).any(|clause| besides(&clause));
    let name = kept.first().filter(|_| !others && !kept.iter().any(|name| is_asked_for(asked, name)))?;
    Some(format!("「{name}」を守っているとあるだけで、設問が問うことを行っているとは述べていません"))
}

/// What a clause says to be kept to, if it says no more.
fn kept(clause: &str) -> Option<&str> {
    let (name, after) = KEPT.iter().find_map(|sign| clause.rsplit_once(sign))?;
    let ends = after.chars().all(|c| is_hiragana(c) || c == '済');
    (ends && !name.is_empty()).then_some(name)
}

/// Whether the paper itself was asked for: who keeps to rules of the house has some.
fn is_asked_for(asked: &str, name: &str) -> bool {
    const OWN: [&str; 9] = ["規程", "規定", "規則", "手順", "手順書", "方針", "ポリシー", "基準", "マニュアル"];
    OWN.iter().any(|paper| name.ends_with(paper) && asked.contains(paper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_goes_on_says_more() {
        assert_eq!(kept("個人情報保護法を順守しています"), Some("個人情報保護法"));
        assert_eq!(kept("社内規程に基づいて実施しています"), None);
        assert_eq!(kept("遵守しています"), None);
        assert!(is_asked_for("規程を整備していますか", "社内規程") && !is_asked_for("監査していますか", "社内規程"));
    }
}
