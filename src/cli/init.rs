use super::args::InitArgs;
use super::{Exit, Refused, output, settings, terminal};
use itaku::diagnostic::cause;
use itaku::document::StandardsView;
use itaku::intake;
use itaku::policy::to_settings;
use itaku::workspace::{FILE_NAME, TEMPLATE, Workspace};
use std::path::Path;

/// What editors complete the settings by; named in their first line, since nothing is fetched.
const SCHEMA: &str = "itaku.schema.json";

/// Where things lie in a workspace: what was sent out, what came back.
const FOLDERS: [&str; 2] = ["issued", "returned"];

pub(super) fn run(args: &InitArgs) -> Result<Exit, Refused> {
    let (text, document) = match &args.policy {
        Some(document) => {
            let text = from_policy(document, args.standards.as_deref())?;
            (text, Some((intake::name(document), intake::bytes(document)?)))
        }
        None => {
            (from_names(args.name.as_deref().unwrap_or_default(), args.self_name.as_deref().unwrap_or_default())?, None)
        }
    };
    let document = document.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    create(&args.folder, &text, document)?;
    let path = args.folder.join(FILE_NAME);
    terminal::say(&format!(
        "作業フォルダを作りました: {}\n次に {FILE_NAME} を確かめて案件を書き、itaku check {} で誤りがないかを見てください",
        args.folder.display(),
        path.display()
    ));
    Ok(Exit::Done)
}

/// Makes the workspace: its settings, the document that they quote, and its folders. What is there already is kept.
pub(crate) fn create(folder: &Path, text: &str, document: Option<(&str, &[u8])>) -> Result<(), Refused> {
    // What is written must be what the program reads.
    let catalogue = settings::catalogue()?;
    let text = format!("#:schema {SCHEMA}\n{text}");
    Workspace::read(FILE_NAME, &text, catalogue)?;
    output::write(&folder.join(FILE_NAME), text.as_bytes(), false)?;
    output::write(&folder.join(SCHEMA), Workspace::shape(catalogue).to_json().as_bytes(), false)?;
    if let Some((name, bytes)) = document {
        output::write(&folder.join(name), bytes, false)?;
    }
    for name in FOLDERS {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).map_err(|error| {
            Refused::because(format!("誤り: フォルダを作れません({})\n  場所: {}", cause(&error), folder.display()))
        })?;
    }
    Ok(())
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

/// Settings of an organisation whose policy is not at hand.
pub(crate) fn from_names(name: &str, self_name: &str) -> Result<String, Refused> {
    for (what, word) in [("団体名", name), ("自称", self_name)] {
        if word.trim().is_empty() || word.contains(['\'', '\n', '\r']) {
            return Err(Refused::because(format!("誤り: {what}に、空白だけの語、引用符(')又は改行は使えません")));
        }
    }
    Ok(TEMPLATE.replace("@NAME@", name).replace("@SELF@", self_name))
}
