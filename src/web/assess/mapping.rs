//! What the questions of a form that is not ours stand for, as a person decides: the same maps as `itaku map`.

use super::asked::Asked;
use super::reading::{Choice, Taken};
use crate::cli::output;
use crate::web::bench::Bench;
use crate::web::guard::Known;
use crate::web::page::{Page, Refusal, link};
use crate::web::site::Shared;
use crate::web::upload::{MAX_LONG_FORM_BYTES, Sent};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Query, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use itaku::catalogue::{Ledger, RequirementId};
use itaku::document::file_name;
use itaku::intake::{self, MAPS};
use itaku::questionnaire::{
    Confirmation, ForeignAnswer, FormMap, Link, MapEntry, MapSheet, Polarity, Reach, Standing, decide,
};
use serde::Serialize;
use std::path::PathBuf;

pub(super) fn routes() -> Router<Shared> {
    let decide = get(map).post(confirm).layer(DefaultBodyLimit::max(MAX_LONG_FORM_BYTES));
    Router::new().route("/assess/map", decide).route("/assess/known", post(accept))
}

#[derive(Serialize)]
struct MapPage {
    /// What the decisions were when the page was made; the same of the known form.
    seen: String,
    known_seen: String,
    file: String,
    key: String,
    back: String,
    /// The known form that it is, if any, and how many of its links fit this file.
    known: Option<String>,
    known_fits: usize,
    left_out: Option<String>,
    questions: Vec<Row>,
    requirements: Vec<Choice>,
}

#[derive(Serialize)]
struct Row {
    number: usize,
    place: String,
    id: String,
    category: String,
    question: String,
    written: String,
    decided: bool,
    requirement: String,
    /// What it is called.
    title: String,
    suggestions: Vec<Suggested>,
    decisions: Vec<Choice>,
    good: Vec<Choice>,
}

#[derive(Serialize)]
struct Suggested {
    id: String,
    title: String,
    why: String,
}

async fn map(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(&asked.file)?;
            let taken = Taken::of(&bench, &path)?;
            Ok((bench.name(), MapPage::of(&bench, &asked.file, &taken)?))
        })
        .await?;
    let title = format!("設問の対応 {}", content.file);
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/map", content }.shown(&session)
}

fn ours() -> Refusal {
    Refusal::wrong("itaku が発行した質問票です", "設問の対応を確かめる必要はありません。そのまま判定できます")
}

impl MapPage {
    fn of(bench: &Bench<'_>, key: &str, taken: &Taken<'_>) -> Result<Self, Refusal> {
        let foreign = taken.foreign.as_ref().ok_or_else(ours)?;
        let decided = decide(&bench.foreign.maps, &foreign.reading);
        let answers = foreign.reading.answers.iter().zip(&foreign.links).zip(decided).zip(0..);
        let questions = answers.map(|(((answer, links), decision), number)| {
            Row::of(bench, number, answer, links, decision.map(|(_, entry)| entry))
        });
        let fits = |form: &&itaku::questionnaire::KnownForm| {
            foreign.reading.answers.iter().filter(|answer| form.item(answer).is_some()).count()
        };
        let vendor =
            bench.site.catalogue.requirements.iter().filter(|requirement| requirement.ledger == Ledger::Vendor);
        Ok(Self {
            seen: bench.seen(&path(bench, &stem(&taken.view.file))),
            known_seen: foreign.known.map(|form| bench.seen(&path(bench, &form.id))).unwrap_or_default(),
            file: taken.view.file.clone(),
            key: key.to_owned(),
            back: link("/assess/file", &[("file", key)]),
            known: foreign.known.map(|form| form.title.clone()),
            known_fits: foreign.known.as_ref().map(fits).unwrap_or_default(),
            left_out: foreign.known.and_then(|form| form.left_out.clone()),
            questions: questions.collect(),
            requirements: vendor
                .map(|requirement| Choice {
                    value: requirement.id.to_string(),
                    label: requirement.title.clone(),
                    chosen: false,
                })
                .collect(),
        })
    }
}

