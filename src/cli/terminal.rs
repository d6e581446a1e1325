use itaku::diagnostic::Diagnostic;
use std::io::Write;

/// Data, to stdout. A closed pipe (`| head`) is not our fault and ends quietly.
pub(crate) fn print(text: &str) {
    write(std::io::stdout().lock(), text);
}

/// Talk, to stderr.
pub(crate) fn say(text: &str) {
    write(std::io::stderr().lock(), text);
}

fn write(mut stream: impl Write, text: &str) {
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    // Nobody is left to be told that nobody listens.
    drop(
        stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.write_all(newline.as_bytes()))
            .and_then(|()| stream.flush()),
    );
}

/// Tells what should be known.
pub(super) fn tell(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        say(&diagnostic.to_string());
    }
}
