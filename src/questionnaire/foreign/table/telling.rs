//! Names of columns in which what is done is told in words, where no column is called answers.

use super::word::name_of;

/// Who has done it, and that it is to be told at length. What is said behind them is told by the vendor.
const VENDORS: [&str; 14] = [
    "貴社",
    "御社",
    "当社",
    "弊社",
    "自社",
    "受託者",
    "受託事業者",
    "受注者",
    "委託先",
    "事業者",
    "提案者",
    "応募者",
    "会社",
    "貴団体",
];
const JOINTS: [&str; 6] = ["における", "において", "での", "の", "が", ""];
/// What is done, in a name that nobody gives to what is asked.
const DEEDS: [&str; 15] = [
    "実施内容",
    "取組内容",
    "取組み内容",
    "取り組み内容",
    "対応内容",
    "講じている措置",
    "措置内容",
    "講じている対策",
    "実施している内容",
    "実施している対策",
    "実施状況",
    "取組状況",
    "取り組み状況",
    "対応状況",
    "対策状況",
];
/// Names of what is done, and of what is to be done.
const EITHER: [&str; 8] = ["対策", "対策内容", "取組", "取組み", "取り組み", "措置", "内容", "管理方法"];

/// Whether a name is that of what the vendor does, as against what is asked. Where it may be both, what stands below it decides:
/// whether it is `told` of, 「…しています」.
pub(super) fn names_deeds(folded: &str, told: bool) -> bool {
    let name = name_of(folded);
    let theirs = VENDORS.iter().filter_map(|vendor| name.strip_prefix(vendor));
    let theirs = theirs.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len());
    let rest = theirs.map_or(name, |rest| {
        let behind = JOINTS.iter().filter_map(|joint| rest.strip_prefix(joint));
        behind.min_by_key(|rest| rest.len()).unwrap_or(rest)
    });
    let rest = rest.strip_prefix("具体的な").or_else(|| rest.strip_prefix("具体的")).unwrap_or(rest);
    let core = rest.replace('の', "");
    DEEDS.contains(&core.as_str()) || (EITHER.contains(&core.as_str()) && (told || theirs.is_some()))
}
