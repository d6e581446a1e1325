//! A workbook of ours comes back: every row is found by the id of its question, wherever it went.

use super::interpretation::{Beside, NO_WORD, interpret};
use super::layout::{Cover, Language, META_SHEET, Meta};
use super::remark::Words;
use super::vocabulary::fold;
use super::{Answer, AnswerSheet, Evidence, FormRef, Layout, Library, Question, Response, Unread};
use super::{date, diagnostics, evidence_column, visible};
use crate::catalogue::{Catalogue, Ledger, QuestionId};
use crate::diagnostic::{Diagnostic, Place};
use crate::policy::Wording;
use crate::workbook::{Address, Area, Cell, Sheet, Value, Visibility, Workbook};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Understands a workbook as an answer sheet of one of the library's forms. `file` is its name in messages; `on` is the day of reading,
/// which tells what has happened from what is to come.
///
/// # Errors
/// A diagnostic where no sheet holds a known question: then there is nothing to understand.
pub fn read(
    file: &str,
    workbook: &Workbook,
    library: &Library,
    catalogue: &Catalogue,
    on: Date,
) -> Result<AnswerSheet, Box<Diagnostic>> {
    let meta = workbook.sheet(META_SHEET).and_then(meta);
    let mut reading = Reading {
        file,
        library,
        on,
        language: meta.as_ref().map_or_else(|| language(workbook), |meta| meta.language),
        wording: meta.as_ref().map(|meta| meta.wording.clone()),
        edition_differs: false,
        responses: Vec::new(),
        unread: Vec::new(),
        diagnostics: workbook.doubts.iter().map(|doubt| diagnostics::doubtful(file, doubt)).collect(),
    };
    let edition = reading.check_edition(meta.as_ref());
    for sheet in workbook.sheets.iter().filter(|sheet| sheet.name != META_SHEET) {
        reading.take_sheet(sheet);
    }
    if reading.responses.is_empty() && !reading.holds_any_question(workbook) {
        return Err(Box::new(diagnostics::no_known_sheet(file, workbook)));
    }
    reading.settle_duplicates();
    let form = meta.as_ref().map(|meta| FormRef { id: meta.form.clone(), edition }).or_else(|| reading.guess_form());
    let asked = meta.as_ref().map(|meta| meta.asked.clone()).unwrap_or_default();
    reading.tell_missing(&asked);
    let ledger = form.as_ref().and_then(|form| library.form(&form.id)).map(|form| form.ledger);
    let ledger = ledger.or_else(|| reading.ledger_of_first(catalogue)).unwrap_or(Ledger::Vendor);
    let cover = reading.cover(workbook);
    Ok(AnswerSheet {
        file: file.to_owned(),
        form,
        ledger,
        vendor: cover.vendor.or_else(|| meta.as_ref().and_then(|meta| meta.vendor.clone())),
        case: meta.as_ref().and_then(|meta| meta.case.clone()),
        respondent: cover.respondent,
        answered_on: cover.answered_on,
        wording: reading.wording,
        asked,
        brought: Vec::new(),
        responses: reading.responses,
        unread: reading.unread,
        diagnostics: reading.diagnostics,
    })
}

/// The id of the form that the hidden sheet names, if the workbook has that sheet.
pub fn form_of(workbook: &Workbook) -> Option<String> {
    workbook.sheet(META_SHEET).and_then(meta).map(|meta| meta.form)
}

/// For whom a workbook of ours was filled in, as far as hidden sheet and cover say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The form's id.
    pub form: Option<String>,
    /// The case's id.
    pub case: Option<String>,
    /// The vendor's name.
    pub vendor: Option<String>,
    /// What was asked.
    pub asked: BTreeSet<QuestionId>,
}

impl Identity {
    /// Whether two sheets of ours ask the same: then they are two rounds of one questionnaire, and not parts of one reply.
    /// A short sheet that asks for what another left open has few of its questions.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let common = self.asked.intersection(&other.asked).count();
        common > 0 && common * 2 >= self.asked.len().max(other.asked.len())
    }
}

