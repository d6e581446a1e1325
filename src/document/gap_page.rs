//! The gap report as one HTML file: no script, no outside resource, every number a link to what it rests on.
//!
//! The template decides nothing: what it needs beyond the view model (anchors, the numbers of the charts) is made here.

mod chart;

use super::diagnostics::template_fault;
use super::{
    AnswerView, BasisView, ClauseView, ExceptionView, FindingView, GapReport, GapView, ObligationView, SourceFile,
    WriteError,
};
use crate::assessment::{Score, Verdict};
use crate::catalogue::Strength;
use crate::questionnaire::{Answer, Unread};
use chart::{Radar, ScoreBar};
use handlebars::Handlebars;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const NAME: &str = "templates/report/gap.html.hbs";
const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/gap.html.hbs"));

/// The report as a page, ready to be saved as UTF-8.
///
/// # Errors
/// [`WriteError::Template`] where the template names something that is not there.
pub fn gap_page(report: &GapReport) -> Result<String, WriteError> {
    let fault = |line: Option<usize>, cause: String| {
        WriteError::Template(vec![template_fault(NAME, line.unwrap_or(1), &cause)])
    };
    let skin = skin().as_ref().map_err(|(line, cause)| fault(*line, cause.clone()))?;
    skin.render(NAME, &Page::new(report)).map_err(|error| fault(error.line_no, error.to_string()))
}

/// The compiled template, once per process.
fn skin() -> &'static Result<Handlebars<'static>, (Option<usize>, String)> {
    static SKIN: OnceLock<Result<Handlebars<'static>, (Option<usize>, String)>> = OnceLock::new();
    SKIN.get_or_init(|| {
        let mut skin = Handlebars::new();
        skin.set_strict_mode(true);
        skin.register_escape_fn(escaped);
        match skin.register_template_string(NAME, TEMPLATE) {
            Ok(()) => Ok(skin),
            Err(error) => Err((error.pos().map(|(line, _)| line), error.to_string())),
        }
    })
}

/// Text as it may stand in an element or a quoted attribute. Control characters that no document may hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// What the template draws.
#[derive(Serialize)]
struct Page<'a> {
    organisation: &'a str,
    subject: &'a str,
    ledger: &'a str,
    policy: &'a str,
    policy_edition: &'a str,
    section: &'a str,
    on: &'a str,
    on_era: &'a str,
    catalogue_edition: &'a str,
    profile: &'a str,
    threshold: u32,
    floor: u32,
    facts: Vec<Fact<'a>>,
    conclusion: &'a str,
    conclusion_sign: &'static str,
    conclusion_class: &'static str,
    score_label: &'a str,
    bar: Option<ScoreBar>,
    radar: Option<Radar>,
    reasons: Vec<Reason<'a>>,
    lifts: Vec<Lift<'a>>,
    counts: Vec<Count<'a>>,
    internal_too: bool,
    obligations: Vec<Duty<'a>>,
    gaps: Vec<GapRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    answers: Vec<AnswerRow<'a>>,
    grounds: Vec<GroundRow<'a>>,
    unread: &'a [Unread],
    exceptions: &'a [ExceptionView],
    notices: Vec<Notice<'a>>,
    sources: &'a [SourceFile],
    notes: &'a [String],
}

#[derive(Serialize)]
struct Fact<'a> {
    label: &'a str,
    value: &'a str,
}

/// A sentence that decided the conclusion, with the requirement it speaks of.
#[derive(Serialize)]
struct Reason<'a> {
    text: &'a str,
    requirement: Option<&'a str>,
}

#[derive(Serialize)]
struct Lift<'a> {
    to: &'a str,
    number: usize,
    requirements: Vec<Titled<'a>>,
}

#[derive(Serialize)]
struct Titled<'a> {
    id: &'a str,
    title: &'a str,
}

/// How many findings have a verdict, and which.
#[derive(Serialize)]
struct Count<'a> {
    sign: &'a str,
    name: &'a str,
    number: usize,
    requirements: Vec<&'a str>,
}

#[derive(Serialize)]
struct Duty<'a> {
    duty: &'a ObligationView,
    score: Option<ScoreBar>,
    score_label: String,
    internal_label: String,
    /// Whether it has findings to lead to.
    assessed: bool,
    /// Over how many duties its sentence stands; 0 where the one above holds it already.
    span: usize,
}

