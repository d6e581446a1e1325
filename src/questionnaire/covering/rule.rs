//! A rule on one matter was asked for, and one on another matter is named: the rules of work where those on personal data were asked for. They
//! have no two characters in common. Texts are folded.

use super::enumeration::object;
use crate::questionnaire::backing::{is_hiragana, shares_two};
use crate::questionnaire::vocabulary::RemarkWords;

/// Words that name no matter of a rule.
const COMMON: [&str; 26] = [
    "規程",
    "規定",
    "規則",
    "方針",
    "管理",
    "基準",
    "手順",
    "社内",
    "当社",
    "弊社",
    "マニュアル",
    "ポリシー",
    "各種",
    "関連",
    "関係",
    "必要",
    "内部",
    "全社",
    "自社",
    "プライバシー",
    "pms",
    "文書類",
    "一式",
    "運用",
    "上記",
    "同等",
];

/// The rule on another matter, as a sentence for readers.
pub(super) fn on_another_matter(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    if !wants_rule(asked) || text.contains("isms") || text.contains("iso") {
        return None;
    }
    let clauses: Vec<&str> =
        text.split(['。', '、', ',', ';', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty()).collect();
    let named: Vec<&str> =
        clauses.iter().filter_map(|clause| bare(words, clause).or_else(|| made(words, clause))).collect();
    let own = |rule: &str| COMMON.iter().fold(rule.to_owned(), |own, word| own.replace(word, ""));
    let other = |rule: &&str| {
        let own = own(rule);
        own.chars().count() > 1 && !shares_two(asked, &own) && !holds(asked, rule)
    };
    // 「規程を整備していますか」 names no matter: the sections above it do, and a rule with its edition may be on that.
    if clauses.len() > 1 && is_without_matter(asked) {
        return None;
    }
    let first = named.first().filter(|_| named.iter().all(other))?;
    // What else is said may be on the matter.
    let rest = clauses.iter().filter(|clause| !named.iter().any(|rule| clause.contains(rule)));
    let on_matter = rest.into_iter().any(|clause| shares_two(asked, clause.trim_end_matches(is_hiragana)));
    (!on_matter).then(|| format!("設問の規程ではなく「{first}」が挙げられています"))
}

/// Whether a rule is to be there; not whether it is looked at or made known.
fn wants_rule(asked: &str) -> bool {
    ["規程", "規定", "方針", "ポリシー", "規則"].iter().any(|paper| {
        asked.split_once(paper).is_some_and(|(_, after)| {
            let near: String = after.chars().take(8).collect();
            ["定め", "策定", "整備", "制定", "あり", "作成"].iter().any(|verb| near.contains(verb))
        })
    })
}

fn is_without_matter(asked: &str) -> bool {
    ["規程を", "規程が", "規定を", "規定が", "規則を"].iter().any(|sign| {
        asked.split_once(sign).is_some_and(|(before, _)| before.is_empty() || before.ends_with("業務について、"))
    })
}

/// A clause that is nothing but the name of a rule.
fn bare<'t>(words: &RemarkWords, clause: &'t str) -> Option<&'t str> {
    let clause = clause.trim_end_matches(['。', '.']);
    (clause.chars().count() <= 16 && words.papers.ends(clause) && !clause.contains(is_hiragana)).then_some(clause)
}

/// The rule that a clause says was made: 「就業規則」 of 「就業規則を整備しています」.
fn made<'t>(words: &RemarkWords, clause: &'t str) -> Option<&'t str> {
    const MADE: [&str; 9] = ["整備", "策定", "制定", "定め", "作成", "改定", "改訂", "運用", "保有"];
    clause.match_indices('を').find_map(|(at, sign)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
        let near: String = after.chars().take(6).collect();
        let rule = object(before).filter(|noun| words.papers.ends(noun))?;
        MADE.iter().any(|verb| near.contains(verb)).then_some(rule)
    })
}

/// What the rules of work hold besides hours and wages.
fn holds(asked: &str, rule: &str) -> bool {
    const OF_WORK: [&str; 9] = ["懲戒", "罰", "服務", "守秘", "秘密保持", "違反", "テレワーク", "在宅", "兼業"];
    rule.contains("就業") && OF_WORK.iter().any(|word| asked.contains(word))
}
