//! What is asked of whom: the form for a case, its questions, and what the register knows of last time.

use super::{Carryover, Mark, Prefill, QuestionnaireInput, WriteError, diagnostics, file_name, questionnaire_workbook};
use crate::assessment::{Grounds, assess};
use crate::catalogue::{Case, Catalogue, Ledger, QuestionId, Scope};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{AnswerSheet, Form, Language, Layout, Library, Question, Section};
use crate::register::{Answers, Assessed, Carried, Register, Said, Sent, Told, Vendor, carried};
use crate::workspace::Workspace;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a questionnaire is issued from.
#[derive(Clone, Copy)]
pub struct IssueInput<'a> {
    /// What the organisation has settled.
    pub workspace: &'a Workspace,
    /// What can be required.
    pub catalogue: &'a Catalogue,
    /// What can be asked.
    pub library: &'a Library,
    /// The case; absent for the organisation's own sheets.
    pub case: Option<&'a Case>,
    /// Without a case: the ledger of social-media accounts instead of the organisation's check of itself.
    pub accounts: bool,
    /// To whom; absent where the cover is left blank.
    pub vendor: Option<&'a str>,
    /// The language of the whole workbook.
    pub language: Language,
    /// The day of issue.
    pub on: Date,
    /// The last day to return it.
    pub respond_by: Option<Date>,
    /// Whom to ask.
    pub contact: &'a str,
}

/// What the register knows of a vendor's last answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastTime {
    /// The assessments with their answers, oldest first.
    pub history: Vec<(Assessed, Answers)>,
    /// 法人番号; empty where nobody knows it.
    pub corporate_number: String,
}

impl LastTime {
    /// Of a vendor and case.
    ///
    /// # Errors
    /// What the register says.
    pub fn of(register: &mut Register, case: &str, vendor: &str) -> Told<Self> {
        let known: Option<Vendor> = register.find(vendor)?;
        let corporate_number = known.map(|vendor| vendor.corporate_number).unwrap_or_default();
        Ok(Self { history: register.history(case, vendor)?, corporate_number })
    }

    fn answered(&self) -> Option<Date> {
        self.history.last().map(|(assessed, _)| assessed.answered_on.unwrap_or(assessed.on))
    }
}

/// A questionnaire ready to be written.
pub struct Issue<'a> {
    input: IssueInput<'a>,
    /// The form.
    pub form: &'a Form,
    sections: Vec<(&'a Section, Vec<&'a Question>)>,
    answers: BTreeMap<QuestionId, Prefill>,
    marks: BTreeMap<QuestionId, Mark>,
    /// Whether only what a returned file left open is asked.
    follow_up: bool,
    /// The day of the answers that are filled in, and the vendor's 法人番号.
    carried: Option<(Date, String)>,
}

