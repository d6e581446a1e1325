//! What is done again and again, and will be done next on a day that is named: 「直近は2026年8月、次回は2027年8月に予定」. The plan for the next time takes
//! nothing away from the last one, as long as that lies as near as the question asks.

use super::vocabulary::fold;
use super::when;
use jiff::civil::Date;

/// What is done in rounds.
const DEEDS: [&str; 17] = [
    "診断",
    "監査",
    "教育",
    "研修",
    "訓練",
    "点検",
    "見直",
    "テスト",
    "試験",
    "棚卸",
    "評価",
    "検査",
    "審査",
    "演習",
    "確認",
    "改定",
    "改訂",
];

/// A remark without the plan for the next time, where it says before when it was last done and that is not too long ago.
pub(super) fn without(asked: &str, remark: &str, on: Date) -> String {
    let pieces: Vec<&str> =
        remark.split_inclusive(['、', '。', '\n', '，', ',', '(', ')', '（', '）', ' ', '\u{3000}']).collect();
    // What is due more often than once a year is not done by a yearly round.
    const OFTEN: [&str; 14] = [
        "毎月",
        "月1",
        "月に",
        "月次",
        "毎週",
        "週1",
        "週に",
        "毎日",
        "日次",
        "四半期",
        "半年",
        "半期",
        "年2",
        "年に2",
    ];
    let has = |words: &[&str]| words.iter().any(|word| asked.contains(word));
    if !has(&DEEDS) || has(&OFTEN) {
        return remark.to_owned();
    }
    let Some(at) = pieces.iter().position(|piece| is_plan(&fold(piece))) else { return remark.to_owned() };
    let done = pieces.get(..at).unwrap_or_default().iter().any(|piece| was_done(asked, piece, on));
    if !done {
        return remark.to_owned();
    }
    pieces.into_iter().enumerate().filter(|(place, _)| *place != at).map(|(_, piece)| piece).collect()
}

/// 「次回は2027年8月に予定しています」, and nothing else.
fn is_plan(clause: &str) -> bool {
    const ENDS: [&str; 16] = [
        "に実施を予定しています",
        "に実施を予定",
        "に実施する予定です",
        "に実施する予定",
        "に予定しています",
        "に予定しております",
        "を予定しています",
        "を予定しております",
        "に実施予定です",
        "に実施予定",
        "の予定です",
        "です",
        "になります",
        "を予定",
        "に予定",
        "予定",
    ];
    let clause = clause.trim_end_matches(['、', ',', '(', ')', '。']);
    let Some(time) = clause.strip_prefix("次回") else { return false };
    let time = ["実施は", "の実施は", "は"].iter().find_map(|sign| time.strip_prefix(sign)).unwrap_or(time);
    let time = time.trim_start_matches([':', '、']);
    let time = ENDS.iter().find_map(|end| time.strip_suffix(end)).unwrap_or(time);
    let named = time.trim_end_matches('の');
    !named.is_empty()
        && named.chars().all(|c| c.is_ascii_digit() || "年月日度来令和r/.-今本春夏秋冬上下旬頃中期".contains(c))
}

/// Whether a clause says when it was last done, or that it is done each year, and that is as near as the question asks.
fn was_done(asked: &str, written: &str, on: Date) -> bool {
    const LAST: [&str; 8] = ["直近", "前回", "最終", "最近", "実施", "昨年", "今年", "本年"];
    const EACH: [&str; 5] = ["毎年", "毎月", "年1回", "年2回", "四半期"];
    const FORMS: [&str; 10] =
        ["しています", "しております", "しました", "いたしました", "済み", "済", "です", "年度", "行い", "ごとに"];
    let clause = fold(written);
    if is_told(asked, &clause) && !when::is_long_past(asked, written, on) {
        return true;
    }
    let last = || when::days(written).into_iter().max().is_some_and(|day| day <= on);
    let dated = LAST.iter().any(|word| clause.contains(word)) && last() && !when::is_long_past(asked, written, on);
    // Whatever else it says, 「5月に実施を断念」, may say that it was not done.
    let known = LAST.iter().chain(&EACH).chain(&FORMS).chain(&DEEDS);
    let rest = known.fold(clause.clone(), |text, word| text.replace(word, ""));
    let bare = rest.chars().all(|c| c.is_ascii_digit() || "年月日令和r/.-:はにをのでし、,()".contains(c));
    bare && (dated || EACH.iter().any(|word| clause.contains(word)))
}

/// 「10月の見直しでは12名分を削除しました」: what a round in a month has brought about.
fn is_told(asked: &str, clause: &str) -> bool {
    const BROUGHT: [&str; 8] = ["削除", "是正", "修正", "更新", "改定", "確認", "改善", "無効化"];
    const PUT_OFF: [&str; 7] = ["見送", "延期", "中止", "断念", "一部", "のみ", "だけ"];
    let Some((month, rest)) = clause.split_once("月の") else { return false };
    let Some((deed, done)) = rest.split_once("では") else { return false };
    let done = done.trim_end_matches(['。', '、']).strip_suffix("しました");
    !month.is_empty()
        && month.chars().all(|c| c.is_ascii_digit() || "年今昨".contains(c))
        && DEEDS.iter().any(|known| deed.starts_with(known) && asked.contains(known))
        && done.is_some_and(|done| BROUGHT.iter().any(|end| done.ends_with(end)))
        && !PUT_OFF.iter().any(|word| clause.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_time_takes_nothing_from_the_last() {
        let on = Date::constant(2026, 11, 22);
        let asked = "脆弱性診断を年1回以上実施しているか。";
        for (remark, left) in [
            ("直近は2026年8月、次回は2027年8月に予定しています", "直近は2026年8月、"),
            ("毎年8月。次回は来年8月の予定", "毎年8月。"),
            ("2026年5月に実施（次回は2027年5月予定）", "2026年5月に実施（"),
        ] {
            assert_eq!(without(asked, remark, on), left);
        }
        for kept in [
            "次回は2027年8月に予定しています",
            "直近は2021年8月、次回は2027年8月に予定しています",
            "導入は2025年4月。次回は2027年に予定",
            "昨年は見送り、次回は2027年8月に予定",
            "2026年5月に実施を断念、次回は2027年5月に予定",
            "直近は2026年5月に新入社員へ実施、次回は2027年5月に予定",
            "直近は2026年8月、次回は2027年8月に方式を見直す予定",
            "直近は2026年8月。今後の実施は検討",
        ] {
            assert_eq!(without(asked, kept, on), kept);
        }
        let plan = "直近は2026年3月、次回は2027年3月に予定";
        assert_eq!(without("復元テストを毎月行っているか", plan, on), plan);
        assert_eq!(without("認証を取得しているか", plan, on), plan);
    }
}
