//! How often, how long and how many.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// How often, how long, how many.
pub(in crate::questionnaire) fn is_often(clause: &str) -> bool {
    const UNITS: [&str; 11] = ["日", "週", "か月", "ヶ月", "カ月", "時間", "分", "世代", "文字", "桁", "bit"];
    // 「年1回」, but not 「1回」, which may be all there ever was.
    let turns = |clause: &str, at: usize, after: &str| {
        let before = clause.get(..at).unwrap_or_default();
        let every = before.contains(['年', '月', '週', '日', '毎', '期'])
            || after.get("回".len()..).is_some_and(|rest| rest.contains('年'));
        (after.starts_with('回') || after.starts_with('度')) && every
    };
    // 「5年間」, 「1年以上」, but not 「平成25年」; 「4月」, but not 「10月頃」.
    let lasts = |after: &str| {
        after.strip_prefix('年').is_some_and(|rest| {
            ["間", "以上", "ごと", "毎", "に", "分", "保"].iter().any(|sign| rest.starts_with(sign))
        }) || after.strip_prefix('月').is_some_and(|rest| !rest.contains('頃') && !rest.contains("ごろ"))
    };
    let counted = || {
        clause.char_indices().filter(|(_, c)| c.is_ascii_digit() || "一二三四".contains(*c)).any(|(at, c)| {
            let after = clause.get(at + c.len_utf8()..).unwrap_or_default();
            UNITS.iter().any(|unit| after.starts_with(unit)) || turns(clause, at, after) || lasts(after)
        })
    };
    OFTEN.any(clause) || counted() || clause.contains('%') && MEASURED.any(clause)
}

static OFTEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "毎日",
        "毎週",
        "毎月",
        "毎年",
        "毎朝",
        "毎晩",
        "毎回",
        "毎時",
        "日次",
        "週次",
        "月次",
        "年次",
        "半期",
        "半年",
        "定期",
        "常時",
        "リアルタイム",
        "年中無休",
    ])
});

/// What is measured in parts of a hundred and never whole.
static MEASURED: LazyLock<WordList> = LazyLock::new(|| WordList::new(["稼働率", "可用性", "sla", "復旧率"]));

pub(in crate::questionnaire) fn names_all(clause: &str) -> bool {
    WHOLE.any(clause)
}

static WHOLE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "全社",
        "全従",
        "全員",
        "全職員",
        "全拠点",
        "全端末",
        "全件",
        "全支店",
        "全部門",
        "全サーバ",
        "全機器",
        "全pc",
        "全システム",
        "全店舗",
        "全部署",
        "全事業所",
        "全環境",
        "全台",
        "全て",
        "すべて",
        "含む",
        "含め",
        "100%",
        "10割",
    ])
});
