use super::{Catalogue, Citation, Clause, Deadline, Expectation, Item, Profile, Requirement, Sign, diagnostics};
use crate::datafile::{self, Collection, Files, Shape, embedded};
use crate::diagnostic::Diagnostic;
use std::sync::OnceLock;

const ITEMS: Files = embedded!["questionnaires/items.toml"];
const CITATIONS: Files = embedded!["questionnaires/sources.toml"];
const SIGNS: Files = embedded!["questionnaires/standards.toml"];
const EXPECTATIONS: Files = embedded!["questionnaires/expectations.toml"];
const DEADLINES: Files = embedded!["questionnaires/deadlines.toml"];
const REQUIREMENTS: Files = embedded![
    "questionnaires/catalogue/outsourcing.toml",
    "questionnaires/catalogue/selection.toml",
    "questionnaires/catalogue/system.toml",
    "questionnaires/catalogue/cloud-selection.toml",
    "questionnaires/catalogue/cloud-operation.toml",
    "questionnaires/catalogue/cloud-special.toml",
    "questionnaires/catalogue/terms.toml",
    "questionnaires/catalogue/social-media.toml",
    "questionnaires/catalogue/supply-chain.toml",
    "questionnaires/catalogue/law.toml",
];
const PROFILES: Files = embedded![
    "questionnaires/profiles/light.toml",
    "questionnaires/profiles/standard.toml",
    "questionnaires/profiles/strict.toml",
];
const CLAUSES: Files = embedded![
    "templates/clauses/foundation.toml",
    "templates/clauses/handling.toml",
    "templates/clauses/technical.toml",
    "templates/clauses/supply-chain.toml",
    "templates/clauses/operation.toml",
    "templates/clauses/incident.toml",
    "templates/clauses/ending.toml",
    "templates/clauses/cloud.toml",
    "templates/clauses/special.toml",
];

/// The catalogue that is part of the program, read once.
///
/// # Errors
/// All faults of its data files; a released program has none, a test holds that.
pub fn standard() -> Result<&'static Catalogue, &'static [Diagnostic]> {
    static CATALOGUE: OnceLock<Result<Catalogue, Vec<Diagnostic>>> = OnceLock::new();
    CATALOGUE.get_or_init(load).as_ref().map_err(Vec::as_slice)
}

/// What the data files of this room may hold.
pub fn shapes() -> Vec<Shape> {
    vec![
        Collection::shape("items/1", "item", Item::from_table),
        Collection::shape("sources/1", "citation", Citation::from_table),
        Collection::shape("catalogue/1", "requirement", Requirement::from_table),
        Collection::shape("clauses/1", "clause", Clause::from_table),
        Collection::shape("standards/1", "sign", Sign::from_table),
        Collection::shape("expectations/1", "expectation", Expectation::from_table),
        Collection::shape("deadlines/1", "deadline", Deadline::from_table),
        Shape::of("profile/1", Profile::from_file),
    ]
}

fn load() -> Result<Catalogue, Vec<Diagnostic>> {
    let items = Collection::read(ITEMS, "items/1", "item", |table| Some(Item::from_table(table)));
    let citations = Collection::read(CITATIONS, "sources/1", "citation", |table| Some(Citation::from_table(table)));
    let requirements = Collection::read(REQUIREMENTS, "catalogue/1", "requirement", Requirement::from_table);
    let clauses = Collection::read(CLAUSES, "clauses/1", "clause", Clause::from_table);
    let signs = Collection::read(SIGNS, "standards/1", "sign", Sign::from_table);
    let expectations = Collection::read(EXPECTATIONS, "expectations/1", "expectation", Expectation::from_table);
    let deadlines = Collection::read(DEADLINES, "deadlines/1", "deadline", Deadline::from_table);
    let mut faults = [items.faults, citations.faults, requirements.faults, clauses.faults, signs.faults].concat();
    faults.extend([expectations.faults, deadlines.faults].concat());
    let (profiles, faulty) = datafile::each(PROFILES, "profile/1", Profile::from_file);
    faults.extend(faulty);
    let mut catalogue = Catalogue {
        edition: [items.edition, citations.edition, requirements.edition, clauses.edition]
            .into_iter()
            .max()
            .unwrap_or_default(),
        items: items.entries,
        citations: citations.entries,
        requirements: requirements.entries,
        clauses: clauses.entries,
        profiles: profiles.into_iter().flatten().collect(),
        signs: signs.entries,
        expectations: expectations.entries,
        deadlines: deadlines.entries,
    };
    catalogue.clauses.sort_by_key(|clause| clause.order);
    faults.extend(diagnostics::references(&catalogue));
    if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
}
