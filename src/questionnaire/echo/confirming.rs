//! Clauses that confirm by denying or by limiting: 「共有IDは使っておりません」 where each has an id of their own, 「担当者2名のみが管理」 where few should know
//! it, 「市の指示がある場合を除き禁止」 where it is asked whether it is forbidden. Each must be the whole clause.

use super::super::backing::is_hiragana;
use super::super::vocabulary::fold;

/// Whether a clause says no more than what the question wants, though its words deny or limit. `asked` is folded.
pub(super) fn confirms(asked: &str, clause: &str) -> bool {
    let folded = fold(clause);
    let bare = folded.trim_matches(['、', '。', ',', '(', ')', '\u{1}']);
    !bare.is_empty()
        && (shares_no_account(asked, bare)
            || hands_nothing_on(asked, bare)
            || denies_the_deed(asked, bare)
            || is_held_by_few(asked, bare)
            || lets_few_in(asked, bare)
            || is_by_leave(asked, bare))
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What is left of a text before the first of these ends that it has.
fn before<'a>(text: &'a str, ends: &[&str]) -> Option<&'a str> {
    ends.iter().find_map(|end| text.strip_suffix(end))
}

const NOT_DONE: [&str; 12] = [
    "使っておりません",
    "使っていません",
    "使いません",
    "使用しておりません",
    "使用していません",
    "使用しません",
    "利用しておりません",
    "利用していません",
    "利用しません",
    "発行していません",
    "ありません",
    "ございません",
];

/// 「共有IDは使っておりません」, where everybody should have their own or sharing is to be forbidden.
fn shares_no_account(asked: &str, clause: &str) -> bool {
    const EACH: [&str; 11] = [
        "個人ごと",
        "利用者ごと",
        "利用者毎",
        "個人単位",
        "一人ひとり",
        "一人一人",
        "ユーザごと",
        "ユーザーごと",
        "担当者ごと",
        "個別のid",
        "個別のアカウント",
    ];
    const SHARED: [&str; 6] = ["共有id", "共用id", "共通id", "共有アカウント", "共用アカウント", "共通アカウント"];
    const SHARING: [&str; 4] = ["共有はしていません", "共有はしておりません", "共有していません", "共有しておりません"];
    let forbids = has(asked, &["禁止し", "禁じ"]);
    let own = has(asked, &EACH) && has(asked, &["id", "アカウント"]) || forbids && has(asked, &SHARED);
    let unused = before(clause, &NOT_DONE)
        .and_then(|name| before(name, &["の使用は", "の利用は", "は"]))
        .is_some_and(|name| SHARED.contains(&name));
    own && (unused || forbids && SHARING.contains(&clause))
}

/// 「再委託の予定はありません」, where it is asked whether leave is sought before.
fn hands_nothing_on(asked: &str, clause: &str) -> bool {
    const LEAVE: [&str; 6] = ["承認", "承諾", "許可", "同意", "協議", "許諾"];
    const WHERE: [&str; 7] =
        ["なお、", "本業務においては", "本業務では", "本業務の", "本業務において", "本業務で", "現在"];
    const NOT: [&str; 16] = [
        "再委託の予定はありません",
        "再委託の予定はございません",
        "再委託する予定はありません",
        "再委託を行う予定はありません",
        "再委託を行う予定はございません",
        "再委託は予定していません",
        "再委託は予定しておりません",
        "再委託は行いません",
        "再委託は行っていません",
        "再委託は行っておりません",
        "再委託はしません",
        "再委託はしていません",
        "再委託はしておりません",
        "再委託はいたしません",
        "再委託はありません",
        "再委託はございません",
    ];
    const OURSELVES: [&str; 8] = [
        "すべて自社で行います",
        "すべて自社で行っています",
        "すべて自社で実施します",
        "すべて自社で実施しています",
        "全て自社で行います",
        "全て自社で行っています",
        "全て自社で実施します",
        "全て自社で実施しています",
    ];
    let when = [
        "再委託を行う場合",
        "再委託する場合",
        "再委託を行う際",
        "再委託する際",
        "再委託の際",
        "再委託の場合",
        "再委託を行うとき",
    ];
    let said = WHERE.iter().find_map(|place| clause.strip_prefix(place)).unwrap_or(clause);
    // 「得ていますか」 asks what has been done.
    let end = asked.trim_end_matches(['。', '?']);
    let done = end.ends_with("ていますか") && !end.ends_with("こととしていますか");
    !done && has(asked, &when) && has(asked, &LEAVE) && (NOT.contains(&said) || OURSELVES.contains(&said))
}

