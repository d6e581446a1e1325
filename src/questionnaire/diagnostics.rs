//! What this room says.

use super::{Answer, Library, Question};
use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, because, quoted};
use crate::workbook::{Doubt, LeftOut, MAX_FILE_BYTES, ReadError, Workbook};
use std::collections::BTreeSet;

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &FILE_EMPTY,
    &FILE_TOO_LARGE,
    &FILE_ENCRYPTED,
    &FILE_OTHER_FORMAT,
    &NOT_A_SPREADSHEET,
    &FILE_DAMAGED,
    &FILE_UNSAFE,
    &READER_NOT_STARTED,
    &SHEET_LEFT_OUT,
    &SHEET_STATE_UNKNOWN,
    &EMBEDDED_WORKBOOK,
    &TEXT_CUT,
    &ENCODING_GUESSED,
    &NO_KNOWN_SHEET,
    &NO_META,
    &UNKNOWN_FORM,
    &OTHER_EDITION,
    &QUESTION_OF_OTHER_EDITION,
    &QUESTION_REWORDED,
    &ROWS_MISSING,
    &DUPLICATE_QUESTION,
    &UNKNOWN_QUESTION,
    &FORMULA_ANSWER,
    &MERGED_ANSWER,
    &NOT_UNDERSTOOD,
    &HEADER_LOST,
    &SHEET_UNREAD,
    &LIBRARY_REFERENCE,
    &FOREIGN_TABLE,
    &FOREIGN_DOUBT,
    &FOREIGN_CUT,
    &FOREIGN_HIDDEN_SHEET,
    &FOREIGN_LEFT_SHEET,
    &FOREIGN_REPEATED,
    &FOREIGN_NOTHING,
    &REWORDED_SINCE,
    &NEEDS_STATEMENT,
    &FILES_DISAGREE,
    &NO_MAP_SHEET,
    &NOTHING_DECIDED,
    &MAP_WORD,
    &MAP_OTHER_QUESTION,
    &MAP_REQUIREMENT,
    &NO_SUCH_SHEET,
    &CORRECTED,
    &CORRECTION_WITHOUT_ANSWER,
];

