//! One returned file as it was read, cell by cell, and what a person puts right in it.

use super::asked::Asked;
use crate::cli::output;
use crate::web::bench::{Bench, query};
use crate::web::guard::Known;
use crate::web::page::{Notice, Page, Refusal, link};
use crate::web::site::Shared;
use crate::web::upload::Sent;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use itaku::catalogue::{CaseId, RequirementId};
use itaku::diagnostic::Diagnostic;
use itaku::document::{MarkInput, ReadAnswer, ReadingView, SheetGrid, file_name, sheet_grids};
use itaku::intake::{self, CORRECTIONS, LAYOUTS, Understood};
use itaku::questionnaire::{
    Answer, ColumnUse, Correction, Corrections, ForeignReading, ForeignTable, KnownForm, Link, SheetLayout, Standing,
    Whose, links, read_foreign,
};
use itaku::workbook::{Address, Workbook};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/assess/file", get(file))
        .route("/assess/cell", get(cell))
        .route("/assess/correct", post(correct))
        .route("/assess/whose", post(whose))
        .route("/assess/layout", post(layout))
}

/// A file as it was taken.
pub(super) struct Taken<'s> {
    pub(super) workbook: Workbook,
    pub(super) sha256: String,
    pub(super) view: ReadingView,
    pub(super) tables: Vec<ForeignTable>,
    /// Of a form that is not ours.
    pub(super) foreign: Option<ForeignTaken<'s>>,
}

/// A form that is not ours, with what its questions may stand for.
pub(super) struct ForeignTaken<'s> {
    pub(super) reading: ForeignReading,
    pub(super) known: Option<&'s KnownForm>,
    pub(super) links: Vec<Vec<Link>>,
}

impl<'s> Taken<'s> {
    pub(super) fn of(bench: &Bench<'s>, path: &Path) -> Result<Self, Refusal> {
        let (workbook, sha256) = intake::workbook(path)?;
        let (site, name) = (bench.site, intake::name(path));
        let understood = intake::understand(&name, (&workbook, &sha256), site.library, site.catalogue, &bench.foreign);
        // Nothing was found in it: the page still shows it, so that a person can say where things stand.
        let (understood, nothing) = match understood {
            Err(nothing) if !bench.foreign.is_said() => {
                (Understood::Foreign(read_foreign(&name, &workbook, site.library), None), Some(*nothing))
            }
            understood => (understood?, None),
        };
        Ok(match understood {
            Understood::Own(sheet) => {
                let view = ReadingView::new(&sheet, site.library);
                Self { workbook, sha256, view, tables: Vec::new(), foreign: None }
            }
            Understood::Foreign(reading, known) => {
                // Where it is known what is being bought, only what applies to that is suggested.
                let whose = bench.foreign.corrections.get(&sha256).and_then(|known| known.whose.as_ref());
                let workspace = &bench.office.workspace;
                let case = whose.and_then(|whose| workspace.case(&CaseId::parse(&whose.case)?));
                let scope = case.map(|case| site.catalogue.vendor_scope(workspace.profile_for(case), case));
                let wanted = |id: &RequirementId| scope.as_ref().is_none_or(|scope| scope.contains(id));
                let links = links(&reading, &bench.foreign.maps, known, site.suggester(), &wanted);
                let mut view = ReadingView::foreign(&reading, &links, known);
                view.put_right(bench.foreign.corrections.get(&sha256));
                let told =
                    |nothing: &Diagnostic| view.diagnostics.iter().any(|known| known.sentence == nothing.sentence);
                let untold = nothing.filter(|nothing| !told(nothing));
                view.diagnostics.extend(untold);
                let tables = reading.tables.clone();
                Self { workbook, sha256, view, tables, foreign: Some(ForeignTaken { reading, known, links }) }
            }
        })
    }

    /// How many of its questions a person has confirmed.
    fn confirmed(&self) -> usize {
        let confirmed =
            |answer: &&ReadAnswer| answer.requirements.iter().any(|one| one.standing == Standing::Confirmed);
        self.view.answers.iter().filter(confirmed).count()
    }
}

