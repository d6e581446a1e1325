//! The charts of the summary. Lines and hatchings differ, too, so that they can be read in black and white.

use super::super::sheet_style::FONT;
use super::SUMMARY;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType,
};

/// The columns of the summary's table of duties that the charts draw.
#[derive(Clone, Copy)]
pub(super) struct Source {
    /// First row of the duties.
    pub(super) first: u32,
    /// Last row of the duties.
    pub(super) last: u32,
    /// Names of the duties.
    pub(super) names: u16,
    /// Lower and upper bound of the score.
    pub(super) bounds: [u16; 2],
    /// Numbers of ○ △ ？ × －.
    pub(super) verdicts: [u16; 5],
}

/// A radar needs three spokes to have an area.
const LEAST_SPOKES: u32 = 3;

const BOUNDS: [&str; 2] = ["下限", "上限"];
const VERDICTS: [&str; 5] = ["○ 充足", "△ 一部充足", "？ 判定不能", "× 未充足", "－ 該当なし"];

/// Score by duty: a radar, or bars where there are too few duties for one.
pub(super) fn scores(source: Source) -> Chart {
    let radar = source.last - source.first + 1 >= LEAST_SPOKES;
    let mut chart = Chart::new(if radar { ChartType::RadarWithMarkers } else { ChartType::Bar });
    let lines = [ChartLineDashType::Solid, ChartLineDashType::Dash];
    let looks = [(0x0020_3864, ChartMarkerType::Square), (0x00C5_5A11, ChartMarkerType::Diamond)];
    for (((name, column), dash), (color, marker)) in BOUNDS.iter().zip(source.bounds).zip(lines).zip(looks) {
        let series = chart.add_series();
        series.set_name(*name).set_categories(cells(source, source.names)).set_values(cells(source, column));
        if radar {
            series.set_format(
                ChartFormat::new().set_line(ChartLine::new().set_color(color).set_width(1.75).set_dash_type(dash)),
            );
            series.set_marker(
                ChartMarker::new()
                    .set_type(marker)
                    .set_size(6)
                    .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color))),
            );
        } else {
            series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)));
            series.set_data_label(ChartDataLabel::new().show_value().set_font(&font(8)));
        }
    }
    let axis = if radar { chart.y_axis() } else { chart.x_axis() };
    axis.set_min(0).set_max(100).set_major_unit(25).set_num_format("0").set_font(&font(8));
    if radar {
        chart.x_axis().set_font(&font(8));
    } else {
        downwards(chart.y_axis());
    }
    finished(chart, "義務ごとの得点")
}

/// Verdicts by duty, one bar each: their shares, since one duty may have ten times as many requirements as another.
pub(super) fn verdicts(source: Source) -> Chart {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for ((name, column), fill) in VERDICTS.iter().zip(source.verdicts).zip(fills()) {
        // A series in which nothing is counted would only crowd the legend's place with noughts.
        let label = ChartDataLabel::new().show_value().set_num_format("#;;").set_font(&font(8)).clone();
        chart
            .add_series()
            .set_name(*name)
            .set_categories(cells(source, source.names))
            .set_values(cells(source, column))
            .set_gap(50)
            .set_data_label(&label)
            .set_format(&mut fill.clone());
    }
    chart.x_axis().set_major_unit(0.25).set_num_format("0%").set_font(&font(8));
    downwards(chart.y_axis());
    finished(chart, "義務ごとの判定の割合（数字は件数）")
}

fn fills() -> [ChartFormat; 5] {
    let edge = ChartLine::new().set_color(0x0059_5959).set_width(0.75).clone();
    let solid = |color: u32| {
        ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)).set_border(&edge).clone()
    };
    let hatched = |pattern, ink: u32, paper: u32| {
        let fill =
            ChartPatternFill::new().set_pattern(pattern).set_foreground_color(ink).set_background_color(paper).clone();
        ChartFormat::new().set_pattern_fill(&fill).set_border(&edge).clone()
    };
    [
        solid(0x00E2_EFDA),
        hatched(ChartPatternFillType::DiagonalStripesWideUpwards, 0x00BF_8F00, 0x00FF_F2CC),
        hatched(ChartPatternFillType::Dotted20Percent, 0x002F_75B5, 0x00DD_EBF7),
        solid(0x00E0_7B6A),
        solid(0x00FF_FFFF),
    ]
}

fn cells(source: Source, column: u16) -> (&'static str, u32, u16, u32, u16) {
    (SUMMARY, source.first, column, source.last, column)
}

/// The first duty on top, as in the table, and the numbers nevertheless below.
fn downwards(axis: &mut ChartAxis) {
    axis.set_label_interval(1).set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(&font(8));
}

fn finished(mut chart: Chart, title: &str) -> Chart {
    chart.title().set_name(title).set_font(font(10).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(8));
    chart.set_alt_text(title);
    chart
}

fn font(points: u32) -> ChartFont {
    ChartFont::new().set_name(FONT).set_size(points).clone()
}
