use crate::catalogue::{Catalogue, Ledger, Requirement};
use crate::questionnaire::Library;
use serde::Serialize;

/// Which requirement covers which item, which question asks for it and which clause answers it.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// How to read the JSON.
    pub schema: &'static str,
    /// Edition of the catalogue.
    pub edition: String,
    /// One row per item and requirement; an item without requirement has a row of its own.
    pub rows: Vec<CoverageRow>,
    /// One row per topic and clause.
    pub topics: Vec<TopicRow>,
    /// How many items, requirements, questions and clauses there are.
    pub totals: Totals,
}

/// An item and a requirement that covers it.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageRow {
    /// The item's key.
    pub item: String,
    /// What it is about.
    pub summary: String,
    /// The requirement; empty where none covers the item.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// 事業者回答 or 庁内点検.
    pub ledger: &'static str,
    /// The questions.
    pub questions: Vec<String>,
    /// The clauses.
    pub clauses: Vec<String>,
}

/// A clause of a topic, and the requirements that it answers.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// `T08`.
    pub topic: String,
    /// Its name.
    pub title: String,
    /// The clause; empty where the topic has none.
    pub clause: String,
    /// The clause's heading.
    pub heading: String,
    /// For which kinds of case.
    pub kinds: Vec<&'static str>,
    /// Whether it holds the contract together (definitions, order of precedence) and answers no requirement by itself.
    pub frame: bool,
    /// The requirements.
    pub requirements: Vec<String>,
}

/// How much there is.
#[derive(Clone, Debug, Serialize)]
pub struct Totals {
    /// Items to be covered.
    pub items: usize,
    /// Items that at least one requirement covers.
    pub covered: usize,
    /// Requirements.
    pub requirements: usize,
    /// Of these, the vendor's.
    pub vendor: usize,
    /// Of these, the organisation's own.
    pub internal: usize,
    /// Questions.
    pub questions: usize,
    /// Clauses.
    pub clauses: usize,
}

impl Coverage {
    /// The coverage of a catalogue by its questions and clauses.
    pub fn new(catalogue: &Catalogue, library: &Library) -> Self {
        let covering = |key: &str| {
            catalogue.requirements.iter().filter(move |r| r.items.iter().any(|item| item == key)).collect::<Vec<_>>()
        };
        let rows: Vec<CoverageRow> = catalogue
            .items
            .iter()
            .flat_map(|item| {
                let found = covering(&item.key);
                let covered = if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() };
                covered.into_iter().map(move |requirement| row(&item.key, &item.summary, requirement, library))
            })
            .collect();
        let in_ledger =
            |ledger| catalogue.requirements.iter().filter(|requirement| requirement.ledger == ledger).count();
        let totals = Totals {
            items: catalogue.items.len(),
            covered: catalogue.items.iter().filter(|item| !covering(&item.key).is_empty()).count(),
            requirements: catalogue.requirements.len(),
            vendor: in_ledger(Ledger::Vendor),
            internal: in_ledger(Ledger::Internal),
            questions: library.questions.len(),
            clauses: catalogue.clauses.len(),
        };
        Self { schema: "coverage/1", edition: catalogue.edition.clone(), rows, topics: topics(catalogue), totals }
    }
}

fn row(key: &str, summary: &str, requirement: Option<&Requirement>, library: &Library) -> CoverageRow {
    CoverageRow {
        item: key.to_owned(),
        summary: summary.to_owned(),
        requirement: requirement.map(|found| found.id.to_string()).unwrap_or_default(),
        title: requirement.map(|found| found.title.clone()).unwrap_or_default(),
        ledger: requirement.map_or("", |found| found.ledger.label()),
        questions: requirement
            .map(|found| library.leading_to(&found.id).map(|question| question.id.to_string()).collect())
            .unwrap_or_default(),
        clauses: requirement.map(|found| found.clauses.iter().map(ToString::to_string).collect()).unwrap_or_default(),
    }
}

/// Clauses without which the others could not be read or used.
const FRAME: [&str; 2] = ["T02", "T48"];

fn topics(catalogue: &Catalogue) -> Vec<TopicRow> {
    // The words of the topics are part of the program: a test holds that they can be read.
    let known = crate::contract::standard().unwrap_or_default();
    let row = |topic: &crate::contract::Topic| {
        let clauses: Vec<_> = catalogue.clauses.iter().filter(|clause| clause.topic == topic.id).map(Some).collect();
        let clauses = if clauses.is_empty() { vec![None] } else { clauses };
        clauses
            .into_iter()
            .map(|clause| TopicRow {
                topic: topic.id.clone(),
                title: topic.title.clone(),
                clause: clause.map(|clause| clause.id.to_string()).unwrap_or_default(),
                heading: clause.map(|clause| clause.title.clone()).unwrap_or_default(),
                kinds: clause
                    .map(|clause| clause.applies.kinds.iter().map(|kind| kind.word()).collect())
                    .unwrap_or_default(),
                frame: FRAME.contains(&topic.id.as_str()),
                requirements: clause.map(|clause| answered(catalogue, clause)).unwrap_or_default(),
            })
            .collect::<Vec<_>>()
    };
    known.iter().flat_map(row).collect()
}

fn answered(catalogue: &Catalogue, clause: &crate::catalogue::Clause) -> Vec<String> {
    let requirements = catalogue.requirements.iter().filter(|requirement| requirement.clauses.contains(&clause.id));
    requirements.map(|requirement| requirement.id.to_string()).collect()
}
