/// A number in full-width digits, as articles are counted: `１２`.
pub(super) fn number(number: usize) -> String {
    number.to_string().chars().map(wide).collect()
}

/// A text with digits and signs in full width, as contracts are written. What holds a Latin letter stays as it is:
/// `TLS1.2`, `JIS Q 27001`.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_narrow) {
        let (before, from) = rest.split_at(start);
        let (narrow, after) = from.split_at(from.find(|c| !is_narrow(c)).unwrap_or(from.len()));
        out.push_str(before);
        if narrow.contains(|c: char| c.is_ascii_alphabetic()) {
            out.push_str(narrow);
        } else {
            out.extend(narrow.chars().map(wide));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Printable ASCII with the blank.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// The full-width likeness of a printable ASCII character.
fn wide(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_full_width_and_names_with_letters_are_not() {
        assert_eq!(number(12), "１２");
        assert_eq!(text("第66条第2項(令和8年)、99.9%以上"), "第６６条第２項（令和８年）、９９．９％以上");
        assert_eq!(text("TLS1.2より前、JIS Q 27001の2点"), "TLS1.2より前、JIS Q 27001の２点");
        assert_eq!(text("媒体 物理的な破壊"), "媒体　物理的な破壊");
        assert_eq!(text(""), "");
    }
}
