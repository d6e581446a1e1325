//! The sheet on which a person decides what a foreign form's questions stand for: what is written is found again by the same words.

use super::foreign::{ForeignAnswer, ForeignReading};
use super::form_map::{FormMap, MapEntry, Reach};
use super::vocabulary::fold;
use super::{Polarity, diagnostics};
use crate::catalogue::{Catalogue, Ledger, RequirementId};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::workbook::{Address, Area, Sheet, Workbook};
use jiff::civil::Date;

/// Words of the sheet that both the writing and the reading use.
#[derive(Clone, Copy, Debug)]
pub struct MapSheet;

/// One question on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapRow {
    /// Its place in the foreign file: sheet, and cell of the question.
    pub place: (String, Address),
    /// Its words.
    pub question: String,
    /// The requirements that were written beside it.
    pub requirements: String,
    /// The decision.
    pub decision: String,
    /// Which answer is good.
    pub good: String,
    /// Where the row stands on the map sheet.
    pub row: u32,
}

impl MapSheet {
    /// Its name.
    pub const NAME: &'static str = "対応表";
    /// Words of the decision: all of the requirement, a part, nothing.
    pub const DECISIONS: [(&'static str, Reach); 3] =
        [("採用", Reach::Covers), ("一部だけ採用", Reach::Touches), ("不採用", Reach::None)];
    /// Which answer is the good one.
    pub const GOOD: [(&'static str, Polarity); 2] = [("はい", Polarity::Yes), ("いいえ", Polarity::No)];
    /// Headers of the columns that are read back: sheet, cell, question, requirements, decision, good answer.
    pub const HEADERS: [&'static str; 6] = ["シート", "設問のセル", "設問", "要求事項", "採否", "良い答え"];

    /// The rows of a returned map sheet; absent where the workbook has none.
    pub fn rows(workbook: &Workbook) -> Option<Vec<MapRow>> {
        workbook.sheets.iter().find_map(rows)
    }

    /// Takes the decisions of a returned map sheet over the reading that it was made from. Rows without a decision are left out.
    ///
    /// # Errors
    /// All faults of the sheet: nothing is taken then.
    pub fn confirm(
        file: &str,
        workbook: &Workbook,
        reading: &ForeignReading,
        catalogue: &Catalogue,
        confirmation: &Confirmation<'_>,
    ) -> Result<FormMap, Vec<Diagnostic>> {
        let Some(rows) = Self::rows(workbook) else { return Err(vec![diagnostics::no_map_sheet(file)]) };
        let mut faults = Vec::new();
        let mut entries = Vec::new();
        for row in rows.iter().filter(|row| !fold(&row.decision).is_empty()) {
            match entry(file, row, reading, catalogue) {
                Ok(entry) => entries.push(entry),
                Err(fault) => faults.push(*fault),
            }
        }
        if entries.is_empty() && faults.is_empty() {
            faults.push(diagnostics::nothing_decided(file));
        }
        if faults.is_empty() { Ok(confirmation.map(reading, entries)) } else { Err(faults) }
    }
}

/// Who confirms a map, when, and under which id.
#[derive(Clone, Copy, Debug)]
pub struct Confirmation<'a> {
    /// Id of the map.
    pub id: &'a str,
    /// What the form is called.
    pub title: &'a str,
    /// Who.
    pub by: &'a str,
    /// When.
    pub on: Date,
}

impl Confirmation<'_> {
    /// The map of these decisions.
    pub fn map(&self, reading: &ForeignReading, entries: Vec<MapEntry>) -> FormMap {
        FormMap {
            id: self.id.to_owned(),
            edition: self.on.to_string(),
            title: self.title.to_owned(),
            source: reading.file.clone(),
            confirmed_by: self.by.to_owned(),
            confirmed_on: self.on,
            headers: reading.headers(),
            entries,
        }
    }
}

impl MapEntry {
    /// A decision about an answer's question.
    pub fn of(answer: &ForeignAnswer, requirements: Vec<RequirementId>, reach: Reach, good: Polarity) -> Self {
        Self {
            number: answer.id.clone(),
            category: answer.category.clone(),
            question: answer.question.clone(),
            requirements,
            reach,
            good,
        }
    }
}

fn rows(sheet: &Sheet) -> Option<Vec<MapRow>> {
    let wanted = MapSheet::HEADERS.map(fold);
    let (number, columns) = sheet.rows().find_map(|row| {
        let columns: Vec<u32> = wanted
            .iter()
            .filter_map(|word| row.iter().find(|cell| fold(&cell.value.written()) == *word))
            .map(|cell| cell.address.column)
            .collect();
        (columns.len() == wanted.len()).then_some((row.first()?.address.row, columns))
    })?;
    let [at_sheet, at_cell, at_question, at_requirements, at_decision, at_good] = columns.as_slice() else {
        return None;
    };
    let below = sheet.rows().filter_map(|row| row.first().map(|cell| cell.address.row)).filter(|row| *row > number);
    let rows = below.filter_map(|row| {
        let text = |column: &u32| {
            sheet
                .cell(Address::new(row, *column))
                .map(|cell| cell.value.written().trim().to_owned())
                .unwrap_or_default()
        };
        Some(MapRow {
            place: (text(at_sheet), Address::parse(&text(at_cell))?),
            question: text(at_question),
            requirements: text(at_requirements),
            decision: text(at_decision),
            good: text(at_good),
            row,
        })
    });
    Some(rows.collect())
}

fn entry(
    file: &str,
    row: &MapRow,
    reading: &ForeignReading,
    catalogue: &Catalogue,
) -> Result<MapEntry, Box<Diagnostic>> {
    let place = || Place::file(file).sheet_named(MapSheet::NAME).cells(Area::from(Address::new(row.row, 0)));
    let word = |written: &str, known: &str| fold(written) == fold(known);
    let reach = MapSheet::DECISIONS.iter().find(|(known, _)| word(&row.decision, known)).map(|(_, reach)| *reach);
    let reach = reach
        .ok_or_else(|| Box::new(diagnostics::map_word(place(), "採否", &row.decision, "採用、一部だけ採用、不採用")))?;
    let at_place =
        |answer: &&ForeignAnswer| (answer.sheet.as_str(), answer.question_cell) == (row.place.0.as_str(), row.place.1);
    let answer = reading
        .answers
        .iter()
        .find(at_place)
        .filter(|answer| fold(&answer.question) == fold(&row.question))
        .ok_or_else(|| Box::new(diagnostics::map_other_question(place(), &row.question, &reading.file)))?;
    if reach == Reach::None {
        return Ok(MapEntry::of(answer, Vec::new(), reach, Polarity::Yes));
    }
    let mut requirements = Vec::new();
    for written in
        row.requirements.split(|c: char| c.is_whitespace() || "、,，;；・/".contains(c)).filter(|w| !w.is_empty())
    {
        let id = RequirementId::parse(&fold(written).to_uppercase());
        let known = id.and_then(|id| catalogue.requirement(&id)).filter(|found| found.ledger == Ledger::Vendor);
        match known {
            Some(found) if requirements.contains(&found.id) => {}
            Some(found) => requirements.push(found.id.clone()),
            None => {
                let ids = catalogue.requirements.iter().filter(|r| r.ledger == Ledger::Vendor).map(|r| r.id.as_str());
                return Err(Box::new(diagnostics::map_requirement(place(), written, nearest(written, ids))));
            }
        }
    }
    if requirements.is_empty() {
        return Err(Box::new(diagnostics::map_requirement(place(), "", None)));
    }
    let good = MapSheet::GOOD.iter().find(|(known, _)| word(&row.good, known)).map(|(_, good)| *good);
    let good = good.ok_or_else(|| Box::new(diagnostics::map_word(place(), "良い答え", &row.good, "はい、いいえ")))?;
    Ok(MapEntry::of(answer, requirements, reach, good))
}
