//! A sheet on the way to its answers: its cells, its tables, what its marks mean; and sheets whose name says that they hold others.

use super::grid::{self, Grid};
use super::legend::{self, Legend};
use super::notes::Scope;
use super::table::{self, Found, Table};
use super::{ForeignReading, Overrules, given, labelled, occupied, sheet_name};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{date, when};
use crate::workbook::Sheet;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A visible sheet on the way to its answers.
pub(super) struct Part<'a> {
    pub(super) sheet: Cow<'a, Sheet>,
    pub(super) grid: Grid,
    pub(super) tables: Vec<Table>,
    /// Answers below their questions: lines of both.
    pub(super) labelled: Vec<(usize, usize)>,
    /// Whether a person has said where things stand.
    pub(super) given: bool,
    /// Whether it only says what marks mean.
    pub(super) explains: bool,
}

impl<'a> Part<'a> {
    /// The sheet with its tables, as described or as found, and the row from which on none were looked for.
    pub(super) fn new(sheet: &'a Sheet, words: Words<'_>, overrules: &Overrules<'_>) -> (Self, Option<u32>) {
        let sheet = grid::with_boxes(sheet);
        let grid = Grid::new(&sheet);
        let given = overrules.layouts.iter().find_map(|layout| given::table(&grid, &sheet, layout));
        if let Some(table) = given {
            let part = Self { sheet, grid, tables: vec![table], labelled: Vec::new(), given: true, explains: false };
            return (part, None);
        }
        let labelled = labelled::find(&grid);
        let Found { tables, left_from } = table::find(&grid, &sheet, words, &labelled);
        let left_from = left_from.and_then(|at| grid.lines.get(at)).map(|line| line.number);
        (Self { sheet, grid, tables, labelled: labelled.pairs, given: false, explains: false }, left_from)
    }

    /// Whether questions were found on it: then a legend on it is its own.
    pub(super) fn holds(&self) -> bool {
        !self.tables.is_empty() || !self.labelled.is_empty()
    }

    /// What its marks mean, as far as it says so itself.
    pub(super) fn legend(&self, words: Words<'_>) -> Legend {
        let (used, asked) = (occupied::used(&self.grid, &self.tables), occupied::asked(&self.grid, &self.tables));
        let mut legend = legend::find(&self.grid, &self.sheet.name, (&used, &asked), self.holds(), words);
        self.hear_hints(&mut legend);
        legend
    }

    /// What comments on headers, and hints of drop-down lists, say of marks.
    fn hear_hints(&self, legend: &mut Legend) {
        let heads = |row: u32| {
            self.tables.iter().any(|table| {
                self.grid.lines.get(table.head.clone()).unwrap_or_default().iter().any(|line| line.number == row)
            })
        };
        if self.sheet.comments.len() <= 10_000 {
            for (at, text) in self.sheet.comments.iter().filter(|(at, _)| at.row < 200 && heads(at.row)).take(200) {
                legend.hear(&format!("{at}のコメント"), text);
            }
        }
        for list in self.sheet.choices.iter().filter(|list| !list.prompt.is_empty()).take(200) {
            let place = list.areas.first().map(|area| area.first.to_string()).unwrap_or_default();
            legend.hear(&format!("{place}の入力規則の説明"), &list.prompt);
        }
    }

    /// Whether what looks like questions says what marks mean.
    fn is_legend(&self, words: Words<'_>) -> bool {
        !self.given
            && self.labelled.is_empty()
            && matches!(self.tables.as_slice(), [table] if legend::is_of_marks(&self.grid, table, words))
    }

    /// Where a table lies that has just been read, and its answers.
    pub(super) fn scope(
        &self,
        table: &Table,
        (answers, tables): (usize, usize),
        reading: &ForeignReading,
    ) -> Option<Scope> {
        let read = reading.tables.get(tables)?;
        let head = self.grid.lines.get(table.head.clone()).unwrap_or_default();
        let first = read.area.first.row;
        Some(Scope {
            answers: answers..reading.answers.len(),
            table: tables,
            rows: (first, read.area.last.row),
            columns: (read.area.first.column, read.area.last.column),
            head: (first, head.last().map_or(first, |line| line.number)),
            loose: false,
        })
    }

