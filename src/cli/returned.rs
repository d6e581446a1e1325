//! A file that came back, understood: one of our own forms, or another's as far as layouts and maps of the workspace say.

use super::args::Overrule;
use super::files;
use super::settings::Settings;
use super::{Refused, terminal};
use itaku::catalogue::Catalogue;
use itaku::diagnostic::Diagnostic;
use itaku::questionnaire::{
    self, AnswerSheet, ForeignReading, FormMap, KnownForm, Library, Overrules, SheetLayout, mapped_sheet,
};
use itaku::workbook::Workbook;
use itaku::workspace::diagnostics;
use std::path::{Path, PathBuf};

/// Where confirmed maps lie in a workspace, and descriptions of layouts.
pub(super) const MAPS: &str = "maps";
pub(super) const LAYOUTS: &str = "layouts";

/// What the workspace knows about forms that are not ours.
#[derive(Default)]
pub(super) struct Foreign {
    /// Confirmed maps.
    pub(super) maps: Vec<FormMap>,
    /// Layouts, the one from the command line first.
    pub(super) layouts: Vec<SheetLayout>,
    /// The only sheet to read, from the command line.
    pub(super) sheet: Option<String>,
}

impl Foreign {
    /// The maps and layouts of a workspace; nothing where there is none.
    pub(super) fn of(settings: Option<&Settings>, catalogue: &Catalogue) -> Result<Self, Refused> {
        let Some(settings) = settings else { return Ok(Self::default()) };
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut foreign = Self::default();
        for (name, text) in data_files(&settings.folder.join(MAPS))? {
            match FormMap::read(&name, &text, catalogue) {
                Ok(map) => foreign.maps.push(map),
                Err(found) => faults.extend(found),
            }
        }
        for (name, text) in data_files(&settings.folder.join(LAYOUTS))? {
            match SheetLayout::read(&name, &text) {
                Ok(layout) => foreign.layouts.push(layout),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(foreign) } else { Err(faults.into()) }
    }

    /// Adds what was said on the command line, before what the workspace says.
    pub(super) fn say(&mut self, overrule: &Overrule) {
        self.sheet = overrule.sheet.clone();
        if let Some(layout) = &overrule.columns {
            let (sheet, rows) = (overrule.sheet.clone(), overrule.rows);
            self.layouts.insert(0, SheetLayout { sheet, rows, ..layout.clone() });
        }
    }

    /// The layout from the command line.
    pub(super) fn said(&self) -> Option<&SheetLayout> {
        self.layouts.iter().find(|layout| layout.said_by == SAID)
    }

    /// Whether the command line has said that the file is not to be read as one of ours.
    pub(super) fn is_said(&self) -> bool {
        self.sheet.is_some() || self.said().is_some()
    }
}

/// The name of a layout from the command line, in messages.
const SAID: &str = "--columns";

/// A workbook understood.
pub(super) enum Understood<'a> {
    /// One of our own forms.
    Own(Box<AnswerSheet>),
    /// Another form, as read, with the known form that it is.
    Foreign(ForeignReading, Option<&'a KnownForm>),
}

/// One of our own forms, or else whatever table of questions and answers the workbook holds.
pub(super) fn understand<'a>(
    name: &str,
    workbook: &Workbook,
    library: &'a Library,
    catalogue: &Catalogue,
    foreign: &Foreign,
) -> Result<Understood<'a>, Box<Diagnostic>> {
    let own = questionnaire::read(name, workbook, library, catalogue);
    let not_ours = match own {
        Ok(sheet) if !foreign.is_said() => return Ok(Understood::Own(Box::new(sheet))),
        Ok(_) => None,
        Err(diagnostic) => Some(diagnostic),
    };
    if let Some(sheet) = foreign.sheet.as_ref().filter(|sheet| workbook.sheet(sheet).is_none()) {
        return Err(Box::new(questionnaire::diagnostics::no_such_sheet(name, sheet, workbook)));
    }
    // What a person has said goes before what is known of widely used forms.
    let mut layouts = foreign.layouts.clone();
    layouts.extend(library.known_layouts(workbook));
    let overrules = Overrules { sheet: foreign.sheet.as_deref(), layouts: &layouts };
    let reading = questionnaire::read_foreign_by(name, workbook, library, &overrules);
    match not_ours {
        Some(diagnostic) if reading.answers.is_empty() && reading.unread.is_empty() => Err(diagnostic),
        _ => {
            let known = library.recognise(workbook, &reading);
            Ok(Understood::Foreign(reading, known))
        }
    }
}

/// A file as an answer sheet, with the SHA-256 of its bytes. A form that is not ours is one only where a map of the workspace says what its
/// questions stand for.
pub(super) fn answer_sheet(
    path: &Path,
    library: &Library,
    catalogue: &Catalogue,
    foreign: &Foreign,
) -> Result<(AnswerSheet, String), Box<Diagnostic>> {
    let (workbook, sha256) = files::workbook(path)?;
    let name = files::name(path);
    match understand(&name, &workbook, library, catalogue, foreign)? {
        Understood::Own(sheet) => Ok((*sheet, sha256)),
        Understood::Foreign(reading, known) => {
            let sheet = mapped_sheet(&reading, &foreign.maps, library, None, None);
            let refused = || Box::new(diagnostics::not_mapped(&name, known.map(|form| form.title.as_str())));
            sheet.map(|sheet| (sheet, sha256)).ok_or_else(refused)
        }
    }
}

/// The data files of a folder with their names, in order; none where the folder is not there.
fn data_files(folder: &Path) -> Result<Vec<(String, String)>, Refused> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Refused::because(format!("誤り: ファイルを読めません({error})\n  場所: {}", path.display()))
        })?;
        found.push((files::name(&path), text));
    }
    Ok(found)
}

/// Tells what should be known about a reading.
pub(super) fn tell(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        terminal::say(&diagnostic.to_string());
    }
}
