use super::diagnostics;
use super::{encoding, markup, pdf, word};
use crate::diagnostic::{Diagnostic, Place};

/// Bytes of a policy document. The longest policies, with the standards and pictures of seals, stay below 10 MB.
pub const MAX_DOCUMENT_BYTES: usize = 32 * 1024 * 1024;
/// Characters of its text: a policy with its standards has about 200,000.
pub(super) const MAX_TEXT_CHARS: usize = 4_000_000;

/// What a policy document says, as lines. For plain text and Markdown they are the lines of the file; for other formats a
/// paragraph, a heading, a table row or a printed line is a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentText {
    /// The lines, without their ends. Headings that the format marks as such begin with `#`; table cells are
    /// separated by tabs.
    pub lines: Vec<String>,
}

impl DocumentText {
    /// Takes the text out of a document: plain text or Markdown (UTF-8, UTF-16, Shift_JIS, EUC-JP), HTML, .docx or PDF with text.
    /// The content decides, not the name. `file` is the name in messages.
    ///
    /// # Errors
    /// One sentence why there is no text.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let place = Place::file(file);
        if bytes.is_empty() {
            return Err(diagnostics::empty(place));
        }
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Err(diagnostics::too_large(place, bytes.len()));
        }
        let text = match Format::of(bytes) {
            Format::Zip => word::text(bytes).map_err(|fault| diagnostics::not_taken(place.clone(), fault))?,
            Format::Pdf => pdf::text(bytes).map_err(|fault| diagnostics::not_taken(place.clone(), fault))?,
            Format::OldOffice => return Err(diagnostics::other_format(place, "Word 97-2003 などの旧い形式の文書")),
            Format::Picture => return Err(diagnostics::other_format(place, "画像")),
            Format::Text => {
                let text = encoding::decode(bytes)
                    .ok_or_else(|| diagnostics::other_format(place.clone(), "文字として読めないもの"))?;
                // Signs that Shift_JIS lacks (⑻) are written as references by some programs, in plain text too.
                if markup::is_html(&text) { markup::text(&text) } else { markup::numeric_references(&text) }
            }
        };
        if text.trim().is_empty() {
            return Err(diagnostics::no_text(place));
        }
        Ok(Self::from_text(&text))
    }

    /// A text that is one already.
    pub fn from_text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}'], "\n");
        let lines = text.chars().take(MAX_TEXT_CHARS).collect::<String>();
        Self { lines: lines.split('\n').map(str::to_owned).collect() }
    }
}

enum Format {
    Zip,
    Pdf,
    OldOffice,
    Picture,
    Text,
}

impl Format {
    fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        if head.starts_with(b"PK\x03\x04") {
            Self::Zip
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            // Some servers put bytes before the mark; readers accept it in the first kilobyte.
            Self::Pdf
        } else if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            Self::OldOffice
        } else if [&[0x89, b'P', b'N', b'G'][..], &[0xFF, 0xD8, 0xFF], b"GIF8", b"II*\0", b"MM\0*"]
            .iter()
            .any(|mark| head.starts_with(mark))
        {
            Self::Picture
        } else {
            Self::Text
        }
    }
}

/// Why a known format gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A zip package that is no .docx; what it is, where known.
    Other(&'static str),
    /// Cut off, broken, or made to hurt.
    Damaged,
    /// It asks for a password.
    Locked,
    /// More inside than any policy has.
    TooMuch,
}
