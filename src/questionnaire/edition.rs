//! Papers that are to be looked at every year or regularly, and an edition of years ago: 「(2018年4月制定)」. All texts are folded.

use super::when;
use jiff::Span;
use jiff::civil::Date;

const LOOKED_AT: [&str; 9] = ["見直", "改定", "改訂", "更新", "レビュー", "点検", "改正", "確認", "棚卸"];

/// The edition that is too old, as a sentence for readers.
pub(super) fn of_old(asked: &str, text: &str, on: Date) -> Option<String> {
    let oldest = oldest(asked, on)?;
    let last = when::days(text).into_iter().max();
    let old = match last {
        Some(last) => last < oldest,
        None => text.contains('年') && when::year_of(text).is_some_and(|year| year < oldest.year()),
    };
    let clauses = || text.split(['。', '、', ';', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    if !old || clauses().any(is_reviewed) {
        return None;
    }
    let dated = clauses().find(|clause| clause.contains(|c: char| c.is_ascii_digit() || c == '元'))?;
    let told: String = dated.chars().take(24).collect();
    Some(format!("「{told}」より後に見直しているかどうかを確かめる必要があります"))
}

/// Since when a paper must have been looked at that the question wants looked at every year, or regularly.
fn oldest(asked: &str, on: Date) -> Option<Date> {
    const PAPERS: [&str; 16] = [
        "規程",
        "規定",
        "規則",
        "手順",
        "マニュアル",
        "方針",
        "ポリシー",
        "計画",
        "基準",
        "ルール",
        "文書",
        "要領",
        "体制図",
        "連絡網",
        "ガイドライン",
        "台帳",
    ];
    const REGULARLY: [&str; 3] = ["定期的", "定期に", "適宜"];
    const YEARS: i32 = 3;
    let (before, _) = LOOKED_AT.iter().find_map(|verb| asked.split_once(verb))?;
    if !PAPERS.iter().any(|paper| before.contains(paper)) {
        return None;
    }
    let regularly = REGULARLY.iter().any(|word| asked.contains(word));
    when::oldest(asked, on).or_else(|| regularly.then(|| on.saturating_sub(Span::new().years(YEARS))))
}

/// Whether a clause says that it is looked at, again and again: 「毎年4月に見直し」, 「委員会で見直しています」. A day in it says when it was.
fn is_reviewed(clause: &str) -> bool {
    const GOES_ON: [&str; 3] = ["ています", "ている", "ております"];
    const OFTEN: [&str; 10] =
        ["毎年", "毎月", "毎期", "年1回", "年に1回", "年2回", "年次", "定期的に", "四半期", "半年"];
    let looked = LOOKED_AT.iter().any(|verb| clause.contains(verb)) || clause.ends_with("実施");
    let goes_on = GOES_ON.iter().any(|end| clause.ends_with(end)) && when::days(clause).is_empty();
    looked && (goes_on || OFTEN.iter().any(|often| clause.contains(often)))
}
