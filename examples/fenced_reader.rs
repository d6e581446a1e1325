//! A program that reads behind the fence: given a file it starts itself as the reading process, and prints what it found.
//!
//! ```text
//! cargo run --release --example fenced_reader -- old.xls
//! ```

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a program for developers")]

use itaku::workbook::{self, Fence};

fn main() {
    let argument = std::env::args_os().nth(1).expect("a file");
    if argument == "--read-fenced" {
        workbook::serve_fenced(std::io::stdin().lock(), std::io::stdout().lock()).expect("pipes");
        return;
    }
    if argument == "--sleep" {
        // Stands for a file that never ends.
        std::thread::sleep(std::time::Duration::from_secs(60));
        return;
    }
    let fence = Fence::new(std::env::current_exe().expect("this program"), vec!["--read-fenced".to_owned()]);
    match workbook::read_fenced(&std::fs::read(argument).expect("file"), &fence) {
        Ok(workbook) => println!("{workbook:#?}"),
        Err(error) => println!("{error:?}"),
    }
}
