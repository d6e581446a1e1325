//! Which of our requirements a foreign question may be about, by the words that both use.
//!
//! A suggestion is for a person to look at and never decides a verdict. The method is the one that did best on the labelled questions of
//! `tests/suggestion`: two-character pieces (whole words in English) and groups of words that mean the same, weighted by how rare they are,
//! compared with each question of ours, with all that belongs to a requirement, and by the share of the foreign question that is found
//! there at all.

use super::Library;
use super::vocabulary::fold;
use crate::catalogue::{Catalogue, Ledger, RequirementId};
use crate::datafile::Table;
use std::collections::{BTreeMap, BTreeSet};

/// How often a piece counts within one text, at most.
const MOST_PER_TEXT: u64 = 2;

/// A question with fewer pieces than this says too little alone: what it stands under is added.
const FEW_PIECES: usize = 8;

/// Nothing is suggested below this confidence: words that agree by chance only cost the reader time.
const LEAST: u32 = 9;

/// A requirement that a question may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The requirement.
    pub requirement: RequirementId,
    /// How alike the words are, in hundredths; never 100, which only a person's decision or our own id has.
    pub confidence: u32,
    /// Words that agree, the longest first, then words that mean the same: the reason. Empty where only the requirement as a whole is near.
    pub words: Vec<String>,
}

/// What the words of a text are compared with, made once from catalogue and questions.
#[derive(Clone, Debug, Default)]
pub struct Suggester {
    requirements: Vec<RequirementId>,
    japanese: Index,
    english: Index,
}

/// Characters of a question that are compared: what it is about, its beginning says, and a cell can hold a million.
const MOST_CHARACTERS: usize = 2_000;

impl Suggester {
    /// The words of all requirements that vendors answer for.
    pub fn new(library: &Library, catalogue: &Catalogue) -> Self {
        let vendor = || catalogue.requirements.iter().filter(|requirement| requirement.ledger == Ledger::Vendor);
        let mut suggester = Self { requirements: vendor().map(|r| r.id.clone()).collect(), ..Self::default() };
        let (mut japanese, mut english) = (Vec::new(), Vec::new());
        for requirement in vendor() {
            let questions: Vec<_> = library.leading_to(&requirement.id).collect();
            let mut texts = vec![plain(&requirement.title), plain(&requirement.statement)];
            texts.extend(questions.iter().map(|question| plain(&question.ja)));
            let mut beside: Vec<String> = questions.iter().filter_map(|q| q.hint.as_deref()).map(plain).collect();
            beside.push(plain(&requirement.satisfied_by));
            beside.extend(requirement.evidence.iter().map(|text| plain(text)));
            japanese.push((texts, beside));
            let texts = questions.iter().map(|question| question.en.clone()).collect();
            english.push((texts, questions.iter().filter_map(|question| question.hint_en.clone()).collect()));
        }
        suggester.japanese = Index::new(&japanese, japanese_pieces, library.thesaurus.clone());
        suggester.english = Index::new(&english, english_pieces, library.thesaurus.clone());
        suggester
    }

    /// The requirements that a question may be about, the likeliest first, at most `count`. `under` is what the question stands under.
    /// Only requirements that `wanted` accepts are considered.
    pub fn suggest(
        &self,
        question: &str,
        under: &[String],
        count: usize,
        wanted: impl Fn(&RequirementId) -> bool,
    ) -> Vec<Suggestion> {
        let mut text: String = question.chars().take(MOST_CHARACTERS).collect();
        let index = if is_japanese(&text) { &self.japanese } else { &self.english };
        if index.pieces(&text).len() < FEW_PIECES {
            for part in under {
                text = format!("{part}\n{text}");
            }
        }
        let mut found: Vec<(u32, usize, usize)> = index
            .alike(&text)
            .into_iter()
            .enumerate()
            .filter(|(at, (score, _))| *score >= LEAST && self.requirements.get(*at).is_some_and(&wanted))
            .map(|(at, (score, best))| (score, at, best))
            .collect();
        found.sort_by_key(|(score, at, _)| (std::cmp::Reverse(*score), *at));
        found
            .into_iter()
            .take(count)
            .filter_map(|(score, at, best)| {
                let ours = index.texts.get(best).map(String::as_str).unwrap_or_default();
                let mut words = shared(&text, ours);
                words.extend(index.thesaurus.shared(&text, ours));
                Some(Suggestion { requirement: self.requirements.get(at)?.clone(), confidence: score.min(95), words })
            })
            .collect()
    }
}

