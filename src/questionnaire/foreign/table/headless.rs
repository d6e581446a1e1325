//! Tables whose header is missing or says little: they are known by what their columns hold.

use super::header::Head;
use super::word::choice_of;
use super::{Answers, Maker, Table};
use crate::questionnaire::foreign::grid::{Line, Seen};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::legend::is_legend_name;

impl Maker<'_> {
    /// A table whose header says nothing known, or none: one column that asks, and one that answers in known words.
    pub(super) fn headless(&self) -> Option<Table> {
        let grid = self.grid;
        let asks = |line: &Line| grid.filled(line, 0, u32::MAX, false).any(|(_, seen)| seen.asking);
        let mut first = grid.lines.iter().position(asks)?;
        let near = |at: usize| {
            let (Some(above), Some(line)) = (grid.lines.get(at), grid.lines.get(at + 1)) else { return None };
            (above.number + 1 == line.number).then_some(above)
        };
        let is_data = |line: &Line| {
            grid.filled(line, 0, u32::MAX, false).any(|(_, seen)| {
                seen.id && seen.length() > 1
                    || seen.folded.chars().all(|c| c.is_ascii_digit())
                    || choice_of(self.vocabulary, &seen.folded).is_some()
            })
        };
        while let Some(above) = first.checked_sub(1).filter(|at| near(*at).is_some_and(is_data)) {
            first = above;
        }
        let width = grid.lines.get(first).map_or(0, |line| grid.filled(line, 0, u32::MAX, true).count());
        let names = |line: &Line| {
            let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, true).map(|(_, seen)| seen).collect();
            cells.len() >= 2 && cells.len() * 2 >= width && cells.iter().all(|seen| seen.length() <= 24 && !seen.asking)
        };
        let mut top = first;
        while let Some(above) = top.checked_sub(1).filter(|at| first - at <= 3 && near(*at).is_some_and(names)) {
            top = above;
        }
        let found = self.table(top..first, first..grid.lines.len(), (0, u32::MAX));
        let question = found.question.and_then(|at| found.columns.get(at))?;
        (question.asking >= 2 && !matches!(found.answers, Answers::None)).then_some(found)
    }

    /// A table of whose header only a word is known, and whose questions do not ask: 「No|対策|済否」 over 「規程の整備|済」.
    pub(super) fn half_named(&self) -> Option<Table> {
        let grid = self.grid;
        let names = |line: &Line| {
            let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).collect();
            let known = |seen: &&Seen| {
                let role = seen.role();
                !is_legend_name(&seen.folded) && role.is_some_and(|role| role != Role::Other) && !seen.id
            };
            cells.len() >= 2
                && cells.iter().all(|seen| seen.length() <= 24 && !seen.asking)
                && cells.iter().any(known)
                && !cells.iter().any(|seen| is_legend_name(&seen.folded))
        };
        let tops = grid.lines.iter().enumerate().filter(|(_, line)| names(line)).map(|(at, _)| at);
        tops.take(8).find_map(|at| {
            let found = self.table(at..at + 1, at + 1..grid.lines.len(), (0, u32::MAX));
            let question = found.question.and_then(|at| found.columns.get(at))?;
            let answer = match &found.answers {
                Answers::Column(only) => found.columns.get(*only)?,
                Answers::Sites(sites) => found.columns.get(*sites.first()?)?,
                Answers::Choices(_) | Answers::None => return None,
            };
            let fits = question.filled >= 2
                && answer.words >= 2
                && answer.mostly_words()
                && question.length >= question.filled * 3
                && !question.mostly_words();
            // A legend names each mark once; the rows of a questionnaire have numbers, or answers that come again.
            (fits && (found.ids.is_some() || answer.filled > 5)).then_some(found)
        })
    }

    /// A table without a header right beside one with a header, on the same rows.
    pub(super) fn twin(&self, head: &Head, body: &std::ops::Range<usize>, bounds: (u32, u32)) -> Option<Table> {
        let grid = self.grid;
        let titled = grid.lines.get(head.lines.clone()).unwrap_or_default();
        if titled.iter().any(|line| grid.filled(line, bounds.0, bounds.1, true).any(|(span, _)| span.first >= bounds.0))
        {
            return None;
        }
        let lines = grid.lines.get(body.clone()).unwrap_or_default();
        let asking = lines
            .iter()
            .filter(|line| grid.filled(line, bounds.0, bounds.1, false).any(|(_, seen)| seen.asking))
            .take(2)
            .count();
        if asking < 2 {
            return None;
        }
        let found = self.table(body.start..body.start, body.clone(), bounds);
        (found.question.is_some() && !matches!(found.answers, Answers::None)).then_some(found)
    }
}
