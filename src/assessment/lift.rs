use super::conclusion::{Conclusion, gate};
use super::{Finding, score};
use crate::catalogue::{Profile, RequirementId};
use serde::Serialize;

/// The least set of requirements that, once satisfied, lifts the conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lift {
    /// What the conclusion would be.
    pub to: Conclusion,
    /// What must be satisfied, in order of the catalogue.
    pub requirements: Vec<RequirementId>,
}

/// One set per better conclusion worth reaching (条件付適合, 適合), nearest first; none where the conclusion is the best
/// already or nothing can be scored.
pub(super) fn lifts(findings: &[Finding<'_>], now: Conclusion, profile: &Profile) -> Vec<Lift> {
    let targets = [Conclusion::Conditional, Conclusion::Suitable];
    targets.into_iter().filter(|target| *target < now).filter_map(|target| lift(findings, target, profile)).collect()
}

/// What the gate forces, and then the largest gains until the bound of the score is reached. Satisfying a requirement
/// changes no weight, so taking the largest gains first takes the fewest.
fn lift(findings: &[Finding<'_>], target: Conclusion, profile: &Profile) -> Option<Lift> {
    let mut solved: Vec<bool> = findings.iter().map(|finding| gate(finding) > target).collect();
    reach(findings, &mut solved, profile.floor, |finding| finding.attained.1)?;
    if target == Conclusion::Suitable {
        reach(findings, &mut solved, profile.threshold, |finding| finding.attained.0)?;
    }
    let chosen = findings.iter().zip(&solved).filter(|(_, solved)| **solved);
    let requirements: Vec<RequirementId> = chosen.map(|(finding, _)| finding.applied.requirement.id.clone()).collect();
    (!requirements.is_empty()).then_some(Lift { to: target, requirements })
}

/// Solves further findings, largest gain first, until the bound that `attained` measures reaches `points` of 100.
fn reach(findings: &[Finding<'_>], solved: &mut [bool], points: u32, attained: fn(&Finding<'_>) -> u32) -> Option<()> {
    score::of(findings.iter())?;
    let total: u64 = findings.iter().map(|finding| u64::from(finding.scored_weight())).sum();
    let gain = |finding: &Finding<'_>| u64::from(finding.scored_weight()) * u64::from(100 - attained(finding).min(100));
    let lost: u64 =
        findings.iter().zip(solved.iter()).filter(|(_, solved)| !**solved).map(|(finding, _)| gain(finding)).sum();
    let mut missing = lost.saturating_sub(total * u64::from(100 - points.min(100)));
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(findings.get(*index).map_or(0, gain)), *index));
    for index in order {
        if missing == 0 {
            break;
        }
        if let (Some(finding), Some(solved)) = (findings.get(index), solved.get_mut(index))
            && !*solved
        {
            *solved = true;
            missing = missing.saturating_sub(gain(finding));
        }
    }
    (missing == 0).then_some(())
}
