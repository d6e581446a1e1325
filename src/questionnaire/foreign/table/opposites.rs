//! Two columns of which one is named for what the other denies: 「講じている|講じていない」, 「遵守|違反」.

use super::Table;
use super::column::Column;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::heading::Role;

/// What people do who do what they were asked for. Of other words, 「漏えい|未漏えい」, nobody can tell which of the two is good.
const DONE: [&str; 34] = [
    "実施",
    "対応",
    "整備",
    "遵守",
    "達成",
    "適合",
    "準拠",
    "措置",
    "導入",
    "策定",
    "充足",
    "設置",
    "締結",
    "運用",
    "確認",
    "実装",
    "履行",
    "取組",
    "周知",
    "作成",
    "制定",
    "適切",
    "十分",
    "合格",
    "合",
    "適",
    "良",
    "可",
    "講じ",
    "行っ",
    "行なっ",
    "定め",
    "満たし",
    "でき",
];
/// Such pairs whose words have nothing in common.
const PAIRS: [(&str, &str); 14] = [
    ("合", "否"),
    ("適", "否"),
    ("良", "否"),
    ("可", "否"),
    ("遵守", "違反"),
    ("適合", "違反"),
    ("良", "不良"),
    ("有", "無"),
    ("有り", "無し"),
    ("あり", "なし"),
    ("ok", "ng"),
    ("pass", "fail"),
    ("☑", "□"),
    ("■", "□"),
];

impl Table {
    /// Gives such columns their meaning where they stand beside each other.
    pub(super) fn name_opposites(&mut self) {
        let open = |at: usize, column: &Column| {
            Some(at) != self.question
                && matches!(column.role, None | Some(Role::Answer(_)))
                && !column.titles.is_empty()
                && column.length <= column.filled * 2
        };
        let title = |at: usize| self.columns.get(at).filter(|column| open(at, column)).map(Column::folded_title);
        let found: Vec<(usize, bool)> = (1..self.columns.len())
            .filter_map(|at| Some((at, title(at - 1)?, title(at)?)))
            .filter_map(|(at, one, other)| match (denies(&other, &one), denies(&one, &other)) {
                (true, false) => Some([(at - 1, true), (at, false)]),
                (false, true) => Some([(at - 1, false), (at, true)]),
                _ => None,
            })
            .flatten()
            .collect();
        for (at, good) in found {
            if let Some(column) = self.columns.get_mut(at).filter(|column| column.choice.is_none()) {
                column.choice = Some(if good { Answer::Met } else { Answer::Unmet });
                column.plain = Some(if good { "はい" } else { "いいえ" });
            }
        }
    }
}

/// Whether a name denies another, which is a good one.
fn denies(name: &str, good: &str) -> bool {
    let stem = ["している", "ている", "てある", "した", "済み", "済", "る", ""]
        .iter()
        .filter_map(|end| good.strip_suffix(end))
        .find(|stem| DONE.contains(stem));
    let denied = |stem: &str| {
        let ends =
            ["していない", "ていない", "てない", "てありません", "ていません", "ない", "ません", "しない", "せず"];
        let before = ["未", "不", "非"]
            .iter()
            .any(|before| name.strip_prefix(before).is_some_and(|rest| rest == stem || rest == good));
        before || ends.iter().any(|end| name.strip_suffix(end) == Some(stem))
    };
    PAIRS.contains(&(good, name)) || stem.is_some_and(denied)
}
