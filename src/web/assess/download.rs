//! What is handed out: single documents, or all of them in one archive.

use super::reading::Taken;
use crate::web::bench::Bench;
use crate::web::page::Refusal;
use crate::web::saved::saved;
use crate::web::site::{Shared, Site};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use itaku::document::{Handout, MarkInput, comparison_workbook, file_name, marked_workbook, report_files};
use itaku::intake;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/assess/download", get(one))
        .route("/assess/marked", get(marked))
        .route("/assess/returned", get(returned))
        .route("/assess/all", get(all))
}

#[derive(Deserialize)]
struct What {
    #[serde(default)]
    file: String,
    /// The ending of the document's name.
    #[serde(default)]
    kind: String,
}

async fn one(State(site): State<Shared>, Query(what): Query<What>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let files = match what.file.as_str() {
                "" => own_files(&bench)?,
                key => bench.judged(key, |input| Ok(Handout::new(input)?))?.files,
            };
            let wanted = files.into_iter().find(|(name, _)| name.ends_with(&format!(".{}", what.kind)));
            wanted.ok_or_else(|| Refusal::absent("その文書はありません"))
        })
        .await?;
    Ok(saved(&name, bytes))
}

/// The documents about the organisation's check of itself; none where its sheets have not come back.
fn own_files(bench: &Bench<'_>) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let round = bench.round()?;
    let Some((report, _)) = bench.internal_report(&round.own) else { return Ok(Vec::new()) };
    Ok(report_files(&report, &format!("庁内点検_{}", file_name::safe(&bench.name())))?)
}

/// The returned file with its reading coloured on it.
async fn marked(State(site): State<Shared>, Query(what): Query<What>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(&what.file)?;
            let taken = Taken::of(&bench, &path)?;
            let bytes =
                marked_workbook(&MarkInput { workbook: &taken.workbook, view: &taken.view, tables: &taken.tables })?;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok((format!("{}_読み取り.xlsx", file_name::safe(&stem)), bytes))
        })
        .await?;
    Ok(saved(&name, bytes))
}

/// The returned file itself.
async fn returned(State(site): State<Shared>, Query(what): Query<What>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let path = Bench::open(site)?.file(&what.file)?;
            Ok((intake::name(&path), intake::bytes(&path)?))
        })
        .await?;
    Ok(saved(&name, bytes))
}

/// All documents about all vendors and the comparison, in folders as `itaku assess` makes them.
async fn all(State(site): State<Shared>) -> Result<Response, Refusal> {
    let (name, bytes) = site.work(archive).await?;
    Ok(saved(&name, bytes))
}

fn archive(site: &Site) -> Result<(String, Vec<u8>), Refusal> {
    let bench = Bench::open(site)?;
    let round = bench.round()?;
    let not_packed = |error: zip::result::ZipError| {
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("まとめて書き出せません({error})"),
            "一つずつ書き出してください",
        )
    };
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Most of what goes in is packed already.
    let options = SimpleFileOptions::default();
    let mut folders = BTreeSet::new();
    let add = |archive: &mut zip::ZipWriter<Cursor<Vec<u8>>>, name: String, bytes: &[u8]| {
        archive.start_file(name, options).map_err(not_packed)?;
        archive.write_all(bytes).map_err(|error| not_packed(error.into()))
    };
    for line in &round.lines {
        let handout = bench.judged(&line.key, |input| Ok(Handout::new(input)?))?;
        let stem = line.key.rsplit(['/']).next().unwrap_or_default();
        let stem = file_name::safe(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem));
        let mut folder = stem.clone();
        let mut number = 2_u32;
        while !folders.insert(folder.to_lowercase()) {
            folder = format!("{stem} ({number})");
            number += 1;
        }
        for (name, bytes) in &handout.files {
            add(&mut archive, format!("{folder}/{name}"), bytes)?;
        }
    }
    for (name, bytes) in own_files(&bench)? {
        add(&mut archive, format!("庁内点検/{name}"), &bytes)?;
    }
    add(&mut archive, "比較表.xlsx".to_owned(), &comparison_workbook(&round.comparison)?)?;
    let bytes = archive.finish().map_err(not_packed)?.into_inner();
    Ok((format!("判定結果_{}_{}.zip", file_name::safe(&bench.name()), site.today()), bytes))
}
