//! What it costs to understand sheets that are not ours, beside what it costs to read their bytes: `cargo bench --bench foreign`.
//!
//! `floor` inflates and parses and keeps nothing, `reading` makes a workbook of it, `layout` finds tables, their columns and what marks mean,
//! `understanding` is all of it: answers, remarks, certificates as well. What was measured last stands in DESIGN.md.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark")]

use divan::{Bencher, black_box};
use itaku::questionnaire::{Overrules, read_foreign, read_foreign_by, standard};
use itaku::workbook::{self, Workbook};
use std::path::Path;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

/// Rows below a header, as the bytes of a workbook.
fn sheet(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(head) {
        sheet.write_string(0, column, *title).expect("written");
    }
    for (row, texts) in (1..).zip(rows) {
        for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).expect("written");
        }
    }
    workbook.save_to_buffer().expect("saved")
}

/// 5,000 questions with last year's and the reviewer's columns; their few answers and remarks come again and again.
fn large(answers: &[&str], remarks: &[&str]) -> Vec<u8> {
    let head = ["No", "大項目", "確認事項", "前年度回答", "回答", "備考", "審査結果"];
    let pick = |list: &[&str], at: usize| list.get(at % list.len()).copied().unwrap_or_default().to_owned();
    let rows = (1..=5000).map(|row| {
        let question = format!("{row}番目の情報資産について、管理する手順を定めて運用していますか。");
        let (answer, remark) = (pick(answers, row - 1), pick(remarks, row - 1));
        vec![row.to_string(), "組織".to_owned(), question, "はい".to_owned(), answer, remark, "適".to_owned()]
    });
    sheet(&head, rows)
}

fn answered() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let answers = ["はい", "いいえ", "一部の拠点で実施しています", "○", "対応予定", "", "該当なし", "Yes"];
        large(&answers, &["", "情報セキュリティ規程第3条による", "本社のみ", "令和9年4月から", "ISO/IEC 27001を取得"])
    })
}

/// How vendors answer: some 1,700 rows of `tests/vendors`, of which none is like another and nearly all have a remark.
fn vendors() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let texts = files("tests/vendors").into_iter().map(|bytes| String::from_utf8(bytes).expect("text"));
        let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let rows = lines.iter().filter(|line| !line.starts_with('#')).zip(1..).map(|(line, row): (_, u32)| {
            let parts = line.split('\t').take(3).map(|text| text.replace("\\n", "\n"));
            std::iter::once(row.to_string()).chain(parts).collect()
        });
        sheet(&["No", "確認事項", "回答", "備考"], rows)
    })
}

/// The files of a folder, in order of their names.
fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    let known = |path: &&std::path::PathBuf| path.extension().is_some_and(|ending| ending != "md");
    paths.iter().filter(known).map(|path| std::fs::read(path).expect("bytes")).collect()
}

#[divan::bench]
fn floor_of_five_thousand_rows(bencher: Bencher<'_, '_>) {
    use calamine::Reader;
    let bytes = answered();
    bencher.bench(|| {
        let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("workbook");
        book.worksheets()
    });
}

/// Small workbooks of many layouts and programs.
fn mixed() -> Vec<Workbook> {
    files("tests/workbooks").iter().map(|bytes| workbook::read(bytes).expect("workbook")).collect()
}

/// The bytes of a file become a workbook.
fn read(bencher: Bencher<'_, '_>, bytes: &[u8]) {
    bencher.bench(|| workbook::read(bytes).expect("workbook"));
}

/// A workbook becomes answers.
fn understand(bencher: Bencher<'_, '_>, bytes: &[u8]) {
    let workbook = workbook::read(bytes).expect("workbook");
    let library = standard().expect("library");
    bencher.bench(|| read_foreign("x", &workbook, library));
}

#[divan::bench]
fn reading_five_thousand_rows(bencher: Bencher<'_, '_>) {
    read(bencher, answered());
}

/// All sheets of a workbook are searched for tables and legends, and of none are the rows taken.
fn lay_out(workbook: &Workbook) {
    let overrules = Overrules { sheet: Some("None of them"), ..Overrules::default() };
    black_box(read_foreign_by("x", workbook, standard().expect("library"), &overrules));
}

#[divan::bench]
fn layout_of_five_thousand_rows(bencher: Bencher<'_, '_>) {
    let workbook = workbook::read(answered()).expect("workbook");
    bencher.bench(|| lay_out(&workbook));
}

#[divan::bench]
fn layout_of_vendors_answers(bencher: Bencher<'_, '_>) {
    let workbook = workbook::read(vendors()).expect("workbook");
    bencher.bench(|| lay_out(&workbook));
}

#[divan::bench]
fn layout_of_a_batch_of_mixed_files(bencher: Bencher<'_, '_>) {
    let workbooks = mixed();
    bencher.bench(|| workbooks.iter().for_each(lay_out));
}

#[divan::bench]
fn understanding_five_thousand_unanswered_rows(bencher: Bencher<'_, '_>) {
    understand(bencher, &large(&[""], &[""]));
}

#[divan::bench]
fn understanding_five_thousand_rows(bencher: Bencher<'_, '_>) {
    understand(bencher, answered());
}

#[divan::bench]
fn reading_vendors_answers(bencher: Bencher<'_, '_>) {
    read(bencher, vendors());
}

#[divan::bench]
fn understanding_vendors_answers(bencher: Bencher<'_, '_>) {
    understand(bencher, vendors());
}

#[divan::bench]
fn reading_a_batch_of_mixed_files(bencher: Bencher<'_, '_>) {
    let files = files("tests/workbooks");
    bencher.bench(|| files.iter().map(|bytes| workbook::read(bytes).expect("workbook")).collect::<Vec<_>>());
}

#[divan::bench]
fn understanding_a_batch_of_mixed_files(bencher: Bencher<'_, '_>) {
    let workbooks = mixed();
    let library = standard().expect("library");
    bencher.bench(|| workbooks.iter().map(|workbook| read_foreign("x", workbook, library)).collect::<Vec<_>>());
}
