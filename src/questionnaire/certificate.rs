//! Certificates and other proof, recognised in free text.

use super::word_list::WordList;
use super::{Evidence, date, vocabulary};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::LazyLock;
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

static NAMES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(WORDS.iter().flat_map(|(_, words)| words.iter().copied())));

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
    /// Its number as written; empty where none is, and where the line names several certificates.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The year of the standard's edition, 「2022」 of 27001:2022.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub edition: String,
}

/// All certificates that a text names, line by line.
pub fn find(text: &str) -> Vec<Certificate> {
    let mut found: Vec<Certificate> = Vec::new();
    for line in lines(text) {
        let folded = folded(line);
        if !NAMES.any(&folded) {
            continue;
        }
        let mut rest = folded.clone();
        let before = found.len();
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
                number: String::new(),
                edition: edition(&folded, words),
            };
            if !found.contains(&certificate) {
                found.push(certificate);
            }
        }
        if let Some([only]) = found.get_mut(before..) {
            only.number = number(&line.nfkc().collect::<String>()).unwrap_or_default();
        }
    }
    found
}

/// All certificates that the cells of a row name together. Where they are of one scheme, a day or a number that stands in another cell
/// or line is its own: scheme and number in the remark, 「認証書（有効期限 2027年9月30日）」 in the evidence.
pub(super) fn of_row(cells: &[&str]) -> Vec<Certificate> {
    let text = cells.join("\n");
    let mut found = find(&text);
    let Some(kind) = found.first().map(|first| first.kind) else { return found };
    if found.iter().any(|other| other.kind != kind) {
        return found;
    }
    if found.iter().all(|certificate| certificate.expires.is_none()) {
        let of_a_certificate =
            |line: &String| ["有効", "満了", "認証", "認定", "登録", "証書"].iter().any(|word| line.contains(word));
        let ends: Vec<Date> =
            lines(&text).map(folded).filter(of_a_certificate).filter_map(|line| expiry(&line, kind)).collect();
        let end = ends.into_iter().min();
        found.iter_mut().for_each(|certificate| certificate.expires = end);
    }
    if found.iter().all(|certificate| certificate.number.is_empty()) {
        let named = |line: &str| ["番号", "No.", "NO."].iter().any(|name| line.contains(name));
        let numbers = lines(&text).map(|line| line.nfkc().collect::<String>()).filter(|line| named(line));
        let number = numbers.filter_map(|line| number(&line)).next().unwrap_or_default();
        found.iter_mut().for_each(|certificate| certificate.number.clone_from(&number));
    }
    found.dedup();
    found
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '。', ';', '；'])
}

fn folded(line: &str) -> String {
    match vocabulary::is_normal(line) {
        true => line.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase(),
        false => line.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase(),
    }
}

/// The year that stands behind the standard's number.
fn edition(folded: &str, words: &[&str]) -> String {
    let year = |word: &&str| {
        let (_, after) = folded.split_once(*word)?;
        let year: String = after.strip_prefix(':')?.chars().take_while(char::is_ascii_digit).collect();
        (year.len() == 4).then_some(year)
    };
    words.iter().find_map(year).unwrap_or_default()
}

/// What a line calls a number: behind 「登録番号」 or 「No.」, between 「第」 and 「号」, or in brackets. Anything with fewer than three digits, or
/// that is a date or the name of a standard, is none.
fn number(line: &str) -> Option<String> {
    const NAMES: [&str; 5] = ["番号", "No.", "NO.", "No:", "No "];
    const FITTING: &str = "-/(). ";
    let behind = NAMES.iter().filter_map(|name| line.split_once(name)).map(|(_, after)| after);
    let ordinal = line.split_once('第').map(|(_, after)| after).filter(|after| after.contains('号'));
    let bracketed =
        line.match_indices('(').filter_map(|(at, _)| line.get(at + 1..)?.split_once(')')).map(|(inner, _)| inner);
    behind.chain(ordinal).chain(bracketed).find_map(|text| {
        let text = text.trim_start_matches([' ', ':', 'は', '第']);
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !FITTING.contains(c)).unwrap_or(text.len());
        let token = text.get(..end)?;
        // A bracket that only opens belongs to what follows: 「No.12345(本社)」.
        let token =
            if token.matches('(').count() > token.matches(')').count() { token.rsplit_once('(')?.0 } else { token };
        // 「IS 612345」 is one number, and 「12345678(03) 2027」 a number and a year.
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let first = token
            .match_indices(' ')
            .map(|(at, _)| at)
            .find(|at| token.get(..*at).is_some_and(|head| digits(head) >= 3));
        let token = token.get(..first.unwrap_or(token.len()))?.trim_matches([' ', '.', '/', '-']);
        let named = WORDS.iter().any(|(_, words)| words.iter().any(|word| token.to_uppercase().contains(word)));
        let behind = line.get(line.find(token)? + token.len()..)?;
        let dated = date::find(token).is_some() || behind.starts_with(['年', '月', '日']);
        (digits(token) >= 3 && token.len() <= 30 && !named && !dated).then(|| token.to_owned())
    })
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
    fn numbers_are_taken_where_a_line_calls_them_so() {
        let cases = [
            ("ISMS認証（ISO/IEC 27001:2022、登録番号：IS 612345、有効期限2028年3月31日）", "IS 612345", "2022"),
            ("プライバシーマーク　第10860001(05)号", "10860001(05)", ""),
            ("Ｐマーク 登録番号 １２３４５６７８（０３） 2027年5月末まで", "12345678(03)", ""),
            ("ISO/IEC 27017 認証（JQA-IC0012）", "JQA-IC0012", ""),
            ("ISO27001 No.JP-0456(本社)", "JP-0456", ""),
            ("ISO/IEC 27001(2027/3/31まで)", "", ""),
            ("ISMAP（ISO/IEC 27001を含む）", "", ""),
            ("ISMS取得。拠点は3か所", "", ""),
            ("ISO/IEC 27001及びISO/IEC 27017（登録番号 IS 612345）", "", ""),
            ("プライバシーマーク取得(登録番号は別紙)", "", ""),
        ];
        for (text, number, edition) in cases {
            let found = find(text);
            let first = found.first().map(|one| (one.number.as_str(), one.edition.as_str()));
            assert_eq!(first, Some((number, edition)), "{text}");
        }
    }

    #[test]
    fn the_day_in_another_cell_belongs_to_the_only_certificate_of_the_row() {
        let ends = |cells: &[&str]| of_row(cells).iter().map(|one| one.expires).collect::<Vec<_>>();
        let day = Some(date(2027, 9, 30));
        assert_eq!(ends(&["認証書（有効期限 2027年9月30日）", "ISO/IEC 27017 IS 123456", "はい"]), [day]);
        assert_eq!(ends(&["認証書の写し。2027年9月30日まで有効", "ISMS", "はい"]), [day]);
        assert_eq!(ends(&["", "", "ISMAP 登録番号 C99-0001-2、有効期限 2027年9月30日"]), [day]);
        // A day that may belong to either is nobody's; a day that is no end is none.
        assert_eq!(ends(&["認証書（有効期限 2027年9月30日）", "ISMSとPマーク", "はい"]), [None, None]);
        assert_eq!(ends(&["2026年9月30日 取得", "ISMS", "はい"]), [None]);
        assert_eq!(
            of_row(&["登録番号 IS 612345", "ISMS", ""]).first().map(|one| one.number.clone()),
            Some("IS 612345".to_owned())
        );
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
