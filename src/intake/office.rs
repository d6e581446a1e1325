//! The folder of an organisation's settings, opened.

use super::{diagnostics, file};
use crate::catalogue::{Case, CaseId, Catalogue};
use crate::diagnostic::{Diagnostic, cause};
use crate::workspace::{FILE_NAME, Workspace};
use std::path::{Path, PathBuf};

/// A workspace and the folder in which it lies.
#[derive(Clone, Debug)]
pub struct Office {
    /// Where `itaku.toml` lies, and with it the policy's document, maps, layouts and the register.
    pub folder: PathBuf,
    /// What is settled there, the policy's sentences included where its document lies in the folder.
    pub workspace: Workspace,
    /// What should be known about settings and document.
    pub doubts: Vec<Diagnostic>,
}

impl Office {
    /// Opens the settings of a folder.
    ///
    /// # Errors
    /// All faults of the settings, or why they or the policy's document cannot be read.
    pub fn open(folder: &Path, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        let mut office = Self::settled(folder, catalogue)?;
        let doubts = quote(folder, &mut office.workspace).map_err(|diagnostic| vec![*diagnostic])?;
        office.doubts.splice(..0, doubts);
        Ok(office)
    }

    /// The settings of a folder without the policy's sentences, for work that quotes none: no document is read.
    ///
    /// # Errors
    /// All faults of the settings, or why they cannot be read.
    pub fn settled(folder: &Path, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        let path = folder.join(FILE_NAME);
        if !path.is_file() {
            return Err(vec![diagnostics::settings_absent(&path)]);
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|error| vec![diagnostics::settings_unreadable(&path, &cause(&error))])?;
        let workspace = Workspace::read(&path.display().to_string(), &text, catalogue)?;
        let doubts = workspace.doubts(FILE_NAME);
        Ok(Self { folder: folder.to_owned(), workspace, doubts })
    }

    /// The case of that id.
    ///
    /// # Errors
    /// That the settings have none, with those that they have.
    pub fn case(&self, id: &CaseId) -> Result<&Case, Box<Diagnostic>> {
        self.workspace.case(id).ok_or_else(|| Box::new(diagnostics::no_such_case(id.as_str(), &self.workspace)))
    }

    /// The nearest folder with settings, at or above `start`.
    pub fn above(start: &Path) -> Option<PathBuf> {
        start.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_owned)
    }
}

/// Takes the policy's sentences from the document that the settings name, where it lies in the workspace.
fn quote(folder: &Path, workspace: &mut Workspace) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let Some(name) = workspace.policy.document.clone() else { return Ok(Vec::new()) };
    // A name only: the settings lead nowhere outside the workspace.
    if Path::new(&name).file_name().is_none_or(|file| file != name.as_str()) {
        return Err(Box::new(diagnostics::document_outside(&name)));
    }
    let path = folder.join(&name);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    Ok(workspace.policy.quote(&file::policy_document(&path)?))
}
