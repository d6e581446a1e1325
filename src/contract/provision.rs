use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// A sentence of a contract, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// 第8条（秘密の保持）; empty before the first article.
    pub article: String,
    /// Within the article: 2(3); empty where there is no number.
    pub within: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The sentence as written.
    pub text: String,
    /// The sentence that an item completes: 「乙は、次に掲げる行為をしてはならない。」
    pub lead: Option<String>,
    /// What takes something away from it: 「ただし、…この限りでない。」
    pub provisos: Vec<String>,
    /// The article's heading alone.
    pub heading: String,
    /// Whether it is written in Latin letters for the most part: it is found, not judged.
    pub foreign: bool,
}

/// Longest heading of an article, in characters; longer lines are sentences.
const MAX_HEADING: usize = 40;
/// After so many characters an open bracket is taken for a slip.
const MAX_BRACKET: usize = 300;

/// Text without differences of width and case and without blanks.
pub(super) fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    Item,
}

/// The sentences of a document, in order.
pub(super) fn provisions(lines: &[String]) -> Vec<Provision> {
    let mut splitter = Splitter::default();
    for (index, line) in lines.iter().enumerate() {
        splitter.line(line.trim(), index + 1);
    }
    splitter.flush();
    splitter.found
}

#[derive(Default)]
struct Splitter {
    article: String,
    heading: String,
    /// A heading that stands on a line of its own before its article.
    announced: Option<String>,
    paragraph: String,
    item: String,
    lead: Option<String>,
    in_item: bool,
    buffer: String,
    begun: usize,
    found: Vec<Provision>,
}

impl Splitter {
    fn line(&mut self, raw: &str, number: usize) {
        let line = raw.trim_start_matches(['#', '*', '>', ' ', '\u{3000}']).trim();
        if line.is_empty() || is_page_number(line) {
            // A blank line inside a sentence is a page break of a PDF.
            return;
        }
        if let Some(inside) = bracketed(line) {
            self.flush();
            self.announced = Some(inside);
            return;
        }
        let marked = raw.starts_with('#');
        if let Some((label, rest)) = article(line, self.buffer.is_empty()) {
            self.begin_article(label, rest, number);
        } else if let Some((label, title)) = plain_heading(line, marked).filter(|_| marked || self.buffer.is_empty()) {
            self.begin_article(label, &format!("（{title}）"), number);
        } else if let Some((block, label, rest)) = numbered(line) {
            self.begin_block(block, label);
            self.take(rest, number);
        } else {
            self.take(line, number);
        }
    }

    fn begin_article(&mut self, label: String, rest: &str, number: usize) {
        self.flush();
        let (heading, rest) = match leading_bracket(rest) {
            Some((inside, rest)) => (Some(inside), rest),
            // 「第8条　秘密の保持」 with the sentences on the next line.
            None if !rest.is_empty()
                && rest.chars().count() <= 20
                && !rest.contains('。')
                && !ends_like_sentence(rest) =>
            {
                (Some(rest.to_owned()), "")
            }
            None => (None, rest),
        };
        self.heading = heading.or_else(|| self.announced.take()).unwrap_or_default();
        self.announced = None;
        self.article = if self.heading.is_empty() { label } else { format!("{label}（{}）", self.heading) };
        (self.paragraph, self.item, self.lead, self.in_item) = (String::new(), String::new(), None, false);
        if let Some((block, label, rest)) = numbered(rest) {
            self.begin_block(block, label);
            self.take(rest, number);
        } else {
            self.take(rest, number);
        }
    }

    fn begin_block(&mut self, block: Block, label: String) {
        self.flush();
        match block {
            Block::Paragraph => {
                (self.paragraph, self.item, self.lead, self.in_item) = (label, String::new(), None, false);
            }
            Block::Item => (self.item, self.in_item) = (label, true),
        }
    }

    fn take(&mut self, text: &str, number: usize) {
        let mut rest = text.trim();
        // Latin words were parted by the end of the line.
        if !self.buffer.is_empty()
            && self.buffer.ends_with(|c: char| c.is_ascii())
            && rest.starts_with(|c: char| c.is_ascii())
        {
            self.buffer.push(' ');
        }
        while !rest.is_empty() {
            if self.buffer.is_empty() {
                self.begun = number;
            }
            let depth = depth(&self.buffer);
            let Some((sentence, after)) = sentence_end(rest, depth) else {
                self.buffer.push_str(rest);
                break;
            };
            self.buffer.push_str(sentence);
            self.flush();
            rest = after.trim_start();
        }
    }

