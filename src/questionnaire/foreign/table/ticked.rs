//! Statements with a box beside each and nothing over them: a pledge to tick, 「☑|目的以外に利用していません」.

use super::column::Column;
use super::{Answers, Maker, Table};
use crate::questionnaire::foreign::grid::Line;
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::marks;

impl Maker<'_> {
    /// A table without a header of which one column holds nothing but boxes, checked or not, and the one beside it statements.
    pub(super) fn ticked(&self) -> Option<Table> {
        let grid = self.grid;
        let boxed = |line: &Line| grid.filled(line, 0, u32::MAX, false).any(|(_, seen)| is_box(&seen.folded));
        let first = grid.lines.iter().position(boxed)?;
        let last = grid.lines.iter().rposition(boxed)?;
        let (head, body) = (first..first, first..last + 1);
        let mut found = Table::new(head.clone(), body.clone(), self.columns(&head, &body, (0, u32::MAX)));
        let answer = found.columns.iter().position(are_boxes)?;
        let rows = found.columns.get(answer)?.filled;
        let states = |at: &usize| found.columns.get(*at).is_some_and(|column| is_of_statements(column, rows));
        let behind = (answer + 1..found.columns.len()).find(states);
        let question = behind.or_else(|| (0..answer).rev().find(states))?;
        for (at, role) in [(question, Role::Question(3)), (answer, Role::Answer(3))] {
            if let Some(column) = found.columns.get_mut(at) {
                column.role = Some(role);
            }
        }
        found.question = Some(question);
        found.answers = Answers::Column(answer);
        found.find_ids();
        found.notes.push("見出しがなく、文の横の□の印を回答とみました".to_owned());
        found.tell();
        Some(found)
    }
}

fn is_box(folded: &str) -> bool {
    folded.chars().count() == 1 && marks::counts_boxes(folded) == 1
}

/// Whether a column holds boxes of which some are checked. Filled squares alone may only head paragraphs.
fn are_boxes(column: &Column) -> bool {
    let marked = |kind: &String| marks::ticked(kind).is_some();
    let open = |kind: &String| marks::ticked(kind) == Some(false);
    let plain = |kind: &String| ["☑", "✓", "レ"].contains(&kind.as_str());
    column.filled >= 3
        && column.length == column.filled
        && column.filled > column.kinds.len()
        && column.kinds.iter().all(marked)
        && column.kinds.iter().any(|kind| !open(kind))
        && (column.kinds.iter().any(open) || column.kinds.iter().all(plain))
}

fn is_of_statements(column: &Column, rows: usize) -> bool {
    column.filled >= rows
        && column.stated * 2 >= column.filled
        && column.length >= column.filled * 6
        && !column.mostly_words()
}
