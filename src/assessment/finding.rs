use super::score::Points;
use super::verdict::{self, Verdict};
use super::{Doubt, Exception, Grounds};
use crate::catalogue::{Applied, Case, RequirementId};
use crate::questionnaire::{AnswerSheet, Evidence, Question, Reach, Response};

/// What a verdict rests on: a question and what was said to it.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The question.
    pub question: &'a Question,
    /// The file; absent when nothing was said.
    pub sheet: Option<&'a AnswerSheet>,
    /// What was said; absent when the question stood on no sheet that came back.
    pub response: Option<&'a Response>,
    /// Whether the question was sent out.
    pub sent_out: bool,
    /// What this answer alone makes of the requirement.
    pub verdict: Verdict,
}

/// The verdict on one requirement.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The requirement as it applies here.
    pub applied: Applied<'a>,
    /// The worst of its answers.
    pub verdict: Verdict,
    /// The answers, at least one entry per question.
    pub basis: Vec<Basis<'a>>,
    /// Parts of 100 attained, at least and at most.
    pub attained: (u32, u32),
    /// What it adds to the score, at least and at most; they add up to the score.
    pub points: Points,
    /// The live exception that lets it pass the gate, if any.
    pub exception: Option<&'a Exception>,
    /// Days in which a condition in the contract can cure it; absent: a clause cannot.
    pub cure_days: Option<u32>,
}

impl Finding<'_> {
    /// How sure one may be: the weakest evidence among its answers.
    pub fn evidence(&self) -> Option<Evidence> {
        self.basis.iter().filter_map(|basis| basis.response).map(|response| response.evidence).min()
    }

    /// Whether its questions stood on no sheet that came back.
    pub const fn was_never_asked(&self) -> bool {
        matches!(self.verdict, Verdict::Undetermined(Doubt::NotAsked | Doubt::NotReached))
    }

    /// Its weight in the score: none where it does not apply.
    pub(super) fn scored_weight(&self) -> u32 {
        if self.verdict == Verdict::NotApplicable { 0 } else { self.applied.weight }
    }
}

pub(super) fn find<'a>(applied: Applied<'a>, sheets: &[&'a AnswerSheet], grounds: &Grounds<'a>) -> Finding<'a> {
    let id = &applied.requirement.id;
    let mut basis: Vec<Basis<'a>> =
        grounds.library.leading_to(id).flat_map(|question| answers(question, sheets)).collect();
    let brought = brought(id, sheets);
    // Another form that asks the whole requirement leaves nothing of ours to ask.
    if brought.iter().any(|(_, reach)| *reach == Reach::Covers) {
        basis.retain(|entry| entry.response.is_some() || entry.sent_out);
    }
    basis.extend(brought.into_iter().map(|(entry, _)| entry));
    let foreign = sheets.iter().any(|sheet| sheet.is_foreign());
    for entry in &mut basis {
        entry.verdict = match verdict::of(entry) {
            Verdict::Undetermined(Doubt::NotAsked) if foreign => Verdict::Undetermined(Doubt::NotReached),
            verdict => verdict,
        };
    }
    let verdict = basis.iter().map(|entry| entry.verdict).max().unwrap_or(Verdict::Undetermined(Doubt::NotAsked));
    let attained = basis
        .iter()
        .filter(|entry| entry.verdict != Verdict::NotApplicable)
        .map(|entry| verdict::attainment(entry, entry.verdict, grounds.profile))
        .reduce(|(low, high), (other_low, other_high)| (low.min(other_low), high.min(other_high)))
        .unwrap_or((0, 100));
    Finding {
        applied,
        verdict,
        basis,
        attained,
        points: Points::default(),
        exception: grounds
            .exceptions
            .iter()
            .find(|exception| exception.requirement == *id && exception.is_live(grounds.on)),
        cure_days: applied.requirement.cure_days.filter(|_| has_clause(applied, grounds)),
    }
}

/// What questions of other forms say to a requirement for which a person has confirmed them.
fn brought<'a>(id: &'a RequirementId, sheets: &[&'a AnswerSheet]) -> Vec<(Basis<'a>, Reach)> {
    let mut found = Vec::new();
    for sheet in sheets {
        for brought in sheet.brought_for(id).filter(|brought| brought.reach != Reach::None) {
            found.extend(sheet.responses_to(&brought.question.id).map(|response| {
                let unjudged = Verdict::Undetermined(Doubt::NotAsked);
                let (question, sheet) = (&brought.question, Some(*sheet));
                (Basis { question, sheet, response: Some(response), sent_out: true, verdict: unjudged }, brought.reach)
            }));
        }
    }
    found
}

/// One entry per answer to the question, or one that says that there is none.
fn answers<'a>(question: &'a Question, sheets: &[&'a AnswerSheet]) -> Vec<Basis<'a>> {
    let unjudged = Verdict::Undetermined(Doubt::NotAsked);
    let mut found: Vec<Basis<'a>> = sheets
        .iter()
        .flat_map(|sheet| sheet.responses_to(&question.id).map(move |response| (*sheet, response)))
        .map(|(sheet, response)| Basis {
            question,
            sheet: Some(sheet),
            response: Some(response),
            sent_out: true,
            verdict: unjudged,
        })
        .collect();
    if found.is_empty() {
        let sent_out = sheets.iter().any(|sheet| sheet.asked.contains(&question.id));
        found.push(Basis { question, sheet: None, response: None, sent_out, verdict: unjudged });
    }
    found
}

/// A condition needs a contract to stand in: without a clause that applies to the case there is nothing to cure by.
fn has_clause(applied: Applied<'_>, grounds: &Grounds<'_>) -> bool {
    let holds = |case: &Case| {
        let mut clauses = applied.requirement.clauses.iter().filter_map(|id| grounds.catalogue.clause(id));
        clauses.any(|clause| clause.applies.holds(case))
    };
    grounds.case.is_some_and(holds)
}
