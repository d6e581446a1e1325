//! A spreadsheet that is not ours becomes a [`ForeignReading`]: question tables are found by rule, wherever they stand.
//!
//! Columns are told by what stands over them and by what they hold. Every table says what was taken as what and why. The
//! rule to know: only what plainly says so is met; where the layout, the legend, the question's sense or the words leave
//! room, the answer is unclear, with why. Which requirement a foreign question serves is not decided here.

mod against;
mod aim;
mod elsewhere;
mod given;
mod grid;
mod heading;
mod labelled;
mod legend;
mod looks;
mod marks;
mod notes;
mod occupied;
mod once;
mod outside;
mod place_name;
mod polarity;
mod rows;
mod sentence;
mod sheet_name;
mod signing;
mod standing;
mod table;
mod tenor;

use super::remark::Words;
use super::vocabulary::fold;
use super::{Answer, Certificate, Evidence, Library, SheetLayout, Unread, date, diagnostics, when};
use crate::diagnostic::{Diagnostic, Place};
use crate::workbook::{Address, Area, Sheet, Visibility, Workbook};
use grid::Grid;
use jiff::civil::Date;
use legend::Legend;
use notes::Scope;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use table::{Found, Table};

/// One question of a foreign sheet and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignAnswer {
    /// The sheet.
    pub sheet: String,
    /// The cell of the answer: the marked one where each choice has a column.
    pub cell: Address,
    /// The cell of the question.
    pub question_cell: Address,
    /// The question as written.
    pub question: String,
    /// What it stands under: section rows and category columns, from the outside in.
    pub category: Vec<String>,
    /// Its id as written, from a column or from the beginning of the question.
    pub id: Option<String>,
    /// The answer as written; in a choice column, the mark and the column's name.
    pub written: String,
    /// What it says.
    pub answer: Answer,
    /// Where the answer is unclear only because nobody has told which answer to this question is the good one: what its words say.
    pub undirected: Option<Answer>,
    /// Whether only a person can say which answer to the question is the good one.
    pub sense_is_open: bool,
    /// Why, where that is not plain from the words.
    pub why: Option<String>,
    /// The remark as written.
    pub remark: String,
    /// The evidence as written.
    pub evidence_written: String,
    /// How sure one may be.
    pub evidence: Evidence,
    /// Certificates named in remark or evidence.
    pub certificates: Vec<Certificate>,
    /// For a planned answer: by when.
    pub planned_for: Option<Date>,
}

impl ForeignAnswer {
    /// Makes it unclear, whatever it was read as.
    fn doubt(&mut self, why: String) {
        self.answer = Answer::Unclear;
        self.undirected = None;
        self.why = Some(why);
    }
}

/// A table that was found and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignTable {
    /// The sheet.
    pub sheet: String,
    /// From its header to its last line.
    pub area: Area,
    /// Its columns, from left to right; none where answers stand below their questions.
    pub columns: Vec<ForeignColumn>,
    /// The last row of its header, counted from 0; absent where it has none.
    pub header: Option<u32>,
    /// What was taken as what, what was left and why: one Japanese sentence each.
    pub notes: Vec<String>,
    /// Why the layout itself can be read in two ways, if so: then no answer of it is more than unclear.
    pub doubt: Option<String>,
}

/// What a column was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnUse {
    /// Ids of the questions.
    Id,
    /// What questions stand under.
    Category,
    /// The questions.
    Question,
    /// The vendor's answers.
    Answer,
    /// Remarks.
    Remark,
    /// Evidence.
    Evidence,
    /// Known and left: last year's, the reviewer's, guidance, other facts.
    Left,
    /// Not known, and left.
    Unknown,
}

/// A column of a foreign table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignColumn {
    /// Its first column on the sheet, counted from 0.
    pub first: u32,
    /// Its last.
    pub last: u32,
    /// The words over it, from the top.
    pub titles: Vec<String>,
    /// What it was taken for.
    pub usage: ColumnUse,
}

