//! Whether a text speaks of the answers as a whole.

use super::form_text::is_of_the_form;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::WordList;
use crate::questionnaire::{date, when};
use jiff::Span;
use jiff::civil::Date;
use std::sync::LazyLock;

/// Whether a text begins as notes do.
pub(super) fn is_signed(folded: &str) -> bool {
    const SIGNS: [&str; 22] = [
        "※",
        "*",
        "注",
        "(注",
        "[注",
        "【注",
        "<注",
        "備考",
        "【備考",
        "(備考",
        "補足",
        "【補足",
        "(補足",
        "なお",
        "ただし",
        "但し",
        "特記",
        "<特記",
        "【特記",
        "note",
        "←",
        "尚",
    ];
    SIGNS.iter().any(|sign| folded.starts_with(sign))
}

/// Whether a text speaks of the answers as a whole, or of whose and when they are. The text is folded.
pub(in crate::questionnaire) fn is_for_all(folded: &str) -> bool {
    ABOUT.any(folded) || folded.trim_start_matches(|c: char| "※*・(【注:)".contains(c)).starts_with("以上")
}

static ABOUT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "本回答",
        "の結果です",
        "の姿です",
        "の姿を",
        "構想を含",
        "予定を含",
        "予定も含",
        "回答案",
        "を転記",
        "から転記",
        "より転記",
        "転記したもの",
        "appliesto",
        "applyto",
        "answersbelow",
        "answersgiven",
        "responsesbelow",
        "内容は変",
        "内容が変",
        "のため内容",
        "responsesabove",
        "answersabove",
        "回答してい",
        "回答しました",
        "回答したもの",
        "記入した",
        "記入しました",
        "本調査票に",
        "本調査票は",
        "本チェック",
        "の想定",
        "時の見込",
        "の見込",
        "回答は",
        "回答内容",
        "回答の内容",
        "この回答",
        "各回答",
        "上記",
        "上表",
        "上の表",
        "以下は",
        "以下の回答",
        "以下の内容",
        "下記は",
        "下記の回答",
        "下記の内容",
        "下表",
        "本票は",
        "本票の",
        "本表は",
        "本表の",
        "本シートは",
        "本シートの",
        "本書は",
        "本書の",
        "本資料は",
        "本調書は",
        "記載内容",
        "記載した",
        "記載して",
        "記載は",
        "を記載",
        "記入対象",
        "回答対象",
        "対象:",
        "対象範囲",
        "対象システム",
        "対象拠点",
        "対象は",
        "回答範囲",
        "「はい」",
        "「○」",
        "「有」",
        "「実施",
        "「対応",
        "○は",
        "○に",
        "○印",
        "「yes」",
        "の状況",
        "における状況",
        "の状態",
        "時点",
        "基準日",
        "各項目",
        "全項目",
        "すべての項目",
        "全ての項目",
        "全設問",
        "すべての設問",
        "全ての設問",
        "特記事項",
        "の回答",
        "のもの",
        "thisresponse",
        "theseresponses",
        "theseanswers",
        "allanswers",
        "allresponses",
        "answersare",
        "answersrefer",
        "answersdescribe",
        "responsesare",
        "responsesreflect",
        "answersreflect",
        "theabove",
        "allitems",
        "thisdocument",
        "thissheetdescribe",
    ])
});

/// Whether a text begins as one on all answers does, 「・本回答は…」.
fn has_answers_for_subject(folded: &str) -> bool {
    const SUBJECTS: [&str; 11] = [
        "本回答は",
        "この回答は",
        "これらの回答は",
        "上記の回答は",
        "上記回答は",
        "以上の回答は",
        "各回答は",
        "全ての回答は",
        "すべての回答は",
        "記載内容は",
        "回答内容は",
    ];
    let text = folded.trim_start_matches(|c: char| "※*・(【注:".contains(c));
    SUBJECTS.iter().any(|subject| text.starts_with(subject))
}

