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
use std::time::{Duration, Instant};

/// A debug build on a busy machine; a release build answers each in a few seconds.
const PATIENCE: Duration = Duration::from_secs(120);

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

#[test]
#[ignore = "takes minutes; run with --ignored"]
fn every_hostile_file_is_answered() {
    let Some((_folder, files)) = made() else { return };
    assert!(files.len() >= 90);
    for file in &files {
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
                    panic!("{} takes too long", file.display());
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        let (text, talk) = (reader.join().expect("read"), talker.join().expect("read"));
        assert!(matches!(status.code(), Some(0 | 1)), "{}: {status} {talk}", file.display());
        assert!(!talk.contains("panicked"), "{}: {talk}", file.display());
        assert_eq!(text.lines().count(), 1, "{}", file.display());
        let view: serde_json::Value = serde_json::from_str(&text).expect("json");
        assert_eq!(view["schema"], "reading/1", "{}", file.display());
        let told = !view["diagnostics"].as_array().expect("list").is_empty();
        let read = !view["answers"].as_array().expect("list").is_empty();
        assert!(told || read, "{} is passed over in silence", file.display());
        eprintln!("{:>6} ms  {}", started.elapsed().as_millis(), file.file_name().unwrap().display());
    }
}

#[test]
#[ignore = "takes minutes; run with --ignored"]
fn the_others_of_a_batch_go_on() {
    let Some((folder, _)) = made() else { return };
    let names = ["chain-in-a-circle.xls", "bomb-of-spaces.xlsx", "plain.xlsx", "cells-repeated-without-end.ods"];
    let output = Command::new(env!("CARGO_BIN_EXE_itaku"))
        .args(["read", "--format", "json"])
        .args(names.map(|name| folder.path().join(name)))
        .output()
        .expect("itaku");
    let text = String::from_utf8(output.stdout).expect("utf-8");
    let views: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
    assert_eq!(views.len(), names.len());
    assert_eq!(views[2]["answers"].as_array().map(Vec::len), Some(2));
    assert_eq!(output.status.code(), Some(1));
}
