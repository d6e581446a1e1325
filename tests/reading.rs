//! Sheets as text grids, and what they must be read as. A case is a folder under `tests/reading`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use itaku::catalogue::{Catalogue, QuestionId};
use itaku::questionnaire::{self, AnswerKind, Library, META_SHEET, Polarity, Question};
use itaku::workbook::{Address, Area, Cell, Sheet, Value, Workbook};
use std::path::Path;

fn question(id: &str, answer: AnswerKind, good: Polarity, text: &str) -> Question {
    Question {
        id: QuestionId::parse(id).expect("id"),
        requirements: Vec::new(),
        theme: "governance".to_owned(),
        ja: text.to_owned(),
        en: format!("{id} in English?"),
        hint: None,
        hint_en: None,
        answer,
        good,
        not_applicable: true,
        none_suffices: false,
        of_majority: false,
        wants: Vec::new(),
        concerns: Vec::new(),
    }
}

/// Three kinds of question and the program's own forms and words.
fn library() -> Library {
    Library {
        questions: vec![
            question("Q-TST-01", AnswerKind::Choice, Polarity::Yes, "規程を定めていますか。"),
            question("Q-TST-02", AnswerKind::Choice, Polarity::No, "海外に保管することがありますか。"),
            question("Q-TST-03", AnswerKind::Stated, Polarity::Yes, "責任者の氏名を書いてください。"),
            Question {
                none_suffices: true,
                not_applicable: false,
                ..question("Q-TST-05", AnswerKind::Stated, Polarity::Yes, "過去の事故を書いてください。")
            },
            question("Q-TST-04", AnswerKind::Choice, Polarity::Yes, "{{self}}の方針に従いますか。"),
        ]
        .into(),
        ..support::library().clone()
    }
}

fn cell(row: u32, column: u32, text: &str) -> Cell {
    let (formula, text) = text.strip_prefix("f:").map_or((false, text), |text| (true, text));
    let value = match text.split_once(':') {
        Some(("n", number)) => Value::Number(number.parse().expect("number")),
        Some(("d", date)) => Value::Date(date.to_owned()),
        Some(("b", flag)) => Value::Bool(flag == "TRUE"),
        Some(("e", error)) => Value::Error(error.to_owned()),
        _ => Value::Text(text.replace("\\n", "\n")),
    };
    Cell { address: Address::new(row, column), value, formula }
}

/// A workbook written as text: `[name]` begins a sheet, `merge A1:B2` merges, `|` separates cells; the hidden sheet is written
/// as any other.
fn workbook(text: &str) -> Workbook {
    let mut sheets: Vec<(String, Vec<Cell>, Vec<Area>)> = Vec::new();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sheets.push((name.to_owned(), Vec::new(), Vec::new()));
            row = 0;
            continue;
        }
        let Some((_, cells, merges)) = sheets.last_mut() else { continue };
        if let Some(area) = line.strip_prefix("merge ") {
            merges.push(Area::parse(area).expect("area"));
            continue;
        }
        let filled = line.split('|').enumerate().filter(|(_, text)| !text.is_empty());
        cells.extend(
            filled.map(|(column, text)| cell(row, u32::try_from(column).expect("few"), text.trim_matches('~'))),
        );
        row += 1;
    }
    let sheet = |(name, cells, merges): (String, Vec<Cell>, Vec<Area>)| {
        let mut sheet = Sheet::new(&name, cells);
        sheet.merges = merges;
        sheet
    };
    Workbook { sheets: sheets.into_iter().map(sheet).collect(), ..Workbook::default() }
}

/// What was read, as lines: one per answer, then what was left unread, then the codes of the diagnostics with their places.
fn read(workbook: &Workbook) -> String {
    match questionnaire::read("回答.xlsx", workbook, &library(), &Catalogue::default(), jiff::civil::date(2026, 11, 21))
    {
        Err(diagnostic) => diagnostic.to_string(),
        Ok(sheet) => {
            let mut lines = vec![format!(
                "様式 {} 事業者 {} 案件 {} 回答日 {}",
                sheet.form.map(|form| form.id).unwrap_or_default(),
                sheet.vendor.unwrap_or_default(),
                sheet.case.unwrap_or_default(),
                sheet.answered_on.map(|day| day.to_string()).unwrap_or_default()
            )];
            lines.extend(sheet.responses.iter().map(|response| {
                format!(
                    "{} {}!{} 「{}」 {} {}",
                    response.question,
                    response.sheet,
                    response.cell,
                    response.written.replace('\n', "\\n"),
                    response.answer.label(),
                    response.why.clone().unwrap_or_default()
                )
                .trim_end()
                .to_owned()
            }));
            lines.extend(
                sheet.unread.iter().map(|unread| format!("未読 {}!{} {}", unread.sheet, unread.range, unread.why)),
            );
            lines.extend(sheet.diagnostics.iter().map(ToString::to_string));
            lines.join("\n")
        }
    }
}

#[test]
fn every_case_is_read_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    cases.sort();
    assert!(cases.len() >= 12, "the cases are gone");
    for case in cases {
        let text = std::fs::read_to_string(case.join("sheet.txt")).expect("sheet.txt");
        let found = read(&workbook(&text));
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_CASES").is_some() {
            #[expect(clippy::disallowed_methods, reason = "a fixture, not a user's file")]
            std::fs::write(&expected, format!("{found}\n")).expect("written");
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, wanted.trim_end(), "{}", case.display());
    }
}

#[test]
fn every_answer_is_understood_as_the_table_says() {
    let table = include_str!("answers.tsv");
    let mut checked = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [written, remark, kind, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let id = match kind {
            "yes" => "Q-TST-01",
            "no" => "Q-TST-02",
            "stated" => "Q-TST-03",
            "none" => "Q-TST-05",
            other => panic!("{other}"),
        };
        let asked =
            library().questions.iter().find(|question| question.id.as_str() == id).expect("question").ja.clone();
        let mut cells = vec![
            cell(0, 0, "設問番号"),
            cell(0, 1, "設問"),
            cell(0, 2, "回答"),
            cell(0, 3, "補足・理由"),
            cell(1, 0, id),
            cell(1, 1, &asked),
        ];
        let text = |row, column, text: &str| Cell {
            address: Address::new(row, column),
            value: Value::Text(text.replace("\\n", "\n")),
            formula: false,
        };
        if !written.is_empty() {
            cells.push(text(1, 2, written));
        }
        if !remark.is_empty() {
            cells.push(text(1, 3, remark));
        }
        let workbook = Workbook { sheets: vec![Sheet::new("回答", cells)], ..Workbook::default() };
        let sheet =
            questionnaire::read("x", &workbook, &library(), &Catalogue::default(), jiff::civil::date(2026, 11, 21))
                .expect("read");
        let answer = serde_json::to_string(&sheet.responses[0].answer).expect("json");
        assert_eq!(
            answer.trim_matches('"'),
            expected,
            "「{written}」 補足「{remark}」 ({kind}) {:?}",
            sheet.responses[0].why
        );
        checked += 1;
    }
    assert!(checked > 80);
}

#[test]
fn the_hidden_sheet_has_the_name_that_the_cases_use() {
    assert_eq!(META_SHEET, "_itaku");
}
