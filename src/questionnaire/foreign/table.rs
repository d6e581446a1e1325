//! Where the tables of a sheet are, and what their columns hold.

use super::grid::{Grid, Line, Seen, Span, is_asking};
use super::heading::{self, Role};
use super::rows::Labelled;
use super::{marks, sentence};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Vocabulary, date, when};
use crate::workbook::{Address, Sheet};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Different texts of a column that are kept: what repeats itself has few.
const MOST_KINDS: usize = 12;
/// How many columns beside its header a table may reach.
const MARGIN: u32 = 3;
/// Tables that are read on one sheet: far more than any person has drawn, and few enough to be held and told.
const MOST_TABLES: usize = 10_000;

/// A column, or the part of one under a divided header.
pub(super) struct Column {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) titles: Vec<String>,
    pub(super) role: Option<Role>,
    pub(super) choice: Option<Answer>,
    pub(super) filled: usize,
    words: usize,
    long: usize,
    asking: usize,
    ids: usize,
    /// Cells in which answer words can be chosen from a list.
    listed: usize,
    /// Characters of all cells.
    length: usize,
    /// The different texts of its cells, up to [`MOST_KINDS`]; totals apart.
    kinds: BTreeSet<String>,
    /// The cell of its lowest header.
    pub(super) head: Option<Address>,
    pub(super) hidden: bool,
}

impl Column {
    pub(super) fn title(&self) -> String {
        if self.titles.is_empty() {
            "見出しなし".to_owned()
        } else {
            format!("見出し「{}」", self.titles.join("／").replace('\n', " "))
        }
    }

    pub(super) fn place(&self) -> String {
        let letter = |column: u32| Address::new(0, column).to_string().trim_end_matches('1').to_owned();
        if self.first == self.last {
            format!("{}列", letter(self.first))
        } else {
            format!("{}～{}列", letter(self.first), letter(self.last))
        }
    }

    /// A column that a person has named.
    pub(super) fn given(at: u32, titles: Vec<String>, role: Role, filled: usize) -> Self {
        Self {
            first: at,
            last: at,
            titles,
            role: Some(role),
            choice: None,
            filled,
            words: 0,
            long: 0,
            asking: 0,
            ids: 0,
            listed: 0,
            length: 0,
            kinds: BTreeSet::new(),
            head: None,
            hidden: false,
        }
    }

    /// The lowest header, folded.
    fn folded_title(&self) -> String {
        self.titles.last().map(|title| fold(title)).unwrap_or_default()
    }

    /// Whether its cells hold free text rather than grades or marks.
    pub(super) const fn is_wordless(&self) -> bool {
        self.length >= self.filled * 4
    }

    /// Whether it holds nothing but numbers: points, counts, ids.
    pub(super) const fn is_of_numbers(&self) -> bool {
        self.filled > 0 && self.ids >= self.filled
    }

    /// The name of a column of days that says what they are days of: 「有効期限」, 「最終実施日」.
    pub(super) fn of_days(&self) -> Option<&str> {
        let days = ["期限", "有効", "最終", "直近", "前回", "次回", "満了"];
        self.titles.last().map(String::as_str).filter(|title| days.iter().any(|word| title.contains(word)))
    }

    /// Whether it holds nothing but days.
    fn is_of_dates(&self) -> bool {
        self.filled > 0 && self.kinds.iter().all(|kind| kind.chars().count() <= 16 && date::find(kind).is_some())
    }

    /// Whether it holds nothing but marks: 「○」, 「×」.
    pub(super) fn is_of_marks(&self) -> bool {
        let mark = |text: &String| marks::is_tick(text) || ["△", "▲", "-"].contains(&text.as_str());
        self.filled > 0 && self.kinds.iter().all(mark) && self.length == self.filled
    }

    pub(super) fn mostly_words(&self) -> bool {
        self.filled > 0 && self.words * 10 >= self.filled * 6
    }
}

/// Where the answers of a table stand.
pub(super) enum Answers {
    Column(usize),
    Choices(Vec<usize>),
    /// One column per place, system or service, each answered for itself.
    Sites(Vec<usize>),
    None,
}

/// A table of questions.
pub(super) struct Table {
    /// Lines of the header, as indices; empty where there is none.
    pub(super) head: std::ops::Range<usize>,
    /// Lines below it.
    pub(super) body: std::ops::Range<usize>,
    pub(super) columns: Vec<Column>,
    pub(super) question: Option<usize>,
    pub(super) answers: Answers,
    pub(super) ids: Option<usize>,
    /// Columns that hold answer words and whose header says nothing: whose answers, nobody knows.
    pub(super) strangers: Vec<usize>,
    /// Two readings that are equally good.
    pub(super) doubt: Option<String>,
    /// Why nobody can tell which answer is the good one, where that lies in the name of the column.
    pub(super) sense: Option<String>,
    /// What was taken or left, and why.
    pub(super) notes: Vec<String>,
    /// Subjects stand in the rows and questions in the header.
    pub(super) matrix: bool,
    /// The question column holds parts of what another column asks, several to one.
    pub(super) divided: bool,
    /// Columns that offer the choices of each row, with the number of the choice where each has a column.
    pub(super) offering: Vec<(usize, Option<String>)>,
    /// The column of the places or systems for which one question is answered, each on a row of its own.
    pub(super) subjects: Option<usize>,
    /// What points mean, where each choice has its points printed in all rows.
    pub(super) points: Vec<(String, String)>,
}

/// Whether a text holds nothing but digits and what stands between them.
fn is_number(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit() || b".-/:,()%+".contains(&byte))
}

#[derive(Clone, Copy)]
struct Word {
    span: Span,
    role: Option<Role>,
    choice: Option<Answer>,
    id: bool,
    length: usize,
    asking: bool,
    /// One of the numbers or letters of a scale, each over a column of its own.
    scale: bool,
}

impl Word {
    /// Too long for the name of a column.
    const fn is_long(&self) -> bool {
        self.length > 30 && self.role.is_none()
    }
}

fn choice_of(vocabulary: &Vocabulary, folded: &str) -> Option<Answer> {
    if folded.chars().count() > 24 {
        return None;
    }
    // 「回答1:実施」 over a column is the choice 「実施」.
    let joined = folded.replace('\u{1}', "");
    let folded = super::rows::after_label(&joined).unwrap_or(&joined);
    let said = vocabulary.read(folded);
    let said = if said.known { said } else { vocabulary.read(sentence::without_number(folded)?) };
    (said.known && said.rest.is_empty() && !matches!(said.answer, Answer::Unanswered | Answer::Unclear))
        .then_some(said.answer)
}

/// What a text may be in a header; sheets repeat few words many times.
type Known<'a> = BTreeMap<&'a str, (Option<Role>, Option<Answer>)>;

fn words<'a>(grid: &'a Grid, vocabulary: &Vocabulary, line: &'a Line, known: &mut Known<'a>) -> Vec<Word> {
    // 「No」 is a number's header unless 「Yes」 stands beside it.
    let yes: Option<u32> =
        grid.filled(line, 0, u32::MAX, false).find(|(_, seen)| seen.folded == "yes").map(|(span, _)| span.first);
    let opposite = yes.and_then(|yes| {
        let nos = grid.filled(line, 0, u32::MAX, false).filter(|(_, seen)| seen.folded == "no");
        nos.map(|(span, _)| span.first).min_by_key(|at| (at.abs_diff(yes), *at < yes))
    });
    let scale = scales(grid, line);
    let filled = grid.filled(line, 0, u32::MAX, false);
    filled
        .map(|(span, seen)| {
            let scale = scale.contains(&span.first);
            let (length, asking, id) = (seen.length(), seen.asking, seen.id);
            // Sheets full of numbers must not cost a look at every word that a header can have.
            let (role, choice) = match length > 120 || (length > 1 && is_number(&seen.folded)) {
                true => (None, None),
                false => {
                    *known.entry(&seen.folded).or_insert_with(|| (seen.role(), choice_of(vocabulary, &seen.folded)))
                }
            };
            // 「In place?」 over a column is no question, nor is what a name says behind it: 「回答(…から選んでください)」.
            let brief = length <= 8 || (length <= 20 && seen.folded.is_ascii()) || !is_asking(name_of(&seen.folded));
            let asking = asking && !(brief && role.is_some()) && choice.is_none();
            let id = id && (length == 1 || role.is_none());
            let (role, choice) = if asking || (id && length > 1) { (None, None) } else { (role, choice) };
            Word {
                span: *span,
                role: role.filter(|_| opposite != Some(span.first)),
                choice: choice.filter(|_| seen.folded != "no" || opposite == Some(span.first)),
                id: id && !scale,
                length,
                asking,
                scale,
            }
        })
        .collect()
}

/// The name of a column without what is said behind it, in brackets or on a further line.
fn name_of(folded: &str) -> &str {
    folded.split(['(', '[', '【', '※', '\u{1}']).next().unwrap_or_default()
}

/// Where one text is the next step of a scale: 4 behind 5, c behind b.
fn step(before: &str, after: &str) -> Option<i16> {
    let single = |text: &str| {
        let mut signs = text.chars();
        let first =
            signs.next().filter(|c| signs.next().is_none() && (c.is_ascii_digit() || ('a'..='e').contains(c)))?;
        i16::try_from(u32::from(first)).ok()
    };
    Some(single(after)? - single(before)?).filter(|step| step.abs() == 1)
}

