//! The contract annex (特記事項): the clauses that the case and the gaps call for, numbered, with the trace that leads
//! from each article back to the policy, and a check page for the office alone.

mod article;
mod check_page;
mod condition;
mod trace;

pub use article::{AnnexItem, AnnexParagraph, Article};
pub use check_page::{BlankPlace, CheckPage};
pub use condition::{GapNote, RemedyCondition};
pub use trace::TraceRow;

use super::clause_text::{ClauseTemplates, Run};
use super::{WriteError, era, full_width};
use crate::assessment::Assessment;
use crate::catalogue::{Case, ClauseId};
use crate::workspace::Workspace;
use condition::SortedGaps;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use trace::Trace;

/// What an annex is made from.
#[derive(Clone, Copy, Debug)]
pub struct AnnexInput<'a> {
    /// The organisation.
    pub workspace: &'a Workspace,
    /// The clauses and requirements.
    pub templates: &'a ClauseTemplates<'a>,
    /// What is being bought.
    pub case: &'a Case,
    /// The vendor's name; empty where none is chosen yet: a blank stands for it.
    pub supplier: &'a str,
    /// What the vendor's answers came to; without it there are no hardenings and no conditions.
    pub assessment: Option<&'a Assessment<'a>>,
    /// The day on which the annex is made.
    pub on: Date,
}

/// The annex of one contract: the view model that the Word file, the text and the JSON draw.
#[derive(Clone, Debug, Serialize)]
pub struct Annex {
    /// How to read the JSON.
    pub schema: &'static str,
    /// 情報セキュリティに関する特記事項.
    pub title: &'static str,
    /// 湯沢町.
    pub organisation: String,
    /// The vendor; empty where none is chosen yet.
    pub supplier: String,
    /// The contract's name.
    pub contract: String,
    /// The case's id.
    pub case: String,
    /// The day on which it was made, ISO.
    pub on: String,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Between whom, for which contract and after which policy.
    pub preamble: Vec<Run>,
    /// The articles, in order.
    pub articles: Vec<Article>,
    /// The policy's sentences that the articles rest on: place and words.
    pub policy_sentences: Vec<(String, String)>,
    /// What the columns of the 別表 mean.
    pub trace_legend: &'static str,
    /// 別表: from each article to requirement, policy, guideline and law.
    pub trace: Vec<TraceRow>,
    /// The small line at the end of the annex.
    pub closing: String,
    /// For the office alone; not part of the contract.
    pub check: CheckPage,
}

impl Annex {
    /// The annex for a case. For a service under general terms it has no article; its check page says why.
    ///
    /// # Errors
    /// A template of an applicable clause that cannot be filled, or a reference to a clause that does not apply.
    pub fn new(input: &AnnexInput<'_>) -> Result<Self, WriteError> {
        let AnnexInput { workspace, templates, case, supplier, .. } = *input;
        let terms = &workspace.profile_for(case).contract;
        let words = templates.words(&workspace.organisation.name, &workspace.wording, case, terms);
        let gaps = SortedGaps::of(input);
        let mut articles = article::articles(input, &words, &gaps).map_err(WriteError::Template)?;
        let mut preamble = preamble(input);
        let comma = workspace.wording.comma;
        articles.iter_mut().for_each(|article| article.write_with(comma));
        preamble.iter_mut().for_each(|run| run.write_with(comma));
        let trace = Trace::of(input);
        let rows = trace.rows(&articles);
        let check = CheckPage::of(input, &preamble, &articles, &trace, gaps);
        Ok(Self {
            schema: "annex/1",
            title: "情報セキュリティに関する特記事項",
            organisation: workspace.organisation.name.clone(),
            supplier: supplier.to_owned(),
            contract: case.contract.clone(),
            case: case.id.to_string(),
            on: input.on.to_string(),
            catalogue_edition: templates.catalogue().edition.clone(),
            policy_sentences: trace.sentences(&rows),
            trace_legend: trace::LEGEND,
            closing: format!(
                "※ この特記事項を契約に用いる前に行う法務上の確認は、{}の責任において行う。",
                workspace.organisation.name
            ),
            preamble,
            articles,
            trace: rows,
            check,
        })
    }

    /// All runs of the articles.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.articles.iter().flat_map(Article::runs)
    }

    /// The paragraphs that some text of the annex names, by clause and number.
    pub(super) fn named_paragraphs(&self) -> BTreeSet<(&ClauseId, usize)> {
        let named = self.runs().filter_map(|run| match run {
            Run::Paragraph { clause, number } => Some((clause, *number)),
            _ => None,
        });
        named.collect()
    }

    /// A run as words.
    pub fn words(&self, run: &Run) -> String {
        match run {
            Run::Text(text) => text.clone(),
            Run::Reference(clause) => self.called(clause).unwrap_or_default(),
            Run::Paragraph { number, .. } => format!("第{}項", full_width::number(*number)),
            Run::Blank(label) => format!("［{label}］"),
        }
    }

    /// How an article is called: 第８条; nothing where the annex does not hold it.
    pub fn called(&self, clause: &ClauseId) -> Option<String> {
        self.articles.iter().find(|article| article.clause == *clause).map(Article::called)
    }
}

/// 「湯沢町（代表者 湯沢町長。以下「甲」という。）と…」.
fn preamble(input: &AnnexInput<'_>) -> Vec<Run> {
    let AnnexInput { workspace, case, supplier, .. } = *input;
    let (organisation, policy, parties) = (&workspace.organisation, &workspace.policy, workspace.wording.parties);
    let supplier = match supplier {
        "" => Run::Blank("事業者の名称".to_owned()),
        name => Run::written(name),
    };
    vec![
        Run::written(&format!(
            "{}（代表者　{}。以下「{}」という。）と",
            organisation.name,
            organisation.signatory,
            parties.client()
        )),
        supplier,
        Run::written(&format!(
            "（以下「{}」という。）とは、件名を「{}」とする契約に附属するものとして、{}（{}）{}に基づき、情報資産の取扱い及び情報セキュリティの確保に関し、次のとおり特記事項を定める。",
            parties.supplier(),
            case.contract,
            policy.title,
            policy.edition,
            policy.section
        )),
    ]
}

/// A date as contracts write it: 令和９年４月１日.
fn contract_date(date: Date) -> String {
    full_width::text(&era::written(date))
}
