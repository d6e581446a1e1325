//! 台帳: what was recorded over the years. Lists are read page by page; what needs all of it is kept as long as nothing is recorded.

mod change;
mod deadline;
mod holding;
mod record;
mod round;
mod vendor;

pub(super) use deadline::upcoming as due_soon;

use super::guard::Session;
use super::page::{Area, Page, Refusal, Skin, link, skin};
use super::site::{Shared, Site};
use axum::Router;
use axum::response::Response;
use itaku::assessment::Conclusion;
use itaku::document::era;
use itaku::intake::Office;
use itaku::register::{Assessed, FILE_NAME, Register, Standing};
use jiff::civil::Date;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub(super) const AREA: Area = Area { label: "台帳", path: "/register" };
pub(super) const SKINS: &[Skin] = &[
    ("within", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/register/within.html.hbs"))),
    ("pager", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/register/pager.html.hbs"))),
    skin!("register/none"),
    skin!("register/vendors"),
    skin!("register/vendor"),
    skin!("register/assessment"),
    skin!("register/changes"),
    skin!("register/cases"),
    skin!("register/due"),
    skin!("register/round"),
    skin!("register/accounts"),
    skin!("register/services"),
    skin!("register/remedies"),
    skin!("register/exceptions"),
    skin!("register/record"),
    skin!("register/recorded"),
];

/// Lines of a list on one page.
const LINES: usize = 50;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .merge(vendor::routes())
        .merge(change::routes())
        .merge(holding::routes())
        .merge(deadline::routes())
        .merge(round::routes())
        .merge(record::routes())
}

/// The pages within the area.
const PAGES: &[(&str, &str)] = &[
    ("事業者", "/register"),
    ("案件・契約", "/register/cases"),
    ("期限", "/register/due"),
    ("年次確認", "/register/round"),
    ("是正", "/register/remedies"),
    ("例外措置", "/register/exceptions"),
    ("クラウドサービス", "/register/services"),
    ("SNSアカウント", "/register/accounts"),
    ("回答を記録する", "/register/record"),
];

#[derive(Serialize)]
pub(super) struct WithinLink {
    label: &'static str,
    path: &'static str,
    current: bool,
}

fn within(here: &str) -> Vec<WithinLink> {
    PAGES.iter().map(|(label, path)| WithinLink { label, path, current: *path == here }).collect()
}

#[derive(Serialize)]
struct Within<T> {
    within: Vec<WithinLink>,
    #[serde(flatten)]
    content: T,
}

/// What stands in the register, as it was last read.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<ReadStanding>>);

/// Where it was read, at which head of the chain, and what stood there.
type ReadStanding = (PathBuf, (i64, String), Arc<Standing>);

/// The workspace with its register.
pub(super) struct Ledger<'s> {
    pub(super) site: &'s Site,
    pub(super) office: Arc<Office>,
    pub(super) register: Register,
    pub(super) on: Date,
}

impl<'s> Ledger<'s> {
    /// Nothing where none was made yet.
    pub(super) fn open(site: &'s Site) -> Result<Option<Self>, Refusal> {
        let office = site.office()?;
        if !office.folder.join(FILE_NAME).is_file() {
            return Ok(None);
        }
        Self::made(site, office).map(Some)
    }

    /// Makes one where there is none.
    pub(super) fn made(site: &'s Site, office: Arc<Office>) -> Result<Self, Refusal> {
        let place = office.folder.join(FILE_NAME).display().to_string();
        let register = Register::open(&place, &office.workspace.organisation.name)?;
        Ok(Self { site, office, register, on: site.today() })
    }