/// For whom a workbook of ours was filled in; nothing is known of other workbooks.
pub fn identity(workbook: &Workbook, library: &Library) -> Identity {
    let Some(meta) = workbook.sheet(META_SHEET).and_then(meta) else { return Identity::default() };
    let reading = Reading {
        file: "",
        library,
        // Only the cover is read, and no answer.
        on: Date::MIN,
        language: meta.language,
        wording: None,
        edition_differs: false,
        responses: Vec::new(),
        unread: Vec::new(),
        diagnostics: Vec::new(),
    };
    let vendor = reading.cover(workbook).vendor.or(meta.vendor);
    Identity { form: Some(meta.form), case: meta.case, vendor, asked: meta.asked.into_iter().collect() }
}

/// Without the hidden sheet, the headers tell the language.
fn language(workbook: &Workbook) -> Language {
    let english = Cover::headers(Language::English);
    let found = workbook.sheets.iter().any(|sheet| header(sheet, &english).is_some());
    if found { Language::English } else { Language::Japanese }
}

fn meta(sheet: &Sheet) -> Option<Meta> {
    let rows = sheet.rows().filter_map(|row| match row {
        [Cell { value: Value::Text(key), .. }, value, ..] => Some((key.as_str(), value.value.written())),
        [Cell { value: Value::Text(key), .. }] => Some((key.as_str(), String::new())),
        _ => None,
    });
    Meta::from_rows(rows)
}

/// Which columns of a question table hold what.
struct Columns {
    row: u32,
    id: u32,
    question: Option<u32>,
    answer: u32,
    remark: Option<u32>,
    evidence: Option<u32>,
}

/// The first row whose cells are headers of our table; only id and answer must be there.
fn header(sheet: &Sheet, words: &[&str; 5]) -> Option<Columns> {
    let [id, question, answer, remark, evidence] = words.map(fold);
    sheet.rows().find_map(|row| {
        let column = |word: &String| {
            row.iter()
                .find(|cell| is_brief(cell) && fold(&cell.value.written()) == *word)
                .map(|cell| cell.address.column)
        };
        Some(Columns {
            row: row.first()?.address.row,
            id: column(&id)?,
            answer: column(&answer)?,
            question: column(&question),
            remark: column(&remark),
            evidence: column(&evidence),
        })
    })
}

/// Whether a cell can hold the name of a column; folding long texts, of any sheet that is not ours, costs more than reading them.
fn is_brief(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(text) if text.len() <= 200)
}

fn question_id(cell: &Cell) -> Option<QuestionId> {
    match &cell.value {
        Value::Text(text) => QuestionId::parse(text.trim()),
        _ => None,
    }
}

struct CoverFacts {
    vendor: Option<String>,
    respondent: Option<String>,
    answered_on: Option<jiff::civil::Date>,
}

