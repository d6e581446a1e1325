//! How vendors answer, on sheets that are not ours: phrases made without looking at the word lists.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod support;

use itaku::questionnaire::{Answer, read_foreign};
use itaku::workbook::{Address, Cell, Sheet, Value, Workbook};
use std::path::Path;

struct Case {
    question: String,
    written: String,
    remark: String,
    truth: String,
}

fn cases(text: &str) -> Vec<Case> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let case = |line: &str| {
        let fields: Vec<String> = line.split('\t').map(|text| text.replace("\\n", "\n")).collect();
        let [question, written, remark, truth] = fields.try_into().expect("four columns");
        Case { question, written, remark, truth }
    };
    lines.map(case).collect()
}

fn cell(row: u32, column: u32, text: &str) -> Cell {
    Cell { address: Address::new(row, column), value: Value::Text(text.to_owned()), formula: false }
}

/// Each case as a sheet of its own in one workbook, with plain rows around it.
fn read(cases: &[Case]) -> Vec<(Answer, Option<String>)> {
    let library = support::library();
    cases
        .iter()
        .map(|case| {
            let head = ["No", "確認事項", "回答", "備考"];
            let mut cells: Vec<Cell> = head.iter().zip(0..).map(|(text, column)| cell(0, column, text)).collect();
            for row in 1..5 {
                let texts: [&str; 4] = match row {
                    3 => ["3", &case.question, &case.written, &case.remark],
                    1 => ["1", "台帳を整備していますか", "はい", ""],
                    2 => ["2", "責任者を定めていますか", "いいえ", ""],
                    _ => ["4", "規程を定めていますか", "はい", "規程第3条"],
                };
                let filled = texts.iter().zip(0..).filter(|(text, _)| !text.is_empty());
                cells.extend(filled.map(|(text, column)| cell(row, column, text)));
            }
            let workbook = Workbook { sheets: vec![Sheet::new("票", cells)], ..Workbook::default() };
            let reading = read_foreign("票.xlsx", &workbook, library);
            let found = reading.answers.into_iter().find(|answer| answer.question_cell.row == 3).expect("answer");
            (found.answer, found.why)
        })
        .collect()
}

/// How a set of cases was read.
struct Measured {
    /// What is not met and was read as met.
    wrongly_met: Vec<String>,
    /// What is plainly met and was read as something else.
    doubted: Vec<String>,
    /// How many are plainly met.
    met: usize,
}

fn measure(file: &Path, text: &str) -> Measured {
    let cases = cases(text);
    let mut measured = Measured { wrongly_met: Vec::new(), doubted: Vec::new(), met: 0 };
    for (case, (answer, why)) in cases.iter().zip(read(&cases)) {
        let (label, why) = (answer.label(), why.unwrap_or_default());
        let line = format!("{}「{}」「{}」{}: {label} {why}", case.question, case.written, case.remark, case.truth);
        match (case.truth.as_str(), answer) {
            ("met", Answer::Met) => measured.met += 1,
            ("met", _) => {
                measured.met += 1;
                measured.doubted.push(line);
            }
            ("met?", _) => {}
            (_, Answer::Met) => measured.wrongly_met.push(line),
            _ => {}
        }
    }
    let (wrong, doubted) = (measured.wrongly_met.len(), measured.doubted.len());
    let others = cases.len() - measured.met;
    eprintln!("{}: {wrong} of {others} wrongly met; {doubted} of {} met ones doubted", file.display(), measured.met);
    if std::env::var_os("SHOW").is_some() {
        eprintln!("WRONG\n{}\nDOUBTED\n{}", measured.wrongly_met.join("\n"), measured.doubted.join("\n"));
    }
    measured
}

#[test]
fn what_is_not_met_is_never_read_as_met() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vendors");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("sets").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    let sets: Vec<_> = files.iter().map(|file| measure(file, &std::fs::read_to_string(file).expect("set"))).collect();
    assert!(sets.len() >= 4);
    for set in &sets {
        assert!(set.wrongly_met.is_empty(), "{}", set.wrongly_met.join("\n"));
    }
    // A reading that doubts everything is of no use.
    let doubted: Vec<&str> = sets.iter().flat_map(|set| &set.doubted).map(String::as_str).collect();
    let met: usize = sets.iter().map(|set| set.met).sum();
    assert!(doubted.len() * 4 <= met, "{}", doubted.join("\n"));
}
