use serde::{Deserialize, Serialize};
use std::fmt;

/// A cell's place on its sheet, counted from 0; shown the way Excel shows it (A1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Row, 0 is the first.
    pub row: u32,
    /// Column, 0 is A.
    pub column: u32,
}

impl Address {
    /// The cell at `row` and `column`, both counted from 0.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads `A1`, `$A$1` or `AB12`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| *c != '$').collect();
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at_checked(digits)?;
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let column = letters.bytes().try_fold(0u32, |sum, letter| {
            let letter = letter.to_ascii_uppercase();
            letter.is_ascii_uppercase().then(|| sum * 26 + u32::from(letter - b'A') + 1)
        })?;
        let row: u32 = number.parse().ok()?;
        Some(Self::new(row.checked_sub(1)?, column.checked_sub(1)?))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column;
        loop {
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            match rest / 26 {
                0 => break,
                more => rest = more - 1,
            }
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(f, "{letters}{}", u64::from(self.row) + 1)
    }
}

/// A rectangle of cells, both corners included; shown as `A1:C3`, a single cell as `A1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Area {
    /// Top left corner.
    pub first: Address,
    /// Bottom right corner.
    pub last: Address,
}

impl Area {
    /// The rectangle between two corners.
    pub const fn new(first: Address, last: Address) -> Self {
        Self { first, last }
    }

    /// Reads `A1:C3` or `A1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(Self::new(Address::parse(first)?, Address::parse(last)?))
    }

    /// Whether the cell lies inside.
    pub fn contains(&self, cell: Address) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl From<Address> for Area {
    fn from(cell: Address) -> Self {
        Self::new(cell, cell)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(row: u32, column: u32, text: &str) {
        let address = Address::new(row, column);
        assert_eq!(address.to_string(), text);
        assert_eq!(Address::parse(text), Some(address));
    }

    #[test]
    fn addresses_are_excels_also_beyond_column_z() {
        case(0, 0, "A1");
        case(11, 25, "Z12");
        case(0, 26, "AA1");
        case(4, 701, "ZZ5");
        case(4, 702, "AAA5");
        case(1_048_575, 16_383, "XFD1048576");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "A", "1", "A0", "1A", "あ1", "AAAA1", "A1B"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }
}
