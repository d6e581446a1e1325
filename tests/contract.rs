//! Contracts of our own making, each with what must be found: a text and its expectations in `tests/contracts`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod support;

use itaku::contract::{self, ContractReading, Standing};
use itaku::document::{Paper, paper_docx};
use itaku::policy::DocumentText;
use std::path::Path;
use support::{catalogue, lines, workspace};

fn read(text: &str) -> ContractReading {
    let topics = contract::standard().unwrap_or_else(|faults| panic!("{}", lines(faults)));
    let numbers = &catalogue().profile("standard").expect("profile").contract;
    contract::read("契約書.txt", &DocumentText::from_text(text), topics, catalogue(), None, numbers)
}

fn standing(reading: &ContractReading, topic: &str) -> Standing {
    reading.topics.iter().find(|found| found.topic == topic).unwrap_or_else(|| panic!("{topic}")).standing
}

#[test]
fn each_contract_is_read_as_its_author_meant_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts");
    let mut wrong = Vec::new();
    let mut seen = 0;
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "expected")) {
        let reading = read(&std::fs::read_to_string(path.with_extension("txt")).expect("contract"));
        for line in std::fs::read_to_string(path).expect("expected").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let topic = words.next().expect("topic");
            let allowed: Vec<&str> = words.collect();
            let found = reading.topics.iter().find(|found| found.topic == topic).expect("topic");
            seen += 1;
            if !allowed.contains(&found.standing.word()) {
                let shown: Vec<String> = found
                    .found
                    .iter()
                    .map(|e| format!("    {:?} {:?} {} {:?}", e.reading, e.effect, e.sentence, e.why))
                    .collect();
                wrong.push(format!(
                    "{} {topic}: {allowed:?} と期待、{} だった {:?}\n{}",
                    path.file_name().unwrap().to_string_lossy(),
                    found.standing.word(),
                    found.lacking,
                    shown.join("\n")
                ));
            }
        }
    }
    assert!(seen > 70, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_topic_has_words_and_every_topic_of_the_clauses_is_there() {
    let topics = contract::standard().unwrap_or_else(|faults| panic!("{}", lines(faults)));
    assert_eq!(topics.len(), 48);
    for (index, topic) in topics.iter().enumerate() {
        assert_eq!(topic.id, format!("T{:02}", index + 1));
        assert!(!topic.subject.is_empty() && !topic.says.is_empty(), "{}", topic.id);
    }
    for clause in &catalogue().clauses {
        assert!(topics.iter().any(|topic| topic.id == clause.topic), "{}", clause.id);
    }
}

/// Our own annexes must be read as what they are: the strongest test of the words. Where a topic of ours is not found covered,
/// nothing may be found to say the opposite.
#[test]
fn our_own_annexes_are_found_to_settle_what_they_settle() {
    use itaku::document::{Annex, AnnexInput, ClauseTemplates, annex_text};
    let templates = ClauseTemplates::new(catalogue());
    let topics = contract::standard().unwrap();
    let mut poor = Vec::new();
    for (name, id) in [("yuzawa", "R9-nozei"), ("yuzawa", "R9-yoyaku"), ("yuzawa", "R8-hoshu")] {
        let workspace = workspace(name);
        let case = support::case(&workspace, id);
        let on = jiff::civil::date(2026, 11, 21);
        let annex = Annex::new(&AnnexInput {
            workspace: &workspace,
            templates: &templates,
            case,
            supplier: "株式会社あおば",
            assessment: None,
            on,
        })
        .expect("annex");
        let text = annex_text(&annex);
        let text = text.split('\u{0C}').next().unwrap().split("別表　").next().unwrap().to_owned();
        let numbers = &workspace.profile_for(case).contract;
        let reading =
            contract::read("特記事項.txt", &DocumentText::from_text(&text), topics, catalogue(), Some(case), numbers);
        let required: Vec<_> = reading.topics.iter().filter(|topic| topic.required).collect();
        for topic in &required {
            if !matches!(topic.standing, Standing::Covered) {
                let told: Vec<_> =
                    topic.found.iter().take(2).map(|e| format!("{:?} {} {:?}", e.reading, e.sentence, e.why)).collect();
                poor.push(format!(
                    "{id} {} {} {:?}\n   {}",
                    topic.topic,
                    topic.label,
                    topic.lacking,
                    told.join("\n   ")
                ));
            }
        }
        assert!(reading.count(Standing::Missing) == 0, "{}", poor.join("\n"));
    }
    assert!(poor.len() <= 13, "{}件\n{}", poor.len(), poor.join("\n"));
}

#[test]
fn the_check_is_a_word_file_that_says_the_same() {
    let reading = read("第1条（秘密保持） 乙は、秘密を漏らしてはならない。契約終了後も同様とする。");
    assert_eq!(standing(&reading, "T08"), Standing::Covered);
    let paper = Paper::of_contract(&reading, jiff::civil::date(2026, 11, 21));
    assert!(paper.text().contains("秘密を漏らしてはならない"));
    assert_eq!(paper_docx(&paper).expect("docx"), paper_docx(&paper).expect("docx"));
}

#[test]
fn nothing_and_noise_settle_nothing() {
    for text in ["", "。。。。", "（（（（「「「「", "第条第条第", "第1条\n第2条\n第3条", "\u{FDD0}\u{FDD3}"]
    {
        let reading = read(text);
        assert!(reading.topics.iter().all(|topic| topic.standing == Standing::Missing), "{text}");
    }
    let long = "（".repeat(200_000) + &"乙は、".repeat(50_000);
    assert_eq!(read(&long).count(Standing::Covered), 0);
}
