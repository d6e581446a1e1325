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

use itaku::register::{Contract, Draft, Held, RecordKind, Register, Standing, Vendor};
use itaku::roster::{Change, Field, Plan, Roster, RosterCertificate, RosterRow, Said, plan, read};
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
        ("認証", row.certificates.iter().map(told_certificate).collect::<Vec<_>>().join("／")),
    ];
    let told: Vec<String> =
        fields.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}={text}")).collect();
    format!("{} {}", row.at, told.join(" "))
}

fn told_certificate(held: &RosterCertificate) -> String {
    let expires = held.expires.map(|day| format!("～{day}")).unwrap_or_default();
    let parts = [&held.scheme, &held.number, &held.scope, &held.edition, &expires];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("・")
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

fn told<T>(result: Result<T, Box<itaku::diagnostic::Diagnostic>>) -> T {
    result.unwrap_or_else(|fault| panic!("{fault}"))
}

/// Takes a list into a register, and says what it did.
fn taken(register: &mut Register, text: &str) -> Plan {
    let roster = read("一覧.xlsx", &workbook(text), &Said::default());
    let standing = told(Standing::of(register));
    let plan = told(plan(&roster, &standing, &support::workspace("yuzawa")));
    told(register.append(&plan.drafts(), "総務課", ON));
    plan
}

fn register(folder: &tempfile::TempDir) -> Register {
    told(Register::open(folder.path().join("register.sqlite").to_str().unwrap(), "湯沢町"))
}

const LIST: &str = "[一覧]\n件名|相手方|法人番号|契約期間|金額\n架空業務|㈱かくう|7123456789012|R7.4.1～R8.3.31|1,000\n清掃|有限会社かえで||R7.4.1～R8.3.31|2,000\n";

#[test]
fn a_list_that_is_imported_again_adds_nothing_and_a_changed_one_corrects() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    assert_eq!(taken(&mut register, LIST).counts(), [4, 0, 0]);
    let count = told(register.entries()).len();
    assert_eq!(taken(&mut register, LIST).counts(), [0, 0, 4]);
    assert_eq!(told(register.entries()).len(), count);
    // Another spelling of the same name is the same vendor; a blank takes nothing away; a new end is a correction.
    let changed = "[一覧]\n件名|相手方|法人番号|契約期間|金額\n架空業務|株式会社　かくう||R7.4.1～R9.3.31|\n";
    let plan = taken(&mut register, changed);
    assert_eq!(plan.counts(), [0, 1, 1]);
    let change = plan.steps.iter().find(|step| step.change != Change::Same).unwrap();
    let expected = ("end".to_owned(), "2026-03-31".to_owned(), "2027-03-31".to_owned());
    assert_eq!(change.change, Change::Corrected(vec![expected]));
    let entries = told(register.entries());
    let last = entries.last().unwrap();
    assert!(entries.iter().any(|entry| entry.hash == last.corrects), "the correction names what it corrects");
    let vendors: Vec<Vendor> = told(register.all());
    assert_eq!(
        vendors.iter().map(|vendor| vendor.corporate_number.as_str()).collect::<Vec<_>>(),
        ["7123456789012", ""]
    );
    assert_eq!(told(register.all::<Contract>())[0].amount, Some(1_000));
    assert!(told(register.verify(None)).faults.is_empty());
}

#[test]
fn what_contradicts_the_register_is_left_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    taken(&mut register, LIST);
    let count = told(register.entries()).len();
    for (row, word) in [
        ("架空業務|株式会社かくう|2000012345678|R7.4.1～R8.3.31|", "別の法人"),
        ("別の業務|株式会社べつ|7123456789012|R7.4.1～R8.3.31|", "名前が変わったか"),
    ] {
        let plan = taken(&mut register, &format!("[一覧]\n件名|相手方|法人番号|契約期間|金額\n{row}\n"));
        assert!(
            plan.diagnostics.iter().any(|told| told.code.id == "roster-not-taken" && told.sentence.contains(word)),
            "{row}"
        );
    }
    let twice = "[一覧]\n件名|相手方|契約期間|金額\n警備|株式会社みまもり|R7.4.1～R8.3.31|1\n警備|株式会社みまもり|R7.4.1～R8.3.31|2\n";
    let plan = taken(&mut register, twice);
    assert_eq!(plan.diagnostics.len(), 1);
    assert_eq!(
        told(register.entries()).len(),
        count + 2,
        "the first of two rows that contradict each other, with its vendor"
    );
}

