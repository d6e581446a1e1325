//! The returned files of the workspace into the register, under the name of the person who does it.

use super::{AREA, Ledger, Within, within};
use crate::web::guard::Known;
use crate::web::page::{Notice, Page, Refusal};
use crate::web::site::{Shared, Site};
use crate::web::upload::Sent;
use axum::Router;
use axum::extract::{Extension, State};
use axum::response::Response;
use axum::routing::get;
use itaku::intake::{self, Desk, Foreign, Office};
use itaku::register::{FILE_NAME, RecordedFiles, RecordedOn, record_files};
use serde::Serialize;
use std::path::PathBuf;

/// Where returned files lie in a workspace.
const RETURNED: &str = "returned";

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/register/record", get(waiting).post(record))
}

#[derive(Serialize)]
struct Waiting {
    files: Vec<String>,
    first: bool,
    on: String,
}

#[derive(Serialize)]
struct Recorded {
    new: usize,
    known: usize,
    own: usize,
    told: Vec<Notice>,
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
    file: String,
    told: Vec<Notice>,
}

/// The spreadsheets of the folder. One that is a link to somewhere else is not read.
pub(in crate::web) fn files(office: &Office) -> Result<Vec<PathBuf>, Refusal> {
    let folder = office.folder.join(RETURNED);
    let Ok(real) = std::fs::canonicalize(&folder) else { return Ok(Vec::new()) };
    let inside = std::fs::canonicalize(&office.folder).is_ok_and(|own| real.starts_with(own));
    if inside && real.is_dir() { Ok(intake::find(&[folder])?.files) } else { Ok(Vec::new()) }
}

async fn waiting(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(|site| {
            let office = site.office()?;
            let files = files(&office)?;
            let content = Waiting {
                files: files.iter().map(|path| intake::name(path)).collect(),
                first: !office.folder.join(FILE_NAME).is_file(),
                on: itaku::document::era(site.today()),
            };
            Ok((office.workspace.organisation.name.clone(), content))
        })
        .await?;
    let content = Within { within: within("/register/record"), content };
    Page { area: AREA, title: "回答を記録する", organisation: Some(&name), skin: "register/record", content }
        .shown(&session)
}

async fn record(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Response, Refusal> {
    let by = sent.needed("by", "記録者")?.to_owned();
    session.is_called(&by);
    let (name, content) = site.work(move |site| recorded(site, &by)).await?;
    let content = Within { within: within("/register/record"), content };
    Page { area: AREA, title: "記録しました", organisation: Some(&name), skin: "register/recorded", content }
        .shown(&session)
}

fn recorded(site: &Site, by: &str) -> Result<(String, Recorded), Refusal> {
    let office = site.office()?;
    let files = files(&office)?;
    if files.is_empty() {
        return Err(Refusal::wrong("記録する回答がありません", "「評価」で、返送されたファイルを入れてください"));
    }
    let foreign = Foreign::of(Some(&office), site.catalogue)?;
    let workspace = office.workspace.clone();
    let desk = Desk {
        catalogue: site.catalogue,
        library: site.library,
        workspace: &workspace,
        foreign: &foreign,
        case: None,
        vendor: None,
        on: site.today(),
    };
    let mut ledger = Ledger::made(site, office)?;
    let RecordedFiles { new, known, own, told, refused } =
        record_files(&mut ledger.register, &desk, &files, RecordedOn::Today, by)?;
    let refused = refused
        .iter()
        .map(|(path, told)| Refused { file: intake::name(path), told: told.iter().map(Notice::from).collect() });
    let told = told.iter().map(Notice::from).collect();
    Ok((workspace.organisation.name.clone(), Recorded { new, known, own, told, refused: refused.collect() }))
}