static FILE_EMPTY: Code = Code {
    id: "file-empty",
    severity: Severity::Error,
    meaning: "ファイルの中身がありません(0バイト)。送信や複写の途中で失われたおそれがあります。",
    remedy: "送り直してもらってください",
};
static FILE_TOO_LARGE: Code = Code {
    id: "file-too-large",
    severity: Severity::Error,
    meaning: "ファイルが、安全に読める大きさの上限を超えています。少ないバイトから大量のデータに膨らむ細工をしたファイルも、ここで止めます。",
    remedy: "画像や余分なシートを除いて送り直してもらってください",
};
static FILE_ENCRYPTED: Code = Code {
    id: "file-encrypted",
    severity: Severity::Error,
    meaning: "ファイルにパスワードが掛かっていて読めません。",
    remedy: "Excel で開き、パスワードを外して保存し直してください",
};
static FILE_OTHER_FORMAT: Code = Code {
    id: "file-other-format",
    severity: Severity::Error,
    meaning: "表計算のファイルですが、読める形式(.xlsx、.xlsm、.xlsb、.xls、.ods、.csv)ではありません。",
    remedy: "Excel で開き、「Excel ブック(.xlsx)」として保存し直してください",
};
static NOT_A_SPREADSHEET: Code = Code {
    id: "not-a-spreadsheet",
    severity: Severity::Error,
    meaning: "中身が表計算のファイルではありません。名前の末尾(.xlsx など)ではなく、中身で見分けています。",
    remedy: "質問票のブックを送り直してもらってください",
};
static FILE_DAMAGED: Code = Code {
    id: "file-damaged",
    severity: Severity::Error,
    meaning: "ファイルが途中で切れているか壊れていて、読めません。",
    remedy: "Excel で開けるか確かめ、開けたら保存し直し、開けなければ送り直してもらってください",
};
static FILE_UNSAFE: Code = Code {
    id: "file-unsafe",
    severity: Severity::Error,
    meaning: "読み取りが時間か記憶の上限を超えたか、途中で倒れました。読み取りは別の処理に分けて行うため、ほかのファイルには響きません。壊れたファイルのほか、パソコンを止めるために細工されたファイルも、ここで止めます。",
    remedy: "心当たりのある相手のファイルなら、Excel で開き「Excel ブック(.xlsx)」として保存し直してください",
};
static READER_NOT_STARTED: Code = Code {
    id: "reader-not-started",
    severity: Severity::Error,
    meaning: "ファイルを安全に読むための別の処理を始められないか、その答えを受け取れません。",
    remedy: "プログラムの実行を妨げる設定(ウイルス対策ソフトなど)を確かめるか、Excel で「Excel ブック(.xlsx)」として保存し直してください",
};
static SHEET_LEFT_OUT: Code = Code {
    id: "sheet-left-out",
    severity: Severity::Warning,
    meaning: "表ではないシート(マクロ、ダイアログなど)は読みません。ほかのシートは読みます。",
    remedy: "そのシートに回答がないことを、Excel で確かめてください",
};
static SHEET_STATE_UNKNOWN: Code = Code {
    id: "sheet-state-unknown",
    severity: Severity::Warning,
    meaning: "シートが見えるのか隠れているのか、決められません。隠れているものとして扱います。",
    remedy: "Excel で開き、シートが見えるか確かめてください",
};
static EMBEDDED_WORKBOOK: Code = Code {
    id: "embedded-workbook",
    severity: Severity::Warning,
    meaning: "ファイルの中に、別のブックが部品として埋め込まれているか、埋め込まれていないことを確かめられません。埋め込まれたブックは読みません。",
    remedy: "Excel で開き、見えている表と読み取った内容が同じか確かめてください",
};
static TEXT_CUT: Code = Code {
    id: "text-cut",
    severity: Severity::Warning,
    meaning: "古い形式(.xls)の長い文字列が、初めの部分しか読めません。続きに回答を弱める言葉があるかもしれません。",
    remedy: "Excel で「Excel ブック(.xlsx)」として保存し直してください",
};
static ENCODING_GUESSED: Code = Code {
    id: "encoding-guessed",
    severity: Severity::Warning,
    meaning: "文字だけのファイル(.csv など)に文字コードの印がなく、内容から推定したか、文字にならない部分があります。",
    remedy: "文字化けがないか確かめ、あれば「CSV UTF-8」で保存し直してもらってください",
};
static NO_KNOWN_SHEET: Code = Code {
    id: "no-known-sheet",
    severity: Severity::Error,
    meaning: "ブックのどのシートにも、itaku が発行した質問票の設問番号がありません。回答として読める部分がないため、判定に使いません。",
    remedy: "itaku issue で発行した質問票に書かれた回答かを確かめてください",
};
static NO_META: Code = Code {
    id: "form-marks-lost",
    severity: Severity::Warning,
    meaning: "質問票の様式・版・案件を示す隠しシート(_itaku)がありません。設問番号だけを頼りに読みます。行が抜かれていても気付けません。",
    remedy: "発行した質問票に直接書いてもらうか、案件を --case で指定し、設問の数を確かめてください",
};
static UNKNOWN_FORM: Code = Code {
    id: "form-unknown",
    severity: Severity::Warning,
    meaning: "隠しシートの様式名が、このプログラムの知らないものです。",
    remedy: "質問票を発行したプログラムの版を確かめてください",
};
static OTHER_EDITION: Code = Code {
    id: "form-other-edition",
    severity: Severity::Warning,
    meaning: "質問票の版が、いまの版と違います。設問番号が同じ回答は読みますが、設問の文が変わったものは判読不能とします。",
    remedy: "いまの版の質問票を発行し直すか、変わった設問だけを問い合わせてください",
};
static QUESTION_OF_OTHER_EDITION: Code = Code {
    id: "question-other-edition",
    severity: Severity::Warning,
    meaning: "設問の文が、いまの版と違います。違う問いへの答えを、いまの問いへの答えとは扱いません。",
    remedy: "この設問だけ、いまの文で問い合わせてください",
};
static QUESTION_REWORDED: Code = Code {
    id: "question-reworded",
    severity: Severity::Warning,
    meaning: "返送された質問票の設問の文が、発行したものと違います。書き換えられた問いへの答えは判読不能とします。",
    remedy: "事業者に経緯を確かめ、元の設問で答えてもらってください",
};
static ROWS_MISSING: Code = Code {
    id: "rows-missing",
    severity: Severity::Warning,
    meaning: "発行したときにあった設問の行が、返送された質問票にありません。その設問は未回答として扱います。",
    remedy: "消えた設問に答えてもらってください",
};
static DUPLICATE_QUESTION: Code = Code {
    id: "question-twice",
    severity: Severity::Warning,
    meaning: "同じ設問番号の行が二つ以上あります。回答が違うときは、どちらが本当か決められないため判読不能とします。",
    remedy: "余分な行を消してもらうか、どちらが正しいか確かめてください",
};
static UNKNOWN_QUESTION: Code = Code {
    id: "question-unknown",
    severity: Severity::Warning,
    meaning: "回答のある行の設問番号が、この版の設問にありません。判定に使いません。",
    remedy: "設問番号が書き換えられていないか確かめてください",
};
static FORMULA_ANSWER: Code = Code {
    id: "answer-is-formula",
    severity: Severity::Warning,
    meaning: "回答のセルが数式です。開く人や時によって値が変わり得るため、判読不能とします。数式は計算しません。",
    remedy: "値を直接入力してもらってください",
};
static MERGED_ANSWER: Code = Code {
    id: "answer-merged",
    severity: Severity::Warning,
    meaning: "回答のセルが複数の設問にまたがって結合されています。どの設問への回答か決められないため、どれも判読不能とします。",
    remedy: "結合を解き、設問ごとに回答してもらってください",
};
static NOT_UNDERSTOOD: Code = Code {
    id: "answer-not-understood",
    severity: Severity::Warning,
    meaning: "回答の言葉を、はい・一部・予定・いいえ・該当なし・回答不可のどれにも読めません。推測はせず、判読不能とします。",
    remedy: "回答を書き直してもらうか、本文を読んで確かめてください",
};
static HEADER_LOST: Code = Code {
    id: "header-lost",
    severity: Severity::Error,
    meaning: "設問番号はあるのに、見出し行(設問番号・回答)がありません。どの列が回答か決められないため、このシートは読みません。",
    remedy: "見出し行を元に戻してもらってください",
};
static SHEET_UNREAD: Code = Code {
    id: "sheet-unread",
    severity: Severity::Error,
    meaning: "シートの一部又は全部が壊れていて読めません。読めた部分だけを使います。",
    remedy: "Excel で開いて保存し直してもらってください",
};
static LIBRARY_REFERENCE: Code = Code {
    id: "question-unknown-reference",
    severity: Severity::Error,
    meaning: "設問が指す要求事項がないか、設問がどの様式にも現れません。",
    remedy: "設問の requirements と theme を直してください",
};

