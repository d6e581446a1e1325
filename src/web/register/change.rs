//! What changed between a vendor's last two rounds, as page and as files.

use super::{AssessedLine, Ledger, file, shown, vendor_link};
use crate::web::guard::Known;
use crate::web::page::{Notice, Refusal, link};
use crate::web::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::document::{ChangeReport, Restated, change_page, change_workbook, file_name, trend_figure};
use itaku::register::{Change, Changed, Standing};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/register/changes", get(changes)).route("/register/changes/file", get(download))
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    case: String,
    #[serde(default)]
    vendor: String,
    /// What became of them, to see these alone.
    #[serde(default)]
    only: String,
    /// The ending of the file.
    #[serde(default)]
    kind: String,
}

#[derive(Serialize)]
struct Changes {
    case: String,
    title: String,
    vendor: String,
    vendor_link: String,
    figure: String,
    years: Vec<AssessedLine>,
    counts: Vec<Count>,
    all: String,
    only: String,
    signs: Vec<Notice>,
    rows: Vec<Row>,
    restated: Vec<Restated>,
    workbook: String,
    page: String,
}

#[derive(Serialize)]
struct Count {
    label: &'static str,
    count: usize,
    link: String,
    current: bool,
}

#[derive(Serialize)]
struct Row {
    changes: Vec<&'static str>,
    class: &'static str,
    requirement: String,
    title: String,
    before: String,
    after: String,
    /// Where each verdict was recorded.
    before_link: String,
    after_link: String,
    said_before: String,
    said_after: String,
}

fn report(ledger: &mut Ledger<'_>, which: &Which) -> Result<ChangeReport, Refusal> {
    // A case may have gone from the settings, and the organisation's own sheets belong to none.
    let title = ledger.title(&which.case);
    let name = &ledger.office.workspace.organisation.name;
    let subject = (which.case.as_str(), title.as_str());
    Ok(ChangeReport::last(&mut ledger.register, ledger.site.library, name, subject, &which.vendor, ledger.on)?)
}

async fn changes(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(which): Query<Which>,
) -> Result<Response, Refusal> {
    let make = move |ledger: &mut Ledger<'_>| Changes::of(ledger, &which);
    shown(&site, &session, ("前回からの変化", "/register", "register/changes"), make).await
}

impl Changes {
    fn of(ledger: &mut Ledger<'_>, which: &Which) -> Result<Self, Refusal> {
        let report = report(ledger, which)?;
        let standing = Standing::of_one(&mut ledger.register, &which.vendor)?;
        let years: Vec<AssessedLine> =
            standing.of_vendor(&which.case, &which.vendor).map(|assessed| AssessedLine::of(assessed, ledger)).collect();
        let link_of = |back: usize| years.iter().rev().nth(back).map(|line| line.link.clone()).unwrap_or_default();
        let links = [link_of(1), link_of(0)];
        let links_of_years: Vec<String> = years.iter().map(|line| line.link.clone()).collect();
        let asked = [("case", which.case.as_str()), ("vendor", which.vendor.as_str())];
        let with = |key: &str, value: &str, path: &str| {
            link(path, &asked.into_iter().chain([(key, value)]).collect::<Vec<_>>())
        };
        let counts = report.changes.counts.iter().map(|(change, count)| Count {
            label: change.label(),
            count: *count,
            link: with("only", change.label(), "/register/changes"),
            current: which.only == change.label(),
        });
        let wanted =
            |row: &&Changed| which.only.is_empty() || row.changes.iter().any(|change| change.label() == which.only);
        Ok(Self {
            case: which.case.clone(),
            title: report.title.clone(),
            vendor: which.vendor.clone(),
            vendor_link: vendor_link(&which.vendor),
            figure: trend_figure(&report.trend, &links_of_years)?,
            years: years.into_iter().rev().collect(),
            counts: counts.collect(),
            all: link("/register/changes", &asked),
            only: which.only.clone(),
            signs: report.signs.iter().map(Notice::from).collect(),
            rows: report.changes.rows.iter().filter(wanted).map(|row| Row::of(row, &links)).collect(),
            restated: report.restated,
            workbook: with("kind", "xlsx", "/register/changes/file"),
            page: with("kind", "html", "/register/changes/file"),
        })
    }
}

impl Row {
    fn of(changed: &Changed, [before, after]: &[String; 2]) -> Self {
        let to = |link: &str| format!("{link}#r-{}", changed.requirement);
        Self {
            changes: changed.changes.iter().map(|change| change.label()).collect(),
            class: match changed.changes.first() {
                Some(Change::Worsened | Change::EvidenceExpired) => "bad",
                Some(Change::Unknown | Change::QuestionReworded | Change::NewlyRequired | Change::Restated) => "open",
                Some(Change::AnswerChanged | Change::Reworded | Change::NotAsked) => "fair",
                Some(Change::Improved) => "good",
                _ => "none",
            },
            requirement: changed.requirement.clone(),
            title: changed.title.clone(),
            before: changed.before.clone(),
            after: changed.after.clone(),
            before_link: to(before),
            after_link: to(after),
            said_before: changed.said_before.clone(),
            said_after: changed.said_after.clone(),
        }
    }
}

async fn download(State(site): State<Shared>, Query(which): Query<Which>) -> Result<Response, Refusal> {
    file(&site, move |ledger| {
        let report = report(ledger, &which)?;
        let bytes = match which.kind.as_str() {
            "xlsx" => change_workbook(&report)?,
            "html" => change_page(&report)?.into_bytes(),
            _ => return Err(Refusal::absent("その種類のファイルはありません")),
        };
        let vendor = file_name::safe(&which.vendor);
        Ok((format!("{}_{vendor}_変更点報告.{}", file_name::safe(&which.case), which.kind), bytes))
    })
    .await
}
