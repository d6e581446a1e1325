//! What is struck through in an old .xls: fonts, the cell styles that use them, and texts of which only a part is in such a font; and
//! which cells look unlike black on white.

use super::look::{Colour, SPECK, hides, look};
use super::xls::{CONTINUE, END, records, u16_at};
use super::{Address, Look, Sheet, Strike};
use std::collections::{BTreeMap, BTreeSet};

const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const LABEL_OF_LIST: u16 = 0x00FD;
const RICH: u16 = 0x00D6;
/// Cells of one value: label, number, packed number, formula, truth value.
const CELLS: [u16; 7] = [LABEL_OF_LIST, RICH, 0x0204, 0x0203, 0x027E, 0x0006, 0x0205];

/// What is struck through in the whole workbook.
#[derive(Default)]
pub(super) struct Struck {
    styles: BTreeSet<u16>,
    /// Texts of the common list that have a part in a struck font.
    texts: BTreeSet<u32>,
    fonts: BTreeSet<u16>,
    /// Styles that look unlike black on white.
    looks: BTreeMap<u16, Look>,
}

/// How the letters of a font look.
#[derive(Clone, Copy)]
struct Letters {
    colour: Option<Colour>,
    bold: bool,
    speck: bool,
}

/// What a style of Excel 97 and later looks like; older ones are not looked at.
fn look_of(style: &[u8], fonts: &BTreeMap<u16, Letters>, hiding: &BTreeSet<u16>) -> Option<Look> {
    let letters = fonts.get(&u16_at(style, 0)?)?;
    let (borders, colours) = (super::xlsb::u32_at(style, 14)?, u16_at(style, 18)?);
    let ground = match borders >> 26 {
        0 => None,
        1 => Colour::of_number(u32::from(colours & 0x7F)),
        pattern => Some(Colour::Named(u32::MAX, pattern)),
    };
    let hides = hiding.contains(&u16_at(style, 2)?);
    Some(look(letters.colour, ground, letters.bold, hides || letters.speck))
}

/// A number format of Excel 97 and later: how many characters, whether they take two bytes, and the characters.
fn shows_nothing(format: &[u8]) -> bool {
    let wide = format.get(4).is_some_and(|flags| flags & 1 != 0);
    let signs: Vec<u8> = format.get(5..).unwrap_or_default().iter().copied().step_by(1 + usize::from(wide)).collect();
    signs.is_ascii() && hides(&String::from_utf8_lossy(&signs))
}

impl Struck {
    pub(super) fn of(stream: &[u8]) -> Self {
        let mut struck = Self::default();
        let (mut fonts, mut styles) = (0u16, 0u16);
        let (mut letters, mut hiding) = (BTreeMap::new(), BTreeSet::new());
        for (kind, data) in records(stream).take_while(|(kind, _)| *kind != END) {
            match kind {
                FONT => {
                    if u16_at(data, 2).is_some_and(|flags| flags & 0x08 != 0) {
                        struck.fonts.insert(fonts);
                    }
                    // Heights are given in twentieths of a point.
                    if let (Some(height), Some(colour), Some(weight)) =
                        (u16_at(data, 0), u16_at(data, 4), u16_at(data, 6))
                    {
                        let (colour, speck) = (Colour::of_number(colour.into()), u32::from(height) < SPECK * 20);
                        letters.insert(fonts, Letters { colour, bold: weight >= 600, speck });
                    }
                    // There is no font of number 4: the fifth has number 5.
                    fonts = fonts.saturating_add(if fonts == 3 { 2 } else { 1 });
                }
                STYLE => {
                    if u16_at(data, 0).is_some_and(|font| struck.fonts.contains(&font)) {
                        struck.styles.insert(styles);
                    }
                    let look = look_of(data, &letters, &hiding).filter(|look| *look != Look::default());
                    struck.looks.extend(look.map(|look| (styles, look)));
                    styles = styles.saturating_add(1);
                }
                FORMAT if shows_nothing(data) => hiding.extend(u16_at(data, 0)),
                _ => {}
            }
        }
        if !struck.fonts.is_empty() {
            struck.texts = struck.texts_of(stream).unwrap_or_default();
        }
        struck
    }

