//! The rows of a long table as XML of the sheet.
//!
//! The library keeps a tree per row, hashes each text twice and each format once, and starts a thread for each sheet: for the tables of a gap
//! report that is half of all the work of an assessment. So it writes a single row that shows every format, and these rows take that row's place
//! when the workbook is saved.

use super::sheet_style::{BODY, Cell, Column, Look};
use super::text_measure::{MAX_HEIGHT, height};
use super::{WriteError, xml_skin};
use rust_xlsxwriter::{Worksheet, utility::column_number_to_name};

/// The rows of a table while they are written.
pub(super) struct TableRows<'a> {
    look: &'a Look,
    columns: &'a [Column],
    letters: Vec<String>,
    body: Body,
}

/// Rows that are not in their sheet yet.
pub(super) struct Body {
    /// The name of their sheet.
    pub(super) sheet: String,
    /// Row of the sample, and of the first of these; counted from 0.
    first: u32,
    rows: u32,
    /// The letters of the table's last column.
    last: String,
    xml: String,
    /// Where in `xml` the number of a format is missing, and of which of [`Look::formats`].
    styles: Vec<(usize, usize)>,
    links: String,
}

impl<'a> TableRows<'a> {
    /// Begins a table of `sheet` at row `first`, counted from 0.
    pub(super) fn new(sheet: &Worksheet, look: &'a Look, columns: &'a [Column], first: u32) -> Self {
        let letters: Vec<String> = (0..).zip(columns).map(|(at, _)| column_number_to_name(at)).collect();
        let last = letters.last().cloned().unwrap_or_default();
        let body = Body {
            sheet: sheet.name(),
            first,
            rows: 0,
            last,
            xml: String::new(),
            styles: Vec::new(),
            links: String::new(),
        };
        Self { look, columns, letters, body }
    }

    /// The row that comes next, counted from 0.
    pub(super) fn next(&self) -> u32 {
        self.body.first + self.body.rows
    }

    /// Adds a row, as high as its longest cell needs, and gives the number of lines of that cell.
    pub(super) fn push(&mut self, cells: &[Cell<'_>]) -> u32 {
        let lines = self.columns.iter().zip(cells).map(|(column, cell)| cell.lines(column.pixels)).max().unwrap_or(1);
        let row = (self.next() + 1).to_string();
        let body = &mut self.body;
        let height = in_points(height(lines, BODY));
        // Pieces are pushed, not formatted: a report has some three thousand cells.
        push(&mut body.xml, ["<row r=\"", &row, "\" ht=\"", &height, "\" customHeight=\"1\">"]);
        for (letters, cell) in self.letters.iter().zip(cells) {
            push(&mut body.xml, ["<c r=\"", letters, &row, "\" s=\""]);
            body.styles.push((body.xml.len(), self.look.place(cell.format(self.look))));
            body.value(cell);
            if let Cell::Link(text, sheet, line) = cell {
                let (text, sheet, to) = (xml_skin::escaped(text), xml_skin::escaped(sheet), (line + 1).to_string());
                let place = ["<hyperlink ref=\"", letters, &row, "\" location=\"'", &sheet, "'!A", &to];
                push(&mut body.links, place);
                push(&mut body.links, ["\" display=\"", &text, "\"/>"]);
            }
        }
        body.xml.push_str("</row>");
        body.rows += 1;
        lines
    }

    /// Writes the row that shows the formats, and gives the rows to be put in its place.
    pub(super) fn finish(self, sheet: &mut Worksheet) -> Result<Option<Body>, WriteError> {
        if self.body.rows == 0 {
            return Ok(None);
        }
        for (column, format) in (0..).zip(self.look.formats()) {
            sheet.write_blank(self.body.first, column, format)?;
        }
        Ok(Some(self.body))
    }
}

impl Body {
    /// The rest of a cell, after the number of its format.
    fn value(&mut self, cell: &Cell<'_>) {
        let xml = &mut self.xml;
        match cell {
            Cell::Points(Some(hundredths)) => {
                let (whole, part) = (hundredths / 100, hundredths % 100);
                push(xml, ["\"><v>", &format!("{whole}.{part:02}"), "</v></c>"]);
            }
            Cell::Count(number) => push(xml, ["\"><v>", &number.to_string(), "</v></c>"]),
            _ => {
                let text = cell.written();
                if text.is_empty() {
                    return xml.push_str("\"/>");
                }
                let kept = text.starts_with([' ', '\n', '\t']) || text.ends_with([' ', '\n', '\t']);
                let space = if kept { " xml:space=\"preserve\"" } else { "" };
                push(xml, ["\" t=\"inlineStr\"><is><t", space, ">"]);
                // 「_x0041_」 would be shown as the letter A: the line below is written as such a code itself.
                if text.contains("_x") {
                    xml_skin::escape_lines(xml, &text.replace("_x", "_x005F_x"));
                } else {
                    xml_skin::escape_lines(xml, &text);
                }
                xml.push_str("</t></is></c>");
            }
        }
    }

    /// The sheet's XML with the rows in place of the sample.
    ///
    /// # Errors
    /// Where the library wrote another sheet than this expects: rows are never left out in silence.
    pub(super) fn placed(&self, sheet: &str) -> Result<String, WriteError> {
        self.in_place(sheet).ok_or_else(|| WriteError::Library(format!("{}: no place for the rows", self.sheet)))
    }

