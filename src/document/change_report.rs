use super::{diagnostics, era};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Library;
use crate::register::{Answers, Assessed, Changes, Register, Standing, Told, compare, signs};
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
    /// From the last two assessments of a vendor and case in the register; the case is given by id and title,
    /// [`Assessed::OWN`] for the organisation's own sheets.
    ///
    /// # Errors
    /// Where there are no two of them, or what the register says.
    pub fn last(
        register: &mut Register,
        library: &Library,
        organisation: &str,
        (id, title): (&str, &str),
        vendor: &str,
        on: Date,
    ) -> Told<Self> {
        let history = register.history(id, vendor)?;
        let [.., (_, before), (last, after)] = history.as_slice() else {
            let standing = Standing::of(register)?;
            return Err(Box::new(diagnostics::too_few_rounds(id, vendor, history.len(), &standing.of_case(id))));
        };
        // What an organisation says of itself is nobody else's business.
        let elsewhere = if id == Assessed::OWN { Vec::new() } else { register.elsewhere(vendor)? };
        let signs = signs(&last.file, library, after, Some(before), &elsewhere);
        let assessed: Vec<&Assessed> = history.iter().map(|(assessed, _)| assessed).collect();
        Ok(Self::new(library, organisation, title, &assessed, (before, after), signs, on))
    }

    /// From the assessments of one vendor and case, oldest first, and what the last two rest on.
    pub fn new(
        library: &Library,
        organisation: &str,
        title: &str,
        history: &[&Assessed],
        (before, after): (&Answers, &Answers),
        signs: Vec<Diagnostic>,
        on: Date,
    ) -> Self {
        let last = history.last();
        let changes = compare(library, before, after, on);
        let mut signs = signs;
        signs.extend(last.map(|last| changes.told(&last.file, &last.form)).unwrap_or_default());
        Self {
            schema: "change/1",
            organisation: organisation.to_owned(),
            case: last.map(|assessed| assessed.case.clone()).unwrap_or_default(),
            title: title.to_owned(),
            vendor: last.map(|assessed| assessed.vendor.clone()).unwrap_or_default(),
            on: on.to_string(),
            on_era: era::written(on),
            trend: history.iter().map(|assessed| TrendPoint::of(assessed)).collect(),
            changes,
            signs,
        }
    }
}

impl TrendPoint {
    /// Of an assessment.
    pub fn of(assessed: &Assessed) -> Self {
        Self {
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
}
