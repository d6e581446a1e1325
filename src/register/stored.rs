//! How an entry's text lies in the database: a short one as it is, a long one (answers, above all) deflated. The seal is that of the text,
//! so the chain does not know of it.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{Read, Write};

/// Bytes from which a text is deflated: what people look at with another program (vendors, contracts, remedies) stays readable.
const LONG: usize = 2_048;
/// Bytes that a text may unpack to: many times the answers of the longest questionnaire.
const MOST: u64 = 64 << 20;

/// The text as it is stored: itself and nothing, or nothing and itself deflated.
pub(super) fn stored(text: &str) -> (&str, Vec<u8>) {
    if text.len() < LONG {
        return (text, Vec::new());
    }
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    let packed = deflate.write_all(text.as_bytes()).and_then(|()| deflate.finish());
    packed.map_or_else(|_| (text, Vec::new()), |packed| ("", packed))
}

/// The text that was stored. What somebody has broken is an empty text, whose seal is wrong.
pub(super) fn unpacked(text: String, packed: &[u8]) -> String {
    if packed.is_empty() {
        return text;
    }
    let mut unpacked = String::new();
    let read = DeflateDecoder::new(packed).take(MOST).read_to_string(&mut unpacked);
    read.map_or_else(|_| String::new(), |_| unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for text in ["", "甲社", &"回答".repeat(1_000), &"=1+1\n".repeat(90_000)] {
            let (plain, packed) = stored(text);
            assert!(plain.is_empty() || packed.is_empty());
            assert!(plain.len() + packed.len() <= text.len());
            assert_eq!(unpacked(plain.to_owned(), &packed), *text);
        }
        assert_eq!(unpacked(String::new(), b"no deflated text"), "");
    }
}
