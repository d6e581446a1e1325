//! What stands in a cell of a list: names, numbers, dates. Each says what was read, or why nothing could be.

use super::grid::{Seen, fold};
use crate::policy::date;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Legal forms as they are cut short, and written out.
const FORMS: [(&str, &str); 16] = [
    ("(株)", "株式会社"),
    ("(有)", "有限会社"),
    ("(同)", "合同会社"),
    ("(資)", "合資会社"),
    ("(名)", "合名会社"),
    ("(一社)", "一般社団法人"),
    ("(一財)", "一般財団法人"),
    ("(公社)", "公益社団法人"),
    ("(公財)", "公益財団法人"),
    ("(社)", "社団法人"),
    ("(財)", "財団法人"),
    ("(福)", "社会福祉法人"),
    ("(医)", "医療法人"),
    ("(学)", "学校法人"),
    ("(特非)", "特定非営利活動法人"),
    ("(独)", "独立行政法人"),
];
/// Words that only the names of companies and the like hold.
const COMPANY: [&str; 17] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "社団法人",
    "財団法人",
    "福祉法人",
    "医療法人",
    "学校法人",
    "営利活動法人",
    "行政法人",
    "協同組合",
    "(株)",
    "(有)",
    "co.,ltd",
    "inc.",
];
/// What stands where a name should, and is none.
const NO_NAME: [&str; 20] = [
    "-",
    "ー",
    "―",
    "－",
    "なし",
    "無し",
    "無",
    "未定",
    "未契約",
    "選定中",
    "入札中",
    "調整中",
    "直営",
    "各社",
    "多数",
    "別紙",
    "別紙のとおり",
    "別紙参照",
    "該当なし",
    "不明",
];

/// Whether the text names a company by its legal form.
pub(super) fn is_company(folded: &str) -> bool {
    COMPANY.iter().any(|form| folded.contains(form))
}

/// 法人番号: thirteen digits of which the first follows from the others.
pub(super) fn corporate_number(text: &str) -> Option<String> {
    let digits = bare_number(text);
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let (check, base) = values.split_first()?;
    if values.len() != 13 || values.len() != digits.chars().count() {
        return None;
    }
    let sum: u32 = base.iter().rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    (*check == 9 - sum % 9).then_some(digits)
}

/// Without the T of an invoice number and without hyphens.
fn bare_number(text: &str) -> String {
    let folded = fold(text).replace(['-', '‐', '−'], "");
    folded.strip_prefix('t').unwrap_or(&folded).to_owned()
}