#[test]
fn a_case_of_the_settings_is_the_same_contract_and_keeps_what_the_list_added() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    let workspace = support::workspace("yuzawa");
    let case = &workspace.cases[0];
    let list = format!("[一覧]\n件名|相手方|始期|金額\n{}|株式会社かくう|{}|5,000\n", case.title, case.start);
    taken(&mut register, &list);
    let contract: Contract = told(register.find(case.id.as_str())).expect("the settings' case");
    assert_eq!((contract.vendor.as_str(), contract.amount), ("株式会社かくう", Some(5_000)));
    let again = Contract::of_case(case, Some(&contract));
    assert_eq!((again.vendor.as_str(), again.amount, again.start), ("株式会社かくう", Some(5_000), Some(case.start)));
    assert_eq!(told(register.append(&[told(Draft::of(&again))], "総務課", ON)), 1, "the settings say the rest");
    assert_eq!(told(register.append(&[told(Draft::of(&again))], "総務課", ON)), 0);
}

/// One case may have several vendors, and one number two: each keeps its contract, in whatever order the list comes again.
#[test]
fn two_vendors_of_one_case_both_have_their_contract() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    let workspace = support::workspace("yuzawa");
    let case = &workspace.cases[0];
    let row = |vendor: &str| format!("{}|{vendor}|{}|\n", case.title, case.start);
    let list = |rows: &[String]| format!("[一覧]\n件名|相手方|始期|契約番号\n{}", rows.concat());
    let numbered = |vendor: &str| format!("点検|{vendor}|2025-04-01|7-1\n");
    let rows = [row("株式会社かくう"), row("有限会社かえで"), numbered("株式会社みまもり"), numbered("株式会社さくら")];
    let plan = taken(&mut register, &list(&rows));
    assert!(plan.diagnostics.iter().all(|told| told.code.id == "roster-look-again"), "{:?}", plan.diagnostics);
    let told_of = |word: &str| plan.diagnostics.iter().any(|told| told.sentence.contains(word));
    assert!(told_of("「株式会社かくう」と「有限会社かえで」") && told_of("契約番号"), "{:?}", plan.diagnostics);
    let contracts: Vec<Contract> = told(register.all());
    assert_eq!(contracts.len(), 4);
    assert_eq!(
        contracts.iter().filter(|one| one.case == case.id.as_str() || one.within == case.id.as_str()).count(),
        2
    );
    let mut turned = rows.to_vec();
    turned.reverse();
    assert_eq!(taken(&mut register, &list(&turned)).counts()[..2], [0, 0]);
    assert_eq!(taken(&mut register, &list(&rows[1..2])).counts()[..2], [0, 0]);
}

/// The day after its end a contract of the list is due to be returned and deleted, until that is recorded.
#[test]
fn a_contract_of_the_list_that_has_ended_is_due_for_deletion() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    taken(&mut register, LIST);
    let workspace = support::workspace("yuzawa");
    let deletions = |register: &mut Register, on: Date| -> Vec<String> {
        let standing = told(Standing::of(register));
        let list = itaku::register::due(&standing, &workspace, support::catalogue(), on, date(2030, 1, 1));
        let of = list.into_iter().filter(|due| due.kind == itaku::register::DueKind::Deletion);
        of.map(|due| due.vendor).filter(|vendor| vendor.contains("かくう")).collect()
    };
    assert!(deletions(&mut register, date(2026, 3, 31)).is_empty());
    assert_eq!(deletions(&mut register, date(2026, 4, 1)), ["株式会社かくう"]);
    let contract: Contract = told(register.all::<Contract>()).remove(0);
    let done = itaku::register::Deletion {
        case: contract.case,
        vendor: contract.vendor,
        done: date(2026, 4, 10),
        proof: "消去証明書".to_owned(),
    };
    told(register.append(&[told(Draft::of(&done))], "総務課", ON));
    assert!(deletions(&mut register, date(2026, 5, 1)).is_empty());
}

