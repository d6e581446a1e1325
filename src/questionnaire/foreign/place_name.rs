//! Names of places, and of the systems and services that are answered for one by one.

/// Whether a header names a place, a system or a service that is answered for beside others of its kind.
pub(super) fn is_site(folded: &str) -> bool {
    const SITES: [&str; 34] = [
        "本社",
        "本店",
        "支社",
        "支店",
        "支所",
        "営業所",
        "事業所",
        "拠点",
        "工場",
        "倉庫",
        "センター",
        "データセンタ",
        "庁舎",
        "店舗",
        "オフィス",
        "事務所",
        "システム",
        "サービス",
        "環境",
        "サーバ",
        "端末",
        "クラウド",
        "アカウント",
        "サイト",
        "東京",
        "大阪",
        "site",
        "office",
        "branch",
        "datacenter",
        "headquarters",
        "production",
        "staging",
        "location",
    ];
    let text = folded.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    SITES.iter().any(|word| folded.contains(word))
        || (text.ends_with(['社', '店', '部', '課']) && (2..=12).contains(&folded.chars().count()))
        || ["hq", "dc1", "dc2", "本番", "検証", "開発"].contains(&folded)
}
