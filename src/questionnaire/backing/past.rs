//! What was so once: years ago, or until it was taken away.

use crate::questionnaire::{date, when};
use jiff::civil::Date;

/// What was done before this year may have been done once and not again.
pub(super) fn long_ago(on: Date) -> i16 {
    on.year().saturating_sub(3)
}

/// What was last so years ago.
pub(super) fn is_old(clause: &str, on: Date) -> bool {
    if clause.contains("年前") || clause.contains("年以上前") {
        return true;
    }
    let since = [
        "制定", "策定", "設立", "創業", "以来", "から", "より", "導入", "取得", "開始", "iso", "jis", "法", "版", "改",
        "認証", "登録", "初回",
    ];
    when::year_of(clause).is_some_and(|year| year < long_ago(on)) && !since.iter().any(|word| clause.contains(word))
}

/// 「かつて導入した」: it was so. 「ソフトを削除した」, where nothing is asked about taking away: it is so no longer.
pub(super) fn is_over(asked: &str, clause: &str) -> bool {
    let once = ["かつて", "過去に", "以前", "昔", "当時", "一度", "一時"].iter().any(|word| clause.starts_with(word));
    let past = clause.ends_with('た') || clause.ends_with('済') || clause.ends_with("済み");
    let undone =
        ["を削除", "を撤去", "を廃止", "を解約", "を解除", "を停止", "を中止"].iter().any(|word| clause.contains(word));
    let asked_about = [
        "削除", "消去", "廃棄", "撤去", "廃止", "停止", "失効", "解除", "退職", "異動", "不要", "見直", "棚卸", "返却",
        "終了",
    ]
    .iter()
    .any(|word| asked.contains(word));
    once || past && undone && !asked_about
}

/// A day of the last years, or the next one of a round.
pub(super) fn is_dated(clause: &str, on: Date) -> bool {
    let recent = when::year_of(clause).is_some_and(|year| (long_ago(on)..=on.year()).contains(&year));
    (recent || date::find(clause).is_some())
        && !["開始", "頃", "ごろ", "時点", "以降", "より"].iter().any(|word| clause.contains(word))
}
