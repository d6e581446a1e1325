//! Which answers of a table a note takes back.

use super::about::{is_doubtful_statement, is_signed};
use super::footnote::{carries, mark_of};
use super::form_text::{is_title, is_voice_of_form};
use super::row_reference::{Named, is_taken, named};
use super::{Note, Position, Scope, is_for_all, is_of_the_form, is_sample, limits, refers};
use crate::questionnaire::foreign::{ColumnUse, ForeignAnswer, ForeignReading, sentence, to_come};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, date, when};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A note held against a table.
struct Weighing<'a> {
    words: Words<'a>,
    note: &'a Note,
    scope: &'a Scope,
    reading: &'a ForeignReading,
    answers: &'a [ForeignAnswer],
    /// Whether it begins as notes do.
    signed: bool,
}

/// The answers of a table that a note takes back, as indices into those of the reading.
pub(super) fn weigh(
    words: Words<'_>,
    note: &Note,
    scope: &Scope,
    reading: &ForeignReading,
    budget: &mut usize,
) -> BTreeSet<usize> {
    let mut hit = BTreeSet::new();
    let Some(answers) = reading.answers.get(scope.answers.clone()) else { return hit };
    let whole = fold(&note.text);
    let weighing = Weighing { words, note, scope, reading, answers, signed: is_signed(&whole) };
    if is_sample(&whole) && (note.position == Position::Section || !weighing.is_below()) {
        return weighing.following();
    }
    let mark = mark_of(&whole);
    // What one sentence says of all answers, the next may take back: 「上記は5月の時点です。現在は中止しています。」
    let mut spoken = false;
    for (number, piece) in note.text.split(['。', '\n']).filter(|piece| !piece.trim().is_empty()).enumerate() {
        let folded = fold(piece);
        if is_of_the_form(&folded) {
            continue;
        }
        let marked = mark.as_deref().filter(|_| number == 0).and_then(|mark| weighing.by_mark(mark, &folded));
        hit.extend(match marked.or_else(|| weighing.by_name(piece, &folded, budget)) {
            Some(found) => found,
            None => {
                spoken = spoken || is_for_all(&folded);
                weighing.of_all(piece, &folded, spoken)
            }
        });
    }
    hit
}

impl Weighing<'_> {
    fn all(&self) -> BTreeSet<usize> {
        self.scope.answers.clone().collect()
    }

    /// Those of its answers of which something holds.
    fn answers_that(&self, holds: impl Fn(&ForeignAnswer) -> bool) -> BTreeSet<usize> {
        self.scope.answers.clone().zip(self.answers).filter(|(_, answer)| holds(answer)).map(|(at, _)| at).collect()
    }

    /// The answers below the note, or all where it stands above the table.
    fn following(&self) -> BTreeSet<usize> {
        self.answers_that(|answer| answer.question_cell.row > self.note.at.row)
    }

    fn is_below(&self) -> bool {
        let (row, scope) = (self.note.at.row, self.scope);
        let heads = matches!(self.note.position, Position::Above | Position::Section);
        row > scope.rows.1 || (!heads && row > scope.head.1)
    }

    /// 「※1 予定を含む」: where its mark stands, it counts. Nothing where the mark stands nowhere.
    fn by_mark(&self, mark: &str, folded: &str) -> Option<BTreeSet<usize>> {
        const SIGNS: [char; 5] = ['※', '注', '*', '＊', '†'];
        let carries = |text: &str| text.contains(SIGNS) && carries(&fold(text), mark);
        let titled = self.reading.tables.get(self.scope.table).is_some_and(|table| {
            table.columns.iter().any(|c| c.usage == ColumnUse::Answer && c.titles.iter().any(|t| carries(t)))
        });
        let carrying = self.answers_that(|answer| {
            carries(&answer.question) || carries(&answer.written) || answer.category.iter().any(|text| carries(text))
        });
        if !titled && carrying.is_empty() {
            return None;
        }
        let body = folded.get(mark.len()..).unwrap_or_default();
        let limited = limits(body) || to_come::is_coming(body);
        Some(match (limited, titled) {
            (true, true) => self.all(),
            (true, false) => carrying,
            (false, _) => BTreeSet::new(),
        })
    }

    /// The rows that a sentence names by their ids, where it takes something from them. Nothing where it names none.
    fn by_name(&self, piece: &str, folded: &str, budget: &mut usize) -> Option<BTreeSet<usize>> {
        let heads = matches!(self.note.position, Position::Above | Position::Section);
        if heads || self.note.caption || !folded.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let named = match budget.checked_sub(self.answers.len()) {
            Some(left) => {
                *budget = left;
                named(folded, self.answers.iter().map(|answer| answer.id.as_deref()))
            }
            None if refers(folded) => (0..self.answers.len()).map(|offset| (offset, Named::Perhaps)).collect(),
            None => Vec::new(),
        };
        if named.is_empty() {
            return None;
        }
        let taken = named.into_iter().filter(|(offset, how)| {
            self.answers.get(*offset).is_some_and(|answer| is_taken(self.words, piece, folded, answer, *how))
        });
        Some(taken.map(|(offset, _)| self.scope.answers.start + offset).collect())
    }

    /// What a sentence that names no rows takes back: of its own row, or of all where it speaks of them.
    fn of_all(&self, piece: &str, folded: &str, spoken: bool) -> BTreeSet<usize> {
        let Self { words, note, .. } = *self;
        if note.position == Position::Beside && !spoken {
            return self.answers_that(|answer| {
                answer.question_cell.row == note.at.row
                    && (limits(folded)
                        || sentence::read(words, "はい", piece).answer != Answer::Met
                        || words.told(&answer.question, piece).is_some())
            });
        }
        if is_doubtful_statement(folded) {
            return self.all();
        }
        let limited = limits(folded) || is_of_another_day(piece, folded, words.on);
        let heads = matches!(note.position, Position::Above | Position::Section);
        let unnamed = !heads && self.signed && !is_voice_of_form(folded);
        if !limited || is_title(folded) || !(spoken || unnamed) {
            return BTreeSet::new();
        }
        match note.position == Position::Section || ["以下", "下記"].iter().any(|word| folded.contains(word)) {
            true => self.following(),
            false => self.all(),
        }
    }
}

/// 「令和9年6月時点の対応です」, 「令和5年度の状況です」: the answers are of a day to come, or of a year before the last one.
fn is_of_another_day(text: &str, folded: &str, on: Date) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match date::find(text) {
        Some(day) => day > on && has(&["時点", "現在", "基準日", "の状況", "稼働"]),
        None => {
            let old = when::year_of(folded).is_some_and(|year| year.saturating_add(1) < on.year());
            old && has(&["時点の", "の状況です", "の結果です", "の回答です", "の内容です"])
        }
    }
}
