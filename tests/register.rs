//! The register, on SQLite and (with the feature) on a PostgreSQL that is started here.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

#[cfg(feature = "postgres")]
#[path = "support/postgres_server.rs"]
mod postgres_server;

use itaku::register::{Draft, Export, RecordKind, Register, Vendor};
use jiff::civil::{Date, date};

const ON: Date = date(2026, 11, 21);

fn vendor(name: &str, parent: &str) -> Draft {
    Draft::of(&Vendor {
        name: name.to_owned(),
        corporate_number: String::new(),
        head_office: String::new(),
        parent: parent.to_owned(),
        parent_place: String::new(),
    })
    .expect("draft")
}

/// The same test on every engine that is there. Each call gets a register of its own.
fn on_each_engine(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("folder");
    test(folder.path().join("register.sqlite").to_str().expect("path"));
    #[cfg(feature = "postgres")]
    postgres_server::with_database(&test);
    #[cfg(not(feature = "postgres"))]
    println!("PostgreSQL では試していません: --features postgres で試せます");
}

fn open(place: &str) -> Register {
    Register::open(place, "湯沢町").unwrap_or_else(|fault| panic!("{fault}"))
}

fn told<T>(result: Result<T, Box<itaku::diagnostic::Diagnostic>>) -> T {
    result.unwrap_or_else(|fault| panic!("{fault}"))
}

fn faults(place: &str) -> usize {
    told(open(place).verify(None)).faults.len()
}

#[test]
fn a_correction_names_what_it_corrects_and_nothing_is_overwritten() {
    on_each_engine(|place| {
        let mut register = open(place);
        assert_eq!(told(register.append(&[vendor("甲社", "")], "総務課", ON)), 1);
        assert_eq!(told(register.append(&[vendor("甲社", "")], "総務課", ON)), 0, "the same again is not repeated");
        assert_eq!(told(register.append(&[vendor("甲社", "親会社")], "税務課", ON)), 1);
        let entries = told(register.entries());
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].corrects, entries[0].hash);
        assert_eq!(entries[1].by(), "税務課");
        let standing: Vec<Vendor> = told(register.all());
        assert_eq!(standing.len(), 1);
        assert_eq!(standing[0].parent, "親会社");
        assert_eq!(faults(place), 0);
    });
}

#[test]
fn organisations_of_one_register_are_kept_apart() {
    on_each_engine(|place| {
        told(open(place).append(&[vendor("甲社", "")], "総務課", ON));
        let mut other = told(Register::open(place, "さくら市"));
        assert!(told(other.entries()).is_empty());
        told(other.append(&[vendor("乙社", "")], "総務課", ON));
        assert_eq!(told(open(place).all::<Vendor>()).len(), 1);
        assert_eq!(told(other.verify(None)).faults, []);
    });
}

#[test]
fn a_change_that_fails_leaves_nothing() {
    on_each_engine(|place| {
        let mut register = open(place);
        told(register.append(&[vendor("甲社", "")], "総務課", ON));
        // A NUL in a text is refused by PostgreSQL; SQLite takes it. Either way the register is whole.
        let failed = register.append(&[vendor("乙社", ""), vendor("丙\0社", "")], "総務課", ON);
        let count = told(register.entries()).len();
        assert_eq!(count, if failed.is_ok() { 3 } else { 1 });
        assert_eq!(faults(place), 0);
    });
}

#[test]
fn many_writers_at_once_lose_nothing() {
    on_each_engine(|place| {
        std::thread::scope(|scope| {
            for writer in 0..8 {
                scope.spawn(move || {
                    // Even the making of the tables is done by all at once.
                    let mut register = open(place);
                    for number in 0..10 {
                        let one = vendor(&format!("{writer}の{number}社"), "");
                        assert_eq!(told(register.append(&[one], &format!("{writer}係"), ON)), 1);
                    }
                });
            }
        });
        assert_eq!(told(open(place).entries()).len(), 80);
        assert_eq!(faults(place), 0);
    });
}

