//! What a question lists, 「ログイン、操作及び管理者の作業の記録」, and how much of the list a text names: whoever says of one thing that it is
//! done leaves the others open. All texts are folded.

use super::{ALIKE, states};
use crate::questionnaire::backing::{is_hiragana, takes_all};
use crate::questionnaire::vocabulary::RemarkWords;

/// What the text leaves out of a list in the question, as a sentence for readers.
pub(super) fn open(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const WHOLE: [&str; 6] = ["とも", "双方", "それぞれ", "両方", "等の", "など"];
    if takes_all(text) || WHOLE.iter().any(|word| text.contains(word)) {
        return None;
    }
    // Names of measures, which stand for themselves.
    if asked.contains("rto") && asked.contains("rpo") && text.contains("rto") != text.contains("rpo") {
        return Some("設問のRTOとRPOのうち一方だけに触れています".to_owned());
    }
    let states = states(words, text) || ends_in_a_deed(words, text);
    // 「入退室」 names both.
    let text =
        IN_ONE.iter().fold(text.to_owned(), |text, (word, one, other)| text.replace(word, &format!("{one}{other}")));
    lists(asked).iter().find_map(|list| list.left_open(&text, states))
}

/// 「紙は溶解処理」 states as much as 「紙は溶解処理しています」; 「対応手順書に規定」 only names a paper.
fn ends_in_a_deed(words: &RemarkWords, text: &str) -> bool {
    const IN_A_PAPER: [&str; 6] = ["に規定", "に明記", "に記載", "に定め", "に基づき実施", "に従い実施"];
    let bare = text.trim_matches(['(', ')', '。', '.', '\u{1}', '、']);
    let names_a_paper = IN_A_PAPER.iter().any(|end| bare.ends_with(end)) && !bare.contains(['を', 'は']);
    // 「紙は焼却」: what is said of one thing by name states it, whatever the verb.
    let said_of_one = bare.contains('は') && bare.ends_with(|c: char| ('一'..='鿿').contains(&c));
    (said_of_one || words.doing.ends(bare) || words.promised.ends(bare)) && !names_a_paper
}

/// Things that a question lists.
#[derive(Debug, PartialEq, Eq)]
struct List<'a> {
    members: Vec<&'a str>,
    /// Whether it ends with 「など」: then there may be others, and these are examples.
    of_examples: bool,
}

impl List<'_> {
    /// What a text that names some of the list does not name: a statement, or a few words that say no more than one of them.
    fn left_open(&self, text: &str, states: bool) -> Option<String> {
        let named: Vec<&str> = self.members.iter().copied().filter(|member| self.is_named(member, text)).collect();
        let missing = self.members.iter().find(|member| !named.contains(member) && !self.is_covered(member, text))?;
        // 「消去と廃棄」 is one deed.
        let one = ALIKE.iter().any(|group| self.members.iter().all(|member| group.contains(member)));
        let some =
            !one && !named.is_empty() && (states && !self.of_examples || named.iter().any(|one| is_only(one, text)));
        let all = self.members.join("」「");
        some.then(|| format!("設問の「{all}」のうち「{missing}」に触れていません"))
    }

    /// Whether the text names a member: by what sets it apart from the others, or by a part of that, 「媒体」 of 「電子媒体」.
    fn is_named(&self, member: &str, text: &str) -> bool {
        let others = || self.members.iter().filter(|other| **other != member);
        // 「再委託先」 holds 「委託先」.
        let text = others()
            .filter(|other| other.contains(member))
            .fold(text.to_owned(), |text, longer| text.replace(longer, "\u{2}"));
        let own = self.without_common_end(member);
        let part = |part: &String| names(&text, part) && !others().any(|other| other.contains(part.as_str()));
        names(&text, own) || parts(own).iter().any(part)
    }

    /// Whether a word in the text stands for a member that it does not name: 「廃棄」 for 「消去」.
    fn is_covered(&self, member: &str, text: &str) -> bool {
        let alike = ALIKE.iter().filter(|group| group.iter().any(|word| holds_word(member, word)));
        let mut words = alike.flat_map(|group| group.iter());
        words.any(|word| text.contains(word) && !self.members.iter().any(|named| named.contains(word)))
    }

    /// 「操作」 of 「操作ログ」 beside 「アクセスログ」.
    fn without_common_end<'b>(&self, member: &'b str) -> &'b str {
        let ends = member.char_indices().skip(1).filter_map(|(at, _)| member.split_at_checked(at));
        let mut ends = ends.filter(|(_, end)| {
            let own = |other: &&str| other.strip_suffix(end).is_some_and(|own| is_name(&own));
            end.chars().count() > 1 && self.members.iter().all(own)
        });
        ends.next().map_or(member, |(own, _)| own)
    }
}

