//! Per case: one row per requirement, one column per vendor, signs in the cells.

use super::super::book::Book;
use super::super::sheet_style::{self, BODY, Cell, Column, Look, Page, Rows, cell_text, column};
use super::super::text_measure;
use super::super::{Compared, ComparedRequirement, Comparison, WriteError};
use super::{CHART, OVERVIEW, REFUSED};
use rust_xlsxwriter::Worksheet;
use std::collections::BTreeMap;

const COLUMNS: [Column; 5] =
    [column("要求事項", 62), column("件名", 190), column("方針上の義務", 164), column("強さ", 40), column("不足", 40)];
const FIRST_VENDOR: u16 = 5;

/// The conclusions stand above the headings: below them they would be sorted and filtered like a requirement.
const CONCLUSIONS: u32 = 2;
const HEADINGS: u32 = 3;

/// Vendors on one sheet: beyond that nobody finds a column, and Excel allows 16,384.
const MOST_VENDORS: usize = 200;

/// Up to so many vendors have room for their names from left to right.
const MOST_LEVEL: usize = 16;

/// Up to so many vendors fit one printed page.
const MOST_ON_PAGE: usize = 36;

/// Longest name that stands upright: the headings are repeated on every page.
const MOST_UPRIGHT: usize = 16;

/// Longest part of a sheet's name made from a case's id, so that a number has room behind it.
const MOST_OF_CASE: usize = 24;

/// What the common forms of companies are shortened to where a name stands upright.
const FORMS: [(&str, &str); 6] = [
    ("株式会社", "㈱"),
    ("有限会社", "㈲"),
    ("合同会社", "(同)"),
    ("一般社団法人", "(一社)"),
    ("一般財団法人", "(一財)"),
    ("特定非営利活動法人", "(特非)"),
];

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, comparison: &Comparison) -> Result<(), WriteError> {
    let mut taken = vec![OVERVIEW.to_owned(), CHART.to_owned(), REFUSED.to_owned(), "history".to_owned()];
    for (case, requirements) in &comparison.requirements {
        let vendors: Vec<&Compared> = comparison.vendors.iter().filter(|vendor| vendor.case == *case).collect();
        for some in vendors.chunks(MOST_VENDORS) {
            let name = sheet_name(case, &mut taken);
            let sheet = book.sheet(&name)?;
            case_sheet(sheet, look, page, requirements, some)?;
        }
    }
    Ok(())
}

fn case_sheet(
    sheet: &mut Worksheet,
    look: &Look,
    page: &Page,
    requirements: &[ComparedRequirement],
    vendors: &[&Compared],
) -> Result<(), WriteError> {
    let title = vendors.first().map_or("", |vendor| vendor.case_title.as_str());
    sheet.write_string_with_format(0, 0, cell_text(title), &look.title)?.set_row_height_pixels(0, 30)?;
    let note = "○ 充足　△ 一部充足　？ 判定不能　× 未充足　－ 該当なし。「不足」は、このシートの事業者のうち △・？・× の数です。";
    sheet.write_string_with_format(1, 0, note, &sheet_style::font(BODY))?;
    heads(sheet, look, vendors)?;
    let mut rows = Rows::new(look, &COLUMNS, HEADINGS + 1);
    let mut marks = Vec::new();
    for (index, requirement) in requirements.iter().enumerate() {
        let row = rows.next();
        let signs: Vec<&str> = vendors.iter().map(|vendor| sign(vendor, index, &requirement.requirement)).collect();
        let gaps = signs.iter().filter(|sign| matches!(**sign, "△" | "？" | "×")).count();
        rows.push(sheet, &cells(requirement, gaps))?;
        for (column, sign) in (FIRST_VENDOR..).zip(signs) {
            sheet.write_string(row, column, sign)?;
            if !matches!(sign, "" | "○") {
                marks.push((row, column, look.verdict(sign)));
            }
        }
    }
    rows.finish(sheet)?;
    let last = HEADINGS + u32::try_from(requirements.len()).unwrap_or(0);
    let last_vendor = FIRST_VENDOR + u16::try_from(vendors.len()).unwrap_or(0);
    if last > HEADINGS && last_vendor > FIRST_VENDOR {
        sheet.set_range_format(HEADINGS + 1, FIRST_VENDOR, last, last_vendor - 1, &look.centred)?;
    }
    for (row, column, format) in marks {
        sheet.set_cell_format(row, column, format)?;
    }
    sheet.autofilter(HEADINGS, 0, last, FIRST_VENDOR - 1)?;
    sheet.set_freeze_panes(HEADINGS + 1, 2)?;
    if vendors.len() <= MOST_ON_PAGE {
        page.table(sheet);
    } else {
        page.wide_table(sheet, 70);
        sheet.set_repeat_columns(0, FIRST_VENDOR - 1)?;
    }
    sheet.set_repeat_rows(CONCLUSIONS, HEADINGS)?;
    Ok(())
}

/// The sign of a requirement's verdict; the vendors of a case have the same requirements in the same order, as a rule.
fn sign(vendor: &Compared, index: usize, requirement: &str) -> &'static str {
    match vendor.signs.get(index) {
        Some((id, sign)) if id == requirement => sign,
        _ => vendor.sign(requirement),
    }
}

