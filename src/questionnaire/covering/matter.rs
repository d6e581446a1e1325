//! A deed of one kind was asked about, and a statement tells of another: 「ログインパスワードで保護しています」 encrypts nothing, and 「取得の成否を
//! 確認しています」 restores nothing. What else could be done never ends, so it is the statement that must name what was asked for; one that
//! only says that it is done names nothing else. All texts are folded.

use crate::questionnaire::backing::is_hiragana;
use crate::questionnaire::vocabulary::{Matter, RemarkWords};

/// What the text tells of in place of what was asked for, as a sentence for readers.
pub(super) fn unnamed(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let wanted = |matter: &&Matter| matter.asked.any(asked) && !matter.unless.any(asked) && !matter.named.any(text);
    words.matters.iter().find(wanted)?;
    let last = |sentence| str::rsplit(sentence, ['、', ',']).next().unwrap_or_default();
    let sentences = text.split(['。', '\u{1}', '(', ')']).filter(|sentence| !sentence.is_empty());
    let done: Vec<_> = sentences.filter_map(|sentence| deed(words, last(sentence))).collect();
    let first = done.first().filter(|_| !done.iter().any(|deed| deed.is_general(asked)))?;
    Some(format!("「{}{}」とあり、設問が問うことを行っているとは述べていません", first.before, first.verb))
}

/// What a clause ends in doing.
struct Deed<'a> {
    before: &'a str,
    verb: &'a str,
}

impl Deed<'_> {
    /// Whether it says no more than that something is done, is a rule or has leave, or only repeats the verb of the question.
    fn is_general(&self, asked: &str) -> bool {
        const GENERAL: [&str; 31] = [
            "実施",
            "対応",
            "適用",
            "導入",
            "行っ",
            "行い",
            "行われ",
            "実行",
            "運用",
            "整備",
            "完了",
            "採用",
            "有効",
            "必須",
            "強制",
            "義務",
            "禁止",
            "規定",
            "定め",
            "明記",
            "明文化",
            "記載",
            "準拠",
            "得",
            "承認",
            "設定",
            "使用",
            "利用",
            "用い",
            "活用",
            "徹底",
        ];
        const OFTEN: [&str; 8] = ["定期的に", "定期に", "年に", "月に", "期に", "週に", "ごとに", "毎に"];
        let of_something = OFTEN.iter().fold(self.before.to_owned(), |text, often| text.replace(often, ""));
        GENERAL.iter().any(|verb| self.verb.contains(verb))
            || asked.contains(self.verb) && !of_something.contains(['を', 'は', 'で', 'に'])
    }
}

fn deed<'a>(words: &RemarkWords, clause: &'a str) -> Option<Deed<'a>> {
    let ends = |rest: &str| rest.chars().all(|c| is_hiragana(c) || "済中".contains(c));
    let places = words.doing.places(clause).into_iter();
    let last =
        places.filter(|(_, end)| clause.get(*end..).is_some_and(ends)).max_by_key(|(start, end)| (*end, end - start));
    let (start, end) = last?;
    Some(Deed { before: clause.get(..start)?, verb: clause.get(start..end)? })
}
