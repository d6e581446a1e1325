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
mod support;

use itaku::register::{Anchor, Contract, Draft, Export, RecordKind, Register, Standing, Vendor};
use jiff::civil::{Date, date};
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// Neither in a record nor in the room that records have left.
#[test]
fn a_forgotten_name_is_nowhere_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.sqlite");
    let place = path.to_str().unwrap();
    for number in 0..40 {
        told(open(place).append(&[vendor(&format!("{number}社"), "青葉太郎")], "総務課", ON));
    }
    assert_eq!(told(open(place).forget("青葉太郎", "情報係", ON)).0, 40);
    let bytes = std::fs::read(&path).unwrap();
    let name = "青葉太郎".as_bytes();
    assert!(!bytes.windows(name.len()).any(|window| window == name));
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

/// Answers are long, and lie there deflated; the chain, a name's end and an export know nothing of it.
#[test]
fn a_long_entry_is_whole_and_touching_it_shows() {
    on_each_engine(|place| {
        let mut register = open(place);
        let long = format!("青葉 太郎の{}", "親会社".repeat(2_000));
        told(register.append(&[vendor("甲社", &long), vendor("乙社", "")], "総務課", ON));
        assert_eq!(told(register.all::<Vendor>())[0].parent, long);
        assert_eq!(told(register.append(&[vendor("甲社", &long)], "総務課", ON)), 0, "the same again");
        assert_eq!(told(register.forget("青葉 太郎", "情報係", ON)).0, 1);
        assert!(!told(register.all::<Vendor>())[0].parent.contains("青葉"));
        assert_eq!(faults(place), 0);
        let export = told(register.export());
        let folder = tempfile::tempdir().unwrap();
        let mut copy = open(folder.path().join("copy.sqlite").to_str().unwrap());
        copy.import(&export).unwrap();
        assert_eq!(told(copy.export()), export);
        by_hand(place, "UPDATE entry SET packed = '' WHERE number = 1");
        assert_eq!(faults(place), 1);
    });
}

