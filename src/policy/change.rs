//! Two editions of one policy, side by side.

use super::duty::is_weak;
use super::page::fold;
use super::reading::{PolicyReading, Publicity, ReadObligation};
use super::{ObligationId, Passage, diagnostics};
use crate::diagnostic::{Diagnostic, Place};
use serde::Serialize;
use std::collections::BTreeSet;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The same sentence in the same place.
    Same,
    /// The same sentence in another place.
    Moved,
    /// Other words.
    Reworded,
    /// Only in the new edition.
    Added,
    /// Only in the old edition.
    Removed,
}

impl Change {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Same => "変更なし",
            Self::Moved => "番号の変更",
            Self::Reworded => "文の変更",
            Self::Added => "新設",
            Self::Removed => "削除",
        }
    }
}

/// A sentence with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Where.
    pub locator: String,
    /// Its words.
    pub sentence: String,
    /// On which line.
    pub line: usize,
}

/// Something that the document says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// A stable name: `edition`, `terms.cloud`.
    pub key: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// As the old edition has it.
    pub old: Option<String>,
    /// As the new edition has it.
    pub new: Option<String>,
}

/// One of the nine duties in both editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyChange {
    /// Which.
    pub id: ObligationId,
    /// Its heading.
    pub label: &'static str,
    /// What became of it.
    pub change: Change,
    /// The new edition leaves at trying what the old one demanded.
    pub weaker: bool,
    /// In the old edition.
    pub old: Option<Placed>,
    /// In the new edition.
    pub new: Option<Placed>,
}

/// A sentence outside the nine duties that matters for outsourcing, services or incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageChange {
    /// What became of it.
    pub change: Change,
    /// In the old edition.
    pub old: Option<Placed>,
    /// In the new edition.
    pub new: Option<Placed>,
}

/// What a new edition changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChange {
    /// What the document says of itself: only what differs.
    pub facts: Vec<FactChange>,
    /// All nine duties.
    pub duties: Vec<DutyChange>,
    /// Sentences elsewhere that matter here: only what differs.
    pub passages: Vec<PassageChange>,
    /// Why the two may not be editions of one policy, in this order.
    pub doubts: Vec<Diagnostic>,
}

impl PolicyChange {
    /// What the edition `new` changes against `old`.
    pub fn between(old: &PolicyReading, new: &PolicyReading) -> Self {
        Self {
            facts: facts(old, new),
            duties: duties(old, new),
            passages: passages(old, new),
            doubts: doubts(old, new),
        }
    }

    /// The fact of that key, if it changed.
    pub fn fact(&self, key: &str) -> Option<&FactChange> {
        self.facts.iter().find(|fact| fact.key == key)
    }
}

fn doubts(old: &PolicyReading, new: &PolicyReading) -> Vec<Diagnostic> {
    let place = || Place::file(&new.file);
    let names = old.organisation.as_deref().zip(new.organisation.as_deref()).filter(|(old, new)| old != new);
    let other = names.map(|(old, new)| diagnostics::other_organisation(place(), old, new));
    let turned = old.date.zip(new.date).is_some_and(|(old, new)| new < old);
    other.into_iter().chain(turned.then(|| diagnostics::editions_turned(place()))).collect()
}

fn facts(old: &PolicyReading, new: &PolicyReading) -> Vec<FactChange> {
    type Read = fn(&PolicyReading) -> Option<String>;
    let list = |bodies: &[String]| (!bodies.is_empty()).then(|| bodies.join("、"));
    let rows: [(&'static str, &'static str, Read); 12] = [
        ("organisation", "団体", |reading| reading.organisation.clone()),
        ("self_name", "自称", |reading| reading.self_name.clone()),
        ("title", "表題", |reading| reading.title.clone()),
        ("edition", "版", |reading| reading.edition.clone()),
        ("date", "決定の日", |reading| reading.date.map(|date| date.to_string())),
        ("effective", "施行の日", |reading| reading.effective.map(|date| date.to_string())),
        ("section", "箇所の番号", |reading| reading.section.clone()),
        ("heading", "箇所の見出し", |reading| reading.heading.clone()),
        ("terms.outsourcing", "語（委託）", |reading| reading.terms.outsourcing.clone()),
        ("terms.contractor", "語（委託先）", |reading| reading.terms.contractor.clone()),
        ("terms.cloud", "語（クラウド）", |reading| reading.terms.cloud.clone()),
        ("standards", "対策基準の公開", |reading| match reading.standards {
            Publicity::Closed => Some("非公開".to_owned()),
            Publicity::Open => Some("公開".to_owned()),
            Publicity::Unknown => None,
        }),
    ];
    let lists = [
        ("bodies", "適用する機関", list(&old.bodies), list(&new.bodies)),
        ("joint", "共同で定める機関", list(&old.joint), list(&new.joint)),
    ];
    let single = rows.into_iter().map(|(key, label, read)| FactChange { key, label, old: read(old), new: read(new) });
    let several = lists.into_iter().map(|(key, label, old, new)| FactChange { key, label, old, new });
    let folded = |text: &Option<String>| text.as_deref().map(fold);
    single.chain(several).filter(|fact| folded(&fact.old) != folded(&fact.new)).collect()
}

