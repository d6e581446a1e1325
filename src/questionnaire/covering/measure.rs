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

pub(super) const DAY: u64 = 24 * 60;
pub(super) const MONTH: u64 = 365 * DAY / 12;
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
    seldom(asked, said)
        .or_else(|| once(asked, said))
        .or_else(|| beyond(asked, said))
        .or_else(|| late_notice(asked, said))
        .or_else(|| occasional(asked, said))
}

const REGULAR: [&str; 3] = ["定期", "regularly", "periodically"];

/// What comes round was asked about, and the text says that it was done once: 「リリース前に一度受けております」.
fn once(asked: &str, said: &str) -> Option<String> {
    const ONCE: [&str; 7] = ["一度", "1度", "一回", "1回", "ひと通り", "一通り", "初回"];
    const THEN: [&str; 14] = [
        "前",
        "時",
        "際",
        "後",
        "当初",
        "過去",
        "以前",
        "かつて",
        "これまで",
        "開始",
        "初年度",
        "まで",
        "途中",
        "とき",
    ];
    const AGAIN: [&str; 9] = ["毎", "ごと", "たび", "都度", "定期", "年度", "以降", "以後", "期"];
    let regular = REGULAR.iter().any(|word| asked.contains(word)) || !rounds(asked).is_empty();
    if !regular || !rounds(said).is_empty() || AGAIN.iter().any(|word| said.contains(word)) {
        return None;
    }
    said.split(['。', '\u{1}']).find_map(|sentence| {
        ONCE.iter().find_map(|sign| {
            let (before, _) = sentence.split_once(sign)?;
            let before = before.trim_end_matches(['、', 'に', 'は', 'で', 'も']);
            let occasion = THEN.iter().any(|then| before.ends_with(then));
            occasion.then(|| format!("「{before}に{sign}」とあり、設問の頻度で行っているとは述べていません"))
        })
    })
}

/// What comes round was asked about, and the text names the occasion on which it is done: 「法改正後に見直し」.
fn occasional(asked: &str, said: &str) -> Option<String> {
    const ROUND: [&str; 6] = ["定期", "毎", "期", "年度", "次", "月"];
    /// Occasions that come every day, or bring what is to be done with them.
    const DAILY: [&str; 16] = [
        "起動",
        "ログイン",
        "ログオン",
        "終業",
        "始業",
        "退勤",
        "業務終了",
        "営業終了",
        "閉庁",
        "閉店",
        "接続",
        "受信",
        "公開",
        "配信",
        "リリース",
        "提供",
    ];
    const SIGNS: [&str; 7] = ["後", "時", "際", "都度", "たび", "度に", "場合"];
    const GOES_ON: [&str; 6] = ["に", "は", "の", "、", "も", "見直"];
    let regular = REGULAR.iter().any(|word| asked.contains(word)) || !rounds(asked).is_empty();
    if !regular || !rounds(said).is_empty() || ROUND.iter().any(|word| said.contains(word)) {
        return None;
    }
    // What is done then is what was asked about, and no more than that: 「受講後にテスト」 is.
    let again = |rest: &str| {
        let verb: String = rest.chars().filter(|c| ('一'..='鿿').contains(c)).take(2).collect();
        let generic = ["実施", "対応", "運用"].contains(&verb.as_str());
        verb.chars().count() == 2 && !generic && asked.contains(&verb)
    };
    said.split(['。', '、', '\u{1}']).find_map(|clause| {
        SIGNS.iter().find_map(|sign| {
            let (before, rest) = clause.rsplit_once(sign)?;
            let named = before.chars().count() > 1
                && !["今", "以", "午", "直", "前", "同", "常", "定", "臨", "実", "国"]
                    .iter()
                    .any(|sign| before.ends_with(sign));
            let daily = DAILY.iter().any(|word| before.ends_with(word));
            let goes_on = *sign == "都度" || GOES_ON.iter().any(|sign| rest.starts_with(sign));
            (named && !daily && goes_on && again(rest))
                .then(|| format!("「{before}{sign}」とあり、定期的に行っているとは述べていません"))
        })
    })
}

