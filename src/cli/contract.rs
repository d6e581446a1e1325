use super::args::{ContractArgs, Format};
use super::{Exit, Refused, output, settings, table, terminal, today};
use itaku::contract::{self, ContractReading, Standing, TopicFinding};
use itaku::document::{Paper, paper_docx};
use itaku::intake;
use itaku::policy::DocumentText;

pub(super) fn run(args: &ContractArgs) -> Result<Exit, Refused> {
    let catalogue = settings::catalogue()?;
    let topics = contract::standard().map_err(Refused::from)?;
    let name = intake::name(&args.file);
    let bytes = intake::bytes(&args.file)?;
    let document = DocumentText::read(&name, &bytes).map_err(Box::new)?;
    // Without a case no settings are needed: every topic is asked for, with the numbers of the standard profile.
    let settings = match &args.case {
        Some(_) => Some(settings::find(args.common.workspace.as_deref(), std::slice::from_ref(&args.file), catalogue)?),
        None => None,
    };
    let case = match (&settings, &args.case) {
        (Some(settings), Some(id)) => Some((settings.case(id)?, settings)),
        _ => None,
    };
    let profile = match case {
        Some((case, settings)) => Some(settings.workspace.profile_for(case)),
        None => catalogue.profile("standard"),
    };
    let Some(profile) = profile else { return Err(Refused::because("誤り: 適用方針がありません")) };
    let reading = contract::read(&name, &document, topics, catalogue, case.map(|(case, _)| case), &profile.contract);
    if let Some(out) = &args.out {
        let paper = Paper::of_contract(&reading, today::or_today(args.common.today));
        output::write(out, &paper_docx(&paper).map_err(super::not_written)?, args.common.overwrite)?;
        terminal::say(&format!("契約の確認表を書き出しました: {}", out.display()));
    }
    show(&reading, args);
    Ok(Exit::Done)
}

fn show(reading: &ContractReading, args: &ContractArgs) {
    if args.format == Format::Json {
        // A reading holds nothing that JSON cannot hold.
        terminal::print(&serde_json::to_string(reading).unwrap_or_default());
        return;
    }
    let rows = reading.topics.iter().filter(|topic| topic.required).map(row);
    terminal::print(&table::draw(&["論点", "結果", "場所", "文", "足りないもの・確かめること"], rows));
    let counts = Standing::ALL.map(|standing| format!("{}{}件", standing.label(), reading.count(standing)));
    terminal::say(&format!("{}: {}", reading.file, counts.join("、")));
    if reading.general_terms {
        terminal::say(
            "約款型のサービスには条項を加えられません。「定めあり」以外の論点を、利用の可否、設定又は運用で補えるかを確かめてください",
        );
    }
    for diagnostic in &reading.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
}

fn row(topic: &TopicFinding) -> Vec<String> {
    let first = topic.found.first();
    let mut asks = topic.lacking.clone();
    for evidence in &topic.found {
        asks.extend(evidence.why.iter().filter(|why| !asks.contains(why)).cloned().collect::<Vec<_>>());
    }
    vec![
        format!("{} {}", topic.topic, topic.title),
        topic.label.to_owned(),
        first.map(|found| format!("{} {}行", found.place, found.line).trim().to_owned()).unwrap_or_default(),
        first.map(|found| found.sentence.clone()).unwrap_or_default(),
        if topic.standing == Standing::Covered {
            String::new()
        } else {
            asks.into_iter().take(3).collect::<Vec<_>>().join("、")
        },
    ]
}
