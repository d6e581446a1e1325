//! Any grid of words that stand on questionnaires, merged, hidden and struck at will: no panic, and no answer is met whose cell
//! holds nothing that says so.
#![no_main]

use arbitrary::Arbitrary;
use itaku::questionnaire::{Answer, read_foreign, standard};
use itaku::workbook::{Address, Area, Cell, Sheet, Strike, Value, Workbook};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

const WORDS: [&str; 64] = [
    "No", "設問", "回答", "備考", "前年度回答", "審査結果", "確認事項", "対応状況", "証跡", "大項目", "はい", "いいえ", "○", "×", "△", "●", "該当なし", "-",
    "実施しています", "実施していません", "一部実施", "検討中", "予定", "別紙参照", "規程を整備していますか", "通信を暗号化していること", "研修を実施していますか", "1",
    "2", "3-1", "(1)", "問4", "凡例:○=実施 ×=未実施", "●:非該当 ○:該当", "本社", "支社", "Question", "Answer", "Yes", "No.", "N/A", "Is data encrypted?", "Comments",
    "☑はい □いいえ", "□はい ■いいえ", "R7", "R8年度", "判定", "回答:", "回答:はい", "※注記", "【組織】", "TRUE", "99.9%", "本社のみ", "来年度から", "記号", "意味",
    "A", "B", "記入例", "合計", "", "",
];

#[derive(Arbitrary, Debug)]
struct Made {
    cells: Vec<(u8, u8, u8)>,
    merges: Vec<(u8, u8, u8, u8)>,
    hidden_rows: Vec<u8>,
    hidden_columns: Vec<u8>,
    struck: Vec<(u8, u8)>,
    comments: Vec<(u8, u8, u8)>,
}

fn word(pick: u8) -> &'static str {
    WORDS[usize::from(pick) % WORDS.len()]
}

fuzz_target!(|made: Made| {
    let mut texts: BTreeMap<(u32, u32), &str> = BTreeMap::new();
    for (row, column, pick) in made.cells.iter().take(200) {
        texts.insert((u32::from(row % 24), u32::from(column % 12)), word(*pick));
    }
    let at = |row: &u8, column: &u8| Address::new(u32::from(row % 24), u32::from(column % 12));
    let cells = texts.iter().filter(|(_, text)| !text.is_empty()).map(|((row, column), text)| Cell {
        address: Address::new(*row, *column),
        value: Value::Text((*text).to_owned()),
        formula: false,
    });
    let mut sheet = Sheet::new("票", cells.collect());
    sheet.merges = made
        .merges
        .iter()
        .take(12)
        .map(|(row, column, down, right)| {
            let first = at(row, column);
            Area::new(first, Address::new(first.row + u32::from(down % 4), first.column + u32::from(right % 4)))
        })
        .collect();
    sheet.hidden_rows = made.hidden_rows.iter().take(4).map(|row| u32::from(row % 24)).collect();
    sheet.hidden_columns = made.hidden_columns.iter().take(3).map(|column| u32::from(column % 12)).collect();
    sheet.struck = made.struck.iter().take(4).map(|(row, column)| (at(row, column), Strike::Whole)).collect();
    sheet.comments =
        made.comments.iter().take(4).map(|(row, column, pick)| (at(row, column), word(*pick).to_owned())).collect();
    let (hidden, struck) = (sheet.hidden_rows.clone(), sheet.struck.clone());
    let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
    let reading = read_foreign("x", &workbook, standard().expect("library"));
    for answer in reading.answers.iter().filter(|answer| answer.answer == Answer::Met) {
        assert!(!hidden.contains(&answer.question_cell.row), "met in a hidden row: {answer:?}");
        assert!(!struck.contains_key(&answer.cell), "met though struck: {answer:?}");
        let says = ["いいえ", "×", "△", "実施していません", "一部実施", "検討中", "予定", "別紙参照", "99.9%", "該当なし"];
        let own = texts.get(&(answer.cell.row, answer.cell.column)).copied().unwrap_or_default();
        assert!(!own.is_empty(), "met from nothing: {answer:?}");
        let legend = texts.values().any(|text| text.contains('=') || text.contains("非該当") || *text == "意味");
        let column = answer.written.contains('(');
        assert!(legend || column || !says.contains(&own), "{own}: {answer:?}");
    }
});
