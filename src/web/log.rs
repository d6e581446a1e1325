use crate::cli::{Refused, terminal, today};
use itaku::diagnostic::cause;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder of the log, in the folder that is served; a file for each month.
const FOLDER: &str = "log";
/// Signs of a line; what is longer was made to be long.
const MAX_SIGNS: usize = 500;

/// Who did what on a shared page: a line each, with time, account and address. What was typed in is never in it.
pub(super) struct Log {
    folder: PathBuf,
    /// One line after another.
    turn: Mutex<()>,
}

impl Log {
    pub(super) fn new(root: &Path) -> Result<Self, Refused> {
        let log = Self { folder: root.join(FOLDER), turn: Mutex::new(()) };
        log.append("- - start").map_err(|error| {
            Refused::because(format!(
                "誤り: 利用の記録を書けません({})\n  場所: {}\n  対処: itaku を動かす人が書き込める場所か確かめてください",
                cause(&error),
                log.folder.display()
            ))
        })?;
        Ok(log)
    }

    /// Notes what `who` (an account; `-` where none is known) did from `address`.
    pub(super) fn note(&self, who: &str, address: &str, what: &str) {
        if let Err(error) = self.append(&format!("{who} {address} {what}")) {
            terminal::say(&format!(
                "警告: 利用の記録を書けません({})\n  場所: {}",
                cause(&error),
                self.folder.display()
            ));
        }
    }

    fn append(&self, line: &str) -> std::io::Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let now = today::now();
        std::fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(format!("{}.txt", now.strftime("%Y-%m")));
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(format!("{} {}\n", now.strftime("%Y-%m-%dT%H:%M:%S%:z"), one_line(line)).as_bytes())
    }
}

/// What came from outside cannot begin a line of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).take(MAX_SIGNS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(one_line("GET /a\r\nroot 2026"), "GET /a\u{fffd}\u{fffd}root 2026");
        assert_eq!(one_line(&"あ".repeat(600)).chars().count(), MAX_SIGNS);
    }
}
