use super::diagnostics;
use crate::catalogue::{Catalogue, Item, Respondent, StandardsMap};
use crate::diagnostic::{Diagnostic, Place};
use crate::policy::PolicyReading;
use serde::Serialize;
use std::fmt::Write;

/// Where the organisation's standards treat the guideline's items: what `itaku policy --locators` prints.
#[derive(Clone, Debug, Serialize)]
pub struct StandardsView {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The file.
    pub file: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Whether the document holds standards at all.
    pub holds_standards: bool,
    /// Items with their place.
    pub located: Vec<LocatedLine>,
    /// Items that the standards lack.
    pub missing: Vec<ItemLine>,
    /// Paragraphs on the subject that treat no item.
    pub unmatched: Vec<PassageLine>,
}

/// An item and where it is treated.
#[derive(Clone, Debug, Serialize)]
pub struct LocatedLine {
    /// The item's key.
    pub item: String,
    /// What it is about.
    pub summary: String,
    /// Where.
    pub locator: String,
    /// Under which heading.
    pub heading: String,
    /// On which line.
    pub line: usize,
    /// The paragraph.
    pub text: String,
}

/// An item that is not treated.
#[derive(Clone, Debug, Serialize)]
pub struct ItemLine {
    /// The item's key.
    pub item: String,
    /// Its part of the guideline.
    pub part: String,
    /// What it is about.
    pub summary: String,
    /// 事業者, 庁内 or 両方.
    pub respondent: &'static str,
    /// Requirements of the catalogue that cover it.
    pub requirements: Vec<String>,
}

/// A paragraph that treats no item.
#[derive(Clone, Debug, Serialize)]
pub struct PassageLine {
    /// Where.
    pub locator: String,
    /// On which line.
    pub line: usize,
    /// The paragraph.
    pub text: String,
}

impl StandardsView {
    /// The view of a document.
    pub fn new(reading: &PolicyReading, catalogue: &Catalogue) -> Self {
        let map = catalogue.locate(reading);
        let holds_standards = map.is_some();
        let map = map.unwrap_or_default();
        Self {
            schema: "policy-standards/1",
            file: reading.file.clone(),
            organisation: reading.organisation.clone(),
            catalogue_edition: catalogue.edition.clone(),
            holds_standards,
            located: located(&map),
            missing: map.missing.iter().map(|item| missing(item, catalogue)).collect(),
            unmatched: map
                .unmatched
                .iter()
                .map(|passage| PassageLine {
                    locator: passage.locator.clone(),
                    line: passage.line,
                    text: passage.text(),
                })
                .collect(),
        }
    }

    /// That the document holds no standards.
    pub fn nothing_found(&self) -> Diagnostic {
        diagnostics::no_standards(Place::file(&self.file))
    }

    /// The map as it stands in `itaku.toml`; empty where no item has a place.
    pub fn settings(&self) -> String {
        if self.located.is_empty() {
            return String::new();
        }
        let mut out = format!(
            "# ガイドラインの項目を、この団体の対策基準のどこが定めるか。{}から読み取った。確かめて直す\n[policy.locators]\n",
            self.file.replace(char::is_control, " ")
        );
        for line in &self.located {
            let place: String = line.locator.chars().filter(|c| !c.is_control() && *c != '\'').collect();
            let _ = writeln!(out, "'{}' = '{place}'", line.item);
        }
        out
    }
}

fn located(map: &StandardsMap<'_>) -> Vec<LocatedLine> {
    let line = |found: &crate::catalogue::Located<'_>| LocatedLine {
        item: found.item.key.clone(),
        summary: found.item.summary.clone(),
        locator: found.passage.locator.clone(),
        heading: found.passage.heading().to_owned(),
        line: found.passage.line,
        text: found.passage.text(),
    };
    map.located.iter().map(line).collect()
}

fn missing(item: &Item, catalogue: &Catalogue) -> ItemLine {
    let covering = catalogue.requirements.iter().filter(|requirement| requirement.items.contains(&item.key));
    ItemLine {
        item: item.key.clone(),
        part: item.part.clone(),
        summary: item.summary.clone(),
        respondent: match item.respondent {
            Respondent::Vendor => "事業者",
            Respondent::Internal => "庁内",
            Respondent::Both | Respondent::InternalOrBoth => "両方",
        },
        requirements: covering.map(|requirement| requirement.id.to_string()).collect(),
    }
}
