//! How the register grows.
//!
//! `cargo bench --bench register -- 2000 10` records 2,000 vendors of one organisation over ten years in an SQLite file.
//!
//! `cargo bench --features postgres --bench register -- country 1741 200 5` starts a PostgreSQL, records 200 vendors over five years for one
//! organisation, and loads the same texts for the others by COPY, each in a true chain of its own, at a thirtieth, a tenth and the whole of
//! the number; for the whole number the answers of former years stay empty at the others (the sizes say what they would add). All
//! organisations have the same vendors, which is the worst case of what one vendor told elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement"
)]

#[cfg(feature = "postgres")]
#[path = "../tests/support/postgres_server.rs"]
mod postgres_server;

#[path = "../tests/support/filled_register.rs"]
mod filled_register;

#[cfg(feature = "postgres")]
#[path = "register/country.rs"]
mod country;

use filled_register::{assessed, name, one};
use itaku::catalogue::{self, Catalogue};
use itaku::register::{Answers, Assessed, Register, Standing, due, signs};
use itaku::workspace::Workspace;
use jiff::civil::{Date, date};
use std::time::{Duration, Instant};

const OWN: &str = "湯沢町";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if arguments.first().is_some_and(|first| first == "country") {
        #[cfg(feature = "postgres")]
        country(number(&arguments, 1, 1_741), number(&arguments, 2, 200), number(&arguments, 3, 5));
        #[cfg(not(feature = "postgres"))]
        println!("--features postgres で作ってください");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.sqlite").display().to_string();
    let place = arguments.get(2).unwrap_or(&file);
    organisation(place, number(&arguments, 0, 2_000), number(&arguments, 1, 10));
    if let Ok(size) = std::fs::metadata(&file) {
        println!("大きさ {} MB", size.len() / 1_000_000);
    }
}

fn number(arguments: &[String], index: usize, otherwise: usize) -> usize {
    arguments.get(index).and_then(|argument| argument.parse().ok()).unwrap_or(otherwise)
}

fn year(number: usize) -> Date {
    date(2020 + i16::try_from(number).unwrap(), 11, 1)
}

/// Records all vendors of one organisation, year by year, and measures after each.
fn organisation(place: &str, vendors: usize, years: usize) {
    let catalogue = catalogue::standard().unwrap();
    let mut register = Register::open(place, OWN).unwrap();
    for number in 0..years {
        let began = Instant::now();
        for vendor in 0..vendors {
            register.append(&one(catalogue, vendor, year(number)), "総務課", year(number)).unwrap();
        }
        println!("{}年目: 記録 1件 {:?}", number + 1, began.elapsed() / u32::try_from(vendors).unwrap());
        if number == 0 || number + 1 == years || number + 1 == years / 2 {
            measured(&mut register, catalogue, vendors, year(number));
        }
    }
}

