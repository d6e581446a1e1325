//! Which column, or which columns, the vendor answers in.

use super::column::Column;
use super::word::name_of;
use super::{Answers, Maker, Table};
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::heading::{self, Role};
use std::collections::BTreeSet;

impl Table {
    pub(super) fn choose_answers(&mut self, rates_itself: bool) {
        let titled = |column: &Column, word: &str| column.folded_title() == word;
        let yes = self.columns.iter().position(|column| titled(column, "yes"));
        let nos = self.columns.iter().enumerate().filter(|(_, column)| titled(column, "no")).map(|(at, _)| at);
        let opposite = yes.and_then(|yes| nos.min_by_key(|at| (at.abs_diff(yes), *at < yes)));
        let choices: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(at, column)| {
                column.choice.is_some()
                    && Some(*at) != self.question
                    && !matches!(column.role, Some(Role::LastYear | Role::Reviewer))
            })
            .filter(|(at, column)| column.role != Some(Role::Id) || opposite == Some(*at))
            .map(|(at, _)| at)
            .collect();
        let meanings: BTreeSet<Answer> = choices.iter().filter_map(|at| self.columns.get(*at)?.choice).collect();
        // 「該当|非該当」 are two choices, though only one of them is an answer by its word.
        let applies = self.columns.iter().position(|column| heading::only_applies(&column.folded_title()));
        let mut choices = choices;
        if let Some(at) =
            applies.filter(|at| meanings.len() == 1 && choices.iter().all(|choice| choice.abs_diff(*at) == 1))
        {
            choices.push(at);
            choices.sort_unstable();
        }
        if meanings.len() >= 2
            || (choices.len() >= 2 && meanings.first() == Some(&Answer::NotApplicable) && applies.is_some())
        {
            if meanings.len() < choices.len()
                && choices
                    .iter()
                    .filter(|at| self.columns.get(**at).is_some_and(|c| c.choice == Some(Answer::Met)))
                    .count()
                    > 1
            {
                self.doubt = Some("同じ選択肢の列が二組あり、どちらが事業者の回答か決められません".to_owned());
            }
            // What lies between two choices is one too, even where its words say nothing.
            let (first, last) = (choices.first().copied().unwrap_or(0), choices.last().copied().unwrap_or(0));
            let between = |at: usize, column: &Column| {
                (first..=last).contains(&at)
                    && (choices.binary_search(&at).is_ok()
                        || (matches!(column.role, None | Some(Role::Answer(1)))
                            && !column.titles.is_empty()
                            && column.long == 0))
            };
            let mut choices: Vec<usize> =
                self.columns.iter().enumerate().filter(|(at, column)| between(*at, column)).map(|(at, _)| at).collect();
            let ticks = |at: usize| {
                self.columns.get(at).is_some_and(|column| {
                    matches!(column.role, None | Some(Role::Answer(1)))
                        && !column.titles.is_empty()
                        && column.filled > 0
                        && column.words + column.ids >= column.filled
                        && column.length <= column.filled * 2
                })
            };
            while let Some(before) = choices.first().and_then(|at| at.checked_sub(1)).filter(|at| ticks(*at)) {
                choices.insert(0, before);
            }
            while let Some(after) = choices.last().map(|at| at + 1).filter(|at| ticks(*at)) {
                choices.push(after);
            }
            for at in &choices {
                if let Some(column) = self.columns.get_mut(*at) {
                    column.role = Some(Role::Answer(3));
                }
            }
            self.demote(&choices);
            self.answers = Answers::Choices(choices);
            return;
        }
        if let Some(steps) = self.scale() {
            for column in self.columns.get_mut(steps.clone()).unwrap_or_default() {
                column.role = Some(Role::Answer(3));
            }
            let steps: Vec<usize> = steps.collect();
            self.demote(&steps);
            self.notes.push("数や文字の段階ごとに列があり、印のある列を回答とみました".to_owned());
            self.answers = Answers::Choices(steps);
            return;
        }
        let mut named: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| matches!(column.role, Some(Role::Answer(_))))
            .map(|(at, _)| at)
            .collect();
        self.leave_older_years(&mut named);
        self.leave_hidden(&mut named);
        self.leave_weaker(&mut named);
        let sites = self.sites(&named);
        if sites.len() >= 2 {
            for at in &sites {
                if let Some(column) = self.columns.get_mut(*at) {
                    column.role = Some(Role::Answer(3));
                }
            }
            self.demote(&sites);
            self.notes.push("拠点・対象ごとの列があり、それぞれを一つの回答とみました".to_owned());
            self.answers = Answers::Sites(sites);
            return;
        }
        let wordy: Vec<usize> =
            named.iter().copied().filter(|at| self.columns.get(*at).is_some_and(Column::mostly_words)).collect();
        let sure = |rank: u8| named.iter().copied().filter(move |_| rank > 0);
        let best = match (named.as_slice(), wordy.as_slice()) {
            ([], _) => {
                self.answer_by_content().or_else(|| self.lone_rating(rates_itself)).or_else(|| self.told_in_words())
            }
            ([only], _) if self.columns.get(*only).is_some_and(|column| column.filled == 0) => {
                self.shifted(*only).or(Some(*only))
            }
            ([only], _) => Some(*only),
            (_, [only]) => Some(*only),
            (_, []) => {
                sure(1).max_by_key(|at| (self.columns.get(*at).map(|column| column.role), std::cmp::Reverse(*at)))
            }
            (_, [first, ..]) => {
                let names: Vec<String> = wordy
                    .iter()
                    .filter_map(|at| self.columns.get(*at))
                    .map(|c| format!("{}({})", c.place(), c.title()))
                    .collect();
                self.doubt = Some(format!(
                    "回答の列とみられる列が二つ以上あり、どれが事業者の回答か決められません: {}",
                    names.join("、")
                ));
                for at in wordy.iter().skip(1) {
                    if let Some(column) = self.columns.get_mut(*at) {
                        column.role = Some(Role::Other);
                    }
                }
                Some(*first)
            }
        };
        let Some(best) = best else { return };
        if let Some(column) = self.columns.get_mut(best) {
            column.role = Some(Role::Answer(3));
        }
        self.demote(&[best]);
        self.answers = Answers::Column(best);
    }

    fn answer_by_content(&mut self) -> Option<usize> {
        let fits = |column: &Column| {
            column.role.is_none() && column.mostly_words() && column.ids * 2 < column.filled.max(1) * 2
        };
        let mut found: Vec<usize> =
            self.columns.iter().enumerate().filter(|(_, column)| fits(column)).map(|(at, _)| at).collect();
        if found.is_empty() {
            let offering = |column: &Column| column.role.is_none() && column.listed > 0;
            found = self.columns.iter().enumerate().filter(|(_, column)| offering(column)).map(|(at, _)| at).collect();
        }
        self.leave_hidden(&mut found);
        if found.len() > 1 {
            let names: Vec<String> = found
                .iter()
                .filter_map(|at| self.columns.get(*at))
                .map(|c| format!("{}({})", c.place(), c.title()))
                .collect();
            self.doubt = Some(format!(
                "回答の列とみられる列が二つ以上あり、どれが事業者の回答か決められません: {}",
                names.join("、")
            ));
        }
        let best = found.first().copied();
        if let Some(column) = best.and_then(|at| self.columns.get(at)) {
            self.notes.push(format!("{}は、中身か選択リストが回答の語なので回答の列とみました", column.place()));
        }
        best
    }

    /// The answers may stand one column beside their header.
    fn shifted(&mut self, at: usize) -> Option<usize> {
        let next = self.columns.get(at + 1)?;
        (next.titles.is_empty() && next.mostly_words()).then(|| {
            self.notes.push(format!("回答は見出しの一つ右の{}にあります", next.place()));
            at + 1
        })
    }

    /// The only column of grades of a table without a column for answers: 「レベル」, 「評価」. Who has graded, its name does not say.
    fn lone_rating(&mut self, rates_itself: bool) -> Option<usize> {
        let rated = |column: &Column| {
            let title = column.folded_title();
            // 「目標レベル」 and 「リスクレベル」 are no answers.
            const LEVELS: [&str; 18] = [
                "レベル",
                "対応レベル",
                "達成レベル",
                "実施レベル",
                "評価レベル",
                "現在のレベル",
                "現状レベル",
                "現状のレベル",
                "成熟度",
                "成熟度レベル",
                "段階",
                "到達段階",
                "level",
                "maturity",
                "maturitylevel",
                "currentlevel",
                "compliancelevel",
                "implementationlevel",
            ];
            let level = matches!(column.role, None | Some(Role::Other)) && LEVELS.contains(&name_of(&title));
            let single = rates_itself && column.length == column.filled;
            let grades = (column.words + column.ids) * 10 >= column.filled * 8 || single;
            let graded = column.filled > 0 && grades && column.length <= column.filled * 4;
            graded && (level || column.role == Some(Role::Reviewer))
        };
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| rated(column)).map(|(at, _)| at);
        let only = found.next().filter(|_| found.next().is_none())?;
        let column = self.columns.get(only)?;
        if column.role == Some(Role::Reviewer) && !rates_itself {
            self.doubt = Some(format!(
                "{}({})が事業者の回答か、審査する側の評価か決められません",
                column.place(),
                column.title()
            ));
        }
        self.notes.push(format!("ほかに回答の列がないため、{}を回答の列とみました", column.place()));
        Some(only)
    }

    /// Where no column is called answers, what is done is told in words: 「実施内容」.
    fn told_in_words(&mut self) -> Option<usize> {
        const TELLING: [&str; 8] = [
            "実施内容",
            "取組内容",
            "取り組み内容",
            "対応内容",
            "対策の内容",
            "実施の内容",
            "講じている措置",
            "措置の内容",
        ];
        let asked = self.question.and_then(|at| self.columns.get(at)).map_or(0, |column| column.filled);
        let told = |column: &Column| column.filled > 0 && column.filled * 10 >= asked * 8;
        let telling = |column: &Column| TELLING.contains(&column.folded_title().as_str()) && told(column);
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| telling(column)).map(|(at, _)| at);
        let only = found.next().filter(|only| found.next().is_none() && Some(*only) != self.question)?;
        let place = self.columns.get(only)?.place();
        self.notes.push(format!("ほかに回答の列がないため、{place}を回答の列とみました"));
        Some(only)
    }

    /// Other columns that were called answers hold what is said beside it.
    pub(super) fn demote(&mut self, kept: &[usize]) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            if matches!(column.role, Some(Role::Answer(_))) && kept.binary_search(&at).is_err() {
                column.role = Some(Role::Remark);
            }
        }
    }

    /// Of several columns called answers, those that nobody sees are not meant.
    fn leave_hidden(&mut self, named: &mut Vec<usize>) {
        let hidden = |table: &Self, at: usize| table.columns.get(at).is_some_and(|column| column.hidden);
        if named.iter().all(|at| hidden(self, *at)) {
            return;
        }
        let left: Vec<usize> = named.iter().copied().filter(|at| hidden(self, *at)).collect();
        named.retain(|kept| !left.contains(kept));
        for at in left {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = Some(Role::Other);
            }
        }
    }

    /// Beside a column that is called answer outright, one that only may be is not.
    fn leave_weaker(&mut self, named: &mut Vec<usize>) {
        let weak = |table: &Self, at: usize| table.columns.get(at).is_some_and(|c| c.role == Some(Role::Answer(1)));
        if named.iter().all(|at| weak(self, *at)) {
            return;
        }
        let left: Vec<usize> = named.iter().copied().filter(|at| weak(self, *at)).collect();
        named.retain(|kept| !left.contains(kept));
        for at in left {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = if column.mostly_words() { None } else { Some(Role::Remark) };
            }
        }
    }
}

impl Maker<'_> {
    /// Whether what stands above a header says that the vendor rates itself. A title may begin a few columns further left; a sheet may
    /// have thousands of tables side by side.
    pub(super) fn rates_itself(&self, head: &std::ops::Range<usize>, bounds: (u32, u32)) -> bool {
        let says = |text: &str| {
            ["自己", "セルフ", "self", "当社は", "弊社は", "当法人は"].iter().any(|word| text.contains(word))
        };
        let above = self.grid.lines.get(head.start.saturating_sub(6)..head.start).unwrap_or_default();
        let mut cells =
            above.iter().flat_map(|line| self.grid.filled(line, bounds.0.saturating_sub(6), bounds.1, false));
        cells.any(|(_, seen)| seen.length() <= 60 && says(&seen.folded))
    }
}
