//! The table that a person has described: its columns are what was said, its rows what was said or all below the header.

use super::grid::{Grid, Line};
use super::heading::{self, Role};
use super::table::{Answers, Column, Table};
use super::{ColumnUse, ForeignColumn};
use crate::questionnaire::SheetLayout;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::Sheet;

/// How many of the first filled lines may hold the header.
const SEARCHED: usize = 40;

/// The described table, where the description is meant for this sheet.
pub(super) fn table(grid: &Grid, sheet: &Sheet, layout: &SheetLayout) -> Option<Table> {
    if layout.sheet.as_ref().is_some_and(|name| *name != sheet.name) {
        return None;
    }
    let head = header(grid, layout);
    let titles = |at: u32| -> Vec<String> {
        let lines = grid.lines.get(head.clone()).unwrap_or_default();
        lines.iter().filter_map(|line| over(grid, line, at)).collect()
    };
    let wanted = |(usage, words): &(ColumnUse, String)| {
        let found = layout.columns_for(*usage).any(|at| titles(at).iter().any(|title| fold(title) == fold(words)));
        words.is_empty() || found
    };
    if !layout.header.iter().all(wanted) {
        return None;
    }
    let body = body(grid, layout, head.end);
    let filled = |at: u32| {
        let lines = grid.lines.get(body.clone()).unwrap_or_default();
        lines.iter().filter(|line| over(grid, line, at).is_some()).count()
    };
    let named = layout.columns.iter().map(|(at, usage)| Column::given(*at, titles(*at), role(*usage), filled(*at)));
    let choice = |at: u32, word: &str| Column::given(at, vec![word.to_owned()], Role::Answer(3), filled(at));
    let mut columns: Vec<Column> = named.chain(layout.choices.iter().map(|(at, word)| choice(*at, word))).collect();
    columns.sort_by_key(|column| column.first);
    let position =
        |wanted: fn(&Role) -> bool| columns.iter().position(|column| column.role.as_ref().is_some_and(wanted));
    let question = position(|role| matches!(role, Role::Question(_)));
    let ids = position(|role| *role == Role::Id);
    let answers = match layout.choices.is_empty() {
        true => position(|role| matches!(role, Role::Answer(_))).map_or(Answers::None, Answers::Column),
        false => Answers::Choices(
            columns
                .iter()
                .enumerate()
                .filter(|(_, column)| matches!(column.role, Some(Role::Answer(_))))
                .map(|(at, _)| at)
                .collect(),
        ),
    };
    let notes = notes(&columns, layout);
    Some(Table { question, answers, ids, notes, ..Table::new(head, body, columns) })
}

const fn role(usage: ColumnUse) -> Role {
    match usage {
        ColumnUse::Id => Role::Id,
        ColumnUse::Category => Role::Category,
        ColumnUse::Question => Role::Question(3),
        ColumnUse::Answer => Role::Answer(3),
        ColumnUse::Remark => Role::Remark,
        ColumnUse::Evidence => Role::Evidence,
        ColumnUse::Left | ColumnUse::Unknown => Role::Other,
    }
}

fn over(grid: &Grid, line: &Line, at: u32) -> Option<String> {
    grid.filled(line, at, at, true).next().map(|(_, seen)| seen.text.trim().to_owned())
}

/// The line, above the rows that were named, on which the named columns have headings.
fn header(grid: &Grid, layout: &SheetLayout) -> std::ops::Range<usize> {
    let end = layout.rows.map_or(grid.lines.len(), |(first, _)| grid.lines.partition_point(|line| line.number < first));
    let heads = |line: &Line| {
        let named = |at: u32| over(grid, line, at).is_some_and(|text| heading::role_of(&fold(&text)).is_some());
        layout.all_columns().filter(|at| named(*at)).count()
    };
    let lines = grid.lines.get(..end.min(SEARCHED)).unwrap_or_default();
    let best = lines.iter().enumerate().map(|(at, line)| (heads(line), std::cmp::Reverse(at))).max();
    match best {
        Some((count, at)) if count >= 2 || (count == 1 && layout.all_columns().count() < 3) => at.0..at.0 + 1,
        // Words that mean nothing in themselves, of a form that is known by them.
        _ => layout.head.map_or(0..0, |(first, last)| {
            let before = |row: u32| grid.lines.partition_point(|line| line.number < row);
            before(first)..before(last.saturating_add(1))
        }),
    }
}

fn body(grid: &Grid, layout: &SheetLayout, after: usize) -> std::ops::Range<usize> {
    match layout.rows {
        None => after..grid.lines.len(),
        Some((first, last)) => {
            let start = grid.lines.partition_point(|line| line.number < first);
            start..grid.lines.partition_point(|line| line.number <= last)
        }
    }
}

fn notes(columns: &[Column], layout: &SheetLayout) -> Vec<String> {
    let mut notes = vec![format!("列は指定（{}）によります", layout.said_by)];
    for column in columns {
        let what = column.role.map_or("", Role::label);
        notes.push(format!("{}({})を{what}の列としました", column.place(), column.title()));
        let others = column.titles.iter().find_map(|title| match heading::role_of(&fold(title)) {
            Some(role @ (Role::Reviewer | Role::LastYear)) => Some(role),
            _ => None,
        });
        if let (Some(Role::Answer(_)), Some(other)) = (column.role, others) {
            notes.push(format!(
                "回答とされた{}の見出しは「{}」とも読めます。事業者の欄かを確かめてください",
                column.place(),
                other.label()
            ));
        }
    }
    notes
}

impl Table {
    /// Its columns, for those who show what was read.
    pub(super) fn described(&self) -> Vec<ForeignColumn> {
        let usage = |at: usize, role: Option<Role>| match role {
            _ if Some(at) == self.question => ColumnUse::Question,
            _ if Some(at) == self.ids => ColumnUse::Id,
            Some(Role::Id) => ColumnUse::Id,
            Some(Role::Category) => ColumnUse::Category,
            Some(Role::Question(_) | Role::Guidance | Role::LastYear | Role::Reviewer | Role::Other) => ColumnUse::Left,
            Some(Role::Answer(_)) => ColumnUse::Answer,
            Some(Role::Remark) => ColumnUse::Remark,
            Some(Role::Evidence) => ColumnUse::Evidence,
            None => ColumnUse::Unknown,
        };
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, column)| ForeignColumn {
                first: column.first,
                last: column.last,
                titles: column.titles.clone(),
                usage: usage(at, column.role),
            })
            .collect()
    }
}
