//! A zip package within the limits: its parts, its relations, and a mended copy where the reading library stumbles.

use super::limits::{MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES};
use super::xml::{attribute, tags};
use super::{Doubt, LeftOut, ReadError};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;

pub(super) fn open(bytes: &[u8]) -> zip::result::ZipResult<ZipArchive<Cursor<&[u8]>>> {
    ZipArchive::new(Cursor::new(bytes))
}

/// The first `limit` bytes of a part, if it is there and sound.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Option<Vec<u8>> {
    let file = archive.by_name(name).ok()?;
    let mut content = Vec::with_capacity(usize::try_from(file.size().min(limit)).ok()?);
    file.take(limit).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Where a relation leads.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type: `worksheet`, `comments`, …
    pub(super) kind: String,
    /// The part's name in the package.
    pub(super) target: String,
}

/// A package, opened within the limits.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens the package and refuses what claims to be larger than the limits: the claims are binding, since the
    /// unpacker stops a part that turns out longer than declared.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = open(bytes).map_err(|error| ReadError::Damaged(error.to_string()))?;
        if archive.len() > MAX_PARTS {
            return Err(ReadError::TooMuchInside(format!("部品が{}個", archive.len())));
        }
        let mut package = Self { archive, unpacked: 0 };
        package.check_unpacked()?;
        package.check_shared_strings()?;
        Ok(package)
    }

    /// Bytes of all parts after unpacking.
    pub(super) const fn unpacked(&self) -> u64 {
        self.unpacked
    }

    fn check_unpacked(&mut self) -> Result<(), ReadError> {
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| ReadError::Damaged(error.to_string()))?;
            if part.encrypted() {
                return Err(ReadError::Encrypted);
            }
            let size = part.size();
            self.unpacked = self.unpacked.saturating_add(size);
            if size > MAX_PART_BYTES || self.unpacked > MAX_UNPACKED_BYTES {
                let megabytes = size.max(self.unpacked) / (1024 * 1024);
                return Err(ReadError::TooMuchInside(format!("展開後の大きさが{megabytes}MB")));
            }
        }
        Ok(())
    }

    /// The library reserves memory for as many strings as `uniqueCount` claims, before it reads one: a claim that
    /// the part is too short for is a trap (`<si/>` takes five bytes).
    fn check_shared_strings(&mut self) -> Result<(), ReadError> {
        let Some(name) = self.named("sharedstrings.xml") else {
            return Ok(());
        };
        let size = self.archive.by_name(&name).map_or(0, |part| part.size());
        let head = part(&mut self.archive, &name, 4096).unwrap_or_default();
        let claimed = tags(&head)
            .find(|tag| tag.local_name().as_ref() == "sst")
            .and_then(|tag| attribute(&tag, "uniqueCount")?.parse::<u64>().ok())
            .unwrap_or(0);
        if claimed > size / 5 + 1 {
            return Err(ReadError::TooMuchInside(format!("文字列の数が{claimed}個")));
        }
        Ok(())
    }

    /// The part with the shortest name that ends like this, whatever its case.
    pub(super) fn named(&self, end: &str) -> Option<String> {
        let names = self.archive.file_names().flatten();
        names.filter(|name| name.to_ascii_lowercase().ends_with(end)).min_by_key(|name| name.len()).map(Cow::into_owned)
    }

    /// A part as it is, if it is there and sound.
    pub(super) fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        part(&mut self.archive, name, MAX_PART_BYTES)
    }

    /// What a part relates to, by relation id.
    pub(super) fn relations(&mut self, of: &str) -> BTreeMap<String, Relation> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let content = self.part(&resolve(folder, &format!("_rels/{file}.rels"))).unwrap_or_default();
        tags(&to_utf8(&content).unwrap_or(content))
            .filter_map(|tag| {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolve(folder, &attribute(&tag, "Target")?);
                Some((attribute(&tag, "Id")?, Relation { kind, target }))
            })
            .collect()
    }

    /// Name and part of each worksheet. The reading library knows them but does not tell.
    pub(super) fn worksheets(&mut self) -> BTreeMap<String, String> {
        let Some(workbook) = self.named("workbook.xml") else {
            return BTreeMap::new();
        };
        let targets = self.relations(&workbook);
        tags(&self.part(&workbook).unwrap_or_default())
            .filter(|tag| tag.local_name().as_ref() == "sheet")
            .filter_map(|tag| Some((attribute(&tag, "name")?, targets.get(&attribute(&tag, "id")?)?.target.clone())))
            .collect()
    }

    /// Whether some XML part is written in UTF-16, which the library does not take.
    pub(super) fn has_utf16(&mut self) -> bool {
        let names: Vec<String> = self.xml_names();
        names.iter().any(|name| utf16(&part(&mut self.archive, name, 4).unwrap_or_default()).is_some())
    }

    fn xml_names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten().map(Cow::into_owned);
        names.filter(|name| name.ends_with(".xml") || name.ends_with(".rels")).collect()
    }

    /// A copy that the library can take: XML parts as UTF-8, and a workbook part that names worksheets only, each with a
    /// state the library knows. `None` if nothing was to be mended.
    pub(super) fn mended(&mut self) -> Option<(Vec<u8>, Vec<Doubt>)> {
        let mut replaced = BTreeMap::new();
        for name in self.xml_names() {
            if utf16(&part(&mut self.archive, &name, 4).unwrap_or_default()).is_some() {
                let content = self.part(&name)?;
                replaced.insert(name, to_utf8(&content)?);
            }
        }
        let mut doubts = Vec::new();
        if let Some(workbook) = self.named("workbook.xml") {
            let content = replaced.get(&workbook).cloned().or_else(|| self.part(&workbook))?;
            let relations = self.relations(&workbook);
            if let Some(mended) = mended_workbook(&content, &relations, &mut doubts) {
                replaced.insert(workbook, mended);
            }
        }
        if replaced.is_empty() {
            return None;
        }
        self.copy_with(&replaced).map(|copy| (copy, doubts))
    }

    fn copy_with(&mut self, replaced: &BTreeMap<String, Vec<u8>>) -> Option<Vec<u8>> {
        let mut copy = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut written = BTreeSet::new();
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index).ok()?;
            let name = file.name().ok()?.into_owned();
            if !written.insert(name.clone()) {
                continue;
            }
            match replaced.get(&name) {
                Some(content) => {
                    copy.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
                    copy.write_all(content).ok()?;
                }
                None => copy.raw_copy_file(file).ok()?,
            }
        }
        Some(copy.finish().ok()?.into_inner())
    }
}

