//! Returned files, from their paths to their assessments: what `assess` and `record` share.

use super::diagnostics;
use super::foreign::{self, Foreign};
use super::submission::{self, Submission};
use crate::assessment::{Assessment, Grounds, assess};
use crate::catalogue::{Case, CaseId, Catalogue, Ledger};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{AnswerSheet, Identity, Library, join};
use crate::workspace::Workspace;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What stays the same while files are assessed.
pub struct Desk<'a> {
    /// What can be required.
    pub catalogue: &'a Catalogue,
    /// What can be asked.
    pub library: &'a Library,
    /// What the organisation has settled.
    pub workspace: &'a Workspace,
    /// How sheets that are not ours are to be read.
    pub foreign: &'a Foreign,
    /// The case that was said for sheets that name none.
    pub case: Option<&'a CaseId>,
    /// The same of the vendor.
    pub vendor: Option<&'a str>,
    /// The day on which is judged.
    pub on: Date,
}

/// The organisation's own sheets by path, with the SHA-256 of each.
pub type OwnSheets = BTreeMap<PathBuf, (AnswerSheet, String)>;

/// The files of one vendor for one case, and what came of them.
pub struct Judged<'j> {
    /// At least one, with the SHA-256 of each file.
    pub sheets: &'j [(AnswerSheet, String)],
    /// What is bought.
    pub case: &'j Case,
    /// Who answered.
    pub vendor: &'j str,
    /// What was to be told before assessing.
    pub doubts: &'j [Diagnostic],
    /// What it was judged by.
    pub grounds: &'j Grounds<'j>,
    /// What came of it.
    pub assessment: &'j Assessment<'j>,
}

impl Judged<'_> {
    /// The names of the files.
    pub fn files(&self) -> String {
        self.sheets.iter().map(|(sheet, _)| sheet.file.as_str()).collect::<Vec<_>>().join("、")
    }
}

impl<'a> Desk<'a> {
    /// By what is judged: the profile of the case, or for the organisation's own sheets that of the settings.
    pub fn grounds(&self, case: Option<&'a Case>) -> Grounds<'a> {
        Grounds {
            catalogue: self.catalogue,
            library: self.library,
            profile: case.map_or(&self.workspace.profile, |case| self.workspace.profile_for(case)),
            case,
            exceptions: &[],
            on: self.on,
        }
    }

    /// The organisation's own sheets, and the vendors' files, together where they belong together. A look at hidden sheet and
    /// cover tells; vendors' files are not read here.
    pub fn sort(&self, files: &[PathBuf]) -> (OwnSheets, Vec<Submission>) {
        let looked: Vec<Identity> =
            files.par_iter().map(|path| submission::look(path, self.library, &self.foreign.corrections)).collect();
        let own = self.own_sheets(files, &looked);
        let vendors: Vec<(&PathBuf, &Identity)> =
            files.iter().zip(&looked).filter(|(path, _)| !own.contains_key(*path)).collect();
        let said = Identity {
            case: self.case.map(ToString::to_string),
            vendor: self.vendor.map(ToOwned::to_owned),
            ..Identity::default()
        };
        let submissions = submission::gather(&vendors, &said, &|path| {
            let read = foreign::answer_sheet(path, self.library, self.catalogue, self.foreign).ok();
            read.map(|(sheet, _)| sheet)
        });
        (own, submissions)
    }

    fn own_sheets(&self, files: &[PathBuf], looked: &[Identity]) -> OwnSheets {
        let is_own = |identity: &Identity| {
            let form = identity.form.as_ref().and_then(|form| self.library.form(form));
            form.is_some_and(|form| form.ledger == Ledger::Internal)
        };
        let own = files.iter().zip(looked).filter(|(_, identity)| is_own(identity)).map(|(path, _)| path);
        let read = |path: &PathBuf| foreign::answer_sheet(path, self.library, self.catalogue, self.foreign).ok();
        own.filter_map(|path| Some((path.clone(), read(path)?))).collect()
    }

    /// Reads and assesses the files of one vendor for one case; `then` is given the result. Nothing comes of it where none
    /// of them can be read; why not is added to `refused`.
    pub fn judge<T>(
        &self,
        submission: &Submission,
        refused: &mut BTreeMap<PathBuf, Vec<Diagnostic>>,
        then: impl FnOnce(&Judged<'_>) -> T,
    ) -> Result<Option<T>, Box<Diagnostic>> {
        let sheets = self.sheets(submission, refused);
        let Some((first, _)) = sheets.first() else { return Ok(None) };
        let case = self.case_of(first)?;
        let mut doubts = Vec::new();
        let vendor = first.vendor.clone().or_else(|| self.vendor.map(ToOwned::to_owned)).unwrap_or_else(|| {
            doubts.push(diagnostics::no_vendor(&first.file));
            submission.main.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        });
        let exceptions = self.workspace.exceptions_for(case, &vendor);
        let grounds = Grounds { exceptions: &exceptions, ..self.grounds(Some(case)) };
        let scope = self.catalogue.vendor_scope(grounds.profile, case);
        let said: Vec<&AnswerSheet> = sheets.iter().map(|(sheet, _)| sheet).collect();
        let deadlines = self.workspace.deadlines_for(case, &vendor);
        let assessment = assess(&scope, &said, &grounds).with_deadlines(&deadlines);
        Ok(Some(then(&Judged {
            sheets: &sheets,
            case,
            vendor: &vendor,
            doubts: &doubts,
            grounds: &grounds,
            assessment: &assessment,
        })))
    }

    /// The files as answer sheets, joined, with the SHA-256 of each. A file that cannot be read is refused and leaves the
    /// others.
    fn sheets(
        &self,
        submission: &Submission,
        refused: &mut BTreeMap<PathBuf, Vec<Diagnostic>>,
    ) -> Vec<(AnswerSheet, String)> {
        let (mut sheets, mut hashes) = (Vec::new(), Vec::new());
        for path in &submission.paths {
            let read = foreign::answer_sheet(path, self.library, self.catalogue, self.foreign);
            match read.and_then(|(sheet, sha256)| Ok((submission.complete(sheet)?, sha256))) {
                Ok((sheet, sha256)) => {
                    sheets.push(sheet);
                    hashes.push(sha256);
                }
                Err(diagnostic) => {
                    refused.insert(path.clone(), vec![*diagnostic]);
                }
            }
        }
        join(sheets, self.library).into_iter().zip(hashes).collect()
    }

    fn case_of(&self, sheet: &AnswerSheet) -> Result<&'a Case, Box<Diagnostic>> {
        if let Some(case) = self.case {
            return self
                .workspace
                .case(case)
                .ok_or_else(|| Box::new(diagnostics::other_case(&sheet.file, case.as_str(), self.workspace)));
        }
        let named = sheet.case.as_deref().ok_or_else(|| Box::new(diagnostics::no_case(&sheet.file)))?;
        let case = CaseId::parse(named).and_then(|id| self.workspace.case(&id));
        case.ok_or_else(|| Box::new(diagnostics::other_case(&sheet.file, named, self.workspace)))
    }
}
