//! What the words over a column say about it: its role by its name, whose it is, and whether the name limits or turns what stands below.

mod answer_name;
mod beside_name;
mod limits;
mod mark_sense;
mod name;
mod other_name;
mod party;
mod question_name;
mod reviewer_name;

use name::Name;

pub(super) use answer_name::is_year;
pub(super) use limits::{limits_questions, says_more};
pub(super) use mark_sense::{asks_to_choose, departs, offers_words, only_applies, turns};
pub(super) use party::{is_other_party, is_vendor_alone};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Id,
    Category,
    /// With how sure the header is: 3 says it outright, 1 only may.
    Question(u8),
    /// Likewise.
    Answer(u8),
    Remark,
    Evidence,
    Guidance,
    LastYear,
    Reviewer,
    Other,
}

impl Role {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Id => "番号",
            Self::Category => "分類",
            Self::Question(_) => "設問",
            Self::Answer(_) => "回答",
            Self::Remark => "補足",
            Self::Evidence => "根拠資料",
            Self::Guidance => "記入の手引き・例",
            Self::LastYear => "以前の年の回答",
            Self::Reviewer => "審査する側の欄",
            Self::Other => "その他",
        }
    }
}

/// The role that a header names, if it is one. The text is folded. The order is the rule: 「前年度の回答」 is last year's before it is an
/// answer, 「回答の理由」 a remark.
pub(super) fn role_of(folded: &str) -> Option<Role> {
    let text = folded.replace('\u{1}', "");
    let bare = text.split(['(', '[', '【', '<', '※', ':']).next().unwrap_or_default();
    let bare = if bare.is_empty() { text.as_str() } else { bare };
    let length = bare.chars().count();
    let limit = if text.is_ascii() { 45 } else { 24 };
    let asks = !text.is_ascii() && length > 8 && bare.ends_with(['か', '?', 'い', 'す']);
    if length == 0 || length > limit || text.chars().count() > 120 || asks {
        return None;
    }
    let bare = bare.trim_end_matches(['?', '.', '*']);
    // 「点検の内容」 and 「遵守すべき事項」 are 「点検内容」 and 「遵守事項」.
    let core = bare.replace("の", "").replace("すべき", "");
    // Most names are their own core: it is not looked through again.
    let core = if core == bare { "" } else { &core };
    let name = Name::new(&text, bare, core, length);
    if name.is_of_earlier_years() {
        return Some(Role::LastYear);
    }
    if name.is_of_wishes() {
        return Some(Role::Other);
    }
    if name.is_of_the_sheet() {
        return None;
    }
    if name.is_id() {
        return Some(Role::Id);
    }
    if is_year(bare) {
        return Some(Role::Answer(1));
    }
    name.vendor_answer()
        .or_else(|| name.explains_questions().then_some(Role::Guidance))
        .or_else(|| name.question())
        .or_else(|| name.is_reviewers().then_some(Role::Reviewer))
        .or_else(|| name.guidance())
        .or_else(|| name.is_remark().then_some(Role::Remark))
        .or_else(|| name.is_evidence().then_some(Role::Evidence))
        .or_else(|| name.is_of_other_facts().then_some(Role::Other))
        .or_else(|| name.is_category().then_some(Role::Category))
        .or_else(|| name.is_paper().then_some(Role::Evidence))
        .or_else(|| name.answer())
        .or_else(|| name.may_ask().then_some(Role::Question(1)))
}