impl Row {
    fn of(bench: &Bench<'_>, number: usize, answer: &ForeignAnswer, links: &[Link], entry: Option<&MapEntry>) -> Self {
        let title = |id: &RequirementId| {
            bench.site.catalogue.requirement(id).map(|requirement| requirement.title.clone()).unwrap_or_default()
        };
        let suggestions = links.iter().filter(|link| matches!(link.standing, Standing::Known | Standing::Suggested));
        let ids = |ids: &[RequirementId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let decisions = MapSheet::DECISIONS.iter().map(|(label, reach)| Choice {
            value: reach.word().to_owned(),
            label: (*label).to_owned(),
            chosen: entry.is_some_and(|entry| entry.reach == *reach),
        });
        // Where the sense of the question is open, a person must say it.
        let known = entry.map(|entry| entry.good).or((!answer.sense_is_open).then_some(Polarity::Yes));
        let good = MapSheet::GOOD.iter().map(|(label, good)| Choice {
            value: (*label).to_owned(),
            label: format!("「{label}」が良い"),
            chosen: known == Some(*good),
        });
        Self {
            number,
            place: format!("{}!{}", answer.sheet, answer.question_cell),
            id: answer.id.clone().unwrap_or_default(),
            category: answer.category.join(" ＞ "),
            question: answer.question.clone(),
            written: answer.written.clone(),
            decided: entry.is_some(),
            requirement: match entry {
                Some(entry) => ids(&entry.requirements),
                None => links.first().map(|link| link.requirement.to_string()).unwrap_or_default(),
            },
            title: match entry {
                Some(entry) => entry.requirements.iter().map(title).collect::<Vec<_>>().join("、"),
                None => links.first().map(|link| title(&link.requirement)).unwrap_or_default(),
            },
            suggestions: suggestions
                .map(|link| Suggested {
                    id: link.requirement.to_string(),
                    title: title(&link.requirement),
                    why: link.why.clone(),
                })
                .collect(),
            decisions: decisions.collect(),
            good: good.collect(),
        }
    }
}

/// Takes the decisions; questions without one stay open.
async fn confirm(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let by = sent.needed("by", "確かめた人")?.to_owned();
    session.is_called(&by);
    let back = link("/assess/file", &[("file", sent.text("file"))]);
    let told = site
        .change(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(sent.text("file"))?;
            let taken = Taken::of(&bench, &path)?;
            let foreign = taken.foreign.as_ref().ok_or_else(ours)?;
            let mut entries = Vec::new();
            for (answer, number) in foreign.reading.answers.iter().zip(0..) {
                entries.extend(entry(&bench, &sent, answer, number)?);
            }
            if entries.is_empty() {
                return Err(Refusal::wrong("採否が一つも選ばれていません", "前の画面に戻り、「採否」を選んでください"));
            }
            let id = stem(&intake::name(&path));
            sent.was_made_from(&bench.seen(&self::path(&bench, &id)))?;
            let confirmation = Confirmation { id: &id, title: &taken.view.file, by: &by, on: site.today() };
            let mut map = confirmation.map(&foreign.reading, entries);
            // What was decided before about questions that this file does not ask stays.
            let asked = |entry: &MapEntry| {
                foreign
                    .reading
                    .answers
                    .iter()
                    .any(|answer| answer.question == entry.question && answer.category == entry.category)
            };
            if let Some(before) = bench.foreign.maps.iter().find(|known| known.id == id) {
                map.entries.extend(before.entries.iter().filter(|entry| !asked(entry)).cloned());
                let others = before.headers.iter().filter(|header| !map.headers.contains(header)).cloned();
                let others: Vec<String> = others.collect();
                map.headers.extend(others);
            }
            save(&bench, &map)
        })
        .await?;
    session.tell(told);
    Ok(Redirect::to(&back))
}

