//! What stands around the tables of a sheet and takes something away from their answers: notes below, caveats above, comments.
//!
//! A note that names rows is held against each of them as a remark would be. One that names none counts only where it plainly says
//! that the answers are not about what is done now, by the vendor, everywhere: forms are full of other texts.

mod about;
mod comment;
mod footnote;
mod form_text;
mod label;
mod row_reference;
mod sample;

use super::grid::Grid;
use super::rows::Aside;
use super::{ColumnUse, ForeignReading, elsewhere, legend, sentence, tenor};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, date, when};
use crate::workbook::{Address, Sheet};
pub(super) use about::speaks_of_the_answers;
use about::{is_doubtful_statement, is_signed};
use comment::heed_comments;
use footnote::{carries, mark_of};
use form_text::{is_title, is_voice_of_form};
use jiff::civil::Date;
use label::{labelled, names_another};
use row_reference::{is_taken, named};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) use about::is_for_all;
pub(super) use elsewhere::{is_of_a_part, limits};
pub(super) use form_text::is_of_the_form;
pub(super) use row_reference::{core, refers, taken_by_name};
pub(super) use sample::is_sample;

/// Pairs of a note and a table that are weighed on a sheet. No sheet that people read has as many; beyond, a note is taken to limit.
const MOST_WEIGHED: usize = 20_000;

/// Answers whose ids are looked for in notes, summed over all notes of a sheet: beyond, a note that names rows counts for all.
pub(super) const NAMED_CELLS: usize = 2_000_000;
/// Tables side by side that are looked at for one row.
const MOST_BESIDE: usize = 64;
/// Texts above all tables that are weighed, the nearest first.
const MOST_ABOVE: usize = 300;
/// Characters of a sentence beyond which it is no note.
const LONGEST_NOTE: usize = 1500;
/// Bytes of a note that are weighed; of a longer one, only the sentences that say something of the answers.
const LONGEST_TEXT: usize = 12_000;

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
    /// Whether it heads the questions below it.
    section: bool,
    /// Whether it stands above all tables.
    above: bool,
    /// Whether it stands on the row of a question.
    beside: bool,
    /// Whether it stands alone right above a table, and apart from what is above it: the name of that table.
    caption: bool,
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
    for note in gather(grid, &ordered, asides, reading) {
        if note.caption && elsewhere::of_name(&fold(&note.text), words.on).is_some() {
            for scope in near(&ordered, note.at.row).filter(|scope| scope.rows.0 > note.at.row) {
                take_back(note.at, &note.text, scope, &scope.answers.clone().collect(), reading);
            }
        }
        // What stands above all tables is about all of them, and is weighed once.
        if note.above {
            let Some(first) = ordered.first() else { return };
            let other = || labelled(&note.text).is_some_and(|(label, value)| names_another(&label, &value, words.on));
            if other() || !weigh(words, &note, first, reading, &mut budget).is_empty() {
                for scope in &ordered {
                    take_back(note.at, &note.text, scope, &scope.answers.clone().collect(), reading);
                }
            }
            continue;
        }
        for scope in meant(&note, &ordered) {
            weighed += 1;
            let hit = match weighed > MOST_WEIGHED {
                true => scope.answers.clone().collect(),
                false => weigh(words, &note, scope, reading, &mut budget),
            };
            take_back(note.at, &note.text, scope, &hit, reading);
        }
    }
    heed_comments(sheet, words, scopes, reading);
}

/// The tables that may lie on a row, or begin right below it.
fn near<'a, 's>(ordered: &'a [&'s Scope], row: u32) -> impl Iterator<Item = &'s Scope> + 'a {
    let end = ordered.partition_point(|scope| scope.rows.0 <= row.saturating_add(2));
    ordered.get(end.saturating_sub(MOST_BESIDE)..end).unwrap_or_default().iter().copied()
}

