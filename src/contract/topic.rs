use super::provision::fold;
use crate::catalogue::ContractTerms;
use crate::datafile::{Collection, Files, Shape, Table, embedded};
use crate::diagnostic::Diagnostic;
use std::sync::OnceLock;

const TOPICS: Files = embedded!["templates/topics.toml"];

/// What makes a sentence about a topic good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The supplier must do something.
    Duty,
    /// The supplier must not do something.
    Ban,
    /// The client may do something, or the supplier must suffer it.
    Right,
    /// The sentence settles something for both.
    Statement,
}

/// A subject that an annex must settle, with the words by which it is recognised. Words are alternatives, folded.
#[derive(Clone, Debug)]
pub struct Topic {
    /// `T21`.
    pub id: String,
    /// Its name for readers.
    pub title: String,
    /// What makes a sentence good.
    pub manner: Manner,
    /// Whether terms of use must settle it too.
    pub general_terms: bool,
    /// One of these stands in the sentence or in the article's heading.
    pub subject: Vec<String>,
    /// Of each of these groups one stands in the sentence itself. The first names the deed.
    pub says: Vec<Vec<String>>,
    /// With one of these a ban may be written as a duty: 保持, 承諾を得.
    pub keeps: Vec<String>,
    /// A sentence with one of these says the opposite.
    pub against: Vec<String>,
    /// A sentence with one of these takes much away: 上限, 合理的な範囲.
    pub weakens: Vec<String>,
    /// Sentences with one of these speak of another matter, though the words are the same.
    pub others: Vec<String>,
    /// What a good sentence or its article must also say.
    pub details: Vec<Detail>,
}

/// A detail without which a provision is weaker than required.
#[derive(Clone, Debug)]
pub struct Detail {
    /// What is wanted, for readers.
    pub label: String,
    /// Of each group one word.
    pub words: Vec<Vec<String>>,
    /// A number of the profile that must be kept.
    pub term: Option<Term>,
}

/// A number of the profile, and in which direction it binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// First report of an incident, at most.
    IncidentHours,
    /// Deletion after the end, at most.
    DeletionDays,
    /// Between regular reports, at most.
    ReportMonths,
    /// Keeping of logs, at least.
    LogMonths,
    /// Notice before a change or an end, at least.
    NoticeDays,
    /// Between trainings, at most.
    TrainingMonths,
}

impl Term {
    const WORDS: [(&'static str, Self); 6] = [
        ("incident_hours", Self::IncidentHours),
        ("deletion_days", Self::DeletionDays),
        ("report_months", Self::ReportMonths),
        ("log_months", Self::LogMonths),
        ("notice_days", Self::NoticeDays),
        ("training_months", Self::TrainingMonths),
    ];

    /// The number in hours, whether more is better, and how it is written.
    pub(super) fn wanted(self, numbers: &ContractTerms) -> (u64, bool, String) {
        let month = 24 * 30;
        match self {
            Self::IncidentHours => {
                (u64::from(numbers.incident_hours), false, format!("{}時間以内", numbers.incident_hours))
            }
            Self::DeletionDays => {
                (u64::from(numbers.deletion_days) * 24, false, format!("{}日以内", numbers.deletion_days))
            }
            Self::ReportMonths => {
                (u64::from(numbers.report_months) * month, false, format!("{}か月ごと", numbers.report_months))
            }
            Self::LogMonths => (u64::from(numbers.log_months) * month, true, format!("{}か月以上", numbers.log_months)),
            Self::NoticeDays => (u64::from(numbers.notice_days) * 24, true, format!("{}日以上前", numbers.notice_days)),
            Self::TrainingMonths => {
                (u64::from(numbers.training_months) * month, false, format!("{}か月ごと", numbers.training_months))
            }
        }
    }
}

impl Topic {
    /// Whether a folded sentence speaks of another matter.
    pub(super) fn ignores(&self, text: &str) -> bool {
        self.others.iter().any(|word| text.contains(word.as_str()))
    }

    fn from_table(table: &Table<'_>) -> Self {
        const MANNERS: [(&str, Manner); 4] =
            [("duty", Manner::Duty), ("ban", Manner::Ban), ("right", Manner::Right), ("statement", Manner::Statement)];
        Self {
            id: table.text("id"),
            title: table.text("title"),
            manner: table.choice("manner", &MANNERS, Manner::Duty),
            general_terms: table.optional_flag("general_terms").unwrap_or(false),
            subject: words(&table.text("subject")),
            says: table.texts("says").iter().map(|group| words(group)).collect(),
            keeps: table.optional_text("keeps").map(|text| words(&text)).unwrap_or_default(),
            against: table.optional_text("against").map(|text| words(&text)).unwrap_or_default(),
            weakens: table.optional_text("weakens").map(|text| words(&text)).unwrap_or_default(),
            others: table.optional_text("others").map(|text| words(&text)).unwrap_or_default(),
            details: table.tables("detail").iter().map(Detail::from_table).collect(),
        }
    }
}

impl Detail {
    fn from_table(table: &Table<'_>) -> Self {
        Self {
            label: table.text("label"),
            words: table.optional_texts("words").iter().map(|group| words(group)).collect(),
            term: table.has("term").then(|| table.choice("term", &Term::WORDS, Term::IncidentHours)),
        }
    }
}

/// `承諾|承認|同意`.
fn words(text: &str) -> Vec<String> {
    text.split('|').map(fold).filter(|word| !word.is_empty()).collect()
}

/// What the data file of this room may hold.
pub fn shape() -> Shape {
    Collection::shape("topics/1", "topic", Topic::from_table)
}

/// The topics that are part of the program, read once.
///
/// # Errors
/// All faults of the data file; a released program has none, a test holds that.
pub fn standard() -> Result<&'static [Topic], &'static [Diagnostic]> {
    static DATA: OnceLock<Result<Vec<Topic>, Vec<Diagnostic>>> = OnceLock::new();
    let load = || {
        let topics = Collection::read(TOPICS, "topics/1", "topic", |table: &Table<'_>| Some(Topic::from_table(table)));
        if topics.faults.is_empty() { Ok(topics.entries) } else { Err(topics.faults) }
    };
    DATA.get_or_init(load).as_deref().map_err(Vec::as_slice)
}
