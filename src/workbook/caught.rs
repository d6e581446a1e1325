//! Libraries that read files of strangers may panic: then the file cannot be read, and that is said in its place, not on the terminal.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// What was read; nothing where reading panicked.
pub(crate) fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !READING.get() {
                before(info);
            }
        }));
    });
    let outer = READING.replace(true);
    let found = panic::catch_unwind(AssertUnwindSafe(read));
    READING.set(outer);
    found.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_was_not_read_and_others_go_on() {
        let index = std::hint::black_box(3_usize);
        assert_eq!(caught(|| 10 / (index - 3)), None);
        assert_eq!(caught(|| 10 / index), Some(3));
        assert!(!READING.get());
    }
}
