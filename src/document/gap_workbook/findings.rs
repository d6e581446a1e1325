//! 要求事項別: every requirement that applies, its verdict and what it adds to the score.

use super::super::book::Book;
use super::super::sheet_style::{self, Cell, Column, Look, Page, TableSheet, column};
use super::super::{BasisView, FindingView, GapReport, WriteError};
use super::{FINDINGS, GAPS, clause_list, duty, rows};

const COLUMNS: [Column; 13] = [
    column("要求事項", 60),
    column("件名", 110),
    column("求める内容", 240),
    column("方針上の義務", 90),
    column("強さ", 38),
    column("判定", 90),
    column("得点\n（下限）", 54),
    column("得点\n（上限）", 54),
    column("満点", 50),
    column("根拠の程度", 72),
    column("設問と回答", 230),
    column("根拠となる資料", 120),
    column("条項", 140),
];
const LOWER: u16 = 6;

const NOTE: &str =
    "得点は合計すると総括の得点になります。不足のある要求事項の番号から「不足事項」シートの行に移れます。";

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    let gaps = rows(report.gaps.iter().map(|gap| gap.requirement.as_str()));
    let mut table = TableSheet::new(book, look, page, FINDINGS, NOTE, &COLUMNS, 2)?;
    for finding in &report.findings {
        table.push(&cells(finding, gaps.get(finding.requirement.as_str()).copied()))?;
    }
    // An empty row keeps the sum out of sorting and filtering.
    let below = table.next() + 1;
    let sheet = table.finish()?;
    if let Some(score) = report.score {
        let full: u32 = report.findings.iter().map(|finding| finding.points.full).sum();
        sheet.merge_range(below, 0, below, LOWER - 1, "合計", &look.heading)?;
        for (column, sum) in (LOWER..).zip([score.lower, score.upper, full]) {
            sheet.write_number_with_format(below, column, sheet_style::points(sum), &look.points)?;
        }
    }
    Ok(())
}

fn cells(finding: &FindingView, gap: Option<u32>) -> [Cell<'_>; 13] {
    let verdict = if finding.excepted {
        format!("{}（例外措置）", finding.verdict_label).into()
    } else {
        finding.verdict_label.as_str().into()
    };
    [
        Cell::link(&finding.requirement, GAPS, gap),
        Cell::text(finding.title.as_str()),
        Cell::text(finding.statement.as_str()),
        Cell::text(duty(finding.obligation)),
        Cell::word(finding.strength.label()),
        Cell::Verdict(finding.sign, verdict),
        Cell::Points(Some(finding.points.lower)),
        Cell::Points(Some(finding.points.upper)),
        Cell::Points(Some(finding.points.full)),
        Cell::word(finding.evidence),
        Cell::text(finding.basis.iter().map(said).collect::<Vec<_>>().join("\n")),
        Cell::text(finding.proof.join("\n")),
        Cell::text(clause_list(&finding.clauses)),
    ]
}

/// 「Q-OUT-14：はい → 充足（回答 E12）」.
fn said(basis: &BasisView) -> String {
    let mut text = basis.question.clone();
    if !basis.subject.is_empty() {
        text.push_str(&format!("［{}］", basis.subject));
    }
    if basis.answer.is_none() {
        return format!("{text}：{}", basis.answer_label);
    }
    let written =
        if basis.written.trim().is_empty() { "（空欄）".into() } else { format!("「{}」", basis.written) };
    format!("{text}：{written} → {}（{} {}）", basis.answer_label, basis.sheet, basis.cell)
}
