use super::args::{Format, RegisterAddArgs, RegisterArgs, RegisterCommand, RegisterFileArgs, RegisterForgetArgs};
use super::args::{RegisterListArgs, RegisterPlace, RegisterVerifyArgs};
use super::{Exit, Refused, long_path, output, settings, table, terminal, today};
use itaku::catalogue::Catalogue;
use itaku::diagnostic::{Diagnostic, cause};
use itaku::intake::Office;
use itaku::register::{Anchor, Entry, Export, FILE_NAME, Register};
use itaku::roster::enter;
use std::path::{Path, PathBuf};

/// The register that a command works with.
pub(super) struct Opened {
    pub(super) catalogue: &'static Catalogue,
    pub(super) settings: Office,
    pub(super) register: Register,
}

/// Opens the register of the workspace; one that does not exist is made only where something is to be written.
pub(super) fn open(place: &RegisterPlace, near: &[PathBuf], writes: bool) -> Result<Opened, Refused> {
    let catalogue = settings::catalogue()?;
    let settings = settings::find(place.common.workspace.as_deref(), near, catalogue)?;
    let register = open_at(place.register.as_deref(), &settings, writes)?;
    Ok(Opened { catalogue, settings, register })
}

pub(super) fn open_at(said: Option<&str>, settings: &Office, writes: bool) -> Result<Register, Refused> {
    let place = said.map_or_else(|| settings.folder.join(FILE_NAME).display().to_string(), str::to_owned);
    if !writes && !place.contains("://") && !Path::new(&place).is_file() {
        return Err(Refused::because(format!(
            "誤り: 台帳がありません\n  場所: {place}\n  対処: itaku record で返送されたブックを記録すると、できます"
        )));
    }
    let place = if place.contains("://") { place } else { long_path::of(Path::new(&place)).display().to_string() };
    Register::open(&place, &settings.workspace.organisation.name).map_err(told)
}

#[expect(clippy::boxed_local, reason = "it comes so from the register")]
pub(super) fn told(diagnostic: Box<Diagnostic>) -> Refused {
    Refused::from(vec![*diagnostic])
}

pub(super) fn run(args: &RegisterArgs) -> Result<Exit, Refused> {
    match &args.command {
        RegisterCommand::List(args) => list(args),
        RegisterCommand::Add(args) => add(args),
        RegisterCommand::Verify(place) => verify(place),
        RegisterCommand::Forget(args) => forget(args),
        RegisterCommand::Export(args) => export(args),
        RegisterCommand::Import(args) => import(args),
        RegisterCommand::ImportList(args) => super::roster::run(args),
    }
}

fn list(args: &RegisterListArgs) -> Result<Exit, Refused> {
    let mut opened = open(&args.place, &[], false)?;
    let standing = opened.register.standing(args.kind).map_err(told)?;
    if args.format == Format::Json {
        let bodies: Vec<serde_json::Value> = standing.iter().map(Entry::body).collect();
        let list = serde_json::json!({ "schema": "records/1", "kind": args.kind.id(), "records": bodies });
        terminal::print(&list.to_string());
        return Ok(Exit::Done);
    }
    let fields = |entry: &Entry| {
        let body = entry.body();
        let told = body.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null() && *value != "");
        let one = |(key, value): (&String, &serde_json::Value)| match value.as_str() {
            Some(text) => format!("{key}={text}"),
            None => format!("{key}={value}"),
        };
        told.map(one).collect::<Vec<_>>().join("\n")
    };
    let rows = standing
        .iter()
        .map(|entry| vec![entry.number.to_string(), entry.id.clone(), fields(entry), entry.on.to_string(), entry.by()]);
    terminal::print(&table::draw(&["記録", "識別子", "内容", "日", "記録者"], rows));
    Ok(Exit::Done)
}

fn add(args: &RegisterAddArgs) -> Result<Exit, Refused> {
    let mut said = serde_json::Map::new();
    for field in &args.fields {
        let (key, value) = field.split_once('=').ok_or_else(|| {
            Refused::because(format!(
                "誤り: 「{field}」は 項目=値 の形ではありません\n  対処: name=株式会社あおば印刷 のように書いてください"
            ))
        })?;
        said.insert(key.trim().to_owned(), serde_json::Value::String(value.to_owned()));
    }
    let mut opened = open(&args.place, &[], true)?;
    let office = (&opened.settings.workspace, opened.catalogue);
    let on = today::or_today(args.place.common.today);
    let entered = enter(&mut opened.register, office, args.kind, &said, (&args.writer.by, on)).map_err(told)?;
    terminal::tell(&entered.told);
    let id = entered.id;
    terminal::say(&match entered.new {
        false => format!("{}「{id}」は、すでにそのとおり記録されています", args.kind.label()),
        true => format!("{}「{id}」を記録しました", args.kind.label()),
    });
    Ok(Exit::Done)
}

