//! Words for what is still to come.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// The years after this one.
pub(super) const NEXT_YEARS: [&str; 3] = ["来年度", "次年度", "翌年度"];
/// Any time from now on.
pub(super) const LATER: [&str; 3] = ["今後", "将来", "これから"];
/// What is meant to be, thought over or prepared.
pub(super) const PLANNED: [&str; 4] = ["予定", "検討", "計画", "準備"];

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

/// What is still to come.
static TO_COME: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(NEXT_YEARS.into_iter().chain(LATER).chain([
        "予定",
        "検討",
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
    ]))
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
