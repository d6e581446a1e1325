//! Looking for the tables of a foreign sheet beside reading its bytes: `cargo bench --bench foreign`. The former must not cost more.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark")]

use divan::Bencher;
use itaku::questionnaire::{read_foreign, standard};
use itaku::workbook;
use rust_xlsxwriter::Workbook;
use std::path::Path;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

/// A sheet of 5,000 questions with last year's and the reviewer's columns.
fn large() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let answers = ["はい", "いいえ", "一部の拠点で実施しています", "○", "対応予定", "", "該当なし", "Yes"];
        let remarks = ["", "情報セキュリティ規程第3条による", "本社のみ", "令和9年4月から", "ISO/IEC 27001を取得"];
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, title) in (0..).zip(["No", "大項目", "確認事項", "前年度回答", "回答", "備考", "審査結果"])
        {
            sheet.write_string(0, column, title).expect("written");
        }
        for (row, at) in (1..=5000_u32).zip(0_usize..) {
            let question = format!("{row}番目の情報資産について、管理する手順を定めて運用していますか。");
            let pick = |list: &[&'static str]| list.iter().cycle().nth(at).copied().unwrap_or_default();
            let number = row.to_string();
            let texts = [&number, "組織", &question, "はい", pick(&answers), pick(&remarks), "適"];
            for (column, text) in (0..).zip(texts) {
                if !text.is_empty() {
                    sheet.write_string(row, column, text).expect("written");
                }
            }
        }
        workbook.save_to_buffer().expect("saved")
    })
}

#[divan::bench]
fn reading_five_thousand_rows(bencher: Bencher) {
    let bytes = large();
    bencher.bench(|| workbook::read(bytes).expect("workbook"));
}

#[divan::bench]
fn layout_of_five_thousand_rows(bencher: Bencher) {
    let workbook = workbook::read(large()).expect("workbook");
    let library = standard().expect("library");
    bencher.bench(|| read_foreign("x", &workbook, library));
}

/// Workbooks of all formats, as other programs write them.
fn mixed() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("workbooks").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    let known = |path: &&std::path::PathBuf| path.extension().is_some_and(|ending| ending != "md");
    paths.iter().filter(known).map(|path| std::fs::read(path).expect("bytes")).collect()
}

#[divan::bench]
fn reading_a_batch_of_mixed_files(bencher: Bencher) {
    let files = mixed();
    bencher.bench(|| files.iter().map(|bytes| workbook::read(bytes).expect("workbook")).collect::<Vec<_>>());
}

#[divan::bench]
fn layouts_of_a_batch_of_mixed_files(bencher: Bencher) {
    let workbooks: Vec<_> = mixed().iter().map(|bytes| workbook::read(bytes).expect("workbook")).collect();
    let library = standard().expect("library");
    bencher.bench(|| workbooks.iter().map(|workbook| read_foreign("x", workbook, library)).collect::<Vec<_>>());
}
