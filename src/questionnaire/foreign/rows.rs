//! The rows of a table become questions with their answers.

mod aside;
mod going_on;
mod joined;
mod kind;
mod lines;
mod mixed_marks;
mod own_words;
mod question;
mod remark_row;
mod said;
mod settled;
mod sideways;
mod sites;
mod taken;
mod unasked;

use super::against;
use super::grid::{Grid, Line, Seen, Span};
use super::legend::Legend;
use super::looks::Spoken;
use super::once::Once;
use super::outside::Extent;
use super::sentence::Meaning;
use super::table::{Answers, Column, Table};
use super::{ForeignReading, ForeignTable};
use crate::questionnaire::remark::Words;
use crate::questionnaire::{Certificate, Unread, date};
use crate::workbook::{Address, Area, Sheet};

pub(super) use aside::Aside;
pub(super) use kind::is_note;
pub(super) use settled::Posed;
pub(super) use taken::Taken;

pub(super) struct Rows<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) grid: &'a Grid,
    pub(super) legend: &'a Legend,
    pub(super) words: Words<'a>,
    pub(super) reading: &'a mut ForeignReading,
    /// Bytes that may still be quoted from the workbook.
    pub(super) quotable: &'a mut usize,
    /// What the workbook says about colours.
    pub(super) spoken: &'a Spoken,
    /// Where the tables of the sheet are.
    pub(super) extents: &'a [Extent],
    /// Lines of tables that ask nothing.
    pub(super) asides: &'a mut Vec<Aside>,
    /// What answers say, by answer and remark.
    pub(super) understood: Once<Meaning>,
    /// Certificates, by evidence and remark.
    pub(super) certified: Once<Vec<Certificate>>,
}

/// Bytes of questions, answers and what stands beside them, summed over all answers of a workbook. A workbook holds no more text than
/// this, but a long text merged over many rows stands beside each of them: without a bound its rows would be read for hours.
pub(super) const QUOTABLE: usize = 32 * 1024 * 1024;

impl<'a> Rows<'a> {
    pub(super) fn unread(&mut self, range: impl Into<Area>, why: &str, text: &str) {
        self.reading.unread.push(Unread {
            sheet: self.sheet.name.clone(),
            range: range.into().to_string(),
            why: why.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Whether what a row says may still be quoted; where not, the rest of the sheet is told as unread.
    pub(super) fn may_quote(&mut self, line: &Line, columns: (u32, u32), above: usize) -> bool {
        let seen = self.grid.filled(line, columns.0, columns.1, true).map(|(_, seen)| seen.text.len());
        let bytes = seen.fold(above, usize::saturating_add);
        match self.quotable.checked_sub(bytes) {
            Some(left) => {
                *self.quotable = left;
                true
            }
            None => {
                *self.quotable = 0;
                let why = "一つのブックの文字が質問票としては多すぎるため、この行から下は読んでいません";
                self.reading.cut(&self.sheet.name, line.number, why);
                false
            }
        }
    }

    /// The cell of a line in a column, even where it only reaches down to it.
    pub(super) fn own_on(&self, line: &Line, column: &Column) -> Option<&Seen> {
        let mut cells = self.grid.filled(line, column.first, column.last, true);
        let cell = cells.find(|(span, _)| span.first >= column.first).map(|(span, _)| span.cell)?;
        self.grid.cells.get(cell)
    }

    fn own(&self, line: &'a Line, column: &Column, reaching: bool) -> Option<(Span, &'a Seen)> {
        let grid: &'a Grid = self.grid;
        grid.filled(line, column.first, column.last, reaching)
            .find(|(span, _)| span.first >= column.first)
            .map(|(span, seen)| (*span, seen))
    }

    /// The texts of all columns of a role on a line.
    fn texts(&self, table: &Table, line: &Line, wanted: impl Fn(usize, &Column) -> bool) -> String {
        let columns = table.columns.iter().enumerate().filter(|(at, column)| wanted(*at, column));
        self.texts_in(columns.map(|(_, column)| column), line)
    }

    /// The texts of these columns on a line. What only says that nothing limits the answer says nothing.
    fn texts_in<'c>(&self, columns: impl Iterator<Item = &'c Column>, line: &Line) -> String {
        let texts: Vec<String> = columns
            .flat_map(|column| {
                let own = self.grid.filled(line, column.first, column.last, true);
                let own =
                    own.filter(|(span, seen)| span.first >= column.first && !against::limits_nothing(column, seen));
                own.map(|(_, seen)| match column.of_days() {
                    Some(title) if date::find(&seen.text).is_some() => format!("{title} {}", seen.text.trim()),
                    _ => seen.text.trim().to_owned(),
                })
            })
            .collect();
        texts.join("\n")
    }

    pub(super) fn take(&mut self, table: &Table) {
        let grid: &'a Grid = self.grid;
        let lines = grid.lines.get(table.body.clone()).unwrap_or_default();
        let rows =
            || grid.lines.get(table.head.start..table.body.end).unwrap_or_default().iter().map(|line| line.number);
        let (Some(top), Some(bottom)) = (rows().next(), rows().next_back()) else { return };
        let (left, right) = table.sides();
        let area = Area::new(Address::new(top, left), Address::new(bottom, right));
        let question = table.question.and_then(|at| table.columns.get(at));
        let answered = question.filter(|_| !matches!(table.answers, Answers::None));
        let legend = (!self.legend.is_empty()).then(|| self.legend.sentence());
        let (mut doubt, mut notes) = (table.doubt.clone(), table.notes.clone());
        if table.matrix {
            notes.extend(legend);
            notes.push("設問が見出しに並び、対象ごとに一行の表とみました".to_owned());
            self.take_matrix(table, lines);
        } else if let Some(question) = answered {
            notes.extend(legend);
            notes.extend(self.take_lines(table, question, lines, doubt.as_deref()));
        } else {
            let why = doubt.unwrap_or_else(|| match question {
                None => "設問の列が見つかりません".to_owned(),
                Some(_) => "事業者の回答の列が見つかりません".to_owned(),
            });
            let first = lines.first().and_then(|line| grid.filled(line, left, right, false).next());
            self.unread(area, &why, first.map_or("", |(_, seen)| &seen.text));
            doubt = Some(why);
        }
        let header = grid.lines.get(table.head.clone()).and_then(|lines| lines.last()).map(|line| line.number);
        let columns = table.described();
        self.reading.tables.push(ForeignTable { sheet: self.sheet.name.clone(), area, columns, header, notes, doubt });
    }
}
