//! Answers that stand in the cell of their question: 「責任者を置いている。〔はい〕」. They are not read, but nobody shall miss them.

use super::grid::Seen;
use super::rows::Rows;
use crate::questionnaire::Vocabulary;

/// How the answer is set apart.
const BRACKETS: [(char, char); 4] = [('〔', '〕'), ('(', ')'), ('[', ']'), ('【', '】')];

impl Rows<'_> {
    /// Tells the cells of a sheet without any table that hold questions with their answers.
    pub(super) fn tell_inline(&mut self) {
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