/// Runs of three to six neighbours that are the steps of a scale, as indices.
fn runs(texts: &[(u32, u32, &str)]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut way = None;
    for at in 1..=texts.len() {
        let (before, here) = (texts.get(at - 1), texts.get(at));
        let next = before.zip(here).and_then(|((_, end, before), (first, _, text))| {
            (end.saturating_add(1) == *first).then(|| step(before, text)).flatten()
        });
        if next.is_none() || way.is_some_and(|way| next != Some(way)) {
            if (3..=6).contains(&(at - start)) {
                found.push(start..at);
            }
            start = at;
            way = None;
        } else {
            way = next;
        }
    }
    found
}

/// The columns of a line that are headed by the steps of a scale: 5, 4, 3, 2, 1.
fn scales(grid: &Grid, line: &Line) -> BTreeSet<u32> {
    let short: Vec<(u32, u32, &str)> = grid
        .filled(line, 0, u32::MAX, false)
        .filter(|(_, seen)| seen.length() == 1)
        .map(|(span, seen)| (span.first, span.last, seen.folded.as_str()))
        .collect();
    let runs = runs(&short).into_iter().flat_map(|run| short.get(run).unwrap_or_default());
    runs.map(|(first, _, _)| *first).collect()
}

fn distinct_choices(words: &[Word]) -> usize {
    words.iter().filter_map(|word| word.choice).collect::<BTreeSet<_>>().len()
}

/// Whether a line can be the header of a question table.
fn is_header(words: &[Word]) -> bool {
    let scale = words.iter().any(|word| word.scale);
    let choices = distinct_choices(words) >= 2 || scale;
    let counts = |word: &Word| word.role.is_some() || (choices && word.choice.is_some()) || word.scale;
    let Some(first) = words.iter().position(counts) else { return false };
    let last = words.iter().rposition(counts).unwrap_or(first);
    let part = words.get(first..=last).unwrap_or_default();
    let hits = part.iter().filter(|word| counts(word)).count();
    let data = |word: &Word| word.asking || (word.id && word.choice.is_none()) || word.is_long();
    if part.iter().any(data) || hits * 2 < part.len() {
        return false;
    }
    let question = part.iter().any(|word| matches!(word.role, Some(Role::Question(_))));
    let sure_question = part.iter().any(|word| matches!(word.role, Some(Role::Question(3))));
    let answer = part.iter().any(|word| matches!(word.role, Some(Role::Answer(_))));
    let sure_answer = part.iter().any(|word| matches!(word.role, Some(Role::Answer(2..))));
    let id = part.iter().any(|word| word.role == Some(Role::Id));
    // 「No」 and 「適合」 are names of columns and answers alike.
    let named = part.iter().any(|word| word.role.is_some() && word.choice.is_none());
    if !named {
        return false;
    }
    let roles = part.iter().filter(|word| word.role.is_some()).count();
    // Between data, words of a header can stand by chance: only question and answer together outweigh them.
    if words.iter().any(data) && !(sure_question && sure_answer) {
        return false;
    }
    (question && (answer || choices))
        || (question && id && roles >= 3)
        || (sure_answer && roles >= 2)
        || (sure_question && roles >= 2)
        || (choices && (question || (id && !scale)))
        || (id && answer)
}

/// A header that names only the answer column beside a section title.
fn is_title_and_answer(grid: &Grid, words: &[Word], next: Option<&Line>) -> bool {
    let [title, answer] = words else { return false };
    let Some(next) = next else { return false };
    matches!(answer.role, Some(Role::Answer(3)))
        && answer.length <= 8
        && title.role.is_none()
        && !title.asking
        && !title.id
        && title.length <= 40
        && grid
            .filled(next, title.span.first, title.span.last, false)
            .next()
            .is_some_and(|(_, seen)| seen.length() >= 4)
}

struct Head {
    lines: std::ops::Range<usize>,
    first: u32,
    last: u32,
}

/// The columns of a header: from its first to its last name, with what stands right beside them. Data of another table may
/// stand on the same line.
fn extent(words: &[Word]) -> Option<(u32, u32)> {
    let choices = distinct_choices(words) >= 2;
    let counts = |word: &Word| word.role.is_some() || (choices && word.choice.is_some() && !word.id);
    let mut first = words.iter().position(counts)?;
    let mut last = words.iter().rposition(counts)?;
    let part =
        |first: usize, last: usize| words.get(first).zip(words.get(last)).map(|(a, b)| (a.span.first, b.span.last));
    let data = |word: &Word| word.asking || (word.id && word.role.is_none()) || word.length > 40;
    while let (Some(before), Some((left, _))) = (first.checked_sub(1), part(first, last))
        && words.get(before).is_some_and(|word| word.span.last.saturating_add(1) >= left && !data(word))
    {
        first = before;
    }
    while let (Some(word), Some(right)) = (words.get(last + 1), part(first, last))
        && word.span.first <= right.1.saturating_add(1)
        && !data(word)
    {
        last += 1;
    }
    part(first, last)
}

/// Side by side: a new table begins where question or id come again after an answer.
fn segments(words: &[Word]) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let (mut question, mut answer, mut id) = (false, false, false);
    let last = |wanted: fn(&Role) -> bool| words.iter().rposition(|word| word.role.as_ref().is_some_and(wanted));
    let last_answer = last(|role| matches!(role, Role::Answer(_)));
    let last_question = last(|role| matches!(role, Role::Question(3)));
    for (index, word) in words.iter().enumerate() {
        let again = match word.role {
            Some(Role::Question(_)) => question && answer && last_answer > Some(index),
            // 「No|組織的対策|回答|No|技術的対策|回答」: the questions need not be named.
            Some(Role::Id) => id && answer && (question || last_answer > Some(index)),
            Some(Role::Answer(_)) => question && answer && last_question > Some(index),
            _ => false,
        };
        if again {
            (question, answer, id) = (false, false, false);
        }
        match word.role {
            Some(Role::Question(_)) => question = true,
            Some(Role::Answer(_)) => answer = true,
            Some(Role::Id) => id = true,
            _ => {}
        }
        match found.last_mut() {
            Some(part) if !again => part.1 = word.span.last,
            _ => found.push((word.span.first, word.span.last)),
        }
    }
    found
}

/// What the lines of a header hold, looked up again and again below it.
struct Names<'a> {
    texts: BTreeSet<&'a str>,
    questions: BTreeSet<u32>,
    answers: BTreeSet<u32>,
}

impl<'a> Names<'a> {
    fn new(grid: &'a Grid, titles: &[Vec<Word>]) -> Self {
        let titles = || titles.iter().flatten();
        let columns = |wanted: fn(Role) -> bool| {
            titles().filter(|title| title.role.is_some_and(wanted)).map(|title| title.span.first).collect()
        };
        Self {
            texts: titles().filter_map(|title| grid.seen(&title.span)).map(|seen| seen.folded.as_str()).collect(),
            questions: columns(|role| matches!(role, Role::Question(_))),
            answers: columns(|role| matches!(role, Role::Answer(2..))),
        }
    }
}

/// Whether a line that reads like a header is a row of the table above it: 「計画停止の通知|有無|有」 holds an answer where that table
/// has its answers, and no name that the header has.
fn is_data_of(grid: &Grid, names: &Names<'_>, head: &Head, words: &[Word]) -> bool {
    let known = |word: &Word| grid.seen(&word.span).is_some_and(|seen| names.texts.contains(seen.folded.as_str()));
    let inside: Vec<&Word> =
        words.iter().filter(|word| word.span.first >= head.first && word.span.first <= head.last).collect();
    if names.questions.is_empty() || inside.len() < 2 || inside.iter().any(|word| known(word)) {
        return false;
    }
    let beside = |word: &Word| word.span.first < head.first || word.span.first > head.last;
    let names_more = |word: &Word| beside(word) && matches!(word.role, Some(Role::Question(_) | Role::Answer(_)));
    if words.iter().any(names_more) {
        return false;
    }
    let answered = inside.iter().any(|word| word.choice.is_some() && names.answers.contains(&word.span.first));
    let asked = inside.iter().any(|word| names.questions.contains(&word.span.first));
    let named = |word: &&&Word| matches!(word.role, Some(Role::Question(_) | Role::Id | Role::Remark | Role::Evidence));
    asked && (answered || inside.iter().filter(named).count() == 0)
}

