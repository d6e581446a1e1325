//! The text of a PDF, by `pdf-extract`, behind a wall: the library panics on some broken files and may not end on others.

use super::document::Fault;
use std::panic;
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

/// The name of the threads that read PDFs; their panics are a result, not a message.
const THREAD: &str = "itaku-pdf";
/// A policy of a hundred pages takes a second; what takes longer is made to take longer.
const MAX_TIME: Duration = Duration::from_secs(60);
/// Nested objects are read by recursion.
const STACK_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    quiet();
    let locked = is_locked(bytes);
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    let worker = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK_BYTES).spawn(move || {
        let text = panic::catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes));
        // Nobody listens any more once the time is over.
        let _ = send.send(text);
    });
    worker.map_err(|_| Fault::Damaged)?;
    match receive.recv_timeout(MAX_TIME) {
        Ok(Ok(Ok(text))) => Ok(text),
        Ok(_) if locked => Err(Fault::Locked),
        Ok(_) => Err(Fault::Damaged),
        Err(_) => Err(Fault::TooMuch),
    }
}

/// The file names an encryption dictionary. What needs no password is read all the same; this is for the sentence alone.
fn is_locked(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}

/// Keeps panics of our own threads from the terminal; all others are told as before.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                before(info);
            }
        }));
    });
}
