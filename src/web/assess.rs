//! 評価: returned files are taken in, shown as they were read, put right, judged, and handed out.

mod asked;
mod download;
mod exception;
mod mapping;
mod reading;
mod result;

pub(super) use reading::cell_link;

use super::bench::{Bench, Internal, Line, RefusedFile};
use super::guard::Known;
use super::page::{Area, Page, Refusal, Skin, skin};
use super::place::{Place, place};
use super::site::{Shared, Site};
use super::upload::{Files, MAX_UPLOAD_BYTES, Sent, SentFile};
use crate::cli::output;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use itaku::diagnostic::cause;
use itaku::intake;
use itaku::questionnaire::Answer;
use serde::Serialize;
use std::path::Path;

pub(super) const AREA: Area = Area { label: "評価", path: "/assess" };
pub(super) const SKINS: &[Skin] = &[
    skin!("assess/list"),
    skin!("assess/file"),
    skin!("assess/cell"),
    skin!("assess/map"),
    skin!("assess/result"),
    skin!("assess/annex"),
    skin!("assess/clause"),
];

/// Where files go that are taken out; nothing is deleted.
const REMOVED: &str = "removed";

pub(super) fn routes() -> Router<Shared> {
    let upload = post(upload).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES));
    Router::new()
        .route("/assess", get(list))
        .route("/assess/upload", upload)
        .route("/assess/remove", post(remove))
        .merge(reading::routes())
        .merge(mapping::routes())
        .merge(result::routes())
        .merge(exception::routes())
        .merge(download::routes())
}

#[derive(Serialize)]
struct List {
    lines: Vec<Line>,
    refused: Vec<RefusedFile>,
    internal: Option<Internal>,
    empty: bool,
    no_cases: bool,
    files: usize,
}

async fn list(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(|site| {
            let bench = Bench::open(site)?;
            let round = bench.round()?;
            let files = bench.files()?.len();
            let content = List {
                lines: round.lines.clone(),
                refused: round.refused.clone(),
                internal: round.internal.clone(),
                empty: files == 0,
                no_cases: bench.office.workspace.cases.is_empty(),
                files,
            };
            Ok((bench.name(), content))
        })
        .await?;
    Page { area: AREA, title: "評価", organisation: Some(&name), skin: "assess/list", content }.shown(&session)
}

/// What came of one file that was sent.
#[derive(Serialize)]
struct Received {
    name: String,
    taken: bool,
    told: String,
}

/// Takes files in, each with a look at it. The script sends one at a time and asks for JSON.
async fn upload(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    mut files: Files,
) -> Result<Response, Refusal> {
    let mut received = Vec::new();
    while let Some(file) = files.next().await? {
        received.push(site.work(move |site| Ok(receive(site, file))).await?);
    }
    if files.sent.text("script") == "1" {
        return Ok(Json(received).into_response());
    }
    if received.is_empty() {
        return Err(Refusal::wrong("ファイルが選ばれていません", "前の画面に戻り、返送されたファイルを選んでください"));
    }
    for one in received {
        session.tell(format!("{}: {}", one.name, one.told));
    }
    Ok(Redirect::to("/assess").into_response())
}

fn receive(site: &Site, file: SentFile) -> Received {
    let name = file.name.clone();
    match take_in(site, file) {
        Ok((name, told)) => Received { name, taken: true, told },
        Err(refusal) => Received { name, taken: false, told: refusal.sentence() },
    }
}

/// Stores a file under a name of its own and reads it once.
fn take_in(site: &Site, file: SentFile) -> Result<(String, String), Refusal> {
    let content =
        file.content.map_err(|why| Refusal::wrong(why, "画像や余分なシートを除いて送り直してもらってください"))?;
    if !intake::is_spreadsheet(Path::new(&file.name)) {
        return Err(Refusal::wrong(
            "表計算のファイルではないので受け取りません",
            "Excel などの表計算のファイルを選んでください",
        ));
    }
    let bench = Bench::open(site)?;
    let folder = bench.returned()?;
    let path = loop {
        let path = match place(&folder, &file.name, &content) {
            Place::Free(path) => path,
            Place::There(path) => return Ok((intake::name(&path), "同じファイルを既に受け取っています".to_owned())),
        };
        match output::write(&path, &content, false) {
            Ok(()) => break path,
            // Somebody took the name since.
            Err(_) if path.exists() => {}
            Err(refused) => return Err(refused.into()),
        }
    };
    let name = intake::name(&path);
    let told = match reading::look(&bench, &path) {
        Ok((answers, unread)) => {
            let count = |wanted: Answer| answers.iter().filter(|answer| **answer == wanted).count();
            let (unclear, blank) = (count(Answer::Unclear), count(Answer::Unanswered));
            format!(
                "回答{}件を読みました（判読不能{unclear}件、未回答{blank}件、読み取れない箇所{unread}件）",
                answers.len(),
            )
        }
        Err(refusal) => format!("受け取りましたが、読めません。{}", refusal.sentence()),
    };
    Ok((name, told))
}

/// Takes a file out of the returned ones, into a folder beside them.
async fn remove(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let name = site
        .change(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(sent.text("file"))?;
            let folder = bench.office.folder.join(REMOVED);
            let content = intake::bytes(&path)?;
            if let Place::Free(to) = place(&folder, &intake::name(&path), &content) {
                output::write(&to, &content, false)?;
            }
            std::fs::remove_file(&path).map_err(|error| {
                Refusal::wrong(
                    format!("ファイルを除けません({})", cause(&error)),
                    "Excel などで開いているときは閉じてください",
                )
            })?;
            Ok(intake::name(&path))
        })
        .await?;
    session.tell(format!("「{name}」を判定から除き、作業フォルダの中の {REMOVED} フォルダに移しました"));
    Ok(Redirect::to("/assess"))
}
