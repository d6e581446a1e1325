//! The steps of the main job on one sheet of 湯沢町: `cargo bench`.
//!
//! A thousand sheets, with time and memory of the whole process and against the floor, are measured from outside:
//!
//! ```text
//! cargo run --release --example fill_sheets -- 1000 target/many
//! /usr/bin/time -v target/release/itaku assess target/many --workspace examples/yuzawa --out target/many-out --overwrite
//! cargo run --release --example floor -- target/many target/many-out
//! ```

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark")]

use divan::Bencher;
use itaku::assessment::{Assessment, Grounds, assess};
use itaku::catalogue::{self, CaseId, Ledger};
use itaku::document::{Annex, AnnexInput, ClauseTemplates, GapReport, ReportInput, annex_docx, gap_page, gap_workbook};
use itaku::questionnaire::{self, AnswerSheet};
use itaku::workbook;
use itaku::workspace::Workspace;

fn main() {
    divan::main();
}

const BYTES: &[u8] = include_bytes!("../examples/yuzawa/returned/回答_R9-nozei_北越ビジネスフォーム株式会社.xlsx");
const SETTINGS: &str = include_str!("../examples/yuzawa/itaku.toml");

fn workspace() -> Workspace {
    Workspace::read("itaku.toml", SETTINGS, catalogue::standard().expect("catalogue")).expect("workspace")
}

fn sheet() -> AnswerSheet {
    let workbook = workbook::read(BYTES).expect("workbook");
    questionnaire::read(
        "x",
        &workbook,
        questionnaire::standard().expect("library"),
        catalogue::standard().expect("catalogue"),
        jiff::civil::date(2026, 11, 21),
    )
    .expect("sheet")
}

/// Hands an assessment, and what it was made from, to what is measured.
fn with_assessment(run: impl FnOnce(&Workspace, &AnswerSheet, &Grounds<'_>, &Assessment<'_>)) {
    let (workspace, sheet) = (workspace(), sheet());
    let (catalogue, library) = (catalogue::standard().expect("catalogue"), questionnaire::standard().expect("library"));
    let case = workspace.case(&CaseId::parse("R9-nozei").expect("id")).expect("case");
    let profile = workspace.profile_for(case);
    let grounds =
        Grounds { catalogue, library, profile, case: Some(case), exceptions: &[], on: jiff::civil::date(2026, 11, 21) };
    let scope = catalogue.vendor_scope(profile, case);
    let assessment = assess(&scope, &[&sheet], &grounds);
    run(&workspace, &sheet, &grounds, &assessment);
}

fn report(workspace: &Workspace, sheet: &AnswerSheet, grounds: &Grounds<'_>, assessment: &Assessment<'_>) -> GapReport {
    GapReport::new(&ReportInput {
        workspace,
        grounds,
        assessment,
        subject: "北越ビジネスフォーム株式会社",
        ledger: Ledger::Vendor,
        sheets: &[(sheet, String::new())],
        internal: None,
        told: &[],
    })
}

#[divan::bench]
fn floor_calamine_range(bencher: Bencher<'_, '_>) {
    use calamine::Reader;
    bencher.bench(|| {
        let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(BYTES)).expect("workbook");
        book.worksheets()
    });
}

#[divan::bench]
fn read_workbook(bencher: Bencher<'_, '_>) {
    bencher.bench(|| workbook::read(BYTES));
}

#[divan::bench]
fn understand(bencher: Bencher<'_, '_>) {
    let workbook = workbook::read(BYTES).expect("workbook");
    let (catalogue, library) = (catalogue::standard().expect("catalogue"), questionnaire::standard().expect("library"));
    bencher.bench(|| questionnaire::read("x", &workbook, library, catalogue, jiff::civil::date(2026, 11, 21)));
}

#[divan::bench]
fn assess_one(bencher: Bencher<'_, '_>) {
    with_assessment(|_, sheet, grounds, _| {
        let case = grounds.case.expect("case");
        bencher.bench(|| {
            let scope = grounds.catalogue.vendor_scope(grounds.profile, case);
            assess(&scope, &[sheet], grounds).conclusion
        });
    });
}

#[divan::bench]
fn make_view_model(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, sheet, grounds, assessment| {
        bencher.bench(|| report(workspace, sheet, grounds, assessment))
    });
}

#[divan::bench]
fn write_gap_workbook(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, sheet, grounds, assessment| {
        let report = report(workspace, sheet, grounds, assessment);
        bencher.bench(|| gap_workbook(&report));
    });
}

#[divan::bench]
fn write_gap_page(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, sheet, grounds, assessment| {
        let report = report(workspace, sheet, grounds, assessment);
        bencher.bench(|| gap_page(&report));
    });
}

#[divan::bench]
fn write_json(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, sheet, grounds, assessment| {
        let report = report(workspace, sheet, grounds, assessment);
        bencher.bench(|| serde_json::to_vec(&report));
    });
}

#[divan::bench]
fn write_annex(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, _, grounds, assessment| {
        let templates = ClauseTemplates::new(grounds.catalogue);
        let case = grounds.case.expect("case");
        bencher.bench(|| {
            let annex = Annex::new(&AnnexInput {
                workspace,
                templates: &templates,
                case,
                supplier: "北越ビジネスフォーム株式会社",
                assessment: Some(assessment),
                on: grounds.on,
            });
            annex.and_then(|annex| annex_docx(&annex))
        });
    });
}

/// From the bytes of one returned sheet to the bytes of its gap report.
#[divan::bench]
fn one_sheet_to_gap_report(bencher: Bencher<'_, '_>) {
    with_assessment(|workspace, _, grounds, _| {
        let case = grounds.case.expect("case");
        bencher.bench(|| {
            let sheet = sheet();
            let scope = grounds.catalogue.vendor_scope(grounds.profile, case);
            let assessment = assess(&scope, &[&sheet], grounds);
            gap_workbook(&report(workspace, &sheet, grounds, &assessment))
        });
    });
}

#[divan::bench]
fn read_settings(bencher: Bencher<'_, '_>) {
    bencher.bench(workspace);
}
