//! Texts that say that what follows is an example or a draft.

/// 「見本」, 「【下書き】」, 「以下はサンプルです」, 「調査票（記入例）」: what follows is no answer. The text is folded.
pub(in crate::questionnaire) fn is_sample(folded: &str) -> bool {
    const WORDS: [&str; 19] = [
        "記入例",
        "記載例",
        "回答例",
        "作成例",
        "入力例",
        "見本",
        "サンプル",
        "下書き",
        "下書",
        "ドラフト",
        "ダミー",
        "たたき台",
        "素案",
        "練習用",
        "記入見本",
        "sample",
        "draft",
        "example",
        "specimen",
    ];
    const OTHER: [&str; 18] = [
        "参考",
        "参照",
        "別",
        "従",
        "ご覧",
        "シート",
        "ください",
        "下さい",
        "右",
        "左",
        "欄",
        ":",
        "数",
        "提出",
        "検査",
        "採取",
        "調査",
        "を見",
    ];
    let sample = |text: &str| {
        let text = text.trim_matches(|c: char| "※注意:()[]【】<>「」*・!■◆●★- ".contains(c));
        (2..=16).contains(&text.chars().count())
            && WORDS.iter().any(|word| text.contains(word))
            && !OTHER.iter().any(|word| text.contains(word))
    };
    sample(folded)
        // 「Draft - not for distribution」
        || folded.split_once('-').is_some_and(|(name, _)| WORDS.contains(&name))
        || folded.chars().count() <= 60
            && folded.split(['(', '【', '[', '<']).skip(1).any(|part| {
                part.split([')', '】', ']', '>'])
                    .next()
                    .is_some_and(|inner| WORDS.contains(&inner) || sample(inner) && inner.chars().count() <= 8)
            })
}
