//! How far down a table reaches: to the next header that shares a column with its own.

use super::header::Head;
use std::collections::BTreeMap;

/// For a walk from the last header up: the line of the nearest header below each column.
#[derive(Default)]
struct Below {
    /// By first column: the last column, and the line.
    pub(super) parts: BTreeMap<u32, (u32, usize)>,
}

impl Below {
    pub(super) fn within(&self, first: u32, last: u32) -> impl Iterator<Item = (u32, u32, usize)> {
        let reaching = self.parts.range(..first).next_back().filter(move |(_, (end, _))| *end >= first);
        let parts = reaching.into_iter().chain(self.parts.range(first..=last));
        parts.map(|(start, (end, line))| (*start, *end, *line))
    }

    fn nearest(&self, head: &Head) -> Option<usize> {
        self.within(head.first, head.last).map(|(_, _, line)| line).min()
    }

    /// A header hides those below it.
    fn add(&mut self, head: &Head) {
        let hidden: Vec<(u32, u32, usize)> = self.within(head.first, head.last).collect();
        for (start, end, line) in hidden {
            self.parts.remove(&start);
            if start < head.first {
                self.parts.insert(start, (head.first.saturating_sub(1), line));
            }
            if end > head.last {
                self.parts.insert(head.last.saturating_add(1), (end, line));
            }
        }
        self.parts.insert(head.first, (head.last, head.lines.start));
    }
}

/// For each header the line at which the next one begins that shares a column with it; headers come in order of their lines.
pub(super) fn next_heads(heads: &[Head]) -> Vec<Option<usize>> {
    let mut below = Below::default();
    let mut next = Vec::with_capacity(heads.len());
    for beside in heads.chunk_by(|one, other| one.lines == other.lines).rev() {
        next.extend(beside.iter().rev().map(|head| below.nearest(head)));
        beside.iter().for_each(|head| below.add(head));
    }
    next.reverse();
    next
}
