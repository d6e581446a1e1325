//! What cells look like, as far as that can change what they say.

use serde::{Deserialize, Serialize};

/// How a cell looks, where it does not look like black on white.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Nobody sees what stands in it: it is written in the colour of its ground, too small, or in a format that shows nothing.
    pub unseen: bool,
    /// The colour of its letters.
    pub ink: Option<Hue>,
    /// The colour of its ground.
    pub ground: Option<Hue>,
    /// In bold letters.
    pub bold: bool,
}

/// A colour as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Hue {
    /// 赤
    Red,
    /// 黄, orange too.
    Yellow,
    /// 緑
    Green,
    /// 青
    Blue,
    /// 灰
    Grey,
    /// Any other, or one that only the workbook's theme knows.
    Other,
}

/// A colour of letters or ground, as a file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Rgb([u8; 3]),
    /// Number and shade of a colour of the theme, or a number of a palette that the file brings along.
    Named(u32, u32),
}

const WHITE: Colour = Colour::Rgb([255; 3]);
const BLACK: Colour = Colour::Rgb([0; 3]);

impl Colour {
    /// Six or eight hexadecimal digits; of eight the first two say how dense it is.
    pub(super) fn of_digits(digits: &str) -> Option<Self> {
        let number = u32::from_str_radix(digits.trim_start_matches('#'), 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self::Rgb([red, green, blue]))
    }

    /// A colour of the palette that all workbooks have; none for the system's own.
    pub(super) fn of_number(number: u32) -> Option<Self> {
        Some(Self::Rgb(match number {
            0 | 8 => [0, 0, 0],
            1 | 9 => [255, 255, 255],
            2 | 10 => [255, 0, 0],
            3 | 11 => [0, 255, 0],
            4 | 12 => [0, 0, 255],
            5 | 13 => [255, 255, 0],
            6 | 14 => [255, 0, 255],
            7 | 15 => [0, 255, 255],
            16 => [128, 0, 0],
            17 => [0, 128, 0],
            18 => [0, 0, 128],
            22 => [192, 192, 192],
            23 => [128, 128, 128],
            64.. => return None,
            other => return Some(Self::Named(other, u32::MAX)),
        }))
    }

    fn hue(self) -> Option<Hue> {
        let Self::Rgb([red, green, blue]) = self else { return Some(Hue::Other) };
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        if most - least < 24 {
            return (0x30..0xF4).contains(&most).then_some(Hue::Grey);
        }
        let parts = [red, green, blue].map(|part| u32::from(part - least) * 100 / u32::from(most - least));
        Some(match parts {
            [100, green, blue] if green > 55 && blue < 50 => Hue::Yellow,
            [100, _, blue] if blue < 60 => Hue::Red,
            [red, 100, blue] if red > 75 && blue < 50 => Hue::Yellow,
            [_, 100, blue] if blue < 75 => Hue::Green,
            [red, _, 100] if red < 60 => Hue::Blue,
            _ => Hue::Other,
        })
    }

    /// Whether letters of this colour cannot be told from a ground of the other.
    fn is_lost_on(self, ground: Self) -> bool {
        match (self, ground) {
            (Self::Rgb(one), Self::Rgb(other)) => one.iter().zip(&other).all(|(a, b)| a.abs_diff(*b) <= 20),
            (one, other) => one == other,
        }
    }
}

/// What the parts of a style say together.
pub(super) fn look(ink: Option<Colour>, ground: Option<Colour>, bold: bool, shows_nothing: bool) -> Look {
    let lost = ink.unwrap_or(BLACK).is_lost_on(ground.unwrap_or(WHITE));
    let ink_hue = ink.filter(|ink| !ink.is_lost_on(BLACK)).and_then(Colour::hue);
    let ground_hue = ground.filter(|ground| !ground.is_lost_on(WHITE)).and_then(Colour::hue);
    Look { unseen: lost || shows_nothing, ink: ink_hue, ground: ground_hue, bold }
}

/// Whether a number format shows nothing of a text.
pub(super) fn hides(format: &str) -> bool {
    let sections: Vec<&str> = format.split(';').map(str::trim).collect();
    sections.len() >= 3 && sections.iter().all(|section| section.is_empty())
        || sections.get(3).is_some_and(|section| section.is_empty())
}

/// Points below which letters are specks, and not meant to be read.
pub(super) const SPECK: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_named_as_people_name_them_and_what_is_lost_on_its_ground_is_unseen() {
        let hue = |digits: &str| Colour::of_digits(digits).and_then(Colour::hue);
        for (digits, wanted) in [
            ("FFFF0000", Hue::Red),
            ("FFC7CE", Hue::Red),
            ("FFEB9C", Hue::Yellow),
            ("FFFFFF00", Hue::Yellow),
            ("C6EFCE", Hue::Green),
            ("0000FF", Hue::Blue),
            ("BDD7EE", Hue::Blue),
            ("808080", Hue::Grey),
        ] {
            assert_eq!(hue(digits), Some(wanted), "{digits}");
        }
        assert_eq!(hue("000000"), None);
        let white = Colour::of_digits("FFFFFFFF");
        assert!(look(white, None, false, false).unseen);
        assert!(!look(white, Colour::of_digits("FF000080"), false, false).unseen);
        assert!(look(None, Colour::of_number(8), false, false).unseen);
        assert_eq!(look(None, None, false, false), Look::default());
        assert!(hides(";;;") && hides("0;-0;0;") && !hides("0;-0;;@") && !hides("General"));
    }
}
