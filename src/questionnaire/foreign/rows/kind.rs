//! What a row is that is no question: a note, a section, a sum of the rows above.

use super::Rows;
use crate::questionnaire::foreign::grid::Line;
use crate::questionnaire::foreign::table::Column;
use crate::questionnaire::foreign::{legend, signing};

impl<'a> Rows<'a> {
    /// Whether a line asks, as far as its own cells tell.
    pub(super) fn is_question(
        &self,
        question: &Column,
        answers: &[&Column],
        ids: Option<&Column>,
        line: &'a Line,
    ) -> bool {
        let Some((span, seen)) = self.own(line, question, false) else { return false };
        let beside = |column: &Column| self.own(line, column, false).is_some_and(|(own, _)| own.cell != span.cell);
        let answered = answers.iter().copied().any(beside);
        let signed = signing::is_sign_off(&seen.folded) && !ids.is_some_and(beside);
        !is_note(&seen.folded) && !signed && (answered || seen.asking || ids.is_none_or(beside))
    }
}

pub(in crate::questionnaire) fn is_note(folded: &str) -> bool {
    [
        "※",
        "注)",
        "(注",
        "注:",
        "注1",
        "注意",
        "©",
        "(c)",
        "copyright",
        "endof",
        "以上",
        "備考",
        "*",
        "【記入",
        "allrights",
        "凡例",
    ]
    .iter()
    .any(|sign| folded.starts_with(sign))
        || folded.contains("allrightsreserved")
        || legend::is_legend(folded)
}

/// Whether a row speaks of the one above it, and asks nothing itself.
pub(super) fn points_back(folded: &str) -> bool {
    ["上記", "前記", "上述", "現在は", "実際は", "ただし", "但し", "なお、", "※"]
        .iter()
        .any(|start| folded.starts_with(start))
        && !folded.ends_with(['か', '?'])
}

/// Whether a row sums up the rows above it.
pub(super) fn is_total(folded: &str) -> bool {
    let name = folded.split(['(', ':', '/', '\u{1}']).next().unwrap_or_default();
    let sums =
        ["小計", "合計", "総計", "総合計", "計", "合計点", "総得点", "得点", "得点率", "平均", "平均点", "達成率"];
    sums.contains(&name) || ["total", "subtotal", "grandtotal", "totalscore", "score", "average"].contains(&name)
}

/// A text like 「1. 組織体制」 or a few words without a verb.
pub(super) fn is_heading(folded: &str) -> bool {
    folded.chars().count() <= 20 && !folded.ends_with(['。', '?'])
}

/// After a gap, the last line or two of a table are notes rather than a section without questions.
pub(super) fn gap_end(gap: bool, left: usize) -> bool {
    gap && left <= 2
}

pub(super) fn diagnostic_cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(24).collect()
}
