use super::args::SchemaArgs;
use super::{Exit, Refused, output, settings, terminal};
use itaku::diagnostic::nearest;

pub(super) fn run(args: &SchemaArgs) -> Result<Exit, Refused> {
    let shapes = itaku::shapes(settings::catalogue()?);
    if let Some(folder) = &args.out {
        for shape in &shapes {
            output::write(&folder.join(shape.file_name()), shape.to_json().as_bytes(), args.overwrite)?;
        }
        terminal::say(&format!("{}件の JSON Schema を書き出しました: {}", shapes.len(), folder.display()));
        return Ok(Exit::Done);
    }
    let Some(wanted) = &args.schema else {
        let names: Vec<&str> = shapes.iter().map(|shape| shape.schema).collect();
        terminal::print(&names.join("\n"));
        return Ok(Exit::Done);
    };
    let Some(shape) = shapes.iter().find(|shape| shape.schema == wanted) else {
        let near = nearest(wanted, shapes.iter().map(|shape| shape.schema));
        let near = near.map(|near| format!("\n  近いのは「{near}」です")).unwrap_or_default();
        return Err(Refused::because(format!("誤り: データファイルの種類「{wanted}」はありません{near}")));
    };
    terminal::print(&shape.to_json());
    Ok(Exit::Done)
}