/// What is done less often than was asked, or than once a year; certificates are renewed less often.
fn seldom(asked: &str, said: &str) -> Option<String> {
    let wanted = rounds(asked).into_iter().map(|(often, _)| often).filter(|often| *often > 0).min();
    // What is done once and for all may be asked for once.
    let (most, written) = rounds(said).into_iter().max().filter(|(most, _)| *most > 0 || wanted.is_some())?;
    let renewed =
        ["認証", "登録", "更新", "改定", "改訂"].iter().any(|word| asked.contains(word) || said.contains(word));
    // What is always up to date is so more than once a month.
    let always =
        ["常に", "最新"].iter().any(|word| asked.contains(word)) && said.contains("更新") && !asked.contains("規");
    let usual = if always {
        12_000
    } else if renewed {
        0
    } else {
        1_000
    };
    (most < wanted.unwrap_or(usual)).then(|| format!("「{written}」とあり、設問の頻度に足りないとみられます"))
}

/// How often things come round, in thousandths of a time per year, with the words that say so.
fn rounds(text: &str) -> Vec<(u64, String)> {
    const NAMED: [(&str, u64); 46] = [
        ("常時", 1_000_000_000),
        ("リアルタイム", 1_000_000_000),
        ("毎時", 8_760_000),
        ("毎日", 365_000),
        ("毎朝", 365_000),
        ("毎晩", 365_000),
        ("毎営業日", 250_000),
        ("日次", 365_000),
        ("daily", 365_000),
        ("毎週", 52_000),
        ("週次", 52_000),
        ("weekly", 52_000),
        ("毎月", 12_000),
        ("月次", 12_000),
        ("monthly", 12_000),
        ("四半期", 4_000),
        ("quarterly", 4_000),
        ("半年ごと", 2_000),
        ("半年毎", 2_000),
        ("半年に", 2_000),
        ("半期ごと", 2_000),
        ("半期に", 2_000),
        ("半期毎", 2_000),
        ("毎年", 1_000),
        ("年次", 1_000),
        ("年度ごと", 1_000),
        ("annually", 1_000),
        ("yearly", 1_000),
        ("隔週", 26_000),
        ("隔月", 6_000),
        ("隔年", 500),
        ("everyyear", 1_000),
        ("年度末", 1_000),
        ("年度初", 1_000),
        ("毎年度", 1_000),
        ("年末", 1_000),
        ("毎期", 1_000),
        ("期末", 2_000),
        ("月初", 12_000),
        ("月例", 12_000),
        ("月末", 12_000),
        ("曜日", 52_000),
        ("uponhire", 0),
        ("onhire", 0),
        ("onboarding", 0),
        ("入社時", 0),
    ];
    const PERIODS: [(&str, u64); 4] = [("年", 1_000), ("月", 12_000), ("週", 52_000), ("日", 365_000)];
    let named = NAMED.iter().filter(|(word, _)| text.contains(word)).map(|(word, often)| (*often, (*word).to_owned()));
    // 「年2回」, 「月に1回」, 「週1度」
    let counted = text.match_indices(['回', '度']).filter_map(|(at, sign)| {
        let before = text.get(..at)?;
        let (start, number) = number_before(before)?;
        let lead = before.get(..start)?;
        let lead = lead.trim_end_matches(['に', '間']);
        // 「3年に1回」, 「6か月に1回」
        let period = PERIODS.iter().find_map(|(unit, often)| Some((lead.strip_suffix(unit)?, *often)))?;
        let (head, often) = period;
        let head = head.trim_end_matches(['か', 'ヶ', 'カ', 'ケ', 'ヵ', '箇']);
        let every = number_before(head).filter(|(_, every)| *every < 1900).map_or(1, |(_, every)| every);
        let ordinal =
            head.ends_with('第') || head.ends_with(|c: char| c.is_ascii_digit()) && every == 1 && !head.ends_with('1');
        let often = if head.ends_with('半') { often * 2 } else { often };
        let often = number.checked_mul(often)?.checked_div(every)?;
        (!ordinal).then(|| Some((often, text.get(head.len()..at + sign.len())?.to_owned())))?
    });
    // 「3か月ごと」, 「2年毎」
    let apart = ["ごと", "毎", "おき"].into_iter().flat_map(|sign| {
        text.match_indices(sign).filter_map(|(at, _)| {
            let before = text.get(..at)?.trim_end_matches(['に', '間']);
            let (head, often) = PERIODS.iter().find_map(|(unit, often)| Some((before.strip_suffix(unit)?, *often)))?;
            let head = head.trim_end_matches(['か', 'ヶ', 'カ', 'ケ', 'ヵ', '箇']);
            let (start, every) = number_before(head).filter(|(_, every)| *every < 1900)?;
            Some((often.checked_div(every)?, text.get(start..at)?.to_owned()))
        })
    });
    named.chain(counted).chain(apart).chain(in_months(text)).collect()
}

