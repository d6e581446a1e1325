use super::args::InitArgs;
use super::{Exit, Refused, output, settings, terminal};
use itaku::document::StandardsView;
use itaku::intake;
use itaku::policy::to_settings;
use itaku::workspace::{FILE_NAME, Workspace};
use std::path::Path;

/// The commented settings that a new workspace starts from where there is no policy document.
const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/workspace/itaku.toml"));

/// Where things lie in a workspace: what was sent out, what came back.
const FOLDERS: [&str; 2] = ["issued", "returned"];

pub(super) fn run(args: &InitArgs) -> Result<Exit, Refused> {
    let text = match &args.policy {
        Some(document) => from_policy(document, args.standards.as_deref())?,
        None => from_names(args)?,
    };
    // What is written must be what the program reads.
    Workspace::read(FILE_NAME, &text, settings::catalogue()?)?;
    let path = args.folder.join(FILE_NAME);
    output::write(&path, text.as_bytes(), false)?;
    if let Some(document) = &args.policy {
        output::write(&args.folder.join(intake::name(document)), &intake::bytes(document)?, false)?;
    }
    for folder in FOLDERS {
        let folder = args.folder.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| {
            Refused::because(format!("誤り: フォルダを作れません({error})\n  場所: {}", folder.display()))
        })?;
    }
    terminal::say(&format!(
        "作業フォルダを作りました: {}\n次に {FILE_NAME} を確かめて案件を書き、itaku check {} で誤りがないかを見てください",
        args.folder.display(),
        path.display()
    ));
    Ok(Exit::Done)
}

/// Settings in the words of the policy document; what it does not say is told and left for the clerk to fill in.
fn from_policy(document: &Path, standards: Option<&Path>) -> Result<String, Refused> {
    let reading = intake::policy_document(document)?;
    for diagnostic in &reading.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
    let apart = standards.map(intake::policy_document).transpose()?;
    let catalogue = settings::catalogue()?;
    let map = StandardsView::new(apart.as_ref().unwrap_or(&reading), catalogue);
    if apart.is_some() && !map.holds_standards {
        terminal::say(&map.nothing_found().to_string());
    }
    Ok(to_settings(&reading, &map.settings()))
}

fn from_names(args: &InitArgs) -> Result<String, Refused> {
    let [name, self_name] = [("--name", &args.name), ("--self", &args.self_name)].map(|(what, word)| {
        let word = word.clone().unwrap_or_default();
        let usable = !word.trim().is_empty() && !word.contains(['\'', '\n', '\r']);
        let sentence = format!("誤り: {what} の値に、空白だけの語、引用符(')又は改行は使えません");
        if usable { Ok(word) } else { Err(Refused::because(sentence)) }
    });
    Ok(TEMPLATE.replace("@NAME@", &name?).replace("@SELF@", &self_name?))
}
