//! The respondent's own certificate or registration was asked for, and what it is built on has one: 「ISMAP登録サービスの上で構築」. Texts are folded.

use crate::questionnaire::backing::is_hiragana;
use crate::questionnaire::certificate;

/// What is certified in the place of the respondent, as a sentence for readers.
pub(super) fn by_another(asked: &str, text: &str) -> Option<String> {
    const HELD: [&str; 7] = ["登録", "取得", "認証", "認定", "掲載", "対象", "適合"];
    const STATES: [&str; 9] = ["済みの", "済の", "済み", "済", "した", "している", "された", "の", ""];
    /// What is done with what has the certificate.
    const BUILT: [&str; 22] = [
        "の上で",
        "の上に",
        "上で",
        "上に",
        "を利用",
        "を使用",
        "を採用",
        "を活用",
        "で構築",
        "で稼働",
        "で運用",
        "で提供",
        "と提携",
        "と連携",
        "に構築",
        "に設置",
        "に委託",
        "を基盤",
        "をベース",
        "に保管",
        "から提供",
        "に預け",
    ];
    let asks = ["取得", "登録", "保有", "認証を", "認定を"].iter().any(|word| asked.contains(word));
    if !asks || certificate::find(asked).is_empty() && !asked.contains("ismap") {
        return None;
    }
    // 「AWS(ISMAP登録)上で」
    let bare = text.replace(['(', ')'], "");
    let clauses = bare.split(['。', '、', '\u{1}']).filter(|clause| !clause.is_empty());
    let host = clauses.into_iter().find_map(|clause| {
        HELD.iter().flat_map(|held| clause.match_indices(held)).find_map(|(at, held)| {
            let after = clause.get(at + held.len()..)?;
            STATES.iter().filter_map(|state| after.strip_prefix(state)).find_map(|rest| {
                // 「事業者の倉庫を利用」: what belongs to who is certified, too.
                let owned = || rest.split_once('の').filter(|(owner, _)| !owner.contains(is_hiragana));
                let host = |rest: &str| {
                    let end = rest.find(is_hiragana).unwrap_or(rest.len());
                    let (noun, behind) = rest.split_at_checked(end)?;
                    // 「クラウド上で」: the joint is written in the same script.
                    let bare = noun.strip_suffix('上').unwrap_or(noun);
                    let upon = bare.len() < noun.len();
                    let behind = if upon { rest.get(bare.len()..)? } else { behind };
                    let built = BUILT.iter().any(|sign| behind.starts_with(sign));
                    (built && (upon || bare.chars().count() > 1) && !is_paper(bare)).then(|| format!("{held}{bare}"))
                };
                host(rest).or_else(|| owned().and_then(|(_, rest)| host(rest)))
            })
        })
    })?;
    Some(format!("「{host}」の認証又は登録とあり、回答した者が受けているとは述べていません"))
}

/// 「認証登録証を使用」, 「登録番号で」: papers and marks of the certificate itself.
fn is_paper(noun: &str) -> bool {
    ["証", "番号", "書", "範囲", "マーク", "簿", "機関", "制度", "規格", "審査"].iter().any(|end| noun.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_something_certified_is_not_certified() {
        let asked = "貴社のサービスはismapに登録されていますか";
        for said in [
            "ismap登録サービスの上で構築",
            "ismap登録クラウド上で稼働",
            "登録済みの基盤を利用",
            "ismap登録済み環境に構築",
        ] {
            assert!(by_another(asked, said).is_some(), "{said}");
        }
        for said in ["2024年に登録", "当サービスはismap登録済みです", "登録番号を公表"] {
            assert_eq!(by_another(asked, said), None, "{said}");
        }
    }
}
