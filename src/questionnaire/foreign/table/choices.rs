//! Choices that are printed beside each question: with a cell for the mark, with points, or to be named by their number.

use super::column::Column;
use super::word::{choice_of, is_number};
use super::{Answers, Table};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::marks;
use crate::questionnaire::{Answer, Vocabulary};
use std::collections::BTreeSet;

/// On which side of each word the cell for its mark stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    const fn label(self) -> &'static str {
        match self {
            Self::Left => "左",
            Self::Right => "右",
        }
    }

    /// Whether a column stands on this side of a word, right beside it.
    fn is_beside(self, column: &Column, word: &Column) -> bool {
        match self {
            Self::Left => column.last.saturating_add(1) == word.first,
            Self::Right => word.last.saturating_add(1) == column.first,
        }
    }
}

impl Table {
    /// Cells of words with a cell for the mark beside each: 「|はい|○|いいえ」 or 「はい|○|いいえ|」.
    pub(super) fn choose_pairs(&mut self, vocabulary: &Vocabulary) -> bool {
        let words = self.printed_words(vocabulary);
        let Some(side) = self.side_of_marks(&words) else { return false };
        let mark = |at: usize| {
            let word = self.columns.get(at)?;
            self.columns.iter().position(|c| side.is_beside(c, word) && is_for_marks(c, word))
        };
        let found: Vec<(usize, String)> =
            words.iter().filter_map(|(at, word, _)| Some((mark(*at)?, word.clone()))).collect();
        for (at, ..) in &words {
            if let Some(column) = self.columns.get_mut(*at) {
                column.role = Some(Role::Guidance);
            }
        }
        let choices: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        for (at, word) in found {
            if let Some(column) = self.columns.get_mut(at) {
                column.titles.push(word);
            }
        }
        self.answer_in(&choices);
        self.notes.push(format!("選択肢の語の{}の欄の印を回答とみました", side.label()));
        self.answers = Answers::Choices(choices);
        true
    }

    /// Columns that hold one and the same answer word in all rows.
    fn printed_words(&self, vocabulary: &Vocabulary) -> Vec<(usize, String, Answer)> {
        let printed = |column: &Column| {
            let word = column.kinds.first().filter(|_| column.kinds.len() == 1 && column.filled >= 2)?;
            let free = matches!(column.role, None | Some(Role::Answer(_))) && marks::ticked(word).is_none();
            Some((word.clone(), choice_of(vocabulary, word).filter(|_| free)?))
        };
        let columns = self.columns.iter().enumerate().filter(|(at, _)| Some(*at) != self.question);
        columns.filter_map(|(at, column)| printed(column).map(|(word, answer)| (at, word, answer))).collect()
    }

    /// The side on which the marks stand, where that is plain: the words leave a column between them, and one at one end.
    fn side_of_marks(&self, words: &[(usize, String, Answer)]) -> Option<Side> {
        let meant: BTreeSet<Answer> = words.iter().map(|(_, _, answer)| *answer).collect();
        let columns: Vec<&Column> = words.iter().filter_map(|(at, ..)| self.columns.get(*at)).collect();
        let spaced = columns.windows(2).all(|pair| match pair {
            [one, other] => {
                one.last.saturating_add(2) == other.first && one.filled == other.filled && one.head == other.head
            }
            _ => true,
        });
        let [first, .., last] = columns.as_slice() else { return None };
        if meant.len() < words.len() || !spaced {
            return None;
        }
        let marked =
            |side: Side, word: &Column| self.columns.iter().any(|c| side.is_beside(c, word) && is_for_marks(c, word));
        match (marked(Side::Left, first), marked(Side::Right, last)) {
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            _ => None,
        }
    }

    /// Choices whose points are printed in every row, and a column of points beside them: 「実施している|一部実施|していない|点数」 over 4, 2, 0 and what was
    /// reached.
    pub(super) fn choose_points(&mut self) -> bool {
        let printed = |column: &Column| {
            let word = column.titles.last().filter(|_| column.filled >= 2)?;
            let said = !matches!(column.role, Some(Role::Id | Role::Question(_) | Role::Remark | Role::Evidence));
            (said && column.kinds.len() == 1)
                .then(|| Some((column.kinds.first()?.clone(), word.replace('\n', ""))))
                .flatten()
        };
        let numbers = |text: &String| is_number(text) && text.chars().count() <= 3;
        let found: Vec<(usize, (String, String))> = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, printed(column)?)))
            .filter(|(at, (points, _))| Some(*at) != self.question && numbers(points))
            .collect();
        let points: BTreeSet<&String> = found.iter().map(|(_, (points, _))| points).collect();
        let meant = found.iter().filter(|(at, _)| self.columns.get(*at).is_some_and(|column| column.choice.is_some()));
        if found.len() < 3 || points.len() < found.len() || meant.count() < 2 {
            return false;
        }
        let last = found.last().map_or(0, |(at, _)| *at);
        // A total may stand below.
        let reached = |at: usize, column: &Column| {
            let known = column.kinds.iter().filter(|text| points.contains(text)).count();
            at > last && known >= 2 && column.kinds.len() <= known + 1 && column.is_of_numbers()
        };
        let mut scored =
            self.columns.iter().enumerate().filter(|(at, column)| column.filled > 0 && reached(*at, column));
        let Some((answer, _)) = scored.next().filter(|_| scored.next().is_none()) else { return false };
        for (at, column) in self.columns.iter_mut().enumerate() {
            if found.iter().any(|(offered, _)| *offered == at) {
                column.role = Some(Role::Guidance);
            }
        }
        self.answer_in(&[answer]);
        self.answers = Answers::Column(answer);
        self.points = found.into_iter().map(|(_, pair)| pair).collect();
        self.notes.push("選択肢の列には配点だけがあり、点数の列からどの選択肢かを読みました".to_owned());
        true
    }

    /// Columns of choices: one for all of them, or one for each with its number.
    pub(super) fn find_offers(&mut self) {
        let offers = |column: &Column| {
            let title = column.folded_title();
            let number = title.strip_prefix("選択肢").or_else(|| title.strip_prefix("choice"))?;
            let number = number.trim_matches(|c: char| "(),の".contains(c)).to_owned();
            (number.chars().count() <= 1).then_some((!number.is_empty()).then_some(number))
        };
        let found = self.columns.iter().enumerate().filter_map(|(at, column)| Some((at, offers(column)?)));
        self.offering = found.filter(|(at, _)| Some(*at) != self.question).collect();
    }
}

/// Whether a column holds nothing but what may be marks, under the same name as the words.
fn is_for_marks(column: &Column, word: &Column) -> bool {
    let short = column.filled > 0 && column.length <= column.filled * 2 && column.words >= column.filled;
    short && column.head == word.head && !column.kinds.is_empty()
}