/// The answers of a file and how many parts of it were not understood, without what its questions may stand for.
pub(super) fn look(bench: &Bench<'_>, path: &Path) -> Result<(Vec<Answer>, usize), Refusal> {
    let (workbook, sha256) = intake::workbook(path)?;
    let (site, name) = (bench.site, intake::name(path));
    let understood = intake::understand(&name, (&workbook, &sha256), site.library, site.catalogue, &bench.foreign)?;
    Ok(match understood {
        Understood::Own(sheet) => {
            (sheet.responses.iter().map(|response| response.answer).collect(), sheet.unread.len())
        }
        Understood::Foreign(reading, _) => {
            (reading.answers.iter().map(|answer| answer.answer).collect(), reading.unread.len())
        }
    })
}

#[derive(Serialize)]
struct FilePage {
    file: String,
    key: String,
    key_query: String,
    form: String,
    vendor: String,
    case: String,
    /// What came of the answers, where they could be judged.
    result: Option<String>,
    foreign: bool,
    map: String,
    confirmed: usize,
    questions: usize,
    unanimous: bool,
    counts: Vec<Count>,
    doubtful: Vec<Doubtful>,
    unread: Vec<Unread>,
    notices: Vec<Notice>,
    /// Where a person must say whose answers these are.
    whose: Option<WhoseForm>,
    layout: Option<LayoutForm>,
    notes: Vec<String>,
    grids: Vec<Grid>,
}

#[derive(Serialize)]
struct Count {
    class: &'static str,
    label: &'static str,
    number: usize,
    /// Where the first of them stands.
    to: String,
}

/// An answer that a person should look at.
#[derive(Serialize)]
struct Doubtful {
    /// The first of its kind can be led to.
    id: Option<String>,
    class: &'static str,
    label: &'static str,
    sheet: String,
    cell: String,
    anchor: String,
    href: String,
    question: String,
    written: String,
    why: String,
}

#[derive(Serialize)]
struct Unread {
    sheet: String,
    range: String,
    anchor: String,
    text: String,
    why: String,
}

#[derive(Serialize)]
struct WhoseForm {
    seen: String,
    vendor: String,
    cases: Vec<Choice>,
}

/// Something to choose from.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

#[derive(Serialize)]
struct LayoutForm {
    seen: String,
    sheets: Vec<Choice>,
    columns: Vec<LayoutColumn>,
    first: u32,
    last: u32,
}

#[derive(Serialize)]
struct LayoutColumn {
    letters: String,
    title: String,
    uses: Vec<Choice>,
}

#[derive(Serialize)]
struct Grid {
    name: String,
    number: usize,
    columns: Vec<String>,
    rows: Vec<Row>,
    cut: bool,
}

#[derive(Serialize)]
struct Row {
    number: u32,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    id: String,
    text: String,
    mark: &'static str,
    reading: Option<&'static str>,
    why: String,
    /// Leads to where the answer can be put right.
    href: Option<String>,
    rows: usize,
    columns: u32,
}

/// The class of an answer, which names its colour.
pub(super) fn class(answer: Answer) -> &'static str {
    match answer {
        Answer::Met => "good",
        Answer::NotApplicable => "none",
        Answer::Partial | Answer::Planned => "fair",
        Answer::Unmet => "bad",
        Answer::Undisclosed | Answer::Unanswered | Answer::Unclear => "open",
    }
}

/// What needs a person's eye most stands first.
const ORDER: [Answer; 8] = [
    Answer::Unclear,
    Answer::Unanswered,
    Answer::Undisclosed,
    Answer::Planned,
    Answer::Partial,
    Answer::NotApplicable,
    Answer::Unmet,
    Answer::Met,
];

async fn file(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(&asked.file)?;
            let taken = Taken::of(&bench, &path)?;
            let round = bench.round()?;
            let line = round.lines.iter().find(|line| line.files.iter().any(|file| file.key == asked.file));
            let result = line.map(|line| link("/assess/result", &[("file", &line.key)]));
            Ok((bench.name(), FilePage { result, ..FilePage::of(&bench, &asked.file, &taken) }))
        })
        .await?;
    let title = content.file.clone();
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/file", content }.shown(&session)
}