fn verify(args: &RegisterVerifyArgs) -> Result<Exit, Refused> {
    let mut opened = open(&args.place, &[], false)?;
    let verified = opened.register.verify(args.since.as_ref()).map_err(told)?;
    if !verified.faults.is_empty() {
        return Err(verified.faults.into());
    }
    terminal::print(&format!("記録{}件の連なりに、書き換えの跡はありません", verified.looked_at));
    let Anchor { number, hash } = verified.end;
    if number > 0 {
        terminal::say(&format!(
            "台帳の外に控える値: {number}:{hash}\n  次からは --since にこの値を付けると、控えた所が変わっていないことと、その後の記録だけを確かめます"
        ));
    }
    Ok(Exit::Done)
}

fn forget(args: &RegisterForgetArgs) -> Result<Exit, Refused> {
    let name = args.name.trim();
    if name.is_empty() {
        return Err(Refused::because("誤り: 消す氏名が空です\n  対処: 消す氏名を書いてください"));
    }
    let mut opened = open(&args.place, &[], false)?;
    let on = today::or_today(args.place.common.today);
    let (Some(by), true) = (&args.by, args.confirm) else { return show_named(&mut opened.register, name) };
    let (count, left) = opened.register.forget(name, by, on).map_err(told)?;
    if let Some(diagnostic) = left {
        terminal::say(&diagnostic.to_string());
    }
    terminal::say(&match count {
        0 => "その氏名は台帳にありません".to_owned(),
        _ => format!("記録{count}件から氏名を消し、消したことを記録しました"),
    });
    Ok(Exit::Done)
}

/// A name is taken out for good: what would go is shown first.
fn show_named(register: &mut Register, name: &str) -> Result<Exit, Refused> {
    let found = register.named(name).map_err(told)?;
    if found.records == 0 {
        terminal::say("その氏名は台帳にありません");
        return Ok(Exit::Done);
    }
    let kinds = found.kinds.iter().map(|(kind, count)| vec![kind.label().to_owned(), format!("{count}件")]);
    terminal::print(&table::draw(&["種類", "記録"], kinds));
    for place in &found.places {
        terminal::print(&format!("・{place}"));
    }
    if found.records > found.places.len() {
        terminal::print("（同じ所と、ほかの所は省いています）");
    }
    if let Some(left) = found.left {
        terminal::say(&left.to_string());
    }
    terminal::say(&format!(
        "「{name}」は記録{}件にあります。まだ何も消していません\n  対処: ほかの人の氏名や語の一部でないことを確かめ、よければ --by 記録者 --confirm を付けて実行してください。消すと元に戻せません",
        found.records
    ));
    Ok(Exit::Done)
}

fn export(args: &RegisterFileArgs) -> Result<Exit, Refused> {
    let mut opened = open(&args.place, &[], false)?;
    let export = opened.register.export().map_err(told)?;
    let text = serde_json::to_string_pretty(&export).unwrap_or_default();
    output::write(&args.file, text.as_bytes(), args.place.common.overwrite)?;
    terminal::say(&format!("記録{}件を書き出しました: {}", export.entries.len(), args.file.display()));
    Ok(Exit::Done)
}

fn import(args: &RegisterFileArgs) -> Result<Exit, Refused> {
    let unread = |cause: &str| {
        Refused::because(format!(
            "誤り: 台帳の控えとして読めません({cause})\n  場所: {}\n  対処: itaku register export で書き出したファイルを、途中で切れていないか、直されていないかを確かめて指定してください",
            args.file.display()
        ))
    };
    let text = std::fs::read_to_string(&args.file).map_err(|error| unread(&cause(&error)))?;
    let export: Export = serde_json::from_str(&text).map_err(|error| unread(&broken(&error)))?;
    if export.schema != "register/1" {
        return Err(unread(&format!("schema が「{}」です", export.schema)));
    }
    let mut opened = open(&args.place, &[], true)?;
    let name = &opened.settings.workspace.organisation.name;
    if export.organisation != *name {
        return Err(unread(&format!("{}の記録で、{name}のものではありません", export.organisation)));
    }
    let count = opened.register.import(&export).map_err(Refused::from)?;
    terminal::say(&format!("記録{count}件を取り込みました"));
    Ok(Exit::Done)
}

/// Where a file of JSON goes wrong.
fn broken(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof if error.line() <= 1 && error.column() == 0 => return "中身がありません".to_owned(),
        Category::Eof => "ファイルが途中で切れています",
        Category::Syntax | Category::Io => "JSON の書き方が崩れています",
        Category::Data => "控えにあるはずの項目がないか、ないはずの項目や値があります",
    };
    format!("{what}。{}行目の{}文字目のあたり", error.line(), error.column())
}
