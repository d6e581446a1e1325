//! 読み取れなかった項目: what was not understood, and what the reader must be told.

use super::super::book::Book;
use super::super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::super::{GapReport, WriteError};
use crate::diagnostic::{Diagnostic, Place};
use crate::questionnaire::Unread;
use crate::workbook::Area;

const COLUMNS: [Column; 6] = [
    column("種別", 76),
    column("内容", 330),
    column("書かれていた語", 220),
    column("場所", 250),
    column("対処", 300),
    column("コード", 130),
];

const NOTE: &str =
    "読み取れなかった箇所と、読み取りや判定で気をつける点です。コードの説明は itaku explain で読めます。";

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    // Which of several files is meant is not known here.
    let file = match report.sources.as_slice() {
        [source] => source.file.as_str(),
        _ => "",
    };
    let mut table = TableSheet::new(book, look, page, "読み取れなかった項目", NOTE, &COLUMNS, 0)?;
    for unread in &report.unread {
        table.push(&unread_cells(unread, file))?;
    }
    for diagnostic in &report.diagnostics {
        table.push(&diagnostic_cells(diagnostic))?;
    }
    table.finish()?;
    Ok(())
}

fn unread_cells<'a>(unread: &'a Unread, file: &str) -> [Cell<'a>; 6] {
    let sheet = Place::file(file).sheet_named(&unread.sheet);
    let place = Area::parse(&unread.range).map_or(sheet.clone(), |area| sheet.cells(area));
    [
        Cell::word("読取不能"),
        Cell::text(unread.why.as_str()),
        Cell::text(unread.text.as_str()),
        Cell::text(place.to_string()),
        Cell::text("元のファイルのこの箇所を見て、回答に当たるかどうかを確かめてください"),
        Cell::text(""),
    ]
}

fn diagnostic_cells(diagnostic: &Diagnostic) -> [Cell<'_>; 6] {
    [
        Cell::word(diagnostic.code.severity.label()),
        Cell::text(diagnostic.sentence.as_str()),
        Cell::text(""),
        Cell::text(diagnostic.place.to_string()),
        Cell::text(diagnostic.remedy()),
        Cell::text(diagnostic.code.id),
    ]
}