/// What people wait for.
fn measured(register: &mut Register, catalogue: &Catalogue, vendors: usize, on: Date) {
    let settings = include_str!("../examples/yuzawa/itaku.toml");
    let workspace = Workspace::read("itaku.toml", settings, catalogue).unwrap();
    let told = |what: &str, times: Vec<Duration>| {
        let mut times = times;
        times.sort();
        println!(
            "  {what}: {:?}（{}回の真ん中。最も遅いもの {:?}）",
            times[times.len() / 2],
            times.len(),
            times[times.len() - 1]
        );
    };
    let timed = |mut work: Box<dyn FnMut(usize) + '_>, count: usize| -> Vec<Duration> {
        let one = |index| {
            let began = Instant::now();
            work(index);
            began.elapsed()
        };
        (0..count).map(one).collect()
    };
    // A day of its own, so that nothing is said twice.
    let later = on.checked_add(jiff::Span::new().days(30)).unwrap();
    let library = itaku::questionnaire::standard().unwrap();
    let recording = timed(
        Box::new(|index| {
            let vendor = index % vendors;
            let name = name(vendor);
            let standing = Standing::of_one(register, &name).unwrap();
            let before = standing.assessments.last().map(Assessed::key);
            let before: Option<Answers> = before.and_then(|key| register.find(&key).unwrap());
            let elsewhere = register.elsewhere(&name).unwrap();
            let (_, answers) = assessed(catalogue, vendor, later);
            signs("回答.xlsx", library, &answers, before.as_ref(), &elsewhere);
            register.append(&one(catalogue, vendor, later), "総務課", later).unwrap();
        }),
        20,
    );
    told("1件を前回・他団体の回答と比べて記録する", recording);
    let history = timed(Box::new(|index| drop(Standing::of_one(register, &name(index % vendors)).unwrap())), 10);
    told("1事業者の履歴", history);
    let list = timed(
        Box::new(|_| {
            let standing = Standing::of(register).unwrap();
            std::hint::black_box(due(&standing, &workspace, catalogue, later, later));
        }),
        3,
    );
    told("期限の一覧", list);
    let round = timed(
        Box::new(|_| {
            let standing = Standing::of(register).unwrap();
            std::hint::black_box(standing.round(date(on.year(), 4, 1), later));
        }),
        3,
    );
    told("年次の一巡", round);
    let mut end = None;
    let verify = timed(
        Box::new(|_| {
            let verified = register.verify(None).unwrap();
            assert!(verified.faults.is_empty());
            end = Some((verified.looked_at, verified.end));
        }),
        1,
    );
    let (count, end) = end.unwrap();
    told(&format!("連なりの確認（全{count}件）"), verify);
    told(
        "連なりの確認（控えた値の後だけ）",
        timed(Box::new(|_| assert!(register.verify(Some(&end)).unwrap().faults.is_empty())), 3),
    );
}

#[cfg(feature = "postgres")]
fn country(organisations: usize, vendors: usize, years: usize) {
    let catalogue = catalogue::standard().unwrap();
    // What is loaded need not survive a crash, and needs no log: it comes into an empty table within one change.
    let options = [
        "wal_level=minimal",
        "max_wal_senders=0",
        "autovacuum=off",
        "shared_buffers=512MB",
        "maintenance_work_mem=512MB",
        "max_parallel_maintenance_workers=1",
    ];
    let options: Vec<String> = options.iter().flat_map(|option| ["-c".to_owned(), (*option).to_owned()]).collect();
    let Some(running) = postgres_server::Server::start(tempfile::tempdir().unwrap(), &options) else { return };
    let place = running.address();
    organisation(&place, vendors, years);
    let mut server = postgres::Client::connect(&place, postgres::NoTls).unwrap();
    let first = country::Chain::read(&mut server, OWN);
    let last_year = year(years - 1).to_string();
    for part in [30, 10, 1] {
        let count = (organisations / part).max(2);
        let began = Instant::now();
        // Nothing that is measured reads what other organisations were told in former years; whole, it would be 25 GB for the country.
        let whole = part > 1;
        country::fill(&mut server, &first, OWN, count, if whole { "" } else { &last_year });
        let size = server.query_one("SELECT pg_database_size('postgres') / 1000000", &[]).unwrap();
        println!(
            "{count}団体 × {vendors}事業者 × {years}年 = 判定{}件、記録{}件、{} MB（{:?}で入れた）",
            count * vendors * years,
            count * first.len(),
            size.get::<_, i64>(0),
            began.elapsed()
        );
        // A chain that was made here is as true as one that the program wrote.
        let other = country::name(count - 1);
        assert!(!whole || Register::open(&place, &other).unwrap().verify(None).unwrap().faults.is_empty(), "{other}");
        let mut register = Register::open(&place, OWN).unwrap();
        // On a day of its own: what was loaded was recorded on the days of the first organisation.
        let on = year(years - 1).checked_add(jiff::Span::new().days(7)).unwrap();
        measured(&mut register, catalogue, vendors, on);
    }
}
