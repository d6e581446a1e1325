use super::args::{Format, HistoryArgs};
use super::register::{self, told};
use super::{Exit, Refused, output, table, terminal, today};
use itaku::document::{round_concerns, round_totals, round_workbook};
use itaku::register::{Standing, fiscal_year};
use jiff::civil::Date;

pub(super) fn run(args: &HistoryArgs) -> Result<Exit, Refused> {
    let mut opened = register::open(&args.place, &[], false)?;
    let one = args.vendor.as_deref().map(|vendor| Standing::of_one(&mut opened.register, vendor));
    // A name that is not there is answered with the nearest of all.
    let one = one.transpose().map_err(told)?.filter(|one| !one.assessments.is_empty());
    let standing = one.map_or_else(|| Standing::of(&mut opened.register), Ok).map_err(told)?;
    let on = today::or_today(args.place.common.today);
    if args.round {
        round(args, &opened.settings.workspace.organisation.name, &standing, on)
    } else {
        years(args, &standing)
    }
}

fn years(args: &HistoryArgs, standing: &Standing) -> Result<Exit, Refused> {
    let wanted = |vendor: &str| args.vendor.as_deref().is_none_or(|name| name == vendor);
    let mut list: Vec<_> = standing.assessments.iter().filter(|assessed| wanted(&assessed.vendor)).collect();
    if let (Some(name), true) = (&args.vendor, list.is_empty()) {
        let known = standing.assessments.iter().map(|assessed| assessed.vendor.as_str());
        let near = itaku::diagnostic::nearest(name, known).map(|near| format!("近いのは「{near}」です"));
        let remedy = near.unwrap_or_else(|| "itaku history で記録のある事業者を見てください".to_owned());
        return Err(Refused::because(format!("誤り: 「{name}」の判定の記録がありません\n  対処: {remedy}")));
    }
    list.sort_by(|one, other| (&one.case, &one.vendor, one.on).cmp(&(&other.case, &other.vendor, other.on)));
    if args.format == Format::Json {
        terminal::print(&serde_json::json!({ "schema": "history/1", "assessments": list }).to_string());
        return Ok(Exit::Done);
    }
    let rows = list.into_iter().map(|assessed| {
        vec![
            assessed.case.clone(),
            assessed.vendor.clone(),
            assessed.on.to_string(),
            assessed.conclusion.clone(),
            assessed.score(),
            assessed.tally(),
            assessed.file.clone(),
        ]
    });
    terminal::print(&table::draw(&["案件", "事業者", "判定の日", "総合判定", "得点", "判定の内訳", "ファイル"], rows));
    Ok(Exit::Done)
}

/// The overview's columns.
const ROUND: [&str; 13] = [
    "案件",
    "件名",
    "事業者",
    "発行",
    "期限",
    "状況",
    "返送・判定",
    "総合判定",
    "得点",
    "前回",
    "悪化",
    "認証切れ",
    "気づき",
];

fn round(args: &HistoryArgs, organisation: &str, standing: &Standing, on: Date) -> Result<Exit, Refused> {
    let since = args.since.unwrap_or_else(|| fiscal_year(on));
    let lines = standing.round(since, on);
    if let Some(path) = &args.out {
        let bytes = round_workbook(organisation, &lines, since, on).map_err(super::not_written)?;
        output::write(path, &bytes, args.place.common.overwrite)?;
        terminal::say(&format!("年次確認の状況（{}件）を書き出しました: {}", lines.len(), path.display()));
        return Ok(Exit::Done);
    }
    if args.format == Format::Json {
        terminal::print(
            &serde_json::json!({ "schema": "round/1", "since": since, "on": on, "lines": lines }).to_string(),
        );
        return Ok(Exit::Done);
    }
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut totals: Vec<String> =
        round_totals(&lines).into_iter().map(|(label, count)| format!("{label} {count}件")).collect();
    totals.extend(round_concerns(&lines).into_iter().map(|(label, count)| format!("{label} {count}")));
    let totals = totals.join("、");
    let rows = lines.into_iter().map(|line| {
        let (sent, last, assessed) = (day(line.sent), day(line.respond_by), day(line.assessed));
        let some = |count: usize| if count == 0 { String::new() } else { format!("{count}件") };
        vec![
            line.case,
            line.title,
            line.vendor,
            sent,
            last,
            line.state.label().to_owned(),
            assessed,
            line.conclusion,
            line.score,
            line.before,
            some(line.worsened),
            some(line.expired),
            some(line.signs),
        ]
    });
    terminal::print(&table::draw(&ROUND, rows));
    terminal::say(&totals);
    Ok(Exit::Done)
}
