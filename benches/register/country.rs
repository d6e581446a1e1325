//! A register of many organisations, loaded as fast as the server takes it: the texts of one organisation, in chains of their own.

use postgres::Client;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::{ToSql, Type};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// An entry as it lies in the table.
struct Row {
    number: i64,
    /// Kind, id, subject.
    named: [String; 3],
    corrects: String,
    on: String,
    salt: String,
    sealed: String,
    seal: String,
    hash: String,
    packed: Vec<u8>,
}

/// All entries of one organisation.
pub(crate) struct Chain(Vec<Row>);

impl Chain {
    pub(crate) fn read(server: &mut Client, organisation: &str) -> Self {
        let sql = "SELECT number, kind, id, subject, corrects, recorded_on, salt, sealed, seal, hash, packed FROM entry \
                   WHERE organisation = $1 ORDER BY number";
        let rows = server.query(sql, &[&organisation]).unwrap();
        let row = |row: &postgres::Row| Row {
            number: row.get(0),
            named: [row.get(1), row.get(2), row.get(3)],
            corrects: row.get(4),
            on: row.get(5),
            salt: row.get(6),
            sealed: row.get(7),
            seal: row.get(8),
            hash: row.get(9),
            packed: row.get(10),
        };
        Self(rows.iter().map(row).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The names of the organisations; the first is called otherwise.
pub(crate) fn name(number: usize) -> String {
    format!("架空{number}町")
}

/// Puts the first organisation's entries and those of the others into the emptied table, then makes its indexes anew. The others' long texts
/// from before `from` stay empty.
pub(crate) fn fill(server: &mut Client, first: &Chain, own: &str, count: usize, from: &str) {
    let indexes: Vec<(String, String)> = server
        .query(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'entry' AND indexname <> 'entry_pkey'",
            &[],
        )
        .unwrap()
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect();
    let mut change = server.transaction().unwrap();
    change.batch_execute("TRUNCATE entry; TRUNCATE head; ALTER TABLE entry DROP CONSTRAINT entry_pkey").unwrap();
    for (name, _) in &indexes {
        change.batch_execute(&format!("DROP INDEX {name}")).unwrap();
    }
    let copy = "COPY entry (organisation, number, kind, id, subject, corrects, recorded_on, salt, sealed, seal, previous, hash, packed) \
                FROM STDIN BINARY";
    let mut types = vec![Type::TEXT; 13];
    types[1] = Type::INT8;
    types[12] = Type::BYTEA;
    let mut ends = Vec::new();
    let mut writer = BinaryCopyInWriter::new(change.copy_in(copy).unwrap(), &types);
    for number in 0..count {
        let organisation = if number == 0 { own.to_owned() } else { name(number) };
        let end = write(&mut writer, first, &organisation, if number == 0 { "" } else { from });
        ends.push((organisation, end));
    }
    writer.finish().unwrap();
    let last = i64::try_from(first.len()).unwrap();
    for (organisation, hash) in &ends {
        change
            .execute("INSERT INTO head (organisation, number, hash) VALUES ($1, $2, $3)", &[organisation, &last, hash])
            .unwrap();
    }
    change.batch_execute("ALTER TABLE entry ADD PRIMARY KEY (organisation, number)").unwrap();
    for (_, definition) in &indexes {
        change.batch_execute(definition).unwrap();
    }
    change.commit().unwrap();
    server.batch_execute("ANALYZE entry").unwrap();
}

/// One organisation's chain; gives back the hash of its end.
fn write(writer: &mut BinaryCopyInWriter<'_>, first: &Chain, organisation: &str, from: &str) -> String {
    let mut previous = String::new();
    let mut made: BTreeMap<&str, String> = BTreeMap::new();
    for row in &first.0 {
        let corrects = made.get(row.corrects.as_str()).cloned().unwrap_or_default();
        let [kind, id, subject] = &row.named;
        let number = row.number.to_string();
        let hash = digest([organisation, &number, kind, id, subject, &corrects, &row.on, &row.seal, &previous]);
        let packed = if row.on.as_str() < from { &Vec::new() } else { &row.packed };
        let organisation: &(dyn ToSql + Sync) = &organisation;
        writer
            .write(&[
                organisation,
                &row.number,
                kind,
                id,
                subject,
                &corrects,
                &row.on,
                &row.salt,
                &row.sealed,
                &row.seal,
                &previous,
                &hash,
                packed,
            ])
            .unwrap();
        made.insert(&row.hash, hash.clone());
        previous = hash;
    }
    previous
}

/// As the register does it.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
