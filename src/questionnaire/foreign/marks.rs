//! Marks in a cell: ticks, boxes with their words, and the choices that a row itself offers.

use super::sentence::{self, Meaning};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Vocabulary};
use std::borrow::Cow;

const CHECKED: [char; 4] = ['☑', '■', '✓', '◉'];
const EMPTY: [char; 3] = ['□', '☐', '◻'];
pub(super) const SYMBOLS: &str = "○◎●△▲×✓☑■□◇◆☆★-▽▼";

/// Brackets, ticks and radio buttons that stand for boxes, written as boxes: 「(○)はい ( )いいえ」, `[x]yes[]no`, 「◉はい ○いいえ」.
pub(super) fn as_boxes<'t>(vocabulary: &Vocabulary, folded: &'t str) -> Cow<'t, str> {
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
    // Most answers hold nothing of the kind: one pair of brackets stands for no box.
    if folded.matches(['(', '[', '【']).nth(1).is_none() && !folded.contains(['◉', 'レ']) {
        return Cow::Borrowed(folded);
    }
    let mut text = folded.to_owned();
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
    Cow::Owned(text)
}

/// How many boxes a text holds, checked or not.
pub(super) fn counts_boxes(folded: &str) -> usize {
    folded.chars().filter(|c| CHECKED.contains(c) || EMPTY.contains(c)).count()
}

/// Whether a text offers choices with boxes, or holds one box with a word.
pub(super) fn has_boxes(folded: &str) -> bool {
    let boxes = counts_boxes(folded);
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

/// Whether a cell holds nothing but a box that nobody has checked.
pub(super) fn is_empty_box(folded: &str) -> bool {
    let mut signs = folded.chars();
    signs.next().is_some_and(|sign| EMPTY.contains(&sign)) && signs.next().is_none()
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

/// Of these, the marks that stand for each other: who is told to tick may draw a circle.
pub(super) const TICKS: [&str; 7] = ["○", "◎", "●", "✓", "☑", "■", "レ"];