fn of(question: &Question) -> String {
    format!("設問 {}", question.id)
}

/// A file that is no workbook, or none that can be read.
pub fn not_read(file: &str, error: &ReadError) -> Diagnostic {
    let (code, sentence) = match error {
        ReadError::Empty => (&FILE_EMPTY, "ファイルの中身がありません".to_owned()),
        ReadError::TooManyBytes(size) => {
            (&FILE_TOO_LARGE, format!("ファイルが大きすぎます({}MB、上限は{}MB)", size >> 20, MAX_FILE_BYTES >> 20))
        }
        ReadError::TooMuchInside(what) => (&FILE_TOO_LARGE, format!("ファイルの中身が大きすぎます({what})")),
        ReadError::Encrypted => (&FILE_ENCRYPTED, "パスワードが掛かっています".to_owned()),
        ReadError::OtherFormat(name) => (&FILE_OTHER_FORMAT, format!("{name}は、そのままでは読めません")),
        ReadError::NotASpreadsheet(name) => {
            (&NOT_A_SPREADSHEET, format!("表計算のファイルではありません(中身は{name})"))
        }
        ReadError::Damaged(why) => (&FILE_DAMAGED, because("ファイルが壊れています", why)),
        ReadError::TooSlow(seconds) => (&FILE_UNSAFE, format!("{seconds}秒かけても読み終わりません")),
        ReadError::Crashed => (&FILE_UNSAFE, "安全に読めません(読み取りの処理が倒れました)".to_owned()),
        ReadError::NoFence(why) => (&READER_NOT_STARTED, because("読み取りの処理を始められません", why)),
    };
    Diagnostic::new(code, sentence, Place::file(file))
}

