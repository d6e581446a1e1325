//! Last time's answers for this time's questionnaire.

use super::{Answers, Assessed, Said};
use jiff::ToSpan;
use jiff::civil::Date;

/// What a question gets from last time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The same question: last time's answer.
    Kept(Said),
    /// The question reads otherwise now: only remark and evidence are of use.
    Changed(Said),
    /// The answer has stood unchanged for longer than it may.
    Aged(Said),
    /// Last time's answer could not be read, or there was none.
    Open,
    /// It was not asked last time.
    New,
}

/// What the question, as it reads now, gets from the assessments of this vendor and case, oldest first. `months` is how long an
/// answer may stand without being given anew.
pub fn carried(history: &[(&Assessed, &Answers)], question: &str, asked: &str, on: Date, months: u32) -> Carried {
    let mut past = history.iter().rev().map(|(assessed, answers)| {
        let said = answers.answers.iter().find(|said| said.question == question && said.subject.is_empty());
        (assessed.answered_on.unwrap_or(assessed.on), said)
    });
    let Some((mut since, Some(last))) = past.next() else { return Carried::New };
    for (on, said) in past {
        if !said.is_some_and(|said| same(said, last)) {
            break;
        }
        since = on;
    }
    if plain(&last.asked) != plain(asked) {
        return Carried::Changed(last.clone());
    }
    let oldest = on.checked_sub(i64::from(months).months()).unwrap_or(on);
    match last.answer.as_str() {
        "unanswered" | "unclear" => Carried::Open,
        _ if since < oldest => Carried::Aged(last.clone()),
        _ => Carried::Kept(last.clone()),
    }
}

fn same(one: &Said, other: &Said) -> bool {
    let words = |said: &Said| [&said.written, &said.remark, &said.evidence].map(|text| plain(text));
    words(one) == words(other)
}

/// Without the differences that mean nothing: blanks and line ends.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}