/// Texts on rows that ask nothing.
fn gather(grid: &Grid, scopes: &[&Scope], asides: &[Aside], reading: &ForeignReading) -> Vec<Note> {
    let left: BTreeMap<u32, bool> = asides.iter().map(|aside| (aside.row, aside.section)).collect();
    let first = scopes.iter().map(|scope| scope.rows.0).min().unwrap_or(0);
    let asked: BTreeSet<u32> = scopes
        .iter()
        .filter_map(|scope| reading.answers.get(scope.answers.clone()))
        .flatten()
        .flat_map(|answer| [answer.question_cell.row, answer.cell.row])
        .collect();
    let mut notes = Vec::new();
    let mut before = None;
    for line in &grid.lines {
        let row = line.number;
        let apart = before.replace(row).is_none_or(|before| before + 1 < row) || row < first;
        let inside = near(scopes, row).find(|scope| (scope.rows.0..=scope.rows.1).contains(&row));
        let aside = left.get(&row).copied();
        let filled = || grid.filled(line, 0, u32::MAX, false);
        // 「補足」 below an answer is read with it.
        let named = || filled().next().is_some_and(|(_, seen)| seen.role().is_some());
        let loose = inside.is_some_and(|scope| scope.loose) && !asked.contains(&row) && !named();
        let beside = inside.is_some() && aside.is_none() && !loose;
        let mut put = |at: Address, text: String, above: bool| {
            if let Some(text) = of_sentences(text) {
                let heads = apart && filled().count() == 1 && near(scopes, row).any(|scope| scope.rows.0 > row);
                let caption = heads && is_name(&fold(&text));
                notes.push(Note { at, text, section: aside == Some(true), above, beside, caption });
            }
        };
        match (inside, aside) {
            (Some(scope), None) if !loose => {
                // Beside the rows, only what is marked as a note.
                let beyond = |first: u32, last: u32| last < scope.columns.0 || first > scope.columns.1;
                let signed = filled().filter(|(span, seen)| {
                    beyond(span.first, span.last)
                        && is_signed(&seen.folded)
                        && near(scopes, row).all(|other| span.first < other.columns.0 || span.first > other.columns.1)
                });
                signed.for_each(|(_, seen)| put(seen.area.first, seen.text.trim().to_owned(), false));
            }
            (Some(_), _) => {
                let all: Vec<&str> = filled().map(|(_, seen)| seen.text.trim()).collect();
                if let Some((_, seen)) = filled().next() {
                    put(seen.area.first, all.join(" "), false);
                }
            }
            (None, _) => {
                let above = row < first;
                // 「記入対象｜導入後の状態」 is one text.
                let named = filled().next().is_some_and(|(_, seen)| seen.length() <= 8) && filled().count() <= 4;
                if named && let Some((_, seen)) = filled().next() {
                    let all: Vec<&str> = filled().map(|(_, seen)| seen.text.trim()).collect();
                    put(seen.area.first, all.join(" "), above);
                } else {
                    filled().for_each(|(_, seen)| put(seen.area.first, seen.text.trim().to_owned(), above));
                }
            }
        }
    }
    let above = notes.iter().filter(|note| note.above).count();
    notes.drain(..above.saturating_sub(MOST_ABOVE));
    notes
}

