//! What stands beside the tables or on sheets without one, and speaks of an answer all the same.

use super::grid::{Grid, Line, Seen, Span};
use super::heading::Role;
use super::part::Part;
use super::rows::Rows;
use super::table::Table;
use super::{ForeignAnswer, ForeignReading, against, legend, notes, unread_rows};
use crate::questionnaire::Answer;
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::workbook::Address;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The place of a table: its lines and its columns.
pub(super) struct Extent {
    lines: std::ops::Range<usize>,
    first: u32,
    last: u32,
}

/// More tables than these on a sheet are not held against each other.
const MOST_TABLES: usize = 50;

/// Where the tables of a sheet are; none where there are too many.
pub(super) fn extents(tables: &[Table]) -> Vec<Extent> {
    let found = tables.iter().take(MOST_TABLES + 1).map(|table| {
        let (first, last) = table.sides();
        Extent { lines: table.head.start..table.body.end, first, last }
    });
    let found: Vec<Extent> = found.collect();
    if found.len() > MOST_TABLES { Vec::new() } else { found }
}

impl Rows<'_> {
    /// What stands to the right of a table, in a column without a name, and takes back the answer of its row.
    pub(super) fn beyond(&self, table: &Table, index: usize, line: &Line) -> Option<String> {
        // Where tables stand side by side in great numbers, all that stands right of one belongs to others.
        const MOST_CELLS: usize = 40;
        if self.extents.is_empty() {
            return None;
        }
        let right = table.columns.iter().map(|column| column.last).max()?;
        let head = self.grid.lines.get(table.head.clone()).unwrap_or_default();
        let at = table.body.start + index;
        let taken = |column: u32| {
            self.extents.iter().any(|other| other.lines.contains(&at) && (other.first..=other.last).contains(&column))
        };
        let titled =
            |column: u32| head.iter().any(|line| self.grid.filled(line, column, column, true).next().is_some());
        // One of several below each other: a legend, or words to choose from.
        let listed = |span: &Span| {
            let near = self.grid.lines.iter().skip(at.saturating_sub(2)).take(5);
            let others = near.filter(|other| other.number != line.number);
            others
                .flat_map(|other| self.grid.filled(other, span.first, span.first, false))
                .any(|(_, seen)| seen.length() <= 1 || self.words.vocabulary.read(&seen.text).known)
        };
        let mut marked = false;
        for (span, seen) in self.grid.filled(line, right.saturating_add(1), u32::MAX, false).take(MOST_CELLS) {
            let mark = seen.length() <= 1;
            let free = !mark && !marked && !taken(span.first) && !titled(span.first);
            if free && self.speaks(seen, || listed(span)) {
                return Some(against::told("", seen));
            }
            marked = mark && listed(span);
        }
        None
    }

    /// Whether a text beside a table is a remark that takes an answer back, and no legend, list of words or stamp.
    fn speaks(&self, seen: &Seen, listed: impl Fn() -> bool) -> bool {
        let answers = |text: &str| self.words.vocabulary.read(text).known;
        // 「1：実施済」 is a line of a legend, 「メモ：未実施」 is none.
        let keyed = |(key, _): (&str, &str)| key.chars().count() <= 1 || answers(key);
        // What names other rows is held against those.
        let elsewhere = notes::calls_a_row(&seen.text);
        let explains = seen.folded.split_once([':', '=']).is_some_and(keyed) || legend::is_legend(&seen.folded);
        let offered = || answers(&seen.text) && listed();
        seen.length() >= 3 && !elsewhere && !explains && self.takes_back(&seen.text) && !offered()
    }
}

