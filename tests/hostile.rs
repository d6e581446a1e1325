//! Files that are not what they seem: each gets a sentence, none a panic, none the machine's memory.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use itaku::questionnaire::diagnostics::not_read;
use itaku::workbook::{self, Address, ReadError, Value, Visibility};
use proptest::prelude::*;
use std::io::{Cursor, Write};

/// An xlsx package with one sheet of this XML and, if given, these shared strings.
fn package(sheet: &str, shared: Option<&str>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("part");
        zip.write_all(content.as_bytes()).expect("written");
    };
    part(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    );
    part(
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    );
    part(
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="回答" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    );
    let strings = r#"<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>"#;
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>{}</Relationships>"#,
            if shared.is_some() { strings } else { "" }
        ),
    );
    part("xl/worksheets/sheet1.xml", sheet);
    if let Some(shared) = shared {
        part("xl/sharedStrings.xml", shared);
    }
    zip.finish().expect("zip").into_inner()
}

fn sheet(data: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
    )
}

fn text_cell(address: &str, text: &str) -> String {
    let row: String = address.chars().filter(char::is_ascii_digit).collect();
    format!(r#"<row r="{row}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
}

#[track_caller]
fn refused(bytes: &[u8]) -> ReadError {
    workbook::read(bytes).expect_err("refused")
}

#[test]
fn what_is_no_spreadsheet_is_told_by_what_it_is() {
    assert_eq!(refused(b""), ReadError::Empty);
    assert_eq!(refused(b"%PDF-1.7 ..."), ReadError::NotASpreadsheet("PDF"));
    assert_eq!(refused(b"<html><table></table></html>"), ReadError::NotASpreadsheet("HTML又はXMLの文書"));
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), ReadError::NotASpreadsheet("画像"));
    assert_eq!(refused("ただの文字".as_bytes()), ReadError::NotASpreadsheet("文字だけのファイル"));
    let mut word = zip::ZipWriter::new(Cursor::new(Vec::new()));
    word.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    assert_eq!(refused(&word.finish().unwrap().into_inner()), ReadError::NotASpreadsheet("Word 文書"));
}

#[test]
fn a_password_and_an_old_format_are_told_apart() {
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(1024, 0);
    assert_eq!(refused(&old), ReadError::NotASpreadsheet("表計算ではない Office 文書"));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&old), ReadError::Encrypted);
    assert!(matches!(refused(&[9, 4, 6, 0, 0, 0, 16, 0]), ReadError::OtherFormat(_)));
}

#[test]
fn a_zip_that_breaks_off_is_damaged() {
    let whole = package(&sheet(&text_cell("A1", "x")), None);
    for length in [4, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(refused(&whole[..length]), ReadError::Damaged(_)), "{length}");
    }
}

#[test]
fn a_claim_of_four_billion_strings_is_refused_before_memory_is_reserved() {
    let shared = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="4294967295"><si><t>x</t></si></sst>"#;
    let bytes = package(&sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#), Some(shared));
    assert!(matches!(refused(&bytes), ReadError::TooMuchInside(_)));
}

#[test]
fn cells_in_opposite_corners_cost_nothing() {
    let data = format!("{}{}", text_cell("A1", "左上"), text_cell("XFD1048576", "右下"));
    let workbook = workbook::read(&package(&sheet(&data), None)).expect("read");
    let corner = Address::new(1_048_575, 16_383);
    assert_eq!(workbook.sheets[0].cells().len(), 2);
    assert_eq!(workbook.sheets[0].cell(corner).map(|cell| cell.value.clone()), Some(Value::Text("右下".to_owned())));
}

#[test]
fn a_part_that_unpacks_to_hundreds_of_megabytes_is_refused() {
    let long = "あ".repeat(50 * 1024 * 1024);
    let bytes = package(&sheet(&text_cell("A1", &long)), None);
    assert!(bytes.len() < 2 * 1024 * 1024);
    assert!(matches!(refused(&bytes), ReadError::TooMuchInside(_)));
}

#[test]
fn many_cells_that_share_one_long_string_are_refused() {
    let shared = format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>{}</t></si></sst>"#,
        "長".repeat(32_000)
    );
    let cells: String =
        (1..=2_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    assert!(matches!(refused(&package(&sheet(&cells), Some(&shared))), ReadError::TooMuchInside(_)));
}

#[test]
fn an_unknown_error_value_loses_only_its_own_cell() {
    let data = format!(r##"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>{}"##, text_cell("A2", "後"));
    let workbook = workbook::read(&package(&sheet(&data), None)).expect("read");
    assert_eq!(workbook.sheets[0].cell(Address::new(1, 0)).map(|cell| cell.value.written()), Some("後".to_owned()));
}

#[test]
fn hidden_rows_merges_formulas_and_dates_are_facts() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("A&B").unwrap();
    sheet.write_string(0, 0, "見出し").unwrap();
    sheet.merge_range(1, 0, 2, 1, "結合", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.write_formula(5, 0, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    let date = rust_xlsxwriter::Format::new().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\"");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 21).unwrap();
    sheet.write_datetime_with_format(6, 0, &day, &date).unwrap();
    book.add_worksheet().set_very_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let workbook = workbook::read(&bytes).expect("read");
    let sheet = workbook.sheet("A&B").expect("sheet");
    assert_eq!(sheet.merge_at(Address::new(2, 1)).map(|area| area.to_string()), Some("A2:B3".to_owned()));
    assert!(sheet.hidden_rows.contains(&4));
    assert!(sheet.cell(Address::new(5, 0)).expect("formula").formula);
    assert_eq!(sheet.cell(Address::new(6, 0)).expect("date").value, Value::Date("2026-11-21".to_owned()));
    assert_eq!(workbook.sheets[1].visibility, Visibility::VeryHidden);
}

#[test]
fn every_refusal_has_a_sentence_in_japanese_with_a_remedy() {
    let all = [
        ReadError::Empty,
        ReadError::TooManyBytes(1 << 30),
        ReadError::TooMuchInside("部品が20000個".to_owned()),
        ReadError::Encrypted,
        ReadError::OtherFormat("Excel 4.0 以前のブック"),
        ReadError::NotASpreadsheet("PDF"),
        ReadError::Damaged("invalid Zip archive".to_owned()),
        ReadError::TooSlow(20),
        ReadError::Crashed,
        ReadError::NoFence("Permission denied".to_owned()),
    ];
    insta::assert_snapshot!(all.map(|error| not_read("回答.xlsx", &error).to_string()).join("\n"));
}

fn sound() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..30 {
        sheet.write_string(row, 0, format!("設問{row}")).unwrap();
        sheet.write_string(row, 1, "はい").unwrap();
    }
    book.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = workbook::read(&bytes);
    }

    #[test]
    fn a_sound_file_with_changed_bytes_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut bytes = sound();
        for (at, value) in changes {
            let index = at.index(bytes.len());
            bytes[index] = value;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = workbook::read(&bytes);
    }
}
