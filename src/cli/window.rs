//! The black window of Windows, where the program has one of its own because it was started by double click.
//!
//! Whoever double-clicks gets a console window from Windows before our first line runs. It is neither hidden nor closed: hiding it would be
//! the flash that frightens, and the page needs a place where it says that it runs and where it can be ended. So it gets a name and
//! Japanese sentences, and stays until they were read.

/// Whether the window is ours alone, so that it goes when we go. Elsewhere than on Windows never.
#[cfg(windows)]
pub(super) fn is_own() -> bool {
    let mut processes = [0_u32; 2];
    // SAFETY: the buffer has the two places that are announced; the function writes no more.
    let count = unsafe { windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), 2) };
    count == 1
}

#[cfg(not(windows))]
pub(super) const fn is_own() -> bool {
    false
}

/// Names the window.
#[cfg(windows)]
pub(super) fn name(title: &str) {
    let wide: Vec<u16> = title.encode_utf16().chain(std::iter::once(0)).collect();
    // SAFETY: the text ends with a zero and lives until the call is over.
    unsafe {
        windows_sys::Win32::System::Console::SetConsoleTitleW(wide.as_ptr());
    }
}

#[cfg(not(windows))]
pub(super) const fn name(_: &str) {}

/// Keeps the window open until somebody has read it.
pub(super) fn hold() {
    super::terminal::say("\nEnter キーを押すと、この窓を閉じます。");
    let mut line = String::new();
    // A window without a keyboard holds nobody up.
    drop(std::io::stdin().read_line(&mut line));
}