/// 「市の許可なく提供することはありません」 to 「市の許可なく第三者に提供しないこと」: what should not be done is not done. Whatever else the clause names must
/// be named in the question.
fn denies_the_deed(asked: &str, clause: &str) -> bool {
    const NOT: [&str; 11] = [
        "することはありません",
        "することはございません",
        "はしていません",
        "はしておりません",
        "していません",
        "しておりません",
        "はありません",
        "はございません",
        "はしません",
        "いたしません",
        "しません",
    ];
    const JOINTS: [&str; 14] =
        ["の", "を", "に", "へ", "が", "も", "と", "で", "から", "への", "での", "からの", "なく", "には"];
    let Some(said) = before(clause, &NOT) else { return false };
    let deed = said.rsplit(is_hiragana).next().unwrap_or_default();
    if deed.chars().count() < 2 || ["禁止", "制限", "規定"].contains(&deed) || !unwanted(asked, deed) {
        return false;
    }
    let rest = said.strip_suffix(deed).unwrap_or_default();
    // 「従業員には」 may be set against others that were asked about, too.
    let several = has(asked, &["及び", "又は", "または", "並びに", "・", "や", "、"]);
    let joints = rest.split(|c| !is_hiragana(c)).filter(|joint| !joint.is_empty());
    let names = rest.split(is_hiragana).filter(|name| !name.is_empty());
    (!several || !rest.contains('は'))
        && joints.into_iter().all(|joint| JOINTS.contains(&joint))
        && names.into_iter().all(|name| asked.contains(name))
}

/// Whether the question wants this not to be done: 「提供しないこと」, 「持出しを禁止していますか」.
fn unwanted(asked: &str, deed: &str) -> bool {
    ["しないこと", "することを禁止し", "を禁止していますか", "を禁止しているか", "を禁止していること"]
        .iter()
        .any(|sign| asked.contains(&format!("{deed}{sign}")))
}

/// Persons by whom or to whom it is limited.
const ONES: [&str; 7] = ["者", "名", "員", "人", "担当", "部長", "課長"];

/// 「担当者2名のみが管理」, 「投稿権限は3名に限定」, where few should have it.
fn is_held_by_few(asked: &str, clause: &str) -> bool {
    const THINGS: [&str; 8] = ["パスワード", "特権", "権限", "アカウント", "鍵", "管理者id", "最小限", "必要な者"];
    const WANTED: [&str; 6] = ["管理", "限っ", "限定", "最小", "最少", "制限"];
    const ELSE: [&str; 18] = [
        "見直",
        "棚卸",
        "変更",
        "記録",
        "削除",
        "ログ",
        "教育",
        "監視",
        "暗号",
        "要素",
        "全て",
        "すべて",
        "全員",
        "定期",
        "桁",
        "台帳",
        "失効",
        "文字",
    ];
    const HELD: [&str; 14] = [
        "管理",
        "管理しています",
        "管理しております",
        "管理する",
        "把握",
        "把握しています",
        "保有",
        "保有しています",
        "保持",
        "保持しています",
        "所持",
        "知っています",
        "使用できます",
        "利用できます",
    ];
    const LIMITED: [&str; 5] = ["に限定", "に限定しています", "に限定しております", "に限定している", "のみ"];
    if !has(asked, &THINGS) && !has(asked, &["入室者"]) || !has(asked, &WANTED) || has(asked, &ELSE) {
        return false;
    }
    let (topic, said) = clause.split_once('は').unwrap_or(("", clause));
    let held = ["のみが", "だけが"]
        .iter()
        .find_map(|sign| said.split_once(sign))
        .is_some_and(|(who, deed)| are_persons(who) && HELD.contains(&deed));
    let limited = topic.ends_with("権限") && before(said, &LIMITED).is_some_and(are_persons);
    let of_it = topic.is_empty() || asked.contains(topic);
    // 「従事者4名のみアクセス可」, 「管理者2名のみに付与しています」
    let let_in = |signs: &[&str]| before(said, signs).is_some_and(are_persons) && topic.is_empty();
    let access = asked.contains("アクセス")
        && asked.contains("制限")
        && let_in(&["のみアクセス可", "のみアクセス可能", "のみがアクセス可能", "のみアクセスできます"]);
    let given = has(asked, &["最小限", "必要な者"])
        && asked.contains("付与")
        && let_in(&["のみに付与", "のみに付与しています", "のみに付与しております", "だけに付与しています"]);
    access || given || held && of_it && has(asked, &["パスワード", "特権", "権限", "アカウント", "鍵"]) || limited
}

