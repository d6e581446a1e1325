//! Several files of one respondent for one case become one set of answers.
//!
//! A file adds what the others leave open: a blank beside an answer is no answer, unless the blank is the later one. Two files that say different things to the same
//! question, or to a requirement that one of them asks for as a whole, leave it unclear, whichever came later: nobody can tell which holds.

use super::{Answer, AnswerSheet, Library, Reach, diagnostics};
use crate::catalogue::{QuestionId, RequirementId};
use crate::diagnostic::Place;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Where a response stands: its file and its place there.
type At = (usize, usize);

/// The same sheets, joined: in each, what another file says better is taken out, and what another contradicts is unclear.
pub fn join(mut sheets: Vec<AnswerSheet>, library: &Library) -> Vec<AnswerSheet> {
    if sheets.len() > 1 {
        join_own(&mut sheets);
        join_brought(&mut sheets, library);
    }
    sheets
}

const fn is_open(answer: Answer) -> bool {
    matches!(answer, Answer::Unanswered | Answer::Unclear | Answer::Undisclosed)
}

/// Questions of ours that stand in two files.
fn join_own(sheets: &mut [AnswerSheet]) {
    let mut places: BTreeMap<(QuestionId, Option<String>), Vec<At>> = BTreeMap::new();
    for (file, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.is_foreign()) {
        for (at, response) in sheet.responses.iter().enumerate() {
            places.entry((response.question.clone(), response.subject.clone())).or_default().push((file, at));
        }
    }
    let mut dropped: BTreeSet<At> = BTreeSet::new();
    for ((id, _), all) in places.into_iter().filter(|(_, all)| all.len() > 1) {
        let answered: Vec<At> =
            all.iter().copied().filter(|at| answer(sheets, *at) != Some(Answer::Unanswered)).collect();
        let kept = if answered.is_empty() { all.iter().copied().take(1).collect() } else { answered };
        // What was left blank later is not filled by what was said before.
        let later = |blank: &At| {
            let after =
                |kept: &At| dated(sheets, *blank).zip(dated(sheets, *kept)).is_some_and(|(one, other)| one > other);
            kept.iter().all(after)
        };
        dropped.extend(all.iter().filter(|at| !kept.contains(at) && !later(at)));
        let said: BTreeSet<Answer> = kept.iter().filter_map(|at| answer(sheets, *at)).collect();
        if said.len() > 1 {
            contradict(sheets, &kept, &format!("設問 {id} "));
        }
    }
    for (file, sheet) in sheets.iter_mut().enumerate() {
        let mut at = 0;
        sheet.responses.retain(|_| {
            at += 1;
            !dropped.contains(&(file, at - 1))
        });
    }
}

/// When the sheet says it was answered.
fn dated(sheets: &[AnswerSheet], at: At) -> Option<Date> {
    sheets.get(at.0)?.answered_on
}

fn answer(sheets: &[AnswerSheet], at: At) -> Option<Answer> {
    sheets.get(at.0)?.responses.get(at.1).map(|response| response.answer)
}

/// Makes answers unclear and tells it in each file.
fn contradict(sheets: &mut [AnswerSheet], places: &[At], what: &str) {
    let names: Vec<String> = places
        .iter()
        .filter_map(|(file, at)| {
            let sheet = sheets.get(*file)?;
            let response = sheet.responses.get(*at)?;
            Some(format!("{} 「{}」シート {}", sheet.file, response.sheet, response.cell))
        })
        .collect();
    for (file, at) in places {
        let Some(sheet) = sheets.get_mut(*file) else { continue };
        let Some(response) = sheet.responses.get_mut(*at) else { continue };
        response.answer = Answer::Unclear;
        response.why = Some("同じ事業者のほかのファイルの回答と食い違います".to_owned());
        let place = Place::file(&sheet.file).sheet_named(&response.sheet).cells(response.cell);
        sheet.diagnostics.push(diagnostics::files_disagree(place, what, &names));
    }
}

