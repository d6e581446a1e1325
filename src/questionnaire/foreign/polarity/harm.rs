//! Questions for harm: whether there were accidents, and nothing that is done about them. There 「ある」 is not the good answer.

use super::DENIED;

/// The harm that an item of a few words names, 「漏えい事故の有無」: what is asked is whether it has happened. 「事故報告体制の有無」 names what is
/// done about it.
pub(super) fn named(text: &str) -> Option<&'static str> {
    const ASKED: [&str; 24] = [
        "の有無",
        "有無",
        "の状況",
        "状況",
        "の件数",
        "件数",
        "の回数",
        "の発生",
        "発生",
        "の履歴",
        "履歴",
        "の経歴",
        "歴",
        "の経験",
        "経験",
        "等",
        "など",
        "の受領",
        "の実績",
        "history",
        "inthepast",
        "past",
        "reported",
        "experienced",
    ];
    let whole = text.split('(').next().unwrap_or_default().trim_end_matches(['。', '?', ':']);
    let whole = ["等", "など"].iter().find_map(|more| whole.strip_suffix(more)).unwrap_or(whole);
    let mut named = whole;
    while let Some(rest) = ASKED.iter().find_map(|end| named.strip_suffix(end)) {
        named = rest;
    }
    let harm = HARMS.iter().find(|harm| named.ends_with(**harm))?;
    // 「盗難」 alone may be what a measure is taken against, 「違反者への処分」 is one.
    let happens = named.len() < whole.len() || ["事故", "被害", "訴訟", "係争"].contains(harm);
    let measure = ["違反者", "違反時", "違反した", "に対する", "への"].iter().any(|word| named.contains(word));
    (happens && !measure).then_some(*harm)
}

/// What happens to somebody, or is done to them for it.
pub(super) const HARMS: [&str; 38] = [
    "脆弱性",
    "不備",
    "不適合",
    "事故",
    "漏えい",
    "漏洩",
    "流出",
    "紛失",
    "盗難",
    "滅失",
    "毀損",
    "き損",
    "インシデント",
    "違反",
    "処分",
    "指名停止",
    "業務停止",
    "侵害",
    "感染",
    "被害",
    "侵入",
    "苦情",
    "障害",
    "誤送信",
    "誤配",
    "誤交付",
    "訴訟",
    "係争",
    "改ざん",
    "不正アクセス",
    "不正利用",
    "攻撃",
    "指摘",
    "勧告",
    "行政指導",
    "incidents",
    "breaches",
    "breach",
];

/// Whether 「いいえ」 is plainly the good answer: the question asks no more than whether harm has come to pass, 「漏えい事故を起こしたことが
/// ありますか」. The text is folded.
pub(in crate::questionnaire::foreign) fn no_is_good(question: &str) -> bool {
    const NOT_PLAIN: [&str; 11] =
        ["脆弱性", "不備", "不適合", "苦情", "障害", "指摘", "勧告", "攻撃", "侵入", "インシデント対応", "改ざん検知"];
    const CAME: [&str; 12] =
        ["起こし", "起き", "発生", "生じ", "受け", "経験し", "遭", "被", "科さ", "引き起こし", "され", "し"];
    const ENDS: [&str; 14] = [
        "たことがありますか",
        "たことはありますか",
        "たことがあるか",
        "たことはあるか",
        "たことがございますか",
        "がありましたか",
        "はありましたか",
        "がありますか",
        "はありますか",
        "があるか",
        "はあるか",
        "があったか",
        "はあったか",
        "ましたか",
    ];
    let text = question.replace('\u{1}', "");
    let (first, rest) = text.split_at(text.find(['。', '?']).unwrap_or(text.len()));
    // 「ある場合は…を記入してください」
    let rest = rest.trim_start_matches(['。', '?']);
    let goes_on = rest.is_empty()
        || ["ある場合", "あった場合", "有の場合", "はいの場合", "「はい」の場合", "あれば", "ありの場合"]
            .iter()
            .any(|start| rest.starts_with(start));
    if !goes_on || NOT_PLAIN.iter().any(|word| first.contains(word)) || DENIED.any(first) {
        return false;
    }
    if let Some(harm) = named(first) {
        return !harm.is_ascii();
    }
    let Some(asked) = ENDS.iter().find_map(|end| first.strip_suffix(end)) else { return false };
    HARMS.iter().any(|harm| {
        asked.rsplit_once(harm).is_some_and(|(_, after)| {
            let after =
                ["等の", "等", "などの", "など"].iter().find_map(|more| after.strip_prefix(more)).unwrap_or(after);
            let after = after.trim_start_matches(['を', 'が', 'に', 'は', 'の']);
            after.is_empty()
                || CAME.iter().any(|verb| after.strip_prefix(verb).is_some_and(|rest| rest.chars().count() <= 3))
        })
    })
}