/// Something that itaku itself would never do.
fn by_hand(place: &str, sql: &str) {
    #[cfg(feature = "postgres")]
    if place.contains("://") {
        postgres::Client::connect(place, postgres::NoTls).unwrap().batch_execute(sql).unwrap();
        return;
    }
    rusqlite::Connection::open(place).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn every_way_of_tampering_shows() {
    let changes = [
        "UPDATE entry SET sealed = replace(sealed, '乙社', '丁社') WHERE organisation = 'O' AND number = 2",
        "UPDATE entry SET recorded_on = '2020-01-01' WHERE organisation = 'O' AND number = 2",
        "UPDATE entry SET subject = '丁社' WHERE organisation = 'O' AND number = 2",
        "UPDATE entry SET salt = '0000000000000000' WHERE organisation = 'O' AND number = 2",
        "DELETE FROM entry WHERE organisation = 'O' AND number = 2",
        "DELETE FROM entry WHERE organisation = 'O' AND number = 3",
        "UPDATE entry SET organisation = 'さくら市' WHERE organisation = 'O' AND number = 3",
        "INSERT INTO entry SELECT organisation, 4, kind, id, subject, corrects, recorded_on, salt, sealed, seal, previous, hash, packed \
         FROM entry WHERE organisation = 'O' AND number = 1",
        "UPDATE head SET number = 2 WHERE organisation = 'O'",
        "DELETE FROM head WHERE organisation = 'O'",
    ];
    on_each_engine(|place| {
        for (number, change) in changes.iter().enumerate() {
            let organisation = format!("第{number}町");
            let mut register = told(Register::open(place, &organisation));
            told(register.append(&[vendor("甲社", ""), vendor("乙社", ""), vendor("丙社", "")], "総務課", ON));
            assert_eq!(told(register.verify(None)).faults, []);
            by_hand(place, &change.replace("'O'", &format!("'{organisation}'")));
            assert!(!told(register.verify(None)).faults.is_empty(), "{change}");
        }
    });
}

#[test]
fn a_chain_can_be_looked_at_from_a_noted_entry_on() {
    on_each_engine(|place| {
        let mut register = open(place);
        told(register.append(&[vendor("甲社", ""), vendor("乙社", "")], "総務課", ON));
        let noted = told(register.verify(None)).end;
        assert_eq!(Anchor::parse(&format!("{}:{}", noted.number, noted.hash)), Some(noted.clone()));
        told(register.append(&[vendor("丙社", "")], "総務課", ON));
        let verified = told(register.verify(Some(&noted)));
        assert_eq!((verified.looked_at, verified.faults), (1, Vec::new()));
        // Written anew as a whole, the chain is good in itself, and not the one that was noted.
        by_hand(place, "DELETE FROM entry; DELETE FROM head");
        told(register.append(&[vendor("甲社", ""), vendor("丁社", ""), vendor("丙社", "")], "総務課", ON));
        assert_eq!(told(register.verify(None)).faults, []);
        assert!(!told(register.verify(Some(&noted))).faults.is_empty());
    });
    assert_eq!(Anchor::parse("2:ab"), None);
    assert_eq!(Anchor::parse("x"), None);
}

/// Registers as older programs made them, whole with entries: every version is kept.
#[test]
fn an_older_register_is_raised_and_a_newer_one_refused() {
    for older in [
        include_str!("registers/version-1.sql"),
        include_str!("registers/version-2.sql"),
        include_str!("registers/version-3.sql"),
    ] {
        on_each_engine(|place| {
            by_hand(
                place,
                "DROP TABLE IF EXISTS entry; DROP TABLE IF EXISTS head; DROP TABLE IF EXISTS schema_version",
            );
            by_hand(place, older);
            let mut register = open(place);
            let before = told(register.entries()).len();
            assert_eq!(told(register.append(&[vendor("新社", "")], "総務課", ON)), 1);
            assert_eq!(told(register.entries()).len(), before + 1);
            assert_eq!(faults(place), 0);
            told(Standing::of(&mut register));
            // What went before is read in the forms of today.
            assert_eq!(told(register.all::<Contract>()).len(), usize::from(before > 0));
            by_hand(place, "INSERT INTO schema_version (version) VALUES (99)");
            let refused = Register::open(place, "湯沢町").err().expect("refused");
            assert_eq!(refused.code.id, "register-newer");
            by_hand(place, "DELETE FROM schema_version WHERE version = 99");
        });
    }
}

/// The program as it records the returned sheets of the example.
fn recording(place: &str) -> Command {
    let workspace = support::example("yuzawa");
    let mut command = Command::new(env!("CARGO_BIN_EXE_itaku"));
    command.arg("record").arg(workspace.join("returned")).args(["--by", "総務課", "--today", "2026-11-21"]);
    command.args(["--register", place, "--workspace"]).arg(workspace).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Assessments of the example, the organisation's own among them.
const ALL: usize = 7;

fn assessments(place: &str) -> usize {
    told(open(place).standing(RecordKind::Assessment)).len()
}

#[test]
fn a_kill_at_any_moment_leaves_the_register_whole() {
    on_each_engine(|place| {
        let mut killed = 0;
        for moment in 0..24 {
            let mut child = recording(place).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(30 * moment));
            killed += usize::from(child.try_wait().unwrap().is_none());
            drop(child.kill());
            child.wait().unwrap();
            assert_eq!(faults(place), 0);
            // An assessment and its answers are one change.
            let answers = told(open(place).standing(RecordKind::Answers)).len();
            assert_eq!(assessments(place), answers);
        }
        println!("記録中に止めた回数: {killed}");
        assert!(recording(place).status().unwrap().success());
        assert_eq!((assessments(place), faults(place)), (ALL, 0));
    });
}

#[test]
fn several_people_who_record_the_same_at_once_record_it_once() {
    on_each_engine(|place| {
        let mut people: Vec<_> = (0..3).map(|_| recording(place).spawn().unwrap()).collect();
        for person in &mut people {
            assert!(person.wait().unwrap().success());
        }
        assert_eq!((assessments(place), faults(place)), (ALL, 0));
        let entries = told(open(place).entries()).len();
        assert!(recording(place).status().unwrap().success());
        assert_eq!(told(open(place).entries()).len(), entries, "nothing is there twice");
    });
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_the_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.sqlite");
    let place = path.to_str().unwrap();
    let mut refused = 0;
    for blocks in [40, 200, 400, 600] {
        // Files may grow to so many blocks of 512 bytes, as if no more room were left; the signal is ignored, so that writing fails.
        let command = recording(place);
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        limited.arg(command.get_program()).args(command.get_args());
        let output = limited.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        refused += usize::from(!output.status.success() && said.contains("register-database"));
        if path.is_file() && std::fs::metadata(&path).unwrap().len() > 0 {
            assert_eq!(faults(place), 0, "{said}");
        }
    }
    assert!(refused >= 2, "{refused}");
    assert!(recording(place).status().unwrap().success());
    assert_eq!((assessments(place), faults(place)), (ALL, 0));
}

/// Where the system lets us mount a small disk (root on Linux); elsewhere that is said.
#[cfg(feature = "postgres")]
#[test]
fn a_full_disk_of_the_server_is_told_and_leaves_the_register_whole() {
    let disk = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=120m", "tmpfs"]).arg(disk.path()).status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("小さな領域を作れないので、サーバーの容量不足は試していません");
        return;
    }
    let whole = std::panic::catch_unwind(|| {
        let folder = tempfile::tempdir_in(disk.path()).unwrap();
        let Some(server) = postgres_server::Server::start(folder, &[]) else { return };
        let place = server.address();
        open(&place);
        let filler = disk.path().join("filler");
        let full = Command::new("dd").args(["if=/dev/zero", "bs=64k"]).arg(format!("of={}", filler.display())).output();
        assert!(full.is_ok_and(|output| !output.status.success()), "the disk is full");
        let output = recording(&place).stderr(Stdio::piped()).output().unwrap();
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains("register-database"));
        std::fs::remove_file(&filler).unwrap();
        assert_eq!(faults(&place), 0);
        assert!(recording(&place).status().unwrap().success());
        assert_eq!((assessments(&place), faults(&place)), (ALL, 0));
    });
    assert!(Command::new("umount").arg("-l").arg(disk.path()).status().unwrap().success());
    whole.unwrap();
}

