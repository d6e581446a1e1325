//! How vendors answer our own forms, remark and all: what is not done must not come out as done.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod support;

use itaku::catalogue::{Catalogue, QuestionId};
use itaku::questionnaire::{self, Answer};
use itaku::workbook::{Address, Cell, Sheet, Value, Workbook};

fn cell(row: u32, column: u32, text: &str) -> Cell {
    Cell { address: Address::new(row, column), value: Value::Text(text.replace("\\n", "\n")), formula: false }
}

/// One question of the real library with its answer, as a returned sheet.
fn read([id, answer, remark, evidence]: [&str; 4]) -> (Answer, String) {
    let library = support::library();
    let id = QuestionId::parse(id).expect("id");
    let question = library.question(&id).expect("question");
    let head = ["設問番号", "設問", "回答", "補足・理由", "根拠資料"];
    let row = [id.as_str(), &question.ja, answer, remark, evidence];
    let mut cells: Vec<Cell> = head.iter().zip(0..).map(|(text, column)| cell(0, column, text)).collect();
    cells.extend(row.iter().zip(0..).filter(|(text, _)| !text.is_empty()).map(|(text, column)| cell(1, column, text)));
    let workbook = Workbook { sheets: vec![Sheet::new("回答", cells)], ..Workbook::default() };
    let sheet =
        questionnaire::read("回答.xlsx", &workbook, library, &Catalogue::default(), jiff::civil::date(2026, 11, 22))
            .expect("read");
    let response = sheet.responses.first().expect("answer");
    (response.answer, response.why.clone().unwrap_or_default())
}

#[test]
fn what_is_not_done_does_not_come_out_as_done() {
    let (mut wrong, mut doubted, mut met) = (Vec::new(), 0, 0);
    for line in include_str!("own_form/answers.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [id, answer, remark, evidence, truth] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}");
        };
        let (found, why) = read([id, answer, remark, evidence]);
        match (truth, found) {
            ("not", Answer::Met) => wrong.push(format!("{line} {why}")),
            ("not", _) => {}
            (_, Answer::Met) => met += 1,
            _ => doubted += 1,
        }
    }
    eprintln!("{} wrongly met; {doubted} of {} honest ones doubted", wrong.len(), met + doubted);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Doubt is the price; it may not grow.
    assert!(doubted * 5 <= (met + doubted) * 2, "{doubted} of {} honest answers are doubted", met + doubted);
}
