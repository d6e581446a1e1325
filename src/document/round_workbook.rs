//! The yearly round on one page for 情報セキュリティ委員会: sent, returned, overdue, verdicts.

use super::book::Book;
use super::sheet_style::{self, Cell, Column, FONT, Look, Page, Rows, TableSheet, column, headings};
use super::{WriteError, era};
use crate::assessment::Conclusion;
use crate::register::{RoundLine, RoundState};
use jiff::civil::Date;
use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartSolidFill, ChartType, Worksheet};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [Column; 11] = [
    column("案件", 156),
    column("事業者", 156),
    column("発行", 92),
    column("期限", 92),
    column("状況", 66),
    column("返送・判定", 92),
    column("総合判定", 78),
    column("得点", 92),
    column("前回", 78),
    column("悪化", 46),
    column("確かめる", 80),
];

/// The numbers that a committee asks for first: how many, how far, with which conclusions.
pub fn round_totals(lines: &[RoundLine]) -> Vec<(&'static str, usize)> {
    let state = |state: RoundState| lines.iter().filter(|line| line.state == state).count();
    let mut totals = vec![
        ("対象", lines.len()),
        (RoundState::Returned.label(), state(RoundState::Returned)),
        (RoundState::Waiting.label(), state(RoundState::Waiting)),
        (RoundState::Overdue.label(), state(RoundState::Overdue)),
    ];
    totals.extend(Conclusion::ALL.map(|conclusion| {
        (conclusion.label(), lines.iter().filter(|line| line.conclusion == conclusion.label()).count())
    }));
    totals
}

/// What a committee asks for next: with how many vendors something is worse, and how much there is to see to. A vendor with several cases
/// counts once.
pub fn round_concerns(lines: &[RoundLine]) -> Vec<(&'static str, String)> {
    let vendors = |wanted: fn(&RoundLine) -> bool| {
        let names: BTreeSet<&str> = lines.iter().filter(|line| wanted(line)).map(|line| line.vendor.as_str()).collect();
        names.len()
    };
    let expired: BTreeMap<&str, usize> = lines.iter().map(|line| (line.vendor.as_str(), line.expired)).collect();
    let signs: usize = lines.iter().map(|line| line.signs).sum();
    vec![
        ("悪化した事業者", format!("{}者", vendors(|line| line.worsened > 0))),
        ("期限の切れた認証", format!("{}件", expired.values().sum::<usize>())),
        ("確かめる気づき", format!("{signs}件")),
    ]
}

/// Writes the overview.
///
/// # Errors
/// When the library that writes workbooks refuses.
pub fn round_workbook(organisation: &str, lines: &[RoundLine], since: Date, on: Date) -> Result<Vec<u8>, WriteError> {
    let mut book = Book::new("年次確認の状況", organisation, &on.to_string())?;
    let look = Look::new();
    let page = Page::new(organisation, "年次確認の状況", &era::written(on));
    let name = "年次確認の状況";
    let sheet = book.sheet(name)?;
    for (index, column) in (0..).zip(&COLUMNS) {
        sheet.set_column_width_pixels(index, column.pixels)?;
    }
    let title = format!("{organisation}　委託先等の情報セキュリティ対策　年次確認の状況");
    sheet.write_string_with_format(0, 0, title, &look.title)?.set_row_height_pixels(0, 34)?;
    let concerns: Vec<String> =
        round_concerns(lines).into_iter().map(|(label, count)| format!("{label} {count}")).collect();
    let note = format!(
        "{}から{}まで。情報セキュリティ委員会への報告用。{}",
        era::written(since),
        era::written(on),
        concerns.join("、")
    );
    sheet.write_string_with_format(1, 0, note.as_str(), &sheet_style::font(sheet_style::BODY))?;
    let totals = round_totals(lines);
    write_totals(sheet, &look, &totals)?;
    sheet.insert_chart_with_offset(CHART_ROW, 0, &chart(name), 0, 6)?;
    page.single(sheet);
    sheet.set_screen_gridlines(false);
    if lines.len() <= MOST_LINES {
        headings(sheet, &look, TABLE_ROW, &COLUMNS)?;
        let mut rows = Rows::new(&look, &COLUMNS, TABLE_ROW + 1);
        for line in lines {
            rows.push(sheet, &cells(line))?;
        }
        rows.finish(sheet)?;
    } else {
        let told = "内訳は「内訳」シートにあります。";
        sheet.write_string_with_format(TABLE_ROW, 0, told, &sheet_style::font(sheet_style::BODY))?;
        let mut table = TableSheet::new(&mut book, &look, &page, "内訳", &note, &COLUMNS, 2)?;
        for line in lines {
            table.push(&cells(line))?;
        }
        table.finish()?;
    }
    book.saved()
}

fn cells(line: &RoundLine) -> [Cell<'_>; 11] {
    let day = |date: Option<Date>| Cell::word(date.map(era::written).unwrap_or_default());
    let some = |label: &str, count: usize| if count == 0 { String::new() } else { format!("{label}{count}件") };
    let open = [some("認証切れ", line.expired), some("気づき", line.signs)];
    let open: Vec<String> = open.into_iter().filter(|told| !told.is_empty()).collect();
    [
        Cell::text(format!("{} {}", line.case, line.title).trim().to_owned()),
        Cell::text(line.vendor.as_str()),
        day(line.sent),
        day(line.respond_by),
        Cell::word(line.state.label()),
        day(line.assessed),
        if line.conclusion.is_empty() { Cell::word("") } else { Cell::Conclusion(&line.conclusion) },
        Cell::word(line.score.as_str()),
        Cell::word(line.before.as_str()),
        Cell::word(some("", line.worsened)),
        Cell::text(open.join("\n")),
    ]
}

/// Lines that still fit on the committee's page; more of them go to a sheet of their own.
const MOST_LINES: usize = 35;

/// Rows of the numbers, of the chart and of the table.
const TOTALS_ROW: u32 = 3;
const CHART_ROW: u32 = 6;
const TABLE_ROW: u32 = 18;

fn write_totals(sheet: &mut Worksheet, look: &Look, totals: &[(&'static str, usize)]) -> Result<(), WriteError> {
    for (column, (label, number)) in (0..).zip(totals) {
        sheet.write_string_with_format(TOTALS_ROW, column, *label, &look.heading)?.write_number_with_format(
            TOTALS_ROW + 1,
            column,
            sheet_style::count(*number),
            &look.count,
        )?;
    }
    sheet.set_row_height_pixels(TOTALS_ROW, 26)?.set_row_height_pixels(TOTALS_ROW + 1, 30)?;
    Ok(())
}

/// Conclusions as bars; the numbers stand beside them.
fn chart(sheet: &str) -> Chart {
    let font = |points: u32| ChartFont::new().set_name(FONT).set_size(points).clone();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name("件数")
        .set_categories((sheet, TOTALS_ROW, 1, TOTALS_ROW, 7))
        .set_values((sheet, TOTALS_ROW + 1, 1, TOTALS_ROW + 1, 7))
        .set_gap(50)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(0x0020_3864)))
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value().set_font(&font(9)));
    chart.title().set_name("状況と総合判定（件）").set_font(font(11).set_bold());
    chart.y_axis().set_reverse().set_font(&font(9));
    chart.x_axis().set_min(0).set_num_format("0").set_hidden(true);
    chart.legend().set_hidden();
    chart.set_alt_text("状況と総合判定の件数").set_width(826).set_height(280);
    chart
}
