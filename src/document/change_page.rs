//! What changed since last time, as one HTML file without script or outside resource.

use super::diagnostics::template_fault;
use super::{ChangeReport, WriteError, trend_figure};
use handlebars::Handlebars;
use serde::Serialize;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/change.html.hbs"));
const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/gap.css"));

#[derive(Serialize)]
struct View<'a> {
    report: &'a ChangeReport,
    style: &'static str,
    counts: Vec<(&'static str, usize)>,
    rows: Vec<Row<'a>>,
    signs: Vec<(&'a str, String)>,
    figure: String,
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

/// The change report as a page, ready to be saved as UTF-8.
///
/// # Errors
/// [`WriteError::Template`] where the template names something that is not there.
pub fn change_page(report: &ChangeReport) -> Result<String, WriteError> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    let figure = trend_figure(&report.trend, &[])?;
    engine.render_template(PAGE, &view(report, figure)).map_err(|error| {
        WriteError::Template(vec![template_fault("change.html.hbs", error.line_no.unwrap_or(1), &error.to_string())])
    })
}

fn view(report: &ChangeReport, figure: String) -> View<'_> {
    View {
        report,
        style: STYLE,
        counts: report.changes.counts.iter().map(|(change, count)| (change.label(), *count)).collect(),
        rows: report.changes.rows.iter().map(row).collect(),
        signs: report.signs.iter().map(|sign| (sign.sentence.as_str(), sign.place.to_string())).collect(),
        figure,
    }
}

fn row(changed: &crate::register::Changed) -> Row<'_> {
    use crate::register::Change;
    Row {
        changes: changed.changes.iter().map(|change| change.label()).collect(),
        class: match changed.changes.first() {
            Some(Change::Worsened | Change::EvidenceExpired) => "bad",
            Some(Change::Unknown | Change::QuestionReworded | Change::NewlyRequired | Change::Restated) => "open",
            Some(Change::AnswerChanged | Change::Reworded | Change::NotAsked) => "fair",
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
