//! What a text on a line may be if that line is a header: the name of a column, a choice, a step of a scale, or data.

use super::scale::scales;
use crate::questionnaire::foreign::grid::{Grid, Line, Seen, Span, is_asking};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::labelled::after_label;
use crate::questionnaire::foreign::place_name::{is_party, is_site};
use crate::questionnaire::foreign::sentence;
use crate::questionnaire::{Answer, Vocabulary};

#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) role: Option<Role>,
    pub(super) choice: Option<Answer>,
    pub(super) id: bool,
    pub(super) length: usize,
    pub(super) asking: bool,
    /// A place, a system or a party that may be answered for in a column of its own.
    pub(super) site: bool,
    /// One of the numbers or letters of a scale, each over a column of its own.
    pub(super) scale: bool,
}

impl Word {
    /// Too long for the name of a column.
    pub(super) const fn is_long(&self) -> bool {
        self.length > 30 && self.role.is_none()
    }
}

pub(super) fn words(grid: &Grid, vocabulary: &Vocabulary, line: &Line) -> Vec<Word> {
    // 「No」 is a number's header unless 「Yes」 stands beside it.
    let yes: Option<u32> =
        grid.filled(line, 0, u32::MAX, false).find(|(_, seen)| seen.folded == "yes").map(|(span, _)| span.first);
    let opposite = yes.and_then(|yes| {
        let nos = grid.filled(line, 0, u32::MAX, false).filter(|(_, seen)| seen.folded == "no");
        nos.map(|(span, _)| span.first).min_by_key(|at| (at.abs_diff(yes), *at < yes))
    });
    let scale = scales(grid, line);
    let filled = grid.filled(line, 0, u32::MAX, false);
    filled
        .map(|(span, seen)| {
            let scale = scale.contains(&span.first);
            let (length, asking, id) = (seen.length(), seen.asking, seen.id);
            let data = is_data(seen);
            let (role, choice) = match data {
                true => (None, None),
                false => (seen.role(), seen.choice(vocabulary)),
            };
            let asking = asking && !(is_brief(seen) && role.is_some()) && choice.is_none();
            let id = id && (length == 1 || role.is_none());
            let (role, choice) = if asking || (id && length > 1) { (None, None) } else { (role, choice) };
            Word {
                span: *span,
                role: role.filter(|_| opposite != Some(span.first)),
                choice: choice.filter(|_| seen.folded != "no" || opposite == Some(span.first)),
                id: id && !scale,
                length,
                asking,
                site: !data && length <= 14 && (is_site(&seen.folded) || is_party(&seen.folded)),
                scale,
            }
        })
        .collect()
}

/// Whether it is no name, whatever it says: sheets full of numbers and questions must not cost a look at every word that a header can have.
pub(super) fn is_data(seen: &Seen) -> bool {
    let length = seen.length();
    length > 120 || (length > 1 && is_number(&seen.folded)) || (seen.asking && length > CHOICE && !is_brief(seen))
}

/// 「In place?」 over a column is no question, nor is what a name says behind it: 「回答(…から選んでください)」.
fn is_brief(seen: &Seen) -> bool {
    let length = seen.length();
    length <= 8 || (length <= 20 && seen.folded.is_ascii()) || !is_asking(name_of(&seen.folded))
}

/// Characters beyond which nothing is a choice.
const CHOICE: usize = 24;

pub(in crate::questionnaire::foreign) fn choice_of(vocabulary: &Vocabulary, folded: &str) -> Option<Answer> {
    if folded.chars().count() > CHOICE {
        return None;
    }
    // 「回答1:実施」 over a column is the choice 「実施」.
    let joined = folded.replace('\u{1}', "");
    let folded = after_label(&joined).unwrap_or(&joined);
    let said = vocabulary.read(folded);
    let said = if said.known { said } else { vocabulary.read(sentence::without_number(folded)?) };
    (said.known && said.rest.is_empty() && !matches!(said.answer, Answer::Unanswered | Answer::Unclear))
        .then_some(said.answer)
}

/// Whether a text holds nothing but digits and what stands between them.
pub(super) fn is_number(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit() || b".-/:,()%+".contains(&byte))
}

/// The name of a column without what is said behind it, in brackets or on a further line.
pub(super) fn name_of(folded: &str) -> &str {
    folded.split(['(', '[', '【', '※', '\u{1}']).next().unwrap_or_default()
}
