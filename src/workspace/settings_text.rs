//! Settings changed by the program: all that a person wrote in the file, comments too, stays where it is.

use super::{FILE_NAME, Workspace};
use crate::assessment::{Deadline, Exception};
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

    /// Adds a day for curing a gap; it counts before those that were added earlier for the same requirement.
    pub fn add_deadline(&mut self, deadline: &Deadline) {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table["requirement"] = value(deadline.requirement.as_str());
        table["case"] = value(deadline.case.as_str());
        if let Some(vendor) = &deadline.vendor {
            table["vendor"] = value(vendor);
        }
        table["until"] = date(deadline.until);
        table["reason"] = value(&deadline.reason);
        table["by"] = value(&deadline.by);
        if let Some(tables) = self.tables("deadline") {
            tables.push(table);
        }
    }

    fn exceptions(&mut self) -> Option<&mut ArrayOfTables> {
        self.tables("exception")
    }

    fn tables(&mut self, key: &str) -> Option<&mut ArrayOfTables> {
        let empty = || Item::ArrayOfTables(ArrayOfTables::new());
        self.document.entry(key).or_insert_with(empty).as_array_of_tables_mut()
    }
}

/// A date as the settings write it, without quotes.
fn date(day: Date) -> Item {
    day.to_string().parse::<toml_edit::Datetime>().map_or(Item::None, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, CaseId, RequirementId};
    use jiff::civil::date as day;

    const EXAMPLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/yuzawa/itaku.toml"));

    fn exception() -> Exception {
        Exception {
            requirement: RequirementId::parse("OUT-14").expect("id"),
            case: CaseId::parse("R9-nozei").expect("id"),
            vendor: Some("有限会社\"雪国\" '発送'\nセンター".to_owned()),
            reason: "= [[case]]\n# 代替の策がある".to_owned(),
            approver: "最高情報セキュリティ責任者".to_owned(),
            approved: day(2026, 11, 21),
            until: day(2027, 11, 20),
            line: 0,
        }
    }

    fn changed(text: &str, change: impl FnOnce(&mut SettingsText)) -> String {
        let catalogue = catalogue::standard().expect("catalogue");
        let mut settings = SettingsText::open(text, catalogue).expect("settings");
        change(&mut settings);
        settings.finish(catalogue).expect("changed settings")
    }

    fn read(text: &str) -> Workspace {
        Workspace::read(FILE_NAME, text, catalogue::standard().expect("catalogue")).expect("settings")
    }

    #[test]
    fn what_a_person_wrote_stays_and_what_is_added_is_read_back() {
        let text = changed(EXAMPLE, |settings| settings.add_exception(&exception()));
        assert!(text.starts_with(EXAMPLE.trim_end()), "{text}");
        let found = read(&text).exceptions;
        assert_eq!(found.iter().map(|one| Exception { line: 0, ..one.clone() }).collect::<Vec<_>>(), [exception()]);
        let ended = changed(&text, |settings| settings.end_exception(0, day(2027, 1, 31)));
        assert_eq!(read(&ended).exceptions.first().map(|one| one.until), Some(day(2027, 1, 31)));
        assert_eq!(changed(&ended, |settings| settings.remove_exception(0)).trim_end(), EXAMPLE.trim_end());
    }

    #[test]
    fn a_change_that_could_not_be_read_is_not_made() {
        let catalogue = catalogue::standard().expect("catalogue");
        let mut settings = SettingsText::open(EXAMPLE, catalogue).expect("settings");
        settings.add_exception(&Exception { until: day(2029, 1, 1), ..exception() });
        assert!(settings.finish(catalogue).is_err());
    }

    #[test]
    fn the_last_day_for_a_gap_counts() {
        let deadline = |until| Deadline {
            requirement: RequirementId::parse("OUT-14").expect("id"),
            case: CaseId::parse("R9-nozei").expect("id"),
            vendor: None,
            until,
            reason: "協議による".to_owned(),
            by: "山田".to_owned(),
            line: 0,
        };
        let text = changed(EXAMPLE, |settings| {
            settings.add_deadline(&deadline(day(2027, 5, 31)));
            settings.add_deadline(&deadline(day(2027, 6, 30)));
        });
        let days: Vec<Date> = read(&text).deadlines.iter().map(|one| one.until).collect();
        assert_eq!(days, [day(2027, 5, 31), day(2027, 6, 30)]);
    }
}
