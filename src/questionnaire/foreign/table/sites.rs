//! Places, systems or services that are answered for one by one: a column each, or a row each below one question.

use super::column::{Column, MOST_KINDS};
use super::{Answers, Table};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::place_name::is_site;

impl Table {
    /// Takes a column for each place for an answer of its own.
    pub(super) fn choose_sites(&mut self, called: &[usize]) -> bool {
        let sites = self.sites(called);
        if sites.is_empty() {
            return false;
        }
        self.answer_in(&sites);
        self.notes.push("拠点・対象ごとの列があり、それぞれを一つの回答とみました".to_owned());
        self.answers = Answers::Sites(sites);
        true
    }

    /// Columns that are named for places or services and answer in known words.
    fn sites(&self, called: &[usize]) -> Vec<usize> {
        let fits = |at: usize, column: &Column| {
            (called.binary_search(&at).is_ok() || (called.is_empty() && column.role.is_none()))
                && Some(at) != self.question
                && is_site(&column.folded_title())
                && (column.mostly_words() || column.filled == 0)
        };
        let found: Vec<usize> =
            self.columns.iter().enumerate().filter(|(at, column)| fits(*at, column)).map(|(at, _)| at).collect();
        let wordy = found.iter().filter(|at| self.columns.get(**at).is_some_and(Column::mostly_words)).count();
        // A further answer column that is no place leaves the doubt.
        let other = called
            .iter()
            .any(|at| found.binary_search(at).is_err() && self.columns.get(*at).is_some_and(Column::mostly_words));
        if wordy >= 2 && !other { found } else { Vec::new() }
    }

    /// One row per place or system below one question: the question stays whole.
    pub(super) fn keep_whole(&mut self, at: usize) {
        if let Some(column) = self.columns.get_mut(at) {
            column.role = Some(Role::Other);
            self.notes.push(format!("{}は回答の対象とみて、対象ごとに一つの回答とみました", column.place()));
        }
        self.subjects = Some(at);
    }

    /// Whether a column of parts names the same places or systems again and again.
    pub(super) fn are_subjects(&self, at: usize) -> bool {
        const NAMES: [&str; 12] = [
            "拠点",
            "事業所",
            "場所",
            "対象",
            "部門",
            "部署",
            "システム",
            "サービス",
            "施設",
            "店舗",
            "環境",
            "拠点名",
        ];
        self.columns.get(at).is_some_and(|column| {
            let title = column.folded_title();
            let few = column.kinds.len() < MOST_KINDS && column.kinds.len() * 2 <= column.filled;
            let named = NAMES.iter().any(|name| title == *name || title.strip_prefix("対象") == Some(name));
            let sites = column.kinds.iter().all(|text| is_site(text));
            few && !column.kinds.is_empty() && (named || sites)
        })
    }
}
