//! A foreign reading becomes an answer sheet, as far as a person has confirmed what its questions stand for.

use super::certificate;
use super::foreign::{ForeignAnswer, ForeignReading};
use super::form_map::{self, FormMap, MapEntry, Reach};
use super::remark::Words;
use super::vocabulary::fold;
use super::{
    Answer, AnswerKind, AnswerSheet, BroughtQuestion, FormRef, KnownForm, Library, Polarity, Question, Response,
    Suggester, Suggestion,
};
use crate::catalogue::{Ledger, QuestionId, RequirementId};
use serde::Serialize;
use std::collections::BTreeMap;

/// Up to so many bytes a row speaks of its own certificates.
const LONGEST_ROW: usize = 2_000;

/// How many requirements are suggested for a question.
const SUGGESTED: usize = 3;

/// Confidence of a known form's link, by how far it reaches: it is ours, not the office's, until the office accepts it.
const KNOWN_COVERS: u32 = 90;
const KNOWN_TOUCHES: u32 = 60;

/// On whose word a question stands for a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A question of ours.
    Own,
    /// A person has confirmed it.
    Confirmed,
    /// A known form says so; counts once the office has accepted that form.
    Known,
    /// The words are alike; never counts.
    Suggested,
}

/// A requirement that a foreign question may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The requirement.
    pub requirement: RequirementId,
    /// How sure, in hundredths.
    pub confidence: u32,
    /// On whose word.
    pub standing: Standing,
    /// Why, for readers.
    pub why: String,
}

/// What each answer of a reading may stand for: what was confirmed, else what a known form says, else suggestions.
pub fn links(
    reading: &ForeignReading,
    maps: &[FormMap],
    known: Option<&KnownForm>,
    suggester: &Suggester,
    wanted: &dyn Fn(&RequirementId) -> bool,
) -> Vec<Vec<Link>> {
    let decided = form_map::decide(maps, reading);
    let answers = reading.answers.iter().zip(decided);
    // Sheets repeat their questions: one per service or system.
    let mut suggested: BTreeMap<(&str, &[String]), Vec<Suggestion>> = BTreeMap::new();
    answers
        .map(|(answer, decision)| match decision {
            Some((map, entry)) => confirmed_links(map, entry),
            None => {
                let mut found = known.map(|form| known_links(form, answer)).unwrap_or_default();
                let (question, under) = (answer.question.as_str(), answer.category.as_slice());
                let suggestions = suggested
                    .entry((question, under))
                    .or_insert_with(|| suggester.suggest(question, under, SUGGESTED, wanted));
                for suggestion in suggestions.iter().cloned() {
                    if found.len() < SUGGESTED && found.iter().all(|link| link.requirement != suggestion.requirement) {
                        found.push(Link {
                            requirement: suggestion.requirement,
                            confidence: suggestion.confidence,
                            standing: Standing::Suggested,
                            why: match suggestion.words.as_slice() {
                                [] => "要求事項の説明全体との近さ".to_owned(),
                                words => format!("共通する語: {}", words.join("、")),
                            },
                        });
                    }
                }
                found
            }
        })
        .collect()
}

fn confirmed_links(map: &FormMap, entry: &MapEntry) -> Vec<Link> {
    let link = |id: &RequirementId| Link {
        requirement: id.clone(),
        confidence: 100,
        standing: Standing::Confirmed,
        why: confirmation(map),
    };
    entry.requirements.iter().map(link).collect()
}

fn known_links(form: &KnownForm, answer: &ForeignAnswer) -> Vec<Link> {
    let Some(item) = form.item(answer) else { return Vec::new() };
    let link = |id: &RequirementId| Link {
        requirement: id.clone(),
        confidence: if item.reach == Reach::Covers { KNOWN_COVERS } else { KNOWN_TOUCHES },
        standing: Standing::Known,
        why: format!("{} の {}", form.title, item.label()),
    };
    item.requirements.iter().map(link).collect()
}

fn confirmation(map: &FormMap) -> String {
    format!("対応表「{}」({} が {} に確認)", map.id, map.confirmed_by, map.confirmed_on)
}

/// The answer sheet of a foreign reading: all its answers, leading to requirements where a map says so. Absent where no map knows any
/// of its questions: then there is nothing that could be judged.
pub fn mapped_sheet(
    reading: &ForeignReading,
    maps: &[FormMap],
    library: &Library,
    vendor: Option<String>,
    case: Option<String>,
) -> Option<AnswerSheet> {
    let decided = form_map::decide(maps, reading);
    let map = decided.iter().flatten().map(|(map, _)| *map).next()?;
    let words = Words { vocabulary: &library.vocabulary, on: reading.on };
    let mut brought = Vec::new();
    let mut responses = Vec::new();
    for (answer, decision) in reading.answers.iter().zip(decided) {
        let question = question(answer, decision.map(|(_, entry)| entry), library);
        let confirmed = decision.map(|(map, _)| confirmation(map)).unwrap_or_default();
        responses.push(response(answer, &question, &confirmed, words));
        let reach = decision.map_or(Reach::None, |(_, entry)| reach(entry, library));
        brought.push(BroughtQuestion { question, reach, confirmed });
    }
    let mut diagnostics = reading.diagnostics.clone();
    diagnostics.extend(form_map::told(maps, reading, library));
    Some(AnswerSheet {
        file: reading.file.clone(),
        form: Some(FormRef { id: map.id.clone(), edition: map.edition.clone() }),
        ledger: Ledger::Vendor,
        vendor,
        case,
        respondent: None,
        answered_on: None,
        wording: None,
        asked: Vec::new(),
        brought,
        responses,
        unread: reading.unread.clone(),
        diagnostics,
    })
}