/// Texts of one language, by the pieces they hold.
#[derive(Clone, Debug)]
struct Index {
    own_pieces: fn(&str) -> BTreeMap<String, u64>,
    thesaurus: Thesaurus,
    /// The texts themselves, for the reason.
    texts: Vec<String>,
    /// To which requirement each text belongs.
    owners: Vec<usize>,
    /// Length of each text's vector, and of each requirement's.
    text_lengths: Vec<u64>,
    whole_lengths: Vec<u64>,
    entries: BTreeMap<String, Entry>,
}

/// Where a piece is found.
#[derive(Clone, Debug, Default)]
struct Entry {
    weight: u64,
    /// Text and how often, at most [`MOST_PER_TEXT`].
    texts: Vec<(usize, u64)>,
    /// Requirement and how often, over its texts together.
    wholes: Vec<(usize, u64)>,
    /// Requirements in whose texts or hints it stands at all.
    anywhere: BTreeSet<usize>,
}

impl Default for Index {
    fn default() -> Self {
        Self::new(&[], japanese_pieces, Thesaurus::default())
    }
}

impl Index {
    fn new(
        requirements: &[(Vec<String>, Vec<String>)],
        own_pieces: fn(&str) -> BTreeMap<String, u64>,
        thesaurus: Thesaurus,
    ) -> Self {
        let pieces = |text: &str| thesaurus.with_groups(own_pieces(text), text);
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        let (mut texts, mut owners) = (Vec::new(), Vec::new());
        for (owner, (own, beside)) in requirements.iter().enumerate() {
            let mut whole: BTreeMap<String, u64> = BTreeMap::new();
            for text in own {
                for (piece, times) in pieces(text) {
                    *whole.entry(piece.clone()).or_default() += times;
                    let entry = entries.entry(piece).or_default();
                    entry.texts.push((texts.len(), times.min(MOST_PER_TEXT)));
                    entry.anywhere.insert(owner);
                }
                texts.push(text.clone());
                owners.push(owner);
            }
            for (piece, times) in whole {
                entries.entry(piece).or_default().wholes.push((owner, times.min(MOST_PER_TEXT)));
            }
            for piece in beside.iter().flat_map(|text| pieces(text).into_keys()) {
                entries.entry(piece).or_default().anywhere.insert(owner);
            }
        }
        let mut text_lengths = vec![0_u64; texts.len()];
        let mut whole_lengths = vec![0_u64; requirements.len()];
        for entry in entries.values_mut() {
            entry.weight = rarity(requirements.len(), entry.anywhere.len());
            let add = |lengths: &mut Vec<u64>, at: usize, times: u64| {
                if let Some(length) = lengths.get_mut(at) {
                    *length += (times * entry.weight).pow(2);
                }
            };
            for (at, times) in &entry.texts {
                add(&mut text_lengths, *at, *times);
            }
            for (at, times) in &entry.wholes {
                add(&mut whole_lengths, *at, *times);
            }
        }
        let rooted = |lengths: Vec<u64>| lengths.into_iter().map(u64::isqrt).collect();
        Self {
            own_pieces,
            thesaurus,
            texts,
            owners,
            text_lengths: rooted(text_lengths),
            whole_lengths: rooted(whole_lengths),
            entries,
        }
    }

    fn pieces(&self, text: &str) -> BTreeMap<String, u64> {
        self.thesaurus.with_groups((self.own_pieces)(text), text)
    }

