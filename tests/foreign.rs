//! Sheets that are not ours, as text grids, and what they must be read as. A case is a folder under `tests/layouts`; its
//! expectation is written by hand from the meaning of the sheet.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

mod support;

use itaku::document::ReadingView;
use itaku::questionnaire::{Answer, ForeignReading, read_foreign};
use itaku::workbook::{
    Address, Area, Cell, CheckBox, Choices, Hue, Look, Sheet, Strike, Tick, Value, Visibility, Workbook,
};
use proptest::prelude::*;
use std::path::Path;

fn cell(row: u32, column: u32, text: &str) -> Cell {
    let (formula, text) = text.strip_prefix("f:").map_or((false, text), |text| (true, text));
    let value = match text.split_once(':') {
        Some(("n", number)) => Value::Number(number.parse().expect("number")),
        Some(("b", flag)) => Value::Bool(flag == "TRUE"),
        Some(("e", error)) => Value::Error(error.to_owned()),
        _ => Value::Text(text.replace("\\n", "\n")),
    };
    Cell { address: Address::new(row, column), value, formula }
}

fn at(address: &str) -> Address {
    Address::parse(address).expect("address")
}

fn look(how: &str) -> Look {
    let plain = Look::default();
    match how {
        "unseen" => Look { unseen: true, ..plain },
        "red" => Look { ink: Some(Hue::Red), ..plain },
        "blue" => Look { ink: Some(Hue::Blue), ..plain },
        "on-grey" => Look { ground: Some(Hue::Grey), ..plain },
        "on-yellow" => Look { ground: Some(Hue::Yellow), ..plain },
        _ => Look { bold: true, ..plain },
    }
}

/// `[name]` begins a sheet and `[hidden name]` a hidden one, `merge A1:B2` merges, `hidden 3` hides a row and `hidden C` a column,
/// `strike C2`, `look C2:C3 red`, `comment C2 text`, `drawn C2 text`, `printed text`, `list C2:C9 a,b` and `box C2 on label` say what else is on the sheet, `|` separates cells, a line of `|` alone is an empty row; lines beginning with `#` before the first sheet say what the case shows.
fn workbook(text: &str) -> Workbook {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let hidden = name.strip_prefix("hidden ");
            let mut sheet = Sheet::new(hidden.unwrap_or(name), Vec::new());
            sheet.visibility = if hidden.is_some() { Visibility::Hidden } else { Visibility::Visible };
            sheets.push(sheet);
            cells.push(Vec::new());
            row = 0;
            continue;
        }
        let (Some(sheet), Some(cells)) = (sheets.last_mut(), cells.last_mut()) else { continue };
        if let Some(area) = line.strip_prefix("merge ") {
            sheet.merges.extend(area.split(' ').map(|area| Area::parse(area).expect("area")));
        } else if let Some(number) = line.strip_prefix("hidden ") {
            match number.parse::<u32>() {
                Ok(row) => sheet.hidden_rows.insert(row - 1),
                Err(_) => sheet.hidden_columns.insert(at(&format!("{number}1")).column),
            };
        } else if let Some(address) = line.strip_prefix("strike ") {
            sheet.struck.insert(at(address), Strike::Whole);
        } else if let Some((area, how)) = line.strip_prefix("look ").and_then(|rest| rest.split_once(' ')) {
            let area = Area::parse(area).expect("area");
            let cells = (area.first.row..=area.last.row)
                .flat_map(|row| (area.first.column..=area.last.column).map(move |column| Address::new(row, column)));
            sheet.looks.extend(cells.map(|cell| (cell, look(how))));
        } else if let Some((address, text)) = line.strip_prefix("comment ").and_then(|rest| rest.split_once(' ')) {
            sheet.comments.insert(at(address), text.to_owned());
        } else if let Some((address, text)) = line.strip_prefix("drawn ").and_then(|rest| rest.split_once(' ')) {
            sheet.drawn.push((at(address), text.to_owned()));
        } else if let Some(text) = line.strip_prefix("printed ") {
            sheet.printed.push(text.to_owned());
        } else if let Some((area, words)) = line.strip_prefix("list ").and_then(|rest| rest.split_once(' ')) {
            let values = words.split(',').map(str::to_owned).collect();
            sheet.choices.push(Choices { areas: vec![Area::parse(area).expect("area")], values, ..Choices::default() });
        } else if let Some((address, rest)) = line.strip_prefix("box ").and_then(|rest| rest.split_once(' ')) {
            let (state, label) = rest.split_once(' ').unwrap_or((rest, ""));
            let tick = if state == "on" { Tick::On } else { Tick::Off };
            let cell = at(address);
            sheet.check_boxes.push(CheckBox { cell, area: cell.into(), label: label.to_owned(), tick });
        } else {
            let filled = line.split('|').enumerate().filter(|(_, text)| !text.is_empty());
            cells.extend(filled.map(|(column, text)| cell(row, u32::try_from(column).expect("few"), text)));
            row += 1;
        }
    }
    let all = sheets.into_iter().zip(cells).map(|(shell, cells)| {
        let mut sheet = Sheet::new(&shell.name, cells);
        (sheet.merges, sheet.hidden_rows, sheet.visibility) = (shell.merges, shell.hidden_rows, shell.visibility);
        (sheet.hidden_columns, sheet.struck, sheet.comments) = (shell.hidden_columns, shell.struck, shell.comments);
        (sheet.choices, sheet.check_boxes, sheet.looks) = (shell.choices, shell.check_boxes, shell.looks);
        (sheet.drawn, sheet.printed) = (shell.drawn, shell.printed);
        sheet
    });
    Workbook { sheets: all.collect(), ..Workbook::default() }
}

