use super::args::{CheckArgs, Format};
use super::{Exit, Refused, settings, table, terminal, today};
use itaku::diagnostic::{Diagnostic, Severity, cause};
use itaku::document::Coverage;
use itaku::intake;
use itaku::questionnaire::{Corrections, FormMap, SheetLayout};
use itaku::workspace::{FILE_NAME, Workspace};
use std::path::Path;

pub(super) fn run(args: &CheckArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let coverage = Coverage::new(catalogue, library);
    if args.coverage {
        show(&coverage, args.format);
    }
    let mut told = Vec::new();
    for path in &args.files {
        told.extend(check(path)?);
    }
    for diagnostic in &told {
        terminal::say(&diagnostic.to_string());
    }
    let faults = told.iter().filter(|diagnostic| diagnostic.code.severity == Severity::Error).count();
    let totals = &coverage.totals;
    terminal::say(&format!(
        "目録 {}版: 項目{}件（うち要求事項のあるもの{}件）、要求事項{}件（事業者{}件、庁内{}件）、設問{}件、条項{}件",
        coverage.edition,
        totals.items,
        totals.covered,
        totals.requirements,
        totals.vendor,
        totals.internal,
        totals.questions,
        totals.clauses
    ));
    if !args.files.is_empty() {
        terminal::say(&format!(
            "確かめたファイル{}件: 誤り{faults}件、警告・注記{}件",
            args.files.len(),
            told.len() - faults
        ));
    }
    Ok(if faults == 0 { Exit::Done } else { Exit::Failed })
}

/// Office are checked as settings, anything else as a returned workbook.
fn check(path: &Path) -> Result<Vec<Diagnostic>, Refused> {
    let (catalogue, library) = settings::data()?;
    if path.extension().is_some_and(|ending| ending == "toml") {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Refused::because(format!("誤り: ファイルを読めません({})\n  場所: {}", cause(&error), path.display()))
        })?;
        // Maps and layouts of a workspace say by their schema what they are.
        let is = |schema: &str| text.lines().any(|line| line.starts_with("schema") && line.contains(schema));
        if is("form-map/") {
            return Ok(FormMap::read(&intake::name(path), &text, catalogue).err().unwrap_or_default());
        }
        if is("layout/") {
            return Ok(SheetLayout::read(&intake::name(path), &text).err().unwrap_or_default());
        }
        if is("corrections/") {
            return Ok(Corrections::read(&intake::name(path), &text).err().unwrap_or_default());
        }
        return Ok(match Workspace::read(&intake::name(path), &text, catalogue) {
            Ok(workspace) => workspace.doubts(FILE_NAME),
            Err(faults) => faults,
        });
    }
    Ok(match intake::own_sheet(path, library, catalogue, today::or_today(None)) {
        Ok((sheet, _)) => sheet.diagnostics,
        Err(diagnostic) => vec![*diagnostic],
    })
}

fn show(coverage: &Coverage, format: Format) {
    if format == Format::Json {
        terminal::print(&serde_json::to_string(coverage).unwrap_or_default());
        return;
    }
    let rows = coverage.rows.iter().map(|row| {
        vec![
            row.item.clone(),
            row.summary.clone(),
            row.requirement.clone(),
            row.title.clone(),
            row.ledger.to_owned(),
            row.questions.join(" "),
            row.clauses.join(" "),
        ]
    });
    let topics = coverage.topics.iter().map(|row| {
        vec![
            format!("{} {}", row.topic, row.title),
            format!("{} {}", row.clause, row.heading),
            row.kinds.join(" "),
            row.requirements.join(" "),
        ]
    });
    terminal::print(&table::draw(&["論点", "条項", "案件の区分", "要求事項"], topics));
    terminal::print(&table::draw(&["項目", "要旨", "要求事項", "見出し", "台帳区分", "設問", "条項"], rows));
}
