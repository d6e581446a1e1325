//! Files that came back: found in folders, read, recognised.

use super::Refused;
use itaku::catalogue::Catalogue;
use itaku::diagnostic::Diagnostic;
use itaku::questionnaire::{self, AnswerSheet, Library};
use itaku::workbook::{self, Fence, MAX_FILE_BYTES, Workbook};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Endings under which spreadsheets come back. In a folder only these are looked at; a file that is named is always read.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];

/// What was found under the paths that were named.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to read, each once, in order of their names.
    pub(super) files: Vec<PathBuf>,
    /// Files in folders that are no spreadsheets by their ending.
    pub(super) others: Vec<PathBuf>,
}

/// All spreadsheets that are named or lie in the folders that are named, whatever their depth.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, Refused> {
    let mut files = BTreeSet::new();
    let mut others = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, &mut others)?;
        } else if path.exists() {
            files.insert(path.clone());
        } else {
            return Err(Refused::because(format!(
                "誤り: ファイルもフォルダもありません\n  場所: {}\n  対処: 名前と場所を確かめてください",
                path.display()
            )));
        }
    }
    Ok(Found { files: files.into_iter().collect(), others: others.into_iter().collect() })
}

fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>, others: &mut BTreeSet<PathBuf>) -> Result<(), Refused> {
    let refused = |error: std::io::Error| {
        Refused::because(format!("誤り: フォルダを読めません({error})\n  場所: {}", folder.display()))
    };
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
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        {
            files.insert(path);
        } else {
            others.insert(path);
        }
    }
    Ok(())
}

/// A file's name in messages and reports: without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The bytes of a file, within the limit.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut content = Vec::new();
    let read = |file: std::fs::File| {
        // Whatever the file says of its size, no more is read than is allowed.
        let size = file.metadata().map_or(0, |known| known.len().min(MAX_FILE_BYTES));
        content.reserve(usize::try_from(size).unwrap_or(0));
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut content)
    };
    std::fs::File::open(path)
        .and_then(read)
        .map_err(|error| Box::new(questionnaire::diagnostics::cannot_open(&name(path), &error.to_string())))?;
    Ok(content)
}

/// This program again, with limits on time and memory: what can abort a process aborts that one.
pub(super) fn fence() -> Fence {
    let program = std::env::current_exe().unwrap_or_else(|_| "itaku".into());
    Fence::new(program, vec![super::READ_FENCED.to_owned()])
}

/// A file as a workbook, with the SHA-256 of its bytes.
pub(super) fn workbook(path: &Path) -> Result<(Workbook, String), Box<Diagnostic>> {
    let content = bytes(path)?;
    let workbook = workbook::read_fenced(&content, &fence())
        .map_err(|error| Box::new(questionnaire::diagnostics::not_read(&name(path), &error)))?;
    Ok((workbook, sha256(&content)))
}

/// A file as an answer sheet, with the SHA-256 of its bytes.
pub(super) fn answer_sheet(
    path: &Path,
    library: &Library,
    catalogue: &Catalogue,
) -> Result<(AnswerSheet, String), Box<Diagnostic>> {
    let (workbook, sha256) = workbook(path)?;
    let sheet = questionnaire::read(&name(path), &workbook, library, catalogue)?;
    Ok((sheet, sha256))
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
