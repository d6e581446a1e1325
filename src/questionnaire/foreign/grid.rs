use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Area, Sheet, Value, Visibility};
use std::collections::BTreeMap;

/// Rows covered by merges, summed over all merges, after which merges are no longer followed: a sheet of a million merges must
/// not cost more than reading it did.
const MERGE_BUDGET: usize = 2_000_000;

/// A cell as a reader of the sheet sees it: a merged area is one cell.
pub(super) struct Seen {
    pub(super) area: Area,
    pub(super) text: String,
    pub(super) folded: String,
    pub(super) formula: bool,
    pub(super) error: bool,
}

impl Seen {
    pub(super) fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    /// Characters, folded.
    pub(super) fn length(&self) -> usize {
        self.folded.chars().count()
    }
}

/// Where a cell lies on one line.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) cell: usize,
    /// Whether the cell begins on this line, and does not only reach down to it.
    pub(super) top: bool,
}

/// A row in which something can be seen.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) hidden: bool,
    pub(super) spans: Vec<Span>,
}

/// A sheet as people see it.
pub(super) struct Grid {
    pub(super) cells: Vec<Seen>,
    pub(super) lines: Vec<Line>,
    /// Cells whose text lies under a merge, where nobody sees it.
    pub(super) covered: Vec<Address>,
}

impl Grid {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let numbers: Vec<u32> = sheet
            .rows()
            .filter(|row| row.iter().any(|cell| !cell.value.is_blank()))
            .filter_map(|row| row.first().map(|cell| cell.address.row))
            .collect();
        let mut merged: Vec<Vec<Area>> = vec![Vec::new(); numbers.len()];
        let mut budget = MERGE_BUDGET;
        for merge in &sheet.merges {
            let start = numbers.partition_point(|row| *row < merge.first.row);
            let end = numbers.partition_point(|row| *row <= merge.last.row);
            budget = budget.saturating_sub(1 + end.saturating_sub(start));
            if budget == 0 {
                break;
            }
            for list in merged.get_mut(start..end).unwrap_or_default() {
                list.push(*merge);
            }
        }
        let mut grid = Self { cells: Vec::new(), lines: Vec::new(), covered: Vec::new() };
        let mut known: BTreeMap<Address, usize> = BTreeMap::new();
        for (number, mut merges) in numbers.into_iter().zip(merged) {
            merges.sort_by_key(|area| area.first.column);
            let mut spans = Vec::new();
            for cell in sheet.row(number) {
                let before = merges.partition_point(|area| area.first.column <= cell.address.column);
                let under = before.checked_sub(1).and_then(|at| merges.get(at)).filter(|a| a.contains(cell.address));
                if under.is_some_and(|area| area.first != cell.address) {
                    if !cell.value.is_blank() {
                        grid.covered.push(cell.address);
                    }
                    continue;
                }
                if cell.value.is_blank() {
                    continue;
                }
                let area = under.copied().unwrap_or_else(|| cell.address.into());
                let text = cell.value.written();
                grid.cells.push(Seen {
                    area,
                    folded: fold(&text),
                    text,
                    formula: cell.formula,
                    error: matches!(cell.value, Value::Error(_)),
                });
                let index = grid.cells.len() - 1;
                if under.is_some() {
                    known.insert(area.first, index);
                } else {
                    spans.push(Span { first: area.first.column, last: area.last.column, cell: index, top: true });
                }
            }
            for area in merges {
                let index = *known.entry(area.first).or_insert_with(|| {
                    let (text, folded) = (String::new(), String::new());
                    grid.cells.push(Seen { area, text, folded, formula: false, error: false });
                    grid.cells.len() - 1
                });
                let top = area.first.row == number;
                spans.push(Span { first: area.first.column, last: area.last.column, cell: index, top });
            }
            spans.sort_by_key(|span| span.first);
            let hidden = sheet.hidden_rows.contains(&number) || sheet.visibility != Visibility::Visible;
            grid.lines.push(Line { number, hidden, spans });
        }
        grid
    }

    pub(super) fn seen(&self, span: &Span) -> Option<&Seen> {
        self.cells.get(span.cell)
    }

    /// The cells of a line between two columns that hold something; those that only reach down from above if asked for.
    pub(super) fn filled<'a>(
        &'a self,
        line: &'a Line,
        from: u32,
        to: u32,
        reaching: bool,
    ) -> impl Iterator<Item = (&'a Span, &'a Seen)> {
        let start = line.spans.partition_point(|span| span.first < from);
        // A cell that begins left of the range may reach into it.
        let start = match start.checked_sub(1).and_then(|at| line.spans.get(at)) {
            Some(span) if span.last >= from => start - 1,
            _ => start,
        };
        line.spans
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |span| span.first <= to)
            .filter(move |span| span.top || reaching)
            .filter_map(|span| self.seen(span).map(|seen| (span, seen)))
            .filter(|(_, seen)| !seen.is_blank())
    }

    /// The cell, even a blank merged one, that lies at a column.
    pub(super) fn at<'a>(&'a self, line: &'a Line, from: u32, to: u32) -> Option<(Span, &'a Seen)> {
        self.filled(line, from, to, true).next().map(|(span, seen)| (*span, seen)).or_else(|| {
            let span = line.spans.iter().find(|span| span.last >= from && span.first <= to)?;
            self.seen(span).map(|seen| (*span, seen))
        })
    }
}