/// What a workbook holds that people may see otherwise.
pub fn doubtful(file: &str, doubt: &Doubt) -> Diagnostic {
    let place = Place::file(file);
    match doubt {
        Doubt::SheetLeftOut { sheet, kind } => {
            let kind = match kind {
                LeftOut::Macro => "マクロのシートです",
                LeftOut::Dialogue => "ダイアログのシートです",
                LeftOut::Missing => "中身がありません",
                LeftOut::Other => "表ではありません",
            };
            Diagnostic::new(&SHEET_LEFT_OUT, format!("シートを読みません({kind})"), place.sheet_named(sheet))
        }
        Doubt::UnknownVisibility { sheet } => {
            let sentence = "シートが見えるのか隠れているのか分かりません".to_owned();
            Diagnostic::new(&SHEET_STATE_UNKNOWN, sentence, place.sheet_named(sheet))
        }
        Doubt::EmbeddedWorkbook { stream } => {
            let sentence = format!("別のブックが埋め込まれています({})", quoted(stream));
            Diagnostic::new(&EMBEDDED_WORKBOOK, sentence, place)
        }
        Doubt::IrregularContainer => {
            let sentence = "ファイルの作りが乱れていて、別のブックが埋め込まれていないか確かめられません".to_owned();
            Diagnostic::new(&EMBEDDED_WORKBOOK, sentence, place)
        }
        Doubt::TextCut { sheet, cell } => {
            let sentence = "長い文字列の初めの部分しか読めません".to_owned();
            Diagnostic::new(&TEXT_CUT, sentence, place.sheet_named(sheet).cells(*cell))
        }
        Doubt::EncodingGuessed { encoding, lossy } => {
            let rest = if *lossy { "。文字にならない部分があります" } else { "" };
            Diagnostic::new(&ENCODING_GUESSED, format!("文字コードを {encoding} と推定しました{rest}"), place)
        }
    }
}

pub(super) fn no_known_sheet(file: &str, workbook: &Workbook) -> Diagnostic {
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).take(5).collect();
    let sentence = match names.as_slice() {
        [] => "シートが一枚もありません".to_owned(),
        names => format!("知っている質問票のシートがありません(あるのは {})", names.join("、")),
    };
    Diagnostic::new(&NO_KNOWN_SHEET, sentence, Place::file(file))
}

pub(super) fn no_meta(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_META, "様式と版を示す隠しシートがなくなっています".to_owned(), Place::file(file))
}

pub(super) fn unknown_form(file: &str, form: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_FORM, format!("様式{}は知らないものです", quoted(form)), Place::file(file))
}

pub(super) fn other_edition(file: &str, found: &str, ours: &str) -> Diagnostic {
    let sentence = format!("質問票の版{}が、いまの版「{ours}」と違います", quoted(found));
    Diagnostic::new(&OTHER_EDITION, sentence, Place::file(file))
}

pub(super) fn question_of_other_edition(place: Place, question: &Question) -> Diagnostic {
    Diagnostic::new(&QUESTION_OF_OTHER_EDITION, "設問の文が、いまの版と違います".to_owned(), place.entry(&of(question)))
}

pub(super) fn question_reworded(place: Place, question: &Question, found: &str) -> Diagnostic {
    let sentence = format!("設問の文が書き換えられています(いまは{})", quoted(found));
    Diagnostic::new(&QUESTION_REWORDED, sentence, place.entry(&of(question)))
}

