//! Tags in the XML of Word: found in the text of each paragraph, whatever the runs that it falls into.

use super::TagFault;
use crate::document::xml_skin::escaped;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Blocks within blocks: articles, paragraphs, items and conditions need four.
const MAX_DEPTH: usize = 8;
/// Tags of one part.
const MAX_TAGS: usize = 5000;
/// Characters of a paragraph shown with a fault.
const SHOWN: usize = 40;

/// XML as it is, or a tag with the words of its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Xml(String),
    Tag { text: String, place: String, alone: bool },
}

/// A template that can be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Xml(String),
    Value { name: String, place: String },
    Clauses { place: String },
    Each { name: String, place: String, body: Vec<Node> },
    If { name: String, place: String, unless: bool, body: Vec<Node>, other: Vec<Node> },
}

enum Token {
    Raw(String),
    /// The content of a `w:t`.
    Text(String),
}

#[derive(Default)]
struct Paragraph {
    /// Indices of its first and last token.
    from: usize,
    to: usize,
    texts: Vec<usize>,
    /// Holds something that must not go with a tag: a section, a picture, a field.
    keep: bool,
}

/// The pieces of a part.
pub(super) fn read(xml: &str) -> Result<Vec<Piece>, Vec<TagFault>> {
    let fault = |cause: &str| vec![TagFault { place: String::new(), cause: cause.to_owned() }];
    let (tokens, paragraphs, rows) = tokens(xml).ok_or_else(|| fault("文書の中身(XML)が壊れています"))?;
    let mut faults = Vec::new();
    let mut tags = 0;
    // What stands in place of each token, or of a whole stretch of tokens.
    let mut texts: Vec<Option<Vec<Piece>>> = tokens.iter().map(|_| None).collect();
    let mut replaced: Vec<(usize, usize, Vec<Piece>)> = Vec::new();
    let mut only_blocks: Vec<Option<Vec<Piece>>> = Vec::new();
    for paragraph in &paragraphs {
        let whole: String = paragraph.texts.iter().filter_map(|index| tokens.get(*index)).map(Token::words).collect();
        let parted = part(&whole, &mut faults);
        tags += parted.iter().filter(|piece| matches!(piece, Piece::Tag { .. })).count();
        let is_blank = |piece: &Piece| matches!(piece, Piece::Xml(text) if text.trim().is_empty());
        let rest: Vec<&Piece> = parted.iter().filter(|piece| !is_blank(piece)).collect();
        let blocks =
            !rest.is_empty() && rest.iter().all(|piece| matches!(piece, Piece::Tag { text, .. } if is_block(text)));
        let clauses = matches!(rest.as_slice(), [Piece::Tag { text, .. }] if text == "clauses");
        let alone: Vec<Piece> = rest.into_iter().cloned().map(Piece::alone).collect();
        if (blocks || clauses) && !paragraph.keep {
            replaced.push((paragraph.from, paragraph.to, alone.clone()));
        } else {
            spread(&parted, &whole, paragraph, &tokens, &mut texts);
        }
        only_blocks.push(match (blocks, whole.trim().is_empty()) {
            (true, _) => Some(alone),
            (false, true) => Some(Vec::new()),
            _ => None,
        });
    }
    // A row that holds nothing but tags of blocks stands for them.
    for (from, to) in rows {
        let inside: Vec<&Option<Vec<Piece>>> = paragraphs
            .iter()
            .zip(&only_blocks)
            .filter(|(paragraph, _)| paragraph.from >= from && paragraph.to <= to)
            .map(|(_, blocks)| blocks)
            .collect();
        let pieces: Option<Vec<Piece>> =
            inside.into_iter().cloned().collect::<Option<Vec<_>>>().map(|all| all.concat());
        if let Some(pieces) = pieces.filter(|pieces| !pieces.is_empty()) {
            replaced.retain(|(start, end, _)| *start < from || *end > to);
            replaced.push((from, to, pieces));
        }
    }
    if tags > MAX_TAGS {
        return Err(fault("{{…}} が多すぎます(5000個まで)"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    replaced.sort_by_key(|(from, ..)| *from);
    Ok(joined(tokens, texts, replaced))
}

fn joined(
    tokens: Vec<Token>,
    mut texts: Vec<Option<Vec<Piece>>>,
    replaced: Vec<(usize, usize, Vec<Piece>)>,
) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut xml = String::new();
    let mut replaced = replaced.into_iter().peekable();
    let mut skip_to = 0;
    for (index, token) in tokens.into_iter().enumerate() {
        while let Some((_, to, pieces)) = replaced.next_if(|(from, ..)| *from == index) {
            out.push(Piece::Xml(std::mem::take(&mut xml)));
            out.extend(pieces);
            skip_to = skip_to.max(to + 1);
        }
        if index < skip_to {
            continue;
        }
        match (token, texts.get_mut(index).and_then(Option::take)) {
            (Token::Raw(raw), _) => xml.push_str(&raw),
            (Token::Text(_), Some(pieces)) => {
                for piece in pieces {
                    match piece {
                        Piece::Xml(text) => xml.push_str(&escaped(&text)),
                        tag @ Piece::Tag { .. } => {
                            out.push(Piece::Xml(std::mem::take(&mut xml)));
                            out.push(tag);
                        }
                    }
                }
            }
            (Token::Text(text), None) => xml.push_str(&escaped(&text)),
        }
    }
    out.push(Piece::Xml(xml));
    out
}

impl Token {
    fn words(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Raw(_) => "",
        }
    }
}

impl Piece {
    fn alone(self) -> Self {
        match self {
            Self::Tag { text, place, .. } => Self::Tag { text, place, alone: true },
            xml => xml,
        }
    }
}

type Structure = (Vec<Token>, Vec<Paragraph>, Vec<(usize, usize)>);

/// The XML as a row of tokens, with its paragraphs and table rows as stretches of them.
fn tokens(xml: &str) -> Option<Structure> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut tokens, mut paragraphs, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut open: Vec<Paragraph> = Vec::new();
    let mut open_rows: Vec<usize> = Vec::new();
    let mut text: Option<String> = None;
    let mut at = 0usize;
    loop {
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let raw = xml.get(at..end)?.to_owned();
        at = end;
        match event {
            Event::Eof => break,
            Event::DocType(_) => return None,
            Event::Start(element) => match element.name().as_ref() {
                "w:t" => {
                    // Blanks at the edges of what is filled in must stay.
                    tokens.push(Token::Raw("<w:t xml:space=\"preserve\">".to_owned()));
                    text = Some(String::new());
                    continue;
                }
                "w:p" => open.push(Paragraph { from: tokens.len(), ..Paragraph::default() }),
                "w:tr" => open_rows.push(tokens.len()),
                "w:sectPr" | "w:drawing" | "w:pict" | "w:object" => {
                    if let Some(paragraph) = open.last_mut() {
                        paragraph.keep = true;
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "w:t" => {
                    if let Some(paragraph) = open.last_mut() {
                        paragraph.texts.push(tokens.len());
                    }
                    tokens.push(Token::Text(unescaped(&text.take().unwrap_or_default())));
                }
                "w:p" => {
                    if let Some(mut paragraph) = open.pop() {
                        paragraph.to = tokens.len();
                        paragraphs.push(paragraph);
                    }
                }
                "w:tr" => rows.extend(open_rows.pop().map(|from| (from, tokens.len()))),
                _ => {}
            },
            _ => {}
        }
        match &mut text {
            Some(text) => text.push_str(&raw),
            None => tokens.push(Token::Raw(raw)),
        }
    }
    (open.is_empty() && text.is_none()).then_some((tokens, paragraphs, rows))
}

/// The words of a paragraph and the tags in them.
fn part(whole: &str, faults: &mut Vec<TagFault>) -> Vec<Piece> {
    let place: String = whole.trim().chars().take(SHOWN).collect();
    if whole.contains("｛｛") || whole.contains("｝｝") {
        faults.push(TagFault {
            place: place.clone(),
            cause: "全角の ｛｛ ｝｝ は差し込みになりません。半角の {{ }} で書いてください".to_owned(),
        });
    }
    let mut pieces = Vec::new();
    let mut rest = whole;
    while let Some((before, from)) = rest.split_once("{{") {
        let Some((inside, after)) = from.split_once("}}") else {
            faults.push(TagFault {
                place: place.clone(), cause: "{{ に対する }} が同じ段落にありません".to_owned()
            });
            return pieces;
        };
        pieces.push(Piece::Xml(before.to_owned()));
        let (inside, after) = match (inside.strip_prefix('{'), after.strip_prefix('}')) {
            (Some(inside), Some(after)) => (inside, after),
            _ => (inside, after),
        };
        let text = inside.trim().trim_matches('~').trim();
        if !text.starts_with('!') {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            pieces.push(Piece::Tag { text, place: place.clone(), alone: false });
        }
        rest = after;
    }
    pieces.push(Piece::Xml(rest.to_owned()));
    pieces
}

/// Gives each run its part of the words; a tag goes to the run where it begins.
fn spread(parted: &[Piece], whole: &str, paragraph: &Paragraph, tokens: &[Token], texts: &mut [Option<Vec<Piece>>]) {
    if !parted.iter().any(|piece| matches!(piece, Piece::Tag { .. })) && !whole.contains("{{") {
        return;
    }
    // Where each run's words end, in the words of the whole paragraph.
    let mut ends = Vec::new();
    let mut end = 0;
    for index in &paragraph.texts {
        end += tokens.get(*index).map(Token::words).unwrap_or_default().len();
        ends.push((*index, end));
        if let Some(text) = texts.get_mut(*index) {
            *text = Some(Vec::new());
        }
    }
    let run_at = |at: usize| ends.iter().find(|(_, end)| at < *end).or(ends.last()).map(|(index, _)| *index);
    let mut at = 0;
    let mut put = |index: Option<usize>, piece: Piece| {
        if let Some(Some(pieces)) = index.and_then(|index| texts.get_mut(index)) {
            pieces.push(piece);
        }
    };
    let mut rest = whole;
    let mut tags = parted.iter().filter(|piece| matches!(piece, Piece::Tag { .. }));
    loop {
        let plain = rest.find("{{").unwrap_or(rest.len());
        let (words, from) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        // Words may go over several runs.
        for c in words.chars() {
            put(run_at(at), Piece::Xml(c.to_string()));
            at += c.len_utf8();
        }
        if from.is_empty() {
            break;
        }
        let length = from.find("}}").map_or(from.len(), |end| end + 2);
        let triple = from.starts_with("{{{") && from.get(length..).is_some_and(|after| after.starts_with('}'));
        let length = if triple { length + 1 } else { length };
        let (tag, after) = from.split_at_checked(length).unwrap_or((from, ""));
        let inside = tag.trim_matches(['{', '}']).trim().trim_matches('~').trim();
        if !inside.starts_with('!')
            && let Some(piece) = tags.next()
        {
            put(run_at(at), piece.clone());
        }
        at += tag.len();
        rest = after;
    }
}

fn is_block(tag: &str) -> bool {
    tag.starts_with('#') || tag.starts_with('/') || tag == "else" || tag == "^"
}

/// The tree of blocks.
pub(super) fn nodes(pieces: Vec<Piece>) -> Result<Vec<Node>, TagFault> {
    struct Open {
        kind: &'static str,
        name: String,
        place: String,
        body: Vec<Node>,
        other: Option<Vec<Node>>,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut root: Vec<Node> = Vec::new();
    for piece in pieces {
        let (text, place, alone) = match piece {
            Piece::Xml(xml) => {
                push(
                    open.last_mut().map(|open| open.other.as_mut().unwrap_or(&mut open.body)),
                    &mut root,
                    Node::Xml(xml),
                );
                continue;
            }
            Piece::Tag { text, place, alone } => (text, place, alone),
        };
        let fault = |cause: String| TagFault { place: place.clone(), cause };
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["#each", name] | ["#if", name] | ["#unless", name] => {
                if open.len() >= MAX_DEPTH {
                    return Err(fault(format!("{{{{#…}}}} の重なりが深すぎます({MAX_DEPTH}段まで)")));
                }
                let kind = match words.first() {
                    Some(&"#each") => "each",
                    Some(&"#if") => "if",
                    _ => "unless",
                };
                open.push(Open { kind, name: (*name).to_owned(), place: place.clone(), body: Vec::new(), other: None });
            }
            ["else"] | ["^"] => match open.last_mut() {
                Some(open) if open.other.is_none() && open.kind != "each" => open.other = Some(Vec::new()),
                _ => return Err(fault("{{else}} に対する {{#if}} がありません".to_owned())),
            },
            ["/each"] | ["/if"] | ["/unless"] => {
                let closed = open.pop().filter(|open| text.strip_prefix('/') == Some(open.kind));
                let Some(Open { kind, name, place, body, other }) = closed else {
                    return Err(fault(format!("{{{{{text}}}}} に対する始まりがありません")));
                };
                if [Some(&body), other.as_ref()].into_iter().flatten().any(|body| crosses(body)) {
                    let cause = format!(
                        "{{{{#{kind} {name}}}}} から {{{{/{kind}}}}} までが、段落の途中から別の段落に及んでいます"
                    );
                    return Err(TagFault { place, cause });
                }
                let node = match kind {
                    "each" => Node::Each { name, place, body },
                    _ => Node::If { name, place, unless: kind == "unless", body, other: other.unwrap_or_default() },
                };
                push(open.last_mut().map(|open| open.other.as_mut().unwrap_or(&mut open.body)), &mut root, node);
            }
            ["clauses"] if alone => push(
                open.last_mut().map(|open| open.other.as_mut().unwrap_or(&mut open.body)),
                &mut root,
                Node::Clauses { place },
            ),
            ["clauses"] => {
                return Err(fault("{{clauses}} は、ほかの文字のない段落に単独で書いてください".to_owned()));
            }
            [name] if !name.is_empty() && !is_block(name) && !name.starts_with(['>', '&', '*']) => push(
                open.last_mut().map(|open| open.other.as_mut().unwrap_or(&mut open.body)),
                &mut root,
                Node::Value { name: (*name).to_owned(), place },
            ),
            _ => {
                return Err(fault(format!(
                    "{{{{{text}}}}} という書き方は使えません。使えるのは {{{{名前}}}}、{{{{#each 名前}}}}、{{{{#if 名前}}}}、{{{{else}}}} です"
                )));
            }
        }
    }
    match open.pop() {
        Some(open) => Err(TagFault {
            place: open.place,
            cause: format!("{{{{#{} {}}}}} が閉じていません", open.kind, open.name),
        }),
        None => Ok(root),
    }
}

/// Whether a block ends a paragraph that it did not begin.
fn crosses(body: &[Node]) -> bool {
    fn xml(nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Xml(text) => out.push_str(text),
                Node::Each { body, .. } => xml(body, out),
                Node::If { body, .. } => xml(body, out),
                Node::Value { .. } | Node::Clauses { .. } => {}
            }
        }
    }
    let mut text = String::new();
    xml(body, &mut text);
    let mut open = 0i64;
    text.split('<').skip(1).any(|element| {
        let begins = element.starts_with("w:p>") || (element.starts_with("w:p ") && !element.contains("/>"));
        open += i64::from(begins) - i64::from(element.starts_with("/w:p>"));
        open < 0
    })
}

fn push(inner: Option<&mut Vec<Node>>, root: &mut Vec<Node>, node: Node) {
    inner.unwrap_or(root).push(node);
}

/// A cell of a table must end with a paragraph; tags that stood alone in one have taken theirs along.
pub(super) fn mended(xml: &str) -> String {
    xml.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
        .replace("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>")
        .replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")
}

/// Whether every element is closed where it was opened.
pub(super) fn is_sound(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0i64;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, from)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, after)) = from.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            out.push('&');
            rest = from;
            continue;
        };
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => out.extend(number.and_then(char::from_u32)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
