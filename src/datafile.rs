//! TOML files, ours and the user's, become typed values; a faulty file tells all its faults at once, with lines.
//!
//! [`read`] parses a text and hands its [`Table`] to a function that takes out what it knows. What that function asks
//! for and does not find, finds in another type or cannot accept is noted, and so is every key that nobody asked for.
//! Only a text without any fault gives a value: a reader may therefore fill gaps with placeholders and go on.
//!
//! This is the only way in. serde would stop at the first fault and speak English.

mod collection;
mod diagnostics;
mod shape;
mod table;

pub(crate) use collection::embedded;
pub use collection::{Collection, Files, each};
pub use diagnostics::CODES;
pub use shape::Shape;
pub use table::Table;

use crate::diagnostic::Diagnostic;
use std::cell::RefCell;
use toml::de::DeTable;

/// A text being read, with the faults found so far.
struct Source<'a> {
    name: &'a str,
    /// Where each line but the first begins, in bytes.
    lines: Vec<usize>,
    faults: RefCell<Vec<Diagnostic>>,
    /// There is no text: the reader is asked what it would take from one.
    asking: Option<&'a shape::Asking>,
}

/// Reads the data file `text`, called `name` in messages, of the given schema (`catalogue/1`).
///
/// # Errors
/// All faults of the file, in order of their lines.
pub fn read<T>(
    name: &str,
    text: &str,
    schema: &str,
    build: impl FnOnce(&Table<'_>) -> T,
) -> Result<T, Vec<Diagnostic>> {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect();
    let source = Source { name, lines, faults: RefCell::default(), asking: None };
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        source.fault(diagnostics::syntax(name, source.line_at(at), error.message()));
    }
    // What the parser put together after a syntax fault is its guess: its contents are not judged.
    if source.faults.borrow().is_empty() {
        let span = root.span();
        let table = Table::new(&source, root.get_ref(), span.start);
        if source.accepts(&table, schema) {
            let value = build(&table);
            drop(table);
            if source.faults.borrow().is_empty() {
                return Ok(value);
            }
        } else {
            table.forget();
        }
    }
    let mut faults = source.faults.into_inner();
    faults.sort_by_key(|fault| fault.place.line());
    Err(faults)
}

impl Source<'_> {
    fn fault(&self, diagnostic: Diagnostic) {
        self.faults.borrow_mut().push(diagnostic);
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset) + 1
    }

    fn accepts(&self, table: &Table<'_>, schema: &str) -> bool {
        let found = table.text("schema");
        if found.is_empty() || found == schema {
            return !found.is_empty();
        }
        let version = |text: &str| text.split_once('/').and_then(|(_, number)| number.parse::<u32>().ok());
        let same_kind = found.split('/').next() == schema.split('/').next();
        let line = table.line("schema");
        self.fault(if same_kind && version(&found) > version(schema) {
            diagnostics::newer_schema(self.name, line, &found, schema)
        } else {
            diagnostics::other_schema(self.name, line, &found, schema)
        });
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let result = read("案.toml", text, "case/1", |table| {
            table.text("title");
            table.integer("weight");
            table.tables("entry").iter().map(|entry| entry.text("name")).collect::<Vec<_>>()
        });
        result.expect_err("faulty").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_faults_of_a_file_are_told_at_once_in_the_order_of_lines() {
        let text = "schema = 'case/1'\ntitel = 'あ'\nweight = '三'\n[[entry]]\nname = 'a'\n[[entry]]\nnam = 'b'\n";
        insta::assert_snapshot!(faults(text).join("\n"));
    }

    #[test]
    fn syntax_faults_are_told_with_their_line() {
        insta::assert_snapshot!(faults("schema = 'case/1'\ntitle = \nweight = 3 4\n").join("\n"));
    }

    #[test]
    fn a_newer_schema_is_refused_with_what_to_do_and_nothing_else_is_judged() {
        insta::assert_snapshot!(faults("schema = 'case/2'\nunknown = 1\n").join("\n"));
    }
}
