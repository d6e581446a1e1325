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
pub(crate) mod output;
mod policy;
mod read;
mod reassess;
mod record;
mod register;
mod serve;
pub(crate) mod settings;
mod table;
pub(crate) mod terminal;
pub(crate) mod today;

use args::{Command, Parsed};
use itaku::diagnostic::Diagnostic;
use itaku::document::WriteError;
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
        WriteError::Library(cause) => Refused::because(format!("誤り: 文書を作れません({cause})")),
    }
}

pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> Exit {
    let mut arguments: Vec<OsString> = arguments.collect();
    // A double click gives no arguments; who does that wants the page.
    if arguments.len() == 1 {
        arguments.push("serve".into());
    }
    let command = match args::parse(arguments.into_iter()) {
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
