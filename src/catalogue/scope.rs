use super::profile::Level;
use super::{Case, Catalogue, Ledger, Profile, Requirement, RequirementId, Strength};

/// The requirements that apply, each with its strength and weight here. Only a catalogue makes one.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    applied: Vec<Applied<'a>>,
}

/// A requirement as it applies in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Applied<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// How strongly it binds here.
    pub strength: Strength,
    /// Its weight here: the catalogue's times the profile's factor.
    pub weight: u32,
}

impl<'a> Scope<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, ledger: Ledger, profile: &Profile, cases: &[Case]) -> Self {
        let applied = catalogue
            .requirements
            .iter()
            .filter(|requirement| requirement.ledger == ledger)
            .filter_map(|requirement| {
                let strength = strength(requirement, profile, cases)?;
                Some(Applied { requirement, strength, weight: requirement.weight * profile.factor(strength) })
            })
            .collect();
        Self { applied }
    }

    /// All that apply, in order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = &Applied<'a>> {
        self.applied.iter()
    }

    /// Whether the requirement applies.
    pub fn contains(&self, id: &RequirementId) -> bool {
        self.applied.iter().any(|applied| applied.requirement.id == *id)
    }

    /// How many apply.
    pub fn len(&self) -> usize {
        self.applied.len()
    }

    /// Whether none applies.
    pub fn is_empty(&self) -> bool {
        self.applied.is_empty()
    }
}

/// The strongest strength that any of the cases gives it; none where it applies to none of them.
fn strength(requirement: &Requirement, profile: &Profile, cases: &[Case]) -> Option<Strength> {
    let own = profile.overrides.iter().find(|own| own.requirement == requirement.id).map(|own| own.strength);
    let [light, standard, strict] = requirement.strength;
    let level = match profile.level {
        Level::Light => light,
        Level::Standard => standard,
        Level::Strict => strict,
    };
    cases
        .iter()
        .filter(|case| requirement.applies.holds(case))
        .map(|case| match (own, requirement.mandatory_from) {
            (Some(own), _) => own,
            (None, Some(day)) if case.start >= day => Strength::Mandatory,
            (None, _) => level,
        })
        .max()
}
