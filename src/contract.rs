//! A contract or terms of use that exist already: which of the required topics they cover, where, and how strongly.
//!
//! Lines become [`Provision`]s (one sentence each, with article and line), each sentence is read for what it does
//! ([`Effect`]): binds, forbids, allows, frees. A topic is [`Standing::Covered`] only by a sentence that names its matter, binds the
//! supplier the right way round and has every detail that is wanted. Whatever speaks against it, is aimed at the other
//! side, is no more than an effort, or cannot be read (English) is shown and never counted. Nothing is concluded from what the
//! document does not say.
//!
//! The words by which topics are recognised are data: `templates/topics.toml`.

pub mod diagnostics;
mod effect;
mod finding;
mod measure;
mod provision;
mod topic;

pub use effect::Effect;
pub use finding::{Evidence, Reading, Standing, TopicFinding};
pub use provision::Provision;
pub use topic::{Detail, Manner, Term, Topic, shape, standard};

use crate::catalogue::{Case, Catalogue, ContractTerms, Kind};
use crate::diagnostic::Diagnostic;
use crate::policy::DocumentText;
use finding::Examiner;
use serde::Serialize;

/// What a contract says about the topics.
#[derive(Clone, Debug, Serialize)]
pub struct ContractReading {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The document's file.
    pub file: String,
    /// The case whose topics were asked for; absent: all topics.
    pub case: Option<String>,
    /// Whether the case is a service under general terms, to which no clause can be added.
    pub general_terms: bool,
    /// How many articles and sentences were read.
    pub articles: usize,
    /// How many sentences were read.
    pub sentences: usize,
    /// One entry per topic, in order.
    pub topics: Vec<TopicFinding>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

impl ContractReading {
    /// The required topics with this standing.
    pub fn count(&self, standing: Standing) -> usize {
        self.topics.iter().filter(|topic| topic.required && topic.standing == standing).count()
    }
}

/// Reads a contract. With a case, the topics that its annex would hold are required; under general terms those of the data
/// file. Without one, all are. `numbers` are those of the profile.
pub fn read(
    file: &str,
    document: &DocumentText,
    topics: &[Topic],
    catalogue: &Catalogue,
    case: Option<&Case>,
    numbers: &ContractTerms,
) -> ContractReading {
    let provisions = provision::provisions(&document.lines);
    let examiner = Examiner::new(&provisions, numbers);
    let required = |topic: &Topic| match case {
        None => true,
        Some(case) if case.kind == Kind::Terms => topic.general_terms,
        Some(case) => catalogue.clauses_for(case).any(|clause| clause.topic == topic.id),
    };
    let findings = topics.iter().map(|topic| {
        let clauses = catalogue.clauses.iter().filter(|clause| clause.topic == topic.id);
        let clauses: Vec<_> = clauses
            .filter(|clause| case.is_none_or(|case| clause.applies.holds(case)))
            .map(|clause| clause.id.clone())
            .collect();
        examiner.examine(topic, required(topic), clauses)
    });
    let findings = findings.collect();
    let articles = provisions.iter().map(|provision| &provision.article).collect::<std::collections::BTreeSet<_>>();
    ContractReading {
        schema: "contract/1",
        file: file.to_owned(),
        case: case.map(|case| case.id.to_string()),
        general_terms: case.is_some_and(|case| case.kind == Kind::Terms),
        articles: articles.len(),
        sentences: provisions.len(),
        topics: findings,
        diagnostics: diagnostics::of(file, &provisions, examiner.swapped()),
    }
}
