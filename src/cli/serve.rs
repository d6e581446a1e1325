use super::args::ServeArgs;
use super::{Exit, Refused};
use crate::web::{self, Cover, Serving, Sharing};
use itaku::diagnostic::cause;
use itaku::intake::Office;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ServeArgs) -> Result<Exit, Refused> {
    let root = match &args.folder {
        Some(folder) if folder.is_dir() => folder.clone(),
        Some(folder) => return Err(no_folder(folder)),
        None => nearest()?,
    };
    let sharing = sharing(args)?;
    web::serve(Serving { root, port: args.port, open: !args.no_open, today: args.today, sharing })?;
    Ok(Exit::Done)
}

/// Nobody shares a page whose passwords and answers others on the line could read.
fn sharing(args: &ServeArgs) -> Result<Option<Sharing>, Refused> {
    let Some(listen) = args.listen else { return Ok(None) };
    let cover = match (&args.cert, &args.key, &args.behind_proxy) {
        (Some(certificate), Some(key), _) => Cover::Certificate { certificate: certificate.clone(), key: key.clone() },
        (_, _, Some(origin)) => Cover::Proxy { origin: origin.clone() },
        _ => {
            return Err(Refused::because(
                "誤り: 通信が守られないので、共用の画面を始められません\n  対処: --cert と --key で証明書と鍵を指定するか、TLS を受け持つプロキシの後ろで --behind-proxy https://名前 を付けてください",
            ));
        }
    };
    Ok(Some(Sharing { listen, cover }))
}

/// The workspace that we are in, otherwise the folder that we are in: workspaces lie in it, or can be made there.
pub(super) fn nearest() -> Result<PathBuf, Refused> {
    let here = std::env::current_dir()
        .map_err(|error| Refused::because(format!("誤り: 今いるフォルダが分かりません({})", cause(&error))))?;
    Ok(Office::above(&here).unwrap_or(here))
}

pub(super) fn no_folder(folder: &Path) -> Refused {
    Refused::because(format!(
        "誤り: フォルダがありません\n  場所: {}\n  対処: 作業フォルダか、これから作業フォルダを作る場所を指定してください",
        folder.display()
    ))
}
