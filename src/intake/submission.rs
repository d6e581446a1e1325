//! Which returned files belong together: those of one vendor for one case.

use super::{diagnostics, file};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{self, AnswerSheet, Corrections, Identity, Library, META_SHEET};
use crate::workbook::{self, Fence};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The files of one vendor for one case; a file of which that is not known stands alone.
pub struct Submission {
    /// The file after which the results are named: one of our own forms, if there is one.
    pub main: PathBuf,
    /// All of them, in order of their names.
    pub paths: Vec<PathBuf>,
    /// For whom, as far as it is known for the files that do not say so themselves.
    whose: Identity,
}

impl Submission {
    /// Says whose a sheet is that cannot say so itself.
    pub(super) fn complete(&self, sheet: AnswerSheet) -> Result<AnswerSheet, Box<Diagnostic>> {
        // A person may have said so of this very file.
        if !sheet.is_foreign() || (sheet.vendor.is_some() && sheet.case.is_some()) {
            return Ok(sheet);
        }
        let (vendor, case) = (self.whose.vendor.clone(), self.whose.case.clone());
        if vendor.is_none() || case.is_none() {
            return Err(Box::new(diagnostics::foreign_whose(&sheet.file)));
        }
        Ok(AnswerSheet { vendor, case, ..sheet })
    }
}

/// For whom a file was filled in, by a look at the hidden sheet and the cover alone; of forms that are not ours, what a person has said of
/// the file.
pub(super) fn look(path: &Path, library: &Library, corrections: &BTreeMap<String, Corrections>) -> Identity {
    let covers = ["表紙", "Cover"];
    let identity = file::bytes(path).ok().map(|bytes| {
        let wanted = |name: &str| name == META_SHEET || covers.contains(&name);
        let part = workbook::read_sheets_fenced(&bytes, &Fence::of_this_program(), &wanted).ok();
        let identity = part.map(|part| questionnaire::identity(&part, library)).unwrap_or_default();
        let said = if corrections.is_empty() { None } else { corrections.get(&file::sha256(&bytes)) };
        match said.and_then(|said| said.whose.as_ref()) {
            Some(whose) => Identity { vendor: Some(whose.vendor.clone()), case: Some(whose.case.clone()), ..identity },
            None => identity,
        }
    });
    identity.unwrap_or_default()
}

/// Puts the files of one vendor and case together. Where two of our sheets ask the same, the files are of several rounds, and nobody can
/// say what belongs to which: each stands alone, so that no answer of last year fills a blank of this year. `said` is what the command
/// line says of files that say nothing themselves; `read` reads such a file, where that must be known.
pub(super) fn gather(
    files: &[(&PathBuf, &Identity)],
    said: &Identity,
    read: &dyn Fn(&Path) -> Option<AnswerSheet>,
) -> Vec<Submission> {
    let mates = mates(files, said);
    let whose = |path: &Path, identity: &Identity| match &identity.form {
        Some(_) => Identity { case: said.case.clone().or_else(|| identity.case.clone()), ..identity.clone() },
        // Said of this very file.
        None if identity.vendor.is_some() && identity.case.is_some() => (*identity).clone(),
        None => whose(path, said, &mates, read),
    };
    let known: Vec<(&PathBuf, Identity)> =
        files.iter().map(|(path, identity)| (*path, whose(path, identity))).collect();
    let mut asked: BTreeMap<(String, String), Vec<&Identity>> = BTreeMap::new();
    for (_, identity) in known.iter().filter(|(_, identity)| identity.form.is_some()) {
        if let Some(key) = key(identity) {
            asked.entry(key).or_default().push(identity);
        }
    }
    let one_round = |key: &(String, String)| {
        let sheets = asked.get(key).map(Vec::as_slice).unwrap_or_default();
        !sheets.iter().enumerate().any(|(at, one)| sheets.iter().skip(at + 1).any(|other| one.asks_the_same(other)))
    };
    let mut found: Vec<Submission> = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (path, whose) in &known {
        let key = key(whose).filter(one_round);
        match key.as_ref().and_then(|key| places.get(key)).and_then(|at| found.get_mut(*at)) {
            Some(submission) => {
                // A form that is not ours does not name the results where one of ours lies beside it.
                if whose.form.is_some() && submission.whose.form.is_none() {
                    submission.main = (*path).clone();
                    submission.whose = whose.clone();
                }
                submission.paths.push((*path).clone());
            }
            None => {
                places.extend(key.map(|key| (key, found.len())));
                found.push(Submission { main: (*path).clone(), paths: vec![(*path).clone()], whose: whose.clone() });
            }
        }
    }
    found
}

/// Case and vendor, where both are known.
fn key(whose: &Identity) -> Option<(String, String)> {
    whose.case.as_ref().zip(whose.vendor.as_ref()).map(|(case, vendor)| (case.clone(), plain(vendor)))
}

/// For each folder, the one vendor and case of our forms in it, where the folder carries that vendor's name.
fn mates(files: &[(&PathBuf, &Identity)], said: &Identity) -> BTreeMap<PathBuf, Identity> {
    let mut folders: BTreeMap<PathBuf, BTreeSet<(String, String)>> = BTreeMap::new();
    for (path, identity) in files.iter().filter(|(_, identity)| identity.form.is_some()) {
        let case = said.case.clone().or_else(|| identity.case.clone());
        if let (Some(folder), Some(case), Some(vendor)) = (path.parent(), case, identity.vendor.clone()) {
            folders.entry(folder.to_owned()).or_default().insert((case, vendor));
        }
    }
    let one = folders.into_iter().filter_map(|(folder, whose)| {
        let (case, vendor) = whose.first().filter(|_| whose.len() == 1)?.clone();
        let name = core(&folder.file_name()?.to_string_lossy());
        let named = core(&vendor).chars().count() >= 2 && name.contains(&core(&vendor));
        named.then_some((folder, Identity { case: Some(case), vendor: Some(vendor), ..Identity::default() }))
    });
    one.collect()
}

/// Whose a file is that carries no hidden sheet of ours.
fn whose(
    path: &Path,
    said: &Identity,
    mates: &BTreeMap<PathBuf, Identity>,
    read: &dyn Fn(&Path) -> Option<AnswerSheet>,
) -> Identity {
    let beside = path.parent().and_then(|folder| mates.get(folder));
    if said.vendor.is_none() && beside.is_none() {
        return Identity { form: None, ..said.clone() };
    }
    match read(path) {
        // One of our forms that lost its hidden sheet says itself whose it is.
        Some(sheet) if !sheet.is_foreign() => {
            let case = said.case.clone().or(sheet.case);
            Identity { case, vendor: sheet.vendor.or_else(|| said.vendor.clone()), ..Identity::default() }
        }
        Some(_) => Identity {
            case: said.case.clone().or_else(|| beside.and_then(|mate| mate.case.clone())),
            vendor: said.vendor.clone().or_else(|| beside.and_then(|mate| mate.vendor.clone())),
            ..Identity::default()
        },
        None => Identity::default(),
    }
}

/// A company's name as it is compared: without blanks, its legal form written out. 「株式会社みどり」 and 「有限会社みどり」 are two companies.
fn plain(name: &str) -> String {
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    ["(株)", "（株）", "㈱"].iter().fold(bare, |name, short| name.replace(short, "株式会社"))
}

/// The name without its legal form, to look for in a folder's name.
fn core(name: &str) -> String {
    ["株式会社", "有限会社", "合同会社"].iter().fold(plain(name), |name, form| name.replace(form, ""))
}
