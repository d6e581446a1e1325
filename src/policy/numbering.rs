//! Numbers before headings and items: 第2章, 第129条, 6, ６．, 2―8―1, (8), （８）, ⑻, ⑦, ア, 一.

use super::word::Level;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Numbers as a locator gives them one after the other: `第2章6(8)`. A number of several parts (`6.8`) repeats those above
/// it, and articles are counted through the chapters: what stands above is left out.
pub(super) fn written(path: &[Mark]) -> String {
    let article = path.iter().rposition(|mark| mark.style == Style::Article).unwrap_or_default();
    let mut kept: Vec<&Mark> = Vec::new();
    for mark in path.iter().skip(article) {
        if let Style::Compound(_) = mark.style {
            let repeated = |known: &&Mark| {
                let whole = matches!(known.style, Style::Plain | Style::Compound(_) | Style::Chapter);
                let start = known.written.trim_start_matches('第').trim_end_matches('章');
                let rest = mark.written.strip_prefix(start);
                whole && rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_digit()))
            };
            kept.retain(|known| !repeated(known));
        }
        kept.push(mark);
    }
    let mut above = None;
    kept.into_iter().fold(String::new(), |mut out, mark| {
        // A plain number under an article is its paragraph.
        match (above, mark.style) {
            (Some(Style::Ordinal), Style::Plain) => out.push_str(&format!("の{}", mark.written)),
            (Some(Style::Article), Style::Plain) => out.push_str(&format!("第{}項", mark.number)),
            _ => push(&mut out, &mark.written),
        }
        above = Some(mark.style);
        out
    })
}

/// A number after another, with a blank where the two would become one: `4-1 1)`.
pub(super) fn push(out: &mut String, written: &str) {
    if out.ends_with(|c: char| c.is_ascii_digit()) && written.starts_with(|c: char| c.is_ascii_digit()) {
        out.push(' ');
    }
    out.push_str(written);
}

/// How a number is written. Which style stands under which differs from document to document; only the first five always
/// stand above all others, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Part,
    Chapter,
    Division,
    Article,
    /// 第6, without a unit.
    Ordinal,
    /// A heading without a number, of this depth.
    Bare(u8),
    Plain,
    /// `2―8―1`, `8.1`, with so many parts.
    Compound(u8),
    Paren,
    HalfParen,
    Circled,
    Kana,
    KanaParen,
    Kanji,
    KanjiParen,
    Roman,
}

impl Style {
    pub(super) fn is_division(self) -> bool {
        self <= Self::Ordinal
    }
}

/// A number with its style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) style: Style,
    pub(super) number: u32,
    /// As locators give it: `第2章`, `6`, `(8)`, `⑻`.
    pub(super) written: String,
}

const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
/// What follows a number that counts something.
const COUNTED: &str = "年月日時分秒条項号章節編つ個人件回版以種箇かヶ台名階枚円割倍段歳度点％%月";
/// Words that begin with such a character and count nothing.
const NOT_COUNTED: [&str; 16] = [
    "人的",
    "人事",
    "個人",
    "個別",
    "分類",
    "台帳",
    "条例",
    "項目",
    "日常",
    "時刻",
    "時間外",
    "名称",
    "編集",
    "種類",
    "段階",
    "点検",
];

/// The numbers at the head of a line and what follows them.
pub(super) fn marks(line: &str) -> Option<(Vec<Mark>, String)> {
    let chars: Vec<char> = line.chars().collect();
    let (first, length) = mark_at(&chars)?;
    let mut rest = chars.get(length..).unwrap_or_default();
    let mut found = vec![first];
    // 6(8) and 第8条(1) on one line.
    loop {
        let blanks = rest.iter().take_while(|c| c.is_whitespace()).count();
        let after = rest.get(blanks..).unwrap_or_default();
        let Some((next, length)) = mark_at(after) else { break };
        let above = found.last().is_some_and(|mark| {
            matches!(mark.style, Style::Plain | Style::Article | Style::Compound(_) | Style::Paren | Style::Chapter)
        });
        let inside = matches!(next.style, Style::Paren | Style::Circled);
        if !above || !inside || found.iter().any(|mark| mark.style == next.style) {
            break;
        }
        found.push(next);
        rest = after.get(length..).unwrap_or_default();
    }
    let rest: String = rest.iter().collect();
    Some((found, rest.trim().to_owned()))
}

