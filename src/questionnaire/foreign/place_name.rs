//! Names of places, and of the systems and services that are answered for one by one.

/// Where a vendor works.
pub(super) const PLACES: [&str; 17] = [
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
    "店舗",
    "オフィス",
    "東京",
    "大阪",
    "headquarters",
    "office",
    "branch",
];
/// Other places, and what is run there.
const SITES: [&str; 17] = [
    "センター",
    "データセンタ",
    "庁舎",
    "事務所",
    "システム",
    "サービス",
    "環境",
    "サーバ",
    "端末",
    "クラウド",
    "アカウント",
    "サイト",
    "site",
    "datacenter",
    "production",
    "staging",
    "location",
];

/// Whether a header names a place, a system or a service that is answered for beside others of its kind.
pub(super) fn is_site(folded: &str) -> bool {
    let text = folded.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    PLACES.iter().chain(&SITES).any(|word| folded.contains(word))
        || (text.ends_with(['社', '店', '部', '課']) && (2..=12).contains(&folded.chars().count()))
        || ["hq", "dc1", "dc2", "本番", "検証", "開発"].contains(&folded)
}
