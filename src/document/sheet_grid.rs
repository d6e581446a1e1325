//! The visible sheets of a returned workbook with what was read on each cell, for pages: the same marks as the marked workbook.

use super::marked_workbook::{MOST_COLUMNS, MOST_ROWS, Mark, MarkInput, Merges, marks, shown};
use crate::questionnaire::Answer;
use crate::workbook::{Address, Sheet, Visibility};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A sheet as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct SheetGrid {
    /// Its name.
    pub name: String,
    /// A, B, … up to the last that is used.
    pub columns: Vec<String>,
    /// The used rows; rows without anything are left out.
    pub rows: Vec<GridRow>,
    /// Whether there is more than is shown.
    pub cut: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct GridRow {
    /// As Excel counts it.
    pub number: u32,
    /// From column A on; what lies under a merged area is left out.
    pub cells: Vec<GridCell>,
}

/// A cell and what it was taken for.
#[derive(Clone, Debug, Serialize)]
pub struct GridCell {
    /// Its address, A1.
    pub cell: String,
    /// The words in it.
    pub text: String,
    /// What it was taken for, as a word: `question`, `met`, `unclear`, `unread`, …; empty where it is in no table.
    pub mark: &'static str,
    /// For an answer: what was read.
    pub reading: Option<&'static str>,
    /// Why it was read so.
    pub why: Option<String>,
    /// How many shown rows a merged area takes.
    pub rows: usize,
    /// How many columns.
    pub columns: u32,
}

/// The visible sheets, in their order.
pub fn sheet_grids(input: &MarkInput<'_>) -> Vec<SheetGrid> {
    let visible = input.workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
    visible.map(|sheet| grid(sheet, input)).collect()
}

fn grid(sheet: &Sheet, input: &MarkInput<'_>) -> SheetGrid {
    let marks = marks(sheet, input);
    let merges = Merges::new(sheet);
    let why = reasons(sheet, input);
    let used: BTreeSet<Address> = sheet.cells().iter().map(|cell| cell.address).chain(marks.keys().copied()).collect();
    let cut = used.iter().any(|address| !shown(address));
    let rows: BTreeSet<u32> = used.iter().map(|address| address.row).filter(|row| *row < MOST_ROWS).collect();
    let last = used.iter().map(|address| address.column).filter(|column| *column < MOST_COLUMNS).max();
    let columns = last.map_or(0, |last| last + 1);
    let cell = |row: u32, column: u32| {
        let address = Address::new(row, column);
        let merge = merges.at(address);
        if let Some(area) = merge {
            let first_shown = rows.range(area.first.row..=area.last.row).next();
            if column != area.first.column || first_shown != Some(&row) {
                return None;
            }
        }
        // Of an area whose first row is empty, the first shown row stands for it.
        let place = merge.map_or(address, |area| area.first);
        let mark = marks.get(&place).copied().unwrap_or(Mark::Plain);
        Some(GridCell {
            cell: place.to_string(),
            text: sheet.cell(place).map(|cell| cell.value.written()).unwrap_or_default(),
            mark: if marks.contains_key(&place) { word(mark) } else { "" },
            reading: if let Mark::Answer(answer) = mark { Some(answer.label()) } else { None },
            why: why.get(&place).cloned(),
            rows: merge.map_or(1, |area| rows.range(area.first.row..=area.last.row).count().max(1)),
            columns: merge.map_or(1, |area| area.last.column.min(columns.saturating_sub(1)).saturating_sub(column) + 1),
        })
    };
    let shown_rows = rows
        .iter()
        .map(|row| GridRow { number: row + 1, cells: (0..columns).filter_map(|column| cell(*row, column)).collect() });
    SheetGrid {
        name: sheet.name.clone(),
        columns: (0..columns).map(letters).collect(),
        rows: shown_rows.collect(),
        cut,
    }
}

fn letters(column: u32) -> String {
    Address::new(0, column).to_string().trim_end_matches('1').to_owned()
}

/// Why an answer was read so, by its cell.
fn reasons(sheet: &Sheet, input: &MarkInput<'_>) -> BTreeMap<Address, String> {
    let answers = input.view.answers.iter().filter(|answer| answer.sheet == sheet.name);
    answers.filter_map(|answer| Some((Address::parse(&answer.cell)?, answer.why.clone()?))).collect()
}

const fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "plain",
        Mark::Left => "left",
        Mark::Id => "id",
        Mark::Remark => "remark",
        Mark::Question => "question",
        Mark::Header => "header",
        Mark::Unread => "unread",
        Mark::Answer(answer) => match answer {
            Answer::Met => "met",
            Answer::Partial => "partial",
            Answer::Planned => "planned",
            Answer::Unmet => "unmet",
            Answer::NotApplicable => "not_applicable",
            Answer::Undisclosed => "undisclosed",
            Answer::Unanswered => "unanswered",
            Answer::Unclear => "unclear",
        },
    }
}