impl FilePage {
    fn of(bench: &Bench<'_>, key: &str, taken: &Taken<'_>) -> Self {
        let view = &taken.view;
        let numbers: BTreeMap<&str, usize> = visible(&taken.workbook).zip(1..).collect();
        let anchor = |sheet: &str, cell: &str| {
            let cell = cell.split(':').next().unwrap_or_default();
            numbers.get(sheet).map_or(String::new(), |number| format!("s{number}-{cell}"))
        };
        let mut doubtful: Vec<&ReadAnswer> =
            view.answers.iter().filter(|answer| answer.answer != Answer::Met).collect();
        doubtful.sort_by_key(|answer| ORDER.iter().position(|known| *known == answer.answer));
        let mut before = None;
        let doubtful = doubtful.into_iter().map(|answer| Doubtful {
            id: (before.replace(answer.answer) != Some(answer.answer))
                .then(|| format!("first-{}", answer.answer.word())),
            class: class(answer.answer),
            label: answer.answer.label(),
            sheet: answer.sheet.clone(),
            cell: answer.cell.clone(),
            anchor: anchor(&answer.sheet, &answer.cell),
            href: cell_link(key, &answer.sheet, &answer.cell),
            question: answer.question.clone(),
            written: answer.written.clone(),
            why: answer.why.clone().unwrap_or_else(|| answer.remark.clone()),
        });
        let unread = view.unread.iter().map(|unread| Unread {
            sheet: unread.sheet.clone(),
            range: unread.range.clone(),
            anchor: anchor(&unread.sheet, &unread.range),
            text: unread.text.clone(),
            why: unread.why.clone(),
        });
        let counts = ORDER.iter().filter_map(|answer| {
            let number = view.answers.iter().filter(|one| one.answer == *answer).count();
            let to = if *answer == Answer::Met { "grids".to_owned() } else { format!("first-{}", answer.word()) };
            (number > 0).then_some(Count { class: class(*answer), label: answer.label(), number, to })
        });
        let foreign = taken.foreign.is_some();
        let form = match (&view.form, foreign) {
            (Some(form), _) => format!("{} {}版", form.id, form.edition),
            (None, true) => "知られていない様式".to_owned(),
            (None, false) => String::new(),
        };
        let confirmed = taken.confirmed();
        let case = view.case.as_deref().and_then(CaseId::parse);
        let settled = case.is_some_and(|id| bench.office.workspace.case(&id).is_some());
        Self {
            file: view.file.clone(),
            key: key.to_owned(),
            key_query: query(key),
            form,
            vendor: view.vendor.clone().unwrap_or_default(),
            case: view.case.clone().unwrap_or_default(),
            result: None,
            foreign,
            map: link("/assess/map", &[("file", key)]),
            confirmed,
            questions: view.answers.len(),
            unanimous: confirmed == view.answers.len(),
            counts: counts.collect(),
            doubtful: doubtful.collect(),
            unread: unread.collect(),
            notices: view.diagnostics.iter().map(Notice::from).collect(),
            whose: (foreign || !settled || view.vendor.is_none()).then(|| WhoseForm::of(bench, view, &taken.sha256)),
            layout: taken.foreign.as_ref().and_then(|_| LayoutForm::of(bench, taken)),
            notes: taken.tables.iter().flat_map(|table| table.doubt.iter().chain(&table.notes).cloned()).collect(),
            grids: grids(key, taken),
        }
    }
}

fn visible(workbook: &Workbook) -> impl Iterator<Item = &str> {
    let shown = workbook.sheets.iter().filter(|sheet| sheet.visibility == itaku::workbook::Visibility::Visible);
    shown.map(|sheet| sheet.name.as_str())
}

/// The address of one answer.
pub(in crate::web) fn cell_link(key: &str, sheet: &str, cell: &str) -> String {
    link("/assess/cell", &[("file", key), ("sheet", sheet), ("cell", cell)])
}

