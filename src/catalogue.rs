//! All requirements, and which of them apply to a case, how strongly, and which clauses answer them.
//!
//! Catalogue + profile + case → [`Scope`]: only a scope is assessed, and only [`Catalogue::vendor_scope`] and
//! [`Catalogue::internal_scope`] make one. What applies follows from the facts of the case, never from the vendor.
//!
//! The data are `questionnaires/{items,sources,standards,expectations,deadlines}.toml`, `questionnaires/catalogue`, `questionnaires/profiles` and
//! `templates/clauses`, embedded into the program and read by [`standard`].

mod case;
mod citation;
mod clause;
mod condition;
pub mod diagnostics;
mod embedded;
mod expectation;
mod id;
mod item;
mod profile;
mod requirement;
mod scope;
mod sign;

pub use case::{Case, InformationClass};
pub use citation::Citation;
pub use clause::{Clause, Paragraph};
pub use condition::{Condition, Fact, Kind};
pub use embedded::{shapes, standard};
pub use expectation::{Deadline, Expectation, Level, Said, Saying};
pub use id::{CaseId, ClauseId, QuestionId, RequirementId};
pub use item::{Item, Respondent};
pub use profile::{ContractTerms, Override, Profile};
pub(crate) use requirement::checked_words;
pub use requirement::{Ledger, Requirement, Strength};
pub use scope::{Applied, Scope};
pub use sign::{Located, Sign, StandardsMap};

use crate::policy::ObligationId;

/// Everything that can be required, with its edition.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// What the catalogue says, as an edition: `R8.3-1`.
    pub edition: String,
    /// The guideline's and the laws' items that must be covered.
    pub items: Vec<Item>,
    /// Laws and schemes by id.
    pub citations: Vec<Citation>,
    /// All requirements, in order of their files.
    pub requirements: Vec<Requirement>,
    /// All clauses, in order of the annex.
    pub clauses: Vec<Clause>,
    /// The profiles that an organisation may start from.
    pub profiles: Vec<Profile>,
    /// How an organisation's own standards say the items.
    pub signs: Vec<Sign>,
    /// What a basic policy is expected to say.
    pub expectations: Vec<Expectation>,
    /// What falls due when.
    pub deadlines: Vec<Deadline>,
}

impl Catalogue {
    /// The requirement of that id.
    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == *id)
    }

    /// The clause of that id.
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The citation of that id.
    pub fn citation(&self, id: &str) -> Option<&Citation> {
        self.citations.iter().find(|citation| citation.id == id)
    }

    /// The profile of that id.
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// What the vendor must answer for in this case.
    pub fn vendor_scope<'a>(&'a self, profile: &Profile, case: &Case) -> Scope<'a> {
        Scope::of(self, Ledger::Vendor, profile, std::slice::from_ref(case))
    }

    /// What the organisation must answer for itself: all that any of its cases calls for.
    pub fn internal_scope<'a>(&'a self, profile: &Profile, cases: &[Case]) -> Scope<'a> {
        Scope::of(self, Ledger::Internal, profile, cases)
    }

    /// The clauses that the annex for this case holds, in order.
    pub fn clauses_for<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a Clause> {
        self.clauses.iter().filter(|clause| clause.applies.holds(case))
    }

    /// The requirements that serve a duty.
    pub fn serving(&self, obligation: ObligationId) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.obligation == obligation)
    }
}
