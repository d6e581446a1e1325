use super::args::{AccountAddArgs, AccountArgs, AccountCommand, AccountIdArgs, AccountListArgs, Format, RoleArg};
use super::{Exit, Refused, serve, table, terminal};
use crate::web::Role;
use crate::web::account::{Account, Accounts};
use itaku::diagnostic::cause;
use itaku::workspace::FILE_NAME;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &AccountArgs) -> Result<Exit, Refused> {
    match &args.command {
        AccountCommand::Add(args) => add(args),
        AccountCommand::List(args) => list(args),
        AccountCommand::Disable(args) => set_active(args, false),
        AccountCommand::Enable(args) => set_active(args, true),
        AccountCommand::Password(args) => password(args),
    }
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Look => Self::Look,
            RoleArg::Work => Self::Work,
            RoleArg::Approve => Self::Approve,
        }
    }
}

fn add(args: &AccountAddArgs) -> Result<Exit, Refused> {
    let folder = folder(args.workspace.as_deref())?;
    if Accounts::read(&folder)?.find(&args.id).is_some() {
        return Err(known_already(&args.id));
    }
    let account = Account::new(&args.id, &args.person, args.role.into(), &typed_password()?)?;
    Accounts::change(&folder, |accounts| {
        // Someone else may have been faster while the password was typed in.
        if accounts.find(&account.id).is_some() {
            return Err(known_already(&account.id));
        }
        accounts.list.push(account);
        Ok(())
    })?;
    terminal::say(&format!("利用者「{}」を登録しました", args.id));
    Ok(Exit::Done)
}

fn known_already(id: &str) -> Refused {
    Refused::because(format!(
        "誤り: 利用者「{id}」は既にいます\n  対処: 別の利用者IDにするか、itaku account password で、パスワードを付け直してください"
    ))
}

fn list(args: &AccountListArgs) -> Result<Exit, Refused> {
    let accounts = Accounts::read(&folder(args.workspace.as_deref())?)?;
    if args.format == Format::Json {
        let list = accounts.list.iter().map(|account| {
            serde_json::json!({ "id": account.id, "person": account.person, "role": account.role.word(), "active": account.active })
        });
        let list: Vec<_> = list.collect();
        terminal::print(&serde_json::json!({ "schema": "accounts/1", "accounts": list }).to_string());
        return Ok(Exit::Done);
    }
    let rows = accounts.list.iter().map(|account| {
        let state = if account.active { "使える" } else { "停止" };
        vec![account.id.clone(), account.person.clone(), account.role.label().to_owned(), state.to_owned()]
    });
    terminal::print(&table::draw(&["利用者ID", "氏名", "権限", "状態"], rows));
    Ok(Exit::Done)
}

fn set_active(args: &AccountIdArgs, active: bool) -> Result<Exit, Refused> {
    Accounts::change(&folder(args.workspace.as_deref())?, |accounts| {
        accounts.needed(&args.id)?.active = active;
        Ok(())
    })?;
    terminal::say(&format!("利用者「{}」を{}しました", args.id, if active { "使えるように" } else { "停止" }));
    Ok(Exit::Done)
}

fn password(args: &AccountIdArgs) -> Result<Exit, Refused> {
    let folder = folder(args.workspace.as_deref())?;
    Accounts::read(&folder)?.needed(&args.id)?;
    let password = typed_password()?;
    Accounts::change(&folder, |accounts| accounts.needed(&args.id)?.set_password(&password))?;
    terminal::say(&format!("利用者「{}」のパスワードを付け直しました", args.id));
    Ok(Exit::Done)
}

/// The workspace whose page is shared.
fn folder(said: Option<&Path>) -> Result<PathBuf, Refused> {
    let folder = match said {
        Some(folder) => folder.to_owned(),
        None => serve::nearest()?,
    };
    if folder.join(FILE_NAME).is_file() { Ok(folder) } else { Err(serve::no_folder(&folder)) }
}

/// A password from the terminal, typed twice and not shown; from a program, the first line that it writes. Never an argument:
/// others on this computer can see those.
fn typed_password() -> Result<String, Refused> {
    let unread =
        |error: std::io::Error| Refused::because(format!("誤り: パスワードを読み取れません({})", cause(&error)));
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    let once = rpassword::prompt_password("パスワード（12文字以上。打っても表示されません）: ").map_err(unread)?;
    let again = rpassword::prompt_password("もう一度: ").map_err(unread)?;
    if once == again { Ok(once) } else { Err(Refused::because("誤り: 2回のパスワードが違います")) }
}
