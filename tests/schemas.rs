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
use jsonschema::Validator;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn validators() -> BTreeMap<&'static str, Validator> {
    let catalogue = itaku::catalogue::standard().expect("catalogue");
    let shapes = itaku::shapes(catalogue);
    let compiled = |shape: &itaku::datafile::Shape| {
        let schema: Value = serde_json::from_str(&shape.to_json()).expect("json");
        jsonschema::options().should_validate_formats(true).build(&schema).expect("schema")
    };
    shapes.iter().map(|shape| (shape.schema, compiled(shape))).collect()
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
        let faults: Vec<String> =
            validators[schema].iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
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
    assert_eq!(unused, ["form-map/1", "layout/1"]);
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
        let faults: Vec<String> = validators[schema].iter_errors(&json(text)).map(|fault| fault.to_string()).collect();
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