fn mark_at(chars: &[char]) -> Option<(Mark, usize)> {
    let head = *chars.first()?;
    let at = |index: usize| chars.get(index).copied();
    let make = |style, number, written: String, length| Some((Mark { style, number, written }, length));
    match head {
        '第' => division(chars),
        '⑴'..='⒇' => make(Style::Paren, u32::from(head) - u32::from('⑴') + 1, head.to_string(), 1),
        '①'..='⑳' => make(Style::Circled, u32::from(head) - u32::from('①') + 1, head.to_string(), 1),
        'Ⅰ'..='Ⅻ' => {
            let length = 1 + usize::from(at(1).is_some_and(|c| ".．、".contains(c)));
            make(Style::Roman, u32::from(head) - u32::from('Ⅰ') + 1, head.to_string(), length)
        }
        '㈠'..='㈩' => make(Style::KanjiParen, u32::from(head) - u32::from('㈠') + 1, head.to_string(), 1),
        '(' | '（' => {
            let inside: Vec<char> =
                chars.iter().skip(1).take(5).take_while(|c| !")）".contains(**c)).copied().collect();
            let length = inside.len() + 2;
            if !at(length - 1).is_some_and(|c| ")）".contains(c)) {
                return None;
            }
            let inside: Vec<char> = inside.into_iter().filter(|c| !c.is_whitespace()).collect();
            if let Some(number) = digits(&inside) {
                return make(Style::Paren, number, format!("({number})"), length);
            }
            if let ([kana], Some(number)) = (inside.as_slice(), inside.first().and_then(kana)) {
                return make(Style::KanaParen, number, format!("({kana})"), length);
            }
            let number = kanji(&inside)?;
            make(Style::KanjiParen, number, format!("({})", inside.iter().collect::<String>()), length)
        }
        'I' | 'V' | 'X' => latin_roman(chars),
        c if digit(c).is_some() => arabic(chars),
        c => {
            let delimited = at(1).is_some_and(|c| c.is_whitespace() || "．.、，）)：".contains(c));
            if let Some(number) = kana(&c).filter(|_| delimited) {
                return make(Style::Kana, number, c.to_string(), 2);
            }
            let run: Vec<char> = chars.iter().take_while(|c| kanji(&[**c]).is_some()).copied().collect();
            let number = kanji(&run)?;
            let delimited = at(run.len()).is_some_and(|c| c.is_whitespace() || "．.、".contains(c));
            let written = run.iter().collect::<String>();
            if delimited { make(Style::Kanji, number, written, run.len() + 1) } else { None }
        }
    }
}

/// `III 対策`: Latin letters, a blank or a point, and then Japanese.
fn latin_roman(chars: &[char]) -> Option<(Mark, usize)> {
    const NUMBERS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let run: String = chars.iter().take_while(|c| "IVX".contains(**c)).collect();
    let number = u32::try_from(NUMBERS.iter().position(|known| *known == run)? + 1).ok()?;
    let delimited = chars.get(run.len()).is_some_and(|c| c.is_whitespace() || ".．、".contains(*c));
    let japanese = chars.iter().skip(run.len() + 1).find(|c| !c.is_whitespace()).is_some_and(|c| !c.is_ascii());
    (delimited && japanese).then(|| (Mark { style: Style::Roman, number, written: run.clone() }, run.len() + 1))
}

