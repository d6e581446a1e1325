//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::workspace::{FILE_NAME, Workspace};
use std::path::Path;

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &CANNOT_OPEN,
    &ABSENT,
    &FOLDER_UNREADABLE,
    &SETTINGS_ABSENT,
    &SETTINGS_UNREADABLE,
    &DATA_UNREADABLE,
    &DOCUMENT_OUTSIDE,
    &NO_SUCH_CASE,
    &NO_CASE,
    &OTHER_CASE,
    &NO_VENDOR,
    &SAME_VENDOR_TWICE,
    &SEVERAL_ROUNDS,
    &NOT_MAPPED,
    &FOREIGN_WHOSE,
];

static CANNOT_OPEN: Code = Code {
    id: "file-cannot-open",
    severity: Severity::Error,
    meaning: "ファイルを開けません。ほかのファイルの処理は続けます。",
    remedy: "ファイルの場所と読取りの権限を確かめてください。Excel などで開いているときは閉じてください",
};
static ABSENT: Code = Code {
    id: "path-absent",
    severity: Severity::Error,
    meaning: "指定したファイルもフォルダもありません。",
    remedy: "名前と場所を確かめてください",
};
static FOLDER_UNREADABLE: Code = Code {
    id: "folder-unreadable",
    severity: Severity::Error,
    meaning: "フォルダの中を見ることができません。中のファイルは読んでいません。",
    remedy: "フォルダの場所と読取りの権限を確かめてください",
};
static SETTINGS_ABSENT: Code = Code {
    id: "settings-absent",
    severity: Severity::Error,
    meaning: "作業フォルダの設定ファイル itaku.toml が見つかりません。",
    remedy: "--workspace で作業フォルダを指定するか、itaku init で作ってください",
};
static SETTINGS_UNREADABLE: Code = Code {
    id: "settings-unreadable",
    severity: Severity::Error,
    meaning: "設定ファイルを開けません。",
    remedy: "読取りの権限と、文字コードが UTF-8 であることを確かめてください",
};
static DATA_UNREADABLE: Code = Code {
    id: "map-unreadable",
    severity: Severity::Error,
    meaning: "作業フォルダの対応表か読取り方のファイルを開けません。",
    remedy: "読取りの権限と、文字コードが UTF-8 であることを確かめてください",
};
static DOCUMENT_OUTSIDE: Code = Code {
    id: "document-outside",
    severity: Severity::Error,
    meaning: "基本方針の文書は、作業フォルダの中のファイルの名前で指定します。",
    remedy: "[policy] の document に、フォルダを含まないファイル名を書いてください",
};
static NO_SUCH_CASE: Code = Code {
    id: "case-not-settled",
    severity: Severity::Error,
    meaning: "指定した案件が itaku.toml にありません。",
    remedy: "案件の識別子を確かめるか、itaku.toml に案件を書き加えてください",
};
static NO_CASE: Code = Code {
    id: "case-not-named",
    severity: Severity::Error,
    meaning: "返送されたブックから、どの案件への回答か分かりません。案件が決まらないと、適用する要求事項が決まりません。",
    remedy: "--case で案件を指定してください",
};
static OTHER_CASE: Code = Code {
    id: "case-unknown",
    severity: Severity::Error,
    meaning: "返送されたブックの案件が itaku.toml にありません。",
    remedy: "itaku.toml に案件を書き加えるか、--case で案件を指定してください",
};
static NO_VENDOR: Code = Code {
    id: "vendor-not-named",
    severity: Severity::Warning,
    meaning: "表紙に事業者名がありません。ファイルの名前で代えています。",
    remedy: "事業者名を確かめ、表紙に書いてください",
};
static SAME_VENDOR_TWICE: Code = Code {
    id: "vendor-twice",
    severity: Severity::Note,
    meaning: "同じ案件に、同じ事業者の回答が二つ以上あります。合わせて一つの回答として判定します。空欄は他方の回答で補い、食い違うものは判読不能とします。",
    remedy: "要らないファイルがあれば除いて判定し直してください",
};
static SEVERAL_ROUNDS: Code = Code {
    id: "vendor-rounds",
    severity: Severity::Warning,
    meaning: "同じ案件に、同じ質問票への同じ事業者の回答が二つ以上あります。年度や提出の回が違うものとみて、別々に判定します。",
    remedy: "今回の判定に用いる回答だけを残して判定し直してください",
};
static NOT_MAPPED: Code = Code {
    id: "foreign-not-mapped",
    severity: Severity::Error,
    meaning: "itaku が発行した質問票ではなく、設問と要求事項の対応が確かめられていないため、判定に使えません。",
    remedy: "itaku map で対応表を書き出し、確かめて取り込んでから判定してください",
};
static FOREIGN_WHOSE: Code = Code {
    id: "foreign-vendor-not-named",
    severity: Severity::Error,
    meaning: "itaku が発行した質問票ではないため、どの事業者の回答かが書かれていません。",
    remedy: "--case と --vendor を指定するか、同じ事業者の itaku の質問票と同じフォルダ(事業者ごとのフォルダ)に置いてください",
};

