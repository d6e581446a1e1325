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
const SELVES: [&str; 14] = [
    "広域連合",
    "事務組合",
    "企業団",
    "組合",
    "連合",
    "協議会",
    "教育委員会",
    "議会",
    "市",
    "区",
    "町",
    "村",
    "県",
    "団体",
];

/// Words that say how a document came about.
const ISSUED: [&str; 12] =
    ["策定", "改訂", "改定", "改正", "制定", "決定", "改版", "告示", "決裁", "公布", "作成", "承認"];
/// Words that stand beside them and say nothing more.
const BESIDE: [&str; 28] = [
    "訓令甲",
    "訓令",
    "規則",
    "規程",
    "要綱",
    "庁訓",
    "公表",
    "附則",
    "付則",
    "最終",
    "一部",
    "全部",
    "全面",
    "初版",
    "新規",
    "市長",
    "町長",
    "村長",
    "区長",
    "知事",
    "管理者",
    "庁議",
    "委員会",
    "施行",
    "適用",
    "版",
    "日",
    "年",
];

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
    // 「…ポリシー（基本方針）」 keeps its bracket.
    let bare = match bare.rsplit_once(['（', '(']) {
        Some((_, tail)) if !tail.contains(['）', ')']) && squeezed.contains(&format!("{bare}）")) => {
            squeezed.get(..squeezed.find(bare).unwrap_or_default() + bare.len() + '）'.len_utf8()).unwrap_or(bare)
        }
        _ => bare,
    };
    let folded = fold(bare).trim_end_matches(')').to_owned();
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
    SELVES.contains(&word)
        || word
            .strip_prefix(['本', '当'])
            .is_some_and(|rest| SELVES.contains(&rest) || matches!(rest, "府" | "都" | "道"))
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
    const SITES: [&str; 5] = ["公式ホームページ", "公式ウェブサイト", "公式サイト", "役場", "役所"];
    let words = ["情報セキュリティ", "市長", "町長", "村長", "区長", "組合管理者", "広域連合長", "知事"];
    for word in words.into_iter().chain(SITES) {
        for (at, _) in text.match_indices(word) {
            let kept: &str = match word {
                "情報セキュリティ" | "公式ホームページ" | "公式ウェブサイト" | "公式サイト" | "役場" | "役所" => {
                    ""
                }
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
pub(super) fn self_names(text: &str, organisation: Option<&str>) -> Vec<(String, usize)> {
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
    if times.is_empty() {
        times.extend(organisation.and_then(|name| plain_self(text, name)));
    }
    let mut found: Vec<(String, usize)> = times.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// 「市は、」 and 「組合が」 alone, where the organisation ends in that word and has no other name for itself.
fn plain_self(text: &str, organisation: &str) -> Option<(String, usize)> {
    let word = SELVES.iter().find(|word| organisation.ends_with(**word))?;
    let alone = |at: &usize| {
        let before = text.get(..*at).and_then(|text| text.chars().last());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        before.is_none_or(|c| is_hiragana(c) || c.is_whitespace() || !c.is_alphanumeric())
            && after.is_some_and(|c| "はがのにをでと".contains(c))
    };
    let count = text.match_indices(word).filter(|(at, _)| alone(at)).count();
    (count >= 2).then(|| ((*word).to_owned(), count))
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
    let rows: Vec<(String, Date)> = lines
        .iter()
        .enumerate()
        .filter(|(index, line)| *index < front.len() || line.row)
        .filter_map(|(_, line)| history(&line.text))
        .collect();
    let latest_row = rows.iter().max_by_key(|(_, date)| *date);
    let mut issues: Vec<Issued> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let number = lines.get(index + 1).and_then(|next| regulation_number(&next.text));
        // Behind the front a date alone may be anything; with a word it is an amendment.
        issues.extend(issued(line, number).into_iter().filter(|issued| index < front.len() || issued.worded));
    }
    let begun: Vec<Date> = issues.iter().filter(|issued| issued.begins).map(|issued| issued.date).collect();
    issues.retain(|issued| !issued.begins);
    let latest = issues.iter().max_by_key(|issued| (issued.date, issued.written.chars().count()));
    let date = latest.map(|issued| issued.date).max(latest_row.map(|(_, date)| *date).filter(|_| latest.is_none()));
    let edition = front
        .iter()
        .find_map(|line| version(&line.text))
        .or_else(|| latest.and_then(|issued| issued.version.clone()))
        .or_else(|| latest_row.map(|(version, _)| version.clone()))
        .or_else(|| front.iter().find_map(|line| revised(&line.text)))
        .or_else(|| latest.map(|issued| issued.written.clone()))
        .or_else(|| front.iter().find_map(|line| month(&line.text)));
    let effective = effective(text, date).into_iter().chain(begun).max();
    Issue { edition, date, effective }
}

/// A line that is a month: 令和8年4月.
fn month(text: &str) -> Option<String> {
    let body: String = text.split_whitespace().filter(|word| !is_organisation(word)).collect();
    let folded = date::folded(&body);
    let bare = folded.iter().filter(|c| !"()（）".contains(**c)).count();
    match date::all(&folded).as_slice() {
        [found] if !found.whole && found.end - found.start >= bare.saturating_sub(1) => {
            folded.get(found.start..).map(|rest| rest.iter().filter(|c| !")）".contains(**c)).collect())
        }
        _ => None,
    }
}

/// A day on which something happened to the document.
struct Issued {
    date: Date,
    /// As an edition: 令和8年3月31日改正, 令和7年3月28日訓令第11号.
    written: String,
    version: Option<String>,
    /// A word says what happened.
    worded: bool,
    /// The document came into force then.
    begins: bool,
}

/// The dates of a line that says nothing else than how the document came about.
fn issued(line: &Line, next_number: Option<String>) -> Vec<Issued> {
    if line.row || line.text.contains('。') || line.text.chars().count() > 90 {
        return Vec::new();
    }
    // 「Ver.3.2　2026年3月31日」: without the blank the two numbers are one.
    let first = line.text.split_whitespace().next().unwrap_or_default();
    let edition = version(first);
    let body = if edition.is_some() { line.text.get(first.len()..).unwrap_or_default() } else { &line.text };
    // Who issued it may stand beside the date: 「令和5年4月1日　緑野町教育委員会」.
    let issuer = |word: &&str| {
        is_organisation(word)
            || ["委員会", "議会", "本部", "事務局"].iter().any(|end| word.ends_with(end) && !word.contains('日'))
    };
    let body: String = body.split_whitespace().filter(|word| !issuer(word)).collect();
    let text = date::folded(&body);
    let dates = date::all(&text);
    if dates.is_empty() || dates.iter().any(|found| !found.whole) {
        return Vec::new();
    }
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut rest = piece(0, dates.first().map_or(0, |found| found.start));
    let mut between = Vec::new();
    for (index, found) in dates.iter().enumerate() {
        let end = dates.get(index + 1).map_or(text.len(), |next| next.start);
        between.push(piece(found.end, end));
    }
    if !std::iter::once(&rest).chain(&between).all(|words| only_words(words)) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (found, after) in dates.iter().zip(between) {
        let before = std::mem::take(&mut rest);
        // 「制定 A 改正 B」 and 「A 訓令第3号 改正 B」: what amends stands before its date; 「A 策定 B 改正」: behind it.
        let last = dates.last().is_some_and(|last| last.start == found.start);
        let head = HEADS.iter().filter_map(|head| after.find(head)).min();
        let cut = head.filter(|at| !last && (*at > 0 || before_is_word(&before)));
        let (own, next) = match cut.and_then(|at| after.split_at_checked(at)) {
            Some((own, next)) => (own.to_owned(), next.to_owned()),
            None if !last && before_is_word(&before) => (String::new(), after.clone()),
            None => (after.clone(), String::new()),
        };
        rest = next;
        let words = format!("{before}{own}");
        let number = number_of(&words).or_else(|| next_number.clone().filter(|_| dates.len() == 1));
        let word = ISSUED.iter().filter(|word| words.contains(**word)).max_by_key(|word| words.rfind(**word));
        let begins = word.is_none() && number.is_none() && (words.contains("施行") || words.contains("適用"));
        let day = piece(found.start, found.end);
        let last = if words.contains("最終改正") { Some(&"改正") } else { word };
        let written = match (&number, last) {
            (Some(number), Some(word)) if *word != "告示" => format!("{day}{number}{word}"),
            (Some(number), _) => format!("{day}{number}"),
            (None, Some(word)) => format!("{day}{word}"),
            (None, None) => format!("{day}策定"),
        };
        let worded = word.is_some() || number.is_some() || words.contains("附則");
        all.push(Issued {
            date: found.date,
            written,
            version: version_in(&words).or_else(|| edition.clone()),
            worded,
            begins,
        });
    }
    all
}

/// Words that amend.
const HEADS: [&str; 6] = ["改正", "改訂", "改定", "最終", "一部改正", "全部改正"];

fn before_is_word(before: &str) -> bool {
    ISSUED.iter().any(|word| before.contains(word))
}

/// 訓令第11号.
fn number_of(words: &str) -> Option<String> {
    let kinds = ["訓令甲", "訓令", "告示", "規則", "規程", "要綱", "庁訓", "公告"];
    let (at, _) = kinds.iter().filter_map(|kind| words.find(kind).map(|at| (at, kind))).min()?;
    let rest = words.get(at..)?;
    let end = rest.find('号')? + '号'.len_utf8();
    let number = rest.get(..end)?;
    (number.contains('第') && number.chars().count() <= 12).then(|| number.to_owned())
}

/// A line that is the number of a regulation.
fn regulation_number(text: &str) -> Option<String> {
    let own: String = date::folded(text).into_iter().collect();
    let own = own.trim_matches(|c: char| "()（）".contains(c)).to_owned();
    let head = own.chars().take_while(|c| *c != '第').count();
    (own.ends_with('号') && head <= 8 && own.chars().count() <= 18).then(|| number_of(&own)).flatten()
}

fn version_in(words: &str) -> Option<String> {
    let pieces = words.split(|c: char| "()（）:：、,・".contains(c)).filter(|piece| !piece.is_empty());
    pieces
        .flat_map(|piece| {
            ISSUED.iter().fold(vec![piece], |all, word| all.into_iter().flat_map(|p| p.split(word)).collect())
        })
        .find_map(version)
}

/// Nothing but words on how a document came about, numbers of regulations and editions, and signs.
fn only_words(words: &str) -> bool {
    let mut rest = words.to_owned();
    for word in ISSUED.iter().chain(BESIDE.iter()) {
        rest = rest.replace(word, "");
    }
    let rest = rest.to_lowercase().replace("version", "").replace("ver", "");
    rest.chars().count() <= 14
        && rest.chars().all(|c| {
            c.is_ascii_digit() || "第号条項の付けにより甲乙()（）[]【】〔〕《》:：・,、./／-－~～→◇○●※*".contains(c)
        })
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

/// A line that is a month of revision: （令和8年3月改訂）.
fn revised(text: &str) -> Option<String> {
    if date::all(&date::folded(text)).iter().any(|found| found.whole) {
        return None;
    }
    let own = bare(text);
    let own = match own.rsplit_once(['（', '(']) {
        Some((head, tail)) if titled(head).is_some() => bare(tail),
        _ => own,
    };
    let head = ["令和", "平成", "20", "２０", "R"].iter().any(|head| own.starts_with(head));
    let word = ISSUED.iter().any(|word| own.ends_with(word)) || own.ends_with('版');
    (head && word && own.contains(['年', '.']) && own.chars().count() <= 16).then_some(own)
}

/// The last day from which the policy or a change of it is in force. 「公布の日から」 is the day on which it was issued.
fn effective(text: &str, issued: Option<Date>) -> Option<Date> {
    let folded = date::folded(text);
    let dates = date::all(&folded);
    let begins = ["から施行", "より施行", "から適用", "より適用", "をもって施行", "から実施", "に施行"];
    let after = |end: usize| folded.get(end..).unwrap_or_default().iter().take(8).collect::<String>();
    let stated = dates.iter().filter(|found| {
        found.whole && {
            let after = after(found.end);
            begins.iter().any(|word| after.starts_with(word))
        }
    });
    let whole: String = folded.iter().collect();
    let same = [
        "公布の日から施行",
        "告示の日から施行",
        "公表の日から施行",
        "制定の日から施行",
        "決裁の日から施行",
        "訓令の日から施行",
    ];
    let on_issue = issued.filter(|_| same.iter().any(|word| whole.contains(word)));
    stated.map(|found| found.date).chain(on_issue).max()
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
        let found = self_names("本市は、当市場及び日本市場で本市の、本市町村", None);
        assert_eq!(found.first().map(|(name, _)| name.as_str()), Some("本市"));
    }

    #[test]
    fn dates_and_editions_are_told_apart() {
        assert_eq!(version("（第 4.0 版）").as_deref(), Some("第4.0版"));
        assert_eq!(history("1.1 2026/3/19 基本方針 の一部改正").map(|(text, _)| text).as_deref(), Some("1.1版"));
        assert_eq!(revised("(令和8年3月改訂)").as_deref(), Some("令和8年3月改訂"));
        let latest = |text: &str| {
            let lines =
                [Line { number: 1, text: text.to_owned(), depth: 0, item: false, gap: false, row: false, width: 0 }];
            issue(&lines, text).edition
        };
        for (text, expected) in [
            ("令和6年3月29日 策定", Some("令和6年3月29日策定")),
            ("令和8年3月31日", Some("令和8年3月31日策定")),
            ("平成27年3月25日 訓令第3号 改正 令和5年4月1日 訓令第8号", Some("令和5年4月1日訓令第8号改正")),
            ("制定 平成16年3月1日 改正 令和8年3月31日", Some("令和8年3月31日改正")),
            ("改定：令和8年3月31日（第5版）", Some("第5版")),
            ("最終改正 令和八年三月三十一日", Some("令和八年三月三十一日改正")),
            ("この基本方針は令和8年4月1日から", None),
            ("更新日：2026年7月1日", None),
        ] {
            assert_eq!(latest(text).as_deref(), expected, "{text}");
        }
    }
}
