use super::{FILE_NAME, Workspace, diagnostics};
use crate::assessment::{Deadline, Exception};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, Decor, DocumentMut, Item, RawString, Table, TableLike, Value};

/// Settings as the text that a person wrote. Single values are replaced, added or taken out; comments, order and everything else stay as
/// they are. Whether the text still holds is for [`super::Workspace::read`] to say: what is entered goes in as it is, even a number
/// that is none.
#[derive(Clone, Debug)]
pub struct SettingsText {
    document: DocumentMut,
    /// Whether lines end as on Windows.
    crlf: bool,
    /// Whether the file begins with a byte order mark.
    marked: bool,
    /// What could not be written in its place.
    refused: Vec<Diagnostic>,
}

const EXCEPTIONS: &[&str] = &["exception"];
const DEADLINES: &[&str] = &["deadline"];

/// Where in the settings values stand.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A table by its path: `[profile.contract]`.
    Table(&'a [&'a str]),
    /// One of several tables of a name, counted from 0: `[[case]]`. The one after the last is a new one.
    Entry(&'a [&'a str], usize),
}

/// A value as a person enters it; an empty one is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A text.
    Text(String),
    /// A whole number.
    Number(String),
    /// A day, as 2027-04-01.
    Day(String),
    /// Several texts.
    List(Vec<String>),
}

impl SettingsText {
    /// Takes the text apart.
    ///
    /// # Errors
    /// That it is no TOML; [`super::Workspace::read`] tells where.
    pub fn parse(name: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let bare = text.strip_prefix('\u{FEFF}');
        let document = bare.unwrap_or(text).replace("\r\n", "\n").parse();
        let document = document.map_err(|_| Box::new(diagnostics::not_editable(name)))?;
        Ok(Self { document, crlf: text.contains("\r\n"), marked: bare.is_some(), refused: Vec::new() })
    }

