use super::{CaseId, Fact, Kind};
use crate::datafile::Table;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// 自治体機密性, from the least to the most confidential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InformationClass {
    /// 自治体機密性1.
    C1,
    /// 自治体機密性2.
    C2,
    /// 自治体機密性3C.
    C3C,
    /// 自治体機密性3B.
    C3B,
    /// 自治体機密性3A.
    C3A,
}

impl InformationClass {
    /// All classes with their words.
    pub const WORDS: [(&'static str, Self); 5] =
        [("1", Self::C1), ("2", Self::C2), ("3C", Self::C3C), ("3B", Self::C3B), ("3A", Self::C3A)];

    /// `3B`.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, class)| *class == self).map_or("", |(word, _)| word)
    }
}

/// What is being bought, with the facts that decide what applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The organisation's own id.
    pub id: CaseId,
    /// What it is, for readers.
    pub title: String,
    /// The contract's name; the annex is attached to it.
    pub contract: String,
    /// The office in charge.
    pub department: String,
    /// Its kind.
    pub kind: Kind,
    /// The highest class of information that it handles.
    pub class: InformationClass,
    /// The facts that are so; what is not listed is not so.
    pub facts: BTreeSet<Fact>,
    /// First day of the contract.
    pub start: Date,
    /// Last day of the contract, if fixed.
    pub end: Option<Date>,
    /// The profile to use instead of the organisation's.
    pub profile: Option<String>,
}

impl Case {
    /// From `[[case]]`.
    pub fn from_table(table: &Table<'_>) -> Option<Self> {
        let id = table.parsed("id", "半角の英数字とハイフン(30字以内)", CaseId::parse);
        let title = table.text("title");
        let kind = table.choice("kind", &Kind::WORDS, Kind::Outsourcing);
        let class = table.choice("information_class", &InformationClass::WORDS, InformationClass::C3B);
        if class >= InformationClass::C2 && matches!(kind, Kind::CloudLow) {
            table.refuse(
                "information_class",
                class.word(),
                "自治体機密性2以上を取り扱わない案件(cloud-low)で選べる分類",
            );
        }
        Some(Self {
            contract: table.optional_text("contract").unwrap_or_else(|| title.clone()),
            department: table.text("department"),
            facts: table.choices("facts", &Fact::WORDS).into_iter().collect(),
            start: table.date("start"),
            end: table.optional_date("end"),
            profile: table.optional_text("profile"),
            id: id?,
            title,
            kind,
            class,
        })
    }

    /// Whether the fact is so.
    pub fn has(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }
}
