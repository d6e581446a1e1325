use super::{ClauseId, Condition, RequirementId};
use crate::datafile::Table;

/// An article of the annex. Its texts are handlebars templates; the document room fills them.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Stable id: topic, hyphen, number.
    pub id: ClauseId,
    /// The topic, `T01` … `T48`.
    pub topic: String,
    /// The article's heading.
    pub title: String,
    /// Its place in the annex.
    pub order: u32,
    /// Why the clause exists, for the office.
    pub reason: String,
    /// Citations.
    pub sources: Vec<String>,
    /// When it applies.
    pub applies: Condition,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The data file.
    pub file: String,
}

/// A paragraph of an article.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The sentence or sentences.
    pub text: String,
    /// Items (1) (2) … under it.
    pub items: Vec<String>,
    /// Whether the items are the corrective conditions that the gaps call for.
    pub conditions: bool,
    /// When the paragraph applies, beyond the clause.
    pub applies: Condition,
    /// Requirements one of which must have a gap for the paragraph to appear; absent: it always appears.
    pub gaps: Option<Vec<RequirementId>>,
    /// Line on which the text begins, counted from 1.
    pub line: usize,
}

impl Clause {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        let id = table.parsed("id", "条項の識別子(T08-1 の形)", ClauseId::parse);
        let paragraphs = table.tables("paragraph").iter().map(Paragraph::from_table).collect();
        let applies = table.table("applies").map(|applies| Condition::from_table(&applies));
        Some(Self {
            topic: table.text("topic"),
            title: table.text("title"),
            order: table.integer("order"),
            reason: table.text("reason"),
            sources: table.texts("sources"),
            paragraphs,
            file: table.file().to_owned(),
            applies: applies?,
            id: id?,
        })
    }
}

impl Paragraph {
    fn from_table(table: &Table<'_>) -> Self {
        let gaps = table.parsed_list("gaps", "要求事項の識別子(OUT-14 の形)", RequirementId::parse);
        Self {
            text: table.text("text"),
            line: table.line("text"),
            items: table.optional_texts("items"),
            conditions: table.optional_flag("conditions").unwrap_or(false),
            applies: table.optional_table("applies").map(|applies| Condition::from_table(&applies)).unwrap_or_default(),
            gaps: table.has("gaps").then_some(gaps),
        }
    }
}
