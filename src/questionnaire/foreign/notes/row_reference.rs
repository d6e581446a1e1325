//! Which rows a text names by their ids, 「No.2は」 or 「3~5」.

use crate::questionnaire::vocabulary::fold;
use std::collections::BTreeMap;

/// How surely a text names a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::questionnaire) enum Named {
    /// 「2.支店は未実施」 may be the second note.
    Perhaps,
    /// 「1-2」 is hardly anything else, unless it is the number of a heading.
    Likely,
    Surely,
}

/// Words before a number that say that a row is meant.
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
/// What joins two numbers.
const JOINERS: [&str; 10] = ["、", ",", "・", "と", "及び", "並びに", "や", "~", "から", "/"];
/// What follows a number of which something is said.
const TOPICS: [&str; 14] =
    ["は", "については", "について", "に関", "に係", "の", "番", "も", "のみ", "だけ", "が", "に対", "以外", "を除"];

/// A text folded so that what a blank keeps apart stays apart: 「No.2 2027年」 names No.2, and not 22027.
pub(super) fn set_apart(text: &str) -> String {
    const LONGEST_LABEL: usize = 14;
    let mut apart = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let blank = c.is_whitespace() && c != '\n' && c != '\r';
        let next = signs.peek().copied().unwrap_or('\n');
        if !blank || next.is_whitespace() || !apart.trim_end().ends_with(char::is_numeric) {
            apart.push(c);
            continue;
        }
        let before: String = apart.chars().rev().take(LONGEST_LABEL).collect::<Vec<_>>().into_iter().rev().collect();
        let before = fold(&before);
        let label = before.trim_end_matches(char::is_numeric).trim_end_matches(['.', ':', '(', '#', '第']);
        // 「2 名」 counts; 「No.2 年1回」 names.
        apart.push(if next.is_numeric() || LABELS.iter().any(|word| label.ends_with(word)) { ':' } else { c });
    }
    fold(&apart)
}

/// Whether a text begins with the row that it names, 「No.2は…」 or 「※2番の…」, so that it speaks of that row alone. The text is set apart.
pub(super) fn leads(folded: &str) -> bool {
    let text = folded.trim_start_matches(|c: char| "・-□■◆●→←".contains(c));
    let unsigned = text.trim_start_matches(['※', '*']);
    let label = LABELS.iter().filter_map(|word| text.strip_prefix(word).or_else(|| unsigned.strip_prefix(word)));
    let labelled = label.min_by_key(|rest| rest.len());
    let number = labelled.unwrap_or(unsigned).trim_start_matches(['.', ':', '(', '[', '「', '#', '第']);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".-_".contains(c));
    let behind = behind.trim_start_matches([')', ']', '】', '」', '>']);
    let spoken = || TOPICS.iter().chain(&JOINERS).any(|word| behind.starts_with(word));
    number.len() > behind.len() && !folded.contains("本回答") && (labelled.is_some() || spoken())
}

/// Rows that a text names by their ids, and how surely; rows without any id are counted. The text is set apart.
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
        || next.is_some_and(|c| UNITS.contains(c)) && !after.starts_with("以外")
        || ["和", "成", "平", "fy", "第r", "(r"].iter().any(|sign| before.ends_with(sign))
    {
        return None;
    }
    let label = before.trim_end_matches(['.', ':', '(', '[', '「', '#', '第']);
    if LABELS.iter().any(|word| label.ends_with(word)) {
        return Some(Named::Surely);
    }
    let joined = JOINERS.iter().any(|joint| {
        before.strip_suffix(joint).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
    });
    let closed = after.trim_start_matches([')', ']', '】', '」', '>']);
    let listed = JOINERS.iter().any(|joint| {
        closed
            .strip_prefix(joint)
            .is_some_and(|rest| rest.trim_start_matches(['(', '第']).starts_with(|c: char| c.is_ascii_digit()))
    });
    let spoken = TOPICS.iter().any(|topic| closed.starts_with(topic)) || listed;
    if !id.bytes().all(|byte| byte.is_ascii_digit()) {
        let how = if spoken { Named::Surely } else { Named::Likely };
        return last.is_none_or(|c| !c.is_ascii_alphanumeric()).then_some(how);
    }
    let opens = before.is_empty()
        || ["上表の", "上記の", "下表の", "表の", "うち", "また", "なお"].iter().any(|words| before.ends_with(words))
        || before.ends_with(['※', '*', '・', '(', '【', '「', ':', '】', '、', '。', '\u{1}', ')', '>', '→', '-']);
    if !joined && !opens {
        return None;
    }
    if spoken {
        return Some(Named::Surely);
    }
    (closed.len() < after.len() || after.starts_with(['.', ':', '、'])).then_some(Named::Perhaps)
}

/// Whether a text names a row by a number. The text is set apart.
pub(super) fn names_a_row(folded: &str) -> bool {
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

/// The same of a text as written.
pub(in crate::questionnaire) fn refers(text: &str) -> bool {
    text.contains(char::is_numeric) && names_a_row(&set_apart(text))
}

/// Whether a text calls a row by its number from the start: 「No.2は準備中」.
pub(in crate::questionnaire) fn calls_a_row(text: &str) -> bool {
    const CALLED: [&str; 8] = ["no", "設問", "項番", "問", "質問", "通番", "番号", "要件"];
    text.contains(char::is_numeric) && refers(text) && {
        let folded = fold(text);
        CALLED.iter().any(|called| folded.starts_with(called))
    }
}

/// Whether a text begins with the row that it names.
pub(super) fn names_its_rows(text: &str) -> bool {
    text.contains(char::is_numeric) && {
        let apart = set_apart(text);
        names_a_row(&apart) && leads(&apart)
    }
}
