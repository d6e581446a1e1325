//! Whether what stands beside 「はい」 plainly stands behind it.
//!
//! Words that limit never end, so it is not they alone that are looked for: a remark leaves 「はい」 as it is only where each of its
//! sentences is of a kind that supports — a paper, a certificate, how often, a day, a thing done — and none of its clauses speaks
//! of a part of what was asked. What is of no such kind is told. Whether something is a part is held against the question: who is
//! asked about servers may speak of servers.

mod doing;
mod english;
mod known_means;
mod known_ways;
mod often;
mod part;
mod past;
mod support;

use super::remark::Words;
use super::vocabulary::fold;
use super::word_list::WordList;
use super::{Answer, Vocabulary, echo};
use doing::ends_in_doing;
use english::{english, english_part};
use part::limited;
use std::sync::LazyLock;
use support::supports;

pub(super) use often::{is_often, names_all};

/// Why a remark does not plainly stand behind a good answer to this question, if so. `asked` is the question folded.
pub(super) fn missing(words: Words<'_>, question: &str, asked: &str, text: &str) -> Option<String> {
    let open = |line: &&str| !line.trim().is_empty() && !known_means::are_named(&words.vocabulary.remark, asked, line);
    text.split(['\n', '\r', '\u{1}']).filter(open).find_map(|line| {
        if !line.is_ascii() {
            return japanese(words, asked, line);
        }
        english_part(&words.vocabulary.remark, question, line).or_else(|| {
            // 「AES256」 and 「ISO27001」 are of both languages.
            english(words, line).filter(|_| japanese(words, asked, line).is_some())
        })
    })
}

fn part(name: &str) -> String {
    format!("「{name}」に限られるかどうかを確かめる必要があります")
}

fn unknown(piece: &str) -> String {
    let quoted: String = piece.chars().filter(|c| !c.is_control()).take(40).collect();
    format!("「{quoted}」が回答を裏付けるものか限るものかを確かめる必要があります")
}

fn japanese(by: Words<'_>, asked: &str, line: &str) -> Option<String> {
    let vocabulary = by.vocabulary;
    let words = &vocabulary.remark;
    let bare = line.trim_start_matches(|c: char| "・●■◆◇▪•-–*①②③④⑤⑥⑦⑧⑨ \u{3000}\t".contains(c));
    // Quotation marks stand around names of papers; what they hold belongs to the sentence.
    let folded: String = fold(bare).chars().filter(|c| !"「」『』\"“”".contains(*c)).collect();
    // 「データ(株)」 is a name, and 「東京(主)、大阪(副)」 says which of both comes first.
    let folded = match folded.contains("(副)") {
        true => folded.replace("(主)", "").replace("(正)", "").replace("(副)", ""),
        false => folded,
    };
    let text = words.neutral.out_of(&folded.replace("(株)", ""));
    let (outer, inner) = unbracketed(&text);
    let said = |sentence: &str| clauses(sentence).into_iter().find_map(|clause| limited(by, asked, clause));
    let backed = |sentence: &str| {
        if echo::restricts(asked, sentence) {
            return None;
        }
        let list = clauses(sentence);
        let done = list.last().is_some_and(|clause| ends_in_doing(words, asked, clause));
        let last = list.len().saturating_sub(1);
        let open = list.iter().enumerate().find(|(at, clause)| {
            // 「監視カメラ、生体認証を導入し、」: what is enumerated or goes on leans upon the verb.
            let leans = *at < last && (done || clause.ends_with(is_hiragana));
            !leans && !is_answer(vocabulary, clause) && !supports(by, asked, clause)
        });
        open.map(|(_, clause)| unknown(clause))
    };
    let sentences = || outer.split(['。', ';', '\u{1}', '※', '→']).filter(|sentence| !sentence.is_empty());
    let glossed = |piece: &String| {
        // 「SIEM(Splunk)で監視」, 「(CAB、毎週火曜)」: an abbreviation spelt out, or a product, and how often.
        let list = clauses(piece);
        let often = |clause: &&str| clause.is_ascii() || is_often(clause) && !clause.ends_with(is_hiragana);
        sentences().any(|sentence| !is_answer(vocabulary, sentence))
            && list.first().is_some_and(|clause| clause.is_ascii())
            && list.iter().all(often)
            && !words.platforms.any(piece)
    };
    let followed = |(at, sentence): (usize, &'_ str)| match at {
        0 => said(sentence),
        _ => {
            let usual = sentences().nth(at - 1).is_some_and(is_often);
            said(then(asked, sentence).or_else(|| sooner(asked, sentence).filter(|_| usual)).unwrap_or(sentence))
        }
    };
    sentences()
        .enumerate()
        .find_map(followed)
        .or_else(|| inner.iter().find_map(|piece| said(piece)))
        .or_else(|| sentences().find_map(backed))
        .or_else(|| {
            // 「(規程名)」 names what follows, 「第68条(懲戒)」 what stands before.
            let titled = |piece: &str| {
                let before = text.split_once(&format!("({piece})")).map(|(before, _)| before).unwrap_or_default();
                before.ends_with(['条', '項', '章', '節']) && !piece.contains(is_hiragana)
            };
            let open = inner.iter().filter(|piece| !glossed(piece) && !piece.ends_with('名') && !titled(piece));
            open.into_iter().find_map(|piece| backed(piece))
        })
}

