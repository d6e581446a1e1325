//! A list that an office keeps in Excel — of vendors, contracts, cloud services or social-media accounts, of any layout —
//! becomes records for the register.
//!
//! Two steps, so that a person can look between them: [`read`] says which column was taken as what and why and which
//! rows were left, [`plan()`] says what the register would get: what is new, what is corrected from what to what, what stands there
//! already. The rule to know: what is doubtful is left out and told, and a blank never takes anything away. Names and telephone
//! numbers of persons are not taken, save who is in charge of a service or an account.

mod by_hand;
mod certificate;
pub mod diagnostics;
mod field;
mod grid;
mod plan;
mod table;
mod value;

pub use by_hand::{Entered, enter};
pub use certificate::RosterCertificate;
pub use field::Field;
pub use plan::{Change, Plan, Step, plan};

use crate::diagnostic::{Diagnostic, Place};
use crate::workbook::{Address, Visibility, Workbook};
use grid::Grid;
use jiff::civil::Date;
use serde::Serialize;

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RosterKind {
    /// Contracts with their vendors.
    Contracts,
    /// Vendors alone.
    Vendors,
    /// Cloud services.
    Services,
    /// Social-media accounts.
    Accounts,
}

impl RosterKind {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contracts => "契約・委託の一覧",
            Self::Vendors => "事業者の一覧",
            Self::Services => "クラウドサービスの一覧",
            Self::Accounts => "SNSアカウントの一覧",
        }
    }
}

/// What a person has said about where things stand, over what rules would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Which column holds what; all others are left.
    pub columns: Vec<(Field, u32)>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterColumn {
    /// Where it stands: B, or 3行 where the list lies on its side.
    pub place: String,
    /// The words over it, from the top.
    pub titles: Vec<String>,
    /// What it was taken for.
    pub field: Field,
    /// Why, or why it was left.
    pub why: String,
    /// The first thing that stands in it.
    pub sample: String,
}

/// A row that was taken: what it says, as far as it could be read without doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRow {
    /// Where its first cell stands.
    pub at: Address,
    /// The vendor, its legal form written out.
    pub vendor: String,
    /// 法人番号, its check digit being right.
    pub corporate_number: String,
    /// Head office.
    pub head_office: String,
    /// Parent company.
    pub parent: String,
    /// Where the parent company is.
    pub parent_place: String,
    /// The contract's number.
    pub number: String,
    /// What the contract is about.
    pub title: String,
    /// Its kind, as the list calls it.
    pub category: String,
    /// Class of information: 3B.
    pub class: String,
    /// Whether personal information is handled.
    pub personal_information: Option<bool>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Price in yen.
    pub amount: Option<u64>,
    /// The office in charge.
    pub department: String,
    /// Those who work for the vendor.
    pub subcontractors: Vec<String>,
    /// The service, or the platform of an account.
    pub service: String,
    /// The account.
    pub account: String,
    /// Who is in charge.
    pub administrator: String,
    /// When it was approved.
    pub approved: Option<Date>,
    /// When it is to be looked at again.
    pub review: Option<Date>,
    /// Certificates of the vendor, as far as the row says which.
    pub certificates: Vec<RosterCertificate>,
}

/// A list that was found and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterTable {
    /// The sheet.
    pub sheet: String,
    /// What it is about.
    pub kind: RosterKind,
    /// Its columns, from left to right.
    pub columns: Vec<RosterColumn>,
    /// Its rows, from top to bottom.
    pub rows: Vec<RosterRow>,
}

/// How a workbook was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The file, as messages name it.
    pub file: String,
    /// All lists, in order of the file.
    pub tables: Vec<RosterTable>,
    /// What the reader must be told: rows and cells that were left, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Understands a workbook as far as rules go; never fails: what is not found is told.
pub fn read(file: &str, workbook: &Workbook, said: &Said) -> Roster {
    let mut roster = Roster { file: file.to_owned(), ..Roster::default() };
    for sheet in &workbook.sheets {
        let place = Place::file(file).sheet_named(&sheet.name);
        if said.sheet.as_ref().is_some_and(|only| *only != sheet.name) {
            continue;
        }
        if sheet.visibility != Visibility::Visible && said.sheet.is_none() {
            roster.diagnostics.push(diagnostics::hidden_sheet(place));
            continue;
        }
        if let Some(why) = &sheet.unread {
            roster.diagnostics.push(diagnostics::sheet_unread(place.clone(), why));
        }
        let Some(grid) = Grid::new(sheet) else {
            roster.diagnostics.push(diagnostics::too_large(place));
            continue;
        };
        let before = (roster.tables.len(), roster.diagnostics.len());
        table::find(&mut roster, &sheet.name, &grid, said);
        let found = |roster: &Roster| (roster.tables.len(), roster.diagnostics.len()) != before;
        if !found(&roster) && said.columns.is_empty() {
            // A card or a list on its side: what is named stands in the first column.
            table::find(&mut roster, &sheet.name, &grid.turned(), said);
        }
        if !found(&roster) && said.columns.is_empty() {
            table::find_without_heading(&mut roster, &sheet.name, &grid);
        }
        if !found(&roster) && !grid.is_empty() {
            roster.diagnostics.push(diagnostics::no_list(place));
        }
    }
    if let Some(name) = said.sheet.as_ref().filter(|name| workbook.sheet(name).is_none()) {
        let known: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        roster.diagnostics.push(diagnostics::no_such_sheet(Place::file(file), name, &known));
    }
    roster
}
