//! What came of one vendor's answers: verdict, score, what decided it, gaps, and the annex as it will print. Each number leads to the cell
//! and the sentence that it rests on, and on to the clause.

use super::asked::Asked;
use super::reading::{cell_link, class};
use crate::web::bench::{Bench, FileLine, look};
use crate::web::guard::Known;
use crate::web::page::{Notice, Page, Refusal, link};
use crate::web::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::assessment::{Conclusion, Exception, Score, Verdict};
use itaku::catalogue::{Case, CaseId, ClauseId};
use itaku::document::{
    Annex, AnnexInput, BasisView, ClauseView, FindingView, GapNote, GapReport, HandoutInput, ObligationView, Radar,
    Run, ScoreBar, SourceFile, era,
};
use itaku::questionnaire::Unread;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/assess/result", get(result))
        .route("/assess/internal", get(internal))
        .route("/assess/annex", get(annex))
        .route("/assess/clause", get(clause))
}

#[derive(Serialize)]
struct ResultPage {
    key: String,
    vendor: String,
    case: String,
    on_era: String,
    today: String,
    facts: Vec<(String, String)>,
    profile: String,
    threshold: u32,
    floor: u32,
    conclusion: &'static str,
    class: &'static str,
    sign: &'static str,
    score_label: String,
    bar: Option<ScoreBar>,
    radar: Option<Radar>,
    reasons: Vec<Reason>,
    lifts: Vec<Lift>,
    counts: Vec<Count>,
    internal_too: bool,
    duties: Vec<Duty>,
    gaps: Vec<Gap>,
    exceptions: Vec<Accepted>,
    notices: Vec<Notice>,
    unread: Vec<Unread>,
    files: Vec<FileLink>,
    sources: Vec<SourceFile>,
    annex: Option<String>,
    downloads: Vec<Download>,
    notes: Vec<String>,
    policy: String,
    policy_edition: String,
    section: String,
}

#[derive(Serialize)]
struct Reason {
    text: String,
    requirement: Option<String>,
}

#[derive(Serialize)]
struct Lift {
    to: &'static str,
    number: usize,
    requirements: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Count {
    sign: &'static str,
    name: &'static str,
    number: usize,
    requirements: Vec<String>,
}

#[derive(Serialize)]
struct Duty {
    id: String,
    label: &'static str,
    sentence: String,
    locator: String,
    bar: Option<ScoreBar>,
    score: String,
    internal: String,
    total: usize,
    satisfied: usize,
    gaps: usize,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    id: String,
    title: String,
    statement: String,
    why: String,
    strength: &'static str,
    sign: &'static str,
    verdict: String,
    class: &'static str,
    points: String,
    full: String,
    excepted: bool,
    basis: Vec<Ground>,
    clauses: Vec<ClauseLink>,
    items: Vec<String>,
    laws: Vec<String>,
}

/// A question and what was said to it, with the way to its cell.
#[derive(Serialize)]
struct Ground {
    question: String,
    subject: String,
    label: String,
    class: &'static str,
    written: String,
    remark: String,
    evidence: String,
    why: String,
    place: String,
    href: Option<String>,
}

#[derive(Clone, Serialize)]
struct ClauseLink {
    id: String,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct Gap {
    priority: &'static str,
    requirement: String,
    title: String,
    strength: &'static str,
    sign: &'static str,
    verdict: String,
    said: String,
    places: Vec<PlaceLink>,
    satisfied_by: String,
    remedy: String,
    deadline: String,
    clauses: Vec<ClauseLink>,
    by_clause: String,
    excepted: bool,
    /// Whether the forms are to be about it.
    chosen: bool,
    /// Lead to the forms about it.
    accept: String,
    move_deadline: String,
}

#[derive(Serialize)]
struct PlaceLink {
    text: String,
    href: String,
}

#[derive(Serialize)]
struct Accepted {
    requirement: String,
    title: String,
    case: String,
    vendor: String,
    reason: String,
    approver: String,
    approved: String,
    until: String,
    until_era: String,
    live: bool,
}

#[derive(Serialize)]
struct FileLink {
    name: String,
    href: String,
    marked: String,
}

#[derive(Serialize)]
struct Download {
    label: &'static str,
    href: String,
}

async fn result(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let mut content = bench.judged(&asked.file, |input| ResultPage::of_vendor(&bench, &asked.file, input))?;
            for gap in &mut content.gaps {
                gap.chosen = gap.requirement == asked.requirement;
            }
            Ok((bench.name(), content))
        })
        .await?;
    let title = format!("{}（{}）の判定", content.vendor, content.case);
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/result", content }.shown(&session)
}

