//! The rows below a header, from the top: questions with their answers, sections, notes, and what is left.

use super::Rows;
use super::kind::diagnostic_cut;
use super::mixed_marks::MixedMarks;
use super::sites::Sites;
use crate::questionnaire::foreign::against::{self, Objector};
use crate::questionnaire::foreign::grid::{Line, Seen, Span};
use crate::questionnaire::foreign::standing::Standing;
use crate::questionnaire::foreign::table::{Column, Table};
use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Area};

/// A table whose lines are read, and what holds for all of them.
pub(super) struct Asking<'t, 'a> {
    pub(super) table: &'t Table,
    pub(super) question: &'t Column,
    pub(super) ids: Option<&'t Column>,
    pub(super) answers: Vec<&'t Column>,
    pub(super) lines: &'a [Line],
    /// Its outermost columns.
    pub(super) columns: (u32, u32),
    /// The names over its questions, folded.
    pub(super) names: Vec<String>,
    /// Whether most of its questions are put as such.
    pub(super) outright: bool,
    /// Whether most of its questions have a number.
    pub(super) numbered: bool,
    /// Whether half of the rows have one: a question typed over two rows has one number.
    pub(super) numbered_by_halves: bool,
    /// The last line that asks, as an index.
    pub(super) last: usize,
    /// Why none of its answers is more than unclear.
    pub(super) doubt: Option<&'t str>,
    pub(super) marks: MixedMarks,
    /// Columns that may speak against a good answer.
    pub(super) objectors: Vec<Objector<'t>>,
    /// Places, systems or parties with a column each.
    pub(super) sites: Sites,
}

impl Asking<'_, '_> {
    /// Whether the cell of a question lies over a column of answers, too.
    pub(super) fn reaches_answers(&self, question: &Span) -> bool {
        self.answers.iter().any(|column| question.first <= column.first && question.last >= column.first)
    }

    /// A line of the table, from its first column to its last.
    pub(super) fn area_of(&self, line: &Line) -> Area {
        Area::new(Address::new(line.number, self.columns.0), Address::new(line.number, self.columns.1))
    }
}

/// What the lines above say of the next.
pub(super) struct Course<'a> {
    pub(super) section: Option<String>,
    /// What stands in the columns of categories, from the outside in.
    pub(super) categories: Vec<(usize, String)>,
    pub(super) standing: Standing,
    /// Whether the row above named stamps: a row of few words fills them in.
    pub(super) stamped: bool,
    /// Whether all questions had a number.
    pub(super) all_numbered: bool,
    /// The question that rows for further places go on with.
    pub(super) subject_of: Option<(Span, &'a Seen)>,
    pub(super) previous: Option<u32>,
    /// The last row that belongs to a question: only what is right below it goes on with it.
    pub(super) belonging: Option<u32>,
    /// Whether a note stood below a single answer.
    pub(super) limited: bool,
    /// What was left, and why.
    pub(super) notes: Vec<String>,
}

impl Course<'_> {
    /// Bytes of what the next question stands under.
    fn above(&self) -> usize {
        self.section.iter().chain(self.categories.iter().map(|(_, text)| text)).map(String::len).sum()
    }

    pub(super) fn enter(&mut self, section: String) {
        self.standing.section(&section);
        self.section = Some(section);
        self.categories.clear();
    }

    pub(super) fn leave(&mut self, line: &Line, text: &str, what: &str) {
        let text = diagnostic_cut(text);
        self.notes.push(format!("{}行目「{text}」は{what}とみて読んでいません", line.number + 1));
    }
}

/// A line with what it holds of a question.
pub(super) struct Row<'a> {
    pub(super) index: usize,
    pub(super) line: &'a Line,
    /// The question, where one stands on it.
    pub(super) asked: Option<(Span, &'a Seen)>,
    pub(super) id: Option<(Span, &'a Seen)>,
    /// The place or system for which it is answered.
    pub(super) place: Option<(Span, &'a Seen)>,
    /// Whether it answers the question above for a further place.
    pub(super) goes_on_for: bool,
    /// Further lines over which its question was typed.
    pub(super) rest: Vec<&'a Line>,
    /// The line on which its answer stands.
    pub(super) answer_line: &'a Line,
    pub(super) answered: bool,
    /// How many of its lines hold an answer.
    pub(super) answers: usize,
    /// Whether lines are missing above it.
    pub(super) gap: bool,
    /// Whether it stands right below what belongs to a question.
    pub(super) follows: bool,
}

impl<'a> Row<'a> {
    /// Its line and the further ones over which its question was typed.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a Line> {
        std::iter::once(self.line).chain(self.rest.iter().copied())
    }

    /// Its own number, which does not only reach down to it.
    pub(super) fn top_id(&self) -> Option<&'a Seen> {
        self.id.filter(|(id, _)| id.top).map(|(_, id)| id)
    }

    /// Whether its text is put as a question, or goes on over several lines as those do.
    pub(super) fn asks(&self, seen: &Seen) -> bool {
        seen.asking || !self.rest.is_empty()
    }
}

