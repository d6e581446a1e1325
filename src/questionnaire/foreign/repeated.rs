//! The same question in several places with different answers: nobody can tell which holds.

use super::ForeignReading;
use crate::diagnostic::Place;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, diagnostics};
use std::collections::{BTreeMap, BTreeSet};

impl ForeignReading {
    /// The same question in several places with different answers: nobody can tell which holds.
    pub(super) fn settle_repeated(&mut self) {
        let mut places: BTreeMap<(String, Vec<String>), Vec<usize>> = BTreeMap::new();
        // A form that was left blank says nothing against the one that was filled in.
        let filled = self.answers.iter().filter(|answer| answer.answer != Answer::Unanswered);
        let filled: BTreeSet<String> = filled.map(|answer| answer.sheet.clone()).collect();
        for (index, answer) in self.answers.iter().enumerate() {
            if !filled.contains(&answer.sheet) {
                continue;
            }
            let key = (fold(&answer.question), vec![answer.id.as_deref().map(fold).unwrap_or_default()]);
            places.entry(key).or_default().push(index);
        }
        for indices in places.values().filter(|indices| indices.len() > 1) {
            let sheets: BTreeSet<&str> =
                indices.iter().filter_map(|at| self.answers.get(*at)).map(|a| a.sheet.as_str()).collect();
            let said: BTreeSet<Answer> = indices
                .iter()
                .filter_map(|at| self.answers.get(*at))
                .map(|a| a.undirected.unwrap_or(a.answer))
                .collect();
            let Some(first) = indices.first().and_then(|at| self.answers.get(*at)) else { continue };
            if sheets.len() > 1 {
                let place = Place::file(&self.file).sheet_named(&first.sheet).cells(first.question_cell);
                self.diagnostics.push(diagnostics::foreign_repeated(place, indices.len(), said.len() > 1));
            }
            if said.len() < 2 {
                continue;
            }
            if sheets.len() < 2 {
                self.settle_repeated_on_a_sheet(indices);
                continue;
            }
            for at in indices {
                if let Some(answer) = self.answers.get_mut(*at).filter(|answer| answer.answer != Answer::Unanswered) {
                    answer.doubt("同じ設問に違う回答がほかのシートにあります".to_owned());
                }
            }
        }
    }

    /// The same on one sheet, where what is asked under different headings may be answered differently.
    fn settle_repeated_on_a_sheet(&mut self, indices: &[usize]) {
        let mut places: BTreeMap<Vec<String>, (Vec<usize>, BTreeSet<Answer>)> = BTreeMap::new();
        for (at, answer) in indices.iter().filter_map(|at| Some((*at, self.answers.get(*at)?))) {
            let said = answer.undirected.unwrap_or(answer.answer);
            if said != Answer::Unanswered {
                let (found, all) = places.entry(answer.category.clone()).or_default();
                found.push(at);
                all.insert(said);
            }
        }
        for at in places.into_values().filter(|(_, said)| said.len() > 1).flat_map(|(found, _)| found) {
            if let Some(answer) = self.answers.get_mut(at) {
                answer.doubt("同じ設問に違う回答が同じシートの別の行にあります".to_owned());
            }
        }
    }
}
