//! Products whose support has ended: whoever names one as what is in use leaves any good answer open. Which they are, and until when they were
//! supported, are facts in the vocabulary; the day of reading decides. All texts are folded.

use super::vocabulary::{Ended, RemarkWords};
use jiff::civil::Date;

/// The product without support, as a sentence for readers.
pub(super) fn unsupported(words: &RemarkWords, asked: &str, text: &str, on: Date) -> Option<String> {
    let clauses = || text.split(['。', '、', ';', '\u{1}']).filter(|clause| !clause.is_empty());
    let over = words.ended.iter().filter(|product| product.until < on);
    over.filter_map(|product| {
        let named = |clause| version(product, clause).filter(|name| !asked.contains(name) && !is_gone(clause, name));
        let name = clauses().find_map(named)?;
        let (year, month) = (product.until.year(), product.until.month());
        Some(format!("「{name}」は{year}年{month}月にサポートが終わった製品です"))
    })
    .next()
}

/// The product with its version as a clause names it.
fn version<'t>(product: &Ended, clause: &'t str) -> Option<&'t str> {
    product.names.places(clause).into_iter().find_map(|(start, end)| {
        let (before, after) = (clause.get(..start)?, clause.get(end..)?);
        if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let rest = behind_marks(after);
        let whole = |length: usize| clause.get(start..clause.len() - rest.len() + length);
        if product.versions.is_empty() {
            return clause.get(start..end);
        }
        let version = product.versions.iter().find(|version| {
            // 「windows10」 is not version 1, 「windows10iotenterpriseltsc」 is supported longer.
            let behind = rest.strip_prefix(version.as_str());
            behind
                .is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()) && !is_longer_supported(behind))
        })?;
        whole(version.len())
    })
}

/// What follows the marks and words that may stand between a product and its version.
fn behind_marks(text: &str) -> &str {
    const MARKS: [&str; 15] = [
        "version",
        "バージョン",
        "ver.",
        "ver",
        "v.",
        "release",
        "rel",
        "edition",
        "enterprise",
        "standard",
        "database",
        "linux",
        "server",
        "の",
        "/",
    ];
    let joined = text.trim_start_matches(['-', '_', '.', '(']);
    let after = MARKS.iter().find_map(|mark| joined.strip_prefix(mark)).map(behind_marks);
    let short = || joined.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    after.or_else(short).unwrap_or(joined)
}

/// Editions that are supported for longer, and support that was bought.
fn is_longer_supported(text: &str) -> bool {
    ["ltsc", "ltsb", "iot", "esu", "esm", "拡張セキュリティ更新", "延長サポート契約"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a clause says that the product is there no more: replaced, and not being replaced.
fn is_gone(clause: &str, name: &str) -> bool {
    const REPLACED: [&str; 18] = [
        "更改",
        "廃止",
        "全廃",
        "移行",
        "入替",
        "入替え",
        "入れ替え",
        "置き換え",
        "置換え",
        "リプレース",
        "アップグレード",
        "切替",
        "切り替え",
        "撤去",
        "除却",
        "廃棄",
        "退役",
        "更新",
    ];
    const DONE: [&str; 8] = ["済", "ました", "しています", "しております", "した", "完了", "を終え", "ています"];
    const UNDERWAY: [&str; 8] = ["順次", "一部", "予定", "中", "進め", "検討", "計画", "まで使用"];
    const NONE: [&str; 14] = [
        "残っていない",
        "残っていません",
        "残っておりません",
        "使用していない",
        "使用していません",
        "使用しておりません",
        "使っていません",
        "利用していません",
        "利用していない",
        "ありません",
        "不使用",
        "使用禁止",
        "0台",
        "使用しない",
    ];
    let Some((_, after)) = clause.split_once(name) else { return false };
    let replaced = REPLACED.iter().any(|word| {
        let done = after.split_once(word).map(|(_, rest)| rest);
        done.is_some_and(|rest| {
            DONE.iter().any(|end| rest.starts_with(end)) || rest.is_empty() && ["廃止", "全廃", "撤去"].contains(word)
        })
    });
    replaced && !UNDERWAY.iter().any(|word| after.contains(word)) || NONE.iter().any(|end| after.ends_with(end))
}