/// Whether it looks as if a 法人番号 was meant.
pub(super) fn is_thirteen_digits(text: &str) -> bool {
    let bare = bare_number(text);
    bare.len() == 13 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// A price in yen; `unit` is what one stands for under its heading.
pub(super) fn amount(text: &str, unit: u64) -> Option<u64> {
    let folded = fold(text);
    let words = ["(税込)", "(税抜)", "税込", "税抜", "円", "也", "¥", "\\", "金", ",", "-"];
    let bare = words.iter().fold(folded, |text, word| text.replace(word, ""));
    let (bare, unit) = match bare.strip_suffix("千") {
        Some(rest) => (rest.to_owned(), 1_000),
        None => (bare, unit),
    };
    let whole = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    if whole { bare.parse::<u64>().ok()?.checked_mul(unit) } else { None }
}

/// What one stands for under a heading such as 契約金額（千円）.
pub(super) fn unit(titles: &str) -> u64 {
    [("百万円", 1_000_000), ("万円", 10_000), ("千円", 1_000)]
        .into_iter()
        .find(|(word, _)| titles.contains(word))
        .map_or(1, |(_, unit)| unit)
}

/// Which end of a period a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

/// A day, where the cell says nothing else. A month alone is its first or its last day.
pub(super) fn day(text: &str, end: End) -> Option<Date> {
    let bare = plain(text);
    let folded = date::folded(&bare);
    let found = date::all(&folded);
    match found.as_slice() {
        [only] if only.start == 0 && only.end == folded.len() => Some(at_end(*only, end)),
        _ => compact(&folded),
    }
}

fn at_end(found: date::Found, end: End) -> Date {
    match end {
        End::First if !found.whole => found.date.first_of_month(),
        _ => found.date,
    }
}

/// Without time of day, day of the week and what only dresses a date.
fn plain(text: &str) -> String {
    let text: String = text.nfkc().collect();
    // Excel's own dates with a time: 2025-04-01 09:00.
    let text = match text.split_once(' ') {
        Some((day, time)) if time.contains(':') => day.to_owned(),
        _ => text,
    };
    let mut bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for day in ["日", "月", "火", "水", "木", "金", "土"] {
        bare = bare.replace(&format!("({day})"), "");
    }
    for word in ["自", "至", "まで", "から", "迄", "より"] {
        bare = bare.strip_prefix(word).unwrap_or(&bare).to_owned();
        bare = bare.strip_suffix(word).unwrap_or(&bare).to_owned();
    }
    bare
}

/// 20250401 and R070401, as programs of accounting write them.
fn compact(folded: &[char]) -> Option<Date> {
    let text: String = folded.iter().collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = |year: i16, rest: &str| {
        let (month, day) = rest.split_at_checked(2)?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    if text.len() == 8 && digits(&text) {
        let (year, rest) = text.split_at_checked(4)?;
        return parts(year.parse().ok().filter(|year| (1950..=2150).contains(year))?, rest);
    }
    let (era, rest) = text.split_at_checked(1)?;
    if rest.len() != 6 || !digits(rest) {
        return None;
    }
    let base = match era {
        "R" | "r" => 2018,
        "H" | "h" => 1988,
        _ => return None,
    };
    let (year, rest) = rest.split_at_checked(2)?;
    parts(base + year.parse::<i16>().ok()?, rest)
}

/// First and last day of 「令和7年4月1日～令和8年3月31日」; the first may be missing (契約日から…まで).
pub(super) fn period(text: &str) -> Option<(Option<Date>, Option<Date>)> {
    let folded = date::folded(text);
    let found = date::all(&folded);
    let words = |from: usize, to: usize| folded.get(from..to).unwrap_or_default().iter().collect::<String>();
    match found.as_slice() {
        [first, last] => {
            let (before, between, after) =
                (words(0, first.start), words(first.end, last.start), words(last.end, folded.len()));
            let fits = ["", "自"].contains(&before.as_str())
                && is_between(&between)
                && ["", "まで", "迄"].contains(&after.as_str());
            let (first, last) = (at_end(*first, End::First), at_end(*last, End::Last));
            (fits && first <= last).then_some((Some(first), Some(last)))
        }
        [only] => one_ended(only, &words(0, only.start), &words(only.end, folded.len())),
        _ => None,
    }
}

fn is_between(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !"()日月火水木金土".contains(*c)).collect();
    ["~", "~至", "から", "より", "-", "―", "—", "–", "〜", "→", "至", "から~", "・", "ー", "/", "−"]
        .contains(&bare.as_str())
}

/// 「R7.4.1～8.3.31」 names its era once; 「契約日から令和8年3月31日まで」 and 「令和7年4月1日～」 name one day.
fn one_ended(only: &date::Found, before: &str, after: &str) -> Option<(Option<Date>, Option<Date>)> {
    let open = ["~", "から", "より", "から継続中", "~継続中"];
    if before.is_empty() || before == "自" {
        if open.contains(&after) {
            return Some((Some(at_end(*only, End::First)), None));
        }
        let rest = ["~", "から", "-", "―", "〜", "−"].iter().find_map(|mark| after.strip_prefix(mark))?;
        let rest = rest.strip_suffix("まで").unwrap_or(rest);
        let (era, first) = if only.date >= jiff::civil::date(2019, 5, 1) { ("令和", 2018) } else { ("平成", 1988) };
        let year = only.date.year() - first;
        let started_by_a_number = rest.chars().next().is_some_and(|c| c.is_ascii_digit());
        // The year of the era, never one of the calendar; and no earlier than the first.
        let last = started_by_a_number.then(|| day(&format!("{era}{rest}"), End::Last)).flatten()?;
        let first = at_end(*only, End::First);
        return (year > 0 && last >= first && last.year() - first.year() < 30).then_some((Some(first), Some(last)));
    }
    let begins = [
        "契約日から",
        "契約締結日から",
        "契約の日から",
        "契約日~",
        "契約締結日~",
        "契約締結の日から",
        "契約締結日の翌日から",
        "~",
        "契約日より",
    ];
    let ends = ["", "まで", "迄"];
    (begins.contains(&before) && ends.contains(&after)).then_some((None, Some(at_end(*only, End::Last))))
}

/// Yes and no, where the cell says one of them plainly.
pub(super) fn yes(text: &str) -> Option<bool> {
    let folded = fold(text);
    let yes = [
        "有",
        "あり",
        "○",
        "〇",
        "◯",
        "●",
        "はい",
        "該当",
        "yes",
        "y",
        "✓",
        "✔",
        "レ",
        "☑",
        "true",
        "有り",
        "取扱あり",
        "含む",
    ];
    let no =
        ["無", "なし", "×", "✕", "いいえ", "非該当", "該当なし", "no", "n", "無し", "false", "取扱なし", "含まない"];
    if no.contains(&folded.as_str()) {
        return Some(false);
    }
    let begins = ["有(", "あり(", "○(", "〇("].iter().any(|begin| folded.starts_with(begin));
    (yes.contains(&folded.as_str()) || begins).then_some(true)
}

/// 3B of 「自治体機密性3B」.
pub(super) fn class(text: &str) -> Option<&'static str> {
    let folded = fold(text).to_uppercase();
    let bare = ["自治体機密性", "機密性", "情報"].iter().fold(folded, |text, word| text.replace(word, ""));
    crate::catalogue::InformationClass::WORDS.into_iter().map(|(word, _)| word).find(|word| *word == bare)
}

