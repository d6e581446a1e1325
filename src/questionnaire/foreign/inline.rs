//! Answers that stand in the cell of their question: 「責任者を置いている。〔はい〕」. They are not read, but nobody shall miss them.

use super::grid::Seen;
use super::marks;
use super::rows::Rows;
use crate::questionnaire::Vocabulary;

/// How the answer is set apart.
const BRACKETS: [(char, char); 4] = [('〔', '〕'), ('(', ')'), ('[', ']'), ('【', '】')];

impl Rows<'_> {
    /// Tells the cells of a sheet without any table that hold questions with their answers.
    pub(super) fn tell_inline(&mut self) {
        self.tell_ticked_texts();
        let grid = self.grid;
        let found: Vec<(&Seen, &str)> =
            grid.cells.iter().filter_map(|seen| Some((seen, behind(&seen.folded)?))).collect();
        let known = found.iter().filter(|(_, said)| is_answer(self.words.vocabulary, said)).count();
        if known < 2 {
            return;
        }
        for (seen, said) in found {
            if said.is_empty() || is_answer(self.words.vocabulary, said) {
                self.unread(seen.area, "設問と回答が一つの欄にあり、読み取っていません", &seen.text);
            }
        }
    }
}

impl Rows<'_> {
    /// Tells texts that begin with a box of their own, where there are more than a legend has: 「☑ サーバ室を施錠している」.
    fn tell_ticked_texts(&mut self) {
        let grid = self.grid;
        let found: Vec<&Seen> = grid.cells.iter().filter(|seen| is_ticked_text(&seen.folded)).collect();
        if found.len() < 3 {
            return;
        }
        for seen in found {
            self.unread(seen.area, "印と設問が一つの欄にあり、読み取っていません", &seen.text);
        }
    }
}

/// Whether a text is one box with words behind it.
fn is_ticked_text(folded: &str) -> bool {
    let mut rest = folded.chars();
    let boxed = rest.next().is_some_and(|first| marks::counts_boxes(&first.to_string()) == 1);
    boxed && marks::counts_boxes(folded) == 1 && rest.count() >= 4
}

/// What stands in brackets at the end of a text that asks or states something.
fn behind(folded: &str) -> Option<&str> {
    BRACKETS.iter().find_map(|(open, close)| {
        let (before, said) = folded.strip_suffix(*close)?.rsplit_once(*open)?;
        (before.chars().count() >= 4).then_some(said)
    })
}

/// Whether a few words begin as an answer: 「はい・一部」.
fn is_answer(vocabulary: &Vocabulary, said: &str) -> bool {
    said.chars().count() <= 16 && said.split(['・', '/', '、']).next().is_some_and(|word| vocabulary.read(word).known)
}
