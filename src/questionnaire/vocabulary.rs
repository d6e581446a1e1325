use super::Answer;
use super::field::Fields;
use super::role::Role;
use super::word_list::{Phrases, WordList};
use crate::datafile::Table;
use jiff::civil::Date;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What answer words mean, from `questionnaires/vocabulary.toml`.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: BTreeMap<String, Answer>,
    /// The longest word, in characters: no longer beginning of a text can be a word.
    longest: usize,
    /// What a remark can take away.
    pub remark: RemarkWords,
}

/// Words in a remark that take something away from 「はい」.
#[derive(Clone, Debug, Default)]
pub struct RemarkWords {
    /// What takes something away, of whatever kind.
    pub(super) taking: TakingWords,
    /// Names somebody else, who may be the one that does it.
    pub(super) others: WordList,
    /// Names a platform, on which the respondent may do it.
    pub(super) platforms: WordList,
    /// Names some of those whom the question may mean.
    pub(super) narrowing: WordList,
    /// Stands behind the answer, wherever in a clause: a certificate, a technique.
    pub(super) supporting: WordList,
    /// Papers.
    pub(super) papers: WordList,
    /// Stems of what is done.
    pub(super) doing: WordList,
    /// Stems of what a respondent promises to do when it comes to it.
    pub(super) promised: WordList,
    /// What a sentence may be about without speaking of a part.
    pub(super) topics: WordList,
    /// Things, data and persons that are only some of all, unless the question names them.
    pub(super) kinds: WordList,
    /// Sections of a house that see to such things for all of it.
    pub(super) teams: WordList,
    /// What something is done with.
    pub(super) means: WordList,
    /// How somebody is called who does something.
    pub(super) doers: WordList,
    /// How a place is called.
    pub(super) places: WordList,
    /// What is done with what is kept.
    pub(super) keeping: WordList,
    /// What courses, tests and audits on security are called after.
    pub(super) courses: WordList,
    /// Events at which something is done for each, sooner or later.
    pub(super) events: WordList,
    /// Only looks like one of the above.
    pub(super) neutral: Phrases,
    /// What does not go together with what was asked.
    pub(super) opposites: Vec<Opposite>,
    /// Things by the end that they serve.
    pub(super) things: Vec<Things>,
    /// Deeds that a statement must name where they were asked about.
    pub(super) matters: Vec<Matter>,
    /// Words by the fields of security of which they speak.
    pub(super) fields: Fields,
    /// What is known to do what was asked about, so that its bare name stands behind 「はい」.
    pub(super) means_known: Vec<Matter>,
    /// Products whose support ends.
    pub(super) ended: Vec<Ended>,
    /// English words of the same kinds, each between blanks.
    pub(super) english: EnglishWords,
}

/// Where one of these was asked about, one of those says something else, and so does whoever or whatever has one of these parts in it, unless it
/// is known to fit.
#[derive(Clone, Debug)]
pub(super) struct Opposite {
    pub(super) asked: WordList,
    pub(super) said: WordList,
    pub(super) roles: Vec<Role>,
    pub(super) unless: WordList,
}

/// Where one of these was asked about, one of those names it; unless the question holds another word.
#[derive(Clone, Debug)]
pub(super) struct Matter {
    pub(super) asked: WordList,
    pub(super) unless: WordList,
    pub(super) named: WordList,
}

/// A product by its names, some of its versions, and the last day on which they are supported; without versions, all of them.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    pub(super) names: WordList,
    pub(super) versions: Vec<String>,
    pub(super) until: Date,
}

/// Names of things that serve one end.
#[derive(Clone, Debug)]
pub(super) struct Things(WordList);

impl Things {
    /// The thing that a text names; 「ups」 in 「groups」 is none.
    pub(super) fn named<'a>(&self, text: &'a str) -> Option<&'a str> {
        let latin = |c: char| c.is_ascii_alphanumeric();
        self.0.places(text).into_iter().find_map(|(start, end)| {
            let (before, name, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
            let within = name.is_ascii() && (before.ends_with(latin) || after.starts_with(latin));
            (!within).then_some(name)
        })
    }
}

