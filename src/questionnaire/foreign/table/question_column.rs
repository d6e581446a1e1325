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
}
