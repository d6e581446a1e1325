//! Marks of which the column leaves open what they say: circles of two kinds, crosses beside ticks, ticks below two words.

use super::Rows;
use super::taken::Taken;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::grid::Line;
use crate::questionnaire::foreign::table::{Answers, Column, Table};
use crate::questionnaire::foreign::{heading, marks};
use crate::questionnaire::vocabulary::fold;

/// What the marks of a table leave open.
#[derive(Clone, Copy)]
pub(super) struct MixedMarks {
    circles: bool,
    crosses: bool,
    below_words: bool,
}

impl MixedMarks {
    /// Why nobody can tell what the mark of this answer says, if so.
    pub(super) fn doubt(self, taken: &Taken) -> Option<&'static str> {
        let met = taken.meaning.answer == Answer::Met;
        if self.circles && met && fold(&taken.written).starts_with(['○', '●']) {
            return Some("●と○が混ざっていて、凡例がないため意味を決められません");
        }
        if self.crosses && met && has_cross(&taken.written) {
            return Some("×の形の印とほかの印が混ざっていて、×が選んだことを示すのか決められません");
        }
        let read = !matches!(taken.meaning.answer, Answer::Unanswered | Answer::Unclear);
        (self.below_words && read && marks::is_tick(&fold(&taken.written)))
            .then_some("見出しが二つの答えを並べており、印がどちらを指すか決められません")
    }
}

impl<'a> Rows<'a> {
    pub(super) fn mixed_marks(&self, table: &Table, answers: &[&Column], lines: &'a [Line]) -> MixedMarks {
        let only = match table.answers {
            Answers::Column(at) => table.columns.get(at),
            _ => None,
        };
        MixedMarks {
            circles: only.is_some_and(|column| self.mixed_circles(column, lines)),
            crosses: self.crosses_differ(answers, lines),
            below_words: only.is_some_and(|column| self.ticks_beside_words(column, lines)),
        }
    }

    /// Whether ticks stand in a column that is named by two answers, 「はい/いいえ」, and does not use circles and crosses throughout.
    fn ticks_beside_words(&self, column: &Column, lines: &'a [Line]) -> bool {
        if !column.titles.iter().any(|title| heading::offers_words(&fold(title))) {
            return false;
        }
        let written = || lines.iter().filter_map(|line| self.own(line, column, false)).map(|(_, seen)| &seen.folded);
        let crossed = written().any(|text| text == "×") && written().all(|text| text == "×" || text == "○");
        !crossed && !self.legend.defines("○")
    }

    /// Whether marks in the form of a cross, ☒ or x, stand beside other marks: then they may say the opposite.
    fn crosses_differ(&self, columns: &[&Column], lines: &'a [Line]) -> bool {
        let written = || {
            let cells = |line: &'a Line| columns.iter().filter_map(|column| self.own(line, column, false));
            lines.iter().flat_map(cells).map(|(_, seen)| seen.text.as_str())
        };
        let other = |text: &str| text.contains(['○', '〇', '◯', '◎', '●', '✓', '✔', '✅', '☑', '■', 'レ']);
        written().any(has_cross) && written().any(|text| other(text) && !has_cross(text))
    }

    /// Filled and empty circles in one column without a legend: either may be the chosen one.
    fn mixed_circles(&self, column: &Column, lines: &'a [Line]) -> bool {
        let holds = |mark: &str| {
            lines.iter().filter_map(|line| self.own(line, column, false)).any(|(_, seen)| seen.folded.starts_with(mark))
        };
        !self.legend.defines("○") && !self.legend.defines("●") && holds("○") && holds("●")
    }
}

/// Whether an answer is marked in the form of a cross. In a cell with several boxes, which of them is marked is plain.
fn has_cross(text: &str) -> bool {
    let text = text.trim();
    text.contains('☒') && !text.contains(['☐', '□'])
        || text.starts_with(['x', 'X', 'ｘ', 'Ｘ'])
            && text.split_whitespace().next().is_some_and(|mark| mark.chars().count() == 1)
}