#[test]
fn a_name_is_forgotten_everywhere_with_a_trace_and_the_chain_holds() {
    on_each_engine(|place| {
        let mut register = open(place);
        told(register.append(&[vendor("甲社", "青葉 太郎の親会社"), vendor("乙社", "")], "青葉 太郎", ON));
        told(register.append(&[vendor("乙社", "丙社")], "総務課", ON));
        let (count, left) = told(register.forget("青葉 太郎", "情報係", ON));
        assert_eq!((count, left.is_none()), (2, true));
        let export = serde_json::to_string(&told(register.export())).unwrap();
        assert!(!export.contains("青葉 太郎"));
        assert_eq!(told(register.entries()).last().map(|entry| entry.kind), Some(RecordKind::Forgotten));
        assert_eq!(told(register.forget("青葉 太郎", "情報係", ON)).0, 0);
        assert_eq!(faults(place), 0);
        // A name taken out twice: the later seal counts.
        assert_eq!(told(register.forget("総務課", "情報係", ON)).0, 1);
        assert_eq!(told(register.forget("の親会社", "情報係", ON)).0, 1);
        assert_eq!(faults(place), 0);
    });
}

#[test]
fn an_export_comes_back_whole_and_a_touched_one_is_refused() {
    on_each_engine(|place| {
        let mut register = open(place);
        told(register.append(&[vendor("甲社", ""), vendor("乙社", "")], "総務課", ON));
        told(register.forget("総務課", "情報係", ON));
        let export = told(register.export());
        let text = serde_json::to_string(&export).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("copy.sqlite");
        let mut copy = open(fresh.to_str().unwrap());
        let read: Export = serde_json::from_str(&text).unwrap();
        assert_eq!(copy.import(&read).unwrap(), 3);
        assert_eq!(told(copy.export()), export);
        assert!(copy.import(&read).is_err(), "two chains do not become one");
        let mut touched = read;
        touched.entries[0].sealed = touched.entries[0].sealed.replace("甲社", "丁社");
        let other = folder.path().join("other.sqlite");
        let refused = open(other.to_str().unwrap()).import(&touched).unwrap_err();
        assert_eq!(refused[0].code.id, "register-chain-broken");
    });
}

#[test]
fn every_way_of_tampering_shows() {
    for change in [
        "UPDATE entry SET sealed = replace(sealed, '乙社', '丁社') WHERE number = 2",
        "UPDATE entry SET recorded_on = '2020-01-01' WHERE number = 2",
        "UPDATE entry SET subject = '丁社' WHERE number = 2",
        "UPDATE entry SET salt = '0000000000000000' WHERE number = 2",
        "DELETE FROM entry WHERE number = 2",
        "DELETE FROM entry WHERE number = 3",
        "UPDATE entry SET organisation = 'さくら市' WHERE number = 3",
        "INSERT INTO entry SELECT organisation, 4, kind, id, subject, corrects, recorded_on, salt, sealed, seal, previous, hash FROM entry WHERE number = 1",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.sqlite");
        let place = path.to_str().unwrap();
        told(open(place).append(&[vendor("甲社", ""), vendor("乙社", ""), vendor("丙社", "")], "総務課", ON));
        assert_eq!(faults(place), 0);
        rusqlite::Connection::open(&path).unwrap().execute_batch(change).unwrap();
        assert!(faults(place) > 0, "{change}");
    }
}

#[test]
fn an_older_register_is_raised_and_a_newer_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.sqlite");
    let place = path.to_str().unwrap();
    // Version 1 as it was: no index.
    let version1 = include_str!("registers/version-1.sql");
    rusqlite::Connection::open(&path).unwrap().execute_batch(version1).unwrap();
    told(open(place).append(&[vendor("甲社", "")], "総務課", ON));
    let connection = rusqlite::Connection::open(&path).unwrap();
    let indices: i64 = connection
        .query_row("SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'entry_of_%'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(indices, 2);
    connection.execute_batch("INSERT INTO schema_version (version) VALUES (99)").unwrap();
    let refused = Register::open(place, "湯沢町").err().expect("refused");
    assert_eq!(refused.code.id, "register-newer");
}

#[test]
fn what_is_no_register_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.sqlite");
    std::fs::write(&path, "これは台帳ではありません。".repeat(100)).unwrap();
    let refused = Register::open(path.to_str().unwrap(), "湯沢町").err().expect("refused");
    assert_eq!(refused.code.id, "register-database");
    #[cfg(not(feature = "postgres"))]
    assert_eq!(
        Register::open("postgres://localhost/x", "湯沢町").err().map(|fault| fault.code.id),
        Some("register-no-postgres")
    );
}
