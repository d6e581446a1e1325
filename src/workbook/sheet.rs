use super::limits::{MAX_MERGE_STEPS, check_facts};
use super::{Address, Area, Look, ReadError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text as typed, line breaks included.
    Text(String),
    /// A number as the file holds it.
    Number(f64),
    /// A cell check box or a logical value.
    Bool(bool),
    /// A date or a time, already as `2027-01-31` or `2027-01-31 09:30`.
    Date(String),
    /// An Excel error such as `#REF!`.
    Error(String),
}

impl Value {
    /// The words as a reader of the sheet would say them; numbers without needless decimals.
    pub fn written(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }

    /// Whether nothing but blanks (full-width ones too) stands here.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.chars().all(char::is_whitespace))
    }
}

/// One used cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it stands.
    pub address: Address,
    /// What stands there; of a formula, the value that was saved with it.
    pub value: Value,
    /// Whether the value is calculated by a formula.
    pub formula: bool,
}

/// Whether a person who opens the file sees the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Can be shown by a click.
    Hidden,
    /// Can be shown only by a program.
    VeryHidden,
}

/// How much of a cell's text is struck through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strike {
    /// Some of the words only, as in 「有・無」 with one of them struck.
    Part,
    /// The whole cell.
    Whole,
}

/// Cells in which only certain words may be chosen: a drop-down list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The cells it is for.
    pub areas: Vec<Area>,
    /// The words to choose from, in their order; none where the list is calculated or its cells were not read.
    pub values: Vec<String>,
    /// The list as the file writes it: words in quotes, cells, or a name.
    pub source: String,
    /// What the file tells whoever chooses.
    #[serde(default)]
    pub prompt: String,
}

/// Whether a box is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tick {
    /// Ticked.
    On,
    /// Empty.
    Off,
    /// Greyed, or the file says both.
    Unclear,
}

/// A check box that floats over the cells, as Excel's form controls do. One that is a cell's own value is a [`Value::Bool`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckBox {
    /// The cell on which its square lies.
    pub cell: Address,
    /// All cells that it covers.
    pub area: Area,
    /// The words beside the square; may be empty.
    pub label: String,
    /// Its state.
    pub tick: Tick,
}

/// One worksheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name on the tab.
    pub name: String,
    /// Whether people see it.
    pub visibility: Visibility,
    /// Merged areas; a value stands in the top left cell only.
    pub merges: Vec<Area>,
    /// Rows that are hidden, by filter or by hand; counted from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden; counted from 0.
    pub hidden_columns: BTreeSet<u32>,
    /// Used cells that lie under a merged area and not in its top left: nobody who opens the file sees their text.
    pub covered: BTreeSet<Address>,
    /// Cells whose text is struck through.
    pub struck: BTreeMap<Address, Strike>,
    /// Cells that look unlike black on white; only where a cell cannot be seen, or a text of the workbook speaks of colours.
    pub looks: BTreeMap<Address, Look>,
    /// Comments on cells, old notes and threads alike; several of one cell are joined by line breaks.
    pub comments: BTreeMap<Address, String>,
    /// Drop-down lists.
    pub choices: Vec<Choices>,
    /// Check boxes over the cells, from top to bottom.
    pub check_boxes: Vec<CheckBox>,
    /// Texts in boxes and other shapes over the cells, each with the cell at its top left corner.
    #[serde(default)]
    pub drawn: Vec<(Address, String)>,
    /// What the head and the foot of the printed page say.
    #[serde(default)]
    pub printed: Vec<String>,
    /// Why the sheet's cells could not be read, if so.
    pub unread: Option<String>,
    cells: Vec<Cell>,
}

impl Sheet {
    /// A sheet with these cells, in any order.
    pub fn new(name: &str, mut cells: Vec<Cell>) -> Self {
        cells.sort_by_key(|cell| cell.address);
        Self { name: name.to_owned(), cells, ..Self::default() }
    }

    /// A sheet that could not be read to its end, with the cells that were read before.
    pub(super) fn unread(name: &str, cells: Vec<Cell>, why: String) -> Self {
        Self { unread: Some(why), ..Self::new(name, cells) }
    }

    /// All used cells, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell at an address, if used.
    pub fn cell(&self, address: Address) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&address, |cell| cell.address).ok()?;
        self.cells.get(index)
    }

    /// The used cells of one row, from left to right.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.address.row < row);
        let end = self.cells.partition_point(|cell| cell.address.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The rows that hold at least one used cell.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunk_by(|a, b| a.address.row == b.address.row)
    }

    /// The drop-down list for a cell, if any; the first that the file names.
    pub fn choices_at(&self, address: Address) -> Option<&Choices> {
        self.choices.iter().find(|choices| choices.areas.iter().any(|area| area.contains(address)))
    }

    /// Notes which cells lie under the merged areas.
    pub(super) fn cover(&mut self) -> Result<(), ReadError> {
        check_facts(self.merges.len(), "結合セル")?;
        let mut steps = MAX_MERGE_STEPS;
        for area in &self.merges {
            let mut at = self.cells.partition_point(|cell| cell.address < area.first);
            while let Some(cell) = self.cells.get(at).filter(|cell| cell.address.row <= area.last.row) {
                steps = steps
                    .checked_sub(1)
                    .ok_or_else(|| ReadError::TooMuchInside("重なり合う結合セルが多い".to_owned()))?;
                if area.contains(cell.address) {
                    if cell.address != area.first && !cell.value.is_blank() {
                        self.covered.insert(cell.address);
                    }
                    at += 1;
                } else {
                    // To the first cell of the area in this row, or in the next one.
                    let row = cell.address.row + u32::from(cell.address.column > area.last.column);
                    let next = Address::new(row, area.first.column);
                    let skipped = self.cells.get(at..).unwrap_or_default().partition_point(|cell| cell.address < next);
                    at += skipped.max(1);
                }
            }
        }
        Ok(())
    }

    /// The merged area that covers a cell, if any.
    pub fn merge_at(&self, address: Address) -> Option<Area> {
        self.merges.iter().copied().find(|area| area.contains(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_are_found_whatever_the_order_they_came_in() {
        let cell = |row, column, text: &str| Cell {
            address: Address::new(row, column),
            value: Value::Text(text.to_owned()),
            formula: false,
        };
        let sheet = Sheet::new("回答", vec![cell(5, 1, "c"), cell(2, 0, "a"), cell(2, 3, "b")]);
        assert_eq!(sheet.row(2).len(), 2);
        assert_eq!(sheet.row(3).len(), 0);
        assert_eq!(sheet.rows().count(), 2);
        assert_eq!(sheet.cell(Address::new(5, 1)).map(|c| c.value.written()), Some("c".to_owned()));
        assert_eq!(sheet.cell(Address::new(5, 0)), None);
    }

    #[test]
    fn a_full_width_blank_is_blank_and_whole_numbers_have_no_decimals() {
        assert!(Value::Text("\u{3000} \n".to_owned()).is_blank());
        assert_eq!(Value::Number(3.0).written(), "3");
        assert_eq!(Value::Number(99.9).written(), "99.9");
    }
}
