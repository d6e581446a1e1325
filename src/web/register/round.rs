//! The yearly round: how far it is and how it came out, as the committee's page.

use super::{Ledger, assessment_link, case_link, day, file, look, shown, vendor_link};
use crate::web::guard::Known;
use crate::web::page::{Refusal, link};
use crate::web::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::document::{era, round_concerns, round_totals, round_workbook};
use itaku::register::{Assessed, RoundLine, RoundState, Standing, fiscal_year};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/register/round", get(round)).route("/register/round/file", get(download))
}

#[derive(Deserialize)]
struct Asked {
    /// The first day of the round.
    #[serde(default)]
    since: String,
    /// A state or conclusion, to see these alone.
    #[serde(default)]
    only: String,
    /// `yes`: all lines, however many.
    #[serde(default)]
    lines: String,
}

#[derive(Serialize)]
struct Round {
    since: String,
    since_era: String,
    on: String,
    totals: Vec<Total>,
    concerns: Vec<(&'static str, String)>,
    /// Of the whole, from left to right.
    bars: Vec<Bar>,
    only: String,
    all: String,
    lines: Vec<Line>,
    total: usize,
    /// Lines that are not shown.
    rest: usize,
    /// Leads to all lines.
    every: String,
    workbook: String,
}

#[derive(Serialize)]
struct Total {
    label: &'static str,
    count: usize,
    link: String,
    class: &'static str,
}

#[derive(Serialize)]
struct Bar {
    x: usize,
    width: usize,
    class: &'static str,
    label: &'static str,
    count: usize,
    link: String,
    /// Whether its name has room under it.
    named: bool,
}

#[derive(Serialize)]
struct Line {
    case: String,
    case_title: String,
    case_link: String,
    vendor: String,
    vendor_link: String,
    sent: String,
    respond_by: String,
    state: &'static str,
    state_class: &'static str,
    conclusion: String,
    /// What it rests on.
    link: String,
    class: &'static str,
    score: String,
    before: String,
    before_link: String,
    assessed: String,
    /// What is to be seen to, with where it stands.
    open: Vec<(String, String)>,
}

/// From this width on, a share of the bar is named under it.
const NAMED: usize = 110;

/// What has come to no conclusion yet.
const UNJUDGED: &str = "判定なし";

/// Lines on the page, unless all are asked for: to print them.
const MOST: usize = 200;

fn since(ledger: &Ledger<'_>, asked: &Asked) -> Date {
    asked.since.parse().unwrap_or_else(|_| fiscal_year(ledger.on))
}

async fn round(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("年次確認の状況", "/register/round", "register/round"), move |ledger| {
        Round::of(ledger, &asked)
    })
    .await
}

impl Round {
    fn of(ledger: &mut Ledger<'_>, asked: &Asked) -> Result<Self, Refusal> {
        let since = since(ledger, asked);
        let standing = ledger.standing()?;
        let lines = standing.round(since, ledger.on);
        let said = since.to_string();
        let totals = round_totals(&lines);
        let only = |label: &str| link("/register/round", &[("since", said.as_str()), ("only", label)]);
        let all = link("/register/round", &[("since", said.as_str())]);
        let wanted: Vec<&RoundLine> = lines
            .iter()
            .filter(|line| {
                let unjudged = asked.only == UNJUDGED && line.conclusion.is_empty();
                let named = line.state.label() == asked.only || line.conclusion == asked.only;
                asked.only.is_empty() || named || unjudged
            })
            .collect();
        let most = if asked.lines == "yes" { usize::MAX } else { MOST };
        let asked_for = [("since", said.as_str()), ("only", asked.only.as_str()), ("lines", "yes")];
        Ok(Self {
            every: link("/register/round", &asked_for),
            since_era: era(since),
            on: era(ledger.on),
            bars: bars(&totals, lines.len(), only),
            concerns: round_concerns(&lines),
            totals: totals
                .iter()
                .enumerate()
                .map(|(index, (label, count))| Total {
                    label,
                    count: *count,
                    link: if index == 0 { all.clone() } else { only(label) },
                    class: look(label),
                })
                .collect(),
            lines: wanted.iter().take(most).map(|line| Line::of(line, since, &standing, ledger)).collect(),
            total: wanted.len(),
            rest: wanted.len().saturating_sub(most),
            workbook: link("/register/round/file", &[("since", &said)]),
            only: asked.only.clone(),
            all,
            since: said,
        })
    }
}

/// The conclusions' shares, and what is not judged yet, of a bar of a thousand.
fn bars(totals: &[(&'static str, usize)], all: usize, only: impl Fn(&str) -> String) -> Vec<Bar> {
    let conclusions = totals.iter().filter(|(label, _)| look(label) != "none");
    let judged: usize = conclusions.clone().map(|(_, count)| count).sum();
    let open = (UNJUDGED, all.saturating_sub(judged));
    let mut bars = Vec::new();
    let mut before = 0;
    for (label, count) in conclusions.copied().chain([open]).filter(|(_, count)| *count > 0) {
        let x = before * 1000 / all.max(1);
        before += count;
        let width = before * 1000 / all.max(1) - x;
        bars.push(Bar { x, width, class: look(label), label, count, link: only(label), named: width >= NAMED });
    }
    bars
}

impl Line {
    fn of(line: &RoundLine, since: Date, standing: &Standing, ledger: &Ledger<'_>) -> Self {
        let all: Vec<&Assessed> =
            standing.of_vendor(&line.case, &line.vendor).filter(|assessed| assessed.on <= ledger.on).collect();
        let counts = |assessed: &&Assessed| assessed.on >= since && line.sent.is_none_or(|sent| assessed.on >= sent);
        // What stood before the round, as the line tells it.
        let asked = [("case", line.case.as_str()), ("vendor", line.vendor.as_str())];
        let changes = link("/register/changes", &asked);
        let open = [
            ("悪化", line.worsened, changes.clone()),
            ("認証切れ", line.expired, format!("{}#records", vendor_link(&line.vendor))),
            ("気づき", line.signs, if all.len() > 1 { changes } else { String::new() }),
        ];
        let before = all.iter().position(counts).and_then(|first| all.get(first.checked_sub(1)?));
        Self {
            case: line.case.clone(),
            case_title: ledger.title(&line.case),
            case_link: case_link(&line.case),
            vendor: line.vendor.clone(),
            vendor_link: vendor_link(&line.vendor),
            sent: day(line.sent),
            respond_by: day(line.respond_by),
            state: line.state.label(),
            state_class: match line.state {
                RoundState::Overdue => "bad",
                RoundState::Waiting => "fair",
                RoundState::Returned => "good",
            },
            conclusion: line.conclusion.clone(),
            link: all.last().map(|last| assessment_link(last)).unwrap_or_default(),
            class: look(&line.conclusion),
            score: line.score.clone(),
            before: line.before.clone(),
            assessed: day(line.assessed),
            open: open
                .into_iter()
                .filter(|(_, count, _)| *count > 0)
                .map(|(label, count, link)| (format!("{label}{count}件"), link))
                .collect(),
            before_link: before.map(|before| assessment_link(before)).unwrap_or_default(),
        }
    }
}

async fn download(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    file(&site, move |ledger| {
        let since = since(ledger, &asked);
        let lines = ledger.standing()?.round(since, ledger.on);
        let bytes = round_workbook(&ledger.office.workspace.organisation.name, &lines, since, ledger.on)?;
        Ok((format!("年次確認の状況_{}.xlsx", ledger.on), bytes))
    })
    .await
}
