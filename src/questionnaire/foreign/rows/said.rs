//! What a cell says, in the light of the legend and of the list it was chosen from.

use super::Rows;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::grid::Seen;
use crate::questionnaire::foreign::labelled::after_label;
use crate::questionnaire::foreign::marks;
use crate::questionnaire::foreign::sentence::{self, Meaning};
use crate::questionnaire::vocabulary::fold;

impl<'a> Rows<'a> {
    pub(in crate::questionnaire) fn meaning(&self, seen: &Seen, remark: &str) -> Meaning {
        if seen.error {
            return Meaning::unclear("回答がエラー値です");
        }
        if seen.formula {
            return Meaning::unclear("回答が数式です");
        }
        if seen.struck {
            return Meaning::unclear("回答に取り消し線があります");
        }
        // A bare number or letter chosen from a list of 「1:実施済」.
        let list = self.grid.offered(self.sheet, seen.area.first);
        if seen.length() == 1
            && !self.legend.defines(&seen.folded)
            && let Some(word) = list
                .iter()
                .find(|word| sentence::without_number(word).is_some() && fold(word).starts_with(&seen.folded))
        {
            return self.words(word, remark);
        }
        self.words(&seen.text, remark)
    }

    /// What a text says, unless a rule of the form gives its mark to what is bad.
    pub(in crate::questionnaire) fn words(&self, text: &str, remark: &str) -> Meaning {
        self.understood.of(text, remark, || self.words_anew(text, remark))
    }

    fn words_anew(&self, text: &str, remark: &str) -> Meaning {
        let meaning = self.plain_words(text, remark);
        let rule = match meaning.answer {
            Answer::Met => self.legend.turns(&fold(text)),
            // Where the mark of consent stands for what is bad, the other one may stand for what is good.
            Answer::Unmet | Answer::NotApplicable => self.legend.turns_against(&fold(text)),
            _ => None,
        };
        match rule {
            Some(rule) => Meaning::unclear(&format!("{rule}とあり、印ができていることを示すとは限りません")),
            None => meaning,
        }
    }

    fn plain_words(&self, text: &str, remark: &str) -> Meaning {
        if text.len() > sentence::LONGEST {
            return Meaning::too_long("回答");
        }
        // 「A. はい」 in a cell of its own.
        let text = after_label(text).filter(|said| self.words.vocabulary.read(said).known).unwrap_or(text);
        let folded = fold(text);
        let folded = marks::as_boxes(self.words.vocabulary, &folded);
        if marks::has_boxes(&folded) {
            return match self.legend.contradicts_choosing("■") && folded.contains('■') {
                true => Meaning::unclear("凡例が■に別の意味を与えています"),
                false => marks::boxes(self.words, &folded, remark),
            };
        }
        self.legend.read(self.words, &folded, remark).unwrap_or_else(|| sentence::read(self.words, text, remark))
    }
}
