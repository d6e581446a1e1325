//! Tables with their questions in the header and a row for each subject.

use super::column::Column;
use super::word::choice_of;
use super::{Maker, Table};
use crate::questionnaire::foreign::grid::{Line, Seen, is_asking};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::vocabulary::fold;

impl Maker<'_> {
    /// Several questions on one line, answer words below each: a row per subject.
    pub(super) fn matrix(&self) -> Option<Table> {
        let Self { grid, vocabulary, .. } = self;
        let cells = |line: &Line, wanted: &dyn Fn(&Seen) -> bool| {
            grid.filled(line, 0, u32::MAX, false).filter(|(_, seen)| wanted(seen)).count()
        };
        let known = |seen: &Seen| choice_of(vocabulary, &seen.folded).is_some();
        // Between questions and answers that stand in rows with names, other named rows may lie.
        let named = |line: &Line| {
            let first = grid.filled(line, 0, u32::MAX, false).next();
            first.and_then(|(_, seen)| seen.role()).is_some()
        };
        let at = (0..grid.lines.len()).find(|at| {
            let Some(line) = grid.lines.get(*at) else { return false };
            let below = grid.lines.get(at + 1..).unwrap_or_default();
            let passes = |line: &Line| named(line) && cells(line, &known) < 2 && !self.names_answers(line);
            let passed = below.iter().take(3).take_while(|line| passes(line)).count();
            let answers = |next: &Line| cells(next, &known) >= 2 || self.names_answers(next);
            cells(line, &|seen| seen.asking) >= 2 && below.get(passed).is_some_and(answers)
        })?;
        let mut found = self.table(at..at + 1, at + 1..grid.lines.len(), (0, u32::MAX));
        found.matrix = true;
        found.doubt = None;
        found.notes.clear();
        Some(found)
    }

    /// Whether a line begins with a name of answers and goes on with several cells.
    fn names_answers(&self, line: &Line) -> bool {
        let mut cells = self.grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen);
        let name = cells.next().and_then(|seen| seen.role());
        matches!(name, Some(Role::Answer(_))) && cells.count() >= 2
    }
}

impl Table {
    /// The columns that have a question in their header, and none of its choices.
    pub(in crate::questionnaire) fn questions_in_header(&self) -> impl Iterator<Item = &Column> {
        let asks = |column: &&Column| column.titles.iter().any(|title| is_asking(&fold(title)));
        self.columns.iter().filter(|column| column.choice.is_none()).filter(asks)
    }

    /// The columns of a table with its questions in the header that are answered: those, and columns of answer words behind them whose
    /// names say nothing else: 「ログの取得」.
    pub(in crate::questionnaire) fn answered_in_header(&self) -> Vec<&Column> {
        let asking: Vec<&Column> = self.questions_in_header().collect();
        let first = asking.first().map_or(u32::MAX, |column| column.first);
        let asked = |column: &Column| {
            let named = column.choice.is_none() && !column.titles.is_empty();
            let more = named && column.role.is_none() && column.first > first && column.mostly_words();
            more && !column.is_of_numbers() || asking.iter().any(|known| known.first == column.first)
        };
        self.columns.iter().filter(|column| asked(column)).collect()
    }

    /// Whether questions stand in the header, and subjects in the rows.
    pub(super) fn is_matrix(&self) -> bool {
        let asks = self.question.and_then(|at| self.columns.get(at)).is_some_and(|column| column.asking > 0);
        !asks && self.questions_in_header().count() >= 2
    }
}
