use crate::catalogue::{Catalogue, Expectation, Level, Said};
use crate::diagnostic::Diagnostic;
use crate::policy::{PolicyReading, Wording};
use crate::workspace::Workspace;
use jiff::civil::Date;
use serde::Serialize;

/// What the law and the guideline expect, and whether the policy says it: what `itaku policy --check` prints.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyCheckView {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The file.
    pub file: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The day of the check, ISO.
    pub on: Date,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Everything that is expected.
    pub expectations: Vec<ExpectationView>,
    /// What falls due when.
    pub deadlines: Vec<DeadlineView>,
    /// What the reader must be told of the document.
    pub diagnostics: Vec<Diagnostic>,
}

/// One expectation.
#[derive(Clone, Debug, Serialize)]
pub struct ExpectationView {
    /// Its id.
    pub id: String,
    /// A row heading.
    pub title: String,
    /// How binding.
    pub level: Level,
    /// What is expected.
    pub expects: String,
    /// Whether the policy says it.
    pub said: Said,
    /// Where.
    pub locator: Option<String>,
    /// Its words.
    pub sentence: Option<String>,
    /// On which line.
    pub line: Option<usize>,
    /// Laws and guidelines.
    pub sources: Vec<String>,
    /// From when the law demands it.
    pub due: Option<Date>,
    /// Wording of our own; only where the policy does not plainly say it.
    pub proposal: Option<String>,
}

/// A day on which a duty begins.
#[derive(Clone, Debug, Serialize)]
pub struct DeadlineView {
    /// The day.
    pub day: Date,
    /// Whether it has come.
    pub begun: bool,
    /// Days until then; negative afterwards.
    pub days: i32,
    /// A row heading.
    pub title: String,
    /// What is due.
    pub says: String,
    /// What holds for that which is there already.
    pub transitional: String,
    /// Laws and guidelines.
    pub sources: Vec<String>,
    /// The workspace's cases, and whether it applies to each.
    pub cases: Vec<CaseLine>,
}

/// A case and whether a duty applies to it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its start.
    pub start: Date,
    /// It begins on the day or later; otherwise the transitional rule holds.
    pub applies: bool,
}

impl PolicyCheckView {
    /// Checks a policy on a day. The workspace's cases, if any, stand at the deadlines.
    pub fn new(reading: &PolicyReading, catalogue: &Catalogue, workspace: Option<&Workspace>, on: Date) -> Self {
        let neutral = Wording::neutral();
        let wording = Wording { self_name: reading.self_name.clone().unwrap_or(neutral.self_name.clone()), ..neutral };
        let sources = |ids: &[String]| {
            ids.iter().filter_map(|id| catalogue.citation(id)).map(|citation| citation.label()).collect::<Vec<_>>()
        };
        let view = |expectation: &Expectation| {
            let saying = expectation.look(reading);
            ExpectationView {
                id: expectation.id.clone(),
                title: expectation.title.clone(),
                level: expectation.level,
                expects: expectation.expects.clone(),
                said: saying.said,
                locator: saying.locator,
                sentence: saying.sentence,
                line: saying.line,
                sources: sources(&expectation.sources),
                due: expectation.due,
                proposal: (saying.said != Said::Stated).then(|| wording.apply(&expectation.proposal)),
            }
        };
        let deadlines = catalogue.deadlines.iter().map(|deadline| DeadlineView {
            day: deadline.day,
            begun: deadline.day <= on,
            days: on.until(deadline.day).map(|span| span.get_days()).unwrap_or_default(),
            title: deadline.title.clone(),
            says: deadline.says.clone(),
            transitional: deadline.transitional.clone(),
            sources: sources(&deadline.sources),
            cases: cases(workspace, deadline.for_cases, deadline.day),
        });
        Self {
            schema: "policy-check/1",
            file: reading.file.clone(),
            organisation: reading.organisation.clone(),
            on,
            catalogue_edition: catalogue.edition.clone(),
            expectations: catalogue.expectations.iter().map(view).collect(),
            deadlines: deadlines.collect(),
            diagnostics: reading.diagnostics.clone(),
        }
    }

    /// What the policy does not plainly say.
    pub fn lacking(&self) -> impl Iterator<Item = &ExpectationView> {
        self.expectations.iter().filter(|expectation| expectation.said != Said::Stated)
    }
}

fn cases(workspace: Option<&Workspace>, wanted: bool, day: Date) -> Vec<CaseLine> {
    let cases = workspace.iter().filter(|_| wanted).flat_map(|workspace| &workspace.cases);
    cases
        .map(|case| CaseLine {
            id: case.id.to_string(),
            title: case.title.clone(),
            start: case.start,
            applies: case.start >= day,
        })
        .collect()
}
