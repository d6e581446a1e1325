//! Answers that there is none: a full statement where the question takes it for one (accidents, subcontractors, whoever holds the
//! majority), nothing named anywhere else. All texts are folded.

use super::answer::Answer;
use super::backing::is_hiragana;
use super::question::Question;
use super::remark::Words;
use super::vocabulary::fold;
use super::word_list::WordList;
use std::sync::LazyLock;

/// How a respondent says that there is none, alone or before what explains it.
const NONE: [&str; 25] = [
    "なし",
    "無し",
    "無",
    "無い",
    "ない",
    "特になし",
    "特に無し",
    "特にない",
    "なしです",
    "無しです",
    "ないです",
    "ありません",
    "特にありません",
    "ございません",
    "特にございません",
    "いません",
    "おりません",
    "いない",
    "存在しない",
    "存在しません",
    "0件",
    "0社",
    "ゼロ",
    "none",
    "nothing",
];
/// The same of a question's subject as a whole.
const NOTHING_OF_IT: [&str; 6] =
    ["該当なし", "該当無し", "該当者なし", "該当事項なし", "該当するものなし", "該当はありません"];
/// How a sentence says so at its end. 「把握していません」 ends like one, and says something else.
const DENIALS: [&str; 14] = [
    "行っていません",
    "行っていない",
    "行われていません",
    "行われていない",
    "行いません",
    "行わない",
    "発生していません",
    "発生していない",
    "発生なし",
    "存在しません",
    "存在しない",
    "予定していません",
    "予定していない",
    "ありません",
];
/// What takes a 「なし」 back: it is so as far as somebody knows or counts, or there is one after all.
static TAKEN_BACK: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "発生",
        "判明",
        "把握",
        "認識",
        "限り",
        "調査",
        "確認",
        "軽微",
        "重大",
        "重要",
        "大きな",
        "除",
        "のみ",
        "範囲",
        "不明",
        "おそらく",
        "恐らく",
        "たぶん",
        "はず",
        "思",
        "未",
        "現時点",
        "今のところ",
        "現在のところ",
        "当面",
        "ただし",
        "但し",
        "場合",
        "は行い",
        "は行う",
        "に委託",
        "へ委託",
        "に依頼",
        "へ依頼",
        "派遣",
        "委託会社",
        "協力会社",
        "外注先",
        "下請",
        "子会社",
        "関連会社",
        "グループ会社",
        "known",
        "aware",
        "except",
        "minor",
        "material",
        "significant",
        "currently",
        "investigat",
    ])
});

/// What an answer says that consists in there being none. Where the question takes that for a full statement it is one, unless something
/// beside it speaks of one all the same; where something must be named, it is not there, and a sentence of that kind names nothing.
pub(super) fn said(
    question: &Question,
    words: Words<'_>,
    (written, known): (&str, bool),
    remark: &str,
) -> Option<(Answer, String)> {
    let folded = fold(written);
    let (head, rest) = folded.split_at(folded.find(|c| "([【「、。,.:;/\u{1}".contains(c)).unwrap_or(folded.len()));
    let whole = NOTHING_OF_IT.contains(&head) && !question.not_applicable;
    if NONE.contains(&head) || (whole && question.none_suffices) {
        return Some(if question.none_suffices {
            declared(question, words, &[rest, &fold(remark)])
        } else {
            (Answer::Unmet, "名称や内容を書く設問に、「ない」と答えています".to_owned())
        });
    }
    let denied = |piece: &str| NONE.iter().chain(&DENIALS).any(|word| piece.ends_with(word));
    let mut sentences = folded.split('。').filter(|piece| !piece.is_empty()).peekable();
    // A word of the vocabulary says what it says.
    let all_denied = !known && sentences.peek().is_some() && sentences.all(|piece| denied(piece.trim_end_matches(')')));
    match (question.none_suffices, all_denied) {
        (true, true) => Some(declared(question, words, &[&folded, &fold(remark)])),
        (true, false) if ["いいえ", "no", "×"].contains(&head) => {
            Some((Answer::Unclear, format!("「{head}」が「ない」ということかを確かめる必要があります")))
        }
        (false, true) if folded.chars().count() <= LONGEST_DENIAL => {
            Some((Answer::Unclear, "名称や内容を書く設問に、「ない」とだけ答えています".to_owned()))
        }
        _ => None,
    }
}

/// Up to this length a sentence that says what there is not says nothing else.
const LONGEST_DENIAL: usize = 24;

