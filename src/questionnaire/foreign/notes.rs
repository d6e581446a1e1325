//! What stands around the tables of a sheet and takes something away from their answers: notes below, caveats above, comments.
//!
//! A note that names rows is held against each of them as a remark would be. One that names none counts only where it plainly says
//! that the answers are not about what is done now, by the vendor, everywhere: forms are full of other texts.

mod about;
mod comment;
mod footnote;
mod form_text;
mod gathering;
mod in_columns;
mod label;
mod listed;
mod marked;
mod row_reference;
mod sample;
mod subject;
mod taken;
mod weighing;

use super::grid::Grid;
use super::rows::Aside;
use super::{ForeignReading, elsewhere};
use crate::questionnaire::Answer;
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::{Address, Sheet};
use comment::heed_comments;
use gathering::gather;
use label::{labelled, names_another};
use std::collections::BTreeSet;
use std::ops::Range;
use weighing::{Hit, weigh};

pub(super) use about::{is_for_all, is_of_another_day, speaks_of_the_answers};
pub(super) use elsewhere::{covers_a_part, limits};
pub(super) use form_text::is_of_the_form;
pub(super) use listed::numbered_for_rows;
pub(super) use row_reference::{Named, calls_a_row, core, refers};
pub(super) use sample::is_sample;
pub(super) use taken::{may_take_rows, taken_by_text};

/// Pairs of a note and a table that are weighed on a sheet. No sheet that people read has as many; beyond, a note is taken to limit.
const MOST_WEIGHED: usize = 20_000;

/// Answers whose ids are looked for in notes, summed over all notes of a sheet: beyond, a note that names rows counts for all.
pub(super) const NAMED_CELLS: usize = 2_000_000;
/// Tables side by side that are looked at for one row.
const MOST_BESIDE: usize = 64;
/// Characters of a sentence beyond which it is no note.
const LONGEST_NOTE: usize = 1500;

/// The answers of one table and where it lies.
pub(super) struct Scope {
    /// Its answers, as indices into those of the reading.
    pub(super) answers: Range<usize>,
    /// The table, as an index into those of the reading.
    pub(super) table: usize,
    /// Rows from its header to the next table.
    pub(super) rows: (u32, u32),
    /// Its columns.
    pub(super) columns: (u32, u32),
    /// Rows above it that are its header.
    pub(super) head: (u32, u32),
    /// Whether every row that holds neither question nor answer is a note: answers stand below their questions.
    pub(super) loose: bool,
}

/// A text around a table.
struct Note {
    at: Address,
    text: String,
    position: Position,
    /// Whether it stands right above a table, and apart from what is above it: the name of that table.
    caption: bool,
    /// Whether nothing else stands on its row: tables side by side below it share it.
    alone: bool,
    /// Whether a bare number before it is that of a row: 「2：契約後に対応」.
    numbered: bool,
}

/// Where a text around a table stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Above all tables.
    Above,
    /// On the row of a question.
    Beside,
    /// On a row that heads the questions below it.
    Section,
    /// On another row that asks nothing.
    Apart,
}

/// Lets notes and comments of a sheet take back what they take back.
pub(super) fn heed(
    (sheet, grid): (&Sheet, &Grid),
    words: Words<'_>,
    scopes: &[Scope],
    asides: &[Aside],
    reading: &mut ForeignReading,
) {
    if scopes.is_empty() {
        return;
    }
    let mut ordered: Vec<&Scope> = scopes.iter().collect();
    ordered.sort_by_key(|scope| scope.rows.0);
    let (mut budget, mut weighed) = (NAMED_CELLS, 0);
    for note in gather(words, (sheet, grid), &ordered, asides, reading) {
        let names = || row_reference::names_its_rows(&note.text) && note.text.contains('は');
        if note.caption && !names() && elsewhere::of_name(&fold(&note.text), words.on).is_some() {
            let own = |scope: &&Scope| note.alone || (scope.columns.0..=scope.columns.1).contains(&note.at.column);
            for scope in near(&ordered, note.at.row).filter(|scope| scope.rows.0 > note.at.row).filter(own) {
                take_back(note.at, &note.text, scope, &scope.answers.clone().collect(), reading);
            }
        }
        // What stands above all tables is about all of them, and is weighed once; but for the rows that it names.
        if note.position == Position::Above {
            let Some((first, others)) = ordered.split_first() else { return };
            let other = || labelled(&note.text).is_some_and(|(label, value)| names_another(&label, &value, words.on));
            let hit = weigh(words, &note, first, reading, &mut budget);
            if !hit.general.is_empty() || other() {
                for scope in &ordered {
                    take_back(note.at, &note.text, scope, &scope.answers.clone().collect(), reading);
                }
                continue;
            }
            take_back(note.at, &note.text, first, &hit.named, reading);
            for scope in others.iter().filter(|_| may_name_rows(words, &note)) {
                weighed += 1;
                if weighed <= MOST_WEIGHED {
                    let hit = weigh(words, &note, scope, reading, &mut budget);
                    take_back(note.at, &note.text, scope, &hit.named, reading);
                }
            }
            continue;
        }
        for scope in meant(&note, &ordered) {
            weighed += 1;
            let hit = match weighed > MOST_WEIGHED {
                true => scope.answers.clone().collect(),
                false => {
                    let Hit { named, general } = weigh(words, &note, scope, reading, &mut budget);
                    &named | &general
                }
            };
            take_back(note.at, &note.text, scope, &hit, reading);
        }
    }
    for said in sheet.printed.iter().filter(|said| elsewhere::of_name(&fold(said), words.on).is_some()) {
        for scope in &ordered {
            take_back(Address::new(0, 0), said, scope, &scope.answers.clone().collect(), reading);
        }
    }
    heed_held(words, &ordered, reading, &mut budget);
    heed_comments(sheet, words, scopes, reading);
}

