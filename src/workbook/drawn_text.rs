//! Texts of an xlsx sheet that stand in no cell: in text boxes and other shapes over the cells, and at the head or foot of the printed page.

use super::limits::check_facts;
use super::package::Package;
use super::xml::{Piece, pieces};
use super::{Address, ReadError};

/// The texts of a drawing, each with the cell at its top left corner.
pub(super) fn drawn(
    package: &mut Package<'_>,
    path: &str,
    found: &mut Vec<(Address, String)>,
) -> Result<(), ReadError> {
    let content = package.part(path).unwrap_or_default();
    let (mut row, mut column, mut number) = (0, 0, String::new());
    let (mut text, mut from, mut body, mut told) = (String::new(), false, false, false);
    for piece in pieces(&content) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "oneCellAnchor" | "twoCellAnchor" | "absoluteAnchor" => (row, column) = (0, 0),
                "from" => from = true,
                "row" | "col" => number.clear(),
                "txBody" => body = true,
                "t" => told = body,
                _ => {}
            },
            Piece::Text(written) if told => text.push_str(&written),
            Piece::Text(written) if from => number.push_str(&written),
            Piece::Text(_) => {}
            Piece::Close(name) => match name.as_str() {
                "row" if from => row = number.trim().parse().unwrap_or(0),
                "col" if from => column = number.trim().parse().unwrap_or(0),
                "from" => from = false,
                "t" => told = false,
                "p" | "br" if body => text.push('\n'),
                "txBody" => {
                    body = false;
                    let text = std::mem::take(&mut text);
                    if !text.trim().is_empty() {
                        found.push((Address::new(row, column), text.trim().to_owned()));
                        check_facts(found.len(), "図形の文字")?;
                    }
                }
                _ => {}
            },
        }
    }
    Ok(())
}

/// What a head or foot of a page says, without the codes for place, font and numbers: 「&C&"ＭＳ 明朝"&12社外秘」.
pub(super) fn printed(coded: &str) -> String {
    let mut text = String::new();
    let mut signs = coded.chars().peekable();
    while let Some(c) = signs.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match signs.next() {
            Some('&') => text.push('&'),
            Some('L' | 'C' | 'R') => text.push('\n'),
            Some('"') => while signs.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                let _ = signs.by_ref().take(6).count();
            }
            Some(digit) if digit.is_ascii_digit() => while signs.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn codes_of_heads_and_feet_are_no_text() {
        assert_eq!(printed("&C&\"ＭＳ 明朝,標準\"&12※次期システムの回答"), "※次期システムの回答");
        assert_eq!(printed("&L社外秘&R&P/&N"), "社外秘\n/");
        assert_eq!(printed("&C&KFF0000A&&B"), "A&B");
    }
}
