//! The rules of judgement (DESIGN.md), each with its cases as data: `tests/judgement/*.toml`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use itaku::assessment::{Assessment, Decisive, Exception, Grounds, assess};
use itaku::catalogue::{
    Case, CaseId, Catalogue, Condition, Fact, InformationClass, Kind, Ledger, Profile, QuestionId, Requirement,
    RequirementId, Strength,
};
use itaku::datafile::{self, Table};
use itaku::policy::ObligationId;
use itaku::questionnaire::{Answer, AnswerKind, AnswerSheet, Evidence, Library, Polarity, Question, Response};
use itaku::workbook::Address;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// A requirement with one question and what was said to it.
struct Entry {
    requirement: Requirement,
    question: Question,
    response: Option<Response>,
}

fn entry(
    id: &str,
    strength: Strength,
    weight: u32,
    cure_days: Option<u32>,
    allowed: bool,
    said: Option<Answer>,
) -> Entry {
    let requirement = Requirement {
        id: RequirementId::parse(id).expect("id"),
        items: Vec::new(),
        obligation: ObligationId::P8_1,
        ledger: Ledger::Vendor,
        title: id.to_owned(),
        statement: String::new(),
        why: String::new(),
        satisfied_by: String::new(),
        remedy: Some("是正すること".to_owned()),
        cure_days,
        weight,
        strength: [strength; 3],
        mandatory_from: None,
        evidence: Vec::new(),
        clauses: vec![itaku::catalogue::ClauseId::parse("T01-1").expect("clause")],
        sources: Vec::new(),
        applies: Condition { kinds: vec![Kind::Outsourcing], facts: Vec::new() },
        origin: (String::new(), 0),
    };
    let question = Question {
        id: QuestionId::parse(&format!("Q-{id}")).expect("question"),
        requirements: vec![requirement.id.clone()],
        theme: "governance".to_owned(),
        ja: String::new(),
        en: String::new(),
        hint: None,
        hint_en: None,
        answer: AnswerKind::Choice,
        good: Polarity::Yes,
        not_applicable: allowed,
        none_suffices: false,
        of_majority: false,
        wants: Vec::new(),
        concerns: Vec::new(),
    };
    let response = said.map(|answer| Response {
        question: question.id.clone(),
        sheet: "回答".to_owned(),
        cell: Address::new(1, 3),
        question_cell: Address::new(1, 1),
        asked: String::new(),
        written: String::new(),
        answer,
        why: None,
        remark: String::new(),
        reason: None,
        evidence_written: String::new(),
        evidence: Evidence::Stated,
        certificates: Vec::new(),
        planned_for: None,
        subject: None,
    });
    Entry { requirement, question, response }
}

/// What is needed to assess the entries; clause T01-1 applies to everything.
struct World {
    catalogue: Catalogue,
    library: Library,
    profile: Profile,
    case: Case,
    sheet: AnswerSheet,
    exceptions: Vec<Exception>,
    on: Date,
}

impl World {
    fn new(entries: Vec<Entry>, on: Date) -> Self {
        let mut catalogue = Catalogue { clauses: support::catalogue().clauses.clone(), ..Catalogue::default() };
        let (mut questions, mut responses) = (Vec::new(), Vec::new());
        for entry in entries {
            catalogue.requirements.push(entry.requirement);
            questions.push(entry.question);
            responses.extend(entry.response);
        }
        Self {
            catalogue,
            library: Library { questions: questions.into(), ..Library::default() },
            profile: support::catalogue().profile("standard").expect("profile").clone(),
            case: Case {
                id: CaseId::parse("R9-rei").expect("case"),
                title: "例".to_owned(),
                contract: "例".to_owned(),
                department: "総務課".to_owned(),
                kind: Kind::Outsourcing,
                class: InformationClass::C3B,
                facts: BTreeSet::from([Fact::PersonalInformation]),
                start: date(2027, 4, 1),
                end: None,
                profile: None,
            },
            sheet: AnswerSheet {
                file: "回答.xlsx".to_owned(),
                form: None,
                ledger: Ledger::Vendor,
                vendor: None,
                case: None,
                respondent: None,
                answered_on: None,
                wording: None,
                asked: Vec::new(),
                brought: Vec::new(),
                responses,
                unread: Vec::new(),
                diagnostics: Vec::new(),
            },
            exceptions: Vec::new(),
            on,
        }
    }

