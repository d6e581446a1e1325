//! Names of columns that leave open what a mark below them says, or of what time, extent and party it speaks.

use super::column::Column;
use super::{Answers, Table};
use crate::questionnaire::foreign::heading;
use crate::questionnaire::vocabulary::fold;
use jiff::civil::Date;

impl Table {
    /// A column named for what is bad, for who is charged with it, or for more than the answers of now: nobody can tell what a mark
    /// in it says.
    pub(super) fn doubt_direction(&mut self, on: Date) {
        if self.matrix || self.doubt.is_some() {
            return;
        }
        self.doubt = self.limited_questions().or_else(|| match &self.answers {
            Answers::Column(at) => self.columns.get(*at).and_then(|column| self.limited(column, on)),
            // The lowest name of these is the choice, or the place.
            Answers::Choices(list) => list.iter().filter_map(|at| self.columns.get(*at)).find_map(|column| {
                let above = column.titles.len().saturating_sub(1);
                self.names_more(column, column.titles.get(..above).unwrap_or_default(), on)
            }),
            Answers::Sites(_) | Answers::None => None,
        });
        let Answers::Column(at) = self.answers else { return };
        let departs = self.columns.get(at).filter(|column| heading::departs(&column.folded_title())).map(|column| {
            format!(
                "{}({})は、基準から外れるものを示す列とみられ、どの回答が良いのか決められません",
                column.place(),
                column.title()
            )
        });
        self.sense = departs.or(self.sense.take());
    }

    fn limited(&self, column: &Column, on: Date) -> Option<String> {
        let title = column.folded_title();
        let parties = |column: &Column| heading::is_other_party(&column.folded_title());
        // 「該当するものに○」 over 「(○)はい ( )いいえ」.
        let boxed = heading::asks_to_choose(&title) && column.is_wordless();
        if heading::turns(&title) && !boxed {
            return Some(format!(
                "{}({})の印が、できていることを示すのか決められません",
                column.place(),
                column.title()
            ));
        }
        if heading::is_vendor_alone(&title) && self.columns.iter().any(parties) {
            return Some(format!("{}({})は、だれが受け持つかを示す列かもしれません", column.place(), column.title()));
        }
        if heading::departs(&title) {
            return None;
        }
        self.names_more(column, &column.titles, on)
    }

    /// What the names of a column say beyond that the vendor's answers of now stand in it.
    fn names_more(&self, column: &Column, titles: &[String], on: Date) -> Option<String> {
        // A name over the questions as well is that of the table.
        let questions = self.question.and_then(|at| self.columns.get(at)).map(|column| column.titles.as_slice());
        let own = titles.iter().filter(|title| !questions.unwrap_or_default().contains(title));
        own.map(|title| fold(title)).find(|title| heading::says_more(title, on))?;
        Some(format!(
            "{}({})は、時期や範囲を限るか、ほかの者やほかのことを書く列かもしれず、事業者が今行っていることか決められません",
            column.place(),
            column.title()
        ))
    }

    fn limited_questions(&self) -> Option<String> {
        let column = self.question.and_then(|at| self.columns.get(at))?;
        column.titles.last().filter(|title| heading::limits_questions(&fold(title)))?;
        Some(format!("{}({})に、時期や範囲を限る言葉があります", column.place(), column.title()))
    }
}
