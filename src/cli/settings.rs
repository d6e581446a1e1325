//! The catalogue of the program and the settings of the organisation.

use super::{Refused, policy, terminal};
use itaku::catalogue::{self, Case, CaseId, Catalogue};
use itaku::diagnostic::Diagnostic;
use itaku::questionnaire::{self, Library};
use itaku::workspace::{FILE_NAME, Workspace};
use std::path::{Path, PathBuf};

/// What is part of the program.
pub(crate) fn catalogue() -> Result<&'static Catalogue, Refused> {
    catalogue::standard().map_err(Refused::from)
}

/// What is part of the program.
pub(crate) fn library() -> Result<&'static Library, Refused> {
    questionnaire::standard().map_err(Refused::from)
}

/// Catalogue and library, read on both cores.
pub(crate) fn data() -> Result<(&'static Catalogue, &'static Library), Refused> {
    let (catalogue, library) = rayon::join(catalogue, library);
    Ok((catalogue?, library?))
}

/// The workspace and the folder that it lies in.
pub(crate) struct Settings {
    pub(crate) folder: PathBuf,
    pub(crate) workspace: Workspace,
    /// What should be known about them, though they can be used.
    pub(crate) told: Vec<Diagnostic>,
}

impl Settings {
    /// From `--workspace`, otherwise from the nearest folder with an `itaku.toml` above `near` or above where we are.
    pub(crate) fn find(said: Option<&Path>, near: &[PathBuf], catalogue: &Catalogue) -> Result<Self, Refused> {
        let folder = match said {
            Some(folder) if folder.join(FILE_NAME).is_file() => folder.to_owned(),
            Some(folder) => return Err(absent(&folder.join(FILE_NAME))),
            None => {
                let here = std::env::current_dir().ok();
                let starts = near.iter().filter_map(|path| std::path::absolute(path).ok()).chain(here);
                starts.into_iter().find_map(|start| above(&start)).ok_or_else(|| absent(Path::new(FILE_NAME)))?
            }
        };
        let settings = Self::open(&folder, catalogue)?;
        for told in &settings.told {
            terminal::say(&told.to_string());
        }
        Ok(settings)
    }

    /// Those of a folder that is known to be a workspace.
    pub(crate) fn open(folder: &Path, catalogue: &Catalogue) -> Result<Self, Refused> {
        let path = folder.join(FILE_NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Refused::because(format!(
                "誤り: 設定ファイルを読めません({error})\n  場所: {}\n  対処: 文字コードが UTF-8 であることを確かめてください",
                path.display()
            ))
        })?;
        let mut workspace = Workspace::read(&path.display().to_string(), &text, catalogue)?;
        let mut told = quote(folder, &mut workspace)?;
        told.extend(workspace.doubts(FILE_NAME));
        Ok(Self { folder: folder.to_owned(), workspace, told })
    }

    /// The same for commands that also do without: nothing where no workspace was said and none is near.
    pub(super) fn near(said: Option<&Path>, near: &[PathBuf], catalogue: &Catalogue) -> Result<Option<Self>, Refused> {
        let found = near.iter().filter_map(|path| std::path::absolute(path).ok()).any(|start| above(&start).is_some());
        if said.is_none() && !found { Ok(None) } else { Self::find(said, near, catalogue).map(Some) }
    }

    /// The case of that id.
    pub(super) fn case(&self, id: &CaseId) -> Result<&Case, Refused> {
        self.workspace.case(id).ok_or_else(|| {
            let known: Vec<&str> = self.workspace.cases.iter().map(|case| case.id.as_str()).collect();
            Refused::because(format!(
                "誤り: 案件「{id}」は {FILE_NAME} にありません\n  対処: あるのは {} です",
                known.join("、")
            ))
        })
    }
}

/// Takes the policy's sentences from the document that the settings name, where it lies in the workspace.
fn quote(folder: &Path, workspace: &mut Workspace) -> Result<Vec<Diagnostic>, Refused> {
    let Some(name) = workspace.policy.document.clone() else { return Ok(Vec::new()) };
    // A name only: the settings lead nowhere outside the workspace.
    let inside = Path::new(&name).file_name().is_some_and(|file| file == name.as_str());
    if !inside {
        return Err(Refused::because(format!(
            "誤り: 方針の文書「{name}」は、作業フォルダの中のファイルの名前ではありません\n  対処: [policy] の document に、フォルダを含まないファイル名を書いてください"
        )));
    }
    let path = folder.join(&name);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let reading = policy::read(&path).map_err(|diagnostic| Refused::from(vec![*diagnostic]))?;
    Ok(workspace.policy.quote(&reading))
}

/// The nearest folder with settings, from `start` upwards.
pub(crate) fn above(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_owned)
}

fn absent(path: &Path) -> Refused {
    Refused::because(format!(
        "誤り: 設定ファイルが見つかりません\n  場所: {}\n  対処: --workspace で作業フォルダを指定するか、itaku init で作ってください",
        path.display()
    ))
}