/// 「毎年3月と9月」: in so many months of each year.
fn in_months(text: &str) -> Option<(u64, String)> {
    let (_, after) = text.split_once("毎年")?;
    let listed: String = after.chars().take_while(|c| c.is_ascii_digit() || "月と・、,及び".contains(*c)).collect();
    let months = listed.split('月').filter(|month| month.ends_with(|c: char| c.is_ascii_digit())).count();
    (months > 1).then(|| Some((u64::try_from(months).ok()? * 1_000, format!("毎年{listed}"))))?
}

/// 「3か月前に通知」 to 「6か月以上前に」: how long before is a length, too.
fn late_notice(asked: &str, said: &str) -> Option<String> {
    let ahead = ["以上前", "前まで", "前に"].iter().fold(asked.to_owned(), |text, sign| text.replace(sign, "以上"));
    if ahead == asked || bounds(&ahead).len() == bounds(asked).len() && !asked.contains("以上前") {
        return None;
    }
    beyond(&ahead, &said.replace('前', "間"))
}

/// What falls short of a bound, or goes beyond it.
fn beyond(asked: &str, said: &str) -> Option<String> {
    let own = bounds(asked);
    let usual = USUAL.iter().filter(|usual| usual.is_meant(asked, said));
    let usual = usual.map(|usual| (usual.bound, usual.quantity)).filter(|(bound, wanted)| {
        !own.iter().any(|(other, asked)| other == bound && asked.dimension == wanted.dimension)
    });
    own.iter().copied().chain(usual).find_map(|(bound, wanted)| {
        let alike = quantities(said).into_iter().filter(|(found, _, _)| found.dimension == wanted.dimension);
        let words = |(found, start, end): (Quantity, usize, usize)| Some((found.amount, said.get(start..end)?));
        if wanted.dimension == Dimension::Generations
            && let Some(shorter) = copies(said).filter(|(copies, _)| *copies < wanted.amount)
        {
            return Some(format!("「{}」とあり、設問の長さや数に足りないとみられます", shorter.1));
        }
        // A twentieth for months and years of different length. Of several the one nearest to the bound may be what was asked for.
        match bound {
            Bound::AtLeast => {
                let (most, written) = alike.filter_map(words).max()?;
                (most * 20 < wanted.amount * 19)
                    .then(|| format!("「{written}」とあり、設問の長さや数に足りないとみられます"))
            }
            Bound::AtMost => {
                let dated =
                    CALENDAR.iter().filter(|(word, _)| wanted.dimension == Dimension::Time && said.contains(word));
                let dated = dated.map(|(word, amount)| (*amount, *word));
                let (least, written) = alike.filter_map(words).chain(dated).min()?;
                (least * 19 > wanted.amount * 20)
                    .then(|| format!("「{written}」とあり、設問の限度を超えるとみられます"))
            }
        }
    })
}

/// What a question means by its words where it names no number: a rule for passwords is none that allows four digits.
struct Usual {
    asked: [&'static [&'static str]; 2],
    said: &'static [&'static str],
    /// What is of another kind.
    unless: &'static [&'static str],
    bound: Bound,
    quantity: Quantity,
}

impl Usual {
    fn is_meant(&self, asked: &str, said: &str) -> bool {
        let holds = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
        self.asked.iter().all(|words| words.is_empty() || holds(asked, words))
            && (self.said.is_empty() || holds(said, self.said))
            && !holds(said, self.unless)
    }
}

const USUAL: [Usual; 4] = [
    Usual {
        asked: [&["パスワード", "password"], &[]],
        said: &[],
        unless: &["ワンタイム", "otp", "pin", "暗証番号"],
        bound: Bound::AtLeast,
        quantity: Quantity { dimension: Dimension::Letters, amount: 8 },
    },
    Usual {
        asked: [&["直ちに", "速やか", "即時", "遅滞なく"], &["報告", "連絡", "削除", "停止", "失効", "無効", "通知"]],
        said: &["以内", "日後", "週間後", "か月後", "月後"],
        unless: &[],
        bound: Bound::AtMost,
        quantity: Quantity { dimension: Dimension::Time, amount: 6 * DAY },
    },
    Usual {
        asked: [&["画面", "離席", "操作がない", "無操作"], &["ロック", "スクリーンセーバ"]],
        said: &["分", "時間"],
        unless: &[],
        bound: Bound::AtMost,
        quantity: Quantity { dimension: Dimension::Time, amount: 30 },
    },
    Usual {
        asked: [&["ログ", "履歴", "操作記録", "アクセス記録"], &["保存", "保管", "保持"]],
        said: &["保存", "保管", "保持", "上書", "日間", "日分"],
        unless: &[],
        bound: Bound::AtLeast,
        quantity: Quantity { dimension: Dimension::Time, amount: 28 * DAY },
    },
];