    /// The same for answers below their questions.
    pub(super) fn scope_of_labelled(
        &self,
        (answers, tables): (usize, usize),
        reading: &ForeignReading,
    ) -> Option<Scope> {
        let read = reading.tables.get(tables)?;
        let first = read.area.first.row;
        let last = self.grid.lines.last().map_or(first, |line| line.number);
        let (answers, head) = (answers..reading.answers.len(), (first, first));
        Some(Scope { answers, table: tables, rows: (first, last), columns: (0, u32::MAX), head, loose: true })
    }

    /// The questions of its tables, folded.
    fn questions(&self) -> BTreeSet<&str> {
        let grid = &self.grid;
        let asked = self.tables.iter().filter_map(|table| Some((table, table.columns.get(table.question?)?)));
        asked
            .flat_map(|(table, column)| {
                let lines = grid.lines.get(table.body.clone()).unwrap_or_default();
                lines.iter().filter_map(move |line| grid.filled(line, column.first, column.last, false).next())
            })
            .map(|(_, seen)| seen.folded.as_str())
            .filter(|text| text.chars().count() >= 4)
            .collect()
    }
}

/// Sheets whose name says that their answers are none of now. Where another sheet holds the same questions they are left, by their
/// place among the parts; else they are read in doubt.
pub(super) fn of_another_kind(
    parts: &mut [Part<'_>],
    on: Date,
    overrules: &Overrules<'_>,
) -> BTreeMap<usize, &'static str> {
    let year = date::fiscal_year(on);
    let names: Vec<String> =
        parts.iter().map(|part| if part.holds() { part.sheet.name.clone() } else { String::new() }).collect();
    let kinds: BTreeMap<usize, &'static str> = names
        .iter()
        .enumerate()
        // Where a person has chosen the sheet, its name does not matter.
        .filter(|(_, name)| !name.is_empty() && overrules.sheet.is_none())
        .filter_map(|(at, name)| {
            let beside: Vec<&str> = names
                .iter()
                .enumerate()
                .filter(|(other, name)| *other != at && !name.is_empty())
                .map(|(_, name)| name.as_str())
                .collect();
            // What was answered the year before may still be meant; older answers are not.
            let old = when::year_of(&fold(name)).is_some_and(|of| of.saturating_add(1) < year);
            let old = old.then_some("二年以上前の年のシートとみられます");
            Some((at, sheet_name::of_another_kind(name, &beside, on).or(old)?))
        })
        .take(50)
        .collect();
    let same = |at: usize| {
        let Some(own) = parts.get(at).map(Part::questions) else { return false };
        let others = parts.iter().enumerate().filter(|(other, _)| !kinds.contains_key(other)).take(50);
        let shared = |other: &Part<'_>| other.questions().intersection(&own).count() * 2 >= own.len().max(1);
        others.map(|(_, part)| part).any(|part| part.holds() && shared(part))
    };
    let left: BTreeMap<usize, &'static str> =
        kinds.iter().filter(|(at, _)| same(**at)).map(|(at, why)| (*at, *why)).collect();
    for (at, why) in kinds.iter().filter(|(at, _)| !left.contains_key(at)) {
        for table in parts.get_mut(*at).map(|part| part.tables.as_mut_slice()).unwrap_or_default() {
            table.doubt.get_or_insert_with(|| format!("シートの名前から、{why}"));
        }
    }
    left
}

/// Leaves the tables of sheets that only say what marks mean, where others hold the questions.
pub(super) fn leave_legends(parts: &mut [Part<'_>], words: Words<'_>) {
    let legends: Vec<bool> = parts.iter().map(|part| part.is_legend(words)).collect();
    if parts.iter().zip(&legends).any(|(part, is_legend)| part.holds() && !is_legend) {
        let legends = parts.iter_mut().zip(legends).filter(|(_, is_legend)| *is_legend);
        for (part, _) in legends {
            part.tables.clear();
            part.explains = true;
        }
    }
}