fn grids(key: &str, taken: &Taken<'_>) -> Vec<Grid> {
    let input = MarkInput { workbook: &taken.workbook, view: &taken.view, tables: &taken.tables };
    let cell = |number: usize, sheet: &str, cell: itaku::document::GridCell| Cell {
        id: format!("s{number}-{}", cell.cell),
        href: cell.reading.is_some().then(|| cell_link(key, sheet, &cell.cell)),
        text: cell.text,
        mark: cell.mark,
        reading: cell.reading,
        why: cell.why.unwrap_or_default(),
        rows: cell.rows,
        columns: cell.columns,
    };
    let grids = sheet_grids(&input).into_iter().zip(1..).map(|(grid, number)| {
        let SheetGrid { name, columns, rows, cut } = grid;
        let rows = rows.into_iter().map(|row| Row {
            number: row.number,
            cells: row.cells.into_iter().map(|one| cell(number, &name, one)).collect(),
        });
        Grid { number, columns, rows: rows.collect(), cut, name: name.clone() }
    });
    grids.collect()
}

impl WhoseForm {
    fn of(bench: &Bench<'_>, view: &ReadingView, sha256: &str) -> Self {
        let cases = bench.office.workspace.cases.iter().map(|case| Choice {
            value: case.id.to_string(),
            label: format!("{}（{}）", case.title, case.id),
            chosen: view.case.as_deref() == Some(case.id.as_str()),
        });
        let said = bench.foreign.corrections.get(sha256).and_then(|known| known.whose.as_ref());
        Self { seen: whose_seen(said), vendor: view.vendor.clone().unwrap_or_default(), cases: cases.collect() }
    }
}

/// What a column can be said to be, as the command line calls it.
const USES: [(&str, &str); 11] = [
    ("", "使わない"),
    ("question", "設問"),
    ("answer", "回答"),
    ("remark", "補足"),
    ("evidence", "根拠資料"),
    ("id", "番号"),
    ("category", "分類"),
    ("yes", "「はい」の印"),
    ("partly", "「一部」の印"),
    ("no", "「いいえ」の印"),
    ("na", "「該当なし」の印"),
];

impl LayoutForm {
    /// Of the sheet with the first table, otherwise of the first sheet.
    fn of(bench: &Bench<'_>, taken: &Taken<'_>) -> Option<Self> {
        let table = taken.tables.first();
        let wanted = table.map(|table| table.sheet.as_str());
        let sheet = taken.workbook.sheets.iter().find(|sheet| wanted.is_none_or(|name| sheet.name == name))?;
        let all = taken.workbook.sheets.iter().flat_map(|sheet| sheet.cells());
        let last = all.map(|cell| cell.address.column).max()?.min(25);
        let sheets = visible(&taken.workbook).map(|name| Choice {
            value: name.to_owned(),
            label: name.to_owned(),
            chosen: name == sheet.name,
        });
        let columns = (0..=last).map(|at| {
            let column = table.and_then(|table| table.columns.iter().find(|one| (one.first..=one.last).contains(&at)));
            let now = column.map_or("", |column| match column.usage {
                ColumnUse::Question => "question",
                ColumnUse::Answer => "answer",
                ColumnUse::Remark => "remark",
                ColumnUse::Evidence => "evidence",
                ColumnUse::Id => "id",
                ColumnUse::Category => "category",
                ColumnUse::Left | ColumnUse::Unknown => "",
            });
            let uses = USES.iter().map(|(value, label)| Choice {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
                chosen: *value == now,
            });
            LayoutColumn {
                letters: Address::new(0, at).to_string().trim_end_matches('1').to_owned(),
                title: column.map(|column| column.titles.join(" ")).unwrap_or_default(),
                uses: uses.collect(),
            }
        });
        let rows = sheet.cells().iter().map(|cell| cell.address.row);
        let first = table.and_then(|table| table.header.map(|header| header + 2)).unwrap_or(1);
        let end = table.map(|table| table.area.last.row).or_else(|| rows.max()).unwrap_or(0) + 1;
        Some(Self {
            seen: bench.seen(&layout_path(bench, &taken.view.file)),
            sheets: sheets.collect(),
            columns: columns.collect(),
            first,
            last: end,
        })
    }
}

#[derive(Serialize)]
struct CellPage {
    file: String,
    key: String,
    back: String,
    map: Option<String>,
    sheet: String,
    cell: String,
    answers: Vec<CellAnswer>,
    written: String,
    words: Vec<Choice>,
    requirements: Vec<Demand>,
    history: Vec<Past>,
    corrected: bool,
    /// How many corrections there were when the page was made.
    seen: usize,
}

