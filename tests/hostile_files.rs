//! The program over files that try to hang, fill or crash it, made by `tests/hostile_files/make.py`: each is answered with one
//! object and at most one sentence, in time, and those beside it are read.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests"
)]

use itaku::questionnaire::ForeignReading;
use itaku::workbook::{Address, Area, Cell, Sheet, Value, Workbook};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A debug build on a busy machine; a release build answers each in a few seconds.
const PATIENCE: Duration = Duration::from_secs(60);

fn made() -> Option<(tempfile::TempDir, Vec<PathBuf>)> {
    let folder = tempfile::tempdir().expect("folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile_files/make.py");
    let status = Command::new("python3").arg(script).arg(folder.path()).stdout(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no python3");
        return None;
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).expect("files").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    Some((folder, files))
}

/// Runs the program over one file as a clerk would; what goes wrong is a sentence.
fn answered(file: &Path) -> Result<Duration, String> {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_itaku"))
        .args(["read", "--format", "json"])
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("itaku");
    let mut out = child.stdout.take().expect("stdout");
    let reader = std::thread::spawn(move || std::io::read_to_string(&mut out).expect("text"));
    let mut err = child.stderr.take().expect("stderr");
    let talker = std::thread::spawn(move || std::io::read_to_string(&mut err).expect("text"));
    let status = loop {
        match child.try_wait().expect("status") {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill().expect("ended");
                child.wait().expect("gone");
                return Err("takes too long".to_owned());
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let took = started.elapsed();
    let (text, talk) = (reader.join().expect("read"), talker.join().expect("read"));
    if !matches!(status.code(), Some(0 | 1)) || talk.contains("panicked") {
        return Err(format!("{status} {talk}"));
    }
    if text.lines().count() != 1 {
        return Err(format!("{} lines", text.lines().count()));
    }
    let view: serde_json::Value = serde_json::from_str(&text).map_err(|fault| fault.to_string())?;
    let told = !view["diagnostics"].as_array().expect("list").is_empty();
    let read = !view["answers"].as_array().expect("list").is_empty();
    match view["schema"] == "reading/1" && (told || read) {
        true => Ok(took),
        false => Err("is passed over in silence".to_owned()),
    }
}

#[test]
fn every_hostile_file_is_answered() {
    let Some((folder, files)) = made() else { return };
    the_others_of_a_batch_go_on(folder.path());
    assert!(files.len() >= 90);
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(Result<Duration, String>, PathBuf)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let answer = answered(file);
                    found.lock().unwrap().push((answer, file.clone()));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort();
    for (answer, file) in found.iter().rev().take(10) {
        eprintln!("{:>8} ms  {}", answer.as_ref().map_or(0, Duration::as_millis), file.display());
    }
    let bad: Vec<_> = found.iter().filter(|(answer, _)| answer.is_err()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(found.len(), files.len());
}

fn the_others_of_a_batch_go_on(folder: &Path) {
    let names = ["chain-in-a-circle.xls", "bomb-of-spaces.xlsx", "plain.xlsx", "cells-repeated-without-end.ods"];
    let output = Command::new(env!("CARGO_BIN_EXE_itaku"))
        .args(["read", "--format", "json"])
        .args(names.map(|name| folder.join(name)))
        .output()
        .expect("itaku");
    let text = String::from_utf8(output.stdout).expect("utf-8");
    let views: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
    assert_eq!(views.len(), names.len());
    assert_eq!(views[2]["answers"].as_array().map(Vec::len), Some(2));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_too_long_to_be_read_is_never_met() {
    let long = "規程に従い運用しています。".repeat(1_000);
    let table = format!(
        "No,設問,回答,備考\n1,規程を整備していますか,はい,{long}\n2,施錠していますか,いいえ,{long}\n3,教育をしていますか,はい。{long},\n\
         4,{long}点検をしていますか,はい,\n5,記録をしていますか,はい,規程による\n"
    );
    let workbook = itaku::workbook::read(table.as_bytes()).expect("workbook");
    let library = itaku::questionnaire::standard().expect("library");
    let reading = itaku::questionnaire::read_foreign("x.csv", &workbook, library);
    let answers: Vec<String> = reading.answers.iter().map(|answer| format!("{:?}", answer.answer)).collect();
    assert_eq!(answers, ["Unclear", "Unmet", "Unclear", "Unclear", "Met"]);
    let why = reading.answers[0].why.as_deref().unwrap_or_default();
    assert!(why.contains("長すぎる"), "{why}");
}

fn text(row: u32, column: u32, text: &str) -> Cell {
    Cell { address: Address::new(row, column), value: Value::Text(text.to_owned()), formula: false }
}

/// Understands one sheet; a debug build on a busy machine takes ten times as long as the program.
fn understood(cells: Vec<Cell>, merges: Vec<Area>) -> ForeignReading {
    let mut sheet = Sheet::new("票", cells);
    sheet.merges = merges;
    let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
    let library = itaku::questionnaire::standard().expect("library");
    let started = Instant::now();
    let reading = itaku::questionnaire::read_foreign("x.xlsx", &workbook, library);
    eprintln!("{:?}", started.elapsed());
    // Enough for a debug build on a machine with twenty other builds; what grows with the square takes hours.
    assert!(started.elapsed() < 5 * PATIENCE, "{:?}", started.elapsed());
    reading
}

fn codes(reading: &ForeignReading) -> Vec<&str> {
    reading.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

const ROWS: u32 = 8_000;

fn table(rows: u32) -> Vec<Cell> {
    let mut cells: Vec<Cell> = ["番号", "設問", "回答", "備考"].iter().zip(0..).map(|(t, c)| text(0, c, t)).collect();
    for row in 1..=rows {
        cells.extend([text(row, 0, &row.to_string()), text(row, 1, "台帳を備えていますか"), text(row, 2, "はい")]);
    }
    cells
}

#[test]
fn a_long_text_merged_over_many_rows_is_not_read_for_each_of_them() {
    let mut cells = table(ROWS);
    cells.push(text(1, 3, &"規程に従い運用しています。".repeat(80_000)));
    let column = Area::new(Address::new(1, 3), Address::new(ROWS, 3));
    let reading = understood(cells, vec![column]);
    assert!(codes(&reading).contains(&"foreign-too-large"), "{:?}", codes(&reading));
    assert!(reading.answers.iter().all(|answer| answer.answer != itaku::questionnaire::Answer::Met));
    assert!(reading.unread.iter().any(|unread| unread.why.contains("文字が質問票としては多すぎる")));
}

#[test]
fn a_long_category_over_many_questions_is_not_quoted_for_each_of_them() {
    let mut cells = table(ROWS);
    cells.retain(|cell| cell.address.column != 0);
    cells.push(text(0, 0, "大項目"));
    cells.push(text(1, 0, &"組織".repeat(200_000)));
    let reading = understood(cells, vec![Area::new(Address::new(1, 0), Address::new(ROWS, 0))]);
    assert!(codes(&reading).contains(&"foreign-too-large"), "{:?}", codes(&reading));
}

#[test]
fn rows_that_go_on_with_a_remark_cost_no_more_than_other_rows() {
    let mut cells = table(1);
    cells.extend((2..ROWS).map(|row| text(row, 3, "規程に従い、二〇二四年三月から運用しています。")));
    let reading = understood(cells, Vec::new());
    assert_eq!(reading.answers.len(), 1);
}

#[test]
fn remarks_full_of_numbers_are_read_in_time() {
    let mut cells = table(60);
    let long = "令和3年4月1日、2025年12月31日まで12年3か月。".repeat(190);
    cells.extend((1..=60).map(|row| text(row, 3, &long)));
    let reading = understood(cells, Vec::new());
    assert!(reading.answers.len() == 60, "{}", reading.answers.len());
}

#[test]
fn tables_beyond_ten_thousand_are_told_with_their_own_code() {
    let cells = (0..10_050).flat_map(|at| {
        let row = at * 3;
        [
            text(row, 0, "No"),
            text(row, 1, "設問"),
            text(row, 2, "回答"),
            text(row + 1, 1, "台帳がありますか"),
            text(row + 1, 2, "はい"),
        ]
    });
    let reading = understood(cells.collect(), Vec::new());
    assert_eq!(reading.tables.len(), 10_000);
    let told: Vec<String> = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.id == "foreign-too-large")
        .map(ToString::to_string)
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("A30001") && told[0].contains("表が多すぎる"), "{}", told[0]);
}
