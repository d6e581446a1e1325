//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The codes of this room.
pub static CODES: &[&Code] = &[&TEMPLATE_FAULT];

static TEMPLATE_FAULT: Code = Code {
    id: "template-fault",
    severity: Severity::Error,
    meaning: "条項や帳票のひな型(handlebars)に、書き方の誤りか、知らない名前があります。空欄のまま出さず、誤りとして扱います。",
    remedy: "示された行の {{…}} の名前を確かめてください",
};

/// A template that cannot be filled: `cause` is the library's, `line` counts from 1.
pub fn template_fault(file: &str, line: usize, cause: &str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_FAULT, format!("ひな型を埋められません({cause})"), Place::file(file).on_line(line))
}