/// How a workbook that is not ours was understood.
#[derive(Clone, Debug, Default)]
pub struct ForeignReading {
    /// The file, as messages name it.
    pub file: String,
    /// The day of reading.
    pub on: Date,
    /// All tables, in order of the file.
    pub tables: Vec<ForeignTable>,
    /// All questions, in order of the file.
    pub answers: Vec<ForeignAnswer>,
    /// What holds something and was not understood.
    pub unread: Vec<Unread>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a person has said about where things stand, over what rules would find.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overrules<'a> {
    /// Only this sheet holds questions; the others are still looked at for what marks mean.
    pub sheet: Option<&'a str>,
    /// Where the columns of certain sheets are.
    pub layouts: &'a [SheetLayout],
    /// Sheets that are not read, with the title of the known form that repeats or rates its answers there.
    pub left: &'a [(String, String)],
    /// The day of reading: tells what lies behind from what is to come. Where nobody says it, the day of the rules.
    pub on: Option<Date>,
}

/// The day of these rules.
const RULES_OF: Date = Date::constant(2026, 11, 1);

/// A visible sheet on the way to its answers.
struct Part<'a> {
    sheet: Cow<'a, Sheet>,
    grid: Grid,
    tables: Vec<Table>,
    /// Answers below their questions: lines of both.
    labelled: Vec<(usize, usize)>,
}

impl Part<'_> {
    /// Whether questions were found on it: then a legend on it is its own.
    fn holds(&self) -> bool {
        !self.tables.is_empty() || !self.labelled.is_empty()
    }
}

impl Part<'_> {
    /// What comments on headers, and hints of drop-down lists, say of marks.
    fn hear_hints(&self, legend: &mut Legend) {
        let heads = |row: u32| {
            self.tables.iter().any(|table| {
                self.grid.lines.get(table.head.clone()).unwrap_or_default().iter().any(|line| line.number == row)
            })
        };
        if self.sheet.comments.len() <= 10_000 {
            for (at, text) in self.sheet.comments.iter().filter(|(at, _)| at.row < 200 && heads(at.row)).take(200) {
                legend.hear(&format!("{at}のコメント"), text);
            }
        }
        for list in self.sheet.choices.iter().filter(|list| !list.prompt.is_empty()).take(200) {
            let place = list.areas.first().map(|area| area.first.to_string()).unwrap_or_default();
            legend.hear(&format!("{place}の入力規則の説明"), &list.prompt);
        }
    }

    /// Where a table lies that has just been read, and its answers.
    fn scope(&self, table: &Table, (answers, tables): (usize, usize), reading: &ForeignReading) -> Option<Scope> {
        let read = reading.tables.get(tables)?;
        let head = self.grid.lines.get(table.head.clone()).unwrap_or_default();
        let first = read.area.first.row;
        Some(Scope {
            answers: answers..reading.answers.len(),
            table: tables,
            rows: (first, read.area.last.row),
            columns: (read.area.first.column, read.area.last.column),
            head: (first, head.last().map_or(first, |line| line.number)),
            loose: false,
        })
    }

    /// The same for answers below their questions.
    fn scope_of_labelled(&self, (answers, tables): (usize, usize), reading: &ForeignReading) -> Option<Scope> {
        let read = reading.tables.get(tables)?;
        let first = read.area.first.row;
        let last = self.grid.lines.last().map_or(first, |line| line.number);
        let (answers, head) = (answers..reading.answers.len(), (first, first));
        Some(Scope { answers, table: tables, rows: (first, last), columns: (0, u32::MAX), head, loose: true })
    }

    /// The questions of its tables, folded.
    fn questions(&self) -> BTreeSet<&str> {
        let grid = &self.grid;
        let asked = self.tables.iter().filter_map(|table| Some((table, table.columns.get(table.question?)?)));
        asked
            .flat_map(|(table, column)| {
                let lines = grid.lines.get(table.body.clone()).unwrap_or_default();
                lines.iter().filter_map(move |line| grid.filled(line, column.first, column.last, false).next())
            })
            .map(|(_, seen)| seen.folded.as_str())
            .filter(|text| text.chars().count() >= 4)
            .collect()
    }
}

