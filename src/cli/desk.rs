//! One returned file, from its path to its assessment: what `assess` and `record` share.

use super::{Refused, files};
use itaku::assessment::{Assessment, Grounds, assess};
use itaku::catalogue::{Case, CaseId, Catalogue, Ledger};
use itaku::diagnostic::Diagnostic;
use itaku::questionnaire::{self, AnswerSheet, Library, META_SHEET};
use itaku::workbook;
use itaku::workspace::{Workspace, diagnostics};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What stays the same while files are assessed.
pub(super) struct Desk<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) library: &'a Library,
    pub(super) workspace: &'a Workspace,
    /// The case that was said for sheets that name none.
    pub(super) case: Option<&'a CaseId>,
    pub(super) on: Date,
}

/// A vendor's sheet and what came of it.
pub(super) struct Judged<'j> {
    pub(super) sheet: &'j AnswerSheet,
    pub(super) sha256: &'j str,
    pub(super) case: &'j Case,
    pub(super) vendor: &'j str,
    /// What was to be told before assessing.
    pub(super) doubts: &'j [Diagnostic],
    pub(super) grounds: &'j Grounds<'j>,
    pub(super) assessment: &'j Assessment<'j>,
}

impl<'a> Desk<'a> {
    pub(super) fn grounds(&self, case: Option<&'a Case>) -> Grounds<'a> {
        Grounds {
            catalogue: self.catalogue,
            library: self.library,
            profile: case.map_or(&self.workspace.profile, |case| self.workspace.profile_for(case)),
            case,
            exceptions: &[],
            on: self.on,
        }
    }

    /// Reads and assesses a vendor's file; `then` is given the result.
    pub(super) fn judge<T>(
        &self,
        path: &Path,
        then: impl FnOnce(&Judged<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let told = |diagnostic: Box<Diagnostic>| Refused::from(vec![*diagnostic]);
        let (sheet, sha256) = files::answer_sheet(path, self.library, self.catalogue).map_err(told)?;
        let case = self.case_of(&sheet).map_err(told)?;
        let mut doubts = Vec::new();
        let vendor = sheet.vendor.clone().unwrap_or_else(|| {
            doubts.push(diagnostics::no_vendor(&sheet.file));
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        });
        let exceptions = self.workspace.exceptions_for(case, &vendor);
        let grounds = Grounds { exceptions: &exceptions, ..self.grounds(Some(case)) };
        let scope = self.catalogue.vendor_scope(grounds.profile, case);
        let assessment = assess(&scope, &[&sheet], &grounds);
        then(&Judged {
            sheet: &sheet,
            sha256: &sha256,
            case,
            vendor: &vendor,
            doubts: &doubts,
            grounds: &grounds,
            assessment: &assessment,
        })
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

/// The organisation's own sheets among the files, with the SHA-256 of each. A look at the hidden sheet tells them apart;
/// vendors' files are not read here.
pub(super) fn own_sheets(
    paths: &[PathBuf],
    library: &Library,
    catalogue: &Catalogue,
) -> BTreeMap<PathBuf, (AnswerSheet, String)> {
    let is_own = |path: &Path| {
        let form = files::bytes(path).ok().and_then(|bytes| {
            let hidden = workbook::read_sheets_fenced(&bytes, &files::fence(), &|name| name == META_SHEET).ok()?;
            library.form(&questionnaire::form_of(&hidden)?)
        });
        form.is_some_and(|form| form.ledger == Ledger::Internal)
    };
    let own: Vec<&PathBuf> = paths.par_iter().filter(|path| is_own(path)).collect();
    own.into_iter()
        .filter_map(|path| Some((path.clone(), files::answer_sheet(path, library, catalogue).ok()?)))
        .collect()
}
