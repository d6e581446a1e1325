//! Places, systems, services or parties that are answered for one by one: a column each, or a row each below one question.

use super::column::{Column, MOST_KINDS};
use super::word::name_of;
use super::{Answers, Table};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::foreign::place_name::{is_party, is_site};
use crate::questionnaire::vocabulary::fold;
use std::collections::BTreeSet;

/// Characters beyond which a name beside those of places is no name of one.
const LONGEST_NAME: usize = 14;

impl Column {
    /// What its answers are given for: the lowest name over it that does not only say that answers stand below it.
    pub(in crate::questionnaire::foreign) fn subject(&self) -> Option<&String> {
        let answers = |title: &&String| matches!(heading::role_of(&fold(title)), Some(Role::Answer(_)));
        self.titles.iter().rev().find(|title| !answers(title)).or(self.titles.last())
    }

    fn folded_subject(&self) -> String {
        self.subject().map(|title| fold(title)).unwrap_or_default()
    }

    /// Whether its name may be that of one more place beside others, whatever it is called.
    fn may_name_a_site(&self) -> bool {
        let name = self.folded_subject();
        (1..=LONGEST_NAME).contains(&name_of(&name).chars().count())
    }
}

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

    /// Several columns of answer words whose names nobody knows: each is told as an answer of its own, and none is more than unclear.
    pub(super) fn choose_unknown(&mut self, called: &[usize]) -> bool {
        let fits = |at: usize, column: &Column| {
            called.is_empty()
                && column.role.is_none()
                && Some(at) != self.question
                && column.mostly_words()
                && !column.is_of_numbers()
                && !column.hidden
        };
        let found: Vec<usize> =
            self.columns.iter().enumerate().filter(|(at, column)| fits(*at, column)).map(|(at, _)| at).collect();
        let names: BTreeSet<String> =
            found.iter().filter_map(|at| self.columns.get(*at)).map(Column::folded_subject).collect();
        let named = names.len() == found.len() && !names.contains("");
        if found.len() < 2 || !named {
            return false;
        }
        self.doubt = Some(self.several(&found));
        self.answer_in(&found);
        self.answers = Answers::Sites(found);
        true
    }

    /// Columns that are named for places or services and answer in known words, with those among and right beside them that do so too.
    fn sites(&self, called: &[usize]) -> Vec<usize> {
        let open = |at: usize, column: &Column| {
            (called.binary_search(&at).is_ok() || (called.is_empty() && column.role.is_none()))
                && Some(at) != self.question
                && (column.mostly_words() || column.filled == 0)
        };
        let named = |name: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let fits = |at: usize, column: &Column| open(at, column) && name(&column.folded_subject());
            self.columns.iter().enumerate().filter(|(at, column)| fits(*at, column)).map(|(at, _)| at).collect()
        };
        let wordy = |at: &usize| self.columns.get(*at).is_some_and(Column::mostly_words);
        let (places, parties) = (named(&is_site), named(&|name| is_party(name)));
        let enough = |found: &[usize]| found.iter().filter(|at| wordy(at)).count() >= 2;
        let named = match (enough(&places), enough(&parties) && self.answer_themselves(&parties)) {
            (true, _) => places,
            (false, true) => parties,
            (false, false) => return Vec::new(),
        };
        let (Some(first), Some(last)) = (named.first().copied(), named.last().copied()) else { return Vec::new() };
        let further =
            |at: &usize| self.columns.get(*at).is_some_and(|column| open(*at, column) && column.may_name_a_site());
        // Remarks of their own may stand between them.
        let passed = |at: &usize| self.columns.get(*at).is_some_and(|column| matches!(column.role, Some(Role::Remark)));
        let before = (0..first).rev().take_while(|at| further(at) && wordy(at) || passed(at));
        let behind = (last + 1..self.columns.len()).take_while(|at| further(at) && wordy(at) || passed(at));
        let mut found: Vec<usize> = before.chain(first..=last).chain(behind).filter(further).collect();
        found.sort_unstable();
        // A further answer column that is no place leaves the doubt.
        let other = called.iter().any(|at| found.binary_search(at).is_err() && wordy(at));
        if other { Vec::new() } else { found }
    }

    /// Whether parties answer below their names: one and the same mark may as well say to whom a thing falls.
    fn answer_themselves(&self, parties: &[usize]) -> bool {
        let columns = || parties.iter().filter_map(|at| self.columns.get(*at));
        let kinds: BTreeSet<&String> = columns().flat_map(|column| &column.kinds).collect();
        kinds.len() >= 2 || columns().any(|column| !column.is_of_marks())
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