/// The name of a company or another body, its legal form written out; or why there is none.
pub(super) fn name(seen: &Seen) -> Result<String, String> {
    let lines: Vec<&str> = seen.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let written = match lines.as_slice() {
        [] => return Err("名前がありません".to_owned()),
        [only] => (*only).to_owned(),
        several => {
            let companies: Vec<&&str> = several.iter().filter(|line| is_company(&fold(line))).collect();
            match companies.as_slice() {
                // 社会福祉法人 on a line of its own, its name on the next.
                [one] if COMPANY.iter().any(|form| fold(one).ends_with(form)) && fold(one).chars().count() <= 9 => {
                    several.iter().skip_while(|line| line != one).take(2).copied().collect()
                }
                // The others say who represents it, or which branch.
                [one] => (**one).to_owned(),
                [] => return Err("一つのセルに行が二つ以上あり、どれが名前か分かりません".to_owned()),
                _ => return Err("一つのセルに会社が二つ以上あります".to_owned()),
            }
        }
    };
    let bare =
        ["様", "御中", "殿"].iter().fold(written.as_str(), |name, word| name.strip_suffix(word).unwrap_or(name)).trim();
    let folded = fold(bare);
    let forms: usize = COMPANY.iter().map(|form| folded.matches(form).count()).sum();
    let joint = ["共同企業体", "共同体", "jv", "コンソーシアム", "企業連合"].iter().any(|word| folded.contains(word));
    if forms > 1 && !joint {
        return Err("一つのセルに会社が二つ以上あります".to_owned());
    }
    if NO_NAME.contains(&folded.as_str()) || folded.chars().count() < 2 {
        return Err("名前ではありません".to_owned());
    }
    let only_digits = folded.chars().all(|c| c.is_ascii_digit() || ".,-/".contains(c));
    if seen.error || only_digits {
        return Err("名前ではありません".to_owned());
    }
    Ok(written_out(bare))
}