/// Lets notes that a table holds in its columns take back what they say of other rows.
fn heed_held(words: Words<'_>, scopes: &[&Scope], reading: &mut ForeignReading, budget: &mut usize) {
    let mut weighed = 0;
    for scope in scopes {
        for held in in_columns::held(words, scope, reading) {
            weighed += 1;
            if weighed > MOST_WEIGHED {
                return;
            }
            let Hit { mut named, general } = weigh(words, &held.note, scope, reading, budget);
            // What a remark says without a name is said of its own row, and read there.
            if held.but.is_none() {
                named.extend(general);
            }
            named
                .retain(|at| reading.answers.get(*at).is_some_and(|answer| Some(answer.question_cell.row) != held.but));
            take_back(held.note.at, &held.note.text, scope, &named, reading);
        }
    }
}

/// Whether a text may name rows, by a number or by what they ask.
fn may_name_rows(words: Words<'_>, note: &Note) -> bool {
    note.numbered
        || refers(&note.text)
        || note.text.split(['。', '\n']).any(|piece| subject::takes_from_a_subject(words, piece))
}

/// The tables that may lie on a row, or begin right below it.
fn near<'a, 's>(ordered: &'a [&'s Scope], row: u32) -> impl Iterator<Item = &'s Scope> + 'a {
    let end = ordered.partition_point(|scope| scope.rows.0 <= row.saturating_add(2));
    ordered.get(end.saturating_sub(MOST_BESIDE)..end).unwrap_or_default().iter().copied()
}

/// The tables that a note is about.
fn meant<'s>(note: &Note, scopes: &[&'s Scope]) -> Vec<&'s Scope> {
    let row = note.at.row;
    let inside: Vec<&Scope> = near(scopes, row).filter(|scope| (scope.rows.0..=scope.rows.1).contains(&row)).collect();
    let beside: Vec<&Scope> =
        inside.iter().copied().filter(|scope| (scope.columns.0..=scope.columns.1).contains(&note.at.column)).collect();
    let own = if beside.is_empty() { inside } else { beside };
    let folded = fold(&note.text);
    // Right above the next table, it may be about that one.
    let next: Vec<&Scope> = near(scopes, row).filter(|scope| scope.rows.0 > row).collect();
    let points = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if note.caption && !next.is_empty() {
        return next;
    }
    if !next.is_empty() && points(&["以下", "下記", "下表"]) || own.is_empty() {
        return next;
    }
    if next.is_empty() || points(&["上記", "以上", "上表"]) {
        return own;
    }
    own.into_iter().chain(next).collect()
}

/// Makes answers unclear, with the note, and tells it once.
fn take_back(cell: Address, text: &str, scope: &Scope, hit: &BTreeSet<usize>, reading: &mut ForeignReading) {
    let said: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    let mut count = 0;
    for at in hit {
        let Some(answer) = reading.answers.get_mut(*at) else { continue };
        if answer.undirected.is_none() && answer.answer != Answer::Met {
            continue;
        }
        answer.doubt(format!("{cell}に「{said}」とあり、この回答がそのとおりかを確かめる必要があります"));
        count += 1;
    }
    if count > 0
        && let Some(table) = reading.tables.get_mut(scope.table)
    {
        table.notes.push(format!("{cell}の「{said}」により、{count}件の回答を判読不能としました"));
    }
}
