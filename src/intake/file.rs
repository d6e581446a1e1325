//! A file from the disk: its name in messages, its bytes within the limit, what it holds.

use super::diagnostics;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, cause};
use crate::policy::{self, DocumentText, PolicyReading};
use crate::questionnaire::{self, AnswerSheet, Library};
use crate::workbook::{self, Fence, MAX_FILE_BYTES, Workbook};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;

/// A file's name in messages and reports: without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The bytes of a file; of one beyond the limit enough to see that.
///
/// # Errors
/// What the operating system says.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut content = Vec::new();
    let read = |file: std::fs::File| {
        // Whatever the system says of its size, no more is read than is allowed.
        let size = file.metadata().map_or(0, |known| known.len().min(MAX_FILE_BYTES));
        content.reserve(usize::try_from(size).unwrap_or(0));
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut content)
    };
    std::fs::File::open(path)
        .and_then(read)
        .map_err(|error| Box::new(diagnostics::cannot_open(&name(path), &cause(&error))))?;
    Ok(content)
}

/// A file as a workbook, with the SHA-256 of its bytes.
///
/// # Errors
/// Why it cannot be opened or is no workbook.
pub fn workbook(path: &Path) -> Result<(Workbook, String), Box<Diagnostic>> {
    let content = bytes(path)?;
    let workbook = workbook::read_fenced(&content, &Fence::of_this_program())
        .map_err(|error| Box::new(questionnaire::diagnostics::not_read(&name(path), &error)))?;
    Ok((workbook, sha256(&content)))
}

/// One of our own forms, with the SHA-256 of the file.
///
/// # Errors
/// Why it cannot be opened, or that it is none of ours.
pub fn own_sheet(
    path: &Path,
    library: &Library,
    catalogue: &Catalogue,
    on: Date,
) -> Result<(AnswerSheet, String), Box<Diagnostic>> {
    let (workbook, sha256) = workbook(path)?;
    let sheet = questionnaire::read(&name(path), &workbook, library, catalogue, on)?;
    Ok((sheet, sha256))
}

/// The SHA-256 of a file's bytes: the same file is known by it wherever it lies.
///
/// # Errors
/// What the operating system says.
pub fn fingerprint(path: &Path) -> Result<String, Box<Diagnostic>> {
    Ok(sha256(&bytes(path)?))
}

pub(super) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A policy document, read.
///
/// # Errors
/// Why it cannot be opened or holds no text, or no policy.
pub fn policy_document(path: &Path) -> Result<PolicyReading, Box<Diagnostic>> {
    let document = DocumentText::read(&name(path), &bytes(path)?)?;
    Ok(policy::read(&name(path), &document)?)
}
