//! What this room says.

use super::Provision;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The codes of this room.
pub static CODES: &[&Code] = &[&NO_ARTICLES, &FOREIGN_SENTENCES, &PARTIES_SWAPPED];

static NO_ARTICLES: Code = Code {
    id: "contract-no-articles",
    severity: Severity::Warning,
    meaning: "文書に「第1条」のような条の見出しが見当たりません。文は読みますが、場所は行番号だけで示します。契約書でない文書を指定したときにも出ます。",
    remedy: "契約書、特記事項又は約款の文書であることを確かめてください",
};

static FOREIGN_SENTENCES: Code = Code {
    id: "contract-foreign-sentences",
    severity: Severity::Warning,
    meaning: "英文の文は、語から関係する論点を示すだけで、定めがあるかどうかの判定には使いません。",
    remedy: "示された文を人が読んで確かめてください。日本語の訳があれば、それを指定してください",
};

static PARTIES_SWAPPED: Code = Code {
    id: "contract-parties-swapped",
    severity: Severity::Note,
    meaning: "文書では事業者が「甲」、団体の側が「乙」と定義されているため、甲乙を入れ替えて読みました。",
    remedy: "当事者の定義を確かめてください",
};

/// What the reader of the findings must know about the document.
pub(super) fn of(file: &str, provisions: &[Provision], swapped: bool) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if provisions.iter().all(|provision| provision.article.is_empty()) {
        told.push(Diagnostic::new(&NO_ARTICLES, "条の見出しが見当たりません".to_owned(), Place::file(file)));
    }
    let foreign: Vec<&Provision> = provisions.iter().filter(|provision| provision.foreign).collect();
    if let Some(first) = foreign.first() {
        told.push(Diagnostic::new(
            &FOREIGN_SENTENCES,
            format!("英文の文が{}件あり、判定に使っていません", foreign.len()),
            Place::file(file).on_line(first.line),
        ));
    }
    if swapped {
        told.push(Diagnostic::new(&PARTIES_SWAPPED, "事業者が「甲」と呼ばれています".to_owned(), Place::file(file)));
    }
    told
}
