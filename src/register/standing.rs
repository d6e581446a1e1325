use super::{
    AcceptedRisk, Account, Assessed, Contract, Deletion, Held, Register, Remedy, Sent, Service, Subcontract, Told,
    Vendor,
};
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands in the register on a day, without the answers: what lists and overviews are made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Vendors.
    pub vendors: Vec<Vendor>,
    /// Cases with their contracts.
    pub contracts: Vec<Contract>,
    /// Approved services.
    pub services: Vec<Service>,
    /// Social-media accounts.
    pub accounts: Vec<Account>,
    /// Re-outsourcing.
    pub subcontracts: Vec<Subcontract>,
    /// Questionnaires that were sent out.
    pub sent: Vec<Sent>,
    /// Assessments, in the order in which they were recorded.
    pub assessments: Vec<Assessed>,
    /// Accepted risks.
    pub exceptions: Vec<AcceptedRisk>,
    /// Remedies.
    pub remedies: Vec<Remedy>,
    /// Certificates.
    pub certificates: Vec<Held>,
    /// Deletions at the end of contracts.
    pub deletions: Vec<Deletion>,
}

/// How far one questionnaire of the round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// The last day has passed and nothing came back.
    Overdue,
    /// Nothing came back yet.
    Waiting,
    /// It came back and was assessed.
    Returned,
}

impl RoundState {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "期限超過",
            Self::Waiting => "回答待ち",
            Self::Returned => "返送済み",
        }
    }
}

/// One vendor and case of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoundLine {
    /// The case.
    pub case: String,
    /// Its title, as far as the register knows it.
    pub title: String,
    /// The vendor.
    pub vendor: String,
    /// When the questionnaire went out; absent where one came back without having been recorded as sent.
    pub sent: Option<Date>,
    /// When it is to be back.
    pub respond_by: Option<Date>,
    /// How far it is.
    pub state: RoundState,
    /// When it was assessed.
    pub assessed: Option<Date>,
    /// The conclusion; empty until it is assessed.
    pub conclusion: String,
    /// The score for readers.
    pub score: String,
    /// The conclusion of the assessment before; empty for the first.
    pub before: String,
    /// How many requirements have become worse.
    pub worsened: usize,
    /// How many of the vendor's certificates have ended.
    pub expired: usize,
    /// How many signs were told.
    pub signs: usize,
}

