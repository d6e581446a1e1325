//! Which requirements a foreign form's questions stand for, as a person has confirmed; kept in the workspace for next year.

use super::foreign::{ColumnUse, ForeignAnswer, ForeignReading, ForeignTable};
use super::vocabulary::fold;
use super::{Library, Polarity, diagnostics};
use crate::catalogue::{Catalogue, Ledger, RequirementId};
use crate::datafile::{self, Shape, Table};
use crate::diagnostic::{Diagnostic, Place};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How much of a requirement a foreign question asks, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nothing: the question stands for no requirement of ours.
    None,
    /// A part: a bad answer counts against the requirement, a good one does not suffice.
    Touches,
    /// All: the answer is the answer to the requirement.
    Covers,
}

impl Reach {
    /// The reaches with their words in data files.
    pub const WORDS: [(&'static str, Self); 3] =
        [("none", Self::None), ("touches", Self::Touches), ("covers", Self::Covers)];

    /// Its word in data files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Touches => "touches",
            Self::Covers => "covers",
        }
    }
}

/// What was decided about one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapEntry {
    /// The question's id on the form, if it has one.
    pub number: Option<String>,
    /// What it stands under.
    pub category: Vec<String>,
    /// The question, word for word.
    pub question: String,
    /// What it stands for; none where it was refused.
    pub requirements: Vec<RequirementId>,
    /// How far it reaches.
    pub reach: Reach,
    /// Which answer is the good one.
    pub good: Polarity,
}

/// A confirmed map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormMap {
    /// Stable id, also its file's name.
    pub id: String,
    /// The day on which it was confirmed, as text: its edition.
    pub edition: String,
    /// What the form is called.
    pub title: String,
    /// The file that it was made from.
    pub source: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub confirmed_on: Date,
    /// The headers over question and answer, normalised: other headers are another form.
    pub headers: Vec<String>,
    /// The decisions, in order of the form.
    pub entries: Vec<MapEntry>,
}

impl FormMap {
    /// Reads a map of the workspace. `name` is the file's name in messages.
    ///
    /// # Errors
    /// All faults of the file, unknown requirements among them.
    pub fn read(name: &str, text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        datafile::read(name, text, "form-map/1", |table| Self::from_table(table, catalogue))
    }

    /// What such a file may hold.
    pub fn shape(catalogue: &Catalogue) -> Shape {
        Shape::of("form-map/1", |table| Self::from_table(table, catalogue))
    }

    fn from_table(table: &Table<'_>, catalogue: &Catalogue) -> Self {
        table.text("licence");
        Self {
            id: table.text("id"),
            edition: table.text("edition"),
            title: table.text("title"),
            source: table.text("source"),
            confirmed_by: table.text("confirmed_by"),
            confirmed_on: table.date("confirmed_on"),
            headers: table.texts("headers"),
            entries: table.tables("question").iter().map(|entry| MapEntry::from_table(entry, catalogue)).collect(),
        }
    }

