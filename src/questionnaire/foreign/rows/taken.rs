//! The answer of a row, taken from its cell or from the columns of its choices.

use super::Rows;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::grid::{Line, Seen, Span};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::foreign::marks;
use crate::questionnaire::foreign::sentence::Meaning;
use crate::questionnaire::foreign::table::{Answers, Column, Table};
use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Area};
use std::collections::BTreeSet;

pub(in crate::questionnaire) struct Taken {
    pub(in crate::questionnaire) cell: Address,
    pub(in crate::questionnaire) written: String,
    pub(in crate::questionnaire) meaning: Meaning,
    /// What its words say, where that is the opposite of what they mean: 「いいえ」 to whether there were accidents.
    pub(in crate::questionnaire) turned: Option<Answer>,
}

impl Taken {
    pub(in crate::questionnaire) fn new(cell: Address, written: String, meaning: Meaning) -> Self {
        Self { cell, written, meaning, turned: None }
    }
}

impl<'a> Rows<'a> {
    pub(super) fn single(
        &self,
        line: &'a Line,
        column: &Column,
        (question, last_row): (Span, u32),
        remark: &str,
        offered: &[(Option<String>, String)],
    ) -> Taken {
        let blank = |cell: Address| {
            // A program that does not calculate leaves formulas without their values.
            let formula = self.sheet.cell(cell).is_some_and(|cell| cell.formula);
            let meaning = match formula {
                true => Meaning::unclear("回答が数式で、その値が保存されていません"),
                false => Meaning::of(Answer::Unanswered),
            };
            Taken::new(cell, String::new(), meaning)
        };
        let Some((span, seen)) =
            self.grid.at(line, column.first, column.last).filter(|(span, _)| span.cell != question.cell)
        else {
            return blank(Address::new(line.number, column.first));
        };
        if seen.is_blank() {
            return blank(seen.area.first);
        }
        let mut meaning = match self.chosen(seen, offered) {
            None if marks::is_empty_box(&seen.folded) && !self.legend.defines(&seen.folded) => {
                Meaning { why: Some("□に印がありません".to_owned()), ..Meaning::of(Answer::Unanswered) }
            }
            Some(word) => self.words(&word, remark),
            None => self.meaning(seen, remark),
        };
        if !span.top || self.several_questions(seen.area, question, (line.number, last_row)) {
            meaning = Meaning::unclear("結合セルが複数の設問にまたがっています");
        }
        if span.first < column.first {
            meaning = Meaning::unclear("回答の欄がほかの欄と結合されています");
        }
        let more = self
            .grid
            .filled(line, column.first, column.last, false)
            .filter(|(span, _)| span.first >= column.first)
            .count();
        if more > 1 {
            meaning = Meaning::unclear("回答の欄に二つ以上の記入があります");
        }
        Taken::new(seen.area.first, seen.text.clone(), meaning)
    }

    /// Whether an answer lies beside more questions than the one on these rows.
    fn several_questions(&self, area: Area, question: Span, (first, last): (u32, u32)) -> bool {
        if area.first.row == area.last.row {
            return false;
        }
        let start = self.grid.lines.partition_point(|line| line.number < area.first.row);
        let end = self.grid.lines.partition_point(|line| line.number <= area.last.row);
        let lines = self.grid.lines.get(start..end.min(start + 1000)).unwrap_or_default();
        let cells: BTreeSet<usize> = lines
            .iter()
            .filter(|line| line.number <= first || line.number > last)
            .filter_map(|line| self.grid.filled(line, question.first, question.last, true).next())
            .map(|(span, _)| span.cell)
            .collect();
        cells.len() > 1
    }