/// 第2章, 第 2 章, 第百二十九条, 第129条の2.
fn division(chars: &[char]) -> Option<(Mark, usize)> {
    let inside: Vec<char> = chars
        .iter()
        .skip(1)
        .take_while(|c| digit(**c).is_some() || c.is_whitespace() || kanji(&[**c]).is_some())
        .copied()
        .collect();
    let mut length = inside.len() + 1;
    let blank = inside.last().is_some_and(|c| c.is_whitespace());
    let run: Vec<char> = inside.into_iter().filter(|c| !c.is_whitespace()).collect();
    let number = digits(&run).or_else(|| kanji(&run))?;
    let unit = *chars.get(length)?;
    if blank && !is_hiragana(unit) && !"編部章節条".contains(unit) {
        let plain: String = run.iter().collect::<String>().nfkc().collect();
        return Some((Mark { style: Style::Ordinal, number, written: format!("第{plain}") }, length));
    }
    let style = match unit {
        '編' | '部' => Style::Part,
        '章' => Style::Chapter,
        '節' => Style::Division,
        '条' => Style::Article,
        _ => return None,
    };
    length += 1;
    let plain: String = run.iter().collect::<String>().nfkc().collect();
    let mut written = format!("第{plain}{unit}");
    if chars.get(length) == Some(&'の') {
        let branch: Vec<char> = chars
            .iter()
            .skip(length + 1)
            .take_while(|c| digit(**c).is_some() || kanji(&[**c]).is_some())
            .copied()
            .collect();
        if !branch.is_empty() {
            written = format!("{written}の{}", branch.iter().collect::<String>().nfkc().collect::<String>());
            length += 1 + branch.len();
        }
    }
    // 「第244条の6の規定に基づき」 at the head of a line is text, no article of this document.
    let next = chars.get(length).copied();
    let text = next.is_some_and(|c| is_hiragana(c) || "、。）)第・～〜「」各及".contains(c));
    (!text).then_some((Mark { style, number, written }, length))
}

fn arabic(chars: &[char]) -> Option<(Mark, usize)> {
    let mut parts: Vec<u32> = Vec::new();
    let mut written = String::new();
    let mut at = 0;
    loop {
        let run: Vec<char> = chars.iter().skip(at).take_while(|c| digit(**c).is_some()).copied().collect();
        if run.len() > 3 {
            return None;
        }
        let number = digits(&run)?;
        parts.push(number);
        written.push_str(&number.to_string());
        at += run.len();
        let joint = chars.get(at).copied().filter(|c| ".．-－‐―–—ー−".contains(*c));
        let Some(joint) = joint else { break };
        if chars.get(at + 1).is_none_or(|c| digit(*c).is_none()) {
            break;
        }
        written.extend(joint.to_string().nfkc());
        at += 1;
    }
    let next = chars.get(at).copied();
    let half_paren = next.is_some_and(|c| ")）".contains(c));
    let point = next.is_some_and(|c| ".．、：:".contains(c));
    let length = at + usize::from(half_paren || point);
    let rest: Vec<char> = chars.iter().skip(length).skip_while(|c| c.is_whitespace()).copied().collect();
    let blank = chars.get(length).is_none_or(|c| c.is_whitespace());
    let (first, last) = (*parts.first()?, *parts.last()?);
    let follows: String = rest.iter().take(3).collect();
    let plain = NOT_COUNTED.iter().any(|word| follows.starts_with(word));
    let counts = rest.first().is_some_and(|c| {
        is_hiragana(*c)
            || (COUNTED.contains(*c) && !plain)
            || digit(*c).is_some()
            || "、。/／～〜%％".contains(*c)
            || (!blank && c.is_ascii() && *c != '(')
    });
    // 1.0 in a table of editions is no number of a section; neither is 2024.
    if counts || first == 0 || (parts.len() > 1 && (last == 0 || first > 99)) {
        return None;
    }
    let style = match (half_paren, parts.len()) {
        (true, 1) => Style::HalfParen,
        (_, 1) => Style::Plain,
        (_, parts) => Style::Compound(u8::try_from(parts).ok()?),
    };
    let written = if half_paren && parts.len() == 1 { format!("{first})") } else { written };
    Some((Mark { style, number: last, written }, length))
}

pub(super) fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゟ').contains(&c)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

fn digits(run: &[char]) -> Option<u32> {
    if run.is_empty() || run.len() > 4 {
        return None;
    }
    run.iter().try_fold(0, |number, c| Some(number * 10 + digit(*c)?))
}

fn kana(c: &char) -> Option<u32> {
    KANA.chars().position(|known| known == *c).and_then(|index| u32::try_from(index + 1).ok())
}

