use super::Finding;
use crate::policy::ObligationId;
use serde::Serialize;

/// A score range in hundredths of a point of 100: 7,525 is 75.25 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// With all that is undetermined counted as not satisfied.
    pub lower: u32,
    /// With all that is undetermined counted as satisfied.
    pub upper: u32,
}

impl Score {
    /// 「75.25」, or 「62.10～75.25」 where something is undetermined.
    pub fn label(self) -> String {
        let points = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        if self.lower == self.upper {
            points(self.lower)
        } else {
            format!("{}～{}", points(self.lower), points(self.upper))
        }
    }
}

/// What one finding adds to the two ends of the score, in hundredths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Points {
    /// To the lower bound.
    pub lower: u32,
    /// To the upper bound.
    pub upper: u32,
    /// What it could add at most.
    pub full: u32,
}

/// Computes the score and shares it out to the findings, so that their points add up to it exactly.
pub(super) fn share(findings: &mut [Finding<'_>]) -> Option<Score> {
    let score = of(findings.iter())?;
    let weights: Vec<u64> = findings.iter().map(|finding| u64::from(finding.scored_weight())).collect();
    let attained = |part: fn(&Finding<'_>) -> u32| -> Vec<u64> {
        findings.iter().zip(&weights).map(|(finding, weight)| weight * u64::from(part(finding))).collect()
    };
    let lower = apportion(score.lower, &attained(|finding| finding.attained.0));
    let upper = apportion(score.upper, &attained(|finding| finding.attained.1));
    let full = apportion(10_000, &weights);
    for (finding, ((lower, upper), full)) in findings.iter_mut().zip(lower.into_iter().zip(upper).zip(full)) {
        finding.points = super::Points { lower, upper, full };
    }
    Some(score)
}

/// The score of some findings; none where nothing is to be scored.
pub(super) fn of<'f, 'a: 'f>(findings: impl Iterator<Item = &'f Finding<'a>>) -> Option<Score> {
    let (mut total, mut lower, mut upper) = (0u64, 0u64, 0u64);
    for finding in findings {
        let weight = u64::from(finding.scored_weight());
        total += weight;
        lower += weight * u64::from(finding.attained.0);
        upper += weight * u64::from(finding.attained.1);
    }
    let hundredths = |sum: u64| u32::try_from((sum * 100).checked_div(total)?).ok();
    Some(Score { lower: hundredths(lower)?, upper: hundredths(upper)? })
}

pub(super) fn by_obligation(findings: &[Finding<'_>]) -> Vec<(ObligationId, Score)> {
    let serving =
        |id: ObligationId| findings.iter().filter(move |finding| finding.applied.requirement.obligation == id);
    ObligationId::ALL.into_iter().filter_map(|id| Some((id, of(serving(id))?))).collect()
}

/// Shares a whole number out in proportion, so that the parts add up to it: the largest remainders are rounded up.
fn apportion(total: u32, parts: &[u64]) -> Vec<u32> {
    let sum: u64 = parts.iter().sum();
    if sum == 0 {
        return vec![0; parts.len()];
    }
    let whole = |part: u64| part * u64::from(total) / sum;
    let mut shares: Vec<u64> = parts.iter().map(|part| whole(*part)).collect();
    let left = u64::from(total).saturating_sub(shares.iter().sum());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| {
        let part = parts.get(*index).copied().unwrap_or(0);
        (std::cmp::Reverse(part * u64::from(total) % sum), *index)
    });
    for index in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares.into_iter().map(|share| u32::try_from(share).unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_total_whatever_the_parts() {
        for parts in [vec![1, 1, 1], vec![0, 5, 7], vec![3], vec![0, 0], vec![10_000, 1, 1, 1]] {
            let total: u32 = apportion(10_000, &parts).iter().sum();
            assert_eq!(total, if parts.iter().sum::<u64>() == 0 { 0 } else { 10_000 });
        }
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
    }

    #[test]
    fn a_range_is_shown_as_two_ends_and_a_single_score_as_one() {
        assert_eq!(Score { lower: 7_525, upper: 7_525 }.label(), "75.25");
        assert_eq!(Score { lower: 6_210, upper: 7_505 }.label(), "62.10～75.05");
    }
}
