//! What a person has put right in the reading of one returned file; kept in the workspace, so that every later reading of the same file
//! follows it, with who said so and why.

use super::form_map::string;
use super::{Answer, AnswerSheet, diagnostics};
use crate::datafile::{self, Shape, Table};
use crate::diagnostic::{Diagnostic, Place};
use crate::workbook::Address;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One answer put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The sheet.
    pub sheet: String,
    /// The cell of the answer.
    pub cell: Address,
    /// The words in it when it was put right: other words are another answer.
    pub written: String,
    /// What the program had read.
    pub read: Answer,
    /// What it is to be taken for; absent: as read, after all.
    pub answer: Option<Answer>,
    /// Why.
    pub why: String,
    /// Who says so.
    pub by: String,
    /// When.
    pub on: Date,
}

/// Whose a file is that does not say so itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The vendor.
    pub vendor: String,
    /// The id of the case.
    pub case: String,
    /// Who says so.
    pub by: String,
    /// When.
    pub on: Date,
}

/// All that was put right in one file. The file is known by its bytes: what is sent in anew is read anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    /// Its name when it was put right, for readers.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Whose it is, where a person had to say so.
    pub whose: Option<Whose>,
    /// In the order in which they were made: the last for a cell counts.
    pub corrections: Vec<Correction>,
}

impl Answer {
    /// The answers with their words in data files.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("met", Self::Met),
        ("partial", Self::Partial),
        ("planned", Self::Planned),
        ("unmet", Self::Unmet),
        ("not_applicable", Self::NotApplicable),
        ("undisclosed", Self::Undisclosed),
        ("unanswered", Self::Unanswered),
        ("unclear", Self::Unclear),
    ];

    /// Its word in data files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, answer)| *answer == self).map_or("unclear", |(word, _)| word)
    }
}

/// The word for 「as read, after all」.
const AS_READ: &str = "as_read";

impl Correction {
    /// Why the answer is taken so, for readers.
    pub fn told(&self) -> String {
        format!("{} が {} に訂正（読み取りは「{}」）: {}", self.by, self.on, self.read.label(), self.why)
    }

    fn from_table(table: &Table<'_>) -> Option<Self> {
        let mut words: Vec<(&'static str, Option<Answer>)> =
            Answer::WORDS.iter().map(|(word, answer)| (*word, Some(*answer))).collect();
        words.push((AS_READ, None));
        let cell = table.parsed("cell", "セルの番地(D12 の形)", Address::parse);
        Some(Self {
            sheet: table.text("sheet"),
            written: table.text("written"),
            read: table.choice("read", &Answer::WORDS, Answer::Unclear),
            answer: table.choice("answer", &words, None),
            why: table.text("why"),
            by: table.text("by"),
            on: table.date("on"),
            cell: cell?,
        })
    }
}

impl Corrections {
    /// Nothing put right yet.
    pub fn none(file: &str, sha256: &str) -> Self {
        Self { file: file.to_owned(), sha256: sha256.to_owned(), whose: None, corrections: Vec::new() }
    }

    /// Reads a file of the workspace. `name` is its name in messages.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        datafile::read(name, text, "corrections/1", Self::from_table)
    }

    /// What such a file may hold.
    pub fn shape() -> Shape {
        Shape::of("corrections/1", Self::from_table)
    }

    fn from_table(table: &Table<'_>) -> Self {
        for key in ["id", "edition", "title", "source", "licence"] {
            table.text(key);
        }
        let whose = table.optional_table("whose").map(|table| Whose {
            vendor: table.text("vendor"),
            case: table.text("case"),
            by: table.text("by"),
            on: table.date("on"),
        });
        Self {
            file: table.text("file"),
            sha256: table.text("sha256"),
            whose,
            corrections: table.tables("correction").iter().filter_map(Correction::from_table).collect(),
        }
    }

