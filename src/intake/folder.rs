//! Spreadsheets under the paths that were named.

use super::diagnostics;
use crate::diagnostic::{Diagnostic, cause};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Endings under which spreadsheets come back. In a folder only these are looked at; a file that is named is always read.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];

/// What was found under the paths that were named.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to read, each once, in order of their names.
    pub files: Vec<PathBuf>,
    /// Files in folders that are no spreadsheets by their ending.
    pub others: Vec<PathBuf>,
}

/// All spreadsheets that are named or lie in the folders that are named, whatever their depth.
///
/// # Errors
/// A path under which nothing lies, or a folder that cannot be listed.
pub fn find(paths: &[PathBuf]) -> Result<Found, Box<Diagnostic>> {
    let mut files = BTreeSet::new();
    let mut others = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, &mut others)?;
        } else if path.exists() {
            files.insert(path.clone());
        } else {
            return Err(Box::new(diagnostics::absent(path)));
        }
    }
    Ok(Found { files: files.into_iter().collect(), others: others.into_iter().collect() })
}

/// Whether a file is a spreadsheet by its ending.
pub fn is_spreadsheet(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>, others: &mut BTreeSet<PathBuf>) -> Result<(), Box<Diagnostic>> {
    let refused = |error: std::io::Error| Box::new(diagnostics::folder_unreadable(folder, &cause(&error)));
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        // Lock files that Excel leaves, and our own unfinished ones.
        if name.starts_with("~$") || name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(refused)?;
        if kind.is_dir() {
            walk(&path, files, others)?;
        } else if is_spreadsheet(&path) {
            files.insert(path);
        } else {
            others.insert(path);
        }
    }
    Ok(())
}
