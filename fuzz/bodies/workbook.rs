//! Any bytes: a workbook or a refusal, never a panic of ours. xls and xlsb are read behind the fence by the program, since the
//! reading library may fall over them; here only their sniffing is looked at.
use itaku::questionnaire::{read_foreign, standard};

/// Reads the bytes, and looks for tables where there is a workbook.
pub fn run(bytes: &[u8]) {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || bytes.windows(12).any(|part| part == b"workbook.bin") {
        return;
    }
    if let (Ok(workbook), Ok(library)) = (itaku::workbook::read(bytes), standard()) {
        let _ = read_foreign("x", &workbook, library);
    }
}
