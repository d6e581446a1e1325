//! Rules of the form that give a mark to what is not good: 「問題がある場合は○」.

use super::explained::is_legend;
use crate::questionnaire::foreign::marks::{SYMBOLS, TICKS};
use crate::questionnaire::foreign::tenor::{is_bad, is_coming, is_in_part, offers_both};
use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// Marks that a text gives to what is bad, still to come, or done in part: 「問題がある場合は○」, 「○は不備あり」,
/// 「できていない項目にチェック」, 「○は予定を含む」. The text is folded.
pub(super) fn turned(folded: &str) -> Vec<&'static str> {
    let opening = ['「', '『', '"', '(', '\u{2}'];
    let mut found = Vec::new();
    // Most cells name no mark at all.
    if !MARKING.any(folded) {
        return found;
    }
    let open = |text: &str| is_bad(text) || is_coming(text) || is_in_part(text);
    // 「○(未対応)×(対応済)」: the words stand in brackets behind the mark.
    for mark in TICKS {
        let behind = folded.match_indices(mark).filter_map(|(at, _)| folded.get(at + mark.len()..)?.strip_prefix('('));
        if behind.filter_map(|rest| rest.split_once(')')).any(|(said, _)| open(said) && !offers_both(said)) {
            found.push(mark);
        }
    }
    for clause in folded.split(['。', '、', ',', ';', '\u{1}', '(', ')']) {
        for mark in CONSENTING {
            for (at, _) in clause.match_indices(mark) {
                let before = clause.get(..at).unwrap_or_default().trim_end_matches(opening);
                let after = clause.get(at + mark.len()..).unwrap_or_default().trim_start_matches(['」', '』', '"']);
                let after = after.strip_prefix('印').unwrap_or(after);
                let given = ["は", "に", "には", "なら", "とき", "際", "場合", "のみ", "だけ", "れば", "も"]
                    .iter()
                    .any(|joint| before.ends_with(joint));
                let says = SAYING.iter().find_map(|joint| after.strip_prefix(joint));
                // 「未:○済:×」: the words stand before the mark.
                let label = [":", "=", "→", "⇒"].iter().find_map(|joint| before.strip_suffix(joint));
                let label = label.and_then(|label| label.rsplit(|c: char| SYMBOLS.contains(c)).next());
                let labelled = says.is_none() && label.is_some_and(|label| open(label) && !offers_both(label));
                if (given && open(before) && !offers_both(before)) || labelled || says.is_some_and(open) {
                    found.push(mark);
                }
            }
        }
        if picks_out(clause) || picks_out_in_english(clause) {
            found.extend(TICKS);
        }
    }
    for sentence in folded.split(['。', ';', '\u{1}']) {
        let sentence = sentence.replace(['、', ','], "");
        found.extend(CONSENTING.into_iter().filter(|mark| {
            sentence
                .match_indices(mark)
                .any(|(at, _)| is_set_on_bad(sentence.get(at + mark.len()..).unwrap_or_default()))
        }));
    }
    // A mark that the text does not name is as good as the one it names.
    let named = TICKS.iter().filter(|mark| folded.contains(**mark)).count();
    let ticking = found.iter().any(|mark| !["はい", "yes", "ok"].contains(mark));
    if ticking && named <= 1 && !is_legend(folded) {
        found.extend(TICKS);
    }
    found
}

/// 「○のついた項目は是正してください」: what stands behind the mark.
fn is_set_on_bad(after: &str) -> bool {
    let after = after.trim_start_matches(['」', '』', '"']);
    let Some((between, rest)) = after.split_once('は') else { return false };
    let set = between.chars().all(|c| "印のがをに付つけいたしある項目箇所事設問欄点もマーク".contains(c));
    set && between.chars().count() <= 12 && is_bad(rest)
}

/// 「できていない項目に○」, 「不足しているものを選んで」: a clause that has the bad ones marked.
fn picks_out(clause: &str) -> bool {
    const THINGS: [&str; 9] = ["項目", "もの", "事項", "箇所", "対策", "措置", "設問", "内容", "点"];
    const JOINTS: [&str; 13] = [
        "のみを",
        "のみに",
        "だけを",
        "だけに",
        "については",
        "について",
        "には",
        "から",
        "のみ",
        "だけ",
        "を",
        "に",
        "は",
    ];
    const MARKS: [&str; 13] = ["○", "◎", "●", "✓", "☑", "■", "レ", "チェック", "印", "丸", "マーク", "しるし", "選"];
    let marked = |thing: &str, at: usize| {
        let (before, after) = (clause.get(..at)?, clause.get(at + thing.len()..)?);
        let (joint, rest) = JOINTS.iter().find_map(|joint| Some((*joint, after.strip_prefix(joint)?)))?;
        let (place, mark) = MARKS.iter().filter_map(|mark| Some((rest.find(mark)?, *mark))).min()?;
        let (between, behind) = (rest.get(..place)?, rest.get(place..)?);
        let elsewhere = between.contains(['「', '『', '×', '△'])
            || is_bad(between)
            || ["理由", "備考", "空欄", "該当"].iter().any(|word| between.contains(word));
        // 「該当しない項目は「該当なし」を選択」 chooses an answer for them, not them.
        let answered = mark == "選" && ["は", "には", "については", "について"].contains(&joint);
        let left = ["ない", "ません", "不要", "なし", "×", "△"].iter().any(|word| behind.contains(word));
        Some((is_bad(before) || is_coming(before)) && !offers_both(before) && !elsewhere && !answered && !left)
    };
    THINGS.iter().any(|thing| clause.match_indices(thing).any(|(at, _)| marked(thing, at) == Some(true)))
}

/// 「Mark the controls that are NOT in place」; blanks are gone.
fn picks_out_in_english(clause: &str) -> bool {
    const VERBS: [&str; 6] = ["mark", "tick", "check", "select", "circle", "highlight"];
    const THINGS: [&str; 10] =
        ["controls", "items", "requirements", "measures", "questions", "areas", "practices", "rows", "those", "points"];
    const BAD: [&str; 13] = [
        "notin", "notyet", "notmet", "notimpl", "notdone", "notappl", "donot", "doesnot", "missing", "lacking", "gap",
        "planned", "improve",
    ];
    if !clause.is_ascii() {
        return false;
    }
    VERBS.iter().filter_map(|verb| clause.split_once(verb)).any(|(_, after)| {
        let after =
            ["only", "all", "any", "the", "each"].iter().fold(after, |text, word| text.trim_start_matches(word));
        let things = THINGS.iter().find_map(|thing| after.strip_prefix(thing));
        things.is_some_and(|rest| {
            BAD.iter().any(|word| rest.contains(word)) || rest.contains("noncompl") || rest.contains("non-compl")
        })
    })
}

/// Marks and words of consent.
const CONSENTING: [&str; 15] =
    ["○", "◎", "●", "✓", "☑", "■", "レ点", "レ", "はい", "yes", "ok", "チェック", "印を", "丸を", "マークを"];

/// What stands between a mark and what it says, the longer ones first.
const SAYING: [&str; 12] =
    ["の場合には", "の場合は", "の場合", "のときは", "のとき", "には", "にも", "は", ":", "=", "→", "..."];

/// Cells without any of these give no rule for marks.
pub(super) static MARKING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(CONSENTING.into_iter().chain(["印", "丸", "選", "mark", "tick", "check", "select", "circle"]))
});
