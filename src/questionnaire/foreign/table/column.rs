//! A column: what stands over it, and what its cells hold.

use super::Maker;
use super::word::choice_of;
use crate::questionnaire::foreign::grid::{Line, Seen, Span};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::labelled::after_label;
use crate::questionnaire::foreign::marks;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, date};
use crate::workbook::Address;
use std::collections::{BTreeMap, BTreeSet};

/// Different texts of a column that are kept: what repeats itself has few.
pub(super) const MOST_KINDS: usize = 12;

/// A column, or the part of one under a divided header.
pub(in crate::questionnaire) struct Column {
    pub(in crate::questionnaire) first: u32,
    pub(in crate::questionnaire) last: u32,
    pub(in crate::questionnaire) titles: Vec<String>,
    pub(in crate::questionnaire) role: Option<Role>,
    pub(in crate::questionnaire) choice: Option<Answer>,
    pub(in crate::questionnaire) filled: usize,
    pub(super) words: usize,
    pub(super) long: usize,
    pub(super) asking: usize,
    pub(super) ids: usize,
    /// Cells in which answer words can be chosen from a list.
    pub(super) listed: usize,
    /// Characters of all cells.
    pub(super) length: usize,
    /// The different texts of its cells, up to [`MOST_KINDS`]; totals apart.
    pub(super) kinds: BTreeSet<String>,
    /// The cell of its lowest header.
    pub(in crate::questionnaire) head: Option<Address>,
    pub(in crate::questionnaire) hidden: bool,
}

impl Column {
    pub(in crate::questionnaire) fn title(&self) -> String {
        if self.titles.is_empty() {
            "見出しなし".to_owned()
        } else {
            format!("見出し「{}」", self.titles.join("／").replace('\n', " "))
        }
    }

    pub(in crate::questionnaire) fn place(&self) -> String {
        let letter = |column: u32| Address::new(0, column).to_string().trim_end_matches('1').to_owned();
        if self.first == self.last {
            format!("{}列", letter(self.first))
        } else {
            format!("{}～{}列", letter(self.first), letter(self.last))
        }
    }

    /// A column that a person has named.
    pub(in crate::questionnaire) fn given(at: u32, titles: Vec<String>, role: Role, filled: usize) -> Self {
        Self {
            first: at,
            last: at,
            titles,
            role: Some(role),
            choice: None,
            filled,
            words: 0,
            long: 0,
            asking: 0,
            ids: 0,
            listed: 0,
            length: 0,
            kinds: BTreeSet::new(),
            head: None,
            hidden: false,
        }
    }

    /// The lowest header, folded.
    pub(super) fn folded_title(&self) -> String {
        self.titles.last().map(|title| fold(title)).unwrap_or_default()
    }

    /// Whether its cells hold free text rather than grades or marks.
    pub(in crate::questionnaire) const fn is_wordless(&self) -> bool {
        self.length >= self.filled * 4
    }

    /// Whether it holds nothing but numbers: points, counts, ids.
    pub(in crate::questionnaire) const fn is_of_numbers(&self) -> bool {
        self.filled > 0 && self.ids >= self.filled
    }

    /// The name of a column of days that says what they are days of: 「有効期限」, 「最終実施日」.
    pub(in crate::questionnaire) fn of_days(&self) -> Option<&str> {
        let days = ["期限", "有効", "最終", "直近", "前回", "次回", "満了"];
        self.titles.last().map(String::as_str).filter(|title| days.iter().any(|word| title.contains(word)))
    }

    /// Whether it holds nothing but days.
    pub(super) fn is_of_dates(&self) -> bool {
        self.filled > 0 && self.kinds.iter().all(|kind| kind.chars().count() <= 16 && date::find(kind).is_some())
    }

    /// Whether it holds nothing but marks: 「○」, 「×」.
    pub(in crate::questionnaire) fn is_of_marks(&self) -> bool {
        let mark = |text: &String| marks::is_tick(text) || ["△", "▲", "-"].contains(&text.as_str());
        self.filled > 0 && self.kinds.iter().all(mark) && self.length == self.filled
    }

    pub(in crate::questionnaire) fn mostly_words(&self) -> bool {
        self.filled > 0 && self.words * 10 >= self.filled * 6
    }
}

