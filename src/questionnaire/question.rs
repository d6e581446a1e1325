use crate::catalogue::{QuestionId, RequirementId};
use crate::datafile::Table;

/// How a question is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// One of the drop-down's words.
    Choice,
    /// Free text that must be there: a name, a place, a number.
    Stated,
}

/// Which answer is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// 「はい」 is good.
    Yes,
    /// 「はい」 is bad (「海外に保管することがありますか」).
    No,
}

/// What an answer is compared with others on, to find contradictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The country or place in which data lie or work is done.
    Place,
    /// Whether others do part of the work, and who they are.
    Subcontracting,
}

/// What a statement must name to say what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A country.
    Country,
    /// Where something is: a country, a prefecture, a municipality.
    Place,
    /// How many.
    Number,
    /// How long.
    Duration,
}

/// A question, leading to one or more requirements.
#[derive(Clone, Debug)]
pub struct Question {
    /// Stable id.
    pub id: QuestionId,
    /// The requirements that its answer serves.
    pub requirements: Vec<RequirementId>,
    /// Groups questions into sections of a form.
    pub theme: String,
    /// Japanese wording; holds the organisation's words in braces.
    pub ja: String,
    /// English wording.
    pub en: String,
    /// What to write into remark and evidence, in Japanese.
    pub hint: Option<String>,
    /// The same in English.
    pub hint_en: Option<String>,
    /// How it is answered.
    pub answer: AnswerKind,
    /// Which answer is good.
    pub good: Polarity,
    /// Whether 該当なし counts when a reason stands beside it.
    pub not_applicable: bool,
    /// For what is to be stated: whether 「なし」 is a full statement, as of accidents; what must be named is not there then.
    pub none_suffices: bool,
    /// Whether it asks for holders of a majority: who has none may name the smaller ones beside 「なし」.
    pub of_majority: bool,
    /// For what is to be stated: what must be named.
    pub wants: Vec<Wanted>,
    /// With which other answers it may disagree.
    pub concerns: Vec<Concern>,
}

impl Question {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        const KINDS: [(&str, AnswerKind); 2] = [("choice", AnswerKind::Choice), ("stated", AnswerKind::Stated)];
        const GOOD: [(&str, Polarity); 2] = [("yes", Polarity::Yes), ("no", Polarity::No)];
        const WANTED: [(&str, Wanted); 4] = [
            ("country", Wanted::Country),
            ("place", Wanted::Place),
            ("number", Wanted::Number),
            ("duration", Wanted::Duration),
        ];
        const CONCERNS: [(&str, Concern); 2] = [("place", Concern::Place), ("subcontracting", Concern::Subcontracting)];
        let id = table.parsed("id", "設問の識別子(Q-OUT-14 の形)", QuestionId::parse);
        Some(Self {
            requirements: table.parsed_list("requirements", "要求事項の識別子(OUT-14 の形)", RequirementId::parse),
            theme: table.text("theme"),
            ja: crate::catalogue::checked_words(table, "ja", table.text("ja")),
            en: table.text("en"),
            hint: table.optional_text("hint").map(|hint| crate::catalogue::checked_words(table, "hint", hint)),
            hint_en: table.optional_text("hint_en"),
            answer: table.choice("answer", &KINDS, AnswerKind::Choice),
            good: table.choice("good", &GOOD, Polarity::Yes),
            not_applicable: table.optional_flag("not_applicable").unwrap_or(false),
            none_suffices: table.optional_flag("none_suffices").unwrap_or(false),
            of_majority: table.optional_flag("of_majority").unwrap_or(false),
            wants: table.choices("wants", &WANTED),
            concerns: table.choices("concerns", &CONCERNS),
            id: id?,
        })
    }
}
