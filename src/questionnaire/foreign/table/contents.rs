//! Which of two columns asks, where one of them is named for contents: 「措置|内容|実施」 may hold what is asked in either, and what the vendor
//! tells in the other. What they hold tells, then their names; where neither does, nobody can tell.

use super::Table;
use super::column::{Column, is_stated};
use super::word::name_of;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::sentence;
use crate::questionnaire::remark::Words;

/// Which of the two asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Open,
}

impl Table {
    /// The column that asks, of two of which the right one is named for contents and one is called the question.
    pub(super) fn asking_of_two(&mut self, called: Option<usize>, words: Words<'_>) -> Option<usize> {
        let called = called?;
        let pairs = self.columns.iter().enumerate().filter(|(_, column)| may_be_contents(column));
        let (left, right) = pairs
            .filter_map(|(at, _)| Some((self.text_before(at)?, at)))
            .find(|(left, right)| [*left, *right].contains(&called))?;
        let (one, other) = (self.columns.get(left)?, self.columns.get(right)?);
        let held = by_what_they_hold(one, other, words);
        match if held == Side::Open { by_name(one, other) } else { held } {
            Side::Left => Some(left),
            Side::Right => Some(right),
            Side::Open => {
                self.doubt = Some(format!(
                    "{}({})と{}({})のどちらが設問か決められません",
                    one.place(),
                    one.title(),
                    other.place(),
                    other.title()
                ));
                None
            }
        }
    }

    /// The nearest column of texts before another, that may ask as well and is not parted from it by answers.
    fn text_before(&self, at: usize) -> Option<usize> {
        let before = (0..at).rev().filter_map(|at| Some((at, self.columns.get(at)?)));
        let side = before.take_while(|(_, column)| !matches!(column.role, Some(Role::Answer(_))));
        side.filter(|(_, column)| {
            let open = matches!(column.role, None | Some(Role::Question(_))) && !column.titles.is_empty();
            let texts = column.filled >= 2 && column.length >= column.filled * 2 && column.ids * 2 < column.filled;
            open && texts && !column.mostly_words() && !column.is_of_dates()
        })
        .map(|(at, _)| at)
        .next()
    }
}

/// Whether a column may hold what is asked, or what is told of it.
fn may_be_contents(column: &Column) -> bool {
    matches!(column.role, Some(Role::Question(_))) && column.filled > 0 && is_named_contents(column)
}

fn is_named_contents(column: &Column) -> bool {
    name_of(&column.folded_title()).ends_with("内容")
}

/// Whether contents that were not taken for the question are the vendor's: they stand in some rows only, or tell in a few words under a
/// name that no form gives to what is to be looked at.
pub(super) fn is_told_beside(contents: &Column, question: &Column) -> bool {
    const OF_FORMS: [&str; 8] = ["確認", "点検", "チェック", "要求", "調査", "監査", "質問", "設問"];
    let title = contents.folded_title();
    let of_form = name_of(&title).strip_suffix("内容").is_some_and(|name| OF_FORMS.contains(&name));
    let few = contents.filled < question.filled;
    is_named_contents(contents)
        && contents.asking * 2 < contents.filled.max(1)
        && (few || !(of_form || is_mostly(contents.stated, contents)))
}

fn by_what_they_hold(left: &Column, right: &Column, words: Words<'_>) -> Side {
    let every = right.filled * 10 >= left.filled * 8;
    let (left_asks, right_asks) = (is_nearly_all(left.asking, left), is_nearly_all(right.asking, right));
    let limits = || right.kinds.iter().any(|text| is_told(words, text));
    if left.filled < right.filled || left.comes_again() {
        return Side::Right;
    }
    if is_mostly(left.stated, left) {
        return match (left_asks, right_asks) {
            _ if !every || !is_mostly(right.stated, right) => Side::Left,
            (true, false) => Side::Left,
            (false, true) if !limits() => Side::Right,
            _ => Side::Open,
        };
    }
    // Heads of a few words: what is asked is longer, and stands on every row.
    let longer = |halves: usize| right.length * left.filled * 2 >= left.length * right.filled * halves;
    match is_nearly_all(right.stated, right) {
        _ if !every => Side::Left,
        true if longer(5) && (right_asks || !limits()) => Side::Right,
        false if limits() => Side::Left,
        false if longer(3) && right.length >= right.filled * 6 => Side::Right,
        _ => Side::Open,
    }
}

/// The one whose name says far more surely that it asks.
fn by_name(left: &Column, right: &Column) -> Side {
    let rank = |column: &Column| match column.role {
        Some(Role::Question(rank)) => rank,
        _ => 0,
    };
    match (rank(left), rank(right)) {
        (left, right) if left >= right.saturating_add(2) => Side::Left,
        (left, right) if right >= left.saturating_add(2) => Side::Right,
        _ => Side::Open,
    }
}

/// Whether a text is said by whoever answers: it takes a part of the answer back. A whole sentence that denies may be asked as well.
fn is_told(words: Words<'_>, folded: &str) -> bool {
    match sentence::read(words, "はい", folded).answer {
        Answer::Met => false,
        Answer::Partial | Answer::Planned => true,
        _ => !is_stated(folded),
    }
}

const fn is_mostly(count: usize, column: &Column) -> bool {
    column.filled > 0 && count * 2 >= column.filled
}

const fn is_nearly_all(count: usize, column: &Column) -> bool {
    column.filled > 0 && count * 5 >= column.filled * 4
}
