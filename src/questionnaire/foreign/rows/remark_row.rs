//! A remark in a row of its own below the answer it belongs to: 「補足：繁忙期は作成できていない」.

use super::Rows;
use super::lines::{Asking, Course, Row};
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::{notes, sentence};
use crate::questionnaire::vocabulary::fold;

/// What a remark in a row of its own is called.
const NAMES: [&str; 18] = [
    "補足",
    "備考",
    "理由",
    "注",
    "コメント",
    "補記",
    "補足説明",
    "補足事項",
    "理由・補足",
    "補足・理由",
    "注記",
    "追記",
    "特記",
    "特記事項",
    "メモ",
    "説明",
    "状況",
    "現状",
];

/// What stands behind the name of a remark: 「補足：…」, 「（理由）…」, 「【備考】…」.
pub(super) fn behind_its_name(text: &str) -> Option<&str> {
    let bare = text.trim().trim_start_matches(|c: char| "※*・→⇒ \u{3000}".contains(c));
    let (name, said) = match bare.strip_prefix(['(', '（', '[', '［', '【', '<', '＜']) {
        Some(inner) => inner.split_once([')', '）', ']', '］', '】', '>', '＞'])?,
        None => bare.split_once([':', '：'])?,
    };
    let said = said.trim_start_matches([':', '：', ' ', '\u{3000}']).trim();
    (NAMES.contains(&fold(name).as_str()) && !said.is_empty()).then_some(said)
}

/// Whether a text tells people how to fill in the form.
fn instructs(folded: &str) -> bool {
    ["ください", "下さい"].iter().any(|end| folded.trim_end_matches('。').ends_with(end))
        || notes::is_of_the_form(folded)
}

impl<'a> Rows<'a> {
    /// Reads a row that is a remark by its name with the answer right above it; whether it is one. Below the last question it may
    /// belong to all of them as well, unless remarks stand below single ones.
    pub(super) fn is_remark_row(
        &mut self,
        asking: &Asking<'_, 'a>,
        course: &mut Course<'a>,
        row: &Row<'a>,
        text: &str,
    ) -> bool {
        let Some(said) = behind_its_name(text) else { return false };
        let folded = fold(said);
        let form = instructs(&folded) || notes::is_for_all(&folded) || notes::refers(said);
        if row.answered || !row.follows || row.top_id().is_some() || form {
            return false;
        }
        self.goes_on(row.line.number, Some(said));
        if row.index > asking.last && !course.limited {
            self.asides.push(super::Aside { row: row.line.number, section: false });
        }
        course.limited = true;
        course.belonging = Some(row.line.number);
        true
    }

    /// A clause without a number below a numbered question, 「ノートPCを除く」, may take back the answer above it, whatever else it is.
    pub(super) fn may_take_back(&mut self, asking: &Asking<'_, 'a>, row: &Row<'a>, text: &str) {
        const CLAUSES: [&str; 14] = [
            "ない",
            "ません",
            "いる",
            "ます",
            "です",
            "除く",
            "のみ",
            "だけ",
            "せず",
            "した",
            "れる",
            "する",
            "である",
            "不可",
        ];
        let folded = fold(text);
        let clause = CLAUSES.iter().any(|end| folded.trim_end_matches('。').ends_with(end));
        let apart = asking.numbered && row.id.is_none() && row.follows && !row.answered;
        if apart && clause && !instructs(&folded) && sentence::read(self.words, "はい", text).answer != Answer::Met {
            self.goes_on(row.line.number, Some(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::behind_its_name;

    #[test]
    fn what_a_remark_says_stands_behind_its_name() {
        for text in ["補足：支店を除く", "（補足）支店を除く", "※備考: 支店を除く", "【理由】支店を除く"]
        {
            assert_eq!(behind_its_name(text), Some("支店を除く"), "{text}");
        }
        for text in ["補足：", "補足資料：支店を除く", "支店を除く", "(1)補足を受けている", "補足する"]
        {
            assert_eq!(behind_its_name(text), None, "{text}");
        }
    }
}
