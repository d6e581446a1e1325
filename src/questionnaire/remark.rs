//! What stands beside 「はい」 can take it back.

use super::vocabulary::{RemarkWords, fold};
use super::{Answer, date};
use jiff::civil::Date;

/// What a remark makes of an answer that is met by its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Qualified {
    pub(super) answer: Answer,
    pub(super) why: Option<String>,
    pub(super) planned_for: Option<Date>,
}

/// An answer in the light of its remark. Only `Met` is ever changed, and only for the worse: a remark can explain a
/// bad answer, it cannot mend it.
pub(super) fn qualify(words: &RemarkWords, answer: Answer, remark: &str) -> Qualified {
    let planned_for = (answer == Answer::Planned).then(|| date::find(remark)).flatten();
    let unchanged = Qualified { answer, why: None, planned_for };
    if answer != Answer::Met || remark.trim().is_empty() {
        return unchanged;
    }
    let mut text = fold(remark);
    for phrase in &words.neutral {
        // To look is a fraction of the work of replacing nothing.
        if text.contains(phrase.as_str()) {
            text = text.replace(phrase.as_str(), "\u{2}");
        }
    }
    let first = |list: &'static str, words: &[String]| {
        words.iter().find(|word| text.contains(word.as_str())).map(|word| (list, word.clone()))
    };
    if let Some((_, word)) = first("contradicting", &words.contradicting) {
        let why = format!("「はい」と補足「{word}」が食い違います");
        return Qualified { answer: Answer::Unclear, why: Some(why), planned_for: None };
    }
    if let Some((_, word)) = first("planned", &words.planned) {
        let why = format!("補足の「{word}」により予定と読みました");
        return Qualified { answer: Answer::Planned, why: Some(why), planned_for: date::find(remark) };
    }
    if let Some((_, word)) = first("limiting", &words.limiting) {
        let why = format!("補足の「{word}」により一部と読みました");
        return Qualified { answer: Answer::Partial, why: Some(why), planned_for: None };
    }
    if let Some((_, word)) = first("pointing", &words.pointing) {
        let why = format!("補足の「{word}」が指す先を確かめる必要があります");
        return Qualified { answer: Answer::Unclear, why: Some(why), planned_for: None };
    }
    unchanged
}
