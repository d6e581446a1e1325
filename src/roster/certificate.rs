use super::field::Field;
use super::grid::{Seen, fold};
use super::value::{self, End};
use crate::policy::date;
use crate::questionnaire::{CertificateKind, certificates};
use crate::workbook::Address;
use jiff::civil::Date;

/// A certificate that a row says is held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterCertificate {
    /// The scheme, for readers.
    pub scheme: String,
    /// Its number.
    pub number: String,
    /// What it covers.
    pub scope: String,
    /// The standard's edition, where it is named.
    pub edition: String,
    /// The last day.
    pub expires: Option<Date>,
    /// Where that is said; absent where no cell of its own says it.
    pub at: Option<Address>,
}

/// What the cells of a row say of one scheme, or of no one in particular.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Whether it is held, or which ones are.
    pub(super) held: Option<Seen>,
    pub(super) number: Option<Seen>,
    pub(super) scope: Option<Seen>,
    pub(super) expires: Option<Seen>,
    /// What the heading of the date says before it: 令和.
    pub(super) era: &'static str,
}

/// A cell that was not understood, under its field.
type Unread = (Field, Seen);

/// The scheme that a heading names, where it names one.
pub(super) fn scheme(titles: &[String]) -> Option<CertificateKind> {
    let found = certificates(&titles.concat().replace('\n', ""));
    match found.as_slice() {
        [only] => Some(only.kind),
        _ => None,
    }
}

impl Cells {
    /// The certificates that the cells say are held: only what is said without doubt, the rest comes back as unread.
    pub(super) fn read(&self, scheme: Option<CertificateKind>) -> (Vec<RosterCertificate>, Vec<Unread>) {
        let mut unread = Vec::new();
        let mut found = match (&self.held, scheme) {
            (Some(cell), Some(kind)) => match claim(kind, cell) {
                Claim::Held(one) => vec![*one],
                Claim::NotHeld => {
                    // 「なし」 beside a number or a date: one of them is wrong.
                    let but = |(field, cell): (Field, &Seen)| (field, noted(cell, "取得していないとあります"));
                    return (Vec::new(), self.details().map(but).collect());
                }
                Claim::Doubtful(why) => {
                    unread.push((Field::Certificate, noted(cell, why)));
                    Vec::new()
                }
            },
            (Some(cell), None) => named(cell, &mut unread),
            (None, Some(kind)) if self.details().next().is_some() => vec![of(kind)],
            (None, _) => Vec::new(),
        };
        let at = self.held.as_ref().or_else(|| self.details().next().map(|(_, cell)| cell)).map(|cell| cell.at);
        for one in &mut found {
            one.at = at;
        }
        if let [only] = found.as_mut_slice() {
            self.detail(only, &mut unread);
            // A number or a day says that it is held; 「更新中」 under its end does not.
            if self.held.is_none() && only.number.is_empty() && only.expires.is_none() {
                found.clear();
            }
        } else {
            let why = "どの認証のものか分かりません";
            unread.extend(self.details().map(|(field, cell)| (field, noted(cell, why))));
        }
        (found, unread)
    }

    /// Number, scope and date, as far as something stands there.
    fn details(&self) -> impl Iterator<Item = (Field, &Seen)> {
        let all = [
            (Field::CertificateNumber, &self.number),
            (Field::CertificateScope, &self.scope),
            (Field::CertificateExpiry, &self.expires),
        ];
        all.into_iter().filter_map(|(field, cell)| Some((field, cell.as_ref().filter(|cell| !is_dash(&cell.folded))?)))
    }

    fn detail(&self, certificate: &mut RosterCertificate, unread: &mut Vec<Unread>) {
        for (field, cell) in self.details() {
            match field {
                Field::CertificateNumber if is_number(cell) => certificate.number = squeezed(&cell.text),
                Field::CertificateScope if !cell.error => certificate.scope = squeezed(&cell.text),
                Field::CertificateExpiry => match self.last_day(&cell.text) {
                    Some(day) => certificate.expires = Some(day),
                    None => unread.push((field, cell.clone())),
                },
                _ => unread.push((field, cell.clone())),
            }
        }
    }

    fn last_day(&self, text: &str) -> Option<Date> {
        value::day(text, End::Last)
            .or_else(|| value::day(&format!("{}{text}", self.era), End::Last))
            .or_else(|| value::period(text).and_then(|(_, last)| last))
    }
}

