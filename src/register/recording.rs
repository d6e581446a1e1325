//! What is recorded: the settings' cases and exceptions, one vendor's sheets with what follows from them, the organisation's own.

use super::{
    AcceptedRisk, Account, Answers, Assessed, Change, Contract, Draft, Elsewhere, Held, Named, RecordKind, Register,
    Remedy, RemedyState, Standing, Told, Vendor, compare, diagnostics, signs,
};
use crate::assessment::{Exception, Finding, Grounds, assess};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::intake::{self, Desk, Judged, OwnSheets, Submission};
use crate::questionnaire::{self, AnswerSheet};
use crate::workspace::Workspace;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The cases and exceptions of the settings, as far as the register does not have them so already.
///
/// # Errors
/// What the register says.
pub fn record_settings(register: &mut Register, workspace: &Workspace, by: &str, on: Date) -> Told<()> {
    let mut settled = contracts(register, workspace)?;
    settled.extend(exceptions(workspace)?);
    register.append(&settled, by, on).map(drop)
}

/// What became of returned files that were to be recorded.
#[derive(Clone, Debug, Default)]
pub struct RecordedFiles {
    /// How many vendors' sheets are in the register now and were not before.
    pub new: usize,
    /// How many were there already.
    pub known: usize,
    /// How many of the organisation's own sheets are in the register now and were not before.
    pub own: usize,
    /// What is to be told of files that were recorded.
    pub told: Vec<Diagnostic>,
    /// Why a file was not recorded.
    pub refused: BTreeMap<PathBuf, Vec<Diagnostic>>,
}

/// Under which day assessments are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedOn {
    /// The day on which is judged.
    Today,
    /// The day on the sheets: those of former years, oldest first.
    DayOfAnswer,
}

/// Everything: the settings, the organisation's own sheets, and each vendor's; a file that cannot be recorded leaves the others.
///
/// # Errors
/// What the register says of settings and own sheets.
pub fn record_files(
    register: &mut Register,
    desk: &Desk<'_>,
    files: &[PathBuf],
    on: RecordedOn,
    by: &str,
) -> Told<RecordedFiles> {
    record_settings(register, desk.workspace, by, desk.on)?;
    let (own, mut submissions) = desk.sort(files);
    let own_new = match on {
        RecordedOn::Today => record_own(register, desk, &own, by)?,
        RecordedOn::DayOfAnswer => {
            submissions = oldest_first(desk, submissions);
            record_own_former(register, desk, &own, by)?
        }
    };
    let mut done = RecordedFiles { own: own_new, ..RecordedFiles::default() };
    for submission in &submissions {
        let mut told = Vec::new();
        let mut refused = BTreeMap::new();
        let judged = desk.judge(submission, &mut refused, |judged| {
            told.extend_from_slice(judged.doubts);
            match on {
                RecordedOn::Today => record_vendor(register, desk, judged, by),
                RecordedOn::DayOfAnswer => record_former(register, desk, judged, by),
            }
        });
        done.told.append(&mut told);
        match judged.and_then(Option::transpose) {
            Ok(None) => {}
            Ok(Some(Recorded { new: false, .. })) => done.known += 1,
            Ok(Some(Recorded { signs, .. })) => {
                done.told.extend(signs);
                done.new += 1;
            }
            Err(diagnostic) => {
                refused.insert(submission.main.clone(), vec![*diagnostic]);
            }
        }
        for (path, why) in refused {
            // Whose it is was said when it was recorded: the same bytes need not say so again.
            if is_recorded(register, &path)? {
                done.known += 1;
            } else {
                done.refused.insert(path, why);
            }
        }
    }
    Ok(done)
}

/// Whether an assessment of a file with the same bytes is in the register.
fn is_recorded(register: &mut Register, path: &Path) -> Told<bool> {
    let Ok(sha256) = intake::fingerprint(path) else { return Ok(false) };
    let holds = |assessed: &Assessed| assessed.sha256.split('、').any(|known| known == sha256);
    Ok(register.all::<Assessed>()?.iter().any(holds))
}

