//! The gap report as an Excel workbook: a summary to print, tables to work in.
//!
//! Every requirement can be followed both ways: from the gap to the finding and back, and to the policy's sentence, the
//! guideline's items and the laws.

mod answers;
mod chart;
mod findings;
mod gaps;
mod grounds;
mod summary;
mod unread;

use super::book::Book;
use super::sheet_style::{self, Look, Page};
use super::{ClauseView, GapReport, ObligationView, WriteError};
use crate::policy::ObligationId;
use std::collections::BTreeMap;

/// The sheets that others refer to.
const SUMMARY: &str = "総括";
const GAPS: &str = "不足事項";
const FINDINGS: &str = "要求事項別";

/// Writes the gap report of one respondent.
///
/// # Errors
/// When the library that writes workbooks refuses.
pub fn gap_workbook(report: &GapReport) -> Result<Vec<u8>, WriteError> {
    let title = format!("{}　不足事項報告書　{}", report.organisation, report.subject);
    let mut book = Book::new(&title, &report.organisation, &report.on)?;
    let look = Look::new();
    let page = Page::new(&report.organisation, &report.subject, &report.on_era);
    summary::draw(&mut book, &look, &page, report)?;
    gaps::draw(&mut book, &look, &page, report)?;
    answers::draw(&mut book, &look, &page, report)?;
    findings::draw(&mut book, &look, &page, report)?;
    unread::draw(&mut book, &look, &page, report)?;
    grounds::draw(&mut book, &look, &page, report)?;
    book.saved()
}

/// In which row of a table each requirement stands, when the rows come in this order.
fn rows<'a>(requirements: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, u32> {
    requirements.zip(sheet_style::HEADINGS + 1..).collect()
}

/// 「P8-3 対策の確認」.
fn duty(id: ObligationId) -> String {
    format!("{} {}", id.id(), id.label())
}

fn stated(report: &GapReport, id: ObligationId) -> Option<&ObligationView> {
    report.obligations.iter().find(|duty| duty.id == id)
}

fn clause_list(clauses: &[ClauseView]) -> String {
    clauses.iter().map(|clause| format!("{} {}", clause.id, clause.title)).collect::<Vec<_>>().join("\n")
}
