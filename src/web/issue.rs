//! 質問票: sheets to send out, for one vendor or for all that are due, with last time's answers, or with what a returned file left open.

use super::bench::returned_files;
use super::guard::Known;
use super::page::{Area, Page, Refusal, Skin, link, skin};
use super::register::{Ledger, assessment_link, due_soon, vendor_link};
use super::saved::{Archive, saved};
use super::site::{Shared, Site};
use super::upload::Sent;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::catalogue::{Case, CaseId};
use itaku::document::{Issue, IssueInput, LastTime, era, in_era};
use itaku::intake::{self, Foreign, Office};
use itaku::questionnaire::Language;
use itaku::register::{Assessed, Draft, DueKind};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub(super) const AREA: Area = Area { label: "質問票", path: "/issue" };
pub(super) const SKINS: &[Skin] = &[skin!("issue/home"), skin!("issue/case")];

/// Days ahead in which a reassessment counts as due.
const AHEAD: u32 = 90;
/// Vendors of a case to choose from.
const MOST_KNOWN: usize = 200;
/// Sheets in one archive.
const MOST: usize = 500;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/issue", get(page).post(issue))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    case: String,
    #[serde(default)]
    vendor: String,
}

#[derive(Serialize)]
struct Home {
    cases: Vec<CaseLine>,
    due: Vec<Target>,
    more: usize,
    until: String,
    none: bool,
}

#[derive(Serialize)]
struct CaseLine {
    id: String,
    title: String,
    kind: &'static str,
    link: String,
}

/// A vendor that can be sent a sheet.
#[derive(Serialize)]
struct Target {
    /// Case and vendor, as the form sends them.
    value: String,
    case: String,
    case_title: String,
    vendor: String,
    why: String,
    /// Where what is said of it stands.
    link: String,
    chosen: bool,
}

#[derive(Serialize)]
struct ForCase {
    id: String,
    title: String,
    kind: &'static str,
    questions: usize,
    /// Why there is nothing to ask.
    nothing: String,
    known: Vec<Target>,
    /// How many more the register knows.
    more: usize,
    vendor: String,
    returned: Vec<String>,
}

/// Case and vendor in one field: no id of a case holds a slash.
fn value(case: &str, vendor: &str) -> String {
    format!("{case}/{vendor}")
}

async fn page(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    if asked.case.is_empty() {
        let (name, content) =
            site.work(|site| Ok((site.office()?.workspace.organisation.name.clone(), Home::of(site)?))).await?;
        return Page {
            area: AREA, title: "質問票を発行する", organisation: Some(&name), skin: "issue/home", content
        }
        .shown(&session);
    }
    let (name, content) = site
        .work(move |site| {
            let office = site.office()?;
            let content = ForCase::of(site, &office, &asked)?;
            Ok((office.workspace.organisation.name.clone(), content))
        })
        .await?;
    Page { area: AREA, title: "質問票を発行する", organisation: Some(&name), skin: "issue/case", content }
        .shown(&session)
}

impl Home {
    fn of(site: &Site) -> Result<Self, Refusal> {
        let office = site.office()?;
        let cases = office.workspace.cases.iter().map(|case| CaseLine {
            id: case.id.to_string(),
            title: case.title.clone(),
            kind: case.kind.label(),
            link: link("/issue", &[("case", case.id.as_str())]),
        });
        let (mut due, mut until) = (Vec::new(), String::new());
        if let Some(mut ledger) = Ledger::open(site)? {
            let (all, last) = due_soon(&mut ledger, AHEAD)?;
            until = era(last);
            let mut reasons: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
            let wanted = [DueKind::Reassessment, DueKind::Edition];
            let asked = |one: &itaku::register::Due| {
                wanted.contains(&one.kind) && !one.vendor.is_empty() && case_of(&office, &one.case).is_ok()
            };
            for one in all.into_iter().filter(asked) {
                reasons.entry((one.case, one.vendor)).or_default().push(format!(
                    "{} {}",
                    era(one.on),
                    in_era(&one.why)
                ));
            }
            due = reasons
                .into_iter()
                .map(|((case, vendor), why)| Target {
                    value: value(&case, &vendor),
                    case_title: title(&office, &case),
                    why: why.join("\n"),
                    link: vendor_link(&vendor),
                    chosen: true,
                    case,
                    vendor,
                })
                .collect();
        }
        let more = due.len().saturating_sub(MOST);
        due.truncate(MOST);
        Ok(Self { cases: cases.collect(), none: office.workspace.cases.is_empty(), more, due, until })
    }
}

fn title(office: &Office, case: &str) -> String {
    let known = office.workspace.cases.iter().find(|known| known.id.as_str() == case);
    known.map(|case| case.title.clone()).unwrap_or_default()
}