/// What is done about what a check or a measurement has found, behind a sentence on the check: 「毎週検索。見つけた場合は通報」.
fn then<'a>(asked: &str, sentence: &'a str) -> Option<&'a str> {
    const LOOKED: [&str; 7] = ["確認", "点検", "検索", "監視", "検知", "巡回", "調査"];
    const FOUND: [&str; 6] =
        ["見つけた場合は", "見つかった場合は", "発見した場合は", "検知した場合は", "見つけたときは", "発見したときは"];
    const MEASURED: [&str; 4] = ["sla", "稼働率", "サービスレベル", "可用性"];
    const SHORT: [&str; 4] = ["下回った月は", "下回った場合は", "下回ったときは", "未達の場合は"];
    let behind = |asks: &[&str], signs: &[&str]| {
        asks.iter().any(|word| asked.contains(word)).then(|| signs.iter().find_map(|sign| sentence.strip_prefix(sign)))
    };
    behind(&LOOKED, &FOUND).flatten().or_else(|| behind(&MEASURED, &SHORT).flatten())
}

/// What is urgent and done sooner than the usual, of which the sentence before says how often: 「緊急のものは72時間以内に適用」.
fn sooner<'a>(asked: &str, sentence: &'a str) -> Option<&'a str> {
    const ASKED: [&str; 4] = ["パッチ", "脆弱性", "更新プログラム", "アップデート"];
    const URGENT: [&str; 6] =
        ["緊急のものは", "緊急性の高いものは", "緊急度の高いものは", "緊急パッチは", "重大なものは", "深刻なものは"];
    const SOON: [&str; 5] = ["時間以内に", "日以内に", "即日", "速やかに", "即時"];
    let rest = URGENT.iter().find_map(|sign| sentence.strip_prefix(sign))?;
    (ASKED.iter().any(|word| asked.contains(word)) && SOON.iter().any(|soon| rest.contains(soon))).then_some(rest)
}

/// A text without what stands in brackets, and that.
fn unbracketed(text: &str) -> (String, Vec<String>) {
    let (mut outer, mut inner, mut depth) = (String::with_capacity(text.len()), Vec::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '<' | '〔' | '《' => {
                depth += 1;
                inner.push(String::new());
            }
            ')' | ']' | '】' | '>' | '〕' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => outer.push(c),
            c => {
                if let Some(piece) = inner.last_mut() {
                    piece.push(c);
                }
            }
        }
    }
    (outer, inner.into_iter().filter(|piece| !piece.is_empty()).collect())
}

fn clauses(sentence: &str) -> Vec<&str> {
    sentence.split(['、', ',', '。']).filter(|clause| !clause.is_empty()).collect()
}

pub(super) const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Words of consent in a remark say nothing new; those of being able say less.
fn is_answer(vocabulary: &Vocabulary, clause: &str) -> bool {
    let said = vocabulary.read(clause);
    said.known && said.rest.is_empty() && said.answer == Answer::Met && !says_able(clause)
}

/// 「可能」, 「対応可」: it could be so.
pub(super) fn says_able(folded: &str) -> bool {
    let bare = folded.trim_end_matches(['。', '.']).trim_end_matches("です");
    bare.ends_with('可') || bare.ends_with("可能") || bare.ends_with("できます") || bare.ends_with("できる")
}

/// Whether two characters that stand together in the name do so in the question.
pub(super) fn shares_two(asked: &str, name: &str) -> bool {
    let signs: Vec<char> = name.chars().collect();
    signs.windows(2).any(|pair| asked.contains(&pair.iter().collect::<String>()))
}

/// Whether the question speaks of what the name begins with: 復元 of 復元テスト.
fn shares(asked: &str, name: &str) -> bool {
    let beginning: String = name.chars().take(2).collect();
    asked.contains(&beginning)
}

/// Takes in the whole.
static ALL: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["全", "すべて", "各", "両", "問わず", "あらゆる", "一律", "いずれ", "どの"]));

/// Whether a text takes in the whole; 「安全」 does not.
pub(super) fn takes_all(text: &str) -> bool {
    ALL.any(&text.replace("安全", ""))
}

/// The names in a question: what stands between its particles.
fn nouns(asked: &str) -> impl Iterator<Item = &str> {
    asked.split(|c: char| is_hiragana(c) || "、。?!,.()・".contains(c)).filter(|noun| noun.chars().count() > 1)
}
