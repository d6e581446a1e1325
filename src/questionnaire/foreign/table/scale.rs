//! The steps of a scale, each over a column of its own: 5, 4, 3, 2, 1.

use super::column::Column;
use super::{Answers, Table};
use crate::questionnaire::foreign::grid::{Grid, Line};
use crate::questionnaire::foreign::heading::Role;
use std::collections::BTreeSet;

/// Where one text is the next step of a scale: 4 behind 5, c behind b.
fn step(before: &str, after: &str) -> Option<i16> {
    let single = |text: &str| {
        let mut signs = text.chars();
        let first =
            signs.next().filter(|c| signs.next().is_none() && (c.is_ascii_digit() || ('a'..='e').contains(c)))?;
        i16::try_from(u32::from(first)).ok()
    };
    Some(single(after)? - single(before)?).filter(|step| step.abs() == 1)
}

/// Runs of three to six neighbours that are the steps of a scale, as indices.
fn runs(texts: &[(u32, u32, &str)]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut way = None;
    for at in 1..=texts.len() {
        let (before, here) = (texts.get(at - 1), texts.get(at));
        let next = before.zip(here).and_then(|((_, end, before), (first, _, text))| {
            (end.saturating_add(1) == *first).then(|| step(before, text)).flatten()
        });
        if next.is_none() || way.is_some_and(|way| next != Some(way)) {
            if (3..=6).contains(&(at - start)) {
                found.push(start..at);
            }
            start = at;
            way = None;
        } else {
            way = next;
        }
    }
    found
}

/// The columns of a line that are headed by the steps of a scale: 5, 4, 3, 2, 1.
pub(super) fn scales(grid: &Grid, line: &Line) -> BTreeSet<u32> {
    let short: Vec<(u32, u32, &str)> = grid
        .filled(line, 0, u32::MAX, false)
        .filter(|(_, seen)| seen.length() == 1)
        .map(|(span, seen)| (span.first, span.last, seen.folded.as_str()))
        .collect();
    if short.len() < 3 {
        return BTreeSet::new();
    }
    let runs = runs(&short).into_iter().flat_map(|run| short.get(run).unwrap_or_default());
    runs.map(|(first, _, _)| *first).collect()
}

impl Table {
    /// Takes such columns for the choices.
    pub(super) fn choose_steps(&mut self) -> bool {
        let Some(steps) = self.scale() else { return false };
        let steps: Vec<usize> = steps.collect();
        self.answer_in(&steps);
        self.notes.push("数や文字の段階ごとに列があり、印のある列を回答とみました".to_owned());
        self.answers = Answers::Choices(steps);
        true
    }

    /// Columns headed by the steps of a scale, in which ticks are set, where no other column holds answers.
    fn scale(&self) -> Option<std::ops::Range<usize>> {
        let titles: Vec<String> = self.columns.iter().map(Column::folded_title).collect();
        let texts: Vec<(u32, u32, &str)> = self
            .columns
            .iter()
            .zip(&titles)
            .map(|(column, title)| (column.first, column.last, title.as_str()))
            .collect();
        let ticks = |column: &Column| column.words + column.ids >= column.filled && column.length <= column.filled * 2;
        let left = |column: &Column| matches!(column.role, Some(Role::LastYear | Role::Reviewer));
        let fits = |run: &std::ops::Range<usize>| {
            let part = self.columns.get(run.clone()).unwrap_or_default();
            part.iter().all(|column| ticks(column) && !left(column)) && part.iter().any(|column| column.filled > 0)
        };
        let run = runs(&texts).into_iter().find(fits)?;
        let other = self.columns.iter().enumerate().any(|(at, column)| {
            !run.contains(&at) && matches!(column.role, Some(Role::Answer(2..))) && column.mostly_words()
        });
        (!other).then_some(run)
    }
}