fn read(workbook: &Workbook) -> ForeignReading {
    read_foreign("x.xlsx", workbook, support::library())
}

/// One line per answer: place, id, section, question, answer; then what was left and what is in doubt.
fn shown(reading: &ForeignReading) -> String {
    let mut lines: Vec<String> = reading
        .answers
        .iter()
        .map(|a| {
            let under = if a.category.is_empty() { String::new() } else { format!("<{}>", a.category.join(">")) };
            let mut line = format!(
                "{}!{} {} {} {under}{}@{}",
                a.sheet,
                a.cell,
                a.answer.label(),
                a.id.as_deref().unwrap_or("-"),
                a.question.replace('\n', "\\n"),
                a.question_cell
            );
            for (sign, text) in [("補", &a.remark), ("証", &a.evidence_written)] {
                if !text.is_empty() {
                    line += &format!(" {sign}「{}」", text.replace('\n', "\\n"));
                }
            }
            line
        })
        .collect();
    lines.extend(reading.unread.iter().map(|unread| format!("未読 {}!{}", unread.sheet, unread.range)));
    lines.extend(
        reading.tables.iter().filter(|table| table.doubt.is_some()).map(|table| format!("疑い {}", table.sheet)),
    );
    let told = ["foreign-hidden-sheet", "foreign-question-repeated", "foreign-no-table"];
    lines.extend(
        reading.diagnostics.iter().filter(|d| told.contains(&d.code.id)).map(|d| format!("告知 {}", d.code.id)),
    );
    lines.join("\n")
}

