use super::args::{Format, PolicyArgs};
use super::{Exit, Refused, output, settings, table, terminal, today};
use itaku::document::{Holdings, PastAssessment, PolicyChangeView, PolicyCheckView, StandardsView};
use itaku::intake::{self, Office};
use itaku::policy::{PolicyReading, PolicyView, Publicity};
use serde::Serialize;
use std::path::{Path, PathBuf};

mod changes;
mod expected;
mod standards;

pub(super) fn run(args: &PolicyArgs) -> Result<Exit, Refused> {
    if let [old, new] = args.compare.as_slice() {
        return compare(args, old, new);
    }
    let file = file(args)?;
    let reading = match intake::policy_document(&file) {
        Ok(reading) => reading,
        Err(diagnostic) => {
            if args.format == Format::Json && !args.check && !args.locators {
                show(&PolicyView::refused(&intake::name(&file), (*diagnostic).clone()), args.format);
            }
            return Err(vec![*diagnostic].into());
        }
    };
    if args.check {
        check(args, &reading)
    } else if args.locators {
        locate(args, &reading)
    } else {
        show(&PolicyView::new(&reading), args.format);
        Ok(Exit::Done)
    }
}

/// The document that is meant: the one named, otherwise the workspace's.
fn file(args: &PolicyArgs) -> Result<PathBuf, Refused> {
    if let Some(file) = &args.file {
        return Ok(file.clone());
    }
    let settings = settings::find(args.common.workspace.as_deref(), &[], settings::catalogue()?)?;
    let name = settings.workspace.policy.document.as_ref();
    name.map(|name| settings.folder.join(name)).ok_or_else(|| {
        Refused::because(
            "誤り: 基本方針の文書が分かりません\n  対処: 文書のファイルを指定するか、itaku.toml の [policy] に document を書いてください",
        )
    })
}

fn compare(args: &PolicyArgs, old: &Path, new: &Path) -> Result<Exit, Refused> {
    let (old, new) = (intake::policy_document(old)?, intake::policy_document(new)?);
    let catalogue = settings::catalogue()?;
    let settings = workspace(args)?;
    let assessments = match &settings {
        Some(settings) => results(&settings.folder)?,
        None => Vec::new(),
    };
    let holdings =
        Holdings { workspace: settings.as_ref().map(|settings| &settings.workspace), assessments: &assessments };
    let view = PolicyChangeView::new(&old, &new, catalogue, holdings);
    if args.format == Format::Json {
        json(&view);
    } else {
        changes::print(&view, settings.is_some());
    }
    Ok(Exit::Done)
}

fn check(args: &PolicyArgs, reading: &PolicyReading) -> Result<Exit, Refused> {
    let settings = workspace(args)?;
    let workspace = settings.as_ref().map(|settings| &settings.workspace);
    let on = today::or_today(args.common.today);
    let view = PolicyCheckView::new(reading, settings::catalogue()?, workspace, on);
    if args.format == Format::Json {
        json(&view);
    } else {
        expected::print(&view);
    }
    Ok(Exit::Done)
}

fn locate(args: &PolicyArgs, reading: &PolicyReading) -> Result<Exit, Refused> {
    let view = StandardsView::new(reading, settings::catalogue()?);
    if let Some(out) = &args.out {
        output::write(out, view.settings().as_bytes(), args.common.overwrite)?;
    }
    if args.format == Format::Json {
        json(&view);
    } else {
        standards::print(&view);
    }
    Ok(Exit::Done)
}

/// The workspace, where one was named.
fn workspace(args: &PolicyArgs) -> Result<Option<Office>, Refused> {
    let Some(folder) = &args.common.workspace else { return Ok(None) };
    settings::find(Some(folder), &[], settings::catalogue()?).map(Some)
}

/// The results that lie in the workspace, at any depth.
fn results(folder: &Path) -> Result<Vec<PastAssessment>, Refused> {
    let found = intake::find(&[folder.to_owned()])?;
    let named = |path: &&PathBuf| intake::name(path).ends_with("_判定.json");
    let read = |path: &PathBuf| {
        let shown = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        // Whatever cannot be read as a result is none.
        PastAssessment::read(&shown, &String::from_utf8(intake::bytes(path).ok()?).ok()?)
    };
    Ok(found.others.iter().filter(named).filter_map(read).collect())
}

fn json(view: &impl Serialize) {
    // A view holds nothing that JSON cannot hold.
    terminal::print(&serde_json::to_string(view).unwrap_or_default());
}

fn show(view: &PolicyView, format: Format) {
    if format == Format::Json {
        json(view);
        return;
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "（見当たりません）".to_owned());
    let day = |date: Option<jiff::civil::Date>| date.map_or("（見当たりません）".to_owned(), itaku::document::era);
    let terms = &view.terms;
    let standards = match view.standards {
        Publicity::Closed => "非公開",
        Publicity::Open => "公開",
        Publicity::Unknown => "（公開するかどうかの定めが見当たりません）",
    };
    let facts = [
        ("団体", text(&view.organisation)),
        ("自称", text(&view.self_name)),
        ("表題", text(&view.title)),
        ("版", text(&view.edition)),
        ("決定の日", day(view.date)),
        ("施行の日", day(view.effective)),
        ("箇所", format!("{} {}", text(&view.section), view.heading.as_deref().unwrap_or_default())),
        ("適用する機関", view.bodies.join("、")),
        (
            "語",
            [&terms.outsourcing, &terms.contractor, &terms.cloud]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("、"),
        ),
        ("対策基準", standards.to_owned()),
    ];
    terminal::print(&table::draw(&["項目", "読み取り"], facts.map(|(label, value)| vec![label.to_owned(), value])));
    let rows = view.obligations.iter().map(|duty| {
        vec![
            format!("{} {}", duty.id, duty.label),
            duty.locator.clone().unwrap_or_else(|| "なし".to_owned()),
            duty.line.map(|line| line.to_string()).unwrap_or_default(),
            duty.sentence.clone().unwrap_or_default(),
        ]
    });
    terminal::print(&table::draw(&["義務", "箇所", "行", "文"], rows));
    for diagnostic in &view.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
}
