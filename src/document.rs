//! Everything that goes out, as bytes: gap reports, comparisons, annexes, questionnaires.
//!
//! One view model per document, made once and drawn by writers that decide nothing: the JSON is the view model. Skins are
//! handlebars in `templates/`, strict. Same input, same bytes.

mod annex;
mod annex_docx;
mod annex_text;
mod book;
mod change_page;
mod change_paper;
mod change_report;
mod change_workbook;
mod changes;
mod clause_text;
mod comparison;
mod comparison_workbook;
mod contract_paper;
mod coverage;
pub mod diagnostics;
mod due_calendar;
mod due_workbook;
mod era;
pub mod file_name;
mod full_width;
mod gap_page;
mod gap_workbook;
mod handout;
mod issue;
mod letter;
mod map_workbook;
mod marked_workbook;
mod own_template;
mod paper;
mod paper_chart;
mod paper_docx;
mod policy_change;
mod policy_check;
mod questionnaire_workbook;
mod reading_view;
mod report;
mod round_workbook;
mod saved;
mod sheet_grid;
mod sheet_style;
mod standards_view;
mod table_rows;
mod text_measure;
mod trend_figure;
mod xml_skin;

pub use annex::{
    Annex, AnnexInput, AnnexItem, AnnexParagraph, Article, BlankPlace, CheckPage, GapNote, RemedyCondition, TraceRow,
};
pub use annex_docx::annex_docx;
pub use annex_text::{annex_markdown, annex_text};
pub use change_page::change_page;
pub use change_report::{ChangeReport, Restated, TrendPoint};
pub use change_workbook::change_workbook;
pub use changes::{AnnexChanges, ArticleChange, LineChange, OldAnnex};
pub use clause_text::{ClauseTemplates, Run};
pub use comparison::{Compared, ComparedRequirement, Comparison};
pub use comparison_workbook::comparison_workbook;
pub use coverage::{Coverage, CoverageRow, TopicRow, Totals};
pub use due_calendar::due_calendar;
pub use due_workbook::{days_left, due_workbook};
pub use gap_page::{Radar, ScoreBar, gap_page, prepare_gap_page};
pub use gap_workbook::gap_workbook;
pub use handout::{Handout, HandoutInput, report_files};
pub use issue::{Issue, IssueInput, LastTime};
pub use letter::{Letter, LetterInput, Needs, letter_names, letter_shape, letters};
pub use map_workbook::{MapInput, map_workbook};
pub use marked_workbook::{MarkInput, marked_workbook};
pub use own_template::{OwnTemplate, fill_template};
pub use paper::{Block, Chart, Grid, Line, Paper, Piece, Series};
pub use paper_docx::paper_docx;
pub use policy_change::{
    Effect, Holdings, ItemChange, PastAssessment, PolicyChangeView, TouchedAssessment, TouchedCase, TouchedClause,
    TouchedRequirement,
};
pub use policy_check::{CaseLine, DeadlineView, ExpectationView, PolicyCheckView};
pub use questionnaire_workbook::{Account, Carryover, Mark, Prefill, QuestionnaireInput, questionnaire_workbook};
pub use reading_view::{ReadAnswer, ReadRequirement, ReadingView};
pub use report::{
    AnswerView, BasisView, ClauseView, ExceptionView, FindingView, GapReport, GapView, LiftView, ObligationView,
    ReportInput, SourceFile,
};
pub use round_workbook::{round_concerns, round_totals, round_workbook};
pub use sheet_grid::{GridCell, GridRow, SheetGrid, sheet_grids};
pub use standards_view::{ItemLine, LocatedLine, PassageLine, StandardsView};
pub use trend_figure::trend_figure;

use crate::diagnostic::Diagnostic;

/// A date in the Japanese calendar: 令和9年4月1日.
pub fn era(date: jiff::civil::Date) -> String {
    era::written(date)
}

/// A text with its dates in the Japanese calendar.
pub fn in_era(text: &str) -> String {
    era::within(text)
}

/// A document could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// A template names something that does not exist, or is written wrongly.
    Template(Vec<Diagnostic>),
    /// The library that writes workbooks or packages refused; the text is its own.
    Library(String),
}

impl From<rust_xlsxwriter::XlsxError> for WriteError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Library(error.to_string())
    }
}
