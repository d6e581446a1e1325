//! Whether what stands beside a good answer speaks of what was asked at all: 「玄関に花瓶を設置」 backs no answer on encryption, however plainly it
//! tells of a thing done. What else could be told of never ends, so it is the statement that must lie in a field of the question, or share a word
//! with it. All texts are folded.

use super::backing::{is_hiragana, is_often, names_all};
use super::vocabulary::RemarkWords;
use super::word_list::WordList;

/// Words by the fields of security of which they speak; a word may belong to several.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    words: WordList,
    /// The field of each word, as a bit.
    of: Vec<u64>,
}

impl Fields {
    pub(super) fn new(fields: impl IntoIterator<Item = Vec<String>>) -> Self {
        let bits = std::iter::successors(Some(1_u64), |bit| Some(bit.checked_shl(1).unwrap_or(0)));
        let words =
            fields.into_iter().zip(bits).flat_map(|(words, bit)| words.into_iter().map(move |word| (word, bit)));
        let (words, of): (Vec<String>, Vec<u64>) = words.filter(|(word, _)| !word.is_empty()).unzip();
        Self { words: WordList::new(words), of }
    }

    /// The fields of which a text speaks.
    fn of(&self, text: &str) -> u64 {
        let found = self.words.found(text).filter(|(_, start, end)| is_word(text, *start, *end));
        found.filter_map(|(word, ..)| self.of.get(word)).fold(0, |all, bit| all | bit)
    }
}

/// Whether what was found is no part of another word: 「ad」 of 「adobe」. Blanks are gone, so that long words may have others beside them.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    const LONG: usize = 4;
    let latin = |c: char| c.is_ascii_alphabetic();
    let (Some(before), Some(word), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return false;
    };
    !word.is_ascii() || word.len() >= LONG || !before.ends_with(latin) && !after.starts_with(latin)
}

/// What a statement speaks of instead of what was asked, as a sentence for readers.
pub(super) fn apart(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let (wanted, told) = (words.fields.of(asked), words.fields.of(text));
    let known = |text: &str| words.supporting.any(text) || words.papers.any(text);
    // Of a question outside all fields nobody can tell what belongs to it.
    if wanted == 0 || wanted & told != 0 || shares_a_word(asked, text) || known(text) {
        return None;
    }
    let name = objects(text).find(|name| says_something(words, name))?;
    Some(format!("「{name}」とあり、設問と関わりのあることかどうかを確かめる必要があります"))
}

/// Whether two ideographs or katakana that stand together, or a Latin word, stand in the question too, other than those that say nothing.
fn shares_a_word(asked: &str, text: &str) -> bool {
    let parts = text.split(|c: char| is_hiragana(c) || !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).any(|part| {
        let latin = part.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2 && asked.contains(word));
        let signs: Vec<(usize, char)> = part.char_indices().filter(|(_, c)| !c.is_ascii()).collect();
        let pairs = signs.windows(2).filter_map(|pair| match pair {
            [(start, one), (end, other)] if start + one.len_utf8() == *end => part.get(*start..end + other.len_utf8()),
            _ => None,
        });
        latin || pairs.into_iter().any(|pair| !EMPTY.contains(&pair) && asked.contains(pair))
    })
}

/// What a text tells of: what stands before a particle.
fn objects(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter(|(_, c)| "をにでがへと".contains(*c)).filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let name = before.rsplit(|c: char| is_hiragana(c) || !(c.is_alphanumeric() || c == '-')).next()?;
        (name.chars().count() > 1).then_some(name)
    })
}

/// Whether a name is one of a thing, and not who does it, with what, when, how often, or how much of it.
fn says_something(words: &RemarkWords, name: &str) -> bool {
    const WHEN: &str = "年月日週時回毎定期随常別";
    let who = words.teams.any(name) || words.doers.any(name) || words.others.any(name) || words.means.ends(name);
    let when = name.contains(|c: char| c.is_ascii_digit() || WHEN.contains(c));
    !who && !when && !is_often(name) && !names_all(name) && !EMPTY.contains(&name)
}

/// Says nothing of what is spoken of.
const EMPTY: [&str; 40] = [
    "実施", "運用", "管理", "対応", "整備", "設定", "定期", "適切", "当社", "弊社", "自社", "社内", "全社", "業務",
    "事業", "情報", "年度", "毎年", "作業", "担当", "確認", "利用", "使用", "措置", "対策", "必要", "作成", "導入",
    "事務", "場合", "内容", "方法", "提供", "開始", "貴社", "対象", "原則", "基準", "状況", "適正",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::standard;

    #[test]
    fn what_lies_in_another_field_is_told() {
        let words = &standard().expect("library").vocabulary.remark;
        for (asked, text) in [
            ("通信を暗号化していますか", "玄関に花瓶を設置"),
            ("再委託先を監督していますか", "将棋大会を実施しています"),
            ("従業者に教育を実施していますか", "工場の屋根を塗装しました"),
        ] {
            assert!(apart(words, asked, text).is_some(), "{asked} {text}");
        }
        for (asked, text) in [
            ("通信を暗号化していますか", "全端末に適用しています"),
            ("従業者に教育を実施していますか", "毎年4月に全員がeラーニングを受講"),
            ("マルウェア対策ソフトを導入していますか", "microsoftdefenderを使用"),
            ("情報セキュリティの責任者を定めていますか", "取締役会で承認しています"),
            ("定期的に実施していますか", "花壇を整備"),
        ] {
            assert_eq!(apart(words, asked, text), None, "{asked} {text}");
        }
    }
}
