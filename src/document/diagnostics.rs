//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The codes of this room.
pub static CODES: &[&Code] = &[&TEMPLATE_FAULT, &NO_STANDARDS, &OWN_TEMPLATE_FAULT, &NO_OLD_ANNEX];

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

static OWN_TEMPLATE_FAULT: Code = Code {
    id: "own-template-fault",
    severity: Severity::Error,
    meaning: "団体のひな型(Word)に、知らない名前の差し込み、閉じていない差し込み、扱えない部分があります。空欄のまま出さず、誤りとして扱います。",
    remedy: "示された段落の {{…}} を確かめてください。使える名前は README.ja.md の「団体のひな型を使う」にあります",
};

/// The office's own template cannot be filled: `paragraph` holds the first words of the paragraph that is meant, if one is.
pub fn own_template_fault(file: &str, paragraph: &str, cause: &str) -> Diagnostic {
    let place = match paragraph {
        "" => Place::file(file),
        words => Place::file(file).entry(&format!("段落「{words}」")),
    };
    Diagnostic::new(&OWN_TEMPLATE_FAULT, format!("団体のひな型を埋められません({cause})"), place)
}

static NO_OLD_ANNEX: Code = Code {
    id: "no-old-annex",
    severity: Severity::Error,
    meaning: "--previous に指定した文書に、itaku が作った特記事項の条(「第１条（基本的事項）」の形)が見当たりません。",
    remedy: "以前に itaku annex 又は itaku assess が作った特記事項を指定してください。ほかの文書は itaku contract で確かめられます",
};

/// The document that was named as the earlier annex holds none.
pub fn no_old_annex(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_OLD_ANNEX, "以前の特記事項として読めません".to_owned(), Place::file(file))
}
