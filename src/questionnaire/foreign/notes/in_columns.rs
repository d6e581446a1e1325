//! Notes that a table holds like columns of its own: the remark of one row that names another, and a note where names of columns stand.

use super::row_reference::refers;
use super::subject::takes_from_a_subject;
use super::{LONGEST_NOTE, Note, Position, Scope, numbered_for_rows, speaks_of_the_answers};
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
    held.extend(remarks(words, scope, table, reading));
    held
}

/// A sentence over a column that is no name of one.
fn titles(words: Words<'_>, table: &ForeignTable) -> Vec<Held> {
    const READ: [ColumnUse; 4] = [ColumnUse::Answer, ColumnUse::Question, ColumnUse::Id, ColumnUse::Category];
    let columns = table.columns.iter().filter(|column| !READ.contains(&column.usage));
    let titled = columns.flat_map(|column| column.titles.iter().map(move |title| (column.first, title)));
    let speaking = titled.filter(|(_, title)| title.chars().count() <= LONGEST_NOTE && is_about_rows(words, title));
    speaking
        .map(|(column, title)| {
            let at = Address::new(table.area.first.row, column);
            Held { note: note(at, title.clone(), Position::Above, false), but: None }
        })
        .collect()
}

/// Remarks that name other rows than their own. Where the column has no name, all that names a row does; under 「備考」 a bare number may be
/// that of a part of the question.
fn remarks(words: Words<'_>, scope: &Scope, table: &ForeignTable, reading: &ForeignReading) -> Vec<Held> {
    let free = |usage: ColumnUse| matches!(usage, ColumnUse::Remark | ColumnUse::Unknown);
    let mut columns = table.columns.iter().filter(|column| free(column.usage));
    let unnamed = columns.clone().find(|column| column.titles.is_empty());
    let named = unnamed.is_none() || columns.any(|column| column.usage == ColumnUse::Remark && !column.titles.is_empty());
    let mut columns = table.columns.iter().filter(|column| free(column.usage));
    let Some(column) = unnamed.or_else(|| columns.next()) else { return Vec::new() };
    let Some(answers) = reading.answers.get(scope.answers.clone()) else { return Vec::new() };
    let numbered = numbered_for_rows(answers.iter().map(|answer| if named { "" } else { answer.remark.as_str() }));
    let short = answers.iter().zip(numbered).filter(|(answer, _)| answer.remark.chars().count() <= LONGEST_NOTE);
    let speaking = short.filter(|(answer, numbered)| match named {
        true => calls_a_row(&answer.remark),
        false => *numbered || is_about_rows(words, &answer.remark),
    });
    speaking
        .map(|(answer, numbered)| {
            let at = Address::new(answer.question_cell.row, column.first);
            Held { note: note(at, answer.remark.clone(), Position::Apart, numbered), but: Some(at.row) }
        })
        .collect()
}

fn note(at: Address, text: String, position: Position, numbered: bool) -> Note {
    Note { at, text, position, caption: false, alone: false, numbered }
}

fn is_about_rows(words: Words<'_>, text: &str) -> bool {
    !text.is_empty()
        && (refers(text)
            || speaks_of_the_answers(text, words.on)
            || text.split(['。', '\n']).any(|piece| takes_from_a_subject(words, piece)))
}

/// Whether a remark calls a row by its number: 「No.2は準備中」.
fn calls_a_row(text: &str) -> bool {
    const CALLED: [&str; 8] = ["no", "設問", "項番", "問", "質問", "通番", "番号", "要件"];
    text.contains(char::is_numeric) && refers(text) && {
        let folded = fold(text);
        CALLED.iter().any(|called| folded.starts_with(called))
    }
}