#[derive(Serialize)]
struct CellAnswer {
    question: String,
    question_cell: String,
    id: String,
    subject: String,
    written: String,
    label: &'static str,
    class: &'static str,
    why: String,
    remark: String,
    evidence: String,
    evidence_label: &'static str,
}

/// A requirement that the answer serves, and on to policy and clause.
#[derive(Serialize)]
struct Demand {
    id: String,
    title: String,
    statement: String,
    satisfied_by: String,
    standing: &'static str,
    duty: String,
    sentence: String,
    locator: String,
    clauses: Vec<ClauseLink>,
}

#[derive(Serialize)]
struct ClauseLink {
    id: String,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct Past {
    on: String,
    by: String,
    said: String,
    why: String,
}

async fn cell(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let path = bench.file(&asked.file)?;
            let taken = Taken::of(&bench, &path)?;
            Ok((bench.name(), CellPage::of(&bench, &asked, &taken)?))
        })
        .await?;
    let title = format!("{} {} {}", content.file, content.sheet, content.cell);
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/cell", content }.shown(&session)
}

impl CellPage {
    fn of(bench: &Bench<'_>, asked: &Asked, taken: &Taken<'_>) -> Result<Self, Refusal> {
        let view = &taken.view;
        let here = |answer: &&ReadAnswer| answer.sheet == asked.sheet && answer.cell == asked.cell;
        let answers: Vec<&ReadAnswer> = view.answers.iter().filter(here).collect();
        let first = answers.first().ok_or_else(|| Refusal::absent("その場所に回答はありません"))?;
        let address = Address::parse(&asked.cell);
        let past = bench.foreign.corrections.get(&taken.sha256).map(|known| known.corrections.as_slice());
        let past = past.unwrap_or_default().iter();
        let past: Vec<&Correction> = past.filter(|one| one.sheet == asked.sheet && Some(one.cell) == address).collect();
        let corrected = past.last().is_some_and(|last| last.answer.is_some());
        let history = past.iter().map(|one| Past {
            on: one.on.to_string(),
            by: one.by.clone(),
            said: one.answer.map_or("読み取りのとおり".to_owned(), |answer| answer.label().to_owned()),
            why: one.why.clone(),
        });
        let words = ORDER.iter().rev().map(|answer| Choice {
            value: answer.word().to_owned(),
            label: answer.label().to_owned(),
            chosen: *answer == first.answer,
        });
        let back = link("/assess/file", &[("file", &asked.file)]);
        let number = visible(&taken.workbook).position(|name| name == asked.sheet).map_or(0, |at| at + 1);
        Ok(Self {
            file: view.file.clone(),
            key: asked.file.clone(),
            back: format!("{back}#s{number}-{}", asked.cell),
            map: taken.foreign.is_some().then(|| link("/assess/map", &[("file", &asked.file)])),
            sheet: asked.sheet.clone(),
            cell: asked.cell.clone(),
            written: first.written.clone(),
            answers: answers.iter().map(|answer| CellAnswer::of(answer)).collect(),
            words: words.collect(),
            requirements: answers.iter().flat_map(|answer| Demand::all(bench, view, answer)).collect(),
            seen: past.len(),
            history: history.collect(),
            corrected,
        })
    }
}

impl CellAnswer {
    fn of(answer: &ReadAnswer) -> Self {
        Self {
            question: answer.question.clone(),
            question_cell: answer.question_cell.clone(),
            id: answer.id.clone().unwrap_or_default(),
            subject: answer.subject.clone().unwrap_or_default(),
            written: answer.written.clone(),
            label: answer.answer.label(),
            class: class(answer.answer),
            why: answer.why.clone().unwrap_or_default(),
            remark: answer.remark.clone(),
            evidence: answer.evidence_written.clone(),
            evidence_label: answer.evidence.label(),
        }
    }
}