/// Questions of other forms against what our own sheets, and other foreign ones, say to the same requirement.
fn join_brought(sheets: &mut [AnswerSheet], library: &Library) {
    let ids: BTreeSet<RequirementId> = sheets
        .iter()
        .flat_map(|sheet| &sheet.brought)
        .flat_map(|brought| brought.question.requirements.iter().cloned())
        .collect();
    let mut contradicted: BTreeMap<RequirementId, Vec<At>> = BTreeMap::new();
    let mut settled: Vec<(usize, RequirementId, Vec<QuestionId>)> = Vec::new();
    for id in ids {
        let own = own_answers(sheets, library, &id);
        let whole: Vec<At> = brought_answers(sheets, &id, |reach| reach == Reach::Covers);
        let decided = |at: &&At| answer(sheets, **at).is_some_and(|answer| !is_open(answer));
        let speaking: Vec<At> = own.iter().chain(&whole).filter(decided).copied().collect();
        let files: BTreeSet<usize> = speaking.iter().map(|at| at.0).collect();
        let answers: BTreeSet<Answer> = speaking.iter().filter_map(|at| answer(sheets, *at)).collect();
        let between =
            |at: &&At| speaking.iter().any(|other| other.0 != at.0 && answer(sheets, *other) != answer(sheets, **at));
        let foreign = speaking.iter().any(|at| sheets.get(at.0).is_some_and(AnswerSheet::is_foreign));
        if foreign && files.len() > 1 && answers.len() > 1 {
            contradicted.insert(id.clone(), speaking.iter().filter(between).copied().collect());
        }
        // What the short sheet has answered in full is no longer open in the foreign one.
        let questions: Vec<&QuestionId> = library.leading_to(&id).map(|question| &question.id).collect();
        let answered = |question: &&QuestionId| {
            own.iter().filter(decided).any(|at| {
                sheets.get(at.0).and_then(|sheet| sheet.responses.get(at.1)).is_some_and(|r| r.question == **question)
            })
        };
        if !questions.is_empty() && questions.iter().all(answered) {
            for (file, sheet) in sheets.iter().enumerate() {
                let open: Vec<QuestionId> = sheet
                    .brought_for(&id)
                    .filter(|brought| sheet.responses_to(&brought.question.id).all(|response| is_open(response.answer)))
                    .map(|brought| brought.question.id.clone())
                    .collect();
                settled.push((file, id.clone(), open));
            }
        }
    }
    for (file, id, questions) in settled {
        let Some(sheet) = sheets.get_mut(file) else { continue };
        for brought in sheet.brought.iter_mut().filter(|brought| questions.contains(&brought.question.id)) {
            brought.question.requirements.retain(|known| *known != id);
        }
    }
    for (id, places) in contradicted {
        contradict(sheets, &places, &format!("要求事項 {id} "));
    }
}

fn own_answers(sheets: &[AnswerSheet], library: &Library, id: &RequirementId) -> Vec<At> {
    let leads = |question: &QuestionId| library.question(question).is_some_and(|q| q.requirements.contains(id));
    let sheets = sheets.iter().enumerate().filter(|(_, sheet)| !sheet.is_foreign());
    sheets
        .flat_map(|(file, sheet)| {
            let all = sheet.responses.iter().enumerate();
            all.filter(|(_, response)| leads(&response.question)).map(move |(at, _)| (file, at))
        })
        .collect()
}

fn brought_answers(sheets: &[AnswerSheet], id: &RequirementId, wanted: impl Fn(Reach) -> bool) -> Vec<At> {
    let mut found = Vec::new();
    for (file, sheet) in sheets.iter().enumerate() {
        let questions: BTreeSet<&QuestionId> =
            sheet.brought_for(id).filter(|brought| wanted(brought.reach)).map(|brought| &brought.question.id).collect();
        let places = sheet.responses.iter().enumerate().filter(|(_, response)| questions.contains(&response.question));
        found.extend(places.map(|(at, _)| (file, at)));
    }
    found
}
