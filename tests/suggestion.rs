//! Foreign-worded questions with the requirement that they are about, and how often each method finds it. The labels were written
//! before any method was tried; `unseen.tsv` was written after the method had been chosen and is no ground for choosing.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::float_arithmetic,
    reason = "tests"
)]

mod support;

use itaku::catalogue::{Catalogue, Ledger, RequirementId};
use itaku::questionnaire::{Library, Suggester};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

struct Labelled {
    question: String,
    right: Vec<RequirementId>,
}

fn labelled(name: &str) -> Vec<Labelled> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggestion").join(name);
    let text = std::fs::read_to_string(path).expect("labelled questions");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (question, ids) = line.split_once('\t').expect("tab");
            let right = ids.split(' ').map(|id| RequirementId::parse(id).expect("id")).collect();
            Labelled { question: question.to_owned(), right }
        })
        .collect()
}

fn library() -> &'static Library {
    support::library()
}

fn catalogue() -> &'static Catalogue {
    itaku::catalogue::standard().expect("catalogue")
}

/// Texts of ours by requirement, in the language of the question.
fn texts(japanese: bool) -> Vec<(RequirementId, Vec<String>)> {
    let vendor = catalogue().requirements.iter().filter(|requirement| requirement.ledger == Ledger::Vendor);
    vendor
        .map(|requirement| {
            let questions = library().leading_to(&requirement.id);
            let mut own: Vec<String> =
                questions.map(|q| if japanese { q.ja.clone() } else { q.en.to_lowercase() }).collect();
            if japanese {
                own.extend([requirement.title.clone(), requirement.statement.clone()]);
            }
            (requirement.id.clone(), own)
        })
        .collect()
}

fn is_japanese(text: &str) -> bool {
    !text.is_ascii()
}

/// Ranks requirements by the best of their texts.
fn by_best(question: &str, like: &dyn Fn(&str, &str) -> f64) -> Vec<RequirementId> {
    let lower = question.to_lowercase();
    let mut ranked: Vec<(f64, RequirementId)> = texts(is_japanese(question))
        .into_iter()
        .map(|(id, own)| (own.iter().map(|text| like(&lower, text)).fold(0.0, f64::max), id))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, id)| id).collect()
}

fn grams(text: &str, sizes: &[usize]) -> BTreeMap<String, f64> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut found = BTreeMap::new();
    for size in sizes {
        for piece in letters.windows(*size) {
            *found.entry(piece.iter().collect()).or_insert(0.0) += 1.0;
        }
    }
    found
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>, weight: &dyn Fn(&str) -> f64) -> f64 {
    let length = |v: &BTreeMap<String, f64>| v.iter().map(|(g, n)| (n * weight(g)).powi(2)).sum::<f64>().sqrt();
    let dot: f64 = a.iter().filter_map(|(g, n)| b.get(g).map(|m| n * m * weight(g).powi(2))).sum();
    if dot == 0.0 { 0.0 } else { dot / (length(a) * length(b)) }
}

/// How many of the questions have a right requirement first, and among the first three.
fn hits(set: &[Labelled], rank: &dyn Fn(&str) -> Vec<RequirementId>) -> (usize, usize) {
    let mut hits = (0, 0);
    for entry in set {
        let ranked = rank(&entry.question);
        hits.0 += usize::from(ranked.first().is_some_and(|id| entry.right.contains(id)));
        hits.1 += usize::from(ranked.iter().take(3).any(|id| entry.right.contains(id)));
    }
    hits
}

fn ours(suggester: &Suggester, question: &str) -> Vec<RequirementId> {
    suggester.suggest(question, &[], 3, |_| true).into_iter().map(|suggestion| suggestion.requirement).collect()
}

#[test]
fn every_label_is_a_requirement_that_vendors_answer_for() {
    for entry in labelled("labelled.tsv").iter().chain(&labelled("unseen.tsv")) {
        for id in &entry.right {
            let found = catalogue().requirement(id).unwrap_or_else(|| panic!("{id} in {}", entry.question));
            assert_eq!(found.ledger, Ledger::Vendor, "{id}");
        }
    }
    assert!(labelled("labelled.tsv").len() >= 100);
}

