//! Questions that were typed over several rows.

use super::Rows;
use super::kind::{is_note, is_total};
use super::lines::Asking;
use crate::questionnaire::foreign::grid::{Line, Seen, leading_id};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::standing::is_listed;
use crate::questionnaire::foreign::table::Column;

impl<'a> Rows<'a> {
    /// The lines that go on with the question of this one: it was typed over several rows, and only the first has its number.
    pub(super) fn rest_of(&self, asking: &Asking<'_, 'a>, index: usize, head: &Seen, named: bool) -> Vec<&'a Line> {
        let Asking { table, question, lines, .. } = *asking;
        let complete = |seen: &Seen| seen.asking || seen.folded.ends_with('。');
        let mut rest = Vec::new();
        let Some(first) = lines.get(index).filter(|_| !complete(head) && head.area.first.row == head.area.last.row)
        else {
            return rest;
        };
        let answered = |line: &'a Line| asking.answers.iter().any(|column| self.own(line, column, false).is_some());
        let (mut row, mut before) = (first.number, head);
        for line in lines.get(index + 1..).unwrap_or_default().iter().take(4) {
            let Some((_, seen)) = self.own(line, question, false) else { break };
            let apart = |column: &Column| matches!(column.role, Some(Role::Id | Role::Category));
            let begins = table.columns.iter().any(|column| apart(column) && self.own(line, column, false).is_some())
                || seen.area.first.row != seen.area.last.row
                || leading_id(&seen.text).is_some()
                || is_listed(&seen.text)
                || is_note(&seen.folded)
                || is_total(&seen.folded);
            let open = before.text.trim_end().ends_with(['、', '，']);
            // 「操作ログを1年以上」 over 「保存していますか」: the answer stands beside the second half.
            let second_half = named
                && seen.asking
                && before.folded.contains('を')
                && !answered(first)
                && answered(line)
                && rest.is_empty();
            let follows = open
                || second_half
                || is_cut(&before.folded)
                || goes_on_with(&seen.folded)
                || (named && seen.asking && answered(first) && !answered(line));
            // Two answered rows without a number of their own are two questions.
            let two = !named && answered(first) && answered(line);
            if line.number != row + 1 || begins || !follows || two {
                break;
            }
            rest.push(line);
            (row, before) = (line.number, seen);
            if complete(seen) {
                return rest;
            }
        }
        // What never comes to an end is no sentence.
        let cut = is_cut(&head.folded) || head.text.trim_end().ends_with(['、', '，']);
        if cut { rest } else { Vec::new() }
    }
}

/// Whether a text breaks off in the middle of a sentence.
fn is_cut(folded: &str) -> bool {
    const GOING_ON: [&str; 30] = [
        "、",
        ",",
        "を",
        "に",
        "が",
        "は",
        "の",
        "で",
        "と",
        "へ",
        "及び",
        "並びに",
        "又は",
        "または",
        "かつ",
        "に関する",
        "における",
        "に係る",
        "に対する",
        "による",
        "のための",
        "について",
        "に対し",
        "に対して",
        "により",
        "として",
        "とともに",
        "ことにより",
        "場合",
        "等",
    ];
    !folded.ends_with("もの") && GOING_ON.iter().any(|end| folded.ends_with(end))
}

/// Whether a text goes on with a sentence that began elsewhere.
fn goes_on_with(folded: &str) -> bool {
    ["を", "の", "に", "が", "・", "、"].iter().any(|start| folded.starts_with(start))
}