/// 「パスワードマネージャーで担当者2名」, and no time or place at which it is so.
fn are_persons(who: &str) -> bool {
    let who = who.split_once('で').map_or(who, |(_, who)| who);
    ONES.iter().any(|one| who.ends_with(one)) && who.chars().count() <= 16 && !has(who, &["以外", "時", "全", "場合"])
}

/// 「カードキーで入室者を限定」, where it is asked about rooms.
fn lets_few_in(asked: &str, clause: &str) -> bool {
    const ROOMS: [&str; 8] = ["区域", "入退室", "入室", "入館", "立入", "立ち入", "サーバ室", "執務室"];
    const WHO: [&str; 9] =
        ["入室者", "入退室者", "立入者", "入館者", "入室", "入退室", "立ち入り", "入室できる者", "入室可能な者"];
    const ENDS: [&str; 10] = [
        "を限定しています",
        "を限定しております",
        "を限定している",
        "を限定します",
        "を限定",
        "を制限しています",
        "を制限しております",
        "を制限している",
        "を制限します",
        "を制限",
    ];
    const MEANS: [&str; 7] = ["カード", "キー", "認証", "錠", "鍵", "暗証番号", "入退室管理システム"];
    let Some(said) = before(clause, &ENDS) else { return false };
    let who = match ["により", "で"].iter().find_map(|sign| said.split_once(sign)) {
        Some((means, who)) if MEANS.iter().any(|end| means.ends_with(end)) && !means.contains('は') => who,
        _ => said,
    };
    has(asked, &ROOMS) && !asked.contains("記録") && WHO.contains(&who)
}

/// 「市の指示がある場合を除き禁止しています」, 「法令に基づく場合を除き、」, where it should not be done.
fn is_by_leave(asked: &str, clause: &str) -> bool {
    const WHOSE: [&str; 8] = ["貴市", "本市", "市", "発注者", "委託者", "貴団体", "委託元", "貴庁"];
    const FORMS: [&str; 5] = ["の書面による", "の事前の", "の書面での", "からの", "の"];
    const LEAVE: [&str; 6] = ["指示", "承認", "許可", "承諾", "同意", "許諾"];
    const GIVEN: [&str; 6] = ["がある", "のある", "を得た", "を受けた", "をいただいた", "があった"];
    const BY_LAW: [&str; 3] = ["法令に基づく", "法令に定めのある", "法令に定めがある"];
    const FORBIDDEN: [&str; 7] =
        ["", "禁止", "禁止しています", "禁止しております", "禁止している", "原則禁止", "禁止です"];
    if !has(asked, &["禁止し", "禁じ", "制限し", "しないこと"]) {
        return false;
    }
    let Some((case, done)) = clause.split_once("場合を除き") else { return false };
    let by_leave = WHOSE
        .iter()
        .filter_map(|whose| case.strip_prefix(whose))
        .flat_map(|rest| FORMS.iter().filter_map(move |form| rest.strip_prefix(form)))
        .flat_map(|rest| LEAVE.iter().filter_map(move |leave| rest.strip_prefix(leave)))
        .any(|given| GIVEN.contains(&given));
    (by_leave || BY_LAW.contains(&case)) && FORBIDDEN.contains(&done.trim_start_matches('、'))
}