/// By the day on the sheets; what cannot be read comes last, and is refused there.
fn oldest_first(desk: &Desk<'_>, submissions: Vec<Submission>) -> Vec<Submission> {
    let day = |submission: &Submission| {
        let judged = desk.judge(submission, &mut BTreeMap::new(), |judged| former_day(judged, desk.on).ok());
        judged.ok().flatten().flatten()
    };
    let mut dated: Vec<_> = submissions.into_iter().map(|submission| (day(&submission), submission)).collect();
    dated.sort_by_key(|(day, _)| (day.is_none(), *day));
    dated.into_iter().map(|(_, submission)| submission).collect()
}

/// What became of one vendor's sheets.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Whether they were not yet in the register.
    pub new: bool,
    /// What strikes about the answers beside last year's and those to other organisations.
    pub signs: Vec<Diagnostic>,
}

/// A former year's sheets, assessed as of the day that stands on them. Where the register knows a later assessment of this vendor and
/// case already, only assessment and answers are added: what follows from sheets follows from the latest.
///
/// # Errors
/// What the register says, or that no day stands on the sheets, or one that is still to come.
pub fn record_former(register: &mut Register, desk: &Desk<'_>, judged: &Judged<'_>, by: &str) -> Told<Recorded> {
    let on = former_day(judged, desk.on)?;
    let desk = Desk { on, ..*desk };
    let exceptions = desk.workspace.exceptions_for(judged.case, judged.vendor);
    let grounds = Grounds { on, exceptions: &exceptions, ..*judged.grounds };
    let scope = desk.catalogue.vendor_scope(grounds.profile, judged.case);
    let sheets: Vec<&AnswerSheet> = judged.sheets.iter().map(|(sheet, _)| sheet).collect();
    let deadlines = desk.workspace.deadlines_for(judged.case, judged.vendor);
    let assessment = assess(&scope, &sheets, &grounds).with_deadlines(&deadlines);
    let then = Judged { grounds: &grounds, assessment: &assessment, ..*judged };
    record_vendor(register, &desk, &then, by)
}

/// The day on a former year's sheets, the latest where several are joined.
///
/// # Errors
/// Where none can be read, or it is still to come.
pub fn former_day(judged: &Judged<'_>, today: Date) -> Told<Date> {
    let day = judged.sheets.iter().filter_map(|(sheet, _)| sheet.answered_on).max();
    day.filter(|day| *day <= today).ok_or_else(|| diagnostics::no_day(&judged.files(), day))
}

/// One vendor's sheets: the assessment with its answers, and what follows from it, in one change. Sheets that are recorded
/// already change nothing.
///
/// # Errors
/// What the register says.
pub fn record_vendor(register: &mut Register, desk: &Desk<'_>, judged: &Judged<'_>, by: &str) -> Told<Recorded> {
    let files: Vec<(&AnswerSheet, &str)> =
        judged.sheets.iter().map(|(sheet, sha256)| (sheet, sha256.as_str())).collect();
    let (mut assessed, answers) =
        Assessed::of(judged.assessment, judged.grounds, desk.workspace, judged.vendor, &files);
    if register.find::<Assessed>(&assessed.key())?.is_some() {
        return Ok(Recorded { new: false, signs: Vec::new() });
    }
    let standing = Standing::of_one(register, judged.vendor)?;
    let earlier = |known: &&Assessed| known.on <= assessed.on;
    let before = standing.of_vendor(&assessed.case, judged.vendor).filter(earlier).last().map(Assessed::key);
    let later = standing.of_vendor(&assessed.case, judged.vendor).any(|known| known.on > assessed.on);
    let before = before.map(|key| register.find::<Answers>(&key)).transpose()?.flatten();
    let elsewhere: Vec<Elsewhere> = register.elsewhere(judged.vendor)?;
    let mut signs = signs(&judged.files(), desk.library, &answers, before.as_ref(), &elsewhere);
    assessed.signs = signs.len();
    let changes = before.map(|before| compare(desk.library, &before, &answers, assessed.on));
    assessed.worsened = changes.map_or(0, |changes| changes.count(Change::Worsened));
    signs.extend(reworded(judged));
    let mut drafts = Vec::new();
    if !standing.vendors.iter().any(|known| known.name == judged.vendor) {
        drafts.push(Draft::of(&newcomer(judged.vendor))?);
    }
    drafts.push(Draft::of(&answers)?);
    drafts.push(Draft::of(&assessed)?);
    if !later {
        for remedy in remedies(judged, &standing) {
            drafts.push(Draft::of(&remedy)?);
        }
        for held in certificates(judged.vendor, &answers, &standing) {
            drafts.push(Draft::of(&held)?);
        }
    }
    let added = register.append_first((RecordKind::Assessment, &assessed.key()), &drafts, by, assessed.on)?;
    Ok(if added > 0 { Recorded { new: true, signs } } else { Recorded { new: false, signs: Vec::new() } })
}

