use super::args::{DueArgs, Format};
use super::register::{self, told};
use super::{Exit, Refused, output, table, terminal, today};
use itaku::document::{days_left, due_calendar, due_workbook};
use itaku::register::{Due, Standing, due};
use jiff::ToSpan;

pub(super) fn run(args: &DueArgs) -> Result<Exit, Refused> {
    let mut opened = register::open(&args.place, &[], false)?;
    let standing = Standing::of(&mut opened.register).map_err(told)?;
    let workspace = &opened.settings.workspace;
    let on = today::or_today(args.place.common.today);
    let until = on.checked_add(i64::from(args.within).days()).unwrap_or(on);
    let list = due(&standing, workspace, opened.catalogue, on, until);
    let json = serde_json::json!({ "schema": "due/1", "on": on, "until": until, "due": list }).to_string();
    if let Some(path) = &args.out {
        let name = &workspace.organisation.name;
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let bytes = match ending.as_str() {
            "xlsx" => due_workbook(name, &list, on, until).map_err(super::not_written)?,
            "ics" => due_calendar(name, &list, on).into_bytes(),
            "json" => json.into_bytes(),
            _ => {
                return Err(Refused::because(
                    "誤り: 書き出すファイルの種類が分かりません\n  対処: 名前の終わりを .xlsx、.ics、.json のどれかにしてください",
                ));
            }
        };
        output::write(path, &bytes, args.place.common.overwrite)?;
        terminal::say(&format!("期限{}件を書き出しました: {}", list.len(), path.display()));
        return Ok(Exit::Done);
    }
    if args.format == Format::Json {
        terminal::print(&json);
        return Ok(Exit::Done);
    }
    let row = |due: &Due| {
        let texts = [&due.case, &due.vendor, &due.what, &due.why].map(ToOwned::to_owned);
        let mut row = vec![due.on.to_string(), days_left(due.on, on), due.kind.label().to_owned()];
        row.extend(texts);
        row
    };
    let header = ["期日", "残り", "種類", "案件", "事業者", "すること", "理由"];
    terminal::print(&table::draw(&header, list.iter().map(row)));
    Ok(Exit::Done)
}
