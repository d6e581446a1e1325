//! Dates as people write them: 令和7年3月31日, R7.3.31, 2027/3/31, 2027-03-31, 令和8年10月.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Eras with their first day and the year before their first.
const ERAS: [(&str, &str, Date, i16); 3] = [
    ("令和", "R", jiff::civil::date(2019, 5, 1), 2018),
    ("平成", "H", jiff::civil::date(1989, 1, 8), 1988),
    ("昭和", "S", jiff::civil::date(1926, 12, 25), 1925),
];

/// The fiscal year in which a day lies: it begins on 1 April.
pub fn fiscal_year(day: Date) -> i16 {
    if day.month() < 4 { day.year().saturating_sub(1) } else { day.year() }
}

/// The first date in a text. A date without a day means the last day of its month: a promise for 「令和8年10月」 is
/// not late before November.
pub fn find(text: &str) -> Option<Date> {
    if !names_a_number(text) {
        return None;
    }
    let folded = folded(text);
    (0..folded.len()).find_map(|start| date_at(&folded, start)).map(|found| found.date)
}

/// Whether a text holds a numeral in any form. Most texts do not, and without one there is no date: looking for one at every place of a
/// text costs much more than this.
pub(crate) fn names_a_number(text: &str) -> bool {
    // Ideographs in forms that are only a matter of typing.
    let other_form = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3200}'..='\u{33ff}' | '\u{f900}'..='\u{faff}');
    let kanji = |c: char| "〇一二三四五六七八九十元".contains(c);
    let numeral = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_digit(),
        'ぁ'..='ヿ' => false,
        '一'..='鿿' => kanji(c),
        c => kanji(c) || c.is_numeric() || other_form(c),
    };
    text.contains(numeral)
}

/// A date where it stands in a text, counted in characters of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// It has a day of its own.
    pub(crate) whole: bool,
}

/// Text without differences of width, blanks, and a year given a second time: 2026年(令和8年)3月31日.
pub(crate) fn folded(text: &str) -> Vec<char> {
    let mut text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    while let Some((start, end)) = second_year(&text) {
        text.replace_range(start..end, "");
    }
    text.chars().collect()
}

fn second_year(text: &str) -> Option<(usize, usize)> {
    text.match_indices("年(").find_map(|(at, _)| {
        let start = at + '年'.len_utf8();
        let inside = text.get(start..)?;
        let end = inside.find(')')? + 1;
        let after = inside.get(end..)?.chars().next()?;
        (inside.get(..end)?.ends_with("年)") && end <= 16 && after.is_ascii_digit()).then_some((start, start + end))
    })
}

/// All dates of a folded text.
pub(crate) fn all(folded: &[char]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for start in 0..folded.len() {
        let over = found.last().is_some_and(|last| start < last.end);
        if !over && let Some(next) = date_at(folded, start) {
            found.push(next);
        }
    }
    found
}

fn date_at(folded: &[char], start: usize) -> Option<Found> {
    let text = folded.get(start..)?;
    let before = start.checked_sub(1).and_then(|index| folded.get(index));
    if before.is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let (era, rest) = era_at(text);
    let (year, rest) = year_at(rest, era.is_some())?;
    let (separator, rest) = rest.split_first()?;
    let parts: &[char] = match separator {
        '年' => &['月', '日'],
        '.' | '/' | '-' => &[*separator, ' '],
        _ => return None,
    };
    let year = era.map_or(year, |(_, first)| year + first);
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let (month, mut rest) = number_at(rest)?;
    let month = i8::try_from(month).ok()?;
    let mut day = None;
    match rest.split_first() {
        Some((mark, after)) if Some(mark) == parts.first() => {
            rest = after;
            if let Some((number, after)) = number_at(after) {
                (day, rest) = (Some(number), after.strip_prefix(&['日']).unwrap_or(after));
            }
        }
        _ => {}
    }
    let date = match day {
        Some(day) => Date::new(year, month, i8::try_from(day).ok()?).ok()?,
        None => Date::new(year, month, 1).ok()?.last_of_month(),
    };
    let end = folded.len() - rest.len();
    era.is_none_or(|(first, _)| date >= first).then_some(Found { date, start, end, whole: day.is_some() })
}

fn era_at(text: &[char]) -> (Option<(Date, i16)>, &[char]) {
    for (name, letter, first, base) in ERAS {
        for sign in [name, letter] {
            // Asked at every place of a text: nothing is allocated for it.
            let length = sign.chars().count();
            if sign.chars().eq(text.iter().copied().take(length))
                && let Some(rest) = text.get(length..)
            {
                return (Some((first, base)), rest);
            }
        }
    }
    (None, text)
}

fn year_at(text: &[char], era: bool) -> Option<(i16, &[char])> {
    if era && let Some(rest) = text.strip_prefix(&['元']) {
        return Some((1, rest));
    }
    let (year, rest) = number_at(text)?;
    (era || year >= 1900).then_some((i16::try_from(year).ok()?, rest))
}

fn number_at(text: &[char]) -> Option<(u32, &[char])> {
    let run = |test: fn(&char) -> bool| text.iter().take_while(|c| test(c)).copied().collect::<Vec<char>>();
    let digits = run(char::is_ascii_digit);
    if digits.is_empty() {
        let kanji = run(|c| "〇一二三四五六七八九十".contains(*c));
        return Some((super::numbering::kanji(&kanji)?, text.get(kanji.len()..)?));
    }
    Some((digits.iter().collect::<String>().parse().ok()?, text.get(digits.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn case(text: &str, expected: Option<Date>) {
        assert_eq!(find(text), expected, "{text}");
    }

    #[test]
    fn dates_are_found_as_people_write_them() {
        case("令和7年3月31日", Some(date(2025, 3, 31)));
        case("令和元年5月1日まで", Some(date(2019, 5, 1)));
        case("R8.10.1対応予定", Some(date(2026, 10, 1)));
        case("Ｒ８／４／１", Some(date(2026, 4, 1)));
        case("㋿8年4月1日", Some(date(2026, 4, 1)));
        case("有効期限 2027/3/31", Some(date(2027, 3, 31)));
        case("2027-03-31", Some(date(2027, 3, 31)));
        case("令和8年10月", Some(date(2026, 10, 31)));
        case("R9.2に実施", Some(date(2027, 2, 28)));
        case("２０２６年（令和８年）３月３１日", Some(date(2026, 3, 31)));
        case("H30.9.30", Some(date(2018, 9, 30)));
        case("令和八年三月三十一日", Some(date(2026, 3, 31)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "1.10", "TLS1.2以上", "ISO/IEC 27001:2022", "令和元年4月30日", "2027年13月1日", "No.12-3", "R0"]
        {
            case(text, None);
        }
    }
}
