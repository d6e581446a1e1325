//! What a text says by itself, wherever it stands. Texts can be long, and sheets repeat few of them on many rows: cells that hold the same
//! share one, and what was found of it.

#![expect(clippy::disallowed_types, reason = "texts are looked up, and never walked through in the order of the map")]

use super::{is_asking, is_id};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::foreign::legend;
use crate::questionnaire::foreign::table;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Vocabulary};
use crate::workbook::{Sheet, Value};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A text of a sheet. The vocabulary of a reading is always the same, so that what its words say is asked once.
#[derive(Debug)]
pub(in crate::questionnaire::foreign) struct Text {
    pub(in crate::questionnaire::foreign) text: String,
    pub(in crate::questionnaire::foreign) folded: String,
    /// Whether it asks or demands.
    pub(in crate::questionnaire::foreign) asking: bool,
    /// Whether it looks like an id.
    pub(in crate::questionnaire::foreign) id: bool,
    length: usize,
    role: OnceCell<Option<Role>>,
    choice: OnceCell<Option<Answer>>,
    answer: OnceCell<bool>,
    marks: OnceCell<Vec<(String, String)>>,
}

impl Text {
    fn new(text: String) -> Self {
        let folded = fold(&text);
        let length = folded.chars().count();
        let (asking, id) = (is_asking(&folded), is_id(&folded));
        let (role, choice, answer, marks) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { text, folded, asking, id, length, role, choice, answer, marks }
    }

    pub(in crate::questionnaire::foreign) fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    /// Characters, folded.
    pub(in crate::questionnaire::foreign) const fn length(&self) -> usize {
        self.length
    }

    /// What it says as the name of a column or row.
    pub(in crate::questionnaire::foreign) fn role(&self) -> Option<Role> {
        *self.role.get_or_init(|| heading::role_of(&self.folded))
    }

    /// What it says as the name of a choice.
    pub(in crate::questionnaire::foreign) fn choice(&self, vocabulary: &Vocabulary) -> Option<Answer> {
        *self.choice.get_or_init(|| table::choice_of(vocabulary, &self.folded))
    }

    /// Whether its words are those of an answer.
    pub(in crate::questionnaire::foreign) fn is_answer(&self, vocabulary: &Vocabulary) -> bool {
        *self.answer.get_or_init(|| table::is_answer(vocabulary, self))
    }

    /// Marks with what it says that they mean.
    pub(in crate::questionnaire::foreign) fn marks(&self) -> &[(String, String)] {
        self.marks.get_or_init(|| legend::explained(&self.folded))
    }
}

/// The different texts of a sheet.
pub(super) struct Texts<'s> {
    known: HashMap<&'s str, Rc<Text>>,
    blank: Option<Rc<Text>>,
}

impl<'s> Texts<'s> {
    /// None yet, with room for those of a sheet.
    pub(super) fn of_sheet(sheet: &Sheet) -> Self {
        Self { known: HashMap::with_capacity(sheet.cells().len()), blank: None }
    }

    /// What a cell says.
    pub(super) fn of(&mut self, value: &'s Value) -> Rc<Text> {
        match value {
            Value::Text(text) | Value::Date(text) | Value::Error(text) => {
                Rc::clone(self.known.entry(text).or_insert_with(|| Rc::new(Text::new(text.clone()))))
            }
            // Numbers count rows and differ.
            Value::Number(_) | Value::Bool(_) => Rc::new(Text::new(value.written())),
        }
    }

    pub(super) fn blank(&mut self) -> Rc<Text> {
        Rc::clone(self.blank.get_or_insert_with(|| Rc::new(Text::new(String::new()))))
    }
}
