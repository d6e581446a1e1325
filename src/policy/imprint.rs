//! What a policy says of itself: whose it is, what it is called, its edition and its dates.

use super::date;
use super::numbering::{is_hiragana, marks};
use super::page::{Line, fold};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What municipalities and their associations end in.
const KINDS: [&str; 14] = [
    "広域連合",
    "企業団",
    "事務組合",
    "協議会",
    "一部事務組合",
    "組合",
    "財産区",
    "市",
    "区",
    "町",
    "村",
    "県",
    "府",
    "都",
];
const SELVES: [&str; 12] =
    ["広域連合", "事務組合", "企業団", "組合", "連合", "協議会", "市", "区", "町", "村", "県", "団体"];

/// Words that revise.
const ISSUED: [&str; 8] = ["策定", "改訂", "改定", "改正", "制定", "決定", "改版", "告示"];

pub(super) fn is_organisation(text: &str) -> bool {
    let length = text.chars().count();
    let plain = text.chars().all(|c| !c.is_ascii_punctuation() && !"、。（）「」・本当".contains(c));
    (2..=25).contains(&length)
        && plain
        && (KINDS.iter().any(|kind| text.ends_with(kind) && text != *kind) || text.ends_with('道'))
        && !["全国", "各", "関係", "他の", "及び", "又は", "都道府県", "市区町村", "市町村"]
            .iter()
            .any(|word| text.starts_with(word))
}

/// The title: a line before the first section that ends in what such documents are called.
pub(super) fn title(lines: &[Line]) -> Option<String> {
    let front = front(lines);
    let exact = front.iter().take(40).find_map(|line| titled(&line.text));
    exact.or_else(|| {
        // A title broken over two lines.
        front.windows(2).take(20).find_map(|pair| match pair {
            [first, second]
                if first.text.chars().count() <= 30
                    && second.text.chars().count() <= 20
                    && !first.text.contains('。') =>
            {
                titled(&format!("{}{}", first.text, second.text))
            }
            _ => None,
        })
    })
}

/// The lines before the first numbered heading, a history of editions included.
pub(super) fn front(lines: &[Line]) -> &[Line] {
    let end = lines.iter().position(|line| {
        !line.row
            && marks(&line.text).is_some_and(|(_, rest)| date::find(&line.text).is_none() && !rest.starts_with('版'))
    });
    lines.get(..end.unwrap_or(lines.len()).min(80)).unwrap_or_default()
}

fn titled(text: &str) -> Option<String> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = squeezed.trim_matches(|c: char| "「」『』《》【】()（）〇○".contains(c));
    // 「…基本方針（第4.0版）」
    let bare = match bare.split_once(['（', '(']) {
        Some((head, tail)) if tail.contains(['版', '年', '案']) => head,
        _ => bare,
    };
    let folded = fold(bare);
    let subject = ["情報セキュリティ", "サイバーセキュリティ"].iter().any(|word| folded.contains(word));
    let kind = ["方針", "ポリシー", "対策基準", "規程", "要綱", "規則", "訓令", "規定"]
        .iter()
        .any(|end| folded.ends_with(end));
    let plain = !folded.contains(['。', '、']) && folded.chars().count() <= 60;
    (subject && kind && plain).then(|| bare.to_owned())
}

