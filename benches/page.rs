//! How fast the page is, against the built program over loopback: each page over a register of 2,000 vendors × 3 years, a hundred
//! files handed in beside what the command line takes for them, and fifty people at once on a shared page.
//! `cargo bench --bench page -- [vendors] [years] [people] [seconds]`; `ITAKU_PROGRAM` measures another build.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement"
)]

#[path = "../tests/support/filled_register.rs"]
mod filled_register;
#[path = "../tests/support/served.rs"]
mod served;

use served::{Ask, Person, Served, account, itaku, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Requests of each page.
const TIMES: usize = 30;
const FILES: usize = 100;

fn main() {
    let arguments: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let number = |index: usize, otherwise: u64| arguments.get(index).copied().unwrap_or(otherwise);
    let folder = workspace("yuzawa");
    let (vendors, years) = (number(0, 2_000), number(1, 3));
    filled_register::fill(folder.path(), usize::try_from(vendors).unwrap(), i16::try_from(years).unwrap());
    println!("台帳: 事業者{vendors} × {years}年");
    pages(folder.path());
    files();
    people(folder.path(), usize::try_from(number(2, 50)).unwrap(), Duration::from_secs(number(3, 20)));
}

/// Times in order, as median, 95 of 100, and longest.
fn told(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_micros() as u64;
    let milliseconds = |micro: u64| format!("{}.{:02}", micro / 1000, micro % 1000 / 10);
    format!("中央 {} ms、95% {} ms、最大 {} ms", milliseconds(at(50)), milliseconds(at(95)), milliseconds(at(100)))
}

/// Every page that can be reached, one of each kind.
fn found(served: &Served, person: &Person) -> Vec<String> {
    let (mut pages, mut kinds) = (Vec::new(), BTreeSet::new());
    let mut wanted = vec!["/".to_owned()];
    while let Some(path) = wanted.pop() {
        let (place, query) = path.split_once('?').unwrap_or((&path, ""));
        let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
        if !kinds.insert(format!("{place}?{}", keys.join("&"))) {
            continue;
        }
        let answer = served.ask(&Ask::get(&path).by(person));
        if answer.status != 200 || answer.header("content-disposition").is_some() {
            continue;
        }
        let text = answer.text();
        let links = text.split("href=\"/").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
        let links = links.map(|link| link.replace("&amp;", "&").replace("&#x3D;", "="));
        wanted.extend(
            links
                .filter(|link| !link.starts_with("assets/"))
                .map(|link| format!("/{}", link.split('#').next().unwrap_or_default())),
        );
        pages.push(path);
    }
    pages.sort();
    pages
}

fn pages(folder: &Path) {
    let served = Served::own(folder);
    let person = served.enter();
    for path in found(&served, &person) {
        let ask = Ask::get(&path).by(&person).bytes(&served);
        let began = Instant::now();
        let first = served.send(&ask).expect("answer");
        let once = began.elapsed();
        let times = (0..TIMES).map(|_| {
            let began = Instant::now();
            drop(served.send(&ask));
            began.elapsed()
        });
        println!("{path} ({} kB): 初回 {} ms、{}", first.body.len() / 1000, once.as_millis(), told(times.collect()));
    }
}

/// Copies of an example's returned files under many names.
fn many(folder: &Path) -> Vec<PathBuf> {
    let returned = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yuzawa/returned");
    let mut sheets: Vec<PathBuf> = std::fs::read_dir(returned).unwrap().map(|entry| entry.unwrap().path()).collect();
    sheets.retain(|sheet| sheet.extension().is_some_and(|ending| ending == "xlsx"));
    sheets.sort();
    let copy = |index: usize| {
        let path = folder.join(format!("回答{index:03}.xlsx"));
        std::fs::copy(&sheets[index % sheets.len()], &path).unwrap();
        path
    };
    (0..FILES).map(copy).collect()
}

fn files() {
    let sheets = tempfile::tempdir().unwrap();
    let paths = many(sheets.path());
    let began = Instant::now();
    let done = itaku().args(["read", "--format", "json"]).args(&paths).output().unwrap();
    println!("{FILES}件を itaku read: {} ms（{}）", began.elapsed().as_millis(), done.status);

    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let bytes: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    let began = Instant::now();
    // As the script does: a request each, some at a time.
    std::thread::scope(|scope| {
        for part in 0..4 {
            let (bytes, served, person) = (&bytes, &served, &person);
            scope.spawn(move || {
                for (name, bytes) in bytes.iter().skip(part).step_by(4) {
                    let sent =
                        Ask::post("/assess/upload").files_of(person, &[("script", "1")], &[("file", name, bytes)]);
                    assert_eq!(served.ask(&sent).status, 200);
                }
            });
        }
    });
    let taken = began.elapsed();
    let began = Instant::now();
    let list = served.ask(&Ask::get("/assess").by(&person));
    println!(
        "{FILES}件を画面に入れる: {} ms、そのあと一覧（全件の判定）: {} ms（{}）",
        taken.as_millis(),
        began.elapsed().as_millis(),
        list.status
    );
}

fn people(folder: &Path, people: usize, time: Duration) {
    const HOST: &str = "itaku.example.lg.jp";
    for number in 0..people {
        account(folder, &format!("hito{number}"), "某", "担当");
    }
    let served =
        Served::start(folder, &["--listen", "127.0.0.1:0", "--behind-proxy", "https://itaku.example.lg.jp"], None);
    let through = |ask: Ask| served.send(&ask.host(HOST).bytes(&served));
    let began = Instant::now();
    let cookies: Vec<String> = (0..people)
        .map(|number| {
            let form = Ask::post("/login")
                .origin("https://itaku.example.lg.jp")
                .form(&[("account", &format!("hito{number}")), ("password", served::PASSWORD)]);
            let answer = through(form).expect("answer");
            answer.header("set-cookie").expect("in").split(';').next().unwrap().to_owned()
        })
        .collect();
    println!("{people}人がログインする: {} ms", began.elapsed().as_millis());
    let own = Served::own(folder);
    let pages: Vec<String> = found(&own, &own.enter());
    let end = Instant::now() + time;
    let results: Vec<(Vec<Duration>, BTreeMap<u16, usize>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = cookies
            .iter()
            .enumerate()
            .map(|(number, cookie)| {
                let (pages, through) = (&pages, &through);
                scope.spawn(move || {
                    let (mut times, mut statuses) = (Vec::new(), BTreeMap::<u16, usize>::new());
                    for page in pages.iter().cycle().skip(number) {
                        if Instant::now() > end {
                            break;
                        }
                        let began = Instant::now();
                        let answer = through(Ask::get(page).header("Cookie", cookie));
                        times.push(began.elapsed());
                        *statuses.entry(answer.map_or(0, |answer| answer.status)).or_default() += 1;
                    }
                    (times, statuses)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let times: Vec<Duration> = results.iter().flat_map(|(times, _)| times.iter().copied()).collect();
    let mut statuses = BTreeMap::<u16, usize>::new();
    for (status, count) in results.iter().flat_map(|(_, statuses)| statuses) {
        *statuses.entry(*status).or_default() += count;
    }
    println!("{people}人が同時に{}秒: {}件、状態 {statuses:?}、{}", time.as_secs(), times.len(), told(times));
}
