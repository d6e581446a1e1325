//! What falls due, and why. Each rule names the fact it rests on.

use super::{Assessed, Contract, RemedyState, Sent, Standing};
use crate::catalogue::{Case, CaseId, Catalogue, InformationClass};
use crate::workspace::Workspace;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// From this day 地方自治法施行規則16条の3 第1項第7号 holds for what begins.
const RULE_FROM: Date = date(2027, 7, 1);

/// Remedies of one day that are named; a list of forty says no more than how many they are.
const NAMED: usize = 5;

/// Why something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// A remedy's deadline.
    Remedy,
    /// An exception's end.
    Exception,
    /// A certificate's expiry.
    Certificate,
    /// The interval between assessments, or a first assessment.
    Reassessment,
    /// The catalogue or the policy is newer than the assessment.
    Edition,
    /// The form that came back did not ask all that is required.
    Unasked,
    /// A questionnaire that is to come back.
    Answer,
    /// An approved service is to be looked at again.
    Service,
    /// The end of a contract: renew or end it.
    Contract,
    /// Return and deletion after the end of a contract.
    Deletion,
    /// 施行規則16条の3 for contracts that run on the day.
    Rule,
}

impl DueKind {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Remedy => "是正の期限",
            Self::Exception => "例外措置の終わり",
            Self::Certificate => "認証の期限",
            Self::Reassessment => "再評価",
            Self::Edition => "版の改定による再評価",
            Self::Unasked => "尋ねていない要求事項",
            Self::Answer => "回答の期限",
            Self::Service => "サービスの見直し",
            Self::Contract => "契約の満了・更新",
            Self::Deletion => "返還・消去の確認",
            Self::Rule => "省令の施行",
        }
    }
}

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// Why.
    pub kind: DueKind,
    /// The case.
    pub case: String,
    /// The vendor; empty where it concerns the case as a whole.
    pub vendor: String,
    /// What is to be done.
    pub what: String,
    /// The fact it rests on.
    pub why: String,
}

/// What is overdue on `today` or falls due until `until`, earliest first.
pub fn due(standing: &Standing, workspace: &Workspace, catalogue: &Catalogue, today: Date, until: Date) -> Vec<Due> {
    let mut list = Vec::new();
    assessments(&mut list, standing, workspace, catalogue, today);
    contracts(&mut list, standing, workspace, today);
    certificates(&mut list, standing);
    exceptions(&mut list, standing, workspace);
    remedies(&mut list, standing);
    answers(&mut list, standing);
    services(&mut list, standing, today);
    listed(&mut list, standing, workspace, today);
    list.retain(|due| due.on <= until);
    list.sort();
    list.dedup();
    list
}

fn entry(on: Date, kind: DueKind, (case, vendor): (&str, &str), what: impl Into<String>, why: String) -> Due {
    Due { on, kind, case: case.to_owned(), vendor: vendor.to_owned(), what: what.into(), why }
}

fn months(workspace: &Workspace, case: &Case) -> u32 {
    let profile = workspace.profile_for(case);
    let of = |class: InformationClass| profile.interval_months.iter().find(|(known, _)| *known == class);
    of(case.class).map_or(12, |(_, months)| *months)
}

fn assessments(list: &mut Vec<Due>, standing: &Standing, workspace: &Workspace, catalogue: &Catalogue, today: Date) {
    let latest = standing.latest();
    for assessed in &latest {
        let Some(case) = CaseId::parse(&assessed.case).and_then(|id| workspace.case(&id)) else { continue };
        if ended(case, today) {
            continue;
        }
        let of = (assessed.case.as_str(), assessed.vendor.as_str());
        let months = months(workspace, case);
        if let Ok(on) = assessed.on.checked_add(i64::from(months).months()) {
            let why = format!(
                "前回の判定 {}。自治体機密性{}は{months}か月ごと（適用方針「{}」）",
                assessed.on,
                case.class.word(),
                workspace.profile_for(case).title
            );
            list.push(entry(on, DueKind::Reassessment, of, "質問票を送り、判定し直す", why));
        }
        // What was sent since is waited for.
        let sent = standing
            .sent
            .iter()
            .any(|sent| (sent.case.as_str(), sent.vendor.as_str()) == of && sent.sent > assessed.on);
        if assessed.unasked > 0 && !sent {
            let why = format!("{} に判定した様式では尋ねていない要求事項が{}件ある", assessed.on, assessed.unasked);
            let what = "追加の設問票を送る（itaku issue --only-missing）";
            list.push(entry(today, DueKind::Unasked, of, what, why));
        }
        if let Some(why) = newer_edition(assessed, workspace, catalogue) {
            list.push(entry(today, DueKind::Edition, of, "今の版で判定し直す", why));
        }
    }
    for case in workspace.cases.iter().filter(|case| !ended(case, today)) {
        let known = latest.iter().any(|assessed| assessed.case == case.id.as_str());
        // Where a questionnaire is out, the answer to it is what falls due.
        let known =
            known || standing.sent.iter().any(|sent| sent.case == case.id.as_str() && sent.respond_by.is_some());
        // Social media are assessed by the organisation's own ledger, without a vendor.
        if !known && case.kind != crate::catalogue::Kind::Sns {
            let why = format!("判定の記録がない。契約の始まり {}", case.start);
            list.push(entry(case.start, DueKind::Reassessment, (case.id.as_str(), ""), "質問票を送り、判定する", why));
        }
    }
}

