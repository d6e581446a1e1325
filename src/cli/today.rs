use jiff::civil::Date;

/// The day of the work: as said with `--today`, otherwise the computer's. This file is the only clock of the program.
#[expect(clippy::disallowed_methods, reason = "the one place that may ask for the time")]
pub(crate) fn or_today(said: Option<Date>) -> Date {
    said.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// This moment, for the log of a shared page; nothing else may depend on it.
#[expect(clippy::disallowed_methods, reason = "the one place that may ask for the time")]
pub(crate) fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}
