//! The returned files of the workspace into the register, under the name of the person who does it.

use super::{AREA, Ledger, Within, within};
use crate::web::bench::{Bench, FileLine, RefusedFile, Round};
use crate::web::guard::Known;
use crate::web::page::{Notice, Page, Refusal, link};
use crate::web::site::{Shared, Site};
use crate::web::upload::Sent;
use axum::Router;
use axum::extract::{Extension, State};
use axum::response::Response;
use axum::routing::get;
use itaku::intake;
use itaku::register::{FILE_NAME, RecordedFiles, RecordedOn, record_files};
use serde::Serialize;
use std::path::PathBuf;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/register/record", get(waiting).post(record))
}

#[derive(Serialize)]
struct Waiting {
    choices: Vec<Choice>,
    refused: Vec<RefusedFile>,
    first: bool,
    on: String,
}

/// What is recorded as one: the files of a vendor for a case, or the organisation's own sheets.
#[derive(Serialize)]
struct Choice {
    /// By its first file.
    key: String,
    link: String,
    whose: String,
    case: String,
    conclusion: &'static str,
    class: &'static str,
    score: String,
    files: Vec<FileLine>,
}

impl Choice {
    fn all(round: &Round) -> Vec<Self> {
        let vendors = round.lines.iter().map(|line| Self {
            key: line.key.clone(),
            link: link("/assess/result", &[("file", &line.key)]),
            whose: line.vendor.clone(),
            case: format!("{} {}", line.case, line.case_title),
            conclusion: line.conclusion,
            class: line.class,
            score: line.score.clone(),
            files: line.files.clone(),
        });
        // Its sheets are judged together: one without the others would say something else.
        let own = round.internal.iter().map(|internal| Self {
            key: internal.files.first().map(|file| file.key.clone()).unwrap_or_default(),
            link: "/assess/internal".to_owned(),
            whose: "庁内".to_owned(),
            case: "庁内点検".to_owned(),
            conclusion: internal.conclusion,
            class: internal.class,
            score: internal.score.clone(),
            files: internal.files.clone(),
        });
        vendors.chain(own).collect()
    }
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

async fn waiting(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(|site| {
            let bench = Bench::open(site)?;
            let round = bench.round()?;
            let content = Waiting {
                choices: Choice::all(&round),
                refused: round.refused.clone(),
                first: !bench.office.folder.join(FILE_NAME).is_file(),
                on: itaku::document::era(site.today()),
            };
            Ok((bench.name(), content))
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
    let (name, content) = site.work(move |site| recorded(site, &sent, &by)).await?;
    let content = Within { within: within("/register/record"), content };
    Page { area: AREA, title: "記録しました", organisation: Some(&name), skin: "register/recorded", content }
        .shown(&session)
}

/// The files of what was chosen, looked up among those that are there.
fn chosen(bench: &Bench<'_>, sent: &Sent) -> Result<Vec<PathBuf>, Refusal> {
    let choices = Choice::all(&*bench.round()?);
    let files = bench.files()?;
    let mut chosen = Vec::new();
    for key in sent.all("file") {
        let choice = choices.iter().find(|choice| choice.key == key);
        let choice = choice.ok_or_else(|| Refusal::absent("その回答はありません"))?;
        let of_choice = |path: &&PathBuf| choice.files.iter().any(|file| file.key == bench.key(path));
        chosen.extend(files.iter().filter(of_choice).cloned());
    }
    if chosen.is_empty() {
        return Err(Refusal::wrong(
            "記録する回答が選ばれていません",
            "前の画面に戻り、記録する回答に印を付けてください。回答がまだないときは、「評価」で返送されたファイルを入れてください",
        ));
    }
    Ok(chosen)
}

fn recorded(site: &Site, sent: &Sent, by: &str) -> Result<(String, Recorded), Refusal> {
    let bench = Bench::open(site)?;
    let files = chosen(&bench, sent)?;
    let mut ledger = Ledger::made(site, bench.office.clone())?;
    let RecordedFiles { new, known, own, told, refused } =
        record_files(&mut ledger.register, &bench.desk(), &files, RecordedOn::Today, by)?;
    let refused = refused
        .iter()
        .map(|(path, told)| Refused { file: intake::name(path), told: told.iter().map(Notice::from).collect() });
    let told = told.iter().map(Notice::from).collect();
    Ok((bench.name(), Recorded { new, known, own, told, refused: refused.collect() }))
}
