//! The texts around the tables of a sheet, in order of their rows.

use super::about::is_signed;
use super::in_columns::is_about_rows;
use super::{LONGEST_NOTE, Note, Position, Scope, is_for_all, limits, near, numbered_for_rows};
use crate::questionnaire::foreign::grid::{Grid, Line, Seen};
use crate::questionnaire::foreign::rows::Aside;
use crate::questionnaire::foreign::{ColumnUse, ForeignReading, legend};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// Texts above all tables that are weighed, the nearest first.
const MOST_ABOVE: usize = 300;
/// Bytes of a note that are weighed; of a longer one, only the sentences that say something of the answers.
const LONGEST_TEXT: usize = 12_000;

/// Texts on rows that ask nothing, and what is marked as a note beside the others.
pub(super) fn gather(
    words: Words<'_>,
    (sheet, grid): (&Sheet, &Grid),
    scopes: &[&Scope],
    asides: &[Aside],
    reading: &ForeignReading,
) -> Vec<Note> {
    let left: BTreeMap<u32, bool> = asides.iter().map(|aside| (aside.row, aside.section)).collect();
    let first = scopes.iter().map(|scope| scope.rows.0).min().unwrap_or(0);
    let asked: BTreeSet<u32> = scopes
        .iter()
        .filter_map(|scope| reading.answers.get(scope.answers.clone()))
        .flatten()
        .flat_map(|answer| [answer.question_cell.row, answer.cell.row])
        .collect();
    let mut notes = Vec::new();
    let mut before = None;
    for line in &grid.lines {
        let row = line.number;
        let apart = before.replace(row).is_none_or(|before| before + 1 < row) || row < first;
        let alone = grid.filled(line, 0, u32::MAX, false).take(2).count() == 1;
        let below = near(scopes, row).filter(|scope| scope.rows.0 > row).count();
        // One name over all tables below, or each of them its own.
        let heads = apart && below > 0 && (alone || below > 1);
        let inside = near(scopes, row).find(|scope| (scope.rows.0..=scope.rows.1).contains(&row));
        // 「補足」 below an answer is read with it.
        let named = || grid.filled(line, 0, u32::MAX, false).next().is_some_and(|(_, seen)| seen.role().is_some());
        let loose = inside.is_some_and(|scope| scope.loose) && !asked.contains(&row) && !named();
        let (position, texts) = match (inside, left.get(&row)) {
            (Some(scope), None) if !loose => {
                (Position::Beside, notes_beside(words, (grid, line), scope, scopes, reading))
            }
            (Some(_), Some(true)) => (Position::Section, whole(grid, line)),
            (Some(_), _) => (Position::Apart, whole(grid, line)),
            (None, _) if row < first => (Position::Above, texts(grid, line)),
            (None, Some(true)) => (Position::Section, texts(grid, line)),
            (None, _) => (Position::Apart, texts(grid, line)),
        };
        let kept = texts.into_iter().filter_map(|(at, text)| Some((at, of_sentences(text)?)));
        notes.extend(kept.map(|(at, text)| {
            let caption = heads && alone && is_name(&fold(&text));
            Note { at, text, position, caption, alone, numbered: false }
        }));
        if heads && !alone {
            let names =
                grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).filter(|seen| is_name(&seen.folded));
            notes.extend(names.map(|seen| {
                let (at, text) = (seen.area.first, seen.text.trim().to_owned());
                Note { at, text, position, caption: true, alone, numbered: false }
            }));
        }
    }
    let above = notes.iter().filter(|note| note.position == Position::Above).count();
    notes.drain(..above.saturating_sub(MOST_ABOVE));
    notes.extend(drawn(sheet, grid, first));
    let numbered = numbered_for_rows(notes.iter().map(|note| note.text.as_str()));
    notes.iter_mut().zip(numbered).for_each(|(note, numbered)| note.numbered = numbered);
    notes
}