impl ForCase {
    fn of(site: &Site, office: &Office, asked: &Asked) -> Result<Self, Refusal> {
        let case = case_of(office, &asked.case)?;
        let id = case.id.as_str();
        let (mut known, mut more) = (Vec::new(), 0);
        if let Some(mut ledger) = Ledger::open(site)? {
            let standing = ledger.standing()?;
            let sent = standing.sent.iter().filter(|sent| sent.case == id).map(|sent| sent.vendor.as_str());
            let vendors: BTreeSet<&str> = standing.of_case(id).into_iter().chain(sent).collect();
            let of_case = standing.latest().into_iter().filter(|assessed| assessed.case == id);
            let last: BTreeMap<&str, &Assessed> =
                of_case.map(|assessed| (assessed.vendor.as_str(), assessed)).collect();
            more = vendors.len().saturating_sub(MOST_KNOWN);
            // The one that was asked for is among those that are shown.
            let asked_for = vendors.get(asked.vendor.as_str()).copied();
            let others = vendors.iter().copied().filter(|vendor| Some(*vendor) != asked_for);
            known.extend(asked_for.into_iter().chain(others).take(MOST_KNOWN).map(|vendor| {
                let why = last.get(vendor).map_or("回答の記録なし".to_owned(), |last| {
                    format!("前回 {} {} {}", era(last.on), last.conclusion, last.score())
                });
                Target {
                    value: value(id, vendor),
                    case: id.to_owned(),
                    case_title: case.title.clone(),
                    vendor: vendor.to_owned(),
                    link: last.get(vendor).map_or_else(|| vendor_link(vendor), |last| assessment_link(last)),
                    why,
                    chosen: asked.vendor == vendor,
                }
            }));
        }
        let letter = Letter::default();
        let issue = Issue::new(input(site, office, Some(case), None, &letter));
        Ok(Self {
            id: id.to_owned(),
            title: case.title.clone(),
            kind: case.kind.label(),
            questions: issue.as_ref().map(Issue::count).unwrap_or_default(),
            nothing: issue.err().map(|diagnostic| diagnostic.sentence).unwrap_or_default(),
            vendor: if known.iter().any(|target| target.chosen) { String::new() } else { asked.vendor.clone() },
            known,
            more,
            returned: returned_files(office)?.iter().map(|path| key(office, path)).collect(),
        })
    }
}

fn case_of<'o>(office: &'o Office, id: &str) -> Result<&'o Case, Refusal> {
    let id = CaseId::parse(id).ok_or_else(|| Refusal::absent("その案件はありません"))?;
    Ok(office.case(&id)?)
}

/// A returned file as the form names it.
fn key(office: &Office, path: &std::path::Path) -> String {
    let within = path.strip_prefix(&office.folder).unwrap_or(path);
    within.iter().skip(1).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What goes to everybody alike.
#[derive(Clone, Default)]
struct Letter {
    english: bool,
    on: Date,
    respond_by: Option<Date>,
    contact: String,
    carried: bool,
    /// The returned file whose gaps are asked for again.
    missing: String,
    /// Under whose name the register hears of it.
    by: Option<String>,
}

/// To whom: case and vendor, or for the organisation itself its check or its ledger of accounts.
enum Whom {
    Vendors(Vec<(String, Option<String>)>),
    Own { accounts: bool },
}

fn input<'a>(
    site: &'a Site,
    office: &'a Office,
    case: Option<&'a Case>,
    vendor: Option<&'a str>,
    letter: &'a Letter,
) -> IssueInput<'a> {
    IssueInput {
        workspace: &office.workspace,
        catalogue: site.catalogue,
        library: site.library,
        case,
        accounts: false,
        vendor,
        language: if letter.english { Language::English } else { Language::Japanese },
        on: letter.on,
        respond_by: letter.respond_by,
        contact: &letter.contact,
    }
}

async fn issue(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Response, Refusal> {
    let letter = Letter {
        english: sent.text("language") == "en",
        on: site.today(),
        respond_by: match sent.text("respond_by") {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                Refusal::wrong(format!("回答の期限「{text}」は日付ではありません"), "2027-04-01 の形で書いてください")
            })?),
        },
        contact: sent.text("contact").replace("\r\n", "\n"),
        carried: sent.text("carried") == "yes",
        missing: sent.text("missing").to_owned(),
        by: if sent.text("record") == "yes" { Some(sent.needed("by", "記録者")?.to_owned()) } else { None },
    };
    if let Some(by) = &letter.by {
        session.is_called(by);
    }
    let whom = whom(&sent)?;
    let (name, bytes, told) = site.work(move |site| issued(site, &whom, &letter)).await?;
    for sentence in told {
        session.tell(sentence);
    }
    Ok(saved(&name, bytes))
}

