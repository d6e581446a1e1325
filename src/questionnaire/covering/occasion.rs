//! An occasion instead of what comes round: 「作業のあった日に」 and 「出勤日に」 are not every day. All texts are folded.

use super::measure;

/// The occasion on which it is done, as a sentence for readers.
pub(super) fn irregular(asked: &str, text: &str) -> Option<String> {
    const ROUND: [&str; 8] = ["定期", "毎", "四半期", "期末", "年度", "月次", "週次", "日次"];
    let comes_round = measure::says_how_often(text) || ROUND.iter().any(|word| text.contains(word));
    if !measure::asks_for_rounds(asked) || comes_round {
        return None;
    }
    let clauses = text.split(['。', '、', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let occasion = clauses.into_iter().find_map(|clause| told(asked, clause).or_else(|| some_days(asked, clause)))?;
    Some(format!("「{occasion}」とあり、設問の頻度で行っているとは述べていません"))
}

/// 「苦情のあった日に確認」: a day that is told by what happens on it.
fn told(asked: &str, clause: &str) -> Option<String> {
    const WHEN: [&str; 12] =
        ["日に", "日は", "ときに", "とき", "時に", "時期に", "年に", "月に", "折に", "際に", "頃に", "ころに"];
    const FIXED: [&str; 9] = ["決め", "決ま", "定め", "定ま", "指定", "予定", "計画", "所定", "起動"];
    const TELLS: [&str; 7] = ["た", "だ", "る", "う", "い", "な", "す"];
    // 「監査の直前に」
    let ahead = ["の直前に", "の前日に"].iter().find_map(|sign| {
        let (before, after) = clause.split_once(sign)?;
        (!before.is_empty() && is_asked(asked, after)).then(|| format!("{before}{sign}"))
    });
    let then = || {
        WHEN.iter().find_map(|sign| {
            let (before, after) = clause.split_once(sign)?;
            let telling = TELLS.iter().any(|end| before.ends_with(end)) && before.chars().count() > 1;
            let fixed = FIXED.iter().any(|word| before.contains(word));
            (telling && !fixed && is_asked(asked, after)).then(|| format!("{before}{sign}"))
        })
    };
    // 「指摘を受けたものを見直し」: some of what was asked about.
    let some = || {
        ["た者から", "た者を", "た者に", "たものを", "たものから", "た箇所を", "たところを"].iter().find_map(|sign| {
            let (before, after) = clause.split_once(sign)?;
            (!before.is_empty() && is_asked(asked, after)).then(|| format!("{before}{sign}"))
        })
    };
    ahead.or_else(then).or_else(some)
}

/// 「出勤日に」, where every day was asked for.
fn some_days(asked: &str, clause: &str) -> Option<String> {
    const DAILY: [&str; 4] = ["毎日", "日次", "1日1回", "daily"];
    const EVERY: [&str; 9] = ["営業", "稼働", "開庁", "曜", "平", "全", "各", "休", "祝"];
    if !DAILY.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let (before, after) = ["日に", "日は", "日のみ"].iter().find_map(|sign| clause.split_once(sign))?;
    let named: String = before.chars().rev().take_while(|c| ('一'..='鿿').contains(c)).collect();
    let some = named.chars().count() > 1 && !EVERY.iter().any(|word| before.ends_with(word));
    (some && is_asked(asked, after)).then(|| format!("{before}日に"))
}

/// Whether what is done then is what was asked about, or says no more than that it is done.
fn is_asked(asked: &str, after: &str) -> bool {
    let verb: String = after.chars().skip_while(|c| !('一'..='鿿').contains(c)).collect();
    let verbs = || {
        let signs: Vec<char> = verb.chars().collect();
        signs.windows(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>()
    };
    ["実施", "対応", "実行", "行っ", "行い"].iter().any(|word| verb.contains(word))
        || verbs()
            .iter()
            .any(|pair| !pair.contains(|c: char| !('一'..='鿿').contains(&c)) && asked.contains(pair.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occasion_is_not_what_comes_round() {
        let asked = "ログを毎日確認していますか";
        for said in ["異常を感じた日に確認", "出勤日に確認", "苦情のあった日に確認しています", "不審なときに確認"]
        {
            assert!(irregular(asked, said).is_some(), "{said}");
        }
        for said in ["毎朝確認し、異常のあった日に報告", "営業日に確認", "担当者が確認", "決められた日に確認"]
        {
            assert_eq!(irregular(asked, said), None, "{said}");
        }
        assert_eq!(irregular("ログを確認していますか", "異常を感じた日に確認"), None);
    }
}
