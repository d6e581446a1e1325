//! What falls due: a list to work through, as a workbook, as a calendar.

use super::{LINES, Ledger, Pager, assessment_link, case_link, file, issue_link, shown, vendor_link};
use crate::web::guard::Known;
use crate::web::page::{Refusal, link};
use crate::web::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::document::{days_left, due_calendar, due_workbook, era, in_era};
use itaku::register::{Due, DueKind, Standing, due};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days that can be chosen, and those looked ahead at first.
const AHEAD: [u32; 5] = [0, 30, 90, 180, 365];
const AT_FIRST: u32 = 90;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/register/due", get(list)).route("/register/due/file", get(download))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default = "at_first")]
    within: u32,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: usize,
}

const fn at_first() -> u32 {
    AT_FIRST
}

#[derive(Serialize)]
struct List {
    on: String,
    until: String,
    ahead: Vec<Tab>,
    kinds: Vec<Tab>,
    overdue: usize,
    overdue_link: String,
    pager: Pager,
    lines: Vec<DueLine>,
    workbook: String,
    calendar: String,
}

#[derive(Serialize)]
struct Tab {
    label: String,
    link: String,
    current: bool,
}

#[derive(Serialize)]
struct DueLine {
    on: String,
    left: String,
    class: &'static str,
    kind: &'static str,
    case: String,
    case_link: String,
    vendor: String,
    vendor_link: String,
    what: String,
    why: String,
    /// What it rests on.
    basis: String,
    /// Where it can be done.
    act: Option<String>,
}

/// All that falls due within so many days, and until when.
pub(in crate::web) fn upcoming(ledger: &mut Ledger<'_>, within: u32) -> Result<(Vec<Due>, Date), Refusal> {
    let standing = ledger.standing()?;
    let until = ledger.on.checked_add(i64::from(within.min(3660)).days()).unwrap_or(ledger.on);
    Ok((due(&standing, &ledger.office.workspace, ledger.site.catalogue, ledger.on, until), until))
}

async fn list(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("期限", "/register/due", "register/due"), move |ledger| List::of(ledger, &asked)).await
}

impl List {
    fn of(ledger: &mut Ledger<'_>, asked: &Asked) -> Result<Self, Refusal> {
        let (all, until) = upcoming(ledger, asked.within)?;
        let within = asked.within.to_string();
        let tab = |label: String, days: &str, kind: &str, current| Tab {
            label,
            link: link("/register/due", &[("within", days), ("kind", kind)]),
            current,
        };
        let mut counts: BTreeMap<DueKind, usize> = BTreeMap::new();
        for due in &all {
            *counts.entry(due.kind).or_default() += 1;
        }
        let every = tab(format!("すべて {}", all.len()), &within, "", asked.kind.is_empty());
        let kinds = counts.iter().map(|(kind, count)| {
            tab(format!("{} {count}", kind.label()), &within, kind.label(), asked.kind == kind.label())
        });
        let ahead = AHEAD.iter().map(|days| {
            let label = if *days == 0 { "今日まで".to_owned() } else { format!("{days}日先まで") };
            tab(label, &days.to_string(), &asked.kind, *days == asked.within)
        });
        let wanted: Vec<&Due> =
            all.iter().filter(|due| asked.kind.is_empty() || due.kind.label() == asked.kind).collect();
        let standing = ledger.standing()?;
        let lines = wanted.iter().skip(Pager::skipped(asked.page)).take(LINES);
        let lines = lines.map(|due| DueLine::of(due, &standing, ledger));
        let files = |kind: &str| link("/register/due/file", &[("within", within.as_str()), ("kind", kind)]);
        Ok(Self {
            on: era(ledger.on),
            until: era(until),
            ahead: ahead.collect(),
            kinds: [every].into_iter().chain(kinds).collect(),
            overdue: wanted.iter().filter(|due| due.on < ledger.on).count(),
            overdue_link: link("/register/due", &[("within", "0"), ("kind", &asked.kind)]),
            lines: lines.collect(),
            pager: Pager::new(
                wanted.len(),
                asked.page.max(1),
                "/register/due",
                &[("within", &within), ("kind", &asked.kind)],
            ),
            workbook: files("xlsx"),
            calendar: files("ics"),
        })
    }
}

impl DueLine {
    fn of(due: &Due, standing: &Standing, ledger: &Ledger<'_>) -> Self {
        let today = ledger.on;
        let near = today.checked_add(30.days()).unwrap_or(today);
        Self {
            on: era(due.on),
            left: days_left(due.on, today),
            class: match due.on {
                on if on < today => "bad",
                on if on <= near => "fair",
                _ => "none",
            },
            kind: due.kind.label(),
            case: due.case.clone(),
            case_link: case_link(&due.case),
            vendor: due.vendor.clone(),
            vendor_link: vendor_link(&due.vendor),
            what: match due.kind {
                // What the page does without a command.
                DueKind::Unasked => "「質問票」で「判定できなかったものだけ」の設問票を送る".to_owned(),
                _ => due.what.clone(),
            },
            why: in_era(&due.why),
            basis: basis(due, standing),
            act: match due.kind {
                DueKind::Reassessment | DueKind::Edition | DueKind::Unasked | DueKind::Answer => {
                    issue_link(ledger, &due.case, &due.vendor)
                }
                DueKind::Remedy => Some(link("/register/remedies", &[("q", due.vendor.as_str())])),
                DueKind::Exception => Some("/settings#exception".to_owned()),
                DueKind::Service => Some("/register/services".to_owned()),
                DueKind::Contract | DueKind::Rule => Some("/settings#case".to_owned()),
                DueKind::Certificate | DueKind::Deletion => Some(format!("{}#records", vendor_link(&due.vendor))),
            },
        }
    }
}

/// Where the fact stands on which it rests.
fn basis(due: &Due, standing: &Standing) -> String {
    let last = || standing.of_vendor(&due.case, &due.vendor).last();
    match due.kind {
        DueKind::Contract | DueKind::Rule => case_link(&due.case),
        DueKind::Exception => "/register/exceptions".to_owned(),
        DueKind::Service => "/register/services".to_owned(),
        DueKind::Certificate | DueKind::Deletion => format!("{}#records", vendor_link(&due.vendor)),
        DueKind::Remedy => format!("{}#remedies", vendor_link(&due.vendor)),
        DueKind::Reassessment | DueKind::Edition | DueKind::Unasked | DueKind::Answer => {
            last().map_or_else(|| vendor_link(&due.vendor), assessment_link)
        }
    }
}

async fn download(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    file(&site, move |ledger| {
        let (all, until) = upcoming(ledger, asked.within)?;
        let name = &ledger.office.workspace.organisation.name;
        let bytes = match asked.kind.as_str() {
            "xlsx" => due_workbook(name, &all, ledger.on, until)?,
            "ics" => due_calendar(name, &all, ledger.on).into_bytes(),
            _ => return Err(Refusal::absent("その種類のファイルはありません")),
        };
        Ok((format!("期限の一覧_{}.{}", ledger.on, asked.kind), bytes))
    })
    .await
}
