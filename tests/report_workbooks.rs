//! The gap report and the comparison as Excel workbooks, read back.

#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod support;

use calamine::{Data, Range, Reader, Xlsx};
use itaku::assessment::{self, Grounds};
use itaku::catalogue::Ledger;
use itaku::document::{Comparison, GapReport, ReportInput, comparison_workbook, gap_workbook};
use itaku::questionnaire::{Answer, AnswerSheet};
use itaku::workspace::Workspace;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const CASE: &str = "R9-nozei";

fn report_of(workspace: &Workspace, case: &str, subject: &str, sheet: &AnswerSheet) -> GapReport {
    let case = support::case(workspace, case);
    let profile = workspace.profile_for(case);
    let grounds = Grounds {
        catalogue: support::catalogue(),
        library: support::library(),
        profile,
        case: Some(case),
        exceptions: &[],
        on: jiff::civil::date(2026, 11, 21),
    };
    let scope = support::catalogue().vendor_scope(profile, case);
    let assessment = assessment::assess(&scope, &[sheet], &grounds);
    GapReport::new(&ReportInput {
        workspace,
        grounds: &grounds,
        assessment: &assessment,
        subject,
        ledger: Ledger::Vendor,
        sheets: &[(sheet, "0123abcd".repeat(8))],
        internal: None,
        told: &[],
    })
}

fn mixed(index: usize) -> Answer {
    match index % 11 {
        2 => Answer::Partial,
        4 => Answer::Unmet,
        6 => Answer::Unanswered,
        8 => Answer::NotApplicable,
        _ => Answer::Met,
    }
}

