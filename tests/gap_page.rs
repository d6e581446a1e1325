//! The page stands alone, links every number to its cell, and takes nothing of what a vendor wrote for markup.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at its first fault"
)]

mod support;

use itaku::assessment::{Assessment, Grounds, assess};
use itaku::catalogue::{Case, Ledger};
use itaku::document::{GapReport, ReportInput, gap_page};
use itaku::questionnaire::{Answer, AnswerSheet, Unread};
use itaku::workspace::Workspace;
use std::collections::BTreeSet;
use support::markup::{attribute, elements};
use support::{catalogue, library};

const MIXED: [Answer; 8] = [
    Answer::Met,
    Answer::Partial,
    Answer::Met,
    Answer::Unmet,
    Answer::Unanswered,
    Answer::NotApplicable,
    Answer::Unclear,
    Answer::Planned,
];

fn report(workspace: &Workspace, case: &Case, sheet: &AnswerSheet, subject: &str) -> GapReport {
    let profile = workspace.profile_for(case);
    let exceptions = workspace.exceptions_for(case, subject);
    let grounds = Grounds {
        catalogue: catalogue(),
        library: library(),
        profile,
        case: Some(case),
        exceptions: &exceptions,
        on: jiff::civil::date(2026, 11, 21),
    };
    let scope = catalogue().vendor_scope(profile, case);
    let assessment: Assessment<'_> = assess(&scope, &[sheet], &grounds);
    GapReport::new(&ReportInput {
        workspace,
        grounds: &grounds,
        assessment: &assessment,
        subject,
        ledger: Ledger::Vendor,
        sheets: &[(sheet, "0f".repeat(32))],
        internal: None,
        told: &[],
    })
}

fn mixed(subject: &str) -> GapReport {
    let workspace = support::workspace("yuzawa");
    let case = support::case(&workspace, "R9-yoyaku");
    let mut sheet = support::sheet(&workspace, case, |index, _| MIXED[index % MIXED.len()]);
    sheet.file = "回答<1>.xlsx".to_owned();
    sheet.responses[1].remark = "範囲は\"本社\"のみ & 'その他'\u{1}</td><img src=x onerror=alert(1)>".to_owned();
    sheet.responses[2].evidence_written = "https://example.jp/security".to_owned();
    sheet.unread.push(Unread {
        sheet: "メモ".to_owned(),
        range: "A1:B2".to_owned(),
        why: "設問のないシートです".to_owned(),
        text: "{{subject}}".to_owned(),
    });
    report(&workspace, case, &sheet, subject)
}

fn with(answer: Answer) -> GapReport {
    let workspace = support::workspace("yuzawa");
    let case = support::case(&workspace, "R9-nozei");
    let sheet = support::sheet(&workspace, case, |_, _| answer);
    report(&workspace, case, &sheet, "株式会社あおば印刷")
}

fn all(page: &str, name: &str) -> Vec<String> {
    elements(page).iter().filter_map(|element| attribute(element, name)).collect()
}