fn heads(grid: &Grid, vocabulary: &Vocabulary) -> Vec<Head> {
    let mut known = Known::new();
    let all: Vec<Vec<Word>> = grid.lines.iter().map(|line| words(grid, vocabulary, line, &mut known)).collect();
    let mut heads: Vec<Head> = Vec::new();
    let mut names: Vec<Rc<Names<'_>>> = Vec::new();
    let mut index = 0;
    while let Some(line_words) = all.get(index) {
        let mut above = heads.iter().zip(&names).rev().take(4).filter(|(head, _)| head.lines.end <= index);
        if above.any(|(head, names)| is_data_of(grid, names, head, line_words)) {
            index += 1;
            continue;
        }
        let weak = is_title_and_answer(grid, line_words, grid.lines.get(index + 1));
        if !is_header(line_words) && !weak {
            index += 1;
            continue;
        }
        let scope = extent(line_words).unwrap_or((0, u32::MAX));
        let inside = |word: &&Word| word.span.last >= scope.0 && word.span.first <= scope.1;
        let free = heads.last().map_or(0, |head| head.lines.end);
        let mut top = index;
        if let (Some(above), Some(line)) = (index.checked_sub(1).filter(|at| *at >= free), grid.lines.get(index))
            && let (Some(upper), Some(upper_line)) = (all.get(above), grid.lines.get(above))
            && upper_line.number + 1 == line.number
            && upper.iter().filter(inside).any(|word| word.role.is_some())
            && upper.iter().filter(inside).all(|word| word.length <= 30 && !word.asking && !word.id)
            && !(upper.iter().filter(inside).count() == 1
                && line_words.len() > 2
                && upper
                    .iter()
                    .filter(inside)
                    .all(|word| word.span.first < line_words.get(1).map_or(0, |w| w.span.first)))
        {
            top = above;
        }
        let mut bottom = index;
        let reach = (top..=index)
            .filter_map(|at| grid.lines.get(at))
            .flat_map(|line| line.spans.iter())
            .filter(|span| span.last >= scope.0 && span.first <= scope.1)
            .filter_map(|span| grid.seen(span))
            .filter(|seen| !seen.is_blank())
            .map(|seen| seen.area.last.row)
            .max()
            .unwrap_or(0);
        while bottom < index + 2 && !weak {
            let (Some(next), Some(next_line), Some(line)) =
                (all.get(bottom + 1), grid.lines.get(bottom + 1), grid.lines.get(bottom))
            else {
                break;
            };
            let choices = distinct_choices(next) >= 2;
            let next: Vec<&Word> = next.iter().filter(inside).collect();
            let under = next_line.number <= reach && next.iter().all(|word| !word.asking && word.length <= 40);
            // Below the header of the questions stands a question, where the line is no header.
            let mut asked = line_words.iter().filter(|word| matches!(word.role, Some(Role::Question(_))));
            let asks = asked.any(|head| {
                // Words stand in the order of their columns: a line may have thousands of both.
                let from = next.partition_point(|word| word.span.last < head.span.first);
                let mut under = next.iter().skip(from).take_while(|word| word.span.first <= head.span.last);
                under.any(|word| word.role.is_none())
            });
            let naming = next_line.number == line.number + 1
                && !asks
                && next.iter().all(|word| !word.asking && !word.id && word.length <= 30)
                && (next.iter().filter(|word| word.role.is_some()).count() * 2 > next.len()
                    || (choices
                        && next.iter().filter(|word| word.choice.is_some() || word.role.is_some()).count() * 2
                            > next.len())
                    || next.iter().any(|word| matches!(word.role, Some(Role::Answer(3)))));
            if !(under || naming) {
                break;
            }
            bottom += 1;
        }
        // The line with the most names shows where one table ends and the next begins.
        let widest = (top..=bottom)
            .max_by_key(|at| (all.get(*at).map_or(0, |w| segments(w).len()), usize::from(*at == index)))
            .unwrap_or(index);
        let held = |at: usize| all.get(at).map(|words| words.iter().filter(inside).copied().collect::<Vec<Word>>());
        let mut parts = held(widest).map(|words| segments(&words)).unwrap_or_default();
        let left = (top..=bottom).filter_map(|at| held(at)?.first().map(|word| word.span.first)).min();
        let right = (top..=bottom).filter_map(|at| held(at)?.last().map(|word| word.span.last)).max();
        if let (Some(part), Some(left)) = (parts.first_mut(), left) {
            part.0 = part.0.min(left);
        }
        if let (Some(part), Some(right)) = (parts.last_mut(), right) {
            part.1 = part.1.max(right);
        }
        let named = Rc::new(Names::new(grid, all.get(top..=bottom).unwrap_or_default()));
        names.extend(parts.iter().map(|_| Rc::clone(&named)));
        heads.extend(parts.into_iter().map(|(first, last)| Head { lines: top..bottom + 1, first, last }));
        index = bottom + 1;
    }
    heads
}

/// For a walk from the last header up: the line of the nearest header below each column.
#[derive(Default)]
struct Below {
    /// By first column: the last column, and the line.
    parts: BTreeMap<u32, (u32, usize)>,
}

impl Below {
    fn within(&self, first: u32, last: u32) -> impl Iterator<Item = (u32, u32, usize)> {
        let reaching = self.parts.range(..first).next_back().filter(move |(_, (end, _))| *end >= first);
        let parts = reaching.into_iter().chain(self.parts.range(first..=last));
        parts.map(|(start, (end, line))| (*start, *end, *line))
    }

    fn nearest(&self, head: &Head) -> Option<usize> {
        self.within(head.first, head.last).map(|(_, _, line)| line).min()
    }

    /// A header hides those below it.
    fn add(&mut self, head: &Head) {
        let hidden: Vec<(u32, u32, usize)> = self.within(head.first, head.last).collect();
        for (start, end, line) in hidden {
            self.parts.remove(&start);
            if start < head.first {
                self.parts.insert(start, (head.first.saturating_sub(1), line));
            }
            if end > head.last {
                self.parts.insert(head.last.saturating_add(1), (end, line));
            }
        }
        self.parts.insert(head.first, (head.last, head.lines.start));
    }
}

/// For each header the line at which the next one begins that shares a column with it; headers come in order of their lines.
fn next_heads(heads: &[Head]) -> Vec<Option<usize>> {
    let mut below = Below::default();
    let mut next = Vec::with_capacity(heads.len());
    for beside in heads.chunk_by(|one, other| one.lines == other.lines).rev() {
        next.extend(beside.iter().rev().map(|head| below.nearest(head)));
        beside.iter().for_each(|head| below.add(head));
    }
    next.reverse();
    next
}

/// What was found on a sheet.
pub(super) struct Found {
    pub(super) tables: Vec<Table>,
    /// The line from which on nothing was read, because there are more tables than anybody has drawn.
    pub(super) left_from: Option<usize>,
}

/// All tables of a sheet: those with a header, those without beside them, and one without where nothing else was found.
pub(super) fn find(grid: &Grid, sheet: &Sheet, words: Words<'_>, labelled: &Labelled) -> Found {
    let Words { vocabulary, on } = words;
    let maker = Maker { grid, sheet, vocabulary, on };
    let mut heads = heads(grid, vocabulary);
    let left_from = heads.get(MOST_TABLES).map(|head| head.lines.start);
    if let Some(line) = left_from {
        heads.retain(|head| head.lines.start < line);
    }
    if heads.is_empty() && left_from.is_none() {
        let found = || maker.matrix().or_else(|| maker.headless()).or_else(|| maker.half_named());
        let tables = if labelled.pairs.is_empty() { found().into_iter().collect() } else { Vec::new() };
        return Found { tables, left_from };
    }
    let sorted = |column: fn(&Head) -> u32| {
        let mut columns: Vec<u32> = heads.iter().map(column).collect();
        columns.sort_unstable();
        columns
    };
    let (firsts, lasts) = (sorted(|head| head.first), sorted(|head| head.last));
    let mut tables = Vec::new();
    for (head, next) in heads.iter().zip(next_heads(&heads)) {
        let below = labelled.pairs.partition_point(|(above, _)| *above < head.lines.end);
        let below = labelled.pairs.get(below).map(|(above, _)| *above);
        let end = [next, below, left_from].into_iter().flatten().min().unwrap_or(grid.lines.len());
        // Other tables to the left and right, wherever on the sheet, bound this one.
        let before = lasts.partition_point(|last| *last < head.first).checked_sub(1);
        let left = before.and_then(|at| lasts.get(at)).map_or(0, |last| last + 1);
        let right = firsts.get(firsts.partition_point(|first| *first <= head.last)).map_or(u32::MAX, |first| first - 1);
        let body = head.lines.end..end;
        let mut bounds = (left.max(head.first.saturating_sub(MARGIN)), right.min(head.last.saturating_add(MARGIN)));
        let before = head.first.checked_sub(1).filter(|last| *last >= left).map(|last| (left, last));
        let after = head.last.checked_add(1).filter(|first| *first <= right).map(|first| (first, right));
        let twins: Vec<Table> =
            [before, after].into_iter().flatten().filter_map(|part| maker.twin(head, &body, part)).collect();
        for twin in &twins {
            match twin.columns.first() {
                Some(column) if column.first > head.last => bounds.1 = head.last,
                _ => bounds.0 = head.first,
            }
        }
        tables.push(maker.table(head.lines.clone(), body, bounds));
        tables.extend(twins);
    }
    Found { tables, left_from }
}

/// Whether a header is that of a legend.
pub(super) fn is_legend_name(folded: &str) -> bool {
    ["記号", "意味", "凡例", "印", "マーク", "区分", "選択肢", "定義", "mark", "meaning", "legend"]
        .iter()
        .any(|word| folded.contains(word))
}

