//! xlsb: an xlsx package whose parts are binary records.

use super::library_value::streamed;
use super::limits::{Budget, MAX_COLUMNS, check_facts, check_sheets};
use super::package::Package;
use super::xlsb_text::{self, Struck};
use super::xlsx::{left_out, visibility};
use super::{Address, Area, Cell, ReadError, Sheet, Workbook};
use calamine::{Reader, SheetType, Xlsb, XlsbError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut xlsb: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    })?;
    let listed = xlsb.sheets_metadata().to_vec();
    check_sheets(listed.len())?;
    let parts = worksheets(&mut package);
    let struck = Struck::of(&mut package);
    let mut budget = Budget::new();
    let mut workbook = Workbook::default();
    for entry in &listed {
        if entry.typ != SheetType::WorkSheet {
            workbook.doubts.extend(left_out(&entry.name, entry.typ));
            continue;
        }
        let mut sheet = cells(&mut xlsb, &entry.name, &mut budget)?;
        sheet.visibility = visibility(entry.visible);
        if let Some((part, content)) = parts.get(&entry.name).and_then(|part| Some((part, package.part(part)?))) {
            facts(&content, &mut sheet)?;
            struck.mark(&content, &mut sheet);
            xlsb_text::comments(&mut package, part, &mut sheet)?;
            for comment in sheet.comments.values() {
                budget.spend_text(comment)?;
            }
            sheet.cover()?;
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn cells(xlsb: &mut Xlsb<Cursor<&[u8]>>, name: &str, budget: &mut Budget) -> Result<Sheet, ReadError> {
    let formulas = formulas(xlsb, name);
    let mut cells = Vec::new();
    let unread = |cells, error: XlsbError| Ok(Sheet::unread(name, cells, error.to_string()));
    let mut reader = match xlsb.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => return unread(cells, error),
    };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                let address = Address::new(row, column);
                let Some(value) = streamed(cell.get_value()) else { continue };
                budget.spend(&value)?;
                cells.push(Cell { address, value, formula: formulas.contains(&address) });
            }
            Ok(None) => return Ok(Sheet::new(name, cells)),
            Err(error) => return unread(cells, error),
        }
    }
}

fn formulas(xlsb: &mut Xlsb<Cursor<&[u8]>>, name: &str) -> BTreeSet<Address> {
    let mut found = BTreeSet::new();
    if let Ok(mut reader) = xlsb.worksheet_cells_reader(name) {
        while let Ok(Some(cell)) = reader.next_formula() {
            let (row, column) = cell.get_position();
            found.insert(Address::new(row, column));
        }
    }
    found
}

/// Records of a binary part: their type and their bytes.
pub(super) fn records(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, after) = number(rest, 2)?;
        let (length, after) = number(after, 4)?;
        let (data, after) = after.split_at_checked(length)?;
        rest = after;
        Some((u16::try_from(kind).ok()?, data))
    })
}

/// A number in groups of seven bits. A record's type keeps the marks of its groups in place.
fn number(bytes: &[u8], longest: usize) -> Option<(usize, &[u8])> {
    let mut sum = 0usize;
    for (place, byte) in bytes.iter().take(longest).enumerate() {
        let part =
            if longest == 2 { usize::from(*byte) << (8 * place) } else { usize::from(byte & 0x7F) << (7 * place) };
        sum |= part;
        if byte & 0x80 == 0 {
            return Some((sum, bytes.get(place + 1..)?));
        }
    }
    Some((sum, bytes.get(longest..)?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn text_at(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = usize::try_from(u32_at(data, at)?).ok()?.checked_mul(2)?;
    let start = at.checked_add(4)?;
    let end = start.checked_add(length)?;
    let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(data.get(start..end)?);
    Some((text.into_owned(), end))
}

pub(super) const ROW: u16 = 0x00;
const COLUMN: u16 = 0x3C;
const SHEET: u16 = 0x9C | 0x01 << 8;
const MERGE: u16 = 0xB0 | 0x01 << 8;

/// Name and part of each sheet.
fn worksheets(package: &mut Package<'_>) -> BTreeMap<String, String> {
    let workbook = "xl/workbook.bin";
    let relations = package.relations(workbook);
    let content = package.part(workbook).unwrap_or_default();
    records(&content)
        .filter(|(kind, _)| *kind == SHEET)
        .filter_map(|(_, data)| {
            let (id, after) = text_at(data, 8)?;
            let (name, _) = text_at(data, after)?;
            Some((name, relations.get(&id)?.target.clone()))
        })
        .collect()
}

/// Hidden rows and columns, and merged areas.
fn facts(content: &[u8], sheet: &mut Sheet) -> Result<(), ReadError> {
    for (kind, data) in records(content) {
        let at = |place: usize| u32_at(data, place);
        match kind {
            ROW if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => sheet.hidden_rows.extend(at(0)),
            COLUMN if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (at(0), at(4)) {
                    sheet.hidden_columns.extend(first..=last.min(MAX_COLUMNS - 1));
                }
            }
            MERGE => {
                if let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(4), at(8), at(12)) {
                    sheet.merges.push(Area::new(Address::new(top, left), Address::new(bottom, right)));
                    check_facts(sheet.merges.len(), "結合セル")?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
