use super::RecordKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One line of the register. It is never changed, except that a person's name may be taken out of it
/// ([`super::Register::forget`]), which leaves a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its place in the organisation's chain, from 1.
    pub number: i64,
    /// What it is about.
    pub kind: RecordKind,
    /// Which one of its kind; a later entry of the same kind and id takes its place.
    pub id: String,
    /// The vendor, where there is one.
    pub subject: String,
    /// The hash of the entry that this one corrects or continues; empty for the first of its id.
    pub corrects: String,
    /// The day that the caller named.
    pub on: Date,
    /// A random text that keeps names from being guessed out of the seal.
    pub salt: String,
    /// JSON: who recorded it (`by`), and what (`body`).
    pub sealed: String,
    /// SHA-256 of salt and sealed text.
    pub seal: String,
    /// The hash of the entry before it.
    pub previous: String,
    /// SHA-256 over all of the above but salt and sealed text, which the seal stands for.
    pub hash: String,
}

/// Who and what, as it lies in an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealed {
    pub(super) by: String,
    pub(super) body: serde_json::Value,
}

impl Entry {
    pub(super) fn sealed(&self) -> Option<Sealed> {
        serde_json::from_str(&self.sealed).ok()
    }

    /// Who recorded it.
    pub fn by(&self) -> String {
        self.sealed().map(|sealed| sealed.by).unwrap_or_default()
    }

    /// What was recorded.
    pub fn body(&self) -> serde_json::Value {
        self.sealed().map(|sealed| sealed.body).unwrap_or_default()
    }

    pub(super) fn seal_of(salt: &str, sealed: &str) -> String {
        digest([salt, sealed])
    }

    pub(super) fn hash_in(&self, organisation: &str) -> String {
        let number = self.number.to_string();
        let on = self.on.to_string();
        digest([
            organisation,
            &number,
            self.kind.id(),
            &self.id,
            &self.subject,
            &self.corrects,
            &on,
            &self.seal,
            &self.previous,
        ])
    }
}

/// Each part goes in with its length before it, so that no two lists of parts look the same.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
