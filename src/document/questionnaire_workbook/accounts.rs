//! One row per account, one column per question: the ledger of social-media accounts.

use super::cover::Count;
use super::look::{self, Look};
use super::words::Words;
use super::{Account, QuestionnaireInput};
use crate::questionnaire::{AnswerKind, Cover, Question};
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, Format, IgnoreError, Worksheet, XlsxError};

/// Widths in pixels of service, account, address, purpose.
const SUBJECT_WIDTHS: [u32; 4] = [76, 100, 120, 84];
const STATED_WIDTH: u32 = 92;
const CHOICE_WIDTH: u32 = 54;
const REMARK_WIDTH: u32 = 130;
/// Height in pixels of the headings: those of the narrow columns stand on end.
const HEADING_HEIGHT: u32 = 270;
/// The row of the ids; the headings stand below it, where the reading looks for them.
const IDS: u32 = 2;
const FIRST: u32 = IDS + 2;
/// Rows that are there at least, and rows that stay free below what is filled in.
const ROWS: usize = 20;
const SPARE: usize = 10;

/// A column of the table.
struct Column<'a> {
    heading: String,
    question: Option<&'a Question>,
    px: u32,
}

pub(super) fn write(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let columns = columns(input);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last = last_row(input);
    sheet.set_name(words.accounts)?;
    sheet.write_string_with_format(0, 0, input.title(), &look.long_title)?.set_row_height_pixels(0, 38)?;
    sheet.write_string_with_format(1, 0, words.matrix_guide, &look.subtitle)?;
    headings(sheet, &columns, input.in_language(&look.upright, &look.sideways), look)?;
    let nobody = Account::default();
    for (row, account) in (FIRST..=last).zip(input.accounts.iter().chain(std::iter::repeat(&nobody))) {
        account_row(sheet, row, account, &columns, look)?;
    }
    validations(sheet, input, words, &columns, last)?;
    let open = ConditionalFormatFormula::new()
        .set_rule(format!("=AND($A{0}&$B{0}<>\"\",TRIM(A{0})=\"\")", FIRST + 1).as_str())
        .set_format(&look.open);
    sheet
        .add_conditional_format(FIRST, 0, last, last_column.saturating_sub(1), &open)?
        .autofilter(IDS + 1, 0, last, last_column)?
        .set_freeze_panes(FIRST, 2)?
        .set_repeat_rows(IDS, IDS + 1)?
        .set_landscape()
        .ignore_error_range(FIRST, 0, last, last_column, IgnoreError::NumberStoredAsText)?
        .set_selection(FIRST, 0, FIRST, 0)?;
    super::set_page(sheet, input, words);
    super::protect(sheet);
    Ok(())
}

/// The last row of the table.
fn last_row(input: &QuestionnaireInput<'_>) -> u32 {
    let rows = ROWS.max(input.accounts.len() + SPARE);
    FIRST.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX)) - 1
}

fn columns<'a>(input: &'a QuestionnaireInput<'_>) -> Vec<Column<'a>> {
    let fact = |(heading, px): (&str, u32)| Column { heading: heading.to_owned(), question: None, px };
    let asked = input.questions().map(|question| Column {
        heading: input.asked(question),
        question: Some(question),
        px: if question.answer == AnswerKind::Choice { CHOICE_WIDTH } else { STATED_WIDTH },
    });
    let [_, _, _, remark, _] = Cover::headers(input.language);
    let subjects = Cover::subjects(input.language).into_iter().zip(SUBJECT_WIDTHS).map(fact);
    subjects.chain(asked).chain(std::iter::once(fact((remark, REMARK_WIDTH)))).collect()
}

fn headings(sheet: &mut Worksheet, columns: &[Column<'_>], on_end: &Format, look: &Look) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(columns) {
        sheet.set_column_width_pixels(index, column.px)?;
        if let Some(question) = column.question {
            sheet.write_string_with_format(IDS, index, question.id.as_str(), &look.id)?;
        }
        let format = if column.px == CHOICE_WIDTH { on_end } else { &look.head };
        sheet.write_string_with_format(IDS + 1, index, &column.heading, format)?;
    }
    sheet.set_row_height_pixels(IDS, 34)?.set_row_height_pixels(IDS + 1, HEADING_HEIGHT)?;
    Ok(())
}

fn account_row(
    sheet: &mut Worksheet,
    row: u32,
    account: &Account,
    columns: &[Column<'_>],
    look: &Look,
) -> Result<(), XlsxError> {
    let mut facts = account.subject.iter().chain(std::iter::once(&account.remark));
    let mut texts = Vec::with_capacity(columns.len());
    for (index, column) in (0..).zip(columns) {
        let (text, format) = match column.question {
            Some(question) if question.answer == AnswerKind::Choice => {
                (account.answers.get(&question.id), &look.choice)
            }
            Some(question) => (account.answers.get(&question.id), &look.entry),
            None => (facts.next(), &look.entry),
        };
        let text = text.map_or("", String::as_str);
        sheet.write_string_with_format(row, index, text, format)?;
        texts.push((text, column.px, look::BODY));
    }
    sheet.set_row_height_pixels(row, look::height(texts).max(30))?;
    Ok(())
}

/// The drop-down, and the hint as the message beside a cell: there is no room for it above a narrow column.
fn validations(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    columns: &[Column<'_>],
    last: u32,
) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(columns) {
        let Some(question) = column.question else { continue };
        let validation = match question.answer {
            AnswerKind::Choice => DataValidation::new()
                .allow_list_strings(&Cover::choices(input.language))?
                .set_error_title(words.not_in_list)?
                .set_error_message(words.choose)?,
            AnswerKind::Stated => DataValidation::new().allow_any_value(),
        };
        // Excel takes 32 characters of a title and 255 of a message.
        let title: String = column.heading.chars().take(32).collect();
        let hint: String = input.hint(question).chars().take(255).collect();
        let validation = validation.set_input_title(title)?.set_input_message(hint)?;
        sheet.add_data_validation(FIRST, index, last, index, &validation)?;
    }
    Ok(())
}

/// How far the ledger is, from the sheet itself.
pub(super) fn counts(input: &QuestionnaireInput<'_>, words: &Words) -> Vec<Count> {
    let (first, last) = (SUBJECT_WIDTHS.len(), last_row(input));
    let end = first + input.questions().count().saturating_sub(1);
    let name = |index: usize| column_number_to_name(u16::try_from(index).unwrap_or(u16::MAX));
    let range = |from: usize, to: usize| {
        format!("'{}'!${}${}:${}${}", words.accounts, name(from), FIRST + 1, name(to), last + 1)
    };
    let named = format!("({}&{}<>\"\")", range(0, 0), range(1, 1));
    let is_named = |account: &&Account| account.subject.iter().take(2).any(|text| !text.is_empty());
    let accounts: Vec<&Account> = input.accounts.iter().filter(is_named).collect();
    let is_blank = |account: &Account, question: &Question| {
        account.answers.get(&question.id).is_none_or(|answer| answer.trim().is_empty())
    };
    let blank =
        accounts.iter().map(|account| input.questions().filter(|question| is_blank(account, question)).count()).sum();
    vec![
        Count {
            label: words.account_count,
            formula: format!("=SUMPRODUCT({named}*1)"),
            now: accounts.len(),
            wanted_zero: false,
        },
        Count {
            label: words.blank_cells,
            formula: format!("=SUMPRODUCT({named}*({}=\"\"))", range(first, end)),
            now: blank,
            wanted_zero: true,
        },
    ]
}
