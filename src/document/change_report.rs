use super::era;
use crate::diagnostic::Diagnostic;
use crate::register::{Answers, Assessed, Changes, compare};
use jiff::civil::Date;
use serde::Serialize;

/// One assessment of the years, for the trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrendPoint {
    /// The day, ISO.
    pub on: String,
    /// The same in the Japanese calendar.
    pub on_era: String,
    /// The conclusion.
    pub conclusion: String,
    /// The score for readers.
    pub score: String,
    /// Lower bound in hundredths.
    pub lower: Option<u32>,
    /// Upper bound in hundredths.
    pub upper: Option<u32>,
    /// Signs with numbers.
    pub tally: String,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Edition of the policy.
    pub policy_edition: String,
    /// The file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What changed between a vendor's last two assessments: the view model that workbook, page and JSON draw.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeReport {
    /// How to read the JSON.
    pub schema: &'static str,
    /// Whose register it is.
    pub organisation: String,
    /// The case's id.
    pub case: String,
    /// The case's title.
    pub title: String,
    /// The vendor.
    pub vendor: String,
    /// The day of the report, ISO.
    pub on: String,
    /// The same in the Japanese calendar.
    pub on_era: String,
    /// All assessments, oldest first.
    pub trend: Vec<TrendPoint>,
    /// What became of each requirement.
    pub changes: Changes,
    /// Contradictions and signs, told by rule.
    pub signs: Vec<Diagnostic>,
}

impl ChangeReport {
    /// From the assessments of one vendor and case, oldest first, and what the last two rest on.
    pub fn new(
        organisation: &str,
        title: &str,
        history: &[&Assessed],
        (before, after): (&Answers, &Answers),
        signs: Vec<Diagnostic>,
        on: Date,
    ) -> Self {
        let last = history.last();
        Self {
            schema: "change/1",
            organisation: organisation.to_owned(),
            case: last.map(|assessed| assessed.case.clone()).unwrap_or_default(),
            title: title.to_owned(),
            vendor: last.map(|assessed| assessed.vendor.clone()).unwrap_or_default(),
            on: on.to_string(),
            on_era: era::written(on),
            trend: history.iter().map(|assessed| point(assessed)).collect(),
            changes: compare(before, after, on),
            signs,
        }
    }
}

fn point(assessed: &Assessed) -> TrendPoint {
    TrendPoint {
        on: assessed.on.to_string(),
        on_era: era::written(assessed.on),
        conclusion: assessed.conclusion.clone(),
        score: assessed.score(),
        lower: assessed.lower,
        upper: assessed.upper,
        tally: assessed.tally(),
        catalogue_edition: assessed.catalogue_edition.clone(),
        policy_edition: assessed.policy_edition.clone(),
        file: assessed.file.clone(),
        sha256: assessed.sha256.clone(),
    }
}
