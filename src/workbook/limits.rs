//! How much is taken in. Each limit is far above any questionnaire and far below what hurts a PC with 4 GB.

use super::{ReadError, Value};

/// Bytes of one file. The largest real questionnaires, with pictures, stay below 20 MB.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes of all parts after unpacking. The library holds all shared strings at once (three times their size), so this
/// bounds its memory.
pub(super) const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of one XML part after unpacking: a part of empty rows costs time without costing memory.
pub(super) const MAX_PART_BYTES: u64 = 128 * 1024 * 1024;
/// A package that unpacks to more than this is read behind the fence: real questionnaires stay below 10 MB, and what lies
/// below takes less than a second whatever it holds.
pub(super) const MAX_UNFENCED_BYTES: u64 = 24 * 1024 * 1024;
/// Parts in the package; a workbook with hundreds of sheets and pictures has some thousands.
pub(super) const MAX_PARTS: usize = 10_000;
/// Worksheets in a workbook.
pub(super) const MAX_SHEETS: usize = 500;
/// Used cells in a workbook, all sheets together.
pub(super) const MAX_CELLS: usize = 1_000_000;
/// Bytes of text in all used cells, comments and lists; many cells may share one long string.
pub(super) const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
/// Facts beside the cells on one sheet (merged areas, comments, lists, boxes); grid-paper forms have some thousands.
pub(super) const MAX_FACTS: usize = 100_000;
/// Steps taken to find what lies under merged areas; areas over each other may ask for more than any sheet needs.
pub(super) const MAX_MERGE_STEPS: usize = 2_000_000;
/// Columns that a sheet can have.
pub(super) const MAX_COLUMNS: u32 = 16_384;
/// Rows that a sheet can have.
pub(super) const MAX_ROWS: u32 = 1_048_576;

pub(super) fn check_size(bytes: &[u8]) -> Result<(), ReadError> {
    let size = bytes.len() as u64;
    if size == 0 {
        return Err(ReadError::Empty);
    }
    if size > MAX_FILE_BYTES {
        return Err(ReadError::TooManyBytes(size));
    }
    Ok(())
}

pub(super) fn check_sheets(count: usize) -> Result<(), ReadError> {
    if count > MAX_SHEETS {
        return Err(ReadError::TooMuchInside(format!("シートが{count}枚")));
    }
    Ok(())
}

pub(super) fn check_facts(count: usize, what: &str) -> Result<(), ReadError> {
    if count > MAX_FACTS {
        return Err(ReadError::TooMuchInside(format!("{what}が{MAX_FACTS}個より多い")));
    }
    Ok(())
}

/// How much may still be taken in from this workbook.
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT_BYTES }
    }

    /// One more cell.
    pub(super) fn spend(&mut self, value: &Value) -> Result<(), ReadError> {
        self.cells = self
            .cells
            .checked_sub(1)
            .ok_or_else(|| ReadError::TooMuchInside(format!("使われているセルが{MAX_CELLS}個より多い")))?;
        self.spend_text(if let Value::Text(text) = value { text } else { "" })
    }

    /// Text that stands beside the cells.
    pub(super) fn spend_text(&mut self, text: &str) -> Result<(), ReadError> {
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or_else(|| ReadError::TooMuchInside(format!("文字の量が{}MBより多い", MAX_TEXT_BYTES >> 20)))?;
        Ok(())
    }
}
