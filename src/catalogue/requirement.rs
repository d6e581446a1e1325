use super::{ClauseId, Condition, RequirementId};
use crate::datafile::Table;
use crate::policy::{ObligationId, Wording};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// Who answers for a requirement. The two are never mixed; they meet at the obligations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ledger {
    /// 事業者回答.
    Vendor,
    /// 庁内点検.
    Internal,
}

impl Ledger {
    /// The ledgers with their words in data files.
    pub const WORDS: [(&'static str, Self); 2] = [("vendor", Self::Vendor), ("internal", Self::Internal)];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Vendor => "事業者回答",
            Self::Internal => "庁内点検",
        }
    }
}

/// How strongly a requirement binds, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Shown, never decides.
    Informative,
    /// Counts for the score.
    Recommended,
    /// A gate: it must be met.
    Mandatory,
}

impl Strength {
    /// The strengths with their words in data files.
    pub const WORDS: [(&'static str, Self); 3] =
        [("informative", Self::Informative), ("recommended", Self::Recommended), ("mandatory", Self::Mandatory)];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Informative => "参考",
            Self::Recommended => "推奨",
            Self::Mandatory => "必須",
        }
    }
}

impl Serialize for Strength {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// A concrete demand that serves a duty of section 6(8). Texts hold the organisation's words in braces: see
/// [`Wording::apply`].
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Stable id.
    pub id: RequirementId,
    /// Keys of the items it covers.
    pub items: Vec<String>,
    /// The duty that it serves.
    pub obligation: ObligationId,
    /// Who answers.
    pub ledger: Ledger,
    /// A row heading.
    pub title: String,
    /// The demand.
    pub statement: String,
    /// What goes wrong without it.
    pub why: String,
    /// What would satisfy it.
    pub satisfied_by: String,
    /// What the vendor must do to cure a gap, ending in 「こと」; vendor ledger only.
    pub remedy: Option<String>,
    /// Days in which a condition in the contract can cure a gap; absent: it cannot.
    pub cure_days: Option<u32>,
    /// 1 to 5.
    pub weight: u32,
    /// How strongly it binds under the profiles light, standard and strict.
    pub strength: [Strength; 3],
    /// From this start of a contract on it is mandatory in every profile.
    pub mandatory_from: Option<Date>,
    /// Documents that count as proof.
    pub evidence: Vec<String>,
    /// Clauses that answer it.
    pub clauses: Vec<ClauseId>,
    /// Citations beside the items.
    pub sources: Vec<String>,
    /// When it applies.
    pub applies: Condition,
    /// Where it stands: file and line.
    pub origin: (String, usize),
}

impl Requirement {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        let id = table.parsed("id", "要求事項の識別子(OUT-14 の形)", RequirementId::parse);
        let obligation = table.parsed("obligation", "P8-1 から P8-9 まで", ObligationId::parse);
        let strength = table.table("strength").map(|strength| {
            ["light", "standard", "strict"].map(|level| strength.choice(level, &Strength::WORDS, Strength::Mandatory))
        });
        let applies = table.table("applies").map(|applies| Condition::from_table(&applies));
        let weight = table.integer_within("weight", 1, 5);
        let text = |key: &str| checked_words(table, key, table.text(key));
        let requirement = Self {
            items: table.texts("items"),
            ledger: table.choice("ledger", &Ledger::WORDS, Ledger::Vendor),
            title: table.text("title"),
            statement: text("statement"),
            why: text("why"),
            satisfied_by: text("satisfied_by"),
            remedy: table.optional_text("remedy").map(|remedy| checked_words(table, "remedy", remedy)),
            cure_days: table.optional_integer("cure_days"),
            weight,
            mandatory_from: table.optional_date("mandatory_from"),
            evidence: table.texts("evidence"),
            clauses: table.parsed_list("clauses", "条項の識別子(T08-1 の形)", ClauseId::parse),
            sources: table.texts("sources"),
            origin: (table.file().to_owned(), table.own_line()),
            strength: strength?,
            applies: applies?,
            id: id?,
            obligation: obligation?,
        };
        if requirement.ledger == Ledger::Vendor && requirement.remedy.is_none() {
            table.refuse("remedy", "", "事業者に求める是正の文");
        }
        Some(requirement)
    }
}

/// A text of a data file whose braces hold only words that an organisation fills.
pub(crate) fn checked_words(table: &Table<'_>, key: &str, text: String) -> String {
    if let Some(word) = Wording::unknown_word(&text) {
        table.refuse(key, word, "団体の語({{self}}、{{outsourcing}}、{{contractor}}、{{cloud}}、{{policy}})");
    }
    text
}
