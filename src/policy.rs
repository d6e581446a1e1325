//! The organisation and its information-security policy: what section 6(8) demands, in its own words.
//!
//! Section 6(8) falls into nine duties, [`ObligationId`]. A policy document becomes [`DocumentText`] (lines), then a
//! [`PolicyReading`] (what it says and where), from which [`to_settings`] makes an `itaku.toml`. The settings hold places and no
//! sentences; [`Policy::quote`] takes the sentences from the document each time. What the document does not say is absent
//! and told, never supposed.

mod change;
pub mod date;
pub mod diagnostics;
mod document;
mod duty;
mod encoding;
mod imprint;
mod markup;
mod numbering;
mod obligation;
mod outline;
mod page;
mod passage;
mod pdf;
mod reading;
mod section;
mod settings;
mod view;
mod word;
mod wording;

pub use change::{Change, DutyChange, FactChange, PassageChange, Placed, PolicyChange};
pub use document::{DocumentText, MAX_DOCUMENT_BYTES};
pub(crate) use duty::is_weak;
pub use obligation::{Obligation, ObligationId};
pub(crate) use page::fold;
pub use passage::Passage;
pub use reading::{PolicyReading, Publicity, ReadObligation, Terms, read};
pub use settings::to_settings;
pub use view::{ObligationLine, PolicyView};
pub use wording::{Parties, Wording};

use crate::datafile::Table;
use crate::diagnostic::{Diagnostic, Place};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A municipality or an association of municipalities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// 湯沢町.
    pub name: String,
    /// Who signs its contracts: 湯沢町長, 龍ヶ崎地方衛生組合管理者.
    pub signatory: String,
    /// The bodies that decided on the policy together (共同策定); empty where one did.
    pub joint: Vec<String>,
}

impl Organisation {
    /// From `[organisation]`.
    pub fn from_table(table: &Table<'_>) -> Self {
        Self { name: table.text("name"), signatory: table.text("signatory"), joint: table.optional_texts("joint") }
    }
}

/// A policy document with its edition, as far as this program needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its title.
    pub title: String,
    /// Its edition as the document names it (第4.0版, 令和8年3月改訂).
    pub edition: String,
    /// When it was decided, if the document says so.
    pub date: Option<Date>,
    /// From when it is in force, if the document says so.
    pub effective: Option<Date>,
    /// The section on outsourcing and external services, as the document numbers it: `6(8)`, `5⑻`.
    pub section: String,
    /// The nine duties. All are there, found in the document or not.
    pub obligations: Vec<Obligation>,
    /// What the organisation's own rules call the guideline's items: from the beginning of an item key to a place.
    pub locators: BTreeMap<String, String>,
    /// The file with the document, beside the settings, if it is there to be quoted.
    pub document: Option<String>,
}

impl Policy {
    /// From `[policy]` with its `[[policy.paragraph]]` and `[policy.locators]`.
    pub fn from_table(table: &Table<'_>) -> Self {
        let mut obligations: Vec<Obligation> = ObligationId::ALL.into_iter().map(Obligation::absent).collect();
        for paragraph in table.tables("paragraph") {
            let sentence = paragraph.optional_text("sentence");
            let locator = paragraph.text("locator");
            let ids = paragraph.parsed_list("obligations", "P8-1 から P8-9 まで", ObligationId::parse);
            for obligation in obligations.iter_mut().filter(|obligation| ids.contains(&obligation.id)) {
                obligation.sentence.clone_from(&sentence);
                obligation.locator = Some(locator.clone());
            }
        }
        Self {
            title: table.text("title"),
            edition: table.text("edition"),
            date: table.optional_date("date"),
            effective: table.optional_date("effective"),
            section: table.text("section"),
            document: table.optional_text("document"),
            obligations,
            locators: table
                .optional_table("locators")
                .map(|map| map.free_texts())
                .unwrap_or_default()
                .into_iter()
                .collect(),
        }
    }

    /// The obligation of that id.
    pub fn obligation(&self, id: ObligationId) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.id == id)
    }

    /// Takes the sentences from the document. Where the settings have a sentence of their own, it stays; where they name
    /// another place than the document, no sentence is taken, and the returned diagnostic tells so.
    pub fn quote(&mut self, reading: &PolicyReading) -> Vec<Diagnostic> {
        let mut differing = Vec::new();
        for obligation in &mut self.obligations {
            let found = reading.obligations.iter().map(|read| &read.obligation).find(|read| read.id == obligation.id);
            let Some(found) = found else { continue };
            if found.locator != obligation.locator {
                differing.push(obligation.id);
            } else if obligation.sentence.is_none() {
                obligation.sentence.clone_from(&found.sentence);
            }
        }
        if differing.is_empty() {
            return Vec::new();
        }
        vec![diagnostics::quote_differs(Place::file(&reading.file), &differing)]
    }

    /// Where the guideline's item stands: the organisation's own place, where the longest known beginning of the key has
    /// one, with the guideline's beside it (`第130条(4)キ（8.1(2)①エ07）`); otherwise the guideline's alone.
    pub fn locator(&self, key: &str) -> String {
        let guideline = key.replace('-', "");
        let own = self
            .locators
            .iter()
            .filter(|(start, _)| key.starts_with(start.as_str()))
            .max_by_key(|(start, _)| start.len());
        match own {
            Some((start, place)) => {
                format!("{place}{}（{guideline}）", key.get(start.len()..).unwrap_or_default().replace('-', ""))
            }
            None => guideline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(locators: &[(&str, &str)]) -> Policy {
        Policy {
            title: String::new(),
            edition: String::new(),
            date: None,
            effective: None,
            section: "6(8)".to_owned(),
            obligations: Vec::new(),
            document: None,
            locators: locators.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        }
    }

    #[test]
    fn an_item_is_called_what_the_organisation_calls_it() {
        assert_eq!(policy(&[]).locator("8.1-(2)-①-エ-07"), "8.1(2)①エ07");
        let kitami = policy(&[("8.1", "第129条以下"), ("8.1-(2)", "第130条")]);
        assert_eq!(kitami.locator("8.1-(2)-①-エ-07"), "第130条①エ07（8.1(2)①エ07）");
        assert_eq!(kitami.locator("8.1-(3)-①-イ"), "第129条以下(3)①イ（8.1(3)①イ）");
    }
}
