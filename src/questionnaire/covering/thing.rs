//! Things that answers name in place of what was asked for: a thing where a deed was asked about, or a thing that serves another end.
//! All texts are folded.

use super::enumeration::object;
use super::{ALIKE, deeds};
use crate::questionnaire::backing::{is_hiragana, shares_two};
use crate::questionnaire::vocabulary::RemarkWords;

/// What is amiss with the things that the text names, as a sentence for readers.
pub(super) fn amiss(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    for_deed(words, asked, text).or_else(|| for_another_end(words, asked, text))
}

/// A deed was asked about, and only a thing or a paper is named: 「SIEM導入済」 does not say that anybody looks through the logs.
fn for_deed(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const DEEDS: [&str; 11] = ["見直", "分析", "棚卸", "訓練", "監査", "監督", "教育", "研修", "診断", "点検", "監視"];
    /// Machines that themselves watch.
    const WATCHERS: [&str; 14] =
        ["soc", "siem", "ids", "ips", "edr", "xdr", "mdr", "ndr", "waf", "utm", "検知", "カメラ", "アラート", "見張"];
    const PAPERS: [&str; 9] =
        ["監査規程", "監査規定", "監査条項", "監査計画", "教育資料", "教育計画", "訓練計画", "研修資料", "点検表"];
    const THERE: [&str; 5] = ["あり", "有り", "有", "に明記", "に記載"];
    const PUT: [&str; 4] = ["導入", "設置", "配備", "保有"];
    if !DEEDS.iter().any(|deed| asked.contains(deed)) {
        return None;
    }
    let all = deeds(words, asked);
    // 「監視カメラを設置」 asks for no watching.
    let last = all.last()?;
    let deed = DEEDS.iter().find(|deed| last.words.iter().any(|word| word.ends_with(**deed)))?;
    let bare = PAPERS.iter().fold(text.to_owned(), |text, paper| text.replace(paper, ""));
    let alike = ALIKE.iter().filter(|group| group.contains(deed)).flat_map(|group| group.iter());
    let watched = *deed == "監視" && WATCHERS.iter().any(|word| bare.contains(word));
    let named = watched || bare.contains(deed) || alike.into_iter().any(|word| bare.contains(word));
    let clauses = || text.split(['、', '。', '\u{1}', ',']).filter(|clause| !clause.is_empty());
    let put =
        |end: &str| end.is_empty() || ["しており", "してい", "しました", "済"].iter().any(|sign| end.starts_with(sign));
    let there = |clause: &str| {
        THERE.iter().any(|end| clause.ends_with(end))
            || PUT.iter().any(|verb| clause.rsplit_once(verb).is_some_and(|(_, end)| put(end)))
    };
    let only_things = clauses().next().is_some() && clauses().all(there);
    (!named && only_things)
        .then(|| format!("物や文書があることだけが述べられ、「{deed}」を行っているとは述べていません"))
}

/// A thing was asked for, and one that serves another end is named: a shredder where it was asked for a camera.
fn for_another_end(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let wanted: Vec<_> = words.things.iter().filter(|things| things.named(asked).is_some()).collect();
    if wanted.is_empty() || wanted.iter().any(|things| things.named(text).is_some()) {
        return None;
    }
    let other = words.things.iter().find_map(|things| things.named(text)).map(str::to_owned);
    let name = other.or_else(|| unknown(asked, text))?;
    Some(format!("設問が求めるものではなく「{name}」が挙げられています"))
}

/// What was put up or brought in, where the question asks for something else to be: 「会計ソフトを導入」. Products of makers have names in
/// Latin letters, and may be anything.
fn unknown(asked: &str, text: &str) -> Option<String> {
    const PUT: [&str; 4] = ["設置", "導入", "配備", "据え付け"];
    const ANY_KIND: [&str; 12] = [
        "システム",
        "ソフトウェア",
        "ソフト",
        "ツール",
        "装置",
        "機器",
        "設備",
        "製品",
        "サービス",
        "機能",
        "機",
        "器",
    ];
    if !PUT.iter().any(|verb| asked.contains(verb)) {
        return None;
    }
    let brought = ["を設置", "を導入", "を配備", "を使用", "を利用", "を採用"].into_iter();
    brought.filter_map(|sign| text.split_once(sign)).filter_map(|(before, _)| object(before)).find_map(|name| {
        let own = ANY_KIND.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
        let latin = own.chars().all(|c| c.is_ascii() || is_hiragana(c));
        (!latin && own.chars().count() > 1 && !shares_two(asked, own)).then(|| name.to_owned())
    })
}
