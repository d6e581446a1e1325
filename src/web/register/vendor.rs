//! Vendors: the list with a search, one vendor with its years, and what one recorded assessment rests on.

use super::holding::facts_seen;
use super::{AssessedLine, LINES, Ledger, Pager, assessment_link, day, issue_link, shown, sign_look, vendor_link};
use crate::web::assess::cell_link;
use crate::web::bench::Bench;
use crate::web::guard::Known;
use crate::web::page::{Refusal, link};
use crate::web::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::catalogue::RequirementId;
use itaku::document::{TrendPoint, era, trend_figure};
use itaku::register::{Answers, Assessed, Found, Remedy, RemedyState, Said, Standing, Vendor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/register", get(vendors))
        .route("/register/vendor", get(vendor))
        .route("/register/assessment", get(assessment))
}

#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) page: usize,
}

#[derive(Serialize)]
struct Vendors {
    q: String,
    pager: Pager,
    lines: Vec<VendorLine>,
}

#[derive(Serialize)]
struct VendorLine {
    name: String,
    link: String,
    latest: Vec<AssessedLine>,
    open: usize,
}

async fn vendors(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(search): Query<Search>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("台帳", "/register", "register/vendors"), move |ledger| Vendors::of(ledger, &search)).await
}

impl Vendors {
    fn of(ledger: &mut Ledger<'_>, search: &Search) -> Result<Self, Refusal> {
        let q = search.q.trim();
        let (found, total) = ledger.register.listed::<Vendor>(q, Pager::skipped(search.page), LINES)?;
        let mut lines = Vec::new();
        for vendor in &found {
            let mut assessments = ledger.register.of_vendor::<Assessed>(&vendor.name)?;
            assessments.sort_by_key(|assessed| assessed.on);
            let latest: BTreeMap<String, Assessed> =
                assessments.into_iter().map(|assessed| (assessed.case.clone(), assessed)).collect();
            let remedies = ledger.register.of_vendor::<Remedy>(&vendor.name)?;
            lines.push(VendorLine {
                name: vendor.name.clone(),
                link: vendor_link(&vendor.name),
                latest: latest.values().map(|assessed| AssessedLine::of(assessed, ledger)).collect(),
                open: remedies.iter().filter(|remedy| remedy.state == RemedyState::Open).count(),
            });
        }
        Ok(Self { q: q.to_owned(), pager: Pager::new(total, search.page.max(1), "/register", &[("q", q)]), lines })
    }
}

#[derive(Deserialize)]
struct Whose {
    #[serde(default)]
    name: String,
}

#[derive(Serialize)]
struct OneVendor {
    vendor: Vendor,
    cases: Vec<VendorCase>,
    remedies: Vec<RemedyLine>,
    certificates: Vec<CertificateLine>,
    services: Vec<(String, String, String)>,
    subcontracts: Vec<(String, String, String, String)>,
    sent: Vec<(String, String, String, String)>,
    deletions: Vec<(String, String, String)>,
    back: String,
    facts_seen: String,
}

/// A vendor's years with one case.
#[derive(Serialize)]
struct VendorCase {
    case: String,
    title: String,
    figure: String,
    /// The newest first.
    years: Vec<AssessedLine>,
    changes: Option<String>,
    issue: Option<String>,
}

/// A remedy in a line.
#[derive(Serialize)]
pub(super) struct RemedyLine {
    pub(super) case: String,
    pub(super) vendor: String,
    pub(super) vendor_link: String,
    pub(super) requirement: String,
    /// The last verdict on it.
    pub(super) link: String,
    pub(super) what: String,
    pub(super) deadline: String,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
    pub(super) open: bool,
    pub(super) proof: String,
    /// What the vendor's last answers say of it, to be confirmed.
    pub(super) answered: String,
}

impl RemedyLine {
    pub(super) fn of(remedy: &Remedy, standing: &Standing, on: jiff::civil::Date) -> Self {
        let last = standing.of_vendor(&remedy.case, &remedy.vendor).last();
        let (state, class) = match remedy.state {
            RemedyState::Open if remedy.deadline < on => ("期限超過", "bad"),
            RemedyState::Open => ("未了", "fair"),
            RemedyState::Done => ("完了", "good"),
            RemedyState::Withdrawn => ("取下げ", "none"),
        };
        Self {
            case: remedy.case.clone(),
            vendor: remedy.vendor.clone(),
            vendor_link: vendor_link(&remedy.vendor),
            requirement: remedy.requirement.clone(),
            link: last.map(|last| format!("{}#r-{}", assessment_link(last), remedy.requirement)).unwrap_or_default(),
            what: remedy.what.clone(),
            deadline: era(remedy.deadline),
            state,
            class,
            open: remedy.state == RemedyState::Open,
            proof: remedy.proof.clone(),
            answered: if remedy.state == RemedyState::Open { remedy.answered.clone() } else { String::new() },
        }
    }
}

#[derive(Serialize)]
struct CertificateLine {
    scheme: String,
    number: String,
    scope: String,
    expires: String,
    expired: bool,
    place: String,
}

