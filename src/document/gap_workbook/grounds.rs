//! 根拠: policy sentence ↔ requirement ↔ the guideline's items ↔ laws. Each row stands for itself, so that a filter leaves
//! the whole chain.

use super::super::book::Book;
use super::super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::super::{FindingView, GapReport, WriteError};
use super::{FINDINGS, duty, rows, stated};

const COLUMNS: [Column; 8] = [
    column("方針上の義務", 100),
    column("基本方針の箇所", 100),
    column("基本方針の文", 360),
    column("要求事項", 60),
    column("件名", 130),
    column("求める理由", 240),
    column("対策基準・ガイドラインの項目", 170),
    column("法令等", 190),
];

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    let note = format!("基本方針: {}（{}）　目録: {}", report.policy, report.policy_edition, report.catalogue_edition);
    let findings = rows(report.findings.iter().map(|finding| finding.requirement.as_str()));
    let mut table = TableSheet::new(book, look, page, "根拠", &note, &COLUMNS, 0)?;
    for finding in &report.findings {
        table.push(&cells(finding, report, findings.get(finding.requirement.as_str()).copied()))?;
    }
    table.finish()?;
    Ok(())
}

fn cells<'a>(finding: &'a FindingView, report: &'a GapReport, row: Option<u32>) -> [Cell<'a>; 8] {
    let stated = stated(report, finding.obligation);
    let sentence = stated.map(|duty| duty.sentence.as_str()).filter(|sentence| !sentence.is_empty());
    [
        Cell::text(duty(finding.obligation)),
        Cell::text(stated.map_or("", |duty| duty.locator.as_str())),
        Cell::text(sentence.unwrap_or("（基本方針に定めがありません）")),
        Cell::link(&finding.requirement, FINDINGS, row),
        Cell::text(finding.title.as_str()),
        Cell::text(finding.why.as_str()),
        Cell::text(finding.items.join("\n")),
        Cell::text(finding.sources.join("\n")),
    ]
}
