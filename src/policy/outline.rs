//! Lines become headings with the paragraphs under them: numbers nest as the document nests them, words cut at line ends are
//! joined.

use super::numbering::{Mark, Style, is_hiragana, marks};
use super::page::{Line, Page, fold};

/// Words that a heading on outsourcing and external services has.
pub(super) const HEADING_WORDS: [&str; 12] = [
    "業務委託",
    "外部委託",
    "外部サービス",
    "クラウド",
    "ソーシャルメディア",
    "SNS",
    "約款",
    "アウトソーシング",
    "委託先",
    "委託事業者",
    "委託に",
    "委託の",
];

/// A heading or numbered item with what stands under it, up to the next.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The numbers above it and its own.
    pub(super) path: Vec<Mark>,
    pub(super) heading: String,
    pub(super) line: usize,
    pub(super) paragraphs: Vec<Paragraph>,
    /// It belongs to the standards (対策基準) that follow the policy in the same document.
    pub(super) standards: bool,
}

impl Node {
    /// Whether it stands under `above`, or is it.
    pub(super) fn is_under(&self, above: &[Mark]) -> bool {
        self.path.starts_with(above)
    }
}

/// A paragraph with the lines that its characters come from.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// From which byte on the text stands on which line.
    starts: Vec<(usize, usize)>,
}

/// A sentence and the line on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Paragraph {
    fn push(&mut self, text: &str, line: usize) {
        // Words of Latin letters cut at a line end need their blank back; Japanese has none.
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(self.text.chars().last()) && latin(text.chars().next()) {
            self.text.push(' ');
        }
        self.starts.push((self.text.len(), line));
        self.text.push_str(text);
    }

    fn line_at(&self, offset: usize) -> usize {
        self.starts.iter().take_while(|(start, _)| *start <= offset).last().map_or(0, |(_, line)| *line)
    }

    /// Its sentences, blanks of layout removed. A full stop inside brackets ends none.
    pub(super) fn sentences(&self) -> Vec<Sentence> {
        let mut found = Vec::new();
        let (mut start, mut depth) = (0, 0usize);
        let mut take = |from: usize, to: usize| {
            let raw = self.text.get(from..to).unwrap_or_default();
            let blank = raw.len() - raw.trim_start().len();
            let text = squeeze(raw.trim());
            if !text.is_empty() {
                found.push(Sentence { text, line: self.line_at(from + blank) });
            }
        };
        for (at, c) in self.text.char_indices() {
            match c {
                '（' | '(' | '「' | '『' => depth += 1,
                '）' | ')' | '」' | '』' => depth = depth.saturating_sub(1),
                '。' | '．' if depth == 0 => {
                    take(start, at + c.len_utf8());
                    start = at + c.len_utf8();
                }
                _ => {}
            }
        }
        take(start, self.text.len());
        found
    }

    fn ended(&self) -> bool {
        let text = self.text.trim_end_matches(['」', '』', '）', ')', ' ']);
        text.ends_with(['。', '．']) && balanced(&self.text)
    }
}

