//! What becomes of an answer beside its question: comments, the question's sense and what nobody sees can take it back.

use super::Rows;
use super::taken::Taken;
use crate::questionnaire::foreign::sentence::{self, Meaning};
use crate::questionnaire::foreign::{ForeignAnswer, aim, polarity};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, backing, certificate, echo};
use crate::workbook::{Address, Area};

impl<'a> Rows<'a> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one row, gathered by two callers")]
    pub(in crate::questionnaire) fn push(
        &mut self,
        area: Area,
        question: String,
        category: Vec<String>,
        id: Option<String>,
        taken: Taken,
        remark: String,
        evidence: String,
        hidden: bool,
    ) {
        let mut remark = remark;
        let mut meaning = self.in_its_own_words(&question, taken.meaning, &taken.written, &remark);
        let mut spoken = [meaning.said.as_str(), remark.as_str()].join("\n");
        if let Some(comment) = self.sheet.comments.get(&taken.cell) {
            meaning = with_comment(self.words, meaning, comment);
            spoken.push('\n');
            spoken.push_str(comment);
            if !remark.is_empty() {
                remark.push('\n');
            }
            remark.push_str("（コメント）");
            remark.push_str(comment.trim());
        }
        if taken.cell != area.first
            && let Some(comment) = self.sheet.comments.get(&area.first)
        {
            let limited = sentence::read(self.words, "はい", comment);
            if meaning.answer == Answer::Met && limited.answer != Answer::Met {
                meaning = Meaning::unclear("設問のセルのコメントが回答を限るか、打ち消しているかもしれません");
            }
            if !remark.is_empty() {
                remark.push('\n');
            }
            remark.push_str("（設問のコメント）");
            remark.push_str(comment.trim());
        }
        if meaning.answer == Answer::Met && self.only_able(taken.cell, &taken.written, &question) {
            meaning = Meaning {
                known: true, ..Meaning::unclear("できるとあり、行っているとは述べていません")
            };
        }
        if meaning.answer == Answer::Met
            && let Some(why) = self.words.told(&question, &spoken)
        {
            meaning = Meaning { known: true, ..Meaning::unclear(&why) };
        }
        if self.grid.hides(taken.cell.column, taken.cell.column) && meaning.answer == Answer::Met {
            meaning = Meaning::unclear("非表示の列にあり、見える回答ではありません");
        }
        if meaning.answer == Answer::Met
            && let Some(why) = self.spoken.doubt(self.sheet, taken.cell, area.first)
        {
            meaning = Meaning { known: true, ..Meaning::unclear(&why) };
        }
        let decided = matches!(meaning.answer, Answer::Met | Answer::Partial | Answer::Planned | Answer::Unmet);
        if decided && question.len() > sentence::LONGEST {
            meaning = Meaning::too_long("設問");
        }
        let decided = decided && question.len() <= sentence::LONGEST;
        let folded = if decided { fold(&question) } else { String::new() };
        let mut undirected = None;
        if let Some(why) = aim::says_nothing(&folded).filter(|_| decided) {
            meaning = Meaning { planned_for: meaning.planned_for, ..Meaning::unclear(why) };
        } else if let Some(why) = polarity::doubt(&folded).filter(|_| decided) {
            // An answer that nobody can see stays unclear, whichever answer is the good one.
            undirected = Some(meaning.answer).filter(|_| !hidden && !aim::wants_a_value(&folded));
            meaning = Meaning { planned_for: meaning.planned_for, ..Meaning::unclear(why) };
        } else if decided && aim::wants_a_value(&folded) && meaning.answer != Answer::Unmet {
            meaning = Meaning::unclear("内容を書く設問に、はい・いいえで答えています");
        }
        let hidden = hidden || [area.first.row, taken.cell.row].iter().any(|row| self.sheet.hidden_rows.contains(row));
        if hidden && meaning.answer == Answer::Met {
            meaning = Meaning::unclear("非表示の行にあり、見える回答ではありません");
        }
        let certificates = match evidence.len() + remark.len() <= sentence::LONGEST {
            true => {
                let find = || certificate::find(&format!("{evidence}\n{remark}"));
                self.certified.of(&evidence, &remark, find)
            }
            false => Vec::new(),
        };
        self.reading.answers.push(ForeignAnswer {
            sheet: self.sheet.name.clone(),
            cell: taken.cell,
            question_cell: area.first,
            question,
            category,
            id,
            written: taken.written,
            answer: meaning.answer,
            undirected,
            why: meaning.why,
            evidence: certificate::level(&evidence, &certificates),
            certificates,
            remark,
            evidence_written: evidence,
            planned_for: meaning.planned_for,
        });
    }

    /// What an answer means where words of its remark that seemed to take it back only say again what the question demands.
    fn in_its_own_words(&self, question: &str, meaning: Meaning, written: &str, remark: &str) -> Meaning {
        let taken = meaning.known && matches!(meaning.answer, Answer::Partial | Answer::Unclear);
        if !taken || written.len() + remark.len() + question.len() > sentence::LONGEST {
            return meaning;
        }
        let bare = |text: &str| echo::without(question, text);
        let (bare_written, bare_remark) = (bare(written), bare(remark));
        let plain = || self.words(written, remark);
        if (bare_written == written && bare_remark == remark) || plain() != meaning {
            return meaning;
        }
        match self.words(&bare_written, &bare_remark) {
            again if again.answer == Answer::Met => Meaning { said: meaning.said, ..again },
            _ => meaning,
        }
    }

    /// 「対応可」 to a question that asks what is being done, where the form does not offer that word itself.
    fn only_able(&self, cell: Address, written: &str, question: &str) -> bool {
        // Nearly all answers are told apart before anything is folded.
        if !["可", "でき", "出来"].iter().any(|word| written.contains(word)) {
            return false;
        }
        let (written, asked) = (fold(written), fold(question));
        let doing = ["ていますか", "ているか", "ておりますか", "ていること", "てあるか", "済みか", "済みですか"];
        backing::says_able(&written)
            && written.chars().count() <= 8
            && doing.iter().any(|end| asked.contains(end))
            && !["可能", "でき", "可否"].iter().any(|word| asked.contains(word))
            && !self.legend.defines(&written)
            && self.grid.offered(self.sheet, cell).is_empty()
    }
}

/// A comment on the answer's cell can only take away; an answer that stands in the comment alone is for a person to see.
fn with_comment(words: Words<'_>, meaning: Meaning, comment: &str) -> Meaning {
    match meaning.answer {
        Answer::Unanswered => Meaning::unclear("回答の欄は空で、コメントに記入があります"),
        Answer::Met => {
            let limited = sentence::read(words, "はい", comment);
            match limited.answer {
                Answer::Met => meaning,
                _ => Meaning { why: limited.why.map(|why| format!("コメント: {why}")), ..limited },
            }
        }
        _ => meaning,
    }
}
