//! Several vendors side by side as an Excel workbook: one row per vendor, and per case one row per requirement.

mod matrix;
mod overview;

use super::book::Book;
use super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::{Comparison, WriteError};

const OVERVIEW: &str = "一覧";
const CHART: &str = "得点の比較";
const REFUSED: &str = "読めなかったファイル";

/// Writes the comparison.
///
/// # Errors
/// When the library that writes workbooks refuses.
pub fn comparison_workbook(comparison: &Comparison) -> Result<Vec<u8>, WriteError> {
    let title = format!("{}　判定結果の比較", comparison.organisation);
    let mut book = Book::new(&title, &comparison.organisation, &comparison.on)?;
    let look = Look::new();
    let page = Page::new(&comparison.organisation, "判定結果の比較", &comparison.on_era);
    overview::draw(&mut book, &look, &page, comparison)?;
    matrix::draw(&mut book, &look, &page, comparison)?;
    refused(&mut book, &look, &page, comparison)?;
    book.saved()
}

const REFUSED_COLUMNS: [Column; 2] = [column("ファイル", 360), column("読めなかった理由", 680)];

fn refused(book: &mut Book, look: &Look, page: &Page, comparison: &Comparison) -> Result<(), WriteError> {
    if comparison.refused.is_empty() {
        return Ok(());
    }
    let note = "一覧に入っていないファイルです。";
    let mut table = TableSheet::new(book, look, page, REFUSED, note, &REFUSED_COLUMNS, 1)?;
    for (file, sentence) in &comparison.refused {
        table.push(&[Cell::text(file.as_str()), Cell::text(sentence.as_str())])?;
    }
    table.finish()?;
    Ok(())
}