    /// For each requirement how alike it is, in hundredths, and which of the texts is the most alike.
    fn alike(&self, text: &str) -> Vec<(u32, usize)> {
        let mut by_text = vec![0_u64; self.texts.len()];
        let mut by_whole = vec![0_u64; self.whole_lengths.len()];
        let mut covered = vec![0_u64; self.whole_lengths.len()];
        let (mut length, mut total) = (0_u64, 0_u64);
        let unknown = rarity(self.whole_lengths.len(), 0);
        for (piece, times) in self.pieces(text) {
            let entry = self.entries.get(&piece);
            let weight = times.min(MOST_PER_TEXT) * entry.map_or(unknown, |entry| entry.weight);
            length += weight.pow(2);
            total += weight;
            let Some(entry) = entry else { continue };
            let add = |sums: &mut Vec<u64>, at: usize, value: u64| {
                if let Some(sum) = sums.get_mut(at) {
                    *sum += value;
                }
            };
            for (at, times) in &entry.texts {
                add(&mut by_text, *at, weight * times * entry.weight);
            }
            for (at, times) in &entry.wholes {
                add(&mut by_whole, *at, weight * times * entry.weight);
            }
            for at in &entry.anywhere {
                add(&mut covered, *at, weight);
            }
        }
        let length = length.isqrt();
        let cosine = |sum: u64, other: u64| (sum * 10_000).checked_div(length * other).unwrap_or(0);
        let mut best = vec![(0_u64, 0_usize); self.whole_lengths.len()];
        for (at, (sum, other)) in by_text.iter().zip(&self.text_lengths).enumerate() {
            let value = cosine(*sum, *other);
            if let Some(known) = self.owners.get(at).and_then(|owner| best.get_mut(*owner))
                && value > known.0
            {
                *known = (value, at);
            }
        }
        best.iter()
            .enumerate()
            .map(|(at, (single, text))| {
                let part = |list: &[u64]| list.get(at).copied().unwrap_or(0);
                let whole = cosine(part(&by_whole), part(&self.whole_lengths));
                let share = (part(&covered) * 10_000).checked_div(total).unwrap_or(0);
                let score = (single * 2 + whole + share) / 400;
                (u32::try_from(score).unwrap_or(0), *text)
            })
            .collect()
    }
}

/// Groups of words that mean the same to those who ask and answer.
#[derive(Clone, Debug, Default)]
pub struct Thesaurus {
    /// Folded words with their group, the longest first.
    words: Vec<(String, usize)>,
}

impl Thesaurus {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        for key in ["id", "edition", "title", "source", "licence"] {
            table.text(key);
        }
        let mut words: Vec<(String, usize)> = Vec::new();
        for (group, entry) in table.tables("group").iter().enumerate() {
            for word in entry.texts("words") {
                let folded = fold(&word);
                if words.iter().any(|(known, _)| *known == folded) {
                    entry.refuse("words", &word, "一つの組だけに属する語");
                }
                words.push((folded, group));
            }
        }
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        Self { words }
    }

    /// Words of one text that mean the same as others of the other: 「研修≒教育」.
    fn shared(&self, theirs: &str, ours: &str) -> Vec<String> {
        // The longest word of each group that stands in a text.
        let words_in = |text: &str| {
            let folded = fold(text);
            let mut found: BTreeMap<usize, &String> = BTreeMap::new();
            for (word, group) in self.words.iter().filter(|(word, _)| !word.is_ascii()) {
                if !found.contains_key(group) && folded.contains(word.as_str()) {
                    found.insert(*group, word);
                }
            }
            found
        };
        let (theirs, ours) = (words_in(theirs), words_in(ours));
        let pairs = theirs.iter().filter_map(|(group, word)| Some((*word, *ours.get(group)?)));
        pairs.filter(|(a, b)| a != b).map(|(a, b)| format!("{a}≒{b}")).take(2).collect()
    }

    /// The pieces of a text, and the groups of which a word stands in it.
    fn with_groups(&self, mut pieces: BTreeMap<String, u64>, text: &str) -> BTreeMap<String, u64> {
        let mut rest = fold(text);
        // Folding joins Latin words: they are looked for as words.
        let latin: BTreeSet<String> = text
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        for (word, group) in &self.words {
            let times = if word.is_ascii() {
                u64::from(latin.contains(word))
            } else if rest.contains(word.as_str()) {
                u64::try_from(rest.matches(word.as_str()).count()).unwrap_or(0)
            } else {
                0
            };
            if times > 0 {
                *pieces.entry(format!("\u{2}{group}")).or_default() += times;
                if !word.is_ascii() {
                    rest = rest.replace(word.as_str(), "\u{2}");
                }
            }
        }
        pieces
    }
}

