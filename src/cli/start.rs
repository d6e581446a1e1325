//! How the program was started: with a command, by double click, or by files that were dropped on its icon.
//!
//! The two last become command lines like any other, so that whatever a click does can be typed as well.

use super::today;
use itaku::intake;
use itaku::workspace::FILE_NAME;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the start asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// The command line as it was typed.
    Typed(Vec<OsString>),
    /// Double click: the page in the browser.
    Page(Vec<OsString>),
    /// Returned files: assess them into this folder, then show what came out.
    Dropped(Vec<OsString>, PathBuf),
}

impl Start {
    /// `own_window`: a console that Windows opened for us alone. `program`: where we lie.
    pub(super) fn of(arguments: Vec<OsString>, own_window: bool, program: Option<&Path>) -> Self {
        let (name, rest) = match arguments.split_first() {
            Some((name, rest)) => (name.clone(), rest),
            None => (OsString::from("itaku"), &[] as &[OsString]),
        };
        if rest.is_empty() && own_window {
            // Where we lie, not where we are: a shortcut may start us anywhere.
            let folder = program.and_then(Path::parent).map(|folder| folder.as_os_str().to_owned());
            return Self::Page([name, "serve".into()].into_iter().chain(folder).collect());
        }
        let paths: Vec<PathBuf> = rest.iter().map(PathBuf::from).collect();
        if !paths.is_empty() && paths.iter().all(|path| is_returned(path)) {
            let out = results_beside(&paths);
            let mut line = vec![name, "assess".into()];
            line.extend(rest.iter().cloned());
            line.extend(["--out".into(), out.clone().into_os_string()]);
            line.extend(workspace_of_the_program(&paths, program));
            return Self::Dropped(line, out);
        }
        Self::Typed(arguments)
    }
}

/// A path with a folder in it, as Explorer gives them, or a file with the ending of a spreadsheet: no command is called that.
fn is_returned(path: &Path) -> bool {
    let is_name = path.components().count() == 1;
    path.exists() && (!is_name || intake::is_spreadsheet(path))
}

/// A folder beside what was dropped, that is not there yet.
fn results_beside(paths: &[PathBuf]) -> PathBuf {
    let folder = paths.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
    let name = format!("判定結果_{}", today::or_today(None));
    let numbered = (2..=1000).map(|number| folder.join(format!("{name} ({number})")));
    let mut free = std::iter::once(folder.join(&name)).chain(numbered).filter(|path| !path.exists());
    free.next().unwrap_or_else(|| folder.join(&name))
}

/// Who keeps the program in the workspace drops files from anywhere: theirs counts where no other lies above the files.
fn workspace_of_the_program(paths: &[PathBuf], program: Option<&Path>) -> Vec<OsString> {
    let above = |path: &PathBuf| {
        std::path::absolute(path).is_ok_and(|path| path.ancestors().any(|folder| folder.join(FILE_NAME).is_file()))
    };
    match program.and_then(Path::parent) {
        Some(folder) if folder.join(FILE_NAME).is_file() && !paths.iter().any(above) => {
            vec!["--workspace".into(), folder.as_os_str().to_owned()]
        }
        _ => Vec::new(),
    }
}

/// What a person wants to see first: the report where there is one, the comparison where there are several.
pub(super) fn first_to_see(out: &Path) -> Option<PathBuf> {
    let mut pages = Vec::new();
    for folder in std::fs::read_dir(out).ok()?.flatten().filter(|entry| entry.path().is_dir()) {
        let Ok(inside) = std::fs::read_dir(folder.path()) else { continue };
        pages.extend(
            inside
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|ending| ending == "html")),
        );
    }
    match pages.as_slice() {
        [page] => Some(page.clone()),
        _ => Some(out.join("比較表.xlsx")).filter(|path| path.is_file()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn a_double_click_opens_the_page_and_a_terminal_does_not() {
        let program = Path::new("tools/itaku.exe");
        let page = Start::Page(line(&["itaku", "serve", "tools"]));
        assert_eq!(Start::of(line(&["itaku"]), true, Some(program)), page);
        assert_eq!(Start::of(line(&["itaku"]), false, None), Start::Typed(line(&["itaku"])));
    }

    #[test]
    fn a_command_is_a_command_even_where_a_file_of_its_name_lies() {
        // `src` is a folder here, and yet nobody who types it alone means to assess it.
        assert_eq!(Start::of(line(&["itaku", "src"]), true, None), Start::Typed(line(&["itaku", "src"])));
    }

    #[test]
    fn dropped_files_are_assessed_into_a_new_folder_beside_them() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("回答 一.xlsx");
        std::fs::copy("Cargo.toml", &file).expect("file");
        let words = vec!["itaku".into(), file.clone().into_os_string()];
        let Start::Dropped(first, out) = Start::of(words.clone(), true, None) else { panic!("dropped") };
        assert_eq!(first.get(1), Some(&OsString::from("assess")));
        assert_eq!(out.parent(), Some(folder.path()));
        std::fs::create_dir(&out).expect("folder");
        let Start::Dropped(_, second) = Start::of(words.clone(), true, None) else { panic!("dropped") };
        assert_ne!(out, second);
        // With the program in a workspace, that one is meant; with a workspace above the files, theirs.
        let office = tempfile::tempdir().expect("folder");
        std::fs::copy("Cargo.toml", office.path().join(FILE_NAME)).expect("file");
        let program = office.path().join("itaku.exe");
        let Start::Dropped(with, _) = Start::of(words.clone(), true, Some(&program)) else { panic!("dropped") };
        assert_eq!(with.last(), Some(&office.path().as_os_str().to_owned()));
        std::fs::copy("Cargo.toml", folder.path().join(FILE_NAME)).expect("file");
        let Start::Dropped(own, _) = Start::of(words, true, Some(&program)) else { panic!("dropped") };
        assert!(!own.contains(&"--workspace".into()));
    }
}
