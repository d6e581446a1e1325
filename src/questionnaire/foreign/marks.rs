//! Marks: boxes inside a cell, ticks in columns, and the legends that say what a mark means.

use super::grid::Grid;
use super::occupied::Cells;
use super::sentence::{self, Meaning};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::WordList;
use crate::questionnaire::{Answer, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const CHECKED: [char; 4] = ['☑', '■', '✓', '◉'];
const EMPTY: [char; 3] = ['□', '☐', '◻'];
const SYMBOLS: &str = "○◎●△▲×✓☑■□◇◆☆★-▽▼";

/// Brackets, ticks and radio buttons that stand for boxes, written as boxes: 「(○)はい ( )いいえ」, `[x]yes[]no`, 「◉はい ○いいえ」.
pub(super) fn as_boxes(vocabulary: &Vocabulary, folded: &str) -> String {
    const FULL: [&str; 18] = [
        "(○)",
        "(●)",
        "(◎)",
        "(✓)",
        "(レ)",
        "(x)",
        "(*)",
        "(v)",
        "[○]",
        "[●]",
        "[✓]",
        "[レ]",
        "[x]",
        "[*]",
        "[v]",
        "【○】",
        "【✓】",
        "【レ】",
    ];
    const BARE: [&str; 3] = ["()", "[]", "【】"];
    let mut text = folded.to_owned();
    // Most answers hold nothing of the kind.
    if !text.contains(['(', '[', '【', '◉', 'レ']) {
        return text;
    }
    let groups: usize = FULL.iter().chain(&BARE).map(|group| text.matches(group).count()).sum();
    if groups >= 2 {
        FULL.iter().for_each(|group| text = text.replace(group, "☑"));
        BARE.iter().for_each(|group| text = text.replace(group, "□"));
    }
    if text.contains('◉') {
        text = text.replace('○', "□");
    }
    // A tick typed over its box: 「レはい □いいえ」.
    if text.contains('レ') && text.contains(EMPTY) {
        let mut ticked = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let label: String = text
                .get(at + c.len_utf8()..)
                .unwrap_or_default()
                .chars()
                .take_while(|c| !EMPTY.contains(c) && !CHECKED.contains(c) && !"・/,、\u{1}".contains(*c))
                .collect();
            ticked.push(if c == 'レ' && vocabulary.read(&label).known && !label.is_empty() { '☑' } else { c });
        }
        text = ticked;
    }
    text
}

/// Whether a text offers choices with boxes, or holds one box with a word.
pub(super) fn has_boxes(folded: &str) -> bool {
    let boxes = folded.chars().filter(|c| CHECKED.contains(c) || EMPTY.contains(c)).count();
    boxes >= 2 || (boxes == 1 && folded.chars().count() > 1)
}

/// What stands at the checked box of a cell such as 「☑はい □いいえ」.
pub(super) fn boxes(words: Words<'_>, folded: &str, beside: &str) -> Meaning {
    let is_box = |c: char| CHECKED.contains(&c) || EMPTY.contains(&c);
    let marks: Vec<char> = folded.chars().filter(|c| is_box(*c)).collect();
    let plain = |text: &str| text.trim_matches(|c: char| "\u{1}/・,、|;:()".contains(c)).to_owned();
    let pieces: Vec<String> = folded.split(is_box).map(plain).collect();
    let (Some(head), Some(tail)) = (pieces.first(), pieces.last()) else {
        return Meaning::unclear("選択の欄を読めません");
    };
    // The box stands behind its word only where nothing stands behind the last box.
    let behind = tail.is_empty() && !head.is_empty();
    if !behind && !head.is_empty() && words.vocabulary.read(head).known {
        return Meaning::unclear("どの□がどの語のものか決められません");
    }
    let labels: Vec<&String> =
        if behind { pieces.iter().take(marks.len()).collect() } else { pieces.iter().skip(1).collect() };
    let chosen: Vec<&&String> =
        labels.iter().zip(&marks).filter(|(_, mark)| CHECKED.contains(mark)).map(|(label, _)| label).collect();
    match chosen.as_slice() {
        [] => {
            Meaning { why: Some("どの□にも印がありません".to_owned()), ..Meaning::of(Answer::Unanswered) }
        }
        [label] if !label.is_empty() => sentence::read(words, label, beside),
        [_] => Meaning::unclear("印の付いた□に言葉がありません"),
        _ => Meaning::unclear("二つ以上の□に印があります"),
    }
}

