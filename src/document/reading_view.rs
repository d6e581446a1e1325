use crate::diagnostic::Diagnostic;
use crate::questionnaire::{
    Answer, AnswerSheet, Corrections, Evidence, ForeignReading, FormRef, KnownForm, Library, Link, Standing, Unread,
};
use crate::workbook::Address;
use serde::Serialize;

/// How a returned workbook was understood: what `itaku read` prints. Its fields are a stable interface.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The file.
    pub file: String,
    /// The form it was recognised as.
    pub form: Option<FormRef>,
    /// The vendor's name on the cover.
    pub vendor: Option<String>,
    /// The case it was sent out for.
    pub case: Option<String>,
    /// Every answer.
    pub answers: Vec<ReadAnswer>,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

/// One answer with its place and the words as written.
#[derive(Clone, Debug, Serialize)]
pub struct ReadAnswer {
    /// The sheet.
    pub sheet: String,
    /// The cell of the answer, A1.
    pub cell: String,
    /// The question as it stands in the file.
    pub question: String,
    /// The cell of the question, A1.
    pub question_cell: String,
    /// The question's id.
    pub id: Option<String>,
    /// Whom the row is about, in a matrix.
    pub subject: Option<String>,
    /// The words as written.
    pub written: String,
    /// What they say.
    pub answer: Answer,
    /// Why they were read so, where that is not plain.
    pub why: Option<String>,
    /// The remark.
    pub remark: String,
    /// How sure one may be.
    pub evidence: Evidence,
    /// The evidence as written.
    pub evidence_written: String,
    /// The requirements that it serves.
    pub requirements: Vec<ReadRequirement>,
}

/// A requirement that an answer serves.
#[derive(Clone, Debug, Serialize)]
pub struct ReadRequirement {
    /// Its id.
    pub id: String,
    /// How sure the link is, in hundredths: 100 where the question carries our own id, or a person has confirmed it.
    pub confidence: u32,
    /// On whose word it stands. Only what is our own or confirmed is ever judged.
    pub standing: Standing,
    /// Why, for readers; empty for our own questions.
    pub why: String,
}

impl ReadingView {
    /// The view of an answer sheet.
    pub fn new(sheet: &AnswerSheet, library: &Library) -> Self {
        let requirements = |id| {
            let question = library.question(id);
            question.map(|question| question.requirements.as_slice()).unwrap_or_default()
        };
        Self {
            schema: "reading/1",
            file: sheet.file.clone(),
            form: sheet.form.clone(),
            vendor: sheet.vendor.clone(),
            case: sheet.case.clone(),
            answers: sheet
                .responses
                .iter()
                .map(|response| ReadAnswer {
                    sheet: response.sheet.clone(),
                    cell: response.cell.to_string(),
                    question: response.asked.clone(),
                    question_cell: response.question_cell.to_string(),
                    id: Some(response.question.to_string()),
                    subject: response.subject.clone(),
                    written: response.written.clone(),
                    answer: response.answer,
                    why: response.why.clone(),
                    remark: response.remark.clone(),
                    evidence: response.evidence,
                    evidence_written: response.evidence_written.clone(),
                    requirements: requirements(&response.question)
                        .iter()
                        .map(|id| ReadRequirement {
                            id: id.to_string(),
                            confidence: 100,
                            standing: Standing::Own,
                            why: String::new(),
                        })
                        .collect(),
                })
                .collect(),
            unread: sheet.unread.clone(),
            diagnostics: sheet.diagnostics.clone(),
        }
    }

    /// The view of a sheet that is not ours, with what each of its questions may stand for ([`crate::questionnaire::links`]) and the known
    /// form that it is.
    pub fn foreign(reading: &ForeignReading, links: &[Vec<Link>], known: Option<&KnownForm>) -> Self {
        let linked = links.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
        let answers = reading.answers.iter().zip(linked).map(|(answer, links)| ReadAnswer {
            sheet: answer.sheet.clone(),
            cell: answer.cell.to_string(),
            question: answer.question.clone(),
            question_cell: answer.question_cell.to_string(),
            id: answer.id.clone(),
            subject: None,
            written: answer.written.clone(),
            answer: answer.answer,
            why: answer.why.clone(),
            remark: answer.remark.clone(),
            evidence: answer.evidence,
            evidence_written: answer.evidence_written.clone(),
            requirements: links.iter().map(ReadRequirement::of).collect(),
        });
        Self {
            schema: "reading/1",
            file: reading.file.clone(),
            form: known.map(|form| FormRef { id: form.id.clone(), edition: form.edition.clone() }),
            vendor: None,
            case: None,
            answers: answers.collect(),
            unread: reading.unread.clone(),
            diagnostics: reading.diagnostics.clone(),
        }
    }
}

impl ReadingView {
    /// Shows what a person has put right in a form that is not ours; in our own the sheet has it already.
    pub fn put_right(&mut self, corrections: Option<&Corrections>) {
        let Some(corrections) = corrections else { return };
        if let Some(whose) = &corrections.whose {
            self.vendor = Some(whose.vendor.clone());
            self.case = Some(whose.case.clone());
        }
        for answer in &mut self.answers {
            let found = Address::parse(&answer.cell).and_then(|cell| corrections.of(&answer.sheet, cell));
            let Some(found) = found.filter(|found| found.written == answer.written) else { continue };
            answer.answer = found.answer.unwrap_or(answer.answer);
            answer.why = Some(found.told());
        }
    }
}

impl ReadRequirement {
    fn of(link: &Link) -> Self {
        Self {
            id: link.requirement.to_string(),
            confidence: link.confidence,
            standing: link.standing,
            why: link.why.clone(),
        }
    }
}