/// What tables are made from.
struct Maker<'a> {
    grid: &'a Grid,
    sheet: &'a Sheet,
    vocabulary: &'a Vocabulary,
    /// The day of reading.
    on: Date,
}

impl Maker<'_> {
    /// Several questions on one line, answer words below each: a row per subject.
    fn matrix(&self) -> Option<Table> {
        let Self { grid, vocabulary, .. } = self;
        let cells = |line: &Line, wanted: &dyn Fn(&Seen) -> bool| {
            grid.filled(line, 0, u32::MAX, false).filter(|(_, seen)| wanted(seen)).count()
        };
        let known = |seen: &Seen| choice_of(vocabulary, &seen.folded).is_some();
        // Between questions and answers that stand in rows with names, other named rows may lie.
        let named = |line: &Line| {
            let first = grid.filled(line, 0, u32::MAX, false).next();
            first.and_then(|(_, seen)| seen.role()).is_some()
        };
        let at = (0..grid.lines.len()).find(|at| {
            let Some(line) = grid.lines.get(*at) else { return false };
            let below = grid.lines.get(at + 1..).unwrap_or_default();
            let passes = |line: &Line| named(line) && cells(line, &known) < 2 && !self.names_answers(line);
            let passed = below.iter().take(3).take_while(|line| passes(line)).count();
            let answers = |next: &Line| cells(next, &known) >= 2 || self.names_answers(next);
            cells(line, &|seen| seen.asking) >= 2 && below.get(passed).is_some_and(answers)
        })?;
        let mut found = self.table(at..at + 1, at + 1..grid.lines.len(), (0, u32::MAX));
        found.matrix = true;
        found.doubt = None;
        found.notes.clear();
        Some(found)
    }

    /// Whether a line begins with a name of answers and goes on with several cells.
    fn names_answers(&self, line: &Line) -> bool {
        let mut cells = self.grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen);
        let name = cells.next().and_then(|seen| seen.role());
        matches!(name, Some(Role::Answer(_))) && cells.count() >= 2
    }

    /// A table whose header says nothing known, or none: one column that asks, and one that answers in known words.
    fn headless(&self) -> Option<Table> {
        let grid = self.grid;
        let asks = |line: &Line| grid.filled(line, 0, u32::MAX, false).any(|(_, seen)| seen.asking);
        let mut first = grid.lines.iter().position(asks)?;
        let near = |at: usize| {
            let (Some(above), Some(line)) = (grid.lines.get(at), grid.lines.get(at + 1)) else { return None };
            (above.number + 1 == line.number).then_some(above)
        };
        let is_data = |line: &Line| {
            grid.filled(line, 0, u32::MAX, false).any(|(_, seen)| {
                seen.id && seen.length() > 1
                    || seen.folded.chars().all(|c| c.is_ascii_digit())
                    || choice_of(self.vocabulary, &seen.folded).is_some()
            })
        };
        while let Some(above) = first.checked_sub(1).filter(|at| near(*at).is_some_and(is_data)) {
            first = above;
        }
        let width = grid.lines.get(first).map_or(0, |line| grid.filled(line, 0, u32::MAX, true).count());
        let names = |line: &Line| {
            let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, true).map(|(_, seen)| seen).collect();
            cells.len() >= 2 && cells.len() * 2 >= width && cells.iter().all(|seen| seen.length() <= 24 && !seen.asking)
        };
        let mut top = first;
        while let Some(above) = top.checked_sub(1).filter(|at| first - at <= 3 && near(*at).is_some_and(names)) {
            top = above;
        }
        let found = self.table(top..first, first..grid.lines.len(), (0, u32::MAX));
        let question = found.question.and_then(|at| found.columns.get(at))?;
        (question.asking >= 2 && !matches!(found.answers, Answers::None)).then_some(found)
    }

    /// A table of whose header only a word is known, and whose questions do not ask: 「No|対策|済否」 over 「規程の整備|済」.
    fn half_named(&self) -> Option<Table> {
        let grid = self.grid;
        let names = |line: &Line| {
            let cells: Vec<&Seen> = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).collect();
            let known = |seen: &&Seen| {
                let role = seen.role();
                !is_legend_name(&seen.folded) && role.is_some_and(|role| role != Role::Other) && !seen.id
            };
            cells.len() >= 2
                && cells.iter().all(|seen| seen.length() <= 24 && !seen.asking)
                && cells.iter().any(known)
                && !cells.iter().any(|seen| is_legend_name(&seen.folded))
        };
        let tops = grid.lines.iter().enumerate().filter(|(_, line)| names(line)).map(|(at, _)| at);
        tops.take(8).find_map(|at| {
            let found = self.table(at..at + 1, at + 1..grid.lines.len(), (0, u32::MAX));
            let question = found.question.and_then(|at| found.columns.get(at))?;
            let Answers::Column(answer) = found.answers else { return None };
            let answer = found.columns.get(answer)?;
            let fits = question.filled >= 2
                && answer.words >= 2
                && answer.mostly_words()
                && question.length >= question.filled * 3
                && !question.mostly_words();
            // A legend names each mark once; the rows of a questionnaire have numbers, or answers that come again.
            (fits && (found.ids.is_some() || answer.filled > 5)).then_some(found)
        })
    }

    /// A table without a header right beside one with a header, on the same rows.
    fn twin(&self, head: &Head, body: &std::ops::Range<usize>, bounds: (u32, u32)) -> Option<Table> {
        let grid = self.grid;
        let titled = grid.lines.get(head.lines.clone()).unwrap_or_default();
        if titled.iter().any(|line| grid.filled(line, bounds.0, bounds.1, true).any(|(span, _)| span.first >= bounds.0))
        {
            return None;
        }
        let lines = grid.lines.get(body.clone()).unwrap_or_default();
        let asking = lines
            .iter()
            .filter(|line| grid.filled(line, bounds.0, bounds.1, false).any(|(_, seen)| seen.asking))
            .take(2)
            .count();
        if asking < 2 {
            return None;
        }
        let found = self.table(body.start..body.start, body.clone(), bounds);
        (found.question.is_some() && !matches!(found.answers, Answers::None)).then_some(found)
    }

    fn table(&self, head: std::ops::Range<usize>, body: std::ops::Range<usize>, bounds: (u32, u32)) -> Table {
        let columns = self.columns(&head, &body, bounds);
        let mut table = Table {
            head,
            body,
            columns,
            question: None,
            answers: Answers::None,
            ids: None,
            strangers: Vec::new(),
            doubt: None,
            sense: None,
            notes: Vec::new(),
            matrix: false,
            divided: false,
            offering: Vec::new(),
            subjects: None,
            points: Vec::new(),
        };
        table.choose_question();
        table.leave_later_years(self.on);
        if !table.choose_points() && !table.choose_pairs(self.vocabulary) {
            table.choose_answers(self.rates_itself(&table.head, bounds));
        }
        let numbered = |at: &usize| table.columns.get(*at).is_some_and(|column| column.role == Some(Role::Id));
        let ahead = |at: &usize| table.question.is_none_or(|question| *at < question);
        // Of several numbers before the question, the one that most rows have is the question's own.
        let named = (0..table.columns.len())
            .filter(|at| numbered(at) && ahead(at))
            .max_by_key(|at| (table.columns.get(*at).map_or(0, |column| column.filled), *at))
            .or_else(|| (0..table.columns.len()).find(numbered));
        table.ids = named.or_else(|| {
            let before = |column: &Column| {
                table.question.and_then(|q| table.columns.get(q)).is_some_and(|q| column.first < q.first)
            };
            table.columns.iter().position(|column| {
                column.role.is_none() && before(column) && column.filled > 0 && column.ids * 10 >= column.filled * 6
            })
        });
        let subjects = table.parts().filter(|at| self.are_subjects(&table, *at));
        match subjects {
            Some(at) => table.keep_whole(at),
            None => table.divide(),
        }
        table.leave_groups();
        table.find_strangers();
        table.find_offers();
        table.matrix = table.is_matrix();
        table.doubt_direction(self.on);
        table.tell();
        table
    }

    /// Whether a column of parts names the same places or systems again and again.
    fn are_subjects(&self, table: &Table, at: usize) -> bool {
        const NAMES: [&str; 12] = [
            "拠点",
            "事業所",
            "場所",
            "対象",
            "部門",
            "部署",
            "システム",
            "サービス",
            "施設",
            "店舗",
            "環境",
            "拠点名",
        ];
        table.columns.get(at).is_some_and(|column| {
            let title = column.folded_title();
            let few = column.kinds.len() < MOST_KINDS && column.kinds.len() * 2 <= column.filled;
            let named = NAMES.iter().any(|name| title == *name || title.strip_prefix("対象") == Some(name));
            let sites = column.kinds.iter().all(|text| heading::is_site(text));
            few && !column.kinds.is_empty() && (named || sites)
        })
    }

    /// Whether what stands above a header says that the vendor rates itself. A title may begin a few columns further left; a sheet may
    /// have thousands of tables side by side.
    fn rates_itself(&self, head: &std::ops::Range<usize>, bounds: (u32, u32)) -> bool {
        let says = |text: &str| {
            ["自己", "セルフ", "self", "当社は", "弊社は", "当法人は"].iter().any(|word| text.contains(word))
        };
        let above = self.grid.lines.get(head.start.saturating_sub(6)..head.start).unwrap_or_default();
        let mut cells =
            above.iter().flat_map(|line| self.grid.filled(line, bounds.0.saturating_sub(6), bounds.1, false));
        cells.any(|(_, seen)| seen.length() <= 60 && says(&seen.folded))
    }

    /// Whether a cell offers answer words to choose from.
    fn offers(&self, address: Address) -> bool {
        let meanings: BTreeSet<Answer> = self
            .grid
            .offered(self.sheet, address)
            .iter()
            .take(20)
            .filter_map(|word| choice_of(self.vocabulary, &fold(word)))
            .collect();
        meanings.len() >= 2
    }

    fn columns(&self, head: &std::ops::Range<usize>, body: &std::ops::Range<usize>, bounds: (u32, u32)) -> Vec<Column> {
        let Self { grid, vocabulary, .. } = *self;
        let (left, right) = bounds;
        let head_lines = grid.lines.get(head.clone()).unwrap_or_default();
        let body_lines = grid.lines.get(body.clone()).unwrap_or_default();
        let inside = |span: &&Span| (left..=right).contains(&span.first);
        let mut starts: BTreeMap<u32, u32> = BTreeMap::new();
        for line in head_lines.iter().chain(body_lines) {
            for span in line.within(left, right).filter(inside).filter(|span| span.top) {
                let filled = grid.seen(span).is_some_and(|seen| !seen.is_blank());
                if filled {
                    let last = starts.entry(span.first).or_insert(span.last);
                    *last = (*last).min(span.last);
                }
            }
        }
        let over = |line: &Line, column: u32| grid.filled(line, column, column, true).next().map(|(span, _)| *span);
        // A name over several columns that were not merged for it: it reaches to the next name, over columns with names below.
        let group = |at: usize, column: u32| -> Option<Span> {
            let (upper, lower) = (head_lines.get(at)?, head_lines.get(at + 1..)?);
            let below = |column: u32| lower.iter().find_map(|line| over(line, column));
            let own = below(column)?;
            let (span, seen) = grid.filled(upper, left, column, true).last().filter(|(span, _)| span.last < column)?;
            let blank = upper.within(column, column).next().is_none();
            let named = below(span.first).is_some_and(|first| first.cell != span.cell && first.cell != own.cell);
            let lone = seen.area.first.column == seen.area.last.column;
            (blank && named && lone).then_some(*span)
        };
        let title = |column: u32| head_lines.iter().rev().find_map(|line| over(line, column));
        // Parts under one header belong together unless a line fills two of them.
        let mut groups: BTreeMap<(u32, usize), Vec<u32>> = BTreeMap::new();
        for start in starts.keys() {
            let key = title(*start).map_or((*start, usize::MAX), |span| (span.first, span.cell));
            groups.entry(key).or_default().push(*start);
        }
        let mut pieces: Vec<(u32, u32)> = Vec::new();
        for ((_, cell), group) in &groups {
            let header = grid.cells.get(*cell).map(|seen| seen.area);
            let (Some(first), Some(end)) = (group.first().copied(), group.last().copied()) else { continue };
            let end = header.map_or(end, |area| area.last.column.max(end));
            let divided = group.len() > 1
                && body_lines.iter().any(|line| {
                    grid.filled(line, first, end, false).filter(|(span, _)| span.first >= first).count() > 1
                });
            if divided {
                let ends = group.iter().skip(1).map(|next| next.saturating_sub(1)).chain([end]);
                pieces.extend(group.iter().copied().zip(ends));
            } else {
                pieces.push((first, end));
            }
        }
        pieces.sort_unstable();
        let mut columns: Vec<Column> = pieces
            .into_iter()
            .map(|(first, last)| {
                let mut seen = BTreeSet::new();
                let spans: Vec<Span> = head_lines
                    .iter()
                    .enumerate()
                    .filter_map(|(at, line)| over(line, first).or_else(|| group(at, first)))
                    .filter(|span| seen.insert(span.cell))
                    .collect();
                let titles: Vec<&Seen> = spans.iter().filter_map(|span| grid.seen(span)).collect();
                Column {
                    first,
                    last,
                    role: role(&titles),
                    choice: titles.last().and_then(|seen| choice_of(vocabulary, &seen.folded)),
                    titles: titles.iter().map(|seen| seen.text.trim().to_owned()).collect(),
                    filled: 0,
                    words: 0,
                    long: 0,
                    asking: 0,
                    ids: 0,
                    listed: 0,
                    length: 0,
                    kinds: BTreeSet::new(),
                    head: titles.last().map(|seen| seen.area.first),
                    hidden: grid.hides(first, last),
                }
            })
            .collect();
        for line in body_lines {
            for (span, seen) in grid.filled(line, left, right, false) {
                let at = columns.partition_point(|column| column.first <= span.first);
                let Some(column) = at.checked_sub(1).and_then(|at| columns.get_mut(at)) else { continue };
                if span.first > column.last {
                    continue;
                }
                let length = seen.length();
                column.filled += 1;
                column.length += length;
                if column.kinds.len() < MOST_KINDS && length <= 24 && !column.kinds.contains(&seen.folded) {
                    column.kinds.insert(seen.folded.clone());
                }
                column.long += usize::from(length >= 8);
                column.asking += usize::from(seen.asking);
                column.ids += usize::from(seen.id);
                let word = length <= 16
                    && (vocabulary.read(&seen.folded).known
                        || super::rows::after_label(&seen.text).is_some_and(|said| vocabulary.read(said).known))
                    || length <= 40 && marks::has_boxes(&marks::as_boxes(vocabulary, &seen.folded));
                column.words += usize::from(word);
            }
        }
        if !self.sheet.choices.is_empty() {
            // A few lines tell what a column offers.
            for line in body_lines.iter().take(20) {
                for column in &mut columns {
                    column.listed += usize::from(self.offers(Address::new(line.number, column.first)));
                }
            }
        }
        columns
    }
}