/// The decision on one question, where one was taken.
fn entry(bench: &Bench<'_>, sent: &Sent, answer: &ForeignAnswer, number: usize) -> Result<Option<MapEntry>, Refusal> {
    let field = |name: &str| sent.text(&format!("{name}-{number}")).to_owned();
    let decision = field("decision");
    let Some((_, reach)) = Reach::WORDS.iter().find(|(word, _)| *word == decision) else { return Ok(None) };
    // The page was made from a reading; another one would put decisions beside other questions.
    if field("place") != format!("{}!{}", answer.sheet, answer.question_cell) {
        return Err(Refusal::wrong(
            "画面を表示した後に、ファイルの読み取りが変わりました",
            "前の画面に戻り、表示し直してください",
        ));
    }
    if *reach == Reach::None {
        return Ok(Some(MapEntry::of(answer, Vec::new(), *reach, Polarity::Yes)));
    }
    let good = MapSheet::GOOD.iter().find(|(word, _)| *word == field("good")).map(|(_, good)| *good);
    let good = good.ok_or_else(|| {
        Refusal::wrong(
            "良い答えが選ばれていません",
            format!("設問「{}」は、「はい」と「いいえ」のどちらが良い答えかを選んでください", answer.question),
        )
    })?;
    let written = field("requirement");
    let words = written.split([',', '、', ' ', '　']).map(str::trim).filter(|word| !word.is_empty());
    let mut requirements = Vec::new();
    for word in words {
        let id = RequirementId::parse(word).filter(|id| {
            bench.site.catalogue.requirement(id).is_some_and(|requirement| requirement.ledger == Ledger::Vendor)
        });
        requirements.push(id.ok_or_else(|| {
            Refusal::wrong(
                format!("要求事項「{word}」は目録にありません"),
                format!("設問「{}」の要求事項を、候補か一覧から選んでください", answer.question),
            )
        })?);
    }
    if requirements.is_empty() {
        return Err(Refusal::wrong(
            "採用とした設問に、要求事項が書かれていません",
            format!("設問「{}」の要求事項を選んでください", answer.question),
        ));
    }
    Ok(Some(MapEntry::of(answer, requirements, *reach, good)))
}

/// Takes a known form's links over the words of this very file.
async fn accept(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let by = sent.needed("by", "確かめた人")?.to_owned();
    session.is_called(&by);
    let back = link("/assess/file", &[("file", sent.text("file"))]);
    let told = site
        .change(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(sent.text("file"))?;
            let taken = Taken::of(&bench, &path)?;
            let foreign = taken.foreign.as_ref().ok_or_else(ours)?;
            let known = foreign.known.ok_or_else(|| {
                Refusal::wrong("知られている様式とは認められません", "設問ごとに対応を確かめてください")
            })?;
            sent.was_made_from(&bench.seen(&self::path(&bench, &known.id)))?;
            let entries: Vec<MapEntry> = foreign
                .reading
                .answers
                .iter()
                .filter_map(|answer| {
                    let item = known.item(answer)?;
                    Some(MapEntry::of(answer, item.requirements.clone(), item.reach, item.good))
                })
                .collect();
            if entries.is_empty() {
                return Err(Refusal::wrong(
                    format!("{} の対応のうち、このファイルの設問に合うものがありません", known.title),
                    "設問ごとに対応を確かめてください",
                ));
            }
            let confirmation = Confirmation { id: &known.id, title: &known.title, by: &by, on: site.today() };
            save(&bench, &confirmation.map(&foreign.reading, entries))
        })
        .await?;
    session.tell(told);
    Ok(Redirect::to(&back))
}

fn stem(name: &str) -> String {
    file_name::safe(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Where the map of that id lies.
fn path(bench: &Bench<'_>, id: &str) -> PathBuf {
    bench.office.folder.join(MAPS).join(format!("{}.toml", file_name::safe(id)))
}

fn save(bench: &Bench<'_>, map: &FormMap) -> Result<String, Refusal> {
    let (text, path) = (map.to_toml(), path(bench, &map.id));
    // What is written must be what the program reads.
    FormMap::read(&intake::name(&path), &text, bench.site.catalogue)?;
    output::write(&path, text.as_bytes(), true)?;
    let count = |wanted: Reach| map.entries.iter().filter(|entry| entry.reach == wanted).count();
    Ok(format!(
        "対応を残しました（全部を尋ねる設問{}件、一部を尋ねる設問{}件、当たらない設問{}件）",
        count(Reach::Covers),
        count(Reach::Touches),
        count(Reach::None)
    ))
}
