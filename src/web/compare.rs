//! 比較: the bidders for a case side by side, from what they returned; every sign leads to what it rests on.

use super::bench::{Bench, Line, Round, query};
use super::guard::Known;
use super::page::{Area, Page, Refusal, Skin, link, skin};
use super::register::{look, sign_look};
use super::saved::saved;
use super::site::Shared;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use axum::routing::get;
use itaku::assessment::Score;
use itaku::catalogue::{CaseId, Strength};
use itaku::document::{Compared, ComparedRequirement, Comparison, comparison_workbook, file_name};
use itaku::intake::Office;
use itaku::policy::ObligationId;
use serde::{Deserialize, Serialize};

pub(super) const AREA: Area = Area { label: "比較", path: "/compare" };
pub(super) const SKINS: &[Skin] = &[skin!("compare/cases"), skin!("compare/case")];

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/compare", get(page)).route("/compare/file", get(download))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    case: String,
    /// Which requirements: `differ`, `gaps` or all.
    #[serde(default)]
    show: String,
    /// `must`: mandatory ones alone.
    #[serde(default)]
    strength: String,
    /// A duty's id.
    #[serde(default)]
    duty: String,
}

#[derive(Serialize)]
struct Cases {
    cases: Vec<CaseLine>,
}

#[derive(Serialize)]
struct CaseLine {
    id: String,
    title: String,
    link: String,
    vendors: usize,
    conclusions: Vec<(String, &'static str, String, String)>,
}

#[derive(Serialize)]
struct OneCase {
    id: String,
    title: String,
    bidders: Vec<Bidder>,
    duties: Vec<(String, &'static str)>,
    shows: Vec<Tab>,
    strengths: Vec<Tab>,
    duty_tabs: Vec<Tab>,
    rows: Vec<Row>,
    all: usize,
    file: String,
}

#[derive(Serialize)]
struct Bidder {
    vendor: String,
    link: String,
    conclusion: &'static str,
    class: &'static str,
    score: String,
    range: Option<Range>,
    counts: Vec<(&'static str, &'static str, usize, &'static str)>,
    reason: String,
    doubts: usize,
    files: String,
    duties: Vec<DutyScore>,
}

/// A score range of a bar of a hundred.
#[derive(Serialize)]
struct Range {
    lower: u32,
    upper: u32,
}

#[derive(Serialize)]
struct DutyScore {
    label: String,
    link: String,
}

#[derive(Serialize)]
struct Tab {
    label: String,
    link: String,
    current: bool,
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    duty: String,
    strength: &'static str,
    gaps: usize,
    signs: Vec<SignCell>,
}

#[derive(Serialize)]
struct SignCell {
    sign: &'static str,
    name: &'static str,
    class: &'static str,
    vendor: String,
    link: String,
}

async fn page(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    if asked.case.is_empty() {
        let (name, content) = site
            .work(|site| {
                let bench = Bench::open(site)?;
                let round = bench.round()?;
                Ok((bench.name(), Cases { cases: cases(&bench.office, &round) }))
            })
            .await?;
        return Page {
            area: AREA, title: "事業者を比べる", organisation: Some(&name), skin: "compare/cases", content
        }
        .shown(&session);
    }
    let (name, content) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let content = OneCase::of(&bench.office, &*bench.round()?, &asked)?;
            Ok((bench.name(), content))
        })
        .await?;
    Page { area: AREA, title: "事業者を比べる", organisation: Some(&name), skin: "compare/case", content }
        .shown(&session)
}

fn cases(office: &Office, round: &Round) -> Vec<CaseLine> {
    let line = |case: &itaku::catalogue::Case| {
        let id = case.id.as_str();
        let of: Vec<&Compared> = round.comparison.vendors.iter().filter(|vendor| vendor.case == id).collect();
        let told = |one: &&Compared| {
            (one.subject.clone(), look(one.conclusion), one.conclusion.to_owned(), result(round, one))
        };
        CaseLine {
            id: id.to_owned(),
            title: case.title.clone(),
            link: link("/compare", &[("case", id)]),
            vendors: of.len(),
            conclusions: of.iter().map(told).collect(),
        }
    };
    let mut lines: Vec<CaseLine> = office.workspace.cases.iter().map(line).collect();
    lines.sort_by_key(|line| line.vendors == 0);
    lines
}

/// Where the answers of a vendor are looked at.
fn result(round: &Round, vendor: &Compared) -> String {
    let same = |line: &&Line| {
        line.vendor == vendor.subject
            && line.case == vendor.case
            && line.files.iter().all(|file| vendor.files.contains(&file.name))
    };
    let line = round.lines.iter().find(same);
    line.map(|line| format!("/assess/result?file={}", query(&line.key))).unwrap_or_else(|| "/assess".to_owned())
}

impl OneCase {
    fn of(office: &Office, round: &Round, asked: &Asked) -> Result<Self, Refusal> {
        let case = CaseId::parse(&asked.case).ok_or_else(|| Refusal::absent("その案件はありません"))?;
        let case = office.case(&case)?;
        let id = case.id.as_str();
        let comparison = &round.comparison;
        let vendors: Vec<(&Compared, String)> = comparison
            .vendors
            .iter()
            .filter(|vendor| vendor.case == id)
            .map(|vendor| (vendor, result(round, vendor)))
            .collect();
        let none = Vec::new();
        let of_case = comparison.requirements.iter().find(|(of, _)| of == id);
        let requirements = of_case.map_or(&none, |(_, requirements)| requirements);
        let rows = requirements.iter().filter(|one| asked.wants(one)).map(|one| Row::of(one, &vendors));
        let address = |show: &str, strength: &str, duty: &str| {
            let asked = [("case", id), ("show", show), ("strength", strength), ("duty", duty)];
            format!("{}#matrix", link("/compare", &asked))
        };
        let tab = |label: &str, link: String, current| Tab { label: label.to_owned(), link, current };
        let shows = [("", "すべて"), ("gaps", "不足のあるもの"), ("differ", "事業者で違うもの")];
        let strengths = [("", "すべての強さ"), ("must", "必須のみ")];
        let duties = ObligationId::ALL.iter().filter(|duty| requirements.iter().any(|one| one.obligation == **duty));
        let duties: Vec<&ObligationId> = duties.collect();
        let every = tab("すべての義務", address(&asked.show, &asked.strength, ""), asked.duty.is_empty());
        let of_duty = duties.iter().map(|duty| {
            let link = address(&asked.show, &asked.strength, duty.id());
            Tab { label: format!("{} {}", duty.id(), duty.label()), link, current: asked.duty == duty.id() }
        });
        Ok(Self {
            id: id.to_owned(),
            title: case.title.clone(),
            bidders: vendors.iter().map(|(vendor, link)| Bidder::of(vendor, link, &duties)).collect(),
            duties: duties.iter().map(|duty| (duty.id().to_owned(), duty.label())).collect(),
            shows: shows
                .iter()
                .map(|(word, label)| tab(label, address(word, &asked.strength, &asked.duty), asked.show == *word))
                .collect(),
            strengths: strengths
                .iter()
                .map(|(word, label)| tab(label, address(&asked.show, word, &asked.duty), asked.strength == *word))
                .collect(),
            duty_tabs: [every].into_iter().chain(of_duty).collect(),
            rows: rows.filter(|row| row.is_shown(&asked.show)).collect(),
            all: requirements.len(),
            file: link("/compare/file", &[("case", id)]),
        })
    }
}

impl Asked {
    fn wants(&self, requirement: &ComparedRequirement) -> bool {
        (self.strength != "must" || requirement.strength == Strength::Mandatory)
            && (self.duty.is_empty() || requirement.obligation.id() == self.duty)
    }
}

impl Bidder {
    fn of(vendor: &Compared, link: &str, duties: &[&ObligationId]) -> Self {
        let of_duty = |duty: &&ObligationId| {
            let found = vendor.obligations.iter().find(|(id, _)| id == *duty);
            DutyScore {
                label: found.and_then(|(_, score)| *score).map(Score::label).unwrap_or_else(|| "－".to_owned()),
                link: format!("{link}#d-{}", duty.id()),
            }
        };
        let counted =
            |(sign, name, count): &(&'static str, &'static str, usize)| (*sign, *name, *count, sign_look(sign));
        Self {
            vendor: vendor.subject.clone(),
            link: link.to_owned(),
            conclusion: vendor.conclusion,
            class: look(vendor.conclusion),
            score: vendor.score_label.clone(),
            range: vendor.score.map(|score| Range { lower: score.lower / 100, upper: score.upper / 100 }),
            counts: vendor.counts.iter().map(counted).collect(),
            reason: vendor.reason.clone(),
            doubts: vendor.doubts,
            files: vendor.files.join("、"),
            duties: duties.iter().map(of_duty).collect(),
        }
    }
}

impl Row {
    fn of(requirement: &ComparedRequirement, vendors: &[(&Compared, String)]) -> Self {
        let cell = |(vendor, link): &(&Compared, String)| {
            let sign = vendor.sign(&requirement.requirement);
            let name = vendor.counts.iter().find(|(known, _, _)| *known == sign).map_or("", |(_, name, _)| *name);
            let link = format!("{link}#r-{}", requirement.requirement);
            SignCell { sign, name, class: sign_look(sign), vendor: vendor.subject.clone(), link }
        };
        let signs: Vec<SignCell> = vendors.iter().map(cell).collect();
        Self {
            id: requirement.requirement.clone(),
            title: requirement.title.clone(),
            duty: requirement.obligation.id().to_owned(),
            strength: requirement.strength.label(),
            gaps: signs.iter().filter(|cell| matches!(cell.sign, "△" | "？" | "×")).count(),
            signs,
        }
    }

    fn is_shown(&self, show: &str) -> bool {
        match show {
            "gaps" => self.gaps > 0,
            "differ" => self.signs.windows(2).any(|pair| matches!(pair, [one, other] if one.sign != other.sign)),
            _ => true,
        }
    }
}

async fn download(State(site): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (name, bytes) = site
        .work(move |site| {
            let bench = Bench::open(site)?;
            let round = bench.round()?;
            let of_case = |case: &str| asked.case.is_empty() || case == asked.case;
            let comparison = Comparison {
                vendors: round.comparison.vendors.iter().filter(|one| of_case(&one.case)).cloned().collect(),
                requirements: round.comparison.requirements.iter().filter(|(case, _)| of_case(case)).cloned().collect(),
                ..round.comparison.clone()
            };
            let name = if asked.case.is_empty() {
                "比較表.xlsx".to_owned()
            } else {
                format!("{}_比較表.xlsx", file_name::safe(&asked.case))
            };
            Ok((name, comparison_workbook(&comparison)?))
        })
        .await?;
    Ok(saved(&name, bytes))
}