impl<'a> Issue<'a> {
    /// The form that suits the case, with the questions that its scope calls for.
    ///
    /// # Errors
    /// Where there is nothing to ask.
    pub fn new(input: IssueInput<'a>) -> Result<Self, Box<Diagnostic>> {
        let form = form(&input).ok_or_else(|| Box::new(diagnostics::nothing_to_ask(input.case)))?;
        let sections = input.library.asked(form, &input.scope());
        if sections.is_empty() {
            return Err(Box::new(diagnostics::nothing_to_ask(input.case)));
        }
        let (answers, marks) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { input, form, sections, answers, marks, follow_up: false, carried: None })
    }

    /// How many questions are asked.
    pub fn count(&self) -> usize {
        self.sections.iter().map(|(_, questions)| questions.len()).sum()
    }

    /// Asks only what a returned sheet leaves open.
    ///
    /// # Errors
    /// Where it leaves nothing open.
    pub fn only_open(&mut self, sheet: &AnswerSheet) -> Result<(), Box<Diagnostic>> {
        let Some(case) = self.input.case else { return Ok(()) };
        let IssueInput { workspace, catalogue, library, on, .. } = self.input;
        let profile = workspace.profile_for(case);
        let grounds = Grounds { catalogue, library, profile, case: Some(case), exceptions: &[], on };
        let scope = self.input.scope();
        let assessment = assess(&scope, &[sheet], &grounds);
        let open = assessment.open_questions(library);
        for (_, questions) in &mut self.sections {
            questions.retain(|question| open.contains(&question.id));
        }
        self.sections.retain(|(_, questions)| !questions.is_empty());
        self.follow_up = true;
        if self.sections.is_empty() { Err(Box::new(diagnostics::nothing_open(&sheet.file))) } else { Ok(()) }
    }

    /// Fills in the answers of last time.
    pub fn carry(&mut self, last: &LastTime) {
        let (Some(case), Some(answered)) = (self.input.case, last.answered()) else { return };
        self.carried = Some((answered, last.corporate_number.clone()));
        let history: Vec<(&Assessed, &Answers)> =
            last.history.iter().map(|(assessed, answers)| (assessed, answers)).collect();
        let months = self.input.workspace.profile_for(case).answer_months;
        let questions: Vec<&Question> = self.sections.iter().flat_map(|(_, questions)| questions).copied().collect();
        for question in questions {
            let asked = match self.input.language {
                Language::English => question.en.clone(),
                Language::Japanese => self.input.workspace.wording.apply(&question.ja),
            };
            self.take(&question.id, carried(&history, question.id.as_str(), &asked, self.input.on, months));
        }
    }

    /// A question that changed, or an answer that is too old, keeps remark and evidence; the answer must be given anew.
    fn take(&mut self, question: &QuestionId, carried: Carried) {
        let (mark, said) = match carried {
            Carried::Kept(said) => (None, Some((said.written.clone(), said))),
            Carried::Changed(said) => (Some(Mark::Changed), Some((String::new(), said))),
            Carried::Aged(said) => (Some(Mark::Aged), Some((String::new(), said))),
            Carried::New => (Some(Mark::New), None),
            Carried::Open => (None, None),
        };
        self.marks.extend(mark.map(|mark| (question.clone(), mark)));
        let prefill = |(answer, said): (String, Said)| Prefill { answer, remark: said.remark, evidence: said.evidence };
        self.answers.extend(said.map(|said| (question.clone(), prefill(said))));
    }

    /// What was filled in from last time, as a sentence.
    pub fn told(&self) -> String {
        let filled = self.answers.values().filter(|filled| !filled.answer.is_empty()).count();
        let count = |wanted| self.marks.values().filter(|mark| **mark == wanted).count();
        format!(
            "前回の回答を埋めた設問 {filled}件、新しい設問 {}件、文の変わった設問 {}件、回答が古く消した設問 {}件",
            count(Mark::New),
            count(Mark::Changed),
            count(Mark::Aged)
        )
    }

    /// The workbook.
    ///
    /// # Errors
    /// When the library that writes workbooks refuses.
    pub fn workbook(&self) -> Result<Vec<u8>, WriteError> {
        let input = &self.input;
        questionnaire_workbook(&QuestionnaireInput {
            organisation: &input.workspace.organisation.name,
            wording: &input.workspace.wording,
            form: self.form,
            sections: self.sections.clone(),
            case: input.case,
            vendor: input.vendor,
            language: input.language,
            issued_on: input.on,
            respond_by: input.respond_by,
            contact: input.contact,
            answers: &self.answers,
            marks: &self.marks,
            accounts: &[],
            carried: self
                .carried
                .as_ref()
                .map(|(answered, number)| Carryover { answered: *answered, corporate_number: number }),
        })
    }

    /// The name of its file: case, vendor, title, day of issue. What was sent last year is not in the way of this year's.
    pub fn file_name(&self) -> String {
        let mut parts: Vec<String> = self.input.case.iter().map(|case| case.id.to_string()).collect();
        parts.extend(self.input.vendor.map(file_name::safe));
        parts.extend(self.follow_up.then(|| "追加確認".to_owned()));
        parts.push(file_name::safe(match self.input.language {
            Language::English => &self.form.title_en,
            Language::Japanese => &self.form.title,
        }));
        parts.push(self.input.on.to_string());
        format!("{}.xlsx", parts.join("_"))
    }

    /// That it was sent, for the register; nothing without case and vendor.
    pub fn sent(&self) -> Option<Sent> {
        Some(Sent {
            case: self.input.case?.id.to_string(),
            vendor: self.input.vendor?.to_owned(),
            form: format!("{} {}", self.form.id, self.form.edition),
            sent: self.input.on,
            respond_by: self.input.respond_by,
        })
    }
}

impl<'a> IssueInput<'a> {
    fn scope(&self) -> Scope<'a> {
        match self.case {
            Some(case) => self.catalogue.vendor_scope(self.workspace.profile_for(case), case),
            None => self.catalogue.internal_scope(&self.workspace.profile, &self.workspace.cases),
        }
    }
}

fn form<'a>(input: &IssueInput<'a>) -> Option<&'a Form> {
    let own = |layout: Layout| move |form: &&Form| form.ledger == Ledger::Internal && form.layout == layout;
    let mut forms = input.library.forms.iter();
    match input.case {
        Some(case) => forms.find(|form| form.suits(case)),
        None if input.accounts => forms.find(own(Layout::Matrix)),
        None => forms.find(own(Layout::List)),
    }
}