/// The organisation's name with how it became known.
pub(super) fn organisation(lines: &[Line], title: Option<&str>, text: &str) -> Option<String> {
    defined(text)
        .map(|(name, _)| name)
        .or_else(|| title.and_then(named_in_title))
        .or_else(|| lines.iter().filter_map(|line| titled(&line.text)).find_map(|title| named_in_title(&title)))
        .or_else(|| {
            // A line of its own on the cover: 「湯 沢 町」.
            front(lines)
                .iter()
                .map(|line| line.text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
                .find(|name| is_organisation(name))
        })
        .or_else(|| in_text(text))
}

/// 「湯沢町（以下「当町」という。）」.
fn defined(text: &str) -> Option<(String, String)> {
    for opening in ["（以下「", "(以下「", "（以下、「", "（以下『"] {
        for (at, _) in text.match_indices(opening) {
            let after = text.get(at + opening.len()..)?;
            let own: String = after.chars().take_while(|c| !"」』".contains(*c)).collect();
            if !is_self(&own) {
                continue;
            }
            let before: Vec<char> = text
                .get(..at)?
                .chars()
                .rev()
                .take(25)
                .take_while(|c| !"。、）」はがをにのと".contains(*c) && !c.is_whitespace())
                .collect();
            let name: String = before.into_iter().rev().collect();
            if is_organisation(&name) {
                return Some((name, own));
            }
        }
    }
    None
}

fn is_self(word: &str) -> bool {
    word.strip_prefix(['本', '当']).is_some_and(|rest| SELVES.contains(&rest) || matches!(rest, "府" | "都" | "道"))
}

fn named_in_title(title: &str) -> Option<String> {
    let at = ["情報セキュリティ", "サイバーセキュリティ"].iter().filter_map(|word| title.find(word)).min()?;
    let head =
        title.get(..at)?.trim_end_matches(['の', '・']).trim_end_matches("における").trim_end_matches("に関する");
    if is_organisation(head) {
        return Some(head.to_owned());
    }
    // 徳之島町われんきゃ…: the shortest beginning that is a name, with what belongs to it (大町市, 廿日市市).
    let chars: Vec<char> = head.chars().collect();
    for length in 2..=chars.len().min(20) {
        let begin: String = chars.iter().take(length).collect();
        let next = chars.get(length);
        let longer = next.is_some_and(|c| "市町村区".contains(*c));
        if is_organisation(&begin) && !longer {
            return Some(begin);
        }
    }
    None
}

/// 「青葉市長」 or 「青葉市情報セキュリティ対策基準」 in the text.
fn in_text(text: &str) -> Option<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for word in ["情報セキュリティ", "市長", "町長", "村長", "区長", "組合管理者", "広域連合長", "知事"]
    {
        for (at, _) in text.match_indices(word) {
            let kept: &str = match word {
                "情報セキュリティ" => "",
                "組合管理者" => "組合",
                "広域連合長" => "広域連合",
                "知事" => "",
                _ => word.strip_suffix('長').unwrap_or_default(),
            };
            let before: Vec<char> = text
                .get(..at)?
                .chars()
                .rev()
                .take(12)
                .take_while(|c| !c.is_whitespace() && !is_hiragana_break(*c) && !"。、）（「」・本当".contains(*c))
                .collect();
            let name: String = before.into_iter().rev().chain(kept.chars()).collect();
            if is_organisation(&name) {
                *times.entry(name).or_default() += 1;
            }
        }
    }
    times.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.clone()))).map(|(name, _)| name)
}

/// Particles end a name; other hiragana may belong to it (さくら市).
fn is_hiragana_break(c: char) -> bool {
    "はがをにのと".contains(c)
}

/// What the document calls its organisation, most often; and others that it uses as well.
pub(super) fn self_names(text: &str) -> Vec<(String, usize)> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if matches!(c, '本' | '当')
            && before.is_none_or(|c: char| is_hiragana(c) || c.is_whitespace() || !c.is_alphanumeric())
        {
            let found = SELVES.iter().chain(["府", "都"].iter()).find(|word| after.starts_with(**word));
            // 本市場, 本町内会 are other words.
            let other = |word: &str| {
                after
                    .get(word.len()..)
                    .is_some_and(|next| ["場", "民税", "内会"].iter().any(|end| next.starts_with(end)))
            };
            if let Some(word) = found.filter(|word| !other(word)) {
                *times.entry(format!("{c}{word}")).or_default() += 1;
            }
        }
        before = Some(c);
        rest = after;
    }
    if let Some((_, own)) = defined(text) {
        *times.entry(own).or_default() += 100;
    }
    let mut found: Vec<(String, usize)> = times.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// Edition and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Issue {
    pub(super) edition: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) effective: Option<Date>,
}

