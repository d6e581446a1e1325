//! Columns that are named for the answers to choose from: 「はい|いいえ」.

use super::column::Column;
use super::{Answers, Table};
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::heading::{self, Role};
use std::collections::BTreeSet;

impl Table {
    /// Takes such columns for the answers, where they name two of them.
    pub(super) fn choose_named_choices(&mut self) -> bool {
        let mut choices = self.named_choices();
        let meanings: BTreeSet<Answer> = choices.iter().filter_map(|at| self.columns.get(*at)?.choice).collect();
        // 「該当|非該当」 are two choices, though only one of them is an answer by its word.
        let applies = self.columns.iter().position(|column| heading::only_applies(&column.folded_title()));
        let beside = |at: &usize| meanings.len() == 1 && choices.iter().all(|choice| choice.abs_diff(*at) == 1);
        if let Some(at) = applies.filter(beside) {
            choices.push(at);
            choices.sort_unstable();
        }
        let applying = || choices.len() >= 2 && meanings.first() == Some(&Answer::NotApplicable) && applies.is_some();
        if meanings.len() < 2 && !applying() {
            return false;
        }
        let good = choices.iter().filter(|at| self.columns.get(**at).is_some_and(|c| c.choice == Some(Answer::Met)));
        if meanings.len() < choices.len() && good.count() > 1 {
            self.doubt = Some("同じ選択肢の列が二組あり、どちらが事業者の回答か決められません".to_owned());
        }
        let choices = self.with_neighbours(&choices);
        self.answer_in(&choices);
        self.answers = Answers::Choices(choices);
        true
    }

    /// Columns of which the name is a choice; 「No」 is one only beside 「Yes」.
    fn named_choices(&self) -> Vec<usize> {
        let titled = |column: &Column, word: &str| column.folded_title() == word;
        let yes = self.columns.iter().position(|column| titled(column, "yes"));
        let nos = self.columns.iter().enumerate().filter(|(_, column)| titled(column, "no")).map(|(at, _)| at);
        let opposite = yes.and_then(|yes| nos.min_by_key(|at| (at.abs_diff(yes), *at < yes)));
        let named = self.columns.iter().enumerate().filter(|(at, column)| {
            column.choice.is_some()
                && Some(*at) != self.question
                && !matches!(column.role, Some(Role::LastYear | Role::Reviewer))
                && (column.role != Some(Role::Id) || opposite == Some(*at))
        });
        named.map(|(at, _)| at).collect()
    }

    /// What lies between two choices is one too, even where its words say nothing, and so is what is ticked right beside them.
    fn with_neighbours(&self, choices: &[usize]) -> Vec<usize> {
        let (first, last) = (choices.first().copied().unwrap_or(0), choices.last().copied().unwrap_or(0));
        let open = |column: &Column| matches!(column.role, None | Some(Role::Answer(1))) && !column.titles.is_empty();
        let between = |at: &usize| {
            let wordless = self.columns.get(*at).is_some_and(|column| open(column) && column.long == 0);
            choices.binary_search(at).is_ok() || wordless
        };
        let mut all: Vec<usize> = (first..=last).filter(between).collect();
        let ticks = |at: &usize| {
            self.columns.get(*at).is_some_and(|column| {
                open(column)
                    && column.filled > 0
                    && column.words + column.ids >= column.filled
                    && column.length <= column.filled * 2
            })
        };
        while let Some(before) = all.first().and_then(|at| at.checked_sub(1)).filter(ticks) {
            all.insert(0, before);
        }
        while let Some(after) = all.last().map(|at| at + 1).filter(ticks) {
            all.push(after);
        }
        all
    }
}
