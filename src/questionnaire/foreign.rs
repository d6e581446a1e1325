//! A spreadsheet that is not ours becomes a [`ForeignReading`]: question tables are found by rule, wherever they stand.
//!
//! Columns are told by what stands over them and by what they hold. Every table says what was taken as what and why. The
//! rule to know: only what plainly says so is met; where the layout, the legend, the question's sense or the words leave
//! room, the answer is unclear, with why. Which requirement a foreign question serves is not decided here.
//!
//! The way of a workbook, and where each step lives:
//!
//! 1. A sheet ([`part`]) becomes lines of cells ([`grid`]). Its tables are those that a person has described ([`given`]), those found
//!    ([`table`]: headers, then columns and their use, told by their names: [`heading`], [`place_name`]), or answers below their
//!    questions ([`labelled`]).
//! 2. What its marks mean is looked for outside the cells of questions and answers ([`occupied`], [`legend`], [`looks`] for colours).
//! 3. Rows become questions with answers ([`rows`]). What an answer says: [`marks`], [`sentence`], with [`tenor`] and [`to_come`] for a
//!    few words. What the question lets it say: [`aim`], [`polarity`], and what it stands under: [`standing`].
//! 4. What else speaks of an answer takes it back: other cells of its row ([`against`]), texts beside the table and other sheets
//!    ([`outside`]; sheets with questions of which none was read are told: [`unread_rows`]), notes and comments ([`notes`]), the name of the sheet ([`sheet_name`]), the same question elsewhere ([`repeated`]).
//!    Rows that are signed ask nothing ([`signing`]). What is said again and again is understood once ([`once`]).

mod against;
mod aim;
mod elsewhere;
mod given;
mod grid;
mod heading;
mod inline;
mod labelled;
mod legend;
mod looks;
mod marks;
mod notes;
mod occupied;
mod once;
mod outside;
mod part;
mod place_name;
mod polarity;
mod repeated;
mod rows;
mod sentence;
mod sheet_name;
mod signing;
mod standing;
mod table;
mod tenor;
mod to_come;
mod unread_rows;

use super::remark::Words;
use super::{Answer, Certificate, Evidence, Library, SheetLayout, Unread, diagnostics};
use crate::diagnostic::{Diagnostic, Place};
use crate::workbook::{Address, Area, Sheet, Visibility, Workbook};
use grid::Grid;
use jiff::civil::Date;
use legend::Legend;
use part::Part;

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
    /// Where the answer is unclear only because nobody has told which answer to this question is the good one, or was read as good
    /// although its words deny: what its words say.
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
    /// Whether its words were read as good, or would be if that is the good answer.
    fn may_be_good(&self) -> bool {
        self.answer == Answer::Met || self.undirected == Some(Answer::Met)
    }

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
    let words = Words { vocabulary: &library.vocabulary, on };
    let mut reading = ForeignReading { file: file.to_owned(), on, ..ForeignReading::default() };
    let mut parts: Vec<Part<'_>> =
        workbook.sheets.iter().filter_map(|sheet| reading.part(sheet, words, overrules)).collect();
    part::leave_legends(&mut parts, words);
    let legends: Vec<Legend> = parts.iter().map(|part| part.legend(words)).collect();
    let others = part::of_another_kind(&mut parts, on, overrules);
    let apart = parts.iter().zip(&legends).filter(|(part, _)| !part.holds());
    let common = apart.fold(Legend::default(), |all, (_, legend)| all.or(legend));
    let mut quotable = rows::QUOTABLE;
    let mut spoken = looks::Spoken::default();
    parts.iter().for_each(|part| spoken.hear(&part.sheet, &part.grid));
    for (at, (part, own)) in parts.iter().zip(&legends).enumerate() {
        if overrules.sheet.is_some_and(|only| only != part.sheet.name) {
            continue;
        }
        match others.get(&at) {
            Some(why) => reading.leave(&part.sheet.name, why),
            None => reading.read_part(part, &own.or(&common), words, &spoken, &mut quotable),
        }
    }
    reading.add_supplements(&parts, words);
    reading.tell_rows_left(&parts);
    reading.settle_repeated();
    reading.tell_tables();
    reading
}

impl ForeignReading {
    /// A sheet on the way to its answers, unless it is not looked at; then why is told.
    fn part<'s>(&mut self, sheet: &'s Sheet, words: Words<'_>, overrules: &Overrules<'_>) -> Option<Part<'s>> {
        if let Some(why) = &sheet.unread {
            self.diagnostics.push(diagnostics::sheet_unread(&self.file, &sheet.name, why));
        }
        if sheet.visibility != Visibility::Visible {
            self.diagnostics.push(diagnostics::foreign_hidden_sheet(&self.file, &sheet.name));
            return None;
        }
        let left = overrules.left.iter().find(|(name, _)| *name == sheet.name && overrules.sheet.is_none());
        if let Some((_, form)) = left {
            self.leave(&sheet.name, &format!("様式「{form}」が回答の写しや評価を載せるシートです"));
            return None;
        }
        if Grid::is_huge(sheet) {
            self.cut(&sheet.name, 0, "行と列が質問票としては多すぎるため、表を探していません");
            return None;
        }
        let (part, left_from) = Part::new(sheet, words, overrules);
        if let Some(row) = left_from {
            self.cut(&part.sheet.name, row, "一枚のシートの表が多すぎるため、この行から下の表は読んでいません");
        }
        Some(part)
    }

    /// Reads the tables of a sheet, then what stands around them.
    fn read_part(
        &mut self,
        part: &Part<'_>,
        legend: &Legend,
        words: Words<'_>,
        spoken: &looks::Spoken,
        quotable: &mut usize,
    ) {
        let Part { sheet, grid, tables, labelled, .. } = part;
        let (mut scopes, mut asides) = (Vec::new(), Vec::new());
        let extents = outside::extents(tables);
        let mut rows = rows::Rows {
            sheet,
            grid,
            legend,
            words,
            reading: &mut *self,
            quotable,
            spoken,
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
        if tables.is_empty() && labelled.is_empty() {
            rows.tell_inline();
        }
        let before = (rows.reading.answers.len(), rows.reading.tables.len());
        rows.take_labelled(labelled);
        scopes.extend(part.scope_of_labelled(before, self));
        notes::heed((sheet, grid), words, &scopes, &asides, self);
        for address in &grid.covered {
            let text = sheet.cell(*address).map(|cell| cell.value.written()).unwrap_or_default();
            let why = "結合セルの下に隠れて見えない文字です。読み取りに使っていません".to_owned();
            self.unread.push(Unread { sheet: sheet.name.clone(), range: address.to_string(), why, text });
        }
    }

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
