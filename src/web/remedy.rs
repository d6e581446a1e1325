//! What to do on the page. The rooms' own remedies may name commands or files that people of the page do not open: where they do, this says
//! which screen does the same.

use itaku::diagnostic::Diagnostic;
use std::borrow::Cow;

/// By the code of the diagnostic.
const ON_PAGE: &[(&str, &str)] = &[
    ("case-not-named", "「評価」でこのファイルを開き、「どの事業者の、どの案件への回答か」で案件を選んでください"),
    ("case-not-settled", "案件の識別子を確かめるか、「設定」で案件を加えてください"),
    ("case-unknown", "「設定」で案件を加えるか、「評価」でこのファイルを開いて案件を選び直してください"),
    (
        "document-outside",
        "「設定」の「情報セキュリティ基本方針」で、方針の文書に、フォルダを含まないファイル名を書いてください",
    ),
    ("exception-not-live", "例外措置を改めて審査し、「設定」の「例外措置」で承認の日と期限を書いてください"),
    (
        "foreign-no-table",
        "質問票のファイルかどうかを確かめ、表があるときは「列と行を指定し直す」で場所を示してください",
    ),
    (
        "foreign-not-mapped",
        "「評価」でこのファイルを開き、「設問と要求事項の対応を確かめる」で、どの設問がどの要求事項に当たるかを決めてください",
    ),
    (
        "foreign-sheet-left",
        "そのシートが今の回答なら、「評価」でこのファイルを開き、「列と行を指定し直す」でシートを選んでください",
    ),
    (
        "foreign-vendor-not-named",
        "「評価」でこのファイルを開き、「どの事業者の、どの案件への回答か」で事業者と案件を残してください",
    ),
    ("form-marks-lost", "発行した質問票に直接書いてもらうか、「評価」でこのファイルを開いて案件を選んでください"),
    ("map-needs-statement", "「質問票」で案件を選び、「判定できなかったものだけ」の質問票を送ってください"),
    ("map-question-reworded", "「設問と要求事項の対応を確かめる」で、この設問の対応を確かめ直してください"),
    ("no-known-sheet", "「質問票」で発行したものに書かれた回答かを確かめてください"),
    (
        "nothing-to-ask",
        "「設定」で案件の区分と事実を確かめてください。庁内で記入するものは「質問票」の下の欄で作れます",
    ),
    (
        "obligation-absent",
        "基本方針を確かめ、書いてあれば「設定」の「方針の箇所と義務」に加え、なければ方針の改正を検討してください",
    ),
    ("policy-date-absent", "決裁などで日付を確かめ、「設定」の「情報セキュリティ基本方針」に書いてください"),
    ("policy-document-differs", "方針の文書の読み取りを確かめ、「設定」の「方針の箇所と義務」を直してください"),
    ("policy-duty-absent", "文書を確かめ、書いてあれば「設定」の「方針の箇所と義務」に加えてください"),
    ("policy-organisation-absent", "団体名を記入してください。後からでも「設定」の「団体」で直せます"),
    ("policy-self-absent", "方針の中での自称を記入してください。後からでも「設定」の「団体の語」で直せます"),
    ("policy-title-absent", "方針の表題を記入してください。後からでも「設定」の「情報セキュリティ基本方針」で直せます"),
    ("register-chain-broken", "台帳の控えと比べ、いつ誰が書き換えたかを、情報システムの担当と調べてください"),
    ("settings-absent", "「はじめる」で作業フォルダを選ぶか、新しく作ってください"),
    ("too-few-rounds", "2回分の回答を、台帳の「回答を記録する」で記録してください"),
    ("workspace-unknown-name", "識別子を直すか、「設定」で案件を加えてください"),
];

/// Where no screen does it.
const ASK: &str = "この画面ではできません。情報システムの担当に相談してください";

/// What to do about it, here.
pub(super) fn on_page(diagnostic: &Diagnostic) -> Cow<'_, str> {
    let own = diagnostic.remedy();
    let code = diagnostic.code;
    let known = ON_PAGE.iter().find(|(id, _)| *id == code.id).map(|(_, words)| *words);
    match known {
        // What is said of this very place stays, unless it is for the command line.
        Some(words) if own == code.remedy || names_command(own) || names_settings(own) => Cow::Borrowed(words),
        None if names_command(own) => Cow::Borrowed(ASK),
        _ => Cow::Borrowed(own),
    }
}

/// Whether words name a command of the program or one of its options.
pub(super) fn names_command(words: &str) -> bool {
    let command = |rest: &str| rest.starts_with(|sign: char| sign.is_ascii_lowercase());
    words.split("itaku ").skip(1).any(command) || words.split("--").skip(1).any(command)
}

/// Whether words name the file of the settings or a part of it.
fn names_settings(words: &str) -> bool {
    words.contains(".toml") || words.contains('[')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What no screen does: maps in workbooks, lists of contracts, registers elsewhere, former annexes, years of long ago.
    const NOT_ON_PAGE: &[&str] = &[
        "map-other-question",
        "map-sheet-absent",
        "no-old-annex",
        "register-no-day",
        "register-no-postgres",
        "register-not-empty",
        "roster-columns-twice",
        "roster-hidden-sheet",
        "roster-no-list",
        "roster-not-taken",
        "roster-rows-doubtful",
        "roster-values-unread",
    ];

    #[test]
    fn each_remedy_that_names_a_command_has_words_of_the_page() {
        let here: BTreeSet<&str> = ON_PAGE.iter().map(|(id, _)| *id).collect();
        assert_eq!(here.len(), ON_PAGE.len());
        for (id, words) in ON_PAGE {
            assert!(itaku::codes().any(|code| code.id == *id), "{id} is no code");
            assert!(!names_command(words) && !names_settings(words), "{words}");
        }
        for code in itaku::codes().filter(|code| names_command(code.remedy) || names_settings(code.remedy)) {
            assert!(here.contains(code.id) || NOT_ON_PAGE.contains(&code.id), "{}: {}", code.id, code.remedy);
        }
    }

    #[test]
    fn commands_are_told_from_the_name_of_the_program() {
        for words in ["itaku map で", "--case で", "a --overwrite b"] {
            assert!(names_command(words), "{words}");
        }
        for words in ["itaku が発行した", "itaku の質問票", "itaku.toml", "——", "R9--", "2-3", "- -"] {
            assert!(!names_command(words), "{words}");
        }
    }
}
