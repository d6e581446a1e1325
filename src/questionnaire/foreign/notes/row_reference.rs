//! Which rows a note names by their ids, 「No.2は」 or 「3~5」, and what it says of them.

use super::LONGEST_NOTE;
use super::form_text::is_of_the_form;
use crate::questionnaire::Answer;
use crate::questionnaire::foreign::elsewhere::limits;
use crate::questionnaire::foreign::{ForeignAnswer, sentence};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use std::collections::{BTreeMap, BTreeSet};

/// How surely a text names a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Perhaps,
    Surely,
}

/// Rows that a folded text names by their ids, and how surely; rows without any id are counted.
pub(super) fn named<'a>(folded: &str, ids: impl Iterator<Item = Option<&'a str>>) -> Vec<(usize, Named)> {
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let ids: Vec<Option<String>> = ids.map(|id| id.map(core)).collect();
    let counted = ids.iter().all(Option::is_none);
    let mut found = Vec::new();
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    for (offset, id) in ids.iter().enumerate() {
        let Some(id) = id.clone().or_else(|| counted.then(|| (offset + 1).to_string())) else { continue };
        if id.is_empty() {
            continue;
        }
        let places = folded.match_indices(&id).filter_map(|(at, _)| Some((at, reference(folded, at, id.len())?)));
        // A row that is only counted must be called a question.
        if let Some((at, how)) = places.max_by_key(|(_, how)| *how).filter(|(_, how)| *how == Named::Surely || !counted)
        {
            found.push((offset, how));
            ends.push((at, at + id.len(), offset));
        }
    }
    // 「3~5」 names what lies between, too. Ranges are counted from where they open to where they close, so that many cost no more.
    ends.sort_unstable();
    let mut opened: BTreeMap<usize, isize> = BTreeMap::new();
    for pair in ends.windows(2) {
        if let [(_, end, from), (start, _, to)] = pair
            && from < to
            && folded.get(*end..*start).is_some_and(|between| ["~", "から", "-", "〜", "to"].contains(&between))
        {
            *opened.entry(*from).or_default() += 1;
            *opened.entry(*to).or_default() -= 1;
        }
    }
    let mut depth = 0;
    for ((at, change), next) in opened.iter().zip(opened.keys().skip(1)) {
        depth += change;
        if depth > 0 {
            found.extend((*at..*next).map(|offset| (offset, Named::Surely)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// An id without what stands around it.
pub(in crate::questionnaire) fn core(id: &str) -> String {
    let folded = fold(id);
    let core = folded.trim_matches(|c: char| "()[]<>.:、,第問項条号設質番※#".contains(c));
    let core = core.strip_prefix("no").or_else(|| core.strip_prefix('q')).unwrap_or(core).trim_start_matches('.');
    core.to_owned()
}

/// Whether digits, or an id, at a place of a text name a row: beyond doubt, perhaps, or not.
fn reference(folded: &str, at: usize, length: usize) -> Option<Named> {
    let (before, id, after) = (folded.get(..at)?, folded.get(at..at + length)?, folded.get(at + length..)?);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let second = after.chars().nth(1);
    let goes_on = |c: Option<char>| c.is_some_and(|c| ".-/_".contains(c));
    if (id.starts_with(|c: char| c.is_ascii_digit())
        && (digit(last) || (goes_on(last) && digit(before.chars().rev().nth(1)))))
        || (id.ends_with(|c: char| c.is_ascii_digit()) && (digit(next) || (goes_on(next) && digit(second))))
    {
        return None;
    }
    const UNITS: &str = "年月日回時分秒名件%割か箇ヶカ個台人週期版章条階桁万円億段級倍次世文字拠社度者歳才つ種以営";
    if after.starts_with("はい")
        || next.is_some_and(|c| UNITS.contains(c))
        || ["和", "成", "平", "fy", "第r", "(r"].iter().any(|sign| before.ends_with(sign))
    {
        return None;
    }
    let label = before.trim_end_matches(['.', ':', '(', '[', '「', '#', '第']);
    const LABELS: [&str; 25] = [
        "no",
        "設問",
        "問",
        "項番",
        "番号",
        "項目",
        "質問",
        "要件",
        "通番",
        "項",
        "item",
        "items",
        "question",
        "questions",
        "control",
        "controls",
        "requirement",
        "requirements",
        "q",
        "ref",
        "※",
        "*",
        "注",
        "管理策",
        "id",
    ];
    if LABELS.iter().any(|word| label.ends_with(word)) {
        return Some(Named::Surely);
    }
    if !id.bytes().all(|byte| byte.is_ascii_digit()) {
        // 「1-2」 or 「A-3」 is hardly anything else.
        return last.is_none_or(|c| !c.is_ascii_alphanumeric()).then_some(Named::Surely);
    }
    const JOINERS: [&str; 10] = ["、", ",", "・", "と", "及び", "並びに", "や", "~", "から", "/"];
    let joined = JOINERS.iter().any(|joint| {
        before.strip_suffix(joint).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
    });
    let opens = before.is_empty()
        || ["上表の", "上記の", "下表の", "表の", "うち", "また", "なお"].iter().any(|words| before.ends_with(words))
        || before.ends_with(['※', '*', '・', '(', '【', '「', ':', '】', '、', '。', '\u{1}', ')', '>', '→', '-']);
    if !joined && !opens {
        return None;
    }
    const TOPICS: [&str; 12] =
        ["は", "については", "について", "に関", "に係", "の", "番", "も", "のみ", "だけ", "が", "に対"];
    let closed = after.trim_start_matches([')', ']', '】', '」', '>']);
    let listed = JOINERS.iter().any(|joint| {
        closed
            .strip_prefix(joint)
            .is_some_and(|rest| rest.trim_start_matches(['(', '第']).starts_with(|c: char| c.is_ascii_digit()))
    });
    let spoken = TOPICS.iter().any(|topic| closed.starts_with(topic)) || listed;
    if spoken {
        return Some(Named::Surely);
    }
    // 「2.支店は未実施」 may be the second note.
    (closed.len() < after.len() || after.starts_with(['.', ':', '、'])).then_some(Named::Perhaps)
}

/// Whether a folded text names a row by a number.
pub(in crate::questionnaire) fn refers(folded: &str) -> bool {
    let mut end = 0;
    folded.char_indices().filter(|(_, c)| c.is_ascii_digit()).any(|(at, _)| {
        if at < end {
            return false;
        }
        let length = folded.get(at..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
        end = at + length;
        length <= 3 && reference(folded, at, length) == Some(Named::Surely)
    })
}

/// Whether what is said of a row that is named takes its answer back.
pub(super) fn is_taken(words: Words<'_>, piece: &str, folded: &str, answer: &ForeignAnswer, how: Named) -> bool {
    let said = behind_topic(piece);
    let backed =
        || sentence::read(words, "はい", said).answer == Answer::Met && words.told(&answer.question, said).is_none();
    limits(folded) || (how == Named::Surely && !backed())
}

/// Which of these answers a text names beyond doubt by their ids, and takes back.
pub(in crate::questionnaire) fn taken_by_name(
    words: Words<'_>,
    text: &str,
    answers: &[&ForeignAnswer],
) -> BTreeSet<usize> {
    let mut taken = BTreeSet::new();
    for piece in text.split(['。', '\n']).filter(|piece| piece.chars().count() <= LONGEST_NOTE) {
        let folded = fold(piece);
        let corrected = corrects(&folded);
        if is_of_the_form(&folded) && !corrected {
            continue;
        }
        let named = named(&folded, answers.iter().map(|answer| answer.id.as_deref()));
        taken.extend(named.into_iter().filter(|(_, how)| *how == Named::Surely).map(|(at, _)| at).filter(|at| {
            let answer =
                || answers.get(*at).is_some_and(|answer| is_taken(words, piece, &folded, answer, Named::Surely));
            if corrected { !corrected_to_good(words, piece) } else { answer() }
        }));
    }
    taken
}

/// Whether a sentence says that an answer was wrong. The text is folded.
fn corrects(folded: &str) -> bool {
    const WORDS: [&str; 10] =
        ["読み替え", "読替", "誤りが", "誤りで", "誤って", "訂正", "差し替え", "差替", "正しくは", "取り消"];
    WORDS.iter().any(|word| folded.contains(word))
}

/// Whether the last word that a correction quotes is a good answer: 「問4を「はい」に訂正」.
fn corrected_to_good(words: Words<'_>, piece: &str) -> bool {
    let quoted = piece.rsplit_once('」').and_then(|(before, _)| before.rsplit_once('「')).map(|(_, said)| said);
    quoted.map(|said| words.vocabulary.read(said)).is_some_and(|said| said.known && said.answer == Answer::Met)
}

/// What a note says of the rows it names.
fn behind_topic(text: &str) -> &str {
    ["については", "について", "に関しては", "は", "：", ":"]
        .iter()
        .filter_map(|topic| text.split_once(topic))
        .map(|(_, said)| said)
        .find(|said| said.chars().count() >= 2)
        .unwrap_or(text)
        .trim_start_matches(['、', '，', ',', ' ', '　'])
}
