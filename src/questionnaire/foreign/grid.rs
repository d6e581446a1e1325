//! A sheet as lines of cells, the way people see it: merged areas as one cell, check boxes written where they lie.

mod text;

use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Area, Cell, Sheet, Tick, Value, Visibility};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;
use text::Texts;

pub(super) use text::Text;

/// Rows covered by merges, summed over all merges, after which merges are no longer followed: a sheet of a million merges must
/// not cost more than reading it did.
const MERGE_BUDGET: usize = 2_000_000;

/// A cell as a reader of the sheet sees it: a merged area is one cell.
pub(super) struct Seen {
    pub(super) area: Area,
    said: Rc<Text>,
    pub(super) formula: bool,
    pub(super) error: bool,
    /// Struck through, in part or as a whole.
    pub(super) struck: bool,
}

impl Deref for Seen {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.said
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

impl Line {
    /// What lies between two columns, found without a walk along the whole line.
    pub(super) fn within(&self, from: u32, to: u32) -> impl Iterator<Item = &Span> {
        let start = self.spans.partition_point(|span| span.first < from);
        // A cell that begins left of the range may reach into it.
        let start = match start.checked_sub(1).and_then(|at| self.spans.get(at)) {
            Some(span) if span.last >= from => start - 1,
            _ => start,
        };
        self.spans.get(start..).unwrap_or_default().iter().take_while(move |span| span.first <= to)
    }
}

/// The sheet with its check boxes written into the cells on which they lie, as 「☑はい □いいえ」: there people see them.
pub(super) fn with_boxes(sheet: &Sheet) -> Cow<'_, Sheet> {
    if sheet.check_boxes.is_empty() {
        return Cow::Borrowed(sheet);
    }
    let mut drawn: BTreeMap<Address, Vec<String>> = BTreeMap::new();
    let few = sheet.check_boxes.len().saturating_mul(sheet.merges.len()) <= 20_000_000;
    for found in &sheet.check_boxes {
        let merge = if few { sheet.merge_at(found.cell) } else { None };
        let at = merge.map_or(found.cell, |area| area.first);
        let mark = match found.tick {
            Tick::On => "☑",
            Tick::Off => "□",
            Tick::Unclear => "☑□",
        };
        drawn.entry(at).or_default().push(format!("{mark}{}", found.label.trim()));
    }
    let mut cells: Vec<Cell> =
        sheet.cells().iter().filter(|cell| !drawn.contains_key(&cell.address)).cloned().collect();
    for (address, boxes) in drawn {
        let boxes = boxes.join(" ");
        // A linked cell holds TRUE or FALSE under its box; other words belong to it.
        let own = sheet.cell(address).filter(|cell| matches!(cell.value, Value::Text(_) | Value::Number(_)));
        let text = match own.filter(|cell| !cell.value.is_blank()) {
            Some(cell) => format!("{boxes} {}", cell.value.written()),
            None => boxes,
        };
        cells.push(Cell { address, value: Value::Text(text), formula: false });
    }
    let mut seen = Sheet::new(&sheet.name, cells);
    seen.visibility = sheet.visibility;
    seen.merges.clone_from(&sheet.merges);
    seen.hidden_rows.clone_from(&sheet.hidden_rows);
    seen.hidden_columns.clone_from(&sheet.hidden_columns);
    seen.struck.clone_from(&sheet.struck);
    seen.looks.clone_from(&sheet.looks);
    seen.comments.clone_from(&sheet.comments);
    seen.choices.clone_from(&sheet.choices);
    Cow::Owned(seen)
}

/// A sheet as people see it.
pub(super) struct Grid {
    pub(super) cells: Vec<Seen>,
    pub(super) lines: Vec<Line>,
    /// Cells whose text lies under a merge, where nobody sees it.
    pub(super) covered: Vec<Address>,
    pub(super) hidden_columns: BTreeSet<u32>,
    lists: Lists,
}

/// Drop-down lists by cell. A sheet may have one list per cell, or one for a whole column.
#[derive(Default)]
struct Lists {
    small: BTreeMap<Address, usize>,
    large: Vec<(Area, usize)>,
}

/// Cells that are entered one by one for small lists, and large lists that are kept: beyond, lists play no part.
const LISTED_CELLS: u64 = 200_000;
const LARGE_LISTS: usize = 100;

impl Lists {
    fn new(sheet: &Sheet) -> Self {
        let mut lists = Self::default();
        let mut left = LISTED_CELLS;
        for (at, choices) in sheet.choices.iter().enumerate() {
            for area in &choices.areas {
                let rows = area.last.row.saturating_sub(area.first.row).saturating_add(1);
                let columns = area.last.column.saturating_sub(area.first.column).saturating_add(1);
                let size = u64::from(rows) * u64::from(columns);
                if size > 256 {
                    if lists.large.len() < LARGE_LISTS {
                        lists.large.push((*area, at));
                    }
                    continue;
                }
                let Some(rest) = left.checked_sub(size) else { return lists };
                left = rest;
                for row in area.first.row..=area.last.row {
                    for column in area.first.column..=area.last.column {
                        lists.small.entry(Address::new(row, column)).or_insert(at);
                    }
                }
            }
        }
        lists
    }
}

