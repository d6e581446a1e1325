//! Several files of one respondent: what one leaves open another fills, what a later one leaves blank stays blank.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

mod support;

use itaku::catalogue::{Ledger, QuestionId};
use itaku::questionnaire::{Answer, AnswerSheet, join, standard};

fn question() -> QuestionId {
    standard().expect("library").questions.iter().next().expect("question").id.clone()
}

fn sheet(file: &str, day: Option<&str>, answer: Answer) -> AnswerSheet {
    let response = support::response(&question(), answer);
    AnswerSheet {
        file: file.to_owned(),
        form: None,
        ledger: Ledger::Vendor,
        vendor: None,
        case: None,
        respondent: None,
        answered_on: day.map(|day| day.parse().expect("day")),
        wording: None,
        asked: Vec::new(),
        brought: Vec::new(),
        responses: vec![response],
        unread: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// What is left of the answers to the one question, in order of the files.
fn joined(one: (Option<&str>, Answer), other: (Option<&str>, Answer)) -> Vec<Answer> {
    let sheets = vec![sheet("一.xlsx", one.0, one.1), sheet("二.xlsx", other.0, other.1)];
    let library = standard().expect("library");
    join(sheets, library).iter().flat_map(|sheet| &sheet.responses).map(|response| response.answer).collect()
}

const EARLY: Option<&str> = Some("2026-04-01");
const LATE: Option<&str> = Some("2026-09-30");

#[test]
fn what_an_earlier_sheet_said_does_not_fill_the_blank_of_a_later_one() {
    let both = [Answer::Met, Answer::Unanswered];
    assert_eq!(joined((EARLY, Answer::Met), (LATE, Answer::Unanswered)), both);
    // Whichever file comes first.
    assert_eq!(joined((LATE, Answer::Unanswered), (EARLY, Answer::Met)), [Answer::Unanswered, Answer::Met]);
}

#[test]
fn a_later_sheet_fills_the_blank_of_an_earlier_one() {
    assert_eq!(joined((EARLY, Answer::Unanswered), (LATE, Answer::Met)), [Answer::Met]);
    assert_eq!(joined((LATE, Answer::Met), (EARLY, Answer::Unanswered)), [Answer::Met]);
}

#[test]
fn without_both_days_a_blank_is_no_answer() {
    for day in [None, EARLY] {
        assert_eq!(joined((None, Answer::Met), (day, Answer::Unanswered)), [Answer::Met]);
        assert_eq!(joined((day, Answer::Met), (None, Answer::Unanswered)), [Answer::Met]);
    }
    assert_eq!(joined((EARLY, Answer::Met), (EARLY, Answer::Unanswered)), [Answer::Met]);
}

#[test]
fn two_answers_that_differ_are_unclear_whatever_their_days() {
    for (one, other) in [(EARLY, LATE), (LATE, EARLY), (None, None)] {
        assert_eq!(joined((one, Answer::Met), (other, Answer::Unmet)), [Answer::Unclear, Answer::Unclear]);
    }
}