/// Whether a remark says only that there is none, or that what was asked about is not done, and nothing takes that back.
pub(super) fn only_denies(words: Words<'_>, asked: &str, remark: &str) -> bool {
    const DENIED: [&str; 6] = ["いません", "おりません", "ません", "いない", "ない", "なし"];
    let (asked, folded) = (fold(asked), fold(remark));
    let denies = |sentence: &str| {
        let Some(stem) = DENIED.iter().find_map(|end| sentence.strip_suffix(end)) else { return false };
        // 「調べていない」 and 「記録はありません」 deny something else.
        if let Some(there) = stem.strip_suffix("あり").or_else(|| stem.strip_suffix("ござ")) {
            let subject = there.trim_end_matches(['は', 'も', 'が']);
            let head = subject.rsplit(is_hiragana).next().unwrap_or_default();
            return subject.is_empty() || subject.ends_with("こと") || !head.is_empty() && asked.contains(head);
        }
        stem.chars().rev().find(|c| !is_hiragana(*c)).is_some_and(|verb| asked.contains(verb))
    };
    let mut sentences = folded.split(['。', '\u{1}']).filter(|piece| !piece.is_empty()).peekable();
    let open = TAKEN_BACK.any(&folded) || speaks_of_one(&without_denials(&folded));
    sentences.peek().is_some()
        && sentences.all(denies)
        && !open
        && words.qualify(Answer::Met, remark).answer == Answer::Met
}

/// Whether a remark beside 「いいえ」 says that it is done all the same.
pub(super) fn affirms(remark: &str) -> bool {
    const DOES: [&str; 8] =
        ["します", "しています", "しております", "している", "行います", "あります", "ます", "掲載"];
    const REINED: [&str; 14] = [
        "ません",
        "ない",
        "なし",
        "せず",
        "禁止",
        "制限",
        "承認",
        "許可",
        "同意",
        "のみ",
        "だけ",
        "国内",
        "定め",
        "管理",
    ];
    let folded = fold(remark);
    let mut clauses = folded.split(['。', '、', '\u{1}']).filter(|clause| !clause.is_empty());
    clauses
        .any(|clause| DOES.iter().any(|end| clause.ends_with(end)) && !REINED.iter().any(|word| folded.contains(word)))
}

/// A 「なし」 with what stands beside it.
fn declared(question: &Question, words: Words<'_>, beside: &[&str]) -> (Answer, String) {
    // Whoever has no majority names the shareholders below it.
    let holders = |text: &str| question.of_majority || text.contains("株主");
    let bare = |text: String| if holders(&text) { without_minorities(&text) } else { text };
    let taken_back = beside.iter().map(|text| bare(without_denials(text))).any(|text| {
        speaks_of_one(&text) || TAKEN_BACK.any(&text) || words.qualify(Answer::Met, &text).answer != Answer::Met
    });
    if taken_back {
        (Answer::Unclear, "「ない」とする言葉と、そう言い切らない言葉が並んでいます".to_owned())
    } else {
        (Answer::Met, "「ない」と申告しています".to_owned())
    }
}

fn without_denials(folded: &str) -> String {
    DENIALS.iter().fold(folded.to_owned(), |text, word| text.replace(word, ""))
}

/// A text without its shares of up to a half.
fn without_minorities(text: &str) -> String {
    let mut pieces = text.split('%').peekable();
    let mut bare = String::new();
    while let Some(piece) = pieces.next() {
        let name = piece.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let share = piece.strip_prefix(name).unwrap_or_default().split('.').next().and_then(|whole| whole.parse().ok());
        let minor = pieces.peek().is_some() && share.is_some_and(|share: u32| share < 50);
        bare.push_str(if minor { name } else { piece });
        if pieces.peek().is_some() && !minor {
            bare.push('%');
        }
    }
    bare
}

/// Whether a text says that there is one, whatever stands beside it: 「1件」, 「あり」.
fn speaks_of_one(text: &str) -> bool {
    let counted = ["件", "社", "回"].iter().any(|unit| {
        text.match_indices(unit).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            before.chars().rev().take_while(char::is_ascii_digit).any(|digit| digit != '0')
                || before.ends_with(['一', '二', '三', '四', '五', '数', '複'])
        })
    });
    let there = text.replace("ありえ", "");
    counted || ["あり", "有り", "有ます", "有した"].iter().any(|word| there.contains(word))
}