/// A server with a certificate that an authority of our own has made for `localhost`.
#[cfg(feature = "postgres")]
#[test]
fn a_server_is_believed_only_with_its_certificate() {
    if Command::new("openssl").arg("version").output().is_err() {
        assert!(std::env::var_os("ITAKU_CI").is_none(), "no openssl here");
        println!("openssl がないので、証明書は試していません");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let keys = tempfile::tempdir().unwrap();
    let at = |name: &str| keys.path().join(name).display().to_string();
    let openssl = |arguments: &[&str]| {
        let done = Command::new("openssl").args(arguments).current_dir(keys.path()).output();
        assert!(done.as_ref().is_ok_and(|output| output.status.success()), "{done:?}");
    };
    let new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    for authority in ["ours", "another"] {
        let (key, pem, name) = (format!("{authority}.key"), format!("{authority}.pem"), format!("/CN={authority}"));
        openssl(&[&["req", "-x509", "-days", "2", "-subj", &name, "-keyout", &key, "-out", &pem][..], &new].concat());
    }
    openssl(&[&["req", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr"][..], &new].concat());
    std::fs::write(keys.path().join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    openssl(&[
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ours.pem",
        "-CAkey",
        "ours.key",
        "-days",
        "2",
        "-extfile",
        "names",
        "-out",
        "server.pem",
    ]);
    postgres_server::hand_over(keys.path());
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut options = Vec::new();
    for option in [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        "ssl=on".to_owned(),
        format!("ssl_cert_file={}", at("server.pem")),
        format!("ssl_key_file={}", at("server.key")),
    ] {
        options.extend(["-c".to_owned(), option]);
    }
    let Some(_server) = postgres_server::Server::start_at(folder, &options, port) else { return };
    let workspace = support::example("yuzawa");
    let try_it = |host: &str, authority: &str, more: &str| {
        let address = format!("postgres://postgres@{host}:{port}/postgres{more}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_itaku"));
        command.args(["register", "verify", "--register", &address, "--workspace"]).arg(&workspace);
        let output = command.env("SSL_CERT_FILE", at(authority)).env_remove("SSL_CERT_DIR").output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let (good, said) = try_it("localhost", "ours.pem", "");
    assert!(good, "{said}");
    for (host, authority) in [("127.0.0.1", "ours.pem"), ("localhost", "another.pem")] {
        let (good, said) = try_it(host, authority, "");
        assert!(!good && said.contains("register-not-believed"), "{host} {authority}: {said}");
    }
    // Only who says so goes without.
    assert!(try_it("127.0.0.1", "another.pem", "?sslmode=disable").0);
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
