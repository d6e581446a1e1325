//! What a kind of data file may hold, as a JSON Schema that editors understand.
//!
//! It is not written anywhere: the reader itself is asked. It gets a file that is not there, whose tables answer every
//! question with a placeholder and note what was wanted. A schema can therefore not promise what the reader refuses. Where a
//! reader goes another way because a key is there or not, it is asked once for each way.

use super::Source;
use super::table::Table;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What a kind of data file may hold.
#[derive(Clone, Debug)]
pub struct Shape {
    /// `workspace/1`.
    pub schema: &'static str,
    tables: BTreeMap<String, Fields>,
    /// What a commented template says of tables and keys.
    said: BTreeMap<(String, String), String>,
}

/// The keys of a table.
#[derive(Clone, Debug, Default)]
struct Fields {
    keys: BTreeMap<String, Field>,
    /// Any key, with a text.
    free: bool,
}

#[derive(Clone, Debug)]
struct Field {
    wanted: Wanted,
    required: bool,
}

/// What a reader wants at a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    Text(Words),
    Texts(Words),
    Integer(u32, u32),
    Flag,
    Date,
    Table,
    Tables,
}

/// Which texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    /// One of these; empty: any.
    pub(super) among: Vec<&'static str>,
    /// What it must be, in words.
    pub(super) expected: Option<String>,
}

impl Words {
    pub(super) fn any() -> Self {
        Self::default()
    }

    pub(super) fn among<T>(words: &[(&'static str, T)]) -> Self {
        Self { among: words.iter().map(|(word, _)| *word).collect(), expected: None }
    }

    pub(super) fn expected(expected: &str) -> Self {
        Self { among: Vec::new(), expected: Some(expected.to_owned()) }
    }

    fn says_more_than(&self, other: &Self) -> bool {
        (!self.among.is_empty(), self.expected.is_some()) > (!other.among.is_empty(), other.expected.is_some())
    }
}

/// Notes what a reader asks in one round.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// Keys that are said not to be there.
    absent: BTreeSet<(String, String)>,
    tables: RefCell<BTreeMap<String, Fields>>,
    /// Keys of which the reader asked whether they are there.
    looked_for: RefCell<BTreeSet<(String, String)>>,
}

impl Asking {
    pub(super) fn visit(&self, table: &str) {
        self.tables.borrow_mut().entry(table.to_owned()).or_default();
    }

    pub(super) fn note(&self, table: &str, key: &str, wanted: Wanted, required: bool) {
        let mut tables = self.tables.borrow_mut();
        let keys = &mut tables.entry(table.to_owned()).or_default().keys;
        match keys.get_mut(key) {
            Some(field) => {
                field.required |= required;
                if more(&wanted, &field.wanted) {
                    field.wanted = wanted;
                }
            }
            None => {
                keys.insert(key.to_owned(), Field { wanted, required });
            }
        }
    }

    pub(super) fn free(&self, table: &str) {
        self.tables.borrow_mut().entry(table.to_owned()).or_default().free = true;
    }

