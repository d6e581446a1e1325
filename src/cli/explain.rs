use super::args::ExplainArgs;
use super::{Exit, Refused, table, terminal};
use itaku::diagnostic::nearest;

pub(super) fn run(args: &ExplainArgs) -> Result<Exit, Refused> {
    let Some(wanted) = &args.code else {
        let rows = itaku::codes()
            .map(|code| vec![code.id.to_owned(), code.severity.label().to_owned(), code.meaning.to_owned()]);
        terminal::print(&table::draw(&["符号", "重さ", "意味"], rows));
        return Ok(Exit::Done);
    };
    let Some(code) = itaku::codes().find(|code| code.id == wanted) else {
        let near = nearest(wanted, itaku::codes().map(|code| code.id));
        let near = near.map(|near| format!("\n  近い符号は「{near}」です")).unwrap_or_default();
        return Err(Refused::because(format!("誤り: 符号「{wanted}」はありません{near}")));
    };
    let mut text = format!("{} [{}]\n\n{}\n", code.severity.label(), code.id, code.meaning);
    if !code.remedy.is_empty() {
        text.push_str(&format!("\n対処: {}\n", code.remedy));
    }
    terminal::print(&text);
    Ok(Exit::Done)
}
