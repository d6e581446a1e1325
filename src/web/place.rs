use std::path::{Path, PathBuf};

/// Where a file of a name from outside can go.
pub(super) enum Place {
    /// Nothing lies there.
    Free(PathBuf),
    /// The same bytes lie there already.
    There(PathBuf),
}

/// A place in the folder under that name, or under the name with a number where another file bears it.
pub(super) fn place(folder: &Path, name: &str, content: &[u8]) -> Place {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered =
        std::iter::once(name.to_owned()).chain((2_u32..).map(|number| format!("{stem} ({number}).{ending}")));
    for path in numbered.map(|name| folder.join(name)) {
        if !path.exists() {
            return Place::Free(path);
        }
        if std::fs::read(&path).is_ok_and(|there| there == content) {
            return Place::There(path);
        }
    }
    // Numbers do not end.
    Place::Free(folder.join(name))
}