    pub(super) fn has(&self, table: &str, key: &str) -> bool {
        let key = (table.to_owned(), key.to_owned());
        let there = !self.absent.contains(&key);
        self.looked_for.borrow_mut().insert(key);
        there
    }
}

fn more(new: &Wanted, old: &Wanted) -> bool {
    match (new, old) {
        (Wanted::Text(new), Wanted::Text(old)) | (Wanted::Texts(new), Wanted::Texts(old)) => new.says_more_than(old),
        _ => false,
    }
}

/// The name of the table at `key` of `table`.
pub(super) fn below(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

impl Shape {
    /// Asks `build`, the function that [`read`](super::read) is called with for this schema.
    pub fn of<T>(schema: &'static str, build: impl Fn(&Table<'_>) -> T) -> Self {
        let mut shape = Self { schema, tables: BTreeMap::new(), said: BTreeMap::new() };
        let mut looked_for = BTreeSet::new();
        loop {
            let without = looked_for.iter().map(|key: &(String, String)| BTreeSet::from([key.clone()]));
            let absences = [BTreeSet::new(), looked_for.clone()].into_iter().chain(without);
            let ways: Vec<Asking> = absences.map(|absent| round(&build, absent)).collect();
            let found: BTreeSet<_> = ways.iter().flat_map(|way| way.looked_for.borrow().clone()).collect();
            // A way may lead to further keys that are looked for; with these, there are further ways.
            if found.is_subset(&looked_for) {
                ways.iter().for_each(|way| shape.join(&way.tables.borrow()));
                break;
            }
            looked_for.extend(found);
        }
        for (table, key) in looked_for {
            if let Some(field) = shape.tables.get_mut(&table).and_then(|fields| fields.keys.get_mut(&key)) {
                field.required = false;
            }
        }
        shape
    }

    /// Adds what one way asked: a key is required only where every way that came to its table requires it.
    fn join(&mut self, tables: &BTreeMap<String, Fields>) {
        for (name, fields) in tables {
            let Some(known) = self.tables.get_mut(name) else {
                self.tables.insert(name.clone(), fields.clone());
                continue;
            };
            known.free |= fields.free;
            for (key, field) in &mut known.keys {
                field.required &= fields.keys.get(key).is_some_and(|now| now.required);
            }
            for (key, field) in &fields.keys {
                let new = || Field { required: false, ..field.clone() };
                known.keys.entry(key.clone()).or_insert_with(new);
            }
        }
    }

    /// Takes what a commented template of such a file says above its tables and keys, for editors to show.
    #[must_use]
    pub fn described_by(mut self, template: &str) -> Self {
        let mut table = String::new();
        let mut comment: Vec<&str> = Vec::new();
        for line in template.lines() {
            // What the template shows as a possibility stands in a comment of its own.
            let bare = line.strip_prefix("# ").unwrap_or(line).trim();
            if let Some(name) = bare.strip_prefix('[').filter(|rest| rest.ends_with(']')) {
                table = name.trim_matches(['[', ']']).to_owned();
                self.say((table.clone(), String::new()), &mut comment);
            } else if let Some((key, _)) = bare.split_once(" = ").filter(|(key, _)| is_key(key)) {
                self.say((table.clone(), key.to_owned()), &mut comment);
            } else if let Some(words) = line.strip_prefix("# ") {
                comment.push(words.trim());
            } else {
                comment.clear();
            }
        }
        self
    }

    fn say(&mut self, key: (String, String), comment: &mut Vec<&str>) {
        let words = std::mem::take(comment).join("\n");
        if !words.is_empty() {
            self.said.entry(key).or_insert(words);
        }
    }

    /// The file's name: `workspace-1.json`.
    pub fn file_name(&self) -> String {
        format!("{}.json", self.schema.replace('/', "-"))
    }

    /// As JSON Schema.
    pub fn to_json(&self) -> String {
        let mut root = self.table("", "");
        if let Some(keys) = root.get_mut("properties").and_then(Value::as_object_mut) {
            keys.insert(
                "schema".to_owned(),
                json!({ "const": self.schema, "description": "このファイルの形式と、その版" }),
            );
        }
        if let Some(Value::Array(required)) = root.get_mut("required") {
            required.insert(0, json!("schema"));
        }
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".to_owned(), json!(format!("itaku {}", self.schema)));
        // A map of texts, numbers and lists is always JSON.
        serde_json::to_string_pretty(&Value::Object(root)).unwrap_or_default() + "\n"
    }

    fn table(&self, name: &str, description: &str) -> Map<String, Value> {
        let empty = Fields::default();
        let fields = self.tables.get(name).unwrap_or(&empty);
        let keys: Map<String, Value> =
            fields.keys.iter().map(|(key, field)| (key.clone(), self.field(name, key, field))).collect();
        let required: Vec<&String> =
            fields.keys.iter().filter(|(_, field)| field.required).map(|(key, _)| key).collect();
        let mut table = Map::new();
        table.insert("type".to_owned(), json!("object"));
        if !description.is_empty() {
            table.insert("description".to_owned(), json!(description));
        }
        table.insert("properties".to_owned(), Value::Object(keys));
        table.insert("required".to_owned(), json!(required));
        table.insert(
            "additionalProperties".to_owned(),
            if fields.free { json!({ "type": "string" }) } else { json!(false) },
        );
        table
    }

    fn field(&self, table: &str, key: &str, field: &Field) -> Value {
        let name = below(table, key);
        let said = |table: &str, key: &str| self.said.get(&(table.to_owned(), key.to_owned())).cloned();
        let text = |words: &Words| {
            let mut text = Map::from_iter([("type".to_owned(), json!("string"))]);
            if !words.among.is_empty() {
                text.insert("enum".to_owned(), json!(words.among));
            }
            if let Some(expected) = &words.expected {
                text.insert("description".to_owned(), json!(expected));
            }
            Value::Object(text)
        };
        let mut value = match &field.wanted {
            Wanted::Text(words) => text(words),
            Wanted::Texts(words) => json!({ "type": "array", "items": text(words) }),
            Wanted::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Wanted::Flag => json!({ "type": "boolean" }),
            Wanted::Date => json!({ "type": "string", "format": "date" }),
            Wanted::Table => Value::Object(self.table(&name, &said(&name, "").unwrap_or_default())),
            Wanted::Tables => {
                let entry = self.table(&name, &said(&name, "").unwrap_or_default());
                json!({ "type": "array", "items": entry })
            }
        };
        if let (Some(words), Some(value)) = (said(table, key), value.as_object_mut()) {
            value.insert("description".to_owned(), json!(words));
        }
        value
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

fn round<T>(build: &impl Fn(&Table<'_>) -> T, absent: BTreeSet<(String, String)>) -> Asking {
    let asking = Asking { absent, ..Asking::default() };
    let source = Source { name: "", lines: Vec::new(), faults: RefCell::default(), asking: Some(&asking) };
    build(&Table::asking(&source, String::new()));
    drop(source);
    asking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_asked_for_each_of_its_ways() {
        let shape = Shape::of("test/1", |table| {
            table.text("title");
            if table.has("one") {
                table.integer_within("one", 1, 5);
            } else if table.has("two") {
                table.optional_flag("two");
            } else {
                table.choice("three", &[("a", 1), ("b", 2)], 1);
            }
            for entry in table.tables("entry") {
                entry.parsed("id", "識別子", |text| Some(text.len()));
                entry.optional_date("day");
            }
            if let Some(names) = table.optional_table("names") {
                names.free_texts();
            }
        });
        let shape = shape.described_by("# 表題を書く\ntitle = ''\n\n# 一件ずつ\n# [[entry]]\n# id = 'x'\n");
        let found: Value = serde_json::from_str(&shape.to_json()).expect("json");
        let text = json!({ "type": "string" });
        let closed = |properties: Value, required: &[&str]| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
        let mut entry = closed(
            json!({
                "id": { "type": "string", "description": "識別子" },
                "day": { "type": "string", "format": "date" },
            }),
            &["id"],
        );
        entry["description"] = json!("一件ずつ");
        let mut wanted = closed(
            json!({
                "schema": { "const": "test/1", "description": "このファイルの形式と、その版" },
                "title": { "type": "string", "description": "表題を書く" },
                "one": { "type": "integer", "minimum": 1, "maximum": 5 },
                "two": { "type": "boolean" },
                "three": { "type": "string", "enum": ["a", "b"] },
                "entry": { "type": "array", "items": entry },
                "names": { "type": "object", "properties": {}, "required": [], "additionalProperties": text },
            }),
            &["schema", "title"],
        );
        wanted["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        wanted["title"] = json!("itaku test/1");
        assert_eq!(found, wanted);
    }
}
