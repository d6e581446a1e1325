//! Which lines are the header of a question table, and over which columns it reaches.

use super::word::{Word, is_data, words};
use crate::questionnaire::Vocabulary;
use crate::questionnaire::foreign::grid::{Grid, Line, Seen};
use crate::questionnaire::foreign::heading::Role;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

pub(super) struct Head {
    pub(super) lines: std::ops::Range<usize>,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// The headers of a sheet, in order of their lines; several may lie side by side.
pub(super) fn heads(grid: &Grid, vocabulary: &Vocabulary) -> Vec<Head> {
    let lines = Lines { grid, vocabulary, all: grid.lines.iter().map(|_| OnceCell::new()).collect() };
    let mut heads: Vec<Head> = Vec::new();
    let mut names: Vec<Rc<Names<'_>>> = Vec::new();
    let mut index = 0;
    while let Some(here) = grid.lines.get(index) {
        if !may_head(grid, here) {
            index += 1;
            continue;
        }
        let line = lines.words(index);
        let mut above = heads.iter().zip(&names).rev().take(4).filter(|(head, _)| head.lines.end <= index);
        let data = above.any(|(head, names)| is_data_of(grid, names, head, line));
        let weak = !data && is_title_and_answer(grid, line, grid.lines.get(index + 1));
        if data || !(weak || is_header(line)) {
            index += 1;
            continue;
        }
        let scope = extent(line).unwrap_or((0, u32::MAX));
        let top = lines.top(index, scope, heads.last().map_or(0, |head| head.lines.end));
        let bottom = if weak { index } else { lines.bottom(top, index, scope) };
        let parts = lines.parts(top, bottom, index, scope);
        let titles: Vec<&Word> = (top..=bottom).flat_map(|at| lines.words(at)).collect();
        let named = Rc::new(Names::new(grid, &titles));
        names.extend(parts.iter().map(|_| Rc::clone(&named)));
        heads.extend(parts.into_iter().map(|(first, last)| Head { lines: top..bottom + 1, first, last }));
        index = bottom + 1;
    }
    heads
}

/// The lines of a sheet with what each of their texts may be in a header: of few lines that is asked.
struct Lines<'a> {
    grid: &'a Grid,
    vocabulary: &'a Vocabulary,
    all: Vec<OnceCell<Vec<Word>>>,
}

impl Lines<'_> {
    fn words(&self, at: usize) -> &[Word] {
        let found = || self.grid.lines.get(at).map(|line| words(self.grid, self.vocabulary, line)).unwrap_or_default();
        self.all.get(at).map(|known| known.get_or_init(found).as_slice()).unwrap_or_default()
    }

    /// The words of a line over the columns of a header.
    fn inside(&self, at: usize, scope: (u32, u32)) -> Vec<Word> {
        let words = self.words(at).iter();
        words.filter(|word| word.span.last >= scope.0 && word.span.first <= scope.1).copied().collect()
    }

    /// Where the header begins: on the line above, if that holds names too and no title of the table.
    fn top(&self, index: usize, scope: (u32, u32), free: usize) -> usize {
        let number = |at: usize| self.grid.lines.get(at).map(|line| line.number);
        let above = index.checked_sub(1).filter(|at| *at >= free);
        let Some(above) = above.filter(|at| number(*at).map(|row| row + 1) == number(index)) else { return index };
        let upper = self.inside(above, scope);
        let words = self.words(index);
        let second = words.get(1).map_or(0, |word| word.span.first);
        let title = upper.len() == 1 && words.len() > 2 && upper.iter().all(|word| word.span.first < second);
        let names = upper.iter().any(|word| word.role.is_some())
            && upper.iter().all(|word| word.length <= 30 && !word.asking && !word.id);
        if names && !title { above } else { index }
    }

    /// Where the header ends: up to two lines further down.
    fn bottom(&self, top: usize, index: usize, scope: (u32, u32)) -> usize {
        let reach = (top..=index)
            .filter_map(|at| self.grid.lines.get(at))
            .flat_map(|line| line.spans.iter())
            .filter(|span| span.last >= scope.0 && span.first <= scope.1)
            .filter_map(|span| self.grid.seen(span))
            .filter(|seen| !seen.is_blank())
            .map(|seen| seen.area.last.row)
            .max()
            .unwrap_or(0);
        let mut bottom = index;
        while bottom < index + 2 && self.goes_on(index, bottom, scope, reach) {
            bottom += 1;
        }
        bottom
    }

    /// Whether the line below `bottom` belongs to the header of the line `index`, whose cells reach down to the row `reach`.
    fn goes_on(&self, index: usize, bottom: usize, scope: (u32, u32), reach: u32) -> bool {
        let (Some(next_line), Some(line)) = (self.grid.lines.get(bottom + 1), self.grid.lines.get(bottom)) else {
            return false;
        };
        let next = self.inside(bottom + 1, scope);
        if next_line.number <= reach && next.iter().all(|word| !word.asking && word.length <= 40) {
            return true;
        }
        let choices = distinct_choices(self.words(bottom + 1)) >= 2;
        let most = |counts: &dyn Fn(&&Word) -> bool| next.iter().filter(counts).count() * 2 > next.len();
        next_line.number == line.number + 1
            && !self.asks_below(index, &next)
            && next.iter().all(|word| !word.asking && !word.id && word.length <= 30)
            && (most(&|word| word.role.is_some())
                || (choices && most(&|word| word.choice.is_some() || word.role.is_some()))
                || next.iter().any(|word| matches!(word.role, Some(Role::Answer(3)))))
    }

    /// Whether below the header of the questions stands a question: then the line is no header.
    fn asks_below(&self, index: usize, next: &[Word]) -> bool {
        let words = self.words(index);
        words.iter().filter(|word| matches!(word.role, Some(Role::Question(_)))).any(|head| {
            // Words stand in the order of their columns: a line may have thousands of both.
            let from = next.partition_point(|word| word.span.last < head.span.first);
            let mut under = next.iter().skip(from).take_while(|word| word.span.first <= head.span.last);
            under.any(|word| word.role.is_none())
        })
    }

    /// The columns of each table side by side: the line with the most names shows where one ends and the next begins.
    fn parts(&self, top: usize, bottom: usize, index: usize, scope: (u32, u32)) -> Vec<(u32, u32)> {
        let widest = (top..=bottom)
            .max_by_key(|at| (segments(self.words(*at)).len(), usize::from(*at == index)))
            .unwrap_or(index);
        let mut parts = segments(&self.inside(widest, scope));
        let ends = || (top..=bottom).map(|at| self.inside(at, scope));
        let left = ends().filter_map(|words| words.first().map(|word| word.span.first)).min();
        let right = ends().filter_map(|words| words.last().map(|word| word.span.last)).max();
        if let (Some(part), Some(left)) = (parts.first_mut(), left) {
            part.0 = part.0.min(left);
        }
        if let (Some(part), Some(right)) = (parts.last_mut(), right) {
            part.1 = part.1.max(right);
        }
        parts
    }
}