/// Whether a cell holds nothing but a mark of consent.
pub(super) fn is_tick(folded: &str) -> bool {
    TICKS.contains(&folded) || folded == "×"
}

/// Whether a cell of a choice column is chosen: `None` where nobody can tell.
pub(super) fn ticked(folded: &str) -> Option<bool> {
    match folded {
        "" | "□" | "☐" | "-" | "/" | "\\" | "0" | "false" => Some(false),
        "○" | "◎" | "●" | "✓" | "レ" | "☑" | "■" | "x" | "v" | "1" | "true" | "*" => Some(true),
        _ => None,
    }
}

/// The choices that a row itself offers, 「1.実施済 2.一部実施」: what stands behind the number, letter or kana that was written.
pub(super) fn choice_named(offered: &str, written: &str) -> Option<String> {
    let label = written.trim();
    let mut signs = label.chars();
    let one = signs.next().filter(|_| signs.next().is_none())?;
    let plain = |c: char| fold(&c.to_string());
    let wanted = plain(one);
    let characters: Vec<char> = offered.chars().collect();
    let is_label = |at: usize| {
        let (before, c) = (at.checked_sub(1).and_then(|at| characters.get(at)), characters.get(at));
        let next = characters.get(at + 1);
        let free = before.is_none_or(|c| !c.is_alphanumeric());
        let closed = next.is_some_and(|c| ".．:：)）、=＝ 　".contains(*c));
        c.is_some_and(|c| (('①'..='⑳').contains(c)) || (free && closed && (c.is_alphanumeric())))
    };
    let starts: Vec<usize> = (0..characters.len()).filter(|at| is_label(*at)).collect();
    let same: Vec<usize> =
        starts.iter().copied().filter(|at| characters.get(*at).is_some_and(|c| plain(*c) == wanted)).collect();
    let [only] = same.as_slice() else { return None };
    let end = starts.iter().find(|at| *at > only).copied().unwrap_or(characters.len());
    let word: String = characters.get(only + 1..end)?.iter().collect();
    let word = word.trim_matches(|c: char| ".．:：)）、=＝／/・(（,".contains(c) || c.is_whitespace()).to_owned();
    (starts.len() >= 2 && !word.is_empty()).then_some(word)
}

/// What the marks of a sheet mean, as its own legend says.
#[derive(Clone, Debug, Default)]
pub(super) struct Legend {
    meanings: BTreeMap<String, String>,
    disputed: BTreeSet<String>,
    /// Marks that a rule of the form gives to what is bad, with its cell and words: 「問題がある場合は○」.
    turned: BTreeMap<&'static str, String>,
}

impl Legend {
    fn add(&mut self, mark: String, meaning: String) {
        match self.meanings.get(&mark) {
            Some(before) if *before != meaning => {
                self.disputed.insert(mark);
            }
            Some(_) => {}
            None => {
                self.meanings.insert(mark, meaning);
            }
        }
    }

    /// Heeds a rule of the form that gives marks to what is not good.
    fn turn(&mut self, place: &str, text: &str, folded: &str) {
        for mark in turned(folded) {
            self.turned.entry(mark).or_insert_with(|| {
                let rule: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
                format!("{place}に「{rule}」")
            });
        }
    }

    /// Heeds what a comment on a header, or the hint of a drop-down list, says of marks.
    pub(super) fn hear(&mut self, place: &str, text: &str) {
        if text.len() > sentence::LONGEST {
            return;
        }
        let folded = fold(text);
        self.listen(place, text, &folded);
        let found = explained(&folded);
        if explains(&found) {
            found.into_iter().for_each(|(mark, meaning)| self.add(mark, meaning));
        }
    }

