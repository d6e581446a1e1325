//! Two assessments of one vendor and case, requirement by requirement.

use super::{Answers, Found, Said};
use crate::catalogue::QuestionId;
use crate::diagnostic::{Diagnostic, Place};
use crate::questionnaire::{self, AnswerKind, Library};
use crate::workbook::Address;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of a requirement. The declared order is the order of attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The verdict is worse than last time. One that could not be said and is bad now has become worse; one that cannot be said any more
    /// is [`Change::Unknown`].
    Worsened,
    /// A certificate that was named has expired.
    EvidenceExpired,
    /// There was a verdict, good or bad, and now it cannot be said: silence is neither better nor worse.
    Unknown,
    /// The same, because the question of another's form reads otherwise than it was confirmed.
    QuestionReworded,
    /// It did not apply last time.
    NewlyRequired,
    /// The demand or a question of it reads otherwise than last time.
    Restated,
    /// The answer says something else, and the verdict is the same.
    AnswerChanged,
    /// The answer says the same in other words, or with another remark or evidence.
    Reworded,
    /// Its questions stood on no sheet that came back this time.
    NotAsked,
    /// The verdict is better than last time.
    Improved,
    /// Every word is last year's.
    Copied,
    /// It does not apply any more.
    NoLongerRequired,
}

impl Change {
    /// All, in order of attention.
    pub const ALL: [Self; 12] = [
        Self::Worsened,
        Self::EvidenceExpired,
        Self::Unknown,
        Self::QuestionReworded,
        Self::NewlyRequired,
        Self::Restated,
        Self::AnswerChanged,
        Self::Reworded,
        Self::NotAsked,
        Self::Improved,
        Self::Copied,
        Self::NoLongerRequired,
    ];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Worsened => "悪化",
            Self::Unknown => "判定できなくなった",
            Self::QuestionReworded => "設問の文が変わったため判定できなくなった",
            Self::NotAsked => "今回の様式では尋ねていない",
            Self::NewlyRequired => "新たに必要",
            Self::EvidenceExpired => "証跡の期限切れ",
            Self::Restated => "要求・設問の文の変更",
            Self::AnswerChanged => "回答の変更（判定は同じ）",
            Self::Reworded => "言葉だけの変更",
            Self::Improved => "改善",
            Self::Copied => "前回のまま",
            Self::NoLongerRequired => "不要になった",
        }
    }
}

/// One requirement at both times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The requirement.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// What became of it, most worthy of attention first; never empty.
    pub changes: Vec<Change>,
    /// The verdict last time, with its sign; empty where it did not apply.
    pub before: String,
    /// The verdict now.
    pub after: String,
    /// What was said last time, with cells.
    pub said_before: String,
    /// What is said now, with cells.
    pub said_after: String,
}

/// All that became of a vendor's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// How many requirements met each change.
    pub counts: Vec<(Change, usize)>,
    /// All requirements, most worthy of attention first, then in order of the catalogue.
    pub rows: Vec<Changed>,
    /// Questions of another's form that read otherwise than they were confirmed.
    #[serde(skip)]
    pub reworded: Vec<Said>,
}

impl Changes {
    /// How many requirements met a change.
    pub fn count(&self, change: Change) -> usize {
        self.counts.iter().find(|(known, _)| *known == change).map_or(0, |(_, count)| *count)
    }

    /// What must be confirmed anew before its answers count; `form` is the map's id with its edition, as an assessment names it.
    pub fn told(&self, file: &str, form: &str) -> Vec<Diagnostic> {
        let map = form.split_whitespace().next().unwrap_or_default();
        let one = |said: &Said| {
            let place = Place::file(file).sheet_named(&said.sheet);
            let place = match Address::parse(&said.cell) {
                Some(cell) => place.cells(cell),
                None => place.entry(&said.question),
            };
            questionnaire::diagnostics::reworded_since(place, &said.asked, map)
        };
        self.reworded.iter().map(one).collect()
    }
}

/// Compares two assessments; `on` is the day on which certificates must still be good. The library says of which questions the words are
/// the answer.
pub fn compare(library: &Library, before: &Answers, after: &Answers, on: Date) -> Changes {
    let both = Both { library, before, after, on };
    let old: BTreeMap<&str, &Found> = before.findings.iter().map(|found| (found.requirement.as_str(), found)).collect();
    let new: BTreeMap<&str, &Found> = after.findings.iter().map(|found| (found.requirement.as_str(), found)).collect();
    let gone = before.findings.iter().filter(|found| !new.contains_key(found.requirement.as_str()));
    let mut rows: Vec<Changed> = after
        .findings
        .iter()
        .map(|found| both.row(old.get(found.requirement.as_str()).copied(), Some(found)))
        .chain(gone.map(|found| both.row(Some(found), None)))
        .flatten()
        .collect();
    rows.sort_by_key(|row| row.changes.first().copied());
    let count = |change: Change| rows.iter().filter(|row| row.changes.contains(&change)).count();
    let counts = Change::ALL.into_iter().map(|change| (change, count(change))).collect();
    let mut reworded: Vec<Said> = Vec::new();
    let lost = after.findings.iter().filter(|found| found.was_never_asked());
    let lost = lost.filter_map(|found| old.get(found.requirement.as_str()));
    for said in lost.flat_map(|found| both.reworded(&answers(found, before))) {
        if !reworded.contains(said) {
            reworded.push(said.clone());
        }
    }
    Changes { counts, rows, reworded }
}

/// The two assessments that are compared.
struct Both<'a> {
    library: &'a Library,
    before: &'a Answers,
    after: &'a Answers,
    on: Date,
}

