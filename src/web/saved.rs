//! Files that go to the browser to be saved, never to be shown inside our page.

use super::page::Refusal;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use itaku::diagnostic::because;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// One file under its name.
pub(super) fn saved(name: &str, bytes: Vec<u8>) -> Response {
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    };
    let disposition = format!("attachment; filename*=UTF-8''{}", percent(name));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// A name as headers write it.
fn percent(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Several files as one.
pub(super) struct Archive {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    /// Names of files and folders in small letters: Windows does not tell them apart.
    taken: BTreeSet<String>,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { archive: ZipWriter::new(Cursor::new(Vec::new())), taken: BTreeSet::new() }
    }

    /// A folder of its own for files; where the name is taken, it gets a number.
    pub(super) fn folder(&mut self, name: &str) -> String {
        self.free(name, "")
    }

    /// Adds a file; where the name is taken, it gets a number.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let (stem, ending) = name.rfind('.').and_then(|at| name.split_at_checked(at)).unwrap_or((name, ""));
        let name = self.free(stem, ending);
        // Most of what goes in is packed already.
        self.archive.start_file(name, SimpleFileOptions::default()).map_err(not_packed)?;
        self.archive.write_all(bytes).map_err(|error| not_packed(error.into()))
    }

    fn free(&mut self, stem: &str, ending: &str) -> String {
        let (mut own, mut number) = (format!("{stem}{ending}"), 2_u32);
        while !self.taken.insert(own.to_lowercase()) {
            own = format!("{stem} ({number}){ending}");
            number += 1;
        }
        own
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, Refusal> {
        Ok(self.archive.finish().map_err(not_packed)?.into_inner())
    }
}

fn not_packed(error: zip::result::ZipError) -> Refusal {
    Refusal::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        because("まとめて書き出せません", &error.to_string()),
        "一つずつ書き出してください",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name as a browser reads it from the header (RFC 6266, RFC 8187).
    fn named(response: &Response) -> String {
        let disposition = response.headers().get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap();
        let value = disposition.strip_prefix("attachment; filename*=UTF-8''").unwrap();
        assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{value}");
        let decoded = form_urlencoded::parse(value.as_bytes()).map(|(name, _)| name.into_owned());
        decoded.collect()
    }

    #[test]
    fn a_name_reaches_the_browser_as_it_is_and_ends_no_header() {
        for name in [
            "不足事項報告_株式会社あおば印刷.xlsx",
            "a\"b\".docx",
            "a\r\nSet-Cookie: x=y\r\n\r\n<script>.html",
            "100% of it; filename=other.exe",
            "a'b,c\\d/e.zip",
            "\u{202e}xslx.exe",
            "髙﨑𠮷野家.ics",
            "",
        ] {
            let response = saved(name, b"x".to_vec());
            assert_eq!(named(&response), name);
            assert_eq!(response.headers().len(), 2);
        }
    }

    #[test]
    fn what_bears_the_same_name_in_an_archive_gets_a_number() {
        let mut archive = Archive::new();
        assert_eq!(archive.folder("Ａ社"), "Ａ社");
        assert_eq!(archive.folder("ａ社"), "ａ社 (2)");
        for name in ["x.xlsx", "X.XLSX", "x.xlsx", "無名"] {
            archive.add(name, name.as_bytes()).unwrap();
        }
        let read = zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        let names: Vec<String> = read.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names.len(), 4);
        for name in ["x.xlsx", "X (2).XLSX", "x (3).xlsx", "無名"] {
            assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
        }
    }
}
