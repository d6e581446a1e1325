//! What this room says.

use super::Field;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, because, quoted};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &NO_LIST,
    &COLUMNS_TWICE,
    &NO_SUCH_SHEET,
    &HIDDEN_SHEET,
    &SHEET_UNREAD,
    &TOO_LARGE,
    &ROWS_LEFT,
    &ROWS_DOUBTFUL,
    &VALUES_UNREAD,
    &NOT_TAKEN,
    &LOOK_AGAIN,
    &ENTRY_REFUSED,
    &ENTRY_DOUBTFUL,
];

static ENTRY_REFUSED: Code = Code {
    id: "entry-refused",
    severity: Severity::Error,
    meaning: "手で記録しようとした内容が、設定、目録又は台帳と合いません。何も記録していません。",
    remedy: "書いた値を確かめてください",
};
static ENTRY_DOUBTFUL: Code = Code {
    id: "entry-doubtful",
    severity: Severity::Warning,
    meaning: "手で記録した内容に、確かめた方がよい点があります。記録はしました。",
    remedy: "書いた名前と番号を確かめてください。同じ事業者なら、台帳にある名で記録し直してください",
};
static NO_LIST: Code = Code {
    id: "roster-no-list",
    severity: Severity::Warning,
    meaning: "シートに、相手方、サービス名、アカウントなどの列がある一覧表が見当たりません。そのシートからは何も取り込みません。",
    remedy: "一覧表のあるシートなら、--sheet と --columns（例: vendor=C,title=B）で列を指定してください",
};
static COLUMNS_TWICE: Code = Code {
    id: "roster-columns-twice",
    severity: Severity::Warning,
    meaning: "一覧が何についてのものかを決める列（相手方、件名など）が二つ以上あり、どれを使うか決められません。その一覧からは何も取り込みません。",
    remedy: "--columns（例: vendor=C,title=B）で列を指定してください",
};
static NO_SUCH_SHEET: Code = Code {
    id: "roster-no-such-sheet",
    severity: Severity::Error,
    meaning: "指定された名前のシートがファイルにありません。",
    remedy: "シートの名前を確かめてください",
};
static HIDDEN_SHEET: Code = Code {
    id: "roster-hidden-sheet",
    severity: Severity::Warning,
    meaning: "非表示のシートです。一覧を開いた人に見えないものは取り込みません。",
    remedy: "取り込むときは --sheet でシートを指定するか、表示に戻してください",
};
static SHEET_UNREAD: Code = Code {
    id: "roster-sheet-unread",
    severity: Severity::Warning,
    meaning: "シートの一部を読めませんでした。読めなかった行は取り込まれません。",
    remedy: "Excel で開いて保存し直してください",
};
static TOO_LARGE: Code = Code {
    id: "roster-too-large",
    severity: Severity::Warning,
    meaning: "セルが多すぎるため、一覧表として読んでいません。",
    remedy: "取り込む部分だけを別のブックに保存してください",
};
static ROWS_LEFT: Code = Code {
    id: "roster-rows-left",
    severity: Severity::Note,
    meaning: "一覧の項目ではない行（合計、注記、記入例など）です。取り込みません。",
    remedy: "",
};
static ROWS_DOUBTFUL: Code = Code {
    id: "roster-rows-doubtful",
    severity: Severity::Warning,
    meaning: "取り込んでよいか決められない行です。取り込みません。",
    remedy: "一覧を直して取り込み直すか、itaku register add で記録してください",
};
static VALUES_UNREAD: Code = Code {
    id: "roster-values-unread",
    severity: Severity::Warning,
    meaning: "列の見出しに合わない値です。その値だけを空とし、行のほかの値は取り込みます。",
    remedy: "一覧を直して取り込み直してください。正しい値なら、itaku register add で記録してください",
};
static NOT_TAKEN: Code = Code {
    id: "roster-not-taken",
    severity: Severity::Warning,
    meaning: "台帳又は同じ一覧のほかの行と食い違うため、この行は取り込みません。",
    remedy: "どちらが正しいか確かめ、一覧を直すか、itaku register add で台帳を改めてください",
};
static LOOK_AGAIN: Code = Code {
    id: "roster-look-again",
    severity: Severity::Note,
    meaning: "取り込みますが、確かめた方がよい行です。",
    remedy: "",
};