/// Sheets whose name says that their answers are none of now. Where another sheet holds the same questions they are left, by their
/// place among the parts; else they are read in doubt.
fn of_another_kind(parts: &mut [Part<'_>], on: Date, overrules: &Overrules<'_>) -> BTreeMap<usize, &'static str> {
    let year = date::fiscal_year(on);
    let names: Vec<String> =
        parts.iter().map(|part| if part.holds() { part.sheet.name.clone() } else { String::new() }).collect();
    let kinds: BTreeMap<usize, &'static str> = names
        .iter()
        .enumerate()
        // Where a person has chosen the sheet, its name does not matter.
        .filter(|(_, name)| !name.is_empty() && overrules.sheet.is_none())
        .filter_map(|(at, name)| {
            let beside: Vec<&str> = names
                .iter()
                .enumerate()
                .filter(|(other, name)| *other != at && !name.is_empty())
                .map(|(_, name)| name.as_str())
                .collect();
            // What was answered the year before may still be meant; older answers are not.
            let old = when::year_of(&fold(name)).is_some_and(|of| of.saturating_add(1) < year);
            let old = old.then_some("二年以上前の年のシートとみられます");
            Some((at, sheet_name::of_another_kind(name, &beside, on).or(old)?))
        })
        .take(50)
        .collect();
    let same = |at: usize| {
        let Some(own) = parts.get(at).map(Part::questions) else { return false };
        let others = parts.iter().enumerate().filter(|(other, _)| !kinds.contains_key(other)).take(50);
        let shared = |other: &Part<'_>| other.questions().intersection(&own).count() * 2 >= own.len().max(1);
        others.map(|(_, part)| part).any(|part| part.holds() && shared(part))
    };
    let left: BTreeMap<usize, &'static str> =
        kinds.iter().filter(|(at, _)| same(**at)).map(|(at, why)| (*at, *why)).collect();
    for (at, why) in kinds.iter().filter(|(at, _)| !left.contains_key(at)) {
        for table in parts.get_mut(*at).map(|part| part.tables.as_mut_slice()).unwrap_or_default() {
            table.doubt.get_or_insert_with(|| format!("シートの名前から、{why}"));
        }
    }
    left
}

/// Understands a workbook of any layout as far as rules go; never fails: what is not found is told.
pub fn read_foreign(file: &str, workbook: &Workbook, library: &Library) -> ForeignReading {
    read_foreign_by(file, workbook, library, &Overrules::default())
}

