//! Whether a text speaks of the answers as a whole.

use super::form_text::is_of_the_form;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::word_list::WordList;
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

/// Whether a sentence of a sheet without questions takes something away from all answers of the others: 「本回答は上位プランの場合のものです」.
pub(in crate::questionnaire) fn speaks_of_the_answers(folded: &str) -> bool {
    has_answers_for_subject(folded) && !is_of_the_form(folded) && (limits(folded) || is_doubtful_statement(folded))
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