/// The workbook part without the sheets that the library refuses; `None` if there are none.
fn mended_workbook(content: &[u8], relations: &BTreeMap<String, Relation>, doubts: &mut Vec<Doubt>) -> Option<Vec<u8>> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let mut writer = quick_xml::Writer::new(Vec::new());
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                if let Some(tag) = mended_sheet(tag, relations, doubts) {
                    writer.write_event(Event::Empty(tag)).ok()?;
                }
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let end = tag.to_end().into_owned();
                let _ = reader.read_to_end(end.name()).ok()?;
                if let Some(tag) = mended_sheet(tag, relations, doubts) {
                    writer.write_event(Event::Empty(tag)).ok()?;
                }
            }
            event => writer.write_event(event).ok()?,
        }
    }
    (!doubts.is_empty()).then(|| writer.into_inner())
}

fn mended_sheet<'t>(
    tag: BytesStart<'t>,
    relations: &BTreeMap<String, Relation>,
    doubts: &mut Vec<Doubt>,
) -> Option<BytesStart<'t>> {
    let sheet = attribute(&tag, "name").unwrap_or_default();
    let relation = attribute(&tag, "id").and_then(|id| relations.get(&id));
    let left_out = match relation.map(|relation| relation.kind.as_str()) {
        Some("worksheet" | "chartsheet") => None,
        Some("xlMacrosheet" | "xlIntlMacrosheet") => Some(LeftOut::Macro),
        Some("dialogsheet") => Some(LeftOut::Dialogue),
        Some(_) => Some(LeftOut::Other),
        None => Some(LeftOut::Missing),
    };
    if let Some(kind) = left_out {
        doubts.push(Doubt::SheetLeftOut { sheet, kind });
        return None;
    }
    match attribute(&tag, "state").as_deref() {
        None | Some("visible" | "hidden" | "veryHidden") => Some(tag),
        Some(_) => {
            doubts.push(Doubt::UnknownVisibility { sheet });
            let mut known = BytesStart::new(tag.name().as_ref().to_owned());
            for attribute in tag.attributes().flatten() {
                if attribute.key.local_name().as_ref() == "state" {
                    known.push_attribute(("state", "hidden"));
                } else {
                    known.push_attribute(attribute);
                }
            }
            Some(known)
        }
    }
}

fn utf16(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match head {
        [0xFF, 0xFE, ..] | [b'<', 0, _, 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', 0, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The part as UTF-8, with a declaration that says so.
fn to_utf8(content: &[u8]) -> Option<Vec<u8>> {
    let (text, _) = utf16(content)?.decode_with_bom_removal(content);
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, body)| body),
        None => &text,
    };
    Some(format!(r#"<?xml version="1.0" encoding="UTF-8"?>{body}"#).into_bytes())
}

/// A relation's target, relative to the folder of the part that names it, as a name in the package.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path.join("/")
}
