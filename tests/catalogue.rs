//! The data files: complete, consistent, and every reference leads somewhere.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use itaku::catalogue::{Case, CaseId, Fact, InformationClass, Kind, Ledger, Requirement, Respondent};
use itaku::questionnaire::Language;
use std::collections::BTreeSet;

/// A case of this kind with these facts.
fn case(kind: Kind, facts: impl IntoIterator<Item = Fact>) -> Case {
    Case {
        id: CaseId::parse("R9-rei").expect("case"),
        title: "例".to_owned(),
        contract: "例".to_owned(),
        department: "総務課".to_owned(),
        kind,
        class: InformationClass::C3B,
        facts: facts.into_iter().collect(),
        start: jiff::civil::date(2027, 7, 1),
        end: None,
        profile: None,
    }
}

fn all_facts() -> impl Iterator<Item = Fact> {
    Fact::WORDS.iter().map(|(_, fact)| *fact)
}

/// Cases that together meet every condition: each kind with no fact, with each fact alone, and with all.
fn cases() -> Vec<Case> {
    let kinds = Kind::WORDS.iter().map(|(_, kind)| *kind);
    kinds
        .flat_map(|kind| {
            let alone = all_facts().map(move |fact| case(kind, [fact]));
            [case(kind, []), case(kind, all_facts())].into_iter().chain(alone)
        })
        .collect()
}

fn covering<'a>(key: &'a str) -> impl Iterator<Item = &'static Requirement> + 'a {
    support::catalogue().requirements.iter().filter(move |requirement| requirement.items.iter().any(|item| item == key))
}

#[test]
fn every_item_is_covered_by_the_ledgers_that_must_answer_for_it() {
    for item in &support::catalogue().items {
        let ledgers: BTreeSet<Ledger> = covering(&item.key).map(|requirement| requirement.ledger).collect();
        let wanted: &[Ledger] = match item.respondent {
            Respondent::Vendor => &[Ledger::Vendor],
            Respondent::Internal => &[Ledger::Internal],
            Respondent::Both | Respondent::InternalOrBoth => &[Ledger::Vendor, Ledger::Internal],
        };
        for ledger in wanted {
            assert!(ledgers.contains(ledger), "{} {} lacks {}", item.key, item.summary, ledger.label());
        }
    }
}

#[test]
fn the_guidelines_items_are_all_there() {
    let items = &support::catalogue().items;
    let of = |part: &str| items.iter().filter(|item| item.part == part).count();
    let counts = ["8.1", "8.2", "8.3", "8.4", "6.1(22)"].map(of);
    assert_eq!(counts, [33, 12, 57, 8, 6]);
    assert_eq!(counts.iter().sum::<usize>(), 116);
    assert_eq!(["8.1-selection", "part-4", "sns-practice", "terms-risk"].map(of), [10, 20, 13, 5]);
    assert_eq!(["notice-42", "law"].map(of), [13, 8]);
}

#[test]
fn every_obligation_is_served_and_every_clause_topic_written() {
    for id in itaku::policy::ObligationId::ALL {
        assert!(support::catalogue().serving(id).count() > 0, "{id}");
    }
    let topics: BTreeSet<&str> = support::catalogue().clauses.iter().map(|clause| clause.topic.as_str()).collect();
    for number in 1..=48 {
        assert!(topics.contains(format!("T{number:02}").as_str()), "T{number:02}");
    }
}