#[derive(Serialize)]
struct GapRow<'a> {
    class: &'static str,
    priority: &'a str,
    requirement: &'a str,
    title: &'a str,
    strength: Strength,
    sign: &'a str,
    verdict: &'a str,
    said: &'a str,
    places: Vec<Link>,
    satisfied_by: &'a str,
    remedy: &'a str,
    deadline: &'a str,
    deadline_era: &'a str,
    clauses: String,
    by_clause: &'a str,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    /// The duty, at the first of its findings.
    heading: Option<Heading<'a>>,
    class: &'static str,
    kind: &'static str,
    sign: &'a str,
    verdict: &'a str,
    requirement: &'a str,
    title: &'a str,
    /// Strength and points in one line.
    note: String,
    statement: &'a str,
    why: &'a str,
    basis: Vec<BasisRow<'a>>,
}

#[derive(Serialize)]
struct Heading<'a> {
    id: &'static str,
    label: &'a str,
    sentence: &'a str,
    locator: &'a str,
}

#[derive(Serialize)]
struct BasisRow<'a> {
    question: &'a str,
    reading: &'a str,
    why: &'a str,
    subject: &'a str,
    written: &'a str,
    remark: &'a str,
    evidence: &'a str,
    place: Option<Link>,
    file: &'a str,
}

/// What a requirement rests on and what answers it; lists as lines.
#[derive(Serialize)]
struct GroundRow<'a> {
    duty: &'static str,
    requirement: &'a str,
    title: &'a str,
    items: String,
    sources: String,
    clauses: String,
    proof: String,
}

/// A place in a returned file, leading to its row among all answers.
#[derive(Clone, Serialize)]
struct Link {
    text: String,
    /// Number of the row; absent where the place is no answer.
    row: Option<usize>,
}

#[derive(Serialize)]
struct AnswerRow<'a> {
    row: usize,
    kind: &'static str,
    question: &'a str,
    asked: &'a str,
    reading: &'a str,
    why: &'a str,
    subject: &'a str,
    written: &'a str,
    remark: &'a str,
    evidence: &'a str,
    level: &'a str,
    sheet: &'a str,
    cell: &'a str,
    file: &'a str,
    requirements: &'a [String],
}

#[derive(Serialize)]
struct Notice<'a> {
    severity: &'static str,
    sentence: &'a str,
    place: Link,
    remedy: &'a str,
}

/// Where each answer stands among all answers, by file, sheet and cell.
struct Rows<'a>(BTreeMap<(&'a str, &'a str, &'a str), usize>);

impl<'a> Rows<'a> {
    fn new(answers: &'a [AnswerView]) -> Self {
        let key = |answer: &'a AnswerView| (answer.file.as_str(), answer.sheet.as_str(), answer.cell.as_str());
        Self(answers.iter().map(key).zip(1..).collect())
    }

    fn of(&self, file: &str, sheet: &str, cell: &str) -> Option<usize> {
        self.0.get(&(file, sheet, cell)).copied()
    }

    fn link(&self, basis: &BasisView) -> Option<Link> {
        let BasisView { file, sheet, cell, .. } = basis;
        (!cell.is_empty())
            .then(|| Link { text: format!("「{sheet}」シート {cell}"), row: self.of(file, sheet, cell) })
    }
}

