//! Who does a thing, who is told of it and where it is kept, as a statement says: the nouns before 「が」, 「に報告」, 「に保管」. Texts are folded.

use super::backing::is_hiragana;
use super::vocabulary::RemarkWords;

/// What part a noun has in what is said to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Does it: 「監査室が」, 「監査法人による」.
    Doer,
    /// Is told of it: 「社長に報告」.
    Told,
    /// Is where it is kept: 「金庫に保管」.
    Place,
}

/// Between the nouns of a sentence; 「の」 and 「と」 join them.
const PARTS: [char; 7] = ['を', 'が', 'は', 'に', 'で', 'へ', 'も'];

/// What is done with what somebody is told.
const TELLING: [&str; 8] = ["報告", "連絡", "通知", "提出", "共有", "電話", "メール", "知らせ"];

impl Role {
    pub(super) const ALL: [(&'static str, Self); 3] =
        [("doer", Self::Doer), ("told", Self::Told), ("place", Self::Place)];

    /// The nouns that have this part, each with what describes it.
    pub(super) fn named<'t>(self, words: &RemarkWords, text: &'t str) -> Vec<&'t str> {
        clauses(text).flat_map(|clause| self.named_in(words, clause)).collect()
    }

    fn named_in<'t>(self, words: &RemarkWords, clause: &'t str) -> Vec<&'t str> {
        let found = |(at, sign): (usize, &str)| {
            let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
            let noun = before.rsplit(PARTS).next().filter(|noun| !noun.is_empty())?;
            match self {
                Self::Doer => is_person(words, noun).then_some(noun),
                Self::Told => {
                    (TELLING.iter().any(|verb| after.contains(verb)) && is_person(words, noun)).then_some(noun)
                }
                // What describes a place may stand before another particle: 「東京から500km離れた大阪に」.
                Self::Place => (words.keeping.any(after) && is_place(words, noun, sign)).then_some(before),
            }
        };
        let signed = self.signs().iter().flat_map(|sign| clause.match_indices(sign)).filter_map(found);
        // 「実施者:情報システム部」
        let value = clause.rsplit_once([':', '=']).map(|(_, value)| value);
        signed.chain(value.filter(|value| self == Self::Doer && is_person(words, value))).collect()
    }

    const fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Doer => &[
                "が",
                "による",
                "により",
                "によって",
                "にて",
                "で",
                "に依頼",
                "へ依頼",
                "に委託",
                "へ委託",
                "に発注",
                "に任せ",
                "から",
            ],
            Self::Told => &["に", "へ"],
            Self::Place => &["に", "へ", "で", "にて"],
        }
    }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| "、。,;()[]【】「」『』→※\u{1}".contains(c)).filter(|clause| !clause.is_empty())
}

/// Whether a noun ends like the name of somebody: 「情報システム課長」, 「担当者2名」.
fn is_person(words: &RemarkWords, noun: &str) -> bool {
    words.doers.ends(noun.trim_end_matches(|c: char| c.is_ascii_digit() || c == '名'))
}

/// Whether something can be kept there: what stands before 「に」 unless it says when or how, and what ends like a place before 「で」.
fn is_place(words: &RemarkWords, noun: &str, sign: &str) -> bool {
    const WHEN_OR_HOW: [&str; 27] = [
        "日", "月", "年", "時", "回", "週", "度", "前", "後", "中", "期", "間", "以内", "的", "常", "毎", "厳重",
        "安全", "別途", "自動", "次", "際", "確実", "適切", "晩", "朝", "夜",
    ];
    if words.places.ends(noun) {
        return true;
    }
    sign != "で" && sign != "にて" && !noun.ends_with(is_hiragana) && !WHEN_OR_HOW.iter().any(|end| noun.ends_with(end))
}
