//! Lists that offices keep, as text grids, and what they must be read as. A case is a folder under `tests/rosters`; what is expected was
//! checked by hand against the meaning of the sheet.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

mod support;

use itaku::register::{Contract, Draft, RecordKind, Register, Standing, Vendor};
use itaku::roster::{Change, Field, Plan, Roster, RosterRow, Said, plan, read};
use itaku::workbook::{Address, Area, Cell, Sheet, Strike, Value, Visibility, Workbook};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::path::Path;

const ON: Date = date(2026, 11, 21);

fn cell(row: u32, column: u32, text: &str) -> Cell {
    let value = match text.split_once(':') {
        Some(("n", number)) => Value::Number(number.parse().expect("number")),
        Some(("d", day)) => Value::Date(day.to_owned()),
        _ => Value::Text(text.replace("\\n", "\n")),
    };
    Cell { address: Address::new(row, column), value, formula: false }
}

/// `[name]` begins a sheet and `[hidden name]` a hidden one, `merge A1:B2` merges, `hidden 3` hides a row, `strike C2` strikes a cell, `n:`
/// is a number and `d:` a date; lines beginning with `#` before the first sheet say what the case shows.
fn workbook(text: &str) -> Workbook {
    let mut sheets: Vec<(Sheet, Vec<Cell>, u32)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let hidden = name.strip_prefix("hidden ");
            let mut sheet = Sheet::new(hidden.unwrap_or(name), Vec::new());
            sheet.visibility = if hidden.is_some() { Visibility::Hidden } else { Visibility::Visible };
            sheets.push((sheet, Vec::new(), 0));
            continue;
        }
        let Some((sheet, cells, row)) = sheets.last_mut() else { continue };
        if let Some(areas) = line.strip_prefix("merge ") {
            sheet.merges.extend(areas.split(' ').map(|area| Area::parse(area).expect("area")));
        } else if let Some(number) = line.strip_prefix("hidden ") {
            sheet.hidden_rows.insert(number.parse::<u32>().expect("row") - 1);
        } else if let Some(address) = line.strip_prefix("strike ") {
            sheet.struck.insert(Address::parse(address).expect("address"), Strike::Whole);
        } else {
            let filled = line.split('|').enumerate().filter(|(_, text)| !text.is_empty());
            cells.extend(filled.map(|(column, text)| cell(*row, u32::try_from(column).expect("few"), text)));
            *row += 1;
        }
    }
    let all = sheets.into_iter().map(|(shell, cells, _)| {
        let mut sheet = Sheet::new(&shell.name, cells);
        (sheet.merges, sheet.hidden_rows, sheet.visibility) = (shell.merges, shell.hidden_rows, shell.visibility);
        sheet.struck = shell.struck;
        sheet
    });
    Workbook { sheets: all.collect(), ..Workbook::default() }
}

fn told_row(row: &RosterRow) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let fields = [
        ("相手方", row.vendor.clone()),
        ("法人番号", row.corporate_number.clone()),
        ("所在地", row.head_office.clone()),
        ("番号", row.number.clone()),
        ("件名", row.title.clone()),
        ("種別", row.category.clone()),
        ("分類", row.class.clone()),
        ("個人情報", row.personal_information.map(|yes| yes.to_string()).unwrap_or_default()),
        ("始", day(row.start)),
        ("終", day(row.end)),
        ("円", row.amount.map(|amount| amount.to_string()).unwrap_or_default()),
        ("所管", row.department.clone()),
        ("再委託先", row.subcontractors.join("、")),
        ("サービス", row.service.clone()),
        ("アカウント", row.account.clone()),
        ("管理者", row.administrator.clone()),
        ("承認", day(row.approved)),
        ("見直し", day(row.review)),
    ];
    let told: Vec<String> =
        fields.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}={text}")).collect();
    format!("{} {}", row.at, told.join(" "))
}

/// The lists with their columns and rows, then what was told.
fn shown(roster: &Roster) -> String {
    let mut lines = Vec::new();
    for table in &roster.tables {
        let used = table.columns.iter().filter(|column| !matches!(column.field, Field::Left | Field::Unknown));
        let columns: Vec<String> = used.map(|column| format!("{}={}", column.place, column.field.label())).collect();
        lines.push(format!("〔{}〕{} {}", table.sheet, table.kind.label(), columns.join(" ")));
        lines.extend(table.rows.iter().map(told_row));
    }
    lines.extend(roster.diagnostics.iter().map(|told| format!("{} {}", told.code.id, told.sentence)));
    lines.join("\n") + "\n"
}

#[test]
fn every_list_is_read_as_its_folder_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 15);
    let mut wrong = Vec::new();
    for case in names {
        let text = std::fs::read_to_string(case.join("sheet.txt")).unwrap();
        let found = shown(&read("一覧.xlsx", &workbook(&text), &Said::default()));
        let file = case.join("expected.txt");
        if std::env::var_os("ITAKU_BLESS").is_some() {
            std::fs::write(&file, &found).unwrap();
        } else if std::fs::read_to_string(&file).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
