//! A column: what stands over it, and what its cells hold.

use super::word::is_number;
use crate::questionnaire::Vocabulary;
use crate::questionnaire::foreign::grid::{Seen, Text};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::labelled::after_label;
use crate::questionnaire::foreign::marks;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, date};
use crate::workbook::Address;
use std::collections::BTreeSet;

/// Different texts of a column that are kept: what repeats itself has few.
pub(super) const MOST_KINDS: usize = 12;

/// A column, or the part of one under a divided header.
pub(in crate::questionnaire) struct Column {
    pub(in crate::questionnaire) first: u32,
    pub(in crate::questionnaire) last: u32,
    pub(in crate::questionnaire) titles: Vec<String>,
    pub(in crate::questionnaire) role: Option<Role>,
    pub(in crate::questionnaire) choice: Option<Answer>,
    /// What a tick below its name says, where only the name beside it tells.
    pub(in crate::questionnaire) plain: Option<&'static str>,
    pub(in crate::questionnaire) filled: usize,
    pub(super) words: usize,
    pub(super) long: usize,
    pub(super) asking: usize,
    pub(super) ids: usize,
    /// Cells in which answer words can be chosen from a list.
    pub(super) listed: usize,
    /// Cells that offer several choices with boxes.
    pub(super) boxed: usize,
    /// Cells that tell something politely, as whoever answers does: 「…しています」.
    pub(super) told: usize,
    /// Cells that end as a sentence: 「…を定めている」, 「…すること」.
    pub(super) stated: usize,
    /// Characters of all cells.
    pub(super) length: usize,
    /// The different texts of its cells, up to [`MOST_KINDS`]; totals apart.
    pub(super) kinds: BTreeSet<String>,
    /// The cell of its lowest header.
    pub(in crate::questionnaire) head: Option<Address>,
    pub(in crate::questionnaire) hidden: bool,
}

/// Characters beyond which a cell offers no choices.
const LONGEST_CHOICES: usize = 300;

const ENDS_OF_SENTENCES: [char; 12] = ['る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'た', 'い', 'か', '?'];

/// Whether a text ends as what somebody tells of himself.
fn is_told(folded: &str) -> bool {
    let text = folded.trim_end_matches(['。', ')', '\u{1}']);
    ["ます", "ました", "ません", "ませんでした", "です"].iter().any(|end| text.ends_with(end))
}

/// Whether a text ends as a sentence does, and not as a name.
pub(super) fn is_stated(folded: &str) -> bool {
    let text = folded.trim_end_matches(['。', ')', '\u{1}']);
    text.chars().nth(3).is_some() && (text.ends_with(ENDS_OF_SENTENCES) || text.ends_with("こと"))
}

/// Whether the words of a text are those of an answer.
pub(in crate::questionnaire::foreign) fn is_answer(vocabulary: &Vocabulary, said: &Text) -> bool {
    let length = said.length();
    // Of numbers, which differ on each row, only single digits can be answers.
    if length > 40 || (length > 1 && is_number(&said.folded)) {
        return false;
    }
    let worded = || {
        vocabulary.read(&said.folded).known || after_label(&said.text).is_some_and(|said| vocabulary.read(said).known)
    };
    length <= 16 && worded() || marks::has_boxes(&marks::as_boxes(vocabulary, &said.folded))
}

impl Column {
    pub(in crate::questionnaire) fn title(&self) -> String {
        if self.titles.is_empty() {
            "見出しなし".to_owned()
        } else {
            format!("見出し「{}」", self.titles.join("／").replace('\n', " "))
        }
    }

    pub(in crate::questionnaire) fn place(&self) -> String {
        let letter = |column: u32| Address::new(0, column).to_string().trim_end_matches('1').to_owned();
        if self.first == self.last {
            format!("{}列", letter(self.first))
        } else {
            format!("{}～{}列", letter(self.first), letter(self.last))
        }
    }

    /// A column that a person has named.
    pub(in crate::questionnaire) fn given(at: u32, titles: Vec<String>, role: Role, filled: usize) -> Self {
        Self { titles, role: Some(role), filled, ..Self::bare(at, at) }
    }

    /// A column of which nothing is known but its place.
    pub(super) const fn bare(first: u32, last: u32) -> Self {
        Self {
            first,
            last,
            titles: Vec::new(),
            role: None,
            choice: None,
            plain: None,
            filled: 0,
            words: 0,
            long: 0,
            asking: 0,
            ids: 0,
            listed: 0,
            boxed: 0,
            told: 0,
            stated: 0,
            length: 0,
            kinds: BTreeSet::new(),
            head: None,
            hidden: false,
        }
    }

    /// Takes note of a cell.
    pub(super) fn count(&mut self, seen: &Seen, vocabulary: &Vocabulary) {
        let length = seen.length();
        self.filled += 1;
        self.length += length;
        if self.kinds.len() < MOST_KINDS && length <= 24 && !self.kinds.contains(&seen.folded) {
            self.kinds.insert(seen.folded.clone());
        }
        self.long += usize::from(length >= 8);
        self.asking += usize::from(seen.asking);
        self.ids += usize::from(seen.id);
        self.words += usize::from(seen.is_answer(vocabulary));
        self.boxed += usize::from(length <= LONGEST_CHOICES && marks::counts_boxes(&seen.folded) >= 2);
        self.told += usize::from(is_told(&seen.folded));
        self.stated += usize::from(seen.asking || is_stated(&seen.folded));
    }

    /// The lowest header, folded.
    pub(in crate::questionnaire::foreign) fn folded_title(&self) -> String {
        self.titles.last().map(|title| fold(title)).unwrap_or_default()
    }

    /// Whether its cells hold free text rather than grades or marks.
    pub(in crate::questionnaire) const fn is_wordless(&self) -> bool {
        self.length >= self.filled * 4
    }

    /// Whether it holds nothing but numbers: points, counts, ids.
    pub(in crate::questionnaire) const fn is_of_numbers(&self) -> bool {
        self.filled > 0 && self.ids >= self.filled
    }

    /// The name of a column of days that says what they are days of: 「有効期限」, 「最終実施日」.
    pub(in crate::questionnaire) fn of_days(&self) -> Option<&str> {
        let days = ["期限", "有効", "最終", "直近", "前回", "次回", "満了"];
        self.titles.last().map(String::as_str).filter(|title| days.iter().any(|word| title.contains(word)))
    }

    /// Whether it holds nothing but days.
    pub(super) fn is_of_dates(&self) -> bool {
        self.filled > 0 && self.kinds.iter().all(|kind| kind.chars().count() <= 16 && date::find(kind).is_some())
    }

    /// Whether the same few words come again and again.
    pub(super) fn comes_again(&self) -> bool {
        self.kinds.len() < MOST_KINDS && self.kinds.len() * 10 <= self.filled * 7 && !self.kinds.is_empty()
    }

    /// Whether most of its cells tell something.
    pub(super) const fn is_told(&self) -> bool {
        self.filled > 0 && self.told * 2 >= self.filled
    }

    /// Whether it holds nothing but marks: 「○」, 「×」.
    pub(in crate::questionnaire) fn is_of_marks(&self) -> bool {
        let mark = |text: &String| marks::is_tick(text) || ["△", "▲", "-"].contains(&text.as_str());
        self.filled > 0 && self.kinds.iter().all(mark) && self.length == self.filled
    }

    pub(in crate::questionnaire) fn mostly_words(&self) -> bool {
        self.filled > 0 && self.words * 10 >= self.filled * 6
    }
}