#[test]
fn every_layout_is_read_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    cases.sort();
    assert!(cases.len() >= 40, "the cases are gone");
    let mut failed = String::new();
    for case in cases {
        let text = std::fs::read_to_string(case.join("sheet.txt")).expect("sheet.txt");
        assert!(text.starts_with("# "), "{} does not say what it shows", case.display());
        let found = read(&workbook(&text));
        let wanted = std::fs::read_to_string(case.join("expected.txt")).expect("expected.txt");
        if shown(&found) != wanted.trim_end() {
            let why: Vec<String> = found.answers.iter().filter_map(|a| a.why.clone()).collect();
            failed += &format!(
                "\n=== {}\n--- wanted\n{}\n--- found\n{}\n--- why {why:?}\n{:?}\n",
                case.display(),
                wanted.trim_end(),
                shown(&found),
                found.tables
            );
        }
        for table in &found.tables {
            assert!(!table.notes.is_empty(), "{} explains nothing", case.display());
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

const QUESTIONS: [&str; 8] = [
    "責任者を定めていますか",
    "規程を整備していますか",
    "研修を毎年実施していますか",
    "入退室を記録していますか",
    "通信を暗号化していますか",
    "ログを保存していますか",
    "脆弱性診断を実施していますか",
    "媒体の台帳を備えていますか",
];
/// Words with what was meant by them.
const WORDS: [(&str, Answer); 22] = [
    ("はい", Answer::Met),
    ("○", Answer::Met),
    ("実施しています", Answer::Met),
    ("対応済み", Answer::Met),
    ("Yes", Answer::Met),
    ("いいえ", Answer::Unmet),
    ("×", Answer::Unmet),
    ("実施していません", Answer::Unmet),
    ("未対応", Answer::Unmet),
    ("No", Answer::Unmet),
    ("△", Answer::Partial),
    ("一部実施", Answer::Partial),
    ("検討中", Answer::Planned),
    ("今後対応予定です", Answer::Planned),
    ("該当なし", Answer::NotApplicable),
    ("非公開", Answer::Undisclosed),
    ("別紙参照", Answer::Unclear),
    ("99.9%", Answer::Unclear),
    ("はい/いいえ", Answer::Unclear),
    ("実施していると思います", Answer::Unclear),
    ("はい(本社のみ)", Answer::Partial),
    ("", Answer::Unanswered),
];

#[derive(Clone, Debug)]
struct Made {
    rows: Vec<(usize, usize, usize, usize)>,
    order: Vec<usize>,
    top: u32,
    left: u32,
    titled: bool,
    sections: bool,
    choice: bool,
}

const KINDS: [&str; 6] = ["No", "設問", "回答", "前年度回答", "審査結果", "備考"];

fn made() -> impl Strategy<Value = Made> {
    let rows = prop::collection::vec((0..QUESTIONS.len(), 0..WORDS.len(), 0..WORDS.len(), 0..WORDS.len()), 1..9);
    let order = Just((0..KINDS.len()).collect::<Vec<_>>()).prop_shuffle();
    (rows, order, 0..4u32, 0..3u32, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(rows, order, top, left, titled, sections, choice)| Made { rows, order, top, left, titled, sections, choice },
    )
}

/// A sheet and, by the text of its question, what was meant by each answer.
fn sheet(made: &Made) -> (Sheet, Vec<(String, Answer)>) {
    let mut cells = Vec::new();
    let mut row = made.top;
    let mut put = |row: u32, column: u32, text: &str| {
        if !text.is_empty() {
            cells.push(cell(row, made.left + column, text));
        }
    };
    if made.titled {
        put(row, 0, "情報セキュリティ調査票");
        row += 2;
    }
    let mut column = 0;
    let mut places = Vec::new();
    for kind in &made.order {
        places.push((*kind, column));
        let choices = made.choice && KINDS[*kind] == "回答";
        if choices {
            for (at, word) in ["はい", "いいえ", "該当なし"].iter().enumerate() {
                put(row, column + u32::try_from(at).expect("few"), word);
            }
        } else {
            put(row, column, KINDS[*kind]);
        }
        column += if choices { 3 } else { 1 };
    }
    row += 1;
    let mut meant = Vec::new();
    for (index, (question, own, old, review)) in made.rows.iter().enumerate() {
        let text = format!("{}({index})", QUESTIONS[*question]);
        if made.sections && index == 0 {
            let at = places.iter().find(|(kind, _)| KINDS[*kind] == "設問").expect("question").1;
            put(row, at, "【組織】");
            row += 1;
        }
        for (kind, column) in &places {
            match KINDS[*kind] {
                "No" => put(row, *column, &format!("{}-{}", 1, index + 1)),
                "設問" => put(row, *column, &text),
                "回答" if made.choice => {
                    let ticked = match WORDS[*own].1 {
                        Answer::Met => Some(0),
                        Answer::Unmet => Some(1),
                        Answer::NotApplicable => Some(2),
                        _ => None,
                    };
                    if let Some(at) = ticked {
                        put(row, *column + at, "○");
                    }
                }
                "回答" => put(row, *column, WORDS[*own].0),
                "前年度回答" => put(row, *column, WORDS[*old].0),
                "審査結果" => put(row, *column, WORDS[*review].0),
                _ => {}
            }
        }
        // What the reviewer has found takes a good answer back; a number is no finding.
        let cleared = [Answer::Met, Answer::NotApplicable, Answer::Undisclosed, Answer::Unanswered];
        let objected = !cleared.contains(&WORDS[*review].1) && WORDS[*review].0 != "99.9%";
        let wanted = if objected && WORDS[*own].1 == Answer::Met { Answer::Unclear } else { WORDS[*own].1 };
        meant.push((text, wanted));
        row += 1;
    }
    (Sheet::new("票", cells), meant)
}

fn moved(
    sheet: &Sheet,
    name: &str,
    rows: impl Fn(u32) -> u32,
    columns: impl Fn(u32) -> u32,
    text: impl Fn(&str) -> String,
) -> Sheet {
    let cells = sheet.cells().iter().map(|cell| Cell {
        address: Address::new(rows(cell.address.row), columns(cell.address.column)),
        value: match &cell.value {
            Value::Text(written) => Value::Text(text(written)),
            other => other.clone(),
        },
        formula: cell.formula,
    });
    Sheet::new(name, cells.collect())
}

fn said(sheet: Sheet) -> Vec<Answer> {
    read(&Workbook { sheets: vec![sheet], ..Workbook::default() }).answers.iter().map(|answer| answer.answer).collect()
}

/// ASCII to its full-width form.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| ('!'..='~').contains(&c)).unwrap_or(c))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("FOREIGN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(150), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_met_that_was_not_meant_so(made in made()) {
        let (sheet, meant) = sheet(&made);
        let reading = read(&Workbook { sheets: vec![sheet], ..Workbook::default() });
        for answer in &reading.answers {
            let wanted = meant.iter().find(|(text, _)| *text == answer.question).map(|(_, answer)| *answer);
            prop_assert!(answer.answer != Answer::Met || wanted == Some(Answer::Met), "{answer:?} {wanted:?}");
        }
    }

    #[test]
    fn a_generated_sheet_is_read_in_full(made in made()) {
        let (sheet, meant) = sheet(&made);
        let reading = read(&Workbook { sheets: vec![sheet], ..Workbook::default() });
        for (text, wanted) in meant {
            let found = reading.answers.iter().find(|answer| answer.question == text);
            let chosen = made.rows.iter().enumerate().any(|(at, (question, own, _, _))| {
                text == format!("{}({at})", QUESTIONS[*question])
                    && matches!(WORDS[*own].1, Answer::Met | Answer::Unmet | Answer::NotApplicable)
            });
            let blank = made.choice && !chosen;
            let wanted = if blank { Answer::Unanswered } else { wanted };
            prop_assert_eq!(found.map(|answer| answer.answer), Some(wanted), "{:?}", reading);
        }
    }

    #[test]
    fn place_name_and_width_do_not_matter(made in made(), down in 0..40u32, right in 0..30u32, at in 0..12u32) {
        let (sheet, _) = sheet(&made);
        let before = said(sheet.clone());
        prop_assert_eq!(&before, &said(moved(&sheet, "別名", |row| row + down, |column| column + right, str::to_owned)));
        prop_assert_eq!(&before, &said(moved(&sheet, "票", |row| row, |column| column + u32::from(column >= at), str::to_owned)));
        let head = sheet.cells().iter().find(|cell| KINDS.contains(&cell.value.written().as_str())).map_or(0, |cell| cell.address.row);
        prop_assert_eq!(&before, &said(moved(&sheet, "票", |row| row + u32::from(row > head + at), |column| column, str::to_owned)));
        prop_assert_eq!(&before, &said(moved(&sheet, "票", |row| row, |column| column, wide)));
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(made in made(), order in any::<u64>()) {
        let (sheet, meant) = sheet(&Made { sections: false, ..made.clone() });
        let head = sheet.cells().iter().find(|cell| KINDS.contains(&cell.value.written().as_str())).map_or(0, |cell| cell.address.row);
        let count = u32::try_from(meant.len()).expect("few");
        // A turn and a mirror reach orders enough.
        let turn = u32::try_from(order % u64::from(count)).expect("few");
        let placed = |row: u32| match row.checked_sub(head + 1) {
            Some(at) if order % 2 == 0 => head + 1 + (at + turn) % count,
            Some(at) => head + 1 + (count - 1 - at),
            None => row,
        };
        let by_question = |sheet: Sheet| {
            let reading = read(&Workbook { sheets: vec![sheet], ..Workbook::default() });
            reading.answers.into_iter().map(|answer| (answer.question, answer.answer)).collect::<std::collections::BTreeMap<_, _>>()
        };
        prop_assert_eq!(by_question(sheet.clone()), by_question(moved(&sheet, "票", placed, |column| column, str::to_owned)));
    }

    #[test]
    fn a_chaotic_sheet_neither_panics_nor_invents(cells in prop::collection::vec((0..12u32, 0..8u32, 0..40usize), 0..60), merges in prop::collection::vec((0..12u32, 0..8u32, 0..3u32, 0..4u32), 0..8)) {
        let text = |pick: usize| KINDS.get(pick).copied().or_else(|| WORDS.get(pick.wrapping_sub(6)).map(|word| word.0)).or_else(|| QUESTIONS.get(pick.wrapping_sub(28)).copied()).unwrap_or("※注");
        let mut taken = std::collections::BTreeMap::new();
        cells.iter().for_each(|(row, column, pick)| { taken.insert((*row, *column), text(*pick)); });
        let mut sheet = Sheet::new("票", taken.iter().filter(|(_, text)| !text.is_empty()).map(|((row, column), text)| cell(*row, *column, text)).collect());
        sheet.merges = merges.iter().map(|(row, column, down, right)| Area::new(Address::new(*row, *column), Address::new(row + down, column + right))).collect();
        let reading = read(&Workbook { sheets: vec![sheet], ..Workbook::default() });
        for answer in reading.answers.iter().filter(|answer| answer.answer == Answer::Met) {
            prop_assert!(taken.values().any(|text| answer.written.starts_with(text)), "{answer:?}");
        }
    }
}

#[test]
fn what_vendors_write_is_met_only_where_it_says_so() {
    let cases: Vec<[&str; 3]> = include_str!("foreign_answers.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect("three columns"))
        .collect();
    assert!(cases.len() >= 800);
    let mut cells: Vec<Cell> = ["No", "確認事項", "回答", "備考"].iter().zip(0..).map(|(t, c)| cell(0, c, t)).collect();
    for ((written, remark, _), row) in cases.iter().map(|[w, r, t]| (w, r, t)).zip(1..) {
        let texts =
            [row.to_string(), format!("台帳を整備していますか({row})"), (*written).to_owned(), (*remark).to_owned()];
        let filled = texts.iter().zip(0..).filter(|(text, _)| !text.is_empty());
        cells.extend(filled.map(|(text, column)| cell(row, column, text)));
    }
    let reading = read(&Workbook { sheets: vec![Sheet::new("票", cells)], ..Workbook::default() });
    let mut wrong = String::new();
    for ([written, remark, truth], row) in cases.iter().zip(1..) {
        let found = reading.answers.iter().find(|answer| answer.question_cell.row == row).expect("answer");
        if (found.answer == Answer::Met) != (*truth == "met") {
            wrong += &format!("「{written}」「{remark}」: {} {:?}\n", found.answer.label(), found.why);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A sheet with all that is on it somewhere else, under another name, in other characters.
fn carried(
    sheet: &Sheet,
    name: &str,
    rows: &dyn Fn(u32) -> u32,
    columns: &dyn Fn(u32) -> u32,
    text: &dyn Fn(&str) -> String,
) -> Sheet {
    let place = |at: Address| Address::new(rows(at.row), columns(at.column));
    let area = |area: Area| Area::new(place(area.first), place(area.last));
    let mut carried = moved(sheet, name, rows, columns, text);
    carried.visibility = sheet.visibility;
    carried.merges = sheet.merges.iter().copied().map(area).collect();
    carried.hidden_rows = sheet.hidden_rows.iter().copied().map(rows).collect();
    carried.hidden_columns = sheet.hidden_columns.iter().copied().map(columns).collect();
    carried.struck = sheet.struck.iter().map(|(at, strike)| (place(*at), *strike)).collect();
    carried.looks = sheet.looks.iter().map(|(at, look)| (place(*at), *look)).collect();
    carried.comments = sheet.comments.iter().map(|(at, comment)| (place(*at), comment.clone())).collect();
    let choices = sheet.choices.iter().cloned();
    carried.choices =
        choices.map(|list| Choices { areas: list.areas.iter().copied().map(area).collect(), ..list }).collect();
    carried.drawn = sheet.drawn.iter().map(|(at, said)| (place(*at), said.clone())).collect();
    carried.printed.clone_from(&sheet.printed);
    let boxes = sheet.check_boxes.iter().cloned();
    carried.check_boxes =
        boxes.map(|found| CheckBox { cell: place(found.cell), area: area(found.area), ..found }).collect();
    carried
}

#[test]
fn every_layout_is_read_alike_wherever_it_stands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    cases.sort();
    let mut wrong = String::new();
    for case in cases {
        let text = std::fs::read_to_string(case.join("sheet.txt")).expect("sheet.txt");
        let workbook = workbook(&text);
        let answers =
            |workbook: &Workbook| -> Vec<Answer> { read(workbook).answers.iter().map(|a| a.answer).collect() };
        let before = answers(&workbook);
        let mut tried = |what: &str, change: &dyn Fn(usize, &Sheet) -> Sheet| {
            let sheets = workbook.sheets.iter().enumerate().map(|(at, sheet)| change(at, sheet)).collect();
            let after = answers(&Workbook { sheets, ..Workbook::default() });
            if before != after {
                wrong += &format!("{} {what}: {before:?} {after:?}\n", case.display());
            }
        };
        let (same, kept) = (|at: u32| at, str::to_owned);
        // What a sheet is called matters only where its name says that it is an example or another year's.
        if !case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("sheet-named")) {
            tried("renamed", &|at, sheet| carried(sheet, &format!("別名{at}"), &same, &same, &kept));
        }
        tried("further down and right", &|_, sheet| {
            carried(sheet, &sheet.name, &|row| row + 5, &|column| column + 30, &kept)
        });
        tried("widened", &|_, sheet| carried(sheet, &sheet.name, &same, &same, &wide));
        tried("with a blank column before all", &|_, sheet| {
            carried(sheet, &sheet.name, &same, &|column| column + 1, &kept)
        });
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_view_has_the_shape_of_our_own_readings() {
    let reading = read(&workbook("[票]\nNo|設問|回答\n1|規程がありますか|はい\n|研修をしていますか|いいえ"));
    let view = serde_json::to_value(ReadingView::foreign(&reading, &[], None)).expect("json");
    assert_eq!(view["schema"], "reading/1");
    assert!(view["form"].is_null());
    assert_eq!((view["answers"][0]["cell"].as_str(), view["answers"][0]["answer"].as_str()), (Some("C2"), Some("met")));
    assert_eq!(view["answers"][0]["requirements"], serde_json::json!([]));
    assert!(view["answers"][1]["id"].is_null());
}

/// Run with `--release` for the number; the bound here only catches what grows with the square.
#[test]
fn five_thousand_rows_cost_little() {
    let mut cells: Vec<Cell> = KINDS.iter().zip(0..).map(|(kind, column)| cell(0, column, kind)).collect();
    for row in 1..=5000 {
        let texts = [
            row.to_string(),
            format!("{}({row})", QUESTIONS[row as usize % 8]),
            WORDS[row as usize % 22].0.to_owned(),
            "はい".to_owned(),
            "○".to_owned(),
            "規程第3条による".to_owned(),
        ];
        cells.extend(
            texts.iter().zip(0..).filter(|(text, _)| !text.is_empty()).map(|(text, column)| cell(row, column, text)),
        );
    }
    let workbook = Workbook { sheets: vec![Sheet::new("票", cells)], ..Workbook::default() };
    let start = std::time::Instant::now();
    let reading = read(&workbook);
    eprintln!("5,000 rows: {:?}", start.elapsed());
    assert_eq!(reading.answers.len(), 5000);
    assert!(start.elapsed().as_secs() < 30);
}
