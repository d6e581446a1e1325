use super::args::{Format, ReassessArgs};
use super::register::{self, told};
use super::{Exit, Refused, output, settings, table, terminal, today};
use itaku::document::{ChangeReport, Paper, change_page, change_workbook, file_name, paper_docx};
use itaku::register::{Assessed, Change};

pub(super) fn run(args: &ReassessArgs) -> Result<Exit, Refused> {
    let mut opened = register::open(&args.place, &[], false)?;
    let organisation = opened.settings.workspace.organisation.name.clone();
    let (case, title) = match &args.case {
        Some(id) => (id.to_string(), opened.settings.case(id)?.title.clone()),
        None => (Assessed::OWN.to_owned(), "庁内点検票".to_owned()),
    };
    let vendor = args.vendor.as_deref().unwrap_or(&organisation);
    let on = today::or_today(args.place.common.today);
    let library = settings::library()?;
    let report =
        ChangeReport::last(&mut opened.register, library, &organisation, (&case, &title), vendor, on).map_err(told)?;
    if let Some(folder) = &args.out {
        let name = format!("{case}_{}_変更点報告", file_name::safe(vendor));
        let write = |ending: &str, bytes: &[u8]| {
            output::write(&folder.join(format!("{name}.{ending}")), bytes, args.place.common.overwrite)
        };
        write("xlsx", &change_workbook(&report).map_err(super::not_written)?)?;
        write("docx", &paper_docx(&Paper::of_changes(&report)).map_err(super::not_written)?)?;
        write("html", change_page(&report).map_err(super::not_written)?.as_bytes())?;
        write("json", serde_json::to_string(&report).unwrap_or_default().as_bytes())?;
        terminal::say(&format!("変更点報告を書き出しました: {}", folder.display()));
    }
    show(args, &report);
    Ok(Exit::Done)
}

fn show(args: &ReassessArgs, report: &ChangeReport) {
    if args.format == Format::Json {
        terminal::print(&serde_json::to_string(report).unwrap_or_default());
        return;
    }
    for sign in &report.signs {
        terminal::say(&sign.to_string());
    }
    // Their numbers tell enough.
    let quiet = |changes: &[Change]| matches!(changes, [Change::Copied | Change::NotAsked]);
    let rows = report.changes.rows.iter().filter(|row| !quiet(&row.changes)).map(|row| {
        let labels: Vec<&str> = row.changes.iter().map(|change| change.label()).collect();
        let texts = [&row.requirement, &row.title, &row.before, &row.after, &row.said_before, &row.said_after];
        let mut cells = vec![labels.join("、")];
        cells.extend(texts.map(ToOwned::to_owned));
        cells
    });
    let header = ["変化", "要求事項", "内容", "前回", "今回", "前回の回答", "今回の回答"];
    terminal::print(&table::draw(&header, rows));
    for one in &report.restated {
        terminal::print(&format!("{} {}\n  前回: {}\n  今回: {}", one.requirement, one.what, one.before, one.after));
    }
    let counts: Vec<String> =
        report.changes.counts.iter().map(|(change, count)| format!("{} {count}件", change.label())).collect();
    terminal::say(&counts.join("、"));
}
