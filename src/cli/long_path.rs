//! Paths of more than 260 characters on Windows.
//!
//! Windows takes them from every program when they are absolute and begin with `\\?\`. The standard library writes them so by
//! itself; the crates that call Windows on their own (renaming, SQLite) do not.

use std::borrow::Cow;
use std::path::Path;

/// The path as every function of Windows takes it; elsewhere the path itself.
pub(super) fn of(path: &Path) -> Cow<'_, Path> {
    let long = || std::path::absolute(path).ok().as_deref().and_then(Path::to_str).and_then(verbatim);
    match long().filter(|_| cfg!(windows)) {
        Some(verbatim) => Cow::Owned(verbatim.into()),
        None => Cow::Borrowed(path),
    }
}

/// From where on it is needed: a folder may have no more than 248 characters, since a file of the old 8.3 form must fit in it. A
/// temporary file beside the one that is written has some more.
const SHORT: usize = 220;

/// `C:\…` and `\\server\share\…` in the form without a limit; nothing where the path is short or has that form already.
fn verbatim(absolute: &str) -> Option<String> {
    if absolute.encode_utf16().count() < SHORT || absolute.starts_with(r"\\?\") || absolute.starts_with(r"\\.\") {
        return None;
    }
    Some(match absolute.strip_prefix(r"\\") {
        Some(share) => format!(r"\\?\UNC\{share}"),
        None => format!(r"\\?\{absolute}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_paths_get_the_form_without_a_limit() {
        let long = "長".repeat(250);
        assert_eq!(verbatim(r"C:\短い\報告.xlsx"), None);
        assert_eq!(verbatim(&format!(r"C:\{long}")), Some(format!(r"\\?\C:\{long}")));
        assert_eq!(verbatim(&format!(r"\\庁内\共有\{long}")), Some(format!(r"\\?\UNC\庁内\共有\{long}")));
        assert_eq!(verbatim(&format!(r"\\?\C:\{long}")), None);
    }
}