/// Questions of other forms that read otherwise than when a person confirmed for what they stand.
fn reworded<'j>(judged: &'j Judged<'_>) -> impl Iterator<Item = Diagnostic> + 'j {
    let told = judged.sheets.iter().flat_map(|(sheet, _)| &sheet.diagnostics);
    told.filter(|diagnostic| questionnaire::diagnostics::is_reworded(diagnostic)).cloned()
}

/// The organisation's own sheets: the accounts of its ledger, and one assessment over all of them.
///
/// # Errors
/// What the register says.
pub fn record_own(register: &mut Register, desk: &Desk<'_>, own: &OwnSheets, by: &str) -> Told<usize> {
    if own.is_empty() {
        return Ok(0);
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
    register.append(&drafts, by, desk.on)?;
    let key = assessed.key();
    let whole = [Draft::of(&answers)?, Draft::of(&assessed)?];
    let added = register.append_first((RecordKind::Assessment, &key), &whole, by, desk.on)?;
    Ok(if added > 0 { own.len() } else { 0 })
}

/// The organisation's own sheets of former years, each as of the day that stands on it; those of one day belong together.
///
/// # Errors
/// What the register says, or that no day stands on a sheet.
pub fn record_own_former(register: &mut Register, desk: &Desk<'_>, own: &OwnSheets, by: &str) -> Told<usize> {
    let mut days: BTreeMap<Date, OwnSheets> = BTreeMap::new();
    for (path, (sheet, sha256)) in own {
        let day = sheet.answered_on.filter(|day| *day <= desk.on);
        let day = day.ok_or_else(|| diagnostics::no_day(&sheet.file, sheet.answered_on))?;
        days.entry(day).or_default().insert(path.clone(), (sheet.clone(), sha256.clone()));
    }
    let mut new = 0;
    for (on, sheets) in days {
        new += record_own(register, &Desk { on, ..*desk }, &sheets, by)?;
    }
    Ok(new)
}

/// The cases of the settings as records.
fn contracts(register: &mut Register, workspace: &Workspace) -> Told<Vec<Draft>> {
    let mut drafts = Vec::new();
    for case in &workspace.cases {
        let known: Option<Contract> = register.find(case.id.as_str())?;
        drafts.push(Draft::of(&Contract::of_case(case, known.as_ref()))?);
    }
    Ok(drafts)
}

fn exceptions(workspace: &Workspace) -> Told<Vec<Draft>> {
    let risk = |exception: &Exception| AcceptedRisk {
        case: exception.case.to_string(),
        vendor: exception.vendor.clone().unwrap_or_default(),
        requirement: exception.requirement.to_string(),
        reason: exception.reason.clone(),
        approver: exception.approver.clone(),
        approved: exception.approved,
        until: exception.until,
    };
    workspace.exceptions.iter().map(|exception| Draft::of(&risk(exception))).collect()
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

/// From the gaps that a clause can cure; what was never asked is no gap of the vendor's. A deadline that was set stays: a new sheet does
/// not put it off. That an answer is good now is noted, and no more: done is what a person has seen the proof of.
fn remedies(judged: &Judged<'_>, standing: &Standing) -> Vec<Remedy> {
    let case = judged.case.id.as_str();
    let mut list = Vec::new();
    for gap in &judged.assessment.gaps {
        let never_asked = judged.assessment.finding(gap).is_some_and(Finding::was_never_asked);
        if let Some(known) = open_remedy(standing, case, judged.vendor, gap.requirement.as_str()) {
            if !known.answered.is_empty() && !never_asked {
                list.push(Remedy { answered: String::new(), ..known.clone() });
            }
            continue;
        }
        let Some(deadline) = gap.deadline.filter(|_| !never_asked) else { continue };
        let Some(requirement) = judged.grounds.catalogue.requirement(&gap.requirement) else { continue };
        list.push(Remedy {
            case: case.to_owned(),
            vendor: judged.vendor.to_owned(),
            requirement: gap.requirement.to_string(),
            what: requirement.title.clone(),
            deadline,
            state: RemedyState::Open,
            proof: String::new(),
            answered: String::new(),
        });
    }
    for finding in judged.assessment.findings.iter().filter(|finding| !finding.verdict.is_gap()) {
        let id = finding.applied.requirement.id.as_str();
        if let Some(remedy) = open_remedy(standing, case, judged.vendor, id) {
            list.push(Remedy { answered: answered(finding), ..remedy.clone() });
        }
    }
    list
}

/// 「回答では充足（回答.xlsx 「回答」シート E12「はい」）」.
fn answered(finding: &Finding<'_>) -> String {
    let said = finding.basis.iter().filter_map(|basis| basis.sheet.zip(basis.response)).map(|(sheet, response)| {
        let place = Place::file(&sheet.file).sheet_named(&response.sheet).cells(response.cell);
        format!("{place}{}", quoted(&response.written))
    });
    format!("回答では{}（{}）", finding.verdict.label(), said.collect::<Vec<_>>().join("、"))
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
/// stays, but number and edition follow a renewal.
fn certificates(vendor: &str, answers: &Answers, standing: &Standing) -> Vec<Held> {
    let known =
        |scheme: &str| standing.certificates.iter().find(|known| known.vendor == vendor && known.scheme == scheme);
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for said in &answers.answers {
        for Named { scheme, expires, number, edition, .. } in said.certificates.iter().filter(|named| named.counts) {
            let entry = held.entry(scheme.clone()).or_insert_with(|| {
                let blank = || Held {
                    vendor: vendor.to_owned(),
                    scheme: scheme.clone(),
                    number: String::new(),
                    scope: String::new(),
                    edition: String::new(),
                    expires: None,
                    place: String::new(),
                };
                Held { expires: None, place: said.place(), ..known(scheme).cloned().unwrap_or_else(blank) }
            });
            let earlier = |date: &Date| entry.expires.is_none_or(|known| *date < known);
            if let Some(date) = expires.filter(earlier) {
                entry.expires = Some(date);
                entry.place = said.place();
            }
            let ended = known(scheme).and_then(|known| known.expires);
            let renewed = expires.is_some_and(|date| ended.is_none_or(|old| old < date));
            for (kept, said) in [(&mut entry.number, number), (&mut entry.edition, edition)] {
                if !said.is_empty() && (kept.is_empty() || renewed) {
                    kept.clone_from(said);
                }
            }
        }
    }
    // A sheet that names no date takes none away.
    for entry in held.values_mut().filter(|entry| entry.expires.is_none()) {
        entry.expires = known(&entry.scheme).and_then(|known| known.expires);
    }
    held.into_values().collect()
}

/// The accounts of the organisation's own ledger; its list-like sheet (庁内点検票) has none.
fn accounts(sheet: &AnswerSheet) -> Told<Vec<Draft>> {
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
    accounts.values().map(Draft::of).collect()
}
