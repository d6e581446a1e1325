//! Bytes of a text without a note of their encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// The text, or none where the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..)?),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(body);
    is_text(&text).then(|| text.into_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return UTF_8;
    }
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    // A web page says what it is written in, where the bytes themselves leave a choice.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let found = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    // Whatever is not Japanese is a wrong guess from too few bytes.
    if [SHIFT_JIS, UTF_8, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP].contains(&found) { found } else { SHIFT_JIS }
}

/// UTF-16 without a mark: Japanese text keeps its upper bytes in a few values (0x00, 0x30, 0x4E–0x9F, 0xFF).
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 2 || bytes.len() % 2 == 1 {
        return None;
    }
    let upper = |byte: &u8| matches!(byte, 0x00 | 0x20..=0x22 | 0x25 | 0x30 | 0x4E..=0x9F | 0xFF);
    let marks = |byte: &u8| matches!(byte, 0x00 | 0x30);
    let count = |offset: usize, test: &dyn Fn(&u8) -> bool| {
        sample.iter().skip(offset).step_by(2).filter(|byte| test(byte)).count()
    };
    for (offset, encoding) in [(1, UTF_16LE), (0, UTF_16BE)] {
        // In Shift_JIS no byte is zero and 0x30 is a rare digit: kana and blanks make up a third of UTF-16.
        if count(offset, &upper) * 100 >= pairs * 97
            && count(offset, &marks) * 100 >= pairs * 25
            && count(1 - offset, &marks) * 100 <= pairs * 25
        {
            return Some(encoding);
        }
    }
    None
}

/// Neither control characters nor many signs that stand for what could not be decoded.
fn is_text(text: &str) -> bool {
    let odd = |c: &char| {
        *c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
    };
    let (bad, all) = text.chars().fold((0usize, 0usize), |(bad, all), c| (bad + usize::from(odd(&c)), all + 1));
    bad * 50 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_read_in_every_usual_encoding() {
        let text = "（８）業務委託と外部サービスの利用\n委託事業者を選定し、髙い水準を確かめる。\n";
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(decode(text.as_bytes()).as_deref(), Some(text));
        assert_eq!(decode(&SHIFT_JIS.encode(text).0).as_deref(), Some(text));
        assert_eq!(
            decode(&encoding_rs::EUC_JP.encode("業務委託と外部サービスの利用について定める。").0).as_deref(),
            Some("業務委託と外部サービスの利用について定める。")
        );
        assert_eq!(decode(&utf_16(u16::to_le_bytes)).as_deref(), Some(text));
        assert_eq!(decode(&utf_16(u16::to_be_bytes)).as_deref(), Some(text));
        let marked = [&[0xFF, 0xFE][..], &utf_16(u16::to_le_bytes)].concat();
        assert_eq!(decode(&marked).as_deref(), Some(text));
        assert_eq!(decode(&[0, 1, 2, 3, 4, 5, 6, 7]), None);
    }
}
