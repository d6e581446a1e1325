//! Which answers of a table a note takes back.

use super::about::{is_doubtful_statement, is_signed};
use super::footnote::{carries, mark_of};
use super::form_text::{is_title, is_voice_of_form};
use super::marked::{is_marked, sign_of_what_is_open};
use super::row_reference::{Named, leads, names_a_row, set_apart};
use super::subject::{taken_by_subject, takes_from_a_subject};
use super::taken::{may_instruct, taken_rows};
use super::{
    Note, Position, Scope, is_for_all, is_of_another_day, is_of_the_form, is_sample, limits, speaks_of_the_answers,
};
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::{ColumnUse, ForeignAnswer, ForeignReading, sentence, to_come};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
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
#[derive(Default)]
pub(super) struct Hit {
    /// By what it says of the rows that it names.
    pub(super) named: BTreeSet<usize>,
    /// By what it says of all, or of its place.
    pub(super) general: BTreeSet<usize>,
}

/// What a note takes back of a table.
pub(super) fn weigh(words: Words<'_>, note: &Note, scope: &Scope, reading: &ForeignReading, budget: &mut usize) -> Hit {
    let mut hit = Hit::default();
    let Some(answers) = reading.answers.get(scope.answers.clone()) else { return hit };
    let whole = fold(&note.text);
    let weighing = Weighing { words, note, scope, reading, answers, signed: is_signed(&whole) };
    if is_sample(&whole) && (note.position == Position::Section || !weighing.is_below()) {
        return Hit { general: weighing.following(), ..hit };
    }
    let mark = mark_of(&set_apart(&note.text));
    // What one sentence says of all answers, the next may take back: 「上記は5月の時点です。現在は中止しています。」
    let mut spoken = false;
    for (number, piece) in note.text.split(['。', '\n']).filter(|piece| !piece.trim().is_empty()).enumerate() {
        let folded = fold(piece);
        if is_of_the_form(&folded) {
            continue;
        }
        let marked = mark.as_deref().filter(|_| number == 0).and_then(|mark| weighing.by_mark(mark, piece));
        let named = marked.or_else(|| weighing.by_sign(&folded)).or_else(|| weighing.by_name(piece, &folded, budget));
        // Above the questions, and beside one, a sentence may name a row and speak of more.
        let heads = matches!(note.position, Position::Above | Position::Section | Position::Beside);
        let alone = named.is_some() && (!heads || leads(&set_apart(piece)));
        hit.named.extend(named.into_iter().flatten());
        if !alone {
            spoken = spoken || is_for_all(&folded);
            hit.general.extend(weighing.of_all(piece, &folded, spoken));
        }
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
    fn by_mark(&self, mark: &str, piece: &str) -> Option<BTreeSet<usize>> {
        const SIGNS: [char; 5] = ['※', '注', '*', '＊', '†'];
        let folded = set_apart(piece);
        let carries = |text: &str| text.contains(SIGNS) && carries(&fold(text), mark);
        let titled = self.reading.tables.get(self.scope.table).is_some_and(|table| {
            table.columns.iter().any(|c| c.usage == ColumnUse::Answer && c.titles.iter().any(|t| carries(t)))
        });
        let carrying = self.answers_that(|answer| {
            let beside = answer.id.iter().chain(&answer.category).any(|text| carries(text));
            beside || carries(&answer.question) || carries(&answer.written)
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

    /// 「項番に*を付した項目は未対応」: the rows that carry the sign. Nothing where none does.
    fn by_sign(&self, folded: &str) -> Option<BTreeSet<usize>> {
        let sign = sign_of_what_is_open(self.words, folded)?;
        Some(self.answers_that(|answer| is_marked(answer, &sign))).filter(|marked| !marked.is_empty())
    }

    /// The rows that a sentence names by their ids, or by what they ask, where it takes something from them. Nothing where it names none.
    fn by_name(&self, piece: &str, folded: &str, budget: &mut usize) -> Option<BTreeSet<usize>> {
        let heads = matches!(self.note.position, Position::Above | Position::Section);
        let numbers = folded.contains(|c: char| c.is_ascii_digit());
        if !(numbers || takes_from_a_subject(self.words, piece)) || (heads && may_instruct(folded)) {
            return None;
        }
        let Some(left) = budget.checked_sub(self.answers.len()) else {
            return (limits(folded) && names_a_row(&set_apart(piece))).then(|| self.all());
        };
        *budget = left;
        let answers: Vec<&ForeignAnswer> = self.answers.iter().collect();
        let unsigned = self.note.position == Position::Beside && !self.signed;
        let least = match (heads || unsigned || self.note.caption, self.note.numbered) {
            (true, false) => Named::Surely,
            _ => Named::Perhaps,
        };
        let placed = |rows: BTreeSet<usize>| -> BTreeSet<usize> {
            rows.into_iter().map(|at| self.scope.answers.start + at).collect()
        };
        let rows = numbers.then(|| taken_rows(self.words, piece, &answers, least)).flatten();
        let of_subject = || Some(taken_by_subject(self.words, piece, &answers)).filter(|rows| !rows.is_empty());
        rows.or_else(of_subject).map(placed)
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
        if is_doubtful_statement(folded) || speaks_of_the_answers(piece, words.on) {
            return self.all();
        }
        let limited = limits(folded) || is_of_another_day(piece, words.on);
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
