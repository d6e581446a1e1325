//! What the marks of a sheet mean, as its own legend says.

mod explained;
mod turned;

use super::grid::{Grid, Seen};
use super::marks::SYMBOLS;
use super::occupied::Cells;
use super::sentence::{self, Meaning};
use super::table::Table;
use super::tenor::DENYING;
use super::to_come::is_coming;
use crate::questionnaire::Answer;
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::WordList;
use explained::{LONG, explains, is_mark};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use turned::{MARKING, turned};

pub(super) use explained::{explained, is_legend};

/// What the marks of a sheet mean, as its own legend says.
#[derive(Clone, Debug, Default)]
pub(super) struct Legend {
    meanings: BTreeMap<String, String>,
    disputed: BTreeSet<String>,
    /// Marks that a rule of the form gives to what is bad, with its cell and words: 「問題がある場合は○」.
    turned: BTreeMap<&'static str, String>,
}

impl Legend {
    fn add(&mut self, mark: String, meaning: String) {
        match self.meanings.get(&mark) {
            Some(before) if *before != meaning => {
                self.disputed.insert(mark);
            }
            Some(_) => {}
            None => {
                self.meanings.insert(mark, meaning);
            }
        }
    }

    /// Heeds a rule of the form that gives marks to what is not good.
    fn turn(&mut self, place: &str, text: &str, folded: &str) {
        for mark in turned(folded) {
            self.turned.entry(mark).or_insert_with(|| {
                let rule: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
                format!("{place}に「{rule}」")
            });
        }
    }

    /// Heeds what a comment on a header, or the hint of a drop-down list, says of marks.
    pub(super) fn hear(&mut self, place: &str, text: &str) {
        if text.len() > sentence::LONGEST {
            return;
        }
        let folded = fold(text);
        self.listen(place, text, &folded);
        let found = explained(&folded);
        if explains(&found) {
            found.into_iter().for_each(|(mark, meaning)| self.add(mark, meaning));
        }
    }

    /// Heeds what a cell says of marks; a long one is heard sentence by sentence.
    fn listen(&mut self, place: &str, text: &str, folded: &str) {
        if text.chars().count() <= LONG {
            return self.turn(place, text, folded);
        }
        for sentence in text.split(['。', '\n', '\r']).filter(|sentence| !sentence.trim().is_empty()) {
            self.turn(place, sentence, &fold(sentence));
        }
    }

    /// The rule of the form by which this mark, or word, stands for what is bad.
    pub(super) fn turns(&self, folded: &str) -> Option<&str> {
        let found = self.turned.iter().find(|(mark, _)| folded.starts_with(**mark) && !self.defines(mark));
        found.map(|(_, rule)| rule.as_str())
    }

    /// The rule by which a mark of consent stands for what is bad, where this is the mark of the opposite.
    pub(super) fn turns_against(&self, folded: &str) -> Option<&str> {
        let denies = ["×", "-", "いいえ", "no", "ng", "□", "無", "なし"].contains(&folded);
        let open = self.turned.iter().find(|(mark, _)| !self.defines(mark));
        open.filter(|_| denies && !self.defines(folded)).map(|(_, rule)| rule.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    pub(super) fn defines(&self, mark: &str) -> bool {
        self.meanings.contains_key(mark)
    }

    /// The same with what another legend says about other marks.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (mark, rule) in &other.turned {
            both.turned.entry(mark).or_insert_with(|| rule.clone());
        }
        for (mark, meaning) in &other.meanings {
            if !both.meanings.contains_key(mark) {
                both.meanings.insert(mark.clone(), meaning.clone());
                if other.disputed.contains(mark) {
                    both.disputed.insert(mark.clone());
                }
            }
        }
        both
    }

    pub(super) fn sentence(&self) -> String {
        let pairs: Vec<String> = self.meanings.iter().map(|(mark, meaning)| format!("{mark}={meaning}")).collect();
        format!("印の意味は凡例({})に従います", pairs.join("、"))
    }

    /// Whether a mark in a column of its choice says that it is chosen, where the legend speaks of choosing.
    pub(super) fn chooses(&self, mark: &str) -> Option<bool> {
        self.meanings.get(mark).filter(|_| !self.disputed.contains(mark)).and_then(|meaning| is_choosing(meaning))
    }

    /// Whether the legend gives the mark a meaning other than that it chooses.
    pub(super) fn contradicts_choosing(&self, mark: &str) -> bool {
        self.meanings.get(mark).is_some_and(|meaning| is_choosing(meaning) != Some(true))
    }

