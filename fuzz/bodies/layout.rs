//! Any grid of words that stand on questionnaires, merged, hidden and struck at will: no panic, and no answer is met whose cell
//! holds nothing that says so.
use itaku::questionnaire::{Answer, read_foreign, standard};
use itaku::workbook::{Address, Area, Cell, Sheet, Strike, Value, Workbook};
use std::collections::BTreeMap;

const WORDS: [&str; 64] = [
    "No",
    "設問",
    "回答",
    "備考",
    "前年度回答",
    "審査結果",
    "確認事項",
    "対応状況",
    "証跡",
    "大項目",
    "はい",
    "いいえ",
    "○",
    "×",
    "△",
    "●",
    "該当なし",
    "-",
    "実施しています",
    "実施していません",
    "一部実施",
    "検討中",
    "予定",
    "別紙参照",
    "規程を整備していますか",
    "通信を暗号化していること",
    "研修を実施していますか",
    "1",
    "2",
    "3-1",
    "(1)",
    "問4",
    "凡例:○=実施 ×=未実施",
    "●:非該当 ○:該当",
    "本社",
    "支社",
    "Question",
    "Answer",
    "Yes",
    "No.",
    "N/A",
    "Is data encrypted?",
    "Comments",
    "☑はい □いいえ",
    "□はい ■いいえ",
    "R7",
    "R8年度",
    "判定",
    "回答:",
    "回答:はい",
    "※注記",
    "【組織】",
    "TRUE",
    "99.9%",
    "本社のみ",
    "来年度から",
    "記号",
    "意味",
    "A",
    "B",
    "記入例",
    "合計",
    "",
    "",
];

/// Bytes taken one by one; blank ones where there are no more.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn one(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::from(self.one()) % bound
    }
}

fn word(pick: u8) -> &'static str {
    WORDS[usize::from(pick) % WORDS.len()]
}

/// A grid by the bytes: how many of what, then where.
pub fn run(bytes: &[u8]) {
    let mut bytes = Bytes(bytes.iter());
    let mut texts: BTreeMap<(u32, u32), &str> = BTreeMap::new();
    // Half of the grids begin with a row of headers, or little would be found.
    let (rows, columns, headed) = (2 + bytes.below(10), 2 + bytes.below(8), bytes.below(2) == 0);
    for row in 0..rows {
        for column in 0..columns {
            let pick = bytes.one();
            let text = match (headed, row) {
                (true, 0) => WORDS[usize::from(pick) % 10],
                _ => word(pick),
            };
            texts.insert((row, column), text);
        }
    }
    let cells = texts.iter().filter(|(_, text)| !text.is_empty()).map(|((row, column), text)| Cell {
        address: Address::new(*row, *column),
        value: Value::Text((*text).to_owned()),
        formula: false,
    });
    let mut sheet = Sheet::new("票", cells.collect());
    let at = |bytes: &mut Bytes<'_>| Address::new(bytes.below(rows), bytes.below(columns));
    for _ in 0..bytes.below(4) {
        let first = at(&mut bytes);
        let last = Address::new(first.row + bytes.below(3), first.column + bytes.below(3));
        sheet.merges.push(Area::new(first, last));
    }
    for _ in 0..bytes.below(3) {
        sheet.hidden_rows.insert(bytes.below(rows));
        sheet.hidden_columns.insert(bytes.below(columns));
        sheet.struck.insert(at(&mut bytes), Strike::Whole);
        let cell = at(&mut bytes);
        sheet.comments.insert(cell, word(bytes.one()).to_owned());
    }
    let (hidden, struck) = (sheet.hidden_rows.clone(), sheet.struck.clone());
    let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
    let reading = read_foreign("x", &workbook, standard().expect("library"));
    for answer in reading.answers.iter().filter(|answer| answer.answer == Answer::Met) {
        assert!(!hidden.contains(&answer.question_cell.row), "met in a hidden row: {answer:?}");
        assert!(!struck.contains_key(&answer.cell), "met though struck: {answer:?}");
        let says =
            ["いいえ", "×", "△", "実施していません", "一部実施", "検討中", "予定", "別紙参照", "99.9%", "該当なし"];
        let own = texts.get(&(answer.cell.row, answer.cell.column)).copied().unwrap_or_default();
        assert!(!own.is_empty(), "met from nothing: {answer:?}");
        let legend = texts.values().any(|text| text.contains('=') || text.contains("非該当") || *text == "意味");
        let column = answer.written.contains('(');
        assert!(legend || column || !says.contains(&own), "{own}: {answer:?}");
    }
}
