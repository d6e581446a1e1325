//! 一覧: one row per vendor, and a chart of the scores where there are few enough to see something.

use super::super::book::Book;
use super::super::sheet_style::{Cell, Column, FONT, HEADINGS, Look, Page, TableSheet, column};
use super::super::{Compared, Comparison, WriteError};
use super::{CHART, OVERVIEW};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartSolidFill, ChartType,
};

const COLUMNS: [Column; 23] = [
    column("案件", 140),
    column("事業者", 150),
    column("総合判定", 76),
    column("得点", 108),
    column("下限", 50),
    column("上限", 50),
    column("○", 36),
    column("△", 36),
    column("？", 36),
    column("×", 36),
    column("－", 36),
    column("P8-1\n下限", 50),
    column("P8-2\n下限", 50),
    column("P8-3\n下限", 50),
    column("P8-4\n下限", 50),
    column("P8-5\n下限", 50),
    column("P8-6\n下限", 50),
    column("P8-7\n下限", 50),
    column("P8-8\n下限", 50),
    column("P8-9\n下限", 50),
    column("主な理由", 230),
    column("読取りの注意", 50),
    column("ファイル", 140),
];
const VENDOR: u16 = 1;
const LOWER: u16 = 4;
const UPPER: u16 = 5;

/// Bars in a chart that can still be read.
const MOST_BARS: usize = 30;

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, comparison: &Comparison) -> Result<(), WriteError> {
    let note = format!(
        "{}現在　{}件　目録: {}　下限は判定できない要求事項を満たさないとみなした得点、上限は満たすとみなした得点です。　○ 充足　△ 一部充足　？ 判定不能　× 未充足　－ 該当なし",
        comparison.on_era,
        comparison.vendors.len(),
        comparison.catalogue_edition
    );
    let mut table = TableSheet::new(book, look, page, OVERVIEW, &note, &COLUMNS, 2)?.by_library(&COLUMNS);
    for vendor in &comparison.vendors {
        table.push(&cells(vendor))?;
    }
    table.finish()?;
    if (1..=MOST_BARS).contains(&comparison.vendors.len()) {
        chart(book, page, comparison)?;
    }
    Ok(())
}

fn cells(vendor: &Compared) -> Vec<Cell<'_>> {
    let title = if vendor.case_title.is_empty() { &vendor.case } else { &vendor.case_title };
    let mut cells = vec![
        Cell::text(title.as_str()),
        Cell::text(vendor.subject.as_str()),
        Cell::Conclusion(vendor.conclusion),
        Cell::word(vendor.score_label.as_str()),
        Cell::Points(vendor.score.map(|score| score.lower)),
        Cell::Points(vendor.score.map(|score| score.upper)),
    ];
    // The order of the verdicts is the headings'.
    cells.extend(["○", "△", "？", "×", "－"].map(|wanted| {
        Cell::Count(vendor.counts.iter().find(|(sign, _, _)| *sign == wanted).map_or(0, |(_, _, number)| *number))
    }));
    cells.extend(crate::policy::ObligationId::ALL.map(|id| {
        let score = vendor.obligations.iter().find(|(duty, _)| *duty == id).and_then(|(_, score)| *score);
        Cell::Points(score.map(|score| score.lower))
    }));
    cells.extend([Cell::text(vendor.reason.as_str()), Cell::Count(vendor.doubts), Cell::text(vendor.files.join("\n"))]);
    cells
}

/// The chart has a sheet of its own: below the table it would be cut by a page's end.
fn chart(book: &mut Book, page: &Page, comparison: &Comparison) -> Result<(), WriteError> {
    let vendors = u32::try_from(comparison.vendors.len()).unwrap_or(u32::MAX);
    let (first, last) = (HEADINGS + 1, HEADINGS + vendors);
    let font = |points: u32| ChartFont::new().set_name(FONT).set_size(points).clone();
    let edge = ChartLine::new().set_color(0x0059_5959).set_width(0.75).clone();
    let hatching = ChartPatternFill::new()
        .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
        .set_foreground_color(0x00C5_5A11)
        .set_background_color(0x00FF_FFFF)
        .clone();
    let mut chart = Chart::new(ChartType::Bar);
    // The lower bound is drawn over the upper one: what sticks out is what is undetermined.
    let bounds = [
        ("上限", UPPER, ChartFormat::new().set_pattern_fill(&hatching).set_border(&edge).clone()),
        ("下限", LOWER, ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(0x0020_3864)).clone()),
    ];
    for (name, column, mut format) in bounds {
        chart
            .add_series()
            .set_name(name)
            .set_categories((OVERVIEW, first, VENDOR, last, VENDOR))
            .set_values((OVERVIEW, first, column, last, column))
            .set_overlap(100)
            .set_gap(60)
            .set_format(&mut format);
    }
    chart.title().set_name("事業者ごとの得点（下限・上限）").set_font(font(12).set_bold());
    chart.x_axis().set_min(0).set_max(100).set_major_unit(25).set_num_format("0").set_font(&font(9));
    chart.y_axis().set_label_interval(1).set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(&font(8));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    chart.set_alt_text("事業者ごとの得点").set_width(760).set_height((160 + 34 * vendors).max(320));
    let sheet = book.sheet(CHART)?;
    page.single(sheet);
    sheet.set_screen_gridlines(false).insert_chart(0, 0, &chart)?;
    Ok(())
}