impl Maker<'_> {
    pub(super) fn columns(
        &self,
        head: &std::ops::Range<usize>,
        body: &std::ops::Range<usize>,
        bounds: (u32, u32),
    ) -> Vec<Column> {
        let Self { grid, vocabulary, .. } = *self;
        let (left, right) = bounds;
        let head_lines = grid.lines.get(head.clone()).unwrap_or_default();
        let body_lines = grid.lines.get(body.clone()).unwrap_or_default();
        let inside = |span: &&Span| (left..=right).contains(&span.first);
        let mut starts: BTreeMap<u32, u32> = BTreeMap::new();
        for line in head_lines.iter().chain(body_lines) {
            for span in line.within(left, right).filter(inside).filter(|span| span.top) {
                let filled = grid.seen(span).is_some_and(|seen| !seen.is_blank());
                if filled {
                    let last = starts.entry(span.first).or_insert(span.last);
                    *last = (*last).min(span.last);
                }
            }
        }
        let over = |line: &Line, column: u32| grid.filled(line, column, column, true).next().map(|(span, _)| *span);
        // A name over several columns that were not merged for it: it reaches to the next name, over columns with names below.
        let group = |at: usize, column: u32| -> Option<Span> {
            let (upper, lower) = (head_lines.get(at)?, head_lines.get(at + 1..)?);
            let below = |column: u32| lower.iter().find_map(|line| over(line, column));
            let own = below(column)?;
            let (span, seen) = grid.filled(upper, left, column, true).last().filter(|(span, _)| span.last < column)?;
            let blank = upper.within(column, column).next().is_none();
            let named = below(span.first).is_some_and(|first| first.cell != span.cell && first.cell != own.cell);
            let lone = seen.area.first.column == seen.area.last.column;
            (blank && named && lone).then_some(*span)
        };
        let title = |column: u32| head_lines.iter().rev().find_map(|line| over(line, column));
        // Parts under one header belong together unless a line fills two of them.
        let mut groups: BTreeMap<(u32, usize), Vec<u32>> = BTreeMap::new();
        for start in starts.keys() {
            let key = title(*start).map_or((*start, usize::MAX), |span| (span.first, span.cell));
            groups.entry(key).or_default().push(*start);
        }
        let mut pieces: Vec<(u32, u32)> = Vec::new();
        for ((_, cell), group) in &groups {
            let header = grid.cells.get(*cell).map(|seen| seen.area);
            let (Some(first), Some(end)) = (group.first().copied(), group.last().copied()) else { continue };
            let end = header.map_or(end, |area| area.last.column.max(end));
            let divided = group.len() > 1
                && body_lines.iter().any(|line| {
                    grid.filled(line, first, end, false).filter(|(span, _)| span.first >= first).count() > 1
                });
            if divided {
                let ends = group.iter().skip(1).map(|next| next.saturating_sub(1)).chain([end]);
                pieces.extend(group.iter().copied().zip(ends));
            } else {
                pieces.push((first, end));
            }
        }
        pieces.sort_unstable();
        let mut columns: Vec<Column> = pieces
            .into_iter()
            .map(|(first, last)| {
                let mut seen = BTreeSet::new();
                let spans: Vec<Span> = head_lines
                    .iter()
                    .enumerate()
                    .filter_map(|(at, line)| over(line, first).or_else(|| group(at, first)))
                    .filter(|span| seen.insert(span.cell))
                    .collect();
                let titles: Vec<&Seen> = spans.iter().filter_map(|span| grid.seen(span)).collect();
                Column {
                    first,
                    last,
                    role: role(&titles),
                    choice: titles.last().and_then(|seen| choice_of(vocabulary, &seen.folded)),
                    titles: titles.iter().map(|seen| seen.text.trim().to_owned()).collect(),
                    filled: 0,
                    words: 0,
                    long: 0,
                    asking: 0,
                    ids: 0,
                    listed: 0,
                    length: 0,
                    kinds: BTreeSet::new(),
                    head: titles.last().map(|seen| seen.area.first),
                    hidden: grid.hides(first, last),
                }
            })
            .collect();
        for line in body_lines {
            for (span, seen) in grid.filled(line, left, right, false) {
                let at = columns.partition_point(|column| column.first <= span.first);
                let Some(column) = at.checked_sub(1).and_then(|at| columns.get_mut(at)) else { continue };
                if span.first > column.last {
                    continue;
                }
                let length = seen.length();
                column.filled += 1;
                column.length += length;
                if column.kinds.len() < MOST_KINDS && length <= 24 && !column.kinds.contains(&seen.folded) {
                    column.kinds.insert(seen.folded.clone());
                }
                column.long += usize::from(length >= 8);
                column.asking += usize::from(seen.asking);
                column.ids += usize::from(seen.id);
                let word = length <= 16
                    && (vocabulary.read(&seen.folded).known
                        || after_label(&seen.text).is_some_and(|said| vocabulary.read(said).known))
                    || length <= 40 && marks::has_boxes(&marks::as_boxes(vocabulary, &seen.folded));
                column.words += usize::from(word);
            }
        }
        if !self.sheet.choices.is_empty() {
            // A few lines tell what a column offers.
            for line in body_lines.iter().take(20) {
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

/// What all lines of a header together say: whose or when it is outweighs what it is.
pub(super) fn role(titles: &[&Seen]) -> Option<Role> {
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
