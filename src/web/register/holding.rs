//! What the register holds besides assessments: cases, accounts, services, remedies, exceptions; and what is entered by hand.

use super::vendor::{RemedyLine, Search};
use super::{AssessedLine, LINES, Ledger, Pager, case_link, day, shown, vendor_link};
use crate::web::guard;
use crate::web::page::{Refusal, link};
use crate::web::site::Shared;
use crate::web::upload::Sent;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use itaku::catalogue::{Case, Kind};
use itaku::document::{days_left, era};
use itaku::register::{
    AcceptedRisk, Account, Assessed, Contract, RecordKind, Remedy, RemedyState, Service, Standing, Vendor,
};
use itaku::roster::{Entered, enter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/register/cases", get(cases))
        .route("/register/accounts", get(accounts))
        .route("/register/services", get(services))
        .route("/register/remedies", get(remedies))
        .route("/register/exceptions", get(exceptions))
        .route("/register/put", post(put))
}

/// Vendors shown with a case; all of them stand in the list of vendors.
const MOST_LATEST: usize = 10;

#[derive(Serialize)]
struct Cases {
    q: String,
    pager: Pager,
    lines: Vec<CaseLine>,
}

#[derive(Serialize)]
struct CaseLine {
    id: String,
    title: String,
    kind: String,
    class: String,
    department: String,
    start: String,
    end: String,
    ended: bool,
    /// With whom, where a list says so.
    vendor: String,
    vendor_link: String,
    latest: Vec<AssessedLine>,
    /// How many more there are.
    more: usize,
    compare: Option<String>,
    issue: Option<String>,
    edit: String,
    /// Whether the settings hold it.
    settled: bool,
}

async fn cases(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
    Query(search): Query<Search>,
) -> Result<Response, Refusal> {
    let make = move |ledger: &mut Ledger<'_>| Cases::of(ledger, &search);
    shown(&site, &session, ("案件・契約", "/register/cases", "register/cases"), make).await
}

impl Cases {
    fn of(ledger: &mut Ledger<'_>, search: &Search) -> Result<Self, Refusal> {
        let standing = ledger.standing()?;
        let mut latest: BTreeMap<&str, Vec<&Assessed>> = BTreeMap::new();
        for assessed in standing.latest() {
            latest.entry(&assessed.case).or_default().push(assessed);
        }
        let q = search.q.trim();
        let holds = |texts: [&str; 5]| texts.into_iter().any(|text| text.contains(q));
        let settled = ledger.office.workspace.cases.iter().enumerate();
        let settled = settled
            .filter(|(_, case)| holds([case.id.as_str(), &case.title, &case.department, "", ""]))
            .map(|(at, case)| Known::Settled(at, case));
        let of_settings: BTreeSet<&str> = ledger.office.workspace.cases.iter().map(|case| case.id.as_str()).collect();
        let listed = standing
            .contracts
            .iter()
            .filter(|contract| !of_settings.contains(contract.case.as_str()))
            .filter(|one| holds([&one.case, &one.title, &one.department, &one.vendor, &one.number]))
            .map(Known::Listed);
        let all: Vec<Known<'_>> = settled.chain(listed).collect();
        let lines = all.iter().skip(Pager::skipped(search.page)).take(LINES).map(|one| {
            let mut line = match one {
                Known::Settled(at, case) => CaseLine::settled(*at, case, ledger.on),
                Known::Listed(contract) => CaseLine::listed(contract, ledger.on),
            };
            let of = latest.remove(line.id.as_str()).unwrap_or_default();
            line.more = of.len().saturating_sub(MOST_LATEST);
            line.latest = of.iter().take(MOST_LATEST).map(|assessed| AssessedLine::of(assessed, ledger)).collect();
            line
        });
        Ok(Self {
            lines: lines.collect(),
            pager: Pager::new(all.len(), search.page.max(1), "/register/cases", &[("q", q)]),
            q: q.to_owned(),
        })
    }
}