/// What a word in a remark does to 「はい」; of several the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Taking {
    /// Says the opposite.
    Contradicts,
    /// Says that it is still to come.
    Plans,
    /// Says that it is so only in part.
    Limits,
    /// Points to a text elsewhere.
    Points,
    /// Does not stand by what the answer says.
    Hedges,
}

/// The words of all kinds, in the order of the kinds, so that a text is searched once.
#[derive(Clone, Debug, Default)]
pub(super) struct TakingWords {
    list: WordList,
    /// Where each kind ends in the list.
    ends: Vec<(usize, Taking)>,
}

impl TakingWords {
    fn new(kinds: impl IntoIterator<Item = (Taking, Vec<String>)>) -> Self {
        let (mut all, mut ends) = (Vec::new(), Vec::new());
        for (kind, words) in kinds {
            all.extend(words.into_iter().filter(|word| !word.is_empty()));
            ends.push((all.len(), kind));
        }
        Self { list: WordList::new(all), ends }
    }

    /// The first kind of which the text holds a word, with that word.
    pub(super) fn first(&self, text: &str) -> Option<(Taking, &str)> {
        let (at, word) = self.list.first_at(text)?;
        self.ends.iter().find(|(end, _)| at < *end).map(|(_, kind)| (*kind, word))
    }
}

/// English words in a remark: they are looked for as words, since one can be a part of another.
#[derive(Clone, Debug, Default)]
pub(super) struct EnglishWords {
    pub(super) taking: TakingWords,
    pub(super) supporting: WordList,
    /// Things, data and persons that are only some of all, unless the question names them.
    pub(super) narrowing: WordList,
    /// Only looks like one of the above.
    pub(super) neutral: Phrases,
}

impl EnglishWords {
    /// Words between blanks without the neutral phrases among them.
    pub(super) fn of(&self, spaced: &str) -> String {
        self.neutral.out_of(spaced).replace('\u{2}', " \u{2} ")
    }
}

impl RemarkWords {
    fn from_table(remark: &Table<'_>) -> Self {
        let folded = |key: &str| remark.texts(key).iter().map(|word| fold(word)).collect::<Vec<_>>();
        let list = |key: &str| WordList::new(folded(key));
        let spaced = |words: Vec<String>| words.into_iter().map(|word| format!(" {word} ")).collect::<Vec<_>>();
        let between = |words: Vec<String>| WordList::new(spaced(words));
        let english = remark.table("english").map(|english| EnglishWords {
            taking: TakingWords::new([
                (Taking::Plans, spaced(english.texts("planned"))),
                (Taking::Limits, spaced(english.texts("limiting"))),
                (Taking::Points, spaced(english.texts("pointing"))),
                (Taking::Hedges, spaced(english.texts("doubting"))),
            ]),
            supporting: between(english.texts("supporting")),
            narrowing: between(english.texts("narrowing")),
            neutral: Phrases::new(english.texts("neutral").into_iter().map(|phrase| format!(" {phrase} "))),
        });
        let opposite = |table: Table<'_>| {
            let list = |key: &str| WordList::new(table.texts(key).iter().map(|word| fold(word)));
            let said = WordList::new(table.optional_texts("said").iter().map(|word| fold(word)));
            Opposite { asked: list("asked"), said, roles: table.choices("roles", &Role::ALL), unless: list("unless") }
        };
        let matter = |table: Table<'_>| {
            let list = |key: &str| WordList::new(table.texts(key).iter().map(|word| fold(word)));
            Matter { asked: list("asked"), unless: list("unless"), named: list("named") }
        };
        let of_field = |table: Table<'_>| table.texts("words").iter().map(|word| fold(word)).collect::<Vec<_>>();
        let ended = |table: Table<'_>| Ended {
            names: WordList::new(table.texts("names").iter().map(|word| fold(word))),
            versions: table.optional_texts("versions").iter().map(|version| fold(version)).collect(),
            until: table.date("until"),
        };
        let things = |table: Table<'_>| Things(WordList::new(table.texts("words").iter().map(|word| fold(word))));
        Self {
            taking: TakingWords::new([
                (Taking::Contradicts, folded("contradicting")),
                (Taking::Plans, folded("planned")),
                (Taking::Limits, folded("limiting")),
                (Taking::Points, folded("pointing")),
                (Taking::Hedges, folded("hedging")),
            ]),
            others: list("others"),
            platforms: list("platforms"),
            narrowing: list("narrowing"),
            supporting: list("supporting"),
            papers: list("papers"),
            doing: list("doing"),
            promised: list("promised"),
            topics: list("topics"),
            kinds: list("kinds"),
            teams: list("teams"),
            means: list("means"),
            doers: list("doers"),
            places: list("places"),
            keeping: list("keeping"),
            courses: list("courses"),
            events: list("events"),
            neutral: Phrases::new(folded("neutral")),
            opposites: remark.tables("opposite").into_iter().map(opposite).collect(),
            things: remark.tables("thing").into_iter().map(things).collect(),
            matters: remark.tables("matter").into_iter().map(matter).collect(),
            fields: Fields::new(remark.tables("field").into_iter().map(of_field)),
            means_known: remark.tables("known_means").into_iter().map(matter).collect(),
            ended: remark.tables("ended").into_iter().map(ended).collect(),
            english: english.unwrap_or_default(),
        }
    }
}