#[test]
fn every_requirement_is_asked_by_the_sheet_that_goes_out_for_it() {
    let (catalogue, library) = (support::catalogue(), support::library());
    let profile = catalogue.profile("strict").expect("profile");
    for case in cases() {
        let form = library.forms.iter().find(|form| form.suits(&case)).expect("a form for every kind");
        let scope = catalogue.vendor_scope(profile, &case);
        let asked: BTreeSet<_> = library
            .asked(form, &scope)
            .into_iter()
            .flat_map(|(_, questions)| questions)
            .flat_map(|question| question.requirements.iter())
            .collect();
        for applied in scope.iter() {
            assert!(asked.contains(&applied.requirement.id), "{} is not asked in {}", applied.requirement.id, form.id);
        }
    }
    let scope = catalogue.internal_scope(profile, &cases());
    let asked: BTreeSet<_> = library
        .forms
        .iter()
        .filter(|form| form.ledger == Ledger::Internal)
        .flat_map(|form| library.asked(form, &scope))
        .flat_map(|(_, questions)| questions)
        .flat_map(|question| question.requirements.iter())
        .collect();
    for applied in scope.iter() {
        assert!(asked.contains(&applied.requirement.id), "{} is not asked", applied.requirement.id);
    }
}

#[test]
fn a_vendor_is_not_asked_what_does_not_concern_it() {
    let (catalogue, library) = (support::catalogue(), support::library());
    let profile = catalogue.profile("strict").expect("profile");
    let asked = |kind| {
        let case = case(kind, all_facts());
        let form = library.forms.iter().find(|form| form.suits(&case)).expect("form");
        let scope = catalogue.vendor_scope(profile, &case);
        let sections = library.asked(form, &scope);
        sections
            .into_iter()
            .flat_map(|(_, questions)| questions)
            .map(|question| question.ja.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (outsourcing, cloud) = (asked(Kind::Outsourcing), asked(Kind::Cloud));
    assert!(!outsourcing.contains("仮想資源"));
    assert!(cloud.contains("仮想資源"));
    assert!(outsourcing.contains("封入"));
    assert!(!cloud.contains("封入"));
}

/// A service under general terms takes no conditions, so no clause can answer there.
#[test]
fn every_vendor_requirement_has_a_clause_wherever_there_is_a_contract() {
    let catalogue = support::catalogue();
    let profile = catalogue.profile("strict").expect("profile");
    for case in cases().into_iter().filter(|case| case.kind.has_contract()) {
        for applied in catalogue.vendor_scope(profile, &case).iter() {
            let requirement = applied.requirement;
            let held = requirement
                .clauses
                .iter()
                .filter_map(|id| catalogue.clause(id))
                .any(|clause| clause.applies.holds(&case));
            assert!(held, "{} has no clause for {:?} with {:?}", requirement.id, case.kind, case.facts);
        }
    }
}

#[test]
fn every_question_has_english_wording_without_japanese() {
    for question in &support::library().questions {
        let english = format!("{}{}", question.en, question.hint_en.as_deref().unwrap_or_default());
        assert!(!english.chars().any(|c| ('\u{3040}'..='\u{9FFF}').contains(&c)), "{}: {english}", question.id);
        assert_eq!(question.hint.is_some(), question.hint_en.is_some(), "{}", question.id);
    }
    assert_ne!(Language::Japanese, Language::English);
}

#[test]
fn the_words_of_our_own_drop_down_mean_what_they_say() {
    use itaku::questionnaire::{Answer, Cover};
    let expected =
        [Answer::Met, Answer::Partial, Answer::Planned, Answer::Unmet, Answer::NotApplicable, Answer::Undisclosed];
    for language in [Language::Japanese, Language::English] {
        for (word, answer) in Cover::choices(language).into_iter().zip(expected) {
            assert_eq!(support::library().vocabulary.read(word).answer, answer, "{word}");
        }
    }
}

#[test]
fn the_example_workspaces_have_no_faults() {
    for name in ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"] {
        let workspace = support::workspace(name);
        assert!(workspace.policy.obligations.iter().all(|obligation| obligation.locator.is_some()), "{name}");
        assert!(!workspace.cases.is_empty(), "{name}");
    }
}

#[test]
fn a_new_workspace_starts_from_settings_that_the_program_reads() {
    let text = include_str!("../templates/workspace/itaku.toml").replace("@NAME@", "例町").replace("@SELF@", "当町");
    let workspace = itaku::workspace::Workspace::read("itaku.toml", &text, support::catalogue());
    assert_eq!(workspace.map(|workspace| workspace.organisation.name).ok(), Some("例町".to_owned()));
}
