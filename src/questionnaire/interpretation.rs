//! What a cell and its remark say to a question of our own.

use super::named;
use super::none;
use super::remark::{self, Qualified, Words};
use super::vocabulary::{self, Said, fold};
use super::{Answer, AnswerKind, Polarity, Question};
use crate::workbook::Value;

/// What an answer was understood as.
pub(super) struct Interpreted {
    pub(super) answer: Answer,
    pub(super) why: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) planned_for: Option<jiff::civil::Date>,
    pub(super) not_understood: bool,
}

/// Our own form goes out with last year's answers: there these words say that what stands in the cell still holds. On a form of others they
/// point to something that nobody here has seen.
const UNCHANGED: [&str; 3] = ["変更なし", "変更ありません", "変更はありません"];

/// Of what a remark speaks.
#[derive(Clone, Copy)]
pub(super) enum Beside {
    /// Of this answer.
    Answer,
    /// Of a whole row of answers, as that of an account does: it need not stand behind each of them.
    Row,
}

/// Why an answer is unclear of which no word is known.
pub(super) const NO_WORD: &str = "選択肢の語として読めません";

/// What a cell and its remark say to a question.
pub(super) fn interpret(
    question: &Question,
    words: Words<'_>,
    value: Option<&Value>,
    remark: &str,
    beside: Beside,
) -> Interpreted {
    let vocabulary = words.vocabulary;
    let written = value.map(Value::written).unwrap_or_default();
    let said = match value {
        Some(Value::Error(_)) => return plain(Answer::Unclear, Some("回答がエラー値です".to_owned()), true),
        _ => vocabulary.read(&written),
    };
    let remark_text = [said.rest.as_str(), remark].join("\n");
    let substance = fold(&remark_text);
    let empty_words = vocabulary.read(substance.trim_matches(|c: char| "()[]「」\u{1}".contains(c))).known;
    let reason = (substance.chars().count() > 1 && !empty_words).then(|| remark_text.trim().to_owned());
    let answer = match (question.answer, question.good) {
        (AnswerKind::Stated, _) => {
            let stated = match none::said(question, words, (&written, said.known), remark) {
                Some((answer, why)) => plain(answer, Some(why), answer == Answer::Unclear),
                None => stated(question, words, &said, (&written, remark)),
            };
            return Interpreted { reason, ..stated };
        }
        (AnswerKind::Choice, Polarity::Yes) => said.answer,
        (AnswerKind::Choice, Polarity::No) => match said.answer {
            Answer::Met | Answer::Planned => Answer::Unmet,
            Answer::Unmet => Answer::Met,
            other => other,
        },
    };
    let mut qualified = words.weigh_for(&question.ja, answer, &remark_text);
    if qualified.answer == Answer::Met {
        let own = vocabulary::behind(&written, &said);
        let why = match beside {
            Beside::Answer if UNCHANGED.contains(&substance.trim()) => None,
            // 「いいえ」, where that is good, with 「渡すことはありません」.
            Beside::Answer if question.good == Polarity::No && none::only_denies(words, &question.ja, remark) => None,
            Beside::Answer if question.good == Polarity::No && none::affirms(remark) => {
                Some("行わないとする回答に、行うとみられる補足が付いています".to_owned())
            }
            Beside::Answer => words.told_beside(&question.ja, &[own, remark].join("\n")),
            Beside::Row => {
                words.told(&question.ja, own).or_else(|| remark::by_others(&vocabulary.remark, &question.ja, remark))
            }
        };
        if let Some(why) = why {
            qualified = Qualified { answer: Answer::Unclear, why: Some(why), planned_for: None };
        }
    }
    let not_understood = qualified.answer == Answer::Unclear;
    let why = qualified.why.or_else(|| not_understood.then(|| NO_WORD.to_owned()));
    Interpreted { answer: qualified.answer, why, reason, planned_for: qualified.planned_for, not_understood }
}

fn plain(answer: Answer, why: Option<String>, not_understood: bool) -> Interpreted {
    Interpreted { answer, why, reason: None, planned_for: None, not_understood }
}

/// A question that wants something named: 「はい」 names nothing, 「未定」 is still to come.
fn stated(question: &Question, words: Words<'_>, said: &Said, (written, remark): (&str, &str)) -> Interpreted {
    match said.answer {
        Answer::Met | Answer::Partial if said.known => {
            plain(Answer::Unclear, Some("内容を書く設問に、はい・いいえで答えています".to_owned()), true)
        }
        Answer::Unclear if said.known => {
            plain(Answer::Unclear, Some("参照先を確かめる必要があります".to_owned()), true)
        }
        Answer::Unclear => {
            let qualified = words.qualify(Answer::Met, written);
            match qualified.answer {
                Answer::Planned => {
                    Interpreted { planned_for: qualified.planned_for, ..plain(Answer::Planned, qualified.why, false) }
                }
                Answer::Unclear => plain(Answer::Unclear, qualified.why, true),
                _ => match named::missing(question, written, remark) {
                    Some(why) => plain(Answer::Unclear, Some(why), true),
                    None => plain(Answer::Met, None, false),
                },
            }
        }
        other => plain(other, None, false),
    }
}
