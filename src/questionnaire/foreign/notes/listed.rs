//! Texts that begin with a number and a sign: 「2：契約後に対応します」 speaks of row 2, unless it is the second of a list.

use super::row_reference::set_apart;
use crate::questionnaire::foreign::{elsewhere, to_come};

/// Which of these texts name a row by the number before them. Where they are numbered from one on, they may be a list of anything; they are
/// taken for rows then only where every one of them takes something away.
pub(in crate::questionnaire) fn numbered_for_rows<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let numbers: Vec<Option<(u32, bool)>> = texts.map(number).collect();
    let mut found = numbers.iter().flatten();
    let from_one = numbers.iter().flatten().zip(1..).all(|((number, _), expected)| *number == expected);
    let all_take = found.all(|(_, takes)| *takes);
    numbers.iter().map(|number| number.is_some_and(|(_, takes)| takes && (all_take || !from_one))).collect()
}

/// The number before a text, and whether the text takes something away.
fn number(text: &str) -> Option<(u32, bool)> {
    if !text.trim_start().starts_with(|c: char| c.is_numeric() || "・(（※-".contains(c)) {
        return None;
    }
    let folded = set_apart(text);
    let bare = folded.trim_start_matches(['・', '(', '※', '-']);
    let said = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.strip_suffix(said)?;
    let behind = said.strip_prefix([':', ')', '.', '、'])?;
    // 「2.1」 is another number.
    let plain = !behind.starts_with(|c: char| c.is_ascii_digit()) || said.starts_with(':');
    let takes = elsewhere::limits(behind) || to_come::is_coming(behind);
    digits.parse().ok().filter(|_| plain && behind.chars().count() >= 3).map(|number| (number, takes))
}

/// Whether a text begins with a number and takes something away.
pub(super) fn takes_by_number(text: &str) -> bool {
    number(text).is_some_and(|(_, takes)| takes)
}
