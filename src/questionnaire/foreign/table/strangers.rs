//! Columns of answer words whose name does not say whose they are.

use super::column::Column;
use super::{Answers, Table};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::when;

impl Table {
    pub(super) fn find_strangers(&mut self) {
        // 「規程|運用」 with marks below both: no documents are named there.
        for column in
            self.columns.iter_mut().filter(|column| column.role == Some(Role::Evidence) && column.is_of_marks())
        {
            column.role = None;
        }
        let used = |at: usize| match &self.answers {
            Answers::Column(only) => *only == at,
            Answers::Choices(list) | Answers::Sites(list) => list.binary_search(&at).is_ok(),
            Answers::None => true,
        };
        let strange = |at: usize, column: &Column| {
            column.role.is_none()
                && column.mostly_words()
                && !used(at)
                && Some(at) != self.question
                && Some(at) != self.ids
        };
        self.strangers =
            self.columns.iter().enumerate().filter(|(at, column)| strange(*at, column)).map(|(at, _)| at).collect();
        let Answers::Column(at) = self.answers else { return };
        let Some(column) = self.columns.get(at) else { return };
        let year = column.titles.iter().any(|title| when::year_of(&fold(title)).is_some());
        let older = self.columns.iter().any(|column| column.role == Some(Role::LastYear));
        let bare = column.titles.last().is_some_and(|title| heading::is_year(&fold(title)));
        if self.doubt.is_none() && year && (!self.strangers.is_empty() || (bare && !older)) {
            self.doubt = Some(format!(
                "{}({})がいつの回答か、ほかの列が今回の回答かを決められません",
                column.place(),
                column.title()
            ));
        }
    }
}