pub(super) fn rows_missing(file: &str, missing: &[&QuestionId]) -> Diagnostic {
    let shown: Vec<&str> = missing.iter().take(5).map(|id| id.as_str()).collect();
    let more = if missing.len() > shown.len() { " ほか" } else { "" };
    let sentence = format!("設問の行が{}件なくなっています({}{more})", missing.len(), shown.join("、"));
    Diagnostic::new(&ROWS_MISSING, sentence, Place::file(file))
}

pub(super) fn duplicate_question(place: Place, id: &QuestionId, places: &[String]) -> Diagnostic {
    let sentence = format!("設問 {id} の行が{}件あります({})", places.len(), places.join("、"));
    Diagnostic::new(&DUPLICATE_QUESTION, sentence, place)
}

pub(super) fn unknown_question(place: Place, id: &QuestionId) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_QUESTION, format!("設問番号 {id} は、この版の設問にありません"), place)
}

pub(super) fn formula_answer(place: Place, question: &Question) -> Diagnostic {
    Diagnostic::new(&FORMULA_ANSWER, "回答のセルが数式です".to_owned(), place.entry(&of(question)))
}

pub(super) fn merged_answer(place: Place, question: &Question) -> Diagnostic {
    Diagnostic::new(
        &MERGED_ANSWER,
        "回答のセルが複数の設問にまたがって結合されています".to_owned(),
        place.entry(&of(question)),
    )
}

pub(super) fn not_understood(place: Place, question: &Question, written: &str, why: Option<&str>) -> Diagnostic {
    let sentence = match why {
        Some(why) => format!("回答{}がどの選択肢に当たるかを決められません: {why}", quoted(written)),
        None => format!("回答{}を、選択肢のどれにも読めません", quoted(written)),
    };
    Diagnostic::new(&NOT_UNDERSTOOD, sentence, place.entry(&of(question)))
}

pub(super) fn header_lost(file: &str, sheet: &str) -> Diagnostic {
    let sentence = "設問番号はありますが、見出し行(設問番号・回答)がありません".to_owned();
    Diagnostic::new(&HEADER_LOST, sentence, Place::file(file).sheet_named(sheet))
}

pub(super) fn sheet_unread(file: &str, sheet: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&SHEET_UNREAD, because("シートを最後まで読めません", why), Place::file(file).sheet_named(sheet))
}

/// Every question leads to known requirements of one ledger and stands in some form; every requirement has a question.
pub(super) fn references(library: &Library, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let fault =
        |entry: &str, sentence: String| Diagnostic::new(&LIBRARY_REFERENCE, sentence, Place::nowhere().entry(entry));
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut led = BTreeSet::new();
    for question in &library.questions {
        let id = question.id.as_str();
        if !seen.insert(id) {
            faults.push(fault(id, format!("設問番号「{id}」が二度使われています")));
        }
        let mut ledgers = BTreeSet::new();
        for requirement in &question.requirements {
            match catalogue.requirement(requirement) {
                Some(found) => {
                    led.insert(requirement);
                    ledgers.insert(found.ledger);
                }
                None => faults.push(fault(id, format!("要求事項「{requirement}」が見つかりません"))),
            }
        }
        if ledgers.len() > 1 {
            faults.push(fault(id, "事業者と庁内の両方の要求事項に答える設問は置けません".to_owned()));
        }
        let placed = library.forms.iter().any(|form| {
            ledgers.contains(&form.ledger) && form.sections.iter().any(|section| section.theme == question.theme)
        });
        if !placed {
            faults.push(fault(id, format!("主題「{}」の節がどの様式にもありません", question.theme)));
        }
    }
    for form in &library.known_forms {
        for id in form.items.iter().flat_map(|item| &item.requirements) {
            let vendor =
                catalogue.requirement(id).is_some_and(|found| found.ledger == crate::catalogue::Ledger::Vendor);
            if !vendor {
                faults.push(fault(&form.id, format!("事業者の要求事項「{id}」が見つかりません")));
            }
        }
    }
    for requirement in catalogue.requirements.iter().filter(|requirement| !led.contains(&requirement.id)) {
        faults.push(fault(requirement.id.as_str(), "要求事項に設問がありません".to_owned()));
    }
    faults
}

