//! English sentences beside an answer.

use super::past::long_ago;
use super::{part, unknown};
use crate::questionnaire::remark::{self, Words};
use crate::questionnaire::vocabulary::RemarkWords;
use crate::questionnaire::when;

fn english_sentences<'a>(words: &'a RemarkWords, line: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    let sentences = line.split(". ").flat_map(|part| part.split([';', '!'])).map(str::trim);
    sentences
        .filter(|sentence| sentence.len() > 1)
        .map(|sentence| (sentence, words.english.of(&remark::spaced(sentence))))
}

/// What an English sentence names that is only a part of what was asked.
pub(super) fn english_part(words: &RemarkWords, question: &str, line: &str) -> Option<String> {
    let asked = remark::spaced(question);
    english_sentences(words, line).find_map(|(_, spaced)| {
        words.english.narrowing.places(&spaced).into_iter().find_map(|(start, end)| {
            let name = spaced.get(start..end)?.trim();
            let stem = name.strip_suffix('s').unwrap_or(name);
            let whole = asked.contains(&format!(" {stem} ")) || asked.contains(&format!(" {stem}s "));
            // Both halves of 「at rest and in transit」.
            let other_half = name == "in transit" && spaced.contains(" at rest ");
            // 「all employees and contractors」
            let added =
                spaced.get(..=start).is_some_and(|before| before.contains(" all ") && before.ends_with(" and "));
            (!whole && !other_half && !added).then(|| part(name))
        })
    })
}

/// 「rev. 4, March 2026」: a full stop that ended no sentence.
fn goes_on(sentence: &str) -> bool {
    sentence.starts_with(|c: char| c.is_ascii_digit()) && sentence.contains(|c: char| c.is_ascii_alphabetic())
}

/// An English sentence that holds no word of support.
pub(super) fn english(by: Words<'_>, line: &str) -> Option<String> {
    let words = &by.vocabulary.remark;
    english_sentences(words, line).find_map(|(sentence, spaced)| {
        // A code or a version between full stops.
        let code = !sentence.contains(' ') && sentence.len() > 4 && sentence.chars().any(|c| c.is_ascii_digit());
        let since =
            ["since", "established", "certified", "founded", "effective"].iter().any(|word| spaced.contains(word));
        let old = when::year_of(sentence).is_some_and(|year| year < long_ago(by.on));
        let standard = spaced.contains(" iso") || spaced.contains(" nist") || spaced.contains(" pci");
        if old && !since && !standard {
            return Some(unknown(sentence));
        }
        (!code && !goes_on(sentence) && !words.english.supporting.any(&spaced) && !spaced.contains('\u{2}'))
            .then(|| unknown(sentence))
    })
}
