//! A fault or a doubt becomes a sentence with a place and a remedy.
//!
//! A diagnostic does not stop anything by itself: the room that raises it has its result, and the reader must be told.
//! Where a room has no result at all, its error carries diagnostics. Every sentence is made by one function in the
//! `diagnostics.rs` of the room that says it; every [`Code`] is explained by `itaku explain`.

mod cause;
mod place;

pub use cause::{because, cause};
pub use place::Place;

use serde::Serialize;
use std::fmt;

/// How much a diagnostic matters, in declared order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know; nothing is in doubt.
    Note,
    /// Something is in doubt and a person should look.
    Warning,
    /// A file or an entry could not be used.
    Error,
}

impl Severity {
    /// The word at the head of a message.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Note => "注記",
            Self::Warning => "警告",
            Self::Error => "誤り",
        }
    }
}

/// A kind of diagnostic: stable, never reused, explained by `itaku explain`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case id.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the case, and what follows from it for the result.
    pub meaning: &'static str,
    /// What a clerk can do.
    pub remedy: &'static str,
}

/// One thing the reader must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// What is the case, as one sentence without a full stop.
    pub sentence: String,
    /// Where.
    pub place: Place,
    /// What to do here, where more can be said than the code's own remedy.
    pub remedy: Option<String>,
}

impl Diagnostic {
    /// A diagnostic whose remedy is the code's own.
    pub fn new(code: &'static Code, sentence: String, place: Place) -> Self {
        Self { code, sentence, place, remedy: None }
    }

    /// The same with a remedy for this very place.
    #[must_use]
    pub fn with_remedy(mut self, remedy: String) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// What to do about it.
    pub fn remedy(&self) -> &str {
        self.remedy.as_deref().unwrap_or(self.code.remedy)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.code.severity.label(), self.code.id, self.sentence)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "\n  場所: {place}")?;
        }
        let remedy = self.remedy();
        if !remedy.is_empty() {
            write!(f, "\n  対処: {remedy}")?;
        }
        Ok(())
    }
}

/// The machine form: code, severity, sentence, place in words and in parts, remedy.
impl Serialize for Diagnostic {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Diagnostic", 8)?;
        out.serialize_field("code", self.code.id)?;
        out.serialize_field("severity", self.code.severity.label())?;
        out.serialize_field("sentence", &self.sentence)?;
        out.serialize_field("place", &self.place.to_string())?;
        out.serialize_field("sheet", &self.place.sheet())?;
        out.serialize_field("cell", &self.place.area().map(|area| area.to_string()))?;
        out.serialize_field("line", &self.place.line())?;
        out.serialize_field("remedy", self.remedy())?;
        out.end()
    }
}

/// The user's own words in a sentence: cut at 40 characters, line breaks shown as blanks.
pub fn quoted(words: &str) -> String {
    let flat: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if flat.chars().count() <= 40 {
        return format!("「{flat}」");
    }
    let head: String = flat.chars().take(40).collect();
    format!("「{head}…」")
}

/// The known word nearest to a wrong one, if any is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("statment", ["statement", "strength"]), Some("statement"));
        assert_eq!(nearest("OUT-41", ["OUT-14", "SYS-02"]), Some("OUT-14"));
        assert_eq!(nearest("zzz", ["statement", "strength"]), None);
    }

    #[test]
    fn words_are_cut_at_forty_characters_and_stay_on_one_line() {
        assert_eq!(quoted("はい\n(一部)"), "「はい (一部)」");
        assert_eq!(quoted(&"あ".repeat(41)).chars().count(), 43);
    }
}
