//! はじめる: a workspace is chosen or made, from the policy document where there is one.

use super::bench::returned_files;
use super::guard::{Known, secret};
use super::page::{Area, Notice, Page, Refusal, Skin, link, skin};
use super::place::{Place, place};
use super::site::{Shared, Site};
use super::upload::{Files, MAX_UPLOAD_BYTES, Sent, SentFile};
use crate::cli::{init, output};
use axum::extract::{DefaultBodyLimit, Extension, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, http::StatusCode};
use itaku::diagnostic::Diagnostic;
use itaku::diagnostic::cause;
use itaku::document::{StandardsView, era, file_name};
use itaku::intake::Office;
use itaku::policy::{DocumentText, PolicyReading, PolicyView, read, to_settings};
use itaku::register;
use itaku::workspace::{FILE_NAME, SettingsText};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::PoisonError;

pub(super) const AREA: Area = Area { label: "はじめる", path: "/" };
pub(super) const SKINS: &[Skin] =
    &[skin!("start/home"), skin!("start/choose"), skin!("start/draft"), skin!("start/ended")];

/// What is said once there is a workspace.
const MADE: &str = "作業フォルダを作りました。次に、「設定」で案件を加えてください";

/// Documents that wait to be confirmed at a time; the oldest goes.
const MAX_DRAFTS: usize = 8;

/// A policy document that was handed in: nothing is written before a person has confirmed what was read from it.
pub(super) struct Draft {
    id: String,
    name: String,
    bytes: Vec<u8>,
    reading: PolicyReading,
    /// Whether it is for the workspace that is open; otherwise a new one is made.
    renews: bool,
}

pub(super) fn routes() -> Router<Shared> {
    let policy = post(policy).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES));
    Router::new()
        .route("/", get(home))
        .route("/workspaces", get(choose))
        .route("/workspace/choose", post(chosen))
        .route("/workspace/new", post(new))
        .route("/workspace/policy", policy)
        .route("/workspace/draft", get(draft))
        .route("/workspace/create", post(create))
        .route("/workspace/renew", post(renew))
        .route("/quit", post(quit))
}

/// The open workspace at a glance, or the choice of one.
async fn home(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    if site.chosen().is_none() {
        return Ok(Redirect::to("/workspaces").into_response());
    }
    let (name, content) = site
        .work(|site| {
            let office = site.office()?;
            let returned = returned_files(&office)?.len();
            Ok((office.workspace.organisation.name.clone(), Home::of(&office, site, returned)))
        })
        .await?;
    Page { area: AREA, title: "はじめる", organisation: Some(&name), skin: "start/home", content }.shown(&session)
}

#[derive(Serialize)]
struct Home {
    organisation: String,
    folder: String,
    policy: String,
    edition: String,
    section: String,
    dates: String,
    document: Option<String>,
    obligations: Vec<Duty>,
    cases: Vec<CaseLine>,
    others: bool,
    told: Vec<Notice>,
    /// How many files have come back.
    returned: usize,
    /// Whether anything has been recorded.
    recorded: bool,
}

#[derive(Serialize)]
struct Duty {
    id: String,
    label: &'static str,
    sentence: String,
    locator: String,
    found: bool,
}

#[derive(Serialize)]
struct CaseLine {
    edit: String,
    id: String,
    title: String,
    kind: &'static str,
    department: String,
    start: String,
}

impl Home {
    fn of(office: &Office, site: &Site, returned: usize) -> Self {
        let workspace = &office.workspace;
        let policy = &workspace.policy;
        let duties = policy.obligations.iter().map(|duty| Duty {
            id: duty.id.to_string(),
            label: duty.id.label(),
            sentence: duty.sentence.clone().unwrap_or_default(),
            locator: duty.locator.clone().unwrap_or_default(),
            found: duty.locator.is_some(),
        });
        let cases = workspace.cases.iter().zip(0_usize..).map(|(case, at)| CaseLine {
            edit: link("/settings/edit", &[("part", "case"), ("at", &at.to_string())]),
            id: case.id.to_string(),
            title: case.title.clone(),
            kind: case.kind.label(),
            department: case.department.clone(),
            start: era(case.start),
        });
        Self {
            organisation: workspace.organisation.name.clone(),
            folder: office.folder.display().to_string(),
            policy: policy.title.clone(),
            edition: policy.edition.clone(),
            section: policy.section.clone(),
            dates: dates(policy.date, policy.effective),
            document: policy.document.clone(),
            obligations: duties.collect(),
            cases: cases.collect(),
            others: site.shelf().is_some(),
            told: office.doubts.iter().map(Notice::from).collect(),
            returned,
            recorded: office.folder.join(register::FILE_NAME).is_file(),
        }
    }
}

