//! The long tables of the page, row by row: most of it.

use super::skins::Skins;
use crate::assessment::{Score, Verdict};
use crate::catalogue::Strength;
use crate::document::xml_skin::XmlSkin;
use crate::document::{AnswerView, BasisView, ClauseView, FindingView, GapReport, GapView, ObligationView};
use crate::questionnaire::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

/// A place in a returned file, leading to its row among all answers.
#[derive(Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    /// Number of the row; absent where the place is no answer.
    pub(super) row: Option<usize>,
}

/// Draws the rows of one report.
pub(super) struct Rows<'a> {
    report: &'a GapReport,
    skins: &'static Skins,
    /// Where each answer stands among all answers, by file, sheet and cell.
    places: BTreeMap<(&'a str, &'a str, &'a str), usize>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(report: &'a GapReport, skins: &'static Skins) -> Self {
        let key = |answer: &'a AnswerView| (answer.file.as_str(), answer.sheet.as_str(), answer.cell.as_str());
        Self { report, skins, places: report.answers.iter().map(key).zip(1..).collect() }
    }

    pub(super) fn row_of(&self, file: &str, sheet: &str, cell: &str) -> Option<usize> {
        self.places.get(&(file, sheet, cell)).copied()
    }

    fn link(&self, basis: &BasisView) -> Option<Link> {
        let BasisView { file, sheet, cell, .. } = basis;
        (!cell.is_empty())
            .then(|| Link { text: format!("「{sheet}」シート {cell}"), row: self.row_of(file, sheet, cell) })
    }

    fn linked(&self, link: &Link) -> String {
        match link.row {
            Some(row) => self.skins.link.filled([&format!("a-{row}"), &link.text]),
            None => self.skins.text.filled([&link.text]),
        }
    }

    pub(super) fn gaps(&self) -> String {
        let findings: BTreeMap<&str, &FindingView> =
            self.report.findings.iter().map(|finding| (finding.requirement.as_str(), finding)).collect();
        let mut rows = String::new();
        for gap in &self.report.gaps {
            let basis = findings.get(gap.requirement.as_str()).map(|finding| finding.basis.as_slice());
            self.gap(&mut rows, gap, basis.unwrap_or_default());
        }
        if rows.is_empty() { self.skins.no_gaps.filled([]) } else { self.skins.gaps.filled([&rows]) }
    }

    /// Only the answers that the gap rests on are named in its place; the others of the requirement may be good.
    fn gap(&self, rows: &mut String, gap: &GapView, basis: &[BasisView]) {
        let places = basis.iter().filter_map(|basis| self.link(basis));
        let places = places.filter(|link| gap.place.lines().any(|line| line == link.text));
        let places: String = places.map(|link| format!("<div>{}</div>", self.linked(&link))).collect();
        let deadline = match gap.deadline.as_str() {
            "" => String::new(),
            deadline => self.skins.deadline.filled([deadline, &gap.deadline_era]),
        };
        self.skins.gap.fill(
            rows,
            [
                if gap.strength == Strength::Mandatory { "mandatory" } else { "other" },
                gap.priority,
                &gap.requirement,
                gap.strength.label(),
                &gap.title,
                gap.sign,
                &gap.verdict_label,
                &gap.said,
                &places,
                &gap.satisfied_by,
                &gap.remedy,
                &deadline,
                &clause_lines(&gap.clauses),
                &gap.by_clause,
            ],
        );
    }

    /// The findings in the order of the duties that they serve.
    fn by_duty(&self) -> impl Iterator<Item = (&'a ObligationView, &'a FindingView)> {
        let report = self.report;
        report.obligations.iter().flat_map(|duty| {
            report.findings.iter().filter(|finding| finding.obligation == duty.id).map(move |finding| (duty, finding))
        })
    }

    /// Each duty stands above the first of its findings.
    pub(super) fn findings(&self) -> String {
        let mut rows = String::new();
        let mut above = None;
        for (duty, finding) in self.by_duty() {
            if above.replace(duty.id) != Some(duty.id) {
                let sentence = match duty.sentence.as_str() {
                    "" => "方針に文がありません".to_owned(),
                    sentence => format!("「{sentence}」［{}］", duty.locator),
                };
                self.skins.duty.fill(&mut rows, [duty.id.id(), duty.label, &sentence]);
            }
            self.finding(&mut rows, finding);
        }
        rows
    }

    fn finding(&self, rows: &mut String, finding: &FindingView) {
        let kind = match finding.verdict {
            Verdict::NotApplicable => "none",
            Verdict::Satisfied => "good",
            Verdict::Partly => "fair",
            Verdict::Undetermined(_) => "open",
            Verdict::NotSatisfied => "bad",
        };
        let label = |lower, upper| Score { lower, upper }.label();
        let points = finding.points;
        let excepted = if finding.excepted { "・例外措置" } else { "" };
        let note = format!(
            "{}・得点 {} / {}{excepted}",
            finding.strength.label(),
            label(points.lower, points.upper),
            label(points.full, points.full)
        );
        let mut basis = String::new();
        for one in &finding.basis {
            self.basis(&mut basis, one);
        }
        self.skins.finding.fill(
            rows,
            [
                if finding.verdict.is_gap() { "gap" } else { "fine" },
                kind,
                finding.sign,
                &finding.verdict_label,
                &finding.requirement,
                &finding.title,
                &note,
                &finding.statement,
                &finding.why,
                &basis,
            ],
        );
    }

    fn basis(&self, rows: &mut String, basis: &BasisView) {
        let place = self.link(basis).map_or_else(|| "－".to_owned(), |link| self.linked(&link));
        self.skins.basis.fill(
            rows,
            [
                &basis.question,
                &basis.answer_label,
                &some(&self.skins.note, &basis.why),
                &some(&self.skins.subject, &basis.subject),
                &basis.written,
                &basis.remark,
                &basis.evidence,
                &place,
                &some(&self.skins.note, self.one_of(&basis.file)),
            ],
        );
    }

    /// The name of a file, where there are several.
    fn one_of<'f>(&self, file: &'f str) -> &'f str {
        if self.report.sources.len() > 1 { file } else { "" }
    }

    pub(super) fn answers(&self) -> String {
        let mut rows = String::new();
        for (answer, row) in self.report.answers.iter().zip(1_usize..) {
            self.answer(&mut rows, answer, row);
        }
        rows
    }

    fn answer(&self, rows: &mut String, answer: &AnswerView, row: usize) {
        let kind = match answer.answer {
            Answer::Met => "good",
            Answer::NotApplicable => "none",
            Answer::Partial | Answer::Planned => "fair",
            Answer::Unmet => "bad",
            Answer::Undisclosed | Answer::Unanswered | Answer::Unclear => "open",
        };
        let mut requirements = String::new();
        for id in &answer.requirements {
            self.skins.link.fill(&mut requirements, [&format!("r-{id}"), id]);
            requirements.push(' ');
        }
        self.skins.answer.fill(
            rows,
            [
                &row.to_string(),
                kind,
                &answer.question,
                &answer.asked,
                answer.answer_label,
                &some(&self.skins.note, &answer.why),
                &some(&self.skins.subject, &answer.subject),
                &answer.written,
                &answer.remark,
                &answer.evidence,
                answer.evidence_label,
                &answer.sheet,
                &answer.cell,
                &some(&self.skins.note, self.one_of(&answer.file)),
                &requirements,
            ],
        );
    }

    pub(super) fn grounds(&self) -> String {
        let mut rows = String::new();
        for (_, finding) in self.by_duty() {
            self.skins.ground.fill(
                &mut rows,
                [
                    finding.obligation.id(),
                    &finding.requirement,
                    &finding.title,
                    &finding.items.join("\n"),
                    &finding.sources.join("\n"),
                    &clause_lines(&finding.clauses),
                    &finding.proof.join("\n"),
                ],
            );
        }
        rows
    }
}

/// The piece around a text; nothing where there is none.
fn some(skin: &XmlSkin<1>, text: &str) -> String {
    if text.is_empty() { String::new() } else { skin.filled([text]) }
}

fn clause_lines(clauses: &[ClauseView]) -> String {
    clauses.iter().map(|clause| format!("{} {}", clause.id, clause.title)).collect::<Vec<_>>().join("\n")
}