    /// Heeds what a cell says of marks; a long one is heard sentence by sentence.
    fn listen(&mut self, place: &str, text: &str, folded: &str) {
        if text.chars().count() <= LONG {
            return self.turn(place, text, folded);
        }
        for sentence in text.split(['。', '\n', '\r']).filter(|sentence| !sentence.trim().is_empty()) {
            self.turn(place, sentence, &fold(sentence));
        }
    }

    /// The rule of the form by which this mark, or word, stands for what is bad.
    pub(super) fn turns(&self, folded: &str) -> Option<&str> {
        let found = self.turned.iter().find(|(mark, _)| folded.starts_with(**mark) && !self.defines(mark));
        found.map(|(_, rule)| rule.as_str())
    }

    /// The rule by which a mark of consent stands for what is bad, where this is the mark of the opposite.
    pub(super) fn turns_against(&self, folded: &str) -> Option<&str> {
        let denies = ["×", "-", "いいえ", "no", "ng", "□", "無", "なし"].contains(&folded);
        let open = self.turned.iter().find(|(mark, _)| !self.defines(mark));
        open.filter(|_| denies && !self.defines(folded)).map(|(_, rule)| rule.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    pub(super) fn defines(&self, mark: &str) -> bool {
        self.meanings.contains_key(mark)
    }

    /// The same with what another legend says about other marks.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (mark, rule) in &other.turned {
            both.turned.entry(mark).or_insert_with(|| rule.clone());
        }
        for (mark, meaning) in &other.meanings {
            if !both.meanings.contains_key(mark) {
                both.meanings.insert(mark.clone(), meaning.clone());
                if other.disputed.contains(mark) {
                    both.disputed.insert(mark.clone());
                }
            }
        }
        both
    }

    pub(super) fn sentence(&self) -> String {
        let pairs: Vec<String> = self.meanings.iter().map(|(mark, meaning)| format!("{mark}={meaning}")).collect();
        format!("印の意味は凡例({})に従います", pairs.join("、"))
    }

    /// Whether a mark in a column of its choice says that it is chosen, where the legend speaks of choosing.
    pub(super) fn chooses(&self, mark: &str) -> Option<bool> {
        let meaning = self.meanings.get(mark).filter(|_| !self.disputed.contains(mark))?;
        let chosen = ["選択", "該当", "チェック", "当てはまる", "あてはまる"].iter().any(|word| meaning.contains(word));
        let denied = ["非", "未", "不", "ない", "ません", "なし"].iter().any(|word| meaning.contains(word));
        chosen.then_some(!denied)
    }

    /// Whether the legend gives the mark a meaning other than that it chooses.
    pub(super) fn contradicts_choosing(&self, mark: &str) -> bool {
        self.meanings.get(mark).is_some_and(|meaning| {
            !["選択", "該当", "チェック", "当てはまる"].iter().any(|word| meaning.contains(word))
                || ["非", "未", "不", "ない"].iter().any(|word| meaning.contains(word))
        })
    }

    /// What an answer that begins with one of the legend's marks says.
    pub(super) fn read(&self, words: Words<'_>, folded: &str, beside: &str) -> Option<Meaning> {
        let mut signs = folded.chars();
        let mark = signs.next()?.to_string();
        let rest = signs.as_str();
        if !rest.is_empty() && rest.starts_with(char::is_alphanumeric) || rest.starts_with('.') {
            return None;
        }
        let meaning = self.meanings.get(&mark)?;
        if self.disputed.contains(&mark) {
            return Some(Meaning::unclear("凡例が二通りの意味を挙げています"));
        }
        let read = sentence::read(words, meaning, &format!("{rest}\n{beside}"));
        let plain = rest.is_empty() && beside.trim().is_empty();
        let needed = needed(meaning);
        let read = match needed.or_else(|| sentence::state(words, meaning)) {
            // What the legend says counts, in the light of what stands beside the mark.
            Some(answer)
                if needed.is_some()
                    || sentence::wholly_done(meaning)
                    || read.answer == Answer::Unclear && !read.known =>
            {
                match answer {
                    Answer::Met if !plain => sentence::read(words, "はい", &format!("{rest}\n{beside}")),
                    answer => Meaning::of(answer),
                }
            }
            _ => read,
        };
        let why = match read.answer {
            Answer::Unclear => format!("凡例の「{mark}={meaning}」から充足かどうかを決められません"),
            _ => format!(
                "凡例の「{mark}={meaning}」により読みました{}",
                read.why.map(|why| format!("。{why}")).unwrap_or_default()
            ),
        };
        Some(Meaning { why: Some(why), ..read })
    }
}

