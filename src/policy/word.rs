//! The text of a .docx: paragraphs, headings, rows of tables. Numbers that Word counts itself are counted here too, where the
//! document says how they look.

use super::document::Fault;
use super::numbering::Counters;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of one part after unpacking: the text of a policy with all its marks-up stays below 10 MB.
const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;

pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if archive.index_for_name("word/document.xml").is_none() {
        let named = |part: &str| archive.index_for_name(part).is_some();
        return Err(Fault::Other(if named("xl/workbook.xml") || named("xl/workbook.bin") {
            "Excel のブック"
        } else if named("ppt/presentation.xml") {
            "PowerPoint の文書"
        } else if named("mimetype") {
            "OpenDocument の文書"
        } else {
            "ZIP 圧縮ファイル"
        }));
    }
    let document = part(&mut archive, "word/document.xml")?.ok_or(Fault::Damaged)?;
    let numbering = part(&mut archive, "word/numbering.xml")?.map(|xml| Lists::read(&xml)).unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    Body { lists: numbering, styles, ..Body::default() }.read(&document)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Fault> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let file = archive.by_name(name).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(_) => Fault::Locked,
        _ => Fault::Damaged,
    })?;
    if file.size() > MAX_PART_BYTES {
        return Err(Fault::TooMuch);
    }
    let mut content = Vec::new();
    file.take(MAX_PART_BYTES).read_to_end(&mut content).map_err(|_| Fault::Damaged)?;
    super::encoding::decode(&content).map(Some).ok_or(Fault::Damaged)
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// How a level of a list counts and looks: `(%1)` with `decimal`.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub(super) format: String,
    pub(super) text: String,
    pub(super) start: u32,
}

#[derive(Debug, Default)]
struct Lists {
    /// Levels by abstract id.
    levels: BTreeMap<String, BTreeMap<usize, Level>>,
    /// Abstract id by number id.
    numbers: BTreeMap<String, String>,
}

impl Lists {
    fn read(xml: &str) -> Self {
        let mut lists = Self::default();
        let mut reader = quick_xml::Reader::from_str(xml);
        let (mut list, mut number, mut level) = (String::new(), String::new(), None);
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            match element.local_name().as_ref() {
                "abstractNum" => list = value(&element, "abstractNumId").unwrap_or_default(),
                "num" => number = value(&element, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    lists.numbers.insert(number.clone(), value(&element, "val").unwrap_or_default());
                }
                "lvl" => level = value(&element, "ilvl").and_then(|text| text.parse::<usize>().ok()),
                name @ ("start" | "numFmt" | "lvlText") => {
                    let Some(level) = level else { continue };
                    let entry = lists.levels.entry(list.clone()).or_default().entry(level).or_default();
                    let text = value(&element, "val").unwrap_or_default();
                    match name {
                        "start" => entry.start = text.parse().unwrap_or(1),
                        "numFmt" => entry.format = text,
                        _ => entry.text = text,
                    }
                }
                _ => {}
            }
        }
        lists
    }
}

/// Which paragraph styles are headings, and which count.
#[derive(Debug, Default)]
struct Styles {
    headings: BTreeMap<String, bool>,
    numbered: BTreeMap<String, (String, usize)>,
}

impl Styles {
    fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut reader = quick_xml::Reader::from_str(xml);
        let (mut style, mut level) = (String::new(), 0);
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            match element.local_name().as_ref() {
                "style" => {
                    style = value(&element, "styleId").unwrap_or_default();
                    level = 0;
                }
                "outlineLvl" => {
                    styles.headings.insert(style.clone(), true);
                }
                "ilvl" => level = value(&element, "val").and_then(|text| text.parse().ok()).unwrap_or(0),
                "numId" => {
                    styles.numbered.insert(style.clone(), (value(&element, "val").unwrap_or_default(), level));
                }
                _ => {}
            }
        }
        styles
    }
}

