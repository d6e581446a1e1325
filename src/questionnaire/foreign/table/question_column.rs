//! Which column asks.

use super::column::Column;
use super::word::name_of;
use super::{Table, contents};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::remark::Words;
use std::cmp::Reverse;

impl Table {
    pub(super) fn choose_question(&mut self, words: Words<'_>) {
        for column in &mut self.columns {
            if column.role == Some(Role::Question(1)) && column.filled > 0 && column.ids * 10 >= column.filled * 8 {
                column.role = Some(Role::Id);
            }
        }
        let answer = self.columns.iter().position(|column| matches!(column.role, Some(Role::Answer(_))));
        let called = self.called_questions();
        let before = called.zip(answer).and_then(|(called, answer)| self.asking_before(answer, called));
        let of_two = self.asking_of_two(called, words);
        let found = of_two
            .or(before)
            .or(called)
            .or_else(|| self.findings_before(answer))
            .or_else(|| self.asking_by_content())
            .or_else(|| self.brief_questions());
        self.question = found;
        let told: Vec<usize> = found.map(|question| self.told_beside(question)).unwrap_or_default();
        for (at, column) in self.columns.iter_mut().enumerate() {
            if matches!(column.role, Some(Role::Question(_))) && Some(at) != found {
                // What stands behind both question and answer, the vendor has written.
                let behind = found.is_some_and(|q| at > q) && answer.is_some_and(|answer| at > answer);
                column.role = Some(match behind {
                    true => Role::Remark,
                    false if told.contains(&at) => Role::Remark,
                    false if found.is_some_and(|q| at < q) => Role::Category,
                    false => Role::Guidance,
                });
            }
        }
        if let Some(column) = found.and_then(|at| self.columns.get_mut(at)) {
            column.role = Some(Role::Question(3));
        }
    }

    /// Columns behind the question that are named for contents and tell of it.
    fn told_beside(&self, question: usize) -> Vec<usize> {
        let Some(asking) = self.columns.get(question) else { return Vec::new() };
        let behind = self.columns.iter().enumerate().skip(question + 1);
        behind.filter(|(_, column)| contents::is_told_beside(column, asking)).map(|(at, _)| at).collect()
    }

    /// The column whose name says most surely that it asks; of several, the one that asks most.
    fn called_questions(&self) -> Option<usize> {
        let rank = |column: &Column| match column.role {
            // 「対策内容」 may be what is asked, or what the vendor tells.
            Some(Role::Question(2)) if column.is_told() && column.asking == 0 && column.filled > 0 => {
                Some((0, column.asking, column.long, column.length))
            }
            Some(Role::Question(rank)) if column.filled > 0 => Some((rank, column.asking, column.long, column.length)),
            _ => None,
        };
        let called = self.columns.iter().enumerate().filter_map(|(at, column)| Some((rank(column)?, Reverse(at))));
        called.max().map(|(_, Reverse(at))| at)
    }

    /// A column before the answers that asks, where the one that is named for questions stands behind them and does not: 「照会事項|回答|内容」.
    /// Where only its length speaks for the one before, nobody can tell.
    fn asking_before(&mut self, answer: usize, called: usize) -> Option<usize> {
        let behind = self.columns.get(called).filter(|column| called > answer && column.asking * 2 < column.filled)?;
        let open = |column: &Column| {
            let role = !matches!(column.role, Some(Role::Id | Role::LastYear | Role::Reviewer | Role::Answer(_)));
            role && column.filled >= 2 && !column.mostly_words() && !column.is_of_dates()
        };
        let before: Vec<(usize, &Column)> =
            self.columns.iter().enumerate().take(answer).filter(|(_, column)| open(column)).collect();
        let asking =
            before.iter().filter(|(_, column)| column.asking * 2 >= column.filled).map(|(at, _)| *at).next_back();
        if asking.is_none() {
            let other = before.iter().map(|(_, column)| *column).find(|column| column.long * 2 >= column.filled)?;
            self.doubt = Some(format!(
                "{}({})と{}({})のどちらが設問か決められません",
                other.place(),
                other.title(),
                behind.place(),
                behind.title()
            ));
        }
        asking
    }

    /// What a reviewer has found asks, where what has become of it is answered: 「指摘事項|改善状況」. It is said of what is bad: which answer is
    /// good, a person has to say.
    fn findings_before(&mut self, answer: Option<usize>) -> Option<usize> {
        const FINDINGS: [&str; 6] = ["指摘事項", "指摘内容", "指摘", "改善指摘事項", "前回指摘事項", "監査指摘事項"];
        let answer = answer?;
        let found = self.columns.iter().take(answer).rposition(|column| {
            column.filled > 0 && !column.mostly_words() && FINDINGS.contains(&name_of(&column.folded_title()))
        })?;
        self.sense = Some("指摘された事項への改善状況の表とみられ、どの回答が良いのか決められません".to_owned());
        Some(found)
    }

    /// The column without a known name that holds most questions, or else the last of the categories.
    fn asking_by_content(&self) -> Option<usize> {
        let asks = |column: &Column| {
            column.role.is_none()
                && (column.long > 0 || column.asking > 0)
                && !column.mostly_words()
                && !column.is_of_dates()
        };
        let score = |column: &Column| (column.asking * 3 + column.long, column.filled);
        let asking = self.columns.iter().enumerate().filter(|(_, column)| asks(column));
        let best = asking.map(|(at, column)| (score(column), Reverse(at))).max().map(|(_, Reverse(at))| at);
        let category = |column: &Column| column.role == Some(Role::Category) && column.filled > 0;
        best.or_else(|| self.columns.iter().rposition(category))
    }

    /// A few words each, 「入退室管理」, where nothing else can be asked.
    fn brief_questions(&self) -> Option<usize> {
        self.columns.iter().position(|column| {
            let texts = column.filled > 0 && column.length >= column.filled * 3 && column.ids * 2 < column.filled;
            column.role.is_none() && texts && !column.mostly_words()
        })
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