pub(super) fn no_list(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_LIST, "取り込める一覧表が見当たりません".to_owned(), place)
}

/// Columns of which each could be the one.
pub(super) fn columns_twice(place: Place, field: Field, columns: &[String]) -> Diagnostic {
    Diagnostic::new(
        &COLUMNS_TWICE,
        format!("「{}」とみられる列が二つ以上あります（{}）", field.label(), columns.join("、")),
        place,
    )
}

pub(super) fn no_such_sheet(place: Place, name: &str, known: &[&str]) -> Diagnostic {
    let remedy = format!("あるのは {} です", known.join("、"));
    Diagnostic::new(&NO_SUCH_SHEET, format!("シート{}がありません", quoted(name)), place).with_remedy(remedy)
}

pub(super) fn hidden_sheet(place: Place) -> Diagnostic {
    Diagnostic::new(&HIDDEN_SHEET, "非表示のシートを読んでいません".to_owned(), place)
}

pub(super) fn sheet_unread(place: Place, why: &str) -> Diagnostic {
    Diagnostic::new(&SHEET_UNREAD, because("シートの終わりまで読めません", why), place)
}

pub(super) fn too_large(place: Place) -> Diagnostic {
    Diagnostic::new(&TOO_LARGE, "シートが大きすぎます".to_owned(), place)
}

/// Rows of a list that were left, all with one reason.
pub(super) fn rows_left(place: Place, doubtful: bool, why: &str, rows: &[String]) -> Diagnostic {
    let code = if doubtful { &ROWS_DOUBTFUL } else { &ROWS_LEFT };
    let told: Vec<&str> = rows.iter().take(30).map(String::as_str).collect();
    let more = if rows.len() > 30 { " ほか" } else { "" };
    let sentence = format!("{}件を取り込みません: {why}（{}{more}）", rows.len(), told.join("、"));
    Diagnostic::new(code, sentence, place)
}

/// Cells under one heading that hold something else.
pub(super) fn values_unread(place: Place, field: Field, cells: &[(String, &str)]) -> Diagnostic {
    let told: Vec<String> = cells.iter().take(10).map(|(at, text)| format!("{at} {}", quoted(text))).collect();
    let more = if cells.len() > 10 { " ほか" } else { "" };
    let sentence =
        format!("「{}」として読めない値が{}件あります（{}{more}）", field.label(), cells.len(), told.join("、"));
    Diagnostic::new(&VALUES_UNREAD, sentence, place)
}

/// A row that contradicts the register or another row.
pub(super) fn not_taken(place: Place, why: String) -> Diagnostic {
    Diagnostic::new(&NOT_TAKEN, why, place)
}

/// A row that is taken, and worth a second look.
pub(super) fn look_again(place: Place, why: String) -> Diagnostic {
    Diagnostic::new(&LOOK_AGAIN, why, place)
}

/// What a person wrote by hand does not fit what is known.
pub(super) fn entry_refused(sentence: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&ENTRY_REFUSED, sentence, Place::nowhere()))
}

/// The same, with what to write instead.
pub(super) fn entry_refused_for(sentence: String, remedy: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&ENTRY_REFUSED, sentence, Place::nowhere()).with_remedy(remedy))
}

/// What a person wrote by hand is recorded, and worth a second look.
pub(super) fn entry_doubtful(sentence: String) -> Diagnostic {
    Diagnostic::new(&ENTRY_DOUBTFUL, sentence, Place::nowhere())
}
