//! The catalogue of the program and the settings of the organisation.

use super::{Refused, terminal};
use itaku::catalogue::{self, Catalogue};
use itaku::intake::{Office, diagnostics};
use itaku::questionnaire::{self, Library};
use itaku::workspace::FILE_NAME;
use std::path::{Path, PathBuf};

/// What is part of the program.
pub(crate) fn catalogue() -> Result<&'static Catalogue, Refused> {
    catalogue::standard().map_err(Refused::from)
}

/// What is part of the program.
pub(super) fn library() -> Result<&'static Library, Refused> {
    questionnaire::standard().map_err(Refused::from)
}

/// Catalogue and library, read on both cores.
pub(crate) fn data() -> Result<(&'static Catalogue, &'static Library), Refused> {
    let (catalogue, library) = rayon::join(catalogue, library);
    Ok((catalogue?, library?))
}

/// The workspace from `--workspace`, otherwise from the nearest folder with an `itaku.toml` above `near` or above where we are. What
/// should be known about it is said.
pub(super) fn find(said: Option<&Path>, near: &[PathBuf], catalogue: &Catalogue) -> Result<Office, Refused> {
    let folder = match said {
        Some(folder) => folder.to_owned(),
        None => {
            let here = std::env::current_dir().ok();
            let found = above(near).or_else(|| Office::above(&here?));
            found.ok_or_else(|| Refused::from(vec![diagnostics::settings_absent(Path::new(FILE_NAME))]))?
        }
    };
    let office = Office::open(&folder, catalogue)?;
    for doubt in &office.doubts {
        terminal::say(&doubt.to_string());
    }
    Ok(office)
}

/// The same for commands that also do without: nothing where no workspace was said and none is near.
pub(super) fn near(said: Option<&Path>, near: &[PathBuf], catalogue: &Catalogue) -> Result<Option<Office>, Refused> {
    if said.is_none() && above(near).is_none() { Ok(None) } else { find(said, near, catalogue).map(Some) }
}

fn above(near: &[PathBuf]) -> Option<PathBuf> {
    near.iter().filter_map(|path| std::path::absolute(path).ok()).find_map(|start| Office::above(&start))
}
