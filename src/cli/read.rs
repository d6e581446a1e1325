use super::args::{Format, ReadArgs};
use super::{Exit, Refused, output, settings, table, terminal, today};
use itaku::catalogue::Catalogue;
use itaku::diagnostic::Diagnostic;
use itaku::document::{MarkInput, ReadRequirement, ReadingView, marked_workbook};
use itaku::intake::{self, Foreign, Understood};
use itaku::questionnaire::{ForeignTable, Library, Standing, Suggester, links};
use itaku::workbook::Workbook;
use std::cell::OnceCell;
use std::path::Path;

pub(super) fn run(args: &ReadArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let on = today::or_today(args.common.today);
    let near = settings::near(args.common.workspace.as_deref(), &args.files, catalogue)
        .and_then(|settings| Ok(Foreign::of(settings.as_ref(), catalogue, on)?));
    let mut foreign = match near {
        // A file can be shown without a workspace: one that is merely near and at fault does not stop it.
        Err(Refused(sentences)) if args.common.workspace.is_none() => {
            sentences.iter().for_each(|sentence| terminal::say(sentence));
            Foreign { on, ..Foreign::default() }
        }
        found => found?,
    };
    foreign.say(args.overrule.sheet.as_deref(), args.overrule.layout());
    if args.mark.is_some() && args.files.len() > 1 {
        return Err(Refused::because("誤り: --mark を付けるときは、ファイルを一つだけ指定してください"));
    }
    let reader = Reader { library, catalogue, foreign, suggester: OnceCell::new() };
    let mut exit = Exit::Done;
    for path in &args.files {
        match reader.read(path) {
            Ok(read) => {
                show(&read.view, args.format);
                if let Some(out) = &args.mark {
                    let input = MarkInput { workbook: &read.workbook, view: &read.view, tables: &read.tables };
                    let bytes = marked_workbook(&input).map_err(super::not_written)?;
                    output::write(out, &bytes, args.common.overwrite)?;
                    terminal::say(&format!("読み取りを色で示したブックを書き出しました: {}", out.display()));
                }
            }
            Err(diagnostic) => {
                exit = Exit::Failed;
                refuse(&intake::name(path), &diagnostic, args.format);
            }
        }
    }
    Ok(exit)
}

/// What files are read with.
struct Reader<'a> {
    library: &'a Library,
    catalogue: &'a Catalogue,
    foreign: Foreign,
    /// Made when the first form comes that is not ours.
    suggester: OnceCell<Suggester>,
}

/// A file as read.
struct Read {
    workbook: Workbook,
    view: ReadingView,
    tables: Vec<ForeignTable>,
}

impl Reader<'_> {
    fn read(&self, path: &Path) -> Result<Read, Box<Diagnostic>> {
        let (workbook, sha256) = intake::workbook(path)?;
        let name = intake::name(path);
        let understood = intake::understand(&name, (&workbook, &sha256), self.library, self.catalogue, &self.foreign)?;
        let (view, tables) = match understood {
            Understood::Own(sheet) => (ReadingView::new(&sheet, self.library), Vec::new()),
            Understood::Foreign(reading, known) => {
                let suggester = self.suggester.get_or_init(|| Suggester::new(self.library, self.catalogue));
                let links = links(&reading, &self.foreign.maps, known, suggester, &|_| true);
                let mut view = ReadingView::foreign(&reading, &links, known);
                view.put_right(self.foreign.corrections.get(&sha256));
                (view, reading.tables)
            }
        };
        Ok(Read { workbook, view, tables })
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
            answer.requirements.first().map(requirement).unwrap_or_default(),
        ]
    });
    terminal::print(&table::draw(&["設問番号", "セル", "書かれた回答", "読み取り", "補足・理由", "要求事項"], rows));
    for unread in &view.unread {
        terminal::print(&format!("読み取れない: 「{}」シート {} {}", unread.sheet, unread.range, unread.why));
    }
    for diagnostic in &view.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
}

/// The likeliest requirement; what nobody has confirmed carries a question mark.
fn requirement(found: &ReadRequirement) -> String {
    match found.standing {
        Standing::Own | Standing::Confirmed => found.id.clone(),
        Standing::Known | Standing::Suggested => format!("{}？({})", found.id, found.confidence),
    }
}
