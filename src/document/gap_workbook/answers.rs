//! 全回答: every answer as it was read, in order of the file.

use super::super::book::Book;
use super::super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::super::{AnswerView, GapReport, WriteError};

const COLUMNS: [Column; 13] = [
    column("設問", 74),
    column("設問の文", 250),
    column("対象", 90),
    column("回答（原文）", 110),
    column("読み取り", 62),
    column("補足（原文）", 180),
    column("根拠資料（原文）", 130),
    column("根拠の程度", 72),
    column("そう読んだ理由", 150),
    column("ファイル", 110),
    column("シート", 70),
    column("セル", 44),
    column("要求事項", 60),
];
const SUBJECT: usize = 2;
const FILE: usize = 9;

const NOTE: &str = "「読み取り」は、決められた規則で読んだ結果です。疑わしいときは、元のファイルのセルを見てください。";

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    // Most sheets come as one file and have no matrix: columns that would be empty or all the same are left out.
    let matrix = report.answers.iter().any(|answer| !answer.subject.is_empty());
    let many = report.sources.len() > 1;
    let shown = |index: &usize| (*index != SUBJECT || matrix) && (*index != FILE || many);
    let columns: Vec<Column> =
        COLUMNS.iter().enumerate().filter(|(index, _)| shown(index)).map(|(_, column)| *column).collect();
    let mut table = TableSheet::new(book, look, page, "全回答", NOTE, &columns, 1)?;
    for answer in &report.answers {
        let all = cells(answer).into_iter().enumerate();
        let cells: Vec<Cell<'_>> = all.filter(|(index, _)| shown(index)).map(|(_, cell)| cell).collect();
        table.push(&cells)?;
    }
    table.finish()?;
    Ok(())
}

fn cells(answer: &AnswerView) -> [Cell<'_>; 13] {
    [
        Cell::text(answer.question.as_str()),
        Cell::text(answer.asked.as_str()),
        Cell::text(answer.subject.as_str()),
        Cell::text(answer.written.as_str()),
        Cell::word(answer.answer_label),
        Cell::text(answer.remark.as_str()),
        Cell::text(answer.evidence.as_str()),
        Cell::word(answer.evidence_label),
        Cell::text(answer.why.as_str()),
        Cell::text(answer.file.as_str()),
        Cell::text(answer.sheet.as_str()),
        Cell::word(answer.cell.as_str()),
        Cell::text(answer.requirements.join("\n")),
    ]
}