/// What an answer cell says before polarity and remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The word's meaning.
    pub answer: Answer,
    /// What follows the word in the same cell: 「(本番のみ)」 of 「はい(本番のみ)」.
    pub rest: String,
    /// Whether the cell holds a known word, or free text.
    pub known: bool,
}

impl Said {
    fn word(answer: Answer) -> Self {
        Self { answer, rest: String::new(), known: true }
    }

    fn free_text() -> Self {
        Self { answer: Answer::Unclear, rest: String::new(), known: false }
    }
}

impl Vocabulary {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        const ANSWERS: [(&str, Answer); 8] = [
            ("met", Answer::Met),
            ("partial", Answer::Partial),
            ("planned", Answer::Planned),
            ("unmet", Answer::Unmet),
            ("not_applicable", Answer::NotApplicable),
            ("undisclosed", Answer::Undisclosed),
            ("unanswered", Answer::Unanswered),
            ("unclear", Answer::Unclear),
        ];
        for key in ["id", "edition", "title", "source", "licence"] {
            table.text(key);
        }
        let mut words = BTreeMap::new();
        for entry in table.tables("word") {
            let answer = entry.choice("answer", &ANSWERS, Answer::Unclear);
            for word in entry.texts("words") {
                if words.insert(fold(&word), answer).is_some_and(|before| before != answer) {
                    entry.refuse("words", &word, "一つの意味だけを持つ語");
                }
            }
        }
        let remark = table.table("remark").map(|remark| RemarkWords::from_table(&remark));
        let longest = words.keys().map(|word| word.chars().count()).max().unwrap_or(0);
        Self { words, longest, remark: remark.unwrap_or_default() }
    }

    /// What an answer cell says. A word alone, or a word with something behind it that cannot belong to the word; anything
    /// else is unclear, and two words that contradict each other are unclear too.
    pub fn read(&self, written: &str) -> Said {
        // 「Yes - AES-256」: between blanks a dash parts the word from what follows.
        let parted = || [" - ", " – ", " — "].iter().find_map(|dash| written.split_once(dash));
        let parted = written.contains(' ').then(parted).flatten();
        let folded = parted.map_or_else(|| fold(written), |(word, rest)| fold(&format!("{word}、{rest}")));
        if folded.is_empty() {
            return Said::word(Answer::Unanswered);
        }
        // Dots that go on are no full stop.
        let trails = ["..", "…", "・・", "。。"].iter().any(|dots| written.trim_end().ends_with(dots));
        if let Some(answer) = self.words.get(&folded) {
            return Said::word(if trails { Answer::Unclear } else { *answer });
        }
        let Some((answer, rest)) = self.leading_word(&folded) else { return Said::free_text() };
        let others = rest
            .split(|c: char| !c.is_alphanumeric() && !"○◎●△▲×✓☑■".contains(c))
            .filter_map(|piece| self.words.get(piece))
            .filter(|other| **other != answer);
        match others.max() {
            None => Said { answer, rest, known: true },
            // 「可(条件付き)」: the second word narrows the first.
            Some(narrower @ (Answer::Partial | Answer::Planned)) if answer == Answer::Met => {
                Said { answer: *narrower, rest, known: true }
            }
            Some(_) => Said::word(Answer::Unclear),
        }
    }

    /// The longest word at the beginning that ends where a word can end: before a bracket, a mark of punctuation, a
    /// star or a line break.
    fn leading_word(&self, folded: &str) -> Option<(Answer, String)> {
        const BREAKS: &str = "([【「、。,.:;※*・→/\u{1}";
        let beginning = folded.char_indices().skip(1).take(self.longest);
        let ends: Vec<usize> = beginning.filter(|(_, c)| BREAKS.contains(*c)).map(|(at, _)| at).collect();
        ends.into_iter().rev().find_map(|end| {
            let (head, rest) = folded.split_at_checked(end)?;
            Some((*self.words.get(head)?, rest.trim_start_matches('\u{1}').to_owned()))
        })
    }
}