/// Whether a text names something for itself: 「機器も」 adds it to the rest.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| text.get(at + name.len()..).is_some_and(|after| !after.starts_with('も')))
}

/// Whether a name holds a word that ends in it: 「ログ」 is no part of 「ログアウト」.
fn holds_word(name: &str, word: &str) -> bool {
    let katakana = |c: char| ('ァ'..='ー').contains(&c);
    name.match_indices(word).any(|(at, _)| {
        let goes_on = name.get(at + word.len()..).is_some_and(|after| after.starts_with(katakana));
        !(word.ends_with(katakana) && goes_on)
    })
}

/// Halves of a long compound, and its runs of one script: 「ネットワーク」 and 「機器」 of 「ネットワーク機器」.
fn parts(name: &str) -> Vec<String> {
    const GENERIC: [&str; 10] = ["手順", "管理", "情報", "業務", "記録", "対策", "作業", "実施", "方法", "内容"];
    let script = |c: char| (c.is_ascii(), ('ァ'..='ー').contains(&c));
    let characters: Vec<char> = name.chars().collect();
    let runs: Vec<String> =
        characters.chunk_by(|one, next| script(*one) == script(*next)).map(|run| run.iter().collect()).collect();
    let halves = characters.split_at_checked(2).filter(|(_, rest)| rest.len() == 2 && runs.len() == 1);
    let halves = halves.into_iter().flat_map(|(one, other)| [one, other]).map(|half| half.iter().collect::<String>());
    let named = |part: &String| part.chars().count() > 1 && !GENERIC.contains(&part.as_str());
    halves.chain(runs).filter(named).collect()
}

/// Whether a few words say no more than one thing: 「ログインの記録」, 「代表取締役の氏名」, 「数量の確認」.
fn is_only(member: &str, text: &str) -> bool {
    const KEPT: [&str; 8] = ["記録", "履歴", "ログ", "簿", "記録簿", "台帳", "一覧", "名簿"];
    let bare = text.trim_end_matches(['。', '.', '\u{1}']).trim_end_matches("です");
    bare.chars().count() <= 20
        && !bare.contains(['、', ',', '\u{1}', '。'])
        && !bare.ends_with(is_hiragana)
        && bare
            .split_once(member)
            .is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('の') || KEPT.contains(&rest))
}

/// The lists of a question.
fn lists(asked: &str) -> Vec<List<'_>> {
    let joined = ["及び", "および", "並びに", "ならびに", "と"].into_iter().flat_map(|joint| {
        asked.match_indices(joint).filter_map(move |(at, _)| {
            let (before, after) = (asked.get(..at)?, asked.get(at + joint.len()..)?);
            let (former, last) = (last_member(before)?, first_noun(after)?);
            (joint != "と" || are_of_a_kind(asked, former, last, after)).then(|| List {
                members: members_before(before).into_iter().chain([last]).collect(),
                of_examples: is_open(after, last),
            })
        })
    });
    joined.chain(enumerated(asked)).chain(in_one_word(asked)).collect()
}

