//! A register as it is after years, with invented vendors.

#![allow(dead_code, reason = "each measurement uses its own part")]
#![allow(clippy::unwrap_used, reason = "a measurement")]

use itaku::catalogue::Catalogue;
use itaku::register::{Answers, Assessed, Draft, FILE_NAME, Found, Register, Remedy, RemedyState, Said, Sent};
use jiff::civil::{Date, date};
use std::path::Path;

const QUESTIONS: usize = 80;

/// Records what that many vendors returned in the last years, in the workspace of the example yuzawa.
pub(crate) fn fill(folder: &Path, vendors: usize, years: i16) {
    let catalogue = itaku::catalogue::standard().unwrap();
    let mut register = Register::open(&folder.join(FILE_NAME).display().to_string(), "湯沢町").unwrap();
    for year in 0..years {
        let on = date(2026 - years + 1 + year, 11, 1);
        for vendor in 0..vendors {
            register.append(&one(catalogue, vendor, on), "総務課", on).unwrap();
        }
    }
}

pub(crate) fn name(vendor: usize) -> String {
    format!("株式会社架空{vendor}")
}

/// What one returned sheet adds.
pub(crate) fn one(catalogue: &Catalogue, vendor: usize, on: Date) -> Vec<Draft> {
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
        answered: String::new(),
    };
    let sent = Sent { case, vendor, form: "vendor-outsourcing".to_owned(), sent: on, respond_by: Some(on) };
    vec![
        Draft::of(&answers).unwrap(),
        Draft::of(&assessed).unwrap(),
        Draft::of(&remedy).unwrap(),
        Draft::of(&sent).unwrap(),
    ]
}

pub(crate) fn assessed(catalogue: &Catalogue, vendor: usize, on: Date) -> (Assessed, Answers) {
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
        unasked: 0,
        worsened: 0,
        signs: 0,
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
