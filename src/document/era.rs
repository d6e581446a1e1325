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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_in_their_era() {
        assert_eq!(written(date(2027, 4, 1)), "令和9年4月1日");
        assert_eq!(written(date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(written(date(2019, 4, 30)), "平成31年4月30日");
    }
}