    /// What was gathered is a sentence, ended or not.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.buffer).trim().to_owned();
        if text.is_empty() {
            return;
        }
        let proviso = ["ただし", "但し", "但、"].iter().any(|word| text.starts_with(word));
        if let Some(last) = self.found.last_mut().filter(|last| proviso && last.article == self.article) {
            last.provisos.push(text);
            return;
        }
        let folded = fold(&text);
        let leads =
            ["次の", "次に掲げる", "以下の", "下記の", "各号", "following"].iter().any(|word| text.contains(word));
        if leads && !self.in_item {
            self.lead = Some(text.clone());
        }
        let letters = folded.chars().filter(char::is_ascii_alphabetic).count();
        self.found.push(Provision {
            article: self.article.clone(),
            within: format!("{}{}", self.paragraph, self.item),
            line: self.begun,
            foreign: letters * 2 > folded.chars().count(),
            lead: self.lead.clone().filter(|_| self.in_item),
            provisos: Vec::new(),
            heading: self.heading.clone(),
            text,
        });
    }
}

/// `- 3 -`, `3/10`, `３ページ`.
fn is_page_number(line: &str) -> bool {
    let core: String = fold(line).chars().filter(|c| !"-‐–―−ー/p.頁ページ".contains(*c)).collect();
    let decorated =
        line.starts_with(['-', '－', '―', '–']) || line.contains(['/', '頁', 'ペ']) || line.starts_with(['p', 'P']);
    core.chars().all(|c| c.is_ascii_digit()) && core.len() <= 6 && (decorated || core.is_empty())
}

/// How many brackets are open at the end.
fn depth(text: &str) -> usize {
    if text.chars().count() > MAX_BRACKET {
        return 0;
    }
    text.chars().fold(0usize, |depth, c| match c {
        '（' | '(' | '「' => depth + 1,
        '）' | ')' | '」' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Up to and with the first 「。」 outside of brackets; in English up to a full stop before a capital.
fn sentence_end(text: &str, mut depth: usize) -> Option<(&str, &str)> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '（' | '(' | '「' => depth += 1,
            '）' | ')' | '」' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return text.split_at_checked(at + c.len_utf8()),
            '.' | ';' if chars.peek().is_some_and(|(_, next)| *next == ' ') => {
                let (head, tail) = text.split_at_checked(at + 1)?;
                let words = head.chars().filter(char::is_ascii_alphabetic).count();
                if words > 20 && tail.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) {
                    return Some((head, tail));
                }
            }
            _ => {}
        }
    }
    None
}

/// 「（秘密の保持）」 alone on a line.
fn bracketed(line: &str) -> Option<String> {
    let (inside, rest) = leading_bracket(line)?;
    (rest.is_empty() && inside.chars().count() > 1 && !inside.chars().all(|c| c.is_numeric())).then_some(inside)
}

/// The bracket at the head of a text and what follows it.
fn leading_bracket(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let inner = text.strip_prefix(['（', '(', '【', '〔'])?;
    let end = inner.find(['）', ')', '】', '〕'])?;
    let (inside, rest) = inner.split_at_checked(end)?;
    let mut rest = rest.chars();
    rest.next();
    let rest = rest.as_str().trim_start();
    // 「第8条（秘密の保持）の規定により」 is the inside of a sentence.
    let inside_sentence = rest.starts_with(['の', 'に', 'を', '、', 'と', 'で', '及', '又', 'か', 'ま']);
    (inside.chars().count() <= MAX_HEADING && !inside_sentence).then(|| (inside.trim().to_owned(), rest))
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百〇".contains(c)
}

/// 「第8条」 with what follows, at the head of a line. `fresh`: no sentence is open.
fn article(line: &str, fresh: bool) -> Option<(String, &str)> {
    for word in ["Article ", "ARTICLE ", "Section ", "SECTION "] {
        if let Some(rest) = line.strip_prefix(word) {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let (number, rest) = rest.split_at_checked(end)?;
            let rest = rest.trim_start_matches(['.', ':', ' ', '-', '　']);
            return (!number.is_empty()).then(|| (format!("{word}{}", number.trim_end_matches('.')), rest));
        }
    }
    let inner = line.strip_prefix('第')?;
    let digits = inner.find(|c| !is_number(c) && c != ' ' && c != '　').filter(|end| *end > 0)?;
    let (number, rest) = inner.split_at_checked(digits)?;
    let number = number.trim();
    let (label, rest) = match rest.strip_prefix('条') {
        Some(after) => {
            let branch = after.strip_prefix('の').and_then(|after| {
                let end = after.find(|c| !is_number(c)).unwrap_or(after.len());
                after.split_at_checked(end).filter(|(number, _)| !number.is_empty())
            });
            match branch {
                Some((branch, after)) => (format!("第{number}条の{branch}"), after),
                None => (format!("第{number}条"), after),
            }
        }
        // 「第１　（基本的事項）」: some annexes count without 条.
        None if inner.chars().nth(number.chars().count()).is_some_and(|c| c.is_whitespace() || "（(".contains(c)) => {
            (format!("第{number}"), rest)
        }
        None => return None,
    };
    let parted = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "（([【〔".contains(c));
    let continues = rest.starts_with(['の', 'に', 'を', '及', '又', 'か', 'ま', '、', 'と', '第', 'で', '各', '中']);
    let bracket_continues = rest.starts_with(['（', '(']) && leading_bracket(rest).is_none();
    ((parted && !bracket_continues) || (fresh && !continues && !bracket_continues)).then(|| (label, rest.trim()))
}