    /// What an answer that begins with one of the legend's marks says.
    pub(super) fn read(&self, words: Words<'_>, folded: &str, beside: &str) -> Option<Meaning> {
        let mut signs = folded.chars();
        let mark = signs.next()?.to_string();
        let rest = signs.as_str();
        if !rest.is_empty() && rest.starts_with(char::is_alphanumeric) || rest.starts_with('.') {
            return None;
        }
        let meaning = self.meanings.get(&mark)?;
        if self.disputed.contains(&mark) {
            return Some(Meaning::unclear("凡例が二通りの意味を挙げています"));
        }
        let read = sentence::read(words, meaning, &format!("{rest}\n{beside}"));
        let plain = rest.is_empty() && beside.trim().is_empty();
        let needed = needed(meaning);
        let read = match needed.or_else(|| sentence::state(words, meaning)) {
            // What the legend says counts, in the light of what stands beside the mark.
            Some(answer)
                if needed.is_some()
                    || sentence::wholly_done(meaning)
                    || read.answer == Answer::Unclear && !read.known =>
            {
                match answer {
                    Answer::Met if !plain => sentence::read(words, "はい", &format!("{rest}\n{beside}")),
                    answer => Meaning::of(answer),
                }
            }
            _ => read,
        };
        let why = match read.answer {
            Answer::Unclear => format!("凡例の「{mark}={meaning}」から充足かどうかを決められません"),
            _ => format!(
                "凡例の「{mark}={meaning}」により読みました{}",
                read.why.map(|why| format!("。{why}")).unwrap_or_default()
            ),
        };
        Some(Meaning { why: Some(why), ..read })
    }
}

/// Lines beyond which a table is no legend: there are not as many marks.
const MOST_LINES: usize = 100;

/// Whether a table without a header is a legend: marks, each of them once, beside what they stand for, good and not good.
pub(super) fn is_of_marks(grid: &Grid, table: &Table, words: Words<'_>) -> bool {
    let lines = grid.lines.get(table.body.clone()).unwrap_or_default();
    if !table.head.is_empty() || lines.len() > MOST_LINES {
        return false;
    }
    let lines =
        lines.iter().map(|line| grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).collect::<Vec<_>>());
    let (mut marks, mut states) = (Vec::new(), Vec::new());
    for cells in lines {
        marks.extend(cells.iter().filter(|seen| is_sign(seen)).map(|seen| seen.folded.as_str()));
        states.extend(cells.windows(2).filter_map(|pair| match pair {
            [mark, meaning] | [meaning, mark] if is_sign(mark) && !is_sign(meaning) => {
                sentence::state(words, &meaning.text)
            }
            _ => None,
        }));
    }
    let once: BTreeSet<&str> = marks.iter().copied().collect();
    marks.len() >= 2
        && once.len() == marks.len()
        && states.contains(&Answer::Met)
        && states.iter().any(|state| *state != Answer::Met)
}

/// A mark in a cell of its own.
fn is_sign(seen: &Seen) -> bool {
    seen.length() == 1 && seen.folded.chars().all(is_mark)
}

/// A sign at the beginning of a text that says what it stands for: 「◎ 実施している」.
fn led(folded: &str) -> Option<(String, String)> {
    let sign = folded.chars().next().filter(|sign| SYMBOLS.contains(*sign) && *sign != '-')?;
    let meaning = folded.strip_prefix(sign)?;
    let brief = (2..=40).contains(&meaning.chars().count()) && !meaning.contains(is_mark);
    brief.then(|| (sign.to_string(), meaning.to_owned()))
}

/// The legend of a sheet; cells that were read as questions and answers are not looked at.
pub(super) fn find(
    grid: &Grid,
    sheet: &str,
    (used, asked): (&Cells, &Cells),
    has_tables: bool,
    words: Words<'_>,
) -> Legend {
    let mut search = Search {
        legend: Legend::default(),
        single: Vec::new(),
        rows: Vec::new(),
        signs: Vec::new(),
        keyed: !has_tables,
        has_tables,
    };
    let mut heard = BTreeSet::new();
    for line in &grid.lines {
        let spans = line.spans.iter().filter(|span| span.top && !used.contains(span.cell));
        let seen = spans.filter_map(|span| grid.seen(span).map(|seen| (span.cell, seen)));
        let cells: Vec<(usize, &Seen)> = seen.filter(|(_, seen)| !seen.is_blank()).collect();
        for (_, seen) in &cells {
            // Sheets repeat their texts, and the first one counts.
            if seen.text.len() <= sentence::LONGEST && MARKING.any(&seen.folded) && heard.insert(seen.folded.as_str()) {
                let place = match has_tables {
                    true => seen.area.first.to_string(),
                    false => format!("「{sheet}」シートの{}", seen.area.first),
                };
                search.legend.listen(&place, &seen.text, &seen.folded);
            }
            search.look_at(seen, cells.len() == 1);
        }
        search.look_for_header(&cells);
        if search.keyed {
            search.look_beside(&cells, asked);
        }
    }
    // Signs also stand before headings.
    let states = search.signs.iter().filter_map(|(_, meaning)| sentence::state(words, meaning));
    let states = states.filter(|state| state.decides()).count();
    if states == 0 || states * 2 < search.signs.len() {
        search.signs.clear();
    }
    for list in [search.single, search.rows, search.signs] {
        if list.len() >= 2 {
            list.into_iter().for_each(|(mark, meaning)| search.legend.add(mark, meaning));
        }
    }
    search.legend
}

