//! How long reading takes: every file of a folder, many times over.
//!
//! ```text
//! cargo run --release --example read_speed -- examples/yuzawa/returned 200
//! ```

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a program for developers")]

use itaku::workbook;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("folder"));
    let rounds: u32 = std::env::args().nth(2).and_then(|number| number.parse().ok()).unwrap_or(100);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.is_file()) {
        let bytes = std::fs::read(file).expect("file");
        let start = Instant::now();
        let mut cells = 0;
        for _ in 0..rounds {
            cells = workbook::read(&bytes)
                .map_or(0, |book| book.sheets.iter().map(|sheet| sheet.cells().len()).sum::<usize>());
        }
        println!("{:>10.3?} {cells:>6} cells  {}", start.elapsed() / rounds, file.display());
    }
}