/// The ways on from one result.
struct Ways<'a> {
    key: &'a str,
    /// Keys of the files by their names.
    files: BTreeMap<String, String>,
    has_annex: bool,
    case: String,
}

impl Ways<'_> {
    fn cell(&self, basis: &BasisView) -> Option<String> {
        let key = self.files.get(&basis.file)?;
        (!basis.cell.is_empty()).then(|| cell_link(key, &basis.sheet, &basis.cell))
    }

    fn clause(&self, clause: &ClauseView) -> ClauseLink {
        let href = if self.has_annex {
            format!("{}#{}", link("/assess/annex", &[("file", self.key)]), clause.id)
        } else {
            link("/assess/clause", &[("clause", &clause.id), ("case", &self.case)])
        };
        ClauseLink { id: clause.id.clone(), title: clause.title.clone(), href }
    }
}

/// What came of the organisation's check of itself.
async fn internal(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let round = bench.round()?;
            let found = bench.internal_report(&round.own);
            let (report, conclusion) = found.ok_or_else(|| Refusal::absent("庁内点検票がまだありません"))?;
            let files = round.internal.as_ref().map(|internal| internal.files.as_slice()).unwrap_or_default();
            let content = ResultPage::of(&report, conclusion, &Ways::new("", "", files, false));
            Ok((bench.name(), content))
        })
        .await?;
    Page {
        area: super::AREA, title: "庁内点検の判定", organisation: Some(&name), skin: "assess/result", content
    }
    .shown(&session)
}

impl<'a> Ways<'a> {
    fn new(key: &'a str, case: &str, files: &[FileLine], has_annex: bool) -> Self {
        let files = files.iter().map(|file| (file.name.clone(), file.key.clone())).collect();
        Self { key, files, has_annex, case: case.to_owned() }
    }
}

impl ResultPage {
    fn of_vendor(bench: &Bench<'_>, key: &str, input: &HandoutInput<'_>) -> Result<Self, Refusal> {
        let case = input.judged.case;
        let round = bench.round()?;
        let line = round.lines.iter().find(|line| line.key == key);
        let files = line.map(|line| line.files.as_slice()).unwrap_or_default();
        let has_annex = case.kind.has_contract();
        let ways = Ways::new(key, case.id.as_str(), files, has_annex);
        Ok(Self {
            exceptions: accepted(bench, case, input),
            annex: has_annex.then(|| link("/assess/annex", &[("file", key)])),
            ..Self::of(&input.report(), input.judged.assessment.conclusion, &ways)
        })
    }

    fn of(report: &GapReport, conclusion: Conclusion, ways: &Ways<'_>) -> Self {
        let (class, sign) = look(conclusion);
        Self {
            key: ways.key.to_owned(),
            vendor: report.subject.clone(),
            case: ways.case.clone(),
            on_era: report.on_era.clone(),
            today: report.on.clone(),
            facts: report.facts.clone(),
            profile: report.profile.clone(),
            threshold: report.threshold,
            floor: report.floor,
            conclusion: report.conclusion,
            class,
            sign,
            score_label: report.score_label.clone(),
            bar: report.score.map(|score| ScoreBar::with_marks(score, report.threshold, report.floor)),
            radar: Radar::of(&report.obligations, report.threshold),
            reasons: reasons(report),
            lifts: report
                .lifts
                .iter()
                .map(|lift| Lift {
                    to: lift.to,
                    number: lift.requirements.len(),
                    requirements: lift.requirements.clone(),
                })
                .collect(),
            counts: counts(report),
            internal_too: report.obligations.iter().any(|duty| duty.internal.is_some()),
            duties: report.obligations.iter().map(|duty| Duty::of(duty, report, ways)).collect(),
            gaps: gaps(report, ways),
            exceptions: Vec::new(),
            notices: report.diagnostics.iter().map(Notice::from).collect(),
            unread: report.unread.clone(),
            files: ways
                .files
                .iter()
                .map(|(name, key)| FileLink {
                    name: name.clone(),
                    href: link("/assess/file", &[("file", key)]),
                    marked: link("/assess/marked", &[("file", key)]),
                })
                .collect(),
            sources: report.sources.clone(),
            annex: None,
            downloads: downloads(ways.key, ways.has_annex),
            notes: report.notes.clone(),
            policy: report.policy.clone(),
            policy_edition: report.policy_edition.clone(),
            section: report.section.clone(),
        }
    }
}

