//! How the register grows.
//!
//! `cargo bench --bench register -- 2000 10` records 2,000 vendors of one organisation over ten years in an SQLite file.
//!
//! `cargo bench --features postgres --bench register -- country 1741 200 5` starts a PostgreSQL, records 200 vendors over five years for one
//! organisation, and copies its entries within the server for the others (only the first one's chain is a true one: it is the one that
//! is measured), at a thirtieth, a tenth and the whole of the number.

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

use itaku::catalogue::{self, Catalogue};
use itaku::register::{
    Answers, Assessed, Draft, Found, Register, Remedy, RemedyState, Said, Sent, Standing, due, signs,
};
use itaku::workspace::Workspace;
use jiff::civil::{Date, date};
use std::time::{Duration, Instant};

const QUESTIONS: usize = 80;
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
            measured(&mut register, catalogue, vendors, years, year(number));
        }
    }
}

/// What people wait for.
fn measured(register: &mut Register, catalogue: &Catalogue, vendors: usize, years: usize, on: Date) {
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
    let recording = timed(
        Box::new(|index| {
            let vendor = index % vendors;
            let name = name(vendor);
            let standing = Standing::of_one(register, &name).unwrap();
            let before = standing.assessments.last().map(Assessed::key);
            let before: Option<Answers> = before.and_then(|key| register.find(&key).unwrap());
            let elsewhere = register.elsewhere(&name).unwrap();
            let (_, answers) = assessed(catalogue, vendor, later);
            signs("回答.xlsx", &answers, before.as_ref(), &elsewhere);
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
            assert!(!due(&standing, &workspace, catalogue, later, later).is_empty());
        }),
        3,
    );
    told("期限の一覧", list);
    let round = timed(
        Box::new(|_| {
            let standing = Standing::of(register).unwrap();
            assert!(!standing.round(date(on.year(), 4, 1), later).is_empty());
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
    let _ = years;
}

#[cfg(feature = "postgres")]
fn country(organisations: usize, vendors: usize, years: usize) {
    let catalogue = catalogue::standard().unwrap();
    postgres_server::with_database(&|place: &str| {
        organisation(place, vendors, years);
        let mut server = postgres::Client::connect(place, postgres::NoTls).unwrap();
        let mut made = 1;
        for part in [30, 10, 1] {
            let wanted = (organisations / part).max(made);
            let began = Instant::now();
            while made < wanted {
                let until = (made + 20).min(wanted);
                let copied = "INSERT INTO entry SELECT '団体' || made, number, kind, id, subject, corrects, recorded_on, salt, sealed, seal, \
                              previous, hash FROM generate_series($1::int, $2::int) AS made, entry WHERE organisation = $3 ORDER BY made, number";
                let (from, to) = (i32::try_from(made).unwrap(), i32::try_from(until - 1).unwrap());
                server.execute(copied, &[&from, &to, &OWN]).unwrap();
                made = until;
            }
            server.batch_execute("ANALYZE entry").unwrap();
            let size = server.query_one("SELECT pg_database_size('postgres') / 1000000", &[]).unwrap();
            println!(
                "{made}団体 × {vendors}事業者 × {years}年 = 判定{}件、{} MB（写すのに {:?}）",
                made * vendors * years,
                size.get::<_, i64>(0),
                began.elapsed()
            );
            let mut register = Register::open(place, OWN).unwrap();
            // Each stage on a day of its own.
            let on = year(years).checked_add(jiff::Span::new().days(i64::try_from(made).unwrap() % 200)).unwrap();
            measured(&mut register, catalogue, vendors, years, on);
        }
    });
}

fn name(vendor: usize) -> String {
    format!("株式会社架空{vendor}")
}

/// What one returned sheet adds.
fn one(catalogue: &Catalogue, vendor: usize, on: Date) -> Vec<Draft> {
    let (assessed, answers) = assessed(catalogue, vendor, on);
    let (case, vendor) = (assessed.case.clone(), assessed.vendor.clone());
    let remedy = Remedy {
        case: case.clone(),
        vendor: vendor.clone(),
        requirement: "OUT-15".to_owned(),
        what: "再委託の承認".to_owned(),
        deadline: on,
        state: if on.year() % 2 == 0 { RemedyState::Open } else { RemedyState::Done },
        proof: String::new(),
    };
    let sent = Sent { case, vendor, form: "vendor-outsourcing".to_owned(), sent: on, respond_by: Some(on) };
    vec![
        Draft::of(&answers).unwrap(),
        Draft::of(&assessed).unwrap(),
        Draft::of(&remedy).unwrap(),
        Draft::of(&sent).unwrap(),
    ]
}

fn assessed(catalogue: &Catalogue, vendor: usize, on: Date) -> (Assessed, Answers) {
    let vendor = name(vendor);
    let assessed = Assessed {
        case: "R9-nozei".to_owned(),
        vendor: vendor.clone(),
        on,
        file: format!("回答_{vendor}.xlsx"),
        sha256: format!("{on}{vendor}{}", "0123456789abcdef".repeat(3)),
        form: "vendor-outsourcing R8.3-1".to_owned(),
        respondent: "情報管理責任者".to_owned(),
        answered_on: Some(on),
        catalogue_edition: "R8.3-1".to_owned(),
        policy_edition: "第4.0版".to_owned(),
        profile: "standard".to_owned(),
        conclusion: "適合".to_owned(),
        lower: Some(9_000),
        upper: Some(9_500),
        counts: [70, 5, 3, 2, 0],
    };
    let requirements = || catalogue.requirements.iter().cycle().take(QUESTIONS).enumerate();
    let answers = Answers {
        assessment: assessed.key(),
        vendor: vendor.clone(),
        findings: requirements()
            .map(|(index, requirement)| Found {
                requirement: format!("{}-{index}", requirement.id),
                title: requirement.title.clone(),
                statement: requirement.statement.clone(),
                strength: "必須".to_owned(),
                sign: "○".to_owned(),
                verdict: "充足".to_owned(),
                questions: vec![format!("Q-{}-{index}", requirement.id)],
            })
            .collect(),
        answers: requirements()
            .map(|(index, requirement)| Said {
                question: format!("Q-{}-{index}", requirement.id),
                asked: requirement.statement.clone(),
                sheet: "回答".to_owned(),
                cell: format!("D{index}"),
                subject: String::new(),
                written: "はい".to_owned(),
                answer: "met".to_owned(),
                remark: format!("{vendor}の規程{index}条により{on}から実施している"),
                evidence: format!("別添{index}"),
                certificates: Vec::new(),
            })
            .collect(),
    };
    (assessed, answers)
}
