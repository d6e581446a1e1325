//! The whole document as passages: each paragraph with its place and the headings above it.

use super::numbering::Style;
use super::outline::{self, Node, Paragraph};
use super::section;
use serde::Serialize;

/// A paragraph, article or item of the document, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// As the document numbers it: `6(7) 第2段落`, `第130条(4)ア`.
    pub locator: String,
    /// The headings above it, outermost first, its own last; those without a text are left out.
    pub headings: Vec<String>,
    /// What the items among which it stands are introduced with; empty where it is no item.
    pub lead: String,
    /// Its sentences.
    pub sentences: Vec<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// It belongs to the standards (対策基準).
    pub standards: bool,
}

impl Passage {
    /// Its own heading, or the nearest above it.
    pub fn heading(&self) -> &str {
        self.headings.last().map(String::as_str).unwrap_or_default()
    }

    /// Whether it stands among the definitions.
    pub fn is_definition(&self) -> bool {
        self.headings.iter().any(|heading| heading.contains("定義") || heading.contains("対象とする脅威"))
    }

    /// Its sentences as one text.
    pub fn text(&self) -> String {
        self.sentences.concat()
    }
}

/// A node above the one at hand.
struct Above<'a> {
    node: &'a Node,
    lead: String,
}

/// All passages in the order of the document, tables and what stands before the first heading left out.
pub(super) fn passages(nodes: &[Node]) -> Vec<Passage> {
    let mut above: Vec<Above<'_>> = Vec::new();
    let mut found = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        while above
            .last()
            .is_some_and(|known| known.node.path.len() >= node.path.len() || !node.is_under(&known.node.path))
        {
            above.pop();
        }
        let texts: Vec<&Paragraph> =
            node.paragraphs.iter().filter(|paragraph| !paragraph.text.contains('\t')).collect();
        if !node.path.is_empty() {
            let divided =
                nodes.get(index + 1).is_some_and(|next| next.path.len() > node.path.len() && next.is_under(&node.path));
            found.extend(of(node, &texts, &above, divided));
        }
        let lead = match texts.last() {
            Some(paragraph) => outline::squeeze(&paragraph.text),
            None => outline::squeeze(&node.heading),
        };
        above.push(Above { node, lead });
    }
    found
}

fn of(node: &Node, texts: &[&Paragraph], above: &[Above<'_>], divided: bool) -> Vec<Passage> {
    let headings = above.iter().map(|known| known.node).chain([node]);
    let headings: Vec<String> =
        headings.map(|known| outline::squeeze(&known.heading)).filter(|heading| !heading.is_empty()).collect();
    let item = node.path.last().is_some_and(|mark| !mark.style.is_division() && !matches!(mark.style, Style::Bare(_)));
    let lead = above.last().map(|known| known.lead.clone()).filter(|_| item).unwrap_or_default();
    let make = |place: usize, sentences: Vec<String>, line: usize| Passage {
        locator: section::own_locator(node, place),
        headings: headings.clone(),
        lead: lead.clone(),
        sentences,
        line,
        standards: node.standards,
    };
    if texts.is_empty() {
        if divided {
            return Vec::new();
        }
        // An item that is a noun.
        let heading = outline::squeeze(&node.heading);
        return if heading.is_empty() { Vec::new() } else { vec![make(1, vec![heading], node.line)] };
    }
    let whole = |(place, paragraph): (usize, &&Paragraph)| {
        let sentences = paragraph.sentences();
        let line = sentences.first()?.line;
        Some(make(place + 1, sentences.into_iter().map(|sentence| sentence.text).collect(), line))
    };
    texts.iter().enumerate().filter_map(whole).collect()
}
