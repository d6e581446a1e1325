//! What may be good or bad in itself, as 再委託 is, and the rules under which it is done.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// Whether what may be good or bad in itself is done under rules. What the rules are made of, 「管理」 or 「記録」, may also be what the
/// device is used for: 「USBメモリで個人情報を管理」.
pub(super) fn is_under_rules(text: &str) -> bool {
    if UNDER_RULES.any(text) || BY_RULES.any(text) {
        return true;
    }
    // 「第三者による監査を定期的に受けていますか」: who looks from outside is handed nothing.
    let looked_at = text.split_once("第三者による").is_some_and(|(_, after)| {
        after.contains("受け")
            && ["監査", "診断", "評価", "認証", "審査", "検査"].iter().any(|look| after.contains(look))
    });
    if looked_at && text.matches("第三者").count() == 1 {
        return true;
    }
    let Some(handed) = HANDED_ON.first(text) else { return false };
    let after = text.split_once(handed).map(|(_, after)| after).unwrap_or_default();
    // 「私物端末に業務記録を」, 「USBで」: the device is the means, not what is ruled.
    let person = ["再委託", "再々委託", "外部委託", "第三者"].iter().any(|who| handed.starts_with(who));
    let means = after.replace("への", "の").replace("での", "の").replace("との", "の");
    let means = means
        .chars()
        .find(|c| "をでにへはが".contains(*c))
        .is_some_and(|c| c == 'で' || (!person && "にへ".contains(c)));
    // 「可搬媒体の管理」 names the rule itself.
    let named = text.trim_end_matches(['。', '?', ')']);
    let named = ["の記録", "の管理", "の監視", "の教育"].iter().any(|rule| named.ends_with(rule));
    !means && (named || RULING.any(text))
}

/// What may be good or bad in itself.
pub(super) static HANDED_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "再委託",
        "再々委託",
        "外部委託",
        "第三者に",
        "第三者へ",
        "第三者提供",
        "subcontract",
        "sub-contract",
        "subprocessor",
        "thirdpart",
        "二次利用",
        "私物",
        "私用",
        "個人メール",
        "個人のメール",
        "フリーメール",
        "私的",
        "個人の",
        "個人所有",
        "共有id",
        "アカウントを共有",
        "idを共有",
        "顧客とサーバを共有",
        "と共有",
        "広告",
        "自社の目的",
        "自社目的",
        "無料の",
        "無償の",
        "フリーの",
        "usb",
        "可搬媒体",
        "外部記憶媒体",
        "外部媒体",
        "テレワークで",
        "在宅で",
        "自宅",
        "予告なく",
        "sell",
        "sharedaccount",
        "sharecustomer",
        "sharepersonal",
        "sharedata",
        "sharepassword",
        "shareaccount",
        "shareadmin",
        "sharecred",
        "sharelogin",
        "shareuser",
        "shareid",
        "trainai",
        "totrain",
        "fortraining",
        "trainingof",
        "personaldevice",
        "opensource",
        "retaindata",
        "aftertermination",
        "removablemedia",
        "byod",
        "学習に",
        "持ち出",
        "持出",
        "目的外",
        "共有アカウント",
        "共用",
    ])
});

/// The rules under which it is done.
static UNDER_RULES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "承認",
        "承諾",
        "了承",
        "同意",
        "許可",
        "許諾",
        "監督",
        "報告",
        "確認し",
        "義務",
        "制限",
        "手順",
        "手続を定め",
        "手続きを定め",
        "手続を設け",
        "手続に従",
        "規程",
        "同等",
        "台帳",
        "管理簿",
        "ルール",
        "基準",
        "誓約",
        "暗号化",
        "選定",
        "施錠",
        "無効化",
        "遮断",
        "時の連絡先",
        "名簿の提出を受け",
        "通知してい",
        "診断を受け",
        "監査を受け",
        "審査を受け",
        "approval",
        "consent",
        "agreement",
        "contract",
    ])
});

/// What is done by rules.
static BY_RULES: LazyLock<WordList> = LazyLock::new(|| {
    let rules = ["契約", "規定", "管理", "教育"];
    let by = ["に基づ", "の上で", "の上、", "に従", "に定め", "により定", "で定め", "に明記", "の範囲"];
    WordList::new(rules.iter().flat_map(|rule| by.iter().map(move |by| format!("{rule}{by}"))))
});

/// What rules it, as what is done.
static RULING: LazyLock<WordList> = LazyLock::new(|| {
    let ruled = ["記録", "管理", "監視", "教育", "規定", "契約"];
    let done = ["し", "され", "を行", "を実施", "を取", "を残", "を締結", "を結", "を受け", "を定め"];
    WordList::new(ruled.iter().flat_map(|rule| done.iter().map(move |done| format!("{rule}{done}"))))
});