/// 「㈱あおば印刷」 is 株式会社あおば印刷; the rest stays as written.
pub(super) fn written_out(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| match c {
            '㈱' => "(株)".to_owned(),
            '㈲' => "(有)".to_owned(),
            '（' => "(".to_owned(),
            '）' => ")".to_owned(),
            '\u{3000}' => " ".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for (short, long) in FORMS {
        if let Some(rest) = name.strip_prefix(short) {
            return format!("{long}{}", rest.trim_start());
        }
        if let Some(rest) = name.strip_suffix(short) {
            return format!("{}{long}", rest.trim_end());
        }
    }
    name
}

/// A name as it is compared: width, case and blanks play no part, nor whether the legal form is cut short.
pub(crate) fn same_name(name: &str) -> String {
    fold(&written_out(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    #[test]
    fn a_corporate_number_is_right_only_with_its_check_digit() {
        // Digital Agency's and the National Tax Agency's own numbers, public facts.
        for right in
            ["8000012010038", "7000012050002", "T7000012050002", "７００００１２０５０００２", "7000-0120-50002"]
        {
            assert!(corporate_number(right).is_some(), "{right}");
        }
        for wrong in ["7000012050003", "700001205000", "70000120500022", "", "abc", "0000000000000"] {
            assert_eq!(corporate_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them_and_what_says_more_is_none() {
        let first = |text: &str| day(text, End::First);
        for text in [
            "2025-04-01",
            "2025/4/1",
            "令和7年4月1日",
            "R7.4.1",
            "Ｒ７．４．１",
            "20250401",
            "R070401",
            "令和7年4月1日(火)",
            "2025-04-01 00:00",
            "自 令和7年4月1日",
            "令和７年　４月　１日",
            "令和7年4月",
        ] {
            assert_eq!(first(text), Some(on(2025, 4, 1)), "{text}");
        }
        assert_eq!(day("令和8年3月", End::Last), Some(on(2026, 3, 31)));
        for text in ["7.4.1", "45748", "令和7年4月1日(予定)", "4/1", "未定", "", "令和7年度"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn periods_are_read_from_one_cell() {
        let whole = Some((Some(on(2025, 4, 1)), Some(on(2026, 3, 31))));
        for text in [
            "令和7年4月1日～令和8年3月31日",
            "R7.4.1-R8.3.31",
            "2025/4/1 〜 2026/3/31",
            "自 令和7年4月1日\n至 令和8年3月31日",
            "R7.4.1～8.3.31",
            "令和7年4月1日から令和8年3月31日まで",
            "令和7年4月～令和8年3月",
            "2025-04-01~2026-03-31",
        ] {
            assert_eq!(period(text), whole, "{text}");
        }
        assert_eq!(period("契約日から令和8年3月31日まで"), Some((None, Some(on(2026, 3, 31)))));
        assert_eq!(period("R7.4.1～"), Some((Some(on(2025, 4, 1)), None)));
        for text in [
            "1年間",
            "R8.3.31～R7.4.1",
            "7.4.1～8.3.31",
            "令和7年度",
            "令和7年4月1日～（自動更新）令和8年3月31日ただし延長あり",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn prices_are_whole_yen() {
        assert_eq!(amount("¥1,234,000-", 1), Some(1_234_000));
        assert_eq!(amount("1,234千円", 1), Some(1_234_000));
        assert_eq!(amount("1234", 1_000), Some(1_234_000));
        assert_eq!(amount("１２３４円（税込）", 1), Some(1_234));
        for text in ["単価契約", "1.5", "@120", "", "月額100円"] {
            assert_eq!(amount(text, 1), None, "{text}");
        }
    }

    #[test]
    fn names_lose_their_dress_and_nothing_else() {
        assert_eq!(written_out("㈱あおば印刷"), "株式会社あおば印刷");
        assert_eq!(written_out("みどり情報（株）"), "みどり情報株式会社");
        assert_eq!(same_name("(株) あおば印刷"), same_name("株式会社　あおば印刷"));
        assert_ne!(same_name("㈲みどり"), same_name("㈱みどり"));
    }
}
