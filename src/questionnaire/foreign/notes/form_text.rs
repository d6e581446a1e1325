//! Sentences of those who made the form: how to fill it in, what a word means, whom to ask, what it is called.

use super::about::is_signed;
use crate::questionnaire::foreign::elsewhere::{LIMITING, limits};
use crate::questionnaire::foreign::legend;
use crate::questionnaire::foreign::to_come::{LATER, NEXT_YEARS, PLANNED};

/// Whether a sentence is one of those who made the form: how to fill it in, what a word means, whom to ask. One that takes something away
/// is the form's own only where it ends as an instruction, a definition or a legend does. The text is folded.
pub(in crate::questionnaire) fn is_of_the_form(folded: &str) -> bool {
    instructs(folded) || (is_form_text(folded) && !limits(folded))
}

/// Whether a sentence tells how to fill in the form, or what its words and marks mean. The text is folded.
fn instructs(folded: &str) -> bool {
    const ASKS: [&str; 17] = [
        "ください",
        "下さい",
        "願います",
        "願いします",
        "願いいたします",
        "願い致します",
        "記入すること",
        "記載すること",
        "回答すること",
        "選択すること",
        "付けること",
        "つけること",
        "提出すること",
        "添付すること",
        "記入のこと",
        "記載のこと",
        "回答のこと",
    ];
    const TOLD: [&str; 14] = [
        "を記入",
        "に記入",
        "を選択",
        "に回答",
        "を回答",
        "へ記入",
        "を入力",
        "を参照",
        "回答不要",
        "記入不要",
        "を付す",
        "を付ける",
        "記入する",
        "選択する",
    ];
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    // What is asked in brackets, 「…本社の状況です（大阪は別途ご相談ください）」, is asked aside.
    let said = folded.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(said, _)| said);
    let said = said.filter(|said| !said.is_empty()).unwrap_or(folded);
    let end = said.trim_end_matches(['。', ')', '」', '.', '】', '\u{1}']);
    let ends = |words: &[&str]| words.iter().any(|word| end.ends_with(word));
    let asks = ends(&ASKS) && !has(&["ご承知", "ご了承", "ご理解", "ご容赦"])
        || ends(&TOLD)
        || folded.replace("pleasenote", "").contains("please");
    let defines = has(&["とは、", "とは「", "とは"])
        && has(&["いう", "指す", "指し", "いいます", "のこと", "示す", "をさす", "です"])
        || has(&["」には、", "」には", "」とは", "」は、"])
            && has(&["を含む", "を含みます", "をいう", "を指"])
            && !has(&["「はい」", "「○」", "予定"]);
    let ruled = folded.rsplit_once("場合").is_some_and(|(_, then)| {
        ["失格", "減点", "記入", "選択", "とする", "、○", "、×", "は○", "は×", "は△"]
            .iter()
            .any(|word| then.contains(word))
    });
    (asks && !is_widening(folded)) || defines || ruled || legend::is_legend(folded)
}

/// Whether a text has a word that those who made the form use. The text is folded.
fn is_form_text(folded: &str) -> bool {
    const OTHER: [&str; 28] = [
        "©",
        "copyright",
        "allrights",
        "問い合わせ",
        "問合せ",
        "連絡先",
        "電話",
        "tel:",
        "fax",
        "@",
        "提出期限",
        "回答期限",
        "締切",
        "〆切",
        "返送",
        "返信",
        "送付先",
        "提出先",
        "ありがとう",
        "ご協力",
        "相違ありません",
        "相違ない",
        "誓約",
        "配点",
        "加点",
        "必須項目",
        "必須です",
        "変更があった場合",
    ];
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    folded.trim_start_matches(['※', '(']).starts_with("参考")
        || has(&["本市の", "本市が", "本市は", "当市の", "当市が", "本町の"])
        || has(&["ください", "下さい", "願います", "お願い", "すること。"])
            && !has(&["ご承知", "ご了承", "ご理解", "ご容赦"])
            && !is_widening(folded)
        || has(&OTHER)
        || folded.contains("場合") && has(&["契約", "報告", "連絡し", "協議", "相談", "通知", "回答"])
}

/// 「予定も「はい」としてください」.
fn is_widening(folded: &str) -> bool {
    let later = PLANNED.iter().chain(&NEXT_YEARS).chain(&LATER).any(|word| folded.contains(word));
    later
        && ["「はい」と", "「はい」を", "「はい」に", "○とし", "○として", "も○", "も「はい", "も含め"]
            .iter()
            .any(|word| folded.contains(word))
}

/// A sentence of those who made the form.
pub(super) fn is_voice_of_form(folded: &str) -> bool {
    const THEIRS: [&str; 25] = [
        "貴社の",
        "貴社が",
        "貴社で",
        "貴社に",
        "御社の",
        "御社が",
        "貴団体",
        "受託者は",
        "受注者は",
        "事業者は",
        "乙は",
        "甲は",
        "調査票",
        "様式",
        "設問",
        "チェックシート",
        "の欄",
        "欄は",
        "選択肢",
        "凡例",
        "本調査",
        "場合",
        "本市",
        "当市",
        "△",
    ];
    THEIRS.iter().any(|word| folded.contains(word))
}

/// 「…調査票」, 「…について」: what a sheet is called; what stands in brackets behind it is looked at for itself.
pub(super) fn is_title(folded: &str) -> bool {
    let ends = [
        "票",
        "シート",
        "書",
        "リスト",
        "調査",
        "一覧",
        "一覧表",
        "について",
        "資料",
        "様式",
        "アンケート",
        "御中",
        "殿",
        "様",
        "名",
        "会社",
        "部",
        "課",
        "係",
    ];
    let bare = folded.split(['(', '【', '[', '<']).next().unwrap_or_default();
    !bare.is_empty()
        && !is_signed(folded)
        && ends.iter().any(|end| bare.ends_with(end))
        && !LIMITING.any(folded.get(bare.len()..).unwrap_or_default())
}