/// 百二十九.
pub(super) fn kanji(run: &[char]) -> Option<u32> {
    if run.is_empty() || run.len() > 7 {
        return None;
    }
    let (mut total, mut last) = (0u32, 0u32);
    for c in run {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            _ => {
                let value = "〇一二三四五六七八九".chars().position(|known| known == *c)?;
                last = last.checked_mul(10)?.checked_add(u32::try_from(value).ok()?)?;
                continue;
            }
        };
        total = total.checked_add(last.max(1).checked_mul(unit)?)?;
        last = 0;
    }
    total.checked_add(last)
}

/// The running numbers of one list of a Word document.
#[derive(Debug, Default)]
pub(super) struct Counters {
    now: BTreeMap<usize, u32>,
}

impl Counters {
    /// The number of the next paragraph on `level`; none where the list has signs and no numbers.
    pub(super) fn next(&mut self, levels: &BTreeMap<usize, Level>, level: usize) -> Option<String> {
        let own = levels.get(&level)?;
        let number = self.now.get(&level).map_or(own.start.max(1), |number| number.saturating_add(1));
        self.now.insert(level, number);
        self.now.retain(|other, _| *other <= level);
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = own.text.clone();
        for (other, look) in levels.range(..=level) {
            let number = self.now.get(other).copied().unwrap_or(look.start.max(1));
            text = text.replace(&format!("%{}", other + 1), &shown(&look.format, number));
        }
        Some(text)
    }
}

/// A number as Word shows it in that format.
fn shown(format: &str, number: u32) -> String {
    let sign = |first: char, count: u32| {
        (1..=count).contains(&number).then(|| char::from_u32(u32::from(first) + number - 1)).flatten()
    };
    let index = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let found = match format {
        "decimalFullWidth" | "decimalFullWidth2" => {
            return number.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10)).collect();
        }
        "decimalEnclosedCircle" => sign('①', 20),
        "decimalEnclosedParen" => sign('⑴', 20),
        "aiueoFullWidth" | "aiueo" => KANA.chars().nth(index),
        "japaneseCounting" | "ideographDigital" | "chineseCounting" => "一二三四五六七八九十".chars().nth(index),
        "upperRoman" => sign('Ⅰ', 12),
        _ => None,
    };
    found.map_or_else(|| number.to_string(), |c| c.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, expected: Option<(&str, &str)>) {
        let found = marks(line);
        let found = found
            .as_ref()
            .map(|(marks, rest)| (marks.iter().map(|mark| mark.written.as_str()).collect::<String>(), rest.as_str()));
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b)), "{line}");
    }

    #[test]
    fn numbers_are_read_in_every_style() {
        case("(8) 業務委託", Some(("(8)", "業務委託")));
        case("（８）業務委託", Some(("(8)", "業務委託")));
        case("⑻外部サービスの利用", Some(("⑻", "外部サービスの利用")));
        case("６．情報セキュリティ対策", Some(("6", "情報セキュリティ対策")));
        case("6情報セキュリティ対策", Some(("6", "情報セキュリティ対策")));
        case("第2章 基本方針", Some(("第2章", "基本方針")));
        case("第１２９条　業務委託", Some(("第129条", "業務委託")));
        case("第百二十九条　業務委託", Some(("第百二十九条", "業務委託")));
        case("2―8―1 業務委託", Some(("2―8―1", "業務委託")));
        case("8.1(2)① 契約", Some(("8.1(2)①", "契約")));
        case("第4条 (1) 範囲", Some(("第4条(1)", "範囲")));
        case("ア　管理者", Some(("ア", "管理者")));
        case("III 対策", Some(("III", "対策")));
        case("一　業務委託", Some(("一", "業務委託")));
        case("10. 実施手順", Some(("10", "実施手順")));
        case("8) 業務委託", Some(("8)", "業務委託")));
        case("第６　情報セキュリティ対策", Some(("第6", "情報セキュリティ対策")));
        case("5 人的セキュリティ", Some(("5", "人的セキュリティ")));
        case("2　所属長は、確認する。", Some(("2", "所属長は、確認する。")));
    }

    #[test]
    fn numbers_in_running_text_are_none() {
        for line in [
            "3の脅威から",
            "6、7及び8に規定する",
            "6 年10月版",
            "第244条の6の規定に基づき",
            "2024/3/29",
            "1.0 2024/3/29",
            "アクセス制御",
            "一部事務組合",
            "（以下「当町」という。）",
            "30日以内",
        ] {
            case(line, None);
        }
    }
}
