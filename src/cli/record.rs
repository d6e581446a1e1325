//! Returned files into the register: read and assessed as `assess` does, stored whole with what follows from them.

use super::args::RecordArgs;
use super::desk::{Desk, Judged, OwnSheets};
use super::register::{self, told};
use super::returned::Foreign;
use super::{Exit, Refused, files, settings, terminal, today};
use itaku::assessment::assess;
use itaku::questionnaire::AnswerSheet;
use itaku::register::{
    AcceptedRisk, Account, Answers, Assessed, Draft, Elsewhere, Held, Named, Register, Remedy, RemedyState, Standing,
    Vendor, signs,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn run(args: &RecordArgs) -> Result<Exit, Refused> {
    let found = files::find(&args.paths)?;
    let library = settings::library()?;
    let mut opened = register::open(&args.place, &args.paths, true)?;
    let workspace = &opened.settings.workspace;
    let on = today::or_today(args.place.common.today);
    let foreign = Foreign::of(Some(&opened.settings), opened.catalogue)?;
    let desk = Desk {
        catalogue: opened.catalogue,
        library,
        workspace,
        foreign: &foreign,
        case: args.case.as_ref(),
        vendor: args.vendor.as_deref(),
        on,
    };
    let by = args.writer.by.as_str();
    let mut settled = register::contracts(workspace, &mut opened.register)?;
    settled.extend(exceptions(&desk)?);
    opened.register.append(&settled, by, on).map_err(told)?;
    let (own, submissions) = desk.sort(&found.files);
    record_own(&desk, &own, &mut opened.register, by)?;
    let (mut recorded, mut known, mut refused) = (0, 0, BTreeMap::new());
    for submission in &submissions {
        let result = desk.judge(submission, &mut refused, |judged| vendor(judged, &desk, &mut opened.register, by));
        match result {
            Ok(None) => {}
            Ok(Some(0)) => known += 1,
            Ok(Some(_)) => recorded += 1,
            Err(Refused(sentences)) => {
                refused.insert(submission.main.clone(), sentences);
            }
        }
    }
    for sentence in refused.values().flatten() {
        terminal::say(sentence);
    }
    if !own.is_empty() {
        terminal::say(&format!("庁内点検票とSNSアカウント管理台帳 {}件も記録しました", own.len()));
    }
    terminal::say(&format!(
        "記録した回答 {recorded}件、記録済み {known}件、記録できなかったファイル {}件",
        refused.len()
    ));
    Ok(if !refused.is_empty() { Exit::Failed } else { Exit::Done })
}

/// The organisation's own sheets: the accounts of its ledger, and one assessment over all of them.
fn record_own(desk: &Desk<'_>, own: &OwnSheets, register: &mut Register, by: &str) -> Result<(), Refused> {
    if own.is_empty() {
        return Ok(());
    }
    let mut drafts = Vec::new();
    for (sheet, _) in own.values() {
        drafts.extend(accounts(sheet)?);
    }
    let sheets: Vec<&AnswerSheet> = own.values().map(|(sheet, _)| sheet).collect();
    let scope = desk.catalogue.internal_scope(&desk.workspace.profile, &desk.workspace.cases);
    let grounds = desk.grounds(None);
    let assessment = assess(&scope, &sheets, &grounds);
    let files: Vec<(&AnswerSheet, &str)> = own.values().map(|(sheet, sha256)| (sheet, sha256.as_str())).collect();
    let name = &desk.workspace.organisation.name;
    let (assessed, answers) = Assessed::of(&assessment, &grounds, desk.workspace, name, &files);
    if register.find::<Assessed>(&assessed.key()).map_err(told)?.is_none() {
        drafts.push(Draft::of(&answers).map_err(told)?);
        drafts.push(Draft::of(&assessed).map_err(told)?);
    }
    register.append(&drafts, by, desk.on).map(drop).map_err(told)
}

/// One vendor's sheets: the assessment with its answers, and what follows from it, in one change.
fn vendor(judged: &Judged<'_>, desk: &Desk<'_>, register: &mut Register, by: &str) -> Result<usize, Refused> {
    for doubt in judged.doubts {
        terminal::say(&doubt.to_string());
    }
    let files: Vec<(&AnswerSheet, &str)> =
        judged.sheets.iter().map(|(sheet, sha256)| (sheet, sha256.as_str())).collect();
    let (assessed, answers) = Assessed::of(judged.assessment, judged.grounds, desk.workspace, judged.vendor, &files);
    if register.find::<Assessed>(&assessed.key()).map_err(told)?.is_some() {
        return Ok(0);
    }
    let standing = Standing::of_one(register, judged.vendor).map_err(told)?;
    let before = standing.of_vendor(&assessed.case, judged.vendor).last().map(Assessed::key);
    let before = before.map(|key| register.find::<Answers>(&key)).transpose().map_err(told)?.flatten();
    let elsewhere: Vec<Elsewhere> = register.elsewhere(judged.vendor).map_err(told)?;
    for sign in signs(&judged.files(), &answers, before.as_ref(), &elsewhere) {
        terminal::say(&sign.to_string());
    }
    let mut drafts = Vec::new();
    if !standing.vendors.iter().any(|known| known.name == judged.vendor) {
        drafts.push(Draft::of(&newcomer(judged.vendor)).map_err(told)?);
    }
    drafts.push(Draft::of(&answers).map_err(told)?);
    drafts.push(Draft::of(&assessed).map_err(told)?);
    for remedy in remedies(judged, &standing) {
        drafts.push(Draft::of(&remedy).map_err(told)?);
    }
    for held in certificates(judged.vendor, &answers, &standing) {
        drafts.push(Draft::of(&held).map_err(told)?);
    }
    register.append(&drafts, by, assessed.on).map_err(told)
}

fn newcomer(name: &str) -> Vendor {
    Vendor {
        name: name.to_owned(),
        corporate_number: String::new(),
        head_office: String::new(),
        parent: String::new(),
        parent_place: String::new(),
    }
}

/// From the gaps that a clause can cure. A deadline that was set stays: a new sheet does not put it off. What is satisfied now
/// is done.
fn remedies(judged: &Judged<'_>, standing: &Standing) -> Vec<Remedy> {
    let case = judged.case.id.as_str();
    let mut list = Vec::new();
    for gap in &judged.assessment.gaps {
        let known = open_remedy(standing, case, judged.vendor, gap.requirement.as_str());
        let (None, Some(deadline)) = (known, gap.deadline) else { continue };
        let Some(requirement) = judged.grounds.catalogue.requirement(&gap.requirement) else { continue };
        list.push(Remedy {
            case: case.to_owned(),
            vendor: judged.vendor.to_owned(),
            requirement: gap.requirement.to_string(),
            what: requirement.title.clone(),
            deadline,
            state: RemedyState::Open,
            proof: String::new(),
        });
    }
    for finding in judged.assessment.findings.iter().filter(|finding| !finding.verdict.is_gap()) {
        let id = finding.applied.requirement.id.as_str();
        if let Some(remedy) = open_remedy(standing, case, judged.vendor, id) {
            let proof = format!("{}の回答で{}", judged.files(), finding.verdict.label());
            list.push(Remedy { state: RemedyState::Done, proof, ..remedy.clone() });
        }
    }
    list
}

fn open_remedy<'s>(standing: &'s Standing, case: &str, vendor: &str, requirement: &str) -> Option<&'s Remedy> {
    standing.remedies.iter().find(|remedy| {
        remedy.case == case
            && remedy.vendor == vendor
            && remedy.requirement == requirement
            && remedy.state == RemedyState::Open
    })
}

