//! Sheets whose name says that their answers are none of now.

use super::notes::is_sample;
use super::{elsewhere, heading};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{date, when};
use jiff::civil::Date;

/// Why answers on a sheet of this name are no answers of now, if so: an example, a draft, another year's, a plan, the other side's.
/// `beside` are the names of the other sheets.
pub(super) fn of_another_kind(name: &str, beside: &[&str], on: Date) -> Option<&'static str> {
    let fiscal_year = date::fiscal_year(on);
    let text = fold(name);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let core = text.trim_matches(|c: char| c.is_ascii_digit() || "()[]【】_- ".contains(c));
    if is_sample(&text)
        || core == "例"
        || has(&["記入例", "記載例", "回答例", "見本", "サンプル", "sample", "example", "練習"])
    {
        return Some("記入例や見本のシートとみられます");
    }
    if has(&["下書", "draft", "ドラフト", "作業用", "ボツ", "没", "不採用"])
        || ["仮", "控", "控え", "案", "作業中", "編集中", "記入中", "削除", "破棄", "不要", "廃案", "tmp", "wip"]
            .contains(&core)
        || text.ends_with("(案)")
    {
        return Some("下書きのシートとみられます");
    }
    if has(&[
        "昨年",
        "前年",
        "前回",
        "去年",
        "過年度",
        "旧回答",
        "旧版",
        "(旧)",
        "previous",
        "lastyear",
        "変更前",
        "修正前",
        "訂正前",
    ]) || ["旧", "old", "backup", "bak"].contains(&core)
        || text.starts_with("旧_")
        || text.starts_with("old_")
    {
        return Some("以前の回答のシートとみられます");
    }
    let years: Vec<i16> = beside.iter().filter_map(|other| when::year_of(&fold(other))).collect();
    let year = when::year_of(&text);
    let plans =
        !has(&["現状", "実績", "状況", "回答"]) && ["計画", "予定", "目標", "案"].iter().any(|end| core.ends_with(end));
    if plans
        && (year.is_some()
            || (!beside.is_empty() && ["計画", "予定", "目標"].contains(&core))
            || has(&["整備計画", "対応計画", "改善計画", "実施計画", "今後"]))
        || year.is_some_and(|year| year > fiscal_year) && !beside.is_empty()
    {
        return Some("これからの計画のシートとみられます");
    }
    if year.is_some_and(|year| {
        years.iter().any(|other| *other > year && *other <= fiscal_year)
            || (year < fiscal_year && (years.len() < beside.len() || heading::is_year(&text)))
    }) {
        return Some("以前の年のシートとみられます");
    }
    let who = [
        "市",
        "町",
        "村",
        "県",
        "区",
        "庁内",
        "職員",
        "事務局",
        "担当課",
        "所管課",
        "発注者",
        "委託者",
        "審査",
        "採点",
        "評価者",
    ];
    let what = ["記入用", "使用欄", "使用", "確認用", "審査用", "評価用", "記入", "採点用", "用", "採点", "集計"];
    if who.iter().any(|who| core.strip_prefix(who).is_some_and(|rest| what.contains(&rest))) {
        return Some("事業者ではない側のシートとみられます");
    }
    let elsewhere = elsewhere::of_name(&text, on).or_else(|| elsewhere::of_name(core, on));
    let elsewhere = elsewhere.is_some_and(|found| !beside.is_empty() || !found.is_of_plans());
    elsewhere.then_some("事業者が今行っていることではない内容のシートとみられます")
}
