use super::{Finding, Score, Verdict};
use crate::catalogue::{Profile, RequirementId, Strength};
use serde::{Serialize, Serializer};

/// The whole in one word. The declared order is the rule: the worst reason decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conclusion {
    /// 適合: every mandatory requirement satisfied or under a live exception, and the lower bound reaches the threshold.
    Suitable,
    /// 条件付適合: what is missing can be cured by a condition with a deadline, or the score lies under the threshold.
    Conditional,
    /// 判定保留: a mandatory requirement is undetermined, or nothing could be scored.
    Pending,
    /// 不適合: a mandatory requirement is not satisfied and no clause can cure it, or the upper bound lies under the floor.
    Unsuitable,
}

impl Conclusion {
    /// All, best first.
    pub const ALL: [Self; 4] = [Self::Suitable, Self::Conditional, Self::Pending, Self::Unsuitable];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Suitable => "適合",
            Self::Conditional => "条件付適合",
            Self::Pending => "判定保留",
            Self::Unsuitable => "不適合",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|conclusion| conclusion.label() == text)
    }
}

impl Serialize for Conclusion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// A reason that leads to the conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decisive {
    /// A mandatory requirement with this verdict.
    Requirement(RequirementId, Verdict),
    /// The upper bound lies under the floor.
    UnderFloor,
    /// The lower bound lies under the threshold.
    UnderThreshold,
    /// Nothing could be scored.
    NothingScored,
}

/// How far a finding alone lets the whole go.
pub(super) fn gate(finding: &Finding<'_>) -> Conclusion {
    if finding.applied.strength != Strength::Mandatory || finding.exception.is_some() {
        return Conclusion::Suitable;
    }
    match finding.verdict {
        Verdict::NotApplicable | Verdict::Satisfied => Conclusion::Suitable,
        Verdict::Partly => Conclusion::Conditional,
        Verdict::Undetermined(_) => Conclusion::Pending,
        Verdict::NotSatisfied if finding.cure_days.is_some() => Conclusion::Conditional,
        Verdict::NotSatisfied => Conclusion::Unsuitable,
    }
}

/// The worst reason and all reasons as bad as that.
pub(super) fn conclude(
    findings: &[Finding<'_>],
    score: Option<Score>,
    profile: &Profile,
) -> (Conclusion, Vec<Decisive>) {
    let mut reasons: Vec<(Conclusion, Decisive)> = findings
        .iter()
        .map(|finding| (gate(finding), Decisive::Requirement(finding.applied.requirement.id.clone(), finding.verdict)))
        .collect();
    match score {
        None => reasons.push((Conclusion::Pending, Decisive::NothingScored)),
        Some(score) => {
            if score.upper < profile.floor * 100 {
                reasons.push((Conclusion::Unsuitable, Decisive::UnderFloor));
            }
            if score.lower < profile.threshold * 100 {
                reasons.push((Conclusion::Conditional, Decisive::UnderThreshold));
            }
        }
    }
    let conclusion = reasons.iter().map(|(conclusion, _)| *conclusion).max().unwrap_or(Conclusion::Pending);
    if conclusion == Conclusion::Suitable {
        return (conclusion, Vec::new());
    }
    let decisive =
        reasons.into_iter().filter(|(reason, _)| *reason == conclusion).map(|(_, decisive)| decisive).collect();
    (conclusion, decisive)
}
