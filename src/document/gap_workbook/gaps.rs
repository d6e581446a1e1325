//! 不足事項: what is missing, most urgent first.

use super::super::book::Book;
use super::super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::super::{GapReport, GapView, WriteError};
use super::{FINDINGS, GAPS, clause_list, rows};

const COLUMNS: [Column; 13] = [
    column("優先度", 52),
    column("決め手", 46),
    column("要求事項", 60),
    column("件名", 110),
    column("強さ", 38),
    column("判定", 76),
    column("回答の内容", 200),
    column("回答の場所", 92),
    column("満たすとみなす状態", 190),
    column("是正の内容", 190),
    column("条項での扱い", 120),
    column("条項", 140),
    column("期限", 100),
];

const NOTE: &str =
    "「決め手」の●は、総合判定を決めた要求事項です。要求事項の番号から「要求事項別」シートの行に移れます。";

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    let findings = rows(report.findings.iter().map(|finding| finding.requirement.as_str()));
    let mut table = TableSheet::new(book, look, page, GAPS, NOTE, &COLUMNS, 4)?;
    for gap in &report.gaps {
        table.push(&cells(gap, report, findings.get(gap.requirement.as_str()).copied()))?;
    }
    table.finish()?;
    Ok(())
}

fn cells<'a>(gap: &'a GapView, report: &GapReport, finding: Option<u32>) -> [Cell<'a>; 13] {
    let decisive = if report.decisive_requirements.contains(&gap.requirement) { "●" } else { "" };
    [
        Cell::word(gap.priority),
        Cell::word(decisive),
        Cell::link(&gap.requirement, FINDINGS, finding),
        Cell::text(gap.title.as_str()),
        Cell::word(gap.strength.label()),
        Cell::Verdict(gap.sign, gap.verdict_label.as_str().into()),
        Cell::text(gap.said.as_str()),
        Cell::text(gap.place.as_str()),
        Cell::text(gap.satisfied_by.as_str()),
        Cell::text(gap.remedy.as_str()),
        Cell::text(gap.by_clause.as_str()),
        Cell::text(clause_list(&gap.clauses)),
        Cell::text(gap.deadline_era.as_str()),
    ]
}
