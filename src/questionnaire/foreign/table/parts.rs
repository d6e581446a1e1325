//! Questions with several parts: what stands in the column behind them is asked for itself.

use super::column::Column;
use super::{Answers, Table};
use crate::questionnaire::foreign::heading::Role;

impl Table {
    /// The column behind the question that holds several cells to one question.
    pub(super) fn parts(&self) -> Option<usize> {
        let (Some(question), Answers::Column(answer)) = (self.question, &self.answers) else { return None };
        let whole = self.columns.get(question).map(|column| column.filled)?;
        let part = |at: usize, column: &Column| {
            at > question
                && at < *answer
                && matches!(column.role, None | Some(Role::Category | Role::Guidance))
                && column.filled >= whole + 2
                && column.filled * 10 >= whole * 13
                && column.length >= column.filled * 2
                && !column.mostly_words()
        };
        self.columns.iter().enumerate().find(|(at, column)| part(*at, column)).map(|(at, _)| at)
    }

    /// Of questions that are merged or blank downwards, the parts stand in the column behind them: each is asked for itself.
    pub(super) fn divide(&mut self) {
        let (Some(question), Some(at)) = (self.question, self.parts()) else { return };
        for (at, role) in [(question, Role::Category), (at, Role::Question(3))] {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = Some(role);
            }
        }
        self.question = Some(at);
        self.divided = true;
        self.notes.push("一つの設問に細目がいくつもあるため、細目ごとに一つの設問とみました".to_owned());
    }
}
