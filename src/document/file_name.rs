//! Names for files on Windows, made from what people wrote.

/// Characters that Windows forbids in names, with the full-width ones that look like them.
const FORBIDDEN: [(char, char); 9] = [
    ('/', '／'),
    ('\\', '＼'),
    (':', '：'),
    ('*', '＊'),
    ('?', '？'),
    ('"', '”'),
    ('<', '＜'),
    ('>', '＞'),
    ('|', '｜'),
];

/// Longest part made from what somebody wrote: folder and file name together must stay under 260 characters.
const MAX_CHARACTERS: usize = 40;

/// A part of a file name from any text: forbidden characters become their full-width likes, control characters, leading
/// and trailing blanks and dots go, device names of Windows get a mark, long texts are cut. Never empty.
pub fn safe(text: &str) -> String {
    let replaced: String = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}'))
        .map(|c| FORBIDDEN.iter().find(|(bad, _)| *bad == c).map_or(c, |(_, good)| *good))
        .collect();
    let cut: String =
        replaced.trim_matches(|c: char| c.is_whitespace() || c == '.').chars().take(MAX_CHARACTERS).collect();
    let cut = cut.trim_end_matches(|c: char| c.is_whitespace() || c == '.').to_owned();
    let stem = cut.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    match cut.as_str() {
        "" => "名称なし".to_owned(),
        _ if device => format!("_{cut}"),
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_windows() {
        assert_eq!(safe("株式会社A/B:*?"), "株式会社A／B：＊？");
        assert_eq!(safe("../../etc"), "／..／etc");
        assert_eq!(safe("con"), "_con");
        assert_eq!(safe("COM1.txt"), "_COM1.txt");
        assert_eq!(safe(" . "), "名称なし");
        assert_eq!(safe(&"長".repeat(100)).chars().count(), 40);
        assert_eq!(safe("a\u{202E}xslx\n"), "axslx");
    }
}
