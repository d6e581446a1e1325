use super::ObligationId;
use super::reading::{PolicyReading, Publicity, Terms};
use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use serde::Serialize;

/// How a policy document was understood: what `itaku policy` prints. Its fields are a stable interface.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyView {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The file.
    pub file: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// What it calls itself.
    pub self_name: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The edition in the document's words.
    pub edition: Option<String>,
    /// When it was decided.
    pub date: Option<Date>,
    /// From when it is in force.
    pub effective: Option<Date>,
    /// The number of the section.
    pub section: Option<String>,
    /// Its heading.
    pub heading: Option<String>,
    /// The words used.
    pub terms: Terms,
    /// The bodies it holds for.
    pub bodies: Vec<String>,
    /// The bodies that decided together.
    pub joint: Vec<String>,
    /// `closed`, `open`, `unknown`.
    pub standards: Publicity,
    /// The nine duties.
    pub obligations: Vec<ObligationLine>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

/// One of the nine duties.
#[derive(Clone, Debug, Serialize)]
pub struct ObligationLine {
    /// Which.
    pub id: ObligationId,
    /// Its heading.
    pub label: &'static str,
    /// Whether the document states it.
    pub found: bool,
    /// The whole sentence.
    pub sentence: Option<String>,
    /// Where.
    pub locator: Option<String>,
    /// On which line it begins.
    pub line: Option<usize>,
}

impl PolicyView {
    /// The view of a reading.
    pub fn new(reading: &PolicyReading) -> Self {
        let obligations = reading.obligations.iter().map(|read| ObligationLine {
            id: read.obligation.id,
            label: read.obligation.id.label(),
            found: read.obligation.locator.is_some(),
            sentence: read.obligation.sentence.clone(),
            locator: read.obligation.locator.clone(),
            line: read.line,
        });
        Self {
            schema: "policy/1",
            file: reading.file.clone(),
            organisation: reading.organisation.clone(),
            self_name: reading.self_name.clone(),
            title: reading.title.clone(),
            edition: reading.edition.clone(),
            date: reading.date,
            effective: reading.effective,
            section: reading.section.clone(),
            heading: reading.heading.clone(),
            terms: reading.terms.clone(),
            bodies: reading.bodies.clone(),
            joint: reading.joint.clone(),
            standards: reading.standards,
            obligations: obligations.collect(),
            diagnostics: reading.diagnostics.clone(),
        }
    }

    /// The view of a document that could not be read: the same shape, nothing found.
    pub fn refused(file: &str, diagnostic: Diagnostic) -> Self {
        Self::new(&PolicyReading::nothing(file, diagnostic))
    }
}
