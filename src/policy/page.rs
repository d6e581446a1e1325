//! The lines of a document without what belongs to its pages: contents, page numbers, running heads, marks of Markdown.

use super::numbering::marks;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A line that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1 in the document's text.
    pub(super) number: usize,
    pub(super) text: String,
    /// How many `#` stood before it.
    pub(super) depth: u8,
    /// A sign of a list stood before it.
    pub(super) item: bool,
    /// A blank line stood before it.
    pub(super) gap: bool,
    /// Cells of a table.
    pub(super) row: bool,
    /// How wide it is printed: two for each full-width character.
    pub(super) width: usize,
}

/// The lines that say something, and how wide the text was broken, where it was.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) width: Option<usize>,
}

/// Text without differences of width, blanks and brackets of ornament.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !"*《》【】〈〉◇◆■□●○".contains(*c)).collect()
}

pub(super) fn read(lines: &[String]) -> Page {
    let mut kept: Vec<Line> = Vec::new();
    let mut gap = true;
    for (index, raw) in lines.iter().enumerate() {
        let line = plain(raw, index + 1, gap);
        gap = line.text.is_empty();
        if !gap && !is_page_number(&line.text) && !is_rule(&line.text) {
            kept.push(line);
        }
    }
    drop_contents(&mut kept);
    let width = wrap_width(&kept);
    drop_running_heads(&mut kept, width);
    Page { lines: kept, width }
}

/// Without marks of Markdown and of lists.
fn plain(raw: &str, number: usize, gap: bool) -> Line {
    let widened = widen(raw);
    let mut text =
        widened.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}' | '\u{c}'));
    text = text.trim_start_matches(['>', ' ']);
    let hashes = text.chars().take_while(|c| *c == '#').count();
    let depth = u8::try_from(hashes).unwrap_or(6).min(6);
    text = text.trim_start_matches('#').trim_start();
    let mut item = false;
    while let Some(rest) = text.strip_prefix([
        '-', '*', '+', '・', '•', '●', '○', '◆', '■', '◇', '□', '▪', '➢', '\u{f0d8}', '\u{f06c}', '･', '※',
    ]) {
        // `**第1章**` is bold, `-8` no item.
        let sign = text.chars().next().unwrap_or_default();
        if matches!(sign, '-' | '+' | '*') && !rest.starts_with(char::is_whitespace) {
            break;
        }
        item = true;
        text = rest.trim_start();
    }
    let mut text = text.replace("**", "").replace("__", "");
    let framed = |text: &str| text.starts_with('|') && text.ends_with('|') && text.chars().count() > 2;
    let table = framed(&text);
    if table {
        text = text.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>().join("\t");
    }
    for (open, close) in [('《', '》'), ('【', '】'), ('〈', '〉'), ('＜', '＞')] {
        if let Some(inside) = text.strip_prefix(open).and_then(|text| text.strip_suffix(close)) {
            text = inside.trim().to_owned();
        }
    }
    let text = text.trim().to_owned();
    // A number, a tab and a heading are a heading.
    let cells: Vec<&str> = text.split('\t').collect();
    let numbered =
        cells.len() == 2 && cells.first().is_some_and(|cell| marks(cell).is_some_and(|(_, rest)| rest.is_empty()));
    let row = table || (cells.len() > 1 && !numbered);
    let text = if numbered { text.replace('\t', " ") } else { text };
    let width = unicode_width::UnicodeWidthStr::width_cjk(raw.trim());
    Line { number, text, depth, item, gap, row, width }
}

/// Half-width kana and their signs (｡､｢｣ｱ…) as everything else is written; all other characters stay as they are.
fn widen(raw: &str) -> std::borrow::Cow<'_, str> {
    let narrow = |c: char| ('\u{FF61}'..='\u{FF9F}').contains(&c);
    if !raw.contains(narrow) {
        return raw.into();
    }
    let mut out = String::with_capacity(raw.len());
    let mut run = String::new();
    for c in raw.chars() {
        if narrow(c) {
            // A voiced sign belongs to the character before it.
            run.push(c);
            continue;
        }
        out.extend(std::mem::take(&mut run).nfkc());
        out.push(c);
    }
    out.extend(run.nfkc());
    out.into()
}

/// `- 3 -`, `3/10`, `P.3`, `３ページ`.
fn is_page_number(text: &str) -> bool {
    let folded = fold(text).to_lowercase();
    let core = folded.trim_matches(|c: char| "-‐–—―−~〜ー.()p頁ページ".contains(c));
    !core.is_empty() && core.len() <= 7 && core.chars().all(|c| c.is_ascii_digit() || c == '/') && {
        // (8) alone is the number of a section whose heading stands on the next line.
        let bracketed = folded.starts_with('(') && folded.ends_with(')');
        let circled = text.chars().all(|c| !c.is_ascii_digit() && !('０'..='９').contains(&c));
        !bracketed && !circled && !folded.ends_with('.') && !text.ends_with('．')
    }
}

fn is_rule(text: &str) -> bool {
    text.chars().all(|c| "-=_*─━―|:\t 　┃│┌┐└┘├┤".contains(c))
}

/// Without the page number at its end; none where it does not end in one.
fn without_page(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches([')', '）', '-', ' ', '－']);
    let entry = trimmed.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let digits = trimmed.chars().count() - entry.chars().count();
    (1..=3).contains(&digits).then_some(entry)
}

