//! Where the tables of a sheet are, and what their columns hold.
//!
//! Lines that name columns are headers (`header`); what lies below one, down to the next (`below`), is its table. Tables without
//! a header are found by what they hold (`headless`, `matrix`). Then columns (`column`) are given their use: the question, the
//! answers, what belongs to them, and what is left.

mod answer_column;
mod below;
mod choice_columns;
mod choices;
mod column;
mod columns;
mod contents;
mod direction;
mod header;
mod headless;
mod matrix;
mod opposites;
mod parts;
mod question_column;
mod scale;
mod sites;
mod strangers;
mod telling;
mod ticked;
mod word;
mod years;

use super::grid::Grid;
use super::heading::Role;
use super::labelled::Labelled;
use crate::questionnaire::Vocabulary;
use crate::questionnaire::remark::Words;
use crate::workbook::Sheet;
use below::next_heads;
use header::{Head, heads};
use jiff::civil::Date;
use std::ops::Range;

pub(super) use column::{Column, is_answer};
pub(super) use word::choice_of;

/// How many columns beside its header a table may reach.
const MARGIN: u32 = 3;
/// Tables that are read on one sheet: far more than any person has drawn, and few enough to be held and told.
const MOST_TABLES: usize = 10_000;

/// Where the answers of a table stand.
pub(super) enum Answers {
    Column(usize),
    Choices(Vec<usize>),
    /// One column per place, system or service, each answered for itself.
    Sites(Vec<usize>),
    None,
}

/// A table of questions.
pub(super) struct Table {
    /// Lines of the header, as indices; empty where there is none.
    pub(super) head: Range<usize>,
    /// Lines below it.
    pub(super) body: Range<usize>,
    pub(super) columns: Vec<Column>,
    pub(super) question: Option<usize>,
    pub(super) answers: Answers,
    pub(super) ids: Option<usize>,
    /// Columns that hold answer words and whose header says nothing: whose answers, nobody knows.
    pub(super) strangers: Vec<usize>,
    /// Two readings that are equally good.
    pub(super) doubt: Option<String>,
    /// Why nobody can tell which answer is the good one, where that lies in the name of the column.
    pub(super) sense: Option<String>,
    /// What was taken or left, and why.
    pub(super) notes: Vec<String>,
    /// Subjects stand in the rows and questions in the header.
    pub(super) matrix: bool,
    /// The question column holds parts of what another column asks, several to one.
    pub(super) divided: bool,
    /// Columns that offer the choices of each row, with the number of the choice where each has a column.
    pub(super) offering: Vec<(usize, Option<String>)>,
    /// The column of the places or systems for which one question is answered, each on a row of its own.
    pub(super) subjects: Option<usize>,
    /// What points mean, where each choice has its points printed in all rows.
    pub(super) points: Vec<(String, String)>,
}

/// What was found on a sheet.
pub(super) struct Found {
    pub(super) tables: Vec<Table>,
    /// The line from which on nothing was read, because there are more tables than anybody has drawn.
    pub(super) left_from: Option<usize>,
}

/// All tables of a sheet: those with a header, those without beside them, and one without where nothing else was found.
pub(super) fn find(grid: &Grid, sheet: &Sheet, words: Words<'_>, labelled: &Labelled) -> Found {
    let Words { vocabulary, on } = words;
    let maker = Maker { grid, sheet, vocabulary, on };
    let mut heads = heads(grid, vocabulary);
    let left_from = heads.get(MOST_TABLES).map(|head| head.lines.start);
    if let Some(line) = left_from {
        heads.retain(|head| head.lines.start < line);
    }
    if heads.is_empty() && left_from.is_none() {
        let found =
            || maker.matrix().or_else(|| maker.headless()).or_else(|| maker.half_named()).or_else(|| maker.ticked());
        let tables = if labelled.pairs.is_empty() { found().into_iter().collect() } else { Vec::new() };
        return Found { tables, left_from };
    }
    let neighbours = Neighbours::new(&heads);
    let mut tables = Vec::new();
    for (head, next) in heads.iter().zip(next_heads(&heads)) {
        let below = labelled.pairs.partition_point(|(above, _)| *above < head.lines.end);
        let below = labelled.pairs.get(below).map(|(above, _)| *above);
        let end = [next, below, left_from].into_iter().flatten().min().unwrap_or(grid.lines.len());
        let body = head.lines.end..end;
        let (left, right) = neighbours.room(head);
        let mut bounds = (left.max(head.first.saturating_sub(MARGIN)), right.min(head.last.saturating_add(MARGIN)));
        let before = head.first.checked_sub(1).filter(|last| *last >= left).map(|last| (left, last));
        let after = head.last.checked_add(1).filter(|first| *first <= right).map(|first| (first, right));
        let twins: Vec<Table> =
            [before, after].into_iter().flatten().filter_map(|part| maker.twin(head, &body, part)).collect();
        for twin in &twins {
            match twin.columns.first() {
                Some(column) if column.first > head.last => bounds.1 = head.last,
                _ => bounds.0 = head.first,
            }
        }
        tables.push(maker.table(head.lines.clone(), body, bounds));
        tables.extend(twins);
    }
    Found { tables, left_from }
}