    /// What stands in the register, read anew only where something was recorded.
    pub(super) fn standing(&mut self) -> Result<Arc<Standing>, Refusal> {
        let (folder, head) = (self.office.folder.clone(), self.register.head()?);
        let kept = self.site.kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, _, standing)) = kept.filter(|(of, at, _)| *of == folder && *at == head) {
            return Ok(standing);
        }
        let standing = Arc::new(Standing::of(&mut self.register)?);
        *self.site.kept.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((folder, head, standing.clone()));
        Ok(standing)
    }

    /// The title of a case of the settings.
    fn title(&self, case: &str) -> String {
        let known = self.office.workspace.cases.iter().find(|known| known.id.as_str() == case);
        known.map(|case| case.title.clone()).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Nothing {}

/// A page of the area; where there is no register yet, how one comes about.
async fn shown<T: Serialize + Send + 'static>(
    site: &Shared,
    session: &Session,
    (title, here, skin): (&'static str, &'static str, &'static str),
    make: impl FnOnce(&mut Ledger<'_>) -> Result<T, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let found = site
        .work(move |site| {
            let Some(mut ledger) = Ledger::open(site)? else {
                return Ok(Err(site.office()?.workspace.organisation.name.clone()));
            };
            let content = make(&mut ledger)?;
            Ok(Ok((ledger.office.workspace.organisation.name.clone(), content)))
        })
        .await?;
    match found {
        Ok((name, content)) => {
            let content = Within { within: within(here), content };
            Page { area: AREA, title, organisation: Some(&name), skin, content }.shown(session)
        }
        Err(name) => {
            let content = Within { within: within(here), content: Nothing {} };
            Page { area: AREA, title, organisation: Some(&name), skin: "register/none", content }.shown(session)
        }
    }
}

/// A file made of the register.
async fn file(
    site: &Shared,
    make: impl FnOnce(&mut Ledger<'_>) -> Result<(String, Vec<u8>), Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let made = site.work(move |site| {
        let mut ledger = Ledger::open(site)?.ok_or_else(|| Refusal::absent("台帳はまだありません"))?;
        make(&mut ledger)
    });
    let (name, bytes) = made.await?;
    Ok(super::saved::saved(&name, bytes))
}

/// Where in a long list one is.
#[derive(Serialize)]
struct Pager {
    from: usize,
    to: usize,
    total: usize,
    before: Option<String>,
    after: Option<String>,
    /// Whether there is more than this page.
    several: bool,
}

impl Pager {
    /// `page` counts from 1.
    fn new(total: usize, page: usize, path: &str, asked: &[(&str, &str)]) -> Self {
        let address = |page: usize| {
            let number = page.to_string();
            let asked: Vec<(&str, &str)> = asked.iter().copied().chain([("page", number.as_str())]).collect();
            link(path, &asked)
        };
        let from = Self::skipped(page);
        let to = (from + LINES).min(total);
        Self {
            from: (from + 1).min(total),
            to,
            total,
            before: (page > 1).then(|| address(page - 1)),
            after: (to < total).then(|| address(page + 1)),
            several: total > LINES,
        }
    }

    fn skipped(page: usize) -> usize {
        page.saturating_sub(1).saturating_mul(LINES)
    }
}

/// Class of a conclusion by its name; the register keeps the name alone.
pub(super) fn look(conclusion: &str) -> &'static str {
    match Conclusion::ALL.into_iter().find(|known| known.label() == conclusion) {
        Some(Conclusion::Suitable) => "good",
        Some(Conclusion::Conditional) => "fair",
        Some(Conclusion::Pending) => "open",
        Some(Conclusion::Unsuitable) => "bad",
        None => "none",
    }
}

/// Class of a verdict by its sign.
pub(super) fn sign_look(sign: &str) -> &'static str {
    match sign {
        "○" => "good",
        "△" => "fair",
        "？" => "open",
        "×" => "bad",
        _ => "none",
    }
}

/// Where what was recorded of an assessment is looked at.
pub(super) fn assessment_link(assessed: &Assessed) -> String {
    link("/register/assessment", &[("key", &assessed.key())])
}

pub(super) fn vendor_link(vendor: &str) -> String {
    link("/register/vendor", &[("name", vendor)])
}

fn case_link(case: &str) -> String {
    if case == Assessed::OWN {
        return "/assess#own-heading".to_owned();
    }
    format!("{}#{case}", link("/register/cases", &[("q", case)]))
}

/// Where a sheet is issued for a vendor and a case; none where the settings no longer have the case.
fn issue_link(ledger: &Ledger<'_>, case: &str, vendor: &str) -> Option<String> {
    if case == Assessed::OWN {
        return Some("/issue#own-heading".to_owned());
    }
    let settled = ledger.office.workspace.cases.iter().any(|known| known.id.as_str() == case);
    settled.then(|| link("/issue", &[("case", case), ("vendor", vendor)]))
}

fn day(date: Option<Date>) -> String {
    date.map(era).unwrap_or_default()
}

/// An assessment in a line, leading to what was recorded of it.
#[derive(Serialize)]
struct AssessedLine {
    link: String,
    case: String,
    case_title: String,
    case_link: String,
    vendor: String,
    vendor_link: String,
    on: String,
    conclusion: String,
    class: &'static str,
    score: String,
    tally: String,
    file: String,
    form: String,
    respondent: String,
}

impl AssessedLine {
    fn of(assessed: &Assessed, ledger: &Ledger<'_>) -> Self {
        Self {
            link: assessment_link(assessed),
            case: assessed.case.clone(),
            case_title: ledger.title(&assessed.case),
            case_link: case_link(&assessed.case),
            vendor: assessed.vendor.clone(),
            vendor_link: vendor_link(&assessed.vendor),
            on: era(assessed.on),
            conclusion: assessed.conclusion.clone(),
            class: look(&assessed.conclusion),
            score: assessed.score(),
            tally: assessed.tally(),
            file: assessed.file.clone(),
            form: assessed.form.clone(),
            respondent: assessed.respondent.clone(),
        }
    }
}
