use super::{Certificate, Question, Reach, certificate};
use crate::catalogue::{Ledger, QuestionId, RequirementId};
use crate::diagnostic::Diagnostic;
use crate::policy::Wording;
use crate::workbook::Address;
use jiff::civil::Date;
use serde::Serialize;

/// What an answer says, after the question's polarity: `Met` is always the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is so, without limits.
    Met,
    /// It is so with limits.
    Partial,
    /// It will be so.
    Planned,
    /// It is not so.
    Unmet,
    /// The respondent says that the question does not concern it.
    NotApplicable,
    /// The respondent declines to say.
    Undisclosed,
    /// Nothing was written.
    Unanswered,
    /// Something was written that no rule can read.
    Unclear,
}

impl Answer {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "充足",
            Self::Partial => "一部",
            Self::Planned => "予定",
            Self::Unmet => "未充足",
            Self::NotApplicable => "該当なし",
            Self::Undisclosed => "非開示",
            Self::Unanswered => "未回答",
            Self::Unclear => "判読不能",
        }
    }

    /// Whether it says how far something is done.
    pub(super) const fn decides(self) -> bool {
        matches!(self, Self::Met | Self::Partial | Self::Planned | Self::Unmet)
    }
}

/// How sure one may be of an answer; shown beside the score, never mixed into it. The weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The vendor says so.
    Stated,
    /// It can be read in public material.
    Public,
    /// A document was handed in.
    Submitted,
    /// A third party has assessed it.
    ThirdParty,
}

impl Evidence {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stated => "申告のみ",
            Self::Public => "公開資料",
            Self::Submitted => "証跡提出",
            Self::ThirdParty => "第三者評価",
        }
    }
}

/// One answered (or unanswered) question of a sheet.
#[derive(Clone, Debug)]
pub struct Response {
    /// The question.
    pub question: QuestionId,
    /// The sheet.
    pub sheet: String,
    /// The cell of the answer.
    pub cell: Address,
    /// The cell of the question's text.
    pub question_cell: Address,
    /// The question as it stands in the returned file.
    pub asked: String,
    /// The answer as written.
    pub written: String,
    /// What it says.
    pub answer: Answer,
    /// Why it says so, where that is not plain from the words.
    pub why: Option<String>,
    /// The remark as written.
    pub remark: String,
    /// What was said beside the word, in the answer's own cell or in the remark; absent where nothing of substance was.
    pub reason: Option<String>,
    /// The evidence as written.
    pub evidence_written: String,
    /// How sure one may be.
    pub evidence: Evidence,
    /// Certificates named in answer, remark or evidence.
    pub certificates: Vec<Certificate>,
    /// For a planned answer: by when.
    pub planned_for: Option<Date>,
    /// In a matrix: whom the row is about.
    pub subject: Option<String>,
}

impl Response {
    /// Level and certificates, from what stands in the evidence column and the remark, and in the answer itself: some questions ask for
    /// certificates.
    pub(super) fn with_evidence(mut self) -> Self {
        self.certificates = certificate::of_row(&[&self.evidence_written, &self.remark, &self.written]);
        self.evidence = certificate::level(&self.evidence_written, &self.certificates);
        self
    }
}

/// A part of the file that holds something and was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The sheet.
    pub sheet: String,
    /// A1 range.
    pub range: String,
    /// Why, for readers.
    pub why: String,
    /// What stands there.
    pub text: String,
}

/// A form and its edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormRef {
    /// The form's id.
    pub id: String,
    /// The edition that was sent out.
    pub edition: String,
}

/// A question of a form that is not ours.
#[derive(Clone, Debug)]
pub struct BroughtQuestion {
    /// The question, leading to the requirements for which a person has confirmed it.
    pub question: Question,
    /// How much of each of them it asks.
    pub reach: Reach,
    /// The map that says so: 「対応表 … (… が … に確認)」; empty where nothing was confirmed.
    pub confirmed: String,
}

/// What one respondent said, once.
#[derive(Clone, Debug)]
pub struct AnswerSheet {
    /// The file, as messages name it.
    pub file: String,
    /// The form it was recognised as.
    pub form: Option<FormRef>,
    /// Who was asked.
    pub ledger: Ledger,
    /// The vendor's name on the cover.
    pub vendor: Option<String>,
    /// The case that the file was sent out for.
    pub case: Option<String>,
    /// Who answered, as written on the cover.
    pub respondent: Option<String>,
    /// When it was answered, if the cover says so readably.
    pub answered_on: Option<Date>,
    /// The organisation's words in which it was sent out.
    pub wording: Option<Wording>,
    /// The questions that were sent out, as far as the file says; a question missing from it was taken out.
    pub asked: Vec<QuestionId>,
    /// The questions of a form that is not ours, which the file brings itself; empty for our own.
    pub brought: Vec<BroughtQuestion>,
    /// All answers, in order of the file.
    pub responses: Vec<Response>,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

impl AnswerSheet {
    /// Whether it is a form that is not ours.
    pub fn is_foreign(&self) -> bool {
        !self.brought.is_empty()
    }

    /// The questions that it brings itself and that lead to a requirement.
    pub fn brought_for<'a>(&'a self, id: &'a RequirementId) -> impl Iterator<Item = &'a BroughtQuestion> {
        self.brought.iter().filter(move |brought| brought.question.requirements.contains(id))
    }

    /// The question that it brings itself, of that id.
    pub fn brought_question(&self, id: &QuestionId) -> Option<&BroughtQuestion> {
        self.brought.iter().find(|brought| brought.question.id == *id)
    }

    /// All answers to a question: one, or one per subject in a matrix.
    pub fn responses_to<'a>(&'a self, question: &'a QuestionId) -> impl Iterator<Item = &'a Response> {
        self.responses.iter().filter(move |response| response.question == *question)
    }
}