/// Marks and words of consent.
const CONSENTING: [&str; 15] =
    ["○", "◎", "●", "✓", "☑", "■", "レ点", "レ", "はい", "yes", "ok", "チェック", "印を", "丸を", "マークを"];
/// Of these, the marks that stand for each other: who is told to tick may draw a circle.
const TICKS: [&str; 7] = ["○", "◎", "●", "✓", "☑", "■", "レ"];
/// What stands between a mark and what it says, the longer ones first.
const SAYING: [&str; 12] =
    ["の場合には", "の場合は", "の場合", "のときは", "のとき", "には", "にも", "は", ":", "=", "→", "..."];
/// Cells without any of these give no rule for marks.
static MARKING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(CONSENTING.into_iter().chain(["印", "丸", "選", "mark", "tick", "check", "select", "circle"]))
});

/// What is still to come.
static TO_COME: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定",
        "検討",
        "来年度",
        "次年度",
        "翌年度",
        "今後",
        "将来",
        "これから",
        "計画中",
        "計画して",
        "を計画",
        "の計画が",
        "年以内に",
        "か月以内に",
        "ヶ月以内に",
        "までに対応",
        "までに実施",
        "今年度中",
        "本年度中",
        "年度内",
        "年内に",
        "したい",
        "希望する",
        "希望があ",
    ])
});
/// To come no more, or not meant.
static NOT_TO_COME: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定なし",
        "予定がない",
        "予定はない",
        "予定どおり",
        "検討済",
        "除",
        "含まな",
        "含みませ",
        "含まず",
        "含めな",
        "今後も",
        "ではなく",
        "しました",
        "実施した",
        "対応した",
        "導入した",
        "済",
        "している",
        "しており",
    ])
});

/// Whether a few words speak of what is still to come.
pub(super) fn is_coming(folded: &str) -> bool {
    // 「来年度の業務について実施している」 is about now.
    let said = ["について", "に関し", "に係る", "における"]
        .iter()
        .filter_map(|joint| folded.rsplit_once(joint).map(|(_, said)| said))
        .filter(|said| said.chars().count() > 3)
        .min_by_key(|said| said.len())
        .unwrap_or(folded);
    // 「検討している」 is still to come.
    let settled = ["検討", "予定", "計画", "を計画", "準備"]
        .iter()
        .fold(said.replace("したい", "希望する"), |text, word| {
            text.replace(&format!("{word}している"), word).replace(&format!("{word}しており"), word)
        });
    TO_COME.any(said) && !NOT_TO_COME.any(&settled)
}