/// Leaders, a tab or a wide blank between the entry and its page.
fn is_entry(text: &str) -> bool {
    let Some(entry) = without_page(text) else { return false };
    let bare = entry.trim_end_matches(['-', '(', '（', 'P', 'p', '－', ' ', '\u{3000}']);
    let leaders = entry
        .chars()
        .rev()
        .take_while(|c| ".．・…‥･·⋯ \u{3000}\t_-".contains(*c))
        .filter(|c| ".．・…‥･·⋯".contains(*c))
        .count();
    let ellipsis = bare.ends_with(['…', '‥', '⋯']);
    leaders >= 2 || ellipsis || entry.ends_with('\t') || entry.ends_with("  ") || entry.ends_with("\u{3000}\u{3000}")
}

/// Drops the table of contents: entries with leaders anywhere, and after 目次 all headings up to the first one that comes again.
fn drop_contents(lines: &mut Vec<Line>) {
    let mut drop = vec![false; lines.len()];
    let mut start = None;
    let mut first: Option<String> = None;
    let mut pages = false;
    for (index, line) in lines.iter().enumerate() {
        let history = line.row && line.text.contains(['版', '年', '/']);
        if is_entry(&line.text) && !history && !line.text.contains('。') {
            drop.iter_mut().skip(index).take(1).for_each(|drop| *drop = true);
        }
        let folded = fold(&line.text);
        let title = folded.trim_matches(|c: char| "[]()<>-〔〕".contains(c));
        if matches!(title, "目次" | "もくじ" | "contents" | "CONTENTS" | "Contents") {
            (start, first) = (Some(index), None);
            drop.iter_mut().skip(index).take(1).for_each(|drop| *drop = true);
            continue;
        }
        let Some(begin) = start else { continue };
        let entry = fold(without_page(&line.text).unwrap_or(&line.text));
        let entry = entry.trim_end_matches(['.', '・', '…', '-']).to_owned();
        let again = first.as_ref().is_some_and(|first| *first == entry || *first == folded);
        let short = line.text.chars().count() <= 12;
        let like = marks(&line.text).is_some() || without_page(&line.text).is_some() || short;
        // Where entries have their pages, a chapter without one is the chapter itself.
        let paged = first.is_some() && without_page(&line.text).is_none();
        let chapter = paged
            && marks(&line.text).is_some_and(|(found, rest)| {
                !rest.is_empty() && found.first().is_some_and(|mark| mark.style.is_division())
            });
        let again = again || (chapter && pages);
        if again || !like || line.text.contains('。') || line.text.chars().count() > 70 || index > begin + 300 {
            start = None;
            continue;
        }
        if first.is_none() && marks(&line.text).is_some() {
            first = Some(entry);
            pages = without_page(&line.text).is_some();
        }
        drop.iter_mut().skip(index).take(1).for_each(|drop| *drop = true);
    }
    let mut drop = drop.into_iter();
    lines.retain(|_| !drop.next().unwrap_or_default());
}

/// The width at which lines were broken: many lines end there without ending a sentence.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let open: Vec<usize> = lines
        .iter()
        .filter(|line| !line.row && !line.text.ends_with('。') && line.width >= 16)
        .map(|line| line.width)
        .collect();
    // The width that most open lines come near to.
    let near = |width: usize| open.iter().filter(|other| **other <= width && **other + 4 > width).count();
    let width = open.iter().copied().max_by_key(|width| (near(*width), *width))?;
    let long = lines.iter().filter(|line| line.width > width + 6).count();
    (near(width) >= 6 && near(width) * 5 >= lines.len() && long * 20 <= lines.len()).then_some(width)
}

/// The title of the document, or its name with a page number, on every page.
fn drop_running_heads(lines: &mut Vec<Line>, width: Option<usize>) {
    let key = |line: &Line| {
        let folded = fold(without_page(&line.text).unwrap_or(&line.text));
        folded.trim_end_matches(['-', '.']).to_owned()
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter() {
        *times.entry(key(line)).or_default() += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    lines.retain(|line| {
        let key = key(line);
        let count = times.get(&key).copied().unwrap_or_default();
        let before = seen.entry(key.clone()).or_default();
        *before += 1;
        let length = key.chars().count();
        let names = ["方針", "ポリシー", "対策基準", "実施手順"].iter().any(|word| key.ends_with(word));
        let full = width.is_some_and(|width| line.width + 4 > width);
        let head = (2..=40).contains(&length)
            && names
            && !full
            && marks(&line.text).is_none()
            && !line.text.contains(['。', '、']);
        // A cover and the first page may both carry the title; from the third time on, it is a running head.
        !(head && count >= 3 && *before >= 2)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        read(&lines).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn contents_page_numbers_and_running_heads_are_dropped() {
        let text = "青葉市情報セキュリティ基本方針\n目　次\n１　目的 ……… 1\n２　対策２\n1 目的\n- 3 -\n定める。\n青葉市情報セキュリティ基本方針\n2 対策\n青葉市情報セキュリティ基本方針 4\n(8)\n業務委託";
        assert_eq!(kept(text), ["青葉市情報セキュリティ基本方針", "1 目的", "定める。", "2 対策", "(8)", "業務委託"]);
        assert_eq!(kept("6\t対策\t2\n6\t対策\n| 版 | 日 |"), ["6 対策", "版\t日"]);
    }
}
