use super::era;
use crate::register::Due;
use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// What falls due as a calendar (RFC 5545), a day-long entry each. The same thing keeps its identity, so that a calendar that is
/// taken in again does not double it.
pub fn due_calendar(organisation: &str, list: &[Due], today: Date) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//itaku//due//JA");
    line("CALSCALE:GREGORIAN");
    for due in list {
        let who = [due.case.as_str(), due.vendor.as_str()].into_iter().filter(|part| !part.is_empty());
        let who = who.collect::<Vec<_>>().join(" ");
        let next = due.on.checked_add(1.day()).unwrap_or(due.on);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@itaku", identity(organisation, due)));
        line(&format!("DTSTAMP:{}T000000Z", plain(today)));
        line(&format!("DTSTART;VALUE=DATE:{}", plain(due.on)));
        line(&format!("DTEND;VALUE=DATE:{}", plain(next)));
        line(&format!("SUMMARY:{}", escaped(&format!("{}: {who}", due.kind.label()))));
        line(&format!("DESCRIPTION:{}", escaped(&format!("{}\n{}", due.what, era::within(&due.why)))));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn plain(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn identity(organisation: &str, due: &Due) -> String {
    let text = [organisation, due.kind.label(), &due.case, &due.vendor, &due.why].join("\n");
    Sha256::digest(text).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\r', "").replace('\n', "\\n")
}

/// Lines are at most 75 octets; what follows begins with a blank. Characters stay whole.
fn fold(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
