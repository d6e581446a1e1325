//! What this room says.

use crate::catalogue::Case;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &TEMPLATE_FAULT,
    &NO_STANDARDS,
    &OWN_TEMPLATE_FAULT,
    &NO_OLD_ANNEX,
    &TOO_FEW_ROUNDS,
    &NOTHING_TO_ASK,
    &NO_LAST_TIME,
];

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

static TOO_FEW_ROUNDS: Code = Code {
    id: "too-few-rounds",
    severity: Severity::Error,
    meaning: "前回からの変化は、同じ案件と事業者の判定が台帳に2回分以上あるときに示せます。",
    remedy: "2回分の回答を台帳に記録してください",
};

/// There are no two assessments to compare; `known` are the vendors of the case.
pub fn too_few_rounds(case: &str, vendor: &str, count: usize, known: &[&str]) -> Diagnostic {
    let sentence = format!("案件 {case} の「{vendor}」の判定の記録は{count}件で、比べられません");
    let remedy = format!("2回分の回答を itaku record で記録してください。この案件の記録は {} です", listed(known));
    Diagnostic::new(&TOO_FEW_ROUNDS, sentence, Place::nowhere()).with_remedy(remedy)
}

static NOTHING_TO_ASK: Code = Code {
    id: "nothing-to-ask",
    severity: Severity::Error,
    meaning: "この案件の区分と事実では、質問票で問う設問がありません。",
    remedy: "案件の区分と事実を確かめてください",
};

/// No question is to be put: for the case, or, without one, to the organisation itself.
pub fn nothing_to_ask(case: Option<&Case>) -> Diagnostic {
    let (sentence, remedy) = match case {
        Some(case) => (
            format!("案件「{}」（{}）には、事業者に問う設問がありません", case.id, case.kind.label()),
            "庁内の点検は --internal、アカウントの台帳は --sns-accounts で発行してください",
        ),
        None => ("問う設問がありません".to_owned(), "itaku.toml に、対象となる案件を書いてください"),
    };
    Diagnostic::new(&NOTHING_TO_ASK, sentence, Place::nowhere()).with_remedy(remedy.to_owned())
}

/// A returned file leaves nothing open.
pub fn nothing_open(file: &str) -> Diagnostic {
    let sentence = "このファイルで判定できない要求事項はありません。送る設問はありません".to_owned();
    Diagnostic::new(&NOTHING_TO_ASK, sentence, Place::file(file))
        .with_remedy("足りない設問だけとせずに、すべての設問を発行してください".to_owned())
}

static NO_LAST_TIME: Code = Code {
    id: "no-last-answers",
    severity: Severity::Error,
    meaning: "前回の回答を入れて発行するには、同じ案件と事業者の回答が台帳になければなりません。",
    remedy: "前回の回答を入れずに発行してください",
};

/// The register holds no answers of this vendor for this case; `known` are those that it holds.
pub fn no_last_answers(case: &str, vendor: &str, known: &[&str]) -> Diagnostic {
    let sentence = format!("案件 {case} の「{vendor}」の回答が台帳にありません");
    let remedy = format!("前回の回答を入れずに発行してください。この案件の記録は {} です", listed(known));
    Diagnostic::new(&NO_LAST_TIME, sentence, Place::nowhere()).with_remedy(remedy)
}

fn listed(known: &[&str]) -> String {
    if known.is_empty() { "なし".to_owned() } else { known.join("、") }
}