#[test]
fn certificates_are_recorded_and_a_list_of_next_year_corrects_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    let list = |number: &str, end: &str| {
        format!(
            "[委託先]\n委託先名|ISMS|ISMS登録番号|ISMS有効期限\n株式会社かくう|○|{number}|{end}\n有限会社かえで|なし||\n"
        )
    };
    taken(&mut register, &list("IS 612345", "R9.3.31"));
    let held: Vec<Held> = told(register.all());
    assert_eq!(held.len(), 1, "what is not held is not recorded");
    assert_eq!((held[0].number.as_str(), held[0].expires), ("IS 612345", Some(date(2027, 3, 31))));
    assert_eq!(taken(&mut register, &list("IS 612345", "R9.3.31")).counts()[..2], [0, 0]);
    // A row that moved is no news; a blank takes nothing away.
    let moved = list("", "").replace("株式会社かくう", "株式会社うえ|||\n株式会社かくう");
    let plan = taken(&mut register, &moved);
    assert!(plan.steps.iter().all(|step| step.kind != "認証" || step.change == Change::Same));
    let plan = taken(&mut register, &list("IS 612345", "R8.3.31"));
    assert!(plan.diagnostics.iter().any(|told| told.sentence.contains("早くなります")));
    assert_eq!(told(register.all::<Held>())[0].expires, Some(date(2026, 3, 31)));
}

#[test]
fn columns_can_be_said() {
    let text = "[Sheet1]\n件名|委託先業者|契約先業者\n清掃|株式会社いち|株式会社に\n";
    let said = Said { sheet: None, columns: vec![(Field::Title, 0), (Field::Vendor, 2)] };
    let roster = read("一覧.xlsx", &workbook(text), &said);
    assert_eq!(roster.tables[0].rows[0].vendor, "株式会社に");
    assert!(Field::parse("vendor").is_some() && Field::parse("件名").is_some() && Field::parse("x").is_none());
}

#[test]
fn no_persons_and_no_passwords_reach_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register(&folder);
    for case in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters")).unwrap() {
        taken(&mut register, &std::fs::read_to_string(case.unwrap().path().join("sheet.txt")).unwrap());
    }
    let all = serde_json::to_string(&told(register.export())).unwrap();
    for secret in ["himitsu", "青葉太郎", "楓花子", "03-0000-0000", "example.invalid"] {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(told(register.standing(RecordKind::Account)).len() >= 5);
    assert!(told(register.verify(None)).faults.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever stands on a sheet, nothing breaks, and a second import of what was taken adds nothing.
    #[test]
    fn any_sheet_is_survived(rows in prop::collection::vec(prop::collection::vec(
        prop::sample::select(vec!["", "件名", "相手方", "株式会社あ", "R7.4.1", "契約期間", "7123456789012", "合計", "サービス名", "=1+1", "R7.4.1～8.3.31",
            "アカウント", "媒体", "名称", "法人番号", "清掃業務", "同上", "管理者", "※", "𠮷\u{3000}", "n:1", "n:45748.5", "総務課"]), 0..7), 0..12)) {
        let text = rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("\n");
        let roster = read("一覧.xlsx", &workbook(&format!("[S]\n{text}\n")), &Said::default());
        let first = told(plan(&roster, &Standing::default(), &support::workspace("yuzawa")));
        prop_assert!(first.steps.iter().all(|step| step.change == Change::New || step.change == Change::Same));
    }
}