pub(super) fn issue(lines: &[Line], text: &str) -> Issue {
    let front = front(lines);
    let rows: Vec<(String, Date)> = front.iter().filter_map(|line| history(&line.text)).collect();
    let latest_row = rows.iter().max_by_key(|(_, date)| *date);
    let dated: Vec<(Date, String)> = front.iter().filter_map(|line| dated(&line.text)).collect();
    let latest = dated.iter().max_by_key(|(date, _)| *date);
    let date = match (latest, latest_row) {
        (Some((date, _)), _) => Some(*date),
        (None, row) => row.map(|(_, date)| *date),
    };
    let edition = front
        .iter()
        .find_map(|line| version(&line.text))
        .or_else(|| latest_row.map(|(version, _)| version.clone()))
        .or_else(|| front.iter().find_map(|line| revised(&line.text)))
        .or_else(|| {
            latest.map(|(_, written)| if ends_issued(written) { written.clone() } else { format!("{written}策定") })
        });
    Issue { edition, date, effective: effective(text, front) }
}

fn ends_issued(written: &str) -> bool {
    ISSUED.iter().any(|word| written.ends_with(word))
}

fn bare(text: &str) -> String {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed.trim_matches(|c: char| "（）()《》【】〔〕[]「」".contains(c)).to_owned()
}

/// A line that is an edition: 第4.0版, 1.1版, Ver.2.0.
fn version(text: &str) -> Option<String> {
    let own = bare(text);
    // 「…基本方針（第4.0版）」
    let own = match own.rsplit_once(['（', '(']) {
        Some((head, tail)) if titled(head).is_some() => bare(tail),
        _ => own,
    };
    let folded = fold(&own).to_lowercase();
    let number = |text: &str| {
        !text.is_empty()
            && text.len() <= 6
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
            && !text.starts_with('.')
    };
    let core = folded.strip_prefix('第').unwrap_or(&folded);
    let japanese = core.strip_suffix('版').is_some_and(number);
    let latin = ["version", "ver.", "ver", "rev.", "v"]
        .iter()
        .any(|head| folded.strip_prefix(head).is_some_and(|rest| number(rest.trim_start_matches('.'))));
    (japanese || latin).then_some(own)
}

/// A row of a history of editions: its version, as an edition, and its date.
fn history(text: &str) -> Option<(String, Date)> {
    let folded: String = bare(text);
    let core: String = fold(&folded);
    let rest = core.strip_prefix('第').unwrap_or(&core);
    let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    // 「1.1 2026/3/19」 loses its blank when folded: cells decide first.
    let cell = text.split(['\t', ' ', '\u{3000}']).map(str::trim).find(|cell| !cell.is_empty())?;
    let cell = fold(cell);
    let plain = cell.trim_start_matches('第').trim_end_matches('版');
    let written = if cell.ends_with('版') {
        cell.clone()
    } else if !plain.is_empty()
        && plain.contains('.')
        && plain.len() <= 5
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        format!("{plain}版")
    } else if rest.get(number.len()..).is_some_and(|rest| rest.starts_with('版')) && core.starts_with('第') {
        format!("第{number}版")
    } else {
        return None;
    };
    let after = text.split_once(['\t', ' ', '\u{3000}']).map_or("", |(_, after)| after);
    Some((written, date::find(after).or_else(|| date::find(text))?))
}

/// A line that is a date, with or without what happened then: 令和8年3月19日 改正.
fn dated(text: &str) -> Option<(Date, String)> {
    let own = bare(text);
    let (written, date) = leading_date(&own)?;
    let after = own.get(written.len()..)?.trim_matches(|c: char| "（）()付けに".contains(c));
    let issued = after.is_empty() || ISSUED.iter().any(|word| after.ends_with(word)) && after.chars().count() <= 6;
    issued.then(|| (date, format!("{written}{after}"))).or_else(|| {
        // 「制定　令和6年3月29日」
        let word = ISSUED.iter().find(|word| own.starts_with(**word))?;
        let rest = own.get(word.len()..)?.trim_start_matches(['：', ':', '日']);
        let (written, date) = leading_date(rest)?;
        (rest == written).then(|| (date, format!("{written}{word}")))
    })
}

