use crate::datafile::Table;

/// Who answers for an item, as the guideline's text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Respondent {
    /// The vendor.
    Vendor,
    /// The organisation itself.
    Internal,
    /// The vendor states it and the organisation makes sure: a requirement in each ledger.
    Both,
    /// The organisation; the vendor too where social media are run by a contractor.
    InternalOrBoth,
}

/// An item of the guideline, of 総行サ第42号 別紙1 or of a law, that at least one requirement must cover.
#[derive(Clone, Debug)]
pub struct Item {
    /// Stable key: `8.1-(2)-①-エ-07`.
    pub key: String,
    /// Its part: `8.1`, `6.1(22)`, `notice-42`.
    pub part: String,
    /// Who answers.
    pub respondent: Respondent,
    /// What it is about, in our own words.
    pub summary: String,
    /// Topics of clauses that answer it (`T08`).
    pub topics: Vec<String>,
}

impl Item {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        const WORDS: [(&str, Respondent); 4] = [
            ("vendor", Respondent::Vendor),
            ("internal", Respondent::Internal),
            ("both", Respondent::Both),
            ("internal-or-both", Respondent::InternalOrBoth),
        ];
        Self {
            key: table.text("key"),
            part: table.text("part"),
            respondent: table.choice("respondent", &WORDS, Respondent::Both),
            summary: table.text("summary"),
            topics: table.texts("topics"),
        }
    }
}
