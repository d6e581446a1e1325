//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The codes of this room.
pub static CODES: &[&Code] = &[&TEMPLATE_FAULT, &NO_STANDARDS];

static TEMPLATE_FAULT: Code = Code {
    id: "template-fault",
    severity: Severity::Error,
    meaning: "条項や帳票のひな型(handlebars)に、書き方の誤りか、知らない名前があります。空欄のまま出さず、誤りとして扱います。",
    remedy: "示された行の {{…}} の名前を確かめてください",
};

static NO_STANDARDS: Code = Code {
    id: "policy-standards-absent",
    severity: Severity::Warning,
    meaning: "文書に、業務委託・外部サービス・ソーシャルメディアを定める対策基準の条が見当たりません。基本方針だけの文書であれば、そのとおりです。",
    remedy: "対策基準が別の文書であれば、その文書を指定してください",
};

/// A document that was to hold the standards and does not.
pub fn no_standards(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_STANDARDS, "対策基準の条が見当たりません".to_owned(), place)
}

/// A template that cannot be filled: `cause` is the library's, `line` counts from 1.
pub fn template_fault(file: &str, line: usize, cause: &str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_FAULT, format!("ひな型を埋められません({cause})"), Place::file(file).on_line(line))
}
