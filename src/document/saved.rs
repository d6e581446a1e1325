use super::WriteError;
use rust_xlsxwriter::Workbook;

/// A workbook as bytes, the same on every system: the library notes in each entry of the package on which one it ran.
pub(super) fn saved(workbook: &mut Workbook) -> Result<Vec<u8>, WriteError> {
    let mut bytes = workbook.save_to_buffer()?;
    // What cannot be found is left as it is: the package is whole either way.
    let _ = made_on_unix(&mut bytes);
    Ok(bytes)
}

/// Sets the mark of the system in the directory of a zip package.
fn made_on_unix(package: &mut [u8]) -> Option<()> {
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

    #[test]
    fn every_entry_bears_the_mark_of_one_system_and_nothing_else_changes() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "設問").expect("cell");
        let mut bytes = saved(&mut workbook).expect("bytes");
        let before = bytes.clone();
        let marks: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(at, _)| at + 5).collect();
        assert!(marks.len() > 5 && marks.iter().all(|at| bytes[*at] == 3));
        for at in &marks {
            bytes[*at] = 0;
        }
        made_on_unix(&mut bytes).expect("a package");
        assert_eq!(bytes, before);
        assert_eq!(made_on_unix(&mut b"PK\x05\x06 and then nothing".to_vec()), None);
    }
}
