//! How the register grows: one organisation × 2,000 vendors × 10 years, by default in an SQLite file; numbers and a place can be
//! given: `cargo bench --bench register -- 2000 10 [postgres://…]`.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement")]

use itaku::catalogue;
use itaku::register::{Answers, Assessed, Draft, Found, Register, Said, Standing, due};
use itaku::workspace::Workspace;
use jiff::civil::date;
use std::time::Instant;

const QUESTIONS: usize = 80;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |index: usize, otherwise: usize| {
        arguments.get(index).and_then(|argument| argument.parse().ok()).unwrap_or(otherwise)
    };
    let (vendors, years) = (number(0, 2_000), number(1, 10));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.sqlite").display().to_string();
    let place = arguments.get(2).unwrap_or(&file);
    let settings = include_str!("../examples/yuzawa/itaku.toml");
    let catalogue = catalogue::standard().unwrap();
    let workspace = Workspace::read("itaku.toml", settings, catalogue).unwrap();
    let mut register = Register::open(place, "湯沢町").unwrap();
    for year in 0..years {
        let on = date(2020 + i16::try_from(year).unwrap(), 11, 1);
        let began = Instant::now();
        for vendor in 0..vendors {
            let (assessed, answers) = one(&format!("{vendor}株式会社"), on);
            let drafts = [Draft::of(&answers).unwrap(), Draft::of(&assessed).unwrap()];
            register.append(&drafts, "総務課", on).unwrap();
        }
        let recording = began.elapsed();
        let began = Instant::now();
        let standing = Standing::of(&mut register).unwrap();
        let reading = began.elapsed();
        let list = due(&standing, &workspace, catalogue, on, on);
        let lines = standing.round(date(on.year(), 4, 1), on);
        println!(
            "{year}年目まで: 記録 1件{:?}、台帳を読む {reading:?}、期限{}件と一巡{}件まで {:?}",
            recording / u32::try_from(vendors).unwrap(),
            list.len(),
            lines.len(),
            began.elapsed()
        );
    }
    let began = Instant::now();
    let (count, faults) = register.verify().unwrap();
    println!("確かめる: 記録{count}件、誤り{}件、{:?}", faults.len(), began.elapsed());
    if let Ok(size) = std::fs::metadata(&file) {
        println!("大きさ: {} MB", size.len() / 1_000_000);
    }
}

fn one(vendor: &str, on: jiff::civil::Date) -> (Assessed, Answers) {
    let assessed = Assessed {
        case: "R9-nozei".to_owned(),
        vendor: vendor.to_owned(),
        on,
        file: format!("回答_{vendor}.xlsx"),
        sha256: format!("{on}{vendor}"),
        form: "vendor-outsourcing R8.3-1".to_owned(),
        respondent: "責任者".to_owned(),
        answered_on: Some(on),
        catalogue_edition: "R8.3-1".to_owned(),
        policy_edition: "第4.0版".to_owned(),
        profile: "standard".to_owned(),
        conclusion: "適合".to_owned(),
        lower: Some(9_000),
        upper: Some(9_500),
        counts: [70, 5, 3, 2, 0],
    };
    let found = |index: usize| Found {
        requirement: format!("OUT-{index}"),
        title: "再委託の承認の申請".to_owned(),
        statement: "再委託をするときは、事前に書面で承認を受けること。".repeat(2),
        strength: "必須".to_owned(),
        sign: "○".to_owned(),
        verdict: "充足".to_owned(),
        questions: vec![format!("Q-OUT-{index}")],
    };
    let said = |index: usize| Said {
        question: format!("Q-OUT-{index}"),
        asked: "再委託をするときは、事前に書面で承認を受けていますか。".to_owned(),
        sheet: "回答".to_owned(),
        cell: format!("D{index}"),
        subject: String::new(),
        written: "はい".to_owned(),
        answer: "met".to_owned(),
        remark: "社内規程3条により実施している".to_owned(),
        evidence: "別添1".to_owned(),
        certificates: Vec::new(),
    };
    let answers = Answers {
        assessment: assessed.key(),
        vendor: vendor.to_owned(),
        findings: (0..QUESTIONS).map(found).collect(),
        answers: (0..QUESTIONS).map(said).collect(),
    };
    (assessed, answers)
}
