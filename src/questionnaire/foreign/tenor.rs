//! What a few words name, in a heading, a legend or a rule: what is bad, still to come, done in part, or both answers at once.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// Whether a few words name what is bad: a fault, or what is not done; 「問題がない」 is good again.
pub(super) fn is_bad(folded: &str) -> bool {
    const FAULTS: [&str; 26] = [
        "問題",
        "課題",
        "不備",
        "改善",
        "是正",
        "リスク",
        "懸念",
        "指摘",
        "違反",
        "脆弱",
        "逸脱",
        "不適合",
        "不足",
        "遅れ",
        "遅延",
        "欠陥",
        "欠如",
        "弱点",
        "弱い",
        "苦手",
        "不安",
        "見直しが必要",
        "対応が必要",
        "不具合",
        "issue",
        "risk",
    ];
    const DENIALS: [&str; 15] = [
        "未",
        "ない",
        "ません",
        "なし",
        "無し",
        "なけれ",
        "不可",
        "不十分",
        "非該当",
        "非対応",
        "非準拠",
        "対象外",
        "不要",
        "いいえ",
        "要さず",
    ];
    const SETTLED: [&str; 6] = ["改善済", "是正済", "解決済", "対処済", "解消", "対応済"];
    if SETTLED.iter().any(|word| folded.contains(word)) && !folded.contains('未') {
        return false;
    }
    // What is not yet mended is bad once, not twice.
    let text = ["改善", "是正", "解決", "対処", "修正", "解消"]
        .iter()
        .fold(folded.to_owned(), |text, word| text.replace(&format!("未{word}"), "不備"));
    let fault = FAULTS.iter().any(|word| text.contains(word));
    let denials: usize = DENIALS.iter().map(|word| text.matches(word).count()).sum();
    (usize::from(fault) + denials) % 2 == 1
}

/// Whether a few words speak of what is still to come.
pub(super) fn is_coming(folded: &str) -> bool {
    // 「来年度の業務について実施している」 is about now.
    let said = ["について", "に関し", "に係る", "における"]
        .iter()
        .filter_map(|joint| folded.rsplit_once(joint).map(|(_, said)| said))
        .filter(|said| said.chars().count() > 3)
        .min_by_key(|said| said.len())
        .unwrap_or(folded);
    // 「検討している」 is still to come.
    let settled = ["検討", "予定", "計画", "を計画", "準備"]
        .iter()
        .fold(said.replace("したい", "希望する"), |text, word| {
            text.replace(&format!("{word}している"), word).replace(&format!("{word}しており"), word)
        });
    TO_COME.any(said) && !NOT_TO_COME.any(&settled)
}

/// Whether it is enough that something is done in part.
pub(super) fn is_in_part(folded: &str) -> bool {
    ["一部でも", "部分的でも", "1か所でも", "一つでも", "一箇所でも", "一部実施を含", "一部を含"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whether a text names both answers, 「はい・いいえのいずれかに○」: then it gives the mark to neither.
pub(super) fn offers_both(folded: &str) -> bool {
    let text = ["又は", "または", "もしくは", "若しくは", "/", "|", "、", ",", "or"]
        .iter()
        .fold(folded.replace(['「', '」', '『', '』'], ""), |text, joint| text.replace(joint, "・"));
    const PAIRS: [(&str, &str); 9] = [
        ("はい", "いいえ"),
        ("あり", "なし"),
        ("有り", "無し"),
        ("有", "無"),
        ("可", "否"),
        ("可", "不可"),
        ("要", "不要"),
        ("yes", "no"),
        ("y", "n"),
    ];
    let pair =
        |one: &str, other: &str| text.contains(&format!("{one}・{other}")) || text.contains(&format!("{other}・{one}"));
    let denied = |word: &str| ["未", "非", "不"].iter().any(|sign| pair(word, &format!("{sign}{word}")));
    ["いずれか", "どちらか", "どれか", "該当する方"].iter().any(|word| text.contains(word))
        || PAIRS.iter().any(|(one, other)| pair(one, other))
        || ["実施", "対応", "整備", "該当", "適合", "導入", "準拠", "達成"].iter().any(|word| denied(word))
}

/// What is still to come.
static TO_COME: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定",
        "検討",
        "来年度",
        "次年度",
        "翌年度",
        "今後",
        "将来",
        "これから",
        "計画中",
        "計画して",
        "を計画",
        "の計画が",
        "年以内に",
        "か月以内に",
        "ヶ月以内に",
        "までに対応",
        "までに実施",
        "今年度中",
        "本年度中",
        "年度内",
        "年内に",
        "したい",
        "希望する",
        "希望があ",
    ])
});

/// To come no more, or not meant.
static NOT_TO_COME: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定なし",
        "予定がない",
        "予定はない",
        "予定どおり",
        "検討済",
        "除",
        "含まな",
        "含みませ",
        "含まず",
        "含めな",
        "今後も",
        "ではなく",
        "しました",
        "実施した",
        "対応した",
        "導入した",
        "済",
        "している",
        "しており",
    ])
});
