//! How much room Japanese text takes in a cell. The writing library measures no Japanese text, and viewers do not grow rows by themselves.

/// Excel's highest row, in pixels (409 points).
pub(super) const MAX_HEIGHT: u32 = 545;

/// What Excel leaves free to the left and right of a cell's text together, in pixels, and a little for kerning.
const PADDING: u32 = 9;

/// Height of a row with that many lines, in pixels.
pub(super) fn height(lines: u32, points: u32) -> u32 {
    // A line of 游ゴシック is 1.7 times as high as the font's size, and a point is 4/3 pixels.
    (lines * points * 68).div_ceil(30) + 4
}

/// How many lines a text takes in a column `pixels` wide, rather too many than too few.
pub(super) fn lines(text: &str, pixels: u32, points: u32) -> u32 {
    let room = (pixels.saturating_sub(PADDING) * 30 / (points * 4)).max(10);
    // No character takes more than seven tenths per byte: short texts need no measuring.
    if text.len() * 7 <= room as usize && !text.contains('\n') {
        return 1;
    }
    text.lines().map(|line| wrapped(line, room)).sum::<u32>().max(1)
}

/// How wide a line of text is, in pixels.
pub(super) fn text_pixels(line: &str, points: u32) -> u32 {
    line.chars().take(200).map(|c| measured(c).0).sum::<u32>() * points * 4 / 30
}

/// Lines of one paragraph; widths in tenths of the font's size.
fn wrapped(paragraph: &str, room: u32) -> u32 {
    let (mut lines, mut line, mut word, mut last) = (1, 0, 0, Edge::Free);
    let mut place = |word: u32| {
        if line + word <= room {
            line += word;
            return;
        }
        if line > 0 {
            lines += 1;
        }
        // A word that is longer than a line is broken anywhere.
        lines += word.saturating_sub(1) / room;
        line = word.saturating_sub(1) % room + 1;
    };
    for c in paragraph.chars() {
        let (width, edge) = measured(c);
        if !sticks(last, edge) {
            place(word);
            word = 0;
        }
        word += width;
        last = edge;
    }
    place(word);
    lines
}

/// How a character takes the end of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// A line may end before and after it.
    Free,
    /// An opening bracket: no line ends after it.
    Opens,
    /// Full stops, closing brackets, small kana: no line ends before it.
    Closes,
    /// As `Closes`; Latin letters stick to it, since 「IaaS、PaaS」 is broken nowhere by some viewers.
    Joins,
    /// A letter, figure or sign of ASCII.
    Latin,
}

/// Whether no line may end between two characters.
fn sticks(last: Edge, next: Edge) -> bool {
    match next {
        Edge::Closes | Edge::Joins => true,
        Edge::Latin => matches!(last, Edge::Latin | Edge::Joins | Edge::Opens),
        Edge::Free | Edge::Opens => last == Edge::Opens,
    }
}

/// Width in tenths of the font's size, and how it takes the end of a line. 游ゴシック is proportional for Latin letters and
/// full-width for everything else.
fn measured(c: char) -> (u32, Edge) {
    match c {
        // The ideographs, most of all text, before all that must be looked up.
        '\u{3400}'..='\u{FAFF}' => (10, Edge::Free),
        ' ' => (6, Edge::Free),
        'A'..='Z' | '%' | '@' | 'm' | 'w' => (7, Edge::Latin),
        '!'..='~' => (6, Edge::Latin),
        '\u{FF61}'..='\u{FF9F}' => (6, Edge::Free),
        '、' | '・' | '）' => (10, Edge::Joins),
        '。' | '，' | '．' | '：' | '；' | '？' | '！' | '」' | '』' | '】' | '］' | '〉' | '》' | 'ー' | '々'
        | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => (10, Edge::Closes),
        '（' | '「' | '『' | '【' | '［' | '〈' | '《' => (10, Edge::Opens),
        _ => (10, Edge::Free),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The size of the text in these tests, in points.
    const BODY: u32 = 9;

    #[track_caller]
    fn takes(text: &str, pixels: u32, expected: u32) {
        assert_eq!(lines(text, pixels, BODY), expected, "{text}");
    }

    #[test]
    fn heights_follow_the_lines_that_japanese_text_takes() {
        // Ten characters of 12 pixels and the padding.
        let ten = 120 + PADDING;
        takes("", ten, 1);
        takes("一二三四五六七八九十", ten, 1);
        takes("一二三四五六七八九十一", ten, 2);
        takes("一\n二\n三", ten, 3);
        takes("abcdefghijklmnop", ten, 1);
        takes(&"a".repeat(64), ten, 4);
    }

    #[test]
    fn a_full_stop_does_not_begin_a_line() {
        takes("一二三四五六七八九十。", 120 + PADDING, 2);
        takes("一二三四五六七八九（十一）二三四五六七八", 120 + PADDING, 3);
    }

    #[test]
    fn a_row_of_the_standard_font_is_as_high_as_excels() {
        assert_eq!(height(1, 11) - 4, 25);
        assert_eq!(height(2, 11) - 4, 50);
    }
}
