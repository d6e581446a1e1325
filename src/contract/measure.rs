use super::provision::fold;

/// A stretch of time in a sentence: 24時間以内, 30日前までに, １年間.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// As written, folded: `72時間`.
    pub(super) written: String,
    /// In hours; a month is 30 days, a year twelve of them.
    pub(super) hours: u64,
    /// 営業日: longer than it looks.
    pub(super) working_days: bool,
    /// 以内, 以下: an upper bound.
    pub(super) within: bool,
}

const UNITS: [(&str, u64); 13] = [
    ("時間", 1),
    ("営業日", 24),
    ("開庁日", 24),
    ("日間", 24),
    ("日", 24),
    ("週間", 24 * 7),
    ("か月", 24 * 30),
    ("ヶ月", 24 * 30),
    ("ケ月", 24 * 30),
    ("カ月", 24 * 30),
    ("ヵ月", 24 * 30),
    ("箇月", 24 * 30),
    ("年", 24 * 360),
];

/// All stretches of time in a text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let folded = fold(text);
    let chars: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run: Vec<char> = chars.iter().skip(at).take(6).take_while(|c| digit(**c).is_some()).copied().collect();
        if run.is_empty() {
            at += 1;
            continue;
        }
        let rest: String = chars.iter().skip(at + run.len()).take(8).collect();
        let unit = UNITS.iter().find(|(unit, _)| rest.starts_with(unit));
        // 「令和9年4月1日」 and 「第3日」 are dates, not stretches.
        let before: String = chars.iter().take(at).rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let dated = before.ends_with('第')
            || before.ends_with("和")
            || before.ends_with("成")
            || before.ends_with(['月', '年', '条', '項', '毎']);
        if let (Some((unit, hours)), Some(value)) = (unit, number(&run).filter(|_| !dated)) {
            let after = rest.strip_prefix(unit).unwrap_or_default();
            // 「4年4月」: a date again.
            let continued = after.starts_with(|c| digit(c).is_some()) || after.starts_with('度');
            if !continued {
                found.push(Span {
                    written: format!("{}{unit}", run.iter().collect::<String>()),
                    hours: value.saturating_mul(*hours),
                    working_days: matches!(*unit, "営業日" | "開庁日"),
                    within: after.starts_with("以内")
                        || after.starts_with("を超えない")
                        || after.starts_with("ごと")
                        || after.starts_with("毎"),
                });
            }
        }
        at += run.len();
    }
    found
}

fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '〇' => Some(0),
        _ => "一二三四五六七八九十".chars().zip(1u64..).find(|(kanji, _)| *kanji == c).map(|(_, value)| value),
    }
}

/// 24, 三十, 二十四, 十.
fn number(run: &[char]) -> Option<u64> {
    if run.iter().all(char::is_ascii_digit) {
        return run.iter().collect::<String>().parse().ok();
    }
    if run.iter().any(char::is_ascii_digit) {
        return None;
    }
    let mut total = 0u64;
    let mut ones = 0u64;
    for c in run {
        match digit(*c)? {
            10 => {
                total += ones.max(1) * 10;
                ones = 0;
            }
            value => ones = ones * 10 + value,
        }
    }
    Some(total + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_and_dates_are_not() {
        let of = |text: &str| {
            spans(text).into_iter().map(|span| (span.written, span.hours, span.within)).collect::<Vec<_>>()
        };
        assert_eq!(of("２４時間以内に報告する"), [("24時間".to_owned(), 24, true)]);
        assert_eq!(of("三十日以内"), [("三十日".to_owned(), 720, true)]);
        assert_eq!(of("令和9年4月1日から"), []);
        assert_eq!(of("90日前までに"), [("90日".to_owned(), 2160, false)]);
        assert_eq!(of("第3条第2項"), []);
        assert!(spans("3営業日以内").iter().all(|span| span.working_days));
    }
}
