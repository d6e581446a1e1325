//! Packages of workbooks after the library has made them.

use super::WriteError;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What becomes of the XML of a sheet, by the name of its part; nothing where it stays as it is.
pub(super) type Edit<'a> = &'a dyn Fn(&str, &str) -> Result<Option<String>, WriteError>;

/// The package with its sheets edited and packed at `level`; all else is carried over as it is packed.
pub(super) fn edited(xlsx: &[u8], level: u8, edit: Edit<'_>) -> Result<Vec<u8>, WriteError> {
    let refused = |error: ZipError| WriteError::Library(error.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level.into()))
        .last_modified_time(DateTime::default());
    let mut from = ZipArchive::new(Cursor::new(xlsx)).map_err(refused)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(xlsx.len() * 2)));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).map_err(refused)?;
        let name = entry.name().map_err(refused)?.into_owned();
        let mut changed = None;
        if name.starts_with("xl/worksheets/sheet") {
            let mut sheet = String::new();
            entry.read_to_string(&mut sheet).map_err(|error| WriteError::Library(error.to_string()))?;
            changed = edit(&name, &sheet)?;
        }
        drop(entry);
        match changed {
            Some(sheet) => {
                to.start_file(name, options).map_err(refused)?;
                to.write_all(sheet.as_bytes()).map_err(|error| WriteError::Library(error.to_string()))?;
            }
            None => to.raw_copy_file(from.by_index_raw(index).map_err(refused)?).map_err(refused)?,
        }
    }
    Ok(made_on_unix(to.finish().map_err(refused)?.into_inner()))
}

/// The same bytes on every system: the library notes in each entry of a package on which one it ran.
pub(super) fn made_on_unix(mut package: Vec<u8>) -> Vec<u8> {
    // What cannot be found is left as it is: the package is whole either way.
    let _ = mark(&mut package);
    package
}

/// Sets the mark of the system in the directory of a zip package.
fn mark(package: &mut [u8]) -> Option<()> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    const ENTRY_BYTES: usize = 46;
    const UNIX: u8 = 3;
    let end = package.windows(END.len()).rposition(|four| four == END)?;
    let small =
        |bytes: &[u8], at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let large = u32::from_le_bytes(package.get(end + 16..end + 20)?.try_into().ok()?);
    let mut at = usize::try_from(large).ok()?;
    while package.get(at..at + ENTRY.len())? == ENTRY {
        *package.get_mut(at + 5)? = UNIX;
        let names = [28, 30, 32].map(|length| small(package, at + length));
        at += ENTRY_BYTES + names.into_iter().sum::<Option<usize>>()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn every_entry_bears_the_mark_of_one_system_and_nothing_else_changes() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "設問").expect("cell");
        let bytes = made_on_unix(workbook.save_to_buffer().expect("bytes"));
        let marks: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(at, _)| at + 5).collect();
        assert!(marks.len() > 5 && marks.iter().all(|at| bytes[*at] == 3));
        let mut elsewhere = bytes.clone();
        for at in &marks {
            elsewhere[*at] = 0;
        }
        assert_eq!(made_on_unix(elsewhere), bytes);
        assert_eq!(mark(&mut b"PK\x05\x06 and then nothing".to_vec()), None);
    }

    #[test]
    fn an_edit_that_fails_gives_no_package() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "設問").expect("cell");
        let bytes = workbook.save_to_buffer().expect("bytes");
        assert!(edited(&bytes, 1, &|_, _| Err(WriteError::Library("no".into()))).is_err());
        assert!(edited(&bytes, 1, &|_, _| Ok(None)).is_ok());
    }
}
