//! The sheet on which a clerk decides what a foreign form's questions stand for. What is written here, [`MapSheet`] takes back.

use super::WriteError;
use super::book::Book;
use super::sheet_style::{Cell, Column, HEADINGS, Look, Page, TableSheet, column};
use crate::catalogue::{Catalogue, RequirementId};
use crate::policy::Wording;
use crate::questionnaire::{ForeignReading, FormMap, Link, MapEntry, MapSheet, Polarity, Reach, Standing, decide};
use jiff::civil::Date;
use rust_xlsxwriter::{Color, ConditionalFormatFormula, DataValidation, Format, Worksheet};

/// What the map sheet is made from.
#[derive(Clone, Copy)]
pub struct MapInput<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Its words.
    pub wording: &'a Wording,
    /// All requirements.
    pub catalogue: &'a Catalogue,
    /// The foreign form as read.
    pub reading: &'a ForeignReading,
    /// What each question may stand for.
    pub links: &'a [Vec<Link>],
    /// What was confirmed before.
    pub maps: &'a [FormMap],
    /// What the form is called, and what is not known about it.
    pub form: &'a str,
    /// The requirements to choose from.
    pub requirements: &'a [&'a RequirementId],
    /// The day.
    pub on: Date,
}

const COLUMNS: [Column; 11] = [
    column(MapSheet::HEADERS[0], 62),
    column(MapSheet::HEADERS[1], 46),
    column("番号", 54),
    column("分類", 84),
    column(MapSheet::HEADERS[2], 250),
    column("今回の回答", 74),
    column("候補（確度）と共通する語", 230),
    column(MapSheet::HEADERS[3], 84),
    column(MapSheet::HEADERS[4], 84),
    column(MapSheet::HEADERS[5], 60),
    column("これまで", 74),
];
const DECIDED: [u16; 3] = [7, 8, 9];

const NOTE: &str = "黄色の欄を埋めてください。採用: 設問が要求事項の全部を尋ねている。一部だけ採用: 良い回答でも充足とはせず、悪い回答だけを数える。\
不採用: 当たらない。空欄の行は決めていないものとして残ります。";

const LIST: [Column; 4] =
    [column("要求事項", 74), column("見出し", 180), column("求めること", 520), column("案件の区分", 200)];

/// The map sheet as an xlsx file.
///
/// # Errors
/// [`WriteError::Library`] where the library refuses.
pub fn map_workbook(input: &MapInput<'_>) -> Result<Vec<u8>, WriteError> {
    let title = format!("対応表　{}", input.reading.file);
    let day = super::era(input.on);
    let mut book = Book::new(&title, input.organisation, &input.on.to_string())?;
    let look = Look::new();
    let page = Page::new(input.organisation, &input.reading.file, &day);
    let mut table = TableSheet::new(&mut book, &look, &page, MapSheet::NAME, NOTE, &COLUMNS, 0)?;
    let decided = decide(input.maps, input.reading);
    for ((answer, links), decision) in input.reading.answers.iter().zip(input.links).zip(decided) {
        let entry = decision.map(|(_, entry)| entry);
        let prefill = Prefill::of(entry, links, answer.sense_is_open);
        table.push(&[
            Cell::text(answer.sheet.as_str()),
            Cell::word(answer.question_cell.to_string()),
            Cell::word(answer.id.as_deref().unwrap_or_default()),
            Cell::text(answer.category.join("\n")),
            Cell::text(answer.question.as_str()),
            Cell::word(answer.answer.label()),
            Cell::text(candidates(links, input.catalogue)),
            Cell::word(prefill.requirements),
            Cell::word(prefill.decision),
            Cell::word(prefill.good),
            Cell::word(standing(entry, links)),
        ])?;
    }
    let last = table.next().saturating_sub(1);
    let sheet = table.finish()?;
    if last > HEADINGS {
        choices(sheet, HEADINGS + 1, last)?;
        for (row, links) in (HEADINGS + 1..=last).zip(input.links).filter(|(_, links)| !links.is_empty()) {
            let ids: Vec<String> = links.iter().map(|link| link.requirement.to_string()).collect();
            // Any other requirement may be written too.
            let list = DataValidation::new().allow_list_strings(&ids)?.show_error_message(false);
            let [column, ..] = DECIDED;
            sheet.add_data_validation(row, column, row, column, &list)?;
        }
    }
    list(&mut book, &look, &page, input)?;
    book.saved()
}