fn dates(decided: Option<Date>, effective: Option<Date>) -> String {
    let said = [("決定", decided), ("施行", effective)].into_iter().filter_map(|(what, day)| Some((what, day?)));
    said.map(|(what, day)| format!("{}{what}", era(day))).collect::<Vec<_>>().join("、")
}

#[derive(Serialize)]
struct Choice {
    shelf: String,
    workspaces: Vec<Shelved>,
}

#[derive(Serialize)]
struct Shelved {
    folder: String,
    /// Absent where the settings have faults.
    organisation: Option<String>,
}

async fn choose(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let Some(shelf) = site.shelf().map(|shelf| shelf.display().to_string()) else {
        return Ok(Redirect::to("/").into_response());
    };
    let workspaces = site
        .work(|site| {
            let workspaces = site.workspaces();
            let known = workspaces.iter().map(|path| Shelved {
                folder: folder_name(path),
                organisation: Office::open(path, site.catalogue).ok().map(|found| found.workspace.organisation.name),
            });
            Ok(known.collect::<Vec<_>>())
        })
        .await?;
    let content = Choice { shelf, workspaces };
    Page { area: AREA, title: "作業フォルダを選ぶ", organisation: None, skin: "start/choose", content }.shown(&session)
}

fn folder_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What was sent is looked for among the folders that are there; it is never made into a path.
async fn chosen(State(site): State<Shared>, sent: Sent) -> Result<Redirect, Refusal> {
    let folder = site.workspaces().into_iter().find(|path| folder_name(path) == sent.text("folder"));
    site.choose(folder.ok_or_else(|| Refusal::absent("その作業フォルダはありません"))?);
    Ok(Redirect::to("/"))
}

/// A workspace without a policy document.
async fn new(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let name = sent.needed("organisation", "団体名")?.to_owned();
    let self_name = sent.needed("self", "自称")?.to_owned();
    site.work(move |site| make(site, &name, &init::from_names(&name, &self_name)?, None)).await?;
    session.tell(MADE);
    Ok(Redirect::to("/"))
}

/// Makes the workspace on the shelf, under the organisation's name, and opens it.
fn make(site: &Site, name: &str, text: &str, document: Option<(&str, &[u8])>) -> Result<(), Refusal> {
    let shelf = site.shelf().ok_or_else(|| {
        Refusal::new(
            StatusCode::CONFLICT,
            "作業フォルダは既に開いています",
            "別の団体の作業フォルダは、上のフォルダを指定して itaku を起動すると作れます",
        )
    })?;
    let folder = shelf.join(file_name::safe(name));
    if folder.join(FILE_NAME).exists() {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            format!("「{}」の作業フォルダは既にあります", file_name::safe(name)),
            "一覧から選んで開くか、団体名を変えてください",
        ));
    }
    init::create(&folder, text, document)?;
    site.choose(folder);
    Ok(())
}

/// Reads a policy document and keeps it until a person has looked at what was read.
async fn policy(State(site): State<Shared>, mut files: Files) -> Result<Redirect, Refusal> {
    let Some(SentFile { name, content, .. }) = files.next().await? else {
        return Err(Refusal::wrong("文書が選ばれていません", "前の画面に戻り、基本方針の文書を選んでください"));
    };
    let bytes = content.map_err(|why| Refusal::wrong(why, "文書を確かめてください"))?;
    let renews = files.sent.text("into") == "open";
    let id = site.work(move |site| keep(site, name, bytes, renews)).await?;
    Ok(Redirect::to(&format!("/workspace/draft?id={id}")))
}

fn keep(site: &Site, name: String, bytes: Vec<u8>, renews: bool) -> Result<String, Refusal> {
    let told = |diagnostic: Diagnostic| Refusal::from(vec![diagnostic]);
    let document = DocumentText::read(&name, &bytes).map_err(told)?;
    let reading = read(&name, &document).map_err(told)?;
    let id = secret().map_err(|_| Refusal::died())?;
    let mut drafts = site.drafts.lock().unwrap_or_else(PoisonError::into_inner);
    if drafts.len() >= MAX_DRAFTS {
        drafts.remove(0);
    }
    drafts.push(Draft { id: id.clone(), name, bytes, reading, renews });
    Ok(id)
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    id: String,
}

#[derive(Serialize)]
struct DraftPage {
    id: String,
    file: String,
    organisation: String,
    self_name: String,
    title: String,
    edition: String,
    dates: String,
    section: String,
    heading: String,
    words: String,
    found: usize,
    obligations: Vec<Duty>,
    told: Vec<Notice>,
    renews: bool,
}

