//! Assessments over the years as a drawing: the range of the score, from the lower to the upper bound.

use super::diagnostics::template_fault;
use super::{TrendPoint, WriteError, era};
use handlebars::Handlebars;
use serde::Serialize;

const FIGURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/trend.html.hbs"));

/// Measures of the drawing, in its own units.
const LEFT: u32 = 60;
const WIDTH: u32 = 820;
const BOTTOM: u32 = 240;
const HEIGHT: u32 = 200;

/// So many dates stand side by side when they are written out.
const WIDE: usize = 5;

#[derive(Serialize)]
struct Drawing<'a> {
    told: String,
    linked: bool,
    lower: String,
    upper: String,
    points: Vec<Point<'a>>,
}

#[derive(Serialize)]
struct Point<'a> {
    x: u32,
    lower: Option<u32>,
    upper: Option<u32>,
    on: String,
    score: &'a str,
    link: Option<&'a str>,
}

/// The drawing as a part of a page, for the styles of class `trend`. Each score leads to its address in `links`; a document has none.
///
/// # Errors
/// [`WriteError::Template`] where the template names something that is not there.
pub fn trend_figure(trend: &[TrendPoint], links: &[String]) -> Result<String, WriteError> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    let points = points(trend, links);
    let line = |of: fn(&Point<'_>) -> Option<u32>| {
        let pairs: Vec<String> =
            points.iter().filter_map(|point| Some(format!("{},{}", point.x, of(point)?))).collect();
        pairs.join(" ")
    };
    let told: Vec<String> = trend.iter().map(|point| format!("{} {}", point.on_era, point.score)).collect();
    let drawing = Drawing {
        told: told.join("、"),
        linked: !links.is_empty(),
        lower: line(|point| point.lower),
        upper: line(|point| point.upper),
        points,
    };
    engine.render_template(FIGURE, &drawing).map_err(|error| {
        WriteError::Template(vec![template_fault("trend.html.hbs", error.line_no.unwrap_or(1), &error.to_string())])
    })
}

fn short(point: &TrendPoint) -> String {
    point.on.parse().map_or_else(|_| point.on.clone(), era::short)
}

fn points<'a>(trend: &'a [TrendPoint], links: &'a [String]) -> Vec<Point<'a>> {
    let steps = u32::try_from(trend.len().saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    let height = |hundredths: u32| BOTTOM - (hundredths * HEIGHT / 10_000).min(HEIGHT);
    let ways = links.iter().map(|link| Some(link.as_str())).chain(std::iter::repeat(None));
    (0..)
        .zip(trend)
        .zip(ways)
        .map(|((index, point), link)| Point {
            x: LEFT + 40 + (WIDTH - 120) / steps * index,
            lower: point.lower.map(height),
            upper: point.upper.map(height),
            on: if trend.len() > WIDE { short(point) } else { point.on_era.clone() },
            score: &point.score,
            link,
        })
        .collect()
}
