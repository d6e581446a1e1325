use crate::workbook::{Address, Area, Sheet, Value};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Cells of one list: far more than any office keeps.
const MOST_CELLS: usize = 1_000_000;
/// Cells that lie under merges; a sheet of a million merges must not cost more than reading it did.
const MOST_MERGED: u64 = 200_000;

/// A cell as a reader sees it; every cell under a merge shows what the merge shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    /// Where its words stand on the sheet.
    pub(super) at: Address,
    /// The words as written, without blanks around them.
    pub(super) text: String,
    /// Width and case folded, without blanks.
    pub(super) folded: String,
    /// A number or a date of Excel's own, no text.
    pub(super) number: bool,
    pub(super) struck: bool,
    pub(super) error: bool,
    /// More than one row or column wide.
    pub(super) wide: bool,
}

/// One row (or column, where the grid is turned) in which something stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) hidden: bool,
    pub(super) cells: BTreeMap<u32, Seen>,
}

impl Line {
    pub(super) fn cell(&self, column: u32) -> Option<&Seen> {
        self.cells.get(&column)
    }

    /// What stands in the row, each merged cell once.
    pub(super) fn distinct(&self) -> Vec<(u32, &Seen)> {
        let mut known = BTreeSet::new();
        self.cells.iter().filter(|(_, cell)| known.insert(cell.at)).map(|(column, cell)| (*column, cell)).collect()
    }
}

/// A sheet as people see it.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) lines: BTreeMap<u32, Line>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Whether columns of the sheet are the lines here.
    pub(super) turned: bool,
}

/// Width and case folded, without blanks.
pub(super) fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase()
}

impl Grid {
    /// Nothing where the sheet is too large to be a list.
    pub(super) fn new(sheet: &Sheet) -> Option<Self> {
        if sheet.cells().len() > MOST_CELLS {
            return None;
        }
        let merged: BTreeMap<Address, Area> = sheet.merges.iter().map(|area| (area.first, *area)).collect();
        let mut budget = MOST_MERGED;
        let mut grid = Self { hidden_columns: sheet.hidden_columns.clone(), ..Self::default() };
        for cell in sheet.cells().iter().filter(|cell| !cell.value.is_blank()) {
            if sheet.covered.contains(&cell.address) {
                continue;
            }
            let area = merged.get(&cell.address).copied().unwrap_or_else(|| cell.address.into());
            let text = cell.value.written().trim().to_owned();
            let seen = Seen {
                at: cell.address,
                folded: fold(&text),
                text,
                number: matches!(cell.value, Value::Number(_) | Value::Date(_)),
                struck: sheet.struck.contains_key(&cell.address),
                error: matches!(cell.value, Value::Error(_)),
                wide: area.first != area.last,
            };
            let rows = u64::from(area.last.row.saturating_sub(area.first.row)) + 1;
            let columns = u64::from(area.last.column.saturating_sub(area.first.column)) + 1;
            let size = rows.saturating_mul(columns);
            let area = if size > 1 && size > budget { cell.address.into() } else { area };
            budget = budget.saturating_sub(if size > 1 { size } else { 0 });
            for row in area.first.row..=area.last.row {
                let line = grid.lines.entry(row).or_default();
                line.hidden = sheet.hidden_rows.contains(&row);
                for column in area.first.column..=area.last.column {
                    line.cells.insert(column, seen.clone());
                }
            }
        }
        Some(grid)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Rows as columns.
    pub(super) fn turned(&self) -> Self {
        let mut grid = Self { turned: !self.turned, ..Self::default() };
        for (row, line) in &self.lines {
            if line.hidden {
                grid.hidden_columns.insert(*row);
            }
            for (column, seen) in &line.cells {
                let turned = grid.lines.entry(*column).or_default();
                turned.hidden = self.hidden_columns.contains(column);
                turned.cells.insert(*row, seen.clone());
            }
        }
        grid
    }

    /// A column's name on the sheet.
    pub(super) fn place(&self, column: u32) -> String {
        if self.turned {
            return format!("{}行", column.saturating_add(1));
        }
        let name = Address::new(0, column).to_string();
        format!("{}列", name.trim_end_matches('1'))
    }
}
