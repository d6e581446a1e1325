use super::args::{Format, ReadArgs};
use super::{Exit, Refused, files, settings, table, terminal};
use itaku::catalogue::Catalogue;
use itaku::diagnostic::Diagnostic;
use itaku::document::ReadingView;
use itaku::questionnaire::{self, Library};
use std::path::Path;

pub(super) fn run(args: &ReadArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let mut exit = Exit::Done;
    for path in &args.files {
        match read(path, library, catalogue) {
            Ok(view) => show(&view, args.format),
            Err(diagnostic) => {
                exit = Exit::Failed;
                refuse(&files::name(path), &diagnostic, args.format);
            }
        }
    }
    Ok(exit)
}

/// One of our own forms, or else whatever table of questions and answers the workbook holds.
fn read(path: &Path, library: &Library, catalogue: &Catalogue) -> Result<ReadingView, Box<Diagnostic>> {
    let (workbook, _) = files::workbook(path)?;
    let name = files::name(path);
    match questionnaire::read(&name, &workbook, library, catalogue) {
        Ok(sheet) => Ok(ReadingView::new(&sheet, library)),
        Err(not_ours) => {
            let foreign = questionnaire::read_foreign(&name, &workbook, library);
            if foreign.answers.is_empty() && foreign.unread.is_empty() {
                Err(not_ours)
            } else {
                Ok(ReadingView::foreign(&foreign))
            }
        }
    }
}

/// A file that cannot be read: a sentence for people, and for machines an object of the same shape without answers.
fn refuse(file: &str, diagnostic: &Diagnostic, format: Format) {
    terminal::say(&diagnostic.to_string());
    if format == Format::Json {
        let view = ReadingView {
            schema: "reading/1",
            file: file.to_owned(),
            form: None,
            vendor: None,
            case: None,
            answers: Vec::new(),
            unread: Vec::new(),
            diagnostics: vec![diagnostic.clone()],
        };
        json(&view);
    }
}

fn json(view: &ReadingView) {
    // A view holds nothing that JSON cannot hold.
    terminal::print(&serde_json::to_string(view).unwrap_or_default());
}

fn show(view: &ReadingView, format: Format) {
    if format == Format::Json {
        return json(view);
    }
    let form = view.form.as_ref().map_or("様式不明".to_owned(), |form| format!("{} 版 {}", form.id, form.edition));
    let vendor = view.vendor.as_deref().unwrap_or("（事業者名なし）");
    terminal::print(&format!("{}  {form}  {vendor}  案件 {}\n", view.file, view.case.as_deref().unwrap_or("不明")));
    let rows = view.answers.iter().map(|answer| {
        vec![
            answer.id.clone().unwrap_or_default(),
            format!("{}!{}", answer.sheet, answer.cell),
            answer.written.clone(),
            answer.answer.label().to_owned(),
            answer.why.clone().unwrap_or_else(|| answer.remark.clone()),
        ]
    });
    terminal::print(&table::draw(&["設問番号", "セル", "書かれた回答", "読み取り", "補足・理由"], rows));
    for unread in &view.unread {
        terminal::print(&format!("読み取れない: 「{}」シート {} {}", unread.sheet, unread.range, unread.why));
    }
    for diagnostic in &view.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
}