fn downloads(key: &str, has_annex: bool) -> Vec<Download> {
    let all = [
        ("不足事項報告（Excel）", "xlsx"),
        ("不足事項報告（HTML）", "html"),
        ("特記事項（Word）", "docx"),
        ("判定（JSON）", "json"),
    ];
    let offered = all.into_iter().filter(|(_, kind)| has_annex || *kind != "docx");
    offered
        .map(|(label, kind)| Download { label, href: link("/assess/download", &[("file", key), ("kind", kind)]) })
        .collect()
}

/// The ids stand in the order of those sentences that speak of one.
fn reasons(report: &GapReport) -> Vec<Reason> {
    let mut ids = report.decisive_requirements.iter().peekable();
    let reason = |text: &String| Reason {
        text: text.clone(),
        requirement: ids.next_if(|id| text.contains(id.as_str())).cloned(),
    };
    report.decisive.iter().map(reason).collect()
}

fn counts(report: &GapReport) -> Vec<Count> {
    let of = |sign: &str| {
        let found = report.findings.iter().filter(|finding| finding.sign == sign);
        found.map(|finding| finding.requirement.clone()).collect()
    };
    report
        .counts
        .iter()
        .map(|(sign, name, number)| Count { sign, name, number: *number, requirements: of(sign) })
        .collect()
}

fn label(score: Option<Score>) -> String {
    score.map_or_else(|| "－".to_owned(), Score::label)
}

impl Duty {
    fn of(duty: &ObligationView, report: &GapReport, ways: &Ways<'_>) -> Self {
        let findings = report.findings.iter().filter(|finding| finding.obligation == duty.id);
        Self {
            id: duty.id.to_string(),
            label: duty.label,
            sentence: duty.sentence.clone(),
            locator: duty.locator.clone(),
            bar: duty.score.map(ScoreBar::plain),
            score: label(duty.score),
            internal: label(duty.internal),
            total: duty.total,
            satisfied: duty.satisfied,
            gaps: duty.gaps,
            findings: findings.map(|finding| Finding::of(finding, ways)).collect(),
        }
    }
}

impl Finding {
    fn of(finding: &FindingView, ways: &Ways<'_>) -> Self {
        let points = finding.points;
        let range = |lower, upper| Score { lower, upper }.label();
        Self {
            id: finding.requirement.clone(),
            title: finding.title.clone(),
            statement: finding.statement.clone(),
            why: finding.why.clone(),
            strength: finding.strength.label(),
            sign: finding.sign,
            verdict: finding.verdict_label.clone(),
            class: match finding.verdict {
                Verdict::NotApplicable => "none",
                Verdict::Satisfied => "good",
                Verdict::Partly => "fair",
                Verdict::Undetermined(_) => "open",
                Verdict::NotSatisfied => "bad",
            },
            points: range(points.lower, points.upper),
            full: range(points.full, points.full),
            excepted: finding.excepted,
            basis: finding.basis.iter().map(|basis| Ground::of(basis, ways)).collect(),
            clauses: finding.clauses.iter().map(|clause| ways.clause(clause)).collect(),
            items: finding.items.clone(),
            laws: finding.sources.clone(),
        }
    }
}

impl Ground {
    fn of(basis: &BasisView, ways: &Ways<'_>) -> Self {
        Self {
            question: basis.question.clone(),
            subject: basis.subject.clone(),
            label: basis.answer_label.clone(),
            class: basis.answer.map_or("open", class),
            written: basis.written.clone(),
            remark: basis.remark.clone(),
            evidence: basis.evidence.clone(),
            why: basis.why.clone(),
            place: if basis.cell.is_empty() {
                String::new()
            } else {
                format!("「{}」シート {}", basis.sheet, basis.cell)
            },
            href: ways.cell(basis),
        }
    }
}

