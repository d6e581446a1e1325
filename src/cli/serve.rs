use super::args::ServeArgs;
use super::{Exit, Refused};
use crate::web::{self, Serving};
use itaku::intake::Office;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ServeArgs) -> Result<Exit, Refused> {
    let root = match &args.folder {
        Some(folder) if folder.is_dir() => folder.clone(),
        Some(folder) => return Err(no_folder(folder)),
        None => nearest()?,
    };
    web::serve(Serving { root, port: args.port, open: !args.no_open, today: args.today })?;
    Ok(Exit::Done)
}

/// The workspace that we are in, otherwise the folder that we are in: workspaces lie in it, or can be made there.
fn nearest() -> Result<PathBuf, Refused> {
    let here = std::env::current_dir()
        .map_err(|error| Refused::because(format!("誤り: 今いるフォルダが分かりません({error})")))?;
    Ok(Office::above(&here).unwrap_or(here))
}

fn no_folder(folder: &Path) -> Refused {
    Refused::because(format!(
        "誤り: フォルダがありません\n  場所: {}\n  対処: 作業フォルダか、これから作業フォルダを作る場所を指定してください",
        folder.display()
    ))
}
