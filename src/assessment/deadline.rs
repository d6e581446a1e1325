use super::{Assessment, diagnostics};
use crate::catalogue::{CaseId, RequirementId};
use crate::datafile::Table;
use jiff::civil::Date;

/// Another day than the usual one by which a vendor must cure a gap, as agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Which requirement.
    pub requirement: RequirementId,
    /// For which case.
    pub case: CaseId,
    /// For which vendor; absent: for all vendors of the case.
    pub vendor: Option<String>,
    /// The day.
    pub until: Date,
    /// Why another day.
    pub reason: String,
    /// Who settled it.
    pub by: String,
    /// Line of the file in which it stands.
    pub line: usize,
}

impl Deadline {
    /// From `[[deadline]]`.
    pub fn from_table(table: &Table<'_>) -> Option<Self> {
        let requirement = table.parsed("requirement", "要求事項の識別子(OUT-14 の形)", RequirementId::parse);
        let case = table.parsed("case", "案件の識別子", CaseId::parse);
        Some(Self {
            vendor: table.optional_text("vendor"),
            until: table.date("until"),
            reason: table.text("reason"),
            by: table.text("by"),
            line: table.own_line(),
            requirement: requirement?,
            case: case?,
        })
    }
}

impl Assessment<'_> {
    /// Gives gaps the days that were agreed. A day cannot make curable what a condition cannot cure; the last that names a requirement
    /// counts.
    pub fn with_deadlines(mut self, deadlines: &[Deadline]) -> Self {
        for deadline in deadlines {
            let gap = self.gaps.iter_mut().find(|gap| gap.requirement == deadline.requirement);
            match gap.map(|gap| &mut gap.deadline) {
                Some(Some(until)) => *until = deadline.until,
                Some(None) => self.diagnostics.push(diagnostics::deadline_without_condition(&deadline.requirement)),
                // Cured by now: nothing to be told.
                None => {}
            }
        }
        self
    }
}
