//! Answers that stand on the line below their question: 「回答:はい」.

use super::ForeignTable;
use super::grid::{Grid, Line, Seen, Span, leading_id};
use super::heading::Role;
use super::rows::{Posed, Rows, Taken, is_note};
use super::sentence::Meaning;
use crate::questionnaire::Answer;
use crate::workbook::{Address, Area};
use std::collections::BTreeSet;

/// Answers below their questions: the lines of question and answer, as indices.
#[derive(Default)]
pub(super) struct Labelled {
    pub(super) pairs: Vec<(usize, usize)>,
}

/// Answers below their questions: index of the question's line and of the answer's.
pub(super) fn find(grid: &Grid) -> Labelled {
    let mut found = Vec::new();
    let mut plain = Vec::new();
    for (index, line) in grid.lines.iter().enumerate().skip(1) {
        let (Some(above), Some((span, seen))) =
            (grid.lines.get(index - 1), grid.filled(line, 0, u32::MAX, false).next())
        else {
            continue;
        };
        let asked = grid.filled(above, 0, u32::MAX, false).find(|(_, cell)| cell.asking);
        let Some((question, _)) = asked else { continue };
        // 「1|設問|…」 over 「|回答|…」. Few lines have as many cells, so that names are looked for in few.
        let named = || {
            let mut cells = grid.filled(above, 0, u32::MAX, false);
            cells.any(|(_, cell)| matches!(cell.role(), Some(Role::Question(_))))
        };
        let few = || {
            let asked = grid.filled(above, 0, u32::MAX, false).count();
            grid.filled(line, 0, u32::MAX, false).count() <= 4 && (asked <= 2 || asked == 3 && named())
        };
        let names = || {
            let mut cells = grid.filled(line, 0, u32::MAX, false).filter(|(_, cell)| cell.folded != "no");
            cells.any(|(_, cell)| matches!(cell.role(), Some(Role::Question(_) | Role::Id)))
        };
        let alone = || {
            question.first == span.first
                && !seen.asking
                && grid.filled(line, 0, u32::MAX, false).count() == 1
                && grid.filled(above, 0, u32::MAX, false).all(|(cell, other)| cell.first == question.first || other.id)
        };
        // Names are looked for last, and in few lines.
        if (is_label(&seen.folded) || after_label(&seen.text).is_some()) && few() && !names() {
            found.push((index - 1, index));
        } else if alone() && few() && !names() {
            plain.push((index - 1, index));
        }
    }
    let headed = || {
        grid.lines.iter().any(|line| {
            let roles: Vec<Role> = grid.filled(line, 0, u32::MAX, false).filter_map(|(_, cell)| cell.role()).collect();
            roles.iter().any(|role| matches!(role, Role::Question(_)))
                && roles.iter().any(|role| matches!(role, Role::Answer(_)))
        })
    };
    let pairs = match (found.len() >= 2, plain.len() >= 2 && !headed()) {
        (true, _) => found,
        (_, true) => plain,
        _ => Vec::new(),
    };
    Labelled { pairs }
}

fn is_label(folded: &str) -> bool {
    // 「A1」 below 「Q1」.
    let folded = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    ["回答", "回答欄", "答", "answer", "a", "ご回答", "貴社回答", "回答:", "answer:", "a:"].contains(&folded)
}

/// What follows the label in 「回答:はい」 or 「A1. Yes」.
pub(super) fn after_label(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let labels = ["ご回答", "貴社回答", "回答", "答", "Answer", "answer", "ANSWER", "A", "Ａ"];
    let rest = labels.iter().find_map(|label| text.strip_prefix(label))?;
    let rest = rest.trim_start_matches(|c: char| c.is_numeric() || "-－".contains(c));
    let said = rest.strip_prefix([':', '：', '.', '．', '>', ')', '）'])?.trim();
    (!said.is_empty()).then_some(said)
}

impl<'a> Rows<'a> {
    /// Questions whose answers stand on the line below.
    pub(super) fn take_labelled(&mut self, found: &[(usize, usize)]) {
        let grid: &'a Grid = self.grid;
        let (Some((start, _)), Some((_, end))) = (found.first(), found.last()) else { return };
        let row = |at: usize| grid.lines.get(at).map_or(0, |line| line.number);
        let area = Area::new(Address::new(row(*start), 0), Address::new(row(*end), 0));
        for (above, below) in found {
            let (Some(upper), Some(line)) = (grid.lines.get(*above), grid.lines.get(*below)) else { continue };
            let asked = grid.filled(upper, 0, u32::MAX, true).map(|(_, seen)| seen.text.len()).sum();
            if !self.may_quote(line, (0, u32::MAX), asked) {
                return;
            }
            self.take_pair(upper, line, &self.labelled_remark(found, *below));
        }
        let notes = vec!["設問のすぐ下の行を回答とみました".to_owned()];
        self.reading.tables.push(ForeignTable {
            sheet: self.sheet.name.clone(),
            area,
            columns: Vec::new(),
            header: None,
            notes,
            doubt: None,
        });
        self.tell_unanswered(found, *start);
    }