/// What all lines of a header together say: whose or when it is outweighs what it is.
fn role(titles: &[&Seen]) -> Option<Role> {
    let roles: Vec<Option<Role>> = titles.iter().map(|seen| seen.role()).collect();
    let own = roles.last().copied().flatten();
    if roles.contains(&Some(Role::LastYear)) {
        return Some(Role::LastYear);
    }
    if roles.contains(&Some(Role::Reviewer)) && !matches!(own, Some(Role::Question(_))) {
        return Some(Role::Reviewer);
    }
    own.or_else(|| match roles.iter().rev().flatten().next() {
        Some(Role::Answer(_)) => Some(Role::Answer(1)),
        other => other.copied(),
    })
}

impl Table {
    fn choose_question(&mut self) {
        for column in &mut self.columns {
            if column.role == Some(Role::Question(1)) && column.filled > 0 && column.ids * 10 >= column.filled * 8 {
                column.role = Some(Role::Id);
            }
        }
        let rank = |column: &Column| match column.role {
            Some(Role::Question(rank)) if column.filled > 0 => Some((rank, column.asking, column.long, column.length)),
            _ => None,
        };
        let named = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((rank(column)?, std::cmp::Reverse(at))))
            .max();
        let by_content = |allowed: &dyn Fn(&Column) -> bool| {
            let score = |column: &Column| (column.asking * 3 + column.long, column.filled);
            let candidates = self.columns.iter().enumerate();
            candidates
                .filter(|(_, column)| {
                    allowed(column)
                        && (column.long > 0 || column.asking > 0)
                        && !column.mostly_words()
                        && !column.is_of_dates()
                })
                .map(|(at, column)| (score(column), std::cmp::Reverse(at)))
                .max()
        };
        let unnamed = || {
            by_content(&|column| column.role.is_none()).or_else(|| {
                let last =
                    self.columns.iter().rposition(|column| column.role == Some(Role::Category) && column.filled > 0);
                last.map(|at| ((0, 0), std::cmp::Reverse(at)))
            })
        };
        // A few words each, 「入退室管理」, where nothing else can be asked.
        let brief = || {
            let fits = |column: &Column| {
                let texts = column.filled > 0 && column.length >= column.filled * 3 && column.ids * 2 < column.filled;
                column.role.is_none() && texts && !column.mostly_words()
            };
            self.columns.iter().position(fits)
        };
        let found = named.map(|(_, at)| at.0).or_else(|| unnamed().map(|(_, at)| at.0)).or_else(brief);
        self.question = found;
        let answer = self.columns.iter().position(|column| matches!(column.role, Some(Role::Answer(_))));
        for (at, column) in self.columns.iter_mut().enumerate() {
            if matches!(column.role, Some(Role::Question(_))) && Some(at) != found {
                // What stands behind both question and answer, the vendor has written.
                let behind = found.is_some_and(|q| at > q) && answer.is_some_and(|answer| at > answer);
                column.role = Some(match behind {
                    true => Role::Remark,
                    false if found.is_some_and(|q| at < q) => Role::Category,
                    false => Role::Guidance,
                });
            }
        }
        if let Some(column) = found.and_then(|at| self.columns.get_mut(at)) {
            column.role = Some(Role::Question(3));
        }
    }

    fn choose_answers(&mut self, rates_itself: bool) {
        let titled = |column: &Column, word: &str| column.folded_title() == word;
        let yes = self.columns.iter().position(|column| titled(column, "yes"));
        let nos = self.columns.iter().enumerate().filter(|(_, column)| titled(column, "no")).map(|(at, _)| at);
        let opposite = yes.and_then(|yes| nos.min_by_key(|at| (at.abs_diff(yes), *at < yes)));
        let choices: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(at, column)| {
                column.choice.is_some()
                    && Some(*at) != self.question
                    && !matches!(column.role, Some(Role::LastYear | Role::Reviewer))
            })
            .filter(|(at, column)| column.role != Some(Role::Id) || opposite == Some(*at))
            .map(|(at, _)| at)
            .collect();
        let meanings: BTreeSet<Answer> = choices.iter().filter_map(|at| self.columns.get(*at)?.choice).collect();
        // 「該当|非該当」 are two choices, though only one of them is an answer by its word.
        let applies = self.columns.iter().position(|column| heading::only_applies(&column.folded_title()));
        let mut choices = choices;
        if let Some(at) =
            applies.filter(|at| meanings.len() == 1 && choices.iter().all(|choice| choice.abs_diff(*at) == 1))
        {
            choices.push(at);
            choices.sort_unstable();
        }
        if meanings.len() >= 2
            || (choices.len() >= 2 && meanings.first() == Some(&Answer::NotApplicable) && applies.is_some())
        {
            if meanings.len() < choices.len()
                && choices
                    .iter()
                    .filter(|at| self.columns.get(**at).is_some_and(|c| c.choice == Some(Answer::Met)))
                    .count()
                    > 1
            {
                self.doubt = Some("同じ選択肢の列が二組あり、どちらが事業者の回答か決められません".to_owned());
            }
            // What lies between two choices is one too, even where its words say nothing.
            let (first, last) = (choices.first().copied().unwrap_or(0), choices.last().copied().unwrap_or(0));
            let between = |at: usize, column: &Column| {
                (first..=last).contains(&at)
                    && (choices.binary_search(&at).is_ok()
                        || (matches!(column.role, None | Some(Role::Answer(1)))
                            && !column.titles.is_empty()
                            && column.long == 0))
            };
            let mut choices: Vec<usize> =
                self.columns.iter().enumerate().filter(|(at, column)| between(*at, column)).map(|(at, _)| at).collect();
            let ticks = |at: usize| {
                self.columns.get(at).is_some_and(|column| {
                    matches!(column.role, None | Some(Role::Answer(1)))
                        && !column.titles.is_empty()
                        && column.filled > 0
                        && column.words + column.ids >= column.filled
                        && column.length <= column.filled * 2
                })
            };
            while let Some(before) = choices.first().and_then(|at| at.checked_sub(1)).filter(|at| ticks(*at)) {
                choices.insert(0, before);
            }
            while let Some(after) = choices.last().map(|at| at + 1).filter(|at| ticks(*at)) {
                choices.push(after);
            }
            for at in &choices {
                if let Some(column) = self.columns.get_mut(*at) {
                    column.role = Some(Role::Answer(3));
                }
            }
            self.demote(&choices);
            self.answers = Answers::Choices(choices);
            return;
        }
        if let Some(steps) = self.scale() {
            for column in self.columns.get_mut(steps.clone()).unwrap_or_default() {
                column.role = Some(Role::Answer(3));
            }
            let steps: Vec<usize> = steps.collect();
            self.demote(&steps);
            self.notes.push("数や文字の段階ごとに列があり、印のある列を回答とみました".to_owned());
            self.answers = Answers::Choices(steps);
            return;
        }
        let mut named: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| matches!(column.role, Some(Role::Answer(_))))
            .map(|(at, _)| at)
            .collect();
        self.leave_older_years(&mut named);
        self.leave_hidden(&mut named);
        self.leave_weaker(&mut named);
        let sites = self.sites(&named);
        if sites.len() >= 2 {
            for at in &sites {
                if let Some(column) = self.columns.get_mut(*at) {
                    column.role = Some(Role::Answer(3));
                }
            }
            self.demote(&sites);
            self.notes.push("拠点・対象ごとの列があり、それぞれを一つの回答とみました".to_owned());
            self.answers = Answers::Sites(sites);
            return;
        }
        let wordy: Vec<usize> =
            named.iter().copied().filter(|at| self.columns.get(*at).is_some_and(Column::mostly_words)).collect();
        let sure = |rank: u8| named.iter().copied().filter(move |_| rank > 0);
        let best = match (named.as_slice(), wordy.as_slice()) {
            ([], _) => {
                self.answer_by_content().or_else(|| self.lone_rating(rates_itself)).or_else(|| self.told_in_words())
            }
            ([only], _) if self.columns.get(*only).is_some_and(|column| column.filled == 0) => {
                self.shifted(*only).or(Some(*only))
            }
            ([only], _) => Some(*only),
            (_, [only]) => Some(*only),
            (_, []) => {
                sure(1).max_by_key(|at| (self.columns.get(*at).map(|column| column.role), std::cmp::Reverse(*at)))
            }
            (_, [first, ..]) => {
                let names: Vec<String> = wordy
                    .iter()
                    .filter_map(|at| self.columns.get(*at))
                    .map(|c| format!("{}({})", c.place(), c.title()))
                    .collect();
                self.doubt = Some(format!(
                    "回答の列とみられる列が二つ以上あり、どれが事業者の回答か決められません: {}",
                    names.join("、")
                ));
                for at in wordy.iter().skip(1) {
                    if let Some(column) = self.columns.get_mut(*at) {
                        column.role = Some(Role::Other);
                    }
                }
                Some(*first)
            }
        };
        let Some(best) = best else { return };
        if let Some(column) = self.columns.get_mut(best) {
            column.role = Some(Role::Answer(3));
        }
        self.demote(&[best]);
        self.answers = Answers::Column(best);
    }

    /// Columns headed by the steps of a scale, in which ticks are set, where no other column holds answers.
    fn scale(&self) -> Option<std::ops::Range<usize>> {
        let titles: Vec<String> = self.columns.iter().map(Column::folded_title).collect();
        let texts: Vec<(u32, u32, &str)> = self
            .columns
            .iter()
            .zip(&titles)
            .map(|(column, title)| (column.first, column.last, title.as_str()))
            .collect();
        let ticks = |column: &Column| column.words + column.ids >= column.filled && column.length <= column.filled * 2;
        let left = |column: &Column| matches!(column.role, Some(Role::LastYear | Role::Reviewer));
        let fits = |run: &std::ops::Range<usize>| {
            let part = self.columns.get(run.clone()).unwrap_or_default();
            part.iter().all(|column| ticks(column) && !left(column)) && part.iter().any(|column| column.filled > 0)
        };
        let run = runs(&texts).into_iter().find(fits)?;
        let other = self.columns.iter().enumerate().any(|(at, column)| {
            !run.contains(&at) && matches!(column.role, Some(Role::Answer(2..))) && column.mostly_words()
        });
        (!other).then_some(run)
    }

    /// The only column of grades of a table without a column for answers: 「レベル」, 「評価」. Who has graded, its name does not say.
    fn lone_rating(&mut self, rates_itself: bool) -> Option<usize> {
        let rated = |column: &Column| {
            let title = column.folded_title();
            // 「目標レベル」 and 「リスクレベル」 are no answers.
            const LEVELS: [&str; 18] = [
                "レベル",
                "対応レベル",
                "達成レベル",
                "実施レベル",
                "評価レベル",
                "現在のレベル",
                "現状レベル",
                "現状のレベル",
                "成熟度",
                "成熟度レベル",
                "段階",
                "到達段階",
                "level",
                "maturity",
                "maturitylevel",
                "currentlevel",
                "compliancelevel",
                "implementationlevel",
            ];
            let level = matches!(column.role, None | Some(Role::Other)) && LEVELS.contains(&name_of(&title));
            let single = rates_itself && column.length == column.filled;
            let grades = (column.words + column.ids) * 10 >= column.filled * 8 || single;
            let graded = column.filled > 0 && grades && column.length <= column.filled * 4;
            graded && (level || column.role == Some(Role::Reviewer))
        };
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| rated(column)).map(|(at, _)| at);
        let only = found.next().filter(|_| found.next().is_none())?;
        let column = self.columns.get(only)?;
        if column.role == Some(Role::Reviewer) && !rates_itself {
            self.doubt = Some(format!(
                "{}({})が事業者の回答か、審査する側の評価か決められません",
                column.place(),
                column.title()
            ));
        }
        self.notes.push(format!("ほかに回答の列がないため、{}を回答の列とみました", column.place()));
        Some(only)
    }

    /// Where no column is called answers, what is done is told in words: 「実施内容」.
    fn told_in_words(&mut self) -> Option<usize> {
        const TELLING: [&str; 8] = [
            "実施内容",
            "取組内容",
            "取り組み内容",
            "対応内容",
            "対策の内容",
            "実施の内容",
            "講じている措置",
            "措置の内容",
        ];
        let asked = self.question.and_then(|at| self.columns.get(at)).map_or(0, |column| column.filled);
        let told = |column: &Column| column.filled > 0 && column.filled * 10 >= asked * 8;
        let telling = |column: &Column| TELLING.contains(&column.folded_title().as_str()) && told(column);
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| telling(column)).map(|(at, _)| at);
        let only = found.next().filter(|only| found.next().is_none() && Some(*only) != self.question)?;
        let place = self.columns.get(only)?.place();
        self.notes.push(format!("ほかに回答の列がないため、{place}を回答の列とみました"));
        Some(only)
    }

    /// Other columns that were called answers hold what is said beside it.
    fn demote(&mut self, kept: &[usize]) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            if matches!(column.role, Some(Role::Answer(_))) && kept.binary_search(&at).is_err() {
                column.role = Some(Role::Remark);
            }
        }
    }

    /// Of several columns called answers, those that nobody sees are not meant.
    fn leave_hidden(&mut self, named: &mut Vec<usize>) {
        let hidden = |table: &Self, at: usize| table.columns.get(at).is_some_and(|column| column.hidden);
        if named.iter().all(|at| hidden(self, *at)) {
            return;
        }
        let left: Vec<usize> = named.iter().copied().filter(|at| hidden(self, *at)).collect();
        named.retain(|kept| !left.contains(kept));
        for at in left {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = Some(Role::Other);
            }
        }
    }

    /// Beside a column that is called answer outright, one that only may be is not.
    fn leave_weaker(&mut self, named: &mut Vec<usize>) {
        let weak = |table: &Self, at: usize| table.columns.get(at).is_some_and(|c| c.role == Some(Role::Answer(1)));
        if named.iter().all(|at| weak(self, *at)) {
            return;
        }
        let left: Vec<usize> = named.iter().copied().filter(|at| weak(self, *at)).collect();
        named.retain(|kept| !left.contains(kept));
        for at in left {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = if column.mostly_words() { None } else { Some(Role::Remark) };
            }
        }
    }

    /// Columns that are named for places or services and answer in known words.
    fn sites(&self, named: &[usize]) -> Vec<usize> {
        let fits = |at: usize, column: &Column| {
            (named.binary_search(&at).is_ok() || (named.is_empty() && column.role.is_none()))
                && Some(at) != self.question
                && heading::is_site(&column.folded_title())
                && (column.mostly_words() || column.filled == 0)
        };
        let found: Vec<usize> =
            self.columns.iter().enumerate().filter(|(at, column)| fits(*at, column)).map(|(at, _)| at).collect();
        let wordy = found.iter().filter(|at| self.columns.get(**at).is_some_and(Column::mostly_words)).count();
        // A further answer column that is no place leaves the doubt.
        let other = named
            .iter()
            .any(|at| found.binary_search(at).is_err() && self.columns.get(*at).is_some_and(Column::mostly_words));
        if wordy >= 2 && !other { found } else { Vec::new() }
    }

    /// What stands under the same name as an older answer is as old: 「令和7年度」 over 「回答」 and 「備考」.
    fn leave_groups(&mut self) {
        let above = |column: &Column| column.titles.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
        let old: BTreeSet<String> =
            self.columns.iter().filter(|c| c.role == Some(Role::LastYear)).flat_map(above).collect();
        let kept: BTreeSet<String> =
            self.columns.iter().filter(|c| matches!(c.role, Some(Role::Answer(_)))).flat_map(above).collect();
        for column in &mut self.columns {
            let dated = above(column).iter().any(|title| old.contains(title) && !kept.contains(title));
            if dated && !matches!(column.role, Some(Role::Question(_) | Role::Id)) {
                column.role = Some(Role::LastYear);
            }
        }
    }

    fn find_strangers(&mut self) {
        // 「規程|運用」 with marks below both: no documents are named there.
        for column in
            self.columns.iter_mut().filter(|column| column.role == Some(Role::Evidence) && column.is_of_marks())
        {
            column.role = None;
        }
        let used = |at: usize| match &self.answers {
            Answers::Column(only) => *only == at,
            Answers::Choices(list) | Answers::Sites(list) => list.binary_search(&at).is_ok(),
            Answers::None => true,
        };
        let strange = |at: usize, column: &Column| {
            column.role.is_none()
                && column.mostly_words()
                && !used(at)
                && Some(at) != self.question
                && Some(at) != self.ids
        };
        self.strangers =
            self.columns.iter().enumerate().filter(|(at, column)| strange(*at, column)).map(|(at, _)| at).collect();
        let Answers::Column(at) = self.answers else { return };
        let Some(column) = self.columns.get(at) else { return };
        let year = column.titles.iter().any(|title| when::year_of(&fold(title)).is_some());
        let older = self.columns.iter().any(|column| column.role == Some(Role::LastYear));
        let bare = column.titles.last().is_some_and(|title| heading::is_year(&fold(title)));
        if self.doubt.is_none() && year && (!self.strangers.is_empty() || (bare && !older)) {
            self.doubt = Some(format!(
                "{}({})がいつの回答か、ほかの列が今回の回答かを決められません",
                column.place(),
                column.title()
            ));
        }
    }

    /// Of questions that are merged or blank downwards, the parts stand in the column behind them: each is asked for itself.
    fn divide(&mut self) {
        let (Some(question), Some(at)) = (self.question, self.parts()) else { return };
        for (at, role) in [(question, Role::Category), (at, Role::Question(3))] {
            if let Some(column) = self.columns.get_mut(at) {
                column.role = Some(role);
            }
        }
        self.question = Some(at);
        self.divided = true;
        self.notes.push("一つの設問に細目がいくつもあるため、細目ごとに一つの設問とみました".to_owned());
    }

    /// One row per place or system below one question: the question stays whole.
    fn keep_whole(&mut self, at: usize) {
        if let Some(column) = self.columns.get_mut(at) {
            column.role = Some(Role::Other);
            self.notes.push(format!("{}は回答の対象とみて、対象ごとに一つの回答とみました", column.place()));
        }
        self.subjects = Some(at);
    }

    /// The column behind the question that holds several cells to one question.
    fn parts(&self) -> Option<usize> {
        let (Some(question), Answers::Column(answer)) = (self.question, &self.answers) else { return None };
        let whole = self.columns.get(question).map(|column| column.filled)?;
        let part = |at: usize, column: &Column| {
            at > question
                && at < *answer
                && matches!(column.role, None | Some(Role::Category | Role::Guidance))
                && column.filled >= whole + 2
                && column.filled * 10 >= whole * 13
                && column.length >= column.filled * 2
                && !column.mostly_words()
        };
        self.columns.iter().enumerate().find(|(at, column)| part(*at, column)).map(|(at, _)| at)
    }

    /// Cells of words with a cell for the mark beside each: 「|はい|○|いいえ」 or 「はい|○|いいえ|」. On which side the marks stand must be plain.
    fn choose_pairs(&mut self, vocabulary: &Vocabulary) -> bool {
        let printed = |column: &Column| {
            let word = column.kinds.first().filter(|_| column.kinds.len() == 1 && column.filled >= 2)?;
            let free = matches!(column.role, None | Some(Role::Answer(_))) && marks::ticked(word).is_none();
            Some((word.clone(), choice_of(vocabulary, word).filter(|_| free)?))
        };
        let words: Vec<(usize, String, Answer)> = (0..self.columns.len())
            .filter(|at| Some(*at) != self.question)
            .filter_map(|at| printed(self.columns.get(at)?).map(|(word, answer)| (at, word, answer)))
            .collect();
        let meant: BTreeSet<Answer> = words.iter().map(|(_, _, answer)| *answer).collect();
        let column = |at: &usize| self.columns.get(*at);
        let spaced = words.windows(2).all(|pair| match pair {
            [(one, ..), (other, ..)] => column(one).zip(column(other)).is_some_and(|(one, other)| {
                one.last.saturating_add(2) == other.first && one.filled == other.filled && one.head == other.head
            }),
            _ => true,
        });
        if words.len() < 2 || meant.len() < words.len() || !spaced {
            return false;
        }
        let (Some(first), Some(last)) =
            (words.first().and_then(|word| column(&word.0)), words.last().and_then(|word| column(&word.0)))
        else {
            return false;
        };
        // A cell for the mark stands under the same name as the words.
        let marks = |column: &Column| {
            let short = column.filled > 0 && column.length <= column.filled * 2 && column.words >= column.filled;
            short && column.head == first.head && !column.kinds.is_empty()
        };
        let left = self.columns.iter().any(|c| c.last.saturating_add(1) == first.first && marks(c));
        let right = self.columns.iter().any(|c| last.last.saturating_add(1) == c.first && marks(c));
        if left == right {
            return false;
        }
        let beside = |word: &Column, c: &Column| match left {
            true => c.last.saturating_add(1) == word.first,
            false => word.last.saturating_add(1) == c.first,
        };
        let place = |at: &usize| {
            let word = self.columns.get(*at)?;
            self.columns.iter().position(|c| beside(word, c) && marks(c))
        };
        let found: Vec<(usize, String)> =
            words.iter().filter_map(|(at, word, _)| Some((place(at)?, word.clone()))).collect();
        for (at, word) in &found {
            if let Some(column) = self.columns.get_mut(*at) {
                column.titles.push(word.clone());
                column.role = Some(Role::Answer(3));
            }
        }
        for (at, ..) in &words {
            if let Some(column) = self.columns.get_mut(*at) {
                column.role = Some(Role::Guidance);
            }
        }
        let choices: Vec<usize> = found.into_iter().map(|(at, _)| at).collect();
        self.demote(&choices);
        self.notes.push(format!("選択肢の語の{}の欄の印を回答とみました", if left { "左" } else { "右" }));
        self.answers = Answers::Choices(choices);
        true
    }

    /// Choices whose points are printed in every row, and a column of points beside them: 「実施している|一部実施|していない|点数」 over 4, 2, 0 and what was
    /// reached.
    fn choose_points(&mut self) -> bool {
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
            } else if at == answer {
                column.role = Some(Role::Answer(3));
            }
        }
        self.demote(&[answer]);
        self.answers = Answers::Column(answer);
        self.points = found.into_iter().map(|(_, pair)| pair).collect();
        self.notes.push("選択肢の列には配点だけがあり、点数の列からどの選択肢かを読みました".to_owned());
        true
    }

    /// Columns of choices: one for all of them, or one for each with its number.
    fn find_offers(&mut self) {
        let offers = |column: &Column| {
            let title = column.folded_title();
            let number = title.strip_prefix("選択肢").or_else(|| title.strip_prefix("choice"))?;
            let number = number.trim_matches(|c: char| "(),の".contains(c)).to_owned();
            (number.chars().count() <= 1).then_some((!number.is_empty()).then_some(number))
        };
        let found = self.columns.iter().enumerate().filter_map(|(at, column)| Some((at, offers(column)?)));
        self.offering = found.filter(|(at, _)| Some(*at) != self.question).collect();
    }

    /// A column named for what is bad, for who is charged with it, or for more than the answers of now: nobody can tell what a mark
    /// in it says.
    fn doubt_direction(&mut self, on: Date) {
        if self.matrix || self.doubt.is_some() {
            return;
        }
        self.doubt = self.limited_questions().or_else(|| match &self.answers {
            Answers::Column(at) => self.columns.get(*at).and_then(|column| self.limited(column, on)),
            // The lowest name of these is the choice, or the place.
            Answers::Choices(list) => list.iter().filter_map(|at| self.columns.get(*at)).find_map(|column| {
                let above = column.titles.len().saturating_sub(1);
                self.names_more(column, column.titles.get(..above).unwrap_or_default(), on)
            }),
            Answers::Sites(_) | Answers::None => None,
        });
        let Answers::Column(at) = self.answers else { return };
        self.sense = self.columns.get(at).filter(|column| heading::departs(&column.folded_title())).map(|column| {
            format!(
                "{}({})は、基準から外れるものを示す列とみられ、どの回答が良いのか決められません",
                column.place(),
                column.title()
            )
        });
    }

    fn limited(&self, column: &Column, on: Date) -> Option<String> {
        let title = column.folded_title();
        let parties = |column: &Column| heading::is_other_party(&column.folded_title());
        // 「該当するものに○」 over 「(○)はい ( )いいえ」.
        let boxed = heading::asks_to_choose(&title) && column.is_wordless();
        if heading::turns(&title) && !boxed {
            return Some(format!(
                "{}({})の印が、できていることを示すのか決められません",
                column.place(),
                column.title()
            ));
        }
        if heading::is_vendor_alone(&title) && self.columns.iter().any(parties) {
            return Some(format!("{}({})は、だれが受け持つかを示す列かもしれません", column.place(), column.title()));
        }
        if heading::departs(&title) {
            return None;
        }
        self.names_more(column, &column.titles, on)
    }

    /// What the names of a column say beyond that the vendor's answers of now stand in it.
    fn names_more(&self, column: &Column, titles: &[String], on: Date) -> Option<String> {
        // A name over the questions as well is that of the table.
        let questions = self.question.and_then(|at| self.columns.get(at)).map(|column| column.titles.as_slice());
        let own = titles.iter().filter(|title| !questions.unwrap_or_default().contains(title));
        own.map(|title| fold(title)).find(|title| heading::says_more(title, on))?;
        Some(format!(
            "{}({})は、時期や範囲を限るか、ほかの者やほかのことを書く列かもしれず、事業者が今行っていることか決められません",
            column.place(),
            column.title()
        ))
    }

    fn limited_questions(&self) -> Option<String> {
        let column = self.question.and_then(|at| self.columns.get(at))?;
        column.titles.last().filter(|title| heading::limits_questions(&fold(title)))?;
        Some(format!("{}({})に、時期や範囲を限る言葉があります", column.place(), column.title()))
    }

    /// A column named for a year that has not begun holds plans. Of a lone one nobody can tell what it says.
    fn leave_later_years(&mut self, on: Date) {
        let year_of_budget = u32::try_from(if on.month() < 4 { on.year() - 1 } else { on.year() }).unwrap_or(0);
        let later = |title: &String| {
            let text = fold(title);
            let calendar = text.contains('年') && !text.contains('度');
            let now = if calendar { u32::try_from(on.year()).unwrap_or(0) } else { year_of_budget };
            heading::is_year(&text) && when::year_of(&text).is_some_and(|year| year > now)
        };
        for column in &mut self.columns {
            if matches!(column.role, Some(Role::Answer(_))) && column.titles.iter().any(later) {
                column.role = Some(Role::Other);
            }
        }
    }

    fn leave_older_years(&mut self, named: &mut Vec<usize>) {
        let year = |table: &Self, at: usize| {
            table.columns.get(at).and_then(|column| column.titles.iter().find_map(|title| when::year_of(&fold(title))))
        };
        if named.len() < 2 {
            return;
        }
        let years: Vec<(usize, Option<u32>)> = named.iter().map(|at| (*at, year(self, *at))).collect();
        let newest = years.iter().filter_map(|(_, year)| *year).max();
        let plain = years.iter().any(|(_, year)| year.is_none());
        for (at, year) in years {
            if year.is_some() && (plain || year < newest) {
                named.retain(|kept| *kept != at);
                if let Some(column) = self.columns.get_mut(at) {
                    column.role = Some(Role::LastYear);
                }
            }
        }
    }

    fn answer_by_content(&mut self) -> Option<usize> {
        let fits = |column: &Column| {
            column.role.is_none() && column.mostly_words() && column.ids * 2 < column.filled.max(1) * 2
        };
        let mut found: Vec<usize> =
            self.columns.iter().enumerate().filter(|(_, column)| fits(column)).map(|(at, _)| at).collect();
        if found.is_empty() {
            let offering = |column: &Column| column.role.is_none() && column.listed > 0;
            found = self.columns.iter().enumerate().filter(|(_, column)| offering(column)).map(|(at, _)| at).collect();
        }
        self.leave_hidden(&mut found);
        if found.len() > 1 {
            let names: Vec<String> = found
                .iter()
                .filter_map(|at| self.columns.get(*at))
                .map(|c| format!("{}({})", c.place(), c.title()))
                .collect();
            self.doubt = Some(format!(
                "回答の列とみられる列が二つ以上あり、どれが事業者の回答か決められません: {}",
                names.join("、")
            ));
        }
        let best = found.first().copied();
        if let Some(column) = best.and_then(|at| self.columns.get(at)) {
            self.notes.push(format!("{}は、中身か選択リストが回答の語なので回答の列とみました", column.place()));
        }
        best
    }

    /// The answers may stand one column beside their header.
    fn shifted(&mut self, at: usize) -> Option<usize> {
        let next = self.columns.get(at + 1)?;
        (next.titles.is_empty() && next.mostly_words()).then(|| {
            self.notes.push(format!("回答は見出しの一つ右の{}にあります", next.place()));
            at + 1
        })
    }

    /// Whether questions stand in the header, and subjects in the rows.
    fn is_matrix(&self) -> bool {
        let titled =
            |column: &&Column| column.choice.is_none() && column.titles.iter().any(|title| is_asking(&fold(title)));
        let asks = self.question.and_then(|at| self.columns.get(at)).is_some_and(|column| column.asking > 0);
        !asks && self.columns.iter().filter(titled).count() >= 2
    }

    fn tell(&mut self) {
        for column in self.columns.iter().filter(|column| column.filled > 0 || column.role.is_some()) {
            let sentence = match column.role {
                Some(Role::LastYear | Role::Reviewer | Role::Guidance | Role::Other) => {
                    format!(
                        "{}({})は{}とみて、回答には使いません",
                        column.place(),
                        column.title(),
                        column.role.map_or("", Role::label)
                    )
                }
                Some(role) => format!("{}({})を{}の列とみました", column.place(), column.title(), role.label()),
                None => format!("{}({})は役割が分からないため、回答には使いません", column.place(), column.title()),
            };
            self.notes.push(sentence);
        }
        for at in &self.strangers {
            if let Some(column) = self.columns.get(*at) {
                self.notes.push(format!(
                    "{}に回答の語がありますが、誰のものか分かりません。回答と食い違う行は判読不能とします",
                    column.place()
                ));
            }
        }
    }
}