impl ForeignReading {
    /// Remarks on a sheet of their own belong to the questions whose numbers they name: 「No|補足説明」, 「No.2｜…」, 「2について、…」.
    pub(super) fn add_supplements(&mut self, parts: &[Part<'_>], words: Words<'_>) {
        for part in parts.iter().filter(|part| !part.holds() && !part.explains) {
            let found = supplements(&part.grid, &part.sheet.name);
            let asked = unread_rows::asked_by_number(&part.grid);
            for answer in self.answers.iter_mut().filter(|answer| answer.sheet != part.sheet.name) {
                let Some((place, text)) = answer.id.as_deref().and_then(|id| found.get(&notes::core(id))) else {
                    continue;
                };
                // What asks something else under the same number is no remark on this.
                let core = answer.id.as_deref().map(notes::core).unwrap_or_default();
                if asked.get(&core).is_some_and(|other| !unread_rows::is_same(other, &answer.question)) {
                    continue;
                }
                answer.remark = format!("{}\n（「{}」シート）{text}", answer.remark, part.sheet.name).trim().to_owned();
                let said = words.vocabulary.read(text);
                let holds = (!said.known || said.answer == Answer::Met)
                    && super::sentence::read(words, "はい", text).answer == Answer::Met
                    && words.told(&answer.question, text).is_none();
                if !holds {
                    answer.doubt_for(&part.sheet.name, *place, text);
                }
            }
            for (place, text) in statements(part, words.on) {
                for answer in self.answers.iter_mut().filter(|answer| answer.sheet != part.sheet.name) {
                    answer.doubt_for(&part.sheet.name, place, &text);
                }
            }
            let elsewhere = self.answers.iter().enumerate().filter(|(_, answer)| answer.sheet != part.sheet.name);
            let elsewhere: Vec<usize> = elsewhere.map(|(at, _)| at).collect();
            let room = notes::NAMED_CELLS / elsewhere.len().max(1);
            for (place, text, least) in texts_on_rows(part, words).into_iter().take(room) {
                let asked: Vec<&ForeignAnswer> = elsewhere.iter().filter_map(|at| self.answers.get(*at)).collect();
                let taken = notes::taken_by_text(words, &text, &asked, least);
                for at in taken.into_iter().filter_map(|at| elsewhere.get(at)) {
                    if let Some(answer) = self.answers.get_mut(*at) {
                        answer.doubt_for(&part.sheet.name, place, &text);
                    }
                }
            }
        }
    }
}

impl ForeignAnswer {
    /// Makes a good answer unclear for what another sheet says of it.
    fn doubt_for(&mut self, sheet: &str, place: Address, text: &str) {
        if self.may_be_good() {
            let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(24).collect();
            self.doubt(format!("「{sheet}」シートの{place}に「{text}」とあります"));
        }
    }
}

/// Whether a sheet without questions is called one of remarks, by its name or in its first lines; others tell how to fill in the form.
fn is_of_remarks(grid: &Grid, name: &str) -> bool {
    const REMARKS: [&str; 10] =
        ["補足", "補記", "説明", "特記", "備考", "コメント", "注記", "追記", "remark", "comment"];
    const OTHER: [&str; 7] = ["要領", "要項", "手引", "記入", "方法", "説明書", "凡例"];
    let first = grid.lines.iter().take(3).filter_map(|line| grid.filled(line, 0, u32::MAX, false).next());
    let titles = first.map(|(_, seen)| seen.folded.as_str()).filter(|title| title.chars().count() <= 30);
    let has = |title: &str, words: &[&str]| words.iter().any(|word| title.contains(word));
    let name = fold(name);
    titles.chain([name.as_str()]).any(|title| has(title, &REMARKS) && !has(title, &OTHER))
}

/// Whether a column of a list of corrections holds the answers that count: 「正」 beside 「誤」.
fn is_of_corrected_answers(folded: &str) -> bool {
    const AFTER: [&str; 13] = [
        "正",
        "新",
        "変更後",
        "訂正後",
        "修正後",
        "差替後",
        "差替え後",
        "差し替え後",
        "更新後",
        "改訂後",
        "正しい回答",
        "after",
        "corrected",
    ];
    AFTER.contains(&folded)
        || ["の回答", "回答", "内容", "の内容"]
            .iter()
            .any(|end| folded.strip_suffix(end).is_some_and(|name| AFTER.contains(&name)))
}

/// The remarks of a sheet by the numbers beside them, the bare ones; all that stands beside a number counts.
fn supplements(grid: &Grid, name: &str) -> BTreeMap<String, (Address, String)> {
    let mut found: BTreeMap<String, (Address, String)> = BTreeMap::new();
    let mut add = |id: &Seen, seen: &Seen| {
        let text = seen.text.trim();
        let entry = found.entry(notes::core(&id.text)).or_insert_with(|| (seen.area.first, String::new()));
        entry.1 = format!("{}\n{text}", entry.1).trim().to_owned();
    };
    let roles = |line: &Line, wanted: fn(Role) -> bool| -> Vec<Span> {
        let cells = grid.filled(line, 0, u32::MAX, false);
        cells.filter(|(_, seen)| seen.role().is_some_and(wanted)).map(|(span, _)| *span).collect()
    };
    let head = grid.lines.iter().take(12).enumerate().find_map(|(at, line)| {
        let id = roles(line, |role| role == Role::Id).first().copied()?;
        let mut remarks = roles(line, |role| matches!(role, Role::Remark | Role::Reviewer));
        // 「課題」 of a plan of remedies.
        let cells = grid.filled(line, id.last.saturating_add(1), u32::MAX, false);
        let open = cells.filter(|(_, seen)| {
            let named = seen.length() <= 8 && against::names_something_open(&seen.folded);
            named || is_of_corrected_answers(&seen.folded)
        });
        remarks.extend(open.map(|(span, _)| *span));
        (!remarks.is_empty()).then_some((at, id, remarks))
    });
    if let Some((at, id, remarks)) = head {
        for line in grid.lines.get(at + 1..).unwrap_or_default() {
            let cell = |span: &Span| grid.filled(line, span.first, span.last, true).next().map(|(_, seen)| seen);
            let Some(id) = cell(&id) else { continue };
            remarks.iter().filter_map(cell).for_each(|seen| add(id, seen));
        }
        return found;
    }
    // Without a header: a number first, and a text behind it. Bare numbers stand on sheets of every kind.
    let remarks = is_of_remarks(grid, name);
    for line in grid.lines.iter().take(MOST_REMARKS) {
        let mut cells = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen);
        let Some(id) = cells.next().filter(|seen| seen.id) else { continue };
        let bare = id.folded.chars().all(|c| c.is_ascii_digit() || ".-_/()".contains(c));
        if !bare || remarks {
            cells.filter(|seen| !seen.asking && !notes::is_of_the_form(&seen.folded)).for_each(|seen| add(id, seen));
        }
    }
    found
}

