//! Which column, or which columns, the vendor answers in.

use super::column::Column;
use super::word::name_of;
use super::{Answers, Maker, Table, telling};
use crate::questionnaire::foreign::heading::Role;

impl Table {
    pub(super) fn choose_answers(&mut self, rates_itself: bool) {
        self.name_opposites();
        if self.choose_named_choices() || self.choose_steps() {
            return;
        }
        let called = self.columns.iter().enumerate().filter(|(_, c)| matches!(c.role, Some(Role::Answer(_))));
        let mut called: Vec<usize> = called.map(|(at, _)| at).collect();
        self.leave_older_years(&mut called);
        self.leave_hidden(&mut called);
        self.leave_weaker(&mut called);
        if self.choose_sites(&called) || self.choose_unknown(&called) {
            return;
        }
        if let Some(best) = self.best_of(&called, rates_itself) {
            self.answer_in(&[best]);
            self.answers = Answers::Column(best);
        }
    }

    /// The column of the answers, of those called so; where none is, what is in a column tells.
    fn best_of(&mut self, called: &[usize], rates_itself: bool) -> Option<usize> {
        let column = |at: &usize| self.columns.get(*at);
        let wordy: Vec<usize> =
            called.iter().copied().filter(|at| column(at).is_some_and(Column::mostly_words)).collect();
        match (called, wordy.as_slice()) {
            ([], _) => {
                let content = self.numbers_of_choices().or_else(|| self.answer_by_content());
                let rated = content.or_else(|| self.lone_rating(rates_itself));
                rated.or_else(|| self.told_in_words()).or_else(|| self.ticked_choices())
            }
            ([only], _) if column(only).is_some_and(|column| column.filled == 0) => self.shifted(*only).or(Some(*only)),
            ([only], _) | (_, [only]) => Some(*only),
            (_, []) => {
                let rank = |at: &usize| (column(at).map(|column| column.role), std::cmp::Reverse(*at));
                called.iter().copied().max_by_key(rank)
            }
            (_, [first, others @ ..]) => {
                self.doubt = Some(self.several(&wordy));
                for at in others {
                    if let Some(column) = self.columns.get_mut(*at) {
                        column.role = Some(Role::Other);
                    }
                }
                Some(*first)
            }
        }
    }

    /// The doubt where several columns may be the one.
    pub(super) fn several(&self, list: &[usize]) -> String {
        let columns = list.iter().filter_map(|at| self.columns.get(*at));
        let names: Vec<String> = columns.map(|c| format!("{}({})", c.place(), c.title())).collect();
        format!("回答の列とみられる列が二つ以上あり、どれが事業者の回答か決められません: {}", names.join("、"))
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
            self.doubt = Some(self.several(&found));
        }
        let best = found.first().copied();
        self.doubt = self.doubt.take().or_else(|| self.lone_ticks(best?));
        if let Some(column) = best.and_then(|at| self.columns.get(at)) {
            self.notes.push(format!("{}は、中身か選択リストが回答の語なので回答の列とみました", column.place()));
        }
        best
    }

    /// The doubt where one and the same mark is all that a column holds, and the column beside it has a name and holds nothing: the two
    /// may be choices, and which of them is good their names do not say.
    fn lone_ticks(&self, at: usize) -> Option<String> {
        let column = self.columns.get(at).filter(|column| column.is_of_marks() && column.kinds.len() == 1)?;
        let empty = |column: &Column| column.filled == 0 && column.role.is_none() && !column.titles.is_empty();
        let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
        let other = beside.filter_map(|at| self.columns.get(at)).find(|column| empty(column))?;
        Some(format!(
            "{}({})と{}({})は選択肢の列かもしれず、どちらの印が良い答えか決められません",
            column.place(),
            column.title(),
            other.place(),
            other.title()
        ))
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

    /// Where no column is called answers, what is done is told in words: 「実施内容」, 「貴社における対策」.
    fn told_in_words(&mut self) -> Option<usize> {
        let asked = self.question.and_then(|at| self.columns.get(at)).map_or(0, |column| column.filled);
        let told = |column: &Column| column.filled > 0 && column.filled * 10 >= asked * 8;
        // Where a column waits to be filled in, what is told beside it may as well be what is asked for.
        let waits = |column: &Column| {
            let apart = matches!(column.role, Some(Role::Remark | Role::Evidence | Role::Id | Role::Category));
            column.filled == 0 && !column.titles.is_empty() && !apart
        };
        let waiting = self.columns.iter().any(waits);
        let telling = |column: &Column| {
            told(column) && telling::names_deeds(&column.folded_title(), column.is_told() && !waiting)
        };
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| telling(column)).map(|(at, _)| at);
        let only = found.next().filter(|only| found.next().is_none() && Some(*only) != self.question)?;
        self.take_alone(only)
    }

    /// The number of a choice that is printed beside each question: 「選択肢|回答番号」.
    fn numbers_of_choices(&mut self) -> Option<usize> {
        const NAMES: [&str; 6] = ["回答番号", "選択番号", "該当番号", "回答no", "選択肢番号", "番号"];
        let choices = self.columns.iter().position(|column| column.folded_title().starts_with("選択肢"))?;
        let brief = |column: &Column| column.length <= column.filled * 2;
        let at = self.columns.iter().enumerate().position(|(at, column)| {
            at > choices && brief(column) && NAMES.contains(&name_of(&column.folded_title()).trim_end_matches('.'))
        })?;
        self.take_alone(at)
    }

    /// A column named for the choices in which they have boxes: they are ticked there.
    fn ticked_choices(&mut self) -> Option<usize> {
        let ticked = |column: &Column| {
            let offers = name_of(&column.folded_title()).ends_with("選択肢");
            offers && column.filled > 0 && column.boxed * 10 >= column.filled * 8
        };
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| ticked(column)).map(|(at, _)| at);
        let only = found.next().filter(|_| found.next().is_none())?;
        self.take_alone(only)
    }

    fn take_alone(&mut self, at: usize) -> Option<usize> {
        let place = self.columns.get(at)?.place();
        self.notes.push(format!("ほかに回答の列がないため、{place}を回答の列とみました"));
        Some(at)
    }

    /// The answers stand in these columns; others that were called so hold what is said beside it.
    pub(super) fn answer_in(&mut self, kept: &[usize]) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            if kept.binary_search(&at).is_ok() {
                column.role = Some(Role::Answer(3));
            } else if matches!(column.role, Some(Role::Answer(_))) {
                column.role = Some(Role::Remark);
            }
        }
    }

    /// Of several columns called answers, those that nobody sees are not meant.
    fn leave_hidden(&mut self, called: &mut Vec<usize>) {
        self.leave(called, |column| column.hidden, |_| Some(Role::Other));
    }

    /// Beside a column that is called answer outright, one that only may be is not.
    fn leave_weaker(&mut self, called: &mut Vec<usize>) {
        let remark = |column: &Column| (!column.mostly_words()).then_some(Role::Remark);
        self.leave(called, |column| column.role == Some(Role::Answer(1)), remark);
    }

    /// Leaves columns of a kind, unless all are of it.
    fn leave(
        &mut self,
        called: &mut Vec<usize>,
        of_kind: impl Fn(&Column) -> bool,
        role: impl Fn(&Column) -> Option<Role>,
    ) {
        let left: Vec<usize> =
            called.iter().copied().filter(|at| self.columns.get(*at).is_some_and(&of_kind)).collect();
        if left.len() == called.len() {
            return;
        }
        called.retain(|kept| !left.contains(kept));
        for at in left {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = role(column);
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
