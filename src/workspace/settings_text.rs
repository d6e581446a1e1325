use super::{FILE_NAME, diagnostics};
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
        if entered.says(self.values(part, key)) {
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
        if !entered.says(self.values(part, key)) {
            self.refused.push(diagnostics::not_in_its_place(FILE_NAME, key));
        }
    }

    /// What could not be written in its place; [`Self::checked`] refuses then.
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

    /// Whether these values say the same. The order of a list says nothing: its words are ticked, not ranked.
    fn says(&self, mut values: Vec<String>) -> bool {
        let mut texts = self.texts();
        if matches!(self, Self::List(_)) {
            values.sort();
            texts.sort();
        }
        values == texts
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
