//! HTML as lines. A policy on a web page needs its text, its headings and its table rows, nothing of its looks: a pass over the
//! tags is enough, and cannot fail on a page that is broken.

/// Elements whose beginning and end break a line.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
    "html",
    "tfoot",
    "title",
];
/// Elements whose content nobody reads: scripts, and readings over characters (ruby).
const SILENT: [&str; 8] = ["script", "style", "template", "noscript", "rt", "rp", "svg", "head"];

pub(super) fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let trimmed = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    ["<!doctype html", "<html", "<head", "<body", "<?xml", "<div", "<p>", "<h1", "<h2", "<table", "<!--"]
        .iter()
        .any(|start| trimmed.starts_with(start))
        || (head.contains("<body") || head.contains("<html"))
}

/// The text. Headings begin with `#`, cells of a row are separated by tabs.
pub(super) fn text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        page.say(before);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            page.say("<");
            rest = after;
            continue;
        }
        let (tag, after) = end_of_tag(after);
        rest = after;
        let (closing, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let name: String =
            name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if !closing && SILENT.contains(&name.as_str()) && !tag.ends_with('/') {
            rest = after_element(after, &name);
            continue;
        }
        page.tag(&name, closing);
    }
    page.say(rest);
    page.line();
    page.lines.join("\n")
}

/// A tag ends at the first `>` outside quotes; where the quotes never close, at the first `>`.
fn end_of_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            // No attribute is that long.
            _ if at > 10_000 => break,
            _ => {}
        }
    }
    text.split_once('>').unwrap_or((text, ""))
}

/// What follows the element's end.
fn after_element<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        let found = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if found {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    // An element that never ends must not swallow the page.
    text
}

#[derive(Default)]
struct Page {
    lines: Vec<String>,
    current: String,
    heading: bool,
    /// A cell of the current row has begun.
    cell: bool,
}

impl Page {
    fn say(&mut self, raw: &str) {
        for c in entities(raw).chars() {
            if c.is_whitespace() && c != '\u{3000}' {
                if !self.current.is_empty() && !self.current.ends_with([' ', '\t']) {
                    self.current.push(' ');
                }
            } else {
                self.current.push(c);
            }
        }
    }

    fn tag(&mut self, name: &str, closing: bool) {
        let heading = name.len() == 2 && name.starts_with('h') && name.ends_with(|c: char| ('1'..='6').contains(&c));
        if heading {
            self.line();
            self.heading = !closing;
        } else if matches!(name, "td" | "th") {
            if !closing {
                if self.cell && !self.current.is_empty() {
                    self.current.push('\t');
                }
                self.cell = true;
            }
        } else if name == "p" && self.cell {
            // Paragraphs in a cell stay in the row.
        } else if BLOCKS.contains(&name) {
            self.line();
            if matches!(name, "tr" | "table") {
                self.cell = false;
            }
        }
    }

    fn line(&mut self) {
        let line = std::mem::take(&mut self.current);
        let line = line.trim_end();
        if line.trim().is_empty() {
            return;
        }
        self.lines.push(if self.heading { format!("# {line}") } else { line.to_owned() });
    }
}

/// A plain text with its numeric character references resolved; named ones are the text's own words.
pub(super) fn numeric_references(text: &str) -> String {
    text.split("&#").enumerate().fold(String::with_capacity(text.len()), |mut out, (index, piece)| {
        let sign = piece.split_once(';').filter(|(number, _)| index > 0 && number.len() <= 7);
        match sign.and_then(|(number, after)| Some((entity(&format!("#{number}"))?, after))) {
            Some((sign, after)) => {
                out.push(sign);
                out.push_str(after);
            }
            None => {
                out.push_str(if index > 0 { "&#" } else { "" });
                out.push_str(piece);
            }
        }
        out
    })
}

/// Character references that occur in Japanese pages, and all numeric ones.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split(';').next().filter(|name| name.len() <= 10 && name.len() < after.len());
        match name.and_then(|name| Some((name, entity(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "middot" => '·',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "bull" => '•',
        "copy" => '©',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_looks_are_dropped() {
        let page = "<html><head><title>方針</title><style>p{}</style></head><body><h2 class='a>b'>６　対策</h2><p>選定<b>し</b>、<br>\n契約&#12290;</p>\
            <table><tr><th>版</th><td>1.0&nbsp;</td></tr></table><script>if(a<b){}</script><!-- x --><p>a &lt; b</p>";
        assert!(is_html(page));
        assert_eq!(text(page), "# ６　対策\n選定し、\n契約。\n版\t1.0\na < b");
        assert_eq!(text("<p>開いたまま<script>何か"), "開いたまま何か");
    }
}
