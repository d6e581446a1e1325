//! The program `itaku`: arguments, files, clock, terminal, page and exit codes around the library.

mod cli;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The child behind the fence: it reads one hostile workbook and nothing else (see `workbook::Fence`).
    if std::env::args_os().nth(1).is_some_and(|argument| argument == itaku::workbook::READ_FENCED) {
        let done = itaku::workbook::serve_fenced(std::io::stdin().lock(), std::io::stdout().lock());
        return if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    cli::run(std::env::args_os()).into()
}
