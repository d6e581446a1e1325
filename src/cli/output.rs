use super::{Refused, long_path};
use itaku::diagnostic::cause;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Why a file was not written; what to do about it differs between command line and page.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// Another file has that name.
    Exists(PathBuf),
    Failed(PathBuf, std::io::Error),
}

/// Writes a file whole or not at all: to a temporary file beside it, then by renaming. What is there already is kept
/// unless `overwrite` was said.
pub(crate) fn write(path: &Path, content: &[u8], overwrite: bool) -> Result<(), Unwritten> {
    write_for(path, content, overwrite, readable_by_others)
}

/// Replaces a file that belongs to its maker alone, whole or not at all.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<(), Unwritten> {
    write_for(path, content, true, |_| Ok(()))
}

fn write_for(
    path: &Path,
    content: &[u8],
    overwrite: bool,
    admit: fn(&std::fs::File) -> std::io::Result<()>,
) -> Result<(), Unwritten> {
    let said = path;
    let long = long_path::of(path);
    let path = long.as_ref();
    if !overwrite && path.exists() {
        return Err(Unwritten::Exists(said.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = || tempfile::Builder::new().prefix(".itaku-").tempfile_in(folder);
    // Of a vendor's files only the first finds no folder.
    let made = beside().or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => std::fs::create_dir_all(folder).and_then(|()| beside()),
        _ => Err(error),
    });
    let written = made.and_then(|mut file| {
        file.write_all(content)?;
        admit(file.as_file())?;
        if overwrite { file.persist(path).map(drop) } else { file.persist_noclobber(path).map(drop) }
            .map_err(|error| error.error)
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Unwritten::Exists(said.to_owned()),
        _ => Unwritten::Failed(said.to_owned(), error),
    })
}

/// Temporary files belong to their maker alone; what is handed out is for the office.
fn readable_by_others(file: &std::fs::File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

impl From<Unwritten> for Refused {
    fn from(unwritten: Unwritten) -> Self {
        match unwritten {
            Unwritten::Exists(path) => exists(&path),
            Unwritten::Failed(path, error) => refused(&path, &error),
        }
    }
}

fn exists(path: &Path) -> Refused {
    Refused::because(format!(
        "誤り: 書き出す先に同じ名前のファイルが既にあります\n  場所: {}\n  対処: 別の名前を指定するか、置き換えてよければ --overwrite を付けてください",
        path.display()
    ))
}

fn refused(path: &Path, error: &std::io::Error) -> Refused {
    let remedy = remedy(error, "書き込める場所を指定してください");
    Refused::because(format!(
        "誤り: ファイルを書き出せません({})\n  場所: {}\n  対処: {remedy}",
        cause(error),
        path.display()
    ))
}

/// What to do where a file cannot be written; `elsewhere` where it is for others.
pub(crate) fn remedy(error: &std::io::Error, elsewhere: &str) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => format!("{elsewhere}。Excel などで開いているときは閉じてください"),
        std::io::ErrorKind::StorageFull => "空き容量を増やしてください".to_owned(),
        _ => "保存先を確かめてください".to_owned(),
    }
}
