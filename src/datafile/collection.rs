use super::{Shape, Table, read};
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;

/// Name and text of data files.
pub type Files = &'static [(&'static str, &'static str)];

/// Data files that are part of the program, by their paths in the project.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),*]
    };
}
pub(crate) use embedded;

/// What several data files of one kind hold together.
#[derive(Clone, Debug)]
pub struct Collection<T> {
    /// All entries, in order of files and lines.
    pub entries: Vec<T>,
    /// The newest edition among the files: a change in any of them is a change of the whole.
    pub edition: String,
    /// The faults of all files.
    pub faults: Vec<Diagnostic>,
}

impl<T> Collection<T> {
    /// What files of this kind may hold; the arguments are those of [`read`](Self::read).
    pub fn shape(schema: &'static str, key: &str, entry: impl Fn(&Table<'_>) -> T) -> Shape {
        Shape::of(schema, |table| {
            head(table);
            table.tables(key).iter().for_each(|table| drop(entry(table)));
        })
    }
}

impl<T: Send> Collection<T> {
    /// Reads the entries `[[key]]` of all files; each file also has the keys that stand at the head of every data file.
    pub fn read(files: Files, schema: &str, key: &str, entry: impl Fn(&Table<'_>) -> Option<T> + Sync) -> Self {
        let read: Vec<_> = files
            .par_iter()
            .map(|(name, text)| {
                read(name, text, schema, |table| {
                    (head(table), table.tables(key).iter().filter_map(&entry).collect::<Vec<_>>())
                })
            })
            .collect();
        let mut collection = Self { entries: Vec::new(), edition: String::new(), faults: Vec::new() };
        for file in read {
            match file {
                Ok((edition, entries)) => {
                    collection.edition = collection.edition.max(edition);
                    collection.entries.extend(entries);
                }
                Err(faults) => collection.faults.extend(faults),
            }
        }
        collection
    }
}

/// Files of which each is one thing: what they hold, in order, and the faults of all.
pub fn each<T: Send>(files: Files, schema: &str, thing: impl Fn(&Table<'_>) -> T + Sync) -> (Vec<T>, Vec<Diagnostic>) {
    let read: Vec<_> = files.par_iter().map(|(name, text)| read(name, text, schema, &thing)).collect();
    let (mut things, mut faults) = (Vec::new(), Vec::new());
    for file in read {
        match file {
            Ok(thing) => things.push(thing),
            Err(found) => faults.extend(found),
        }
    }
    (things, faults)
}

/// The keys at the head of every data file; gives the edition.
fn head(table: &Table<'_>) -> String {
    for key in ["id", "title", "source", "licence"] {
        table.text(key);
    }
    table.text("edition")
}
