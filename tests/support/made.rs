//! Files made by code: packages of given parts, old containers of given records.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "tests; each uses its own part"
)]

use std::io::{Cursor, Write};

pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("part");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("zip").into_inner()
}

pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
pub(crate) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub(crate) fn relations(list: &[(&str, &str, &str)]) -> String {
    let each = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    format!(r#"<Relationships xmlns="{RELATIONS}">{}</Relationships>"#, list.iter().map(each).collect::<String>())
}

/// The inside of a worksheet part.
pub(crate) fn worksheet(inside: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</worksheet>"#)
}

/// An xlsx package of these `<sheet>` elements, these relations of the workbook and these parts.
pub(crate) fn xlsx(sheets: &str, of_workbook: &[(&str, &str, &str)], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let workbook = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#);
    let package = relations(&[("r1", "officeDocument", "xl/workbook.xml")]);
    let rels = relations(of_workbook);
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
    ];
    all.extend(parts);
    zip(&all)
}

/// An xlsx package with one sheet.
pub(crate) fn one_sheet(inside: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = worksheet(inside);
    let mut all: Vec<(&str, &[u8])> = vec![("xl/worksheets/sheet1.xml", sheet.as_bytes())];
    all.extend(parts);
    let of_workbook = [
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "sharedStrings", "sharedStrings.xml"),
        ("r3", "styles", "styles.xml"),
    ];
    let has = |name: &str| parts.iter().any(|(part, _)| part.ends_with(name));
    let kept: Vec<_> = of_workbook.into_iter().filter(|(id, _, target)| *id == "r1" || has(target)).collect();
    xlsx(r#"<sheet name="回答" sheetId="1" r:id="r1"/>"#, &kept, &all)
}

/// An ods package with this inside its `office:spreadsheet`.
pub(crate) fn ods(inside: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// An OLE container of these streams; folders are made as needed.
pub(crate) fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("container");
    for (path, content) in streams {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            container.create_storage_all(folder).expect("folder");
        }
        container.create_stream(path).expect("stream").write_all(content).expect("written");
    }
    container.flush().expect("flushed");
    container.into_inner().into_inner()
}

pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

pub(crate) fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A stream of Excel 5.0 with one sheet, in Shift_JIS, of these records.
pub(crate) fn biff5(name: &str, records: &[Vec<u8>]) -> Vec<u8> {
    let name = encoding_rs::SHIFT_JIS.encode(name).0.into_owned();
    let mut globals = record(0x0809, &words(&[0x0500, 0x0005, 0, 0]));
    globals.extend(record(0x0042, &words(&[932])));
    let start = globals.len() + 4 + 7 + name.len() + 4;
    let mut sheet = (start as u32).to_le_bytes().to_vec();
    sheet.extend([0, 0, name.len() as u8]);
    sheet.extend(name);
    globals.extend(record(0x0085, &sheet));
    globals.extend(record(0x000A, &[]));
    globals.extend(record(0x0809, &words(&[0x0500, 0x0010, 0, 0])));
    globals.extend(records.concat());
    globals.extend(record(0x000A, &[]));
    globals
}

/// A text cell of Excel 5.0.
pub(crate) fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let text = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let mut data = words(&[row, column, 0, text.len() as u16]);
    data.extend(text);
    record(0x0204, &data)
}

/// A record of an xlsb part.
pub(crate) fn binary(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = data.len();
    loop {
        let low = (length & 0x7F) as u8;
        length >>= 7;
        record.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    record.extend(data);
    record
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut data = (units.len() as u32).to_le_bytes().to_vec();
    data.extend(words(&units));
    data
}

/// An xlsb with one sheet of these texts in column A, the second row hidden, the third struck through, A4:B5 merged, and a comment on A1.
pub(crate) fn xlsb(texts: &[&str]) -> Vec<u8> {
    let mut sheet = binary(129, &[]);
    sheet.extend(binary(148, &[0; 16]));
    sheet.extend(binary(145, &[]));
    for (row, text) in texts.iter().enumerate() {
        let mut data = (row as u32).to_le_bytes().to_vec();
        data.extend([0; 7]);
        data.push(if row == 1 { 0x10 } else { 0 });
        data.extend([0; 5]);
        sheet.extend(binary(0, &data));
        let mut cell = vec![0; 4];
        cell.extend(u32::from(row == 2).to_le_bytes());
        cell.extend(wide(text));
        sheet.extend(binary(6, &cell));
    }
    sheet.extend(binary(146, &[]));
    sheet.extend(binary(176, &[3u32, 4, 0, 1].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<_>>()));
    sheet.extend(binary(130, &[]));
    let mut bundle = vec![0; 8];
    bundle.extend(wide("rId1"));
    bundle.extend(wide("回答"));
    let mut workbook = binary(131, &[]);
    workbook.extend(binary(143, &[]));
    workbook.extend(binary(156, &bundle));
    workbook.extend(binary(144, &[]));
    workbook.extend(binary(132, &[]));
    let style = |font: u8| binary(47, &[0, 0, 0, 0, font, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let font = |flags: u8| binary(43, &[220, 0, flags, 0, 0x90, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // Styles for styles come before those of cells and do not count.
    let styles = [font(0), font(8), binary(626, &[1, 0, 0, 0]), style(1), binary(627, &[])];
    let styles = [styles.concat(), binary(617, &[2, 0, 0, 0]), style(0), style(1), binary(618, &[])].concat();
    let comments = [binary(635, &[0; 36]), binary(637, &[&[0][..], &wide("本社のみ")].concat())].concat();
    zip(&[
        ("xl/styles.bin", &styles),
        ("xl/comments1.bin", &comments),
        ("xl/worksheets/_rels/sheet1.bin.rels", relations(&[("rId1", "comments", "../comments1.bin")]).as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations(&[("rId1", "worksheet", "worksheets/sheet1.bin")]).as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}
