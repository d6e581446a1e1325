//! Lines of a label and a value above the tables, 「対象拠点：本社」: of what, of when and how settled the answers are.

use crate::questionnaire::date;
use crate::questionnaire::foreign::elsewhere::covers_a_part;
use crate::questionnaire::vocabulary::fold;
use jiff::Span;
use jiff::civil::Date;

/// The label and the value of a line such as 「対象拠点：本社」 or 「対象環境｜検証環境」, folded.
pub(super) fn labelled(text: &str) -> Option<(String, String)> {
    const LONGEST_LABEL: usize = 20;
    let (label, value) = text.split_once([' ', '\u{3000}', ':', '：'])?;
    let label = label.trim_matches(|c: char| "※■●・【】[]()（）".contains(c));
    let value = value.trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let fits =
        (1..=LONGEST_LABEL).contains(&label.chars().count()) && !value.is_empty() && value.chars().count() <= 300;
    fits.then(|| (fold(label), fold(value)))
}

/// Whether a line above the tables says that the answers are of a part, of another time, or not settled. Both texts are folded.
pub(super) fn names_another(label: &str, value: &str, on: Date) -> bool {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let is = |words: &[&str]| words.contains(&label);
    let about = label.starts_with("対象")
        || label.starts_with("回答対象")
        || is(&["回答の対象", "回答の範囲", "回答範囲", "適用範囲", "範囲", "記入対象", "環境", "scope", "coverage"]);
    // What the answers are given for is not where: 「対象業務」, 「対象者」.
    let apart = has(label, &["業務", "者", "期間", "年度", "情報", "事務"]);
    if about && !apart {
        let elsewhere = has(
            value,
            &["今回の", "今回は", "ご契約は", "とは異な", "とは別", "検証用", "テスト用", "本番は", "未構築", "未稼働"],
        );
        let places = label.ends_with("拠点") && !has(value, &["全", "すべて", "all"]);
        return elsewhere || places || covers_a_part(value);
    }
    if is(&[
        "評価時点",
        "時点",
        "回答時点",
        "基準日",
        "回答基準日",
        "評価基準日",
        "調査基準日",
        "評価日",
        "点検日",
        "回答日",
        "記入日",
        "記入時点",
        "作成日",
        "asof",
        "dateofassessment",
    ]) {
        let oldest = on.first_of_month().saturating_sub(Span::new().months(14));
        let day = date::find(&value.replace('r', "R")).or_else(|| date::find(value));
        return day.is_some_and(|day| day < oldest || day > on);
    }
    is(&["ステータス", "状態", "文書の状態", "版", "版数", "位置付け", "位置づけ", "status"])
        && has(
            value,
            &[
                "レビュー前",
                "未確定",
                "未承認",
                "承認前",
                "確認前",
                "暫定",
                "仮",
                "案",
                "ドラフト",
                "下書",
                "作成中",
                "作業中",
                "draft",
                "tentative",
            ],
        )
}
