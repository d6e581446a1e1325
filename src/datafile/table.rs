use super::shape::{Wanted, Words, below};
use super::{Source, diagnostics};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a data file. Each method takes one key out; whatever is left over when the table is dropped is a fault.
pub struct Table<'a> {
    source: &'a Source<'a>,
    /// Absent where the reader is only asked what it wants.
    values: Option<&'a DeTable<'a>>,
    /// Its name, where the reader is asked.
    name: String,
    start: usize,
    /// Keys that were asked for and are there, then those that are not.
    asked: RefCell<Vec<&'a str>>,
    missed: RefCell<Vec<String>>,
    judged: bool,
}

impl<'a> Table<'a> {
    pub(super) fn new(source: &'a Source<'a>, values: &'a DeTable<'a>, start: usize) -> Self {
        Self {
            source,
            values: Some(values),
            name: String::new(),
            start,
            asked: RefCell::default(),
            missed: RefCell::default(),
            judged: true,
        }
    }

    /// A table of a file that is not there.
    pub(super) fn asking(source: &'a Source<'a>, name: String) -> Self {
        if let Some(asking) = source.asking {
            asking.visit(&name);
        }
        Self {
            source,
            values: None,
            name,
            start: 0,
            asked: RefCell::default(),
            missed: RefCell::default(),
            judged: false,
        }
    }

    /// Notes what is wanted, where the reader is only asked.
    fn asks(&self, key: &str, required: bool, wanted: impl FnOnce() -> Wanted) -> bool {
        match self.source.asking {
            Some(asking) => {
                asking.note(&self.name, key, wanted(), required);
                true
            }
            None => false,
        }
    }

    pub(super) fn forget(mut self) {
        self.judged = false;
    }

    fn find(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        match self.values?.get_key_value(key) {
            Some((known, value)) => {
                self.asked.borrow_mut().push(known.get_ref());
                Some(value)
            }
            None => {
                self.missed.borrow_mut().push(key.to_owned());
                None
            }
        }
    }

    fn required(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.find(key);
        if found.is_none() {
            self.source.fault(diagnostics::missing_key(self.source.name, self.own_line(), key));
        }
        found
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let line = self.source.line_at(value.span().start);
        self.source.fault(diagnostics::wrong_type(self.source.name, line, key, expected));
    }

