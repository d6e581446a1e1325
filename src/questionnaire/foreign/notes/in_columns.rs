//! Notes that a table holds like columns of its own: the remark of one row that names another, and a note where names of columns stand.

use super::listed::takes_by_number;
use super::row_reference::{calls_a_row, refers};
use super::subject::takes_from_a_subject;
use super::{LONGEST_NOTE, Note, Position, Scope, limits, speaks_of_the_answers};
use crate::questionnaire::foreign::{ColumnUse, ForeignReading, ForeignTable};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::Address;

/// A note, and the rows that it cannot mean: its own, which is read with it already.
pub(super) struct Held {
    pub(super) note: Note,
    pub(super) but: Option<u32>,
}

/// The notes that a table holds in its columns.
pub(super) fn held(words: Words<'_>, scope: &Scope, reading: &ForeignReading) -> Vec<Held> {
    let Some(table) = reading.tables.get(scope.table) else { return Vec::new() };
    let mut held = titles(words, table);
    held.extend(remarks(scope, table, reading));
    held
}

/// A sentence over a column that is no name of one.
fn titles(words: Words<'_>, table: &ForeignTable) -> Vec<Held> {
    const READ: [ColumnUse; 4] = [ColumnUse::Answer, ColumnUse::Question, ColumnUse::Id, ColumnUse::Category];
    let columns = table.columns.iter().filter(|column| !READ.contains(&column.usage));
    let titled = columns.flat_map(|column| column.titles.iter().map(move |title| (column.first, title)));
    let speaking = titled.filter(|(_, title)| {
        title.chars().count() <= LONGEST_NOTE && says_something(title) && is_about_rows(words, title)
    });
    speaking
        .map(|(column, title)| {
            let at = Address::new(table.area.first.row, column);
            Held { note: note(at, title.clone(), Position::Above), but: None }
        })
        .collect()
}

/// Remarks that call other rows than their own by a number. A bare number may be that of a part of the question.
fn remarks(scope: &Scope, table: &ForeignTable, reading: &ForeignReading) -> Vec<Held> {
    let columns = table.columns.iter().filter(|column| column.usage == ColumnUse::Remark);
    let Some(column) = columns.map(|column| column.first).next() else { return Vec::new() };
    let answers = reading.answers.get(scope.answers.clone()).unwrap_or_default();
    let short = answers.iter().filter(|answer| answer.remark.chars().count() <= LONGEST_NOTE);
    short
        .filter(|answer| calls_a_row(&answer.remark))
        .map(|answer| {
            let at = Address::new(answer.question_cell.row, column);
            Held { note: note(at, answer.remark.clone(), Position::Apart), but: Some(at.row) }
        })
        .collect()
}

fn note(at: Address, text: String, position: Position) -> Note {
    Note { at, text, position, caption: false, alone: false, numbered: false }
}

/// Whether a title says something, unlike 「問2の理由」.
fn says_something(title: &str) -> bool {
    title.contains(['は', '：', ':']) || limits(&fold(title))
}

/// Whether a text says something of rows that it names, or of the answers as a whole.
pub(super) fn is_about_rows(words: Words<'_>, text: &str) -> bool {
    refers(text)
        || takes_by_number(text)
        || speaks_of_the_answers(text, words.on)
        || text.split(['。', '\n']).any(|piece| takes_from_a_subject(words, piece))
}
