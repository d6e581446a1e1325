//! xls: Excel 5.0 to 2003, records in a stream of an OLE container.
//!
//! The library takes the first stream named `Workbook` wherever it lies, so that a workbook put in as an object would be
//! read instead of the one that people see. Therefore the stream is taken out of the root here and given to it alone.

use super::library_value::ranged;
use super::limits::{Budget, MAX_COLUMNS, check_sheets};
use super::sheet_facts::resolve_lists;
use super::xls_lists::{MOST_LISTS, RULE, Sources};
use super::xls_strike::Struck;
use super::xlsx::{left_out, visibility};
use super::{Address, Area, Cell, Doubt, ReadError, Sheet, Workbook};
use calamine::{Reader, SheetType, Xls, XlsError};
use std::io::{Cursor, Read, Write};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut workbook = Workbook::default();
    let (container, records) = match alone(bytes, &mut workbook.doubts) {
        Ok(found) => found,
        Err(Refusal::Irregular) => {
            workbook.doubts.push(Doubt::IrregularContainer);
            (bytes.to_vec(), Vec::new())
        }
        Err(Refusal::NoWorkbook) => return Err(ReadError::NotASpreadsheet("表計算ではない Office 文書")),
    };
    let mut xls: Xls<_> = Xls::new(Cursor::new(container)).map_err(|error| match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    })?;
    let listed = xls.sheets_metadata().to_vec();
    check_sheets(listed.len())?;
    let starts: Vec<usize> = sheet_starts(&records);
    let struck = Struck::of(&records);
    let sheets: Vec<String> = listed.iter().map(|entry| entry.name.clone()).collect();
    let sources = Sources::of(&records, &sheets, xls.defined_names());
    let mut budget = Budget::new();
    for (number, entry) in listed.iter().enumerate() {
        if entry.typ != SheetType::WorkSheet {
            workbook.doubts.extend(left_out(&entry.name, entry.typ));
            continue;
        }
        let mut sheet = cells(&mut xls, &entry.name, &mut budget)?;
        sheet.visibility = visibility(entry.visible);
        sheet.merges = merges(&xls, &entry.name);
        if let Some(part) = starts.get(number).and_then(|start| records.get(*start..)) {
            facts(part, &mut sheet, &sources, &mut workbook.doubts);
            struck.mark(part, &mut sheet);
        }
        sheet.cover()?;
        workbook.sheets.push(sheet);
    }
    resolve_lists(&mut workbook.sheets, xls.defined_names());
    Ok(workbook)
}

enum Refusal {
    Irregular,
    NoWorkbook,
}

/// A container that holds nothing but the workbook's stream, and that stream.
fn alone(bytes: &[u8], doubts: &mut Vec<Doubt>) -> Result<(Vec<u8>, Vec<u8>), Refusal> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Irregular)?;
    let mut root = None;
    for entry in container.walk().filter(cfb::Entry::is_stream) {
        let name = entry.name();
        if !name.eq_ignore_ascii_case("Workbook") && !name.eq_ignore_ascii_case("Book") {
            continue;
        }
        if entry.path().parent().is_none_or(|folder| folder.parent().is_some()) {
            doubts.push(Doubt::EmbeddedWorkbook { stream: entry.path().to_string_lossy().into_owned() });
        } else if root.is_none() || name.eq_ignore_ascii_case("Workbook") {
            // Files saved for two versions at once hold both; the newer is the one that Excel opens.
            root = Some(entry.path().to_owned());
        }
    }
    let root = root.ok_or(Refusal::NoWorkbook)?;
    let mut records = Vec::new();
    let limit = bytes.len() as u64;
    let stream = container.open_stream(&root).map_err(|_| Refusal::Irregular)?;
    stream.take(limit).read_to_end(&mut records).map_err(|_| Refusal::Irregular)?;
    let name = root.file_name().map_or("Workbook".into(), |name| name.to_string_lossy());
    let copy = rebuilt(&name, &records).map_err(|_| Refusal::Irregular)?;
    Ok((copy, records))
}

fn rebuilt(name: &str, records: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut copy = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    let mut stream = copy.create_stream(format!("/{name}"))?;
    stream.write_all(records)?;
    stream.flush()?;
    drop(stream);
    copy.flush()?;
    Ok(copy.into_inner().into_inner())
}