/// A text of sentences that can be weighed: of a long one, those that are no longer than a note and limit something.
fn of_sentences(text: String) -> Option<String> {
    if text.chars().count() <= LONGEST_NOTE {
        return Some(text);
    }
    let mut kept = String::new();
    for sentence in text.split_inclusive(['。', '\n']).filter(|sentence| sentence.chars().count() <= LONGEST_NOTE) {
        let folded = fold(sentence);
        if (limits(&folded) || is_for_all(&folded)) && kept.len() + sentence.len() <= LONGEST_TEXT {
            kept.push_str(sentence);
        }
    }
    (!kept.is_empty()).then_some(kept)
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

/// The answers of a table that a note takes back.
fn weigh(
    words: Words<'_>,
    note: &Note,
    scope: &Scope,
    reading: &ForeignReading,
    budget: &mut usize,
) -> BTreeSet<usize> {
    let mut hit = BTreeSet::new();
    let Some(answers) = reading.answers.get(scope.answers.clone()) else { return hit };
    let at = |offset: usize| scope.answers.start + offset;
    let whole = fold(&note.text);
    if is_sample(&whole) && (note.section || !is_below(note, scope)) {
        return following(note, scope, reading);
    }
    let signed = is_signed(&whole);
    let marked = mark_of(&whole);
    // What one sentence says of all answers, the next may take back: 「上記は5月の時点です。現在は中止しています。」
    let mut spoken = false;
    for (number, piece) in note.text.split(['。', '\n']).filter(|piece| !piece.trim().is_empty()).enumerate() {
        let folded = fold(piece);
        if is_of_the_form(&folded) {
            continue;
        }
        // 「※1 予定を含む」: where its mark stands, it counts.
        if let Some(mark) = marked.as_deref().filter(|_| number == 0) {
            let body = folded.get(mark.len()..).unwrap_or_default();
            let signs = ['※', '注', '*', '＊', '†'];
            let carries = |text: &str| text.contains(signs) && carries(&fold(text), mark);
            let titled = reading.tables.get(scope.table).is_some_and(|table| {
                table.columns.iter().any(|c| c.usage == ColumnUse::Answer && c.titles.iter().any(|t| carries(t)))
            });
            let carrying: Vec<usize> = answers
                .iter()
                .enumerate()
                .filter(|(_, a)| {
                    carries(&a.question) || carries(&a.written) || a.category.iter().any(|text| carries(text))
                })
                .map(|(offset, _)| offset)
                .collect();
            let limited = limits(body) || tenor::is_coming(body);
            if titled && limited {
                hit.extend(scope.answers.clone());
            }
            if limited {
                hit.extend(carrying.iter().copied().map(at));
            }
            if titled || !carrying.is_empty() {
                continue;
            }
        }
        let searched = !note.above && !note.section && !note.caption && folded.contains(|c: char| c.is_ascii_digit());
        let named = match budget.checked_sub(answers.len()) {
            _ if !searched => Vec::new(),
            Some(left) => {
                *budget = left;
                named(&folded, answers.iter().map(|answer| answer.id.as_deref()))
            }
            None if refers(&folded) => (0..answers.len()).map(|offset| (offset, false)).collect(),
            None => Vec::new(),
        };
        if !named.is_empty() {
            let taken = named.into_iter().filter(|(offset, strong)| {
                answers.get(*offset).is_some_and(|answer| is_taken(words, piece, &folded, answer, *strong))
            });
            hit.extend(taken.map(|(offset, _)| at(offset)));
            continue;
        }
        spoken = spoken || is_for_all(&folded);
        if note.beside && !spoken {
            let own = answers.iter().enumerate().filter(|(_, answer)| answer.question_cell.row == note.at.row);
            let taken = own.filter(|(_, answer)| {
                limits(&folded)
                    || sentence::read(words, "はい", piece).answer != Answer::Met
                    || words.told(&answer.question, piece).is_some()
            });
            hit.extend(taken.map(|(offset, _)| at(offset)));
            continue;
        }
        if is_doubtful_statement(&folded) {
            hit.extend(scope.answers.clone());
            continue;
        }
        let about = spoken;
        let limited = limits(&folded) || is_of_another_day(piece, &folded, words.on);
        let unnamed = !note.above && !note.section && signed;
        if limited && !is_title(&folded) && (about || (unnamed && !is_voice_of_form(&folded))) {
            hit.extend(match note.section || ["以下", "下記"].iter().any(|word| folded.contains(word)) {
                true => following(note, scope, reading),
                false => scope.answers.clone().collect(),
            });
        }
    }
    hit
}

/// 「令和9年6月時点の対応です」, 「令和5年度の状況です」: the answers are of a day to come, or of a year before the last one.
fn is_of_another_day(text: &str, folded: &str, on: Date) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match date::find(text) {
        Some(day) => day > on && has(&["時点", "現在", "基準日", "の状況", "稼働"]),
        None => {
            let old = when::year_of(folded).is_some_and(|year| i64::from(year) + 1 < i64::from(on.year()));
            old && has(&["時点の", "の状況です", "の結果です", "の回答です", "の内容です"])
        }
    }
}

/// Whether a text is a name rather than a sentence or a note.
fn is_name(folded: &str) -> bool {
    !is_signed(folded)
        && !legend::is_legend(folded)
        && !["上記", "以上", "上表"].iter().any(|word| folded.contains(word))
        && !["です", "ます", "ません", "した", "ない", "ください", "下さい", "こと"]
            .iter()
            .any(|end| folded.ends_with(end))
}

fn is_below(note: &Note, scope: &Scope) -> bool {
    note.at.row > scope.rows.1 || (!note.above && note.at.row > scope.head.1 && !note.section)
}

/// The answers of a table below a note, or all where it stands above the table.
fn following(note: &Note, scope: &Scope, reading: &ForeignReading) -> BTreeSet<usize> {
    let below = |at: &usize| reading.answers.get(*at).is_some_and(|a| a.question_cell.row > note.at.row);
    scope.answers.clone().filter(below).collect()
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
        answer.answer = Answer::Unclear;
        answer.undirected = None;
        answer.why = Some(format!("{cell}に「{said}」とあり、この回答がそのとおりかを確かめる必要があります"));
        count += 1;
    }
    if count > 0
        && let Some(table) = reading.tables.get_mut(scope.table)
    {
        table.notes.push(format!("{cell}の「{said}」により、{count}件の回答を判読不能としました"));
    }
}
