use super::{Finding, Grounds, Verdict};
use crate::catalogue::{ClauseId, RequirementId, Strength};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// How urgent a gap is, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// A mandatory requirement is not satisfied.
    High,
    /// A mandatory requirement is met in part or undetermined.
    Medium,
    /// A recommended requirement.
    Low,
    /// An informative one.
    Info,
}

impl Priority {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::High => "A 最優先",
            Self::Medium => "B 優先",
            Self::Low => "C 改善",
            Self::Info => "D 参考",
        }
    }
}

impl Serialize for Priority {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// Something that is missing, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The requirement.
    pub requirement: RequirementId,
    /// Index of its finding in the assessment.
    pub finding: usize,
    /// How urgent it is.
    pub priority: Priority,
    /// Until when it is to be cured; absent where a clause cannot cure it.
    pub deadline: Option<Date>,
    /// The clauses of this case that answer it; empty where none does.
    pub clauses: Vec<ClauseId>,
}

pub(super) fn gaps(findings: &[Finding<'_>], grounds: &Grounds<'_>) -> Vec<Gap> {
    // A condition runs from the beginning of the contract, or from today where that has begun.
    let from = grounds.case.map_or(grounds.on, |case| case.start.max(grounds.on));
    let mut gaps: Vec<Gap> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.verdict.is_gap())
        .map(|(index, finding)| Gap {
            requirement: finding.applied.requirement.id.clone(),
            finding: index,
            priority: priority(finding),
            deadline: finding.cure_days.and_then(|days| from.checked_add(i64::from(days).days()).ok()),
            clauses: clauses(finding, grounds),
        })
        .collect();
    gaps.sort_by_key(|gap| (gap.priority, gap.finding));
    gaps
}

fn priority(finding: &Finding<'_>) -> Priority {
    match (finding.applied.strength, finding.verdict) {
        (Strength::Mandatory, Verdict::NotSatisfied) => Priority::High,
        (Strength::Mandatory, _) => Priority::Medium,
        (Strength::Recommended, _) => Priority::Low,
        (Strength::Informative, _) => Priority::Info,
    }
}

fn clauses(finding: &Finding<'_>, grounds: &Grounds<'_>) -> Vec<ClauseId> {
    let Some(case) = grounds.case else { return Vec::new() };
    let known = finding.applied.requirement.clauses.iter().filter_map(|id| grounds.catalogue.clause(id));
    known.filter(|clause| clause.applies.holds(case)).map(|clause| clause.id.clone()).collect()
}
