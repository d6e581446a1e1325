//! What is handed out: single documents, or all of them in one archive.

use super::asked::Asked;
use super::reading::Taken;
use crate::web::bench::Bench;
use crate::web::page::Refusal;
use crate::web::saved::{Archive, saved};
use crate::web::site::{Shared, Site};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::document::{Handout, MarkInput, comparison_workbook, file_name, marked_workbook, report_files};
use itaku::intake;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/assess/download", get(one))
        .route("/assess/marked", get(marked))
        .route("/assess/returned", get(returned))
        .route("/assess/all", get(all))
}

async fn one(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let files = match asked.file.as_str() {
                "" => own_files(&bench)?,
                key => bench.judged(key, |input| Ok(Handout::new(input)?))?.files,
            };
            let wanted = files.into_iter().find(|(name, _)| name.ends_with(&format!(".{}", asked.kind)));
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
async fn marked(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(&asked.file)?;
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
async fn returned(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let path = Bench::open(site)?.file(&asked.file)?;
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
    let mut archive = Archive::new();
    for line in &round.lines {
        let handout = bench.judged(&line.key, |input| Ok(Handout::new(input)?))?;
        let stem = line.key.rsplit(['/']).next().unwrap_or_default();
        let folder = archive.folder(&file_name::safe(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem)));
        for (name, bytes) in &handout.files {
            archive.add(&format!("{folder}/{name}"), bytes)?;
        }
    }
    let own = archive.folder("庁内点検");
    for (name, bytes) in own_files(&bench)? {
        archive.add(&format!("{own}/{name}"), &bytes)?;
    }
    archive.add("比較表.xlsx", &comparison_workbook(&round.comparison)?)?;
    Ok((format!("判定結果_{}_{}.zip", file_name::safe(&bench.name()), site.today()), archive.finish()?))
}
