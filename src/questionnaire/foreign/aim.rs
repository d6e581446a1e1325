//! Questions that ask for something else than what is done now: what is to come, could be done or is thought, or a value to be named.

use super::tenor;
use crate::questionnaire::word_list::{Searched, WordList};
use std::sync::LazyLock;

/// Why neither 「はい」 nor 「いいえ」 says what is done now, if so: the question asks what is to come, what could be done, or what is
/// thought. The text is folded.
pub(super) fn says_nothing(question: &str) -> Option<&'static str> {
    let text = question.replace('\u{1}', "");
    let searched = Searched::new(&text);
    let any = |list: &WordList| searched.any(list);
    let end = text.trim_end_matches(['。', '?', ')', '」', '.']);
    let asks = |ends: &[&str]| ends.iter().any(|ending| end.ends_with(ending));
    let later = ["今後", "将来", "来年度", "次年度", "翌年度", "これから"].iter().any(|word| text.contains(word));
    let to_do =
        asks(&["しますか", "するか", "行いますか", "行うか", "りますか", "けますか", "めますか", "える", "する"]);
    if any(&INTENDED) || (later && to_do) {
        return Some("これからのことを問う設問で、「はい」でも今行っているとは言えません");
    }
    if any(&POSSIBLE) && !any(&CALLED_FOR) {
        return Some("できるかどうかを問う設問で、「はい」でも行っているとは言えません");
    }
    if any(&PLANS_TOO) || tenor::is_in_part(&text) || either_to_come(&text) {
        return Some("予定や一部だけでも「はい」になる設問で、「はい」でも行っているとは言えません");
    }
    any(&THOUGHT).then_some("考えを問う設問で、「はい」でも行っているとは言えません")
}

/// Whether one of two things asked is still to come: 「検討又は実施していますか」, 「整備している、または整備する予定がある」.
fn either_to_come(text: &str) -> bool {
    const COMING: [&str; 4] = ["予定", "検討", "計画", "準備"];
    ["又は", "または", "もしくは", "若しくは", "あるいは"].iter().filter_map(|joint| text.split_once(joint)).any(
        |(before, after)| {
            let before = before.trim_end_matches(['中', '、', ',']);
            let planned =
                ["する予定", "予定があ", "を予定", "を検討", "検討し", "検討中", "計画し", "計画中", "準備中"];
            COMING.iter().any(|word| before.ends_with(word)) || planned.iter().any(|word| after.contains(word))
        },
    )
}

/// Whether the question wants something named, so that 「はい」 says nothing.
pub(super) fn wants_a_value(question: &str) -> bool {
    let text = question.replace('\u{1}', "");
    NAMED.any(&text)
        || (text.is_ascii()
            && [
                "what", "which", "where", "who", "when", "how", "describe", "list", "provide", "please", "specify",
                "state",
            ]
            .iter()
            .any(|word| text.starts_with(word)))
        || ["氏名", "名称", "住所", "所在地", "電話番号", "会社名", "連絡先", "担当者名"]
            .iter()
            .any(|word| text.ends_with(word))
}

/// What may be planned as well.
static PLANS_TOO: LazyLock<WordList> = LazyLock::new(|| {
    let coming = ["予定", "計画", "検討中", "検討", "計画中", "準備中"];
    let too = ["を含む", "も含む", "を含みます", "も含みます", "を含めて", "も含めて", "含む", "でも可", "も可"];
    WordList::new(coming.iter().flat_map(|coming| too.iter().map(move |too| format!("{coming}{too}"))))
});

/// What is meant to be done.
static INTENDED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定ですか",
        "予定か",
        "予定していますか",
        "予定しているか",
        "予定はありますか",
        "予定がありますか",
        "予定はあるか",
        "予定があるか",
        "予定である",
        "予定の有無",
        "検討していますか",
        "検討しているか",
        "検討中ですか",
        "検討中か",
        "検討されていますか",
        "検討しますか",
        "検討していただけ",
        "検討いただけ",
        "検討してもら",
        "検討の有無",
        "計画していますか",
        "計画しているか",
        "計画されていますか",
        "計画はありますか",
        "計画がありますか",
        "doyouplan",
        "areyouplanning",
        "planto",
        "doyouintend",
        "willyou",
    ])
});

/// What could be done.
static POSSIBLE: LazyLock<WordList> = LazyLock::new(|| {
    let made = ["追加", "導入", "対応", "実施", "整備", "設定", "暗号化", "適用", "構築", "策定"];
    let able = ["はできますか", "ができますか", "は可能", "が可能"];
    let said = made.iter().flat_map(|noun| able.iter().map(move |able| format!("{noun}{able}")));
    let others = [
        "することは可能",
        "することが可能",
        "することはでき",
        "することができ",
        "ことは可能ですか",
        "対応は可能ですか",
        "対応可能ですか",
        "導入は可能ですか",
        "実施は可能ですか",
        "couldyou",
        "isitpossible",
    ];
    WordList::new(said.chain(others.map(str::to_owned)))
});

/// What a client calls for: there being able is what is asked.
static CALLED_FOR: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "応じ",
        "提出",
        "返却",
        "開示",
        "提供",
        "連絡",
        "報告",
        "選択",
        "指定",
        "閲覧",
        "出力",
        "復旧",
        "復元",
        "検知",
        "遮断",
        "追跡",
        "立入",
        "立ち入",
        "監査",
        "ログイン",
        "アクセス",
        "要求",
        "依頼",
        "求め",
        "制限",
        "特定",
        "確認",
        "変更",
        "取得",
        "利用",
        "防",
        "を識別",
        "者を",
        "者のみ",
    ])
});

/// What is thought.
static THOUGHT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "と思いますか",
        "とお考えですか",
        "と考えますか",
        "と考えていますか",
        "と感じますか",
        "と認識していますか",
        "必要ですか",
        "必要があると思",
        "関心がありますか",
        "関心はありますか",
        "doyouthink",
        "doyoubelieve",
    ])
});

/// What is to be written down.
static NAMED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "ご記入ください",
        "記入してください",
        "記載してください",
        "ご記載ください",
        "書いてください",
        "ご教示",
        "教えてください",
        "お答えください",
        "列挙",
        "何時間",
        "何日",
        "何年",
        "何回",
        "何名",
        "どの",
        "どこ",
        "いつ",
        "誰",
        "いくつ",
        "どのよう",
        "記述してください",
        "ご回答ください",
    ])
});
