//! A form and a case become the workbook that is sent out. What is written here, [`crate::questionnaire::read`] takes
//! back: headers, ids and the hidden sheet come from `questionnaire::{Cover, Meta}` and nowhere else.

mod accounts;
mod answers;
mod cover;
mod growing;
mod look;
mod words;

use super::WriteError;
use super::sheet_style::{COLUMN_PX, FONT, ROW_PX};
use crate::catalogue::{Case, QuestionId};
use crate::policy::Wording;
use crate::questionnaire::{Form, Language, Layout, META_SHEET, Meta, Question, Section};
use jiff::civil::Date;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use words::Words;

/// What stands in a row before it is sent out: last year's answer, or an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    /// The answer's word or text.
    pub answer: String,
    /// The remark.
    pub remark: String,
    /// The evidence.
    pub evidence: String,
}

/// Why a question wants attention, compared with last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It was not asked last time.
    New,
    /// It reads otherwise than last time.
    Changed,
    /// Last time's answer is too old to be carried over.
    Aged,
}

/// A row of a matrix before it is sent out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Service, account, address, purpose: in the order of `Cover::subjects`.
    pub subject: [String; 4],
    /// The answers.
    pub answers: BTreeMap<QuestionId, String>,
    /// The remark on the row.
    pub remark: String,
}

/// What is known of the vendor's last answers, where the sheet holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carryover<'a> {
    /// The day of those answers.
    pub answered: Date,
    /// 法人番号; empty where nobody knows it.
    pub corporate_number: &'a str,
}

/// What a questionnaire is made from.
#[derive(Clone, Debug)]
pub struct QuestionnaireInput<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Its words.
    pub wording: &'a Wording,
    /// The form.
    pub form: &'a Form,
    /// The questions to ask, by section: see [`crate::questionnaire::Library::asked`].
    pub sections: Vec<(&'a Section, Vec<&'a Question>)>,
    /// The case; absent on the organisation's own sheets.
    pub case: Option<&'a Case>,
    /// The vendor; absent on the organisation's own sheets.
    pub vendor: Option<&'a str>,
    /// The language of the whole workbook.
    pub language: Language,
    /// The day of issue; also the date inside the file.
    pub issued_on: Date,
    /// The last day to return it.
    pub respond_by: Option<Date>,
    /// Whom to ask: office, telephone, mail; may hold line breaks.
    pub contact: &'a str,
    /// What is filled in already, in a list.
    pub answers: &'a BTreeMap<QuestionId, Prefill>,
    /// Questions that want attention, in a list; empty where nothing is known of last time.
    pub marks: &'a BTreeMap<QuestionId, Mark>,
    /// What is filled in already, in a matrix.
    pub accounts: &'a [Account],
    /// Of last time's answers, where they are what is filled in.
    pub carried: Option<Carryover<'a>>,
}

impl QuestionnaireInput<'_> {
    fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|(_, questions)| questions.iter().copied())
    }

    fn title(&self) -> &str {
        self.in_language(&self.form.title, &self.form.title_en)
    }

    fn asked(&self, question: &Question) -> String {
        self.in_language(&self.wording.apply(&question.ja), &question.en).to_owned()
    }

    fn hint(&self, question: &Question) -> String {
        let hint = self.in_language(&question.hint, &question.hint_en);
        self.wording.apply(hint.as_deref().unwrap_or_default())
    }

    fn in_language<'t, T: ?Sized>(&self, ja: &'t T, en: &'t T) -> &'t T {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    fn meta(&self) -> Meta {
        Meta {
            form: self.form.id.clone(),
            edition: self.form.edition.clone(),
            case: self.case.map(|case| case.id.to_string()),
            vendor: self.vendor.map(str::to_owned),
            language: self.language,
            wording: self.wording.clone(),
            asked: self.questions().map(|question| question.id.clone()).collect(),
        }
    }
}

/// The questionnaire as an xlsx file.
///
/// # Errors
/// [`WriteError::Library`] where the library refuses, such as a text over Excel's 32,767 characters.
pub fn questionnaire_workbook(input: &QuestionnaireInput<'_>) -> Result<Vec<u8>, WriteError> {
    let words = Words::of(input.language);
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&look.plain, ROW_PX, COLUMN_PX)?;
    workbook.set_properties(&properties(input)?);
    let counts = match input.form.layout {
        Layout::List => answers::counts(input, words),
        Layout::Matrix => accounts::counts(input, words),
    };
    cover::write(workbook.add_worksheet(), input, words, &look, &counts)?;
    let table = workbook.add_worksheet();
    match input.form.layout {
        Layout::List => answers::write(table, input, words, &look)?,
        Layout::Matrix => accounts::write(table, input, words, &look)?,
    }
    write_meta(workbook.add_worksheet(), &input.meta())?;
    growing::let_rows_grow(&workbook.save_to_buffer()?)
}

fn properties(input: &QuestionnaireInput<'_>) -> Result<DocProperties, XlsxError> {
    let day = input.issued_on;
    // Without a date of our own the library takes the clock's.
    let issued =
        ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(input.title())
        .set_author(input.organisation)
        .set_company(input.organisation)
        .set_creation_datetime(&issued))
}

fn write_meta(sheet: &mut Worksheet, meta: &Meta) -> Result<(), XlsxError> {
    sheet.set_name(META_SHEET)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(meta.rows()) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, &value)?;
    }
    Ok(())
}

/// Page and print set-up that all visible sheets share.
fn set_page(sheet: &mut Worksheet, input: &QuestionnaireInput<'_>, words: &Words) {
    let font = format!("&\"{},Regular\"&9 ", FONT);
    // & begins a code in headers; a doubled one is itself. Excel drops a header of more than 255 characters.
    let plain = |text: &str| text.chars().take(60).collect::<String>().replace('&', "&&");
    let vendor = plain(input.vendor.unwrap_or_default());
    let edition = format!("{} {}", input.form.id, input.form.edition);
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.65, 0.6, 0.3, 0.3)
        .set_header(format!("&L{font}{}&R{font}{vendor}", plain(input.title())))
        .set_footer(format!(
            "&L{font}{}&C{font}&P / &N&R{font}{} {}",
            plain(input.organisation),
            words.edition,
            plain(&edition)
        ));
}

/// What a respondent may do on a protected sheet. There is no password: the lock is against slips, not against people.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        insert_links: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}
