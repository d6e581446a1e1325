//! One row per question.

use super::super::sheet_style::COLUMN_PX;
use super::cover::Count;
use super::look::{self, Look};
use super::words::Words;
use super::{Prefill, QuestionnaireInput};
use crate::questionnaire::{AnswerKind, Cover, Question};
use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, Formula, IgnoreError, Worksheet, XlsxError};

/// Widths in pixels of id, question, hint, answer, remark, evidence, state: together one A4 page at four fifths.
const WIDTHS: [u32; 7] = [88, 320, 220, 132, 230, 180, 92];
const ID: u16 = 0;
const QUESTION: u16 = 1;
const HINT: u16 = 2;
const ANSWER: u16 = 3;
const REMARK: u16 = 4;
const EVIDENCE: u16 = 5;
const STATE: u16 = 6;
/// The row of the headers; above it stand title and guide.
const HEAD: u32 = 2;

pub(super) fn write(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(words.answers)?;
    for (column, px) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, px)?;
    }
    let title = [Some(input.title()), input.vendor].into_iter().flatten().collect::<Vec<_>>().join("　");
    sheet.write_string_with_format(0, ID, title, &look.long_title)?.set_row_height_pixels(0, 38)?;
    let guide = input.carried.map(|carried| words.carried(carried.answered, false));
    let guide = guide.as_deref().unwrap_or(words.list_guide);
    sheet.write_string_with_format(1, ID, guide, &look.subtitle)?;
    headers(sheet, input, words, look)?;
    let written = rows(sheet, input, words, look)?;
    let last = last_row(input);
    choices(sheet, input, words, &written)?;
    colours(sheet, words, look, last)?;
    sheet
        .autofilter(HEAD, ID, last, STATE)?
        .set_freeze_panes(HEAD + 1, HINT)?
        .set_repeat_rows(HEAD, HEAD)?
        .set_landscape()
        .ignore_error_range(HEAD + 1, ANSWER, last.max(HEAD + 1), EVIDENCE, IgnoreError::NumberStoredAsText)?;
    if let Some(first) = written.first() {
        sheet.set_selection(first.row, ANSWER, first.row, ANSWER)?;
    }
    super::set_page(sheet, input, words);
    super::protect(sheet);
    Ok(())
}

/// The last row of the table.
fn last_row(input: &QuestionnaireInput<'_>) -> u32 {
    let rows = input.sections.len() + input.questions().count();
    HEAD.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX))
}

fn headers(sheet: &mut Worksheet, input: &QuestionnaireInput<'_>, words: &Words, look: &Look) -> Result<(), XlsxError> {
    let [id, question, answer, remark, evidence] = Cover::headers(input.language);
    for (column, header) in (0..).zip([id, question, words.hint, answer, remark, evidence, words.state]) {
        sheet.write_string_with_format(HEAD, column, header, &look.head)?;
    }
    sheet.set_row_height_pixels(HEAD, 42)?;
    Ok(())
}

/// A row that holds a question.
struct QuestionRow {
    row: u32,
    choice: bool,
}

fn rows(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    look: &Look,
) -> Result<Vec<QuestionRow>, XlsxError> {
    let mut written = Vec::new();
    let mut row = HEAD;
    for (section, questions) in &input.sections {
        row += 1;
        section_row(sheet, row, input.in_language(&section.title, &section.title_en), look)?;
        for question in questions {
            row += 1;
            question_row(sheet, row, input, question, words, look)?;
            written.push(QuestionRow { row, choice: question.answer == AnswerKind::Choice });
        }
    }
    Ok(written)
}

/// Not merged: merged cells cannot be sorted.
fn section_row(sheet: &mut Worksheet, row: u32, title: &str, look: &Look) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, ID, title, &look.band)?;
    for column in QUESTION..=STATE {
        sheet.write_blank(row, column, &look.band)?;
    }
    sheet.set_row_height_pixels(row, 28)?;
    Ok(())
}

fn question_row(
    sheet: &mut Worksheet,
    row: u32,
    input: &QuestionnaireInput<'_>,
    question: &Question,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let nothing = Prefill::default();
    let filled = input.answers.get(&question.id).unwrap_or(&nothing);
    let asked = input.asked(question);
    let hint = match question.answer {
        AnswerKind::Choice => input.hint(question),
        AnswerKind::Stated => format!("{}{}", words.free_text, input.hint(question)),
    };
    let mark = input.marks.get(&question.id).copied();
    let hint = match mark {
        Some(mark) => format!("{}{hint}", words.mark(mark)),
        None => hint,
    };
    let text_look = if mark.is_some() { &look.marked } else { &look.text };
    let answer_look = if question.answer == AnswerKind::Choice { &look.choice } else { &look.entry };
    sheet
        .write_string_with_format(row, ID, question.id.as_str(), &look.id)?
        .write_string_with_format(row, QUESTION, &asked, text_look)?
        .write_string_with_format(row, HINT, &hint, &look.hint)?
        .write_string_with_format(row, ANSWER, &filled.answer, answer_look)?
        .write_string_with_format(row, REMARK, &filled.remark, &look.entry)?
        .write_string_with_format(row, EVIDENCE, &filled.evidence, &look.entry)?
        .write_formula_with_format(row, STATE, state(row, filled, input, words), &look.state)?;
    let texts = [
        (QUESTION, asked.as_str(), look::BODY),
        (HINT, hint.as_str(), look::SMALL),
        (ANSWER, filled.answer.as_str(), look::BODY),
        (REMARK, filled.remark.as_str(), look::BODY),
        (EVIDENCE, filled.evidence.as_str(), look::BODY),
        (STATE, words.give_reason, look::SMALL),
    ];
    let measured = texts.iter().map(|(column, text, points)| (*text, width(*column), *points));
    sheet.set_row_height_pixels(row, look::height(measured))?;
    Ok(())
}

