//! How long and how many: whether what is said reaches what was asked for. 「90日で上書き」 does not, where it is asked whether logs are kept for
//! a year. Texts are folded.

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    /// Minutes.
    Time,
    /// Characters of a password.
    Letters,
    Generations,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quantity {
    dimension: Dimension,
    amount: u64,
}

/// Which side a question binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
}

const DAY: u64 = 24 * 60;
const MONTH: u64 = 365 * DAY / 12;
/// Units, the longer before what they begin with.
const UNITS: [(&str, Dimension, u64); 25] = [
    ("か年", Dimension::Time, 12 * MONTH),
    ("ヶ年", Dimension::Time, 12 * MONTH),
    ("年", Dimension::Time, 12 * MONTH),
    ("years", Dimension::Time, 12 * MONTH),
    ("year", Dimension::Time, 12 * MONTH),
    ("か月", Dimension::Time, MONTH),
    ("ヶ月", Dimension::Time, MONTH),
    ("カ月", Dimension::Time, MONTH),
    ("ケ月", Dimension::Time, MONTH),
    ("ヵ月", Dimension::Time, MONTH),
    ("months", Dimension::Time, MONTH),
    ("month", Dimension::Time, MONTH),
    ("週間", Dimension::Time, 7 * DAY),
    ("weeks", Dimension::Time, 7 * DAY),
    ("営業日", Dimension::Time, 2 * DAY),
    ("日", Dimension::Time, DAY),
    ("days", Dimension::Time, DAY),
    ("day", Dimension::Time, DAY),
    ("時間", Dimension::Time, 60),
    ("hours", Dimension::Time, 60),
    ("分", Dimension::Time, 1),
    ("文字", Dimension::Letters, 1),
    ("桁", Dimension::Letters, 1),
    ("characters", Dimension::Letters, 1),
    ("世代", Dimension::Generations, 1),
];
/// Numbers in words, as questions write them.
const NUMBERS: [(&str, u64); 14] = [
    ("一", 1),
    ("二", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("十", 10),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
];

/// What falls short of the question, or goes beyond its bound, as a sentence for readers.
pub(super) fn short(asked: &str, said: &str) -> Option<String> {
    bounds(asked).into_iter().find_map(|(bound, wanted)| {
        let alike = quantities(said).into_iter().filter(|(found, _, _)| found.dimension == wanted.dimension);
        let words = |(found, start, end): (Quantity, usize, usize)| Some((found.amount, said.get(start..end)?));
        // A twentieth for months and years of different length. Of several the one nearest to the bound may be what was asked for.
        match bound {
            Bound::AtLeast => {
                let (most, written) = alike.filter_map(words).max()?;
                (most * 20 < wanted.amount * 19)
                    .then(|| format!("「{written}」とあり、設問の長さや数に足りないとみられます"))
            }
            Bound::AtMost => {
                let (least, written) = alike.filter_map(words).min()?;
                (least * 19 > wanted.amount * 20)
                    .then(|| format!("「{written}」とあり、設問の限度を超えるとみられます"))
            }
        }
    })
}

/// The bounds that a question sets: 「1年以上」, 「24時間以内」.
fn bounds(asked: &str) -> Vec<(Bound, Quantity)> {
    let bound = |(quantity, start, end): (Quantity, usize, usize)| {
        let (before, after) = (asked.get(..start)?, asked.get(end..)?);
        let after = after.strip_prefix('間').unwrap_or(after);
        let side = if after.starts_with("以上") || before.ends_with("atleast") {
            Bound::AtLeast
        } else if after.starts_with("以内") || after.starts_with("以下") || before.ends_with("within") {
            Bound::AtMost
        } else {
            return None;
        };
        // 「1年に1回以上」, 「過去3年以内に事故が」 bind something else.
        let past = ["過去", "直近", "ここ"].iter().any(|word| before.ends_with(word));
        (!past).then_some((side, quantity))
    };
    quantities(asked).into_iter().filter_map(bound).collect()
}

/// The quantities that a text names, with where they stand. Dates, editions and how often something comes round are none.
fn quantities(text: &str) -> Vec<(Quantity, usize, usize)> {
    UNITS
        .iter()
        .enumerate()
        .flat_map(|(rank, (unit, dimension, size))| {
            let longer = move |at: usize, text: &str| {
                let rest = text.get(at..).unwrap_or_default();
                UNITS.iter().take(rank).any(|(longer, _, _)| longer.starts_with(unit) && rest.starts_with(longer))
            };
            text.match_indices(unit).filter_map(move |(at, _)| {
                let (before, after) = (text.get(..at)?, text.get(at + unit.len()..)?);
                let (start, number) = number_before(before)?;
                let lead = before.get(..start)?;
                let dated = number >= 1900
                    || ["令和", "平成", "昭和", "第", "年", "月", "時", "a.", "/", "."]
                        .iter()
                        .any(|sign| lead.ends_with(sign))
                    || lead.ends_with(|c: char| c.is_ascii_alphanumeric())
                        && !["within", "least", "for", "to"].iter().any(|word| lead.ends_with(word));
                let round =
                    ["に1", "に一", "に2", "ごと", "毎", "おき", "度", "目", "前", "生", "月", "版", "1回", "付"]
                        .iter()
                        .any(|sign| after.starts_with(sign));
                let fits = !dated && !round && !longer(at, text);
                fits.then_some((
                    Quantity { dimension: *dimension, amount: number.checked_mul(*size)? },
                    start,
                    at + unit.len(),
                ))
            })
        })
        .collect()
}

/// The number that a text ends with, and where it begins.
fn number_before(text: &str) -> Option<(usize, u64)> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    match text.strip_prefix(head).filter(|digits| !digits.is_empty()) {
        Some(digits) => Some((head.len(), digits.parse().ok()?)),
        None => NUMBERS.iter().find_map(|(word, number)| Some((text.strip_suffix(word)?.len(), *number))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_held_against_the_bound_of_the_question() {
        let cases = [
            ("ログを1年以上保管していますか", "90日で上書き", true),
            ("ログを1年以上保管していますか", "13か月保管", false),
            ("ログを1年以上保管していますか", "365日", false),
            ("ログを1年以上保管していますか", "オンライン90日、アーカイブ1年", false),
            ("ログを1年以上保管していますか", "2025年7月1日から保管", false),
            ("ログを1年以上保管していますか", "令和6年度から保管", false),
            ("パスワードを12文字以上としていますか", "8文字以上、半年ごとに変更", true),
            ("パスワードを12文字以上としていますか", "英大小数字記号を含む14桁", false),
            ("24時間以内に報告しますか", "3日以内", true),
            ("24時間以内に報告しますか", "2時間以内に第一報、3日以内に詳報", false),
            ("過去3年以内に事故がありましたか", "5年前に1件", false),
            ("年1回以上点検していますか", "毎月点検", false),
            ("バックアップを3世代以上保管していますか", "2世代", true),
            ("areauditlogsretainedforatleastoneyear", "90daysonline", true),
            ("areauditlogsretainedforatleastoneyear", "retainedfor2years", false),
        ];
        for (asked, said, is_short) in cases {
            assert_eq!(short(asked, said).is_some(), is_short, "{asked} {said} {:?}", short(asked, said));
        }
    }
}
