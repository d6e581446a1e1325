//! The numbers of the drawings. The drawings are in whole units, so that every machine writes the same bytes.

use crate::assessment::Score;
use crate::document::ObligationView;
use serde::Serialize;

/// A bar of 1,000 units: a tenth of a point each.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreBar {
    lower: u32,
    /// How far the upper end lies beyond the lower.
    range: u32,
    threshold: Option<Mark>,
    floor: Option<Mark>,
}

/// A line across the bar, with its label.
#[derive(Clone, Debug, Serialize)]
struct Mark {
    points: u32,
    at: u32,
    /// Which end of the label stands at the line, so that it stays inside the drawing.
    anchor: &'static str,
}

impl Mark {
    fn new(points: u32) -> Self {
        let anchor = match points {
            ..10 => "start",
            10..=90 => "middle",
            _ => "end",
        };
        Self { points, at: points.min(100) * 10, anchor }
    }
}

impl ScoreBar {
    /// The range alone.
    pub fn plain(score: Score) -> Self {
        let lower = score.lower / 10;
        Self { lower, range: (score.upper / 10).saturating_sub(lower), threshold: None, floor: None }
    }

    /// With the lines that the score must reach.
    pub fn with_marks(score: Score, threshold: u32, floor: u32) -> Self {
        Self { threshold: Some(Mark::new(threshold)), floor: Some(Mark::new(floor)), ..Self::plain(score) }
    }
}

/// The duties as rays of a star, the first upwards, then clockwise.
#[derive(Clone, Debug, Serialize)]
pub struct Radar {
    centre_x: i32,
    centre_y: i32,
    /// Polygons at 25, 50, 75 and 100 points.
    rings: Vec<String>,
    threshold: String,
    lower: String,
    upper: String,
    rays: Vec<Ray>,
}

#[derive(Clone, Debug, Serialize)]
struct Ray {
    x: i32,
    y: i32,
    id: String,
    label: &'static str,
    score: String,
    label_x: i32,
    label_y: i32,
    anchor: &'static str,
}

const CENTRE: (i32, i32) = (3_000, 1_800);
const RADIUS: i32 = 1_080;
const FULL: u32 = 10_000;

impl Radar {
    /// Of the duties that have a score; fewer than three rays enclose nothing and are left to the table.
    pub fn of(obligations: &[ObligationView], threshold: u32) -> Option<Self> {
        let scored: Vec<(&ObligationView, Score)> =
            obligations.iter().filter_map(|duty| Some((duty, duty.score?))).collect();
        let count = scored.len();
        if count < 3 {
            return None;
        }
        let directions: Vec<Direction> = (0..count).map(|index| Direction::new(index, count)).collect();
        let even = |hundredths: u32| polygon(directions.iter().map(|direction| direction.point(hundredths)));
        let of_scores = |end: fn(Score) -> u32| {
            polygon(directions.iter().zip(&scored).map(|(direction, (_, score))| direction.point(end(*score))))
        };
        Some(Self {
            centre_x: CENTRE.0,
            centre_y: CENTRE.1,
            rings: [2_500, 5_000, 7_500, FULL].map(even).to_vec(),
            threshold: even(threshold * 100),
            lower: of_scores(|score| score.lower),
            upper: of_scores(|score| score.upper),
            rays: directions
                .iter()
                .zip(&scored)
                .map(|(direction, (duty, score))| direction.ray(duty, *score))
                .collect(),
        })
    }
}

fn polygon(points: impl Iterator<Item = (i32, i32)>) -> String {
    points.map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

/// One direction from the centre, at the length of full marks.
struct Direction {
    x: i32,
    y: i32,
}

impl Direction {
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a drawing: the length is rounded to whole units, no score is computed"
    )]
    fn new(index: usize, count: usize) -> Self {
        let angle = std::f64::consts::TAU * index as f64 / count as f64;
        let radius = f64::from(RADIUS);
        Self { x: (radius * angle.sin()).round() as i32, y: (-radius * angle.cos()).round() as i32 }
    }

    fn point(&self, hundredths: u32) -> (i32, i32) {
        let part = i32::try_from(hundredths.min(FULL)).unwrap_or(0);
        (CENTRE.0 + self.x * part / 10_000, CENTRE.1 + self.y * part / 10_000)
    }

    fn ray(&self, duty: &ObligationView, score: Score) -> Ray {
        let (x, y) = self.point(FULL);
        let anchor = match self.x {
            ..-200 => "end",
            -200..=200 => "middle",
            _ => "start",
        };
        // A label stands a little outside; two lines of it stand above the topmost ray.
        let (label_x, label_y) = (CENTRE.0 + self.x * 11 / 10, CENTRE.1 + self.y * 12 / 10 - 40);
        Ray { x, y, id: duty.id.to_string(), label: duty.label, score: score.label(), label_x, label_y, anchor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_in_tenths_of_a_point() {
        let bar = ScoreBar::with_marks(Score { lower: 6_210, upper: 7_505 }, 70, 5);
        assert_eq!((bar.lower, bar.range), (621, 129));
        assert_eq!(bar.threshold.map(|mark| (mark.at, mark.anchor)), Some((700, "middle")));
        assert_eq!(bar.floor.map(|mark| mark.anchor), Some("start"));
    }

    #[test]
    fn the_first_ray_points_upwards_and_full_marks_reach_the_rim() {
        let up = Direction::new(0, 4);
        assert_eq!(up.point(FULL), (CENTRE.0, CENTRE.1 - RADIUS));
        assert_eq!(up.point(0), CENTRE);
        assert_eq!(Direction::new(1, 4).point(5_000), (CENTRE.0 + RADIUS / 2, CENTRE.1));
    }
}
