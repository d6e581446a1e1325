//! Columns that are named by one of the parties alone.

/// Whether a column is named by the vendor alone, with no word of what is in it.
pub(in crate::questionnaire) fn is_vendor_alone(folded: &str) -> bool {
    let sides = [
        "事業者",
        "受託者",
        "受注者",
        "提供者",
        "ベンダ",
        "ベンダー",
        "貴社",
        "自社",
        "弊社",
        "御社",
        "乙",
        "vendor",
        "provider",
        "supplier",
        "csp",
    ];
    sides.contains(&folded.trim_end_matches('側'))
}

/// Whether a column is named by those whom the vendor serves, alone.
pub(in crate::questionnaire) fn is_other_party(folded: &str) -> bool {
    let sides = ["利用者", "顧客", "お客様", "ユーザ", "ユーザー", "利用団体", "customer", "client", "user", "csc"];
    sides.contains(&folded.trim_end_matches('側'))
}