impl Demand {
    fn all(bench: &Bench<'_>, view: &ReadingView, answer: &ReadAnswer) -> Vec<Self> {
        let workspace = &bench.office.workspace;
        let case = view.case.as_deref().and_then(CaseId::parse);
        let demand = |found: &itaku::document::ReadRequirement| {
            let requirement = bench.site.catalogue.requirement(&RequirementId::parse(&found.id)?)?;
            let duty = workspace.policy.obligation(requirement.obligation);
            let clauses = requirement.clauses.iter().filter_map(|id| bench.site.catalogue.clause(id));
            let clauses = clauses.map(|clause| ClauseLink {
                id: clause.id.to_string(),
                title: clause.title.clone(),
                href: link(
                    "/assess/clause",
                    &[
                        ("clause", clause.id.as_str()),
                        ("case", case.as_ref().map(|id| id.as_str()).unwrap_or_default()),
                    ],
                ),
            });
            Some(Self {
                id: found.id.clone(),
                title: requirement.title.clone(),
                statement: workspace.wording.apply(&requirement.statement),
                satisfied_by: workspace.wording.apply(&requirement.satisfied_by),
                standing: match found.standing {
                    Standing::Own => "",
                    Standing::Confirmed => "確かめた対応",
                    Standing::Known => "候補（知られている様式による。判定には使いません）",
                    Standing::Suggested => "候補（語の近さによる。判定には使いません）",
                },
                duty: format!("{} {}", requirement.obligation.id(), requirement.obligation.label()),
                sentence: duty.and_then(|duty| duty.sentence.clone()).unwrap_or_default(),
                locator: duty.and_then(|duty| duty.locator.clone()).unwrap_or_default(),
                clauses: clauses.collect(),
            })
        };
        answer.requirements.iter().filter_map(demand).collect()
    }
}

/// Remembers what a person says of one answer.
async fn correct(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let (by, why) = (sent.needed("by", "訂正する人")?.to_owned(), sent.needed("why", "訂正の理由")?.to_owned());
    session.is_called(&by);
    let back = cell_link(sent.text("file"), sent.text("sheet"), sent.text("cell"));
    site.change(move |site| {
        let bench = Bench::open(site)?;
        let path = bench.file(sent.text("file"))?;
        let taken = Taken::of(&bench, &path)?;
        let cell = Address::parse(sent.text("cell")).ok_or_else(|| Refusal::absent("その場所に回答はありません"))?;
        let here = |answer: &&ReadAnswer| answer.sheet == sent.text("sheet") && answer.cell == cell.to_string();
        let found = taken.view.answers.iter().find(here);
        let found = found.ok_or_else(|| Refusal::absent("その場所に回答はありません"))?;
        let answer = match sent.text("answer") {
            "as_read" => None,
            word => Some(chosen(word)?),
        };
        let mut corrections = corrections(&bench, &taken);
        let past = corrections.corrections.iter().filter(|one| one.sheet == found.sheet && one.cell == cell);
        sent.was_made_from(&past.count().to_string())?;
        // What the program reads by itself, not what was put right before.
        let read = corrections.of(&found.sheet, cell).map_or(found.answer, |known| known.read);
        corrections.corrections.push(Correction {
            sheet: found.sheet.clone(),
            cell,
            written: found.written.clone(),
            read,
            answer,
            why,
            by: by.clone(),
            on: site.today(),
        });
        save(&bench, &corrections, &by)
    })
    .await?;
    session.tell("訂正を残しました。判定は、この訂正によります");
    Ok(Redirect::to(&back))
}

fn chosen(word: &str) -> Result<Answer, Refusal> {
    let known = Answer::WORDS.iter().find(|(known, _)| *known == word).map(|(_, answer)| *answer);
    known.ok_or_else(|| Refusal::wrong("回答が選ばれていません", "前の画面に戻り、回答を選んでください"))
}

fn corrections(bench: &Bench<'_>, taken: &Taken<'_>) -> Corrections {
    let known = bench.foreign.corrections.get(&taken.sha256);
    known.cloned().unwrap_or_else(|| Corrections::none(&taken.view.file, &taken.sha256))
}

