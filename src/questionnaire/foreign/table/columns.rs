//! How the cells below a header become columns: merged, divided or under a common name.

use super::Maker;
use super::column::Column;
use super::word::choice_of;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::grid::{Grid, Line, Seen, Span};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::Address;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The header of a table, looked up by column.
struct Over<'a> {
    grid: &'a Grid,
    lines: &'a [Line],
    /// The first column of the table.
    left: u32,
}

impl<'a> Over<'a> {
    fn on(&self, line: &Line, column: u32) -> Option<Span> {
        self.grid.filled(line, column, column, true).next().map(|(span, _)| *span)
    }

    /// The lowest name over a column.
    fn lowest(&self, column: u32) -> Option<Span> {
        self.lines.iter().rev().find_map(|line| self.on(line, column))
    }

    /// A name over several columns that were not merged for it: it reaches to the next name, over columns with names below.
    fn group(&self, at: usize, column: u32) -> Option<Span> {
        let (upper, lower) = (self.lines.get(at)?, self.lines.get(at + 1..)?);
        let below = |column: u32| lower.iter().find_map(|line| self.on(line, column));
        let own = below(column)?;
        let before = self.grid.filled(upper, self.left, column, true).last();
        let (span, seen) = before.filter(|(span, _)| span.last < column)?;
        let blank = upper.within(column, column).next().is_none();
        let named = below(span.first).is_some_and(|first| first.cell != span.cell && first.cell != own.cell);
        let lone = seen.area.first.column == seen.area.last.column;
        (blank && named && lone).then_some(*span)
    }

    /// All names over a column, from the top.
    fn titles(&self, column: u32) -> Vec<&'a Seen> {
        let mut known = BTreeSet::new();
        let lines = self.lines.iter().enumerate();
        let spans = lines.filter_map(|(at, line)| self.on(line, column).or_else(|| self.group(at, column)));
        spans.filter(|span| known.insert(span.cell)).filter_map(|span| self.grid.cells.get(span.cell)).collect()
    }
}

impl Maker<'_> {
    pub(super) fn columns(&self, head: &Range<usize>, body: &Range<usize>, bounds: (u32, u32)) -> Vec<Column> {
        let grid = self.grid;
        let lines = grid.lines.get(body.clone()).unwrap_or_default();
        let over = Over { grid, lines: grid.lines.get(head.clone()).unwrap_or_default(), left: bounds.0 };
        let column = |(first, last): (u32, u32)| {
            let titles = over.titles(first);
            Column {
                role: role(&titles),
                choice: titles.last().and_then(|seen| choice_of(self.vocabulary, &seen.folded)),
                titles: titles.iter().map(|seen| seen.text.trim().to_owned()).collect(),
                head: titles.last().map(|seen| seen.area.first),
                hidden: grid.hides(first, last),
                ..Column::bare(first, last)
            }
        };
        let mut columns: Vec<Column> = pieces(&over, lines, bounds).into_iter().map(column).collect();
        for line in lines {
            for (span, seen) in grid.filled(line, bounds.0, bounds.1, false) {
                let at = columns.partition_point(|column| column.first <= span.first);
                let column = at.checked_sub(1).and_then(|at| columns.get_mut(at));
                if let Some(column) = column.filter(|column| span.first <= column.last) {
                    column.count(seen, self.vocabulary);
                }
            }
        }
        if !self.sheet.choices.is_empty() {
            // A few lines tell what a column offers.
            for line in lines.iter().take(20) {
                for column in &mut columns {
                    column.listed += usize::from(self.offers(Address::new(line.number, column.first)));
                }
            }
        }
        columns
    }

    /// Whether a cell offers answer words to choose from.
    fn offers(&self, address: Address) -> bool {
        let meanings: BTreeSet<Answer> = self
            .grid
            .offered(self.sheet, address)
            .iter()
            .take(20)
            .filter_map(|word| choice_of(self.vocabulary, &fold(word)))
            .collect();
        meanings.len() >= 2
    }
}

/// The first and last column of each: parts under one header belong together unless a line fills two of them.
fn pieces(over: &Over<'_>, lines: &[Line], (left, right): (u32, u32)) -> Vec<(u32, u32)> {
    let grid = over.grid;
    let mut starts: BTreeSet<u32> = BTreeSet::new();
    for line in over.lines.iter().chain(lines) {
        let spans = line.within(left, right).filter(|span| (left..=right).contains(&span.first) && span.top);
        let filled = spans.filter(|span| grid.seen(span).is_some_and(|seen| !seen.is_blank()));
        starts.extend(filled.map(|span| span.first));
    }
    let mut groups: BTreeMap<(u32, usize), Vec<u32>> = BTreeMap::new();
    for start in starts {
        let key = over.lowest(start).map_or((start, usize::MAX), |span| (span.first, span.cell));
        groups.entry(key).or_default().push(start);
    }
    let mut pieces: Vec<(u32, u32)> = Vec::new();
    for ((_, cell), group) in &groups {
        let header = grid.cells.get(*cell).map(|seen| seen.area);
        let (Some(first), Some(end)) = (group.first().copied(), group.last().copied()) else { continue };
        let end = header.map_or(end, |area| area.last.column.max(end));
        let fills_two =
            |line: &Line| grid.filled(line, first, end, false).filter(|(span, _)| span.first >= first).count() > 1;
        if group.len() > 1 && lines.iter().any(fills_two) {
            let ends = group.iter().skip(1).map(|next| next.saturating_sub(1)).chain([end]);
            pieces.extend(group.iter().copied().zip(ends));
        } else {
            pieces.push((first, end));
        }
    }
    pieces.sort_unstable();
    pieces
}

/// What all lines of a header together say: whose or when it is outweighs what it is.
fn role(titles: &[&Seen]) -> Option<Role> {
    let roles: Vec<Option<Role>> = titles.iter().map(|seen| seen.role()).collect();
    let own = roles.last().copied().flatten();
    if roles.contains(&Some(Role::LastYear)) {
        return Some(Role::LastYear);
    }
    if roles.contains(&Some(Role::Reviewer)) && !matches!(own, Some(Role::Question(_))) {
        return Some(Role::Reviewer);
    }
    own.or_else(|| match roles.iter().rev().flatten().next() {
        Some(Role::Answer(_)) => Some(Role::Answer(1)),
        other => other.copied(),
    })
}
