//! A name of a column, in the forms in which words are looked for in it.

use super::answer_name::{ANSWERING, VENDOR};
use crate::questionnaire::word_list::Searched;

/// A name of a column; all its texts are folded.
pub(super) struct Name<'a> {
    /// The whole text, with what stands in brackets behind the name.
    pub(super) text: &'a str,
    /// The name alone.
    pub(super) bare: &'a str,
    /// Its characters.
    pub(super) length: usize,
    whole: Searched<'a>,
    name: Searched<'a>,
    /// The name without what only joins its words; empty where that is the name itself.
    core: Searched<'a>,
    /// Whether it names the vendor's side.
    pub(super) vendor: bool,
    /// Whether it says that something is answered there.
    pub(super) answering: bool,
}

impl<'a> Name<'a> {
    pub(super) fn new(text: &'a str, bare: &'a str, core: &'a str, length: usize) -> Self {
        let (whole, name, core) = (Searched::new(text), Searched::new(bare), Searched::new(core));
        let mut new = Self { text, bare, length, whole, name, core, vendor: false, answering: false };
        new.vendor = new.has(&VENDOR);
        // A long 「…の取得状況」 is asked rather than answered in.
        new.answering = new.named(&ANSWERING)
            && !new.ends(&["こと"])
            && (length <= 12 || new.named(&["回答", "回荅", "answer", "response", "記入欄"]));
        new
    }

    /// Whether the whole text holds one of these words.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.whole.holds(word))
    }

    /// Whether the name holds one of these words.
    pub(super) fn named(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.name.holds(word) || self.core.holds(word))
    }

    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.name.is(word) || self.core.is(word))
    }

    pub(super) fn ends(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.name.ends(word) || self.core.ends(word))
    }
}