/// How much a piece says that stands in `held` of `all` requirements: the logarithm of its rarity, in hundredths.
fn rarity(all: usize, held: usize) -> u64 {
    let (all, held) = (u64::try_from(all).unwrap_or(0), u64::try_from(held).unwrap_or(0));
    let scaled = (((all + 1) * 2) << 20) / (held * 2 + 1);
    let whole = u64::from(scaled.max(1).ilog2());
    let part = ((scaled - (1 << whole)) * 100) >> whole;
    (whole * 100 + part).saturating_sub(2000)
}

/// A text of ours without the organisation's words, which every question shares.
fn plain(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// Runs of letters: Latin words by themselves, everything else together.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut latin = None;
    for c in fold(text).chars() {
        let word = (c.is_alphanumeric() || c == 'ー').then(|| c.is_ascii_alphanumeric());
        match (word, runs.last_mut()) {
            (Some(kind), Some(run)) if latin == Some(kind) => run.push(c),
            (Some(_), _) => runs.push(c.to_string()),
            (None, _) => {}
        }
        latin = word;
    }
    runs
}

/// Two-character pieces that are not mere grammar, and Latin words.
fn japanese_pieces(text: &str) -> BTreeMap<String, u64> {
    let mut pieces = BTreeMap::new();
    for run in runs(text) {
        if run.is_ascii() {
            if run.len() >= 2 {
                *pieces.entry(stem(&run).to_owned()).or_default() += 1;
            }
            continue;
        }
        for (first, second) in run.chars().zip(run.chars().skip(1)) {
            if !(is_hiragana(first) && is_hiragana(second)) {
                *pieces.entry([first, second].iter().collect()).or_default() += 1;
            }
        }
    }
    pieces
}

/// Words that carry no subject.
const ENGLISH_GRAMMAR: [&str; 52] = [
    "the", "of", "to", "and", "an", "in", "is", "are", "do", "you", "your", "we", "it", "for", "or", "with", "on",
    "that", "by", "at", "be", "have", "has", "if", "any", "all", "as", "from", "this", "when", "which", "least", "how",
    "can", "use", "used", "using", "does", "will", "their", "them", "they", "not", "no", "per", "our", "us", "its",
    "there", "been", "such", "other",
];

fn english_pieces(text: &str) -> BTreeMap<String, u64> {
    let mut pieces = BTreeMap::new();
    // Folding joins words, so blanks are kept as breaks.
    for word in text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| word.len() >= 2) {
        if !ENGLISH_GRAMMAR.contains(&word.as_str()) {
            *pieces.entry(stem(&word).to_owned()).or_default() += 1;
        }
    }
    pieces
}

/// A word without the commonest endings: encrypted, encryption and encrypts are one.
fn stem(word: &str) -> &str {
    ["ation", "ions", "ion", "ing", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4))
        .unwrap_or(word)
}

/// The words that two texts share, the longest first.
fn shared(theirs: &str, ours: &str) -> Vec<String> {
    if !is_japanese(theirs) {
        let known: BTreeSet<String> = english_pieces(ours).into_keys().collect();
        let mut words: Vec<String> = Vec::new();
        for word in theirs.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase) {
            if known.contains(stem(&word)) && !words.contains(&word) {
                words.push(word);
            }
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(3);
        return words;
    }
    let ours: Vec<String> = runs(ours);
    let longest = ours.iter().map(|run| run.chars().count()).max().unwrap_or(0);
    let mut words: Vec<String> = Vec::new();
    for run in runs(theirs) {
        let letters: Vec<char> = run.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let piece = |end: usize| letters.get(at..end).unwrap_or_default().iter().collect::<String>();
            // What is not shared is not shared with more behind it.
            let is_shared = |end: &usize| {
                let piece = piece(*end);
                ours.iter().any(|text| text.contains(&piece))
            };
            let end = (at + 2..=letters.len().min(at + longest)).take_while(is_shared).last();
            let word = end.map(piece).unwrap_or_default().trim_matches(is_hiragana).to_owned();
            if word.chars().count() >= 2 && !words.contains(&word) {
                words.push(word);
            }
            at = end.unwrap_or(at + 1).max(at + 1);
        }
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(3);
    words
}
