use super::suggestion::Thesaurus;
use super::{Corrections, Form, FormMap, KnownForm, Library, Question, SheetLayout, Vocabulary, diagnostics};
use crate::catalogue::{self, Ledger};
use crate::datafile::{self, Collection, Files, Shape, embedded};
use crate::diagnostic::Diagnostic;
use std::sync::OnceLock;

const QUESTIONS: Files = embedded![
    "questionnaires/questions/outsourcing.toml",
    "questionnaires/questions/selection.toml",
    "questionnaires/questions/system.toml",
    "questionnaires/questions/cloud-selection.toml",
    "questionnaires/questions/cloud-operation.toml",
    "questionnaires/questions/cloud-special.toml",
    "questionnaires/questions/terms.toml",
    "questionnaires/questions/social-media.toml",
    "questionnaires/questions/supply-chain.toml",
    "questionnaires/questions/law.toml",
];
const FORMS: Files = embedded![
    "questionnaires/forms/vendor-outsourcing.toml",
    "questionnaires/forms/vendor-system.toml",
    "questionnaires/forms/vendor-cloud.toml",
    "questionnaires/forms/vendor-terms.toml",
    "questionnaires/forms/vendor-sns.toml",
    "questionnaires/forms/internal.toml",
    "questionnaires/forms/sns-accounts.toml",
];
const KNOWN_FORMS: Files = embedded![
    "questionnaires/forms/foreign/caiq-3.toml",
    "questionnaires/forms/foreign/caiq-4.toml",
    "questionnaires/forms/foreign/caiq-4-1.toml",
    "questionnaires/forms/foreign/hecvat-3.toml",
    "questionnaires/forms/foreign/hecvat-4.toml",
    "questionnaires/forms/foreign/meti-cloud.toml",
    "questionnaires/forms/foreign/nii-cloud.toml",
    "questionnaires/forms/foreign/aspic.toml",
    "questionnaires/forms/foreign/ipa-five-minutes.toml",
];
const VOCABULARY: (&str, &str) = (
    "questionnaires/vocabulary.toml",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/vocabulary.toml")),
);

const THESAURUS: (&str, &str) = (
    "questionnaires/thesaurus.toml",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/thesaurus.toml")),
);

/// The questions, forms and words that are part of the program, read once.
///
/// # Errors
/// All faults of the data files; a released program has none, a test holds that.
pub fn standard() -> Result<&'static Library, &'static [Diagnostic]> {
    static LIBRARY: OnceLock<Result<Library, Vec<Diagnostic>>> = OnceLock::new();
    LIBRARY.get_or_init(load).as_ref().map_err(Vec::as_slice)
}

/// What the data files of this room, and the maps, layouts and corrections of a workspace, may hold.
pub fn shapes(catalogue: &catalogue::Catalogue) -> Vec<Shape> {
    vec![
        Collection::shape("questions/1", "question", Question::from_table),
        Shape::of("form/1", Form::from_table),
        Shape::of("known-form/1", KnownForm::from_table),
        Shape::of("vocabulary/1", Vocabulary::from_table),
        Shape::of("thesaurus/1", Thesaurus::from_table),
        FormMap::shape(catalogue),
        SheetLayout::shape(),
        Corrections::shape(),
    ]
}

fn load() -> Result<Library, Vec<Diagnostic>> {
    // First, so that nothing waits for it while this thread works on files of its own.
    let catalogue = catalogue::standard();
    let questions = Collection::read(QUESTIONS, "questions/1", "question", Question::from_table);
    let mut faults = questions.faults;
    let mut library = Library { questions: questions.entries.into(), ..Library::default() };
    let (forms, faulty_forms) = datafile::each(FORMS, "form/1", Form::from_table);
    let (known_forms, faulty_known) = datafile::each(KNOWN_FORMS, "known-form/1", KnownForm::from_table);
    (library.forms, library.known_forms) = (forms, known_forms);
    faults.extend(faulty_forms);
    faults.extend(faulty_known);
    match datafile::read(VOCABULARY.0, VOCABULARY.1, "vocabulary/1", Vocabulary::from_table) {
        Ok(vocabulary) => library.vocabulary = vocabulary,
        Err(found) => faults.extend(found),
    }
    match datafile::read(THESAURUS.0, THESAURUS.1, "thesaurus/1", Thesaurus::from_table) {
        Ok(thesaurus) => library.thesaurus = thesaurus,
        Err(found) => faults.extend(found),
    }
    if let Ok(catalogue) = catalogue {
        faults.extend(diagnostics::references(&library, catalogue));
    }
    if faults.is_empty() { Ok(library) } else { Err(faults) }
}

impl Library {
    /// The ledger of a question: that of its requirements.
    pub fn ledger(question: &Question, catalogue: &catalogue::Catalogue) -> Option<Ledger> {
        question.requirements.first().and_then(|id| catalogue.requirement(id)).map(|requirement| requirement.ledger)
    }
}