/// Whether a sentence says that there was none of the harm that was asked about: 「該当する事故はございません」. Harm of one kind, 「重大な事故」, is not
/// all of it.
pub(in crate::questionnaire::foreign) fn is_denied_by(question: &str, sentence: &str) -> bool {
    const NONE: [&str; 15] = [
        "ありません",
        "ございません",
        "ありませんでした",
        "なし",
        "無し",
        "発生していません",
        "発生しておりません",
        "発生していない",
        "起きていません",
        "起こしていません",
        "起こしておりません",
        "受けていません",
        "受けておりません",
        "受けたことはない",
        "ない",
    ];
    const OF_ANY_KIND: [&str; 8] =
        ["該当する", "該当の", "そのような", "これまでに", "これまで", "過去に", "当該", "一切の"];
    let Some(subject) = NONE.iter().find_map(|end| sentence.strip_suffix(end)) else { return false };
    let subject = ["一切", "全く", "まったく"].iter().find_map(|word| subject.strip_suffix(word)).unwrap_or(subject);
    let subject = subject.trim_end_matches(['は', 'も', 'が', 'を']);
    let subject = OF_ANY_KIND.iter().find_map(|word| subject.strip_prefix(word)).unwrap_or(subject);
    question.contains(subject) && HARMS.iter().any(|harm| subject.ends_with(harm))
}

#[cfg(test)]
mod tests {
    use super::super::doubt;
    use super::*;

    #[test]
    fn no_is_good_where_nothing_but_harm_is_asked_about() {
        for plain in [
            "過去に情報漏えい事故を起こしたことがありますか",
            "過去3年間に個人情報の漏えい等が発生したことがありますか。ある場合は概要を記入してください",
            "行政処分を受けたことがあるか",
            "個人情報の紛失がありましたか",
            "過去の漏えい事故の有無",
            "ウイルスに感染したことがありますか",
        ] {
            assert!(no_is_good(plain), "{plain}");
            assert!(doubt(plain).is_some(), "{plain}");
        }
        for open in [
            "事故を想定した訓練を行ったことがありますか",
            "事故の原因を調査したことがありますか",
            "事故がありましたか。対応手順はありますか",
            "事故対応手順の有無",
            "過去に事故はありませんか",
            "教育を受けたことがありますか",
            "再委託をすることがありますか",
        ] {
            assert!(!no_is_good(open), "{open}");
        }
        let asked = "過去に情報セキュリティ事故を起こしたことがありますか";
        for none in ["該当する事故はございません", "情報セキュリティ事故は一切発生していません"]
        {
            assert!(is_denied_by(asked, none), "{none}");
        }
        for some in ["重大な事故はありません", "事故の記録はありません", "公表した事故はありません"]
        {
            assert!(!is_denied_by(asked, some), "{some}");
        }
        assert!(doubt("事故報告体制の有無").is_none());
        assert!(doubt("違反者への処分の有無").is_none());
    }
}