/// How long it may take until a day of the calendar comes.
const CALENDAR: [(&str, u64); 31] = [
    ("直ちに", 0),
    ("即時", 0),
    ("即座", 0),
    ("即日", DAY / 2),
    ("当日", DAY / 2),
    ("同日中", DAY / 2),
    ("businessday", 3 * DAY),
    ("weekly", 7 * DAY),
    ("monthly", MONTH),
    ("quarterly", 3 * MONTH),
    ("リアルタイム", 0),
    ("自動", 0),
    ("随時", 0),
    ("翌日", DAY),
    ("翌営業日", 3 * DAY),
    ("翌週", 7 * DAY),
    ("毎週", 7 * DAY),
    ("週次", 7 * DAY),
    ("翌月", MONTH),
    ("毎月", MONTH),
    ("月次", MONTH),
    ("月1回", MONTH),
    ("定例", MONTH),
    ("定期保守", MONTH),
    ("定期メンテ", MONTH),
    ("定期リリース", MONTH),
    ("月初", MONTH),
    ("月末", MONTH),
    ("四半期", 3 * MONTH),
    ("半期", 6 * MONTH),
    ("年度末", 12 * MONTH),
];

/// How many copies are told one by one: 「前日分と当日分」 are two.
fn copies(said: &str) -> Option<(u64, String)> {
    if quantities(said).iter().any(|(found, _, _)| found.dimension == Dimension::Generations) {
        return None;
    }
    let of_days = |sign: &'static str| {
        said.match_indices(sign)
            .map(|(at, _)| number_before(said.get(..at).unwrap_or_default()).map_or(1, |(_, days)| days))
    };
    let told: u64 = ["日分", "回分", "週分"].into_iter().flat_map(of_days).sum();
    let newest = ["上書き", "最新のデータ", "最新分", "直近分"].into_iter().find(|word| said.contains(word));
    match newest {
        _ if told > 0 => Some((told, format!("{told}回分"))),
        word => word.map(|word| (1, word.to_owned())),
    }
}

/// The bounds that a question sets: 「1年以上」, 「24時間以内」, 「3年間保存」, 「当日中に」.
fn bounds(asked: &str) -> Vec<(Bound, Quantity)> {
    let bound = |(quantity, start, end): (Quantity, usize, usize)| {
        let (before, after) = (asked.get(..start)?, asked.get(end..)?);
        let after = after.strip_prefix('間').unwrap_or(after);
        let kept = ["保存", "保管", "保持", "残し", "の保存", "の保管", "分保管", "分保存", "分を保"]
            .iter()
            .any(|verb| after.starts_with(verb));
        let side = if after.starts_with("以上") || kept || before.ends_with("atleast") {
            Bound::AtLeast
        } else if after.starts_with("以内")
            || after.starts_with('で') && asked.contains("ロック")
            || after.starts_with("以下")
            || before.ends_with("within")
        {
            Bound::AtMost
        } else {
            return None;
        };
        // 「1年に1回以上」, 「過去3年以内に事故が」 bind something else.
        let past = ["過去", "直近", "ここ"].iter().any(|word| before.ends_with(word));
        (!past).then_some((side, quantity))
    };
    let day = Quantity { dimension: Dimension::Time, amount: DAY / 2 };
    let same_day = ["当日中", "当日に", "即日", "同日中"].iter().any(|word| asked.contains(word));
    quantities(asked).into_iter().filter_map(bound).chain(same_day.then_some((Bound::AtMost, day))).collect()
}

/// The lengths of time that a text names, in minutes, with where they stand.
pub(super) fn lengths(text: &str) -> Vec<(u64, usize, usize)> {
    let times = quantities(text).into_iter().filter(|(found, _, _)| found.dimension == Dimension::Time);
    times.map(|(found, start, end)| (found.amount, start, end)).collect()
}

