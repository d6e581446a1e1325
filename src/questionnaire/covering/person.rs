//! Somebody was to be named, a head or whoever is in charge, and only a paper, a certificate or a log is there: 「個人情報保護規程を整備」. Texts are
//! folded.

use super::enumeration::{object, parts_nouns};
use crate::questionnaire::vocabulary::RemarkWords;

/// What is named in the place of a person, as a sentence for readers.
pub(super) fn nobody(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let office = office(asked)?;
    let clauses = || text.split(['。', '、', ',', ';', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    if clauses().any(|clause| names_somebody(words, clause)) {
        return None;
    }
    let thing = clauses().find_map(made)?;
    Some(format!("「{thing}」とあり、「{office}」を定めているとは述べていません"))
}

/// The office for which the question wants somebody: 「責任者」 of 「責任者を定めていますか」.
fn office(asked: &str) -> Option<&'static str> {
    const OFFICES: [&str; 7] = ["責任者", "管理者", "担当者", "監督者", "ciso", "責任部署", "担当部署"];
    const NAMED: [&str; 11] = ["定め", "置", "選任", "任命", "設置", "指名", "指定", "配置", "決め", "明確", "選定"];
    OFFICES.into_iter().find(|office| {
        asked.match_indices(*office).any(|(at, _)| {
            let after = asked.get(at + office.len()..).and_then(|after| after.strip_prefix(['を', 'が', 'は']));
            let near: String = after.unwrap_or_default().chars().take(8).collect();
            NAMED.iter().any(|verb| near.contains(verb)) || near.starts_with("いま")
        })
    })
}

/// What a clause says has been made, got or kept.
fn made(clause: &str) -> Option<&str> {
    const MADE: [&str; 17] = [
        "整備", "取得", "策定", "制定", "作成", "保存", "保管", "導入", "公表", "改定", "改訂", "締結", "加入", "運用",
        "実施", "収集", "見直",
    ];
    clause.match_indices(['を', 'に']).find_map(|(at, sign)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
        let near: String = after.chars().take(12).collect();
        if MADE.iter().any(|verb| near.contains(verb)) { object(before) } else { None }
    })
}

/// Whether a clause names somebody, a section, or that somebody was appointed. Those to whom things are done hold no office.
fn names_somebody(words: &RemarkWords, clause: &str) -> bool {
    const APPOINTED: [&str; 15] = [
        "任命",
        "選任",
        "指名",
        "専任",
        "兼任",
        "兼務",
        "体制",
        "組織図",
        "名簿",
        "担当",
        "責任者",
        "管理者",
        "配置",
        "役割",
        "辞令",
    ];
    const OTHERS: [&str; 13] = [
        "利用者",
        "従業者",
        "従事者",
        "従業員",
        "第三者",
        "社員",
        "職員",
        "全員",
        "来訪者",
        "退職者",
        "閲覧者",
        "業者",
        "事業者",
    ];
    let somebody = |noun: &str| words.doers.ends(noun) && !OTHERS.iter().any(|other| noun.ends_with(other));
    APPOINTED.iter().any(|word| clause.contains(word))
        || clause.split(|c: char| parts_nouns(c) || ":=".contains(c)).any(somebody)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_asked_for_where_somebody_is_to_hold_it() {
        assert_eq!(office("情報セキュリティ責任者を定めていますか"), Some("責任者"));
        assert_eq!(office("責任者の承認を得ていますか"), None);
        assert_eq!(made("監査ログを1年間保存しています"), Some("監査ログ"));
        assert_eq!(made("情報セキュリティ基本規程に規定"), None);
    }
}
