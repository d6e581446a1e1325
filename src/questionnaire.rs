//! A returned workbook becomes an [`AnswerSheet`]: who answered what, in which cell, in which words.
//!
//! Questions and forms are data (`questionnaires/questions`, `questionnaires/forms`), answer words too
//! (`questionnaires/vocabulary.toml`). Rows are found by the id of their question, wherever they went. The words as
//! written are always kept; what they mean is one of eight [`Answer`]s. Reading never guesses for the vendor: what
//! is not clearly said is `unclear`, what is not said is `unanswered`.

mod answer;
mod certificate;
pub mod diagnostics;
mod embedded;
mod foreign;
mod form;
mod layout;
mod question;
mod reading;
mod remark;
mod vocabulary;

pub use crate::policy::date::find as find_date;
pub use answer::{Answer, AnswerSheet, Evidence, FormRef, Response, Unread};
pub use certificate::{Certificate, CertificateKind};
pub use embedded::standard;
pub use foreign::{ForeignAnswer, ForeignReading, ForeignTable, read_foreign};
pub use form::{Form, Layout, Section};
pub use layout::{Cover, Language, META_SHEET, Meta};
pub use question::{AnswerKind, Polarity, Question};
pub use reading::{form_of, read};
pub use vocabulary::Vocabulary;

use crate::catalogue::{QuestionId, RequirementId, Scope};
use crate::policy::date;

/// All questions, forms and answer words.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// All questions, in order of their files.
    pub questions: Vec<Question>,
    /// All forms.
    pub forms: Vec<Form>,
    /// What answer words mean.
    pub vocabulary: Vocabulary,
}

impl Library {
    /// The question of that id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The questions that lead to a requirement.
    pub fn leading_to(&self, id: &RequirementId) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.requirements.contains(id))
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
