//! Cells that questions and answers occupy: no legend is looked for there.

use super::grid::Grid;
use super::heading::Role;
use super::legend;
use super::table::{Column, Table};
use crate::questionnaire::vocabulary::fold;

/// Some of the cells of a sheet.
pub(super) struct Cells(Vec<bool>);

impl Cells {
    pub(super) fn of(grid: &Grid) -> Self {
        Self(vec![false; grid.cells.len()])
    }

    fn add(&mut self, cell: usize) {
        if let Some(held) = self.0.get_mut(cell) {
            *held = true;
        }
    }

    pub(super) fn contains(&self, cell: usize) -> bool {
        self.0.get(cell).is_some_and(|held| *held)
    }
}

/// Cells of the lines that hold question and answer, where no legend is looked for.
pub(super) fn used(grid: &Grid, tables: &[Table]) -> Cells {
    let mut used = Cells::of(grid);
    for table in tables {
        for line in grid.lines.get(table.body.clone()).unwrap_or_default() {
            for column in &table.columns {
                let asked = matches!(
                    column.role,
                    Some(Role::Answer(_) | Role::Remark | Role::Evidence | Role::LastYear | Role::Reviewer)
                );
                if !asked {
                    continue;
                }
                grid.filled(line, column.first, column.last, false)
                    .filter(|(span, seen)| span.first >= column.first && !is_instruction(&seen.folded))
                    .for_each(|(span, _)| used.add(span.cell));
            }
        }
    }
    used
}

/// Above a table whose header says nothing, what tells how to fill it in may stand in the column of the answers.
fn is_instruction(folded: &str) -> bool {
    let end = folded.trim_end_matches(['。', '.', ')']);
    ["ください", "下さい", "つけること", "付けること", "を付ける", "に○", "にチェック"]
        .iter()
        .any(|ending| end.ends_with(ending))
}

/// Cells of the columns that ask, on the lines that ask: numbers and questions there are no legend.
pub(super) fn asked(grid: &Grid, tables: &[Table]) -> Cells {
    let mut asked = Cells::of(grid);
    for table in tables {
        let columns = table
            .columns
            .iter()
            .filter(|c| matches!(c.role, Some(Role::Id | Role::Category | Role::Question(_))) || c.role.is_none())
            // A legend may stand beside the rows.
            .filter(|c| c.role.is_some() || !c.titles.iter().any(|title| legend::is_legend_name(&fold(title))));
        let columns: Vec<&Column> = columns.collect();
        for line in grid.lines.get(table.body.clone()).unwrap_or_default() {
            for column in &columns {
                grid.filled(line, column.first, column.last, false).for_each(|(span, _)| asked.add(span.cell));
            }
        }
    }
    asked
}