static FOREIGN_TABLE: Code = Code {
    id: "foreign-table",
    severity: Severity::Note,
    meaning: "itaku が発行した質問票ではない表を、見出しと中身から読み取りました。どの列を何とみたかを示します。",
    remedy: "列の見立てが合っているかを確かめてください",
};
static FOREIGN_DOUBT: Code = Code {
    id: "foreign-layout-doubtful",
    severity: Severity::Warning,
    meaning: "表の読み方が一つに決まりません。この表の回答は、充足とは扱いません。",
    remedy: "どの列が事業者の回答かを確かめ、指定して読み直してください",
};
static FOREIGN_CUT: Code = Code {
    id: "foreign-too-large",
    severity: Severity::Warning,
    meaning: "質問票としては大きすぎるシートで、途中までしか読んでいません。読んでいないところの回答は、未確認のままです。",
    remedy: "質問票のところだけを残したファイルを出し直してもらってください",
};
static FOREIGN_HIDDEN_SHEET: Code = Code {
    id: "foreign-hidden-sheet",
    severity: Severity::Note,
    meaning: "非表示のシートです。見えない回答は読みません。",
    remedy: "必要なシートなら、再表示して保存し直してください",
};
static FOREIGN_LEFT_SHEET: Code = Code {
    id: "foreign-sheet-left",
    severity: Severity::Warning,
    meaning: "名前から、記入例、下書き、以前の年、計画など、今の回答ではないとみられるシートです。同じ設問がほかのシートにあるため、読みません。",
    remedy: "そのシートが今の回答なら、--sheet で指定して読み直してください",
};
static FOREIGN_REPEATED: Code = Code {
    id: "foreign-question-repeated",
    severity: Severity::Warning,
    meaning: "同じ設問が複数のシートにあります。回答が食い違うときは、どれも判読不能とします。",
    remedy: "どのシートの回答が正しいかを事業者に確かめてください",
};
static FOREIGN_NOTHING: Code = Code {
    id: "foreign-no-table",
    severity: Severity::Error,
    meaning: "itaku の質問票ではなく、設問と回答の表とみられるところも、ブックのどこにもありません。凡例や説明だけのファイルは読み取れません。",
    remedy: "質問票のファイルかどうかを確かめ、表があるときは --sheet と --columns で場所を示してください",
};

/// A table of another's form, and what was taken as what.
pub(super) fn foreign_table(place: Place, notes: &[String]) -> Diagnostic {
    Diagnostic::new(&FOREIGN_TABLE, format!("設問の表として読みました。{}", notes.join("。")), place)
}

/// Two readings of one table.
pub(super) fn foreign_doubt(place: Place, doubt: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_DOUBT, doubt.to_owned(), place)
}

/// A sheet, or the rest of one, that is not read because it is larger than any questionnaire.
pub(super) fn foreign_cut(place: Place, why: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_CUT, why.to_owned(), place)
}

/// A sheet that nobody sees.
pub(super) fn foreign_hidden_sheet(file: &str, sheet: &str) -> Diagnostic {
    Diagnostic::new(
        &FOREIGN_HIDDEN_SHEET,
        "非表示のシートは読んでいません".to_owned(),
        Place::file(file).sheet_named(sheet),
    )
}

/// A sheet whose name says that its answers are none of now.
pub(super) fn foreign_left_sheet(file: &str, sheet: &str, why: &str) -> Diagnostic {
    let sentence = format!("{why}。ほかのシートに同じ設問があるため、このシートは読んでいません");
    Diagnostic::new(&FOREIGN_LEFT_SHEET, sentence, Place::file(file).sheet_named(sheet))
}

/// One question on several sheets.
pub(super) fn foreign_repeated(place: Place, times: usize, differ: bool) -> Diagnostic {
    let sentence = match differ {
        true => format!("同じ設問が{times}か所にあり、回答が食い違います"),
        false => format!("同じ設問が{times}か所にあり、回答は同じです"),
    };
    Diagnostic::new(&FOREIGN_REPEATED, sentence, place)
}