struct Reading<'a> {
    file: &'a str,
    library: &'a Library,
    on: Date,
    language: Language,
    wording: Option<Wording>,
    edition_differs: bool,
    responses: Vec<Response>,
    unread: Vec<Unread>,
    diagnostics: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn words(&self) -> Words<'_> {
        Words { vocabulary: &self.library.vocabulary, on: self.on }
    }

    fn place(&self, sheet: &str, cell: impl Into<Area>) -> Place {
        Place::file(self.file).sheet_named(sheet).cells(cell)
    }

    fn check_edition(&mut self, meta: Option<&Meta>) -> String {
        let Some(meta) = meta else {
            self.diagnostics.push(diagnostics::no_meta(self.file));
            return String::new();
        };
        match self.library.form(&meta.form) {
            None => self.diagnostics.push(diagnostics::unknown_form(self.file, &meta.form)),
            Some(form) if form.edition != meta.edition => {
                self.edition_differs = true;
                self.diagnostics.push(diagnostics::other_edition(self.file, &meta.edition, &form.edition));
            }
            Some(_) => {}
        }
        meta.edition.clone()
    }

    fn holds_any_question(&self, workbook: &Workbook) -> bool {
        workbook
            .sheets
            .iter()
            .flat_map(Sheet::cells)
            .filter_map(question_id)
            .any(|id| self.library.question(&id).is_some())
    }

    fn take_sheet(&mut self, sheet: &Sheet) {
        if let Some(why) = &sheet.unread {
            self.diagnostics.push(diagnostics::sheet_unread(self.file, &sheet.name, why));
        }
        if let Some(ids) = matrix_ids(sheet) {
            self.take_matrix(sheet, &ids);
        } else if let Some(columns) = header(sheet, &Cover::headers(self.language)) {
            self.take_list(sheet, &columns);
        } else if sheet.cells().iter().any(|cell| question_id(cell).is_some()) {
            self.diagnostics.push(diagnostics::header_lost(self.file, &sheet.name));
            self.leave_unread(sheet, "見出し行（設問番号・回答）が見つかりません");
        } else if sheet.visibility == Visibility::Visible && !self.is_ours(sheet) {
            self.leave_unread(sheet, "設問のないシートです。内容は判定に使っていません");
        }
    }

    /// The cover and the instructions: sheets of our own that hold no questions.
    fn is_ours(&self, sheet: &Sheet) -> bool {
        ["表紙", "Cover"].contains(&sheet.name.as_str())
    }

    fn leave_unread(&mut self, sheet: &Sheet, why: &str) {
        let cells: Vec<&Cell> = sheet.cells().iter().filter(|cell| !cell.value.is_blank()).collect();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        let left = cells.iter().map(|cell| cell.address.column).min().unwrap_or(0);
        let right = cells.iter().map(|cell| cell.address.column).max().unwrap_or(0);
        let area = Area::new(Address::new(first.address.row, left), Address::new(last.address.row, right));
        self.unread.push(Unread {
            sheet: sheet.name.clone(),
            range: area.to_string(),
            why: why.to_owned(),
            text: first.value.written(),
        });
    }

    fn take_list(&mut self, sheet: &Sheet, columns: &Columns) {
        for row in sheet.rows().filter(|row| row.first().is_some_and(|cell| cell.address.row > columns.row)) {
            let at = |column: u32| row.iter().find(|cell| cell.address.column == column);
            let Some(number) = row.first().map(|cell| cell.address.row) else { continue };
            let id = at(columns.id).and_then(question_id);
            match id.as_ref().and_then(|id| self.library.question(id)) {
                Some(question) => self.take_row(sheet, columns, number, question),
                None => self.note_strange_row(sheet, columns, row, id.as_ref()),
            }
        }
        self.doubt_by_notes(sheet, columns);
    }

    /// A note between or below the questions that speaks of the answers and takes them back.
    fn doubt_by_notes(&mut self, sheet: &Sheet, columns: &Columns) {
        let notes =
            sheet.cells().iter().filter(|cell| cell.address.row > columns.row && cell.address.column == columns.id);
        let spoken = |text: &str| {
            ["上記", "回答", "以上の", "本票", "すべて", "全て", "当社"].iter().any(|word| text.contains(word))
        };
        let taken_back = notes.filter(|cell| question_id(cell).is_none()).find_map(|cell| {
            let text = cell.value.written();
            let bare = text.trim_start_matches(['※', '*', '＊', '注', ' ', '\u{3000}']);
            let weighed = self.words().weigh(Answer::Met, bare);
            (spoken(&text) && weighed.answer != Answer::Met)
                .then(|| format!("{}に「{}」とあります", cell.address, bare.trim()))
        });
        let Some(why) = taken_back else { return };
        for response in self.responses.iter_mut().filter(|response| response.sheet == sheet.name) {
            if response.answer == Answer::Met {
                response.answer = Answer::Unclear;
                response.why = Some(why.clone());
            }
        }
    }

    fn note_strange_row(&mut self, sheet: &Sheet, columns: &Columns, row: &[Cell], id: Option<&QuestionId>) {
        // Ids, and names of sections, which are brief and stand alone.
        let alone = row.iter().filter(|cell| !cell.value.is_blank()).count() == 1;
        let named = |cell: &Cell| {
            let text = cell.value.written();
            let brief = alone && text.chars().count() < if text.is_ascii() { 60 } else { 20 };
            id.is_some() && cell.address.column == columns.id || brief && cell.address.column != columns.answer
        };
        let filled = || row.iter().filter(|cell| !cell.value.is_blank() && !cell.formula && !named(cell));
        let in_answer =
            |cell: &&Cell| cell.address.column == columns.answer || Some(cell.address.column) == columns.remark;
        let answered = filled().find(in_answer).or_else(|| filled().next());
        let Some(cell) = answered else { return };
        let why = match id {
            Some(id) => {
                self.diagnostics.push(diagnostics::unknown_question(self.place(&sheet.name, cell.address), id));
                format!("設問番号 {id} は、この版の設問にありません")
            }
            None => "設問番号のない行に書かれています".to_owned(),
        };
        self.unread.push(Unread {
            sheet: sheet.name.clone(),
            range: cell.address.to_string(),
            why,
            text: cell.value.written(),
        });
    }

    fn take_row(&mut self, sheet: &Sheet, columns: &Columns, row: u32, question: &Question) {
        let text = |column: Option<u32>| {
            column
                .and_then(|column| sheet.cell(Address::new(row, column)))
                .map(|cell| cell.value.written())
                .unwrap_or_default()
        };
        let cell = Address::new(row, columns.answer);
        let question_cell = Address::new(row, columns.question.unwrap_or(columns.id));
        let remark = text(columns.remark);
        let mut response = self.response(question, sheet, cell, question_cell, &remark, Beside::Answer);
        response.asked = text(columns.question);
        response.evidence_written = text(columns.evidence);
        if response.answer == Answer::Met {
            let limits = evidence_column::limits(self.words(), &response.evidence_written);
            let mut qualified = self.words().weigh(Answer::Met, limits);
            if qualified.answer == Answer::Met
                && let Some(why) = self.words().told(&response.asked, limits)
            {
                qualified.answer = Answer::Unclear;
                qualified.why = Some(why);
            }
            if qualified.answer != Answer::Met {
                if qualified.answer == Answer::Unclear {
                    let (place, why) = (self.place(&sheet.name, cell), qualified.why.as_deref());
                    self.diagnostics.push(diagnostics::not_understood(place, question, &response.written, why));
                }
                response.answer = qualified.answer;
                response.why = qualified.why;
                response.planned_for = qualified.planned_for;
            }
        }
        // What stands to the right of the form's own columns.
        let ours = [columns.remark, columns.evidence, columns.question, Some(columns.id)];
        let beside = sheet.row(row).iter().filter(|cell| {
            cell.address.column > columns.answer
                && !ours.contains(&Some(cell.address.column))
                && !cell.formula
                && !cell.value.is_blank()
        });
        if let Some((found, qualified)) = beside
            .map(|found| (found, self.words().weigh(Answer::Met, &found.value.written())))
            .find(|(_, qualified)| response.answer == Answer::Met && qualified.answer != Answer::Met)
        {
            let why = format!("{}に「{}」とあります", found.address, found.value.written().trim());
            let doubted = diagnostics::not_understood(
                self.place(&sheet.name, cell),
                question,
                &response.written,
                qualified.why.as_deref(),
            );
            self.doubt(&mut response, doubted, &why);
        }
        if let Some(merge) = sheet.merge_at(cell).filter(|merge| self.covers_other_questions(sheet, columns, *merge)) {
            self.doubt(
                &mut response,
                diagnostics::merged_answer(self.place(&sheet.name, merge), question),
                "結合セルが複数の設問にまたがっています",
            );
        }
        if columns.question.is_some() {
            self.check_wording(&mut response, question);
        }
        self.responses.push(response.with_evidence());
    }

    fn covers_other_questions(&self, sheet: &Sheet, columns: &Columns, merge: Area) -> bool {
        let ids = (merge.first.row..=merge.last.row.min(merge.first.row.saturating_add(1000)))
            .filter_map(|row| sheet.cell(Address::new(row, columns.id)))
            .filter_map(question_id);
        ids.take(2).count() > 1
    }

    /// The answer in a cell with its remark, before anything that casts doubt on the row as a whole.
    fn response(
        &mut self,
        question: &Question,
        sheet: &Sheet,
        cell: Address,
        question_cell: Address,
        remark: &str,
        beside: Beside,
    ) -> Response {
        let found = sheet.cell(cell);
        let written = found.map(|cell| cell.value.written()).unwrap_or_default();
        let read = interpret(question, self.words(), found.map(|cell| &cell.value), remark, beside);
        let mut response = Response {
            question: question.id.clone(),
            sheet: sheet.name.clone(),
            cell,
            question_cell,
            asked: String::new(),
            written,
            answer: read.answer,
            why: read.why,
            remark: remark.to_owned(),
            reason: read.reason,
            evidence_written: String::new(),
            evidence: Evidence::Stated,
            certificates: Vec::new(),
            planned_for: read.planned_for,
            subject: None,
        };
        if found.is_some_and(|cell| cell.formula) {
            self.doubt(
                &mut response,
                diagnostics::formula_answer(self.place(&sheet.name, cell), question),
                "回答が数式です",
            );
        } else if read.not_understood {
            let place = self.place(&sheet.name, cell);
            let why = response.why.as_deref().filter(|why| *why != NO_WORD);
            self.diagnostics.push(diagnostics::not_understood(place, question, &response.written, why));
        } else if let Some(why) = self.unseen(sheet, cell, question).filter(|_| response.answer == Answer::Met) {
            let place = self.place(&sheet.name, cell);
            let doubted = diagnostics::not_understood(place, question, &response.written, Some(&why));
            self.doubt(&mut response, doubted, &why);
        }
        response
    }

    /// What takes a good answer back that is not in its cell or beside it: how the cell is shown, and what a comment on it says.
    fn unseen(&self, sheet: &Sheet, cell: Address, question: &Question) -> Option<String> {
        let comment = sheet.comments.get(&cell).map(String::as_str).unwrap_or_default();
        let weighed = || self.words().weigh(Answer::Met, comment);
        visible::doubt(sheet, cell)
            .map(str::to_owned)
            .or_else(|| Some(weighed()).filter(|weighed| weighed.answer != Answer::Met)?.why)
            .or_else(|| self.words().told(&question.ja, comment).map(|why| format!("コメント: {why}")))
    }

    fn doubt(&mut self, response: &mut Response, diagnostic: Diagnostic, why: &str) {
        self.diagnostics.push(diagnostic);
        if response.answer != Answer::Unanswered || response.why.is_some() {
            response.answer = Answer::Unclear;
        }
        response.why = Some(why.to_owned());
    }

    /// An answer to another question than ours is no answer to ours.
    fn check_wording(&mut self, response: &mut Response, question: &Question) {
        if self.asks_word_for_word(&response.asked, question) {
            return;
        }
        let plain = |text: &str| fold(text).replace('\u{1}', "");
        let found = plain(&response.asked);
        let ours = match self.language {
            Language::English => plain(&question.en),
            // Without the hidden sheet the organisation's words are not known: only the text around them is compared.
            Language::Japanese => match &self.wording {
                Some(wording) => plain(&wording.apply(&question.ja)),
                None if same_around_words(&found, &question.ja, plain) => return,
                None => String::new(),
            },
        };
        if found == ours {
            return;
        }
        let place = self.place(&response.sheet, response.question_cell);
        let (diagnostic, why) = if self.edition_differs {
            (diagnostics::question_of_other_edition(place, question), "設問の文が現在の版と違います")
        } else {
            (diagnostics::question_reworded(place, question, &response.asked), "設問の文が書き換えられています")
        };
        self.doubt(response, diagnostic, why);
    }

    /// The usual case, without folding: the text stands as it was sent out.
    fn asks_word_for_word(&self, asked: &str, question: &Question) -> bool {
        match (self.language, &self.wording) {
            (Language::English, _) => asked == question.en,
            (Language::Japanese, Some(wording)) => asked == wording.apply(&question.ja),
            (Language::Japanese, None) => false,
        }
    }

    fn take_matrix(&mut self, sheet: &Sheet, ids: &MatrixIds) {
        let subjects = Cover::subjects(self.language).map(fold);
        let headings = sheet.row(ids.row + 1);
        let subject_columns: Vec<u32> = headings
            .iter()
            .filter(|cell| subjects.iter().take(2).any(|word| *word == fold(&cell.value.written())))
            .map(|cell| cell.address.column)
            .collect();
        let [_, _, _, remark_word, _] = Cover::headers(self.language).map(fold);
        let remark_column =
            headings.iter().find(|cell| fold(&cell.value.written()) == remark_word).map(|cell| cell.address.column);
        for row in sheet.rows().filter(|row| row.first().is_some_and(|cell| cell.address.row > ids.row + 1)) {
            let filled = |column: u32| row.iter().find(|cell| cell.address.column == column && !cell.value.is_blank());
            let subject: Vec<String> =
                subject_columns.iter().filter_map(|column| filled(*column)).map(|cell| cell.value.written()).collect();
            let answered = ids.columns.keys().any(|column| filled(*column).is_some());
            let Some(number) = row.first().map(|cell| cell.address.row).filter(|_| answered || !subject.is_empty())
            else {
                continue;
            };
            let remark = remark_column.and_then(filled).map(|cell| cell.value.written()).unwrap_or_default();
            let subject =
                if subject.is_empty() { format!("{}行目(名称なし)", number + 1) } else { subject.join(" ") };
            for (column, id) in &ids.columns {
                let Some(question) = self.library.question(id) else { continue };
                let question_cell = Address::new(ids.row + 1, *column);
                let mut response =
                    self.response(question, sheet, Address::new(number, *column), question_cell, &remark, Beside::Row);
                response.asked = sheet.cell(question_cell).map(|cell| cell.value.written()).unwrap_or_default();
                response.subject = Some(subject.clone());
                self.check_wording(&mut response, question);
                self.responses.push(response.with_evidence());
            }
        }
    }

    /// The same question twice: where both say the same nothing is lost, otherwise nobody can tell which holds.
    fn settle_duplicates(&mut self) {
        let mut places: BTreeMap<(QuestionId, Option<String>), Vec<usize>> = BTreeMap::new();
        for (index, response) in self.responses.iter().enumerate() {
            places.entry((response.question.clone(), response.subject.clone())).or_default().push(index);
        }
        let mut dropped = BTreeSet::new();
        for ((id, _), indices) in places.into_iter().filter(|(_, indices)| indices.len() > 1) {
            let all: Vec<Response> = indices.iter().filter_map(|index| self.responses.get(*index)).cloned().collect();
            let (Some(kept), Some(first)) = (indices.first(), all.first()) else { continue };
            let others: Vec<String> =
                all.iter().map(|response| format!("「{}」シート {}", response.sheet, response.cell)).collect();
            self.diagnostics.push(diagnostics::duplicate_question(self.place(&first.sheet, first.cell), &id, &others));
            let differ =
                all.iter().any(|other| fold(&other.written) != fold(&first.written) || other.remark != first.remark);
            if differ && let Some(response) = self.responses.get_mut(*kept) {
                response.answer = Answer::Unclear;
                response.why = Some("同じ設問に違う回答が二つあります".to_owned());
            }
            dropped.extend(indices.into_iter().skip(1));
        }
        let mut index = 0;
        self.responses.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }

    fn tell_missing(&mut self, asked: &[QuestionId]) {
        let there: BTreeSet<&QuestionId> = self.responses.iter().map(|response| &response.question).collect();
        let missing: Vec<&QuestionId> = asked.iter().filter(|id| !there.contains(id)).collect();
        if !missing.is_empty() && !there.is_empty() {
            self.diagnostics.push(diagnostics::rows_missing(self.file, &missing));
        }
    }

    /// Without the hidden sheet: the form whose themes hold the most of the questions that are there.
    fn guess_form(&self) -> Option<FormRef> {
        let themes: Vec<&str> = self
            .responses
            .iter()
            .filter_map(|response| self.library.question(&response.question))
            .map(|question| question.theme.as_str())
            .collect();
        let matrix = self.responses.iter().any(|response| response.subject.is_some());
        let held = |form: &super::Form| {
            let layout = if matrix { Layout::Matrix } else { Layout::List };
            let sections = &form.sections;
            (form.layout == layout)
                .then(|| themes.iter().filter(|theme| sections.iter().any(|s| s.theme == **theme)).count())
        };
        let best =
            self.library.forms.iter().filter_map(|form| Some((held(form)?, form))).max_by_key(|(count, _)| *count)?;
        // Vendors' forms share their themes: which of them it was is left open, the case decides.
        let shared = self.library.forms.iter().filter(|form| held(form) == Some(best.0)).count() > 1;
        (!shared).then(|| FormRef { id: best.1.id.clone(), edition: String::new() })
    }

    fn ledger_of_first(&self, catalogue: &Catalogue) -> Option<Ledger> {
        let question = self.library.question(&self.responses.first()?.question)?;
        Library::ledger(question, catalogue)
    }

    /// What stands to the right of the cover's labels, wherever they went.
    fn cover(&self, workbook: &Workbook) -> CoverFacts {
        let [vendor, _, _, respondent, date_label, _] = Cover::fields(self.language).map(fold);
        let longest = vendor.len().max(respondent.len()).max(date_label.len());
        let mut beside: BTreeMap<String, String> = BTreeMap::new();
        for sheet in workbook.sheets.iter().filter(|sheet| sheet.name != META_SHEET) {
            let labels = sheet.cells().iter().filter_map(|cell| Some((label(cell, longest)?, cell.address)));
            for (label, at) in labels.filter(|(label, _)| [&vendor, &respondent, &date_label].contains(&label)) {
                let right =
                    sheet.row(at.row).iter().find(|cell| cell.address.column > at.column && !cell.value.is_blank());
                if let Some(right) = right {
                    beside.entry(label).or_insert_with(|| right.value.written().trim().to_owned());
                }
            }
        }
        CoverFacts {
            vendor: beside.remove(&vendor),
            respondent: beside.remove(&respondent),
            answered_on: beside.remove(&date_label).and_then(|text| date::find(&text)),
        }
    }
}