/// Lines of a sheet without questions that are looked at for remarks.
const MOST_REMARKS: usize = 1000;

/// The texts of a sheet without questions, in its cells, over them and around the printed page.
fn texts_of<'p>(part: &'p Part<'_>) -> impl Iterator<Item = (Address, &'p str)> {
    let lines = part.grid.lines.iter().take(MOST_REMARKS).flat_map(|line| part.grid.filled(line, 0, u32::MAX, false));
    let cells = lines.filter(|(_, seen)| !seen.id).map(|(_, seen)| (seen.area.first, seen.text.trim()));
    let drawn = part.sheet.drawn.iter().take(MOST_REMARKS).map(|(at, text)| (*at, text.as_str()));
    cells.chain(drawn).chain(part.sheet.printed.iter().map(|text| (Address::new(0, 0), text.as_str())))
}

/// Sentences of a sheet without questions that limit all answers of the workbook.
fn statements(part: &Part<'_>, on: Date) -> Vec<(Address, String)> {
    const MOST: usize = 3;
    let texts = texts_of(part).filter(|(_, text)| text.chars().count() <= 300);
    let spoken = texts.filter(|(_, text)| notes::speaks_of_the_answers(text, on));
    spoken.map(|(at, text)| (at, text.to_owned())).take(MOST).collect()
}

/// Texts of a sheet without questions that may name rows of another, 「2について、…」, and how surely they must.
fn texts_on_rows(part: &Part<'_>, words: Words<'_>) -> Vec<(Address, String, notes::Named)> {
    const MOST: usize = 200;
    // 「設問2を一部修正」 tells what became of the form.
    const CHANGED: [&str; 5] = ["修正", "改訂", "改定", "追加", "削除"];
    let changed = |text: &str| CHANGED.iter().any(|end| fold(text).ends_with(end));
    let texts: Vec<(Address, &str)> = texts_of(part).filter(|(_, text)| !changed(text)).collect();
    let numbered = notes::numbered_for_rows(texts.iter().map(|(_, text)| *text));
    let kept = texts.into_iter().zip(numbered).filter_map(|((at, text), numbered)| {
        let least = if numbered { notes::Named::Perhaps } else { notes::Named::Likely };
        (numbered || notes::may_take_rows(words, text)).then(|| (at, text.to_owned(), least))
    });
    kept.take(MOST).collect()
}
