//! A list that the office keeps, shown as it was understood; recorded only after a clear yes.

use super::args::{Format, ImportListArgs};
use super::register::{self, Opened, told};
use super::{Exit, Refused, settings, table, terminal, today};
use itaku::intake::{self, Office};
use itaku::register::{Register, Standing};
use itaku::roster::{Change, Field, Plan, Roster, RosterTable, Said, Step, plan, read};
use std::path::Path;

/// Steps that are shown one by one; all are in the JSON.
const SHOWN: usize = 40;

pub(super) fn run(args: &ImportListArgs) -> Result<Exit, Refused> {
    let (workbook, _) = intake::workbook(&args.file).map_err(told)?;
    let said = Said { sheet: args.sheet.clone(), columns: args.columns.clone() };
    let roster = read(&intake::name(&args.file), &workbook, &said);
    let (settings, mut known) = open(args)?;
    let standing = known.as_mut().map_or_else(|| Ok(Standing::default()), Standing::of).map_err(told)?;
    let plan = plan(&roster, &standing, &settings.workspace).map_err(told)?;
    show(args, &roster, &plan);
    if roster.tables.is_empty() {
        return Ok(Exit::Failed);
    }
    let [new, corrected, same] = plan.counts();
    let counts = format!("新しい記録 {new}件、改める記録 {corrected}件、記録済み {same}件");
    match (&args.by, args.confirm, known) {
        (Some(by), true, Some(mut register)) => {
            let on = today::or_today(args.place.common.today);
            let added = register.append(&plan.drafts(), by, on).map_err(told)?;
            terminal::say(&format!("{counts}。台帳に{added}件を記録しました"));
        }
        _ => terminal::say(&format!(
            "{counts}。まだ何も記録していません\n  対処: 列と行の見立てを確かめ、よければ --by 記録者 --confirm を付けて実行してください"
        )),
    }
    Ok(Exit::Done)
}

/// A look does not make a register.
fn open(args: &ImportListArgs) -> Result<(Office, Option<Register>), Refused> {
    let near = [args.file.clone()];
    if args.confirm {
        let Opened { settings, register, .. } = register::open(&args.place, &near, true)?;
        return Ok((settings, Some(register)));
    }
    let settings = settings::find(args.place.common.workspace.as_deref(), &near, settings::catalogue()?)?;
    let place = args
        .place
        .register
        .clone()
        .unwrap_or_else(|| settings.folder.join(itaku::register::FILE_NAME).display().to_string());
    let there = place.contains("://") || Path::new(&place).is_file();
    let register = if there { Some(register::open_at(Some(&place), &settings, false)?) } else { None };
    Ok((settings, register))
}

fn show(args: &ImportListArgs, roster: &Roster, plan: &Plan) {
    for diagnostic in roster.diagnostics.iter().chain(&plan.diagnostics) {
        terminal::say(&diagnostic.to_string());
    }
    if args.format == Format::Json {
        let table = |table: &RosterTable| serde_json::json!({ "sheet": table.sheet, "kind": table.kind, "columns": table.columns, "rows": table.rows.len() });
        let json = serde_json::json!({
            "schema": "roster/1",
            "file": roster.file,
            "tables": roster.tables.iter().map(table).collect::<Vec<_>>(),
            "steps": plan.steps,
            "diagnostics": roster.diagnostics.iter().chain(&plan.diagnostics).collect::<Vec<_>>(),
        });
        terminal::print(&json.to_string());
        return;
    }
    for found in &roster.tables {
        terminal::print(&format!("「{}」シート　{}　{}行", found.sheet, found.kind.label(), found.rows.len()));
        let row = |column: &itaku::roster::RosterColumn| {
            let used = match column.field {
                Field::Left | Field::Unknown => "使わない",
                field => field.label(),
            };
            [&column.place, &column.titles.join("／"), used, &column.why, &column.sample]
                .map(|text| text.replace('\n', " "))
                .to_vec()
        };
        terminal::print(&table::draw(
            &["列", "見出し", "何とみたか", "理由", "初めの値"],
            found.columns.iter().map(row),
        ));
    }
    let changes = plan.steps.iter().filter(|step| step.change != Change::Same);
    let rows: Vec<Vec<String>> = changes.clone().take(SHOWN).map(told_step).collect();
    if !rows.is_empty() {
        terminal::print(&table::draw(&["場所", "種類", "識別子", "台帳がどうなるか"], rows));
    }
    let more = changes.count().saturating_sub(SHOWN);
    if more > 0 {
        terminal::print(&format!("ほか{more}件（--format json で全て出ます）"));
    }
}

fn told_step(step: &Step) -> Vec<String> {
    let change = match &step.change {
        Change::New => "新しく記録する".to_owned(),
        Change::Same => "記録済み".to_owned(),
        Change::Corrected(fields) => {
            let one = |(name, old, new): &(String, String, String)| format!("{name}: 「{old}」→「{new}」");
            format!("改める {}", fields.iter().map(one).collect::<Vec<_>>().join("、"))
        }
    };
    vec![format!("{} {}行", step.sheet, step.row), step.kind.to_owned(), step.id.clone(), change]
}
