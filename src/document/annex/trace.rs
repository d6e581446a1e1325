use super::AnnexInput;
use super::article::Article;
use crate::catalogue::{Case, Citation, ClauseId, Fact, Item, Requirement, RequirementId};
use crate::document::full_width;
use crate::policy::Obligation;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the columns of the 別表 mean.
pub(super) const LEGEND: &str = "「ガイドライン等」の欄は、総務省の「地方公共団体における情報セキュリティポリシーに関するガイドライン」の箇所を示す（末尾の２桁の数字並びに「解選」「特」及び「約」は整理のための記号）。「42号別紙1」は、令和８年６月２６日付け総行サ第４２号の別紙１をいう。";

/// What an article rests on: a row of the 別表.
#[derive(Clone, Debug, Serialize)]
pub struct TraceRow {
    /// 第８条.
    pub article: String,
    /// Its heading.
    pub title: String,
    /// The clause.
    pub clause: ClauseId,
    /// The requirements of this case that it answers: id and heading.
    pub requirements: Vec<(RequirementId, String)>,
    /// Where the policy states the duties that these serve.
    pub locators: Vec<String>,
    /// Places in the guideline, as the organisation calls them.
    pub items: Vec<String>,
    /// Laws and schemes.
    pub sources: Vec<String>,
}

/// The case's requirements, to be looked up by the clause that answers them, and where items and citations stand in the
/// catalogue: an annex asks for them article by article.
pub(super) struct Trace<'a> {
    input: AnnexInput<'a>,
    answered: BTreeMap<&'a ClauseId, Vec<&'a Requirement>>,
    items: BTreeMap<&'a str, usize>,
    citations: BTreeMap<&'a str, usize>,
}

impl<'a> Trace<'a> {
    pub(super) fn of(input: &AnnexInput<'a>) -> Self {
        let catalogue = input.templates.catalogue();
        let mut answered: BTreeMap<&ClauseId, Vec<&Requirement>> = BTreeMap::new();
        for applied in catalogue.vendor_scope(input.workspace.profile_for(input.case), input.case).iter() {
            for clause in distinct(applied.requirement.clauses.iter()) {
                answered.entry(clause).or_default().push(applied.requirement);
            }
        }
        Self {
            input: *input,
            answered,
            items: catalogue.items.iter().map(|item| item.key.as_str()).zip(0..).collect(),
            citations: catalogue.citations.iter().map(|citation| citation.id.as_str()).zip(0..).collect(),
        }
    }

    /// One row per article.
    pub(super) fn rows(&self, articles: &[Article]) -> Vec<TraceRow> {
        articles.iter().map(|article| self.row(article)).collect()
    }

    fn row(&self, article: &Article) -> TraceRow {
        let here = self.answered_by(&article.clause);
        let duties: BTreeSet<_> = here.iter().map(|requirement| requirement.obligation).collect();
        let policy = &self.input.workspace.policy;
        TraceRow {
            article: article.called(),
            title: article.title.clone(),
            clause: article.clause.clone(),
            locators: distinct(duties.into_iter().filter_map(|id| policy.obligation(id)?.locator.clone())),
            items: distinct(self.items(here).filter_map(|item| self.place(item))),
            sources: distinct(self.citations(&article.clause).map(|citation| full_width::text(&named(citation)))),
            requirements: here.iter().map(|requirement| (requirement.id.clone(), requirement.title.clone())).collect(),
        }
    }

    /// The items behind requirements, in order of the catalogue.
    fn items(&self, requirements: &[&'a Requirement]) -> impl Iterator<Item = &'a Item> {
        let keys = requirements.iter().flat_map(|requirement| &requirement.items);
        let places: BTreeSet<usize> = keys.filter_map(|key| self.items.get(key.as_str()).copied()).collect();
        let catalogue = self.input.templates.catalogue();
        places.into_iter().filter_map(|place| catalogue.items.get(place))
    }

    /// The laws and schemes behind a clause and the requirements that it answers, in order of the catalogue.
    pub(super) fn citations(&self, clause: &ClauseId) -> impl Iterator<Item = &'a Citation> {
        let catalogue = self.input.templates.catalogue();
        let own = catalogue.clause(clause).map(|clause| clause.sources.as_slice()).unwrap_or_default();
        let of_requirements = self.answered_by(clause).iter().flat_map(|requirement| &requirement.sources);
        let cited = own.iter().chain(of_requirements);
        let places: BTreeSet<usize> = cited.filter_map(|id| self.citations.get(id.as_str()).copied()).collect();
        let case = self.input.case;
        let citations = places.into_iter().filter_map(|place| catalogue.citations.get(place));
        citations.filter(move |citation| concerns(citation, case))
    }

    fn answered_by(&self, clause: &ClauseId) -> &[&'a Requirement] {
        self.answered.get(clause).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where an item stands; the items of laws stand among the laws.
    fn place(&self, item: &Item) -> Option<String> {
        match item.part.as_str() {
            "law" => None,
            "notice-42" => Some(format!("42号別紙1({})", item.key.rsplit('-').next().unwrap_or_default())),
            _ => Some(self.input.workspace.policy.locator(&item.key)),
        }
    }

    /// The policy's sentences that the rows point at, in order of the policy.
    pub(super) fn sentences(&self, rows: &[TraceRow]) -> Vec<(String, String)> {
        let wanted: BTreeSet<&str> = rows.iter().flat_map(|row| &row.locators).map(String::as_str).collect();
        let stated = |obligation: &Obligation| Some((obligation.locator.clone()?, obligation.sentence.clone()?));
        let stated = self.input.workspace.policy.obligations.iter().filter_map(stated);
        let stated = stated.filter(|(locator, _)| wanted.contains(locator.as_str()));
        distinct(stated.map(|(locator, sentence)| (locator, sentence.trim().to_owned())))
    }
}

/// Law and article, without the mark that tells the office to look it up: that stands on the check page.
pub(super) fn named(citation: &Citation) -> String {
    format!("{}{}", citation.law, citation.article)
}

/// Clauses and requirements cite for every case; a contract is not to name the laws on 個人番号 or 個人情報 as its grounds
/// where it handles none.
fn concerns(citation: &Citation, case: &Case) -> bool {
    match citation.id.split('-').next() {
        Some("my") => case.has(Fact::MyNumber),
        Some("ppl") => case.has(Fact::PersonalInformation),
        _ => true,
    }
}

/// Without repetitions, in order of first appearance.
fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut seen, next| {
        if !seen.contains(&next) {
            seen.push(next);
        }
        seen
    })
}