/// What a legend is called.
static NAMES: LazyLock<WordList> = LazyLock::new(|| WordList::new(["凡例", "記号の意味", "legend"]));

/// A legend on its way.
struct Search {
    legend: Legend,
    /// Marks with their meanings, one to a cell: two of them make a legend.
    single: Vec<(String, String)>,
    /// The same with mark and meaning in cells of their own.
    rows: Vec<(String, String)>,
    /// Signs right before what may be their meaning: 「◎ 実施している」.
    signs: Vec<(String, String)>,
    /// Whether the sheet says that a legend follows.
    keyed: bool,
    /// Whether questions stand on the sheet.
    has_tables: bool,
}

impl Search {
    /// A cell that may explain marks.
    fn look_at(&mut self, seen: &Seen, alone: bool) {
        let (folded, found) = (&seen.folded, seen.marks());
        self.keyed = self.keyed || NAMES.any(folded);
        if explains(found) {
            found.iter().for_each(|(mark, meaning)| self.legend.add(mark.clone(), meaning.clone()));
        } else if let [(mark, meaning)] = found
            && folded.starts_with(mark.as_str())
            && !["ください", "下さい"].iter().any(|end| meaning.ends_with(end))
            && (self.keyed || SYMBOLS.contains(mark.as_str()))
        {
            self.single.push((mark.clone(), meaning.clone()));
        } else if !self.has_tables && alone {
            self.signs.extend(led(folded));
        }
    }

    /// 「記号|意味」 over what follows.
    fn look_for_header(&mut self, cells: &[(usize, &Seen)]) {
        const SIGN: [&str; 14] = [
            "記号",
            "マーク",
            "印",
            "評点",
            "評価点",
            "点数",
            "区分",
            "回答",
            "選択肢",
            "符号",
            "symbol",
            "mark",
            "score",
            "code",
        ];
        const SENSE: [&str; 8] = ["意味", "内容", "説明", "定義", "意味・内容", "meaning", "definition", "description"];
        let titled = |seen: &Seen, words: &[&str]| words.contains(&seen.folded.as_str());
        let heads = |pair: &[(usize, &Seen)]| match pair {
            [(_, sign), (_, sense)] => titled(sign, &SIGN) && titled(sense, &SENSE),
            _ => false,
        };
        self.keyed = self.keyed || cells.windows(2).any(heads);
    }

    /// A mark with its meaning in the cell beside it.
    fn look_beside(&mut self, cells: &[(usize, &Seen)], asked: &Cells) {
        for (place, pair) in cells.windows(2).enumerate() {
            let [(at, first), (_, second)] = pair else { continue };
            let alone = cells.len() == 2
                || self.has_tables
                || SYMBOLS.contains(first.folded.as_str())
                    && (place == 0 || place == 1 && cells.first().is_some_and(|(_, number)| number.id));
            let (mark, meaning) = match !self.has_tables && cells.len() == 2 && is_sign(second) && !is_sign(first) {
                true if SYMBOLS.contains(second.folded.as_str()) => (second, first),
                _ => (first, second),
            };
            if alone
                && !asked.contains(*at)
                && is_sign(mark)
                && (1..=40).contains(&meaning.length())
                && !meaning.folded.chars().all(is_mark)
            {
                self.rows.push((mark.folded.clone(), meaning.folded.clone()));
            }
        }
    }
}

/// What the words of a legend say of a mark, where they say whether something is still needed, or by when: 「改善を要しない」.
fn needed(meaning: &str) -> Option<Answer> {
    const MENDED: [&str; 4] = ["改善", "是正", "見直し", "改修"];
    const FREE: [&str; 8] =
        ["要しない", "要さない", "必要なし", "必要ない", "必要はな", "不要", "必要ありませ", "必要はありませ"];
    if MENDED.iter().any(|word| meaning.contains(word)) {
        if FREE.iter().any(|word| meaning.contains(word)) {
            return Some(Answer::Met);
        }
        let needs = ["要する", "要す", "必要", "要改善", "要是正", "要見直", "要改修"];
        if needs.iter().any(|word| meaning.contains(word)) {
            return Some(Answer::Unmet);
        }
    }
    is_coming(meaning).then_some(Answer::Planned)
}

/// Whether a header is that of a legend.
pub(super) fn is_legend_name(folded: &str) -> bool {
    ["記号", "意味", "凡例", "印", "マーク", "区分", "選択肢", "定義", "mark", "meaning", "legend"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whether the words of a legend say that something is chosen, or that it is not, where they speak of choosing.
fn is_choosing(meaning: &str) -> Option<bool> {
    const CHOSEN: [&str; 5] = ["選択", "該当", "チェック", "当てはまる", "あてはまる"];
    let has = |word: &&str| meaning.contains(*word);
    CHOSEN.iter().any(has).then(|| !DENYING.iter().chain(&["ない", "ません", "なし"]).any(has))
}