fn distinct_choices(words: &[Word]) -> usize {
    words.iter().filter_map(|word| word.choice).collect::<BTreeSet<_>>().len()
}

/// Whether a line may be a header at all, by no more looks than it takes: beside data, only a name of questions and one of answers make one.
fn may_head(grid: &Grid, line: &Line) -> bool {
    let cells = || grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen);
    let data = |seen: &&Seen| is_data(seen) && (seen.asking || seen.id || seen.length() > 30);
    if !cells().any(|seen| data(&seen)) {
        return true;
    }
    let mut left = cells().filter(|seen| !data(seen)).count();
    let (mut question, mut answer) = (false, false);
    for seen in cells().filter(|seen| !data(seen)) {
        if usize::from(question) + usize::from(answer) + left < 2 {
            return false;
        }
        left -= 1;
        match seen.role() {
            Some(Role::Question(3)) => question = true,
            Some(Role::Answer(2..)) => answer = true,
            _ => {}
        }
    }
    question && answer
}

/// Whether a line can be the header of a question table.
fn is_header(words: &[Word]) -> bool {
    let scale = words.iter().any(|word| word.scale);
    let choices = distinct_choices(words) >= 2 || scale;
    // Two places, systems or parties beside each other may be answered for in a column each.
    let sites = words.iter().filter(|word| word.site).count() >= 2;
    let counts =
        |word: &Word| word.role.is_some() || (choices && word.choice.is_some()) || word.scale || (sites && word.site);
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
        || (question && sites)
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
    let (mut question, mut answer, mut id, mut choices) = (false, false, false, 0);
    let last = |wanted: fn(&Role) -> bool| words.iter().rposition(|word| word.role.as_ref().is_some_and(wanted));
    let last_answer = last(|role| matches!(role, Role::Answer(_)));
    let last_question = last(|role| matches!(role, Role::Question(3)));
    for (index, word) in words.iter().enumerate() {
        let again = match word.role {
            Some(Role::Question(_)) => question && answer && last_answer > Some(index),
            // 「No|組織的対策|回答|No|技術的対策|回答」: the questions need not be named.
            // 「No|確認項目|講じている|講じていない|No|確認項目|結果」: the answers of the left one are choices.
            Some(Role::Id) => id && (answer && (question || last_answer > Some(index)) || question && choices >= 2),
            Some(Role::Answer(_)) => question && answer && last_question > Some(index),
            _ => false,
        };
        if again {
            (question, answer, id, choices) = (false, false, false, 0);
        }
        choices += usize::from(word.choice.is_some());
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
    pub(super) texts: BTreeSet<&'a str>,
    pub(super) questions: BTreeSet<u32>,
    pub(super) answers: BTreeSet<u32>,
}

impl<'a> Names<'a> {
    pub(super) fn new(grid: &'a Grid, titles: &[&Word]) -> Self {
        let titles = || titles.iter();
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
