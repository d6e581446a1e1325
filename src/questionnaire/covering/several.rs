//! Several people were asked for, and a statement names one: 「担当者が読み返して確認」, 「1名を配置」. Texts are folded.

use crate::questionnaire::role::Role;
use crate::questionnaire::vocabulary::RemarkWords;

/// The one who does it alone, as a sentence for readers.
pub(super) fn only_one(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const SEVERAL: [&str; 16] = [
        "2名",
        "二名",
        "2人",
        "二人",
        "3名以上",
        "複数人",
        "複数名",
        "複数の者",
        "複数の担当",
        "複数の職員",
        "複数の社員",
        "ダブルチェック",
        "二重チェック",
        "別の者",
        "別の担当",
        "二人体制",
    ];
    if !SEVERAL.iter().any(|word| asked.contains(word)) || names_second(asked, text) {
        return None;
    }
    let doers = Role::Doer.named(words, text);
    let alone = doers.first().filter(|_| doers.iter().all(|doer| is_one(doer)) && doers.len() == 1);
    let counted = || ["1名", "一名", "1人", "一人"].iter().find(|one| text.contains(**one));
    let one = alone.or_else(counted)?;
    Some(format!("「{one}」とあり、複数の者で行っているとは述べていません"))
}

/// Whether somebody of one kind is named, rather than a section or several.
fn is_one(doer: &str) -> bool {
    const ONE: [&str; 8] = ["者", "員", "人", "手", "担当", "自身", "代表", "社長"];
    const ABOVE: [&str; 3] = ["責任者", "管理者", "承認者"];
    ONE.iter().any(|end| doer.ends_with(end))
        && !ABOVE.iter().any(|end| doer.ends_with(end))
        && !doer.contains(['と', '・', '及', '各', '全', '双', '両', '相'])
        && !doer.contains(|c: char| c.is_ascii_digit())
}

/// Whether the text names a second one, or that there are several.
fn names_second(asked: &str, text: &str) -> bool {
    const SECOND: [&str; 41] = [
        "2名",
        "二名",
        "3名",
        "三名",
        "4名",
        "5名",
        "2人",
        "二人",
        "3人",
        "三人",
        "複数",
        "二重",
        "ダブル",
        "別の",
        "他の",
        "もう一",
        "もう1",
        "第二",
        "相互",
        "双方",
        "互い",
        "再鑑",
        "ペア",
        "チーム",
        "上長",
        "上司",
        "課長",
        "係長",
        "部長",
        "室長",
        "責任者",
        "管理者",
        "承認",
        "決裁",
        "以外",
        "と確認者",
        "及び",
        "並びに",
        "第三者",
        "読み合わせ",
        "検証者",
    ];
    // Where several are to give leave, that leave is given names no second one.
    let again = |word: &str| ["承認", "決裁"].contains(&word) && asked.contains(word);
    SECOND.iter().any(|word| text.contains(word) && !again(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_named_by_what_sets_it_apart() {
        for text in ["担当者と上長が確認", "別の担当者が確認", "2名で確認", "ダブルチェックを実施"]
        {
            assert!(names_second("2名以上で確認", text), "{text}");
        }
        assert!(!names_second("2名以上で確認", "担当者が読み返して確認"));
        assert!(is_one("担当者") && !is_one("品質管理部") && !is_one("担当者2名") && !is_one("責任者"));
    }
}
