//! Comments on headers and on cells beside an answer.

use super::about::is_for_all;
use super::form_text::is_of_the_form;
use super::{LONGEST_NOTE, Scope, take_back};
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::foreign::{ColumnUse, ForeignReading, sentence};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, when};
use crate::workbook::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Comments on headers count for the column, those on other cells of a row for its answers.
pub(super) fn heed_comments(sheet: &Sheet, words: Words<'_>, scopes: &[Scope], reading: &mut ForeignReading) {
    if sheet.comments.is_empty() {
        return;
    }
    for scope in scopes {
        let mut by_row: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut own = BTreeSet::new();
        for at in scope.answers.clone() {
            let Some(answer) = reading.answers.get(at) else { continue };
            by_row.entry(answer.question_cell.row).or_default().push(at);
            own.extend([answer.question_cell, answer.cell]);
        }
        let inside = sheet
            .comments
            .iter()
            .filter(|(at, _)| (scope.columns.0..=scope.columns.1).contains(&at.column) && !own.contains(at));
        for (cell, text) in inside {
            let pieces = text.split_inclusive(['。', '\n']).filter(|piece| piece.chars().count() <= LONGEST_NOTE);
            let said: String = pieces.filter(|piece| !is_of_the_form(&fold(piece))).collect();
            let folded = fold(&said);
            if folded.is_empty() {
                continue;
            }
            let hit: BTreeSet<usize> = if (scope.head.0..=scope.head.1).contains(&cell.row) {
                let answers = reading.tables.get(scope.table).is_some_and(|table| {
                    table.columns.iter().any(|column| {
                        column.usage == ColumnUse::Answer && (column.first..=column.last).contains(&cell.column)
                    })
                });
                if limits(&folded) && (answers || is_for_all(&folded)) {
                    scope.answers.clone().collect()
                } else {
                    BTreeSet::new()
                }
            } else {
                let rows = by_row.get(&cell.row).cloned().unwrap_or_default();
                let takes = limits(&folded)
                    || sentence::read(words, "はい", &said).answer != Answer::Met
                    || when::coming(&said, words.on).is_some();
                rows.into_iter().filter(|_| takes).collect()
            };
            take_back(*cell, text, scope, &hit, reading);
        }
    }
}