/// Rows times columns in use beyond which no table is looked for: a hundred thousand rows of fifty columns.
const LARGEST: usize = 5_000_000;

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
        let hidden_columns = sheet.hidden_columns.clone();
        let lists = Lists::new(sheet);
        let mut grid = Self { cells: Vec::new(), lines: Vec::new(), covered: Vec::new(), hidden_columns, lists };
        let mut known: BTreeMap<Address, usize> = BTreeMap::new();
        let mut texts = Texts::of_sheet(sheet);
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
                grid.cells.push(Seen {
                    area,
                    said: texts.of(&cell.value),
                    formula: cell.formula,
                    error: matches!(cell.value, Value::Error(_)),
                    struck: sheet.struck.contains_key(&cell.address),
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
                    let said = texts.blank();
                    grid.cells.push(Seen { area, said, formula: false, error: false, struck: false });
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

    /// The words of the drop-down list of a cell.
    pub(super) fn offered<'a>(&self, sheet: &'a Sheet, address: Address) -> &'a [String] {
        let large = || self.lists.large.iter().find(|(area, _)| area.contains(address)).map(|(_, at)| *at);
        let at = self.lists.small.get(&address).copied().or_else(large);
        at.and_then(|at| sheet.choices.get(at)).map(|choices| choices.values.as_slice()).unwrap_or_default()
    }

    /// Whether the sheet is larger than any questionnaire, so that looking for tables would take long.
    pub(super) fn is_huge(sheet: &Sheet) -> bool {
        let columns: BTreeSet<u32> = sheet.cells().iter().map(|cell| cell.address.column).collect();
        sheet.rows().count().saturating_mul(columns.len()) > LARGEST
    }

    /// Whether nobody sees any of these columns.
    pub(super) fn hides(&self, first: u32, last: u32) -> bool {
        last - first.min(last) < 100 && (first..=last).all(|column| self.hidden_columns.contains(&column))
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
        line.within(from, to)
            .filter(move |span| span.top || reaching)
            .filter_map(|span| self.seen(span).map(|seen| (span, seen)))
            .filter(|(_, seen)| !seen.is_blank())
    }

    /// The cell, even a blank merged one, that lies at a column.
    pub(super) fn at<'a>(&'a self, line: &'a Line, from: u32, to: u32) -> Option<(Span, &'a Seen)> {
        self.filled(line, from, to, true).next().map(|(span, seen)| (*span, seen)).or_else(|| {
            let span = line.within(from, to).next()?;
            self.seen(span).map(|seen| (*span, seen))
        })
    }
}

/// Whether a text looks like an id: 1, 1-1, (1), Q3, A.5.1, 問2, ①.
pub(super) fn is_id(folded: &str) -> bool {
    // Most texts hold no number at all.
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let core = folded.trim_matches(|c: char| "()[]<>.:、,第問項条号設質".contains(c));
    // Long texts are not counted: what is longer in bytes than fourteen signs can be is none.
    core.len() <= 14 * 4
        && (1..=14).contains(&core.chars().count())
        && core.chars().all(|c| c.is_ascii_alphanumeric() || "-._&#/".contains(c))
        && core.chars().any(|c| c.is_ascii_digit())
        && !core.ends_with('%')
}

/// Characters below which nothing asks.
const SHORTEST_QUESTION: usize = 6;

/// Whether a text asks or demands.
pub(super) fn is_asking(folded: &str) -> bool {
    let text = folded.trim_end_matches([')', '」', '\u{1}']);
    folded.chars().nth(SHORTEST_QUESTION - 1).is_some()
        && (text.ends_with(['か', '?'])
            || text.ends_with("こと")
            || text.ends_with("ください")
            || text.ends_with("ますか")
            || text.ends_with("ている")
            || text.contains("ますか"))
}

/// The id at the beginning of a question: 「1-1 規程を…」, 「Q3. …」, 「GV.OC-01: …」.
pub(super) fn leading_id(text: &str) -> Option<String> {
    let text = text.trim_start();
    let head: String = text
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, ':' | '：' | '、' | '．' | '）' | ')' | '】'))
        .take(16)
        .collect();
    let next = text.chars().nth(head.chars().count())?;
    let closing = matches!(next, ')' | '）' | '】');
    let whole = if closing { format!("{head}{next}") } else { head };
    let folded = fold(&whole);
    let core = folded.trim_start_matches(['問', '第', '(', '【', '[', 'q']);
    (is_id(&folded) && core.chars().any(|c| c.is_ascii_digit())).then(|| whole.trim_end_matches(['.', '．']).to_owned())
}