/// A file that the operating system does not give.
pub fn cannot_open(file: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&CANNOT_OPEN, format!("ファイルを開けません({why})"), Place::file(file))
}

/// A path under which nothing lies.
pub fn absent(path: &Path) -> Diagnostic {
    Diagnostic::new(&ABSENT, "ファイルもフォルダもありません".to_owned(), at(path))
}

/// A folder that cannot be listed.
pub fn folder_unreadable(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(&FOLDER_UNREADABLE, format!("フォルダを読めません({why})"), at(path))
}

/// No settings file there.
pub fn settings_absent(path: &Path) -> Diagnostic {
    Diagnostic::new(&SETTINGS_ABSENT, "設定ファイルが見つかりません".to_owned(), at(path))
}

/// A settings file that cannot be opened as text.
pub fn settings_unreadable(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(&SETTINGS_UNREADABLE, format!("設定ファイルを読めません({why})"), at(path))
}

/// A map or layout that cannot be opened as text.
pub fn data_unreadable(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(&DATA_UNREADABLE, format!("ファイルを読めません({why})"), at(path))
}

/// A policy document said to lie elsewhere than in the workspace.
pub fn document_outside(name: &str) -> Diagnostic {
    let sentence = format!("方針の文書「{name}」は、作業フォルダの中のファイルの名前ではありません");
    Diagnostic::new(&DOCUMENT_OUTSIDE, sentence, Place::file(FILE_NAME))
}

/// A case that was asked for and is not settled.
pub fn no_such_case(case: &str, workspace: &Workspace) -> Diagnostic {
    let known: Vec<&str> = workspace.cases.iter().map(|case| case.id.as_str()).collect();
    let sentence = format!("案件「{case}」は {FILE_NAME} にありません");
    Diagnostic::new(&NO_SUCH_CASE, sentence, Place::file(FILE_NAME))
        .with_remedy(format!("あるのは {} です", known.join("、")))
}

/// A sheet that names no case.
pub fn no_case(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_CASE, "どの案件への回答か分かりません".to_owned(), Place::file(file))
}

/// A sheet whose case the settings do not have.
pub fn other_case(file: &str, case: &str, workspace: &Workspace) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&OTHER_CASE, format!("案件「{case}」は itaku.toml にありません"), Place::file(file));
    match nearest(case, workspace.cases.iter().map(|known| known.id.as_str())) {
        Some(near) => diagnostic.with_remedy(format!("近い案件は「{near}」です")),
        None => diagnostic,
    }
}

/// A sheet whose cover names no vendor.
pub fn no_vendor(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_VENDOR, "表紙に事業者名がありません".to_owned(), Place::file(file))
}

/// A form that is not ours and that no map knows.
pub fn not_mapped(file: &str, known: Option<&str>) -> Diagnostic {
    let sentence = match known {
        Some(title) => format!("{title} とみられますが、対応が確かめられていません"),
        None => "itaku の質問票ではなく、対応が確かめられていません".to_owned(),
    };
    Diagnostic::new(&NOT_MAPPED, sentence, Place::file(file))
}

/// A form that is not ours and that nobody has said whose it is.
pub fn foreign_whose(file: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_WHOSE, "どの事業者の回答か分かりません".to_owned(), Place::file(file))
}

/// Several sheets of one vendor for one case.
pub fn same_vendor_twice(files: &[String], vendor: &str, case: &str) -> Diagnostic {
    let sentence = format!("案件 {case} の「{vendor}」の回答{}件を合わせて判定します", files.len());
    Diagnostic::new(&SAME_VENDOR_TWICE, sentence, Place::file(&files.join("、")))
}

/// Several replies of one vendor to the same questionnaire.
pub fn several_rounds(files: &[String], rounds: usize, vendor: &str, case: &str) -> Diagnostic {
    let sentence = format!("案件 {case} に「{vendor}」の回答が{rounds}回分あります。別々に判定しました");
    Diagnostic::new(&SEVERAL_ROUNDS, sentence, Place::file(&files.join("、")))
}

fn at(path: &Path) -> Place {
    Place::file(&path.display().to_string())
}