    /// The map as a data file.
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# itaku map が書き出した対応表です。誰がいつ確かめたかを含みます。直すときは itaku map で作り直してください。\n",
        );
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(text, "{key} = {value}");
        };
        line("schema", "'form-map/1'");
        for (key, value) in [
            ("id", &self.id),
            ("edition", &self.edition),
            ("title", &self.title),
            ("source", &self.source),
            ("licence", &"庁内限り".to_owned()),
            ("confirmed_by", &self.confirmed_by),
        ] {
            line(key, &string(value));
        }
        line("confirmed_on", &self.confirmed_on.to_string());
        line("headers", &strings(&self.headers));
        for entry in &self.entries {
            line("\n[[question]]\nnumber", &string(entry.number.as_deref().unwrap_or_default()));
            line("category", &strings(&entry.category));
            line("question", &string(&entry.question));
            let ids: Vec<String> = entry.requirements.iter().map(ToString::to_string).collect();
            line("requirements", &strings(&ids));
            line("reach", &string(entry.reach.word()));
            line("good", if entry.good == Polarity::Yes { "'yes'" } else { "'no'" });
        }
        text
    }

    /// What the map says about each answer of a reading; all absent where the reading is of another form.
    ///
    /// A question is the same only with the same words under the same headings, below the same header; where a form has the same
    /// words twice, with the same id too.
    pub fn decisions<'a>(&'a self, reading: &ForeignReading) -> Vec<Option<&'a MapEntry>> {
        let mut by_words: BTreeMap<String, Vec<&MapEntry>> = BTreeMap::new();
        for entry in &self.entries {
            by_words.entry(words_key(&entry.question, &entry.category)).or_default().push(entry);
        }
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for answer in &reading.answers {
            *times.entry(words_key(&answer.question, &answer.category)).or_default() += 1;
        }
        let known: BTreeSet<&str> = self.headers.iter().map(String::as_str).collect();
        let found: Vec<Option<&MapEntry>> = reading
            .answers
            .iter()
            .map(|answer| {
                if !known.contains(header_key(reading.table_of(answer)).as_str()) {
                    return None;
                }
                let key = words_key(&answer.question, &answer.category);
                match (by_words.get(&key).map(Vec::as_slice), times.get(&key)) {
                    (Some([only]), Some(1)) => Some(*only),
                    (Some(entries), _) => {
                        let same = |entry: &&&MapEntry| {
                            number_key(entry.number.as_deref()) == number_key(answer.id.as_deref())
                        };
                        let mut same = entries.iter().filter(same);
                        let first = same.next()?;
                        same.all(|other| other.decides_as(first)).then_some(*first)
                    }
                    (None, _) => None,
                }
            })
            .collect();
        let matched = found.iter().flatten().count();
        // A few questions in common do not make it the same form.
        let enough = matched * 2 >= self.entries.len().min(reading.answers.len());
        if enough { found } else { vec![None; reading.answers.len()] }
    }

    /// The questions that carry an id of this map and other words than were confirmed.
    pub fn reworded<'r>(&self, reading: &'r ForeignReading) -> Vec<&'r ForeignAnswer> {
        let decided = self.decisions(reading);
        if decided.iter().all(Option::is_none) {
            return Vec::new();
        }
        let numbers: BTreeSet<String> = self.entries.iter().map(|entry| number_key(entry.number.as_deref())).collect();
        let changed = reading.answers.iter().zip(&decided).filter(|(answer, entry)| {
            let number = number_key(answer.id.as_deref());
            entry.is_none() && !number.is_empty() && numbers.contains(&number)
        });
        changed.map(|(answer, _)| answer).collect()
    }
}

impl MapEntry {
    fn decides_as(&self, other: &Self) -> bool {
        (&self.requirements, self.reach, self.good) == (&other.requirements, other.reach, other.good)
    }

    fn from_table(table: &Table<'_>, catalogue: &Catalogue) -> Self {
        const GOOD: [(&str, Polarity); 2] = [("yes", Polarity::Yes), ("no", Polarity::No)];
        let vendor = |text: &str| {
            let id = RequirementId::parse(text)?;
            catalogue.requirement(&id).filter(|found| found.ledger == Ledger::Vendor).map(|_| id)
        };
        let entry = Self {
            number: Some(table.text("number")).filter(|number| !number.is_empty()),
            category: table.texts("category"),
            question: table.text("question"),
            requirements: table.parsed_list("requirements", "目録にある、事業者の要求事項の識別子", vendor),
            reach: table.choice("reach", &Reach::WORDS, Reach::None),
            good: table.choice("good", &GOOD, Polarity::Yes),
        };
        if entry.reach == Reach::None && !entry.requirements.is_empty() {
            table.refuse("reach", "none", "requirements があるときは covers か touches");
        }
        entry
    }
}

impl ForeignReading {
    /// The table in which an answer stands.
    pub fn table_of(&self, answer: &ForeignAnswer) -> Option<&ForeignTable> {
        let holds = |table: &&ForeignTable| {
            table.sheet == answer.sheet
                && (table.area.first.row..=table.area.last.row).contains(&answer.question_cell.row)
                && (table.columns.is_empty() || table.area.contains(answer.question_cell))
        };
        self.tables.iter().find(holds)
    }