impl<'a> Rows<'a> {
    /// Reads the lines of a table; returns what was left, and why.
    pub(super) fn take_lines(
        &mut self,
        table: &Table,
        question: &Column,
        lines: &'a [Line],
        doubt: Option<&str>,
    ) -> Vec<String> {
        let asking = self.asking(table, question, lines, doubt);
        let mut course = Course {
            section: None,
            categories: Vec::new(),
            standing: Standing::default(),
            stamped: false,
            all_numbered: asking.ids.is_some_and(|column| column.filled >= 2),
            subject_of: None,
            previous: None,
            belonging: None,
            limited: false,
            notes: Vec::new(),
        };
        let mut joined_to = 0;
        for (index, line) in lines.iter().enumerate() {
            if asking.sites.tells(line) {
                course.notes.push(format!("{}行目は拠点・対象ごとの補足とみました", line.number + 1));
            } else if index >= joined_to {
                if !self.may_quote(line, asking.columns, course.above().saturating_add(asking.sites.length())) {
                    break;
                }
                let row = self.row(&asking, &course, index, line);
                joined_to = index + 1 + row.rest.len();
                match row.asked {
                    None if self.grid.filled(line, asking.columns.0, asking.columns.1, false).next().is_none() => {
                        continue;
                    }
                    None => self.take_unasked(&asking, &mut course, &row),
                    Some((span, seen)) if !span.top && !row.goes_on_for => {
                        self.take_second_answer(&asking, &row, seen);
                        course.belonging = Some(line.number);
                    }
                    Some(asked) => {
                        if !self.is_aside(&asking, &mut course, &row, asked) {
                            self.take_question(&asking, &mut course, &row, asked);
                        }
                    }
                }
            }
            course.previous = Some(line.number);
        }
        course.notes
    }

    fn asking<'t>(
        &self,
        table: &'t Table,
        question: &'t Column,
        lines: &'a [Line],
        doubt: Option<&'t str>,
    ) -> Asking<'t, 'a> {
        let ids = table.ids.and_then(|at| table.columns.get(at));
        let answers = table.answer_columns();
        let outright = lines.iter().filter_map(|line| self.own(line, question, false)).filter(|(_, seen)| seen.asking);
        let last = lines.iter().rposition(|line| self.is_question(question, &answers, ids, line)).unwrap_or(0);
        Asking {
            outright: outright.count() * 2 >= question.filled.max(1),
            numbered: ids.is_some_and(|column| column.filled * 10 >= question.filled * 6),
            numbered_by_halves: ids.is_some_and(|column| column.filled * 2 >= question.filled),
            names: question.titles.iter().map(|title| fold(title)).collect(),
            columns: table.sides(),
            marks: self.mixed_marks(table, &answers, lines),
            objectors: against::objectors(table),
            sites: self.sites(table, question, &answers, lines),
            table,
            question,
            ids,
            answers,
            lines,
            last,
            doubt,
        }
    }

    fn row(&self, asking: &Asking<'_, 'a>, course: &Course<'a>, index: usize, line: &'a Line) -> Row<'a> {
        let Asking { table, question, .. } = *asking;
        let right_below = |row: Option<u32>| row.is_some_and(|row| line.number == row + 1);
        let mut asked = self.own(line, question, true);
        let beside = |(span, _): (Span, &Seen)| asked.is_none_or(|(question, _)| question.cell != span.cell);
        let answered = asking.answers.iter().any(|column| self.own(line, column, true).is_some_and(beside));
        // One row per place or system: those below the first go on with its question.
        let place = table.subjects.and_then(|at| table.columns.get(at)).and_then(|c| self.own(line, c, false));
        if place.is_some() && asked.is_none() && right_below(course.previous) {
            asked = course.subject_of;
        }
        let id = asking
            .ids
            .and_then(|column| self.own(line, column, true))
            .filter(|(span, _)| asked.is_none_or(|(question, _)| question.cell != span.cell));
        let rest = match asked {
            Some((span, seen)) if span.top => {
                self.rest_of(asking, index, seen, asking.numbered_by_halves && id.is_some_and(|(span, _)| span.top))
            }
            _ => Vec::new(),
        };
        let answers_in = |line: &'a Line| asking.answers.iter().any(|column| self.own(line, column, false).is_some());
        // Where the answer stands beside the second half of its question, it is read there.
        let answer_line = rest.iter().copied().find(|rest| !answered && answers_in(rest)).unwrap_or(line);
        Row {
            answers: std::iter::once(line).chain(rest.iter().copied()).filter(|line| answers_in(line)).count(),
            answered: answered || !std::ptr::eq(answer_line, line),
            goes_on_for: place.is_some()
                && asked.is_some_and(|(span, seen)| !span.top || seen.area.first.row != line.number),
            gap: course.previous.is_some_and(|row| line.number > row + 1),
            follows: right_below(course.belonging),
            index,
            line,
            asked,
            id,
            place,
            rest,
            answer_line,
        }
    }
}
