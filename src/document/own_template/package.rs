use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Bytes of the file. Forms with pictures of seals stay below 5 MB.
const MAX_FILE: usize = 32 * 1024 * 1024;
/// Bytes of all parts together, unpacked.
const MAX_UNPACKED: u64 = 96 * 1024 * 1024;
/// Parts of a Word file; forms have some twenty.
const MAX_PARTS: usize = 1000;

const TEMPLATE_TYPE: &str = "wordprocessingml.template.main+xml";
const DOCUMENT_TYPE: &str = "wordprocessingml.document.main+xml";

/// A Word file in memory, its parts in their order.
#[derive(Debug)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, &'static str> {
        const DAMAGED: &str = "Word の文書(.docx、.dotx)として開けません";
        const TOO_MUCH: &str = "ひな型が大きすぎます(展開して96MB、部品1000個まで)";
        if bytes.len() > MAX_FILE {
            return Err(TOO_MUCH);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
        if archive.len() > MAX_PARTS {
            return Err(TOO_MUCH);
        }
        let mut parts = Vec::new();
        let mut left = MAX_UNPACKED;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|_| DAMAGED)?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().map_err(|_| DAMAGED)?.into_owned();
            let mut content = Vec::new();
            entry.take(left + 1).read_to_end(&mut content).map_err(|_| DAMAGED)?;
            left = left.checked_sub(content.len() as u64).ok_or(TOO_MUCH)?;
            parts.push((name, content));
        }
        let package = Self { parts };
        if package.parts.iter().any(|(name, _)| name.ends_with("vbaProject.bin")) {
            return Err("マクロを含むひな型は使えません。マクロなしの .docx で保存し直してください");
        }
        if package.text("word/document.xml").is_none() || package.text("[Content_Types].xml").is_none() {
            return Err(DAMAGED);
        }
        Ok(package)
    }

    /// The parts that hold text of the document.
    pub(super) fn texts(&self) -> Vec<String> {
        let holds = |name: &str| {
            let inner = name.strip_prefix("word/").unwrap_or_default();
            !inner.contains('/')
                && inner.ends_with(".xml")
                && ["document", "header", "footer", "footnotes", "endnotes"]
                    .iter()
                    .any(|start| inner.starts_with(start))
        };
        self.parts.iter().map(|(name, _)| name.clone()).filter(|name| holds(name)).collect()
    }

    /// A part as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, content) = self.parts.iter().find(|(known, _)| known == name)?;
        let text = std::str::from_utf8(content).ok()?;
        Some(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// Puts a part in place of the one of that name, or adds it.
    pub(super) fn replace(&mut self, name: &str, text: String) {
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, content)) => *content = text.into_bytes(),
            None => self.parts.push((name.to_owned(), text.into_bytes())),
        }
    }

    pub(super) fn written(mut self) -> Result<Vec<u8>, ZipError> {
        // What was saved as a template (.dotx) would not open under the name of a document.
        if let Some(types) = self.text("[Content_Types].xml") {
            self.replace("[Content_Types].xml", types.replace(TEMPLATE_TYPE, DOCUMENT_TYPE));
        }
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix);
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            package.start_file(name.as_str(), options)?;
            package.write_all(content)?;
        }
        Ok(package.finish()?.into_inner())
    }
}
