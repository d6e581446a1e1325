//! How long something takes that was to be done at once: 「終了の5年後に消去」 is not 速やかに. The length is reckoned, whatever its unit. All texts are folded.

use super::measure::{DAY, MONTH, lengths};

/// The delay that is too long, as a sentence for readers.
pub(super) fn too_long(asked: &str, text: &str) -> Option<String> {
    const AT_ONCE: [&str; 14] = [
        "直ちに",
        "ただちに",
        "速やか",
        "すみやか",
        "即時",
        "即座",
        "遅滞なく",
        "すぐに",
        "早急",
        "迅速",
        "当日",
        "即日",
        "promptly",
        "immediately",
    ];
    if !AT_ONCE.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let clauses = || text.split(['。', '、', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    clauses().find_map(|clause| {
        let delay = delay(clause)?;
        // 「1時間以内に電話、2週間後に報告書」: what is done at once has been done by then.
        let sooner = clauses().any(|other| other != clause && is_prompt(other));
        (!sooner).then(|| format!("「{delay}」とあり、速やかに行っているとは述べていません"))
    })
}

/// What a clause puts off for more than a week, or allows for more than a month.
fn delay(clause: &str) -> Option<String> {
    // What the law has kept for years is thrown away at once when they are over.
    const KEPT: [&str; 6] = ["保存期間", "保存年限", "保管期間", "保存期限", "法定", "満了"];
    if KEPT.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let reckoned = lengths(clause).into_iter().find_map(|(length, start, end)| {
        let after = clause.get(end..)?;
        let after = after.strip_prefix('間').unwrap_or(after);
        let within = after.starts_with("以内");
        let late = is_afterwards(after) && length > 7 * DAY || within && length > MONTH + 2 * DAY;
        let sign = if within { "以内" } else { "後" };
        late.then(|| format!("{}{sign}", clause.get(start..end).unwrap_or_default()))
    });
    reckoned.or_else(|| VAGUE.iter().find(|word| clause.contains(**word)).map(|word| (*word).to_owned()))
}

/// Whether a length is followed by what comes after it: 「後に」, 「が経過した後に」, 「保管した後に」.
fn is_afterwards(after: &str) -> bool {
    const PASSES: [&str; 13] = [
        "経過",
        "が経過",
        "を経過",
        "経って",
        "経った",
        "たって",
        "を過ぎ",
        "が過ぎ",
        "保管",
        "保存",
        "保持",
        "の保管",
        "の保存",
    ];
    const THEN: [&str; 5] = ["後", "てから", "時点", "たら", "ら削除"];
    after.starts_with('後')
        || after.starts_with("を経て")
        || after.starts_with("をおいて")
        || PASSES.iter().any(|word| after.starts_with(word)) && THEN.iter().any(|word| after.contains(word))
}

/// Delays without a number.
const VAGUE: [&str; 26] = [
    "半年後",
    "半年経",
    "半年が経",
    "半年が過",
    "半年を",
    "半年以内",
    "翌年",
    "次年度",
    "来年度",
    "翌期",
    "翌四半期",
    "数年後",
    "数年経",
    "数年間保",
    "数か月後",
    "数ヶ月後",
    "数カ月後",
    "数ヵ月後",
    "数週間後",
    "翌々月",
    "翌々週",
    "再来月",
    "再来週",
    "年明け",
    "年越し",
    "何か月か",
];

fn is_prompt(clause: &str) -> bool {
    let soon = ["即時", "即日", "当日", "同日", "翌日", "翌営業日", "直ちに", "時間以内", "分以内", "即座"];
    soon.iter().any(|word| clause.contains(word))
        || lengths(clause).into_iter().any(|(length, _, end)| {
            length <= 7 * DAY
                && clause.get(end..).is_some_and(|after| after.trim_start_matches('間').starts_with("以内"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_not_done_at_once() {
        let asked = "業務終了後、速やかにデータを消去していますか";
        for said in [
            "終了の5年後に消去",
            "90日後に消去",
            "終了の半年後に消去",
            "1年間保管した後に廃棄",
            "翌年度に消去",
            "3か月以内に消去",
        ] {
            assert!(too_long(asked, said).is_some(), "{said}");
        }
        for said in [
            "終了の3日後に消去",
            "30日以内に消去",
            "保存期間5年の経過後に消去",
            "当日に消去、2週間後に証明書を提出",
            "消去",
        ] {
            assert_eq!(too_long(asked, said), None, "{said}");
        }
        assert_eq!(too_long("データを消去していますか", "終了の5年後に消去"), None);
    }
}