    /// The normalised headers of its tables that hold answers.
    pub fn headers(&self) -> Vec<String> {
        let keys: BTreeSet<String> = self.answers.iter().map(|answer| header_key(self.table_of(answer))).collect();
        keys.into_iter().collect()
    }
}

/// What stands over question and answer. 「株式会社青葉の回答」 and 「貴社回答」 are one: whose form came back plays no part. What turns an answer
/// round does: 「未実施」 over the column is not 「実施」.
fn header_key(table: Option<&ForeignTable>) -> String {
    let Some(table) = table else { return String::new() };
    let over = |wanted: ColumnUse| -> Vec<String> {
        let columns = table.columns.iter().filter(|column| column.usage == wanted);
        columns.map(|column| column.titles.iter().map(|title| fold(title)).collect::<Vec<_>>().join("/")).collect()
    };
    let answers = over(ColumnUse::Answer).into_iter().map(|title| {
        let turning = ["未", "不", "無", "非", "ない", "not", "non", "×"].iter().any(|sign| title.contains(sign));
        let plain = ["回答", "answer", "response"].iter().find(|word| title.contains(**word));
        plain.filter(|_| !turning).map_or(title.clone(), |word| (*word).to_owned())
    });
    let answers: Vec<String> = answers.collect();
    format!("{}|{}", over(ColumnUse::Question).join("+"), answers.join("+"))
}

/// Question and headings in the form in which they are compared. Numbers before a heading may move with the rows.
fn words_key(question: &str, category: &[String]) -> String {
    let heading = |text: &String| {
        let folded = fold(text);
        let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || "().-、第章節項①②③④⑤⑥⑦⑧⑨⑩".contains(c));
        bare.to_owned()
    };
    let under: Vec<String> = category.iter().map(heading).collect();
    format!("{}\u{2}{}", fold(question).replace('\u{1}', ""), under.join("\u{2}"))
}

fn number_key(number: Option<&str>) -> String {
    number.map(fold).unwrap_or_default()
}

/// A text as TOML: JSON's escapes are TOML's, but for one sign.
pub(super) fn string(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default().replace('\u{7f}', "\\u007F")
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// What all maps of the workspace say about each answer: the newest map that knows the question decides.
pub fn decide<'a>(maps: &'a [FormMap], reading: &ForeignReading) -> Vec<Option<(&'a FormMap, &'a MapEntry)>> {
    let mut order: Vec<&FormMap> = maps.iter().collect();
    order.sort_by_key(|map| (std::cmp::Reverse(map.confirmed_on), &map.id));
    let mut decided = vec![None; reading.answers.len()];
    for map in order {
        for (place, entry) in decided.iter_mut().zip(map.decisions(reading)) {
            if place.is_none() {
                *place = entry.map(|entry| (map, entry));
            }
        }
    }
    decided
}

/// What a person should know about how maps and reading fit.
pub(super) fn told(maps: &[FormMap], reading: &ForeignReading, library: &Library) -> Vec<Diagnostic> {
    let place =
        |answer: &ForeignAnswer| Place::file(&reading.file).sheet_named(&answer.sheet).cells(answer.question_cell);
    let decided = decide(maps, reading);
    let mut told = Vec::new();
    for map in maps {
        for answer in map.reworded(reading) {
            let open =
                reading.answers.iter().zip(&decided).any(|(other, d)| std::ptr::eq(other, answer) && d.is_none());
            if open {
                told.push(diagnostics::reworded_since(place(answer), &answer.question, &map.id));
            }
        }
    }
    for (answer, decision) in reading.answers.iter().zip(&decided) {
        let Some((_, entry)) = decision.filter(|(_, entry)| entry.reach == Reach::Covers) else { continue };
        for id in entry.requirements.iter().filter(|id| library.wants_a_statement(id)) {
            told.push(diagnostics::needs_statement(place(answer), id));
        }
    }
    told
}
