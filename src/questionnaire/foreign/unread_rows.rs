//! Sheets without a table that could be read, and with rows that look like questions: none of them vanishes untold.

use super::ForeignReading;
use super::grid::{Grid, Line, Seen};
use super::heading::Role;
use super::notes;
use super::part::Part;
use crate::questionnaire::Unread;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Area};
use std::collections::BTreeMap;

const MOST: usize = 1000;

impl ForeignReading {
    /// Tells the rows of sheets of which nothing was read that look like questions. Beside sheets that were read, a sheet of a few numbered
    /// facts is common: there, only rows that ask or state something, with an answer's few words beside them, count, and one is none.
    pub(super) fn tell_rows_left(&mut self, parts: &[Part<'_>]) {
        let alone = self.answers.is_empty();
        for part in parts.iter().filter(|part| !part.holds() && (alone || !part.explains)) {
            let rows = part.grid.lines.iter().filter_map(|line| match alone {
                true => asking_row(&part.grid, line),
                false => answered_row(&part.grid, line),
            });
            let rows: Vec<(Area, String)> = rows.take(MOST).collect();
            if !alone && rows.len() < 2 {
                continue;
            }
            for (area, text) in rows {
                let why = "設問らしき行ですが、回答の欄が分かりません".to_owned();
                let sheet = part.sheet.name.clone();
                self.unread.push(Unread { sheet, range: area.to_string(), why, text });
            }
        }
    }
}

/// A row that has a number, or asks, and holds something beside its text.
fn asking_row(grid: &Grid, line: &Line) -> Option<(Area, String)> {
    let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).collect();
    let question = cells.iter().find(|seen| seen.length() >= 6 && !seen.id)?;
    let numbered = cells.iter().any(|seen| seen.id);
    (question.asking || (numbered && cells.len() >= 2)).then(|| told(line, &cells, question)).flatten()
}

/// A row that asks or states something and holds a few words or a mark beside it, as answers are.
fn answered_row(grid: &Grid, line: &Line) -> Option<(Area, String)> {
    const ANSWERS: usize = 12;
    let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).collect();
    let (at, question) = cells.iter().enumerate().find(|(_, seen)| seen.length() >= 6 && !seen.id && asks(seen))?;
    let before = cells.get(..at)?.iter().any(|seen| seen.length() <= 2 && !seen.id);
    let behind = cells.get(at + 1..)?.iter().any(|seen| seen.length() <= ANSWERS);
    (before || behind).then(|| told(line, &cells, question)).flatten()
}

fn told(line: &Line, cells: &[&Seen], question: &Seen) -> Option<(Area, String)> {
    let (first, last) = (cells.first()?, cells.last()?);
    let area = Area::new(first.area.first, Address::new(line.number, last.area.last.column));
    Some((area, question.text.chars().take(200).collect()))
}

/// Whether a text is put as questions of such forms are.
fn asks(seen: &Seen) -> bool {
    const ENDS: [&str; 7] = ["いる", "います", "ある", "あります", "こと", "しない", "ました"];
    seen.asking || ENDS.iter().any(|end| seen.folded.trim_end_matches(['。', '.']).ends_with(end))
}

/// What a sheet asks under its numbers, where a header names both numbers and questions; folded.
pub(super) fn asked_by_number(grid: &Grid) -> BTreeMap<String, String> {
    let head = grid.lines.iter().take(12).enumerate().find_map(|(at, line)| {
        let of = |wanted: fn(Role) -> bool| {
            let mut cells = grid.filled(line, 0, u32::MAX, false);
            cells.find(|(_, seen)| seen.role().is_some_and(wanted)).map(|(span, _)| *span)
        };
        Some((at, of(|role| role == Role::Id)?, of(|role| matches!(role, Role::Question(_)))?))
    });
    let Some((at, id, question)) = head else { return BTreeMap::new() };
    let rows = grid.lines.get(at + 1..).unwrap_or_default().iter().take(MOST).filter_map(|line| {
        let cell = |first, last| grid.filled(line, first, last, true).next().map(|(_, seen)| seen);
        let (id, asked) = (cell(id.first, id.last)?, cell(question.first, question.last)?);
        asks(asked).then(|| (notes::core(&id.text), asked.folded.clone()))
    });
    rows.collect()
}

/// Whether two questions are one: the same words, or the one within the other.
pub(super) fn is_same(folded: &str, question: &str) -> bool {
    let other = fold(question);
    let bare = |text: &str| text.trim_end_matches(['。', '?', 'か']).to_owned();
    let (one, other) = (bare(folded), bare(&other));
    one.contains(&other) || other.contains(&one)
}
