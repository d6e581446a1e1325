//! Certificates and other proof, recognised in free text.

use super::{Evidence, date};
use jiff::civil::Date;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// A scheme under which a third party has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum CertificateKind {
    /// ISMAP-LIU; not the same as ISMAP.
    IsmapLiu,
    /// ISMAP.
    Ismap,
    /// ISO/IEC 27017.
    Iso27017,
    /// ISO/IEC 27018.
    Iso27018,
    /// ISO/IEC 27701.
    Iso27701,
    /// ISO/IEC 27001, ISMS.
    Iso27001,
    /// プライバシーマーク.
    PrivacyMark,
    /// SOC 2.
    Soc2,
    /// JC-STAR.
    JcStar,
    /// ASPIC 情報開示認定.
    Aspic,
}

/// The words by which each scheme is known, folded; the more special scheme first, since its words hold the other's.
const WORDS: [(CertificateKind, &[&str]); 10] = [
    (CertificateKind::IsmapLiu, &["ISMAP-LIU", "ISMAPLIU"]),
    (CertificateKind::Ismap, &["ISMAP"]),
    (CertificateKind::Iso27017, &["27017"]),
    (CertificateKind::Iso27018, &["27018"]),
    (CertificateKind::Iso27701, &["27701"]),
    (CertificateKind::Iso27001, &["27001", "ISMS"]),
    (CertificateKind::PrivacyMark, &["プライバシーマーク", "Pマーク", "JISQ15001"]),
    (CertificateKind::Soc2, &["SOC2"]),
    (CertificateKind::JcStar, &["JC-STAR"]),
    (CertificateKind::Aspic, &["ASPIC"]),
];

impl CertificateKind {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::IsmapLiu => "ISMAP-LIU",
            Self::Ismap => "ISMAP",
            Self::Iso27017 => "ISO/IEC 27017",
            Self::Iso27018 => "ISO/IEC 27018",
            Self::Iso27701 => "ISO/IEC 27701",
            Self::Iso27001 => "ISO/IEC 27001（ISMS）",
            Self::PrivacyMark => "プライバシーマーク",
            Self::Soc2 => "SOC 2",
            Self::JcStar => "JC-STAR",
            Self::Aspic => "ASPIC情報開示認定",
        }
    }
}

/// A certificate as named in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The scheme.
    pub kind: CertificateKind,
    /// The last day on which it is good, if written.
    pub expires: Option<Date>,
    /// Whether the text itself says that this service or place is not covered.
    pub out_of_scope: bool,
    /// Whether the text says that it is not held or only aimed at.
    pub not_held: bool,
}

/// All certificates that a text names, line by line.
pub fn find(text: &str) -> Vec<Certificate> {
    let mut found: Vec<Certificate> = Vec::new();
    for line in text.split(['\n', '。', ';', '；']) {
        let folded: String = line.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let mut rest = folded.clone();
        for (kind, words) in WORDS {
            if !words.iter().any(|word| rest.contains(word)) {
                continue;
            }
            for word in words {
                rest = rest.replace(word, "");
            }
            let says = |signs: &[&str]| signs.iter().any(|sign| folded.contains(sign));
            let certificate = Certificate {
                kind,
                expires: expiry(&folded, kind),
                out_of_scope: says(&["対象外", "範囲外", "含まれない", "含みません", "適用外"]),
                not_held: says(&[
                    "未取得",
                    "取得予定",
                    "取得を予定",
                    "申請中",
                    "準備中",
                    "失効",
                    "返上",
                    "取得していない",
                    "取得していません",
                    "検討中",
                ]),
            };
            if !found.contains(&certificate) {
                found.push(certificate);
            }
        }
    }
    found
}

/// A date that stands beside a word of expiry. Certificates of the 2013 edition of ISO/IEC 27001 all ended on
/// 31 October 2025, whatever they say.
fn expiry(line: &str, kind: CertificateKind) -> Option<Date> {
    let after = ["有効期限", "有効期間", "期限", "満了"]
        .iter()
        .find_map(|word| line.split_once(word))
        .map(|(_, after)| after.rsplit(['~', '〜', 'か']).next().unwrap_or(after));
    let written = match after {
        Some(after) => date::find(after),
        None => line.find("まで").and_then(|end| date::find(line.get(..end)?)),
    };
    let superseded =
        (kind == CertificateKind::Iso27001 && line.contains("27001:2013")).then(|| jiff::civil::date(2025, 10, 31));
    written.min(superseded.or(written)).or(superseded)
}

/// How sure one may be of an answer with this in its evidence column.
pub(super) fn level(evidence: &str, certificates: &[Certificate]) -> Evidence {
    let says = |signs: &[&str]| signs.iter().any(|sign| evidence.contains(sign));
    if evidence.trim().is_empty() {
        Evidence::Stated
    } else if certificates.iter().any(|certificate| !certificate.not_held && !certificate.out_of_scope) {
        Evidence::ThirdParty
    } else if says(&["別添", "別紙", "添付", "写し", "提出", "同封"]) {
        Evidence::Submitted
    } else if says(&["http", "ホームページ", "ウェブ", "公開", "ホワイトペーパー", "利用規約", "約款"])
    {
        Evidence::Public
    } else {
        Evidence::Stated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn schemes_dates_and_scope_are_recognised() {
        let found = find(
            "ＩＳＭＡＰ－ＬＩＵ登録(有効期限 令和9年3月31日)\nISO/IEC 27001:2022 登録範囲は本社。2027年5月31日まで有効",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(
            found.first().map(|c| (c.kind, c.expires)),
            Some((CertificateKind::IsmapLiu, Some(date(2027, 3, 31))))
        );
        assert_eq!(found.get(1).map(|c| c.kind), Some(CertificateKind::Iso27001));
    }

    #[test]
    fn an_old_edition_has_ended_whatever_it_says() {
        let found = find("ISO/IEC 27001:2013 有効期限2027/3/31");
        assert_eq!(found.first().and_then(|c| c.expires), Some(date(2025, 10, 31)));
    }

    #[test]
    fn aiming_at_a_certificate_is_not_holding_it() {
        let found = find("プライバシーマークは申請中");
        assert!(found.first().is_some_and(|c| c.not_held));
        assert_eq!(level("プライバシーマークは申請中", &found), Evidence::Stated);
        assert_eq!(level("別添2 教育記録", &[]), Evidence::Submitted);
        assert_eq!(level("https://example.jp/security", &[]), Evidence::Public);
        assert_eq!(level("", &find("ISMS")), Evidence::Stated);
    }
}
