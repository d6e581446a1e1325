//! A file that came back, understood: one of our own forms, or another's as far as layouts and maps of the workspace say.

use super::{Office, diagnostics, file};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{
    self, AnswerSheet, Corrections, ForeignReading, FormMap, KnownForm, Library, Overrules, SheetLayout, mapped_sheet,
};
use crate::workbook::Workbook;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where confirmed maps lie in a workspace.
pub const MAPS: &str = "maps";
/// Where descriptions of layouts lie.
pub const LAYOUTS: &str = "layouts";
/// Where lies what people have put right in the reading of single files.
pub const CORRECTIONS: &str = "corrections";

/// What the workspace knows about forms that are not ours.
#[derive(Default)]
pub struct Foreign {
    /// Confirmed maps.
    pub maps: Vec<FormMap>,
    /// Layouts, the one from the command line first.
    pub layouts: Vec<SheetLayout>,
    /// What was put right in single files, of our own forms too, by the SHA-256 of each.
    pub corrections: BTreeMap<String, Corrections>,
    /// The only sheet to read, from the command line.
    pub sheet: Option<String>,
    /// The day of the work.
    pub on: Date,
}

impl Foreign {
    /// The maps and layouts of a workspace, for reading on a day; nothing where there is none.
    pub fn of(office: Option<&Office>, catalogue: &Catalogue, on: Date) -> Result<Self, Vec<Diagnostic>> {
        let mut foreign = Self { on, ..Self::default() };
        let Some(office) = office else { return Ok(foreign) };
        let mut faults: Vec<Diagnostic> = Vec::new();
        for (name, text) in data_files(&office.folder.join(MAPS))? {
            match FormMap::read(&name, &text, catalogue) {
                Ok(map) => foreign.maps.push(map),
                Err(found) => faults.extend(found),
            }
        }
        for (name, text) in data_files(&office.folder.join(LAYOUTS))? {
            match SheetLayout::read(&name, &text) {
                Ok(layout) => foreign.layouts.push(layout),
                Err(found) => faults.extend(found),
            }
        }
        for (name, text) in data_files(&office.folder.join(CORRECTIONS))? {
            match Corrections::read(&name, &text) {
                Ok(corrections) => drop(foreign.corrections.insert(corrections.sha256.clone(), corrections)),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(foreign) } else { Err(faults) }
    }

    /// Adds what was said for these files, before what the workspace says: the only sheet to read, and a layout.
    pub fn say(&mut self, sheet: Option<&str>, layout: Option<SheetLayout>) {
        self.sheet = sheet.map(ToOwned::to_owned);
        if let Some(layout) = layout {
            self.layouts.insert(0, SheetLayout { sheet: self.sheet.clone(), ..layout });
        }
    }

    /// Follows what people have put right in the file.
    fn put_right(&self, sheet: &mut AnswerSheet, sha256: &str) {
        if let Some(corrections) = self.corrections.get(sha256) {
            corrections.apply(sheet);
        }
    }

    /// The layout from the command line.
    pub fn said(&self) -> Option<&SheetLayout> {
        self.layouts.iter().find(|layout| layout.said_by == SAID)
    }

    /// Whether the command line has said that the file is not to be read as one of ours.
    pub fn is_said(&self) -> bool {
        self.sheet.is_some() || self.said().is_some()
    }
}

/// The name of a layout from the command line, in messages.
const SAID: &str = "--columns";

/// A workbook understood.
pub enum Understood<'a> {
    /// One of our own forms.
    Own(Box<AnswerSheet>),
    /// Another form, as read, with the known form that it is.
    Foreign(ForeignReading, Option<&'a KnownForm>),
}

/// One of our own forms, or else whatever table of questions and answers the workbook holds. `sha256` is that of the file: what people
/// have put right in it counts.
pub fn understand<'a>(
    name: &str,
    (workbook, sha256): (&Workbook, &str),
    library: &'a Library,
    catalogue: &Catalogue,
    foreign: &Foreign,
) -> Result<Understood<'a>, Box<Diagnostic>> {
    let own = questionnaire::read(name, workbook, library, catalogue, foreign.on);
    let not_ours = match own {
        Ok(mut sheet) if !foreign.is_said() => {
            foreign.put_right(&mut sheet, sha256);
            return Ok(Understood::Own(Box::new(sheet)));
        }
        Ok(_) => None,
        Err(diagnostic) => Some(diagnostic),
    };
    if let Some(sheet) = foreign.sheet.as_ref().filter(|sheet| workbook.sheet(sheet).is_none()) {
        return Err(Box::new(questionnaire::diagnostics::no_such_sheet(name, sheet, workbook)));
    }
    // What a person has said goes before what is known of widely used forms.
    let mut layouts = foreign.layouts.clone();
    layouts.extend(library.known_layouts(workbook));
    let left = library.sheets_left(workbook);
    let (sheet, on) = (foreign.sheet.as_deref(), Some(foreign.on));
    let overrules = Overrules { sheet, layouts: &layouts, left: &left, on };
    let reading = questionnaire::read_foreign_by(name, workbook, library, &overrules);
    match not_ours {
        Some(diagnostic) if reading.answers.is_empty() && reading.unread.is_empty() => {
            Err(Box::new(questionnaire::diagnostics::nothing_found(name, *diagnostic)))
        }
        _ => {
            let known = library.recognise(workbook, &reading);
            Ok(Understood::Foreign(reading, known))
        }
    }
}

/// A file as an answer sheet, with the SHA-256 of its bytes. A form that is not ours is one only where a map of the workspace says what its
/// questions stand for.
pub fn answer_sheet(
    path: &Path,
    library: &Library,
    catalogue: &Catalogue,
    foreign: &Foreign,
) -> Result<(AnswerSheet, String), Box<Diagnostic>> {
    let (workbook, sha256) = file::workbook(path)?;
    let name = file::name(path);
    match understand(&name, (&workbook, &sha256), library, catalogue, foreign)? {
        Understood::Own(sheet) => Ok((*sheet, sha256)),
        Understood::Foreign(reading, known) => {
            let sheet = mapped_sheet(&reading, &foreign.maps, library, None, None);
            let refused = || Box::new(diagnostics::not_mapped(&name, known.map(|form| form.title.as_str())));
            let mut sheet = sheet.ok_or_else(refused)?;
            foreign.put_right(&mut sheet, &sha256);
            Ok((sheet, sha256))
        }
    }
}

/// The data files of a folder with their names, in order; none where the folder is not there.
fn data_files(folder: &Path) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)
            .map_err(|error| vec![diagnostics::data_unreadable(&path, &crate::diagnostic::cause(&error))])?;
        found.push((file::name(&path), text));
    }
    Ok(found)
}