/// Blanks between two full-width characters are layout; beside a Latin word one blank is kept.
pub(super) fn squeeze(text: &str) -> String {
    let latin = |word: &str, last: bool| {
        let c = if last { word.chars().last() } else { word.chars().next() };
        c.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    text.split_whitespace().fold(String::with_capacity(text.len()), |mut out, word| {
        if !out.is_empty() && (latin(&out, true) || latin(word, false)) {
            out.push(' ');
        }
        out.push_str(word);
        out
    })
}

fn balanced(text: &str) -> bool {
    let count = |signs: [char; 2]| text.chars().filter(|c| signs.contains(c)).count();
    count(['（', '(']) <= count(['）', ')']) && count(['「', '『']) <= count(['」', '』'])
}

/// All nodes in the order of the document; the first holds what stands before any heading.
/// `standards`: the document as a whole is the standards.
pub(super) fn outline(page: &Page, standards: bool) -> Vec<Node> {
    let mut builder = Builder { width: page.width, nodes: vec![Node::default()], standards, ..Builder::default() };
    let mut lines = page.lines.iter().peekable();
    while let Some(line) = lines.next() {
        builder.line(line, lines.peek().copied());
    }
    builder.nodes
}

#[derive(Default)]
struct Builder {
    width: Option<usize>,
    nodes: Vec<Node>,
    stack: Vec<Mark>,
    /// The last paragraph takes no more lines.
    closed: bool,
    /// The heading of the last node may go on.
    heading_open: bool,
    /// A heading in brackets, for the article that follows.
    caption: Option<String>,
    standards: bool,
}

impl Builder {
    fn line(&mut self, line: &Line, next: Option<&Line>) {
        if !line.row {
            if matches!(fold(&line.text).as_str(), "附則" | "付則" | "附則抄") {
                self.stack.clear();
                self.standards = false;
                return self.bare(line, 1);
            }
            if let Some((found, rest)) = marks(&line.text).filter(|(found, rest)| self.accepts(found, rest, line)) {
                return self.numbered(found, &rest, line);
            }
            if self.heading_goes_on(line) {
                return self.lengthen_heading(line);
            }
            if line.depth > 0 && is_heading(&line.text) {
                return self.bare(line, line.depth);
            }
            if self.is_caption(line, next) {
                self.caption = Some(line.text.trim_matches(['(', ')', '（', '）']).to_owned());
                return;
            }
            if self.is_bare_heading(line) {
                return self.bare(line, 9);
            }
            if self.is_title_of_standards(line) {
                self.standards = true;
                return self.bare(line, 1);
            }
        }
        self.text(line);
    }

    fn settled(&self) -> bool {
        let Some(node) = self.nodes.last() else { return true };
        self.closed || node.paragraphs.last().is_none_or(Paragraph::ended)
    }

    /// Whether a number at the head of a line is one of the document's own, and not part of a sentence that was cut there.
    fn accepts(&self, found: &[Mark], rest: &str, line: &Line) -> bool {
        let Some(mark) = found.first() else { return false };
        if mark.style.is_division() {
            return self.settled() || is_heading(rest) || rest.starts_with(['（', '(']) || line.gap;
        }
        let settled = self.settled() || line.depth > 0;
        let same = self.stack.iter().rev().find(|known| known.style == mark.style).map(|known| known.number);
        let following = match same {
            Some(last) => mark.number == last + 1 || mark.number == 1 || settled,
            None => mark.number == 1 || settled,
        };
        // Text that is not over goes on, unless the number is the next one.
        following
            && (settled || !rest.is_empty())
            && !rest.starts_with(['、', '。', '及', '又', '～', '〜', '・', ')', '）'])
    }

    fn numbered(&mut self, found: Vec<Mark>, rest: &str, line: &Line) {
        for mark in found {
            self.enter(mark);
        }
        let (heading, body) = split(rest);
        let heading = match self.caption.take() {
            Some(caption) if heading.is_empty() => caption,
            _ => heading,
        };
        if self.stack.last().is_some_and(|mark| mark.style < Style::Article) || self.stack.len() == 1 {
            self.zone(&heading);
        }
        let heading_open = body.is_empty();
        self.start(heading, line.number);
        self.heading_open = heading_open;
        if !body.is_empty() {
            self.add(&body, line.number);
        }
    }

    /// Pops what the number does not stand under.
    fn enter(&mut self, mark: Mark) {
        let position = self.stack.iter().position(|known| match (known.style, mark.style) {
            (Style::Bare(known), Style::Bare(new)) => known >= new,
            (known, new) if known == new => true,
            (known, new) if new.is_division() => known > new,
            _ => false,
        });
        if let Some(position) = position {
            self.stack.truncate(position);
        } else if mark.style == Style::Plain
            && let Some(article) = self.stack.iter().rposition(|known| known.style == Style::Article)
        {
            // 「２」 behind the items of an article is its next paragraph.
            self.stack.truncate(article + 1);
        }
        self.stack.push(mark);
    }

    fn zone(&mut self, heading: &str) {
        let folded = fold(heading);
        if folded.contains("基本方針") {
            self.standards = false;
        } else if folded.ends_with("対策基準") {
            self.standards = true;
        }
    }

    fn start(&mut self, heading: String, line: usize) {
        let path = self.stack.clone();
        self.nodes.push(Node { path, heading, line, paragraphs: Vec::new(), standards: self.standards });
        self.closed = true;
        self.heading_open = false;
    }

    fn bare(&mut self, line: &Line, depth: u8) {
        // A heading on outsourcing that has no number stands beside those before it, under the same numbers.
        if depth == 9
            && let Some(position) = self.stack.iter().position(|mark| mark.style == Style::Bare(9))
        {
            self.stack.truncate(position);
        }
        self.enter(Mark { style: Style::Bare(depth), number: 0, written: String::new() });
        if depth <= 2 {
            self.zone(&line.text);
        }
        self.start(line.text.clone(), line.number);
        self.heading_open = true;
    }

    fn heading_goes_on(&self, line: &Line) -> bool {
        let Some(node) = self.nodes.last().filter(|node| self.heading_open && node.paragraphs.is_empty()) else {
            return false;
        };
        let heading = node.heading.as_str();
        if line.depth > 0 || line.item || line.text.contains('。') || line.text.ends_with('、') {
            return heading.is_empty() && !line.text.contains('。') && is_heading(&line.text);
        }
        if heading.is_empty() {
            return is_heading(&line.text);
        }
        let length = line.text.chars().count();
        let cut = heading.ends_with(['と', 'の', 'び', 'は', '・', '、', '（', '(', 'に', 'を', 'ー'])
            || heading.ends_with("及び")
            || heading.ends_with("並びに");
        let full = self.width.is_some_and(|width| line_is_full(heading, width)) && !heading.ends_with("利用");
        let whole = heading.ends_with("利用") || heading.ends_with("委託") || heading.ends_with("対策");
        // 「…の利」「用」
        let tail = !whole && length <= 6 && self.width.is_some() && full;
        !balanced(heading)
            || (cut && length <= 40)
            || tail
            || (full && length <= 45 && !whole)
            || (line.text.starts_with("の利用") && length <= 12)
    }

    fn lengthen_heading(&mut self, line: &Line) {
        let Some(node) = self.nodes.last_mut() else { return };
        node.heading.push_str(&line.text);
        let heading = node.heading.clone();
        if self.stack.len() == 1 {
            self.zone(&heading);
        }
    }

    fn is_caption(&self, line: &Line, next: Option<&Line>) -> bool {
        let framed = line.text.starts_with(['（', '(']) && line.text.ends_with(['）', ')']);
        let article =
            next.and_then(|next| marks(&next.text)).and_then(|(found, _)| found.first().map(|mark| mark.style));
        framed && line.text.chars().count() <= 45 && article == Some(Style::Article)
    }

    fn is_bare_heading(&self, line: &Line) -> bool {
        let folded = fold(&line.text);
        let length = folded.chars().count();
        let words = HEADING_WORDS.iter().any(|word| folded.contains(word));
        let ends =
            ["利用", "委託", "対策", "管理", "運用", "SNS", "サービス", "について", "関する事項", "セキュリティ", ")"]
                .iter()
                .any(|end| folded.ends_with(end));
        words
            && ends
            && length <= 35
            && is_heading(&line.text)
            && self.settled()
            && !line.text.contains('、')
            && self.nodes.len() > 1
            && !line.item
    }

    fn is_title_of_standards(&self, line: &Line) -> bool {
        let folded = fold(&line.text);
        folded.ends_with("対策基準")
            && folded.chars().count() <= 30
            && self.nodes.len() > 6
            && self.settled()
            && !folded.contains('、')
    }

    fn text(&mut self, line: &Line) {
        let width = self.width;
        let begins = line.item || line.row || self.leads(line);
        let fresh = self.settled() || begins;
        let Some(node) = self.nodes.last_mut() else { return };
        self.heading_open = false;
        match node.paragraphs.last_mut().filter(|_| !fresh) {
            Some(paragraph) => paragraph.push(&line.text, line.number),
            None => {
                let mut paragraph = Paragraph::default();
                paragraph.push(&line.text, line.number);
                node.paragraphs.push(paragraph);
            }
        }
        // Rows of tables and lines before the first heading never go on; all else goes on until its full stop.
        self.closed = line.row || (node.path.is_empty() && width.is_none());
        if !self.closed {
            self.closed = node.paragraphs.last().is_some_and(Paragraph::ended);
        }
    }

    fn add(&mut self, text: &str, number: usize) {
        let Some(node) = self.nodes.last_mut() else { return };
        let mut paragraph = Paragraph::default();
        paragraph.push(text, number);
        self.closed = paragraph.ended();
        node.paragraphs.push(paragraph);
    }

    /// A paragraph whose full stop was forgotten ends where the next one speaks of another case.
    fn leads(&self, line: &Line) -> bool {
        let Some(paragraph) = self.nodes.last().and_then(|node| node.paragraphs.last()) else { return false };
        let over = paragraph.text.ends_with(['る', 'う', 'す', 'む', 'い']) || paragraph.text.ends_with("こと");
        let folded = fold(&line.text);
        let lead: String = folded.chars().take(30).collect();
        let case = ["業務委託", "外部委託", "外部サービス", "クラウドサービス", "約款", "ソーシャルメディア", "SNS"]
            .iter()
            .any(|word| lead.starts_with(word));
        over && case && ["場合", "際", "当たって", "あたって", "とき"].iter().any(|word| lead.contains(word))
    }
}

fn line_is_full(heading: &str, width: usize) -> bool {
    unicode_width::UnicodeWidthStr::width_cjk(heading) + 8 > width
}

/// No sentence: short, without a full stop, not ending in a verb.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    let verb = !text.ends_with("扱い") && text.ends_with(['る', 'う', 'す', 'く', 'む', 'ぶ', 'た', 'い'])
        || text.ends_with("こと")
        || text.ends_with("もの");
    !text.is_empty() && !text.contains('。') && !text.ends_with(['、', '，']) && text.chars().count() <= 50 && !verb
}

