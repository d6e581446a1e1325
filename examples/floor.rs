//! What the main job costs at least: the same sheets merely read with calamine, the same cells merely written with
//! rust_xlsxwriter, the other documents merely copied, on all cores, without understanding anything.
//!
//! ```text
//! cargo run --release --example fill_sheets -- 1000 target/many
//! itaku assess target/many --workspace examples/yuzawa --out target/many-out --overwrite
//! cargo run --release --example floor -- target/many target/many-out
//! ```

#![allow(clippy::expect_used, clippy::print_stdout, clippy::float_arithmetic, reason = "a program for developers")]

use calamine::{Reader, Xlsx};
use rayon::prelude::*;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [returned, written] = arguments.as_slice() else {
        println!("floor FOLDER-OF-RETURNED-SHEETS FOLDER-OF-RESULTS");
        return;
    };
    let start = Instant::now();
    let sheets: usize = files(returned).par_iter().map(|path| cells(path).len()).sum();
    let reading = start.elapsed();
    let mut copied = std::time::Duration::ZERO;
    let mut writing = std::time::Duration::ZERO;
    let folder = tempfile::tempdir().expect("folder");
    // In portions, so that what is only measured does not fill the memory.
    for (number, portion) in files(written).chunks(512).enumerate() {
        let (books, others): (Vec<_>, Vec<_>) =
            portion.iter().partition(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
        let books: Vec<_> = books.par_iter().map(|path| cells(path)).collect();
        let others: Vec<_> = others.par_iter().map(|path| std::fs::read(path).expect("file")).collect();
        let start = Instant::now();
        books
            .par_iter()
            .enumerate()
            .for_each(|(index, cells)| write(cells, &folder.path().join(format!("{number}-{index}.xlsx"))));
        writing += start.elapsed();
        let start = Instant::now();
        others
            .par_iter()
            .enumerate()
            .for_each(|(index, bytes)| save(bytes, &folder.path().join(format!("{number}-{index}"))));
        copied += start.elapsed();
    }
    println!(
        "{sheets} sheets read in {reading:?}, the workbooks written in {writing:?}, the rest in {copied:?}, together {:?}",
        reading + writing + copied
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Row, column and text of every used cell, sheet by sheet.
fn cells(path: &Path) -> Vec<Vec<(u32, u16, String)>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(path).expect("file"))).expect("workbook");
    let names = book.sheet_names();
    names
        .iter()
        .map(|name| {
            let range = book.worksheet_range(name).expect("sheet");
            let (row, column) = range.start().unwrap_or_default();
            range
                .used_cells()
                .filter_map(|(r, c, value)| {
                    Some((row + u32::try_from(r).ok()?, u16::try_from(column as usize + c).ok()?, value.to_string()))
                })
                .collect()
        })
        .collect()
}

fn write(sheets: &[Vec<(u32, u16, String)>], path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for cells in sheets {
        let sheet = book.add_worksheet();
        for (row, column, text) in cells {
            sheet.write_string(*row, *column, text).expect("cell");
        }
    }
    save(&book.save_to_buffer().expect("workbook"), path);
}

#[expect(clippy::disallowed_methods, reason = "it measures writing")]
fn save(bytes: &[u8], path: &Path) {
    std::fs::write(path, bytes).expect("written");
}