/// A whole date at the head of a text, with its day.
fn leading_date(text: &str) -> Option<(String, Date)> {
    let heads = ["令和", "平成", "昭和", "R", "H", "S", "Ｒ", "Ｈ", "20", "19", "２０", "１９", "㋿"];
    if !heads.iter().any(|head| text.starts_with(head)) {
        return None;
    }
    let end = match text.find('日') {
        Some(end) if text.get(..end)?.contains('月') => end + '日'.len_utf8(),
        _ => {
            let end = text
                .char_indices()
                .find(|(_, c)| (!c.is_alphanumeric() || is_kanji(*c)) && !"./-．／－".contains(*c))
                .map_or(text.len(), |(at, _)| at);
            let parts =
                text.get(..end)?.split(['.', '/', '-', '．', '／', '－']).filter(|part| !part.is_empty()).count();
            if parts != 3 {
                return None;
            }
            end
        }
    };
    let written = text.get(..end)?;
    if written.chars().count() > 14 {
        return None;
    }
    Some((written.to_owned(), date::find(written)?))
}

fn is_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A line that is a month of revision: （令和8年3月改訂）.
fn revised(text: &str) -> Option<String> {
    let own = bare(text);
    let own = match own.rsplit_once(['（', '(']) {
        Some((head, tail)) if titled(head).is_some() => bare(tail),
        _ => own,
    };
    let head = ["令和", "平成", "20", "２０", "R"].iter().any(|head| own.starts_with(head));
    let word = ISSUED.iter().any(|word| own.ends_with(word)) || own.ends_with('版');
    (head && word && own.contains(['年', '.']) && own.chars().count() <= 16).then_some(own)
}

/// The last day from which the policy or a change of it is in force.
fn effective(text: &str, front: &[Line]) -> Option<Date> {
    let folded: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let folded: String = folded.into_iter().collect();
    let mut found: Vec<Date> = Vec::new();
    for word in ["から施行", "より施行", "から適用", "より適用", "をもって施行", "から実施"] {
        for (at, _) in folded.match_indices(word) {
            let before: String = {
                let tail: Vec<char> = folded.get(..at).unwrap_or_default().chars().rev().take(14).collect();
                tail.into_iter().rev().collect()
            };
            let start =
                ["令和", "平成", "昭和", "20", "２０", "R", "H"].iter().filter_map(|head| before.rfind(head)).max();
            if let Some((written, date)) = start.and_then(|start| before.get(start..)).and_then(leading_date)
                && before.ends_with(&written)
            {
                found.push(date);
            }
        }
    }
    for line in front.iter().filter(|line| !line.row) {
        let own = bare(&line.text);
        let Some((written, date)) = leading_date(&own) else { continue };
        if own
            .get(written.len()..)
            .is_some_and(|after| matches!(after.trim_start_matches(['（', '(']), "施行" | "から施行" | "適用"))
        {
            found.push(date);
        }
    }
    found.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_whole() {
        let name = |title: &str| named_in_title(title);
        assert_eq!(name("武蔵村山市情報セキュリティ基本方針").as_deref(), Some("武蔵村山市"));
        assert_eq!(name("廿日市市立学校情報セキュリティポリシー").as_deref(), Some("廿日市市"));
        assert_eq!(name("青葉広域事務組合における情報セキュリティ基本方針").as_deref(), Some("青葉広域事務組合"));
        assert_eq!(name("情報セキュリティ基本方針"), None);
    }

    #[test]
    fn what_the_organisation_calls_itself_is_counted() {
        let found = self_names("本市は、当市場及び日本市場で本市の、本市町村");
        assert_eq!(found.first().map(|(name, _)| name.as_str()), Some("本市"));
    }

    #[test]
    fn dates_and_editions_are_told_apart() {
        assert_eq!(version("（第 4.0 版）").as_deref(), Some("第4.0版"));
        assert_eq!(dated("令和6年3月29日 策定").map(|(_, text)| text).as_deref(), Some("令和6年3月29日策定"));
        assert_eq!(history("1.1 2026/3/19 基本方針 の一部改正").map(|(text, _)| text).as_deref(), Some("1.1版"));
        assert_eq!(revised("(令和8年3月改訂)").as_deref(), Some("令和8年3月改訂"));
        assert_eq!(dated("この基本方針は令和8年4月1日から"), None);
    }
}