/// What follows a number: a heading, a text, or both on one line.
fn split(rest: &str) -> (String, String) {
    // 第8条（業務委託）　業務委託を行う場合には、…
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('「', '」')] {
        let Some((inside, after)) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close)) else { continue };
        if is_heading(inside) && !after.trim_start().starts_with(is_hiragana) {
            return (inside.to_owned(), after.trim().to_owned());
        }
    }
    if is_heading(rest) && !two_parts(rest) {
        return (rest.to_owned(), String::new());
    }
    if let Some((heading, body)) = rest.split_once([' ', '\u{3000}', '\t', '：', ':']) {
        let body = body.trim();
        if is_heading(heading) && heading.chars().count() >= 2 && !heading.contains('、') && body.chars().count() > 6 {
            return (heading.to_owned(), body.to_owned());
        }
    }
    (String::new(), rest.to_owned())
}

/// A heading, a wide blank and the beginning of a text that goes on on the next line.
fn two_parts(rest: &str) -> bool {
    rest.split_once(['\u{3000}', ' ']).is_some_and(|(heading, body)| {
        let body = body.trim();
        heading.chars().count() >= 2
            && body.chars().count() > 12
            && body.chars().filter(|c| is_hiragana(*c)).count() * 4 > body.chars().count()
            && body.contains('、')
    })
}
