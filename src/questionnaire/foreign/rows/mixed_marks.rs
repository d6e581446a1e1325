//! Marks of which the column leaves open what they say: circles of two kinds, crosses beside ticks, ticks below two words.

use super::Rows;
use crate::questionnaire::foreign::grid::Line;
use crate::questionnaire::foreign::heading;
use crate::questionnaire::foreign::table::{Answers, Column, Table};
use crate::questionnaire::vocabulary::fold;

impl<'a> Rows<'a> {
    /// Whether ticks stand in a column that is named by two answers, 「はい/いいえ」, and does not use circles and crosses throughout.
    pub(super) fn ticks_beside_words(&self, table: &Table, lines: &'a [Line]) -> bool {
        let Answers::Column(at) = table.answers else { return false };
        let Some(column) = table.columns.get(at) else { return false };
        if !column.titles.iter().any(|title| heading::offers_words(&fold(title))) {
            return false;
        }
        let written = || lines.iter().filter_map(|line| self.own(line, column, false)).map(|(_, seen)| &seen.folded);
        let crossed = written().any(|text| text == "×") && written().all(|text| text == "×" || text == "○");
        !crossed && !self.legend.defines("○")
    }

    /// Whether marks in the form of a cross, ☒ or x, stand beside other marks: then they may say the opposite.
    pub(super) fn crosses_differ(&self, table: &Table, lines: &'a [Line]) -> bool {
        let columns: Vec<&Column> = match &table.answers {
            Answers::Column(at) => table.columns.get(*at).into_iter().collect(),
            Answers::Choices(list) | Answers::Sites(list) => {
                list.iter().filter_map(|at| table.columns.get(*at)).collect()
            }
            Answers::None => Vec::new(),
        };
        let written = || {
            let cells = |line: &'a Line| columns.iter().filter_map(|column| self.own(line, column, false));
            lines.iter().flat_map(cells).map(|(_, seen)| seen.text.as_str())
        };
        let other = |text: &str| text.contains(['○', '〇', '◯', '◎', '●', '✓', '✔', '✅', '☑', '■', 'レ']);
        written().any(has_cross) && written().any(|text| other(text) && !has_cross(text))
    }

    /// Filled and empty circles in one column without a legend: either may be the chosen one.
    pub(super) fn mixed_circles(&self, table: &Table, lines: &'a [Line]) -> bool {
        let Answers::Column(at) = table.answers else { return false };
        let Some(column) = table.columns.get(at) else { return false };
        let holds = |mark: &str| {
            lines.iter().filter_map(|line| self.own(line, column, false)).any(|(_, seen)| seen.folded.starts_with(mark))
        };
        !self.legend.defines("○") && !self.legend.defines("●") && holds("○") && holds("●")
    }
}

/// Whether an answer is marked in the form of a cross. In a cell with several boxes, which of them is marked is plain.
pub(super) fn has_cross(text: &str) -> bool {
    let text = text.trim();
    text.contains('☒') && !text.contains(['☐', '□'])
        || text.starts_with(['x', 'X', 'ｘ', 'Ｘ'])
            && text.split_whitespace().next().is_some_and(|mark| mark.chars().count() == 1)
}