/// What stands in the columns of decisions before a clerk looks at them. The decision itself is never made for the clerk.
struct Prefill {
    requirements: String,
    decision: &'static str,
    good: &'static str,
}

impl Prefill {
    fn of(entry: Option<&MapEntry>, links: &[Link], unsure: bool) -> Self {
        let good = |polarity: Polarity| word(&MapSheet::GOOD, polarity);
        if let Some(entry) = entry {
            let ids: Vec<String> = entry.requirements.iter().map(ToString::to_string).collect();
            let good = if entry.reach == Reach::None { "" } else { good(entry.good) };
            return Self { requirements: ids.join("、"), decision: word(&MapSheet::DECISIONS, entry.reach), good };
        }
        let known: Vec<String> =
            links.iter().filter(|link| link.standing == Standing::Known).map(|l| l.requirement.to_string()).collect();
        // A mere suggestion is chosen from the list of candidates, never written for the clerk.
        let requirements = known.join("、");
        Self { requirements, decision: "", good: if unsure { "" } else { good(Polarity::Yes) } }
    }
}

fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], wanted: T) -> &'static str {
    words.iter().find(|(_, value)| *value == wanted).map_or("", |(word, _)| word)
}

fn standing(entry: Option<&MapEntry>, links: &[Link]) -> &'static str {
    match (entry, links.first().map(|link| link.standing)) {
        (Some(_), _) => "確認済み",
        (None, Some(Standing::Known)) => "様式の対応",
        (None, Some(_)) => "候補のみ",
        (None, None) => "候補なし",
    }
}

/// One candidate per line: id, heading, confidence, reason.
fn candidates(links: &[Link], catalogue: &Catalogue) -> String {
    let line = |link: &Link| {
        let title = catalogue.requirement(&link.requirement).map(|found| found.title.as_str()).unwrap_or_default();
        format!("{} {title}（{}）{}", link.requirement, link.confidence, link.why)
    };
    links.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Drop-downs, and yellow where a decision is missing.
fn choices(sheet: &mut Worksheet, first: u32, last: u32) -> Result<(), WriteError> {
    let [requirements, decision, good] = DECIDED;
    let decisions = DataValidation::new()
        .allow_list_strings(&MapSheet::DECISIONS.map(|(word, _)| word))?
        .set_error_title("採否")?
        .set_error_message("一覧から選んでください")?;
    sheet.add_data_validation(first, decision, last, decision, &decisions)?;
    let goods = DataValidation::new()
        .allow_list_strings(&MapSheet::GOOD.map(|(word, _)| word))?
        .set_error_title("良い答え")?
        .set_error_message("はい か いいえ を選んでください")?;
    sheet.add_data_validation(first, good, last, good, &goods)?;
    let row = first + 1;
    let missing = Format::new().set_background_color(Color::RGB(0x00FF_F2CC));
    let refused = Format::new().set_font_color(Color::RGB(0x0080_8080)).set_background_color(Color::RGB(0x00F2_F2F2));
    let rules = [
        (requirements, format!("AND($I{row}<>\"不採用\",$H{row}=\"\")"), &missing),
        (decision, format!("$I{row}=\"\""), &missing),
        (good, format!("AND($I{row}<>\"不採用\",$J{row}=\"\")"), &missing),
        (requirements, format!("$I{row}=\"不採用\""), &refused),
    ];
    for (column, formula, format) in rules {
        let rule = ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(format);
        sheet.add_conditional_format(first, column, last, column, &rule)?;
    }
    Ok(())
}

fn list(book: &mut Book, look: &Look, page: &Page, input: &MapInput<'_>) -> Result<(), WriteError> {
    let note = format!("「要求事項」の欄に書く識別子の一覧です。様式: {}", input.form);
    let mut table = TableSheet::new(book, look, page, "要求事項一覧", &note, &LIST, 1)?;
    for requirement in input.requirements.iter().filter_map(|id| input.catalogue.requirement(id)) {
        let kinds: Vec<&str> = requirement.applies.kinds.iter().map(|kind| kind.label()).collect();
        table.push(&[
            Cell::word(requirement.id.to_string()),
            Cell::text(requirement.title.as_str()),
            Cell::text(input.wording.apply(&requirement.statement)),
            Cell::text(kinds.join("、")),
        ])?;
    }
    table.finish()?;
    Ok(())
}