/// What stands behind the word of an answer, with the blanks that tell English words apart.
pub(super) fn behind<'a>(written: &'a str, said: &'a Said) -> &'a str {
    let parted =
        || written.split_once(['(', ',', '.', ':', ';', '-', '/', '\n']).map(|(_, rest)| rest.trim_end_matches(')'));
    match written.is_ascii() && !said.rest.is_empty() {
        true => parted().unwrap_or(written),
        false => &said.rest,
    }
}

/// A text in the form in which words are compared: width, case, circles and crosses folded, blanks and final marks gone. A
/// line break stays, as one sign, because a word can end there.
pub(super) fn fold(text: &str) -> String {
    let text = text.trim();
    if text.chars().all(is_folded) {
        return without_end(text).to_owned();
    }
    // Normalising costs more than all the rest, and most texts are normal already.
    if is_normal(text) { folded(text.chars(), text.len()) } else { folded(text.nfkc(), text.len()) }
}

/// Whether a text holds only characters that NFKC leaves as they are, whatever stands beside them: ASCII, kana without marks of voice apart, ideographs, marks.
pub(super) fn is_normal(text: &str) -> bool {
    text.chars().all(|c| matches!(
        c,
        '\0'..='\x7f' | '×' | '、'..='〃' | '〇' | '「'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '■'..='➿'
    ))
}

fn folded(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for c in characters {
        match c {
            // Nearly all of what is written: neither has another form, but for the case of ASCII.
            'ぁ'..='鿿' => folded.push(c),
            '!'..='~' => folded.push(c.to_ascii_lowercase()),
            '\n' | '\r' => {
                if !folded.ends_with('\u{1}') {
                    folded.push('\u{1}');
                }
            }
            c if c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}' => {}
            '〇' | '◯' | '⭕' | '⚪' | '❍' | '⃝' => folded.push('○'),
            '✕' | '✖' | '✗' | '✘' | '☓' | '❌' | '╳' | '⨯' => folded.push('×'),
            '✔' | '✅' | '🗸' => folded.push('✓'),
            '☒' => folded.push('☑'),
            '―' | '—' | '–' | '−' | '‐' | '‑' | '─' | '━' | '‒' => folded.push('-'),
            '／' => folded.push('/'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    without_end(&folded).to_owned()
}

fn without_end(folded: &str) -> &str {
    let trimmed = folded.trim_end_matches(['。', '.', '、', ',', '!', '\u{1}']);
    // A long vowel sign alone is a dash that somebody typed in kana mode.
    if trimmed == "ー" { "-" } else { trimmed }
}

/// Most of what is written is its own folded form but for its end.
const fn is_folded(c: char) -> bool {
    matches!(
        c,
        '!'..='@' | '['..='~' | '、'..='〃' | '「'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿'
    )
}
