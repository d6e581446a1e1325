//! Drop-down lists of an old .xls, with their source as the newer formats write it.

use super::xls::{END, records, u16_at};
use super::{Address, Area, Choices};

const SHEETS_MEANT: u16 = 0x0017;
/// A cell rule in the records of a sheet.
pub(super) const RULE: u16 = 0x01BE;
/// Lists of one sheet that are kept: far more than a form has.
pub(super) const MOST_LISTS: usize = 10_000;

/// What the sources of lists refer to by number.
pub(super) struct Sources {
    /// By number of the reference: the sheet's name.
    sheets: Vec<Option<String>>,
    names: Vec<String>,
}

impl Sources {
    /// `listed` are the workbook's sheets in their order, `names` its defined names in theirs.
    pub(super) fn of(stream: &[u8], listed: &[String], names: &[(String, String)]) -> Self {
        let globals = || records(stream).take_while(|(kind, _)| *kind != END);
        let meant = globals().find(|(kind, _)| *kind == SHEETS_MEANT).map(|(_, data)| data).unwrap_or_default();
        let sheets = meant.get(2..).unwrap_or_default().chunks_exact(6).map(|reference| {
            let (first, last) = (u16_at(reference, 2)?, u16_at(reference, 4)?);
            listed.get(usize::from(first)).filter(|_| first == last).cloned()
        });
        Self { sheets: sheets.collect(), names: names.iter().map(|(name, _)| name.clone()).collect() }
    }

    /// The list that a cell rule gives, if it gives one.
    pub(super) fn list(&self, data: &[u8]) -> Option<Choices> {
        const LIST: u8 = 3;
        if data.first()? & 0x0F != LIST {
            return None;
        }
        let mut rest = data.get(4..)?;
        // Titles and texts of the hint and of the refusal.
        for _ in 0..4 {
            let wide = usize::from(rest.get(2)? & 1) + 1;
            rest = rest.get(3 + usize::from(u16_at(rest, 0)?) * wide..)?;
        }
        let length = usize::from(u16_at(rest, 0)?);
        let formula = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        rest = rest.get(4 + usize::from(u16_at(rest, 0)?)..)?;
        let count = usize::from(u16_at(rest, 0)?);
        let areas = rest.get(2..)?.chunks_exact(8).take(count).filter_map(|area| {
            let at = |place| u16_at(area, place).map(u32::from);
            Some(Area::new(Address::new(at(0)?, at(4)?), Address::new(at(2)?, at(6)?)))
        });
        Some(Choices {
            areas: areas.collect(),
            source: self.source(formula).unwrap_or_default(),
            values: Vec::new(),
            ..Choices::default()
        })
    }

    /// Words, cells or a name; a source that is calculated is none of these.
    fn source(&self, formula: &[u8]) -> Option<String> {
        let (kind, data) = formula.split_first()?;
        let area = |from: usize| {
            // The upper bits of a column say whether it moves with the cell.
            let at = |place: usize| u16_at(data, from + place).map(u32::from);
            let corner = |row: u32, column: u32| Address::new(row, column & 0x00FF);
            Some(Area::new(corner(at(0)?, at(4)?), corner(at(2)?, at(6)?)).to_string())
        };
        match kind {
            0x17 => {
                let (length, wide) = (usize::from(*data.first()?), data.get(1)? & 1 != 0);
                let text = match wide {
                    true => {
                        encoding_rs::UTF_16LE.decode_without_bom_handling(data.get(2..2 + length * 2)?).0.into_owned()
                    }
                    false => data.get(2..2 + length)?.iter().map(|byte| char::from(*byte)).collect(),
                };
                Some(format!("\"{}\"", text.replace('"', "\"\"").replace('\0', ",")))
            }
            0x25 | 0x45 | 0x65 => area(0),
            0x3B | 0x5B | 0x7B => {
                let sheet = self.sheets.get(usize::from(u16_at(data, 0)?))?.as_ref()?;
                Some(format!("'{}'!{}", sheet.replace('\'', "''"), area(2)?))
            }
            0x23 | 0x43 | 0x63 => self.names.get(usize::from(u16_at(data, 0)?).checked_sub(1)?).cloned(),
            _ => None,
        }
    }
}