    fn in_place(&self, sheet: &str) -> Option<String> {
        let (before, from) = sheet.split_once(&format!("<row r=\"{}\"", self.first + 1))?;
        let (sample, after) = from.split_once("</row>")?;
        let numbers: Vec<&str> =
            sample.split(" s=\"").skip(1).map(|cell| cell.split('"').next().unwrap_or_default()).collect();
        let mut out = String::with_capacity(sheet.len() + self.xml.len() + self.links.len() + 64);
        self.head(&mut out, before)?;
        let mut done = 0;
        for (at, format) in &self.styles {
            out.push_str(self.xml.get(done..*at)?);
            out.push_str(numbers.get(*format)?);
            done = *at;
        }
        out.push_str(self.xml.get(done..)?);
        if self.links.is_empty() {
            out.push_str(after);
            return Some(out);
        }
        let place = after.find("<printOptions").or_else(|| after.find("<pageMargins"))?;
        let (data, page) = after.split_at_checked(place)?;
        out.push_str(data);
        push(&mut out, ["<hyperlinks>", &self.links, "</hyperlinks>", page]);
        Some(out)
    }

    /// What stands before the rows, with the extent of the sheet put right.
    fn head(&self, out: &mut String, before: &str) -> Option<()> {
        let (start, from) = before.split_once("<dimension ref=\"")?;
        let (extent, rest) = from.split_once('"')?;
        let below = extent.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().unwrap_or(0);
        let last = (self.first + self.rows).max(below);
        push(out, [start, "<dimension ref=\"A1:", &self.last, &last.to_string(), "\"", rest]);
        Some(())
    }
}

fn push<const N: usize>(xml: &mut String, pieces: [&str; N]) {
    for piece in pieces {
        xml.push_str(piece);
    }
}

/// A height in pixels as the file holds it.
fn in_points(pixels: u32) -> String {
    let pixels = pixels.min(MAX_HEIGHT);
    let quarter = ["", ".25", ".5", ".75"].get(pixels as usize * 3 % 4).copied().unwrap_or_default();
    format!("{}{quarter}", pixels * 3 / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::book::Book;
    use crate::document::sheet_style::{HEADINGS, Page, TableSheet, column};
    use crate::workbook::{self, Address};
    use std::io::{Cursor, Read};

    const COLUMNS: [Column; 4] = [column("要求事項", 60), column("回答", 110), column("得点", 54), column("判定", 90)];

    fn book(rows: &[[Cell<'_>; 4]]) -> Vec<u8> {
        let mut book = Book::new("表", "湯沢町", "2026-11-21").expect("book");
        let (look, page) = (Look::new(), Page::new("湯沢町", "試験", ""));
        let mut table = TableSheet::new(&mut book, &look, &page, "表 & 図", "注記", &COLUMNS, 1).expect("table");
        for row in rows {
            table.push(row).expect("row");
        }
        let below = table.next() + 1;
        let sheet = table.finish().expect("sheet");
        sheet.write_string(below, 0, "合計").expect("cell");
        book.saved().expect("saved")
    }

    fn part(package: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(package)).expect("zip");
        let mut text = String::new();
        zip.by_name(name).expect("part").read_to_string(&mut text).expect("text");
        text
    }

    fn row(text: &str) -> [Cell<'_>; 4] {
        [
            Cell::link("OUT-01", "表 & 図", Some(HEADINGS)),
            Cell::text(text),
            Cell::Points(Some(7_305)),
            Cell::Verdict("×", "未充足".into()),
        ]
    }

    #[test]
    fn texts_come_back_as_they_were_written() {
        let texts = ["はい", "<b>&\"'", " 前後の空白 ", "一行目\n二行目", "_x0041_", "=1+1", "", "𠮷野"];
        let bytes = book(&texts.map(row));
        let workbook = workbook::read(&bytes).expect("workbook");
        let sheet = workbook.sheet("表 & 図").expect("sheet");
        let read = |row: u32, column: u32| {
            sheet.cell(Address::new(row, column)).map(|cell| cell.value.written()).unwrap_or_default()
        };
        for (row, text) in (3..).zip(texts) {
            assert_eq!([read(row, 0), read(row, 1), read(row, 2), read(row, 3)], ["OUT-01", text, "73.05", "× 未充足"]);
        }
        assert_eq!(read(3 + 8 + 1, 0), "合計");
    }

    #[test]
    fn cells_have_the_formats_of_the_look_and_links_lead_to_their_rows() {
        let sheet = part(&book(&[row("はい"), row("=1+1")]), "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<dimension ref=\"A1:D7\"/>"), "{sheet}");
        assert!(sheet.contains("<hyperlink ref=\"A5\" location=\"'表 &amp; 図'!A3\" display=\"OUT-01\"/>"), "{sheet}");
        let format = |cell: &str| {
            let from = sheet.split_once(&format!("<c r=\"{cell}\" s=\"")).expect("cell").1;
            from.split('"').next().expect("number").to_owned()
        };
        // Link, text, points and a verdict's fill are four formats; a text like a formula has a fifth.
        let formats = ["A4", "B4", "C4", "D4", "B5"].map(format);
        let different: std::collections::BTreeSet<&String> = formats.iter().collect();
        assert_eq!(different.len(), 5, "{formats:?}");
        assert!(!sheet.contains("r=\"E4\""), "the sample is gone");
    }

    #[test]
    fn a_sheet_without_place_for_the_rows_is_an_error() {
        let body = Body {
            sheet: "表".into(),
            first: 3,
            rows: 1,
            last: "D".into(),
            xml: String::new(),
            styles: Vec::new(),
            links: String::new(),
        };
        assert!(body.placed("<worksheet><sheetData/></worksheet>").is_err());
    }

    #[test]
    fn heights_are_in_quarters_of_a_point() {
        assert_eq!(
            ["0", "1", "2", "3", "25"].map(|px| in_points(px.parse().expect("number"))),
            ["0", "0.75", "1.5", "2.25", "18.75"]
        );
        assert_eq!(in_points(9_999), "408.75");
    }
}