/// What a cell under the name of a scheme says.
enum Claim {
    Held(Box<RosterCertificate>),
    NotHeld,
    Doubtful(&'static str),
}

fn claim(kind: CertificateKind, cell: &Seen) -> Claim {
    if is_no(&cell.folded) {
        return Claim::NotHeld;
    }
    if is_yes(&cell.folded) {
        // 「有（ISMS-1234、2027年3月31日まで）」: what stands in brackets is said of it.
        let told = certificates(&format!("{} {}", kind.label(), cell.text.replace('\n', " ")));
        let expires = told.into_iter().find(|said| said.kind == kind).and_then(|said| said.expires);
        if expires.is_none() && has_date(&cell.text) {
            return Claim::Doubtful("取得した日か期限か分かりません");
        }
        let (number, edition) = (bracketed(&cell.text), edition(&cell.folded));
        return Claim::Held(Box::new(RosterCertificate { number, edition, expires, ..of(kind) }));
    }
    if value::day(&cell.text, End::Last).is_some() {
        return Claim::Doubtful("取得した日か期限か分かりません");
    }
    // The scheme is named by the heading, so its words are read as if they stood beside it.
    let told = format!("{} {}", kind.label(), cell.text.replace('\n', " "));
    let said = certificates(&told).into_iter().find(|certificate| certificate.kind == kind);
    let expires = match said {
        Some(said) if said.not_held || said.out_of_scope => return Claim::NotHeld,
        Some(said) => said.expires,
        None => None,
    };
    let dated = has_date(&cell.text);
    let certificate =
        RosterCertificate { expires, edition: edition(&cell.folded), number: bracketed(&cell.text), ..of(kind) };
    match (expires, dated) {
        (Some(_), _) => Claim::Held(Box::new(certificate)),
        (None, true) => Claim::Doubtful("取得した日か期限か分かりません"),
        (None, false) if is_number(cell) => {
            let number = if certificate.number.is_empty() { squeezed(&cell.text) } else { certificate.number.clone() };
            Claim::Held(Box::new(RosterCertificate { number, ..certificate }))
        }
        (None, false) => Claim::Doubtful("取得しているか分かりません"),
    }
}

/// All certificates that a cell names, part by part.
fn named(cell: &Seen, unread: &mut Vec<Unread>) -> Vec<RosterCertificate> {
    let mut found: Vec<RosterCertificate> = Vec::new();
    for part in parts(&cell.text) {
        let folded = fold(&part);
        let said = certificates(&part);
        let mut doubt =
            |why| unread.push((Field::Certificate, noted(&Seen { text: part.clone(), ..cell.clone() }, why)));
        match said.as_slice() {
            [] if is_no(&folded) => {}
            [] => doubt("どの認証か分かりません"),
            [only] if only.not_held || only.out_of_scope || is_refused(&folded) => {}
            [only] => {
                if only.expires.is_none() && has_date(&part) {
                    doubt("取得した日か期限か分かりません");
                }
                found.push(RosterCertificate {
                    number: bracketed(&part),
                    edition: edition(&folded),
                    expires: only.expires,
                    ..of(only.kind)
                });
            }
            // A date or a word beside several is nobody's.
            several if has_date(&part) || several.iter().any(|one| one.not_held || one.out_of_scope) => {
                doubt("どの認証のことか分かりません");
            }
            several => found.extend(several.iter().map(|one| of(one.kind))),
        }
    }
    found.dedup();
    found
}

fn of(kind: CertificateKind) -> RosterCertificate {
    RosterCertificate { scheme: kind.label().to_owned(), ..RosterCertificate::default() }
}

/// Parted by 、 and the like, but not within brackets.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut depth) = (Vec::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && "、，,\n;；・".contains(c) {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A number in brackets: 「ISMS（IS 612345）」.
fn bracketed(text: &str) -> String {
    let inner =
        text.split_once(['(', '（']).and_then(|(_, after)| after.split_once([')', '）'])).map(|(inner, _)| inner);
    let pieces = inner.into_iter().flat_map(|inner| inner.split(['、', '，', ',']));
    // 「ISMS-1234」 is a number, 「ISO27001:2022」 the name of a standard.
    let number = |piece: &&str| {
        let folded = fold(piece);
        let standards = ["27001", "27017", "27018", "27701", "15001"];
        let bare = standards.iter().fold(folded.clone(), |text, standard| text.replace(standard, ""));
        let year = !edition(&folded).is_empty() || folded.contains('年') || folded.contains('版');
        digits(&bare) >= 3 && !has_date(piece) && !year
    };
    let mut numbers = pieces.filter(number);
    numbers.next().map(squeezed).unwrap_or_default()
}

/// The year behind the standard's number: 27001:2022.
fn edition(folded: &str) -> String {
    let years =
        folded.split(':').skip(1).map(|after| after.chars().take_while(char::is_ascii_digit).collect::<String>());
    years.into_iter().find(|year| year.len() == 4).unwrap_or_default()
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

fn has_date(text: &str) -> bool {
    !date::all(&date::folded(text)).is_empty()
}

/// Whether a cell may be the number of a certificate: some digits, and no date.
fn is_number(cell: &Seen) -> bool {
    !cell.error && digits(&cell.text) >= 3 && !has_date(&cell.text) && cell.folded.chars().count() <= 60
}

fn is_dash(folded: &str) -> bool {
    ["", "-", "ー", "―", "－", "−", "–", "‐", "—", "なし", "無し", "無", "該当なし", "×"].contains(&folded)
}

fn is_no(folded: &str) -> bool {
    is_dash(folded) || value::yes(folded) == Some(false) || is_refused(folded)
}

fn is_refused(folded: &str) -> bool {
    ["未取得", "取得なし", "なし", "無し", "予定", "申請中", "準備中", "検討", "失効", "期限切れ", "返上", "未"]
        .iter()
        .any(|word| folded.contains(word))
}

fn is_yes(folded: &str) -> bool {
    let words = [
        "取得",
        "取得済",
        "取得済み",
        "認証取得",
        "認証取得済",
        "保有",
        "登録",
        "登録済",
        "登録済み",
        "継続中",
        "取得あり",
    ];
    value::yes(folded) == Some(true) || words.contains(&folded)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cell with why it was not understood behind its words.
fn noted(cell: &Seen, why: &str) -> Seen {
    Seen { text: format!("{}（{why}）", cell.text), ..cell.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    fn cell(text: &str) -> Option<Seen> {
        let at = crate::workbook::Address::new(0, 0);
        let folded = fold(text);
        Some(Seen { at, text: text.to_owned(), folded, number: false, struck: false, error: false, wide: false })
    }

    fn said(held: &str) -> (Vec<RosterCertificate>, usize) {
        let (found, unread) = Cells { held: cell(held), ..Cells::default() }.read(Some(CertificateKind::Iso27001));
        (found, unread.len())
    }

    #[test]
    fn under_the_name_of_a_scheme_only_a_plain_yes_a_number_or_an_end_is_held() {
        for text in ["○", "有", "取得済", "IS 612345", "JQA-IM0123", "有効期限 R9.3.31"] {
            let (found, unread) = said(text);
            assert_eq!((found.len(), unread), (1, 0), "{text}");
        }
        assert_eq!(said("IS 612345").0.first().map(|one| one.number.clone()), Some("IS 612345".to_owned()));
        for text in ["有（ISMS-1234）", "○(ISMS-1234)", "取得済（ISMS-1234）", "取得済（ISMS-1234、2027年3月31日まで）"]
        {
            let (found, unread) = said(text);
            let numbers: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
            assert_eq!((numbers, unread), (vec!["ISMS-1234"], 0), "{text}");
        }
        assert_eq!(said("有（ISO27001:2022）").0.first().map(|one| one.number.as_str()), Some(""));
        for text in ["×", "なし", "－", "取得予定", "令和8年度取得予定", "申請中", "失効", "未取得（QMSは取得）"]
        {
            assert_eq!(said(text), (Vec::new(), 0), "{text}");
        }
        for text in ["R6.4.1", "R6.4.1取得", "確認中", "QMS"] {
            assert_eq!(said(text), (Vec::new(), 1), "{text}");
        }
    }

    #[test]
    fn a_list_of_certificates_is_taken_part_by_part() {
        let read = |text: &str| {
            let (found, unread) = Cells { held: cell(text), ..Cells::default() }.read(None);
            let told = found.iter().map(|one| format!("{} {}", one.scheme, one.number).trim().to_owned());
            (told.collect::<Vec<_>>().join("、"), unread.len())
        };
        assert_eq!(read("ISMS（IS 612345）、Pマーク").0, "ISO/IEC 27001（ISMS） IS 612345、プライバシーマーク");
        assert_eq!(read("ISMS・Pマーク取得予定").0, "ISO/IEC 27001（ISMS）");
        assert_eq!(read("なし"), (String::new(), 0));
        assert_eq!(read("○"), (String::new(), 1));
        assert_eq!(read("ISMSとPマーク R9.3.31まで"), (String::new(), 1));
    }

    #[test]
    fn a_number_or_a_date_that_belongs_to_none_or_to_several_is_told() {
        let number = cell("IS 612345");
        let read = |held: &str, scheme| {
            let cells = Cells { held: cell(held), number: number.clone(), ..Cells::default() };
            let (found, unread) = cells.read(scheme);
            (found.iter().filter(|one| !one.number.is_empty()).count(), unread.len())
        };
        assert_eq!(read("ISMS", None), (1, 0));
        assert_eq!(read("ISMS、Pマーク", None), (0, 1));
        assert_eq!(read("なし", Some(CertificateKind::Iso27001)), (0, 1));
        assert_eq!(read("○", Some(CertificateKind::Iso27001)), (1, 0));
    }

    #[test]
    fn an_end_is_a_day_or_the_end_of_a_period() {
        for text in ["R9.3.31", "2027/3/31", "令和9年3月", "R6.4.1～R9.3.31"] {
            let cells = Cells { held: cell("○"), expires: cell(text), ..Cells::default() };
            let (found, unread) = cells.read(Some(CertificateKind::PrivacyMark));
            assert_eq!(found.first().and_then(|one| one.expires), Some(on(2027, 3, 31)), "{text} {unread:?}");
        }
        let cells = Cells { held: cell("○"), expires: cell("更新中"), ..Cells::default() };
        let (found, unread) = cells.read(Some(CertificateKind::PrivacyMark));
        assert_eq!((found.len(), unread.len()), (1, 1));
    }
}