fn newer_edition(assessed: &Assessed, workspace: &Workspace, catalogue: &Catalogue) -> Option<String> {
    let pairs = [
        ("目録", assessed.catalogue_edition.as_str(), catalogue.edition.as_str()),
        ("方針", assessed.policy_edition.as_str(), workspace.policy.edition.as_str()),
    ];
    let told: Vec<String> = pairs
        .into_iter()
        .filter(|(_, then, now)| then != now)
        .map(|(what, then, now)| format!("{what}の版が「{then}」から「{now}」に変わった"))
        .collect();
    (!told.is_empty()).then(|| told.join("。"))
}

fn ended(case: &Case, today: Date) -> bool {
    case.end.is_some_and(|end| end < today)
}

fn contracts(list: &mut Vec<Due>, standing: &Standing, workspace: &Workspace, today: Date) {
    let latest = standing.latest();
    for case in &workspace.cases {
        let id = case.id.as_str();
        if let Some(end) = case.end {
            if end >= today {
                let why = format!("契約の期間 {} から {end} まで", case.start);
                list.push(entry(end, DueKind::Contract, (id, ""), "更新するか、終わりの手続をする", why));
            }
            let days = workspace.profile_for(case).contract.deletion_days;
            if let Ok(on) = end.checked_add(i64::from(days).days()) {
                let assessed = latest.iter().filter(|assessed| assessed.case == id).map(|one| one.vendor.as_str());
                let of_case = |contract: &&Contract| contract.case == id || contract.within == id;
                let listed = standing.contracts.iter().filter(of_case).map(|contract| contract.vendor.as_str());
                let vendors: BTreeSet<&str> = assessed.chain(listed).filter(|vendor| !vendor.is_empty()).collect();
                for vendor in vendors {
                    let done = |deletion: &super::Deletion| deletion.case == id && deletion.vendor == vendor;
                    if end < today && !standing.deletions.iter().any(done) {
                        let why = format!("契約が {end} に終わり、返還・消去の記録がない（終わりから{days}日以内）");
                        let of = (id, vendor);
                        list.push(entry(on, DueKind::Deletion, of, "返還・消去の証明を受け、記録する", why));
                    }
                }
            }
        }
        let runs_then = case.start < RULE_FROM && case.end.is_none_or(|end| end >= RULE_FROM);
        if runs_then && today <= RULE_FROM {
            let why = format!(
                "地方自治法施行規則16条の3 第1項第7号が施行される日に続いている契約（始まり {}）。更新・再契約が新たな開始に当たるかを確かめる",
                case.start
            );
            list.push(entry(RULE_FROM, DueKind::Rule, (id, ""), "要求事項と特記事項を見直す", why));
        }
    }
}

/// Contracts that only the office's list knows: nobody has said yet what they demand.
fn listed(list: &mut Vec<Due>, standing: &Standing, workspace: &Workspace, today: Date) {
    let settled = |id: &str| workspace.cases.iter().any(|case| case.id.as_str() == id);
    let latest = standing.latest();
    let unsettled = |contract: &&Contract| !settled(&contract.case) && !settled(&contract.within);
    for contract in standing.contracts.iter().filter(unsettled) {
        let of = (contract.case.as_str(), contract.vendor.as_str());
        if let Some(end) = contract.end.filter(|end| *end < today) {
            let days = workspace.profile.contract.deletion_days;
            let done = |deletion: &super::Deletion| {
                deletion.case == contract.case && (contract.vendor.is_empty() || deletion.vendor == contract.vendor)
            };
            if let Ok(on) = end.checked_add(i64::from(days).days())
                && !standing.deletions.iter().any(done)
            {
                let why = format!(
                    "「{}」の契約が {end} に終わり、返還・消去の記録がない（終わりから{days}日以内。一覧から取り込んだ契約）",
                    contract.title
                );
                list.push(entry(on, DueKind::Deletion, of, "返還・消去の証明を受け、記録する", why));
            }
            continue;
        }
        if let Some(end) = contract.end {
            let why = format!("「{}」の契約が {end} に終わる（一覧から取り込んだ契約）", contract.title);
            list.push(entry(end, DueKind::Contract, of, "更新するか、終わりの手続をする", why));
        }
        if let Some(start) = contract.start {
            // The same vendor may have been assessed for another case: that says nothing of this contract.
            if !latest.iter().any(|assessed| assessed.case == contract.case) {
                let why = format!(
                    "「{}」の契約が {start} に始まり、判定の記録がない（一覧から取り込んだ契約）",
                    contract.title
                );
                list.push(entry(start, DueKind::Reassessment, of, "案件を itaku.toml に書き、質問票を送る", why));
            }
            if start < RULE_FROM && contract.end.is_none_or(|end| end >= RULE_FROM) && today <= RULE_FROM {
                let why = format!(
                    "地方自治法施行規則16条の3 第1項第7号が施行される日に続いている契約「{}」（始まり {start}）",
                    contract.title
                );
                list.push(entry(RULE_FROM, DueKind::Rule, of, "要求事項と特記事項を見直す", why));
            }
        }
    }
}

