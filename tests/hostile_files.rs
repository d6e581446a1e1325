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
