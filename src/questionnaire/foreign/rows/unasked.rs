//! Lines on which no question of their own stands: they name a section, go on with the answer above, or are left.

use super::kind::{gap_end, is_note};
use super::lines::{Asking, Course, Row};
use super::{Aside, Rows};
use crate::questionnaire::foreign::grid::{Line, Seen};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::table::Column;
use crate::questionnaire::foreign::{elsewhere, notes, signing};
use crate::questionnaire::vocabulary::fold;

impl<'a> Rows<'a> {
    /// A line that holds something, and nothing where questions stand.
    pub(super) fn take_unasked(&mut self, asking: &Asking<'_, 'a>, course: &mut Course<'a>, row: &Row<'a>) {
        let line = row.line;
        let grid = self.grid;
        let cells = || grid.filled(line, asking.columns.0, asking.columns.1, false).map(|(_, seen)| seen);
        let texts: Vec<&str> = cells().map(|seen| seen.text.trim()).collect();
        let Some(first) = texts.first().copied() else { return };
        let stamps = cells().all(|seen| signing::is_stamp(&seen.folded));
        let filling = course.stamped && texts.iter().all(|text| text.chars().count() <= 8);
        course.stamped = stamps;
        if stamps || filling {
            course.notes.push(format!("{}行目は押印・署名の欄とみて読んでいません", line.number + 1));
            return;
        }
        if row.answered && asking.answers.iter().all(|column| self.repeats_its_name(line, column)) {
            course.enter(first.to_owned());
            self.asides.push(Aside { row: line.number, section: true });
            return;
        }
        let whole = texts.join(" ");
        let folded = fold(&whole);
        let beyond = row.index > asking.last;
        let refers = notes::refers(&whole);
        if self.is_remark_row(asking, course, row, &whole) {
            return;
        }
        if row.answered && (row.id.is_some_and(|(_, seen)| seen.id) || !(is_note(&folded) || refers)) {
            self.unread(asking.area_of(line), "回答らしきものがありますが、設問がありません", &whole);
            if row.follows && row.id.is_none() {
                self.goes_on(line.number, None);
                course.belonging = Some(line.number);
            }
            // 「予定」 alone may head what is below as well.
            if texts.len() == 1 && elsewhere::of_name(&folded, self.words.on).is_some() {
                course.standing.section(first);
            }
        } else if row.follows
            && self.holds_remarks_alone(asking, line)
            && !refers
            && !(beyond && notes::is_for_all(&folded))
        {
            let more = self.texts(asking.table, line, |_, c| c.role == Some(Role::Remark));
            self.goes_on(line.number, Some(&more));
            course.belonging = Some(line.number);
        } else if self.limited_below(line.number, row.follows, (beyond, course.limited), &whole) {
            course.limited = true;
            course.belonging = Some(line.number);
        } else if !beyond
            && !is_note(&fold(first))
            && texts.len() <= 2
            && !gap_end(row.gap, asking.lines.len() - row.index)
        {
            self.may_take_back(asking, row, &whole);
            course.enter(whole);
            self.asides.push(Aside { row: line.number, section: true });
        } else {
            self.asides.push(Aside { row: line.number, section: false });
            course.leave(line, first, "注記");
        }
    }

    /// Whether a column has its name once more on a line: beside the name of a section.
    fn repeats_its_name(&self, line: &'a Line, column: &Column) -> bool {
        let titled = |seen: &Seen| column.titles.iter().any(|title| fold(title) == seen.folded);
        self.own(line, column, false).is_some_and(|(_, seen)| titled(seen))
    }

    fn holds_remarks_alone(&self, asking: &Asking<'_, 'a>, line: &'a Line) -> bool {
        let all = self.grid.filled(line, asking.columns.0, asking.columns.1, false).count();
        let remarks = asking.table.columns.iter().filter(|c| c.role == Some(Role::Remark));
        all > 0 && remarks.filter(|c| self.own(line, c, false).is_some()).count() == all
    }

    /// A line beside a question that reaches down to it from above: a second answer to one question leaves open which holds.
    pub(super) fn take_second_answer(&mut self, asking: &Asking<'_, 'a>, row: &Row<'a>, question: &Seen) {
        const WHY: &str = "一つの設問に回答の行が二つ以上あります";
        let line = row.line;
        if !row.answered || asking.answers.iter().all(|column| self.own(line, column, false).is_none()) {
            return;
        }
        let written =
            self.texts(asking.table, line, |_, column| asking.answers.iter().any(|a| a.first == column.first));
        self.unread(asking.area_of(line), WHY, &written);
        // The answers of one question come one after the other, and it was the last to be read.
        let cell = question.area.first;
        let own = self.reading.answers.iter_mut().rev();
        for last in own.take_while(|a| a.question_cell == cell && a.sheet == self.sheet.name) {
            last.doubt(WHY.to_owned());
        }
    }
}