    /// Takes up a text that the program reads without a fault.
    ///
    /// # Errors
    /// All faults of the text.
    pub fn open(text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Diagnostic>> {
        Workspace::read(FILE_NAME, text, catalogue)?;
        Self::parse(FILE_NAME, text).map_err(|diagnostic| vec![*diagnostic])
    }

    /// The changed text, which the program reads without a fault.
    ///
    /// # Errors
    /// The faults that the change would bring.
    pub fn finish(self, catalogue: &Catalogue) -> Result<String, Vec<Diagnostic>> {
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let text = self.text();
        Workspace::read(FILE_NAME, &text, catalogue)?;
        Ok(text)
    }

    /// Adds an accepted risk after the others.
    pub fn add_exception(&mut self, exception: &Exception) {
        let new = Part::Entry(EXCEPTIONS, self.count(EXCEPTIONS));
        let vendor = exception.vendor.clone().unwrap_or_default();
        for (key, entered) in [
            ("requirement", Entered::Text(exception.requirement.to_string())),
            ("case", Entered::Text(exception.case.to_string())),
            ("vendor", Entered::Text(vendor)),
            ("reason", Entered::Text(exception.reason.clone())),
            ("approver", Entered::Text(exception.approver.clone())),
            ("approved", Entered::Day(exception.approved.to_string())),
            ("until", Entered::Day(exception.until.to_string())),
        ] {
            self.write(new, key, &entered);
        }
    }

    /// Gives the accepted risk of that place in the file another end.
    pub fn end_exception(&mut self, place: usize, until: Date) {
        if place < self.count(EXCEPTIONS) {
            self.write(Part::Entry(EXCEPTIONS, place), "until", &Entered::Day(until.to_string()));
        }
    }

    /// Takes out the accepted risk of that place in the file.
    pub fn remove_exception(&mut self, place: usize) {
        self.strike(EXCEPTIONS, place);
    }

    /// Adds a day for curing a gap; it counts before those that were added earlier for the same requirement.
    pub fn add_deadline(&mut self, deadline: &Deadline) {
        let new = Part::Entry(DEADLINES, self.count(DEADLINES));
        for (key, entered) in [
            ("requirement", Entered::Text(deadline.requirement.to_string())),
            ("case", Entered::Text(deadline.case.to_string())),
            ("vendor", Entered::Text(deadline.vendor.clone().unwrap_or_default())),
            ("until", Entered::Day(deadline.until.to_string())),
            ("reason", Entered::Text(deadline.reason.clone())),
            ("by", Entered::Text(deadline.by.clone())),
        ] {
            self.write(new, key, &entered);
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        let text = self.document.to_string();
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.marked { format!("\u{FEFF}{text}") } else { text }
    }

    /// How many tables of that name there are.
    pub fn count(&self, path: &[&str]) -> usize {
        self.item(path).and_then(Item::as_array_of_tables).map_or(0, ArrayOfTables::len)
    }

    /// A value as it is written, a list as its texts; empty where it is absent.
    pub fn values(&self, part: Part<'_>, key: &str) -> Vec<String> {
        let found = match part {
            Part::Table(path) => self.item(path).and_then(|table| table.get(key)),
            Part::Entry(path, at) => self
                .item(path)
                .and_then(Item::as_array_of_tables)
                .and_then(|entries| entries.get(at))
                .and_then(|table| table.get(key)),
        };
        match found.and_then(Item::as_value) {
            Some(Value::Array(list)) => list.iter().map(written).collect(),
            Some(value) => vec![written(value)],
            None => Vec::new(),
        }
    }

    fn item(&self, path: &[&str]) -> Option<&Item> {
        path.iter().try_fold(self.document.as_item(), |item, key| item.get(key))
    }

    /// Writes a value, or takes it out where it is empty. What says the same already keeps its very form.
    pub fn write(&mut self, part: Part<'_>, key: &str, entered: &Entered) {
        let new = entered.value();
        if self.values(part, key) == entered.texts() {
            return;
        }
        if let Some(table) = self.table(part, new.is_some()) {
            match (new, table.get_mut(key).and_then(Item::as_value_mut)) {
                (Some(mut new), Some(old)) => {
                    *new.decor_mut() = old.decor().clone();
                    *old = new;
                }
                (Some(new), None) => {
                    table.insert(key, Item::Value(new));
                }
                (None, _) => take_out(table, key),
            }
        }
        // Tables can be written in ways in which no value has a line of its own.
        if self.values(part, key) != entered.texts() {
            self.refused.push(diagnostics::not_in_its_place(FILE_NAME, key));
        }
    }

    /// What could not be written in its place; [`Self::finish`] refuses then.
    pub fn refused(&self) -> &[Diagnostic] {
        &self.refused
    }

    /// Takes out one of several tables. What is written above it stays.
    pub fn strike(&mut self, path: &[&str], at: usize) {
        let Some(entries) = self.entries(path) else { return };
        if at >= entries.len() {
            return;
        }
        let said = comment(entries.get(at).and_then(|table| table.decor().prefix()));
        entries.remove(at);
        match entries.get_mut(at) {
            Some(next) => {
                let own = next.decor().prefix().and_then(RawString::as_str).unwrap_or_default().to_owned();
                next.decor_mut().set_prefix(format!("{said}{own}"));
            }
            None => {
                let own = self.document.trailing().as_str().unwrap_or_default().to_owned();
                self.document.set_trailing(format!("{said}{own}"));
            }
        }
    }

    /// The table, made where it is to be written to and not there yet.
    fn table(&mut self, part: Part<'_>, writes: bool) -> Option<&mut dyn TableLike> {
        match part {
            Part::Table(path) => {
                let mut table: &mut dyn TableLike = self.document.as_table_mut();
                for key in path {
                    if !table.contains_key(key) {
                        if !writes {
                            return None;
                        }
                        table.insert(key, Item::Table(new_table()));
                    }
                    table = table.get_mut(key)?.as_table_like_mut()?;
                }
                Some(table)
            }
            Part::Entry(path, at) => {
                let entries = self.entries(path)?;
                if at >= entries.len() && writes {
                    entries.push(new_table());
                }
                entries.get_mut(at).map(|table| table as &mut dyn TableLike)
            }
        }
    }

    fn entries(&mut self, path: &[&str]) -> Option<&mut ArrayOfTables> {
        let (last, above) = path.split_last()?;
        let mut table = self.document.as_table_mut();
        for key in above {
            table = table.get_mut(key)?.as_table_mut()?;
        }
        if !table.contains_key(last) {
            table.insert(last, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        table.get_mut(last)?.as_array_of_tables_mut()
    }
}

impl Entered {
    /// As it reads once it is written.
    fn texts(&self) -> Vec<String> {
        let text = match self {
            Self::List(list) => return list.clone(),
            Self::Text(text) => text.replace("\r\n", "\n").trim_matches('\n').to_owned(),
            Self::Number(text) => text.parse::<u32>().map_or_else(|_| text.clone(), |number| number.to_string()),
            Self::Day(text) => text.parse::<Date>().map_or_else(|_| text.clone(), |day| day.to_string()),
        };
        Some(text).filter(|text| !text.is_empty()).into_iter().collect()
    }

    fn value(&self) -> Option<Value> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(literal(text)),
            Self::Number(text) if !text.is_empty() => {
                Some(text.parse::<u32>().map_or_else(|_| literal(text), |number| Value::from(i64::from(number))))
            }
            // The library's own dates hold times as well.
            Self::Day(text) if !text.is_empty() => {
                let day = text.parse::<Date>().ok().and_then(|day| day.to_string().parse::<Value>().ok());
                Some(day.unwrap_or_else(|| literal(text)))
            }
            Self::List(list) if !list.is_empty() => {
                Some(Value::Array(list.iter().map(|text| literal(text)).collect::<Array>()))
            }
            _ => None,
        }
    }
}

/// A text in the quotes that settings use, where these can hold it.
fn literal(text: &str) -> Value {
    let text = text.replace("\r\n", "\n");
    let plain = !text.contains('\'') && !text.contains(char::is_control);
    let quoted = plain.then(|| format!("'{text}'").parse().ok()).flatten();
    quoted.unwrap_or_else(|| Value::from(text))
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().trim_matches('\n').to_owned(),
        other => other.clone().decorated("", "").to_string(),
    }
}

/// With a line before it, as between the tables that a person writes.
fn new_table() -> Table {
    let mut table = Table::new();
    *table.decor_mut() = Decor::new("\n", "");
    table
}

/// The comment above something; empty where there is none.
fn comment(above: Option<&RawString>) -> String {
    let above = above.and_then(RawString::as_str).unwrap_or_default();
    if above.contains('#') { above.to_owned() } else { String::new() }
}

/// The comment above the key goes over to the next key, or stays behind the one before.
fn take_out(table: &mut dyn TableLike, key: &str) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let Some(at) = keys.iter().position(|known| known == key) else { return };
    let said = comment(table.key(key).and_then(|key| key.leaf_decor().prefix()));
    table.remove(key);
    if said.is_empty() {
        return;
    }
    if let Some(mut next) = keys.get(at + 1).and_then(|next| table.key_mut(next)) {
        let own = next.leaf_decor().prefix().and_then(RawString::as_str).unwrap_or_default().to_owned();
        next.leaf_decor_mut().set_prefix(format!("{said}{own}"));
    } else if let Some(value) =
        at.checked_sub(1).and_then(|at| keys.get(at)).and_then(|last| table.get_mut(last)).and_then(Item::as_value_mut)
    {
        let own = value.decor().suffix().and_then(RawString::as_str).unwrap_or_default().to_owned();
        value.decor_mut().set_suffix(format!("{own}\n{}", said.trim_end_matches('\n')));
    }
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
