//! A returned workbook becomes an [`AnswerSheet`]: who answered what, in which cell, in which words.
//!
//! Questions and forms are data (`questionnaires/questions`, `questionnaires/forms`), answer words too
//! (`questionnaires/vocabulary.toml`). Rows are found by the id of their question, wherever they went. The words as
//! written are always kept; what they mean is one of eight [`Answer`]s. Reading never guesses for the vendor: what
//! is not clearly said is `unclear`, what is not said is `unanswered`.

mod answer;
mod backing;
mod certificate;
mod correction;
mod covering;
pub mod diagnostics;
mod echo;
mod embedded;
mod edition;
mod ended;
mod expired;
mod evidence_column;
mod field;
mod foreign;
mod form;
mod form_map;
mod joining;
mod interpretation;
mod known_form;
mod layout;
mod map_sheet;
mod mapping;
mod named;
mod next_round;
mod none;
mod place;
mod predicate;
mod question;
mod questions;
mod reading;
mod remark;
mod role;
mod sheet_layout;
mod suggestion;
mod switched_off;
mod vocabulary;
mod visible;
mod when;
mod word_list;

pub use crate::policy::date::find as find_date;
pub use answer::{Answer, AnswerSheet, BroughtQuestion, Evidence, FormRef, Response, Unread};
pub use certificate::{Certificate, CertificateKind, find as certificates};
pub use correction::{Correction, Corrections, Whose};
pub use embedded::{shapes, standard};
pub use foreign::{
    ColumnUse, ForeignAnswer, ForeignColumn, ForeignReading, ForeignTable, Overrules, read_foreign, read_foreign_by,
};
pub use form::{Form, Layout, Section};
pub use form_map::{FormMap, MapEntry, Reach, decide};
pub use joining::join;
pub use known_form::{KnownForm, KnownItem};
pub use layout::{Cover, Language, META_SHEET, Meta};
pub use map_sheet::{Confirmation, MapRow, MapSheet};
pub use mapping::{Link, Standing, links, mapped_sheet};
pub use place::abroad;
pub use question::{AnswerKind, Concern, Polarity, Question, Wanted};
pub use questions::Questions;
pub use reading::{Identity, form_of, identity, read};
pub use sheet_layout::SheetLayout;
pub use suggestion::{Suggester, Suggestion, Thesaurus};
pub use vocabulary::Vocabulary;

use crate::catalogue::{QuestionId, RequirementId, Scope};
use crate::policy::date;

/// All questions, forms and answer words.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// All questions, in order of their files.
    pub questions: Questions,
    /// All forms.
    pub forms: Vec<Form>,
    /// What answer words mean.
    pub vocabulary: Vocabulary,
    /// Words that mean the same.
    pub thesaurus: Thesaurus,
    /// Forms of others whose ids are known.
    pub known_forms: Vec<KnownForm>,
}

impl Library {
    /// The question of that id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.of(id)
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The questions that lead to a requirement.
    pub fn leading_to(&self, id: &RequirementId) -> impl Iterator<Item = &Question> {
        self.questions.leading_to(id)
    }

    /// Whether something must be named to meet a requirement: a yes alone does not.
    pub fn wants_a_statement(&self, id: &RequirementId) -> bool {
        self.leading_to(id).any(|question| question.answer == AnswerKind::Stated)
    }

    /// The questions of a form that the scope calls for, by section, in order.
    pub fn asked<'a>(&'a self, form: &'a Form, scope: &Scope<'_>) -> Vec<(&'a Section, Vec<&'a Question>)> {
        form.sections
            .iter()
            .map(|section| {
                let questions = self
                    .questions
                    .iter()
                    .filter(|question| question.theme == section.theme)
                    .filter(|question| question.requirements.iter().any(|id| scope.contains(id)))
                    .collect::<Vec<_>>();
                (section, questions)
            })
            .filter(|(_, questions)| !questions.is_empty())
            .collect()
    }
}