fn cells(requirement: &ComparedRequirement, gaps: usize) -> [Cell<'_>; 5] {
    let duty = requirement.obligation;
    [
        Cell::text(requirement.requirement.as_str()),
        Cell::text(requirement.title.as_str()),
        Cell::text(format!("{} {}", duty.id(), duty.label())),
        Cell::word(requirement.strength.label()),
        Cell::Count(gaps),
    ]
}

fn heads(sheet: &mut Worksheet, look: &Look, vendors: &[&Compared]) -> Result<(), WriteError> {
    sheet_style::headings(sheet, look, HEADINGS, &COLUMNS)?;
    sheet.merge_range(CONCLUSIONS, 0, CONCLUSIONS, FIRST_VENDOR - 1, "総合判定", &look.heading)?;
    let level = vendors.len() <= MOST_LEVEL;
    let (pixels, format) = if level { (76, &look.heading) } else { (26, &look.upright) };
    let (mut most_conclusion, mut most_name) = (1, 2);
    for (column, (vendor, number)) in (FIRST_VENDOR..).zip(vendors.iter().zip(numbers(vendors))) {
        let name = if level { format!("{}{number}", vendor.subject) } else { upright(&vendor.subject, &number) };
        let lines = |text: &str| {
            if level {
                text_measure::lines(text, pixels, BODY)
            } else {
                u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
            }
        };
        most_conclusion = most_conclusion.max(lines(vendor.conclusion));
        most_name = most_name.max(lines(&name));
        sheet.set_column_width_pixels(column, pixels)?;
        let conclusion = look.conclusion(vendor.conclusion);
        let conclusion = if level { conclusion.clone() } else { conclusion.clone().set_rotation(270) };
        sheet.write_string_with_format(CONCLUSIONS, column, vendor.conclusion, &conclusion)?;
        sheet.write_string_with_format(HEADINGS, column, cell_text(&name), format)?;
    }
    for (row, lines) in [(CONCLUSIONS, most_conclusion), (HEADINGS, most_name)] {
        sheet.set_row_height_pixels(row, (text_measure::height(lines, BODY) + 6).min(text_measure::MAX_HEIGHT))?;
    }
    Ok(())
}

/// What tells apart the answers of a vendor that handed in several for the case: (1), (2) … in order of their files.
fn numbers<'a>(vendors: &[&'a Compared]) -> Vec<String> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    for vendor in vendors {
        *all.entry(vendor.subject.as_str()).or_default() += 1;
    }
    let mut seen: BTreeMap<&'a str, usize> = BTreeMap::new();
    let number = |vendor: &&'a Compared| {
        let so_far = seen.entry(vendor.subject.as_str()).or_default();
        *so_far += 1;
        let several = all.get(vendor.subject.as_str()).is_some_and(|times| *times > 1);
        if several { format!("({so_far})") } else { String::new() }
    };
    vendors.iter().map(number).collect()
}

/// A name that can stand upright: forms of companies shortened, and cut in its middle where it is too long, since similar
/// names differ at their ends (branches, numbers).
fn upright(name: &str, number: &str) -> String {
    let short = FORMS.iter().fold(name.to_owned(), |name, (form, short)| name.replace(form, short));
    let full: Vec<char> = format!("{short}{number}").chars().collect();
    if full.len() <= MOST_UPRIGHT {
        return full.into_iter().collect();
    }
    let (head, tail) = (MOST_UPRIGHT - 1 - MOST_UPRIGHT / 2, MOST_UPRIGHT / 2);
    let last = full.iter().skip(full.len() - tail);
    full.iter().take(head).chain(&['…']).chain(last).collect()
}

/// A name that Excel allows and that no other sheet has: at most 31 characters, upper and lower case are the same.
fn sheet_name(case: &str, taken: &mut Vec<String>) -> String {
    let plain: String = case
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '_' } else { c })
        .take(MOST_OF_CASE)
        .collect();
    let plain = if plain.trim().is_empty() { "庁内点検".to_owned() } else { plain };
    let mut name = plain.clone();
    let mut number = 2;
    while taken.contains(&name.to_lowercase()) {
        name = format!("{plain} ({number})");
        number += 1;
    }
    taken.push(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upright_names_are_short_and_stay_apart() {
        assert_eq!(upright("株式会社あおば印刷", ""), "㈱あおば印刷");
        assert_eq!(upright("一般社団法人中越地域情報化推進機構支部", "(2)"), "(一社)中越地…進機構支部(2)");
    }

    #[test]
    fn sheets_have_names_that_excel_allows_and_that_differ() {
        let mut taken = vec!["一覧".to_owned()];
        assert_eq!(sheet_name("R9-print", &mut taken), "R9-print");
        assert_eq!(sheet_name("r9-PRINT", &mut taken), "r9-PRINT (2)");
        assert_eq!(sheet_name("一覧", &mut taken), "一覧 (2)");
        assert_eq!(sheet_name("a/b:c", &mut taken), "a_b_c");
        assert_eq!(sheet_name("", &mut taken), "庁内点検");
        assert!(sheet_name(&"長".repeat(60), &mut taken).encode_utf16().count() <= 31);
    }
}
