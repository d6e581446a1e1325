//! What this room says.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest, quoted};

/// The codes of this room.
pub static CODES: &[&Code] =
    &[&SYNTAX, &MISSING_KEY, &UNKNOWN_KEY, &WRONG_TYPE, &WRONG_VALUE, &NEWER_SCHEMA, &OTHER_SCHEMA];

static SYNTAX: Code = Code {
    id: "toml-syntax",
    severity: Severity::Error,
    meaning: "設定ファイル(TOML)の書き方に誤りがあり、その先を読めません。",
    remedy: "示された行の引用符・括弧・等号を確かめてください。文字列は ' で囲みます",
};
static MISSING_KEY: Code = Code {
    id: "toml-missing-key",
    severity: Severity::Error,
    meaning: "設定ファイルに必要な項目がありません。",
    remedy: "項目を書き加えてください",
};
static UNKNOWN_KEY: Code = Code {
    id: "toml-unknown-key",
    severity: Severity::Error,
    meaning: "設定ファイルに、このプログラムが知らない項目があります。書き間違いを見過ごさないため、誤りとして扱います。",
    remedy: "項目の名前を直すか、行を消してください",
};
static WRONG_TYPE: Code = Code {
    id: "toml-wrong-type",
    severity: Severity::Error,
    meaning: "設定ファイルの値の種類(文字列・整数・日付など)が違います。",
    remedy: "",
};
static WRONG_VALUE: Code = Code {
    id: "toml-wrong-value",
    severity: Severity::Error,
    meaning: "設定ファイルの値が、認められる形や範囲にありません。",
    remedy: "",
};
static NEWER_SCHEMA: Code = Code {
    id: "toml-newer-schema",
    severity: Severity::Error,
    meaning: "設定ファイルが、このプログラムより新しい版の形式で書かれています。古いプログラムで読むと意味を取り違えるため、読みません。",
    remedy: "新しい版の itaku を使ってください",
};
static OTHER_SCHEMA: Code = Code {
    id: "toml-other-schema",
    severity: Severity::Error,
    meaning: "設定ファイルの種類(schema)が、ここで読むものと違います。",
    remedy: "ファイルの置き場所と1行目の schema を確かめてください",
};

fn place(file: &str, line: usize, key: &str) -> Place {
    Place::file(file).on_line(line).entry(key)
}

pub(super) fn syntax(file: &str, line: usize, message: &str) -> Diagnostic {
    Diagnostic::new(&SYNTAX, in_japanese(message).to_owned(), Place::file(file).on_line(line))
}

/// What the parser found, in the clerk's language; the parser speaks English and names its own rules.
fn in_japanese(message: &str) -> &'static str {
    let known = [
        ("duplicate key", "同じ項目が二度書かれています"),
        ("must be quoted", "値が引用符で囲まれていません"),
        ("string", "文字列の引用符が閉じていないか、文字列に使えない文字があります"),
        ("unclosed", "括弧が閉じていません"),
        ("bracket", "括弧が閉じていません"),
        ("missing value", "等号の右に値がありません"),
        ("key with no value", "項目に値がありません"),
        ("number", "数の書き方に誤りがあります"),
        ("integer", "数の書き方に誤りがあります"),
        ("date", "日付の書き方に誤りがあります"),
        ("unexpected", "その位置に書けないものがあります"),
    ];
    let found = known.iter().find(|(part, _)| message.contains(part));
    found.map_or("設定ファイルの書き方に誤りがあります", |(_, sentence)| sentence)
}

pub(super) fn missing_key(file: &str, line: usize, key: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, format!("項目「{key}」がありません"), Place::file(file).on_line(line))
}

pub(super) fn unknown_key<'a>(file: &str, line: usize, key: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_KEY, format!("項目「{key}」は知らない名前です"), Place::file(file).on_line(line));
    match nearest(key, known) {
        Some(near) => diagnostic.with_remedy(format!("近い名前は「{near}」です")),
        None => diagnostic,
    }
}

pub(super) fn wrong_type(file: &str, line: usize, key: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_TYPE, format!("項目「{key}」の値は{expected}でなければなりません"), place(file, line, key))
}

pub(super) fn wrong_value(file: &str, line: usize, key: &str, written: &str, expected: &str) -> Diagnostic {
    let sentence = format!("項目「{key}」の値{}は{expected}ではありません", quoted(written));
    Diagnostic::new(&WRONG_VALUE, sentence, place(file, line, key))
}

pub(super) fn not_a_choice(file: &str, line: usize, key: &str, written: &str, known: &[&str]) -> Diagnostic {
    let sentence = format!("項目「{key}」の値{}は選べる語ではありません", quoted(written));
    let remedy = match nearest(written, known.iter().copied()) {
        Some(near) => format!("近い語は「{near}」です。選べる語は {} です", known.join("、")),
        None => format!("選べる語は {} です", known.join("、")),
    };
    Diagnostic::new(&WRONG_VALUE, sentence, place(file, line, key)).with_remedy(remedy)
}

pub(super) fn newer_schema(file: &str, line: usize, found: &str, known: &str) -> Diagnostic {
    let sentence = format!("形式{}は、このプログラムが知る {known} より新しいものです", quoted(found));
    Diagnostic::new(&NEWER_SCHEMA, sentence, place(file, line, "schema"))
}

pub(super) fn other_schema(file: &str, line: usize, found: &str, expected: &str) -> Diagnostic {
    let sentence = format!("形式{}は、ここで読む {expected} ではありません", quoted(found));
    Diagnostic::new(&OTHER_SCHEMA, sentence, place(file, line, "schema"))
}
