//! The leave of whoever gives the work was asked about, and somebody of the respondent's own gave it: 「当社の部長が承認」. Texts are folded.

use crate::questionnaire::backing::is_hiragana;
use crate::questionnaire::role::Role;
use crate::questionnaire::vocabulary::RemarkWords;

/// Deeds of leave.
const LEAVE: [&str; 9] = ["承認", "承諾", "許可", "許諾", "同意", "了承", "了解", "決裁", "稟議"];

/// Who gave leave in the place of who was asked about, as a sentence for readers.
pub(super) fn of_another(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let wanted = LEAVE.iter().any(|deed| {
        asked.match_indices(deed).any(|(at, _)| {
            let whose = asked.get(..at).and_then(|before| {
                ["の", "から", "による", "が", "に"].iter().find_map(|joint| before.strip_suffix(joint))
            });
            whose.is_some_and(is_client)
        })
    });
    if !wanted || CLIENTS.iter().chain(&NAMED).any(|client| text.contains(client)) {
        return None;
    }
    let clauses = text.split(['。', '、', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let who = clauses.into_iter().find_map(|clause| {
        let (deed, before) = LEAVE.iter().find_map(|deed| Some((deed, clause.split_once(deed)?.0)))?;
        let doer = Role::Doer.named(words, clause).first().map(|doer| (*doer).to_owned());
        let own = ["社内", "自社", "当社", "弊社", "内部"].iter().find(|own| before.contains(**own));
        // 「上長の承認」, 「社長決裁」
        let holder = before.trim_end_matches(['の', 'で', 'を']).rsplit(is_hiragana).next().unwrap_or_default();
        let holder = || (words.doers.ends(holder) || holder.ends_with('会')).then(|| holder.to_owned());
        let inner = ["稟議", "決裁"].contains(deed).then(|| (*deed).to_owned());
        doer.or_else(|| own.map(|own| (*own).to_owned())).or_else(holder).or(inner).map(|who| format!("{who}…{deed}"))
    })?;
    Some(format!("「{who}」とあり、設問が求める相手の承認を得ているとは述べていません"))
}

/// Who gives the work.
const CLIENTS: [&str; 10] = ["委託元", "委託者", "発注", "貴", "お客", "顧客", "契約先", "自治体", "役所", "役場"];
/// The same where they are named by what they are.
const NAMED: [&str; 9] = ["市の", "町の", "村の", "県の", "区の", "市長", "町長", "甲の", "庁の"];

fn is_client(noun: &str) -> bool {
    [
        "委託元",
        "委託者",
        "発注者",
        "発注元",
        "顧客",
        "お客様",
        "契約先",
        "市",
        "町",
        "村",
        "県",
        "区",
        "庁",
        "自治体",
        "甲",
    ]
    .iter()
    .any(|client| noun.ends_with(client))
}
