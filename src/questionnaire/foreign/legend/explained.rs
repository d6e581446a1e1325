//! Marks with their meanings in one text: 「○…対応 △…一部」.

use crate::questionnaire::foreign::marks::SYMBOLS;
use crate::questionnaire::foreign::sentence;
use crate::questionnaire::word_list::WordList;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Characters of a cell beyond which it holds more than one rule.
pub(super) const LONG: usize = 400;

/// What a text says of marks. In a long one, digits only number its parts.
pub(in crate::questionnaire::foreign) fn explained(folded: &str) -> Vec<(String, String)> {
    if folded.len() > sentence::LONGEST {
        return Vec::new();
    }
    let found = pairs(folded);
    if folded.len() > LONG && folded.chars().count() > LONG {
        return found.into_iter().filter(|(mark, _)| SYMBOLS.contains(mark.as_str())).collect();
    }
    if explains(&found) {
        return found;
    }
    let behind = digits_behind(folded);
    if behind.is_empty() { found } else { behind }
}

/// Whether marks with their meanings make a legend: two signs, the digits 1 and 0, or three steps.
pub(super) fn explains(found: &[(String, String)]) -> bool {
    let is = |mark: &str| found.iter().any(|(own, _)| own == mark);
    let signs = found.iter().any(|(mark, _)| SYMBOLS.contains(mark.as_str()));
    found.len() >= 2 && (signs || found.len() >= 3 || (is("1") && is("0")))
}

/// Whether a folded text is a legend.
pub(in crate::questionnaire) fn is_legend(folded: &str) -> bool {
    explains(&explained(folded))
}

/// Marks with their meanings in one text: 「○…対応 △…一部」. The text is folded.
fn pairs(folded: &str) -> Vec<(String, String)> {
    const JOINTS: [&str; 7] = ["...", "..", ":", "=", "→", "⇒", "・・・"];
    if !folded.contains(is_mark) {
        return Vec::new();
    }
    let keyed = KEYING.any(folded);
    // Asked of each question of a sheet: few hold what stands between a mark and its meaning.
    if !keyed && !folded.contains(['.', ':', '=', '→', '⇒', '・']) {
        return Vec::new();
    }
    let mut starts: Vec<(usize, usize, char)> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in folded.char_indices() {
        let behind = before.replace(c);
        if !is_mark(c) {
            continue;
        }
        let rest = folded.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        // 「○」…実施: the mark may stand in quotes.
        let quoted = rest.len() - rest.trim_start_matches(['」', '』', '"']).len();
        let spoken = rest.get(quoted..).unwrap_or_default();
        let joint = JOINTS.iter().find(|joint| spoken.starts_with(**joint)).map(|joint| quoted + joint.len());
        let numbered = keyed && c.is_ascii_digit();
        let joint = joint.or_else(|| {
            let word = rest.strip_prefix(['.', ')', '、'])?.chars().next()?;
            (numbered && !word.is_ascii()).then_some(rest.len() - rest.trim_start_matches(['.', ')', '、']).len())
        });
        let inside =
            (c.is_ascii_alphanumeric()) && behind.is_some_and(|b| b.is_ascii_alphanumeric() || b == '.' || b == '-');
        // 「○対応済 △対応予定」, 「5十分に実施 4概ね実施」: the mark stands right before its words.
        let word = !names_only(rest)
            && next.is_some_and(|c| {
                !c.is_ascii() && !"年月日時分秒回件名点%つ個社人段以～・、)」".contains(c) && !is_mark(c)
            });
        let bare = keyed && word && ("○◎●△▲×■□☑".contains(c) || c.is_ascii_digit());
        if !inside && let Some(length) = joint.or_else(|| bare.then_some(0)) {
            starts.push((at, at + c.len_utf8() + length, c));
        }
    }
    let ends = starts.iter().skip(1).map(|(at, _, _)| *at).chain([folded.len()]).collect::<Vec<_>>();
    starts
        .iter()
        .zip(ends)
        .filter_map(|((_, from, mark), to)| {
            let meaning = folded.get(*from..to)?.split(['\u{1}', '。']).find(|piece| !piece.is_empty())?;
            let meaning = meaning.trim_matches(|c: char| ",、/・;()[]。|\u{1}「」".contains(c));
            (!meaning.is_empty()).then(|| (mark.to_string(), meaning.to_owned()))
        })
        .collect()
}

/// Digits behind what they stand for: 「実施=1、未実施=0」, 「実施している場合は「1」、実施していない場合は「0」」.
fn digits_behind(folded: &str) -> Vec<(String, String)> {
    const JOINTS: [&str; 12] =
        ["である場合は", "の場合は", "場合には", "場合は", "のときは", "ときは", "なら", "は", ":", "=", "→", "⇒"];
    let mut found = Vec::new();
    let mut from = 0;
    if folded.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return found;
    }
    for (at, c) in folded.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let (Some(before), Some(after)) = (folded.get(from..at), folded.get(at + 1..)) else { continue };
        let after = after.trim_start_matches(['」', '』', '"', '点']);
        let before = before.trim_end_matches(['「', '『', '"']);
        // Digits are many, and few follow one of the joints.
        if !before.ends_with(['は', 'ら', ':', '=', '→', '⇒']) {
            continue;
        }
        let Some(label) = JOINTS.iter().find_map(|joint| before.strip_suffix(joint)) else { continue };
        from = at + 1;
        // 「回答:1=実施」 explains the digit, not the word before it.
        let number = after.trim_start_matches(['/', '.', '-', '~', ':']).starts_with(|c: char| c.is_ascii_digit());
        if number || after.starts_with([':', '=', '→', '⇒', '回', '年', '月', '日', '名', '件', '人', '時', '分', '文'])
        {
            return Vec::new();
        }
        let label =
            label.rsplit(['、', ',', '。', '/', ';', '\u{1}', '(', '[', '【', '・', '|']).next().unwrap_or_default();
        let label = label.trim_start_matches(['」', '』', '"', '点', 'を', ')', '※']);
        if !label.is_empty() && label.chars().count() <= 20 {
            found.push((c.to_string(), label.to_owned()));
        }
    }
    let marks: BTreeSet<&str> = found.iter().map(|(mark, _)| mark.as_str()).collect();
    if found.len() >= 2 && marks.len() == found.len() { found } else { Vec::new() }
}

pub(super) fn is_mark(c: char) -> bool {
    // Asked of each character of a sheet: nearly all of them are kana or ideographs.
    !matches!(c, 'ぁ'..='鿿') && (SYMBOLS.contains(c) || c.is_ascii_digit() || c.is_ascii_lowercase())
}

/// Whether what follows a mark goes on with a sentence in which the mark is only named: 「○又は×を記入」, 「○か×」.
fn names_only(rest: &str) -> bool {
    const ON: [&str; 20] = [
        "又は",
        "または",
        "もしくは",
        "若しくは",
        "及び",
        "および",
        "あるいは",
        "或いは",
        "印",
        "を",
        "の",
        "が",
        "に",
        "で記",
        "で回",
        "で答",
        "でお",
        "で示",
        "で選",
        "等",
    ];
    ON.iter().any(|on| rest.starts_with(on))
        || ["か", "と", "や", "、"]
            .iter()
            .filter_map(|joint| rest.strip_prefix(joint))
            .any(|after| after.starts_with(|c: char| SYMBOLS.contains(c) || c.is_ascii_digit() || c == '「'))
}

/// Before these words stand marks with their meanings.
static KEYING: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["凡例", "記号", "選択肢", "回答", "記入", "評価", "評点", "区分"]));