fn duties(old: &PolicyReading, new: &PolicyReading) -> Vec<DutyChange> {
    let of = |reading: &PolicyReading, id: ObligationId| {
        let read: &ReadObligation = reading.obligations.iter().find(|read| read.obligation.id == id)?;
        Some(Placed {
            locator: read.obligation.locator.clone()?,
            sentence: read.obligation.sentence.clone()?,
            line: read.line.unwrap_or_default(),
        })
    };
    let change = |id: ObligationId| {
        let (old, new) = (of(old, id), of(new, id));
        let weak = |placed: &Option<Placed>| placed.as_ref().is_some_and(|placed| is_weak(&placed.sentence));
        DutyChange {
            id,
            label: id.label(),
            change: became(old.as_ref(), new.as_ref()),
            weaker: old.is_some() && !weak(&old) && weak(&new),
            old,
            new,
        }
    };
    ObligationId::ALL.into_iter().map(change).collect()
}

fn became(old: Option<&Placed>, new: Option<&Placed>) -> Change {
    match (old, new) {
        (Some(old), Some(new)) if fold(&old.sentence) != fold(&new.sentence) => Change::Reworded,
        (Some(old), Some(new)) if fold(&old.locator) != fold(&new.locator) => Change::Moved,
        (Some(_), None) => Change::Removed,
        (None, Some(_)) => Change::Added,
        _ => Change::Same,
    }
}

/// Words of sentences that matter for outsourcing, services and what happens when they fail.
const MATTERS: [&str; 18] = [
    "委託",
    "クラウド",
    "外部サービス",
    "約款",
    "ソーシャルメディア",
    "SNS",
    "個人情報",
    "個人番号",
    "機密性",
    "分類",
    "インシデント",
    "侵害",
    "緊急時",
    "監査",
    "点検",
    "例外",
    "サプライチェーン",
    "公開",
];

/// Two sentences are one reworded if they share so many of a hundred of their pairs of characters.
const ALIKE: usize = 55;

/// The pairs of neighbouring characters, sorted.
fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// How many of a hundred pairs two sentences share (Dice). strsim's counts bytes where it should count characters.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> usize {
    let (mut a_rest, mut b_rest) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(left), Some(right)) = (a_rest.peek(), b_rest.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => drop(a_rest.next()),
            std::cmp::Ordering::Greater => drop(b_rest.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a_rest.next();
                b_rest.next();
            }
        }
    }
    200 * shared / (a.len() + b.len()).max(1)
}

fn passages(old: &PolicyReading, new: &PolicyReading) -> Vec<PassageChange> {
    let (before, after) = (mattering(old), mattering(new));
    let known = |placed: &[(String, Placed)]| placed.iter().map(|(folded, _)| folded.clone()).collect::<BTreeSet<_>>();
    let (in_old, in_new) = (known(&before), known(&after));
    let gone: Vec<_> = before.into_iter().filter(|(folded, _)| !in_new.contains(folded)).collect();
    let come = after.into_iter().filter(|(folded, _)| !in_old.contains(folded));
    let mut come: Vec<Option<_>> = come.map(|(folded, placed)| Some((pairs(&folded), placed))).collect();
    let mut changes = Vec::new();
    for (folded, placed) in gone {
        let own = pairs(&folded);
        let alike = come.iter_mut().filter_map(|slot| {
            let likeness = slot.as_ref().map(|(other, _)| likeness(&own, other))?;
            (likeness >= ALIKE).then_some((likeness, slot))
        });
        let best = alike.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let new = best.and_then(|(_, slot)| slot.take()).map(|(_, placed)| placed);
        let change = if new.is_some() { Change::Reworded } else { Change::Removed };
        changes.push(PassageChange { change, old: Some(placed), new });
    }
    let added = come.into_iter().flatten();
    changes.extend(added.map(|(_, placed)| PassageChange { change: Change::Added, old: None, new: Some(placed) }));
    changes
}

/// The sentences that matter, outside the nine duties, with their folded words.
fn mattering(reading: &PolicyReading) -> Vec<(String, Placed)> {
    let duties: BTreeSet<&str> =
        reading.obligations.iter().filter_map(|read| read.obligation.sentence.as_deref()).collect();
    let of = |passage: &Passage| {
        let placed = |sentence: &String| Placed {
            locator: passage.locator.clone(),
            sentence: sentence.clone(),
            line: passage.line,
        };
        passage.sentences.iter().map(placed).collect::<Vec<_>>()
    };
    let all = reading.passages.iter().flat_map(of);
    let matters = all.filter(|placed| !duties.contains(placed.sentence.as_str()));
    matters
        .map(|placed| (fold(&placed.sentence), placed))
        .filter(|(folded, _)| MATTERS.iter().any(|word| folded.contains(word)))
        .collect()
}