/// Whether 「と」 joins two things, 「数量と内容を」, rather than a partner or a quotation.
fn are_of_a_kind(asked: &str, one: &str, other: &str, after: &str) -> bool {
    const PARTNERS: [char; 14] = ['者', '先', '社', '員', '市', '町', '村', '庁', '府', '県', '側', '方', '等', '室'];
    const WITH: [&str; 12] =
        ["契約", "覚書", "協定", "合意", "同等", "同様", "連携", "協議", "共有", "別", "異", "認識"];
    const APART: [&str; 8] = ["分離", "分け", "区分", "区別", "別々", "異な", "照らし", "紐付け"];
    let rest = after.strip_prefix(other).unwrap_or_default();
    // 「責任者と担当者」
    let alike = one.chars().next_back() == other.chars().next_back();
    rest.starts_with(['を', 'の', 'に', 'が'])
        && (alike || !one.ends_with(PARTNERS))
        && !WITH.iter().any(|word| other.contains(word))
        && !APART.iter().any(|word| asked.contains(word))
}

/// Words that name two things at once.
const IN_ONE: [(&str, &str, &str); 18] = [
    ("出入庫", "出庫", "入庫"),
    ("出入荷", "出荷", "入荷"),
    ("入出荷", "入荷", "出荷"),
    ("出入室", "出室", "入室"),
    ("入出金", "入金", "出金"),
    ("発着信", "発信", "着信"),
    ("入退社", "入社", "退社"),
    ("社内外", "社内", "社外"),
    ("国内外", "国内", "国外"),
    ("入退室", "入室", "退室"),
    ("入退館", "入館", "退館"),
    ("入退場", "入場", "退場"),
    ("搬出入", "搬出", "搬入"),
    ("搬入出", "搬入", "搬出"),
    ("送受信", "送信", "受信"),
    ("出退勤", "出勤", "退勤"),
    ("入出庫", "入庫", "出庫"),
    ("貸出返却", "貸出", "返却"),
];

/// 「物理的・技術的安全管理措置」, 「入退室」: two in one word.
fn in_one_word(asked: &str) -> Option<List<'_>> {
    let qualities = || {
        let (before, after) = asked.split_once("的・")?;
        let (one, (other, _)) = (object(before)?, after.split_once('的')?);
        (!other.contains(parts_nouns)).then(|| vec![one, other])
    };
    let both = || {
        let (_, one, other) = IN_ONE.into_iter().find(|(word, _, _)| asked.contains(word))?;
        Some(vec![one, other])
    };
    qualities().or_else(both).map(|members| List { members, of_examples: false })
}

/// Three and more with nothing but commas between them; what stands in brackets is a list of its own.
fn enumerated(asked: &str) -> impl Iterator<Item = List<'_>> {
    let segments = asked.split(['(', ')', '。']);
    segments.flat_map(|segment| ['、', '・'].into_iter().flat_map(|comma| rows_of_nouns(segment, comma)))
}

/// The nouns that follow each other with a comma between them.
fn rows_of_nouns(text: &str, comma: char) -> Vec<List<'_>> {
    let pieces: Vec<&str> = text.split(comma).collect();
    let is_noun = |piece: &&&str| piece.chars().count() > 1 && !piece.contains(parts_nouns);
    let (mut found, mut at) = (Vec::new(), 1);
    while at < pieces.len() {
        let between: Vec<&str> = pieces.iter().skip(at).take_while(is_noun).copied().collect();
        let first = pieces.get(at - 1).and_then(|piece| object(piece)).filter(|noun| !is_adverb(noun));
        let last = pieces.get(at + between.len()).and_then(|piece| Some((first_noun(piece)?, *piece)));
        at += between.len() + 1;
        let Some(first) = first.filter(|_| !between.is_empty()) else { continue };
        let of_examples = last.is_some_and(|(noun, piece)| is_open(piece, noun));
        let members: Vec<&str> = [first].into_iter().chain(between).chain(last.map(|(noun, _)| noun)).collect();
        if members.len() > 2 {
            found.push(List { members, of_examples });
        }
    }
    found
}

