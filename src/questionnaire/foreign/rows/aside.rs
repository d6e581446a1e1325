//! Rows with a text where questions stand that asks nothing: signatures, examples, sums, notes, sections.

use super::Rows;
use super::kind::{is_heading, is_note, is_total, points_back};
use super::lines::{Asking, Course, Row};
use super::remark_row::behind_its_name;
use crate::questionnaire::foreign::grid::{Line, Seen, Span};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::standing::is_listed;
use crate::questionnaire::foreign::table::Column;
use crate::questionnaire::foreign::{notes, signing};

/// A line of a table that asks nothing.
#[derive(Clone, Copy)]
pub(in crate::questionnaire) struct Aside {
    pub(in crate::questionnaire) row: u32,
    /// Whether it heads the questions below it.
    pub(in crate::questionnaire) section: bool,
}

impl<'a> Rows<'a> {
    /// Whether a row asks nothing; then it is read as what it is.
    pub(super) fn is_aside(
        &mut self,
        asking: &Asking<'_, 'a>,
        course: &mut Course<'a>,
        row: &Row<'a>,
        asked: (Span, &'a Seen),
    ) -> bool {
        let (line, (span, seen)) = (row.line, asked);
        if self.is_signed(asking, course, row, seen) {
            course.leave(line, &seen.text, "署名・確認・集計の欄");
            return true;
        }
        if !seen.asking && self.is_remark_row(asking, course, row, &seen.text) {
            return true;
        }
        if self.names_a_remark(asking, row, seen) {
            let of_sites = asking.sites.any();
            let beside_sites = |cell: &Span| {
                let under = |column: &&Column| cell.first <= column.last && cell.last >= column.first;
                of_sites && asking.answers.iter().any(under)
            };
            let text = self.joined(asking, line, "\n", |cell| cell.cell != span.cell && !beside_sites(cell));
            if !text.is_empty() {
                self.goes_on(line.number, Some(&text));
            }
            // Each place has its own remark.
            for column in asking.answers.iter().filter(|_| of_sites) {
                let own =
                    self.grid.filled(line, column.first, column.last, true).filter(|(own, _)| own.cell != span.cell);
                let text: Vec<&str> = own.map(|(_, seen)| seen.text.trim()).collect();
                if !text.is_empty() {
                    self.goes_on_within(line.number, (column.first, column.last), Some(&text.join("\n")));
                }
            }
            course.belonging = Some(line.number);
            return true;
        }
        if !seen.folded.chars().any(char::is_alphanumeric) {
            let text = self.joined(asking, line, " ", |_| true);
            self.unread(seen.area, "設問の欄に記号だけがあります", &text);
            return true;
        }
        // The header once more.
        if asking.names.contains(&seen.folded) && seen.role().is_some() {
            return true;
        }
        if self.is_example(asking, line, seen) {
            course.notes.push(format!("{}行目は記入例とみて読んでいません", line.number + 1));
            return true;
        }
        if is_total(&seen.folded) && !row.asks(seen) {
            course.leave(line, &seen.text, "集計の行");
            return true;
        }
        !row.answered
            && !self.is_remarked(asking, line)
            && (self.is_left_as_note(asking, course, row, seen) || self.heads_questions(asking, course, row, asked))
    }

    fn joined(&self, asking: &Asking<'_, 'a>, line: &Line, joint: &str, wanted: impl Fn(&Span) -> bool) -> String {
        let cells = self.grid.filled(line, asking.columns.0, asking.columns.1, false);
        let texts = cells.filter(|(span, _)| wanted(span)).map(|(_, seen)| seen.text.trim());
        texts.collect::<Vec<_>>().join(joint)
    }

    fn is_signed(&self, asking: &Asking<'_, 'a>, course: &mut Course<'a>, row: &Row<'a>, seen: &Seen) -> bool {
        let last_rows = asking.lines.len() - row.index <= 8;
        let numbered = asking.numbered || course.all_numbered;
        let named =
            signing::is_sign_off(&seen.folded) || (numbered && !seen.asking && signing::ends_like_one(&seen.folded));
        let signed = row.top_id().is_none() && !row.goes_on_for && (asking.numbered || row.gap || last_rows) && named;
        let mut cells = self.grid.filled(row.line, asking.columns.0, asking.columns.1, false);
        let filling = course.stamped && cells.all(|(_, seen)| seen.length() <= 8);
        course.stamped = signed && signing::is_stamp(&seen.folded);
        signed || filling
    }

    /// 「理由・補足:」 in a row of its own belongs to the question above.
    fn names_a_remark(&self, asking: &Asking<'_, 'a>, row: &Row<'a>, seen: &Seen) -> bool {
        // 「ア 廃棄規程」 with an answer word beside it is asked for itself.
        let worded = || {
            let mut cells = asking.answers.iter().filter_map(|column| self.own_on(row.line, column));
            cells.any(|cell| self.words.vocabulary.read(&cell.text).known)
        };
        matches!(seen.role(), Some(Role::Remark | Role::Evidence))
            && behind_its_name(&seen.text).is_none()
            && !row.asks(seen)
            && !is_listed(&seen.text)
            && !worded()
            && row.top_id().is_none()
            && row.follows
    }

    fn is_example(&self, asking: &Asking<'_, 'a>, line: &'a Line, seen: &Seen) -> bool {
        const NAMES: [&str; 6] = ["例", "記入例", "(例)", "回答例", "example", "記載例"];
        let mut before = asking.table.columns.iter().filter(|column| column.first < asking.question.first);
        before.any(|column| self.own(line, column, true).is_some_and(|(_, seen)| NAMES.contains(&seen.folded.as_str())))
            || ["(例)", "【例】", "記入例"].iter().any(|start| seen.folded.starts_with(start))
    }

    fn is_remarked(&self, asking: &Asking<'_, 'a>, line: &'a Line) -> bool {
        let mut remarks = asking.table.columns.iter().filter(|c| matches!(c.role, Some(Role::Remark | Role::Evidence)));
        remarks.any(|column| self.own(line, column, false).is_some())
    }

    /// Whether a row beside which nothing stands is a note; one that limits the answer above is read with it.
    fn is_left_as_note(
        &mut self,
        asking: &Asking<'_, 'a>,
        course: &mut Course<'a>,
        row: &Row<'a>,
        seen: &Seen,
    ) -> bool {
        let unnumbered = row.top_id().is_none();
        let points_back = unnumbered && points_back(&seen.folded);
        let asks = row.asks(seen);
        let told = !asks || points_back;
        let beyond = row.index > asking.last && told && unnumbered;
        let limits = told && self.limited_below(row.line.number, row.follows, (beyond, course.limited), &seen.text);
        course.limited = course.limited || limits;
        if !limits && !asks {
            self.may_take_back(asking, row, &seen.text);
        }
        let aside = || {
            is_note(&seen.folded)
                || points_back
                || (row.gap && asking.numbered && row.id.is_none() && !asks)
                || (beyond && (asking.numbered || notes::is_for_all(&seen.folded)))
        };
        if !limits && !aside() {
            return false;
        }
        if limits {
            course.belonging = Some(row.line.number);
        } else {
            self.asides.push(Aside { row: row.line.number, section: false });
        }
        course.leave(row.line, &seen.text, "注記");
        true
    }

    /// Whether a row beside which nothing stands names the questions below it.
    fn heads_questions(
        &mut self,
        asking: &Asking<'_, 'a>,
        course: &mut Course<'a>,
        row: &Row<'a>,
        (span, seen): (Span, &'a Seen),
    ) -> bool {
        const SIGNS: [char; 4] = ['■', '【', '◆', '◇'];
        let across = asking.reaches_answers(&span);
        let signed = seen.folded.starts_with(SIGNS);
        let headline = signed
            || seen.folded.starts_with(['●', '第'])
            || (seen.area.last.column > seen.area.first.column && across);
        let heads = !row.asks(seen)
            && (across
                || (asking.numbered && row.id.is_none())
                || row.id.is_some_and(|(_, id)| self.is_numbered_further(asking, row, id))
                || (headline && (asking.outright || signed))
                || (asking.outright && row.id.is_none() && asking.ids.is_none() && is_heading(&seen.folded)));
        if heads {
            self.asides.push(Aside { row: row.line.number, section: true });
            course.enter(match row.id {
                Some((_, id)) => format!("{} {}", id.text.trim(), seen.text.trim()),
                None => seen.text.trim().to_owned(),
            });
        }
        heads
    }

    /// Whether the next line has a number below this one: 「1-1」 below 「1」, 「A1」 below 「A」.
    fn is_numbered_further(&self, asking: &Asking<'_, 'a>, row: &Row<'a>, id: &Seen) -> bool {
        let next = asking.lines.get(row.index + 1).and_then(|next| self.own(next, asking.ids?, true));
        let rest = next.and_then(|(_, next)| next.folded.strip_prefix(id.folded.trim_end_matches('.')));
        let lettered = || id.folded.chars().all(|c| c.is_ascii_alphabetic());
        rest.is_some_and(|rest| {
            rest.starts_with(['-', '.', '(', '_']) || (rest.starts_with(|c: char| c.is_ascii_digit()) && lettered())
        })
    }
}
