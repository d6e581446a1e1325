//! Which column asks.

use super::Table;
use super::column::Column;
use crate::questionnaire::foreign::heading::Role;

impl Table {
    pub(super) fn choose_question(&mut self) {
        for column in &mut self.columns {
            if column.role == Some(Role::Question(1)) && column.filled > 0 && column.ids * 10 >= column.filled * 8 {
                column.role = Some(Role::Id);
            }
        }
        let rank = |column: &Column| match column.role {
            Some(Role::Question(rank)) if column.filled > 0 => Some((rank, column.asking, column.long, column.length)),
            _ => None,
        };
        let named = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((rank(column)?, std::cmp::Reverse(at))))
            .max();
        let by_content = |allowed: &dyn Fn(&Column) -> bool| {
            let score = |column: &Column| (column.asking * 3 + column.long, column.filled);
            let candidates = self.columns.iter().enumerate();
            candidates
                .filter(|(_, column)| {
                    allowed(column)
                        && (column.long > 0 || column.asking > 0)
                        && !column.mostly_words()
                        && !column.is_of_dates()
                })
                .map(|(at, column)| (score(column), std::cmp::Reverse(at)))
                .max()
        };
        let unnamed = || {
            by_content(&|column| column.role.is_none()).or_else(|| {
                let last =
                    self.columns.iter().rposition(|column| column.role == Some(Role::Category) && column.filled > 0);
                last.map(|at| ((0, 0), std::cmp::Reverse(at)))
            })
        };
        // A few words each, 「入退室管理」, where nothing else can be asked.
        let brief = || {
            let fits = |column: &Column| {
                let texts = column.filled > 0 && column.length >= column.filled * 3 && column.ids * 2 < column.filled;
                column.role.is_none() && texts && !column.mostly_words()
            };
            self.columns.iter().position(fits)
        };
        let found = named.map(|(_, at)| at.0).or_else(|| unnamed().map(|(_, at)| at.0)).or_else(brief);
        self.question = found;
        let answer = self.columns.iter().position(|column| matches!(column.role, Some(Role::Answer(_))));
        for (at, column) in self.columns.iter_mut().enumerate() {
            if matches!(column.role, Some(Role::Question(_))) && Some(at) != found {
                // What stands behind both question and answer, the vendor has written.
                let behind = found.is_some_and(|q| at > q) && answer.is_some_and(|answer| at > answer);
                column.role = Some(match behind {
                    true => Role::Remark,
                    false if found.is_some_and(|q| at < q) => Role::Category,
                    false => Role::Guidance,
                });
            }
        }
        if let Some(column) = found.and_then(|at| self.columns.get_mut(at)) {
            column.role = Some(Role::Question(3));
        }
    }

    /// The column of the question's numbers.
    pub(super) fn find_ids(&mut self) {
        let numbered = |at: &usize| self.columns.get(*at).is_some_and(|column| column.role == Some(Role::Id));
        let ahead = |at: &usize| self.question.is_none_or(|question| *at < question);
        // Of several numbers before the question, the one that most rows have is the question's own.
        let named = (0..self.columns.len())
            .filter(|at| numbered(at) && ahead(at))
            .max_by_key(|at| (self.columns.get(*at).map_or(0, |column| column.filled), *at))
            .or_else(|| (0..self.columns.len()).find(numbered));
        self.ids = named.or_else(|| {
            let before = |column: &Column| {
                self.question.and_then(|q| self.columns.get(q)).is_some_and(|q| column.first < q.first)
            };
            self.columns.iter().position(|column| {
                column.role.is_none() && before(column) && column.filled > 0 && column.ids * 10 >= column.filled * 6
            })
        });
    }
}
