//! A workbook while it is made: the library's, and the rows that take their place in it when it is saved.

use super::WriteError;
use super::saved::{edited, made_on_unix};
use super::sheet_style::{COLUMN_PX, ROW_PX, font};
use super::table_rows::Body;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};
use std::collections::BTreeMap;

/// Level of compression: 6, the usual one, makes files a third smaller and takes four times as long.
const LEVEL: u8 = 1;

/// A workbook whose bytes depend on what is written only.
pub(super) struct Book {
    workbook: Workbook,
    bodies: Vec<Body>,
}

impl Book {
    /// An empty one. `on` is an ISO date; without one a fixed day is taken.
    pub(super) fn new(title: &str, organisation: &str, on: &str) -> Result<Self, WriteError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&font(11), ROW_PX, COLUMN_PX)?;
        let (year, month, day) = on.parse::<jiff::civil::Date>().map_or((2000, 1, 1), |day| {
            let part = |part: i8| u8::try_from(part).unwrap_or(1);
            (u16::try_from(day.year()).unwrap_or(2000).max(1900), part(day.month()), part(day.day()))
        });
        let properties = DocProperties::new()
            .set_title(title)
            .set_company(organisation)
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
        workbook.set_properties(&properties);
        workbook.set_zip_compression_level(LEVEL);
        Ok(Self { workbook, bodies: Vec::new() })
    }

    /// Adds a sheet.
    pub(super) fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, WriteError> {
        Ok(self.workbook.add_worksheet().set_name(name)?)
    }

    /// Adds a sheet, and gives the place for its rows.
    pub(super) fn sheet_with_rows(&mut self, name: &str) -> Result<(&mut Worksheet, &mut Vec<Body>), WriteError> {
        let Self { workbook, bodies } = self;
        Ok((workbook.add_worksheet().set_name(name)?, bodies))
    }

    /// The workbook as bytes, the same on every system.
    pub(super) fn saved(mut self) -> Result<Vec<u8>, WriteError> {
        let names: Vec<String> = self.workbook.worksheets().iter().map(Worksheet::name).collect();
        let bytes = self.workbook.save_to_buffer()?;
        if self.bodies.is_empty() {
            return Ok(made_on_unix(bytes));
        }
        // The library numbers its sheets in their order.
        let mut bodies = BTreeMap::new();
        for body in &self.bodies {
            let place = names.iter().position(|name| *name == body.sheet);
            let place = place.ok_or_else(|| WriteError::Library(format!("{}: no sheet for the rows", body.sheet)))?;
            bodies.insert(format!("xl/worksheets/sheet{}.xml", place + 1), body);
        }
        edited(&bytes, LEVEL, &|name, sheet| bodies.get(name).map(|body| body.placed(sheet)).transpose())
    }
}
