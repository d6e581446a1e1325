//! Rows without a question that go on with the answer above them: the answer holds only in their light.

use super::Rows;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::{elsewhere, notes, sentence};
use crate::questionnaire::vocabulary::fold;

impl<'a> Rows<'a> {
    /// A note right below an answered question, 「※関連会社は除く」, may be the vendor's and take away from the answer; what tells people how
    /// to fill in the form does not.
    ///
    /// Below the last question it belongs to all of them, unless notes stand below single ones too.
    pub(super) fn limited_below(
        &mut self,
        row: u32,
        follows: bool,
        (beyond, others): (bool, bool),
        text: &str,
    ) -> bool {
        const NOTES: [&str; 18] = [
            "前記",
            "現在は",
            "実際は",
            "※",
            "*",
            "注",
            "ただし",
            "但し",
            "なお",
            "上記",
            "補足",
            "備考",
            "理由",
            "コメント",
            "(",
            "→",
            "⇒",
            "・",
        ];
        const INSTRUCTIONS: [&str; 8] = ["ください", "下さい", "回答", "記入", "選択", "設問", "記載", "ついては"];
        if !follows {
            return false;
        }
        let folded = fold(text);
        if notes::refers(text)
            || elsewhere::points_forward(&folded)
            || (beyond
                && (!others && folded.starts_with(['※', '注', '*', 'な', '備', '補']) || notes::is_for_all(&folded)))
        {
            return false;
        }
        let says = NOTES.iter().any(|start| folded.starts_with(start));
        let instructs = INSTRUCTIONS.iter().any(|word| folded.contains(word));
        let limits = says && !instructs && sentence::read(self.words, "はい", text).answer != Answer::Met;
        if limits {
            self.goes_on(row, Some(text));
        }
        limits
    }

    /// A row without a question goes on with the answer, or with the remark, of the row above: the last question's answers hold only in its light.
    pub(super) fn goes_on(&mut self, row: u32, remark: Option<&str>) {
        self.goes_on_within(row, (0, u32::MAX), remark);
    }

    /// The same of the answers between two columns alone.
    pub(super) fn goes_on_within(&mut self, row: u32, (from, to): (u32, u32), remark: Option<&str>) {
        let Some(last) = self.reading.answers.last() else { return };
        let (question, sheet) = (last.question_cell, last.sheet.clone());
        if sheet != self.sheet.name {
            return;
        }
        for answer in self.reading.answers.iter_mut().rev() {
            if answer.question_cell != question || answer.sheet != sheet {
                break;
            }
            if !(from..=to).contains(&answer.cell.column) {
                continue;
            }
            if let Some(more) = remark.filter(|_| answer.remark.len() <= sentence::LONGEST) {
                answer.remark = [answer.remark.as_str(), more].join("\n").trim().to_owned();
            }
            let holds = remark.is_some_and(|more| {
                sentence::read(self.words, "はい", more).answer == Answer::Met
                    && self.words.told_beside(&answer.question, more).is_none()
            });
            if !holds && answer.may_be_good() {
                answer.doubt(format!("{}行目に続きの記入があります", row + 1));
            }
        }
    }
}
