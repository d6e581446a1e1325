//! Returned files, from where they lie in a folder to what comes of them: found, read behind the fence, understood as our own form
//! or by the maps and layouts of the workspace, put together by vendor and case, assessed.
//!
//! The only room that opens a user's files, so that the command line and the page do the same with them.

pub mod diagnostics;

mod desk;
mod file;
mod folder;
mod foreign;
mod office;
mod submission;

pub use desk::{Desk, Judged, OwnSheets};
pub use file::{bytes, fingerprint, name, own_sheet, policy_document, workbook};
pub use folder::{Found, find, is_spreadsheet};
pub use foreign::{CORRECTIONS, Foreign, LAYOUTS, MAPS, Understood, answer_sheet, understand};
pub use office::Office;
pub use submission::Submission;