async fn draft(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(which): Query<Which>,
) -> Result<Response, Refusal> {
    let content = {
        let drafts = site.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        DraftPage::of(drafts.iter().find(|draft| draft.id == which.id).ok_or_else(no_draft)?)
    };
    Page {
        area: AREA, title: "基本方針の読み取りを確かめる", organisation: None, skin: "start/draft", content
    }
    .shown(&session)
}

impl DraftPage {
    fn of(draft: &Draft) -> Self {
        let view = PolicyView::new(&draft.reading);
        let duties = view.obligations.into_iter().map(|duty| Duty {
            id: duty.id.to_string(),
            label: duty.label,
            sentence: duty.sentence.unwrap_or_default(),
            locator: duty.locator.unwrap_or_default(),
            found: duty.found,
        });
        let obligations: Vec<Duty> = duties.collect();
        let words = [view.terms.outsourcing, view.terms.contractor, view.terms.cloud];
        Self {
            id: draft.id.clone(),
            file: view.file,
            organisation: view.organisation.unwrap_or_default(),
            self_name: view.self_name.unwrap_or_default(),
            title: view.title.unwrap_or_default(),
            edition: view.edition.unwrap_or_default(),
            dates: dates(view.date, view.effective),
            section: view.section.unwrap_or_default(),
            heading: view.heading.unwrap_or_default(),
            words: words.into_iter().flatten().collect::<Vec<_>>().join("、"),
            found: obligations.iter().filter(|duty| duty.found).count(),
            obligations,
            told: view.diagnostics.iter().map(Notice::from).collect(),
            renews: draft.renews,
        }
    }
}

fn no_draft() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "読み取った文書が残っていません", "もう一度、基本方針の文書を入れてください")
}

/// Makes the workspace as confirmed: what the person wrote stands before what was read.
async fn create(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let name = sent.needed("organisation", "団体名")?.to_owned();
    let self_name = sent.needed("self", "自称")?.to_owned();
    let title = sent.needed("title", "方針の表題")?.to_owned();
    let id = sent.text("id").to_owned();
    site.work(move |site| {
        let draft = {
            let mut drafts = site.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            let at = drafts.iter().position(|draft| draft.id == id).ok_or_else(no_draft)?;
            drafts.remove(at)
        };
        let locators = StandardsView::new(&draft.reading, site.catalogue).settings();
        let mut reading = draft.reading.clone();
        reading.organisation = Some(name.clone());
        reading.self_name = Some(self_name);
        reading.title = Some(title);
        let made = make(site, &name, &to_settings(&reading, &locators), Some((&draft.name, &draft.bytes)));
        if made.is_err() {
            site.drafts.lock().unwrap_or_else(PoisonError::into_inner).push(draft);
        }
        made
    })
    .await?;
    session.tell(MADE);
    Ok(Redirect::to("/"))
}

/// Takes a confirmed document over into the workspace that is open.
async fn renew(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let id = sent.text("id").to_owned();
    site.change(move |site| {
        let office = site.office()?;
        let (name, bytes, mut reading) = {
            let drafts = site.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            let draft = drafts.iter().find(|draft| draft.id == id).ok_or_else(no_draft)?;
            (draft.name.clone(), draft.bytes.clone(), draft.reading.clone())
        };
        let path = office.folder.join(FILE_NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Refusal::wrong(
                format!("設定ファイルを読めません({})", cause(&error)),
                "ほかで開いているときは閉じてください",
            )
        })?;
        let mut settings = SettingsText::parse(FILE_NAME, &text)?;
        // A former edition under the same name stays beside it.
        let document = place(&office.folder, &name, &bytes);
        let (Place::Free(path_of_document) | Place::There(path_of_document)) = &document;
        reading.file = folder_name(path_of_document);
        settings.take_policy(&reading)?;
        let text = settings.checked(site.catalogue)?;
        if let Place::Free(free) = &document {
            output::write(free, &bytes, false)?;
        }
        output::write(&path, text.as_bytes(), true)?;
        site.drafts.lock().unwrap_or_else(PoisonError::into_inner).retain(|draft| draft.id != id);
        Ok(())
    })
    .await?;
    session.tell("基本方針の文書を作業フォルダに入れました");
    Ok(Redirect::to("/"))
}

async fn quit(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    _sent: Sent,
) -> Result<Response, Refusal> {
    #[derive(Serialize)]
    struct Ended {}
    site.end();
    Page { area: AREA, title: "終了しました", organisation: None, skin: "start/ended", content: Ended {} }
        .shown(&session)
}