async fn vendor(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(whose): Query<Whose>,
) -> Result<Response, Refusal> {
    shown(&site, &session, ("事業者", "/register", "register/vendor"), move |ledger| {
        OneVendor::of(ledger, &whose.name)
    })
    .await
}

impl OneVendor {
    fn of(ledger: &mut Ledger<'_>, name: &str) -> Result<Self, Refusal> {
        let standing = Standing::of_one(&mut ledger.register, name)?;
        // The organisation itself answers its own sheets, and is no vendor.
        let itself = || (!standing.assessments.is_empty()).then(|| unknown(name));
        let vendor = standing.vendors.first().cloned().or_else(itself);
        let vendor = vendor.ok_or_else(|| Refusal::absent(format!("「{name}」は台帳にありません")))?;
        let mut cases: BTreeMap<&str, Vec<&Assessed>> = BTreeMap::new();
        for assessed in &standing.assessments {
            cases.entry(&assessed.case).or_default().push(assessed);
        }
        let cases: Result<Vec<VendorCase>, Refusal> =
            cases.into_iter().map(|(case, years)| VendorCase::of(ledger, case, name, &years)).collect();
        let mut remedies: Vec<&Remedy> = standing.remedies.iter().collect();
        remedies.sort_by_key(|remedy| (remedy.state, remedy.deadline));
        Ok(Self {
            cases: cases?,
            remedies: remedies.into_iter().map(|remedy| RemedyLine::of(remedy, &standing, ledger.on)).collect(),
            certificates: standing
                .certificates
                .iter()
                .map(|held| CertificateLine {
                    scheme: held.scheme.clone(),
                    number: held.number.clone(),
                    scope: held.scope.clone(),
                    expires: day(held.expires),
                    expired: held.expires.is_some_and(|last| last < ledger.on),
                    place: held.place.clone(),
                })
                .collect(),
            services: standing
                .services
                .iter()
                .map(|service| (service.name.clone(), service.administrator.clone(), day(service.approved)))
                .collect(),
            subcontracts: standing
                .subcontracts
                .iter()
                .map(|one| (one.name.clone(), one.case.clone(), one.work.clone(), day(one.approved)))
                .collect(),
            sent: standing
                .sent
                .iter()
                .map(|sent| (era(sent.sent), sent.case.clone(), sent.form.clone(), day(sent.respond_by)))
                .collect(),
            deletions: standing
                .deletions
                .iter()
                .map(|done| (done.case.clone(), era(done.done), done.proof.clone()))
                .collect(),
            back: vendor_link(name),
            facts_seen: standing.vendors.first().map(facts_seen).unwrap_or_default(),
            vendor,
        })
    }
}

fn unknown(name: &str) -> Vendor {
    let blank = String::new;
    Vendor {
        name: name.to_owned(),
        corporate_number: blank(),
        head_office: blank(),
        parent: blank(),
        parent_place: blank(),
    }
}

impl VendorCase {
    fn of(ledger: &Ledger<'_>, case: &str, vendor: &str, years: &[&Assessed]) -> Result<Self, Refusal> {
        let trend: Vec<TrendPoint> = years.iter().map(|assessed| TrendPoint::of(assessed)).collect();
        let links: Vec<String> = years.iter().map(|assessed| assessment_link(assessed)).collect();
        let asked = [("case", case), ("vendor", vendor)];
        Ok(Self {
            case: case.to_owned(),
            title: ledger.title(case),
            figure: if trend.len() > 1 { trend_figure(&trend, &links)? } else { String::new() },
            years: years.iter().rev().map(|assessed| AssessedLine::of(assessed, ledger)).collect(),
            changes: (years.len() > 1).then(|| link("/register/changes", &asked)),
            issue: issue_link(ledger, case, vendor),
        })
    }
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    key: String,
    /// The sign of a verdict, to see those alone.
    #[serde(default)]
    only: String,
}

