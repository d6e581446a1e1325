//! Bare names of what is known to do what was asked about: 「NTP」, where it is asked whether clocks are kept in step, 「ESET」, where it is asked for
//! a guard against malware. A name alone says no more than that the thing is there, so a question that asks for more is left to others.

use crate::questionnaire::vocabulary::{RemarkWords, fold};

/// Whether a line is nothing but such names.
pub(super) fn are_named(words: &RemarkWords, asked: &str, line: &str) -> bool {
    let known = |name: &str| {
        let groups = words.means_known.iter().filter(|means| means.asked.any(asked) && !means.unless.any(asked));
        groups.into_iter().any(|means| means.named.is(name))
    };
    let folded = fold(line).replace("及び", "、");
    let list = bare(&folded);
    let mut names = list.split(['、', ',', '・', '/', '+', '(', ')']).filter(|name| !name.is_empty()).peekable();
    names.peek().is_some() && names.all(known)
}

/// A list of names without the verb that says that they are there.
fn bare(text: &str) -> &str {
    const NOW: [&str; 8] = ["しています", "しております", "している", "済みです", "済み", "済", "中", "です"];
    const THERE: [&str; 10] = [
        "を使用",
        "を利用",
        "を導入",
        "を採用",
        "を設置",
        "を適用",
        "で同期",
        "で暗号化",
        "により暗号化",
        "により同期",
    ];
    let stem = NOW.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    THERE.iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem)
}