fn save(bench: &Bench<'_>, corrections: &Corrections, by: &str) -> Result<(), Refusal> {
    let text = corrections.to_toml(by, bench.site.today());
    let stem = corrections.file.rsplit_once('.').map_or(corrections.file.as_str(), |(stem, _)| stem);
    let start = corrections.sha256.get(..12).unwrap_or_default();
    let name = format!("{}_{start}.toml", file_name::safe(stem));
    // What is written must be what the program reads.
    Corrections::read(&name, &text)?;
    // The same bytes may have lain under another name before.
    let folder = bench.office.folder.join(CORRECTIONS);
    let before = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let before = before.into_iter().find(|path| intake::name(path).ends_with(&format!("_{start}.toml")));
    Ok(output::write(&before.unwrap_or_else(|| folder.join(name)), text.as_bytes(), true)?)
}

/// What was said of whose a file is, as its form carries it.
fn whose_seen(whose: Option<&Whose>) -> String {
    whose.map(|whose| format!("{}/{} {} {}", whose.case, whose.vendor, whose.by, whose.on)).unwrap_or_default()
}

/// Remembers whose answers a file holds.
async fn whose(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let by = sent.needed("by", "確かめた人")?.to_owned();
    let vendor = sent.needed("vendor", "事業者名")?.to_owned();
    session.is_called(&by);
    let back = link("/assess/file", &[("file", sent.text("file"))]);
    site.change(move |site| {
        let bench = Bench::open(site)?;
        let path = bench.file(sent.text("file"))?;
        let taken = Taken::of(&bench, &path)?;
        let case = CaseId::parse(sent.text("case")).and_then(|id| bench.office.workspace.case(&id));
        let case =
            case.ok_or_else(|| Refusal::wrong("案件が選ばれていません", "前の画面に戻り、案件を選んでください"))?;
        let mut corrections = corrections(&bench, &taken);
        sent.was_made_from(&whose_seen(corrections.whose.as_ref()))?;
        corrections.whose = Some(Whose { vendor, case: case.id.to_string(), by: by.clone(), on: site.today() });
        save(&bench, &corrections, &by)
    })
    .await?;
    session.tell("事業者と案件を残しました");
    Ok(Redirect::to(&back))
}

fn layout_id(file: &str) -> String {
    file_name::safe(file.rsplit_once('.').map_or(file, |(stem, _)| stem))
}

/// Where the layout lies that was made from that file.
fn layout_path(bench: &Bench<'_>, file: &str) -> PathBuf {
    bench.office.folder.join(LAYOUTS).join(format!("{}.toml", layout_id(file)))
}

/// Remembers where the columns of a form stand.
async fn layout(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let by = sent.needed("by", "確かめた人")?.to_owned();
    session.is_called(&by);
    let back = link("/assess/file", &[("file", sent.text("file"))]);
    site.change(move |site| {
        let mut bench = Bench::open(site)?;
        let path = bench.file(sent.text("file"))?;
        let name = intake::name(&path);
        let to = layout_path(&bench, &name);
        sent.was_made_from(&bench.seen(&to))?;
        let wrong = |why: String| Refusal::wrong(why, "前の画面に戻り、列と行を選び直してください");
        let columns: Vec<String> = sent
            .all("column")
            .zip(sent.all("use"))
            .filter(|(_, usage)| !usage.is_empty())
            .map(|(letters, usage)| format!("{usage}={letters}"))
            .collect();
        let layout = SheetLayout::parse_columns(&columns.join(",")).map_err(wrong)?;
        let rows = SheetLayout::parse_rows(&format!("{}-{}", sent.text("first"), sent.text("last"))).map_err(wrong)?;
        let layout = SheetLayout { rows: Some(rows), ..layout };
        bench.foreign.say(Some(sent.text("sheet")), Some(layout));
        let taken = Taken::of(&bench, &path)?;
        let (Some(foreign), Some(said)) = (&taken.foreign, bench.foreign.said()) else {
            return Err(wrong("列の指定のとおりには読めません".to_owned()));
        };
        if foreign.reading.answers.is_empty() {
            return Err(wrong("その列と行からは、設問を一つも読み取れません".to_owned()));
        }
        let id = layout_id(&name);
        let text = said.to_toml(&id, &name, &by, &site.today().to_string(), &foreign.reading);
        SheetLayout::read(&name, &text)?;
        Ok(output::write(&to, text.as_bytes(), true)?)
    })
    .await?;
    session.tell("列の指定を残しました。同じ見出しの様式は、次からこの指定で読みます");
    Ok(Redirect::to(&back))
}