impl<'a> Page<'a> {
    fn new(report: &'a GapReport) -> Self {
        let rows = Rows::new(&report.answers);
        let (conclusion_sign, conclusion_class) = match report.conclusion {
            "適合" => ("○", "good"),
            "条件付適合" => ("△", "fair"),
            "判定保留" => ("？", "open"),
            _ => ("×", "bad"),
        };
        let findings: BTreeMap<&str, &FindingView> =
            report.findings.iter().map(|finding| (finding.requirement.as_str(), finding)).collect();
        Self {
            organisation: &report.organisation,
            subject: &report.subject,
            ledger: report.ledger,
            policy: &report.policy,
            policy_edition: &report.policy_edition,
            section: &report.section,
            on: &report.on,
            on_era: &report.on_era,
            catalogue_edition: &report.catalogue_edition,
            profile: &report.profile,
            threshold: report.threshold,
            floor: report.floor,
            facts: report.facts.iter().map(|(label, value)| Fact { label, value }).collect(),
            conclusion: report.conclusion,
            conclusion_sign,
            conclusion_class,
            score_label: &report.score_label,
            bar: report.score.map(|score| ScoreBar::with_marks(score, report.threshold, report.floor)),
            radar: Radar::of(&report.obligations, report.threshold),
            reasons: reasons(report),
            lifts: report.lifts.iter().map(lift).collect(),
            counts: counts(report),
            internal_too: report.obligations.iter().any(|duty| duty.internal.is_some()),
            obligations: duties(&report.obligations),
            gaps: report.gaps.iter().map(|gap| gap_row(gap, &findings, &rows)).collect(),
            findings: finding_rows(report, &rows),
            answers: report.answers.iter().zip(1..).map(|(answer, row)| answer_row(answer, row)).collect(),
            grounds: by_duty(report).map(|(_, finding)| ground_row(finding)).collect(),
            unread: &report.unread,
            exceptions: &report.exceptions,
            notices: notices(report, &rows),
            sources: &report.sources,
            notes: &report.notes,
        }
    }
}

/// The ids stand in the order of those sentences that speak of one.
fn reasons(report: &GapReport) -> Vec<Reason<'_>> {
    let mut ids = report.decisive_requirements.iter().peekable();
    let with_id = |text: &'_ String| ids.next_if(|id| text.contains(id.as_str())).map(String::as_str);
    let found: Vec<Option<&str>> = report.decisive.iter().map(with_id).collect();
    report.decisive.iter().zip(found).map(|(text, requirement)| Reason { text, requirement }).collect()
}

fn lift(lift: &super::LiftView) -> Lift<'_> {
    let requirements: Vec<Titled<'_>> = lift.requirements.iter().map(|(id, title)| Titled { id, title }).collect();
    Lift { to: lift.to, number: requirements.len(), requirements }
}

fn counts(report: &GapReport) -> Vec<Count<'_>> {
    let of = |sign: &str| {
        let found = report.findings.iter().filter(|finding| finding.sign == sign);
        found.map(|finding| finding.requirement.as_str()).collect()
    };
    report
        .counts
        .iter()
        .map(|(sign, name, number)| Count { sign, name, number: *number, requirements: of(sign) })
        .collect()
}

/// One sentence of the policy often states several duties: it is shown once.
fn duties(obligations: &[ObligationView]) -> Vec<Duty<'_>> {
    let same =
        |one: &ObligationView, next: &ObligationView| (&one.sentence, &one.locator) == (&next.sentence, &next.locator);
    let runs = obligations.chunk_by(same);
    let spans = |run: &'_ [ObligationView]| std::iter::once(run.len()).chain(std::iter::repeat_n(0, run.len() - 1));
    runs.flat_map(|run| run.iter().zip(spans(run))).map(|(view, span)| duty(view, span)).collect()
}

fn duty(duty: &ObligationView, span: usize) -> Duty<'_> {
    let label = |score: Option<Score>| score.map_or_else(|| "－".to_owned(), Score::label);
    Duty {
        duty,
        score: duty.score.map(ScoreBar::plain),
        score_label: label(duty.score),
        internal_label: label(duty.internal),
        assessed: duty.total > 0,
        span,
    }
}

/// Only the answers that the gap rests on are named in its place; the others of the requirement may be good.
fn gap_row<'a>(gap: &'a GapView, findings: &BTreeMap<&str, &FindingView>, rows: &Rows<'_>) -> GapRow<'a> {
    let basis = findings.get(gap.requirement.as_str()).map(|finding| finding.basis.as_slice()).unwrap_or_default();
    let places = basis.iter().filter_map(|basis| rows.link(basis));
    GapRow {
        class: if gap.strength == Strength::Mandatory { "mandatory" } else { "other" },
        priority: gap.priority,
        requirement: &gap.requirement,
        title: &gap.title,
        strength: gap.strength,
        sign: gap.sign,
        verdict: &gap.verdict_label,
        said: &gap.said,
        places: places.filter(|link| gap.place.lines().any(|line| line == link.text)).collect(),
        satisfied_by: &gap.satisfied_by,
        remedy: &gap.remedy,
        deadline: &gap.deadline,
        deadline_era: &gap.deadline_era,
        clauses: clause_lines(&gap.clauses),
        by_clause: &gap.by_clause,
    }
}