    /// As a file of the workspace. `by` and `on` are of the last change.
    pub fn to_toml(&self, by: &str, on: Date) -> String {
        let mut text = String::from(
            "# 返送されたファイルの読み取りを人が正したものです。同じファイルを読むたびに使います。後に書いたものが勝ちます。\n",
        );
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(text, "{key} = {value}");
        };
        line("schema", "'corrections/1'");
        let id = self.sha256.get(..12).unwrap_or(&self.sha256);
        let on = on.to_string();
        let head = [
            ("id", id),
            ("edition", &on),
            ("title", &self.file),
            ("source", by),
            ("licence", "庁内限り"),
            ("file", &self.file),
        ];
        for (key, value) in head {
            line(key, &string(value));
        }
        line("sha256", &string(&self.sha256));
        if let Some(whose) = &self.whose {
            line("\n[whose]\nvendor", &string(&whose.vendor));
            line("case", &string(&whose.case));
            line("by", &string(&whose.by));
            line("on", &whose.on.to_string());
        }
        for one in &self.corrections {
            line("\n[[correction]]\nsheet", &string(&one.sheet));
            line("cell", &string(&one.cell.to_string()));
            line("written", &string(&one.written));
            line("read", &string(one.read.word()));
            line("answer", &string(one.answer.map_or(AS_READ, Answer::word)));
            line("why", &string(&one.why));
            line("by", &string(&one.by));
            line("on", &one.on.to_string());
        }
        text
    }

    /// What holds for a cell: the last that was said of it, unless that took it back.
    pub fn of(&self, sheet: &str, cell: Address) -> Option<&Correction> {
        let last = self.corrections.iter().rev().find(|one| one.sheet == sheet && one.cell == cell)?;
        last.answer.is_some().then_some(last)
    }

    /// Puts the answers of the sheet right and says so. What stands in the cell must still be what the person saw.
    pub fn apply(&self, sheet: &mut AnswerSheet) {
        if let Some(whose) = &self.whose {
            sheet.vendor = Some(whose.vendor.clone());
            sheet.case = Some(whose.case.clone());
        }
        // The last of each cell.
        let cells: BTreeMap<(&str, Address), &Correction> =
            self.corrections.iter().map(|one| ((one.sheet.as_str(), one.cell), one)).collect();
        for one in cells.into_values() {
            let Some(answer) = one.answer else { continue };
            let place = Place::file(&sheet.file).sheet_named(&one.sheet).cells(one.cell);
            let mut fits = false;
            let at = |response: &&mut super::Response| response.sheet == one.sheet && response.cell == one.cell;
            for response in sheet.responses.iter_mut().filter(at).filter(|response| response.written == one.written) {
                fits = true;
                response.answer = answer;
                response.why = Some(one.told());
                if answer == Answer::NotApplicable {
                    // It counts only with a reason, and the person has given one.
                    response.reason.get_or_insert_with(|| one.why.clone());
                }
            }
            sheet.diagnostics.push(if fits {
                diagnostics::corrected(place, one.read, answer, &one.by)
            } else {
                diagnostics::correction_without_answer(place, &one.written)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn correction(answer: Option<Answer>) -> Correction {
        Correction {
            sheet: "回答 '1'".to_owned(),
            cell: Address::new(11, 3),
            written: "=概ね\n\"対応\"".to_owned(),
            read: Answer::Unclear,
            answer,
            why: "電話で確かめた".to_owned(),
            by: "税務課 山田".to_owned(),
            on: date(2026, 11, 21),
        }
    }

    #[test]
    fn what_is_written_is_read_back_whatever_the_words() {
        let whose = Whose {
            vendor: "株式会社\\A".to_owned(),
            case: "R9-a".to_owned(),
            by: "山田".to_owned(),
            on: date(2026, 11, 21),
        };
        let corrections = vec![correction(Some(Answer::Partial)), correction(None)];
        let written =
            Corrections { file: "回.xlsx".to_owned(), sha256: "ab".repeat(32), whose: Some(whose), corrections };
        let text = written.to_toml("山田", date(2026, 11, 21));
        assert_eq!(Corrections::read("a.toml", &text).expect("read"), written, "{text}");
    }

    #[test]
    fn the_last_word_on_a_cell_counts() {
        let mut corrections = Corrections::none("回.xlsx", "ab");
        let at = |corrections: &Corrections| corrections.of("回答 '1'", Address::new(11, 3)).and_then(|one| one.answer);
        corrections.corrections.push(correction(Some(Answer::Met)));
        assert_eq!(at(&corrections), Some(Answer::Met));
        corrections.corrections.push(correction(Some(Answer::Unmet)));
        assert_eq!(at(&corrections), Some(Answer::Unmet));
        corrections.corrections.push(correction(None));
        assert_eq!(at(&corrections), None);
    }
}
