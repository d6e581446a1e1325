//! Two assessments of one vendor and case, requirement by requirement.

use super::{Answers, Found, Said};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of a requirement. The declared order is the order of attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The verdict is worse than last time.
    Worsened,
    /// It was not satisfied, and now it cannot be said: silence is no improvement.
    Unknown,
    /// It did not apply last time.
    NewlyRequired,
    /// A certificate that was named has expired.
    EvidenceExpired,
    /// The demand or a question of it reads otherwise than last time.
    Restated,
    /// The answer says something else, and the verdict is the same.
    AnswerChanged,
    /// The answer says the same in other words, or with another remark or evidence.
    Reworded,
    /// The verdict is better than last time.
    Improved,
    /// Every word is last year's.
    Copied,
    /// It does not apply any more.
    NoLongerRequired,
}

impl Change {
    /// All, in order of attention.
    pub const ALL: [Self; 10] = [
        Self::Worsened,
        Self::Unknown,
        Self::NewlyRequired,
        Self::EvidenceExpired,
        Self::Restated,
        Self::AnswerChanged,
        Self::Reworded,
        Self::Improved,
        Self::Copied,
        Self::NoLongerRequired,
    ];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Worsened => "悪化",
            Self::Unknown => "判定できなくなった",
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
}

/// Compares two assessments; `on` is the day on which certificates must still be good.
pub fn compare(before: &Answers, after: &Answers, on: Date) -> Changes {
    let old: BTreeMap<&str, &Found> = before.findings.iter().map(|found| (found.requirement.as_str(), found)).collect();
    let new: BTreeMap<&str, &Found> = after.findings.iter().map(|found| (found.requirement.as_str(), found)).collect();
    let gone = before.findings.iter().filter(|found| !new.contains_key(found.requirement.as_str()));
    let mut rows: Vec<Changed> = after
        .findings
        .iter()
        .map(|found| row(old.get(found.requirement.as_str()).copied(), Some(found), before, after, on))
        .chain(gone.map(|found| row(Some(found), None, before, after, on)))
        .flatten()
        .collect();
    rows.sort_by_key(|row| row.changes.first().copied());
    let count = |change: Change| rows.iter().filter(|row| row.changes.contains(&change)).count();
    Changes { counts: Change::ALL.into_iter().map(|change| (change, count(change))).collect(), rows }
}

fn row(old: Option<&Found>, new: Option<&Found>, before: &Answers, after: &Answers, on: Date) -> Option<Changed> {
    let found = new.or(old)?;
    let said_before = old.map(|found| answers(found, before)).unwrap_or_default();
    let said_after = new.map(|found| answers(found, after)).unwrap_or_default();
    let mut changes = match (old, new) {
        (Some(old), Some(new)) => between(old, new, &said_before, &said_after),
        (None, _) => vec![Change::NewlyRequired],
        (Some(_), None) => vec![Change::NoLongerRequired],
    };
    if expired(&said_after, on) {
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

fn between(old: &Found, new: &Found, before: &[&Said], after: &[&Said]) -> Vec<Change> {
    let mut changes = Vec::new();
    match grade(&new.sign).cmp(&grade(&old.sign)) {
        std::cmp::Ordering::Greater => changes.push(Change::Worsened),
        std::cmp::Ordering::Less if new.sign == "？" => changes.push(Change::Unknown),
        std::cmp::Ordering::Less => changes.push(Change::Improved),
        std::cmp::Ordering::Equal => {}
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
    if all(before, of_answer) != all(after, of_answer) || old.verdict != new.verdict {
        changes.push(Change::AnswerChanged);
    } else if all(before, of_words) != all(after, of_words) {
        changes.push(Change::Reworded);
    } else {
        changes.push(Change::Copied);
    }
    changes
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
