use super::AnnexInput;
use super::article::Article;
use super::condition::{GapNote, RemedyCondition, SortedGaps};
use super::trace::{Trace, named};
use crate::assessment::Conclusion;
use crate::catalogue::{ClauseId, Fact, Kind};
use crate::document::clause_text::Run;
use crate::document::era;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the office must do and know before it uses the annex. It comes last and is not attached to the contract.
#[derive(Clone, Debug, Serialize)]
pub struct CheckPage {
    /// 「（内部用）確認票 契約書には添付しない」.
    pub heading: &'static str,
    /// Whether there is a contract to which an annex can be attached: not under general terms of use.
    pub can_be_agreed: bool,
    /// What must be known first, a sentence each.
    pub notices: Vec<String>,
    /// The case in label and value.
    pub facts: Vec<(&'static str, String)>,
    /// What is to be filled in.
    pub blanks: Vec<BlankPlace>,
    /// The corrective conditions with their requirements, in order of the items.
    pub conditions: Vec<RemedyCondition>,
    /// 条項では補えない事項.
    pub beyond_clauses: Vec<GapNote>,
    /// What is to be found out before the contract.
    pub to_find_out: Vec<GapNote>,
    /// Risks that were accepted: no condition asks for them.
    pub accepted: Vec<GapNote>,
    /// Laws of the 別表 that are to be looked up in the original.
    pub to_look_up: Vec<String>,
}

/// A blank in the annex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankPlace {
    /// The article's clause; absent in the preamble.
    pub clause: Option<ClauseId>,
    /// The place within the article: 第１項第２号; empty where the article alone says it.
    pub within: String,
    /// The whole place: 第１５条第１項第２号, 前文.
    pub place: String,
    /// What belongs there.
    pub label: String,
}

impl CheckPage {
    pub(super) fn of(
        input: &AnnexInput<'_>,
        preamble: &[Run],
        articles: &[Article],
        trace: &Trace<'_>,
        gaps: SortedGaps,
    ) -> Self {
        let SortedGaps { conditions, beyond_clauses, to_find_out, accepted } = gaps;
        Self {
            heading: "（内部用）確認票　契約書には添付しない",
            can_be_agreed: input.case.kind != Kind::Terms && !articles.is_empty(),
            notices: notices(input, articles, &beyond_clauses),
            facts: facts(input),
            blanks: blanks(preamble, articles),
            to_look_up: to_look_up(trace, articles),
            conditions,
            beyond_clauses,
            to_find_out,
            accepted,
        }
    }
}

fn notices(input: &AnnexInput<'_>, articles: &[Article], beyond: &[GapNote]) -> Vec<String> {
    let organisation = &input.workspace.organisation.name;
    let mut notices = Vec::new();
    let mut tell = |sentence: String| notices.push(sentence);
    match input.case.kind {
        Kind::Terms => tell("約款による外部サービスには個別の契約がないため、特記事項を合意することはできません。条項は出していません。約款と設定で要求事項を満たせるかを確かめ、利用の可否を判断してください。".to_owned()),
        Kind::Sns if !input.case.has(Fact::SnsOperation) => tell("ソーシャルメディアサービスの提供者とは、個別の契約を結べないのが通常です。この特記事項は、運用に関わる事業者と契約を結ぶときに使ってください。".to_owned()),
        _ => {}
    }
    tell(format!(
        "この特記事項は、登録された条項から案件の条件と回答の評価に従って作成した案です。契約書、仕様書及び約款との整合を含む法務の確認は、{organisation}が自ら行ってください。"
    ));
    match input.assessment.map(|assessment| assessment.conclusion) {
        None => {
            tell("事業者の回答を評価していないため、是正条件と、不足事項に応じて加わる項は入っていません。".to_owned())
        }
        Some(Conclusion::Unsuitable) => {
            tell("総合判定は「不適合」です。この特記事項を付けても、方針の求める水準には達しません。".to_owned())
        }
        Some(Conclusion::Pending) => tell(
            "総合判定は「判定保留」です。確かめられていない必須の事項があります。契約の前に回答を確かめてください。"
                .to_owned(),
        ),
        Some(Conclusion::Suitable | Conclusion::Conditional) if !beyond.is_empty() => tell(
            "条項では補えない事項があります。別の手段、取り扱う情報の限定又は例外措置を検討してください。".to_owned(),
        ),
        Some(_) => {}
    }
    if articles.is_empty() {
        return notices;
    }
    tell("黄色の欄に記入してください。条を加え、又は削ったときは、Word で Ctrl+A、F9 の順に押すと、条及び項の番号の参照が改まります。「前項」「第１項」「各号」は手で確かめてください。".to_owned());
    tell("この確認票から後ろを削除してから、契約書に添付してください。".to_owned());
    notices
}

fn facts(input: &AnnexInput<'_>) -> Vec<(&'static str, String)> {
    let AnnexInput { workspace, case, supplier, assessment, on, templates } = *input;
    let listed = |facts: Vec<&str>| if facts.is_empty() { "なし".to_owned() } else { facts.join("、") };
    let mut facts = vec![
        ("案件", format!("{}（{}）", case.title, case.id)),
        ("事業者", if supplier.is_empty() { "未定".to_owned() } else { supplier.to_owned() }),
        ("区分", case.kind.label().to_owned()),
        ("情報の分類", format!("自治体機密性{}", case.class.word())),
        ("案件の特徴", listed(case.facts.iter().map(|fact| fact.label()).collect())),
        ("所管", case.department.clone()),
        (
            "期間",
            match case.end {
                Some(end) => format!("{}から{}まで", era::written(case.start), era::written(end)),
                None => format!("{}から", era::written(case.start)),
            },
        ),
    ];
    if case.contract != case.title {
        facts.push(("契約の件名", case.contract.clone()));
    }
    if let Some(assessment) = assessment {
        facts.push(("総合判定", assessment.conclusion.label().to_owned()));
    }
    facts.push(("適用方針・目録", format!("{}・{}", workspace.profile_for(case).title, templates.catalogue().edition)));
    facts.push(("作成日", era::written(on)));
    facts
}

fn blanks(preamble: &[Run], articles: &[Article]) -> Vec<BlankPlace> {
    let holds_any = |article: &&Article| article.runs().any(|run| matches!(run, Run::Blank(_)));
    let of_articles = articles.iter().filter(holds_any).flat_map(|article| {
        article.places().flat_map(move |(within, runs)| {
            let place = format!("{}{within}", article.called());
            labels(runs).map(move |label| BlankPlace {
                clause: Some(article.clause.clone()),
                within: within.clone(),
                place: place.clone(),
                label,
            })
        })
    });
    let of_preamble = labels(preamble).map(|label| BlankPlace {
        clause: None,
        within: String::new(),
        place: "前文".to_owned(),
        label,
    });
    of_preamble.chain(of_articles).collect()
}

fn labels(runs: &[Run]) -> impl Iterator<Item = String> {
    runs.iter().filter_map(|run| match run {
        Run::Blank(label) => Some(label.clone()),
        _ => None,
    })
}

/// The citations whose own label says that nobody has read the text itself.
fn to_look_up(trace: &Trace<'_>, articles: &[Article]) -> Vec<String> {
    let cited = articles.iter().flat_map(|article| trace.citations(&article.clause));
    // Each once, before it is put into words: articles cite the same laws again and again.
    let cited: BTreeMap<&str, _> = cited.map(|citation| (citation.id.as_str(), citation)).collect();
    let unread = cited.into_values().filter(|citation| citation.label() != named(citation)).map(named);
    unread.collect::<BTreeSet<String>>().into_iter().collect()
}