/// Whether it is enough that something is done in part.
pub(super) fn is_in_part(folded: &str) -> bool {
    ["一部でも", "部分的でも", "1か所でも", "一つでも", "一箇所でも", "一部実施を含", "一部を含"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whether a few words name what is bad: a fault, or what is not done; 「問題がない」 is good again.
pub(super) fn is_bad(folded: &str) -> bool {
    const FAULTS: [&str; 26] = [
        "問題",
        "課題",
        "不備",
        "改善",
        "是正",
        "リスク",
        "懸念",
        "指摘",
        "違反",
        "脆弱",
        "逸脱",
        "不適合",
        "不足",
        "遅れ",
        "遅延",
        "欠陥",
        "欠如",
        "弱点",
        "弱い",
        "苦手",
        "不安",
        "見直しが必要",
        "対応が必要",
        "不具合",
        "issue",
        "risk",
    ];
    const DENIALS: [&str; 15] = [
        "未",
        "ない",
        "ません",
        "なし",
        "無し",
        "なけれ",
        "不可",
        "不十分",
        "非該当",
        "非対応",
        "非準拠",
        "対象外",
        "不要",
        "いいえ",
        "要さず",
    ];
    const SETTLED: [&str; 6] = ["改善済", "是正済", "解決済", "対処済", "解消", "対応済"];
    if SETTLED.iter().any(|word| folded.contains(word)) && !folded.contains('未') {
        return false;
    }
    // What is not yet mended is bad once, not twice.
    let text = ["改善", "是正", "解決", "対処", "修正", "解消"]
        .iter()
        .fold(folded.to_owned(), |text, word| text.replace(&format!("未{word}"), "不備"));
    let fault = FAULTS.iter().any(|word| text.contains(word));
    let denials: usize = DENIALS.iter().map(|word| text.matches(word).count()).sum();
    (usize::from(fault) + denials) % 2 == 1
}

/// Whether a text names both answers, 「はい・いいえのいずれかに○」: then it gives the mark to neither.
pub(super) fn offers_both(folded: &str) -> bool {
    let text = ["又は", "または", "もしくは", "若しくは", "/", "|", "、", ",", "or"]
        .iter()
        .fold(folded.replace(['「', '」', '『', '』'], ""), |text, joint| text.replace(joint, "・"));
    const PAIRS: [(&str, &str); 9] = [
        ("はい", "いいえ"),
        ("あり", "なし"),
        ("有り", "無し"),
        ("有", "無"),
        ("可", "否"),
        ("可", "不可"),
        ("要", "不要"),
        ("yes", "no"),
        ("y", "n"),
    ];
    let pair =
        |one: &str, other: &str| text.contains(&format!("{one}・{other}")) || text.contains(&format!("{other}・{one}"));
    let denied = |word: &str| ["未", "非", "不"].iter().any(|sign| pair(word, &format!("{sign}{word}")));
    ["いずれか", "どちらか", "どれか", "該当する方"].iter().any(|word| text.contains(word))
        || PAIRS.iter().any(|(one, other)| pair(one, other))
        || ["実施", "対応", "整備", "該当", "適合", "導入", "準拠", "達成"].iter().any(|word| denied(word))
}

/// Marks that a text gives to what is bad, still to come, or done in part: 「問題がある場合は○」, 「○は不備あり」,
/// 「できていない項目にチェック」, 「○は予定を含む」. The text is folded.
fn turned(folded: &str) -> Vec<&'static str> {
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

/// What the words of a legend say of a mark, where they say whether something is still needed, or by when: 「改善を要しない」.
fn needed(meaning: &str) -> Option<Answer> {
    const MENDED: [&str; 4] = ["改善", "是正", "見直し", "改修"];
    const FREE: [&str; 8] =
        ["要しない", "要さない", "必要なし", "必要ない", "必要はな", "不要", "必要ありませ", "必要はありませ"];
    if MENDED.iter().any(|word| meaning.contains(word)) {
        if FREE.iter().any(|word| meaning.contains(word)) {
            return Some(Answer::Met);
        }
        let needs = ["要する", "要す", "必要", "要改善", "要是正", "要見直", "要改修"];
        if needs.iter().any(|word| meaning.contains(word)) {
            return Some(Answer::Unmet);
        }
    }
    is_coming(meaning).then_some(Answer::Planned)
}

fn is_mark(c: char) -> bool {
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

/// Marks with their meanings in one text: 「○…対応 △…一部」. The text is folded.
fn pairs(folded: &str) -> Vec<(String, String)> {
    const JOINTS: [&str; 7] = ["...", "..", ":", "=", "→", "⇒", "・・・"];
    if !folded.contains(is_mark) {
        return Vec::new();
    }
    let keyed = KEYING.any(folded);
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
    for (at, c) in folded.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let (Some(before), Some(after)) = (folded.get(from..at), folded.get(at + 1..)) else { continue };
        let after = after.trim_start_matches(['」', '』', '"', '点']);
        let before = before.trim_end_matches(['「', '『', '"']);
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

/// Characters of a cell beyond which it holds more than one rule.
const LONG: usize = 400;

/// What a text says of marks. In a long one, digits only number its parts.
fn explained(folded: &str) -> Vec<(String, String)> {
    if folded.len() > sentence::LONGEST {
        return Vec::new();
    }
    let found = pairs(folded);
    if folded.chars().count() > LONG {
        return found.into_iter().filter(|(mark, _)| SYMBOLS.contains(mark.as_str())).collect();
    }
    if explains(&found) {
        return found;
    }
    let behind = digits_behind(folded);
    if behind.is_empty() { found } else { behind }
}

/// Whether marks with their meanings make a legend: two signs, the digits 1 and 0, or three steps.
fn explains(found: &[(String, String)]) -> bool {
    let is = |mark: &str| found.iter().any(|(own, _)| own == mark);
    let signs = found.iter().any(|(mark, _)| SYMBOLS.contains(mark.as_str()));
    found.len() >= 2 && (signs || found.len() >= 3 || (is("1") && is("0")))
}

/// Whether a folded text is a legend.
pub(super) fn is_legend(folded: &str) -> bool {
    explains(&explained(folded))
}

/// The legend of a sheet; cells that were read as questions and answers are not looked at.
pub(super) fn legend(grid: &Grid, sheet: &str, used: &Cells, asked: &Cells, has_tables: bool) -> Legend {
    let mut legend = Legend::default();
    let mut single = Vec::new();
    let mut rows = Vec::new();
    let mut keyed = !has_tables;
    let mut heard = BTreeSet::new();
    for line in &grid.lines {
        let cells: Vec<(usize, &super::grid::Seen)> = line
            .spans
            .iter()
            .filter(|span| span.top && !used.contains(span.cell))
            .filter_map(|span| grid.seen(span).map(|seen| (span.cell, seen)))
            .filter(|(_, seen)| !seen.is_blank())
            .collect();
        for (_, seen) in &cells {
            // Sheets repeat their texts, and the first one counts.
            if seen.text.len() <= sentence::LONGEST && MARKING.any(&seen.folded) && heard.insert(seen.folded.as_str()) {
                let place = match has_tables {
                    true => seen.area.first.to_string(),
                    false => format!("「{sheet}」シートの{}", seen.area.first),
                };
                legend.listen(&place, &seen.text, &seen.folded);
            }
            keyed = keyed || ["凡例", "記号の意味", "legend"].iter().any(|word| seen.folded.contains(word));
            let found = explained(&seen.folded);
            let symbols = found.iter().filter(|(mark, _)| SYMBOLS.contains(mark.as_str())).count();
            if explains(&found) {
                found.into_iter().for_each(|(mark, meaning)| legend.add(mark, meaning));
            } else if let [(mark, meaning)] = found.as_slice()
                && seen.folded.starts_with(mark.as_str())
                && (symbols > 0 || keyed)
            {
                single.push((mark.clone(), meaning.clone()));
            }
        }
        let titled =
            |at: usize, words: &[&str]| cells.get(at).is_some_and(|(_, seen)| words.contains(&seen.folded.as_str()));
        const SIGN: [&str; 14] = [
            "記号",
            "マーク",
            "印",
            "評点",
            "評価点",
            "点数",
            "区分",
            "回答",
            "選択肢",
            "符号",
            "symbol",
            "mark",
            "score",
            "code",
        ];
        const SENSE: [&str; 8] = ["意味", "内容", "説明", "定義", "意味・内容", "meaning", "definition", "description"];
        keyed = keyed || (0..cells.len()).any(|at| titled(at, &SIGN) && titled(at + 1, &SENSE));
        for pair in cells.windows(2) {
            if let [(at, mark), (_, meaning)] = pair
                && keyed
                && !asked.contains(*at)
                && (cells.len() == 2 || has_tables)
                && mark.length() == 1
                && mark.folded.chars().all(is_mark)
                && (1..=40).contains(&meaning.length())
                && !meaning.folded.chars().all(is_mark)
            {
                rows.push((mark.folded.clone(), meaning.folded.clone()));
            }
        }
    }
    for list in [single, rows] {
        if list.len() >= 2 {
            list.into_iter().for_each(|(mark, meaning)| legend.add(mark, meaning));
        }
    }
    legend
}

/// Whether a header is that of a legend.
pub(super) fn is_legend_name(folded: &str) -> bool {
    ["記号", "意味", "凡例", "印", "マーク", "区分", "選択肢", "定義", "mark", "meaning", "legend"]
        .iter()
        .any(|word| folded.contains(word))
}
