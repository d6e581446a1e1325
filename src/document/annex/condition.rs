use super::article::AnnexItem;
use super::{AnnexInput, contract_date};
use crate::assessment::{Finding, Verdict};
use crate::catalogue::{RequirementId, Strength};
use crate::document::clause_text::Run;
use crate::document::{era, full_width};
use crate::policy::Wording;
use serde::Serialize;

/// A corrective condition: what the vendor must cure, and until when.
#[derive(Clone, Debug, Serialize)]
pub struct RemedyCondition {
    /// The requirement.
    pub requirement: RequirementId,
    /// Its heading.
    pub title: String,
    /// 必須 or 推奨.
    pub strength: Strength,
    /// The verdict for readers.
    pub verdict: &'static str,
    /// Until when, ISO.
    pub deadline: String,
    /// The same in the Japanese calendar.
    pub deadline_era: String,
    /// The item of the annex.
    pub text: String,
}

/// A gap that no condition of the annex cures.
#[derive(Clone, Debug, Serialize)]
pub struct GapNote {
    /// The requirement.
    pub requirement: RequirementId,
    /// Its heading.
    pub title: String,
    /// 必須, 推奨 or 参考.
    pub strength: Strength,
    /// The verdict for readers.
    pub verdict: &'static str,
    /// What would satisfy it; for an accepted risk, who accepted it and until when.
    pub note: String,
}

/// The gaps of an assessment by what the annex can do about them, each in order of the catalogue.
#[derive(Debug, Default)]
pub(super) struct SortedGaps {
    /// Cured by a condition with a deadline.
    pub(super) conditions: Vec<RemedyCondition>,
    /// No clause can make up for them.
    pub(super) beyond_clauses: Vec<GapNote>,
    /// Nothing is known and no condition can ask: to be found out before the contract.
    pub(super) to_find_out: Vec<GapNote>,
    /// The organisation has accepted the risk: it asks for nothing.
    pub(super) accepted: Vec<GapNote>,
}

impl SortedGaps {
    pub(super) fn of(input: &AnnexInput<'_>) -> Self {
        let mut sorted = Self::default();
        let Some(assessment) = input.assessment else { return sorted };
        // In a contract the organisation and the vendor are its parties.
        let own = &input.workspace.wording;
        let words = Wording {
            self_name: own.parties.client().to_owned(),
            contractor: own.parties.supplier().to_owned(),
            ..own.clone()
        };
        let mut gaps: Vec<_> = assessment.gaps.iter().collect();
        gaps.sort_by_key(|gap| gap.finding);
        for gap in gaps {
            let Some(finding) = assessment.finding(gap) else { continue };
            let undetermined = matches!(finding.verdict, Verdict::Undetermined(_));
            if let Some(exception) = finding.exception {
                let until = era::written(exception.until);
                let note = format!("{}（{}が承認、{until}まで）", exception.reason, exception.approver);
                sorted.accepted.push(GapNote::new(finding, note));
            } else if let Some(deadline) = gap.deadline {
                if finding.applied.strength >= Strength::Recommended {
                    sorted.conditions.push(RemedyCondition {
                        requirement: gap.requirement.clone(),
                        title: finding.applied.requirement.title.clone(),
                        strength: finding.applied.strength,
                        verdict: finding.verdict.label(),
                        deadline: deadline.to_string(),
                        deadline_era: era::written(deadline),
                        text: format!("{}　期限　{}", demand(finding, &words), contract_date(deadline)),
                    });
                }
            } else {
                let note = GapNote::new(finding, own.apply(&finding.applied.requirement.satisfied_by));
                if undetermined { sorted.to_find_out.push(note) } else { sorted.beyond_clauses.push(note) }
            }
        }
        sorted
    }

    /// The conditions as items of the annex.
    pub(super) fn items(&self) -> Vec<AnnexItem> {
        let item = |condition: &RemedyCondition| AnnexItem {
            runs: vec![Run::written(&condition.text)],
            requirement: Some(condition.requirement.clone()),
        };
        self.conditions.iter().map(item).collect()
    }
}

impl GapNote {
    fn new(finding: &Finding<'_>, note: String) -> Self {
        Self {
            requirement: finding.applied.requirement.id.clone(),
            title: finding.applied.requirement.title.clone(),
            strength: finding.applied.strength,
            verdict: finding.verdict.label(),
            note,
        }
    }
}

/// What the vendor must do; where nothing is known, first to say how things are.
fn demand(finding: &Finding<'_>, words: &Wording) -> String {
    let requirement = finding.applied.requirement;
    let remedy = full_width::text(&words.apply(requirement.remedy.as_ref().unwrap_or(&requirement.statement)));
    match finding.verdict {
        Verdict::Undetermined(_) => {
            format!("{}の状況を書面で明らかにし、満たしていないときは、{remedy}", full_width::text(&requirement.title))
        }
        _ => remedy,
    }
}
