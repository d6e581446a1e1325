//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, quoted};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &DATABASE,
    &NOT_BELIEVED,
    &NEWER,
    &NO_POSTGRES,
    &TAMPERED,
    &NOT_A_RECORD,
    &NOT_EMPTY,
    &NAME_LEFT,
    &NOT_FORGOTTEN,
    &NO_DAY,
    &SIGN,
];

static DATABASE: Code = Code {
    id: "register-database",
    severity: Severity::Error,
    meaning: "台帳を開けないか、読み書きできません。この操作では何も記録されていません。",
    remedy: "台帳の場所、書込みの権限、空き容量を確かめてください。ほかの人が書き込んでいるときは、少し待ってからやり直してください",
};
static NOT_BELIEVED: Code = Code {
    id: "register-not-believed",
    severity: Severity::Error,
    meaning: "台帳のサーバーと暗号化した通信ができないか、サーバーの証明書がその名前のもの、信頼する認証局のものと確かめられません。何も送っていません。",
    remedy: "サーバーの名前と証明書を管理者に確かめてください。団体の認証局の証明書は SSL_CERT_FILE で指定できます。庁内の閉じた回線で暗号化しないと決めているときだけ、場所に sslmode=disable を加えてください",
};
static NEWER: Code = Code {
    id: "register-newer",
    severity: Severity::Error,
    meaning: "台帳は、このプログラムより新しい版のプログラムが作ったものです。古い版で書くと記録を損なうおそれがあるため、開きません。",
    remedy: "新しい版のプログラムを使ってください",
};
static NO_POSTGRES: Code = Code {
    id: "register-no-postgres",
    severity: Severity::Error,
    meaning: "このプログラムは PostgreSQL を使わない設定で作られています。",
    remedy: "PostgreSQL を使えるように作ったプログラム（--features postgres）を使うか、台帳をファイルで指定してください",
};
static TAMPERED: Code = Code {
    id: "register-chain-broken",
    severity: Severity::Error,
    meaning: "台帳の記録が、記録された後に itaku によらず書き換えられたか、取り除かれています。",
    remedy: "控え（itaku register backup）と比べ、いつ誰が書き換えたかを調べてください",
};
static NOT_A_RECORD: Code = Code {
    id: "register-not-a-record",
    severity: Severity::Error,
    meaning: "台帳に記録する内容の形が正しくありません。何も記録されていません。",
    remedy: "項目の名前と値を直してください",
};
static NOT_EMPTY: Code = Code {
    id: "register-not-empty",
    severity: Severity::Error,
    meaning: "取り込む先の台帳に、この団体の記録が既にあります。二つの記録の連なりは一つにできません。",
    remedy: "新しい台帳を --register で指定して取り込んでください",
};
static NAME_LEFT: Code = Code {
    id: "register-name-left",
    severity: Severity::Warning,
    meaning: "消そうとした名前が、記録の識別子（事業者名など）にも現れます。識別子は連なりの一部なので消せません。",
    remedy: "個人の氏名を識別子に使っていないか確かめてください",
};
static NOT_FORGOTTEN: Code = Code {
    id: "register-not-forgotten",
    severity: Severity::Error,
    meaning: "消そうとした文字列は、個人の氏名だけを指すものではありません。消すと、関わりのない記録まで損ないます。何も消していません。",
    remedy: "個人の氏名を、姓と名を続けて、記録にあるとおりに書いてください。事業者名、案件、回答の語などは消せません",
};
static NO_DAY: Code = Code {
    id: "register-no-day",
    severity: Severity::Error,
    meaning: "以前の年の回答を、その回答日の判定として記録しようとしましたが、表紙の回答日が空か、読めないか、これからの日付です。このファイルは記録していません。",
    remedy: "その年のファイルだけを --today 年月日 を付けて記録してください",
};
static SIGN: Code = Code {
    id: "register-sign",
    severity: Severity::Warning,
    meaning: "回答に、食い違い又は確かめた方がよい様子があります。規則で見つけたもので、判定と得点には影響しません。",
    remedy: "事業者に確かめてください",
};

/// The database said no.
pub(super) fn database(cause: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&DATABASE, format!("台帳を読み書きできません({cause})"), Place::nowhere()))
}

/// A server that cannot prove who it is.
#[cfg(feature = "postgres")]
pub(super) fn not_believed(cause: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&NOT_BELIEVED, format!("台帳のサーバーを確かめられません({cause})"), Place::nowhere()))
}

pub(super) fn newer(version: i64, known: usize) -> Box<Diagnostic> {
    let sentence = format!("台帳の版は{version}で、このプログラムが知るのは{known}までです");
    Box::new(Diagnostic::new(&NEWER, sentence, Place::nowhere()))
}

/// An address of a server, in a program without PostgreSQL.
#[cfg(not(feature = "postgres"))]
pub(super) fn no_postgres() -> Box<Diagnostic> {
    let sentence = "このプログラムは PostgreSQL の台帳を開けません".to_owned();
    Box::new(Diagnostic::new(&NO_POSTGRES, sentence, Place::nowhere()))
}

pub(super) fn tampered(organisation: &str, number: i64, why: &str) -> Diagnostic {
    let place = Place::nowhere().entry(&format!("{organisation} 記録{number}"));
    Diagnostic::new(&TAMPERED, format!("{number}番目の記録{why}"), place)
}

pub(super) fn not_a_record(what: &str, cause: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&NOT_A_RECORD, format!("{what}として読めません({cause})"), Place::nowhere()))
}

/// A record by hand that lacks fields or holds what it cannot.
pub(super) fn not_written(what: &str, faults: &[String], remedy: String) -> Box<Diagnostic> {
    let sentence = format!("{what}として記録できません（{}）", faults.join("。"));
    Box::new(Diagnostic::new(&NOT_A_RECORD, sentence, Place::nowhere()).with_remedy(remedy))
}

/// A text that is no person's name alone: to take it out would take out what the register stands on.
pub(super) fn not_forgotten(name: &str, why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&NOT_FORGOTTEN, format!("{}は消せません（{why}）", quoted(name)), Place::nowhere()))
}

pub(super) fn not_empty(organisation: &str, count: i64) -> Box<Diagnostic> {
    let sentence = format!("台帳に{organisation}の記録が既に{count}件あります");
    Box::new(Diagnostic::new(&NOT_EMPTY, sentence, Place::nowhere()))
}

/// A name that stands in the ids of entries.
pub(super) fn name_left(name: &str, count: usize) -> Diagnostic {
    Diagnostic::new(&NAME_LEFT, format!("{}は記録の識別子{count}件にもあります", quoted(name)), Place::nowhere())
}

/// Sheets of a former year that do not say when they were answered.
pub(super) fn no_day(files: &str, day: Option<jiff::civil::Date>) -> Box<Diagnostic> {
    let why = day.map_or_else(|| "回答日を読めません".to_owned(), |day| format!("回答日が {day} です"));
    Box::new(Diagnostic::new(&NO_DAY, why, Place::file(files)))
}

/// A contradiction, told by rule.
pub(super) fn sign(sentence: String, place: Place) -> Diagnostic {
    Diagnostic::new(&SIGN, sentence, place)
}
