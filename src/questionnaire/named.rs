//! Whether a statement names what was asked for: a country, a place, how many, how long. Who puts it off, guesses or refuses names nothing.

use super::place;
use super::question::{Question, Wanted};
use super::vocabulary::fold;
use super::word_list::WordList;
use std::sync::LazyLock;

/// What stands in place of a statement.
static EVADING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "控えさせ",
        "差し控え",
        "控えま",
        "お答えでき",
        "回答でき",
        "お伝えでき",
        "開示でき",
        "公表でき",
        "お示しでき",
        "申し上げられ",
        "回答しかね",
        "お答えしかね",
        "開示しかね",
        "いたしかね",
        "非公開",
        "非開示",
        "社外秘",
        "契約時にお",
        "契約後にお",
        "契約時に通知",
        "お知らせし",
        "お知らせいた",
        "後日",
        "追って",
        "別途",
        "人選",
        "から選定",
        "選定し",
        "選定中",
        "協議",
        "に確認",
        "確認中",
        "確認のうえ",
        "確認の上",
        "お問い合わせ",
        "お問合せ",
        "たぶん",
        "多分",
        "恐らく",
        "おそらく",
        "ようです",
        "らしい",
        "と思",
        "はず",
        "数名",
        "若干名",
        "複数社",
        "複数名",
        "適当な",
        "不明",
        "わかりませ",
        "分かりませ",
        "わからな",
        "分からな",
        "把握して",
        "できるだけ",
        "できる限り",
        "可能な限り",
        "なるべく",
        "適宜",
        "随時",
        "応相談",
        "つきません",
        "つかない",
        "ケースバイケース",
        "状況により",
        "場合による",
        "various",
        "tbd",
        "tobedetermined",
        "unknown",
        "notdisclosed",
        "cannotdisclose",
        "confidential",
        "assoonaspossible",
        "several",
        "multiple",
    ])
});
/// At its end these say that there is more than what is named.
const AND_MORE: [&str; 8] = ["ほか", "他", "など", "等", "その他", "etc", "ほか多数", "をはじめ"];
const HOME: [&str; 10] = [
    "日本",
    "国内",
    "japan",
    "ap-northeast-1",
    "ap-northeast-3",
    "asia-northeast1",
    "asia-northeast2",
    "東日本",
    "西日本",
    "tokyo",
];

/// What the statement leaves out, as a sentence for readers. What stands beside it may name it.
pub(super) fn missing(question: &Question, written: &str, remark: &str) -> Option<String> {
    let said = fold(written);
    if let Some(word) = EVADING.first(&said) {
        return Some(format!("「{word}」とあり、聞かれた内容を述べていないとみられます"));
    }
    if let Some(word) = AND_MORE.iter().find(|word| said.ends_with(**word)) {
        return Some(format!("「{word}」とあり、全てを挙げていないとみられます"));
    }
    let whole = format!("{said}\u{1}{}", fold(remark));
    question.wants.iter().find_map(|wanted| {
        let (named, what) = match wanted {
            Wanted::Country => (names_country(&whole), "国や地域"),
            Wanted::Place => (names_place(&whole), "所在地"),
            Wanted::Number => (has_number(&whole), "人数"),
            Wanted::Duration => (
                has_number(&whole) || ["直ち", "即時", "即座", "immediate"].iter().any(|word| whole.contains(word)),
                "期間や時間",
            ),
        };
        (!named).then(|| format!("{what}が読み取れません"))
    })
}

fn names_country(folded: &str) -> bool {
    let state = ["国", "州", "連邦"].iter().any(|end| {
        folded.match_indices(end).any(|(at, _)| {
            let before = folded.get(..at).unwrap_or_default();
            before.ends_with(|c: char| ('ァ'..='ー').contains(&c))
        })
    });
    state || place::is_abroad(folded) || at_home(folded)
}

fn at_home(folded: &str) -> bool {
    HOME.iter().chain(&place::PREFECTURES).any(|name| folded.contains(name))
}

fn names_place(folded: &str) -> bool {
    let parts = ["県", "府", "市", "区", "町", "村", "庁舎", "役場", "丁目", "番地"];
    at_home(folded) || place::is_abroad(folded) || parts.iter().any(|part| folded.contains(part))
}

fn has_number(folded: &str) -> bool {
    folded.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十半".contains(c))
}