fn certificates(list: &mut Vec<Due>, standing: &Standing) {
    for held in &standing.certificates {
        let Some(expires) = held.expires else { continue };
        let number = if held.number.is_empty() { String::new() } else { format!(" 番号{}", held.number) };
        let why = format!("{}{number}の期限 {expires}", held.scheme);
        let what = format!("{}の更新を確かめる", held.scheme);
        list.push(entry(expires, DueKind::Certificate, ("", &held.vendor), what, why));
    }
}

fn exceptions(list: &mut Vec<Due>, standing: &Standing, workspace: &Workspace) {
    let settled = workspace.exceptions.iter().map(|exception| {
        let vendor = exception.vendor.as_deref().unwrap_or_default();
        (exception.case.as_str(), vendor, exception.requirement.as_str(), exception.approver.as_str(), exception.until)
    });
    let recorded = standing.exceptions.iter().map(|risk| {
        (risk.case.as_str(), risk.vendor.as_str(), risk.requirement.as_str(), risk.approver.as_str(), risk.until)
    });
    let mut last: BTreeMap<(&str, &str, &str), (&str, Date)> = BTreeMap::new();
    for (case, vendor, requirement, approver, until) in recorded.chain(settled) {
        let held = last.entry((case, vendor, requirement)).or_insert((approver, until));
        // What was renewed ends later.
        if held.1 < until {
            *held = (approver, until);
        }
    }
    for ((case, vendor, requirement), (approver, until)) in last {
        let why = format!("例外措置 {requirement}（承認者 {approver}）は {until} まで");
        list.push(entry(until, DueKind::Exception, (case, vendor), "解消を確かめるか、承認を取り直す", why));
    }
}

/// What is to be cured by one day, in one line; in another what the vendor says is cured.
fn remedies(list: &mut Vec<Due>, standing: &Standing) {
    let mut open: BTreeMap<(Date, &str, &str, bool), Vec<String>> = BTreeMap::new();
    for remedy in standing.remedies.iter().filter(|remedy| remedy.state == RemedyState::Open) {
        let answered = !remedy.answered.is_empty();
        let said = if answered { format!("　{}", remedy.answered) } else { String::new() };
        let told = format!("{} {}{said}", remedy.requirement, remedy.what);
        open.entry((remedy.deadline, &remedy.case, &remedy.vendor, answered)).or_default().push(told);
    }
    for ((deadline, case, vendor, answered), told) in open {
        let what = match answered {
            true => "回答では充足。証跡を確かめて完了にする",
            false => "是正されたかを証跡で確かめる",
        };
        let more = told.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" ほか{more}件") } else { String::new() };
        let named: Vec<&str> = told.iter().take(NAMED).map(String::as_str).collect();
        let why = format!("是正{}件: {}{more}", told.len(), named.join("、"));
        list.push(entry(deadline, DueKind::Remedy, (case, vendor), what, why));
    }
}

/// The last questionnaire of each vendor and case, unless it was answered.
fn answers(list: &mut Vec<Due>, standing: &Standing) {
    let mut last: BTreeMap<(&str, &str), &Sent> = BTreeMap::new();
    for sent in &standing.sent {
        let held = last.entry((&sent.case, &sent.vendor)).or_insert(sent);
        if held.sent < sent.sent {
            *held = sent;
        }
    }
    for assessed in standing.latest() {
        let key = (assessed.case.as_str(), assessed.vendor.as_str());
        if last.get(&key).is_some_and(|sent| assessed.on >= sent.sent) {
            last.remove(&key);
        }
    }
    for (of, sent) in last {
        if let Some(respond_by) = sent.respond_by {
            let why = format!("{} に質問票を送り、判定の記録がない", sent.sent);
            list.push(entry(respond_by, DueKind::Answer, of, "回答を受け取る（なければ督促する）", why));
        }
    }
}

fn services(list: &mut Vec<Due>, standing: &Standing, today: Date) {
    for service in &standing.services {
        let of = (service.case.as_str(), service.vendor.as_str());
        let Some(approved) = service.approved else {
            let why = format!("{}（管理者 {}）の承認の日が台帳にない", service.name, service.administrator);
            list.push(entry(today, DueKind::Service, of, "承認を確かめ、承認の日を記録する", why));
            continue;
        };
        let Some(review) = service.review else { continue };
        let why = format!("{}（管理者 {}）は {approved} に承認", service.name, service.administrator);
        list.push(entry(review, DueKind::Service, of, "利用を続けてよいか見直す", why));
    }
}