    fn as_text(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "文字列");
        }
        text.map(|text| text.trim_matches('\n').to_owned())
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        match (self.source.asking, self.values) {
            (Some(asking), _) => asking.has(&self.name, key),
            (None, values) => values.is_some_and(|values| values.contains_key(key)),
        }
    }

    /// The line on which the table begins, counted from 1.
    pub fn own_line(&self) -> usize {
        self.source.line_at(self.start)
    }

    /// The name of the file, as messages give it.
    pub fn file(&self) -> &'a str {
        self.source.name
    }

    /// The line on which the value of `key` begins; the table's own where the key is absent.
    pub fn line(&self, key: &str) -> usize {
        self.values
            .and_then(|values| values.get(key))
            .map_or_else(|| self.own_line(), |value| self.source.line_at(value.span().start))
    }

    /// A text that must be there; empty after a fault.
    pub fn text(&self, key: &str) -> String {
        if self.asks(key, true, || Wanted::Text(Words::any())) {
            return String::new();
        }
        self.required(key).and_then(|value| self.as_text(key, value)).unwrap_or_default()
    }

    /// A text that may be there.
    pub fn optional_text(&self, key: &str) -> Option<String> {
        if self.asks(key, false, || Wanted::Text(Words::any())) {
            return None;
        }
        self.find(key).and_then(|value| self.as_text(key, value))
    }

    /// A whole number that must be there; 0 after a fault.
    pub fn integer(&self, key: &str) -> u32 {
        self.integer_within(key, 0, u32::MAX)
    }

    /// A whole number that must be there and within these bounds; the lower one after a fault.
    pub fn integer_within(&self, key: &str, least: u32, most: u32) -> u32 {
        if self.asks(key, true, || Wanted::Integer(least, most)) {
            return least;
        }
        let Some(value) = self.required(key) else { return least };
        let number = self.as_integer(key, value);
        if !(least..=most).contains(&number) {
            self.refuse(key, &number.to_string(), &format!("{least}から{most}まで"));
        }
        number.clamp(least, most)
    }

    /// A whole number that may be there.
    pub fn optional_integer(&self, key: &str) -> Option<u32> {
        if self.asks(key, false, || Wanted::Integer(0, u32::MAX)) {
            return None;
        }
        self.find(key).map(|value| self.as_integer(key, value))
    }

    fn as_integer(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> u32 {
        let number = value.get_ref().as_integer();
        let number = number.and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong_type(key, value, "0以上の整数");
        }
        number.unwrap_or(0)
    }

    /// true or false, if given.
    pub fn optional_flag(&self, key: &str) -> Option<bool> {
        if self.asks(key, false, || Wanted::Flag) {
            return None;
        }
        let value = self.find(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value, "true 又は false");
        }
        flag
    }

    /// A date without time, if given.
    pub fn optional_date(&self, key: &str) -> Option<jiff::civil::Date> {
        if self.asks(key, false, || Wanted::Date) {
            return None;
        }
        let value = self.find(key)?;
        let date = value.get_ref().as_datetime().and_then(|found| match (found.date, found.time) {
            (Some(date), None) => {
                let year = i16::try_from(date.year).ok()?;
                jiff::civil::Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
            }
            _ => None,
        });
        if date.is_none() {
            self.wrong_type(key, value, "日付(2027-01-31 の形)");
        }
        date
    }

    /// A date that must be there; the first day of 1900 after a fault.
    pub fn date(&self, key: &str) -> jiff::civil::Date {
        if !self.asks(key, true, || Wanted::Date) {
            self.required(key);
        }
        self.optional_date(key).unwrap_or(jiff::civil::date(1900, 1, 1))
    }

    /// A list of texts that must be there.
    pub fn texts(&self, key: &str) -> Vec<String> {
        if self.asks(key, true, || Wanted::Texts(Words::any())) {
            return Vec::new();
        }
        self.required(key).map(|value| self.as_texts(key, value)).unwrap_or_default()
    }

    /// A list of texts; empty where absent.
    pub fn optional_texts(&self, key: &str) -> Vec<String> {
        if self.asks(key, false, || Wanted::Texts(Words::any())) {
            return Vec::new();
        }
        self.find(key).map(|value| self.as_texts(key, value)).unwrap_or_default()
    }

    fn as_texts(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Vec<String> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "文字列の並び");
            return Vec::new();
        };
        list.iter().filter_map(|entry| self.as_text(key, entry)).collect()
    }

    /// One of the listed words, as the value that stands beside it; `fallback` after a fault.
    pub fn choice<T: Copy>(&self, key: &str, words: &[(&'static str, T)], fallback: T) -> T {
        if self.asks(key, true, || Wanted::Text(Words::among(words))) {
            return fallback;
        }
        let written = self.text(key);
        if written.is_empty() {
            return fallback;
        }
        self.one_of(key, &written, words).unwrap_or(fallback)
    }

    /// Several of the listed words.
    pub fn choices<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Vec<T> {
        if self.asks(key, false, || Wanted::Texts(Words::among(words))) {
            return Vec::new();
        }
        self.optional_texts(key).iter().filter_map(|written| self.one_of(key, written, words)).collect()
    }

    fn one_of<T: Copy>(&self, key: &str, written: &str, words: &[(&'static str, T)]) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.source.fault(diagnostics::not_a_choice(self.source.name, self.line(key), key, written, &known));
        }
        found
    }

    /// A text that must be there and that `parse` accepts; `expected` says in words what that is.
    pub fn parsed<T>(&self, key: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.asks(key, true, || Wanted::Text(Words::expected(expected))) {
            return None;
        }
        let written = self.text(key);
        if written.is_empty() {
            return None;
        }
        let value = parse(&written);
        if value.is_none() {
            self.refuse(key, &written, expected);
        }
        value
    }

    /// A list of texts that `parse` accepts, each.
    pub fn parsed_list<T>(&self, key: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        if self.asks(key, false, || Wanted::Texts(Words::expected(expected))) {
            return Vec::new();
        }
        let keep = |written: String| {
            let value = parse(&written);
            if value.is_none() {
                self.refuse(key, &written, expected);
            }
            value
        };
        self.optional_texts(key).into_iter().filter_map(keep).collect()
    }

    /// Notes that what stands at `key` cannot be accepted.
    pub fn refuse(&self, key: &str, written: &str, expected: &str) {
        // A placeholder is nobody's fault.
        if self.source.asking.is_some() {
            return;
        }
        self.source.fault(diagnostics::wrong_value(self.source.name, self.line(key), key, written, expected));
    }

    /// The table at `key`, if there.
    pub fn optional_table(&self, key: &str) -> Option<Table<'a>> {
        if self.asks(key, false, || Wanted::Table) {
            return Some(Table::asking(self.source, below(&self.name, key)));
        }
        let value = self.find(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, value, "表([…])");
        }
        table.map(|table| Table::new(self.source, table, value.span().start))
    }

    /// The table that must be at `key`.
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        if !self.asks(key, true, || Wanted::Table) {
            self.required(key);
        }
        self.optional_table(key)
    }

    /// The tables of the array at `key` (`[[key]]`); none where absent.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        if self.asks(key, false, || Wanted::Tables) {
            return vec![Table::asking(self.source, below(&self.name, key))];
        }
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "表の並び([[…]])");
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(list.len());
        for entry in list.iter() {
            match entry.get_ref().as_table() {
                Some(table) => tables.push(Table::new(self.source, table, entry.span().start)),
                None => self.wrong_type(key, entry, "表([[…]])"),
            }
        }
        tables
    }

    /// All keys with their texts, for tables whose keys are free (a map of locators, say).
    pub fn free_texts(&self) -> Vec<(String, String)> {
        if let Some(asking) = self.source.asking {
            asking.free(&self.name);
        }
        let Some(values) = self.values else { return Vec::new() };
        let keys: Vec<String> = values.keys().map(|key| key.get_ref().to_string()).collect();
        keys.into_iter().map(|key| (key.clone(), self.text(&key))).collect()
    }
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        let Some(values) = self.values.filter(|_| self.judged) else { return };
        let asked = self.asked.borrow();
        for key in values.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let line = self.source.line_at(key.span().start);
                // Near to a key that is missing, not to one that is there already.
                let missed = self.missed.borrow();
                let known = missed.iter().map(String::as_str);
                self.source.fault(diagnostics::unknown_key(self.source.name, line, name, known));
            }
        }
    }
}
