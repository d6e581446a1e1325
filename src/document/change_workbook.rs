//! What changed since last time, as an Excel workbook: 変更点, 推移 with its chart, 確かめること.

use super::book::Book;
use super::sheet_style::{Cell, Column, FONT, HEADINGS, Look, Page, TableSheet, column};
use super::{ChangeReport, WriteError};
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType,
};

const TREND: &str = "推移";

const CHANGES: [Column; 7] = [
    column("変化", 110),
    column("要求事項", 74),
    column("内容", 170),
    column("前回の判定", 92),
    column("今回の判定", 92),
    column("前回の回答", 300),
    column("今回の回答", 300),
];
const RESTATED: [Column; 5] = [
    column("要求事項", 74),
    column("内容", 170),
    column("何の文か", 110),
    column("前回の文", 390),
    column("今回の文", 390),
];
const POINTS: [Column; 9] = [
    column("判定の日", 110),
    column("総合判定", 90),
    column("下限", 60),
    column("上限", 60),
    column("判定の内訳", 140),
    column("目録の版", 110),
    column("方針の版", 110),
    column("ファイル", 220),
    column("SHA-256", 220),
];
const SIGNS: [Column; 3] = [column("気づき", 520), column("場所", 280), column("対処", 220)];

/// Writes the change report.
///
/// # Errors
/// When the library that writes workbooks refuses.
pub fn change_workbook(report: &ChangeReport) -> Result<Vec<u8>, WriteError> {
    let title = format!("{}　変更点報告", report.vendor);
    let mut book = Book::new(&title, &report.organisation, &report.on)?;
    let look = Look::new();
    let page = Page::new(&report.organisation, &report.vendor, &report.on_era);
    changes(&mut book, &look, &page, report)?;
    if !report.restated.is_empty() {
        restated(&mut book, &look, &page, report)?;
    }
    trend(&mut book, &look, &page, report)?;
    signs(&mut book, &look, &page, report)?;
    book.saved()
}

fn changes(book: &mut Book, look: &Look, page: &Page, report: &ChangeReport) -> Result<(), WriteError> {
    let counts: Vec<String> = report
        .changes
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(change, count)| format!("{} {count}", change.label()))
        .collect();
    let note = format!("{}　{}（{}）　{}", report.vendor, report.title, report.case, counts.join("、"));
    let mut table = TableSheet::new(book, look, page, "変更点", &note, &CHANGES, 2)?;
    for row in &report.changes.rows {
        let labels: Vec<&str> = row.changes.iter().map(|change| change.label()).collect();
        table.push(&[
            Cell::text(labels.join("\n")),
            Cell::word(row.requirement.as_str()),
            Cell::text(row.title.as_str()),
            verdict(&row.before),
            verdict(&row.after),
            Cell::text(row.said_before.as_str()),
            Cell::text(row.said_after.as_str()),
        ])?;
    }
    table.finish()?;
    Ok(())
}

fn restated(book: &mut Book, look: &Look, page: &Page, report: &ChangeReport) -> Result<(), WriteError> {
    let note = "要求事項又は設問の文が、前回の判定のときと違うものです。";
    let mut table = TableSheet::new(book, look, page, "変わった文", note, &RESTATED, 2)?;
    for one in &report.restated {
        table.push(&[
            Cell::word(one.requirement.as_str()),
            Cell::text(one.title.as_str()),
            Cell::word(one.what.as_str()),
            Cell::text(one.before.as_str()),
            Cell::text(one.after.as_str()),
        ])?;
    }
    table.finish()?;
    Ok(())
}

fn verdict(told: &str) -> Cell<'_> {
    match told.split_once(' ') {
        Some((sign, label)) => Cell::Verdict(sign, label.into()),
        None => Cell::word(told),
    }
}

fn trend(book: &mut Book, look: &Look, page: &Page, report: &ChangeReport) -> Result<(), WriteError> {
    let note = "下限は判定できない要求事項を満たさないとみなした得点、上限は満たすとみなした得点です。";
    let mut table = TableSheet::new(book, look, page, TREND, note, &POINTS, 1)?.by_library(&POINTS);
    for point in &report.trend {
        table.push(&[
            Cell::word(point.on_era.as_str()),
            Cell::Conclusion(&point.conclusion),
            Cell::Points(point.lower),
            Cell::Points(point.upper),
            Cell::word(point.tally.as_str()),
            Cell::text(point.catalogue_edition.as_str()),
            Cell::text(point.policy_edition.as_str()),
            Cell::text(point.file.as_str()),
            Cell::text(point.sha256.as_str()),
        ])?;
    }
    let next = table.next();
    let sheet = table.finish()?;
    let first = HEADINGS + 1;
    if next > first {
        sheet.insert_chart(next + 1, 0, &chart(first, next - 1))?;
    }
    Ok(())
}

fn chart(first: u32, last: u32) -> Chart {
    let font = |points: u32| ChartFont::new().set_name(FONT).set_size(points).clone();
    let mut chart = Chart::new(ChartType::Line);
    let lines = [
        ("下限", 2, ChartLineDashType::Solid, 0x0020_3864, ChartMarkerType::Square),
        ("上限", 3, ChartLineDashType::Dash, 0x00C5_5A11, ChartMarkerType::Diamond),
    ];
    for (name, column, dash, color, marker) in lines {
        chart
            .add_series()
            .set_name(name)
            .set_categories((TREND, first, 0, last, 0))
            .set_values((TREND, first, column, last, column))
            .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(color).set_width(2).set_dash_type(dash)))
            .set_marker(
                ChartMarker::new()
                    .set_type(marker)
                    .set_size(7)
                    .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color))),
            );
    }
    chart.title().set_name("得点の推移（下限・上限）").set_font(font(12).set_bold());
    chart.y_axis().set_min(0).set_max(100).set_major_unit(25).set_num_format("0").set_font(&font(9));
    chart.x_axis().set_font(&font(9));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    chart.set_alt_text("得点の推移").set_width(760).set_height(320);
    chart
}

fn signs(book: &mut Book, look: &Look, page: &Page, report: &ChangeReport) -> Result<(), WriteError> {
    let note = "規則で見つけた食い違いと様子です。判定と得点には影響しません。";
    let mut table = TableSheet::new(book, look, page, "確かめること", note, &SIGNS, 0)?;
    for sign in &report.signs {
        table.push(&[
            Cell::text(sign.sentence.as_str()),
            Cell::text(sign.place.to_string()),
            Cell::text(sign.remedy()),
        ])?;
    }
    table.finish()?;
    Ok(())
}