/// 「8. 秘密保持」, or a heading that the format marks as such.
fn plain_heading(line: &str, marked: bool) -> Option<(String, String)> {
    let short = line.chars().count() <= MAX_HEADING && !line.contains('。') && !ends_like_sentence(line);
    if !short {
        return None;
    }
    let end =
        line.find(|c: char| !(c.is_ascii_digit() || ('０'..='９').contains(&c) || ".．".contains(c))).unwrap_or(0);
    let (number, title) = line.split_at_checked(end)?;
    let dotted = number.contains(['.', '．']);
    let title = title.trim_matches(|c: char| c.is_whitespace() || ".．、:：".contains(c));
    if title.is_empty() || !(marked || (dotted && title.chars().count() <= 24)) {
        return None;
    }
    let label =
        if number.is_empty() { "見出し".to_owned() } else { number.trim_end_matches(['.', '．']).to_owned() };
    Some((label, title.trim_matches(['（', '）', '(', ')', '【', '】']).to_owned()))
}

fn ends_like_sentence(text: &str) -> bool {
    ["こと", "する", "します", "ない", "ません", "、", "は", "を", "に", "が", "の", "と", ",", ";", "and", "or", "the"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// A number of a paragraph or an item at the head of a line, and what follows.
fn numbered(line: &str) -> Option<(Block, String, &str)> {
    let first = line.chars().next()?;
    if matches!(first, '①'..='⑳' | '⑴'..='⒇' | '㈠'..='㈩') {
        let rest = line.strip_prefix(first)?;
        return Some((
            Block::Item,
            format!("({})", fold(&first.to_string()).trim_matches(['(', ')'])),
            rest.trim_start(),
        ));
    }
    if matches!(first, '・' | '•' | '●' | '○' | '■' | '－' | '-') {
        let rest = line.strip_prefix(first)?;
        return (first != '-' || rest.starts_with(' ')).then(|| (Block::Item, "・".to_owned(), rest.trim_start()));
    }
    if matches!(first, '（' | '(') {
        let (inside, rest) = line.strip_prefix(first)?.split_once(['）', ')'])?;
        let counts = inside.chars().count() <= 3
            && !inside.is_empty()
            && inside
                .chars()
                .all(|c| is_number(c) || "アイウエオカキクケコサシスセソ".contains(c) || c.is_ascii_lowercase());
        return counts.then(|| (Block::Item, format!("({})", fold(inside)), rest.trim_start()));
    }
    let end = line.find(|c| !is_number(c)).filter(|end| *end > 0);
    if let Some((number, rest)) = end.and_then(|end| line.split_at_checked(end)) {
        let parted = rest.starts_with(|c: char| c.is_whitespace() || ".．、".contains(c));
        let latin = first.is_ascii_digit() || ('０'..='９').contains(&first);
        let decimal = rest.strip_prefix(['.', '．']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if parted && !decimal {
            let block = if latin { Block::Paragraph } else { Block::Item };
            let label = if latin { format!("第{}項", fold(number)) } else { format!("({number})") };
            return Some((block, label, rest.trim_start_matches(|c: char| c.is_whitespace() || ".．、".contains(c))));
        }
        return None;
    }
    let mut chars = line.chars();
    let kana = chars.next().is_some_and(|c| "アイウエオカキクケコサシスセソ".contains(c));
    let rest = chars.as_str();
    (kana && rest.starts_with(|c: char| c.is_whitespace() || ".．、".contains(c))).then(|| {
        (Block::Item, first.to_string(), rest.trim_start_matches(|c: char| c.is_whitespace() || ".．、".contains(c)))
    })
}
