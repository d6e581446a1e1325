//! What questions stand under: a heading, a category or a question of which they are the parts can turn what a mark beside them says.

use super::elsewhere::{self, Elsewhere};
use super::grid::{Seen, is_asking};
use super::once::Once;
use super::polarity::{self, Doubt};
use super::to_come::NEXT_YEARS;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::Searched;
use jiff::civil::Date;

/// The headings above the row that is read, from the outside in, and the question of which it may be a part.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// With the kind of sign with which each begins: a heading ends those of its own kind and what stood under them.
    sections: Vec<(char, String)>,
    parent: Option<Parent>,
    /// What headings say, as far as the question plays no part: each stands above many.
    heard: Once<Heading>,
}

/// What a heading says of the marks below it.
#[derive(Clone, Debug)]
struct Heading {
    sense: Option<&'static str>,
    bare_fault: bool,
    elsewhere: Option<Elsewhere>,
    limited: bool,
}

impl Heading {
    fn of(text: &str, on: Date) -> Self {
        let folded = fold(text);
        Self {
            sense: sense(&folded),
            bare_fault: is_bare_fault(&folded),
            elsewhere: elsewhere::of_name(&folded, on),
            limited: elsewhere::said_of_below(&folded).is_some_and(elsewhere::limits),
        }
    }

    /// What a mark beside a question below it may be set for.
    fn meant(&self, asked: &str) -> Option<&'static str> {
        let bare = || self.bare_fault && !is_measure(asked);
        let elsewhere = || self.elsewhere.as_ref().filter(|found| !found.is_asked_in(asked));
        self.sense
            .or_else(|| bare().then_some("できていないこと・起きたこと"))
            .or_else(|| elsewhere().map(|found| found.sense))
            .or_else(|| self.limited.then_some("時期や範囲を限ったこと"))
    }
}

#[derive(Debug)]
struct Parent {
    id: Option<String>,
    text: String,
}

/// Bytes of the longest heading that is looked at.
const LONGEST_HEADING: usize = 400;
/// Headings that are kept at once.
const DEEPEST: usize = 8;

impl Standing {
    pub(super) fn section(&mut self, text: &str) {
        let folded = fold(text);
        let kind = folded.chars().next().map_or('文', |first| match first {
            '0'..='9' => '1',
            'a'..='z' => 'a',
            sign if !sign.is_alphanumeric() || sign == '第' => sign,
            _ => '文',
        });
        let done = ["実施している", "実施済", "対応済", "整備済", "導入済", "対応している"];
        if done.iter().any(|word| folded.contains(word)) && sense(&folded).is_none() {
            self.sections.clear();
        }
        if let Some(at) = self.sections.iter().position(|(other, _)| *other == kind) {
            self.sections.truncate(at);
        }
        if self.sections.len() < DEEPEST {
            self.sections.push((kind, text.to_owned()));
        }
        self.parent = None;
    }

    /// Takes note of a question; whether it is a part of the one that is its parent.
    pub(super) fn question(&mut self, id: Option<&Seen>, seen: &Seen, answered: bool) -> bool {
        let listed = is_listed(&seen.text) || id.is_some_and(|id| is_listed(&format!("{} ", id.text.trim())));
        let part = self.parent.as_ref().is_some_and(|parent| {
            let under = |id: &Seen| {
                parent.id.as_ref().is_some_and(|above| {
                    id.folded.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with(['-', '.', '(', '_']))
                })
            };
            listed || id.map_or(parent.id.is_some(), under)
        });
        if part {
            return true;
        }
        let leads =
            ["次の", "以下", "下記", "のうち", "選んで", "該当する"].iter().any(|word| seen.folded.contains(word));
        self.parent = (!answered || leads)
            .then(|| Parent { id: id.map(|id| id.folded.clone()), text: seen.text.trim().to_owned() });
        false
    }

    /// Why what a mark says under these headings and categories is open, if so; and whether because of which answer is the good one.
    pub(super) fn doubt(&self, part: bool, categories: &[String], question: &str, on: Date) -> Option<(String, bool)> {
        let short = |text: &&String| text.len() <= LONGEST_HEADING;
        let parent = self.parent.as_ref().filter(|_| part).map(|parent| &parent.text);
        let headings = self.sections.iter().map(|(_, text)| text).chain(categories).chain(parent);
        let asked = fold(question);
        // Headings are few words; what is longer is looked at by nobody as one, and would be looked through again for every row.
        for heading in headings.filter(short) {
            let heard = self.heard.of(heading, "", || Heading::of(heading, on));
            if let Some(sense) = heard.meant(&asked) {
                return Some((format!("「{}」の下にあり、{sense}への印とも読めます", cut(heading)), false));
            }
        }
        parent.filter(short).and_then(|text| {
            let folded = fold(text);
            let sense = polarity::doubt(&folded).filter(|doubt| !matches!(doubt, Doubt::InItself | Doubt::Abroad));
            let deeds = folded.contains("行為") && !is_measure(&folded);
            let why = sense.map(Doubt::sentence);
            let why = why.or_else(|| deeds.then_some("してはならないことを挙げる設問とみられます"));
            why.map(|why| (format!("「{}」の細目です。{why}", cut(text)), sense.is_some()))
        })
    }
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(30).collect()
}

