//! Columns that are named for a year: older answers and plans are none of now.

use super::Table;
use super::column::Column;
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{date, when};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Table {
    /// A column named for a year that has not begun holds plans. Of a lone one nobody can tell what it says.
    pub(super) fn leave_later_years(&mut self, on: Date) {
        let later = |title: &String| {
            let text = fold(title);
            let calendar = text.contains('年') && !text.contains('度');
            let now = if calendar { on.year() } else { date::fiscal_year(on) };
            heading::is_year(&text) && when::year_of(&text).is_some_and(|year| year > now)
        };
        for column in &mut self.columns {
            if matches!(column.role, Some(Role::Answer(_))) && column.titles.iter().any(later) {
                column.role = Some(Role::Other);
            }
        }
    }

    pub(super) fn leave_older_years(&mut self, named: &mut Vec<usize>) {
        let year = |table: &Self, at: usize| {
            table.columns.get(at).and_then(|column| column.titles.iter().find_map(|title| when::year_of(&fold(title))))
        };
        if named.len() < 2 {
            return;
        }
        let years: Vec<(usize, Option<i16>)> = named.iter().map(|at| (*at, year(self, *at))).collect();
        let newest = years.iter().filter_map(|(_, year)| *year).max();
        let plain = years.iter().any(|(_, year)| year.is_none());
        for (at, year) in years {
            if year.is_some() && (plain || year < newest) {
                named.retain(|kept| *kept != at);
                if let Some(column) = self.columns.get_mut(at) {
                    column.role = Some(Role::LastYear);
                }
            }
        }
    }

    /// What stands under the same name as an older answer is as old: 「令和7年度」 over 「回答」 and 「備考」.
    pub(super) fn leave_groups(&mut self) {
        let above = |column: &Column| column.titles.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
        let old: BTreeSet<String> =
            self.columns.iter().filter(|c| c.role == Some(Role::LastYear)).flat_map(above).collect();
        let kept: BTreeSet<String> =
            self.columns.iter().filter(|c| matches!(c.role, Some(Role::Answer(_)))).flat_map(above).collect();
        for column in &mut self.columns {
            let dated = above(column).iter().any(|title| old.contains(title) && !kept.contains(title));
            if dated && !matches!(column.role, Some(Role::Question(_) | Role::Id)) {
                column.role = Some(Role::LastYear);
            }
        }
    }
}