    /// Numbers of the texts with a run in a struck font. A list that breaks off gives what came before: the reading library refuses it anyway.
    fn texts_of(&self, stream: &[u8]) -> Option<BTreeSet<u32>> {
        let mut all = records(stream).skip_while(|(kind, _)| *kind != STRINGS && *kind != END);
        let (_, first) = all.next().filter(|(kind, _)| *kind == STRINGS)?;
        let parts: Vec<&[u8]> =
            std::iter::once(first).chain(all.take_while(|(kind, _)| *kind == CONTINUE).map(|(_, data)| data)).collect();
        let mut texts = Texts { parts: parts.into_iter(), rest: &[] };
        texts.rest = texts.parts.next()?;
        let mut found = BTreeSet::new();
        texts.skip(4)?;
        let count = texts.u32()?;
        for number in 0..count {
            match texts.runs() {
                Some(fonts) if fonts.iter().any(|font| self.fonts.contains(font)) => {
                    found.insert(number);
                }
                Some(_) => {}
                None => break,
            }
        }
        Some(found)
    }

    /// Adds to `sheet` which of its cells are struck through; `part` begins at its first record.
    pub(super) fn mark(&self, part: &[u8], sheet: &mut Sheet) {
        if self.fonts.is_empty() && self.looks.is_empty() {
            return;
        }
        for (kind, data) in records(part).filter(|(kind, _)| CELLS.contains(kind)) {
            let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
                continue;
            };
            let address = Address::new(row.into(), column.into());
            let text = (kind == LABEL_OF_LIST).then(|| super::xlsb::u32_at(data, 6)).flatten();
            let part =
                text.is_some_and(|text| self.texts.contains(&text)) || (kind == RICH && self.has_struck_run(data));
            if sheet.cell(address).is_none() {
                continue;
            }
            if let Some(look) = self.looks.get(&style) {
                sheet.looks.insert(address, *look);
            }
            if part {
                sheet.struck.insert(address, Strike::Part);
            } else if self.styles.contains(&style) {
                sheet.struck.insert(address, Strike::Whole);
            }
        }
    }

    /// The runs behind the characters of a text of Excel 5.0: two bytes each, position and font.
    fn has_struck_run(&self, data: &[u8]) -> bool {
        let runs = u16_at(data, 6).and_then(|length| data.get(9 + usize::from(length)..)).unwrap_or_default();
        runs.chunks_exact(2).any(|run| run.get(1).is_some_and(|font| self.fonts.contains(&u16::from(*font))))
    }
}

/// The common texts, which go on from record to record.
struct Texts<'a, I: Iterator<Item = &'a [u8]>> {
    parts: I,
    rest: &'a [u8],
}

impl<'a, I: Iterator<Item = &'a [u8]>> Texts<'a, I> {
    fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.parts.next()?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            if self.rest.is_empty() {
                self.rest = self.parts.next()?;
            }
            let now = bytes.min(self.rest.len());
            self.rest = self.rest.get(now..)?;
            bytes -= now;
        }
        Some(())
    }

    /// Past one text; the fonts of its runs.
    fn runs(&mut self) -> Option<Vec<u16>> {
        let mut characters = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let more = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let mut wide = usize::from(flags & 1 != 0) + 1;
        while characters > 0 {
            if self.rest.is_empty() {
                // Where characters go on in a further record, it begins with how wide they are.
                self.rest = self.parts.next()?;
                wide = usize::from(self.byte()? & 1 != 0) + 1;
            }
            let now = characters.min(self.rest.len() / wide);
            if now == 0 {
                return None;
            }
            self.rest = self.rest.get(now * wide..)?;
            characters -= now;
        }
        let mut fonts = Vec::new();
        for _ in 0..runs {
            self.skip(2)?;
            fonts.push(self.u16()?);
        }
        self.skip(more)?;
        Some(fonts)
    }
}