    pub(super) fn choice(&self, table: &Table, list: &[usize], line: &Line, last_row: u32, remark: &str) -> Taken {
        let columns: Vec<&Column> = list.iter().filter_map(|at| table.columns.get(*at)).collect();
        let first = Address::new(line.number, columns.first().map_or(0, |column| column.first));
        let (chosen, strange) = self.marked(&columns, line, last_row);
        match (chosen.as_slice(), strange) {
            // A cross beside a tick only says that the other was not chosen.
            ([(column, seen)], strange) if strange.is_none_or(|other| other.folded == "×") => {
                let word = column.titles.last().cloned().unwrap_or_default();
                let meaning = self.words(column.plain.unwrap_or(&word), remark);
                Taken::new(seen.area.first, format!("{} ({word})", seen.text.trim()), meaning)
            }
            ([], None) => Taken::new(first, String::new(), Meaning::of(Answer::Unanswered)),
            ([], Some(seen)) => {
                let meaning = Meaning::unclear("選択の列の記入が印として読めません");
                Taken::new(seen.area.first, seen.text.clone(), meaning)
            }
            ([(_, seen), ..], _) => {
                let named = chosen
                    .iter()
                    .map(|(c, s)| format!("{} ({})", s.text.trim(), c.titles.last().cloned().unwrap_or_default()));
                let written = named.collect::<Vec<_>>().join("、");
                Taken::new(seen.area.first, written, Meaning::unclear("二つ以上の選択肢に印があります"))
            }
        }
    }

    /// The columns of choices that are marked on a line, and a cell among them that nobody can read as a mark.
    fn marked<'s>(
        &'s self,
        columns: &[&'s Column],
        line: &'s Line,
        last_row: u32,
    ) -> (Vec<(&'s Column, &'s Seen)>, Option<&'s Seen>) {
        let mut marked: Vec<(&Column, &Seen)> = Vec::new();
        let mut strange: Option<&Seen> = None;
        for column in columns.iter().copied() {
            let Some((span, seen)) = self.grid.filled(line, column.first, column.last, true).next() else { continue };
            let wide =
                span.first < column.first || span.last > column.last || !span.top || seen.area.last.row > last_row;
            // The word of the column itself, written out, chooses it as a tick does.
            let named = column.titles.last().is_some_and(|title| fold(title) == seen.folded);
            let legend = self.legend.chooses(&seen.folded);
            match legend.or_else(|| marks::ticked(&seen.folded)) {
                _ if seen.struck => strange = Some(seen),
                Some(chosen) if legend.is_some() && !wide && !seen.formula => {
                    if chosen {
                        marked.push((column, seen));
                    }
                }
                _ if wide || seen.formula || seen.error || self.legend.contradicts_choosing(&seen.folded) => {
                    strange = Some(seen)
                }
                Some(true) => marked.push((column, seen)),
                Some(false) => {}
                None if named => marked.push((column, seen)),
                None => strange = Some(seen),
            }
        }
        (marked, strange)
    }

    /// The choices that the row itself offers: the text of each column for them, with its number where each has one.
    pub(super) fn offered(&self, table: &Table, line: &'a Line) -> Vec<(Option<String>, String)> {
        let points = table.points.iter().map(|(points, word)| (Some(points.clone()), word.clone()));
        if !table.points.is_empty() {
            return points.collect();
        }
        let columns = table.offering.iter().filter_map(|(at, number)| Some((table.columns.get(*at)?, number)));
        columns
            .filter_map(|(column, number)| {
                let (_, seen) = self.own(line, column, true)?;
                Some((number.clone(), seen.text.clone()))
            })
            .collect()
    }

    /// The choice of the row that a bare number or letter names.
    fn chosen(&self, seen: &Seen, offered: &[(Option<String>, String)]) -> Option<String> {
        if seen.length() > 3 || seen.formula || seen.struck || seen.error || self.legend.defines(&seen.folded) {
            return None;
        }
        offered.iter().find_map(|(number, text)| match number {
            Some(number) => (*number == seen.folded).then(|| text.clone()),
            None => (seen.length() == 1).then(|| marks::choice_named(text, &seen.text)).flatten(),
        })
    }

    /// What comments on the remarks of a line say.
    pub(super) fn comments(&self, table: &Table, line: &Line) -> String {
        if self.sheet.comments.is_empty() {
            return String::new();
        }
        let columns = table.columns.iter().filter(|c| matches!(c.role, Some(Role::Remark | Role::Evidence)));
        let comments = columns.filter_map(|c| self.sheet.comments.get(&Address::new(line.number, c.first)));
        comments.map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// Whether the answer stands under a name that only says whether something applies.
pub(super) fn applies_only(table: &Table, columns: &[&Column], taken: &Taken) -> bool {
    let under = |column: &&&Column| (column.first..=column.last).contains(&taken.cell.column);
    let title = |column: &&Column| column.titles.last().is_some_and(|title| heading::only_applies(&fold(title)));
    !matches!(table.answers, Answers::Sites(_)) && columns.iter().find(under).is_some_and(title)
}
