//! Bytes of a returned spreadsheet become a grid of cells with addresses.
//!
//! Facts only: what stands in which cell, which cells are merged, hidden or calculated. What a cell means is
//! decided further down. Input is hostile until read: every limit in `limits` is checked before or while the
//! library reads, and a file over a limit is refused with the fact that refused it.
//!
//! Formats are told by content: xlsx, xlsm, xlsb, xls, ods, csv and tsv are read, others are refused by name. What may hang or
//! bring down the process that reads it is read in another one ([`read_fenced`]). Only `xlsx`, `xlsb`, `xls` and
//! `library_value` know the reading library.

mod address;
mod caught;
mod content;
mod doubt;
mod drawn_text;
mod fence;
mod library_value;
mod limits;
mod look;
mod ods;
mod package;
mod sheet;
mod sheet_facts;
mod text;
mod xls;
mod xls_lists;
mod xls_strike;
mod xlsb;
mod xlsb_text;
mod xlsx;
mod xml;

pub use address::{Address, Area};
pub(crate) use caught::caught;
use content::Content;
pub use doubt::{Doubt, LeftOut};
pub use fence::{Fence, READ_FENCED, serve_fenced};
pub use limits::MAX_FILE_BYTES;
pub use look::{Hue, Look};
use serde::{Deserialize, Serialize};
pub use sheet::{Cell, CheckBox, Choices, Sheet, Strike, Tick, Value, Visibility};

/// A workbook as read: its sheets in file order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// All worksheets, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// What makes it doubtful that this is all that people see.
    pub doubts: Vec<Doubt>,
}

impl Workbook {
    /// The sheet of that name, letter for letter.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// Why a file could not be read as a workbook. Sentences for people are made in the rooms below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes at all.
    Empty,
    /// Larger than [`MAX_FILE_BYTES`].
    TooManyBytes(u64),
    /// The package claims more than this program unpacks; the text says which limit and how much.
    TooMuchInside(String),
    /// A password is needed to open it.
    Encrypted,
    /// A spreadsheet, but of a format this program does not take in.
    OtherFormat(&'static str),
    /// Not a spreadsheet; the text says what it looks like.
    NotASpreadsheet(&'static str),
    /// A package that breaks off or contradicts itself; the text is the library's.
    Damaged(String),
    /// The reading process was not done after so many seconds, and was ended.
    TooSlow(u64),
    /// The reading process died: it asked for more memory than it may have, or fell over the file.
    Crashed,
    /// The reading process could not be started or understood; the text is the system's.
    NoFence(String),
}

/// Reads a workbook from its bytes, in this process. The name of the file plays no part: formats are told by content.
///
/// Panics of the reading library are caught, but an xls or xlsb made to do harm can still end this process or hold it for ever: a program that
/// reads what others send uses [`read_fenced`].
///
/// # Errors
/// [`ReadError`] when the whole file cannot be read. A single sheet that cannot be read does not lose the others: it is
/// there, empty, with [`unread`](field@Sheet::unread) saying why.
pub fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read_sheets(bytes, &|_| true)
}

/// Reads only the sheets whose names `keep` accepts: a look at one small sheet of an xlsx costs a fraction of the whole.
/// In this process: see [`read`].
///
/// # Errors
/// As [`read`].
pub fn read_sheets(bytes: &[u8], keep: &dyn Fn(&str) -> bool) -> Result<Workbook, ReadError> {
    limits::check_size(bytes)?;
    match content::sniff(bytes) {
        Content::Xlsx => walled(|| xlsx::read(bytes, keep)),
        Content::Xlsb => walled(|| xlsb::read(bytes)).map(|workbook| kept(workbook, keep)),
        Content::Xls => walled(|| xls::read(bytes)).map(|workbook| kept(workbook, keep)),
        Content::Ods => walled(|| ods::read(bytes)).map(|workbook| kept(workbook, keep)),
        Content::Text => text::read(bytes).map(|workbook| kept(workbook, keep)),
        Content::Encrypted => Err(ReadError::Encrypted),
        Content::OtherSpreadsheet(name) => Err(ReadError::OtherFormat(name)),
        Content::Other(name) => Err(ReadError::NotASpreadsheet(name)),
        Content::Damaged(cause) => Err(ReadError::Damaged(cause)),
    }
}

/// As [`read`], but whatever the file does, this process goes on: xls, xlsb and ods, and an xlsx that unpacks to much, are read by a
/// child process with limits. Usual xlsx files and texts are read here, since starting a process for each of a thousand would cost
/// more than reading them.
///
/// # Errors
/// As [`read`], and [`ReadError::TooSlow`], [`ReadError::Crashed`] or [`ReadError::NoFence`] when the child gives no answer.
pub fn read_fenced(bytes: &[u8], fence: &Fence) -> Result<Workbook, ReadError> {
    read_sheets_fenced(bytes, fence, &|_| true)
}

/// As [`read_fenced`], for the sheets whose names `keep` accepts.
///
/// # Errors
/// As [`read_fenced`].
pub fn read_sheets_fenced(bytes: &[u8], fence: &Fence, keep: &dyn Fn(&str) -> bool) -> Result<Workbook, ReadError> {
    limits::check_size(bytes)?;
    let fenced = match content::sniff(bytes) {
        Content::Xlsx => package::Package::open(bytes)?.unpacked() > limits::MAX_UNFENCED_BYTES,
        Content::Xlsb | Content::Xls | Content::Ods => true,
        _ => false,
    };
    if fenced { fence::read(bytes, fence).map(|workbook| kept(workbook, keep)) } else { read_sheets(bytes, keep) }
}

fn kept(mut workbook: Workbook, keep: &dyn Fn(&str) -> bool) -> Workbook {
    workbook.sheets.retain(|sheet| keep(&sheet.name));
    workbook
}

/// A panic of the reading library is a file that cannot be read.
fn walled(read: impl FnOnce() -> Result<Workbook, ReadError>) -> Result<Workbook, ReadError> {
    caught(read).unwrap_or(Err(ReadError::Crashed))
}
