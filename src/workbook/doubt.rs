use super::Address;
use serde::{Deserialize, Serialize};

/// Something about the whole file that may make a reader see other than what was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Doubt {
    /// A sheet that is no worksheet and was left out: macros, dialogues, no content.
    SheetLeftOut {
        /// Its name.
        sheet: String,
        /// What it is.
        kind: LeftOut,
    },
    /// A sheet that is neither shown nor hidden in a known way; taken as hidden.
    UnknownVisibility {
        /// Its name.
        sheet: String,
    },
    /// Another workbook lies inside the file as an object; it was not read.
    EmbeddedWorkbook {
        /// Where in the file.
        stream: String,
    },
    /// The container of an old .xls contradicts itself, so that another workbook inside it cannot be ruled out.
    IrregularContainer,
    /// A long text of which only the beginning can be read.
    TextCut {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: Address,
    },
    /// A text file that does not say how its characters are encoded.
    EncodingGuessed {
        /// The encoding that was taken.
        encoding: String,
        /// Whether some bytes make no character in it.
        lossy: bool,
    },
}

/// Why a sheet is no worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeftOut {
    /// A sheet of Excel 4 macros or a module.
    Macro,
    /// A dialogue.
    Dialogue,
    /// The workbook names it and holds nothing for it.
    Missing,
    /// Something else.
    Other,
}