#[test]
fn the_method_finds_most_requirements_also_for_questions_it_was_not_chosen_by() {
    let suggester = Suggester::new(library(), catalogue());
    for (name, first, three) in [("labelled.tsv", 70, 90), ("unseen.tsv", 60, 80)] {
        let set = labelled(name);
        let found = hits(&set, &|question| ours(&suggester, question));
        eprintln!("{name}: 先頭 {}/{} 三つまで {}/{}", found.0, set.len(), found.1, set.len());
        for entry in &set {
            let ranked = suggester.suggest(&entry.question, &[], 3, |_| true);
            if !ranked.iter().any(|s| entry.right.contains(&s.requirement)) {
                let shown: Vec<String> = ranked.iter().map(|s| format!("{} {}", s.requirement, s.confidence)).collect();
                eprintln!("  外れ {} → {}", entry.question, shown.join("、"));
            }
        }
        assert!(found.0 * 100 >= set.len() * first, "{name}: {found:?}");
        assert!(found.1 * 100 >= set.len() * three, "{name}: {found:?}");
    }
}

/// With `--nocapture` it shows the figures.
#[test]
fn the_method_that_was_kept_finds_more_than_those_it_was_compared_with() {
    let mut held: BTreeMap<String, f64> = BTreeMap::new();
    let mut all = 0.0;
    for (_, own) in texts(true).into_iter().chain(texts(false)) {
        let pieces: BTreeSet<String> = own.iter().flat_map(|text| grams(text, &[2]).into_keys()).collect();
        for piece in pieces {
            *held.entry(piece).or_insert(0.0) += 1.0;
        }
        all += 1.0;
    }
    let rarity = |piece: &str| f64::ln((all + 1.0) / (held.get(piece).copied().unwrap_or(0.0) + 0.5));
    let plain = |_: &str| 1.0;
    let suggester = Suggester::new(library(), catalogue());
    type Like<'a> = &'a dyn Fn(&str, &str) -> f64;
    let methods: [(&str, Like<'_>); 8] = [
        ("2文字の余弦", &|a, b| cosine(&grams(a, &[2]), &grams(b, &[2]), &plain)),
        ("2・3文字の余弦", &|a, b| cosine(&grams(a, &[2, 3]), &grams(b, &[2, 3]), &plain)),
        ("2文字の余弦、珍しさで重み付け", &|a, b| cosine(&grams(a, &[2]), &grams(b, &[2]), &rarity)),
        ("rapidfuzz ratio", &|a, b| rapidfuzz::fuzz::ratio(a.chars(), b.chars())),
        ("strsim sorensen_dice", &strsim::sorensen_dice),
        ("strsim normalized_levenshtein", &strsim::normalized_levenshtein),
        ("strsim jaro_winkler", &strsim::jaro_winkler),
        ("strsim osa", &|a, b| 1.0 / (1.0 + strsim::osa_distance(a, b) as f64)),
    ];
    let set = labelled("unseen.tsv");
    let ours = hits(&set, &|question| ours(&suggester, question));
    eprintln!("採用した方法\t先頭 {}/{}\t三つまで {}/{}", ours.0, set.len(), ours.1, set.len());
    for (method, like) in methods {
        let found = hits(&set, &|question| by_best(question, like));
        eprintln!("{method}\t先頭 {}/{}\t三つまで {}/{}", found.0, set.len(), found.1, set.len());
        assert!(found.0 < ours.0 && found.1 < ours.1, "{method}");
    }
}

#[test]
fn a_suggestion_says_which_words_agree_and_is_never_certain() {
    let suggester = Suggester::new(library(), catalogue());
    for entry in labelled("labelled.tsv") {
        for suggestion in suggester.suggest(&entry.question, &[], 3, |_| true) {
            assert!(suggestion.confidence < 100);
        }
    }
    let question = &library().questions[0];
    let own = suggester.suggest(&question.ja, &[], 1, |_| true);
    assert!(own[0].confidence < 100, "even our own words in a foreign sheet are only a suggestion");
    assert!(!own[0].words.is_empty());
}

#[test]
fn nothing_is_suggested_for_words_that_agree_with_nothing() {
    let suggester = Suggester::new(library(), catalogue());
    assert!(suggester.suggest("昼食の弁当は何時に届きますか", &[], 3, |_| true).is_empty());
    assert!(suggester.suggest("", &[], 3, |_| true).is_empty());
}
