//! Words that are looked for in a text all at once: hundreds of them, in every answer of every sheet.

use aho_corasick::{AhoCorasick, MatchKind};

/// Words in an order that matters: of several that a text holds, the one named first counts.
#[derive(Clone, Debug, Default)]
pub(super) struct WordList {
    words: Vec<String>,
    beginnings: Signs,
    search: Option<AhoCorasick>,
}

impl WordList {
    pub(super) fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).filter(|word| !word.is_empty()).collect();
        Self { search: AhoCorasick::new(&words).ok(), beginnings: Signs::beginning(&words), words }
    }

    /// The word of the list that the text holds; of several, the one that the list names first.
    pub(super) fn first(&self, text: &str) -> Option<&str> {
        self.first_at(text).map(|(_, word)| word)
    }

    /// The same with its place in the list.
    pub(super) fn first_at(&self, text: &str) -> Option<(usize, &str)> {
        let at = match &self.search {
            Some(search) => search.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).min(),
            // A list too long to be searched at once, which none is.
            None => self.words.iter().position(|word| text.contains(word.as_str())),
        };
        at.and_then(|at| self.words.get(at).map(|word| (at, word.as_str())))
    }

    pub(super) fn any(&self, text: &str) -> bool {
        match &self.search {
            Some(search) => search.is_match(text),
            None => self.first(text).is_some(),
        }
    }

    /// Whether the text ends with a word of the list.
    pub(super) fn ends(&self, text: &str) -> bool {
        self.places(text).iter().any(|(_, end)| *end == text.len())
    }

    /// The words of the list that the text holds, by their place in the list, with where they begin and end.
    pub(super) fn found(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        let found = self.search.iter().flat_map(move |search| search.find_overlapping_iter(text));
        found.map(|found| (found.pattern().as_usize(), found.start(), found.end()))
    }

    /// Whether the text is a word of the list.
    pub(super) fn is(&self, text: &str) -> bool {
        self.places(text).contains(&(0, text.len()))
    }

    /// Every place at which a word of the list begins, with the place behind it; words may lie over each other.
    pub(super) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let Some(search) = &self.search else {
            let all = self.words.iter().flat_map(|word| text.match_indices(word.as_str()));
            return all.map(|(at, word)| (at, at + word.len())).collect();
        };
        search.find_overlapping_iter(text).map(|found| (found.start(), found.end())).collect()
    }
}

/// Phrases that are taken out of a text before words are looked for in it, the longer one first.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    phrases: Vec<String>,
    search: Option<AhoCorasick>,
}

impl Phrases {
    pub(super) fn new<W: Into<String>>(phrases: impl IntoIterator<Item = W>) -> Self {
        let phrases: Vec<String> = phrases.into_iter().map(Into::into).filter(|word| !word.is_empty()).collect();
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&phrases).ok();
        Self { phrases, search }
    }

    /// The text with a sign of its own for each phrase: what stands before and behind one does not come together.
    pub(super) fn out_of(&self, text: &str) -> String {
        const GONE: &str = "\u{2}";
        match &self.search {
            Some(search) => {
                let mut rest = String::with_capacity(text.len());
                search.replace_all_with(text, &mut rest, |_, _, rest| {
                    rest.push_str(GONE);
                    true
                });
                rest
            }
            None => self.phrases.iter().fold(text.to_owned(), |text, phrase| text.replace(phrase.as_str(), GONE)),
        }
    }
}

/// A text in which many words are looked for one after the other: nearly all of them are told apart by what they begin with.
pub(super) struct Searched<'a> {
    text: &'a str,
    signs: Signs,
}

impl<'a> Searched<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut signs = Signs::default();
        let bytes = text.as_bytes();
        for (at, _) in text.char_indices() {
            lengths(bytes.get(at..).unwrap_or_default()).for_each(|part| signs.add(part));
        }
        Self { text, signs }
    }

    pub(super) fn holds(&self, word: &str) -> bool {
        self.signs.may_hold(word) && self.text.contains(word)
    }

    pub(super) fn ends(&self, word: &str) -> bool {
        self.text.ends_with(word)
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text == word
    }

    /// Whether it holds any word of a list.
    pub(super) fn any(&self, list: &WordList) -> bool {
        self.signs.shares(&list.beginnings) && list.any(self.text)
    }
}

/// What texts or words begin with, as bits of which several may share one: what is not among them is certainly not there.
#[derive(Clone, Debug)]
struct Signs([u64; 64]);

impl Default for Signs {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Signs {
    /// What words begin with.
    fn beginning(words: &[String]) -> Self {
        let mut signs = Self::default();
        words.iter().filter_map(|word| beginning(word)).for_each(|part| signs.add(part));
        signs
    }

    fn add(&mut self, part: &[u8]) {
        let (at, bit) = bit_of(part);
        if let Some(held) = self.0.get_mut(at) {
            *held |= bit;
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        let held = |(at, bit)| self.0.get(at).is_some_and(|held: &u64| held & bit > 0);
        beginning(word).is_none_or(|part| held(bit_of(part)))
    }

    fn shares(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other > 0)
    }
}

/// Bytes by which beginnings are told apart: two kana or ideographs, two Latin letters; of the shortest words, one.
const LENGTHS: [usize; 3] = [6, 2, 1];

/// The beginnings of a text, from the longest.
fn lengths(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    LENGTHS.iter().filter_map(|length| text.get(..*length))
}

fn beginning(word: &str) -> Option<&[u8]> {
    lengths(word.as_bytes()).next()
}

fn bit_of(part: &[u8]) -> (usize, u64) {
    let number = part.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let [.., low, high] = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
    (usize::from(high & 63), 1 << (low & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_list_decides_and_not_that_of_the_text() {
        let list = WordList::new(["予定", "一部", "一部のみ"]);
        assert_eq!(list.first("一部のみ、来年予定"), Some("予定"));
        assert_eq!(list.first("一部のみ"), Some("一部"));
        assert_eq!((list.first("全部"), WordList::default().first("予定")), (None, None));
        assert_eq!(list.places("一部のみ"), [(0, 6), (0, 12)]);
    }

    #[test]
    fn a_searched_text_holds_what_it_holds() {
        let texts = ["", "確認事項", "回答(はい/いいえ)", "status", "○×"];
        for (text, word) in texts
            .iter()
            .flat_map(|text| texts.iter().chain(&["事項", "回", "", "us", "×"]).map(move |word| (*text, *word)))
        {
            let searched = Searched::new(text);
            let found = (searched.holds(word), searched.ends(word), searched.is(word));
            assert_eq!(found, (text.contains(word), text.ends_with(word), text == word), "{text} {word}");
            assert_eq!(searched.any(&WordList::new([word])), !word.is_empty() && text.contains(word), "{text} {word}");
        }
    }

    #[test]
    fn the_longer_phrase_is_taken_out() {
        assert_eq!(Phrases::new(["例外", "例外なく"]).out_of("例外なく適用"), "\u{2}適用");
        assert_eq!(Phrases::new([""; 0]).out_of("例外"), "例外");
    }
}