fn cells(xls: &mut Xls<Cursor<Vec<u8>>>, name: &str, budget: &mut Budget) -> Result<Sheet, ReadError> {
    let (range, formulas) = match (xls.worksheet_range(name), xls.worksheet_formula(name)) {
        (Ok(range), Ok(formulas)) => (range, formulas),
        (Err(error), _) | (_, Err(error)) => return Ok(Sheet::unread(name, Vec::new(), error.to_string())),
    };
    // Ranges count from their first used cell.
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, column, data) in range.used_cells() {
        let place = |base: u32, index: usize| u32::try_from(index).ok().and_then(|index| base.checked_add(index));
        let (Some(row), Some(column)) = (place(top, row), place(left, column)) else { continue };
        let Some(value) = ranged(data) else { continue };
        budget.spend(&value)?;
        let formula = formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
        cells.push(Cell { address: Address::new(row, column), value, formula });
    }
    Ok(Sheet::new(name, cells))
}

fn merges(xls: &Xls<Cursor<Vec<u8>>>, name: &str) -> Vec<Area> {
    let found = xls.merge_cells_by_sheet_name(name).unwrap_or_default();
    let corner = |(row, column): (u32, u32)| Address::new(row, column);
    found.into_iter().map(|area| Area::new(corner(area.start), corner(area.end))).collect()
}

pub(super) const CONTINUE: u16 = 0x003C;
const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;
const LABEL: u16 = 0x0204;
const NOTE: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const TEXT: u16 = 0x01B6;

/// Records of a stream: their type and their bytes.
pub(super) fn records(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(4)?;
        let (data, after) = after.split_at_checked(usize::from(u16_at(head, 2)?))?;
        rest = after;
        Some((u16_at(head, 0)?, data))
    })
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Where the records of each sheet begin, in the order in which the library lists the sheets.
fn sheet_starts(stream: &[u8]) -> Vec<usize> {
    let globals = records(stream).take_while(|(kind, _)| *kind != END);
    let sheets = globals.filter(|(kind, _)| *kind == SHEET);
    sheets.map(|(_, data)| super::xlsb::u32_at(data, 0).map_or(usize::MAX, |at| at as usize)).collect()
}

/// Hidden rows and columns, drop-down lists, notes, and texts that go on in a record which the library does not follow.
fn facts(part: &[u8], sheet: &mut Sheet, sources: &Sources, doubts: &mut Vec<Doubt>) {
    let mut depth = 0usize;
    let mut last_cell = None;
    let mut before = 0u16;
    let mut object = None;
    let mut notes = std::collections::BTreeMap::new();
    let mut awaiting = false;
    for (kind, data) in records(part) {
        match kind {
            BEGIN => depth += 1,
            END => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
        // Charts in the sheet are streams within the stream.
        if depth > 1 {
            continue;
        }
        let at = |place: usize| u16_at(data, place);
        match kind {
            ROW if at(12).is_some_and(|flags| flags & 0x20 != 0) => sheet.hidden_rows.extend(at(0).map(u32::from)),
            COLUMNS if at(8).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (at(0), at(2)) {
                    sheet.hidden_columns.extend(u32::from(first)..=u32::from(last).min(MAX_COLUMNS - 1));
                }
            }
            RULE if sheet.choices.len() < MOST_LISTS => sheet.choices.extend(sources.list(data)),
            FORMULA | LABEL => last_cell = at(0).zip(at(2)),
            CONTINUE if before == STRING || before == LABEL => {
                if let Some((row, column)) = last_cell {
                    let cell = Address::new(row.into(), column.into());
                    doubts.push(Doubt::TextCut { sheet: sheet.name.clone(), cell });
                }
            }
            // The common part of an object comes first: its kind at 4, its number at 6. A comment has kind 0x19.
            OBJECT => object = at(6).filter(|_| at(4) == Some(0x19)),
            TEXT => awaiting = at(10).is_some_and(|length| length > 0),
            CONTINUE if awaiting && (before == TEXT) => {
                awaiting = false;
                if let Some(number) = object.take() {
                    notes.insert(number, note_text(data));
                }
            }
            NOTE => {
                if let (Some(row), Some(column), Some(number)) = (at(0), at(2), at(6)) {
                    let text = notes.get(&number).cloned().unwrap_or_default();
                    if !text.is_empty() {
                        sheet.comments.insert(Address::new(row.into(), column.into()), text);
                    }
                }
            }
            _ => {}
        }
        before = kind;
    }
}

/// The text of a note: a byte that says whether characters take one byte or two, then the characters.
fn note_text(data: &[u8]) -> String {
    match data.split_first() {
        Some((0, bytes)) => bytes.iter().map(|byte| char::from(*byte)).collect::<String>().trim().to_owned(),
        Some((_, bytes)) => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.trim().to_owned(),
        None => String::new(),
    }
}
