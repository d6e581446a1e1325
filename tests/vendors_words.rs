//! How vendors answer, on sheets that are not ours: phrases made without looking at the word lists.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod support;

use itaku::questionnaire::{Answer, read_foreign};
use itaku::workbook::{Address, Cell, Sheet, Value, Workbook};

struct Case {
    question: String,
    written: String,
    remark: String,
    truth: String,
}

fn cases(text: &str) -> Vec<Case> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let case = |line: &str| {
        let [question, written, remark, truth] = line
            .split('\t')
            .map(|text| text.replace("\\n", "\n"))
            .collect::<Vec<_>>()
            .try_into()
            .expect("four columns");
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

fn measure(name: &str, text: &str) -> (Vec<String>, Vec<String>, usize) {
    let cases = cases(text);
    let mut wrongly_met = Vec::new();
    let mut doubted = Vec::new();
    let mut met = 0;
    for (case, (answer, why)) in cases.iter().zip(read(&cases)) {
        let line = format!(
            "{}\t「{}」「{}」 {}: {} {}",
            case.question,
            case.written,
            case.remark,
            case.truth,
            answer.label(),
            why.unwrap_or_default()
        );
        met += usize::from(case.truth == "met");
        match case.truth.as_str() {
            "met" if answer != Answer::Met => doubted.push(line),
            "met" | "met?" => {}
            _ if answer == Answer::Met => wrongly_met.push(line),
            _ => {}
        }
    }
    eprintln!(
        "{name}: {} of {} wrongly met; {} of {met} met ones doubted",
        wrongly_met.len(),
        cases.len() - met,
        doubted.len()
    );
    if std::env::var_os("SHOW").is_some() {
        eprintln!("WRONG\n{}\nDOUBTED\n{}", wrongly_met.join("\n"), doubted.join("\n"));
    }
    (wrongly_met, doubted, met)
}

#[test]
fn what_is_not_met_is_never_read_as_met() {
    for (name, text) in [
        ("first", include_str!("foreign_vendors.tsv")),
        ("later", include_str!("foreign_vendors_later.tsv")),
        ("last", include_str!("foreign_vendors_last.tsv")),
    ] {
        let (wrong, doubted, met) = measure(name, text);
        if std::env::var_os("SHOW").is_some() {
            continue;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(doubted.len() * 10 <= met, "{}", doubted.join("\n"));
    }
}
