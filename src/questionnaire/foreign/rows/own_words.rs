//! Answers that are understood only beside their question: in its own last words, 「報告します」 to 「報告するか」, or by denying what should not be.

use super::Rows;
use super::taken::Taken;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::polarity::{bad, harm};
use crate::questionnaire::foreign::sentence::{self, Meaning};
use crate::questionnaire::predicate::Predicate;
use crate::questionnaire::vocabulary::fold;

/// Denials that say nothing but that it is not so.
const NEVER: [&str; 10] = [
    "ありません",
    "ございません",
    "ないです",
    "発生していません",
    "受けていません",
    "起こしていません",
    "していません",
    "しておりません",
    "なし",
    "いいえ",
];

impl Rows<'_> {
    /// An answer of which no word is known, where it is the question in its own last words: then it is a yes. What it adds stands behind it.
    pub(in crate::questionnaire) fn in_words_of_question(&self, question: &str, beside: &str, taken: Taken) -> Taken {
        let Taken { written, meaning, .. } = &taken;
        let open = meaning.answer == Answer::Unclear && !meaning.known;
        if !open || written.len() + beside.len() + question.len() > sentence::LONGEST {
            return taken;
        }
        let Some(yes) = Predicate::of(&fold(question)).and_then(|asked| consent(&asked, written)) else { return taken };
        match self.words(written, beside) == *meaning {
            true => Taken { meaning: self.words(&yes, beside), ..taken },
            false => taken,
        }
    }

    /// Makes an answer good that says that something is not so, where that is plainly what is good: 「いいえ」 to whether there were accidents,
    /// 「再委託はありません」 to whether nothing is handed on. With any other word beside it a person decides.
    pub(super) fn turn_where_denial_is_good(&self, question: &str, beside: [&str; 2], taken: Taken) -> Taken {
        let [remark, evidence] = beside;
        let short = taken.written.len() + remark.len() + question.len() <= sentence::LONGEST;
        let candidate = matches!(taken.meaning.answer, Answer::Met | Answer::Unmet | Answer::Unclear);
        if !candidate || !short || !evidence.trim().is_empty() || taken.written.is_empty() {
            return taken;
        }
        let asked = fold(question);
        let predicate = Predicate::of(&asked);
        let may_turn = taken.meaning.answer == Answer::Unmet || predicate.as_ref().is_some_and(|asked| asked.denied);
        if !may_turn || self.words(&taken.written, remark) != taken.meaning {
            return taken;
        }
        let turned = match predicate.filter(|predicate| predicate.denied) {
            Some(predicate) => self.denied_as_asked(question, &predicate, remark, &taken),
            None => denied_plainly(&asked, remark, &taken),
        };
        match turned {
            Some((why, said)) => {
                let meaning = Meaning { why: Some(why.to_owned()), ..Meaning::of(Answer::Met) };
                Taken { meaning, turned: Some(said), ..taken }
            }
            None => taken,
        }
    }

    /// An answer to 「…していないか」 that denies it in full: which answer would be the good one is then open no more.
    fn denied_as_asked(
        &self,
        question: &str,
        predicate: &Predicate,
        remark: &str,
        taken: &Taken,
    ) -> Option<(&'static str, Answer)> {
        let meant = |text: &String| bad::is_asked(text) || bad::is_ruled_out(text);
        let bad = predicate.affirmative("ますか").iter().any(meant)
            || predicate.past().iter().any(|text| harm::no_is_good(text));
        let said = self.words.vocabulary.read(&taken.written);
        let own = match (said.known, said.answer) {
            (true, Answer::Met) => said.rest,
            (false, _) => fold(&taken.written),
            _ => return None,
        };
        if !bad {
            return None;
        }
        let text = format!("{own}\u{1}{}", fold(remark));
        let (denials, others): (Vec<&str>, Vec<&str>) =
            sentences(&text).partition(|sentence| predicate.is_denied_by(sentence) || NEVER.contains(sentence));
        let (done_here, others): (Vec<&str>, Vec<&str>) =
            others.into_iter().partition(|text| is_done_here(question, text));
        let (first, rest) = (denials.first().or(done_here.first())?, others.join("。"));
        // A statement that stands for the answer begins with its denial.
        let begun = said.known || denials.contains(first) && own.starts_with(first);
        let stands = || self.words("はい", &rest).answer == Answer::Met && self.words.told(question, &rest).is_none();
        (begun && (rest.is_empty() || stands())).then_some((
            "行われていないことが良い設問とみて、行っていないとする言葉を良い答えと読みました",
            taken.meaning.answer,
        ))
    }
}

