use super::{diagnostics, era};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Library;
use crate::register::{
    Answers, Assessed, Change, Changed, Changes, Found, Register, Said, Standing, Told, compare, signs,
};
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

/// A demand or a question that reads otherwise than last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restated {
    /// The requirement.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// 要求事項, or 設問 with its id.
    pub what: String,
    /// The words of last time.
    pub before: String,
    /// The words of now.
    pub after: String,
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
    /// The old and the new words of what was restated.
    pub restated: Vec<Restated>,
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
        let restated = restated(&changes.rows, before, after);
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
            restated,
            signs,
        }
    }
}

/// Of each restated requirement the demand, and the questions whose words differ.
fn restated(rows: &[Changed], before: &Answers, after: &Answers) -> Vec<Restated> {
    let mut list = Vec::new();
    for row in rows.iter().filter(|row| row.changes.contains(&Change::Restated)) {
        let of = |answers: &'_ Answers| -> Option<Found> {
            answers.findings.iter().find(|found| found.requirement == row.requirement).cloned()
        };
        let (Some(old), Some(new)) = (of(before), of(after)) else { continue };
        let mut tell = |what: String, before: &str, after: &str| {
            if before.split_whitespace().eq(after.split_whitespace()) {
                return;
            }
            list.push(Restated {
                requirement: row.requirement.clone(),
                title: row.title.clone(),
                what,
                before: words(before),
                after: words(after),
            });
        };
        tell("要求事項".to_owned(), &old.statement, &new.statement);
        let only_old = old.questions.iter().filter(|id| !new.questions.contains(id));
        for id in new.questions.iter().chain(only_old) {
            tell(format!("設問 {id}"), asked(before, id), asked(after, id));
        }
    }
    list
}

fn asked<'a>(answers: &'a Answers, question: &str) -> &'a str {
    let said = answers.answers.iter().find(|said: &&Said| said.question == question);
    said.map(|said| said.asked.as_str()).unwrap_or_default()
}

fn words(text: &str) -> String {
    if text.trim().is_empty() { "（この設問はない）".to_owned() } else { text.to_owned() }
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