/// A case of the settings with its place there, or a contract that only the office's list knows.
enum Known<'a> {
    Settled(usize, &'a Case),
    Listed(&'a Contract),
}

impl CaseLine {
    fn settled(at: usize, case: &Case, on: Date) -> Self {
        let id = case.id.as_str();
        Self {
            id: id.to_owned(),
            title: case.title.clone(),
            kind: case.kind.label().to_owned(),
            class: case.class.word().to_owned(),
            department: case.department.clone(),
            start: era(case.start),
            end: day(case.end),
            ended: case.end.is_some_and(|end| end < on),
            vendor: String::new(),
            vendor_link: String::new(),
            latest: Vec::new(),
            more: 0,
            compare: Some(link("/compare", &[("case", id)])),
            issue: (case.kind != Kind::Sns).then(|| link("/issue", &[("case", id)])),
            edit: link("/settings/edit", &[("part", "case"), ("at", &at.to_string())]),
            settled: true,
        }
    }

    fn listed(contract: &Contract, on: Date) -> Self {
        Self {
            id: contract.case.clone(),
            title: contract.title.clone(),
            kind: contract.category.clone(),
            class: contract.class.clone(),
            department: contract.department.clone(),
            start: day(contract.start),
            end: day(contract.end),
            ended: contract.end.is_some_and(|end| end < on),
            vendor: contract.vendor.clone(),
            vendor_link: vendor_link(&contract.vendor),
            latest: Vec::new(),
            more: 0,
            compare: None,
            issue: None,
            edit: "/settings#case".to_owned(),
            settled: false,
        }
    }
}

#[derive(Serialize)]
struct Accounts {
    q: String,
    pager: Pager,
    lines: Vec<Account>,
}

async fn accounts(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
    Query(search): Query<Search>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("SNSアカウント", "/register/accounts", "register/accounts"), move |ledger| {
        let q = search.q.trim();
        let (lines, total) = ledger.register.listed::<Account>(q, Pager::skipped(search.page), LINES)?;
        let pager = Pager::new(total, search.page.max(1), "/register/accounts", &[("q", q)]);
        Ok(Accounts { q: q.to_owned(), pager, lines })
    })
    .await
}

#[derive(Serialize)]
struct Services {
    q: String,
    pager: Pager,
    lines: Vec<ServiceLine>,
    cases: Vec<(String, String)>,
    today: String,
}

#[derive(Serialize)]
struct ServiceLine {
    name: String,
    vendor: String,
    vendor_link: String,
    case: String,
    case_link: String,
    administrator: String,
    approved: String,
    review: String,
    late: bool,
}

async fn services(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
    Query(search): Query<Search>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("クラウドサービス", "/register/services", "register/services"), move |ledger| {
        let q = search.q.trim();
        let (found, total) = ledger.register.listed::<Service>(q, Pager::skipped(search.page), LINES)?;
        let lines = found.iter().map(|service| ServiceLine {
            name: service.name.clone(),
            vendor_link: vendor_link(&service.vendor),
            vendor: service.vendor.clone(),
            case_link: case_link(&service.case),
            case: service.case.clone(),
            administrator: service.administrator.clone(),
            approved: day(service.approved),
            review: day(service.review),
            late: service.review.is_some_and(|review| review < ledger.on),
        });
        let cases = ledger.office.workspace.cases.iter().map(|case| (case.id.to_string(), case.title.clone()));
        Ok(Services {
            lines: lines.collect(),
            pager: Pager::new(total, search.page.max(1), "/register/services", &[("q", q)]),
            cases: cases.collect(),
            today: ledger.on.to_string(),
            q: q.to_owned(),
        })
    })
    .await
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
    /// 未了 at first; `all`; `overdue`.
    #[serde(default)]
    state: String,
}

#[derive(Serialize)]
struct Remedies {
    q: String,
    all: bool,
    pager: Pager,
    lines: Vec<RemedyLine>,
    overdue: usize,
    overdue_link: String,
}

