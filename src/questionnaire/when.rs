//! Days in what is said: whether they lie behind or ahead.

use super::date;
use super::vocabulary::fold;
use jiff::Span;
use jiff::civil::Date;

/// Months before the day of reading within which the sheet may have been filled in: what is dated there may have lain ahead then.
const ON_THE_WAY: i32 = 2;

/// Endings that only what has happened can have.
const HAPPENED: [&str; 8] = ["ました", "ています", "ております", "ている", "済", "済み", "済みです", "済です"];

/// An edition of which the day is named, and how.
const LATEST: [&str; 4] = ["最新版", "現行版", "最新の版", "現行の版"];
const DATED: [&str; 6] = ["付け", "付", "付けです", "日", "版", "日です"];

/// What is said to have been good until a day before this one.
pub(super) fn lapsed(text: &str, on: Date) -> Option<String> {
    let ends = ["有効期限", "有効期間", "期限", "満了", "expires", "expired", "expiry", "valid until"];
    if !date::names_a_number(text) {
        return None;
    }
    text.split(['\n', '\u{1}', '。', ';']).find_map(|piece| {
        // 「有効期限2027年3月」, 「2027年3月まで有効」
        let until = || piece.split_once("まで").filter(|_| piece.contains("有効")).map(|(before, _)| before);
        let said = ends.iter().find_map(|word| piece.split_once(word)).map(|(_, after)| after).or_else(until);
        // 「はい（～令和8年3月）」
        let ended = || piece.trim_start_matches(['(', '（']).strip_prefix(['~', '〜', '～']);
        let said = said.or_else(ended)?;
        let named = days(said);
        // 「2025年10月1日～2027年9月30日」 holds until the latter.
        let until = if is_span(said) { named.iter().max() } else { named.first() };
        let over = until.is_some_and(|found| found.first_of_month() < on.first_of_month());
        over.then(|| piece.chars().filter(|c| !c.is_control()).take(24).collect())
    })
}

/// Whether a text names a time by its first and its last day.
pub(super) fn is_span(text: &str) -> bool {
    (text.contains(['~', '〜', '～']) || ["から", "より"].iter().any(|sign| text.contains(sign)))
        && days(text).len() == 2
}

/// A date that says from when something is so and that may have lain ahead when it was written; until when a certificate is valid does
/// not matter.
pub(super) fn coming(text: &str, on: Date) -> Option<String> {
    let recent = on.first_of_month().saturating_sub(Span::new().months(ON_THE_WAY));
    text.split(['\n', '\u{1}', '。', ';', '、']).filter(|piece| date::names_a_number(piece)).find_map(|written| {
        let piece = fold(written);
        let named = days(written);
        let told = || written.chars().filter(|c| !c.is_control()).take(24).collect();
        // 「有効期間2027年4月1日~2028年3月31日」 has not begun.
        let valid = ["有効", "期間"].iter().any(|word| piece.contains(word)) && is_span(&piece);
        if valid && named.first().is_some_and(|begins| *begins > on) {
            return Some(told());
        }
        let lasting = [
            "有効",
            "期限",
            "満了",
            "更新",
            "失効",
            "次回",
            "前回",
            "直近",
            "最終",
            "契約期間",
            "サポート終了",
            "保守終了",
            "expir",
            "valid",
            "renew",
        ];
        if lasting.iter().any(|word| piece.contains(word)) && !piece.contains("に更新") || piece.ends_with("まで")
        {
            return None;
        }
        // 「保険期間2026年4月1日~2027年3月31日」 has begun.
        let term = ["保険期間", "補償期間", "登録期間", "認定期間", "加入期間"].iter().any(|word| piece.contains(word));
        if term && is_span(&piece) && named.first().is_some_and(|begun| *begun <= on) {
            return None;
        }
        let later = match named.iter().max() {
            Some(found) => {
                let open = ["まで", "目途", "目処", "頃", "ごろ"].iter().any(|word| piece.contains(word));
                let end = piece.trim_end_matches([')', '」', '.', '!']);
                // 「最新版は令和8年10月1日付け」: there is no later one.
                let latest =
                    LATEST.iter().any(|word| piece.starts_with(word)) && DATED.iter().any(|sign| end.ends_with(sign));
                let happened = !open && (latest || HAPPENED.iter().any(|ending| end.ends_with(ending)));
                *found > if happened { on } else { recent.last_of_month() }
            }
            // A number alone may be the length of a key.
            None => {
                let said = ["年", "fy", "q1", "q2", "q3", "q4", "in20", "by20", "from20", "after20"]
                    .iter()
                    .any(|word| piece.contains(word));
                said && year_of(&piece).is_some_and(|year| year > recent.year())
            }
        };
        later.then(told)
    })
}

/// What was done last so long ago that it is not done as often as the question asks, or not in the year that it asks about.
pub(super) fn stale(asked: &str, text: &str, on: Date) -> Option<String> {
    let oldest = oldest(asked, on)?;
    let latest = years_asked(asked, on).map(|(_, latest)| latest);
    // A rule or a certificate is older than what is done by it.
    const SINCE: [&str; 16] = [
        "から", "より", "以来", "以降", "開始", "制定", "策定", "改定", "改訂", "導入", "取得", "規程", "計画", "次回",
        "毎年", "年1回",
    ];
    text.split(['\n', '\u{1}', '。', ';']).find_map(|piece| {
        let folded = fold(piece);
        let after = || latest.is_some_and(|latest| days(piece).into_iter().min().is_some_and(|first| first > latest));
        let old = !SINCE.iter().any(|word| folded.contains(word)) && (is_before(piece, &folded, oldest) || after());
        old.then(|| piece.chars().filter(|c| !c.is_control()).take(24).collect())
    })
}

