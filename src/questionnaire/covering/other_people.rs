//! Other people than those who were asked about: the own staff are taught where those of a subcontractor or of the city were to be. Texts are
//! folded.

/// Who is named in the place of those who were asked about, as a sentence for readers.
pub(super) fn own_instead(asked: &str, text: &str) -> Option<String> {
    const DEEDS: [&str; 7] = ["教育", "研修", "誓約", "訓練", "講習", "説明会", "周知"];
    const CLIENTS: [&str; 14] = [
        "本市職員",
        "本市の職員",
        "本市の担当",
        "本市担当",
        "当市職員",
        "当市の職員",
        "貴市職員",
        "市職員",
        "町職員",
        "村職員",
        "県職員",
        "区職員",
        "職員向け",
        "委託元の職員",
    ];
    const HELPERS: [&str; 5] = ["再委託先", "再々委託先", "協力会社", "下請", "協力企業"];
    /// Takes the others in.
    const ALSO: [&str; 9] = ["再委託", "委託先", "協力会社", "下請", "パートナー", "職員", "派遣", "貴市", "同様"];
    const OWN: [&str; 12] = [
        "当社社員",
        "当社の社員",
        "弊社社員",
        "弊社の社員",
        "自社社員",
        "自社の社員",
        "全社員",
        "社員全員",
        "当社従業",
        "当社の従業",
        "正社員",
        "全従業員",
    ];
    const TO: [&str; 7] = ["に", "から", "へ", "を対象", "向け", "より", "全員"];
    let others = CLIENTS.iter().chain(&HELPERS).find(|others| asked.contains(**others))?;
    // 「当社及び再委託先の従業者に」: the own staff are asked about, too.
    let both = ["及び", "並びに", "または", "又は", "を含"].iter().any(|word| asked.contains(word));
    if both || !DEEDS.iter().any(|deed| asked.contains(deed)) || ALSO.iter().any(|word| text.contains(word)) {
        return None;
    }
    let own = OWN.iter().find(|own| {
        text.match_indices(**own).any(|(at, _)| {
            let after = text.get(at + own.len()..).unwrap_or_default().trim_start_matches(['員', '者']);
            TO.iter().any(|sign| after.starts_with(sign))
        })
    })?;
    Some(format!("「{own}」とあり、設問の「{others}」については述べていません"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_staff_are_not_those_of_others() {
        let asked = "再委託先に教育を実施させていますか";
        assert!(own_instead(asked, "当社社員に年1回eラーニングを実施しています").is_some());
        assert_eq!(own_instead(asked, "当社社員と再委託先の要員に実施しています"), None);
        assert_eq!(own_instead("従業者に教育を実施していますか", "全社員に実施しています"), None);
    }
}
