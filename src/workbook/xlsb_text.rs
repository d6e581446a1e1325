//! What is struck through in an .xlsb, and the comments on its cells.

use super::limits::check_facts;
use super::package::Package;
use super::sheet_facts::join;
use super::xlsb::{ROW, records, text_at, u32_at};
use super::{Address, ReadError, Sheet, Strike};
use std::collections::{BTreeMap, BTreeSet};

const FONT: u16 = 0x2B;
const STYLE: u16 = 0x2F;
const STYLES_BEGIN: u16 = 0xE9 | 0x04 << 8;
const STYLES_END: u16 = 0xEA | 0x04 << 8;
const STRING: u16 = 0x13;
const COMMENT: u16 = 0xFB | 0x04 << 8;
const COMMENT_TEXT: u16 = 0xFD | 0x04 << 8;
/// A cell whose text is in the common list, and one with its own text in several fonts.
const CELL_OF_LIST: u16 = 7;
const CELL_RICH: u16 = 0x3E;

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// What is struck through in the whole workbook.
#[derive(Default)]
pub(super) struct Struck {
    fonts: BTreeSet<u16>,
    styles: BTreeSet<u32>,
    texts: BTreeMap<u32, Strike>,
}

impl Struck {
    pub(super) fn of(package: &mut Package<'_>) -> Self {
        let mut struck = Self::default();
        let styles = package.part("xl/styles.bin").unwrap_or_default();
        let (mut fonts, mut count, mut inside) = (0u16, 0u32, false);
        for (kind, data) in records(&styles) {
            match kind {
                FONT => {
                    if u16_at(data, 2).is_some_and(|flags| flags & 0x08 != 0) {
                        struck.fonts.insert(fonts);
                    }
                    fonts = fonts.saturating_add(1);
                }
                STYLES_BEGIN => inside = true,
                STYLES_END => inside = false,
                STYLE if inside => {
                    if u16_at(data, 4).is_some_and(|font| struck.fonts.contains(&font)) {
                        struck.styles.insert(count);
                    }
                    count = count.saturating_add(1);
                }
                _ => {}
            }
        }
        if !struck.fonts.is_empty() {
            let texts = package.part("xl/sharedStrings.bin").unwrap_or_default();
            let texts = (0u32..).zip(records(&texts).filter(|(kind, _)| *kind == STRING));
            struck.texts = texts.filter_map(|(number, (_, data))| Some((number, struck.strike_of(data)?))).collect();
        }
        struck
    }

    /// How much of a text with runs is struck through, where some of it is.
    fn strike_of(&self, text: &[u8]) -> Option<Strike> {
        text.first().filter(|flags| *flags & 1 != 0)?;
        let (_, end) = text_at(text, 1)?;
        let count = usize::try_from(u32_at(text, end)?).ok()?;
        let runs = || text.get(end + 4..).unwrap_or_default().chunks_exact(4).take(count);
        let is_struck = |run: &[u8]| u16_at(run, 2).is_some_and(|font| self.fonts.contains(&font));
        let whole = runs().next().is_some_and(|run| u16_at(run, 0) == Some(0)) && runs().all(is_struck);
        match (whole, runs().any(is_struck)) {
            (true, _) => Some(Strike::Whole),
            (false, true) => Some(Strike::Part),
            _ => None,
        }
    }

    /// Adds to `sheet` which of its cells are struck through; `content` is its part.
    pub(super) fn mark(&self, content: &[u8], sheet: &mut Sheet) {
        if self.fonts.is_empty() {
            return;
        }
        let mut row = 0;
        for (kind, data) in records(content) {
            if kind == ROW {
                row = u32_at(data, 0).unwrap_or(row);
            }
            if !(1..=11).contains(&kind) && kind != CELL_RICH {
                continue;
            }
            let (Some(column), Some(style)) = (u32_at(data, 0), u32_at(data, 4)) else { continue };
            let own = match kind {
                CELL_OF_LIST => u32_at(data, 8).and_then(|text| self.texts.get(&text).copied()),
                CELL_RICH => data.get(8..).and_then(|text| self.strike_of(text)),
                _ => None,
            };
            let styled = self.styles.contains(&(style & 0x00FF_FFFF)).then_some(Strike::Whole);
            let address = Address::new(row, column);
            if let Some(strike) = own.or(styled).filter(|_| sheet.cell(address).is_some()) {
                sheet.struck.insert(address, strike);
            }
        }
    }
}

/// Adds the comments that belong to the sheet in this part.
pub(super) fn comments(package: &mut Package<'_>, part: &str, sheet: &mut Sheet) -> Result<(), ReadError> {
    let relations = package.relations(part);
    for relation in relations.values().filter(|relation| relation.kind == "comments") {
        let content = package.part(&relation.target).unwrap_or_default();
        let mut at = None;
        for (kind, data) in records(&content) {
            match kind {
                COMMENT => at = u32_at(data, 4).zip(u32_at(data, 12)),
                COMMENT_TEXT => {
                    if let (Some((row, column)), Some((text, _))) = (at.take(), text_at(data, 1)) {
                        join(sheet.comments.entry(Address::new(row, column)).or_default(), text.trim());
                        check_facts(sheet.comments.len(), "コメント")?;
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