fn whom(sent: &Sent) -> Result<Whom, Refusal> {
    match sent.text("own") {
        "check" => return Ok(Whom::Own { accounts: false }),
        "accounts" => return Ok(Whom::Own { accounts: true }),
        _ => {}
    }
    let case = sent.text("case");
    let mut whom: Vec<(String, Option<String>)> = Vec::new();
    for target in sent.all("target") {
        let (case, vendor) = target.split_once('/').ok_or_else(|| Refusal::absent("その宛先はありません"))?;
        whom.push((case.to_owned(), Some(vendor.to_owned())));
    }
    let new = sent.text("vendors").lines().map(str::trim).filter(|line| !line.is_empty());
    whom.extend(new.map(|vendor| (case.to_owned(), Some(vendor.to_owned()))));
    let mut seen = BTreeSet::new();
    whom.retain(|one| seen.insert(one.clone()));
    if whom.is_empty() && case.is_empty() {
        return Err(Refusal::wrong("宛先が選ばれていません", "前の画面に戻り、事業者を選んでください"));
    }
    if whom.is_empty() {
        whom.push((case.to_owned(), None));
    }
    if whom.len() > MOST {
        return Err(Refusal::wrong(format!("一度に発行できるのは{MOST}件までです"), "分けて発行してください"));
    }
    Ok(Whom::Vendors(whom))
}

/// The name of the file, its bytes, and what is to be told beside it.
fn issued(site: &Site, whom: &Whom, letter: &Letter) -> Result<(String, Vec<u8>, Vec<String>), Refusal> {
    let office = site.office()?;
    let whom = match whom {
        Whom::Own { accounts } => {
            let issue = Issue::new(IssueInput { accounts: *accounts, ..input(site, &office, None, None, letter) })?;
            return Ok((issue.file_name(), issue.workbook()?, Vec::new()));
        }
        Whom::Vendors(whom) => whom,
    };
    let last = last_times(site, whom, letter)?;
    let open = open_of(site, &office, whom, letter)?;
    let made: Vec<Made> = whom
        .par_iter()
        .zip(&last)
        .map(|((case, vendor), last)| {
            let case = case_of(&office, case)?;
            let mut issue = Issue::new(input(site, &office, Some(case), vendor.as_deref(), letter))?;
            if let Some(sheet) = &open {
                issue.only_open(sheet)?;
            }
            issue.carry(last);
            let told = match (letter.carried, last.history.is_empty()) {
                (false, _) => None,
                (true, true) => Some("前回の回答が台帳にないので、空欄のまま発行しました".to_owned()),
                (true, false) => Some(issue.told()),
            };
            let to = vendor.clone().unwrap_or_else(|| "宛先なし".to_owned());
            Ok(Made {
                file: (issue.file_name(), issue.workbook()?),
                told: told.map(|told| format!("{} {to}: {told}", case.id)),
                sent: issue.sent(),
            })
        })
        .collect::<Result<_, Refusal>>()?;
    let mut told: Vec<String> = made.iter().filter_map(|made| made.told.clone()).collect();
    if let Some(by) = &letter.by {
        let mut ledger = Ledger::made(site, office)?;
        let drafts: Vec<Draft> =
            made.iter().filter_map(|made| made.sent.as_ref()).map(Draft::of).collect::<Result<_, _>>()?;
        ledger.register.append(&drafts, by, letter.on)?;
        told.push(format!("質問票{}件の発行を台帳に記録しました", drafts.len()));
    }
    let mut files: Vec<(String, Vec<u8>)> = made.into_iter().map(|made| made.file).collect();
    match files.as_mut_slice() {
        [one] => Ok((std::mem::take(&mut one.0), std::mem::take(&mut one.1), told)),
        all => {
            let mut archive = Archive::new();
            for (name, bytes) in all {
                archive.add(name, bytes)?;
            }
            Ok((format!("質問票_{}.zip", letter.on), archive.finish()?, told))
        }
    }
}

/// A sheet that was made.
struct Made {
    file: (String, Vec<u8>),
    told: Option<String>,
    sent: Option<itaku::register::Sent>,
}

/// What the register knows of each; nothing where it was not asked for.
fn last_times(site: &Site, whom: &[(String, Option<String>)], letter: &Letter) -> Result<Vec<LastTime>, Refusal> {
    let ledger = if letter.carried { Ledger::open(site)? } else { None };
    let Some(mut ledger) = ledger else { return Ok(vec![LastTime::default(); whom.len()]) };
    let of = |(case, vendor): &(String, Option<String>)| match vendor {
        Some(vendor) => Ok(LastTime::of(&mut ledger.register, case, vendor)?),
        None => Ok(LastTime::default()),
    };
    whom.iter().map(of).collect()
}

/// The returned file whose gaps are asked for again. It is one vendor's.
fn open_of(
    site: &Site,
    office: &Office,
    whom: &[(String, Option<String>)],
    letter: &Letter,
) -> Result<Option<itaku::questionnaire::AnswerSheet>, Refusal> {
    if letter.missing.is_empty() {
        return Ok(None);
    }
    if whom.len() != 1 {
        return Err(Refusal::wrong(
            "足りない設問だけの質問票は、一つの事業者に発行します",
            "宛先を一つにするか、「すべての設問」を選んでください",
        ));
    }
    let path: Option<PathBuf> = returned_files(office)?.into_iter().find(|path| key(office, path) == letter.missing);
    let path = path.ok_or_else(|| Refusal::absent("そのファイルはありません"))?;
    let foreign = Foreign::of(Some(office), site.catalogue, site.today())?;
    Ok(Some(intake::answer_sheet(&path, site.library, site.catalogue, &foreign)?.0))
}
