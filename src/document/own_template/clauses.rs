//! The clauses as paragraphs of the office's file: in its styles where it has them, with a numbering of our own.

use super::package::Package;
use crate::catalogue::ClauseId;
use crate::document::annex::{Annex, Article};
use crate::document::annex_docx::{Skins, anchored, bookmark, drawn_runs};
use std::collections::BTreeSet;

const NUMBERING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/annex/word/numbering.xml"));
const NUMBERING_PART: &str = "word/numbering.xml";
const NUMBERING_TYPE: &str = r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#;
const NUMBERING_RELATION: &str = r#"<Relationship Id="rIdItakuNumbering" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>"#;

/// Bookmarks of the office count from 0; ours begin where no office's end.
const FIRST_BOOKMARK: usize = 900_000;

pub(super) struct Clauses {
    xml: String,
}

impl Clauses {
    /// Draws the articles and adds their numbering to the package.
    pub(super) fn prepare(package: &mut Package, annex: &Annex) -> Result<Self, String> {
        let skins = Skins::get().map_err(|_| "条項を組み立てられません".to_owned())?;
        let styles = package.text("word/styles.xml").unwrap_or_default();
        let style = |names: &[&str]| names.iter().find_map(|name| style_called(&styles, name));
        let number = add_numbering(package)?;
        let drawing = Drawing {
            skins,
            annex,
            named: annex.named_paragraphs(),
            number,
            article: style(&["条見出し", "条", "heading 1", "見出し 1"]),
            paragraph: style(&["項", "本文", "Body Text"]),
            item: style(&["号", "List Paragraph"]),
        };
        Ok(Self { xml: annex.articles.iter().map(|article| drawing.article(article)).collect() })
    }

    pub(super) fn xml(&self) -> &str {
        &self.xml
    }
}

struct Drawing<'a> {
    skins: &'static Skins,
    annex: &'a Annex,
    named: BTreeSet<(&'a ClauseId, usize)>,
    number: u32,
    article: Option<String>,
    paragraph: Option<String>,
    item: Option<String>,
}

impl Drawing<'_> {
    fn article(&self, article: &Article) -> String {
        let id = FIRST_BOOKMARK + article.number * 1000;
        let heading = format!(
            r#"<w:bookmarkStart w:id="{id}" w:name="{}"/>{}<w:bookmarkEnd w:id="{id}"/>"#,
            bookmark(&article.clause),
            self.skins.text.filled([&format!("（{}）", article.title)]),
        );
        let mut xml = self.drawn(self.article.as_ref(), "<w:keepNext/>", Some(0), "", &heading);
        for paragraph in &article.paragraphs {
            let runs = drawn_runs(self.skins, self.annex, &paragraph.runs);
            let runs = anchored(&self.named, article, paragraph, runs);
            let first = paragraph.number == 1;
            let indent = r#"<w:ind w:left="210" w:firstLine="210"/>"#;
            let (level, own) = if first { (None, indent) } else { (Some(2), "") };
            xml.push_str(&self.drawn(self.paragraph.as_ref(), "", level, own, &runs));
            for item in &paragraph.items {
                let runs = drawn_runs(self.skins, self.annex, &item.runs);
                xml.push_str(&self.drawn(self.item.as_ref(), "", Some(if first { 1 } else { 3 }), "", &runs));
            }
        }
        xml
    }

    fn drawn(&self, style: Option<&String>, before: &str, level: Option<u32>, after: &str, runs: &str) -> String {
        let style = style.map(|id| format!(r#"<w:pStyle w:val="{id}"/>"#)).unwrap_or_default();
        // Number 0 takes away the number that a style of the office may bring along.
        let number = match level {
            Some(level) => {
                format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{}"/></w:numPr>"#, self.number)
            }
            None => r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#.to_owned(),
        };
        format!("<w:p><w:pPr>{style}{before}{number}{after}</w:pPr>{runs}</w:p>")
    }
}

/// The id of the paragraph style of that name or id.
fn style_called(styles: &str, name: &str) -> Option<String> {
    styles.split("<w:style ").skip(1).find_map(|style| {
        let (head, _) = style.split_once('>')?;
        let id = attribute(head, "w:styleId")?;
        let shown = style.split_once("<w:name ").and_then(|(_, rest)| attribute(rest.split_once('>')?.0, "w:val"));
        let paragraph = attribute(head, "w:type").as_deref() == Some("paragraph");
        let plain = id.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
        (paragraph && plain && (shown.as_deref() == Some(name) || id == name)).then_some(id)
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// Adds our list beside those of the office; gives its number.
fn add_numbering(package: &mut Package) -> Result<u32, String> {
    let unsuited = || "番号の定義(numbering.xml)が、扱えない書き方です".to_owned();
    let (_, from) = NUMBERING.split_once("<w:abstractNum ").ok_or_else(unsuited)?;
    let (own, _) = from.split_once("</w:abstractNum>").ok_or_else(unsuited)?;
    // The levels of our own file are bound to its styles; here the paragraphs name the list themselves.
    let own: String = own.lines().filter(|line| !line.contains("<w:pStyle ")).collect::<Vec<_>>().join("\n");
    let existing = package.text(NUMBERING_PART);
    let known = existing.clone().unwrap_or_default();
    let highest = |key: &str| {
        let numbers = known.split(key).skip(1).filter_map(|rest| rest.split_once('"')?.0.parse::<u32>().ok());
        numbers.max().unwrap_or(0)
    };
    let list = highest("w:abstractNumId=\"").checked_add(1).ok_or_else(unsuited)?;
    let number = highest("w:numId=\"").checked_add(1).ok_or_else(unsuited)?;
    let own = own.replace("w:abstractNumId=\"0\"", &format!("w:abstractNumId=\"{list}\""));
    let definition = format!("<w:abstractNum {own}</w:abstractNum>");
    let entry = format!(r#"<w:num w:numId="{number}"><w:abstractNumId w:val="{list}"/></w:num>"#);
    let xml = match existing {
        None => {
            let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
            let space = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
            let types = package.text("[Content_Types].xml").unwrap_or_default();
            package.replace("[Content_Types].xml", types.replace("</Types>", &format!("{NUMBERING_TYPE}</Types>")));
            let name = "word/_rels/document.xml.rels";
            let relations = package.text(name).unwrap_or_else(|| {
                format!(r#"{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#)
            });
            let end = "</Relationships>";
            if !relations.contains(end) {
                return Err(unsuited());
            }
            package.replace(name, relations.replace(end, &format!("{NUMBERING_RELATION}{end}")));
            format!("{head}<w:numbering {space}>{definition}{entry}</w:numbering>")
        }
        // All lists stand before all numbers.
        Some(xml) => {
            let at = xml.find("<w:num ").or_else(|| xml.find("</w:numbering>")).ok_or_else(unsuited)?;
            let (before, after) = xml.split_at_checked(at).ok_or_else(unsuited)?;
            let (numbers, end) = match after.rfind("</w:num>") {
                Some(last) => after.split_at_checked(last + "</w:num>".len()).ok_or_else(unsuited)?,
                None => ("", after),
            };
            format!("{before}{definition}{numbers}{entry}{end}")
        }
    };
    package.replace(NUMBERING_PART, xml);
    Ok(number)
}