fn width(column: u16) -> u32 {
    WIDTHS.get(usize::from(column)).copied().unwrap_or(COLUMN_PX)
}

/// The answers that say nothing without a remark: partial, planned, not applicable, undisclosed.
fn wants_reason(input: &QuestionnaireInput<'_>) -> [&'static str; 4] {
    let [_, partial, planned, _, not_applicable, undisclosed] = Cover::choices(input.language);
    [partial, planned, not_applicable, undisclosed]
}

/// What is still missing in a row. The result is saved with it: a file in protected view is not calculated.
fn state(row: u32, filled: &Prefill, input: &QuestionnaireInput<'_>, words: &Words) -> Formula {
    let (answer, remark) = (cell(row, 'D'), cell(row, 'E'));
    let wants = wants_reason(input);
    let any = wants.map(|word| format!("TRIM({answer})=\"{word}\"")).join(",");
    let (open, give_reason, complete) = (words.open, words.give_reason, words.complete);
    let now = match (filled.answer.trim(), filled.remark.trim()) {
        ("", _) => open,
        (answer, "") if wants.contains(&answer) => give_reason,
        _ => complete,
    };
    Formula::new(format!(
        "=IF(TRIM({answer})=\"\",\"{open}\",IF(AND(TRIM({remark})=\"\",OR({any})),\"{give_reason}\",\"{complete}\"))"
    ))
    .set_result(now)
}

fn cell(row: u32, column: char) -> String {
    format!("{column}{}", row + 1)
}

fn choices(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    written: &[QuestionRow],
) -> Result<(), XlsxError> {
    let runs: Vec<(u32, u32)> = written
        .chunk_by(|one, next| one.choice && next.choice && next.row == one.row + 1)
        .filter_map(|run| Some((run.first().filter(|first| first.choice)?.row, run.last()?.row)))
        .collect();
    let Some((first, last)) = runs.first() else { return Ok(()) };
    let ranges: Vec<String> =
        runs.iter().map(|(first, last)| format!("{}:{}", cell(*first, 'D'), cell(*last, 'D'))).collect();
    let validation = DataValidation::new()
        .allow_list_strings(&Cover::choices(input.language))?
        .set_error_title(words.not_in_list)?
        .set_error_message(words.choose)?
        .set_multi_range(ranges.join(" "));
    sheet.add_data_validation(*first, ANSWER, *last, ANSWER, &validation)?;
    Ok(())
}

fn colours(sheet: &mut Worksheet, words: &Words, look: &Look, last: u32) -> Result<(), XlsxError> {
    let first = HEAD + 1;
    if last < first {
        return Ok(());
    }
    let (id, state) = (cell(first, 'A'), cell(first, 'G'));
    // Rules look at the id, so that they stay right when rows are moved or added.
    let open = ConditionalFormatFormula::new()
        .set_rule(format!("=AND(LEFT(${id},2)=\"Q-\",TRIM($D{})=\"\")", first + 1).as_str())
        .set_format(&look.open);
    let says = |word: &str| format!("=${state}=\"{word}\"");
    let reason = ConditionalFormatFormula::new().set_rule(says(words.give_reason).as_str()).set_format(&look.wanted);
    let unanswered = ConditionalFormatFormula::new().set_rule(says(words.open).as_str()).set_format(&look.open);
    sheet
        .add_conditional_format(first, ANSWER, last, ANSWER, &open)?
        .add_conditional_format(first, REMARK, last, REMARK, &reason)?
        .add_conditional_format(first, STATE, last, STATE, &reason)?
        .add_conditional_format(first, STATE, last, STATE, &unanswered)?;
    Ok(())
}

/// How far the answers are, from the sheet itself.
pub(super) fn counts(input: &QuestionnaireInput<'_>, words: &Words) -> Vec<Count> {
    let last = last_row(input);
    let column =
        |letter: char| format!("'{}'!${letter}${}:${letter}${}", words.answers, HEAD + 2, (last + 1).max(HEAD + 2));
    let nothing = Prefill::default();
    let filled: Vec<&Prefill> =
        input.questions().map(|question| input.answers.get(&question.id).unwrap_or(&nothing)).collect();
    let wants = wants_reason(input);
    let blank = filled.iter().filter(|filled| filled.answer.trim().is_empty()).count();
    let reasonless =
        filled.iter().filter(|filled| wants.contains(&filled.answer.trim()) && filled.remark.trim().is_empty()).count();
    let all = format!("COUNTIF({},\"Q-*\")", column('A'));
    let open = format!("COUNTIF({},\"{}\")", column('G'), words.open);
    vec![
        Count { label: words.question_count, formula: format!("={all}"), now: filled.len(), wanted_zero: false },
        Count {
            label: words.answered,
            formula: format!("={all}-{open}"),
            now: filled.len() - blank,
            wanted_zero: false,
        },
        Count { label: words.unanswered, formula: format!("={open}"), now: blank, wanted_zero: true },
        Count {
            label: words.reason_missing,
            formula: format!("=COUNTIF({},\"{}\")", column('G'), words.give_reason),
            now: reasonless,
            wanted_zero: true,
        },
    ]
}