/// What must be named is not met by a yes: such a question only touches the requirement.
fn reach(entry: &MapEntry, library: &Library) -> Reach {
    let stated = entry.requirements.iter().any(|id| library.wants_a_statement(id));
    if stated { entry.reach.min(Reach::Touches) } else { entry.reach }
}

fn question(answer: &ForeignAnswer, entry: Option<&MapEntry>, library: &Library) -> Question {
    let requirements = entry.map(|entry| entry.requirements.clone()).unwrap_or_default();
    // 該当なし may count only where each of our own questions would let it count.
    let may_not_apply = |id: &RequirementId| library.leading_to(id).all(|question| question.not_applicable);
    Question {
        id: QuestionId::foreign(answer.id.as_deref().unwrap_or_default(), &format!("{}!{}", answer.sheet, answer.cell)),
        not_applicable: !requirements.is_empty() && requirements.iter().all(may_not_apply),
        requirements,
        none_suffices: false,
        of_majority: false,
        wants: Vec::new(),
        concerns: Vec::new(),
        theme: String::new(),
        ja: answer.question.clone(),
        en: answer.question.clone(),
        hint: None,
        hint_en: None,
        answer: AnswerKind::Choice,
        good: entry.map_or(Polarity::Yes, |entry| entry.good),
    }
}

fn response(answer: &ForeignAnswer, question: &Question, confirmation: &str, words: Words<'_>) -> Response {
    let confirmed = !question.requirements.is_empty();
    let (said, why) = directed(answer, question.good, confirmed, words);
    // A verdict that rests on this answer says on whose word the question stands for the requirement.
    let why = why.into_iter().chain(confirmed.then(|| confirmation.to_owned())).reduce(|a, b| format!("{a}。{b}"));
    let substance = fold(&answer.remark);
    let spoken = substance.chars().count() > 1 && !words.vocabulary.read(&substance).known;
    Response {
        question: question.id.clone(),
        sheet: answer.sheet.clone(),
        cell: answer.cell,
        question_cell: answer.question_cell,
        asked: answer.question.clone(),
        written: answer.written.clone(),
        answer: said,
        why,
        remark: answer.remark.clone(),
        reason: spoken.then(|| answer.remark.clone()),
        evidence_written: answer.evidence_written.clone(),
        evidence: answer.evidence,
        certificates: match answer.written.len() + answer.remark.len() + answer.evidence_written.len() {
            // Whole pages name certificates of whomever.
            0..=LONGEST_ROW => certificate::of_row(&[&answer.evidence_written, &answer.remark, &answer.written]),
            _ => answer.certificates.clone(),
        },
        planned_for: answer.planned_for,
        subject: None,
    }
}

/// The answer in the sense that a person has given to the question. What is unclear for any other reason stays so, and what is turned
/// round into a good answer must hold against its remark like any other.
fn directed(answer: &ForeignAnswer, good: Polarity, confirmed: bool, words: Words<'_>) -> (Answer, Option<String>) {
    let unchanged = (answer.answer, answer.why.clone());
    if !confirmed {
        return unchanged;
    }
    let plain = answer.undirected.unwrap_or(answer.answer);
    match (good, plain) {
        (Polarity::Yes, Answer::Met | Answer::Partial | Answer::Planned | Answer::Unmet) => {
            let why = if answer.undirected.is_some() { None } else { answer.why.clone() };
            (plain, why)
        }
        // 「一部の拠点で海外に保管」 is a bad answer, however few they are.
        (Polarity::No, Answer::Met | Answer::Partial | Answer::Planned) => {
            (Answer::Unmet, Some("「はい」が良くない設問として確認されています".to_owned()))
        }
        (Polarity::No, Answer::Unmet) => {
            let beside = format!("{}\n{}", after_the_word(answer), answer.remark);
            let qualified = words.weigh(Answer::Met, &beside);
            if qualified.answer == Answer::Met
                && let Some(why) = words.told_beside(&answer.question, &beside)
            {
                return (Answer::Unclear, Some(why));
            }
            let why = qualified.why.or_else(|| Some("「いいえ」が良い設問として確認されています".to_owned()));
            (qualified.answer, why)
        }
        _ => unchanged,
    }
}

/// What stands in the answer's cell behind its word.
fn after_the_word(answer: &ForeignAnswer) -> String {
    let mut pieces = answer.written.splitn(2, ['(', '（', '、', '。', ',', '\n', '※']);
    pieces.nth(1).unwrap_or_default().to_owned()
}