/// Whether a question asks for what comes round.
pub(super) fn asks_for_rounds(asked: &str) -> bool {
    REGULAR.iter().any(|word| asked.contains(word)) || !rounds(asked).is_empty()
}

/// Whether a text says how often something comes round.
pub(super) fn says_how_often(text: &str) -> bool {
    !rounds(text).is_empty()
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
            ("ログを毎日確認していますか", "週1回確認", true),
            ("研修を年2回以上実施していますか", "年1回実施", true),
            ("権限を半年ごとに見直していますか", "年1回見直し", true),
            ("権限を半年ごとに見直していますか", "四半期ごと", false),
            ("監査を年1回行っていますか", "3年に1回", true),
            ("監査を行っていますか", "3年に1回", true),
            ("認証を取得していますか", "3年ごとに更新審査", false),
            ("監査を年1回行っていますか", "6か月に1回", false),
            ("監査を年1回行っていますか", "2026年に1回実施しました", false),
            ("バックアップを毎日取得していますか", "差分は毎日、フルは毎週", false),
            ("10分で自動ロックしますか", "30分でロック", true),
            ("権限の棚卸しを半年に1回以上行っていますか", "毎年度末に棚卸し", true),
            ("ログを毎日点検していますか", "月初に前月分をまとめて点検", true),
            ("ログを3年間保存していますか", "13か月間保存", true),
            ("ログを3年間保存していますか", "5年間保存", false),
            ("バックアップを3世代以上保管していますか", "前日分と当日分を保管", true),
            ("バックアップを3世代保管していますか", "毎日上書き", true),
            ("バックアップを3世代以上保管していますか", "7日分を保管", false),
            ("退職者のアカウントを当日中に削除していますか", "退職の翌月10日に削除", true),
            ("退職者のアカウントを当日中に削除していますか", "退職日当日に自動停止", false),
            ("パッチを1週間以内に適用していますか", "毎月第3土曜日に適用", true),
            ("パッチを1週間以内に適用していますか", "緊急のものは3日以内、他は月次で適用", false),
            ("24時間以内に報告する手順がありますか", "手順書を毎年見直し", false),
            ("areemployeestrainedatleastannually", "trainingisprovideduponhire", true),
            ("areemployeestrainedatleastannually", "uponhireandannually", false),
            ("誓約書を取得していますか", "入社時に取得", false),
            ("終了の6か月以上前に通知しますか", "3か月前に通知", true),
            ("終了の6か月以上前に通知しますか", "少なくとも1年前に通知", false),
            ("停止の1週間前までに通知しますか", "3日前に通知", true),
            ("停止の1週間前までに通知しますか", "10日前までに通知", false),
            ("1時間以内に連絡しますか", "当日中に連絡", true),
            ("権限を半年に1回以上見直していますか", "年2回見直し", false),
            ("権限を半年に1回以上見直していますか", "毎年3月と9月に見直し", false),
            ("権限を半年に1回以上見直していますか", "毎年3月に見直し", true),
            ("バックアップを3世代以上保管していますか", "2世代", true),
            ("パスワードの規則を定めていますか", "4桁の数字です", true),
            ("パスワードの規則を定めていますか", "12文字以上", false),
            ("パスワードに加え多要素認証を行っていますか", "6桁のワンタイムパスワード", false),
            ("退職者のidを速やかに削除していますか", "退職後30日以内に削除", true),
            ("事故を直ちに報告しますか", "24時間以内に第一報", false),
            ("離席時に画面をロックしていますか", "60分でロック", true),
            ("ログを保存していますか", "7日間保存", true),
            ("ログを保存していますか", "90日間保存、24時間監視", false),
            ("規程を定期的に見直していますか", "法改正後に見直し", true),
            ("規程を定期的に見直していますか", "必要の都度見直しています", true),
            ("規程を定期的に見直していますか", "毎年4月及び法改正時に見直しています", false),
            ("教育を定期的に実施していますか", "受講後にテストを実施しています", false),
            ("規程を見直していますか", "法改正後に見直し", false),
            ("areauditlogsretainedforatleastoneyear", "90daysonline", true),
            ("areauditlogsretainedforatleastoneyear", "retainedfor2years", false),
        ];
        for (asked, said, is_short) in cases {
            assert_eq!(short(asked, said).is_some(), is_short, "{asked} {said} {:?}", short(asked, said));
        }
    }
}
