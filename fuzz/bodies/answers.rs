//! Any text as an answer with any text as its remark: no panic; a text that denies, limits or puts off is never met, and the same
//! text in full width says the same.
use itaku::questionnaire::{Answer, read_foreign, standard};
use itaku::workbook::{Address, Cell, Sheet, Value, Workbook};

const PIECES: [&str; 48] = [
    "はい",
    "いいえ",
    "実施",
    "対応",
    "整備",
    "しています",
    "していません",
    "していない",
    "している",
    "済み",
    "未",
    "一部",
    "のみ",
    "を除く",
    "予定",
    "検討中",
    "来年度",
    "令和9年4月",
    "から",
    "原則",
    "場合があります",
    "規程",
    "第3条",
    "に基づき",
    "全社で",
    "○",
    "×",
    "△",
    "(",
    ")",
    "。",
    "、",
    "Yes",
    "No",
    "not",
    "only",
    "partially",
    "planned",
    "N/A",
    "別紙参照",
    "※1",
    "☑",
    "□",
    "ではない",
    "わけではありません",
    "できません",
    " ",
    "\n",
];
/// Whatever stands around them, these keep an answer from being met.
const AGAINST: [&str; 11] = [
    "いいえ",
    "していません",
    "していない",
    "を除く",
    "検討中",
    "来年度",
    "できません",
    "×",
    "別紙参照",
    "場合があります",
    "partially",
];

fn text(picks: &[u8]) -> String {
    picks.iter().take(8).map(|pick| PIECES[usize::from(*pick) % PIECES.len()]).collect()
}

fn read(answer: &str, remark: &str) -> Answer {
    let cell = |row, column, text: &str| Cell {
        address: Address::new(row, column),
        value: Value::Text(text.to_owned()),
        formula: false,
    };
    let mut cells: Vec<Cell> = ["番号", "設問", "回答", "備考"].iter().zip(0..).map(|(t, c)| cell(0, c, t)).collect();
    for (row, (answer, remark)) in (1..).zip([(answer, remark), ("はい", ""), ("いいえ", "")]) {
        cells.push(cell(row, 0, &row.to_string()));
        cells.push(cell(row, 1, "情報資産の台帳を整備していますか"));
        cells.push(cell(row, 2, answer));
        cells.push(cell(row, 3, remark));
    }
    cells.retain(|cell| !cell.value.is_blank());
    let workbook = Workbook { sheets: vec![Sheet::new("票", cells)], ..Workbook::default() };
    let reading = read_foreign("x", &workbook, standard().expect("library"));
    let found = reading.answers.iter().find(|answer| answer.question_cell == Address::new(1, 1));
    found.map_or(Answer::Unclear, |answer| answer.answer)
}

/// Eight bytes of answer, eight of remark, the rest as it is.
pub fn run(bytes: &[u8]) {
    let (first, rest) = bytes.split_at(bytes.len().min(8));
    let (second, free) = rest.split_at(rest.len().min(8));
    let (answer, remark, free) = (text(first), text(second), String::from_utf8_lossy(free));
    let read_as = read(&answer, &remark);
    if read_as == Answer::Met {
        // Of boxes only the ticked one speaks.
        let boxed = answer.contains('□') || answer.contains('☑');
        let word = AGAINST.iter().find(|word| remark.contains(*word) || (!boxed && answer.contains(*word)));
        assert!(word.is_none(), "met in spite of {word:?}: {answer:?} / {remark:?}");
    }
    let _ = read(&free, &answer);
    let _ = read(&answer, &free);
}
