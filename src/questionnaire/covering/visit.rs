//! Whoever gives the work wants to audit or to visit, and the respondent tells of an audit or a certificate of its own. Texts are folded.

use crate::questionnaire::certificate;

/// What is told of in the place of the audit that was asked about, as a sentence for readers.
pub(super) fn own_instead(asked: &str, text: &str) -> Option<String> {
    const OWN: [&str; 17] = [
        "内部監査",
        "外部監査",
        "外部審査",
        "更新審査",
        "維持審査",
        "監査室",
        "監査部",
        "監査法人",
        "監査報告書",
        "自己点検",
        "自己監査",
        "社内監査",
        "レビュー",
        "定期監査",
        "第三者監査",
        "審査",
        "認証",
    ];
    /// Says that it is let in, or where that is agreed.
    const LETS: [&str; 22] = [
        "受け入れ",
        "受入",
        "応じ",
        "協力",
        "許可",
        "認め",
        "承諾",
        "契約",
        "仕様書",
        "条",
        "日程",
        "調整",
        "いつでも",
        "事前",
        "立会",
        "立ち会",
        "案内",
        "対応可",
        "対応いた",
        "対応しま",
        "が対応",
        "可能",
    ];
    const CLIENTS: [&str; 11] =
        ["本市", "貴市", "当市", "貴", "委託元", "発注者", "お客", "顧客", "市の", "市に", "自治体"];
    if !is_of_client(asked) || CLIENTS.iter().any(|word| text.contains(word)) {
        return None;
    }
    // 「SOC2報告書の提示で対応します」 lets nobody in.
    let in_place = ["をもって", "に代え", "で代替", "報告書で対応", "認証で対応", "提示で", "提出で"];
    let lets = LETS.iter().any(|word| text.contains(word)) && !in_place.iter().any(|word| text.contains(word));
    let named = OWN.iter().find(|word| text.contains(**word)).map(|word| (*word).to_owned());
    let named = named.or_else(|| certificate::find(text).first().map(|_| "認証".to_owned()))?;
    (!lets).then(|| format!("「{named}」とあり、設問の監査や検査を受け入れるとは述べていません"))
}

/// Whether the question is about being audited or visited by whoever gives the work.
fn is_of_client(asked: &str) -> bool {
    const WHO: [&str; 15] = [
        "本市",
        "当市",
        "貴市",
        "市",
        "町",
        "村",
        "県",
        "区",
        "庁",
        "委託元",
        "委託者",
        "発注者",
        "発注元",
        "職員",
        "顧客",
    ];
    const VISITS: [&str; 8] = ["監査", "検査", "実地", "立入", "立ち入", "調査", "視察", "点検"];
    const VISIT_OF_OTHERS: [&str; 7] =
        ["立入検査", "立入調査", "立ち入り検査", "立入監査", "実地検査", "実地調査", "実地監査"];
    const TAKEN: [&str; 8] = ["受け入れ", "受入", "応じ", "協力", "認め", "許可", "承諾", "受け容れ"];
    let by_client = WHO.iter().any(|who| {
        ["による", "の", "が", "職員による", "職員の"].iter().any(|joint| {
            asked.split_once(&format!("{who}{joint}")).is_some_and(|(_, after)| {
                let near: String = after.chars().take(8).collect();
                VISITS.iter().any(|visit| near.contains(visit))
            })
        })
    });
    (by_client || VISIT_OF_OTHERS.iter().any(|visit| asked.contains(visit)))
        && TAKEN.iter().any(|verb| asked.contains(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_taken_or_something_else_is_told_of() {
        let asked = "本市の立入検査に応じますか";
        for own in ["ismsの外部審査を毎年受けています", "内部監査を年1回実施しています", "監査報告書の提示で対応します"]
        {
            assert!(own_instead(asked, own).is_some(), "{own}");
        }
        for fine in ["契約書第12条による", "監査室が窓口となり受け入れます", "本市の監査を毎年受けています"]
        {
            assert_eq!(own_instead(asked, fine), None, "{fine}");
        }
        assert_eq!(own_instead("内部監査を実施していますか", "監査室が実施"), None);
    }
}