fn gaps(report: &GapReport, ways: &Ways<'_>) -> Vec<Gap> {
    let findings: BTreeMap<&str, &FindingView> =
        report.findings.iter().map(|finding| (finding.requirement.as_str(), finding)).collect();
    let gap = |gap: &itaku::document::GapView| {
        let finding = findings.get(gap.requirement.as_str());
        let basis = finding.map(|finding| finding.basis.as_slice()).unwrap_or_default();
        let places = basis.iter().filter_map(|basis| {
            let text = format!("「{}」シート {}", basis.sheet, basis.cell);
            // Only the answers that the gap rests on; the others of the requirement may be good.
            gap.place.lines().any(|line| line == text).then_some(PlaceLink { href: ways.cell(basis)?, text })
        });
        Gap {
            priority: gap.priority,
            requirement: gap.requirement.clone(),
            title: gap.title.clone(),
            strength: gap.strength.label(),
            sign: gap.sign,
            verdict: gap.verdict_label.clone(),
            said: gap.said.clone(),
            places: places.collect(),
            satisfied_by: gap.satisfied_by.clone(),
            remedy: gap.remedy.clone(),
            deadline: gap.deadline_era.clone(),
            clauses: gap.clauses.iter().map(|clause| ways.clause(clause)).collect(),
            by_clause: gap.by_clause.clone(),
            excepted: finding.is_some_and(|finding| finding.excepted),
            chosen: false,
            accept: format!("{}#accept", link("/assess/result", &[("file", ways.key), ("for", &gap.requirement)])),
            move_deadline: format!(
                "{}#deadline",
                link("/assess/result", &[("file", ways.key), ("for", &gap.requirement)])
            ),
        }
    };
    report.gaps.iter().map(gap).collect()
}

/// The accepted risks of this case and vendor, live or not.
fn accepted(bench: &Bench<'_>, case: &Case, input: &HandoutInput<'_>) -> Vec<Accepted> {
    let title = |exception: &Exception| {
        bench.site.catalogue.requirement(&exception.requirement).map(|found| found.title.clone()).unwrap_or_default()
    };
    let exceptions = bench.office.workspace.exceptions_for(case, input.judged.vendor);
    let accepted = exceptions.iter().map(|exception| Accepted {
        requirement: exception.requirement.to_string(),
        title: title(exception),
        case: exception.case.to_string(),
        vendor: exception.vendor.clone().unwrap_or_default(),
        reason: exception.reason.clone(),
        approver: exception.approver.clone(),
        approved: era(exception.approved),
        until: exception.until.to_string(),
        until_era: era(exception.until),
        live: exception.is_live(input.judged.grounds.on),
    });
    accepted.collect()
}

#[derive(Serialize)]
struct AnnexPage {
    vendor: String,
    back: String,
    download: String,
    title: &'static str,
    contract: String,
    preamble: Vec<Piece>,
    articles: Vec<ArticlePage>,
    closing: String,
    can_be_agreed: bool,
    notices: Vec<String>,
    blanks: Vec<(String, String)>,
    beyond: Vec<Note>,
    to_find_out: Vec<Note>,
    accepted: Vec<Note>,
}

#[derive(Serialize)]
struct ArticlePage {
    clause: String,
    called: String,
    title: String,
    paragraphs: Vec<Paragraph>,
    purpose: String,
    reason: Vec<String>,
    requirements: Vec<(String, String, String)>,
}

#[derive(Serialize)]
struct Paragraph {
    /// Absent for the first, which bears none.
    number: Option<usize>,
    pieces: Vec<Piece>,
    items: Vec<Vec<Piece>>,
}

#[derive(Serialize)]
struct Piece {
    text: String,
    blank: bool,
    /// The clause that it refers to.
    to: Option<String>,
}

#[derive(Serialize)]
struct Note {
    requirement: String,
    title: String,
    verdict: &'static str,
    note: String,
    href: String,
}

async fn annex(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let content = bench.judged(&asked.file, |input| {
                let annex = input.annex()?;
                let annex = annex.ok_or_else(|| Refusal::absent("この案件には、特記事項を付ける契約がありません"))?;
                Ok(AnnexPage::of(&annex, &asked.file))
            })?;
            Ok((bench.name(), content))
        })
        .await?;
    let title = format!("特記事項 {}", content.vendor);
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/annex", content }.shown(&session)
}