/// Whether a text begins like an item of a list: 「・研修」, 「(1) 漏えい」, 「ア 規程」, 「a. 教育」.
pub(super) fn is_listed(text: &str) -> bool {
    let text = text.trim_start();
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return false };
    let second = signs.next();
    match first {
        '・' | '･' | '‐' | '－' | '-' | '–' | '•' | '○' if first != '○' => {
            second.is_some_and(|c| !c.is_numeric())
        }
        '①'..='⑳' | 'ⓐ'..='ⓩ' => true,
        '(' | '（' => {
            let inside: String = text.chars().skip(1).take_while(|c| !matches!(c, ')' | '）')).take(4).collect();
            let closed = text.chars().nth(inside.chars().count() + 1).is_some_and(|c| matches!(c, ')' | '）'));
            closed && (1..=2).contains(&inside.chars().count()) && inside.chars().all(char::is_alphanumeric)
        }
        'ア'..='ン' | 'ｱ'..='ﾝ' | 'a'..='z' | 'ａ'..='ｚ' => {
            second.is_some_and(|c| c.is_whitespace() || ".．)）、:：".contains(c))
        }
        _ => false,
    }
}

/// What a mark under such a heading would be set for, where that is not what is good. The text is folded.
fn sense(folded: &str) -> Option<&'static str> {
    const DENIED: [&str; 29] = [
        "検討を要",
        "対応を要",
        "改善を要",
        "検討が必要",
        "対応が必要",
        "していない",
        "していません",
        "できていない",
        "できていません",
        "されていない",
        "行っていない",
        "守られていない",
        "未実施",
        "未対応",
        "未整備",
        "未導入",
        "未策定",
        "未着手",
        "未達",
        "不足してい",
        "不足する",
        "足りない",
        "不十分な",
        "該当しない",
        "要改善",
        "改善が必要",
        "是正が必要",
        "問題のある",
        "問題がある",
    ];
    const WRONG: [&str; 14] = [
        "リスクとして認識",
        "該当するリスク",
        "認識しているリスク",
        "残存リスク",
        "残存するリスク",
        "禁止行為",
        "禁止事項",
        "違反行為",
        "不正行為",
        "不適切な",
        "してはならない",
        "してはいけない",
        "認識している課題",
        "今後の課題",
    ];
    // 「未実施の場合の対応」 and 「未受講者への教育」 name what is done about it; 「未実施の対策」 what is not.
    const ABOUT: [&str; 6] = ["場合", "とき", "際の", "際は", "者へ", "者に"];
    const HANDLED: [&str; 14] = [
        "への",
        "の管理",
        "の把握",
        "の点検",
        "を確認",
        "防止",
        "の周知",
        "の報告",
        "の是正",
        "の対策",
        "の対応",
        "の評価",
        "の分析",
        "の発見",
    ];
    if folded.is_empty() || folded.chars().count() > 60 {
        return None;
    }
    let text = Searched::new(folded);
    let any = |words: &[&str]| words.iter().any(|word| text.holds(word));
    let both = folded.contains("している") && folded.contains("していない");
    if both || any(&["○:", "○=", "○は", "○…", "○.", "×:", "×=", "×は", "有無", "か否か"]) {
        return None;
    }
    let about = any(&ABOUT);
    if any(&DENIED) && !about {
        Some("できていないこと")
    } else if elsewhere::is_to_come(&text) || any(&NEXT_YEARS) {
        Some("これから行うこと")
    } else if any(&WRONG) && !about && !any(&HANDLED) {
        Some("あってはならないこと")
    } else {
        None
    }
}

/// Whether a heading is no more than the name of something bad.
fn is_bare_fault(folded: &str) -> bool {
    const FAULTS: [&str; 22] = [
        "事故",
        "事故歴",
        "事故等",
        "課題",
        "課題事項",
        "問題",
        "問題点",
        "リスク",
        "リスク事項",
        "不備",
        "不備事項",
        "違反",
        "弱点",
        "懸念",
        "懸念事項",
        "指摘事項",
        "インシデント",
        "ヒヤリハット",
        "残課題",
        "予定",
        "今後",
        "禁止",
    ];
    let core = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let core = core.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".-_)( ".contains(c));
    FAULTS.contains(&core)
}

/// Whether a question names what is done, and not what has happened.
fn is_measure(folded: &str) -> bool {
    const MEASURES: [&str; 26] = [
        "手順",
        "体制",
        "対応",
        "対策",
        "整備",
        "管理",
        "報告",
        "訓練",
        "防止",
        "記録",
        "規程",
        "計画",
        "教育",
        "確認",
        "点検",
        "評価",
        "分析",
        "対処",
        "把握",
        "監視",
        "検知",
        "周知",
        "定め",
        "実施し",
        "設置",
        "禁止し",
    ];
    MEASURES.iter().any(|word| folded.contains(word)) || (is_asking(folded) && folded.ends_with("こと"))
}