/// The folded words of a cell that may be a label. Long texts are not worth folding, and no label is in Latin letters alone
/// with figures in it, as the ids of questions are.
fn label(cell: &Cell, longest: usize) -> Option<String> {
    match &cell.value {
        Value::Text(text) if text.len() <= 3 * longest + 12 && !text.bytes().any(|byte| byte.is_ascii_digit()) => {
            Some(fold(text))
        }
        _ => None,
    }
}

/// Whether a text is the template with any words in place of the organisation's.
fn same_around_words(found: &str, template: &str, plain: impl Fn(&str) -> String) -> bool {
    let mut rest = found;
    for (index, piece) in template.split("{{").enumerate() {
        let fixed = if index == 0 { piece } else { piece.split_once("}}").map_or("", |(_, after)| after) };
        let fixed = plain(fixed);
        match rest.find(&fixed) {
            Some(at) if index > 0 || at == 0 => rest = rest.get(at + fixed.len()..).unwrap_or_default(),
            _ => return false,
        }
    }
    rest.is_empty() || template.ends_with("}}")
}

struct MatrixIds {
    row: u32,
    columns: BTreeMap<u32, QuestionId>,
}

/// A row that holds ids of two or more questions is the head of a matrix.
fn matrix_ids(sheet: &Sheet) -> Option<MatrixIds> {
    sheet.rows().find_map(|row| {
        let columns: BTreeMap<u32, QuestionId> =
            row.iter().filter_map(|cell| Some((cell.address.column, question_id(cell)?))).collect();
        (columns.len() > 1).then_some(MatrixIds { row: row.first()?.address.row, columns })
    })
}