    fn assess<T>(&self, look: impl FnOnce(&Assessment<'_>) -> T) -> T {
        let grounds = Grounds {
            catalogue: &self.catalogue,
            library: &self.library,
            profile: &self.profile,
            case: Some(&self.case),
            exceptions: &self.exceptions,
            on: self.on,
        };
        let scope = self.catalogue.vendor_scope(&self.profile, &self.case);
        look(&assess(&scope, &[&self.sheet], &grounds))
    }
}

const ANSWERS: [(&str, Option<Answer>); 9] = [
    ("met", Some(Answer::Met)),
    ("partial", Some(Answer::Partial)),
    ("planned", Some(Answer::Planned)),
    ("unmet", Some(Answer::Unmet)),
    ("not_applicable", Some(Answer::NotApplicable)),
    ("undisclosed", Some(Answer::Undisclosed)),
    ("unanswered", Some(Answer::Unanswered)),
    ("unclear", Some(Answer::Unclear)),
    ("not-asked", None),
];

fn world(table: &Table<'_>) -> (World, String) {
    let entries = table.tables("requirement").into_iter().map(|table| {
        let mut entry = entry(
            &table.text("id"),
            table.choice("strength", &Strength::WORDS, Strength::Mandatory),
            table.integer("weight"),
            table.optional_integer("cure_days"),
            table.optional_flag("not_applicable").unwrap_or(false),
            table.choice("answer", &ANSWERS, None),
        );
        let (reason, planned_for) = (table.optional_text("reason"), table.optional_date("planned_for"));
        entry.requirement.mandatory_from = table.optional_date("mandatory_from");
        if let Some(response) = &mut entry.response {
            response.reason = reason;
            response.planned_for = planned_for;
        }
        entry
    });
    let mut world = World::new(entries.collect(), table.date("on"));
    world.exceptions = table.tables("exception").iter().filter_map(Exception::from_table).collect();
    (world, format!("{}\n\n{}\n", table.text("why"), table.text("expected")))
}

fn described(assessment: &Assessment<'_>) -> String {
    let decisive: Vec<String> = assessment
        .decisive
        .iter()
        .map(|reason| match reason {
            Decisive::Requirement(id, _) => id.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    let lifts: Vec<String> = assessment
        .lifts
        .iter()
        .map(|lift| {
            format!(
                "{}には{}",
                lift.to.label(),
                lift.requirements.iter().map(ToString::to_string).collect::<Vec<_>>().join("・")
            )
        })
        .collect();
    let signs: String = assessment.findings.iter().map(|finding| finding.verdict.sign()).collect();
    let deadlines: Vec<String> =
        assessment.gaps.iter().filter_map(|gap| Some(format!("{} {}", gap.requirement, gap.deadline?))).collect();
    let lines = [
        ("総合判定", assessment.conclusion.label().to_owned()),
        ("得点", assessment.score.map_or("なし".to_owned(), |score| score.label())),
        ("判定", signs),
        ("決め手", decisive.join("、")),
        ("引上げ", lifts.join("、")),
        ("期限", deadlines.join("、")),
    ];
    lines.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}\n")).collect()
}

#[test]
fn every_rule_of_judgement_holds_in_its_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judgement");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    cases.sort();
    assert!(cases.len() >= 15, "the cases are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("case");
        let name = path.display().to_string();
        let (world, expected) = datafile::read(&name, &text, "judgement/1", world)
            .unwrap_or_else(|faults| panic!("{}", support::lines(&faults)));
        let (why, expected) = expected.split_once("\n\n").expect("why and expected");
        let found = world.assess(described);
        assert_eq!(found.trim(), expected.trim(), "{name}\n{why}");
        assert!(
            why.starts_with(world.assess(|assessment| assessment.conclusion.label())),
            "{name}: why begins with the outcome"
        );
    }
}

fn any_entries() -> impl Strategy<Value = Vec<(usize, u32, bool, bool, usize)>> {
    prop::collection::vec((0..3usize, 1..=5u32, any::<bool>(), any::<bool>(), 0..ANSWERS.len()), 1..9)
}

fn made(list: &[(usize, u32, bool, bool, usize)]) -> World {
    let strengths = [Strength::Informative, Strength::Recommended, Strength::Mandatory];
    let entries = list.iter().enumerate().map(|(index, (strength, weight, curable, reason, answer))| {
        let mut entry = entry(
            &format!("AAA-{index:02}"),
            strengths[*strength],
            *weight,
            curable.then_some(30),
            true,
            ANSWERS[*answer].1,
        );
        if let Some(response) = entry.response.as_mut().filter(|_| *reason) {
            response.reason = Some("扱わないため".to_owned());
            response.planned_for = Some(date(2027, 3, 31));
        }
        entry
    });
    World::new(entries.collect(), date(2026, 11, 21))
}

proptest! {
    #[test]
    fn contributions_add_up_to_the_score_and_the_range_is_in_order(list in any_entries()) {
        made(&list).assess(|assessment| {
            if let Some(score) = assessment.score {
                prop_assert!(score.lower <= score.upper && score.upper <= 10_000);
                prop_assert_eq!(assessment.findings.iter().map(|finding| finding.points.lower).sum::<u32>(), score.lower);
                prop_assert_eq!(assessment.findings.iter().map(|finding| finding.points.upper).sum::<u32>(), score.upper);
                prop_assert_eq!(assessment.findings.iter().map(|finding| finding.points.full).sum::<u32>(), 10_000);
            }
            Ok(())
        })?;
    }

    #[test]
    fn answering_better_never_makes_the_conclusion_worse(list in any_entries(), at in any::<prop::sample::Index>()) {
        let before = made(&list).assess(|assessment| (assessment.conclusion, assessment.score.map(|score| score.lower)));
        let mut better = list.clone();
        let index = at.index(better.len());
        // 該当なし leaves the score; turning it into 充足 changes the weights, so it is left out here.
        prop_assume!(ANSWERS[better[index].4].1 != Some(Answer::NotApplicable));
        better[index].4 = 0;
        let after = made(&better).assess(|assessment| (assessment.conclusion, assessment.score.map(|score| score.lower)));
        prop_assert!(after.0 <= before.0);
        prop_assert!(after.1 >= before.1);
    }

    #[test]
    fn silence_never_counts_for_the_vendor(list in any_entries(), at in any::<prop::sample::Index>()) {
        let said = made(&list).assess(|assessment| assessment.score.map(|score| score.lower));
        let mut silent = list.clone();
        let index = at.index(silent.len());
        prop_assume!(ANSWERS[silent[index].4].1 != Some(Answer::NotApplicable));
        silent[index].4 = 6;
        let after = made(&silent).assess(|assessment| assessment.score.map(|score| score.lower));
        prop_assert!(after <= said);
    }

    #[test]
    fn the_set_of_remedies_lifts_the_conclusion_and_no_smaller_set_does(list in any_entries()) {
        let lifts = made(&list).assess(|assessment| assessment.lifts.clone());
        let solved = |set: &dyn Fn(usize) -> bool| {
            let better: Vec<_> = list.iter().enumerate().map(|(index, entry)| if set(index) { (entry.0, entry.1, entry.2, entry.3, 0) } else { *entry }).collect();
            made(&better).assess(|assessment| assessment.conclusion)
        };
        for lift in lifts {
            let named = |index: usize| lift.requirements.iter().any(|id| id.as_str() == format!("AAA-{index:02}"));
            prop_assert!(solved(&named) <= lift.to);
            let applicable = |index: usize| !(ANSWERS[list[index].4].1 == Some(Answer::NotApplicable) && list[index].3);
            for set in 0u32..(1 << list.len()) {
                // What does not apply stays out: making it apply would change the weights.
                if (set.count_ones() as usize) < lift.requirements.len() && (0..list.len()).all(|index| set >> index & 1 == 0 || applicable(index)) {
                    prop_assert!(solved(&|index| set >> index & 1 == 1) > lift.to, "{set:b} is enough for {:?}", lift.to);
                }
            }
        }
    }
}