#[test]
fn what_a_vendor_wrote_is_never_markup() {
    let page = gap_page(&mixed("<script>alert(1)</script>社")).expect("a page");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;社"));
    assert!(elements(&page).iter().all(|element| !["script", "img"].contains(&element.name().as_ref())));
    assert!(!page.contains('\u{1}'));
    assert!(page.contains("{{subject}}"), "braces of a vendor stay braces");
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_used_once() {
    let report = mixed("株式会社あおば");
    let page = gap_page(&report).expect("a page");
    let ids = all(&page, "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    for href in all(&page, "href") {
        let target = href.strip_prefix('#').expect("links stay in the page").to_owned();
        assert!(unique.contains(&target), "{target}");
    }
    assert!(!report.gaps.is_empty());
    for gap in &report.gaps {
        assert!(unique.contains(&format!("r-{}", gap.requirement)), "{}", gap.requirement);
    }
    let hrefs: BTreeSet<String> = all(&page, "href").into_iter().collect();
    for (answer, row) in report.answers.iter().zip(1..) {
        let served = answer.requirements.iter().any(|id| unique.contains(&format!("r-{id}")));
        assert!(!served || hrefs.contains(&format!("#a-{row}")), "{} {}", answer.question, answer.cell);
    }
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let page = gap_page(&mixed("株式会社あおば")).expect("a page");
    assert!(page.contains("default-src 'none'"));
    for name in ["src", "srcset", "data", "action", "xlink:href", "background"] {
        assert!(all(&page, name).is_empty(), "{name}");
    }
    for element in elements(&page) {
        let name = element.name().as_ref().to_owned();
        assert!(!["link", "script", "iframe", "object", "embed", "base", "form"].contains(&name.as_str()), "{name}");
    }
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    assert!(style.split("url(").skip(1).all(|after| after.starts_with('#')));
    assert!(!style.contains("@import") && !style.contains("http"));
}

#[test]
fn a_reader_without_eyes_or_colours_loses_nothing() {
    let report = mixed("株式会社あおば");
    let page = gap_page(&report).expect("a page");
    assert!(page.contains("<html lang=\"ja\">"));
    let elements = elements(&page);
    let count = |name: &str| elements.iter().filter(|element| element.name().as_ref() == name).count();
    assert_eq!(count("table"), count("caption"));
    assert_eq!((count("main"), count("nav"), count("header"), count("h1")), (1, 1, 1, 1));
    let headings = elements.iter().filter(|element| element.name().as_ref() == "th");
    for heading in headings {
        assert!(attribute(heading, "scope").is_some());
    }
    assert!(page.contains(report.conclusion) && page.contains(&report.score_label));
}

#[test]
fn a_page_is_drawn_for_every_conclusion() {
    for answer in [Answer::Met, Answer::Partial, Answer::Unmet, Answer::Unanswered, Answer::NotApplicable] {
        let report = with(answer);
        let page = gap_page(&report).expect("a page");
        elements(&page);
        assert!(page.contains(report.conclusion));
        assert_eq!(page.contains("不足事項はありません"), report.gaps.is_empty());
    }
}

#[test]
fn the_organisations_own_scores_stand_beside_the_vendors() {
    let workspace = support::workspace("yuzawa");
    let case = support::case(&workspace, "R9-yoyaku");
    let sheet = support::sheet(&workspace, case, |_, _| Answer::Met);
    let grounds = Grounds {
        catalogue: catalogue(),
        library: library(),
        profile: &workspace.profile,
        case: None,
        exceptions: &[],
        on: jiff::civil::date(2026, 11, 21),
    };
    let scope = catalogue().internal_scope(&workspace.profile, &workspace.cases);
    let own = assess(&scope, &[], &grounds);
    let vendor_grounds = Grounds { case: Some(case), ..grounds };
    let vendor_scope = catalogue().vendor_scope(&workspace.profile, case);
    let vendor = assess(&vendor_scope, &[&sheet], &vendor_grounds);
    let input = ReportInput {
        workspace: &workspace,
        grounds: &vendor_grounds,
        assessment: &vendor,
        subject: "株式会社あおば",
        ledger: Ledger::Vendor,
        sheets: &[(&sheet, String::new())],
        internal: Some(&own),
        told: &[],
    };
    let beside = gap_page(&GapReport::new(&input)).expect("a page");
    assert!(beside.contains("<th scope=\"col\">庁内点検</th>") && beside.contains("0.00～100.00"));
    let own_input = ReportInput {
        grounds: &grounds,
        assessment: &own,
        subject: "湯沢町",
        ledger: Ledger::Internal,
        sheets: &[],
        internal: None,
        ..input
    };
    let page = gap_page(&GapReport::new(&own_input)).expect("a page");
    elements(&page);
    assert!(page.contains("質問していない") && !page.contains("<th scope=\"col\">庁内点検</th>"));
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(gap_page(&mixed("株式会社あおば")), gap_page(&mixed("株式会社あおば")));
}