/// The nouns of a list up to its joint; 「搬送の方法」 is one.
fn members_before(before: &str) -> Vec<&str> {
    const ATTRIBUTES: [&str; 10] = ["方法", "手順", "手段", "内容", "状況", "結果", "範囲", "体制", "条件", "記録"];
    let mut members = Vec::new();
    let mut rest = before;
    while let Some(noun) = last_member(rest).filter(|noun| members.is_empty() || !is_adverb(noun)) {
        let of =
            rest.strip_suffix(noun).and_then(|rest| rest.strip_suffix('の')).filter(|_| ATTRIBUTES.contains(&noun));
        let head = of.and_then(object).map_or(noun.len(), |of| of.len() + "の".len() + noun.len());
        let Some((former, member)) = rest.split_at_checked(rest.len() - head) else { break };
        members.insert(0, member);
        let Some(former) = former.strip_suffix(['、', '・', ',']) else { break };
        rest = former;
    }
    members
}

/// When something is so, rather than one of what is listed: 「導入時、」.
fn is_adverb(noun: &str) -> bool {
    noun.ends_with(['時', '際', '前', '後', '中', '上', '日', '月', '年', '回', '間', '別'])
        || ["場合", "当該", "毎年", "毎月", "以上", "以下", "以内"].iter().any(|word| noun.ends_with(word))
}

fn is_open(after: &str, last: &str) -> bool {
    last.ends_with('等') || after.strip_prefix(last).is_some_and(|rest| rest.starts_with("など"))
}

/// The noun that a text ends with.
pub(super) fn object(text: &str) -> Option<&str> {
    text.rsplit(parts_nouns).next().filter(is_name)
}

/// The same with the kana that a noun of doing ends in: 「持出し」, 「取扱い」.
fn last_member(text: &str) -> Option<&str> {
    let with_kana = || {
        let stem = object(text.strip_suffix(['し', 'い', 'り', 'み', 'れ', 'え'])?)?;
        let kanji = stem.chars().all(|c| ('一'..='鿿').contains(&c));
        text.get(text.rfind(stem)?..).filter(|_| kanji)
    };
    object(text).or_else(with_kana)
}

fn first_noun(text: &str) -> Option<&str> {
    text.split(parts_nouns).next().filter(is_name)
}

/// A single character names hardly anything.
fn is_name(noun: &&str) -> bool {
    noun.chars().count() > 1 || *noun == "紙"
}

/// Between nouns stand particles and marks.
pub(super) fn parts_nouns(c: char) -> bool {
    is_hiragana(c) || "、。・()「」?".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(asked: &str) -> Vec<Vec<&str>> {
        lists(asked).into_iter().map(|list| list.members).collect()
    }

    #[test]
    fn lists_are_found_however_they_are_joined() {
        let three = vec![vec!["ログイン", "操作", "管理者"]];
        assert_eq!(members("ログイン、操作及び管理者の作業の記録を取得していますか"), three);
        assert_eq!(members("利用者のログイン、操作、管理者の記録を残していますか"), three);
        assert_eq!(members("ログイン・操作・管理者のログを取得していますか"), three);
        assert_eq!(members("数量と内容を照合していますか"), [["数量", "内容"]]);
        assert_eq!(members("役員に関する情報(氏名及び役職)を示せますか"), [["氏名", "役職"]]);
        for none in ["委託先と契約を締結していますか", "導入時、設定を確認していますか", "規程を定めていますか"]
        {
            assert!(members(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn a_member_is_named_by_what_sets_it_apart() {
        let list = List { members: vec!["アクセスログ", "操作ログ", "管理者ログ"], of_examples: false };
        assert!(list.left_open("アクセスログを取得しています", true).is_some());
        assert!(list.left_open("アクセス、操作、管理者の記録を取得しています", true).is_none());
        assert!(list.left_open("1年間保存しています", true).is_none());
        let examples = List { members: vec!["ログイン", "閲覧"], of_examples: true };
        assert!(examples.left_open("ログインの記録", false).is_some());
        assert!(examples.left_open("ログインを記録しています", true).is_none());
    }
}
