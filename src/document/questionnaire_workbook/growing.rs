//! Rows that grow while somebody types.
//!
//! The library marks every height that it writes as one that a person chose; Excel then leaves the row as it is and
//! hides the end of a long remark. Without the mark the height stands until the row is edited, and grows from then on.

use crate::document::WriteError;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

const MARK: &str = " customHeight=\"1\"";

pub(super) fn let_rows_grow(xlsx: &[u8]) -> Result<Vec<u8>, WriteError> {
    repacked(xlsx).map_err(|error| WriteError::Library(error.to_string()))
}

/// All entries in their order, with fixed times and one system's mark, so that the bytes are the same everywhere.
fn repacked(xlsx: &[u8]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    let mut from = ZipArchive::new(Cursor::new(xlsx))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(xlsx.len())));
    for index in 0..from.len() {
        let mut entry = from.by_index(index)?;
        let name = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        if name.starts_with("xl/worksheets/sheet") {
            bytes = String::from_utf8_lossy(&bytes).replace(MARK, "").into_bytes();
        }
        to.start_file(name, options)?;
        to.write_all(&bytes)?;
    }
    Ok(to.finish()?.into_inner())
}