impl Standing {
    /// Reads it all.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn of(register: &mut Register) -> Told<Self> {
        let mut assessments: Vec<Assessed> = register.all()?;
        // The order of recording decides among assessments of one day.
        assessments.sort_by_key(|assessed| assessed.on);
        Ok(Self {
            vendors: register.all()?,
            contracts: register.all()?,
            services: register.all()?,
            accounts: register.all()?,
            subcontracts: register.all()?,
            sent: register.all()?,
            assessments,
            exceptions: register.all()?,
            remedies: register.all()?,
            certificates: register.all()?,
            deletions: register.all()?,
        })
    }

    /// Reads what concerns one vendor and what follows from its sheets: a part of the whole, whatever the register's size.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn of_one(register: &mut Register, vendor: &str) -> Told<Self> {
        let mut assessments: Vec<Assessed> = register.of_vendor(vendor)?;
        assessments.sort_by_key(|assessed| assessed.on);
        Ok(Self {
            vendors: register.of_vendor(vendor)?,
            assessments,
            services: register.of_vendor(vendor)?,
            subcontracts: register.of_vendor(vendor)?,
            sent: register.of_vendor(vendor)?,
            exceptions: register.of_vendor(vendor)?,
            remedies: register.of_vendor(vendor)?,
            certificates: register.of_vendor(vendor)?,
            deletions: register.of_vendor(vendor)?,
            ..Self::default()
        })
    }

    /// The assessments of a vendor and case, oldest first.
    pub fn of_vendor<'a>(&'a self, case: &'a str, vendor: &'a str) -> impl Iterator<Item = &'a Assessed> {
        self.assessments.iter().filter(move |assessed| assessed.case == case && assessed.vendor == vendor)
    }

    /// The vendors with an assessment of a case, each once.
    pub fn of_case(&self, case: &str) -> Vec<&str> {
        let of = self.assessments.iter().filter(|assessed| assessed.case == case);
        of.map(|assessed| assessed.vendor.as_str()).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    /// The last assessment of each vendor and case.
    pub fn latest(&self) -> Vec<&Assessed> {
        let mut latest: BTreeMap<(&str, &str), &Assessed> = BTreeMap::new();
        for assessed in &self.assessments {
            latest.insert((&assessed.case, &assessed.vendor), assessed);
        }
        latest.into_values().collect()
    }

    /// The round since a day: what was sent and what came of it, what is overdue first.
    pub fn round(&self, since: Date, on: Date) -> Vec<RoundLine> {
        let mut lines: BTreeMap<(&str, &str), RoundLine> = BTreeMap::new();
        for sent in self.sent.iter().filter(|sent| sent.sent >= since && sent.sent <= on) {
            let overdue = sent.respond_by.is_some_and(|last| last < on);
            let line = RoundLine {
                sent: Some(sent.sent),
                respond_by: sent.respond_by,
                state: if overdue { RoundState::Overdue } else { RoundState::Waiting },
                ..blank(&sent.case, &sent.vendor)
            };
            lines.insert((&sent.case, &sent.vendor), line);
        }
        let mut before: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for assessed in self.assessments.iter().filter(|assessed| assessed.on <= on) {
            let key = (assessed.case.as_str(), assessed.vendor.as_str());
            let last = before.insert(key, &assessed.conclusion).unwrap_or_default();
            if assessed.on < since {
                continue;
            }
            let line = lines.entry(key).or_insert_with(|| blank(&assessed.case, &assessed.vendor));
            // What came before this questionnaire went out is no answer to it.
            if line.sent.is_some_and(|sent| assessed.on < sent) {
                continue;
            }
            if line.state != RoundState::Returned {
                last.clone_into(&mut line.before);
            }
            line.state = RoundState::Returned;
            line.assessed = Some(assessed.on);
            assessed.conclusion.clone_into(&mut line.conclusion);
            line.score = assessed.score();
            (line.worsened, line.signs) = (assessed.worsened, assessed.signs);
        }
        let titles: BTreeMap<&str, &str> =
            self.contracts.iter().map(|contract| (contract.case.as_str(), contract.title.as_str())).collect();
        let mut expired: BTreeMap<&str, usize> = BTreeMap::new();
        for held in self.certificates.iter().filter(|held| held.expires.is_some_and(|last| last < on)) {
            *expired.entry(&held.vendor).or_default() += 1;
        }
        for ((case, vendor), line) in &mut lines {
            titles.get(case).copied().unwrap_or_default().clone_into(&mut line.title);
            line.expired = expired.get(vendor).copied().unwrap_or_default();
        }
        let mut lines: Vec<RoundLine> = lines.into_values().collect();
        lines.sort_by(|one, other| (one.state, &one.case, &one.vendor).cmp(&(other.state, &other.case, &other.vendor)));
        lines
    }
}

/// The day on which the fiscal year of a day began: 1 April.
pub fn fiscal_year(on: Date) -> Date {
    date(crate::policy::date::fiscal_year(on), 4, 1)
}

fn blank(case: &str, vendor: &str) -> RoundLine {
    RoundLine {
        case: case.to_owned(),
        title: String::new(),
        vendor: vendor.to_owned(),
        sent: None,
        respond_by: None,
        state: RoundState::Waiting,
        assessed: None,
        conclusion: String::new(),
        score: String::new(),
        before: String::new(),
        worsened: 0,
        expired: 0,
        signs: 0,
    }
}