#[derive(Default)]
struct Body {
    lists: Lists,
    styles: Styles,
    counters: BTreeMap<String, Counters>,
    lines: Vec<String>,
    paragraph: String,
    row: Vec<String>,
    cell: Vec<String>,
    cells: usize,
    style: String,
    list: Option<String>,
    level: Option<usize>,
    heading: bool,
    text: bool,
    /// Depth inside what is not part of the text: deleted words, readings over characters, the older twin of a drawing.
    silent: usize,
}

impl Body {
    fn read(mut self, xml: &str) -> Result<String, Fault> {
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| Fault::Damaged)? {
                Event::Start(element) => self.start(&element, false),
                Event::Empty(element) => self.start(&element, true),
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Text(text) if self.text && self.silent == 0 => {
                    self.paragraph.push_str(&text);
                }
                Event::GeneralRef(name) if self.text && self.silent == 0 => {
                    let written = format!("&{};", &*name);
                    self.paragraph.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(self.lines.join("\n"))
    }

    fn start(&mut self, element: &BytesStart<'_>, empty: bool) {
        match element.local_name().as_ref() {
            "del" | "moveFrom" | "rt" | "Fallback" if !empty => self.silent += 1,
            "t" => self.text = !empty,
            "tab" if self.silent == 0 && !empty_tab_stop(element) => self.paragraph.push('\t'),
            "br" | "cr" if self.silent == 0 => self.paragraph.push('\n'),
            "p" => {
                self.style.clear();
                (self.list, self.level, self.heading) = (None, None, false);
            }
            "pStyle" => self.style = value(element, "val").unwrap_or_default(),
            "outlineLvl" => self.heading = true,
            "numId" => self.list = value(element, "val"),
            "ilvl" => self.level = value(element, "val").and_then(|text| text.parse().ok()),
            "tc" if !empty => self.cells += 1,
            "tr" if self.cells == 0 => self.row.clear(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "rt" | "Fallback" => self.silent = self.silent.saturating_sub(1),
            "t" => self.text = false,
            "p" => self.end_paragraph(),
            "tc" => {
                self.cells = self.cells.saturating_sub(1);
                if self.cells == 0 {
                    let cell = std::mem::take(&mut self.cell);
                    self.row.push(cell.join(" "));
                }
            }
            "tr" if self.cells == 0 => {
                let row = std::mem::take(&mut self.row);
                // A table of one column is a frame around text.
                self.lines.push(row.join("\t").trim_end().to_owned());
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if text.trim().is_empty() {
            if self.cells == 0 {
                self.lines.push(String::new());
            }
            return;
        }
        let number = self.number();
        let heading = self.heading || self.styles.headings.get(&self.style).copied().unwrap_or_default();
        let mark = if heading && self.cells == 0 { "# " } else { "" };
        let line = match number {
            Some(number) => format!("{mark}{number} {}", text.trim_start()),
            None => format!("{mark}{text}"),
        };
        if self.cells > 0 {
            self.cell.push(line.replace(['\n', '\t'], " "));
        } else {
            self.lines.extend(line.split('\n').map(str::to_owned));
        }
    }

    /// The number that Word puts before the paragraph.
    fn number(&mut self) -> Option<String> {
        let (list, level) = match (&self.list, self.styles.numbered.get(&self.style)) {
            (Some(list), _) => (list.clone(), self.level.unwrap_or(0)),
            (None, Some((list, level))) => (list.clone(), *level),
            (None, None) => return None,
        };
        let abstract_id = self.lists.numbers.get(&list)?;
        let levels = self.lists.levels.get(abstract_id)?;
        self.counters.entry(abstract_id.clone()).or_default().next(levels, level)
    }
}

/// `w:tab` in `w:tabs` sets a tab stop and is no character.
fn empty_tab_stop(element: &BytesStart<'_>) -> bool {
    value(element, "pos").is_some()
}
