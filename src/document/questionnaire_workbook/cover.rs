//! The first sheet: what it is about, who answers, how far it is, how to fill it in.

use super::QuestionnaireInput;
use super::look::{self, Look};
use super::words::Words;
use crate::catalogue::Ledger;
use crate::questionnaire::{Cover, Layout};
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Formula, Worksheet, XlsxError};

/// A number that the cover shows of the other sheet, live.
pub(super) struct Count {
    pub(super) label: &'static str,
    pub(super) formula: String,
    /// What the formula gives when the file is sent out.
    pub(super) now: usize,
    /// Whether the respondent is to bring it down to zero.
    pub(super) wanted_zero: bool,
}

/// Widths in pixels of labels and values: together one A4 page upright.
const LABEL: u32 = 200;
const VALUE: u32 = 510;

pub(super) fn write(
    sheet: &mut Worksheet,
    input: &QuestionnaireInput<'_>,
    words: &Words,
    look: &Look,
    counts: &[Count],
) -> Result<(), XlsxError> {
    sheet.set_name(words.cover)?.set_column_width_pixels(0, LABEL)?.set_column_width_pixels(1, VALUE)?;
    let mut page = Page { sheet: &mut *sheet, row: 0, look };
    page.title(input.title())?;
    if let Some(carried) = input.carried {
        page.carried(&words.carried(carried.answered, true))?;
    }
    page.facts(words.about, &facts(input, words))?;
    page.fields(words.respondent, input)?;
    page.counts(words.state_of_answers, counts)?;
    page.paragraphs(words.instructions, &introduction(input))?;
    if input.form.layout == Layout::Matrix {
        page.facts(words.columns, &hints(input))?;
    }
    super::set_page(sheet, input, words);
    // What is said of last time must not push one line onto a second page.
    if input.carried.is_some() && input.form.layout == Layout::List {
        sheet.set_print_fit_to_pages(1, 1);
    }
    super::protect(sheet);
    Ok(())
}

fn facts(input: &QuestionnaireInput<'_>, words: &Words) -> Vec<(String, String)> {
    let mut facts = vec![(words.issuer, input.organisation.to_owned()), (words.issued, words.date(input.issued_on))];
    facts.extend(input.case.map(|case| words.case_facts(case)).unwrap_or_default());
    facts.extend(input.respond_by.map(|day| (words.respond_by, words.date(day))));
    facts.push((words.contact, input.contact.to_owned()));
    facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn introduction(input: &QuestionnaireInput<'_>) -> Vec<String> {
    let paragraphs = input.in_language(&input.form.introduction, &input.form.introduction_en);
    paragraphs.iter().map(|paragraph| input.wording.apply(paragraph)).collect()
}

/// What to write in each column of a matrix. Without the ids: a sheet that holds ids is taken for a table of questions.
fn hints(input: &QuestionnaireInput<'_>) -> Vec<(String, String)> {
    input.questions().map(|question| (input.asked(question), input.hint(question))).collect()
}

/// A sheet that is written from top to bottom.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    look: &'a Look,
}

impl Page<'_> {
    fn title(&mut self, title: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 1, title, &self.look.title)?;
        let height = look::height([(title, LABEL + VALUE, look::TITLE)]);
        self.sheet.set_row_height_pixels(self.row, height + 8)?;
        self.row += 1;
        Ok(())
    }

    fn carried(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 1, text, &self.look.carried)?;
        let height = look::height([(text, LABEL + VALUE, look::BODY)]);
        self.sheet.set_row_height_pixels(self.row, height + 4)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.set_row_height_pixels(self.row, 12)?;
        self.row += 1;
        self.sheet.set_row_height_pixels(self.row, 30)?;
        self.sheet.write_string_with_format(self.row, 0, text, &self.look.heading)?;
        self.sheet.write_blank(self.row, 1, &self.look.heading)?;
        self.row += 1;
        Ok(())
    }

    fn facts(&mut self, heading: &str, facts: &[(String, String)]) -> Result<(), XlsxError> {
        self.heading(heading)?;
        for (label, value) in facts {
            self.label(label, value)?;
            self.sheet.write_string_with_format(self.row, 1, value, &self.look.value)?;
            self.row += 1;
        }
        Ok(())
    }

    /// A label, in a row high enough for it and for what stands beside it.
    fn label(&mut self, label: &str, value: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, label, &self.look.label)?;
        let height = look::height([(label, LABEL, look::BODY), (value, VALUE, look::BODY)]);
        self.sheet.set_row_height_pixels(self.row, height + 2)?;
        Ok(())
    }

    /// Nothing may stand to the right of these cells: the reading takes the first thing beside the label.
    fn fields(&mut self, heading: &str, input: &QuestionnaireInput<'_>) -> Result<(), XlsxError> {
        self.heading(heading)?;
        let [vendor, number, address, person, date, contact] = Cover::fields(input.language);
        // The organisation's own sheet asks no company.
        let fields: &[&str] = match input.form.ledger {
            Ledger::Vendor => &[vendor, number, address, person, date, contact],
            Ledger::Internal => &[person, date, contact],
        };
        let first = self.row;
        for field in fields {
            let filled = match *field {
                field if field == vendor => input.vendor.unwrap_or_default(),
                field if field == number => input.carried.map(|carried| carried.corporate_number).unwrap_or_default(),
                _ => "",
            };
            self.label(field, filled)?;
            let format = if *field == date { &self.look.entry_date } else { &self.look.field };
            self.sheet.write_string_with_format(self.row, 1, filled, format)?;
            self.row += 1;
        }
        let blank = rust_xlsxwriter::ConditionalFormatBlank::new().set_format(&self.look.open);
        self.sheet.add_conditional_format(first, 1, self.row - 1, 1, &blank)?;
        Ok(())
    }

    fn counts(&mut self, heading: &str, counts: &[Count]) -> Result<(), XlsxError> {
        self.heading(heading)?;
        for count in counts {
            self.label(count.label, "")?;
            let formula = Formula::new(&count.formula).set_result(count.now.to_string());
            self.sheet.write_formula_with_format(self.row, 1, formula, &self.look.number)?;
            if count.wanted_zero {
                let zero = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::EqualTo(0))
                    .set_format(&self.look.done);
                let more = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::GreaterThan(0))
                    .set_format(&self.look.wanted);
                self.sheet.add_conditional_format(self.row, 1, self.row, 1, &zero)?;
                self.sheet.add_conditional_format(self.row, 1, self.row, 1, &more)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn paragraphs(&mut self, heading: &str, paragraphs: &[String]) -> Result<(), XlsxError> {
        self.heading(heading)?;
        for (number, paragraph) in (1..).zip(paragraphs) {
            let text = format!("{number}. {paragraph}");
            self.sheet.merge_range(self.row, 0, self.row, 1, &text, &self.look.note)?;
            let height = look::height([(text.as_str(), LABEL + VALUE, look::BODY)]);
            self.sheet.set_row_height_pixels(self.row, height)?;
            self.row += 1;
        }
        Ok(())
    }
}
