use super::checked_words;
use crate::datafile::Table;
use crate::policy::{ObligationId, PolicyReading, Publicity, fold, is_weak};
use jiff::civil::Date;
use serde::Serialize;

/// Something that the law or the guideline expects a basic policy to say.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Stable id: `EX-21`.
    pub id: String,
    /// A row heading.
    pub title: String,
    /// How binding.
    pub level: Level,
    /// What is expected.
    pub expects: String,
    /// Citations.
    pub sources: Vec<String>,
    /// Wording of our own for a policy that lacks it, with the organisation's words in braces.
    pub proposal: String,
    /// From which day the law demands it.
    pub due: Option<Date>,
    sign: Wanted,
}

/// How binding an expectation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The law, or the guideline's own policy, has it.
    Must,
    /// Good to have.
    Should,
}

impl Level {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Must => "求められる",
            Self::Should => "望ましい",
        }
    }
}

/// What an expectation looks for.
#[derive(Clone, Debug)]
enum Wanted {
    /// Words in one paragraph with its heading, and words that none of it may have.
    Words { says: Vec<Vec<String>>, not: Vec<String> },
    /// One of the nine duties.
    Obligation(ObligationId),
    /// What the document says of itself.
    Fact(Fact),
}

#[derive(Clone, Copy, Debug)]
enum Fact {
    Publicity,
    OutsourcingTerm,
    CloudTerm,
    Date,
    Effective,
}

/// Whether a policy says what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// It does.
    Stated,
    /// It leaves it at trying, or only mentions it.
    Doubtful,
    /// It does not.
    Absent,
}

impl Said {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stated => "あり",
            Self::Doubtful => "要確認",
            Self::Absent => "なし",
        }
    }
}

/// Where a policy says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Whether.
    pub said: Said,
    /// Where.
    pub locator: Option<String>,
    /// Its words.
    pub sentence: Option<String>,
    /// On which line.
    pub line: Option<usize>,
}

impl Saying {
    fn nowhere() -> Self {
        Self { said: Said::Absent, locator: None, sentence: None, line: None }
    }

    fn of(known: bool) -> Self {
        Self { said: if known { Said::Stated } else { Said::Absent }, ..Self::nowhere() }
    }
}

impl Expectation {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        const LEVELS: [(&str, Level); 2] = [("must", Level::Must), ("should", Level::Should)];
        const FACTS: [(&str, Fact); 5] = [
            ("publicity", Fact::Publicity),
            ("outsourcing-term", Fact::OutsourcingTerm),
            ("cloud-term", Fact::CloudTerm),
            ("date", Fact::Date),
            ("effective", Fact::Effective),
        ];
        let groups = |texts: Vec<String>| {
            texts.iter().map(|group| group.split('|').map(str::to_owned).collect()).collect::<Vec<Vec<String>>>()
        };
        let sign = if table.has("obligation") {
            table.parsed("obligation", "P8-1 から P8-9 まで", ObligationId::parse).map(Wanted::Obligation)
        } else if table.has("fact") {
            Some(Wanted::Fact(table.choice("fact", &FACTS, Fact::Date)))
        } else {
            Some(Wanted::Words { says: groups(table.texts("says")), not: table.optional_texts("not") })
        };
        Some(Self {
            id: table.text("id"),
            title: table.text("title"),
            level: table.choice("level", &LEVELS, Level::Should),
            expects: table.text("expects"),
            sources: table.texts("sources"),
            proposal: checked_words(table, "proposal", table.text("proposal")),
            due: table.optional_date("due"),
            sign: sign?,
        })
    }

    /// Whether and where the policy says it.
    pub fn look(&self, reading: &PolicyReading) -> Saying {
        match &self.sign {
            Wanted::Obligation(id) => duty(*id, reading),
            Wanted::Words { says, not } => words(says, not, reading),
            Wanted::Fact(fact) => Saying::of(match fact {
                Fact::Publicity => reading.standards != Publicity::Unknown || reading.holds_standards,
                Fact::OutsourcingTerm => reading.terms.outsourcing.as_deref() != Some("外部委託"),
                Fact::CloudTerm => reading.terms.cloud.as_deref() != Some("約款による外部サービス"),
                Fact::Date => reading.date.is_some(),
                Fact::Effective => reading.effective.is_some(),
            }),
        }
    }
}

fn duty(id: ObligationId, reading: &PolicyReading) -> Saying {
    let Some(read) = reading.obligations.iter().find(|read| read.obligation.id == id) else {
        return Saying::nowhere();
    };
    let Some(sentence) = read.obligation.sentence.clone() else { return Saying::nowhere() };
    // Whether the older word covers cloud services at all, it does not say.
    let older = matches!(id, ObligationId::P8_5 | ObligationId::P8_6)
        && reading.terms.cloud.as_deref() == Some("約款による外部サービス");
    Saying {
        said: if older || is_weak(&sentence) { Said::Doubtful } else { Said::Stated },
        locator: read.obligation.locator.clone(),
        sentence: Some(sentence),
        line: read.line,
    }
}

fn words(says: &[Vec<String>], not: &[String], reading: &PolicyReading) -> Saying {
    let holds = |text: &str| {
        says.iter().all(|group| group.iter().any(|word| text.contains(word.as_str())))
            && !not.iter().any(|word| text.contains(word.as_str()))
    };
    // What the standards say is not what the policy says; definitions explain and demand nothing.
    let policy = reading.passages.iter().filter(|passage| !passage.standards && !passage.is_definition());
    let found = policy.clone().find_map(|passage| {
        let sentence = passage.sentences.iter().find(|sentence| holds(&fold(sentence)))?;
        Some((passage, sentence))
    });
    let within = || {
        policy.clone().find_map(|passage| {
            let whole = format!("{}{}", fold(passage.heading()), fold(&passage.text()));
            Some((passage, passage.sentences.first()?)).filter(|_| holds(&whole))
        })
    };
    let Some((passage, sentence)) = found.or_else(within) else {
        // A definition, or a heading alone, is a mention.
        let mention = reading
            .passages
            .iter()
            .filter(|passage| !passage.standards)
            .find(|passage| holds(&format!("{}{}", fold(&passage.headings.concat()), fold(&passage.text()))));
        return match mention {
            Some(passage) => Saying {
                said: Said::Doubtful,
                locator: Some(passage.locator.clone()),
                sentence: passage.sentences.first().cloned(),
                line: Some(passage.line),
            },
            None => Saying::nowhere(),
        };
    };
    Saying {
        said: if is_weak(sentence) { Said::Doubtful } else { Said::Stated },
        locator: Some(passage.locator.clone()),
        sentence: Some(sentence.clone()),
        line: Some(passage.line),
    }
}

/// A day on which a duty begins.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The day.
    pub day: Date,
    /// A row heading.
    pub title: String,
    /// What is due.
    pub says: String,
    /// What holds for that which is there already.
    pub transitional: String,
    /// Citations.
    pub sources: Vec<String>,
    /// The start of a case decides whether it applies to that case.
    pub for_cases: bool,
}

impl Deadline {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        Some(Self {
            day: table.date("day"),
            title: table.text("title"),
            says: table.text("says"),
            transitional: table.text("transitional"),
            sources: table.texts("sources"),
            for_cases: table.optional_flag("for_cases").unwrap_or(false),
        })
    }
}