/// The columns at which headers begin and end, wherever on the sheet: other tables to the left and right bound one.
struct Neighbours {
    firsts: Vec<u32>,
    lasts: Vec<u32>,
}

impl Neighbours {
    fn new(heads: &[Head]) -> Self {
        let mut firsts: Vec<u32> = heads.iter().map(|head| head.first).collect();
        let mut lasts: Vec<u32> = heads.iter().map(|head| head.last).collect();
        firsts.sort_unstable();
        lasts.sort_unstable();
        Self { firsts, lasts }
    }

    /// The columns up to the next tables on both sides.
    fn room(&self, head: &Head) -> (u32, u32) {
        let before = self.lasts.partition_point(|last| *last < head.first).checked_sub(1);
        let after = self.firsts.partition_point(|first| *first <= head.last);
        let left = before.and_then(|at| self.lasts.get(at)).map_or(0, |last| last + 1);
        (left, self.firsts.get(after).map_or(u32::MAX, |first| first - 1))
    }
}

/// What tables are made from.
struct Maker<'a> {
    grid: &'a Grid,
    sheet: &'a Sheet,
    vocabulary: &'a Vocabulary,
    /// The day of reading.
    on: Date,
}

impl Maker<'_> {
    fn table(&self, head: Range<usize>, body: Range<usize>, bounds: (u32, u32)) -> Table {
        let columns = self.columns(&head, &body, bounds);
        let mut table = Table::new(head, body, columns);
        table.choose_question(Words { vocabulary: self.vocabulary, on: self.on });
        table.leave_later_years(self.on);
        if !table.choose_points() && !table.choose_pairs(self.vocabulary) {
            table.choose_answers(self.rates_itself(&table.head, bounds));
        }
        table.find_ids();
        let subjects = table.parts().filter(|at| table.are_subjects(*at));
        match subjects {
            Some(at) => table.keep_whole(at),
            None => table.divide(),
        }
        table.leave_groups();
        table.find_strangers();
        table.find_offers();
        table.matrix = table.is_matrix();
        table.doubt_direction(self.on);
        table.tell();
        table
    }
}

impl Table {
    /// A table of whose columns nothing has been taken for anything.
    pub(super) const fn new(head: Range<usize>, body: Range<usize>, columns: Vec<Column>) -> Self {
        Self {
            head,
            body,
            columns,
            question: None,
            answers: Answers::None,
            ids: None,
            strangers: Vec::new(),
            doubt: None,
            sense: None,
            notes: Vec::new(),
            matrix: false,
            divided: false,
            offering: Vec::new(),
            subjects: None,
            points: Vec::new(),
        }
    }

    /// Its outermost columns.
    pub(super) fn sides(&self) -> (u32, u32) {
        let left = self.columns.iter().map(|column| column.first).min().unwrap_or(0);
        (left, self.columns.iter().map(|column| column.last).max().unwrap_or(left))
    }

    /// The columns of answers, of choices or of places.
    pub(super) fn answer_columns(&self) -> Vec<&Column> {
        match &self.answers {
            Answers::Column(at) => self.columns.get(*at).into_iter().collect(),
            Answers::Choices(list) | Answers::Sites(list) => {
                list.iter().filter_map(|at| self.columns.get(*at)).collect()
            }
            Answers::None => Vec::new(),
        }
    }

    fn tell(&mut self) {
        for column in self.columns.iter().filter(|column| column.filled > 0 || column.role.is_some()) {
            let sentence = match column.role {
                Some(Role::LastYear | Role::Reviewer | Role::Guidance | Role::Other) => {
                    format!(
                        "{}({})は{}とみて、回答には使いません",
                        column.place(),
                        column.title(),
                        column.role.map_or("", Role::label)
                    )
                }
                Some(role) => format!("{}({})を{}の列とみました", column.place(), column.title(), role.label()),
                None => format!("{}({})は役割が分からないため、回答には使いません", column.place(), column.title()),
            };
            self.notes.push(sentence);
        }
        for at in &self.strangers {
            if let Some(column) = self.columns.get(*at) {
                self.notes.push(format!(
                    "{}に回答の語がありますが、誰のものか分かりません。回答と食い違う行は判読不能とします",
                    column.place()
                ));
            }
        }
    }
}
