//! Reading in another process, which may loop, run out of memory or die without harm.
//!
//! The parent gives the bytes on the child's standard input and takes the answer from its standard output. The child limits its own
//! memory before it reads the first byte (on Windows the parent does, through a job), and the parent ends it when its time is up. An allocation that fails
//! ends a process and cannot be caught: that is why `catch_unwind` alone would not do.

use super::{Content, ReadError, Workbook};
use process_control::{ChildExt as _, Control as _};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How the reading process is started and what it may use.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The program to start: our own, as a rule.
    pub program: PathBuf,
    /// Arguments that make it call [`serve_fenced`].
    pub arguments: Vec<String>,
    /// How long it may take by the clock on the wall.
    pub time: Duration,
    /// Bytes of memory it may ask for.
    pub memory: u64,
}

/// The argument with which the program calls itself to read a workbook behind a fence.
pub const READ_FENCED: &str = "--read-fenced";

impl Fence {
    /// This program again: what can abort a process aborts that one.
    pub fn of_this_program() -> Self {
        let program = std::env::current_exe().unwrap_or_else(|_| "itaku".into());
        Self::new(program, vec![READ_FENCED.to_owned()])
    }

    /// A fence that gives 20 seconds and 1 GiB. Real questionnaires take a hundredth of both.
    pub fn new(program: PathBuf, arguments: Vec<String>) -> Self {
        Self { program, arguments, time: Duration::from_secs(20), memory: 1 << 30 }
    }
}

/// What the child answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    Read(Workbook),
    TooMuchInside(String),
    Encrypted,
    Damaged(String),
    NotASpreadsheet,
    Crashed,
}

impl From<Result<Workbook, ReadError>> for Answer {
    fn from(result: Result<Workbook, ReadError>) -> Self {
        match result {
            Ok(workbook) => Self::Read(workbook),
            Err(ReadError::TooMuchInside(what)) => Self::TooMuchInside(what),
            Err(ReadError::Encrypted) => Self::Encrypted,
            Err(ReadError::Damaged(why)) => Self::Damaged(why),
            Err(ReadError::NotASpreadsheet(_)) => Self::NotASpreadsheet,
            // The parent has looked at size and content already: the others do not arise here.
            Err(_) => Self::Crashed,
        }
    }
}

impl From<Answer> for Result<Workbook, ReadError> {
    fn from(answer: Answer) -> Self {
        Err(match answer {
            Answer::Read(workbook) => return Ok(workbook),
            Answer::TooMuchInside(what) => ReadError::TooMuchInside(what),
            Answer::Encrypted => ReadError::Encrypted,
            Answer::Damaged(why) => ReadError::Damaged(why),
            Answer::NotASpreadsheet => ReadError::NotASpreadsheet("表計算ではない Office 文書"),
            Answer::Crashed => ReadError::Crashed,
        })
    }
}

/// Reads in a child process.
pub(super) fn read(bytes: &[u8], fence: &Fence) -> Result<Workbook, ReadError> {
    let cannot = |error: std::io::Error| ReadError::NoFence(error.to_string());
    let mut child = Command::new(&fence.program)
        .args(&fence.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(cannot)?;
    let input = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Fed beside the waiting: a child that never reads would hold us for ever.
        scope.spawn(move || {
            if let Some(mut input) = input {
                let fed = input.write_all(&fence.memory.to_le_bytes()).and_then(|()| input.write_all(bytes));
                // A child that is gone has its reasons, which its end tells.
                drop(fed);
            }
        });
        let control = child.controlled_with_output().time_limit(fence.time).terminate_for_timeout();
        #[cfg(windows)]
        let control = control.memory_limit(usize::try_from(fence.memory).unwrap_or(usize::MAX));
        control.wait()
    });
    match output.map_err(cannot)? {
        None => Err(ReadError::TooSlow(fence.time.as_secs())),
        Some(output) if output.status.success() => match postcard::from_bytes::<Answer>(&output.stdout) {
            Ok(answer) => answer.into(),
            Err(error) => Err(ReadError::NoFence(error.to_string())),
        },
        Some(_) => Err(ReadError::Crashed),
    }
}

/// The child's part: reads a file from `input` within the limits that come before it, and writes what it holds to `output`.
///
/// # Errors
/// When the pipes break; whatever is wrong with the file is an answer.
pub fn serve_fenced(mut input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    let mut memory = [0; 8];
    input.read_exact(&mut memory)?;
    limit_memory(u64::from_le_bytes(memory))?;
    let mut bytes = Vec::new();
    input.take(super::MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let answer = match super::content::sniff(&bytes) {
        Content::Xlsx => super::walled(|| super::xlsx::read(&bytes, &|_| true)),
        Content::Xlsb => super::walled(|| super::xlsb::read(&bytes)),
        Content::Xls => super::walled(|| super::xls::read(&bytes)),
        Content::Ods => super::walled(|| super::ods::read(&bytes)),
        _ => Err(ReadError::Crashed),
    };
    let answer = postcard::to_stdvec(&Answer::from(answer)).map_err(std::io::Error::other)?;
    output.write_all(&answer)?;
    output.flush()
}

/// From here on the process cannot have more memory, write files, or leave its memory behind on the disk.
#[cfg(unix)]
fn limit_memory(bytes: u64) -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let to = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::Core, to(0))?;
    setrlimit(Resource::Fsize, to(0))?;
    setrlimit(Resource::As, to(bytes))?;
    Ok(())
}

/// Elsewhere the parent limits it. Here we see to it that Windows does not open its window on a program that died: it would wait for a
/// click, and tell the clerk of a fault that is the file's.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn limit_memory(_: u64) -> std::io::Result<()> {
    #[cfg(windows)]
    {
        use windows_sys::Win32::System::Diagnostics::Debug::{
            SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
        };
        // SAFETY: takes a number, touches no memory of ours.
        unsafe {
            SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
        }
    }
    Ok(())
}
