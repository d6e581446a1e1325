//! Files that go to the browser to be saved, never to be shown inside our page.

use super::page::Refusal;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
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

/// Several files in one archive; names that are there already get numbers.
pub(super) fn packed(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Refusal> {
    let not_packed = |error: zip::result::ZipError| {
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("まとめて書き出せません({error})"),
            "一つずつ書き出してください",
        )
    };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = BTreeSet::new();
    for (name, bytes) in files {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let (mut own, mut number) = (name.clone(), 2_u32);
        while !taken.insert(own.to_lowercase()) {
            own = format!("{stem} ({number}).{ending}");
            number += 1;
        }
        archive.start_file(own, SimpleFileOptions::default()).map_err(not_packed)?;
        archive.write_all(bytes).map_err(|error| not_packed(error.into()))?;
    }
    Ok(archive.finish().map_err(not_packed)?.into_inner())
}