/// No table of questions anywhere.
pub(super) fn foreign_nothing(file: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_NOTHING, "設問と回答の表が見つかりません".to_owned(), Place::file(file))
}

/// Why a workbook is of no use in which no table was found either: as one of ours gone wrong, or as neither ours nor another's.
pub fn nothing_found(file: &str, not_ours: Diagnostic) -> Diagnostic {
    match std::ptr::eq(not_ours.code, &NO_KNOWN_SHEET) {
        true => foreign_nothing(file),
        false => not_ours,
    }
}

static REWORDED_SINCE: Code = Code {
    id: "map-question-reworded",
    severity: Severity::Warning,
    meaning: "対応を確かめた後に、設問の文が書き換えられています。前の対応は使わず、候補を示すだけにします。",
    remedy: "itaku map で、この設問の対応を確かめ直してください",
};
static NEEDS_STATEMENT: Code = Code {
    id: "map-needs-statement",
    severity: Severity::Note,
    meaning: "名称や場所などを書いてもらう要求事項です。はい・いいえの回答だけでは充足とせず、一部を尋ねる設問として扱います。",
    remedy: "itaku issue --only-missing で、書いてもらう設問だけを送ってください",
};
static FILES_DISAGREE: Code = Code {
    id: "files-disagree",
    severity: Severity::Warning,
    meaning: "同じ事業者の二つのファイルで回答が食い違います。どちらが正しいか決められないため、判読不能とします。",
    remedy: "どちらが正しいかを事業者に確かめ、正しい方だけを残して判定し直してください",
};

/// Whether a question reads otherwise than when its map was confirmed.
pub fn is_reworded(diagnostic: &Diagnostic) -> bool {
    std::ptr::eq(diagnostic.code, &REWORDED_SINCE)
}

/// A question that a map knows by its id, with other words.
pub fn reworded_since(place: Place, question: &str, map: &str) -> Diagnostic {
    let sentence = format!("設問の文が、対応表「{map}」を確かめた時と違います(いまは{})", quoted(question));
    Diagnostic::new(&REWORDED_SINCE, sentence, place)
}

/// A requirement that a yes alone cannot meet.
pub(super) fn needs_statement(place: Place, id: &crate::catalogue::RequirementId) -> Diagnostic {
    let sentence = format!("要求事項 {id} は内容を書いてもらうもので、この設問の回答だけでは充足としません");
    Diagnostic::new(&NEEDS_STATEMENT, sentence, place)
}

/// Two files of one vendor that say different things.
pub(super) fn files_disagree(place: Place, what: &str, others: &[String]) -> Diagnostic {
    let sentence = format!("{what}の回答が、ほかのファイルと食い違います({})", others.join("、"));
    Diagnostic::new(&FILES_DISAGREE, sentence, place)
}

static NO_MAP_SHEET: Code = Code {
    id: "map-sheet-absent",
    severity: Severity::Error,
    meaning: "itaku map が書き出した対応表のシート(見出し: シート、設問のセル、設問、要求事項、採否、良い答え)がありません。",
    remedy: "itaku map で書き出した対応表のブックを、見出しを変えずに指定してください",
};
static NOTHING_DECIDED: Code = Code {
    id: "map-nothing-decided",
    severity: Severity::Error,
    meaning: "対応表の「採否」が、どの行でも空です。決めた行だけが対応として残ります。",
    remedy: "「採否」の欄で 採用・一部だけ採用・不採用 を選び、保存してから指定してください",
};
static MAP_WORD: Code = Code {
    id: "map-word-unknown",
    severity: Severity::Error,
    meaning: "対応表の「採否」や「良い答え」に、決められた語以外が書かれています。対応表は取り込みません。",
    remedy: "一覧から選び直してください",
};
static MAP_OTHER_QUESTION: Code = Code {
    id: "map-other-question",
    severity: Severity::Error,
    meaning: "対応表の設問が、指定したファイルのその場所の設問と違います。別のファイルの対応表か、設問が書き換えられています。対応表は取り込みません。",
    remedy: "対応表を作ったときと同じファイルを指定するか、itaku map で作り直してください",
};
static MAP_REQUIREMENT: Code = Code {
    id: "map-requirement-unknown",
    severity: Severity::Error,
    meaning: "対応表の「要求事項」が空か、目録にある事業者の要求事項ではありません。対応表は取り込みません。",
    remedy: "「要求事項一覧」のシートにある識別子(OUT-14 の形)を書いてください。二つ以上は「、」で並べます",
};

