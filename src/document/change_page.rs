//! What changed since last time, as one HTML file without script or outside resource.

use super::diagnostics::template_fault;
use super::{ChangeReport, WriteError};
use handlebars::Handlebars;
use serde::Serialize;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/change.html.hbs"));
const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/gap.css"));

/// Measures of the chart, in its own units.
const LEFT: u32 = 60;
const WIDTH: u32 = 820;
const BOTTOM: u32 = 240;
const HEIGHT: u32 = 200;

#[derive(Serialize)]
struct View<'a> {
    report: &'a ChangeReport,
    style: &'static str,
    counts: Vec<(&'static str, usize)>,
    rows: Vec<Row<'a>>,
    signs: Vec<(&'a str, String)>,
    lower: String,
    upper: String,
    points: Vec<Point<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    changes: Vec<&'static str>,
    class: &'static str,
    requirement: &'a str,
    title: &'a str,
    before: &'a str,
    after: &'a str,
    said_before: Vec<&'a str>,
    said_after: Vec<&'a str>,
}

#[derive(Serialize)]
struct Point<'a> {
    x: u32,
    lower: Option<u32>,
    upper: Option<u32>,
    on: &'a str,
    score: &'a str,
}

/// The change report as a page, ready to be saved as UTF-8.
///
/// # Errors
/// [`WriteError::Template`] where the template names something that is not there.
pub fn change_page(report: &ChangeReport) -> Result<String, WriteError> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.render_template(PAGE, &view(report)).map_err(|error| {
        WriteError::Template(vec![template_fault("change.html.hbs", error.line_no.unwrap_or(1), &error.to_string())])
    })
}

fn view(report: &ChangeReport) -> View<'_> {
    let points = points(report);
    let line = |of: fn(&Point<'_>) -> Option<u32>| {
        let pairs: Vec<String> =
            points.iter().filter_map(|point| Some(format!("{},{}", point.x, of(point)?))).collect();
        pairs.join(" ")
    };
    View {
        report,
        style: STYLE,
        counts: report.changes.counts.iter().map(|(change, count)| (change.label(), *count)).collect(),
        rows: report.changes.rows.iter().map(row).collect(),
        signs: report.signs.iter().map(|sign| (sign.sentence.as_str(), sign.place.to_string())).collect(),
        lower: line(|point| point.lower),
        upper: line(|point| point.upper),
        points,
    }
}

fn row(changed: &crate::register::Changed) -> Row<'_> {
    use crate::register::Change;
    Row {
        changes: changed.changes.iter().map(|change| change.label()).collect(),
        class: match changed.changes.first() {
            Some(Change::Worsened | Change::EvidenceExpired) => "bad",
            Some(Change::Unknown | Change::NewlyRequired | Change::Restated) => "open",
            Some(Change::AnswerChanged | Change::Reworded) => "fair",
            Some(Change::Improved) => "good",
            _ => "none",
        },
        requirement: &changed.requirement,
        title: &changed.title,
        before: &changed.before,
        after: &changed.after,
        said_before: changed.said_before.lines().collect(),
        said_after: changed.said_after.lines().collect(),
    }
}

fn points(report: &ChangeReport) -> Vec<Point<'_>> {
    let steps = u32::try_from(report.trend.len().saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    let height = |hundredths: u32| BOTTOM - (hundredths * HEIGHT / 10_000).min(HEIGHT);
    (0..)
        .zip(&report.trend)
        .map(|(index, point)| Point {
            x: LEFT + 20 + (WIDTH - 80) / steps * index,
            lower: point.lower.map(height),
            upper: point.upper.map(height),
            on: &point.on,
            score: &point.score,
        })
        .collect()
}
