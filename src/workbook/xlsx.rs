//! xlsx and xlsm.
//!
//! Cells are streamed, never taken as a dense range: a file of two cells in opposite corners would otherwise cost
//! gigabytes, and one unknown error value would lose the whole sheet.

use super::library_value::streamed;
use super::limits::{Budget, check_sheets};
use super::package::Package;
use super::sheet_facts::{self, Styles};
use super::{Address, Cell, Doubt, LeftOut, ReadError, Sheet, Value, Visibility, Workbook};
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

/// Reads the package; where the library refuses it or a sheet of it, once more from a mended copy.
pub(super) fn read(bytes: &[u8], keep: &dyn Fn(&str) -> bool) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes)?;
    let first = read_package(bytes, &mut package, keep);
    let in_order = match &first {
        Ok(workbook) => workbook.sheets.iter().all(|sheet| sheet.unread.is_none()) || !package.has_utf16(),
        Err(error) => !matches!(error, ReadError::Damaged(_)),
    };
    if in_order {
        return first;
    }
    let Some((copy, doubts)) = package.mended() else {
        return first;
    };
    let mut workbook = read_package(&copy, &mut Package::open(&copy)?, keep)?;
    workbook.doubts.extend(doubts);
    Ok(workbook)
}

fn read_package(bytes: &[u8], package: &mut Package<'_>, keep: &dyn Fn(&str) -> bool) -> Result<Workbook, ReadError> {
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let listed = xlsx.sheets_metadata().to_vec();
    // The library leaves out sheets whose parts it does not find, and says nothing where it finds none of them.
    if listed.is_empty() {
        return Err(ReadError::Damaged("no sheet is listed".to_owned()));
    }
    check_sheets(listed.len())?;
    let parts = package.worksheets();
    let styles = Styles::of(package);
    let mut budget = Budget::new();
    let mut workbook = Workbook::default();
    for entry in listed.iter().filter(|entry| keep(&entry.name)) {
        if entry.typ != SheetType::WorkSheet {
            workbook.doubts.extend(left_out(&entry.name, entry.typ));
            continue;
        }
        let mut sheet = cells(&mut xlsx, &entry.name, &mut budget)?;
        if let Some(part) = parts.get(&entry.name) {
            sheet_facts::read(package, part, &styles, &mut sheet)?;
            let drawn = sheet.drawn.iter().map(|(_, text)| text);
            for text in sheet.comments.values().chain(drawn).chain(&sheet.printed) {
                budget.spend_text(text)?;
            }
            sheet.cover()?;
        }
        sheet.visibility = visibility(entry.visible);
        workbook.sheets.push(sheet);
    }
    sheet_facts::resolve_lists(&mut workbook.sheets, xlsx.defined_names());
    Ok(workbook)
}

/// A sheet that holds no cells; a chart is nothing to tell about.
pub(super) fn left_out(sheet: &str, kind: SheetType) -> Option<Doubt> {
    let kind = match kind {
        SheetType::WorkSheet | SheetType::ChartSheet => return None,
        SheetType::MacroSheet | SheetType::Vba => LeftOut::Macro,
        SheetType::DialogSheet => LeftOut::Dialogue,
    };
    Some(Doubt::SheetLeftOut { sheet: sheet.to_owned(), kind })
}

pub(super) const fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn cells<R: std::io::Read + std::io::Seek>(
    xlsx: &mut Xlsx<R>,
    name: &str,
    budget: &mut Budget,
) -> Result<Sheet, ReadError> {
    let mut reader = match xlsx.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => return Ok(Sheet::unread(name, Vec::new(), error.to_string())),
    };
    let mut cells = Vec::new();
    loop {
        match reader.next_cell_with_formula() {
            Ok(Some(record)) => {
                let formula = record.formula.is_some();
                let Some(value) = streamed(&record.value).or_else(|| formula.then(|| Value::Text(String::new())))
                else {
                    continue;
                };
                budget.spend(&value)?;
                cells.push(Cell { address: Address::new(record.pos.0, record.pos.1), value, formula });
            }
            Ok(None) => return Ok(Sheet::new(name, cells)),
            // An error value the library does not know (#SPILL!) is one cell's fault; the stream goes on after it.
            Err(XlsxError::CellError(_)) => {}
            Err(error) => return Ok(Sheet::unread(name, cells, error.to_string())),
        }
    }
}

fn refused(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    }
}
