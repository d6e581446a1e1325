use serde::Deserialize;

/// What an address of this area asks for; each page takes its own part of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// A returned file, by its key; for results the main file of a line.
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cell: String,
    /// The ending of a document's name.
    pub(super) kind: String,
    /// The requirement that is to be chosen in the forms.
    #[serde(rename = "for")]
    pub(super) requirement: String,
    pub(super) clause: String,
    pub(super) case: String,
}
