//! What stands around the tables of a sheet and takes something away from their answers: notes below, caveats above, comments.
//!
//! A note that names rows is held against each of them as a remark would be. One that names none counts only where it plainly says
//! that the answers are not about what is done now, by the vendor, everywhere: forms are full of other texts.

use super::grid::Grid;
use super::rows::Aside;
use super::sentence;
use super::{ColumnUse, ForeignReading, marks};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::{Phrases, WordList};
use crate::questionnaire::{Answer, date, when};
use crate::workbook::{Address, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Pairs of a note and a table that are weighed on a sheet. No sheet that people read has as many; beyond, a note is taken to limit.
const MOST_WEIGHED: usize = 20_000;

/// Answers whose ids are looked for in notes, summed over all notes of a sheet: beyond, a note that names rows counts for all.
const NAMED_CELLS: usize = 2_000_000;
/// Tables side by side that are looked at for one row.
const MOST_BESIDE: usize = 64;
/// Texts above all tables that are weighed, the nearest first.
const MOST_ABOVE: usize = 300;
/// Characters of a text beyond which it is no note.
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
    /// Whether it heads the questions below it.
    section: bool,
    /// Whether it stands above all tables.
    above: bool,
    /// Whether it stands on the row of a question.
    beside: bool,
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
        // What stands above all tables is about all of them, and is weighed once.
        if note.above {
            let Some(first) = ordered.first() else { return };
            if !weigh(words, &note, first, reading, &mut budget).is_empty() {
                for scope in &ordered {
                    take_back(note.at, &note.text, scope, &scope.answers.clone().collect(), reading);
                }
            }
            continue;
        }
        let whole = fold(&note.text);
        if is_form_text(&whole) && !is_sample(&whole) && !refers(&whole) {
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
    for line in &grid.lines {
        let row = line.number;
        let inside = near(scopes, row).find(|scope| (scope.rows.0..=scope.rows.1).contains(&row));
        let aside = left.get(&row).copied();
        let filled = || grid.filled(line, 0, u32::MAX, false);
        // 「補足」 below an answer is read with it.
        let named = || filled().next().is_some_and(|(_, seen)| seen.role().is_some());
        let loose = inside.is_some_and(|scope| scope.loose) && !asked.contains(&row) && !named();
        let beside = inside.is_some() && aside.is_none() && !loose;
        let mut put = |at: Address, text: String, above: bool| {
            if text.chars().count() <= LONGEST_NOTE {
                notes.push(Note { at, text, section: aside == Some(true), above, beside });
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
    if is_form_text(&whole) && !refers(&whole) {
        return hit;
    }
    let signed = is_signed(&whole);
    let marked = mark_of(&whole);
    // What one sentence says of all answers, the next may take back: 「上記は5月の時点です。現在は中止しています。」
    let mut spoken = false;
    for (number, piece) in note.text.split(['。', '\n']).filter(|piece| !piece.trim().is_empty()).enumerate() {
        let folded = fold(piece);
        if is_form_text(&folded) {
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
            let limits = LIMITING.any(&open_words(body)) || marks::is_coming(body);
            if titled && limits {
                hit.extend(scope.answers.clone());
            }
            if limits {
                hit.extend(carrying.iter().copied().map(at));
            }
            if titled || !carrying.is_empty() {
                continue;
            }
        }
        let searched = !note.above && !note.section && folded.contains(|c: char| c.is_ascii_digit());
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
            let said = behind_topic(piece);
            let limits = LIMITING.any(&open_words(&folded));
            hit.extend(named.into_iter().filter_map(|(offset, strong)| {
                let answer = answers.get(offset)?;
                let backed = || {
                    sentence::read(words, "はい", said).answer == Answer::Met
                        && words.told(&answer.question, said).is_none()
                };
                (limits || (strong && !backed())).then(|| at(offset))
            }));
            continue;
        }
        spoken = spoken || is_for_all(&folded);
        if note.beside && !spoken {
            let own = answers.iter().enumerate().filter(|(_, answer)| answer.question_cell.row == note.at.row);
            let taken = own.filter(|(_, answer)| {
                LIMITING.any(&open_words(&folded))
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
        let later = || {
            let day = date::find(piece).is_some_and(|found| found > words.on);
            day && ["時点", "現在", "基準日", "の状況", "稼働"].iter().any(|word| folded.contains(word))
        };
        let limits = LIMITING.any(&open_words(&folded)) || later();
        let unnamed = !note.above && !note.section && signed;
        if limits && !is_title(&folded) && (about || (unnamed && !is_voice_of_form(&folded))) {
            hit.extend(match note.section || ["以下", "下記"].iter().any(|word| folded.contains(word)) {
                true => following(note, scope, reading),
                false => scope.answers.clone().collect(),
            });
        }
    }
    hit
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

/// Comments on headers count for the column, those on other cells of a row for its answers.
fn heed_comments(sheet: &Sheet, words: Words<'_>, scopes: &[Scope], reading: &mut ForeignReading) {
    if sheet.comments.is_empty() {
        return;
    }
    for scope in scopes {
        let mut by_row: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut own = BTreeSet::new();
        for at in scope.answers.clone() {
            let Some(answer) = reading.answers.get(at) else { continue };
            by_row.entry(answer.question_cell.row).or_default().push(at);
            own.extend([answer.question_cell, answer.cell]);
        }
        let inside = sheet.comments.iter().filter(|(at, text)| {
            (scope.columns.0..=scope.columns.1).contains(&at.column)
                && !own.contains(at)
                && text.chars().count() <= LONGEST_NOTE
        });
        for (cell, text) in inside {
            let folded = fold(text);
            if is_form_text(&folded) {
                continue;
            }
            let hit: BTreeSet<usize> = if (scope.head.0..=scope.head.1).contains(&cell.row) {
                let answers = reading.tables.get(scope.table).is_some_and(|table| {
                    table.columns.iter().any(|column| {
                        column.usage == ColumnUse::Answer && (column.first..=column.last).contains(&cell.column)
                    })
                });
                let limits = LIMITING.any(&open_words(&folded));
                if limits && (answers || is_for_all(&folded)) {
                    scope.answers.clone().collect()
                } else {
                    BTreeSet::new()
                }
            } else {
                let rows = by_row.get(&cell.row).cloned().unwrap_or_default();
                let takes = LIMITING.any(&open_words(&folded))
                    || sentence::read(words, "はい", text).answer != Answer::Met
                    || when::coming(text, words.on).is_some();
                rows.into_iter().filter(|_| takes).collect()
            };
            take_back(*cell, text, scope, &hit, reading);
        }
    }
}

/// The sign of a footnote at the beginning: 「※1」, 「注2」, 「*」.
fn mark_of(folded: &str) -> Option<String> {
    let bare = folded.trim_start_matches(['(', '[', '【', '<']);
    let opened = folded.len() - bare.len();
    let sign = ["※", "注", "*", "†"].iter().find(|sign| bare.starts_with(**sign))?;
    let rest = bare.get(sign.len()..)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
    if *sign == "注" && digits.is_empty() || opened > 0 {
        return None;
    }
    Some(format!("{sign}{digits}"))
}

/// Whether a text carries the sign of a footnote.
fn carries(folded: &str, mark: &str) -> bool {
    folded.match_indices(mark).any(|(at, _)| {
        let behind = folded.get(at + mark.len()..).and_then(|rest| rest.chars().next());
        // 「※支店を除く」 is a remark of its own, and no sign.
        let ends = behind.is_none_or(|c| ")]】、。?・".contains(c));
        let numbered = mark.ends_with(|c: char| c.is_ascii_digit());
        let next = behind.is_none_or(|c| !c.is_ascii_digit());
        next && (numbered || ends)
    })
}

/// Rows that a folded text names by their ids, and whether it does so beyond doubt; rows without any id are counted.
fn named<'a>(folded: &str, ids: impl Iterator<Item = Option<&'a str>>) -> Vec<(usize, bool)> {
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let ids: Vec<Option<String>> = ids.map(|id| id.map(core)).collect();
    let counted = ids.iter().all(Option::is_none);
    let mut found = Vec::new();
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    for (offset, id) in ids.iter().enumerate() {
        let Some(id) = id.clone().or_else(|| counted.then(|| (offset + 1).to_string())) else { continue };
        if id.is_empty() {
            continue;
        }
        let places = folded.match_indices(&id).filter_map(|(at, _)| Some((at, reference(folded, at, id.len())?)));
        // A row that is only counted must be called a question.
        if let Some((at, strong)) = places.max_by_key(|(_, strong)| *strong).filter(|(_, strong)| *strong || !counted) {
            found.push((offset, strong));
            ends.push((at, at + id.len(), offset));
        }
    }
    // 「3~5」 names what lies between, too.
    ends.sort_unstable();
    for pair in ends.windows(2) {
        if let [(_, end, from), (start, _, to)] = pair
            && folded.get(*end..*start).is_some_and(|between| ["~", "から", "-", "〜", "to"].contains(&between))
        {
            found.extend((*from..*to).map(|offset| (offset, true)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// An id without what stands around it.
fn core(id: &str) -> String {
    let folded = fold(id);
    let core = folded.trim_matches(|c: char| "()[]<>.:、,第問項条号設質番※#".contains(c));
    let core = core.strip_prefix("no").or_else(|| core.strip_prefix('q')).unwrap_or(core).trim_start_matches('.');
    core.to_owned()
}

/// Whether digits, or an id, at a place of a text name a row: beyond doubt, perhaps, or not.
fn reference(folded: &str, at: usize, length: usize) -> Option<bool> {
    let (before, id, after) = (folded.get(..at)?, folded.get(at..at + length)?, folded.get(at + length..)?);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let second = after.chars().nth(1);
    let goes_on = |c: Option<char>| c.is_some_and(|c| ".-/_".contains(c));
    if (id.starts_with(|c: char| c.is_ascii_digit())
        && (digit(last) || (goes_on(last) && digit(before.chars().rev().nth(1)))))
        || (id.ends_with(|c: char| c.is_ascii_digit()) && (digit(next) || (goes_on(next) && digit(second))))
    {
        return None;
    }
    const UNITS: &str = "年月日回時分秒名件%割か箇ヶカ個台人週期版章条階桁万円億段級倍次世文字拠社度者歳才つ種以営";
    if after.starts_with("はい")
        || next.is_some_and(|c| UNITS.contains(c))
        || ["和", "成", "平", "fy", "第r", "(r"].iter().any(|sign| before.ends_with(sign))
    {
        return None;
    }
    let label = before.trim_end_matches(['.', ':', '(', '[', '「', '#', '第']);
    const LABELS: [&str; 25] = [
        "no",
        "設問",
        "問",
        "項番",
        "番号",
        "項目",
        "質問",
        "要件",
        "通番",
        "項",
        "item",
        "items",
        "question",
        "questions",
        "control",
        "controls",
        "requirement",
        "requirements",
        "q",
        "ref",
        "※",
        "*",
        "注",
        "管理策",
        "id",
    ];
    if LABELS.iter().any(|word| label.ends_with(word)) {
        return Some(true);
    }
    if !id.bytes().all(|byte| byte.is_ascii_digit()) {
        // 「1-2」 or 「A-3」 is hardly anything else.
        return last.is_none_or(|c| !c.is_ascii_alphanumeric()).then_some(true);
    }
    const JOINERS: [&str; 10] = ["、", ",", "・", "と", "及び", "並びに", "や", "~", "から", "/"];
    let joined = JOINERS.iter().any(|joint| {
        before.strip_suffix(joint).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
    });
    let opens = before.is_empty()
        || before.ends_with(['※', '*', '・', '(', '【', '「', ':', '】', '、', '。', '\u{1}', ')', '>', '→', '-']);
    if !joined && !opens {
        return None;
    }
    const TOPICS: [&str; 12] =
        ["は", "については", "について", "に関", "に係", "の", "番", "も", "のみ", "だけ", "が", "に対"];
    let closed = after.trim_start_matches([')', ']', '】', '」', '>']);
    let listed = JOINERS.iter().any(|joint| {
        closed
            .strip_prefix(joint)
            .is_some_and(|rest| rest.trim_start_matches(['(', '第']).starts_with(|c: char| c.is_ascii_digit()))
    });
    let spoken = TOPICS.iter().any(|topic| closed.starts_with(topic)) || listed;
    if spoken {
        return Some(true);
    }
    // 「2.支店は未実施」 may be the second note.
    (closed.len() < after.len() || after.starts_with(['.', ':', '、'])).then_some(false)
}

/// Whether a folded text names a row by a number.
pub(super) fn refers(folded: &str) -> bool {
    let mut end = 0;
    folded.char_indices().filter(|(_, c)| c.is_ascii_digit()).any(|(at, _)| {
        if at < end {
            return false;
        }
        let length = folded.get(at..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
        end = at + length;
        length <= 3 && reference(folded, at, length) == Some(true)
    })
}

/// What a note says of the rows it names.
fn behind_topic(text: &str) -> &str {
    ["については", "について", "に関しては", "は", "：", ":"]
        .iter()
        .filter_map(|topic| text.split_once(topic))
        .map(|(_, said)| said)
        .find(|said| said.chars().count() >= 2)
        .unwrap_or(text)
        .trim_start_matches(['、', '，', ',', ' ', '　'])
}

/// Whether a text begins as notes do.
fn is_signed(folded: &str) -> bool {
    const SIGNS: [&str; 22] = [
        "※",
        "*",
        "注",
        "(注",
        "[注",
        "【注",
        "<注",
        "備考",
        "【備考",
        "(備考",
        "補足",
        "【補足",
        "(補足",
        "なお",
        "ただし",
        "但し",
        "特記",
        "<特記",
        "【特記",
        "note",
        "←",
        "尚",
    ];
    SIGNS.iter().any(|sign| folded.starts_with(sign))
}

/// Whether a text speaks of the answers as a whole, or of whose and when they are. The text is folded.
pub(super) fn is_for_all(folded: &str) -> bool {
    ABOUT.any(folded) || folded.trim_start_matches(|c: char| "※*・(【注:)".contains(c)).starts_with("以上")
}

static ABOUT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "本回答",
        "内容は変",
        "内容が変",
        "のため内容",
        "responsesabove",
        "answersabove",
        "回答してい",
        "回答しました",
        "回答したもの",
        "記入した",
        "記入しました",
        "本調査票に",
        "本調査票は",
        "本チェック",
        "の想定",
        "時の見込",
        "の見込",
        "回答は",
        "回答内容",
        "回答の内容",
        "この回答",
        "各回答",
        "上記",
        "上表",
        "上の表",
        "以下は",
        "以下の回答",
        "以下の内容",
        "下記は",
        "下記の回答",
        "下記の内容",
        "下表",
        "本票は",
        "本票の",
        "本表は",
        "本表の",
        "本シートは",
        "本シートの",
        "本書は",
        "本書の",
        "本資料は",
        "本調書は",
        "記載内容",
        "記載した",
        "記載して",
        "記載は",
        "を記載",
        "記入対象",
        "回答対象",
        "対象:",
        "対象範囲",
        "対象システム",
        "対象拠点",
        "対象は",
        "回答範囲",
        "「はい」",
        "「○」",
        "「有」",
        "「実施",
        "「対応",
        "○は",
        "○に",
        "○印",
        "「yes」",
        "の状況",
        "における状況",
        "の状態",
        "時点",
        "基準日",
        "各項目",
        "全項目",
        "すべての項目",
        "全ての項目",
        "全設問",
        "すべての設問",
        "全ての設問",
        "特記事項",
        "の回答",
        "のもの",
        "thisresponse",
        "theseresponses",
        "theseanswers",
        "allanswers",
        "allresponses",
        "answersare",
        "answersrefer",
        "answersdescribe",
        "responsesare",
        "responsesreflect",
        "answersreflect",
        "theabove",
        "allitems",
        "thisdocument",
        "thissheetdescribe",
    ])
});

/// What takes something away from answers: still to come, not everywhere, somebody else's, of another time, or no answer at all.
static LIMITING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定",
        "開始後",
        "整う",
        "今後整",
        "未確定",
        "確定してい",
        "target",
        "planned",
        "していた",
        "以前の",
        "前身",
        "移転前",
        "合併前",
        "変更前",
        "統合前",
        "plannedfor",
        "plannedin",
        "plannedby",
        "検討中",
        "検討して",
        "準備中",
        "計画中",
        "策定中",
        "作成中",
        "整備中",
        "見直し中",
        "見直中",
        "改定中",
        "構築中",
        "移行中",
        "申請中",
        "更新中",
        "対応中",
        "調整中",
        "未実施",
        "未対応",
        "未整備",
        "未導入",
        "未策定",
        "未適用",
        "未設置",
        "未取得",
        "未締結",
        "未完了",
        "未着手",
        "未了",
        "していない",
        "しておりません",
        "していません",
        "しておらず",
        "されていない",
        "されていません",
        "できていない",
        "できていません",
        "できておりません",
        "行っていない",
        "行っていません",
        "行っておりません",
        "のみ",
        "だけ",
        "に限る",
        "に限り",
        "に限定",
        "限られ",
        "限定的",
        "除く",
        "除き",
        "除いて",
        "除外",
        "対象外",
        "対象とし",
        "含まない",
        "含みません",
        "含まず",
        "含まれない",
        "含まれません",
        "含まれていません",
        "含めていません",
        "部分的",
        "一部の",
        "一部は",
        "一部で",
        "一部に",
        "来年度",
        "次年度",
        "翌年度",
        "来年",
        "年度から",
        "年度より",
        "年度中に",
        "月から",
        "月より",
        "中止",
        "停止",
        "廃止",
        "休止",
        "取りやめ",
        "見送",
        "見込",
        "暫定",
        "仮の",
        "仮回答",
        "仮に",
        "今後",
        "将来",
        "導入後",
        "稼働後",
        "稼働時",
        "移行後",
        "更改後",
        "契約後",
        "受託後",
        "納品後",
        "受注後",
        "完成後",
        "構築後",
        "整備後",
        "親会社",
        "グループ会社",
        "子会社",
        "他社",
        "関連会社",
        "旧システム",
        "旧環境",
        "旧サービス",
        "旧版",
        "前システム",
        "現行システム",
        "前回の",
        "昨年度の",
        "前年度の",
        "昨年の",
        "過去の",
        "当時の",
        "努力",
        "目標",
        "想定",
        "理想",
        "サンプル",
        "見本",
        "記入例",
        "ダミー",
        "例示",
        "架空",
        "下書き",
        "素案",
        "ドラフト",
        "たたき台",
        "かかわらず",
        "関わらず",
        "例外",
        "支店では",
        "支店は",
        "支社では",
        "営業所では",
        "工場では",
        "本社における",
        "本社の",
        "本店の",
        "計画を",
        "提案",
        "テスト環境",
        "検証環境",
        "開発環境",
        "標準構成",
        "標準仕様",
        "事実と異なる",
        "最新ではな",
        "古い",
        "他部署",
        "再委託先の",
        "推測",
        "おおむね",
        "概ね",
        "希望",
        "isplanned",
        "areplanned",
        "willbe",
        "planto",
        "draft",
        "sample",
        "example",
        "except",
        "excluding",
        "notyet",
        "inprogress",
        "pending",
        "parentcompany",
        "expected",
        "partially",
        "tentative",
        "intended",
        "headofficeonly",
        "onlyfor",
        "onlyto",
        "doesnotinclude",
        "donotinclude",
        "notcover",
        "futurestate",
        "targetstate",
        "previoussystem",
        "oldsystem",
    ])
});

/// Words of these that take nothing away.
static HARMLESS: LazyLock<Phrases> = LazyLock::new(|| {
    let later = ["予定", "予定のもの", "実施予定", "検討中", "計画中", "予定の項目", "今後の予定"];
    let left = [
        "は含まない",
        "は含みません",
        "を含まない",
        "を含みません",
        "は含めない",
        "を含めない",
        "は除く",
        "を除く",
        "は除き",
        "を除き",
    ];
    let phrases = later.iter().flat_map(|what| left.iter().map(move |sign| format!("{what}{sign}")));
    Phrases::new(
        phrases.chain(
            [
                "例外はありません",
                "例外なく",
                "例外は",
                "一部改",
                "目標復旧",
                "支店を含",
                "支店も含",
                "支店等を含",
                "に限らず",
                "だけでなく",
                "のみならず",
                "予定どおり",
                "予定通り",
                "変更の予定はありません",
                "廃止の予定はありません",
                "提案者",
                "提案書の提出",
                "企画提案",
                "提案事業者",
                "提案書",
                "未実施の項目はありません",
                "停止することなく",
            ]
            .map(str::to_owned),
        ),
    )
});

fn open_words(folded: &str) -> String {
    HARMLESS.out_of(folded)
}

/// Whether a text tells how to fill in the form, defines a term, or is otherwise no statement of the vendor's. The text is folded.
fn is_form_text(folded: &str) -> bool {
    let folded = &folded.replace("pleasenote", "");
    const ASKS: [&str; 18] = [
        "ください",
        "下さい",
        "願います",
        "お願い",
        "すること。",
        "記入すること",
        "記載すること",
        "回答すること",
        "選択すること",
        "付けること",
        "つけること",
        "提出すること",
        "添付すること",
        "please",
        "のこと。",
        "記入のこと",
        "記載のこと",
        "回答のこと",
    ];
    const OTHER: [&str; 34] = [
        "©",
        "copyright",
        "allrights",
        "問い合わせ",
        "問合せ",
        "連絡先",
        "電話",
        "tel:",
        "fax",
        "@",
        "提出期限",
        "回答期限",
        "締切",
        "〆切",
        "返送",
        "返信",
        "送付先",
        "提出先",
        "ありがとう",
        "ご協力",
        "相違ありません",
        "相違ない",
        "誓約",
        "公表",
        "目的",
        "参考とする",
        "出典",
        "ガイドライン",
        "根拠",
        "配点",
        "加点",
        "必須項目",
        "必須です",
        "変更があった場合",
    ];
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let end = folded.trim_end_matches(['。', ')', '」', '.', '】']);
    let told = [
        "を記入",
        "に記入",
        "を選択",
        "に回答",
        "を回答",
        "へ記入",
        "を入力",
        "を参照",
        "回答不要",
        "記入不要",
        "を付す",
        "を付ける",
        "記入する",
        "選択する",
    ];
    let defines = has(&["とは、", "とは「", "とは"])
        && has(&["いう", "指す", "指し", "いいます", "のこと", "示す", "をさす", "です"])
        || has(&["」には、", "」には", "」とは", "」は、"])
            && has(&["を含む", "を含みます", "をいう", "を指"])
            && !has(&["「はい」", "「○」", "予定"]);
    folded.trim_start_matches(['※', '(']).starts_with("参考")
        || has(&["本市の", "本市が", "本市は", "当市の", "当市が", "本町の", "貴社", "御社"])
        || has(&ASKS) && !has(&["ご承知", "ご了承", "ご理解", "ご容赦"]) && !is_widening(folded)
        || has(&OTHER)
        || told.iter().any(|ending| end.ends_with(ending)) && !is_widening(folded)
        || defines
        || folded.contains("場合")
            && has(&[
                "契約",
                "失格",
                "減点",
                "報告",
                "連絡し",
                "協議",
                "相談",
                "通知",
                "記入",
                "回答",
                "選択",
                "とする",
                "、○",
                "、×",
                "は○",
                "は×",
                "は△",
            ])
        || marks::is_legend(folded)
}

/// A statement on the answers, 「本回答は…」, that is none of those which every form ends with.
fn is_doubtful_statement(folded: &str) -> bool {
    const SUBJECTS: [&str; 9] = [
        "本回答は",
        "この回答は",
        "これらの回答は",
        "上記の回答は",
        "上記回答は",
        "以上の回答は",
        "各回答は",
        "全ての回答は",
        "すべての回答は",
    ];
    const PLAIN: [&str; 26] = [
        "とおり",
        "通り",
        "相違",
        "現在",
        "時点",
        "作成",
        "確認",
        "承認",
        "全社",
        "全て",
        "すべて",
        "全事業所",
        "全拠点",
        "に基づ",
        "提出",
        "正確",
        "事実",
        "最新",
        "当社の",
        "弊社の",
        "正しい",
        "目的",
        "使用",
        "利用",
        "公開",
        "秘密",
    ];
    let text = folded.trim_start_matches(|c: char| "※*・(【注:)".contains(c));
    SUBJECTS.iter().any(|subject| text.starts_with(subject)) && !PLAIN.iter().any(|word| text.contains(word))
}

/// 「予定も「はい」としてください」.
fn is_widening(folded: &str) -> bool {
    let later = ["予定", "検討中", "計画", "今後"].iter().any(|word| folded.contains(word));
    later
        && ["「はい」と", "「はい」を", "「はい」に", "○とし", "○として", "も○", "も「はい", "も含め"]
            .iter()
            .any(|word| folded.contains(word))
}

/// A sentence of those who made the form.
fn is_voice_of_form(folded: &str) -> bool {
    const THEIRS: [&str; 21] = [
        "貴社",
        "御社",
        "貴団体",
        "受託者は",
        "受注者は",
        "事業者は",
        "乙は",
        "甲は",
        "調査票",
        "様式",
        "設問",
        "チェックシート",
        "の欄",
        "欄は",
        "選択肢",
        "凡例",
        "本調査",
        "場合",
        "本市",
        "当市",
        "△",
    ];
    THEIRS.iter().any(|word| folded.contains(word))
}

/// 「…調査票」, 「…について」: what a sheet is called; what stands in brackets behind it is looked at for itself.
fn is_title(folded: &str) -> bool {
    let ends = [
        "票",
        "シート",
        "書",
        "リスト",
        "調査",
        "一覧",
        "一覧表",
        "について",
        "資料",
        "様式",
        "アンケート",
        "御中",
        "殿",
        "様",
        "名",
        "会社",
        "部",
        "課",
        "係",
    ];
    let bare = folded.split(['(', '【', '[', '<']).next().unwrap_or_default();
    !bare.is_empty()
        && !is_signed(folded)
        && ends.iter().any(|end| bare.ends_with(end))
        && !LIMITING.any(folded.get(bare.len()..).unwrap_or_default())
}

/// 「見本」, 「【下書き】」, 「以下はサンプルです」, 「調査票（記入例）」: what follows is no answer. The text is folded.
fn is_sample(folded: &str) -> bool {
    const WORDS: [&str; 19] = [
        "記入例",
        "記載例",
        "回答例",
        "作成例",
        "入力例",
        "見本",
        "サンプル",
        "下書き",
        "下書",
        "ドラフト",
        "ダミー",
        "たたき台",
        "素案",
        "練習用",
        "記入見本",
        "sample",
        "draft",
        "example",
        "specimen",
    ];
    const OTHER: [&str; 18] = [
        "参考",
        "参照",
        "別",
        "従",
        "ご覧",
        "シート",
        "ください",
        "下さい",
        "右",
        "左",
        "欄",
        ":",
        "数",
        "提出",
        "検査",
        "採取",
        "調査",
        "を見",
    ];
    let sample = |text: &str| {
        let text = text.trim_matches(|c: char| "※注意:()[]【】<>「」*・!■◆●★- ".contains(c));
        (2..=16).contains(&text.chars().count())
            && WORDS.iter().any(|word| text.contains(word))
            && !OTHER.iter().any(|word| text.contains(word))
    };
    sample(folded)
        || folded.chars().count() <= 60
            && folded.split(['(', '【', '[', '<']).skip(1).any(|part| {
                part.split([')', '】', ']', '>'])
                    .next()
                    .is_some_and(|inner| WORDS.contains(&inner) || sample(inner) && inner.chars().count() <= 8)
            })
}

/// Why answers on a sheet of this name are no answers of now, if so: an example, a draft, another year's, a plan, the other side's.
/// `beside` are the names of the other sheets.
pub(super) fn of_another_kind(name: &str, beside: &[&str], budget_year: u32) -> Option<&'static str> {
    let text = fold(name);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let core = text.trim_matches(|c: char| c.is_ascii_digit() || "()[]【】_- ".contains(c));
    if is_sample(&text) || has(&["記入例", "記載例", "回答例", "見本", "サンプル", "sample", "example", "練習"])
    {
        return Some("記入例や見本のシートとみられます");
    }
    if has(&["下書", "draft", "ドラフト", "作業用", "ボツ", "没", "不採用"])
        || ["仮", "控", "控え", "案"].contains(&core)
    {
        return Some("下書きのシートとみられます");
    }
    if has(&[
        "昨年",
        "前年",
        "前回",
        "去年",
        "過年度",
        "旧回答",
        "旧版",
        "(旧)",
        "previous",
        "lastyear",
        "変更前",
        "修正前",
        "訂正前",
    ]) || ["旧", "old", "backup", "bak"].contains(&core)
        || text.starts_with("旧_")
        || text.starts_with("old_")
    {
        return Some("以前の回答のシートとみられます");
    }
    let years: Vec<u32> = beside.iter().filter_map(|other| when::year_of(&fold(other))).collect();
    let year = when::year_of(&text);
    let plans =
        !has(&["現状", "実績", "状況", "回答"]) && ["計画", "予定", "目標", "案"].iter().any(|end| core.ends_with(end));
    if plans
        && (year.is_some()
            || (!beside.is_empty() && ["計画", "予定", "目標"].contains(&core))
            || has(&["整備計画", "対応計画", "改善計画", "実施計画", "今後"]))
        || year.is_some_and(|year| year > budget_year) && !beside.is_empty()
    {
        return Some("これからの計画のシートとみられます");
    }
    if year.is_some_and(|year| {
        years.iter().any(|other| *other > year && *other <= budget_year)
            || (year < budget_year && years.len() < beside.len())
    }) {
        return Some("以前の年のシートとみられます");
    }
    let who = [
        "市",
        "町",
        "村",
        "県",
        "区",
        "庁内",
        "職員",
        "事務局",
        "担当課",
        "所管課",
        "発注者",
        "委託者",
        "審査",
        "採点",
        "評価者",
    ];
    let what = ["記入用", "使用欄", "使用", "確認用", "審査用", "評価用", "記入", "採点用", "用", "採点", "集計"];
    who.iter()
        .any(|who| core.strip_prefix(who).is_some_and(|rest| what.contains(&rest)))
        .then_some("事業者ではない側のシートとみられます")
}
