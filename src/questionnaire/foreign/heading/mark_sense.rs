//! What the name of a column leaves open, or turns, of what a mark below it says.

use crate::questionnaire::foreign::tenor;

/// Whether the name of a column is that of what is bad, 「未実施」 or 「問題の有無」: a mark below it may say the opposite of 「はい」.
pub(in crate::questionnaire) fn turns(folded: &str) -> bool {
    let bare = folded.split(['(', '[', '【', '<', '※', ':', '\u{1}']).next().unwrap_or_default();
    let pair = tenor::offers_both(bare);
    let answered = !bare.starts_with(['未', '不', '非'])
        && ["対応状況", "回答", "対応", "状況", "対策", "結果", "管理", "評価"].iter().any(|word| bare.ends_with(word));
    let given = ["場合", "に○", "に✓", "に×", "に☑", "にチェック", "にレ"].iter().any(|word| bare.contains(word));
    (tenor::is_bad(bare) && !pair && !answered) || given
}

/// Whether the name of a column says that it shows what departs from the rule: which answer is good, nobody has said. The text is
/// folded.
pub(in crate::questionnaire) fn departs(folded: &str) -> bool {
    const DEPARTING: [&str; 19] = [
        "差異",
        "差分",
        "remediation",
        "improvement",
        "ギャップ",
        "gap",
        "gaps",
        "例外",
        "exception",
        "exceptions",
        "抵触",
        "乖離",
        "逸脱",
        "相違",
        "deviation",
        "deviations",
        "finding",
        "findings",
        "不適合",
    ];
    let bare = folded.split(['(', '[', '【', '<', '※', ':', '\u{1}']).next().unwrap_or_default();
    let core = ["の有無", "有無", "の可否", "可否", "の要否", "の区分", "区分", "欄", "事項", "項目"]
        .iter()
        .fold(bare, |core, end| core.strip_suffix(end).filter(|core| !core.is_empty()).unwrap_or(core));
    DEPARTING.contains(&core) || core == "違反"
}

/// Whether the name of a column sets two answers side by side, 「はい/いいえ」, and none of its marks.
pub(in crate::questionnaire) fn offers_words(folded: &str) -> bool {
    !folded.contains(['○', '×', '●', '✓', 'レ', '☑', '印', '丸'])
        && tenor::offers_both(folded)
        && ["はい", "yes", "有・無", "有/無", "あり/なし", "あり・なし"].iter().any(|word| folded.contains(word))
}

/// Whether the name of a column only tells that one of the choices in its cells is to be marked.
pub(in crate::questionnaire) fn asks_to_choose(folded: &str) -> bool {
    const WHICH: [&str; 6] = ["該当するもの", "あてはまるもの", "当てはまるもの", "該当する方", "いずれか", "どちらか"];
    const MARKED: [&str; 4] = ["に○", "に○をつけてください", "に○を付けてください", "に○をつける"];
    WHICH.iter().filter_map(|which| folded.strip_prefix(which)).any(|rest| MARKED.contains(&rest))
}

/// Whether a header only says that something applies.
pub(in crate::questionnaire) fn only_applies(folded: &str) -> bool {
    ["該当", "該当する", "該当有", "該当あり", "該当有無", "該当の有無", "あてはまる", "当てはまる"].contains(&folded)
}
