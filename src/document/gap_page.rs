//! The gap report as one HTML file: no script, no outside resource, every number a link to what it rests on.
//!
//! The templates decide nothing: what they need beyond the view model (anchors, the numbers of the charts) is made here.

mod chart;
mod rows;
mod skins;

use super::diagnostics::template_fault;
use super::{ExceptionView, GapReport, ObligationView, SourceFile, WriteError, xml_skin};
use crate::assessment::Score;
use crate::questionnaire::Unread;
pub use chart::{Radar, ScoreBar};
use handlebars::{Context, Handlebars};
use rows::{Link, Rows};
use serde::Serialize;
use skins::Skins;
use std::sync::OnceLock;

const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/gap.css"));

/// A section in a file of `templates/report/gap`: its name and its text. Each is a file of its own also because the
/// template library takes time with the square of a file's length.
macro_rules! section {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/gap/", $name, ".html.hbs")))
    };
}

const SECTIONS: [(&str, &str); 4] = [section!("summary"), section!("duties"), section!("doubts"), section!("sources")];

/// The report as a page, ready to be saved as UTF-8.
///
/// # Errors
/// [`WriteError::Template`] where a template names something that is not there.
pub fn gap_page(report: &GapReport) -> Result<String, WriteError> {
    let skins = Skins::get()?;
    let rows = Rows::new(report, skins);
    let engine = engine().as_ref().map_err(Clone::clone)?;
    let refused = |name: &str, error: &handlebars::RenderError| fault(name, error.line_no, &error.to_string());
    let values = Context::wraps(Sections::new(report, &rows)).map_err(|error| refused("summary", &error))?;
    let section = |name: &str| engine.render_with_context(name, &values).map_err(|error| refused(name, &error));
    Ok(skins.page.filled([
        &report.subject,
        &report.organisation,
        STYLE,
        &report.policy,
        &report.section,
        report.ledger,
        &report.on,
        &report.on_era,
        &section("summary")?,
        &section("duties")?,
        &rows.gaps(),
        &rows.findings(),
        &rows.answers(),
        &section("doubts")?,
        &rows.grounds(),
        &section("sources")?,
        &report.catalogue_edition,
    ]))
}

/// Compiles the templates of the page, which takes as long as reading a returned file: for a program that has a core to
/// spare before its first page. What is wrong with them is told by [`gap_page`].
pub fn prepare_gap_page() {
    let _: &Result<_, _> = engine();
}

/// The sections' templates, compiled once per process.
fn engine() -> &'static Result<Handlebars<'static>, WriteError> {
    static ENGINE: OnceLock<Result<Handlebars<'static>, WriteError>> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(xml_skin::escaped_lines);
        for (name, source) in SECTIONS {
            engine
                .register_template_string(name, source)
                .map_err(|error| fault(name, error.pos().map(|(line, _)| line), &error.to_string()))?;
        }
        Ok(engine)
    })
}

fn fault(section: &str, line: Option<usize>, cause: &str) -> WriteError {
    let name = format!("templates/report/gap/{section}.html.hbs");
    WriteError::Template(vec![template_fault(&name, line.unwrap_or(1), cause)])
}

/// What the sections draw.
#[derive(Serialize)]
struct Sections<'a> {
    policy: &'a str,
    policy_edition: &'a str,
    section: &'a str,
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
struct Notice<'a> {
    severity: &'static str,
    sentence: &'a str,
    place: Link,
    remedy: &'a str,
}

impl<'a> Sections<'a> {
    fn new(report: &'a GapReport, rows: &Rows<'_>) -> Self {
        let (conclusion_sign, conclusion_class) = match report.conclusion {
            "適合" => ("○", "good"),
            "条件付適合" => ("△", "fair"),
            "判定保留" => ("？", "open"),
            _ => ("×", "bad"),
        };
        Self {
            policy: &report.policy,
            policy_edition: &report.policy_edition,
            section: &report.section,
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
            unread: &report.unread,
            exceptions: &report.exceptions,
            notices: notices(report, rows),
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

fn notices<'a>(report: &'a GapReport, rows: &Rows<'_>) -> Vec<Notice<'a>> {
    let notice = |diagnostic: &'a crate::diagnostic::Diagnostic| {
        let place = &diagnostic.place;
        let cell = place.area().map(|area| area.to_string()).unwrap_or_default();
        Notice {
            severity: diagnostic.code.severity.label(),
            sentence: &diagnostic.sentence,
            place: Link {
                text: place.to_string(),
                row: rows.row_of(place.file_name(), place.sheet().unwrap_or_default(), &cell),
            },
            remedy: diagnostic.remedy(),
        }
    };
    report.diagnostics.iter().map(notice).collect()
}
