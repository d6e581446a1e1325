//! The command line: every text a person reads is Japanese, data go to stdout, talk goes to stderr.

mod account;
mod annex;
mod args;
mod assess;
mod check;
mod contract;
mod due;
mod explain;
mod history;
pub(crate) mod init;
mod issue;
mod map;
mod letter;
mod long_path;
pub(crate) mod output;
mod policy;
mod read;
mod reassess;
mod record;
mod register;
mod roster;
mod schema;
mod serve;
pub(crate) mod settings;
mod start;
mod table;
pub(crate) mod terminal;
pub(crate) mod today;
mod window;

use args::{Command, Parsed};
use itaku::diagnostic::{Diagnostic, because};
use itaku::document::WriteError;
use start::Start;
use std::ffi::OsString;
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// Something could not be done; what was said on stderr tells what.
    Failed,
    /// The command line cannot be understood.
    Usage,
    /// Done, and a conclusion is worse than `--fail-on`.
    Worse,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Worse => 3,
        })
    }
}

/// Why a command could not be carried out: sentences for stderr.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Vec<String>);

impl Refused {
    pub(crate) fn because(sentence: impl Into<String>) -> Self {
        Self(vec![sentence.into()])
    }
}

impl From<Vec<Diagnostic>> for Refused {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self(diagnostics.iter().map(ToString::to_string).collect())
    }
}

impl From<Box<Diagnostic>> for Refused {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        vec![*diagnostic].into()
    }
}

impl From<&[Diagnostic]> for Refused {
    fn from(diagnostics: &[Diagnostic]) -> Self {
        diagnostics.to_vec().into()
    }
}

/// Why a document could not be made.
pub(crate) fn not_written(error: WriteError) -> Refused {
    match error {
        WriteError::Template(diagnostics) => diagnostics.into(),
        WriteError::Library(cause) => Refused::because(because("誤り: 文書を作れません", &cause)),
    }
}

pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> Exit {
    let own = window::is_own();
    match Start::of(arguments.collect(), own, std::env::current_exe().ok().as_deref()) {
        Start::Typed(line) => carry_out(line),
        Start::Page(line) => {
            window::name("itaku — この窓を閉じると、ページも終わります");
            let exit = carry_out(line);
            if exit != Exit::Done {
                window::hold();
            }
            exit
        }
        Start::Dropped(line, out) => {
            if own {
                window::name("itaku — 返送されたファイルを判定しています");
            }
            let exit = carry_out(line);
            if own {
                if let Some(report) = start::first_to_see(&out) {
                    // Where nothing is there to show it, the folder that was said on stderr remains.
                    drop(open::that_detached(report));
                }
                window::hold();
            }
            exit
        }
    }
}

/// Does what a command line says.
fn carry_out(line: Vec<OsString>) -> Exit {
    let command = match args::parse(line.into_iter()) {
        Parsed::Command(command) => command,
        Parsed::Shown(text) => {
            terminal::print(&text);
            return Exit::Done;
        }
        Parsed::Wrong(sentence) => {
            terminal::say(&sentence);
            return Exit::Usage;
        }
    };
    let result = match *command {
        Command::Init(args) => init::run(&args),
        Command::Policy(args) => policy::run(&args),
        Command::Issue(args) => issue::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Map(args) => map::run(&args),
        Command::Assess(args) => assess::run(&args),
        Command::Record(args) => record::run(&args),
        Command::Due(args) => due::run(&args),
        Command::History(args) => history::run(&args),
        Command::Reassess(args) => reassess::run(&args),
        Command::Register(args) => register::run(&args),
        Command::Annex(args) => annex::run(&args),
        Command::Letter(args) => letter::run(&args),
        Command::Contract(args) => contract::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Man(args) => args::man_pages()
            .iter()
            .try_for_each(|(name, page)| output::write(&args.out.join(name), page.as_bytes(), false))
            .map(|()| Exit::Done)
            .map_err(Refused::from),
        Command::Serve(args) => serve::run(&args),
        Command::Account(args) => account::run(&args),
        Command::Completions(args) => {
            terminal::print(&args::completions(args.shell));
            Ok(Exit::Done)
        }
    };
    result.unwrap_or_else(|Refused(sentences)| {
        for sentence in sentences {
            terminal::say(&sentence);
        }
        Exit::Failed
    })
}
