use crate::datafile::Table;

/// A place in a law, a notice or a scheme.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Stable id: `ppl-67`.
    pub id: String,
    /// The law as commonly called: 個人情報保護法.
    pub law: String,
    /// Article and paragraph; empty where the whole is meant.
    pub article: String,
    /// What it says, in our own words.
    pub says: String,
    /// Whether somebody read the text itself, another document that quotes it, or neither.
    pub verified: Verified,
}

/// How well a citation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// Read in the text itself.
    Read,
    /// From a document that quotes it.
    Secondary,
    /// General knowledge: to be looked up before use.
    Recalled,
}

impl Citation {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        const WORDS: [(&str, Verified); 3] =
            [("read", Verified::Read), ("secondary", Verified::Secondary), ("recalled", Verified::Recalled)];
        Self {
            id: table.text("id"),
            law: table.text("law"),
            article: table.text("article"),
            says: table.text("says"),
            verified: table.choice("verified", &WORDS, Verified::Recalled),
        }
    }

    /// 「個人情報保護法第67条」; where the text itself was not read, that it must be looked up.
    pub fn label(&self) -> String {
        let mark = if self.verified == Verified::Recalled { "(要照合)" } else { "" };
        format!("{}{}{mark}", self.law, self.article)
    }
}
