//! Rows that a sentence names by what they ask: 「脆弱性診断については未実施です」, 「「脆弱性診断を実施している」は来年度からです」.

use super::form_text::is_voice_of_form;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::foreign::{ForeignAnswer, sentence};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use std::collections::BTreeSet;

/// Characters of a sentence beyond which its subject is not looked for.
const LONGEST: usize = 200;
/// Characters of a subject.
const SUBJECT: std::ops::RangeInclusive<usize> = 2..=40;

/// The rows whose subject a sentence names and from which it takes their answers, as places among these.
pub(super) fn taken_by_subject(words: Words<'_>, piece: &str, answers: &[&ForeignAnswer]) -> BTreeSet<usize> {
    let Some(subject) = Subject::of(words, piece) else { return BTreeSet::new() };
    let asks = |answer: &ForeignAnswer| subject.is_of(&fold(&answer.question));
    answers.iter().enumerate().filter(|(_, answer)| asks(answer)).map(|(at, _)| at).collect()
}

/// Whether a sentence takes something from a subject, of whatever row.
pub(super) fn takes_from_a_subject(words: Words<'_>, piece: &str) -> bool {
    Subject::of(words, piece).is_some()
}

/// What a sentence takes something from.
struct Subject {
    name: String,
    /// Whether it is quoted as it stands in the question.
    quoted: bool,
}

impl Subject {
    fn of(words: Words<'_>, piece: &str) -> Option<Self> {
        if piece.chars().count() > LONGEST {
            return None;
        }
        Self::quoted(words, piece).or_else(|| Self::topic(words, piece))
    }

    /// 「…」 that is no word of an answer, where what is said behind it takes something away.
    fn quoted(words: Words<'_>, piece: &str) -> Option<Self> {
        let (_, rest) = piece.split_once('「')?;
        let (quoted, said) = rest.split_once('」')?;
        let name = fold(quoted);
        let fits = (4..=120).contains(&name.chars().count()) && !words.vocabulary.read(quoted).known;
        (fits && takes(words, said, true)).then_some(Self { name, quoted: true })
    }

    /// What stands before 「については」 or 「は」, where what is said behind it is a plain no or not yet.
    fn topic(words: Words<'_>, piece: &str) -> Option<Self> {
        const JOINTS: [(&str, bool); 6] = [
            ("につきましては", true),
            ("については", true),
            ("に関しては", true),
            ("について", true),
            ("に関して", true),
            ("は", false),
        ];
        let (name, said, about) =
            JOINTS.iter().find_map(|(joint, about)| piece.split_once(joint).map(|(name, said)| (name, said, about)))?;
        let name = bare(&fold(name));
        let fits = SUBJECT.contains(&name.chars().count()) && !is_somebody(&name);
        (fits && !is_voice_of_form(&fold(piece)) && takes(words, said, *about)).then_some(Self { name, quoted: false })
    }

    /// Whether a question asks of it: 「脆弱性診断」 is what 「脆弱性診断を実施している」 asks of, 「診断」 is not.
    fn is_of(&self, question: &str) -> bool {
        if self.quoted {
            return question.contains(&self.name);
        }
        // 「入退室管理」 is what 「入退室を管理している」 asks of, too.
        let compact = |text: &str| text.chars().filter(|c| !"のをがに".contains(*c)).collect::<String>();
        let name = compact(&self.name);
        stands_in(&self.name, question) || (name.chars().count() >= 4 && stands_in(&name, &compact(question)))
    }
}

/// Whether a name stands in a text as words of its own.
fn stands_in(name: &str, text: &str) -> bool {
    let ends = |c: char| ('ぁ'..='ん').contains(&c) || (!c.is_alphanumeric() && c != 'ー' && c != '・');
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + name.len()..).and_then(|text| text.chars().next());
        before.is_none_or(ends) && behind.is_none_or(ends)
    })
}

/// Whether what is said of a subject takes something from it. Limits count where the sentence plainly speaks about it.
fn takes(words: Words<'_>, said: &str, about: bool) -> bool {
    let said = said.trim_start_matches(['、', '，', ',', ' ', '　']);
    let open = || {
        let read = sentence::read(words, "はい", said).answer;
        matches!(read, Answer::Unmet | Answer::Planned | Answer::Partial)
            || read == Answer::Unclear && sentence::read(words, said, "").answer == Answer::Unmet
    };
    // 「鍵の管理は責任者のみ」 is what may have been asked for; 「…は停止中」 is not.
    let state =
        |folded: &str| folded.chars().count() <= 12 && !["のみ", "だけ", "限"].iter().any(|only| folded.contains(only));
    let folded = fold(said);
    said.chars().count() >= 2 && ((about || state(&folded)) && limits(&folded) || open())
}

/// A subject without what leads to it and without its doing.
fn bare(name: &str) -> String {
    const LEADS: [&str; 8] = ["なお、", "ただし、", "また、", "上記のうち", "このうち", "うち、", "なお", "ただし"];
    const DOINGS: [&str; 9] = ["の実施", "の件", "の項目", "の設問", "の回答", "の対応", "の要件", "の取得", "の導入"];
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = LEADS.iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name);
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    DOINGS.iter().find_map(|doing| name.strip_suffix(doing)).unwrap_or(name).to_owned()
}

/// Whether a topic is somebody, or the answers themselves: what is said of them is about no row.
fn is_somebody(name: &str) -> bool {
    const WHO: [&str; 22] = [
        "当社",
        "弊社",
        "自社",
        "本市",
        "当市",
        "貴社",
        "貴市",
        "御社",
        "事業者",
        "受託者",
        "委託先",
        "再委託先",
        "委託元",
        "甲",
        "乙",
        "本回答",
        "回答",
        "上記",
        "以上",
        "以下",
        "下記",
        "当方",
    ];
    WHO.contains(&name)
}