impl<'a> Both<'a> {
    fn row(&self, old: Option<&Found>, new: Option<&Found>) -> Option<Changed> {
        let found = new.or(old)?;
        let said_before = old.map(|found| answers(found, self.before)).unwrap_or_default();
        let mut said_after = new.map(|found| answers(found, self.after)).unwrap_or_default();
        let mut changes = match (old, new) {
            (Some(old), Some(new)) => self.between(old, new, &said_before, &said_after),
            (None, _) => vec![Change::NewlyRequired],
            (Some(_), None) => vec![Change::NoLongerRequired],
        };
        if new.is_some_and(Found::was_never_asked) {
            let reworded = self.reworded(&said_before);
            changes.retain(|change| *change != Change::Copied);
            if reworded.is_empty() {
                changes.push(Change::NotAsked);
            } else {
                changes.retain(|change| *change != Change::Unknown);
                changes.push(Change::QuestionReworded);
                said_after = reworded;
            }
        }
        if expired(&said_after, self.on) {
            changes.push(Change::EvidenceExpired);
        }
        changes.sort();
        let verdict =
            |found: Option<&Found>| found.map(|found| format!("{} {}", found.sign, found.verdict)).unwrap_or_default();
        Some(Changed {
            requirement: found.requirement.clone(),
            title: found.title.clone(),
            changes,
            before: verdict(old),
            after: verdict(new),
            said_before: told(&said_before),
            said_after: told(&said_after),
        })
    }

    fn between(&self, old: &Found, new: &Found, before: &[&Said], after: &[&Said]) -> Vec<Change> {
        let mut changes = Vec::new();
        match grade(&new.sign).cmp(&grade(&old.sign)) {
            std::cmp::Ordering::Equal => {}
            _ if new.sign == "？" => changes.push(Change::Unknown),
            std::cmp::Ordering::Greater => changes.push(Change::Worsened),
            std::cmp::Ordering::Less => changes.push(Change::Improved),
        }
        let all = |list: &[&Said], of: fn(&Said) -> Vec<&str>| -> Vec<String> {
            list.iter().flat_map(|said| of(said)).map(plain).collect()
        };
        // Where a row is gone or was not sent, that shows in the verdict; it is no other wording of the question.
        let both = !before.is_empty() && !after.is_empty();
        if plain(&old.statement) != plain(&new.statement) || (both && all(before, of_asked) != all(after, of_asked)) {
            changes.push(Change::Restated);
        }
        if changes.iter().any(|change| matches!(change, Change::Worsened | Change::Unknown | Change::Improved)) {
            return changes;
        }
        let stated = |list: &[&Said]| -> Vec<String> {
            list.iter().filter(|said| self.is_stated(said)).map(|said| plain(&said.written)).collect()
        };
        // Of what is to be stated the words are the answer.
        let other_facts = both && stated(before) != stated(after);
        if other_facts || all(before, of_answer) != all(after, of_answer) || old.verdict != new.verdict {
            changes.push(Change::AnswerChanged);
        } else if all(before, of_words) != all(after, of_words) {
            changes.push(Change::Reworded);
        } else {
            changes.push(Change::Copied);
        }
        changes
    }

    fn is_stated(&self, said: &Said) -> bool {
        let question = QuestionId::parse(&said.question).and_then(|id| self.library.question(&id));
        question.is_some_and(|question| question.answer == AnswerKind::Stated)
    }

    /// The answers now to what had these numbers on another's form, where the question has other words.
    fn reworded(&self, before: &[&Said]) -> Vec<&'a Said> {
        let foreign = before.iter().filter(|said| QuestionId::parse(&said.question).is_none());
        foreign
            .filter_map(|old| {
                let now = self.after.answers.iter().find(|said| same_number(old, said))?;
                // What stands for a requirement is another question, to which the number has moved.
                let known = self.after.findings.iter().any(|found| found.questions.contains(&now.question));
                (!known && plain(&now.asked) != plain(&old.asked)).then_some(now)
            })
            .collect()
    }
}

/// Whether two answers to another's form have the same number, or where it has none the same cell.
fn same_number(one: &Said, other: &Said) -> bool {
    let number = |said: &Said| said.question.split_once(" 〔").map(|(number, _)| number.to_owned());
    match (number(one), number(other)) {
        (Some(number), Some(also)) => number == also && one.sheet == other.sheet,
        (None, None) => one.question == other.question,
        _ => false,
    }
}

fn of_asked(said: &Said) -> Vec<&str> {
    vec![said.question.as_str(), said.asked.as_str()]
}
fn of_answer(said: &Said) -> Vec<&str> {
    vec![said.question.as_str(), said.subject.as_str(), said.answer.as_str()]
}
fn of_words(said: &Said) -> Vec<&str> {
    vec![said.written.as_str(), said.remark.as_str(), said.evidence.as_str()]
}
/// Worse is higher: the declared order of `Verdict`, where what does not apply is as good as satisfied.
fn grade(sign: &str) -> u8 {
    match sign {
        "－" | "○" => 0,
        "△" => 1,
        "？" => 2,
        _ => 3,
    }
}

fn answers<'a>(found: &Found, of: &'a Answers) -> Vec<&'a Said> {
    of.answers.iter().filter(|said| found.questions.contains(&said.question)).collect()
}

fn expired(said: &[&Said], on: Date) -> bool {
    let mut named = said.iter().flat_map(|said| &said.certificates);
    named.any(|certificate| certificate.expires.is_some_and(|last| last < on))
}

/// Without the differences that mean nothing: blanks and line ends.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(said: &[&Said]) -> String {
    let one = |said: &&Said| {
        let parts = [said.written.trim(), said.remark.trim(), said.evidence.trim()];
        let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ／ ");
        let words = if words.is_empty() { "（空欄）".to_owned() } else { words };
        format!("{}: {words}", said.place())
    };
    said.iter().map(one).collect::<Vec<_>>().join("\n")
}
