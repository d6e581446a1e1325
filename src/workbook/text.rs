//! csv and tsv: text whose encoding and separator are told by content.

use super::limits::Budget;
use super::{Address, Cell, Doubt, ReadError, Sheet, Value, Workbook};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What text without any other mark is.
pub(super) enum Look {
    Table,
    Prose,
    Binary,
}

/// Separators, in the order in which they win: a tab is never typed by chance.
const SEPARATORS: [u8; 3] = *b"\t,;";

pub(super) fn looks(bytes: &[u8]) -> Look {
    let (encoding, _) = encoding(bytes);
    // Enough of a file to tell.
    let head = bytes.get(..bytes.len().min(256 * 1024)).unwrap_or_default();
    let (text, _, _) = encoding.decode(head);
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{1a}');
    if text.chars().any(control) {
        return Look::Binary;
    }
    if separator(&unified(&text)).is_some() { Look::Table } else { Look::Prose }
}

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let (encoding, certain) = encoding(bytes);
    let (text, _, lossy) = encoding.decode(bytes);
    let text = unified(&text);
    let separator = separator(&text).unwrap_or(b',');
    let name = if separator == b'\t' { "TSV" } else { "CSV" };
    let mut workbook = Workbook { sheets: vec![Sheet::new(name, cells(&text, separator)?)], ..Workbook::default() };
    if !certain || lossy {
        workbook.doubts.push(Doubt::EncodingGuessed { encoding: encoding.name().to_owned(), lossy });
    }
    Ok(workbook)
}

/// The encoding, and whether it is certain rather than likely. Of what may be Japanese, Japanese is taken.
fn encoding(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, true);
    }
    if !SHIFT_JIS.decode_without_bom_handling(bytes).1 {
        let kana = SHIFT_JIS.decode_without_bom_handling(bytes).0.chars().any(|c| ('ぁ'..='ー').contains(&c));
        if kana {
            return (SHIFT_JIS, true);
        }
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    (detector.guess(Some(b"jp"), chardetng::Utf8Detection::Deny), false)
}

/// Line ends and separators give UTF-16 away: every other byte of them is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = bytes.get(..bytes.len().min(4096))?;
    let (mut low, mut high) = (0, 0);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, 0] => return None,
            [_, 0] => low += 1,
            [0, _] => high += 1,
            _ => {}
        }
    }
    // Some characters (一 is U+4E00) have a zero in the other place.
    if low > high * 4 {
        Some(UTF_16LE)
    } else if high > low * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text with one kind of line end, without a mark in front and without the end sign of old programs.
fn unified(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}');
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The separator that makes a table of the text: at least two rows of which most have the same number of fields. `None` for prose.
fn separator(text: &str) -> Option<u8> {
    if let Some(line) = text.strip_prefix("sep=") {
        return line.bytes().next().filter(|byte| SEPARATORS.contains(byte));
    }
    let mut best: Option<(usize, u8)> = None;
    for separator in SEPARATORS {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        let mut rows = 0usize;
        for record in reader(text, separator).records().map_while(Result::ok).take(200) {
            rows += 1;
            *counts.entry(record.len()).or_default() += 1;
        }
        let several: usize = counts.range(2..).map(|(_, count)| count).sum();
        let usual = counts.range(2..).map(|(_, count)| *count).max().unwrap_or(0);
        // Titles above a table have fewer fields; sentences with commas have any number.
        if several >= 2 && several * 4 >= rows * 3 && usual * 2 >= several && best.is_none_or(|(most, _)| usual > most)
        {
            best = Some((usual, separator));
        }
    }
    best.map(|(_, separator)| separator)
}

fn cells(text: &str, separator: u8) -> Result<Vec<Cell>, ReadError> {
    let text = match text.strip_prefix("sep=") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let mut budget = Budget::new();
    let mut cells = Vec::new();
    let mut reader = reader(text, separator);
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    loop {
        // The library passes over empty lines; their rows count all the same.
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let empty = text.get(at..).unwrap_or_default().bytes().take_while(|byte| *byte == b'\n').count();
        row = row.saturating_add(u32::try_from(empty).unwrap_or(u32::MAX));
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(cells),
            Err(error) => return Err(ReadError::Damaged(error.to_string())),
        }
        for (column, field) in (0u32..).zip(&record) {
            if field.is_empty() {
                continue;
            }
            let value = Value::Text(field.to_owned());
            budget.spend(&value)?;
            cells.push(Cell { address: Address::new(row, column), value, formula: false });
        }
        row = row.saturating_add(1);
    }
}
