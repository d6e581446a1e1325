//! Sentences that say what a sign beside certain rows means: 「項番に「*」を付した項目は対応していません」, 「■の付いた要件は未実装」.

use super::footnote::carries;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::foreign::{ForeignAnswer, to_come};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;

/// The sign that a sentence says to be set beside rows of which it takes something. The text is folded.
pub(super) fn sign_of_what_is_open(words: Words<'_>, folded: &str) -> Option<String> {
    if !(limits(folded) || to_come::is_coming(folded) || ["未", "ない", "ません"].iter().any(|no| folded.contains(no)))
    {
        return None;
    }
    const SET: [&str; 13] = [
        "を付し",
        "を付け",
        "を付記",
        "をつけ",
        "の付い",
        "の付く",
        "が付い",
        "が付く",
        "のつい",
        "がつい",
        "を記し",
        "印の",
        "印は",
    ];
    SET.iter().flat_map(|set| folded.match_indices(set)).find_map(|(at, _)| {
        let before = folded.get(..at)?.trim_end_matches('印').trim_end_matches(['」', '』', '"', ')']);
        let sign: Vec<char> = before.chars().rev().take_while(|c| is_sign(*c)).take(3).collect();
        let sign: String = sign.into_iter().rev().collect();
        // What answers are made of is a legend's matter.
        (!sign.is_empty() && !words.vocabulary.read(&sign).known).then_some(sign)
    })
}

/// Whether a row carries a sign, beside its number, its question or what it stands under.
pub(super) fn is_marked(answer: &ForeignAnswer, sign: &str) -> bool {
    let texts = [answer.question.as_str(), answer.written.as_str()];
    let texts = texts.into_iter().chain(answer.id.as_deref()).chain(answer.category.iter().map(String::as_str));
    let first = sign.chars().next();
    texts
        .filter(|text| fold(text).chars().any(|c| Some(c) == first))
        .map(fold)
        .any(|text| text.starts_with(sign) || text.ends_with(sign) || carries(&text, sign))
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_control() && !"「」『』()[]【】、。・,.:;\"'ー-/〜~".contains(c)
}
