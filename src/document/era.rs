use jiff::civil::Date;

/// A date in the Japanese calendar: 令和9年4月1日, 令和元年5月1日.
pub(super) fn written(date: Date) -> String {
    let (name, base) = match date {
        day if day >= jiff::civil::date(2019, 5, 1) => ("令和", 2018),
        day if day >= jiff::civil::date(1989, 1, 8) => ("平成", 1988),
        day if day >= jiff::civil::date(1926, 12, 25) => ("昭和", 1925),
        _ => ("西暦", 0),
    };
    let year = match date.year() - base {
        1 => "元".to_owned(),
        year => year.to_string(),
    };
    format!("{name}{year}年{}月{}日", date.month(), date.day())
}

/// The same in short, for the axis of a chart: R9.4.1.
pub(super) fn short(date: Date) -> String {
    let long = written(date);
    let eras = [("令和", "R"), ("平成", "H"), ("昭和", "S"), ("西暦", "")];
    let named = eras.iter().find_map(|(name, letter)| Some(format!("{letter}{}", long.strip_prefix(name)?)));
    named.unwrap_or(long).replace('元', "1").replace(['年', '月'], ".").replace('日', "")
}

/// A text in which every 2027-04-01 is written so.
pub(super) fn within(text: &str) -> String {
    const LENGTH: usize = 10;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (mut out, mut rest, mut before) = (String::with_capacity(text.len()), text, None);
    while let Some(c) = rest.chars().next() {
        let day = rest.get(..LENGTH).filter(|_| !is_digit(before)).and_then(|ten| ten.parse::<Date>().ok());
        let after = rest.get(LENGTH..).unwrap_or_default();
        let (words, left) = match day.filter(|_| !is_digit(after.chars().next())) {
            Some(day) => (written(day), after),
            None => (c.to_string(), rest.get(c.len_utf8()..).unwrap_or_default()),
        };
        before = words.chars().last();
        out.push_str(&words);
        rest = left;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_in_their_era() {
        assert_eq!(written(date(2027, 4, 1)), "令和9年4月1日");
        assert_eq!(written(date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(written(date(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(short(date(2027, 4, 1)), "R9.4.1");
        assert_eq!(short(date(2019, 5, 1)), "R1.5.1");
    }

    #[test]
    fn dates_within_a_text_are_written_in_their_era_and_nothing_else_is() {
        assert_eq!(within("前回 2026-12-02。2027-03-31まで"), "前回 令和8年12月2日。令和9年3月31日まで");
        for same in ["C99-0001-2", "番号 12027-03-31", "2027-03-310", "2027-13-01", "R9-nozei", ""] {
            assert_eq!(within(same), same);
        }
    }
}
