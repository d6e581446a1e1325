//! Forms of others that are widely used, from the file to the verdict. A case is a folder under `tests/known_forms`, named for the form: its
//! sheets with real ids and headers and questions in our own words, and what must come of them. Every form has one.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

mod support;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const VENDOR: &str = "株式会社みどり情報";

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known_forms");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// `[name]` begins a sheet, `merge A1:B2` merges, `|` separates cells, `\n` breaks a line; what stands above the first sheet says why.
fn write(text: &str, path: &Path) {
    let mut book = Workbook::new();
    type Grid<'a> = (&'a str, Vec<Vec<String>>, Vec<&'a str>);
    let mut sheets: Vec<Grid<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sheets.push((name, Vec::new(), Vec::new()));
        } else if let Some((_, rows, merges)) = sheets.last_mut() {
            match line.strip_prefix("merge ") {
                Some(areas) => merges.extend(areas.split(' ')),
                None => rows.push(line.split('|').map(|cell| cell.replace("\\n", "\n")).collect()),
            }
        }
    }
    for (name, rows, merges) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for area in merges {
            let area = itaku::workbook::Area::parse(area).unwrap();
            let text = &rows[area.first.row as usize][area.first.column as usize];
            let (first, last) = (area.first, area.last);
            sheet
                .merge_range(first.row, first.column as u16, last.row, last.column as u16, text, &Format::new())
                .unwrap();
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row as u32, column as u16, text).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new(sheet: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(support::example("yuzawa").join("itaku.toml"), folder.path().join("itaku.toml")).unwrap();
        write(sheet, &folder.path().join("表.xlsx"));
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_itaku"));
        let output = program.current_dir(self.folder.path()).args(arguments).output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn read(&self) -> Value {
        let (code, out, talk) = self.run(&["read", "表.xlsx", "--format", "json"]);
        assert_eq!(code, 0, "{talk}");
        serde_json::from_str(&out).unwrap()
    }

    fn assess(&self, case: &str) -> (i32, String, String) {
        let _ = std::fs::remove_dir_all(self.folder.path().join("out"));
        let day = ["--today", "2026-11-21", "--format", "json"];
        self.run(&[&["assess", "表.xlsx", "--out", "out", "--case", case, "--vendor", VENDOR][..], &day].concat())
    }
}

/// What the map says of each question: where, id, requirements.
fn known(reading: &Value) -> Vec<String> {
    let answers = reading["answers"].as_array().unwrap();
    let sheets: BTreeSet<&str> = answers.iter().map(|answer| answer["sheet"].as_str().unwrap()).collect();
    let line = |answer: &Value| {
        let known = answer["requirements"].as_array().unwrap().iter().filter(|found| found["standing"] == "known");
        let mut known: Vec<&str> = known.map(|found| found["id"].as_str().unwrap()).collect();
        known.sort_unstable();
        let known = if known.is_empty() { "-".to_owned() } else { known.join(" ") };
        let cell = answer["cell"].as_str().unwrap();
        let place = match sheets.len() {
            1 => cell.to_owned(),
            _ => format!("{}!{cell}", answer["sheet"].as_str().unwrap()),
        };
        format!("{place} {} {known}", answer["id"].as_str().unwrap_or("-"))
    };
    answers.iter().map(line).collect()
}

#[test]
fn every_known_form_is_recognised_mapped_and_judged_only_where_it_was_accepted() {
    let forms: BTreeSet<String> = support::library().known_forms.iter().map(|form| form.id.clone()).collect();
    let tried: BTreeSet<String> = cases().iter().map(|case| name(case)).collect();
    assert_eq!(forms, tried, "a case for each form");
    for case in cases() {
        let id = name(&case);
        let world = World::new(&std::fs::read_to_string(case.join("sheet.txt")).unwrap());
        let expected = std::fs::read_to_string(case.join("expected.txt")).unwrap();
        let reading = world.read();
        assert_eq!(reading["form"]["id"], id.as_str(), "{reading:#}");
        let said = known(&reading);
        let mut verdicts: Vec<[&str; 3]> = Vec::new();
        for line in expected.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["verdict", case, requirement, verdict] => verdicts.push([case, requirement, verdict]),
                ["told", code] => {
                    let told = reading["diagnostics"].as_array().unwrap().iter().any(|told| told["code"] == *code);
                    assert!(told, "{id}: {code}");
                }
                _ => assert!(said.iter().any(|said| said == line), "{id}: {line}\n{}", said.join("\n")),
            }
        }
        let (code, _, talk) = world.assess(verdicts[0][0]);
        assert_eq!(code, 1, "{id} counts before it was accepted: {talk}");
        let accept = ["map", "表.xlsx", "--accept-known", &id, "--by", "総務課 佐藤", "--today", "2026-11-21"];
        let (code, _, talk) = world.run(&accept);
        assert_eq!(code, 0, "{id}: {talk}");
        let (code, out, talk) = world.assess(verdicts[0][0]);
        assert_eq!(code, 0, "{id}: {talk}");
        let report: Value = serde_json::from_str(&out).unwrap();
        for [case, requirement, verdict] in &verdicts {
            assert_eq!(*case, verdicts[0][0], "one case of ours for each form");
            let findings = report["assessments"][0]["findings"].as_array().unwrap();
            let found = findings.iter().find(|found| found["requirement"] == *requirement).expect("it applies");
            assert_eq!(found["verdict"], *verdict, "{id}: {found:#}");
        }
    }
}

/// Every id of a map over a question about something else: nothing is known of any of them.
#[test]
fn an_id_over_another_question_is_not_taken() {
    for case in cases() {
        let id = name(&case);
        let text = std::fs::read_to_string(case.join("sheet.txt")).unwrap();
        let expected = std::fs::read_to_string(case.join("expected.txt")).unwrap();
        let reading = World::new(&text).read();
        // The questions themselves are replaced, wherever they stand; the names of rows are part of what is asked.
        let mut other = text.clone();
        for answer in reading["answers"].as_array().unwrap() {
            other = other.replace(answer["question"].as_str().unwrap(), "Is tea served? お茶は出ますか");
        }
        if ["meti-cloud", "aspic", "nii-cloud"].contains(&id.as_str()) {
            for word in [
                "計画停止",
                "稼働率",
                "バックアップ",
                "ウイルス",
                "脆弱性",
                "所在地",
                "準拠法",
                "時刻同期",
                "記録",
                "入退館",
                "事前告知",
            ] {
                other = other.replace(word, "お茶");
            }
        }
        let said = known(&World::new(&other).read());
        assert!(said.iter().all(|line| line.ends_with(" -")), "{id}\n{}", said.join("\n"));
        assert!(expected.lines().any(|line| line.ends_with(" -")), "{id}: one such row beside good ones");
    }
}