fn clause_lines(clauses: &[ClauseView]) -> String {
    clauses.iter().map(|clause| format!("{} {}", clause.id, clause.title)).collect::<Vec<_>>().join("\n")
}

/// The findings in the order of the duties that they serve.
fn by_duty(report: &GapReport) -> impl Iterator<Item = (&ObligationView, &FindingView)> {
    report.obligations.iter().flat_map(|duty| {
        report.findings.iter().filter(|finding| finding.obligation == duty.id).map(move |finding| (duty, finding))
    })
}

fn finding_rows<'a>(report: &'a GapReport, rows: &Rows<'_>) -> Vec<FindingRow<'a>> {
    let mut above = None;
    let row = |(duty, finding): (&'a ObligationView, &'a FindingView)| {
        let first = above.replace(duty.id) != Some(duty.id);
        let heading = first.then(|| Heading {
            id: duty.id.id(),
            label: duty.label,
            sentence: &duty.sentence,
            locator: &duty.locator,
        });
        finding_row(heading, finding, rows)
    };
    by_duty(report).map(row).collect()
}

fn finding_row<'a>(heading: Option<Heading<'a>>, finding: &'a FindingView, rows: &Rows<'_>) -> FindingRow<'a> {
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
    FindingRow {
        heading,
        class: if finding.verdict.is_gap() { "gap" } else { "fine" },
        kind,
        sign: finding.sign,
        verdict: &finding.verdict_label,
        requirement: &finding.requirement,
        title: &finding.title,
        note: format!(
            "{}・得点 {} / {}{excepted}",
            finding.strength.label(),
            label(points.lower, points.upper),
            label(points.full, points.full)
        ),
        statement: &finding.statement,
        why: &finding.why,
        basis: finding.basis.iter().map(|basis| basis_row(basis, rows)).collect(),
    }
}

fn basis_row<'a>(basis: &'a BasisView, rows: &Rows<'_>) -> BasisRow<'a> {
    BasisRow {
        question: &basis.question,
        reading: &basis.answer_label,
        why: &basis.why,
        subject: &basis.subject,
        written: &basis.written,
        remark: &basis.remark,
        evidence: &basis.evidence,
        place: rows.link(basis),
        file: &basis.file,
    }
}

fn ground_row(finding: &FindingView) -> GroundRow<'_> {
    GroundRow {
        duty: finding.obligation.id(),
        requirement: &finding.requirement,
        title: &finding.title,
        items: finding.items.join("\n"),
        sources: finding.sources.join("\n"),
        clauses: clause_lines(&finding.clauses),
        proof: finding.proof.join("\n"),
    }
}

fn answer_row(answer: &AnswerView, row: usize) -> AnswerRow<'_> {
    let kind = match answer.answer {
        Answer::Met => "good",
        Answer::NotApplicable => "none",
        Answer::Partial | Answer::Planned => "fair",
        Answer::Unmet => "bad",
        Answer::Undisclosed | Answer::Unanswered | Answer::Unclear => "open",
    };
    AnswerRow {
        row,
        kind,
        question: &answer.question,
        asked: &answer.asked,
        reading: answer.answer_label,
        why: &answer.why,
        subject: &answer.subject,
        written: &answer.written,
        remark: &answer.remark,
        evidence: &answer.evidence,
        level: answer.evidence_label,
        sheet: &answer.sheet,
        cell: &answer.cell,
        file: &answer.file,
        requirements: &answer.requirements,
    }
}

fn notices<'a>(report: &'a GapReport, rows: &Rows<'_>) -> Vec<Notice<'a>> {
    let notice = |diagnostic: &'a crate::diagnostic::Diagnostic| {
        let place = &diagnostic.place;
        let cell = place.area().map(|area| area.to_string()).unwrap_or_default();
        Notice {
            severity: diagnostic.code.severity.label(),
            sentence: &diagnostic.sentence,
            place: Link {
                text: place.to_string(),
                row: rows.of(place.file_name(), place.sheet().unwrap_or_default(), &cell),
            },
            remedy: diagnostic.remedy(),
        }
    };
    report.diagnostics.iter().map(notice).collect()
}