/// A workbook that holds no map sheet.
pub(super) fn no_map_sheet(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_MAP_SHEET, "対応表のシートがありません".to_owned(), Place::file(file))
}

/// A map sheet on which nothing was decided.
pub(super) fn nothing_decided(file: &str) -> Diagnostic {
    Diagnostic::new(&NOTHING_DECIDED, "対応表に、採否の決まった行がありません".to_owned(), Place::file(file))
}

/// A word of a map sheet that is none of those to choose from.
pub(super) fn map_word(place: Place, column: &str, written: &str, known: &str) -> Diagnostic {
    let sentence = format!("「{column}」の{}は使えません(使えるのは {known})", quoted(written));
    Diagnostic::new(&MAP_WORD, sentence, place)
}

/// A row of a map sheet whose question the file does not have there.
pub(super) fn map_other_question(place: Place, question: &str, file: &str) -> Diagnostic {
    let sentence = format!("設問{}は、{file} のその場所にありません", quoted(question));
    Diagnostic::new(&MAP_OTHER_QUESTION, sentence, place)
}

/// A requirement of a map sheet that does not exist.
pub(super) fn map_requirement(place: Place, written: &str, near: Option<&str>) -> Diagnostic {
    let sentence = match written {
        "" => "採用とした行に、要求事項が書かれていません".to_owned(),
        _ => format!("要求事項{}は目録にありません", quoted(written)),
    };
    let diagnostic = Diagnostic::new(&MAP_REQUIREMENT, sentence, place);
    match near {
        Some(near) => diagnostic.with_remedy(format!("近い識別子は「{near}」です")),
        None => diagnostic,
    }
}

static NO_SUCH_SHEET: Code = Code {
    id: "sheet-not-found",
    severity: Severity::Error,
    meaning: "指定した名前のシートがブックにありません。",
    remedy: "シートの名前を、見出しのとおりに指定してください",
};

/// A sheet that was named and is not there.
pub fn no_such_sheet(file: &str, sheet: &str, workbook: &Workbook) -> Diagnostic {
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| format!("「{}」", sheet.name)).collect();
    let diagnostic = Diagnostic::new(&NO_SUCH_SHEET, format!("シート{}がありません", quoted(sheet)), Place::file(file));
    diagnostic.with_remedy(format!("あるのは {} です", names.join("、")))
}

static CORRECTED: Code = Code {
    id: "answer-corrected",
    severity: Severity::Note,
    meaning: "人が読み取りを正した回答です。正した人と理由は、回答の補足にあります。",
    remedy: "",
};
static CORRECTION_WITHOUT_ANSWER: Code = Code {
    id: "correction-without-answer",
    severity: Severity::Warning,
    meaning: "作業フォルダの corrections にある訂正の場所に、訂正したときと同じ言葉の回答がありません。訂正は使っていません。",
    remedy: "読み取り方(列の指定や対応)を変えたときは、回答を確かめて訂正し直してください",
};

/// An answer that a person has put right.
pub(super) fn corrected(place: Place, read: Answer, answer: Answer, by: &str) -> Diagnostic {
    let sentence = format!("読み取り「{}」を「{}」に訂正しています({by})", read.label(), answer.label());
    Diagnostic::new(&CORRECTED, sentence, place)
}

/// A correction of an answer that is not there.
pub(super) fn correction_without_answer(place: Place, written: &str) -> Diagnostic {
    let sentence = format!("訂正した回答{}が、その場所にありません", quoted(written));
    Diagnostic::new(&CORRECTION_WITHOUT_ANSWER, sentence, place)
}