/// Texts over the cells, at the row where they begin, and those around the printed page, above everything.
fn drawn(sheet: &Sheet, grid: &Grid, first: u32) -> Vec<Note> {
    let last = grid.lines.last().map_or(0, |line| line.number);
    let boxes = sheet.drawn.iter().take(MOST_ABOVE).map(|(at, text)| {
        let position = if at.row < first { Position::Above } else { Position::Apart };
        (Address::new(at.row.min(last), at.column), text, position)
    });
    let printed = sheet.printed.iter().map(|text| (Address::new(0, 0), text, Position::Above));
    let kept =
        boxes.chain(printed).filter_map(|(at, text, position)| Some((at, of_sentences(text.clone())?, position)));
    kept.map(|(at, text, position)| Note { at, text, position, caption: false, alone: true, numbered: false }).collect()
}

/// Whether a text is a name, rather than a sentence, a note or a legend.
fn is_name(folded: &str) -> bool {
    const SAID: [&str; 8] = ["です", "ます", "ません", "した", "ない", "ください", "下さい", "こと"];
    !is_signed(folded)
        && !legend::is_legend(folded)
        && !["上記", "以上", "上表"].iter().any(|word| folded.contains(word))
        && !SAID.iter().any(|end| folded.ends_with(end))
}

/// Beside the rows of a table, and in its columns without a name, only what is marked as a note, or names rows or the answers as a whole.
fn notes_beside(
    words: Words<'_>,
    (grid, line): (&Grid, &Line),
    scope: &Scope,
    scopes: &[&Scope],
    reading: &ForeignReading,
) -> Vec<(Address, String)> {
    let table = reading.tables.get(scope.table);
    let unnamed = |first: u32| {
        let free = |usage: ColumnUse| matches!(usage, ColumnUse::Remark | ColumnUse::Unknown);
        let columns = table.map(|table| table.columns.as_slice()).unwrap_or_default();
        let mut own = columns.iter().filter(|column| (column.first..=column.last).contains(&first));
        own.any(|column| column.titles.is_empty() && free(column.usage))
    };
    let about_rows =
        |seen: &Seen| seen.length() >= 4 && !legend::is_legend(&seen.folded) && is_about_rows(words, seen.text.trim());
    let notes = grid.filled(line, 0, u32::MAX, false).filter(|(span, seen)| {
        let beyond = span.last < scope.columns.0 || span.first > scope.columns.1;
        let apart =
            || near(scopes, line.number).all(|other| span.first < other.columns.0 || span.first > other.columns.1);
        (beyond && (is_signed(&seen.folded) || about_rows(seen)) && apart())
            || (unnamed(span.first) && about_rows(seen))
    });
    notes.map(|(_, seen)| (seen.area.first, seen.text.trim().to_owned())).collect()
}

/// A line as one text.
fn whole(grid: &Grid, line: &Line) -> Vec<(Address, String)> {
    let all: Vec<&str> = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen.text.trim()).collect();
    let first = grid.filled(line, 0, u32::MAX, false).next();
    first.map(|(_, seen)| (seen.area.first, all.join(" "))).into_iter().collect()
}

/// The texts of a line; 「記入対象｜導入後の状態」 is one.
fn texts(grid: &Grid, line: &Line) -> Vec<(Address, String)> {
    let filled = || grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen);
    if filled().next().is_some_and(|seen| seen.length() <= 8) && filled().count() <= 4 {
        return whole(grid, line);
    }
    filled().map(|seen| (seen.area.first, seen.text.trim().to_owned())).collect()
}

/// A text of sentences that can be weighed: of a long one, those that are no longer than a note and limit something.
fn of_sentences(text: String) -> Option<String> {
    if text.chars().count() <= LONGEST_NOTE {
        return Some(text);
    }
    let mut kept = String::new();
    for sentence in text.split_inclusive(['。', '\n']).filter(|sentence| sentence.chars().count() <= LONGEST_NOTE) {
        let folded = fold(sentence);
        if (limits(&folded) || is_for_all(&folded)) && kept.len() + sentence.len() <= LONGEST_TEXT {
            kept.push_str(sentence);
        }
    }
    (!kept.is_empty()).then_some(kept)
}
