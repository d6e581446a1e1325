//! An organisation's settings, `itaku.toml`: who it is, what its policy says, its words, cases and exceptions.

pub mod diagnostics;
mod settings_change;
mod settings_text;

pub use settings_text::{Entered, Part, SettingsText};

use crate::assessment::{Deadline, Exception};
use crate::catalogue::{Case, CaseId, Catalogue, Profile};
use crate::datafile::{self, Shape, Table};
use crate::diagnostic::{Diagnostic, Place};
use crate::policy::{Organisation, Policy, Wording};

/// The name of the settings file; the folder that holds it is the workspace.
pub const FILE_NAME: &str = "itaku.toml";

/// The commented settings that a new workspace starts from where there is no policy document, with `@NAME@` and `@SELF@`.
pub const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/workspace/itaku.toml"));

/// Everything that an organisation has settled.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Who it is.
    pub organisation: Organisation,
    /// What its policy says.
    pub policy: Policy,
    /// The words that all outputs use.
    pub wording: Wording,
    /// Its profile, its own numbers included.
    pub profile: Profile,
    /// What it buys.
    pub cases: Vec<Case>,
    /// Risks it has accepted.
    pub exceptions: Vec<Exception>,
    /// Days that it has agreed on for curing gaps.
    pub deadlines: Vec<Deadline>,
    /// The base profiles with the organisation's own numbers, for cases that name another than `profile`.
    profiles: Vec<Profile>,
}

impl Workspace {
    /// Reads the settings. `name` is the file's name in messages.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(name: &str, text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        let workspace = datafile::read(name, text, "workspace/1", |table| Self::from_table(table, catalogue))?;
        // Without a fault there is a workspace: every missing part was noted as one.
        let Some(workspace) = workspace else { return Err(Vec::new()) };
        let faults = diagnostics::references(name, &workspace, catalogue);
        if faults.is_empty() { Ok(workspace) } else { Err(faults) }
    }

    /// What the settings may hold, with what the template for new ones says of it.
    pub fn shape(catalogue: &Catalogue) -> Shape {
        Shape::of("workspace/1", |table| Self::from_table(table, catalogue)).described_by(TEMPLATE)
    }

    fn from_table(table: &Table<'_>, catalogue: &Catalogue) -> Option<Self> {
        // Every part is read before any is missed: all faults are told at once.
        let organisation = table.table("organisation").map(|table| Organisation::from_table(&table));
        let policy = table.table("policy").map(|table| Policy::from_table(&table));
        let title = policy.as_ref().map(|policy| policy.title.as_str()).unwrap_or_default();
        let wording = table.table("terms").map(|table| Wording::from_table(&table, title));
        let profile = table.table("profile").and_then(|table| Self::profiles(&table, catalogue));
        let cases = table.tables("case").iter().filter_map(Case::from_table).collect();
        let exceptions = table.tables("exception").iter().filter_map(Exception::from_table).collect();
        let deadlines = table.tables("deadline").iter().filter_map(Deadline::from_table).collect();
        let (profile, profiles) = profile?;
        Some(Self {
            organisation: organisation?,
            policy: policy?,
            wording: wording?,
            profile,
            profiles,
            cases,
            exceptions,
            deadlines,
        })
    }

    /// The organisation's profile, and the base profiles with its own overrides.
    fn profiles(table: &Table<'_>, catalogue: &Catalogue) -> Option<(Profile, Vec<Profile>)> {
        let base = table.parsed("base", "適用方針(light、standard、strict)", |id| catalogue.profile(id));
        // With a wrong name the rest is still looked at, over any profile.
        let own = base.or(catalogue.profiles.first())?.adjusted(table);
        let adjust = |profile: &Profile| Profile { overrides: own.overrides.clone(), ..profile.clone() };
        let profiles = catalogue.profiles.iter().map(adjust).collect();
        base.map(|_| (own, profiles))
    }

    /// The case of that id.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == *id)
    }

    /// The profile of a case: its own where it names one, otherwise the organisation's.
    pub fn profile_for(&self, case: &Case) -> &Profile {
        let own = case.profile.as_ref().filter(|id| **id != self.profile.id);
        own.and_then(|id| self.profiles.iter().find(|profile| profile.id == *id)).unwrap_or(&self.profile)
    }

    /// The exceptions that concern this vendor in this case.
    pub fn exceptions_for(&self, case: &Case, vendor: &str) -> Vec<Exception> {
        let concerns = |exception: &&Exception| {
            exception.case == case.id && exception.vendor.as_deref().is_none_or(|name| name == vendor)
        };
        self.exceptions.iter().filter(concerns).cloned().collect()
    }

    /// The days agreed on with this vendor in this case.
    pub fn deadlines_for(&self, case: &Case, vendor: &str) -> Vec<Deadline> {
        let concerns = |deadline: &&Deadline| {
            deadline.case == case.id && deadline.vendor.as_deref().is_none_or(|name| name == vendor)
        };
        self.deadlines.iter().filter(concerns).cloned().collect()
    }

    /// What a person should know about the settings, though they can be used.
    pub fn doubts(&self, file: &str) -> Vec<Diagnostic> {
        diagnostics::doubts(&Place::file(file), self)
    }
}
