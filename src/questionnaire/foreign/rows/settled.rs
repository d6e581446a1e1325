//! What becomes of an answer beside its question: comments, the question's sense and what nobody sees can take it back.

use super::Rows;
use super::taken::Taken;
use crate::questionnaire::foreign::sentence::{self, Meaning};
use crate::questionnaire::foreign::{ForeignAnswer, aim, polarity};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, backing, certificate, echo};
use crate::workbook::{Address, Area};

/// A question of a sheet with what stands around it.
pub(in crate::questionnaire) struct Posed {
    pub(in crate::questionnaire) area: Area,
    pub(in crate::questionnaire) question: String,
    /// What it stands under, from the outside in.
    pub(in crate::questionnaire) category: Vec<String>,
    pub(in crate::questionnaire) id: Option<String>,
    pub(in crate::questionnaire) remark: String,
    pub(in crate::questionnaire) evidence: String,
    /// Whether nobody sees its rows.
    pub(in crate::questionnaire) hidden: bool,
}

impl Posed {
    fn remark_further(&mut self, name: &str, comment: &str) {
        if !self.remark.is_empty() {
            self.remark.push('\n');
        }
        self.remark.push_str(name);
        self.remark.push_str(comment.trim());
    }
}

impl Rows<'_> {
    pub(in crate::questionnaire) fn push(&mut self, mut posed: Posed, taken: Taken) {
        let Taken { cell, written, meaning, turned } = taken;
        let meaning = self.in_its_own_words(&posed, &written, meaning);
        // What stands beside an answer that was turned has been weighed with it.
        let weighed = turned.is_some() && meaning.answer == Answer::Met;
        let (meaning, said) = self.with_comments(&mut posed, cell, meaning, weighed);
        let meaning = match meaning.answer {
            Answer::Met => match self.taken_back(&posed, cell, &written, &said) {
                Some(why) => Meaning::unclear(&why),
                None => meaning,
            },
            _ => meaning,
        };
        let (meaning, undirected) = directed(&posed, (&written, meaning), turned);
        let hidden_rows = &self.sheet.hidden_rows;
        let hidden = posed.hidden || [posed.area.first.row, cell.row].iter().any(|row| hidden_rows.contains(row));
        let meaning = match meaning.answer {
            Answer::Met if hidden => Meaning::unclear("非表示の行にあり、見える回答ではありません"),
            _ => meaning,
        };
        let Posed { area, question, category, id, remark, evidence, .. } = posed;
        let certificates = match evidence.len() + remark.len() <= sentence::LONGEST {
            true => {
                let find = || certificate::find(&format!("{evidence}\n{remark}"));
                self.certified.of(&evidence, &remark, find)
            }
            false => Vec::new(),
        };
        self.reading.answers.push(ForeignAnswer {
            sheet: self.sheet.name.clone(),
            cell,
            question_cell: area.first,
            question,
            category,
            id,
            written,
            answer: meaning.answer,
            undirected,
            sense_is_open: meaning.sense_is_open,
            why: meaning.why,
            evidence: certificate::level(&evidence, &certificates),
            certificates,
            remark,
            evidence_written: evidence,
            planned_for: meaning.planned_for,
        });
    }

    /// An answer where words of its remark that seemed to take it back only say again what the question demands.
    fn in_its_own_words(&self, posed: &Posed, written: &str, meaning: Meaning) -> Meaning {
        let Posed { question, remark, .. } = posed;
        let taken = meaning.known && matches!(meaning.answer, Answer::Partial | Answer::Planned | Answer::Unclear);
        if !taken || written.len() + remark.len() + question.len() > sentence::LONGEST {
            return meaning;
        }
        let bare = |text: &str| echo::without(question, text, self.words.on);
        let (bare_written, bare_remark) = (bare(written), bare(remark));
        if bare_written == written && bare_remark == *remark || self.words(written, remark) != meaning {
            return meaning;
        }
        match self.words(&bare_written, &bare_remark) {
            again if again.answer == Answer::Met => Meaning { said: meaning.said, ..again },
            _ => meaning,
        }
    }

    /// An answer in the light of comments on its cell and on the question's, which are remarks too; and all that is said beside it.
    fn with_comments(
        &self,
        posed: &mut Posed,
        cell: Address,
        mut meaning: Meaning,
        weighed: bool,
    ) -> (Meaning, String) {
        let mut said = match weighed {
            true => String::new(),
            false => [meaning.said.as_str(), posed.remark.as_str()].join("\n"),
        };
        if let Some(comment) = self.sheet.comments.get(&cell) {
            meaning = with_comment(self.words, meaning, comment);
            said.push('\n');
            said.push_str(comment);
            posed.remark_further("（コメント）", comment);
        }
        let on_question = self.sheet.comments.get(&posed.area.first).filter(|_| cell != posed.area.first);
        if let Some(comment) = on_question {
            if meaning.answer == Answer::Met && sentence::read(self.words, "はい", comment).answer != Answer::Met {
                meaning = Meaning::unclear("設問のセルのコメントが回答を限るか、打ち消しているかもしれません");
            }
            posed.remark_further("（設問のコメント）", comment);
        }
        (meaning, said)
    }

    /// Why a good answer cannot stand, for its words or for how its cell looks.
    fn taken_back(&self, posed: &Posed, cell: Address, written: &str, said: &str) -> Option<String> {
        if self.only_able(cell, written, &posed.question) {
            return Some("できるとあり、行っているとは述べていません".to_owned());
        }
        let hidden = || {
            let hides = self.grid.hides(cell.column, cell.column);
            hides.then(|| "非表示の列にあり、見える回答ではありません".to_owned())
        };
        self.words
            .told_beside(&posed.question, said)
            .or_else(hidden)
            .or_else(|| self.spoken.doubt(self.sheet, cell, posed.area.first))
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

/// An answer in the light of what the question asks, and what its words say where only the good answer is open.
fn directed(posed: &Posed, (written, meaning): (&str, Meaning), turned: Option<Answer>) -> (Meaning, Option<Answer>) {
    if !meaning.answer.decides() {
        return (meaning, None);
    }
    // A person can still say the opposite.
    if turned.is_some() && meaning.answer == Answer::Met {
        return (Meaning { sense_is_open: true, ..meaning }, turned);
    }
    if posed.question.len() > sentence::LONGEST {
        return (Meaning::too_long("設問"), None);
    }
    let folded = fold(&posed.question);
    let open = |why: &str| Meaning { planned_for: meaning.planned_for, ..Meaning::unclear(why) };
    if let Some(why) = aim::says_nothing(&folded) {
        (open(why), None)
    } else if let Some(doubt) = polarity::doubt(&folded).or_else(|| polarity::doubt_of_item(&folded, &fold(written))) {
        // An answer that nobody can see stays unclear, whichever answer is the good one.
        let undirected = Some(meaning.answer).filter(|_| !posed.hidden && !aim::wants_a_value(&folded));
        (Meaning { sense_is_open: true, ..open(doubt.sentence()) }, undirected)
    } else if aim::wants_a_value(&folded) && meaning.answer != Answer::Unmet {
        (Meaning::unclear("内容を書く設問に、はい・いいえで答えています"), None)
    } else {
        (meaning, None)
    }
}