impl AnnexPage {
    fn of(annex: &Annex, key: &str) -> Self {
        let back = link("/assess/result", &[("file", key)]);
        let notes = |notes: &[GapNote]| {
            let note = |note: &GapNote| Note {
                requirement: note.requirement.to_string(),
                title: note.title.clone(),
                verdict: note.verdict,
                note: note.note.clone(),
                href: format!("{back}#r-{}", note.requirement),
            };
            notes.iter().map(note).collect()
        };
        Self {
            vendor: annex.supplier.clone(),
            download: link("/assess/download", &[("file", key), ("kind", "docx")]),
            title: annex.title,
            contract: annex.contract.clone(),
            preamble: pieces(annex, &annex.preamble),
            articles: annex.articles.iter().map(|article| article_page(annex, article, &back)).collect(),
            closing: annex.closing.clone(),
            can_be_agreed: annex.check.can_be_agreed,
            notices: annex.check.notices.clone(),
            blanks: annex.check.blanks.iter().map(|blank| (blank.place.clone(), blank.label.clone())).collect(),
            beyond: notes(&annex.check.beyond_clauses),
            to_find_out: notes(&annex.check.to_find_out),
            accepted: notes(&annex.check.accepted),
            back,
        }
    }
}

fn pieces(annex: &Annex, runs: &[Run]) -> Vec<Piece> {
    let piece = |run: &Run| Piece {
        text: annex.words(run),
        blank: matches!(run, Run::Blank(_)),
        to: match run {
            Run::Reference(clause) | Run::Paragraph { clause, .. } => Some(clause.to_string()),
            Run::Text(_) | Run::Blank(_) => None,
        },
    };
    runs.iter().map(piece).collect()
}

fn article_page(annex: &Annex, article: &itaku::document::Article, back: &str) -> ArticlePage {
    let trace = annex.trace.iter().find(|row| row.clause == article.clause);
    let requirements = trace.map(|row| row.requirements.as_slice()).unwrap_or_default();
    ArticlePage {
        clause: article.clause.to_string(),
        called: article.called(),
        title: article.title.clone(),
        paragraphs: article
            .paragraphs
            .iter()
            .map(|paragraph| Paragraph {
                number: Some(paragraph.number).filter(|number| *number > 1),
                pieces: pieces(annex, &paragraph.runs),
                items: paragraph.items.iter().map(|item| pieces(annex, &item.runs)).collect(),
            })
            .collect(),
        purpose: article.purpose.clone(),
        reason: article.reason.clone(),
        requirements: requirements
            .iter()
            .map(|(id, title)| (id.to_string(), title.clone(), format!("{back}#r-{id}")))
            .collect(),
    }
}

#[derive(Serialize)]
struct ClausePage {
    id: String,
    title: String,
    reason: String,
    case: String,
    /// The article as it stands in the annex of the case; absent where it has none.
    article: Option<ArticlePage>,
    requirements: Vec<(String, String, String)>,
}

/// A clause by itself, with the requirements that it answers.
async fn clause(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let id = ClauseId::parse(&asked.clause).ok_or_else(|| Refusal::absent("その条項はありません"))?;
            let clause = site.catalogue.clause(&id).ok_or_else(|| Refusal::absent("その条項はありません"))?;
            let workspace = &bench.office.workspace;
            let case = CaseId::parse(&asked.case).and_then(|id| workspace.case(&id));
            let annex = case.filter(|case| case.kind.has_contract()).map(|case| {
                Annex::new(&AnnexInput {
                    workspace,
                    templates: &site.templates,
                    case,
                    supplier: "",
                    assessment: None,
                    on: site.today(),
                })
            });
            let annex = annex.transpose()?;
            let found = annex.as_ref().and_then(|annex| {
                let article = annex.articles.iter().find(|article| article.clause == id)?;
                Some(article_page(annex, article, ""))
            });
            let serving = site.catalogue.requirements.iter().filter(|requirement| requirement.clauses.contains(&id));
            let content = ClausePage {
                id: id.to_string(),
                title: clause.title.clone(),
                reason: clause.reason.clone(),
                case: case.map(|case| format!("{}（{}）", case.title, case.id)).unwrap_or_default(),
                article: found,
                requirements: serving
                    .map(|requirement| {
                        let statement = workspace.wording.apply(&requirement.statement);
                        (requirement.id.to_string(), requirement.title.clone(), statement)
                    })
                    .collect(),
            };
            Ok((bench.name(), content))
        })
        .await?;
    let title = format!("条項 {} {}", content.id, content.title);
    Page { area: super::AREA, title: &title, organisation: Some(&name), skin: "assess/clause", content }.shown(&session)
}
