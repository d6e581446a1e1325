//! What stands beside the tables or on sheets without one, and speaks of an answer all the same.

use super::against;
use super::grid::{Grid, Line, Seen};
use super::heading::Role;
use super::rows::Rows;
use super::table::Table;
use super::{ForeignReading, Part, marks};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Unread};
use crate::workbook::{Address, Area};
use std::collections::BTreeMap;

/// The place of a table: its lines and its columns.
pub(super) struct Extent {
    lines: std::ops::Range<usize>,
    first: u32,
    last: u32,
}

/// More tables than these on a sheet are not held against each other.
const MOST_TABLES: usize = 50;

/// Where the tables of a sheet are; none where there are too many.
pub(super) fn extents(tables: &[Table]) -> Vec<Extent> {
    let found = tables.iter().take(MOST_TABLES + 1).map(|table| Extent {
        lines: table.head.start..table.body.end,
        first: table.columns.iter().map(|column| column.first).min().unwrap_or(0),
        last: table.columns.iter().map(|column| column.last).max().unwrap_or(0),
    });
    let found: Vec<Extent> = found.collect();
    if found.len() > MOST_TABLES { Vec::new() } else { found }
}

impl Rows<'_> {
    /// What stands to the right of a table, in a column without a name, and takes back the answer of its row.
    pub(super) fn beyond(&self, table: &Table, index: usize, line: &Line) -> Option<String> {
        // Where tables stand side by side in great numbers, all that stands right of one belongs to others.
        const MOST_CELLS: usize = 40;
        if self.extents.is_empty() {
            return None;
        }
        let right = table.columns.iter().map(|column| column.last).max()?;
        let head = self.grid.lines.get(table.head.clone()).unwrap_or_default();
        let at = table.body.start + index;
        let taken = |column: u32| {
            self.extents.iter().any(|other| other.lines.contains(&at) && (other.first..=other.last).contains(&column))
        };
        let titled =
            |column: u32| head.iter().any(|line| self.grid.filled(line, column, column, true).next().is_some());
        let mut marked = false;
        for (span, seen) in self.grid.filled(line, right.saturating_add(1), u32::MAX, false).take(MOST_CELLS) {
            let mark = seen.length() <= 1;
            let free = !mark && !marked && !taken(span.first) && !titled(span.first);
            if free && self.speaks(seen) {
                return Some(against::told("", seen));
            }
            marked = mark;
        }
        None
    }

    /// Whether a text beside a table is a remark that takes an answer back, and no legend, list of words or stamp.
    fn speaks(&self, seen: &Seen) -> bool {
        seen.length() >= 3
            && !self.words.vocabulary.read(&seen.text).known
            && !marks::is_legend(&seen.folded)
            && !seen.folded.contains([':', '='])
            && self.takes_back(seen)
    }
}

impl ForeignReading {
    /// Remarks on a sheet of their own, 「No|補足説明」, belong to the questions with those numbers.
    pub(super) fn add_supplements(&mut self, parts: &[Part<'_>], words: Words<'_>) {
        for part in parts.iter().filter(|part| !part.holds()) {
            let found = supplements(&part.grid);
            for answer in self.answers.iter_mut().filter(|answer| answer.sheet != part.sheet.name) {
                let Some((place, text)) = answer.id.as_deref().and_then(|id| found.get(&fold(id))) else { continue };
                answer.remark = format!("{}\n（「{}」シート）{text}", answer.remark, part.sheet.name).trim().to_owned();
                let holds = super::sentence::read(words, "はい", text).answer == Answer::Met
                    && words.told(&answer.question, text).is_none();
                if !holds && answer.undirected.unwrap_or(answer.answer) == Answer::Met {
                    answer.answer = Answer::Unclear;
                    answer.undirected = None;
                    let text: String = text.chars().take(24).collect();
                    answer.why = Some(format!("「{}」シートの{place}に「{text}」とあります", part.sheet.name));
                }
            }
        }
    }

    /// Where no question was found in the whole workbook: the rows that look like one.
    pub(super) fn tell_rows_left(&mut self, parts: &[Part<'_>]) {
        const MOST: usize = 1000;
        if !self.answers.is_empty() {
            return;
        }
        for part in parts.iter().filter(|part| !part.holds()) {
            let rows = part.grid.lines.iter().filter_map(|line| asking_row(&part.grid, line)).take(MOST);
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
    let (first, last) = (cells.first()?, cells.last()?);
    (question.asking || (numbered && cells.len() >= 2)).then(|| {
        let area = Area::new(first.area.first, Address::new(line.number, last.area.last.column));
        (area, question.text.chars().take(200).collect())
    })
}

/// The remarks of a sheet by the numbers beside them.
fn supplements(grid: &Grid) -> BTreeMap<String, (Address, String)> {
    let mut found = BTreeMap::new();
    let named = |line: &Line, wanted: fn(Role) -> bool| {
        let mut cells = grid.filled(line, 0, u32::MAX, false);
        cells.find(|(_, seen)| seen.role().is_some_and(wanted)).map(|(span, _)| *span)
    };
    let head = grid.lines.iter().take(12).enumerate().find_map(|(at, line)| {
        let id = named(line, |role| role == Role::Id)?;
        Some((at, id, named(line, |role| matches!(role, Role::Remark | Role::Reviewer))?))
    });
    let Some((at, id, remark)) = head else { return found };
    for line in grid.lines.get(at + 1..).unwrap_or_default() {
        let cell = |first: u32, last: u32| grid.filled(line, first, last, true).next().map(|(_, seen)| seen);
        if let (Some(id), Some(seen)) = (cell(id.first, id.last), cell(remark.first, remark.last)) {
            found.entry(id.folded.clone()).or_insert_with(|| (seen.area.first, seen.text.trim().to_owned()));
        }
    }
    found
}
