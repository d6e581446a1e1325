use super::args::{Format, PolicyArgs};
use super::{Exit, Refused, files, table, terminal};
use itaku::diagnostic::Diagnostic;
use itaku::policy::{self, DocumentText, PolicyReading, PolicyView};
use std::path::Path;

pub(super) fn run(args: &PolicyArgs) -> Result<Exit, Refused> {
    match read(&args.file) {
        Ok(reading) => {
            show(&PolicyView::new(&reading), args.format);
            Ok(Exit::Done)
        }
        Err(diagnostic) => {
            if args.format == Format::Json {
                show(&PolicyView::refused(&files::name(&args.file), (*diagnostic).clone()), args.format);
            }
            Err(vec![*diagnostic].into())
        }
    }
}

/// A policy document from its file.
pub(super) fn read(path: &Path) -> Result<PolicyReading, Box<Diagnostic>> {
    let name = files::name(path);
    let document = DocumentText::read(&name, &files::bytes(path)?)?;
    Ok(policy::read(&name, &document)?)
}

fn show(view: &PolicyView, format: Format) {
    if format == Format::Json {
        // A view holds nothing that JSON cannot hold.
        terminal::print(&serde_json::to_string(view).unwrap_or_default());
        return;
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "（見当たりません）".to_owned());
    let day = |date: Option<jiff::civil::Date>| date.map_or("（見当たりません）".to_owned(), itaku::document::era);
    let facts = [
        ("団体", text(&view.organisation)),
        ("自称", text(&view.self_name)),
        ("表題", text(&view.title)),
        ("版", text(&view.edition)),
        ("決定の日", day(view.date)),
        ("施行の日", day(view.effective)),
        ("箇所", format!("{} {}", text(&view.section), view.heading.as_deref().unwrap_or_default())),
        ("適用する機関", view.bodies.join("、")),
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