/// The same, where a person has said where things stand.
pub fn read_foreign_by(
    file: &str,
    workbook: &Workbook,
    library: &Library,
    overrules: &Overrules<'_>,
) -> ForeignReading {
    let on = overrules.on.unwrap_or(RULES_OF);
    let mut reading = ForeignReading { file: file.to_owned(), on, ..ForeignReading::default() };
    let mut parts: Vec<Part<'_>> = Vec::new();
    for sheet in &workbook.sheets {
        if let Some(why) = &sheet.unread {
            reading.diagnostics.push(diagnostics::sheet_unread(file, &sheet.name, why));
        }
        if sheet.visibility != Visibility::Visible {
            reading.diagnostics.push(diagnostics::foreign_hidden_sheet(file, &sheet.name));
            continue;
        }
        let left = overrules.left.iter().find(|(name, _)| *name == sheet.name && overrules.sheet.is_none());
        if let Some((_, form)) = left {
            reading.leave(&sheet.name, &format!("様式「{form}」が回答の写しや評価を載せるシートです"));
            continue;
        }
        if Grid::is_huge(sheet) {
            reading.cut(&sheet.name, 0, "行と列が質問票としては多すぎるため、表を探していません");
            continue;
        }
        let sheet = grid::with_boxes(sheet);
        let grid = Grid::new(&sheet);
        let given = overrules.layouts.iter().find_map(|layout| given::table(&grid, &sheet, layout));
        if let Some(table) = given {
            parts.push(Part { sheet, grid, tables: vec![table], labelled: Vec::new() });
            continue;
        }
        let labelled = labelled::find(&grid);
        let words = Words { vocabulary: &library.vocabulary, on };
        let Found { tables, left_from } = table::find(&grid, &sheet, words, &labelled);
        if let Some(line) = left_from.and_then(|at| grid.lines.get(at)) {
            reading.cut(&sheet.name, line.number, "一枚のシートの表が多すぎるため、この行から下の表は読んでいません");
        }
        parts.push(Part { sheet, grid, tables, labelled: labelled.pairs });
    }
    let legends: Vec<Legend> = parts
        .iter()
        .map(|part| {
            let mut legend = legend::find(
                &part.grid,
                &part.sheet.name,
                &occupied::used(&part.grid, &part.tables),
                &occupied::asked(&part.grid, &part.tables),
                part.holds(),
            );
            part.hear_hints(&mut legend);
            legend
        })
        .collect();
    let others = of_another_kind(&mut parts, on, overrules);
    let apart = parts.iter().zip(&legends).filter(|(part, _)| !part.holds());
    let common = apart.fold(Legend::default(), |all, (_, legend)| all.or(legend));
    let mut quotable = rows::QUOTABLE;
    let mut spoken = looks::Spoken::default();
    parts.iter().for_each(|part| spoken.hear(&part.sheet, &part.grid));
    for (at, (part, own)) in parts.iter().zip(&legends).enumerate() {
        let Part { sheet, grid, tables, labelled } = part;
        if overrules.sheet.is_some_and(|only| only != sheet.name) {
            continue;
        }
        if let Some(why) = others.get(&at) {
            reading.leave(&sheet.name, why);
            continue;
        }
        let (mut scopes, mut asides) = (Vec::new(), Vec::new());
        let legend = own.or(&common);
        let extents = outside::extents(tables);
        let mut rows = rows::Rows {
            sheet,
            grid,
            legend: &legend,
            words: Words { vocabulary: &library.vocabulary, on },
            reading: &mut reading,
            quotable: &mut quotable,
            spoken: &spoken,
            extents: &extents,
            asides: &mut asides,
            understood: once::Once::default(),
            certified: once::Once::default(),
        };
        for table in tables {
            let before = (rows.reading.answers.len(), rows.reading.tables.len());
            rows.take(table);
            scopes.extend(part.scope(table, before, rows.reading));
        }
        let before = (rows.reading.answers.len(), rows.reading.tables.len());
        rows.take_labelled(labelled);
        scopes.extend(part.scope_of_labelled(before, &reading));
        notes::heed((sheet, grid), Words { vocabulary: &library.vocabulary, on }, &scopes, &asides, &mut reading);
        for address in &grid.covered {
            let text = sheet.cell(*address).map(|cell| cell.value.written()).unwrap_or_default();
            let why = "結合セルの下に隠れて見えない文字です。読み取りに使っていません".to_owned();
            reading.unread.push(Unread { sheet: sheet.name.clone(), range: address.to_string(), why, text });
        }
    }
    reading.add_supplements(&parts, Words { vocabulary: &library.vocabulary, on });
    reading.tell_rows_left(&parts);
    reading.settle_repeated();
    reading.tell_tables();
    reading
}

impl ForeignReading {
    /// Tells that a sheet is not read from this row on.
    fn cut(&mut self, sheet: &str, row: u32, why: &str) {
        let at = Address::new(row, 0);
        let place = Place::file(&self.file).sheet_named(sheet).cells(at);
        self.diagnostics.push(diagnostics::foreign_cut(place, why));
        let (sheet, range) = (sheet.to_owned(), at.to_string());
        self.unread.push(Unread { sheet, range, why: why.to_owned(), text: String::new() });
    }

    /// Tells that a sheet is not read for its name.
    fn leave(&mut self, sheet: &str, why: &str) {
        self.diagnostics.push(diagnostics::foreign_left_sheet(&self.file, sheet, why));
        let why = format!("{why}。同じ設問がほかのシートにあるため、読んでいません");
        let range = Address::new(0, 0).to_string();
        self.unread.push(Unread { sheet: sheet.to_owned(), range, why, text: String::new() });
    }

    /// The same question in several places with different answers: nobody can tell which holds.
    fn settle_repeated(&mut self) {
        let mut places: BTreeMap<(String, Vec<String>), Vec<usize>> = BTreeMap::new();
        for (index, answer) in self.answers.iter().enumerate() {
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

    fn tell_tables(&mut self) {
        for table in &self.tables {
            let place = Place::file(&self.file).sheet_named(&table.sheet).cells(table.area);
            self.diagnostics.push(match &table.doubt {
                Some(doubt) => diagnostics::foreign_doubt(place, doubt),
                None => diagnostics::foreign_table(place, &table.notes),
            });
        }
        if self.answers.is_empty() {
            self.diagnostics.push(diagnostics::foreign_nothing(&self.file));
        }
    }
}