/// A report of the example, with answers chosen by the question's number.
fn report(answer: impl Fn(usize) -> Answer) -> GapReport {
    let workspace = support::workspace("yuzawa");
    let sheet = support::sheet(&workspace, support::case(&workspace, CASE), |index, _| answer(index));
    report_of(&workspace, CASE, "株式会社あおば印刷", &sheet)
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    workbook.worksheets()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    sheets(bytes).into_iter().find(|(known, _)| known == name).expect("the sheet").1
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

fn all_text(range: &Range<Data>) -> String {
    range.used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
}

fn column(range: &Range<Data>, column: u32) -> Vec<String> {
    let (last, _) = range.end().expect("cells");
    (3..=last).map(|row| text(range, row, column)).collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let names: Vec<String> = package.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut read = |name: &str| {
        let mut text = String::new();
        package.by_name(name).expect("part").read_to_string(&mut text).expect("text");
        text
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

#[test]
fn a_gap_report_has_its_sheets_in_order_and_says_the_conclusion() {
    let report = report(mixed);
    let bytes = gap_workbook(&report).unwrap();
    let names: Vec<String> = sheets(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["総括", "不足事項", "全回答", "要求事項別", "読み取れなかった項目", "根拠"]);
    let summary = all_text(&sheet(&bytes, "総括"));
    for said in [
        report.conclusion,
        &report.score_label,
        &report.on_era,
        "株式会社あおば印刷（事業者回答）",
        &"0123abcd".repeat(8),
    ] {
        assert!(summary.contains(said), "{said}");
    }
    for reason in &report.decisive[..1] {
        assert!(summary.contains(reason.as_str()), "{reason}");
    }
    for duty in &report.obligations {
        assert!(summary.contains(duty.id.id()) && summary.contains(&duty.sentence), "{}", duty.id);
    }
}

#[test]
fn every_gap_answer_and_requirement_has_a_row() {
    let report = report(mixed);
    let bytes = gap_workbook(&report).unwrap();
    let gaps = column(&sheet(&bytes, "不足事項"), 2);
    assert_eq!(gaps, report.gaps.iter().map(|gap| gap.requirement.clone()).collect::<Vec<_>>());
    let answers = column(&sheet(&bytes, "全回答"), 0);
    assert_eq!(answers, report.answers.iter().map(|answer| answer.question.clone()).collect::<Vec<_>>());
    let findings = sheet(&bytes, "要求事項別");
    let ids = column(&findings, 0);
    assert!(report.findings.iter().map(|finding| &finding.requirement).eq(&ids[..report.findings.len()]));
    assert_eq!(ids.last().map(String::as_str), Some("合計"));
    let grounds = column(&sheet(&bytes, "根拠"), 3);
    assert_eq!(grounds.len(), report.findings.len());
}

#[test]
fn the_points_of_the_requirements_add_up_to_the_score() {
    let report = report(mixed);
    let findings = sheet(&gap_workbook(&report).unwrap(), "要求事項別");
    let (last, _) = findings.end().unwrap();
    let number = |row, column| match findings.get_value((row, column)) {
        Some(Data::Float(number)) => *number,
        _ => 0.0,
    };
    let score = report.score.unwrap();
    for (column, bound) in [(6, score.lower), (7, score.upper), (8, 10_000)] {
        let sum: f64 = (3..last).map(|row| number(row, column)).sum();
        assert!((sum - f64::from(bound) / 100.0).abs() < 0.001, "{column}");
        assert!((number(last, column) - f64::from(bound) / 100.0).abs() < 0.001, "{column}");
    }
}

#[test]
fn links_lead_from_a_gap_to_its_requirement_and_back() {
    let report = report(mixed);
    let bytes = gap_workbook(&report).unwrap();
    let parts = parts(&bytes);
    let links = |number: usize| -> Vec<(u32, String, u32)> {
        let xml = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        xml.split("<hyperlink ref=\"")
            .skip(1)
            .map(|link| {
                let from = link.split('"').next().unwrap().trim_start_matches(char::is_alphabetic);
                let location = link.split("location=\"").nth(1).unwrap().split('"').next().unwrap();
                let (sheet, cell) = location.split_once('!').unwrap();
                let to: u32 = cell.trim_start_matches('A').parse().unwrap();
                (from.parse::<u32>().unwrap() - 1, sheet.trim_matches('\'').to_owned(), to - 1)
            })
            .collect()
    };
    let (gaps, findings) = (sheet(&bytes, "不足事項"), sheet(&bytes, "要求事項別"));
    assert_eq!(links(2).len(), report.gaps.len());
    for (from, name, to) in links(2) {
        assert_eq!(name, "要求事項別");
        assert_eq!(text(&gaps, from, 2), text(&findings, to, 0));
    }
    assert_eq!(links(4).len(), report.gaps.len());
    for (from, name, to) in links(4) {
        assert_eq!(name, "不足事項");
        assert_eq!(text(&findings, from, 0), text(&gaps, to, 2));
    }
}

#[test]
fn subjects_and_files_have_columns_only_where_there_are_several() {
    let heads = |report: &GapReport| -> String {
        let answers = sheet(&gap_workbook(report).unwrap(), "全回答");
        (0..13).map(|column| text(&answers, 2, column)).collect::<Vec<_>>().join("|")
    };
    let mut report = report(mixed);
    assert!(!heads(&report).contains("対象") && !heads(&report).contains("ファイル"));
    report.answers[0].subject = "子会社".to_owned();
    report.sources.push(report.sources[0].clone());
    assert!(heads(&report).contains("|対象|") && heads(&report).contains("|ファイル|"));
}

#[test]
fn what_a_vendor_wrote_stays_text_whatever_it_begins_with() {
    let mut report = report(mixed);
    let written = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1＋1", "_x0041_", "一\r\n二"];
    for (answer, text) in report.answers.iter_mut().zip(written) {
        answer.remark = text.to_owned();
    }
    let bytes = gap_workbook(&report).unwrap();
    let answers = sheet(&bytes, "全回答");
    for (row, text) in (3..).zip(written) {
        let expected = text.replace('\r', "");
        assert_eq!(answers.get_value((row, 4)), Some(&Data::String(expected)));
    }
    assert!(!parts(&bytes).values().any(|xml| xml.contains("<f>")), "a formula");
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_the_note_says_what_print_does() {
    let mut report = report(mixed);
    report.answers[0].remark = "長".repeat(40_000);
    let answers = sheet(&gap_workbook(&report).unwrap(), "全回答");
    assert_eq!(text(&answers, 3, 4).chars().count(), 32_767);
    assert!(text(&answers, 1, 0).contains("末尾が欠ける"));
}

#[test]
fn tables_without_rows_say_so() {
    let report = report(|_| Answer::Met);
    assert_eq!(report.conclusion, "適合");
    let bytes = gap_workbook(&report).unwrap();
    for name in ["不足事項", "読み取れなかった項目"] {
        assert_eq!(text(&sheet(&bytes, name), 3, 0), "ありません", "{name}");
    }
}

#[test]
fn every_sheet_prints_on_a4_one_page_wide_with_its_headings_and_page_numbers() {
    let parts = parts(&gap_workbook(&report(mixed)).unwrap());
    for number in 1..=6 {
        let xml = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        assert!(xml.contains("paperSize=\"9\"") && xml.contains("fitToHeight=\"0\""), "{number}");
        assert!(xml.contains("&amp;P / &amp;N") && xml.contains("株式会社あおば印刷"), "{number}");
        assert_eq!(xml.contains("orientation=\"landscape\""), number != 1, "{number}");
        assert_eq!(xml.contains("state=\"frozen\""), number != 1, "{number}");
    }
    let names = &parts["xl/workbook.xml"];
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 5);
    assert!(names.matches("_xlnm._FilterDatabase").count() >= 4);
}

#[test]
fn few_duties_are_drawn_as_bars_and_none_without_a_chart() {
    let charts = |report: &GapReport| -> Vec<String> {
        let parts = parts(&gap_workbook(report).unwrap());
        parts.into_iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).map(|(_, xml)| xml).collect()
    };
    let mut report = report(mixed);
    let many = charts(&report);
    assert_eq!(many.iter().filter(|xml| xml.contains("<c:radarChart>")).count(), 1);
    assert!(many.iter().any(|xml| xml.contains("<c:grouping val=\"percentStacked\"/>")));
    for duty in report.obligations.iter_mut().skip(2) {
        duty.score = None;
    }
    assert!(charts(&report).iter().all(|xml| xml.contains("<c:barChart>")));
    for duty in &mut report.obligations {
        duty.score = None;
    }
    report.score = None;
    assert!(charts(&report).is_empty());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report(mixed);
    assert_eq!(gap_workbook(&report).unwrap(), gap_workbook(&report).unwrap());
    let mut comparison = Comparison::default();
    comparison.add(&report);
    assert_eq!(comparison_workbook(&comparison).unwrap(), comparison_workbook(&comparison).unwrap());
    assert!(parts(&comparison_workbook(&comparison).unwrap())["docProps/core.xml"].contains("2026-11-21T00:00:00Z"));
}

/// A comparison of so many vendors of one case.
fn comparison(vendors: usize) -> Comparison {
    let workspace = support::workspace("yuzawa");
    let case = support::case(&workspace, CASE);
    let mut comparison = Comparison { organisation: "湯沢町".to_owned(), ..Comparison::default() };
    for number in 0..vendors.min(3) {
        let sheet = support::sheet(&workspace, case, |index, _| mixed(index + number));
        comparison.add(&report_of(&workspace, CASE, &format!("第{number}株式会社"), &sheet));
    }
    for number in 3..vendors {
        let mut vendor = comparison.vendors[number % 3].clone();
        vendor.subject = format!("第{number}株式会社");
        comparison.vendors.push(vendor);
    }
    comparison
}

#[test]
fn a_comparison_has_a_row_per_vendor_and_a_column_per_vendor() {
    let mut comparison = comparison(3);
    comparison.refused.push(("破損.xlsx".to_owned(), "Excelのファイルとして開けません".to_owned()));
    let bytes = comparison_workbook(&comparison).unwrap();
    let names: Vec<String> = sheets(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["一覧", "得点の比較", CASE, "読めなかったファイル"]);
    let overview = sheet(&bytes, "一覧");
    assert_eq!(column(&overview, 1), ["第0株式会社", "第1株式会社", "第2株式会社"]);
    for (row, vendor) in (3..).zip(&comparison.vendors) {
        assert_eq!(text(&overview, row, 2), vendor.conclusion);
        let lower = f64::from(vendor.score.unwrap().lower) / 100.0;
        assert_eq!(overview.get_value((row, 4)), Some(&Data::Float(lower)));
    }
    let matrix = sheet(&bytes, CASE);
    for (column, vendor) in (5..).zip(&comparison.vendors) {
        assert_eq!(text(&matrix, 3, column), vendor.subject);
        assert_eq!(text(&matrix, 2, column), vendor.conclusion);
        for (row, (requirement, sign)) in (4..).zip(&vendor.signs) {
            assert_eq!((&text(&matrix, row, 0), text(&matrix, row, column).as_str()), (requirement, *sign));
        }
    }
    assert_eq!(text(&sheet(&bytes, "読めなかったファイル"), 3, 1), "Excelのファイルとして開けません");
}

#[test]
fn a_vendor_to_whom_a_requirement_does_not_apply_has_an_empty_cell() {
    let mut comparison = comparison(2);
    comparison.vendors[1].signs.remove(0);
    let matrix = sheet(&comparison_workbook(&comparison).unwrap(), CASE);
    assert_eq!(text(&matrix, 4, 6), "");
    let next = comparison.vendors[1].signs[0].1;
    assert_eq!(text(&matrix, 5, 6), next);
}

#[test]
fn more_than_two_hundred_vendors_of_a_case_go_to_a_further_sheet() {
    let bytes = comparison_workbook(&comparison(201)).unwrap();
    let names: Vec<String> = sheets(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["一覧", CASE, "R9-nozei (2)"]);
    assert_eq!(text(&sheet(&bytes, "R9-nozei (2)"), 3, 5), "第200株式会社");
}

#[test]
fn a_comparison_of_nothing_is_a_workbook_too() {
    let bytes = comparison_workbook(&Comparison::default()).unwrap();
    assert_eq!(text(&sheet(&bytes, "一覧"), 3, 0), "ありません");
}
