//! The text of a PDF, by `pdf-extract`, behind a wall: the library panics on some broken files and may not end on others.

use super::document::Fault;
use crate::workbook::caught;
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The name of the threads that read PDFs.
const THREAD: &str = "itaku-pdf";
/// A policy of a hundred pages takes a second; what takes longer is made to take longer.
const MAX_TIME: Duration = Duration::from_secs(60);
/// Bytes of all streams of a PDF after unpacking. A policy with pictures of seals and its standards has 20 MB.
const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Nested objects are read by recursion.
const STACK_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    weigh(bytes)?;
    let locked = is_locked(bytes);
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    let worker = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK_BYTES).spawn(move || {
        let text = caught(|| pdf_extract::extract_text_from_mem(&bytes));
        // Nobody listens any more once the time is over.
        let _ = send.send(text);
    });
    worker.map_err(|_| Fault::Damaged)?;
    match receive.recv_timeout(MAX_TIME) {
        Ok(Some(Ok(text))) => Ok(text),
        Ok(_) if locked => Err(Fault::Locked),
        Ok(_) => Err(Fault::Damaged),
        Err(_) => Err(Fault::TooMuch),
    }
}

/// Refuses a file whose packed streams hold more than any policy: a few kilobytes can unpack to what no memory holds, and an
/// allocation that fails cannot be caught.
fn weigh(bytes: &[u8]) -> Result<(), Fault> {
    let mut left = MAX_UNPACKED_BYTES;
    let mut rest = bytes;
    while let Some(at) = memmem::find(rest, b"stream") {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        rest = after.get(b"stream".len()..).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        // The dictionary before the stream: back to where its object begins, or as far as any dictionary reaches.
        let reach = before.get(before.len().saturating_sub(2048)..).unwrap_or(before);
        let dictionary = memmem::rfind(reach, b"obj").and_then(|at| reach.get(at..)).unwrap_or(reach);
        let filters = [&b"FlateDecode"[..], b"/Fl ", b"/Fl/", b"/Fl]", b"/Fl>", b"LZWDecode", b"RunLengthDecode"];
        let packed: usize = filters.iter().map(|filter| memmem::find_iter(dictionary, filter).count()).sum();
        // No writer packs twice but one that wants to hurt.
        if packed > 1 {
            return Err(Fault::TooMuch);
        }
        if packed == 1 {
            let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
            left = left.checked_sub(unpacked(body, left)).filter(|left| *left > 0).ok_or(Fault::TooMuch)?;
        }
    }
    Ok(())
}

/// How many bytes the stream unpacks to, counted up to `most`.
fn unpacked(body: &[u8], most: u64) -> u64 {
    let mut decoder = ZlibDecoder::new(body).take(most.saturating_add(1));
    let mut buffer = vec![0; 64 * 1024];
    let mut total = 0u64;
    // Broken data end the count: the reader will not get further either.
    while let Ok(read) = decoder.read(&mut buffer) {
        if read == 0 {
            break;
        }
        total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    total
}

/// The file names an encryption dictionary. What needs no password is read all the same; this is for the sentence alone.
fn is_locked(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn with_stream(filters: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("%PDF-1.7\n1 0 obj\n<</Filter {filters}/Length {}>>\nstream\n", content.len());
        [head.as_bytes(), content, b"\nendstream\nendobj\n"].concat()
    }

    fn packed(zeros: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        let block = vec![0; 1 << 20];
        for _ in 0..zeros {
            encoder.write_all(&block).expect("memory");
        }
        encoder.finish().expect("memory")
    }

    #[test]
    fn what_unpacks_to_more_than_any_policy_is_refused_before_it_is_unpacked() {
        assert_eq!(weigh(&with_stream("/FlateDecode", &packed(8))), Ok(()));
        assert_eq!(weigh(&with_stream("/FlateDecode", &packed(300))), Err(Fault::TooMuch));
        assert_eq!(weigh(&with_stream("[/FlateDecode /FlateDecode]", b"x")), Err(Fault::TooMuch));
    }
}
