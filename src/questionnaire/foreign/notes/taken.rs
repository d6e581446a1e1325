//! What a sentence that names rows takes from them: 「No.2は準備中」, 「No.1、No.3以外は準備中」.

use super::LONGEST_NOTE;
use super::form_text::{is_of_the_form, is_voice_of_form};
use super::marked::{is_marked, sign_of_what_is_open};
use super::row_reference::{Named, named, refers, set_apart};
use super::subject::{taken_by_subject, takes_from_a_subject};
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::foreign::{ForeignAnswer, sentence};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use std::collections::BTreeSet;

/// The rows from which a sentence takes their answers, as places among these; nothing where it names none at least so surely.
pub(super) fn taken_rows(
    words: Words<'_>,
    piece: &str,
    answers: &[&ForeignAnswer],
    least: Named,
) -> Option<BTreeSet<usize>> {
    let text = set_apart(piece);
    if let Some((left, others, said)) = all_but(&text, answers) {
        let holds = !limits(&said) && sentence::read(words, "はい", behind_topic(&said)).answer == Answer::Met;
        // 「No.3以外は対応済」 says that No.3 is not.
        return Some(if holds { left } else { others });
    }
    let ids = answers.iter().map(|answer| answer.id.as_deref());
    let mut rows = named(&text, ids);
    rows.retain(|(_, how)| *how >= least);
    let folded = fold(piece);
    let taken = |(at, how): &(usize, Named)| {
        answers.get(*at).is_some_and(|answer| is_taken(words, piece, &folded, answer, *how))
    };
    (!rows.is_empty()).then(|| rows.iter().filter(|row| taken(row)).map(|(at, _)| *at).collect())
}

/// The rows that a sentence leaves out, 「No.1、No.3以外は…」, the others, and what it says of those. The text is set apart.
fn all_but(text: &str, answers: &[&ForeignAnswer]) -> Option<(BTreeSet<usize>, BTreeSet<usize>, String)> {
    const WORDS: [&str; 5] = ["以外", "を除いた", "を除いて", "を除く", "を除き"];
    const BEHIND: [&str; 6] = ["の項目", "の設問", "の回答", "番", "項", "の要件"];
    let (head, said) = WORDS.iter().filter_map(|word| text.split_once(word)).min_by_key(|(head, _)| head.len())?;
    let head = BEHIND.iter().find_map(|end| head.strip_suffix(end)).unwrap_or(head);
    // 「No.2は本社を除き…」 leaves out a place.
    if !head.trim_end_matches([')', ']', '」', '】']).ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let ids = answers.iter().map(|answer| answer.id.as_deref());
    let rows = named(&format!("{head}は"), ids).into_iter().filter(|(_, how)| *how == Named::Surely);
    let left: BTreeSet<usize> = rows.map(|(at, _)| at).collect();
    let others = (0..answers.len()).filter(|at| !left.contains(at)).collect();
    (!left.is_empty()).then(|| (left, others, said.to_owned()))
}

/// Whether what is said of a row that is named takes its answer back.
fn is_taken(words: Words<'_>, piece: &str, folded: &str, answer: &ForeignAnswer, how: Named) -> bool {
    let said = behind_topic(piece);
    let backed =
        || sentence::read(words, "はい", said).answer == Answer::Met && words.told(&answer.question, said).is_none();
    limits(folded) || (how >= Named::Likely && !backed())
}

/// Whether a sentence above the questions may be the form's, telling whom they concern: then it takes only where it limits. The text is
/// folded.
pub(super) fn may_instruct(folded: &str) -> bool {
    is_voice_of_form(folded) && !limits(folded)
}

/// Whether a text of another sheet may take something from rows that it names, by a number, by what they ask or by a sign beside them.
pub(in crate::questionnaire) fn may_take_rows(words: Words<'_>, text: &str) -> bool {
    let mut pieces = text.split(['。', '\n']).filter(|piece| piece.chars().count() <= LONGEST_NOTE);
    refers(text)
        || pieces.any(|piece| {
            let folded = fold(piece);
            !is_of_the_form(&folded)
                && (takes_from_a_subject(words, piece) || sign_of_what_is_open(words, &folded).is_some())
        })
}

/// Which of these answers a text of another sheet takes back.
pub(in crate::questionnaire) fn taken_by_text(
    words: Words<'_>,
    text: &str,
    answers: &[&ForeignAnswer],
    least: Named,
) -> BTreeSet<usize> {
    let mut taken = BTreeSet::new();
    for piece in text.split(['。', '\n']).filter(|piece| piece.chars().count() <= LONGEST_NOTE) {
        let folded = fold(piece);
        if corrects(&folded) {
            if !corrected_to_good(words, piece) {
                let ids = answers.iter().map(|answer| answer.id.as_deref());
                let rows = named(&set_apart(piece), ids).into_iter().filter(|(_, how)| *how >= Named::Likely);
                taken.extend(rows.map(|(at, _)| at));
            }
        } else if !is_of_the_form(&folded) {
            let rows = taken_rows(words, piece, answers, least);
            taken.extend(rows.unwrap_or_else(|| taken_by_subject(words, piece, answers)));
            let sign = sign_of_what_is_open(words, &folded);
            let marked = |answer: &ForeignAnswer| sign.as_deref().is_some_and(|sign| is_marked(answer, sign));
            taken.extend(answers.iter().enumerate().filter(|(_, answer)| marked(answer)).map(|(at, _)| at));
        }
    }
    taken
}

/// Whether a sentence says that an answer was wrong. The text is folded.
fn corrects(folded: &str) -> bool {
    const WORDS: [&str; 10] =
        ["読み替え", "読替", "誤りが", "誤りで", "誤って", "訂正", "差し替え", "差替", "正しくは", "取り消"];
    WORDS.iter().any(|word| folded.contains(word))
}

/// Whether the last word that a correction quotes is a good answer: 「問4を「はい」に訂正」.
fn corrected_to_good(words: Words<'_>, piece: &str) -> bool {
    let quoted = piece.rsplit_once('」').and_then(|(before, _)| before.rsplit_once('「')).map(|(_, said)| said);
    quoted.map(|said| words.vocabulary.read(said)).is_some_and(|said| said.known && said.answer == Answer::Met)
}

/// What a note says of the rows it names.
fn behind_topic(text: &str) -> &str {
    ["については", "について", "に関しては", "は", "：", ":"]
        .iter()
        .filter_map(|topic| text.split_once(topic))
        .map(|(_, said)| said)
        .find(|said| said.chars().count() >= 2)
        .unwrap_or(text)
        .trim_start_matches(['、', '，', ',', ' ', '　'])
}
