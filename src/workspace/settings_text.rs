//! Settings changed by the program: all that a person wrote in the file, comments too, stays where it is.

use super::{FILE_NAME, Workspace};
use crate::assessment::Exception;
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The text of an `itaku.toml` that is being changed.
#[derive(Clone, Debug)]
pub struct SettingsText {
    document: DocumentMut,
}

impl SettingsText {
    /// Takes up a text that the program reads without a fault.
    ///
    /// # Errors
    /// All faults of the text.
    pub fn open(text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        Workspace::read(FILE_NAME, text, catalogue)?;
        // Both parsers know the same language; what one reads, the other reads.
        let document = text.parse::<DocumentMut>().map_err(|_| Vec::new())?;
        Ok(Self { document })
    }

    /// The changed text, which the program reads without a fault.
    ///
    /// # Errors
    /// The faults that the change would bring.
    pub fn finish(self, catalogue: &Catalogue) -> Result<String, Vec<Diagnostic>> {
        let text = self.document.to_string();
        Workspace::read(FILE_NAME, &text, catalogue)?;
        Ok(text)
    }

    /// Adds an accepted risk after the others.
    pub fn add_exception(&mut self, exception: &Exception) {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table["requirement"] = value(exception.requirement.as_str());
        table["case"] = value(exception.case.as_str());
        if let Some(vendor) = &exception.vendor {
            table["vendor"] = value(vendor);
        }
        table["reason"] = value(&exception.reason);
        table["approver"] = value(&exception.approver);
        table["approved"] = date(exception.approved);
        table["until"] = date(exception.until);
        if let Some(tables) = self.exceptions() {
            tables.push(table);
        }
    }

    /// Gives the accepted risk of that place in the file another end.
    pub fn end_exception(&mut self, place: usize, until: Date) {
        if let Some(table) = self.exceptions().and_then(|tables| tables.get_mut(place)) {
            table["until"] = date(until);
        }
    }

    /// Takes out the accepted risk of that place in the file.
    pub fn remove_exception(&mut self, place: usize) {
        if let Some(tables) = self.exceptions().filter(|tables| place < tables.len()) {
            tables.remove(place);
        }
    }

    fn exceptions(&mut self) -> Option<&mut ArrayOfTables> {
        let empty = || Item::ArrayOfTables(ArrayOfTables::new());
        self.document.entry("exception").or_insert_with(empty).as_array_of_tables_mut()
    }
}

/// A date as the settings write it, without quotes.
fn date(day: Date) -> Item {
    day.to_string().parse::<toml_edit::Datetime>().map_or(Item::None, value)
}
