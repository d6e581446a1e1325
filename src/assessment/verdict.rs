use super::finding::Basis;
use crate::catalogue::Profile;
use crate::questionnaire::Answer;
use serde::{Serialize, Serializer};

/// Why nothing can be said, the least grave first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// The question stood on no sheet that came back.
    NotAsked,
    /// The form that came back is not ours and does not ask it.
    NotReached,
    /// The question was sent out and its row is gone.
    RowMissing,
    /// Nothing was written.
    Blank,
    /// 該当なし without a reason.
    NoReason,
    /// 該当なし where the question does not allow it.
    MustApply,
    /// The respondent declines to say.
    Undisclosed,
    /// Something was written that cannot be read.
    Unclear,
}

impl Doubt {
    /// Why, for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotAsked => "質問していない",
            Self::NotReached => "この様式では尋ねていません",
            Self::RowMissing => "設問の行がない",
            Self::Blank => "未回答",
            Self::NoReason => "該当なしの理由がない",
            Self::MustApply => "該当なしは認められない",
            Self::Undisclosed => "非開示",
            Self::Unclear => "判読不能",
        }
    }
}

/// Whether a requirement is met. The declared order is the rule 「worst wins」: unknown together with "no" is "no",
/// unknown together with "yes" stays unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 該当なし, with a reason, where that is allowed.
    NotApplicable,
    /// 充足.
    Satisfied,
    /// 一部充足.
    Partly,
    /// 判定できない, with why.
    Undetermined(Doubt),
    /// 未充足.
    NotSatisfied,
}

impl Verdict {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotApplicable => "該当なし",
            Self::Satisfied => "充足",
            Self::Partly => "一部充足",
            Self::Undetermined(_) => "判定不能",
            Self::NotSatisfied => "未充足",
        }
    }

    /// A sign that can be told apart without colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::NotApplicable => "－",
            Self::Satisfied => "○",
            Self::Partly => "△",
            Self::Undetermined(_) => "？",
            Self::NotSatisfied => "×",
        }
    }

    /// Whether something is missing.
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Partly | Self::Undetermined(_) | Self::NotSatisfied)
    }

    /// Whether both say the same, doubts of all kinds counted as one.
    pub fn same_kind(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::NotApplicable => "not_applicable",
            Self::Satisfied => "satisfied",
            Self::Partly => "partly",
            Self::Undetermined(_) => "undetermined",
            Self::NotSatisfied => "not_satisfied",
        })
    }
}

/// What one answer makes of the requirement it serves.
pub(super) fn of(basis: &Basis<'_>) -> Verdict {
    let Some(response) = basis.response else {
        return Verdict::Undetermined(if basis.sent_out { Doubt::RowMissing } else { Doubt::NotAsked });
    };
    match response.answer {
        Answer::Met => Verdict::Satisfied,
        Answer::Partial => Verdict::Partly,
        // What is only planned is not there.
        Answer::Planned | Answer::Unmet => Verdict::NotSatisfied,
        Answer::NotApplicable if !basis.question.not_applicable => Verdict::Undetermined(Doubt::MustApply),
        Answer::NotApplicable if response.reason.is_none() => Verdict::Undetermined(Doubt::NoReason),
        Answer::NotApplicable => Verdict::NotApplicable,
        Answer::Undisclosed => Verdict::Undetermined(Doubt::Undisclosed),
        Answer::Unanswered => Verdict::Undetermined(Doubt::Blank),
        Answer::Unclear => Verdict::Undetermined(Doubt::Unclear),
    }
}

/// Parts of 100 that one answer attains, at least and at most.
pub(super) fn attainment(basis: &Basis<'_>, verdict: Verdict, profile: &Profile) -> (u32, u32) {
    match verdict {
        Verdict::NotApplicable | Verdict::Satisfied => (100, 100),
        Verdict::Partly => (profile.partly, profile.partly),
        Verdict::Undetermined(_) => (0, 100),
        // A plan counts only with a date that can be checked.
        Verdict::NotSatisfied => match basis.response {
            Some(response) if response.answer == Answer::Planned && response.planned_for.is_some() => {
                (profile.planned, profile.planned)
            }
            _ => (0, 0),
        },
    }
}
