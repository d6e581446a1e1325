//! Requirements × answers → findings, score range, conclusion: pure and total.
//!
//! [`assess`] has no error, no clock, no file and no floating point; the day is an argument. The score never overrides
//! the gate of the mandatory requirements, and silence never counts for the respondent. Every verdict carries the
//! answers it rests on.

mod conclusion;
mod deadline;
pub mod diagnostics;
mod exception;
mod finding;
mod gap;
mod lift;
mod score;
mod verdict;

pub use conclusion::{Conclusion, Decisive};
pub use deadline::Deadline;
pub use exception::Exception;
pub use finding::{Basis, Finding};
pub use gap::{Gap, Priority};
pub use lift::Lift;
pub use score::{Points, Score};
pub use verdict::{Doubt, Verdict};

use crate::catalogue::{Case, Catalogue, Profile, QuestionId, Scope};
use crate::diagnostic::Diagnostic;
use crate::policy::ObligationId;
use crate::questionnaire::{AnswerSheet, Library, Question};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is known when an assessment is made.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// All requirements and clauses.
    pub catalogue: &'a Catalogue,
    /// All questions.
    pub library: &'a Library,
    /// Weights and thresholds.
    pub profile: &'a Profile,
    /// The case; absent for the organisation's check of itself.
    pub case: Option<&'a Case>,
    /// Accepted risks of this case and vendor.
    pub exceptions: &'a [Exception],
    /// The day of the assessment.
    pub on: Date,
}

/// The result for one respondent.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// One finding per applicable requirement, in order of the catalogue.
    pub findings: Vec<Finding<'a>>,
    /// The score range; absent when nothing can be scored.
    pub score: Option<Score>,
    /// Score range per obligation that has something to score, in order.
    pub obligations: Vec<(ObligationId, Score)>,
    /// The conclusion.
    pub conclusion: Conclusion,
    /// What decided it.
    pub decisive: Vec<Decisive>,
    /// The least sets of remedies that would lift it, nearest first.
    pub lifts: Vec<Lift>,
    /// What is missing, most urgent first.
    pub gaps: Vec<Gap>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

impl Assessment<'_> {
    /// The finding of a gap.
    pub fn finding(&self, gap: &Gap) -> Option<&Finding<'_>> {
        self.findings.get(gap.finding)
    }

    /// The questions of ours whose answers would settle what is undetermined: those of undetermined requirements that have no readable
    /// answer yet.
    pub fn open_questions<'q>(&self, library: &'q Library) -> BTreeSet<&'q QuestionId> {
        let open = self.findings.iter().filter(|finding| matches!(finding.verdict, Verdict::Undetermined(_)));
        open.flat_map(|finding| {
            let id = &finding.applied.requirement.id;
            let settled = |question: &Question| {
                let mut said = finding.basis.iter().filter(|basis| basis.question.id == question.id);
                let determined = |basis: &Basis<'_>| !matches!(basis.verdict, Verdict::Undetermined(_));
                said.clone().count() > 0 && said.all(determined)
            };
            library.leading_to(id).filter(move |question| !settled(question)).map(|question| &question.id)
        })
        .collect()
    }

    /// How many findings have this verdict, doubts of all kinds counted together.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict.same_kind(verdict)).count()
    }
}

/// Assesses what the sheets of one respondent say against the requirements that apply.
pub fn assess<'a>(scope: &Scope<'a>, sheets: &[&'a AnswerSheet], grounds: &Grounds<'a>) -> Assessment<'a> {
    let mut findings: Vec<Finding<'a>> = scope.iter().map(|applied| finding::find(*applied, sheets, grounds)).collect();
    let score = score::share(&mut findings);
    let obligations = score::by_obligation(&findings);
    let (conclusion, decisive) = conclusion::conclude(&findings, score, grounds.profile);
    let lifts = lift::lifts(&findings, conclusion, grounds.profile);
    let gaps = gap::gaps(&findings, grounds);
    let diagnostics = diagnostics::of(&findings, grounds);
    Assessment { findings, score, obligations, conclusion, decisive, lifts, gaps, diagnostics }
}