async fn remedies(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("是正", "/register/remedies", "register/remedies"), move |ledger| {
        let standing = ledger.standing()?;
        let (q, all, late) = (asked.q.trim(), asked.state == "all", asked.state == "overdue");
        let on = ledger.on;
        let is_overdue = |remedy: &Remedy| remedy.state == RemedyState::Open && remedy.deadline < on;
        let holds = |remedy: &Remedy| {
            [&remedy.vendor, &remedy.case, &remedy.requirement, &remedy.what].into_iter().any(|text| text.contains(q))
        };
        let mut wanted: Vec<&Remedy> = standing
            .remedies
            .iter()
            .filter(|remedy| (all || remedy.state == RemedyState::Open) && holds(remedy))
            .filter(|remedy| !late || is_overdue(remedy))
            .collect();
        wanted.sort_by_key(|remedy| (remedy.state, remedy.deadline));
        let lines = wanted.iter().skip(Pager::skipped(asked.page)).take(LINES);
        let state = if all || late { asked.state.as_str() } else { "" };
        Ok(Remedies {
            lines: lines.map(|remedy| RemedyLine::of(remedy, &standing, ledger.on)).collect(),
            overdue: wanted.iter().filter(|remedy| is_overdue(remedy)).count(),
            overdue_link: link("/register/remedies", &[("q", q), ("state", "overdue")]),
            pager: Pager::new(wanted.len(), asked.page.max(1), "/register/remedies", &[("q", q), ("state", state)]),
            q: q.to_owned(),
            all,
        })
    })
    .await
}

#[derive(Serialize)]
struct Exceptions {
    lines: Vec<ExceptionLine>,
    past: Vec<ExceptionLine>,
}

#[derive(Serialize)]
struct ExceptionLine {
    case: String,
    case_link: String,
    vendor: String,
    requirement: String,
    title: String,
    reason: String,
    approver: String,
    approved: String,
    until: String,
    left: String,
    class: &'static str,
    edit: Option<String>,
}

async fn exceptions(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("例外措置", "/register/exceptions", "register/exceptions"), |ledger| {
        let standing = ledger.standing()?;
        let settled = ledger.office.workspace.exceptions.iter().map(|one| AcceptedRisk {
            case: one.case.to_string(),
            vendor: one.vendor.clone().unwrap_or_default(),
            requirement: one.requirement.to_string(),
            reason: one.reason.clone(),
            approver: one.approver.clone(),
            approved: one.approved,
            until: one.until,
        });
        let settled: Vec<AcceptedRisk> = settled.collect();
        let past = standing.exceptions.iter().filter(|risk| !settled.contains(risk));
        Ok(Exceptions {
            past: past.map(|risk| ExceptionLine::of(risk, None, ledger)).collect(),
            lines: settled.iter().enumerate().map(|(at, risk)| ExceptionLine::of(risk, Some(at), ledger)).collect(),
        })
    })
    .await
}

impl ExceptionLine {
    fn of(risk: &AcceptedRisk, at: Option<usize>, ledger: &Ledger<'_>) -> Self {
        let requirement = ledger.site.catalogue.requirements.iter().find(|one| one.id.as_str() == risk.requirement);
        let edit = |at: usize| link("/settings/edit", &[("part", "exception"), ("at", &at.to_string())]);
        Self {
            case: risk.case.clone(),
            case_link: case_link(&risk.case),
            vendor: risk.vendor.clone(),
            requirement: risk.requirement.clone(),
            title: requirement.map(|one| one.title.clone()).unwrap_or_default(),
            reason: risk.reason.clone(),
            approver: risk.approver.clone(),
            approved: era(risk.approved),
            until: era(risk.until),
            left: days_left(risk.until, ledger.on),
            class: if risk.until < ledger.on { "bad" } else { "good" },
            edit: at.map(edit),
        }
    }
}

/// A field that can be entered by hand: its key, its name, whether it must be there, whether it is a day.
type Entry = (&'static str, &'static str, bool, bool);

/// What can be entered by hand, and the page to go back to.
const ENTERED: &[(RecordKind, &str, &[Entry])] = &[
    (
        RecordKind::Vendor,
        "/register",
        &[
            ("name", "事業者名", true, false),
            ("corporate_number", "法人番号", false, false),
            ("head_office", "本社の所在地", false, false),
            ("parent", "親会社", false, false),
            ("parent_place", "親会社の所在地", false, false),
        ],
    ),
    (
        RecordKind::Service,
        "/register/services",
        &[
            ("name", "サービス名", true, false),
            ("vendor", "提供する事業者", false, false),
            ("case", "案件", false, false),
            ("administrator", "管理者", true, false),
            ("approved", "承認の日", true, true),
            ("review", "見直しの日", false, true),
        ],
    ),
    (
        RecordKind::Remedy,
        "/register/remedies",
        &[
            ("case", "案件", true, false),
            ("vendor", "事業者", true, false),
            ("requirement", "要求事項", true, false),
            ("state", "状況", true, false),
            ("proof", "確かめた証跡", true, false),
        ],
    ),
    (
        RecordKind::Account,
        "/register/accounts",
        &[
            ("service", "サービス", true, false),
            ("account", "アカウント", true, false),
            ("responsible", "責任者", true, false),
        ],
    ),
    (
        RecordKind::Subcontract,
        "/register",
        &[
            ("case", "案件", true, false),
            ("vendor", "事業者", true, false),
            ("name", "再委託先", true, false),
            ("work", "業務", false, false),
            ("place", "場所", false, false),
            ("approved", "承認の日", false, true),
        ],
    ),
    (
        RecordKind::Deletion,
        "/register",
        &[
            ("case", "案件", true, false),
            ("vendor", "事業者", true, false),
            ("done", "返還・消去の日", true, true),
            ("proof", "証明", true, false),
        ],
    ),
];

