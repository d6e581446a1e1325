use crate::catalogue::{CaseId, RequirementId};
use crate::datafile::Table;
use jiff::ToSpan;
use jiff::civil::Date;

/// An accepted risk: 例外措置. It lets a requirement pass the gate; the score stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which requirement.
    pub requirement: RequirementId,
    /// For which case.
    pub case: CaseId,
    /// For which vendor; absent: for all vendors of the case.
    pub vendor: Option<String>,
    /// Why the risk is accepted.
    pub reason: String,
    /// Who accepted it.
    pub approver: String,
    /// When.
    pub approved: Date,
    /// Last day; at most a year after `approved`.
    pub until: Date,
    /// Line of the file in which it stands.
    pub line: usize,
}

impl Exception {
    /// What its last day must be.
    pub const TERM: &'static str = "承認の日から1年以内の日付";

    /// Whether an exception of that day may last until then.
    pub fn may_last(approved: Date, until: Date) -> bool {
        let latest = approved.checked_add(1.year()).unwrap_or(approved);
        (approved..=latest).contains(&until)
    }

    /// From `[[exception]]`. An end more than a year after the approval is a fault: a risk is looked at every year.
    pub fn from_table(table: &Table<'_>) -> Option<Self> {
        let requirement = table.parsed("requirement", "要求事項の識別子(OUT-14 の形)", RequirementId::parse);
        let case = table.parsed("case", "案件の識別子", CaseId::parse);
        let (approved, until) = (table.date("approved"), table.date("until"));
        if !Self::may_last(approved, until) {
            table.refuse("until", &until.to_string(), Self::TERM);
        }
        Some(Self {
            vendor: table.optional_text("vendor"),
            reason: table.text("reason"),
            approver: table.text("approver"),
            approved,
            until,
            line: table.own_line(),
            requirement: requirement?,
            case: case?,
        })
    }

    /// Whether it is in force on that day.
    pub fn is_live(&self, on: Date) -> bool {
        self.approved <= on && on <= self.until
    }
}