/// What is said of the answers, whatever they are called: 「本回答書の「○」は、」, 「回答はすべて」. Those who made the form speak of them, too.
fn said_of_the_answers(folded: &str) -> Option<&str> {
    const WHICH: [&str; 14] = [
        "本書の",
        "本書に記載の",
        "本票の",
        "本シートの",
        "本表の",
        "これらの",
        "上記の",
        "以上の",
        "下記の",
        "全ての",
        "すべての",
        "今回の",
        "この",
        "本",
    ];
    const ANSWERS: [&str; 14] = [
        "回答書",
        "回答内容",
        "回答結果",
        "回答",
        "記載内容",
        "記載事項",
        "記入内容",
        "記入事項",
        "記載",
        "内容",
        "答え",
        "「○」",
        "「はい」",
        "○",
    ];
    const OF: [&str; 6] = ["の内容", "の記載", "の「○」", "の「はい」", "の○", "欄の「○」"];
    const TOPICS: [&str; 6] = ["につきましては", "については", "に関しては", "には", "は", "も"];
    let text = folded.trim_start_matches(|c: char| "※*・(【注:■".contains(c));
    let text = text.strip_prefix("なお").unwrap_or(text).trim_start_matches('、');
    let which = WHICH.iter().find_map(|which| text.strip_prefix(which));
    let (named, text) = (which.is_some(), which.unwrap_or(text));
    // 「内容は…」 alone may be that of anything.
    let answers = ANSWERS.iter().filter(|word| named || !["内容", "記載", "○"].contains(word));
    let text = answers.filter_map(|word| text.strip_prefix(word)).next()?;
    let text = OF.iter().find_map(|of| text.strip_prefix(of)).unwrap_or(text);
    TOPICS.iter().find_map(|topic| text.strip_prefix(topic))
}

/// Whether a sentence says outright that the answers rest on something that is not so now, or not settled.
fn rests_on_something(said: &str) -> bool {
    const PREMISES: [&str; 13] = [
        "を前提",
        "が前提",
        "前提とし",
        "前提です",
        "オプション",
        "有償",
        "別契約",
        "次期",
        "新システム",
        "計画であ",
        "計画です",
        "デモ環境",
        "保証するもの",
    ];
    // 「評価の対象とします」 tells what becomes of them.
    const FORM: [&str; 9] =
        ["評価の対象", "審査の対象", "採点の対象", "公表の対象", "開示の対象", "契約の一部", "仕様書", "貴社", "場合"];
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    !has(&FORM) && (has(&PREMISES) || limits(said))
}

/// Whether a text says of all answers that they are not of what is done now, by the vendor, everywhere: 「本回答は上位プランの場合のものです」.
pub(in crate::questionnaire) fn speaks_of_the_answers(text: &str, on: Date) -> bool {
    text.split(['。', '\n']).any(|piece| {
        let folded = fold(piece);
        let said = || said_of_the_answers(&folded);
        !is_of_the_form(&folded)
            && (has_answers_for_subject(&folded) && (limits(&folded) || is_doubtful_statement(&folded))
                || said().is_some_and(rests_on_something)
                || said().is_some() && is_of_another_day(piece, on))
    })
}

/// 「令和9年6月時点の対応です」, 「令和5年度の状況です」: the answers are of a day to come, or of a year before the last one.
pub(in crate::questionnaire) fn is_of_another_day(text: &str, on: Date) -> bool {
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let day = date::find(text);
    let ahead = day.is_some_and(|day| day > on);
    let old = match day {
        Some(day) => day < on.first_of_month().saturating_sub(Span::new().months(14)),
        None => when::year_of(&folded).is_some_and(|year| year.saturating_add(1) < on.year()),
    };
    ahead && has(&["時点", "現在", "基準日", "の状況", "稼働"])
        || old
            && has(&[
                "時点の",
                "の状況です",
                "の結果です",
                "の回答です",
                "の内容です",
                "時点です",
                "現在のもの",
                "現在の回答",
            ])
}

/// A statement on the answers, 「本回答は…」, that is none of those which every form ends with.
pub(super) fn is_doubtful_statement(folded: &str) -> bool {
    const PLAIN: [&str; 26] = [
        "とおり",
        "通り",
        "相違",
        "現在",
        "時点",
        "作成",
        "確認",
        "承認",
        "全社",
        "全て",
        "すべて",
        "全事業所",
        "全拠点",
        "に基づ",
        "提出",
        "正確",
        "事実",
        "最新",
        "当社の",
        "弊社の",
        "正しい",
        "目的",
        "使用",
        "利用",
        "公開",
        "秘密",
    ];
    has_answers_for_subject(folded) && !PLAIN.iter().any(|word| folded.contains(word))
}