    /// A question and the line of its answer, with what stands below.
    fn take_pair(&mut self, upper: &'a Line, line: &'a Line, below: &str) {
        let grid: &'a Grid = self.grid;
        let asked = || grid.filled(upper, 0, u32::MAX, false).map(|(_, seen)| seen);
        let Some(question) = asked().find(|cell| cell.asking) else { return };
        let id = asked().find(|cell| cell.id).map(|cell| cell.text.trim().to_owned());
        let cells: Vec<(Span, &Seen)> =
            grid.filled(line, 0, u32::MAX, false).map(|(span, seen)| (*span, seen)).collect();
        let labelled = usize::from(cells.first().is_some_and(|(_, seen)| is_label(&seen.folded)));
        let beside = cells.iter().skip(1 + labelled).filter(|(_, seen)| seen.role().is_none());
        let beside = beside.map(|(_, seen)| seen.text.trim()).collect::<Vec<_>>().join("\n");
        let remark = [beside.as_str(), below].join("\n").trim().to_owned();
        let taken = match cells.get(labelled) {
            Some((_, seen)) => self.in_words_of_question(&question.text, &remark, self.labelled_answer(seen, &remark)),
            None => {
                let behind = cells.first().map_or(0, |(span, _)| span.last + 1);
                let cell = Address::new(line.number, behind);
                Taken::new(cell, String::new(), Meaning::of(Answer::Unanswered))
            }
        };
        let posed = Posed {
            area: question.area,
            question: question.text.trim().to_owned(),
            category: Vec::new(),
            id: id.or_else(|| leading_id(&question.text)),
            remark,
            evidence: String::new(),
            hidden: line.hidden || upper.hidden,
        };
        self.push(posed, taken);
    }

    /// An answer with its label in its own cell, or without one.
    fn labelled_answer(&self, seen: &Seen, remark: &str) -> Taken {
        let meaning = match after_label(&seen.text) {
            Some(_) if seen.formula => Meaning::unclear("回答が数式です"),
            Some(_) if seen.struck => Meaning::unclear("回答に取り消し線があります"),
            Some(said) => self.words(said, remark),
            None => self.meaning(seen, remark),
        };
        Taken::new(seen.area.first, seen.text.clone(), meaning)
    }

    /// Tells lines below the first question that ask and have no answer below them.
    fn tell_unanswered(&mut self, found: &[(usize, usize)], start: usize) {
        let grid: &'a Grid = self.grid;
        let read: BTreeSet<usize> = found.iter().flat_map(|(above, below)| [*above, *below]).collect();
        for (at, line) in grid.lines.iter().enumerate().filter(|(at, _)| !read.contains(at)) {
            let asked = grid
                .filled(line, 0, u32::MAX, false)
                .find(|(_, seen)| seen.asking && !is_note(&seen.folded))
                .map(|(_, seen)| (seen.area, seen.text.clone()));
            if let Some((area, text)) = asked.filter(|_| at > start) {
                self.unread(area, "設問らしき行ですが、回答の行が見つかりません", &text);
            }
        }
    }

    /// What stands on the lines behind an answer under the name of a remark, up to the next question.
    fn labelled_remark(&self, found: &[(usize, usize)], below: usize) -> String {
        let grid: &'a Grid = self.grid;
        let next = found.partition_point(|(above, _)| *above <= below);
        let end = found.get(next).map_or(below + 4, |(above, _)| *above).min(below + 4).min(grid.lines.len());
        let lines = grid.lines.get(below + 1..end).unwrap_or_default();
        let mut row = grid.lines.get(below).map_or(0, |line| line.number);
        let mut right_below = true;
        let remarks = lines.iter().filter_map(|line| {
            let mut cells = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).peekable();
            let first = cells.peek()?;
            right_below = right_below && line.number == row + 1 && !heads_a_section(&first.folded);
            row = line.number;
            // Right below the answer any line goes on with it: 「本社のみです」.
            match first.role() {
                Some(Role::Remark) => drop(cells.next()),
                _ if !right_below || first.asking || is_note(&first.folded) => return None,
                _ => {}
            }
            Some(cells.map(|seen| seen.text.trim()).collect::<Vec<_>>().join("\n"))
        });
        remarks.collect::<Vec<_>>().join("\n")
    }
}

/// Whether a line between questions begins the next of them: 「【入退室】」, 「2. 教育」, 「アクセス管理について」.
fn heads_a_section(folded: &str) -> bool {
    folded.starts_with(['■', '【', '◆', '●', '◇', '第', '▼'])
        || folded.starts_with(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c))
        || ["について", "に関すること", "関係", "関連", "編"].iter().any(|end| folded.ends_with(end))
}
