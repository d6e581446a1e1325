//! The JSON Schemas against the reader: every data file of the project is accepted by both, and what the reader refuses for its shape
//! (an unknown key, a missing one, a wrong type, an unknown word) the schema refuses as well.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

use itaku::workspace::{TEMPLATE, Workspace};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the schemas use of JSON Schema, and nothing else: an unknown keyword is a fault of this test. The crate that knows all of it
/// costs more to build than everything else here; the schemas were held against another implementation when they were made.
struct Validator(Value);

impl Validator {
    fn is_valid(&self, value: &Value) -> bool {
        self.faults(value).is_empty()
    }

    fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        check(&self.0, value, "", &mut faults);
        faults
    }
}

fn check(schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let mut fault = |what: &str| faults.push(format!("{at}: {what}"));
    for (keyword, said) in schema.as_object().expect("an object") {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "properties" | "additionalProperties" | "items" => {}
            "type" => {
                let fits = match said.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                };
                if !fits {
                    fault("another type");
                }
            }
            "const" if said != value => fault("another value"),
            "enum" if !said.as_array().expect("words").contains(value) => fault("another word"),
            "minimum" if value.as_i64() < said.as_i64() => fault("too small"),
            "maximum" if value.as_i64() > said.as_i64() => fault("too large"),
            "format" if value.as_str().is_some_and(|text| text.parse::<jiff::civil::Date>().is_err()) => {
                fault("no date")
            }
            "required" => {
                for key in said.as_array().expect("keys").iter().filter_map(Value::as_str) {
                    if value.get(key).is_none() {
                        fault(&format!("{key} is missing"));
                    }
                }
            }
            "const" | "enum" | "minimum" | "maximum" | "format" => {}
            other => panic!("keyword {other}"),
        }
    }
    for (key, below) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{key}");
        match (&schema["properties"][key], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => faults.push(format!("{at}: unknown")),
            (Value::Null, others) => check(others, below, &at, faults),
            (known, _) => check(known, below, &at, faults),
        }
    }
    for (index, below) in value.as_array().into_iter().flatten().enumerate() {
        check(&schema["items"], below, &format!("{at}/{index}"), faults);
    }
}

fn validators() -> BTreeMap<&'static str, Validator> {
    let catalogue = itaku::catalogue::standard().expect("catalogue");
    let read = |json: String| Validator(serde_json::from_str(&json).expect("json"));
    itaku::shapes(catalogue).iter().map(|shape| (shape.schema, read(shape.to_json()))).collect()
}

/// As editors hand TOML to a schema: dates become texts.
fn json(text: &str) -> Value {
    fn of(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(flag) => Value::Bool(flag),
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(of).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of(value))).collect(),
        }
    }
    of(toml::Value::Table(text.parse::<toml::Table>().expect("toml")))
}

fn data_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        ["questionnaires", "templates", "examples"].iter().map(|name| root.join(name)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_data_file_of_the_project_fits_its_schema() {
    let validators = validators();
    let mut count = 0;
    for path in data_files() {
        let value = json(&std::fs::read_to_string(&path).expect("file"));
        let schema = value["schema"].as_str().expect("schema");
        let faults = validators[schema].faults(&value);
        assert!(faults.is_empty(), "{}\n{}", path.display(), faults.join("\n"));
        count += 1;
    }
    assert!(count > 50, "{count}");
}

/// Every kind is used by a file of the project, but for those that a workspace makes for itself.
#[test]
fn every_kind_of_data_file_has_a_schema_and_every_schema_files() {
    let used: Vec<String> = data_files()
        .iter()
        .map(|path| json(&std::fs::read_to_string(path).expect("file"))["schema"].as_str().expect("schema").to_owned())
        .collect();
    let unused: Vec<&str> =
        validators().into_keys().filter(|schema| !used.iter().any(|known| known == schema)).collect();
    assert_eq!(unused, ["corrections/1", "form-map/1", "layout/1"]);
}

/// The settings are damaged in every way that concerns their shape; the reader and the schema agree each time.
#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let catalogue = itaku::catalogue::standard().expect("catalogue");
    let validator = &validators()["workspace/1"];
    let template = TEMPLATE.replace("@NAME@", "湯沢町").replace("@SELF@", "当町");
    let lines: Vec<&str> = template.lines().collect();
    let mut damaged = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) else { continue };
        let number = if value.starts_with(|c: char| c.is_ascii_digit()) { "'x'" } else { "7" };
        let mut others = vec![String::new(), format!("{key} = {number}"), format!("{line}\n{key}x = {value}")];
        if ["kind", "information_class", "parties"].contains(&key) {
            others.push(format!("{key} = 'そんな語はない'"));
        }
        for other in others {
            let mut text: Vec<&str> = lines.clone();
            text[at] = &other;
            let text = text.join("\n");
            let read = Workspace::read("案.toml", &text, catalogue).is_ok();
            let fits = validator.is_valid(&json(&text));
            assert_eq!(read, fits, "{line} → {other:?}");
            damaged += usize::from(!read);
        }
    }
    assert!(damaged > 30, "{damaged}");
}

/// A map and a layout that the program writes itself.
#[test]
fn files_that_a_workspace_makes_fit_their_schemas() {
    let validators = validators();
    let map = "schema = 'form-map/1'\nid = 'a'\nedition = '2026-11-21'\ntitle = 't'\nsource = 's'\nlicence = '庁内限り'\nconfirmed_by = '係'\nconfirmed_on = 2026-11-21\nheaders = ['設問|回答']\n[[question]]\nnumber = '1'\ncategory = []\nquestion = 'q'\nrequirements = ['OUT-01']\nreach = 'covers'\ngood = 'yes'\n";
    let layout = "schema = 'layout/1'\nid = 'a'\nedition = 'e'\ntitle = 't'\nsource = 's'\nlicence = 'l'\nsheet = 'S'\nrows = '5-80'\n[columns]\nquestion = 'B'\nanswer = 'D'\n";
    let catalogue = itaku::catalogue::standard().expect("catalogue");
    assert!(itaku::questionnaire::FormMap::read("m", map, catalogue).is_ok());
    assert!(itaku::questionnaire::SheetLayout::read("l", layout).is_ok());
    for (schema, text) in [("form-map/1", map), ("layout/1", layout)] {
        let faults = validators[schema].faults(&json(text));
        assert!(faults.is_empty(), "{faults:?}");
        assert!(!validators[schema].is_valid(&json(&format!("extra = 1\n{text}"))));
    }
}

/// The committed schemas, which `#:schema` lines name, are those of the program: `itaku schema --out questionnaires/schemas --overwrite`.
#[test]
fn the_committed_schemas_are_those_of_the_program() {
    let catalogue = itaku::catalogue::standard().expect("catalogue");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/schemas");
    for shape in itaku::shapes(catalogue) {
        let committed = std::fs::read_to_string(folder.join(shape.file_name())).unwrap_or_default();
        assert!(committed == shape.to_json(), "{} is old", shape.file_name());
    }
}
