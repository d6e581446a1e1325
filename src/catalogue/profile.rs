use super::{InformationClass, RequirementId, Strength};
use crate::datafile::Table;
use serde::Serialize;

/// How requirements are weighed and where the thresholds lie: 適用方針.
#[derive(Clone, Debug)]
pub struct Profile {
    /// `light`, `standard`, `strict`.
    pub id: String,
    /// Its name for readers.
    pub title: String,
    /// Which of a requirement's three strengths it takes.
    pub level: Level,
    /// Points of 100 that the lower bound must reach for 適合.
    pub threshold: u32,
    /// Points of 100 under which the upper bound must not lie.
    pub floor: u32,
    /// Factor on the weight of a mandatory, a recommended and an informative requirement.
    pub factors: Factors,
    /// Parts of 100 that count when a requirement is met in part.
    pub partly: u32,
    /// Parts of 100 that count when it is planned for a stated date.
    pub planned: u32,
    /// Months between reassessments, by class of information.
    pub interval_months: Vec<(InformationClass, u32)>,
    /// Months for which an answer may be carried over without being given anew.
    pub answer_months: u32,
    /// The numbers that clauses name.
    pub contract: ContractTerms,
    /// Single requirements that the organisation weighs otherwise.
    pub overrides: Vec<Override>,
}

/// Which column of a requirement's strengths applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 簡易.
    Light,
    /// 標準.
    Standard,
    /// 厳格.
    Strict,
}

/// Factors on a requirement's weight, by strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// For mandatory requirements.
    pub mandatory: u32,
    /// For recommended ones.
    pub recommended: u32,
    /// For informative ones; 0 leaves them out of the score.
    pub informative: u32,
}

/// Numbers that clauses name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContractTerms {
    /// Hours to the first report of an incident.
    pub incident_hours: u32,
    /// Days to deletion after the end.
    pub deletion_days: u32,
    /// Months between regular reports.
    pub report_months: u32,
    /// Months that logs are kept.
    pub log_months: u32,
    /// Days of notice before a change or the end of a service.
    pub notice_days: u32,
    /// Months between trainings.
    pub training_months: u32,
    /// Days to hand in a plan of remedy.
    pub remedy_days: u32,
}

/// A requirement that an organisation weighs otherwise than the catalogue, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Which.
    pub requirement: RequirementId,
    /// How strongly it binds here.
    pub strength: Strength,
    /// Why.
    pub reason: String,
}

impl Profile {
    pub(super) fn from_file(table: &Table<'_>) -> Option<Self> {
        const LEVELS: [(&str, Level); 3] =
            [("light", Level::Light), ("standard", Level::Standard), ("strict", Level::Strict)];
        for key in ["source", "licence", "edition"] {
            table.text(key);
        }
        let factors = table.table("factors")?;
        let intervals = table.table("interval_months")?;
        let contract = table.table("contract")?;
        Some(Self {
            id: table.text("id"),
            title: table.text("title"),
            level: table.choice("level", &LEVELS, Level::Standard),
            threshold: points(table, "threshold"),
            floor: points(table, "floor"),
            factors: Factors {
                mandatory: factors.integer("mandatory"),
                recommended: factors.integer("recommended"),
                informative: factors.integer("informative"),
            },
            partly: points(table, "partly"),
            planned: points(table, "planned"),
            interval_months: InformationClass::WORDS
                .iter()
                .map(|(word, class)| (*class, intervals.integer(word)))
                .collect(),
            answer_months: table.integer("answer_months"),
            contract: ContractTerms {
                incident_hours: contract.integer("incident_hours"),
                deletion_days: contract.integer("deletion_days"),
                report_months: contract.integer("report_months"),
                log_months: contract.integer("log_months"),
                notice_days: contract.integer("notice_days"),
                training_months: contract.integer("training_months"),
                remedy_days: contract.integer("remedy_days"),
            },
            overrides: Vec::new(),
        })
    }

    /// The organisation's own numbers, from `[profile]` of its settings, over this profile.
    #[must_use]
    pub fn adjusted(&self, table: &Table<'_>) -> Self {
        let mut own = self.clone();
        let optional = |key: &str, value: u32| if table.has(key) { points(table, key) } else { value };
        own.threshold = optional("threshold", own.threshold);
        own.floor = optional("floor", own.floor);
        own.answer_months = table.optional_integer("answer_months").unwrap_or(own.answer_months);
        if let Some(contract) = table.optional_table("contract") {
            let terms = &mut own.contract;
            for (key, value) in [
                ("incident_hours", &mut terms.incident_hours),
                ("deletion_days", &mut terms.deletion_days),
                ("report_months", &mut terms.report_months),
                ("log_months", &mut terms.log_months),
                ("notice_days", &mut terms.notice_days),
                ("training_months", &mut terms.training_months),
                ("remedy_days", &mut terms.remedy_days),
            ] {
                *value = contract.optional_integer(key).unwrap_or(*value);
            }
        }
        own.overrides = table.tables("requirement").iter().filter_map(Override::from_table).collect();
        own
    }

    /// The factor on the weight of a requirement of this strength.
    pub fn factor(&self, strength: Strength) -> u32 {
        match strength {
            Strength::Mandatory => self.factors.mandatory,
            Strength::Recommended => self.factors.recommended,
            Strength::Informative => self.factors.informative,
        }
    }
}

impl Override {
    fn from_table(table: &Table<'_>) -> Option<Self> {
        let requirement = table.parsed("id", "要求事項の識別子(OUT-14 の形)", RequirementId::parse);
        Some(Self {
            strength: table.choice("strength", &Strength::WORDS, Strength::Mandatory),
            reason: table.text("reason"),
            requirement: requirement?,
        })
    }
}

fn points(table: &Table<'_>, key: &str) -> u32 {
    table.integer_within(key, 0, 100)
}
