//! All that is handed out about one respondent, from one assessment.

use super::{
    Annex, AnnexInput, ClauseTemplates, GapReport, ReportInput, WriteError, annex_docx, file_name, gap_page,
    gap_workbook,
};
use crate::assessment::Assessment;
use crate::catalogue::Ledger;
use crate::intake::Judged;
use crate::workspace::Workspace;

/// What a handout is made from.
#[derive(Clone, Copy)]
pub struct HandoutInput<'a> {
    /// The organisation.
    pub workspace: &'a Workspace,
    /// The clauses.
    pub templates: &'a ClauseTemplates<'a>,
    /// The files of one vendor and what came of them.
    pub judged: &'a Judged<'a>,
    /// The organisation's check of itself, to stand beside the vendor's.
    pub internal: Option<&'a Assessment<'a>>,
}

/// The documents about one vendor.
#[derive(Clone, Debug)]
pub struct Handout {
    /// The report that they draw.
    pub report: GapReport,
    /// The documents by the names of their files: gap report as workbook, page and JSON, and the annex where there is a contract.
    pub files: Vec<(String, Vec<u8>)>,
}

impl HandoutInput<'_> {
    /// The report.
    pub fn report(&self) -> GapReport {
        let judged = self.judged;
        let sources: Vec<_> = judged.sheets.iter().map(|(sheet, sha256)| (sheet, sha256.clone())).collect();
        GapReport::new(&ReportInput {
            workspace: self.workspace,
            grounds: judged.grounds,
            assessment: judged.assessment,
            subject: judged.vendor,
            ledger: Ledger::Vendor,
            sheets: &sources,
            internal: self.internal,
            told: judged.doubts,
        })
    }

    /// The annex; absent where there is no contract to put it to.
    ///
    /// # Errors
    /// A clause that cannot be filled.
    pub fn annex(&self) -> Result<Option<Annex>, WriteError> {
        let judged = self.judged;
        if !judged.case.kind.has_contract() {
            return Ok(None);
        }
        let annex = Annex::new(&AnnexInput {
            workspace: self.workspace,
            templates: self.templates,
            case: judged.case,
            supplier: judged.vendor,
            assessment: Some(judged.assessment),
            on: judged.grounds.on,
        });
        annex.map(Some)
    }

    /// With what the files' names begin.
    pub fn name(&self) -> String {
        format!("{}_{}", self.judged.case.id, file_name::safe(self.judged.vendor))
    }
}

impl Handout {
    /// All documents.
    ///
    /// # Errors
    /// A template that cannot be filled, or that a library refuses.
    pub fn new(input: &HandoutInput<'_>) -> Result<Self, WriteError> {
        let report = input.report();
        let name = input.name();
        // With a single respondent, both cores still have something to do.
        let (reported, annex) =
            rayon::join(|| report_files(&report, &name), || input.annex()?.map(|annex| annex_docx(&annex)).transpose());
        let mut files = reported?;
        files.extend(annex?.map(|bytes| (format!("{name}_特記事項.docx"), bytes)));
        Ok(Self { report, files })
    }
}

/// A report as workbook, page and JSON, by the names of their files.
///
/// # Errors
/// A template that cannot be filled, or that the library refuses.
pub fn report_files(report: &GapReport, name: &str) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
    let (workbook, page) = rayon::join(|| gap_workbook(report), || gap_page(report));
    // A report holds nothing that JSON cannot hold.
    let json = serde_json::to_vec(report).unwrap_or_default();
    Ok(vec![
        (format!("{name}_不足事項報告.xlsx"), workbook?),
        (format!("{name}_不足事項報告.html"), page?.into_bytes()),
        (format!("{name}_判定.json"), json),
    ])
}