/// The certificates that the answers name. Of several dates for one scheme the earliest counts; what a person wrote beside it
/// stays.
fn certificates(vendor: &str, answers: &Answers, standing: &Standing) -> Vec<Held> {
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for said in &answers.answers {
        for Named { scheme, expires, .. } in said.certificates.iter().filter(|named| named.counts) {
            let entry = held.entry(scheme.clone()).or_insert_with(|| {
                let known =
                    standing.certificates.iter().find(|known| known.vendor == vendor && known.scheme == *scheme);
                let blank = || Held {
                    vendor: vendor.to_owned(),
                    scheme: scheme.clone(),
                    number: String::new(),
                    scope: String::new(),
                    edition: String::new(),
                    expires: None,
                    place: String::new(),
                };
                Held { expires: None, place: said.place(), ..known.cloned().unwrap_or_else(blank) }
            });
            let earlier = |date: &Date| entry.expires.is_none_or(|known| *date < known);
            if let Some(date) = expires.filter(earlier) {
                entry.expires = Some(date);
                entry.place = said.place();
            }
        }
    }
    // A sheet that names no date takes none away.
    for entry in held.values_mut().filter(|entry| entry.expires.is_none()) {
        let known = standing.certificates.iter().find(|known| known.vendor == vendor && known.scheme == entry.scheme);
        entry.expires = known.and_then(|known| known.expires);
    }
    held.into_values().collect()
}

fn exceptions(desk: &Desk<'_>) -> Result<Vec<Draft>, Refused> {
    let risk = |exception: &itaku::assessment::Exception| AcceptedRisk {
        case: exception.case.to_string(),
        vendor: exception.vendor.clone().unwrap_or_default(),
        requirement: exception.requirement.to_string(),
        reason: exception.reason.clone(),
        approver: exception.approver.clone(),
        approved: exception.approved,
        until: exception.until,
    };
    desk.workspace.exceptions.iter().map(|exception| Draft::of(&risk(exception)).map_err(told)).collect()
}

/// The accounts of the organisation's own ledger; its list-like sheet (庁内点検票) has none.
fn accounts(sheet: &AnswerSheet) -> Result<Vec<Draft>, Refused> {
    let mut accounts: BTreeMap<&str, Account> = BTreeMap::new();
    for response in &sheet.responses {
        let Some(subject) = response.subject.as_deref() else { continue };
        let account = accounts.entry(subject).or_insert_with(|| {
            let (service, account) = subject.split_once(' ').unwrap_or((subject, ""));
            Account {
                service: service.to_owned(),
                account: account.trim().to_owned(),
                facts: Vec::new(),
                responsible: String::new(),
            }
        });
        if response.asked.contains("責任者") && account.responsible.is_empty() {
            response.written.clone_into(&mut account.responsible);
        }
        account.facts.push((response.asked.clone(), response.written.clone()));
    }
    accounts.values().map(|account| Draft::of(account).map_err(told)).collect()
}