/// Where a form shows what the register holds, another person must not have changed it since.
fn unchanged(ledger: &mut Ledger<'_>, kind: RecordKind, sent: &Sent) -> Result<(), Refusal> {
    match kind {
        RecordKind::Vendor => {
            let standing = Standing::of_one(&mut ledger.register, sent.text("name"))?;
            sent.was_made_from(&standing.vendors.first().map(facts_seen).unwrap_or_default())
        }
        RecordKind::Remedy => {
            let standing = Standing::of_one(&mut ledger.register, sent.text("vendor"))?;
            let same = |one: &&Remedy| one.case == sent.text("case") && one.requirement == sent.text("requirement");
            let settled = standing.remedies.iter().find(same).filter(|remedy| remedy.state != RemedyState::Open);
            settled.map_or(Ok(()), |_| {
                Err(Refusal::new(
                    StatusCode::CONFLICT,
                    "この是正は、すでに完了か取下げと記録されています",
                    "是正の一覧を「済んだものも」で表示し、記録を見てください",
                ))
            })
        }
        _ => Ok(()),
    }
}

/// A vendor's facts, as their form carries them.
pub(super) fn facts_seen(vendor: &Vendor) -> String {
    [&vendor.corporate_number, &vendor.head_office, &vendor.parent, &vendor.parent_place].map(String::as_str).join("/")
}

/// Records what was entered, under the name of the person.
async fn put(
    State(site): State<Shared>,
    Extension(session): Extension<guard::Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let kind = RecordKind::parse(sent.text("kind"));
    let known = ENTERED.iter().find(|(known, ..)| Some(*known) == kind);
    let (kind, page, entries) = known.ok_or_else(|| Refusal::absent("そのような記録はありません"))?;
    let by = sent.needed("by", "記録者")?.to_owned();
    let mut fields = serde_json::Map::new();
    for (key, label, needed, is_day) in *entries {
        let text = if *needed { sent.needed(key, label)? } else { sent.text(key) };
        let wrong = || {
            Refusal::wrong(format!("「{label}」の「{text}」は日付ではありません"), "2027-04-01 の形で書いてください")
        };
        let value = match (*is_day, text) {
            (true, "") => Value::Null,
            (true, text) => Value::String(text.parse::<Date>().map_err(|_| wrong())?.to_string()),
            (false, text) => Value::String(text.to_owned()),
        };
        fields.insert((*key).to_owned(), value);
    }
    session.is_called(&by);
    let back = match sent.text("vendor") {
        vendor if !vendor.is_empty() && matches!(kind, RecordKind::Subcontract | RecordKind::Deletion) => {
            vendor_link(vendor)
        }
        _ if *kind == RecordKind::Vendor => vendor_link(sent.text("name")),
        _ => (*page).to_owned(),
    };
    let kind = *kind;
    let Entered { id, new, told } = site
        .change(move |site| {
            let mut ledger = Ledger::made(site, site.office()?)?;
            unchanged(&mut ledger, kind, &sent)?;
            let on = ledger.on;
            let office = ledger.office.clone();
            let known = (&office.workspace, site.catalogue);
            Ok(enter(&mut ledger.register, known, kind, &fields, (&by, on))?)
        })
        .await?;
    for doubt in &told {
        session.tell(doubt.sentence.clone());
    }
    session.tell(match new {
        true => format!("{}「{id}」を記録しました", kind.label()),
        false => format!("{}「{id}」は、すでにそのとおり記録されています", kind.label()),
    });
    Ok(Redirect::to(&back))
}