#[derive(Serialize)]
struct OneAssessment {
    line: AssessedLine,
    facts: Vec<(&'static str, String)>,
    counts: Vec<Count>,
    only: bool,
    findings: Vec<FoundLine>,
    answers: Vec<SaidLine>,
    changes: String,
}

/// How many requirements have a verdict.
#[derive(Serialize)]
struct Count {
    sign: &'static str,
    number: usize,
    class: &'static str,
    link: String,
}

/// A verdict with the answers that it rests on, the policy's sentence and the clauses.
#[derive(Serialize)]
struct FoundLine {
    id: String,
    title: String,
    statement: String,
    strength: String,
    sign: String,
    class: &'static str,
    verdict: String,
    basis: Vec<BasisLine>,
    /// By the catalogue of today.
    duty: String,
    sentence: String,
    locator: String,
    clauses: Vec<(String, String, String)>,
}

#[derive(Serialize)]
struct BasisLine {
    at: usize,
    place: String,
    words: String,
}

#[derive(Serialize)]
struct SaidLine {
    at: usize,
    place: String,
    /// Its cell, where the same file still lies among the returned ones.
    cell: Option<String>,
    question: String,
    asked: String,
    subject: String,
    written: String,
    remark: String,
    evidence: String,
}

async fn assessment(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(which): Query<Which>,
) -> Result<Response, Refusal> {
    let make = move |ledger: &mut Ledger<'_>| OneAssessment::of(ledger, &which);
    shown(&site, &session, ("記録した判定", "/register", "register/assessment"), make).await
}

impl OneAssessment {
    fn of(ledger: &mut Ledger<'_>, which: &Which) -> Result<Self, Refusal> {
        let absent = || Refusal::absent("その判定の記録はありません");
        let assessed: Assessed = ledger.register.find(&which.key)?.ok_or_else(absent)?;
        let answers: Answers = ledger.register.find(&which.key)?.ok_or_else(absent)?;
        let signs = ["○", "△", "？", "×", "－"];
        let profile = ledger.site.catalogue.profile(&assessed.profile);
        let profile = profile.map_or_else(|| assessed.profile.clone(), |profile| profile.title.clone());
        let returned = Bench::open(ledger.site)?.same_file(&assessed.file, &assessed.sha256)?;
        Ok(Self {
            facts: vec![
                ("判定の日", era(assessed.on)),
                ("回答者", assessed.respondent.clone()),
                ("回答の日", day(assessed.answered_on)),
                ("質問票", assessed.form.clone()),
                ("ファイル", assessed.file.clone()),
                ("ファイルの SHA-256", assessed.sha256.clone()),
                ("目録の版", assessed.catalogue_edition.clone()),
                ("方針の版", assessed.policy_edition.clone()),
                ("適用方針", profile),
            ],
            counts: signs
                .into_iter()
                .zip(assessed.counts)
                .map(|(sign, number)| Count {
                    sign,
                    number,
                    class: sign_look(sign),
                    link: format!("{}#findings", link("/register/assessment", &[("key", &which.key), ("only", sign)])),
                })
                .collect(),
            only: !which.only.is_empty(),
            findings: answers
                .findings
                .iter()
                .filter(|found| which.only.is_empty() || found.sign == which.only)
                .map(|found| FoundLine::of(found, &answers, &assessed.case, ledger))
                .collect(),
            answers: answers
                .answers
                .iter()
                .enumerate()
                .map(|(at, said)| SaidLine::of(at, said, returned.as_deref()))
                .collect(),
            changes: link("/register/changes", &[("case", &assessed.case), ("vendor", &assessed.vendor)]),
            line: AssessedLine::of(&assessed, ledger),
        })
    }
}

impl FoundLine {
    fn of(found: &Found, answers: &Answers, case: &str, ledger: &Ledger<'_>) -> Self {
        let (catalogue, workspace) = (ledger.site.catalogue, &ledger.office.workspace);
        let known = RequirementId::parse(&found.requirement).and_then(|id| catalogue.requirement(&id));
        let duty = known.and_then(|known| workspace.policy.obligation(known.obligation));
        let clauses = known.iter().flat_map(|known| &known.clauses).filter_map(|id| catalogue.clause(id));
        let clauses = clauses.map(|clause| {
            let asked = [("clause", clause.id.as_str()), ("case", case)];
            (clause.id.to_string(), clause.title.clone(), link("/assess/clause", &asked))
        });
        let basis = answers.answers.iter().enumerate().filter(|(_, said)| found.questions.contains(&said.question));
        Self {
            id: found.requirement.clone(),
            title: found.title.clone(),
            // Recorded with places for the organisation's words.
            statement: workspace.wording.apply(&found.statement),
            strength: found.strength.clone(),
            class: sign_look(&found.sign),
            sign: found.sign.clone(),
            verdict: found.verdict.clone(),
            basis: basis.map(|(at, said)| BasisLine { at, place: said.place(), words: words(said) }).collect(),
            duty: known
                .map(|known| format!("{} {}", known.obligation.id(), known.obligation.label()))
                .unwrap_or_default(),
            sentence: duty.and_then(|duty| duty.sentence.clone()).unwrap_or_default(),
            locator: duty.and_then(|duty| duty.locator.clone()).unwrap_or_default(),
            clauses: clauses.collect(),
        }
    }
}

fn words(said: &Said) -> String {
    let parts = [said.written.trim(), said.remark.trim()];
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ／ ");
    if words.is_empty() { "（空欄）".to_owned() } else { words }
}

impl SaidLine {
    fn of(at: usize, said: &Said, returned: Option<&str>) -> Self {
        Self {
            at,
            place: said.place(),
            cell: returned.filter(|_| !said.cell.is_empty()).map(|key| cell_link(key, &said.sheet, &said.cell)),
            question: said.question.clone(),
            asked: said.asked.clone(),
            subject: said.subject.clone(),
            written: said.written.clone(),
            remark: said.remark.clone(),
            evidence: said.evidence.clone(),
        }
    }
}