/// A bare 「いいえ」, or one with denials beside it, to a question for what is bad beyond doubt.
fn denied_plainly(asked: &str, remark: &str, taken: &Taken) -> Option<(&'static str, Answer)> {
    const HARM: &str = "起きていないことが良い設問とみて、「いいえ」を良い答えと読みました";
    const DEED: &str = "行っていないことが良い設問とみて、「いいえ」を良い答えと読みました";
    // 「×」 may as well say that it is bad.
    let in_words = fold(&taken.written).contains(char::is_alphabetic);
    if taken.meaning.answer != Answer::Unmet || !in_words {
        return None;
    }
    let why = match (harm::no_is_good(asked), bad::is_asked(asked)) {
        (true, _) => HARM,
        (false, true) => DEED,
        (false, false) => return None,
    };
    let predicate = Predicate::of(asked);
    let denied = |sentence: &str| {
        NEVER.contains(&sentence)
            || predicate.as_ref().is_some_and(|asked| asked.is_denied_by(sentence))
            || harm::is_denied_by(asked, sentence)
    };
    let text = format!("{}\u{1}{}", fold(&taken.meaning.said), fold(remark));
    let mut all = sentences(&text);
    all.all(denied).then_some((why, Answer::Unmet))
}

/// 「全て自社の社員で実施」, where it is asked whether nothing is handed on.
fn is_done_here(question: &str, sentence: &str) -> bool {
    const WHOLE: [&str; 4] = ["全て", "すべて", "全部", "全業務を"];
    const HERE: [&str; 8] =
        ["自社社員", "自社の社員", "自社従業員", "自社の従業員", "自社要員", "自社", "社内", "当社社員"];
    const DONE: [&str; 12] = [
        "で実施",
        "で実施しています",
        "で実施しております",
        "で行います",
        "で行っています",
        "で行っております",
        "で対応",
        "で対応しています",
        "で対応しております",
        "で作業",
        "で処理",
        "で完結",
    ];
    let text = WHOLE.iter().find_map(|word| sentence.strip_prefix(word)).unwrap_or(sentence);
    let Some(done) = HERE.iter().find_map(|word| text.strip_prefix(word)) else { return false };
    let done = ["のみ", "だけ"].iter().find_map(|word| done.strip_prefix(word)).unwrap_or(done);
    question.contains("再委託") && DONE.contains(&done)
}

fn sentences(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(['。', '\u{1}', '(', ')'])
        .map(|piece| piece.trim_matches(['、', ',']))
        .filter(|piece| !piece.is_empty())
}

/// The yes of an answer that says the question's own last words, with what follows them.
fn consent(asked: &Predicate, written: &str) -> Option<String> {
    let written = written.trim();
    let end = written.find(['。', '、', '(', '（', ',', '\n', '\r', '：', ':', '；', ';']).unwrap_or(written.len());
    let (head, rest) = written.split_at_checked(end)?;
    let head = fold(head);
    // What is done in any words, and then told of in others, is for a person.
    let goes_on = !rest.trim_matches(['。', '、']).is_empty() && !rest.starts_with(['(', '（']);
    if goes_on && ["ています", "ております", "ている"].iter().any(|end| head.ends_with(end)) {
        return None;
    }
    if asked.is_affirmed_by(&head) {
        return Some(format!("はい{rest}"));
    }
    asked.is_always(&head).then(|| format!("はい。{written}"))
}
