use crate::catalogue::{Case, Kind, Ledger};
use crate::datafile::Table;

/// How the questions stand on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row per question.
    List,
    /// One column per question, one row per subject (a social-media account).
    Matrix,
}

/// A questionnaire: whom it asks and in which order.
#[derive(Clone, Debug)]
pub struct Form {
    /// Stable id: `vendor-cloud`.
    pub id: String,
    /// Its edition.
    pub edition: String,
    /// Japanese title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// Who answers.
    pub ledger: Ledger,
    /// The kinds of case that it is for; empty for the internal sheet, which is for all.
    pub kinds: Vec<Kind>,
    /// How the questions stand.
    pub layout: Layout,
    /// What the respondent reads first, a paragraph per entry.
    pub introduction: Vec<String>,
    /// The same in English.
    pub introduction_en: Vec<String>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section of a form: all questions of one theme.
#[derive(Clone, Debug)]
pub struct Section {
    /// The theme.
    pub theme: String,
    /// Japanese heading.
    pub title: String,
    /// English heading.
    pub title_en: String,
}

impl Form {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        const LAYOUTS: [(&str, Layout); 2] = [("list", Layout::List), ("matrix", Layout::Matrix)];
        table.text("source");
        table.text("licence");
        Self {
            id: table.text("id"),
            edition: table.text("edition"),
            title: table.text("title"),
            title_en: table.text("title_en"),
            ledger: table.choice("ledger", &Ledger::WORDS, Ledger::Vendor),
            kinds: table.choices("kinds", &Kind::WORDS),
            layout: table.choice("layout", &LAYOUTS, Layout::List),
            introduction: table.texts("introduction"),
            introduction_en: table.texts("introduction_en"),
            sections: table
                .tables("section")
                .iter()
                .map(|section| Section {
                    theme: section.text("theme"),
                    title: section.text("title"),
                    title_en: section.text("title_en"),
                })
                .collect(),
        }
    }

    /// Whether this is the form that a vendor gets for this case.
    pub fn suits(&self, case: &Case) -> bool {
        self.ledger == Ledger::Vendor && self.kinds.contains(&case.kind)
    }
}