/// Whether the day on which something was done last lies further back than the question allows; years back, where it allows for any.
pub(super) fn is_long_past(asked: &str, text: &str, on: Date) -> bool {
    const YEARS: i16 = 3;
    let oldest = oldest(asked, on).or_else(|| Date::new(on.year() - YEARS, 1, 1).ok());
    oldest.is_some_and(|oldest| is_before(text, &fold(text), oldest))
}

fn is_before(text: &str, folded: &str, oldest: Date) -> bool {
    folded.contains(|c: char| c.is_ascii_digit())
        && match days(text).into_iter().max() {
            Some(last) => last < oldest,
            None => year_of(folded).is_some_and(|year| year < oldest.year()),
        }
}

/// The first and the last day of the years of account of which the question asks what was done in them: 「令和8年度の監査を実施しましたか」.
fn years_asked(asked: &str, on: Date) -> Option<(Date, Date)> {
    const SIGN: &str = "年度";
    let done = ["実施", "したか", "しました", "行いました", "受けました"].iter().any(|word| asked.contains(word));
    let this = date::fiscal_year(on);
    let years: Vec<i16> = asked
        .match_indices(SIGN)
        .filter(|_| done)
        .filter_map(|(at, _)| {
            let (before, after) = (asked.get(..at)?, asked.get(at + SIGN.len()..)?);
            // 「令和8年度情報発信業務」 is the name of a contract.
            if !after.starts_with(['の', 'に', '、', 'は', '中', '分']) {
                return None;
            }
            let named = || {
                let short: Vec<char> = before.chars().rev().take(4).collect();
                year_of(&short.into_iter().rev().collect::<String>())
            };
            match before.chars().next_back()? {
                '今' | '本' => Some(this),
                '前' | '昨' => Some(this.saturating_sub(1)),
                _ => named(),
            }
        })
        .collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    Some((Date::new(*first, 4, 1).ok()?, Date::new(last.saturating_add(1), 3, 31).ok()?))
}

/// Since when something must have been done that was asked about for the last months or years: 「直近6か月以内に」.
fn window(asked: &str, on: Date) -> Option<Date> {
    const LAST: [&str; 6] = ["直近", "過去", "最近", "この", "ここ", "前回から"];
    const UNITS: [(&str, i32); 8] =
        [("年", 12), ("か年", 12), ("か月", 1), ("ヶ月", 1), ("カ月", 1), ("ケ月", 1), ("ヵ月", 1), ("箇月", 1)];
    LAST.iter().flat_map(|sign| asked.match_indices(sign)).find_map(|(at, sign)| {
        let rest = asked.get(at + sign.len()..)?.trim_start_matches(['の', '、']);
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let (count, rest) = match rest.strip_prefix('半') {
            Some(rest) => return rest.starts_with('年').then(|| on.saturating_sub(Span::new().months(6))),
            None if number.is_empty() && rest.starts_with('一') => (1, rest.get('一'.len_utf8()..)?),
            None => (number.parse::<i32>().ok()?, rest.get(number.len()..)?),
        };
        let (unit, months) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
        // 「直近2026年3月の監査」 names a year.
        let length = rest.get(unit.len()..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        (length && count <= 20).then(|| on.saturating_sub(Span::new().months(count.saturating_mul(*months))))
    })
}

/// Since when something must have been done that is asked about for each year, for this one or for the last ones.
pub(super) fn oldest(asked: &str, on: Date) -> Option<Date> {
    const YEARLY: [&str; 12] = [
        "年1回",
        "年に1回",
        "年一回",
        "年に一回",
        "毎年",
        "年1回以上",
        "1年に1回",
        "年次",
        "annually",
        "yearly",
        "everyyear",
        "onceayear",
    ];
    if let Some((first, _)) = years_asked(asked, on) {
        return Some(first);
    }
    if ["今年度", "本年度"].iter().any(|word| asked.contains(word)) {
        return Date::new(date::fiscal_year(on), 4, 1).ok();
    }
    if let Some(first) = window(asked, on) {
        return Some(first);
    }
    let yearly = YEARLY.iter().any(|word| asked.contains(word));
    yearly.then(|| on.first_of_month().saturating_sub(Span::new().months(14)))
}

/// The days that a text names, in its order. An era's letter may stand in lower case, as words of the own cell do.
pub(super) fn days(text: &str) -> Vec<Date> {
    let named = |text: &str| date::all(&date::folded(text)).into_iter().map(|found| found.date).collect::<Vec<_>>();
    let found = named(text);
    if found.is_empty() && text.contains('r') { named(&text.replace('r', "R")) } else { found }
}

/// The year that a text names, as a number that grows: R7 and 令和7 are 2025. The text is folded.
pub(super) fn year_of(folded: &str) -> Option<i16> {
    if !folded.contains(|c: char| c.is_ascii_digit() || c == '元') {
        return None;
    }
    let digits = |rest: &str| {
        if rest.starts_with('元') {
            return Some(1);
        }
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    for (sign, base) in [("令和", 2018), ("r", 2018), ("平成", 1988)] {
        let found = folded.match_indices(sign).find_map(|(at, _)| {
            let joined = folded.get(..at)?.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
            (!joined).then(|| digits(folded.get(at + sign.len()..)?)).flatten()
        });
        if let Some(year) = found.filter(|year| *year < 100) {
            return i16::try_from(base + year).ok();
        }
    }
    let at = folded.find("20")?;
    digits(folded.get(at..)?).filter(|year| (2000..2100).contains(year)).and_then(|year| i16::try_from(year).ok())
}
