//! What a file is by its content.

use super::package::{open, part};
use super::text;

pub(super) enum Content {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    Text,
    Encrypted,
    OtherSpreadsheet(&'static str),
    Other(&'static str),
    Damaged(String),
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) fn sniff(bytes: &[u8]) -> Content {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if head.starts_with(b"PK") {
        return sniff_zip(bytes);
    }
    if head.starts_with(OLE) {
        return sniff_ole(bytes);
    }
    if head.starts_with(b"%PDF") {
        return Content::Other("PDF");
    }
    if head.starts_with(&[0x89, b'P', b'N', b'G']) || head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Content::Other("画像");
    }
    // The first record of a workbook before Excel 5.0, which had no container.
    if matches!(head, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Content::OtherSpreadsheet("Excel 4.0 以前のブック");
    }
    sniff_text(bytes, head)
}

fn sniff_ole(bytes: &[u8]) -> Content {
    // The directory names the streams, in UTF-16.
    let names = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if names("EncryptedPackage") {
        Content::Encrypted
    } else if names("Workbook") || names("Book") || names("WORKBOOK") || names("BOOK") {
        Content::Xls
    } else if names("WordDocument") {
        Content::Other("Word 文書")
    } else if names("PowerPoint Document") {
        Content::Other("PowerPoint 文書")
    } else {
        Content::Other("表計算ではない Office 文書")
    }
}

fn sniff_text(bytes: &[u8], head: &[u8]) -> Content {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    if head.starts_with(b"<") {
        return if has(b"office:spreadsheet") || has(b"opendocument") {
            Content::OtherSpreadsheet("OpenDocument のXML(.fods)")
        } else if has(b"urn:schemas-microsoft-com:office:spreadsheet") {
            Content::OtherSpreadsheet("XML スプレッドシート 2003")
        } else {
            Content::Other("HTML又はXMLの文書")
        };
    }
    if head.starts_with(b"ID;P") {
        return Content::OtherSpreadsheet("SYLK(.slk)");
    }
    match text::looks(bytes) {
        text::Look::Table => Content::Text,
        text::Look::Prose => Content::Other("文字だけのファイル"),
        text::Look::Binary => Content::Other("表計算ソフトのファイルではないもの"),
    }
}

fn sniff_zip(bytes: &[u8]) -> Content {
    let mut archive = match open(bytes) {
        Ok(archive) => archive,
        Err(error) => return Content::Damaged(error.to_string()),
    };
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Content::Xlsb;
    }
    if archive.index_for_name("word/document.xml").is_some() {
        return Content::Other("Word 文書");
    }
    if let Some(kind) = part(&mut archive, "mimetype", 200) {
        return match kind.strip_prefix(b"application/vnd.oasis.opendocument.spreadsheet") {
            Some(_) => Content::Ods,
            None if kind.starts_with(b"application/vnd.sun.xml.calc") => {
                Content::OtherSpreadsheet("StarOffice の表計算(.sxc)")
            }
            None => Content::Other("OpenDocument の文書"),
        };
    }
    let named = |end: &str| archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with(end));
    if named("workbook.xml") {
        return Content::Xlsx;
    }
    // Some programs leave the mimetype member out.
    let document = part(&mut archive, "content.xml", 64 * 1024).unwrap_or_default();
    if memchr::memmem::find(&document, b"<office:spreadsheet").is_some() {
        return Content::Ods;
    }
    Content::Other("ZIP 圧縮ファイル")
}
