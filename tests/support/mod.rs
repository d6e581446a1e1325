//! What several tests need: the example workspaces, and sheets as a vendor would return them, without a file.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

pub(crate) mod markup;

use itaku::catalogue::{self, Case, Catalogue, Ledger, QuestionId};
use itaku::questionnaire::{self, Answer, AnswerSheet, Evidence, FormRef, Library, Response};
use itaku::workbook::Address;
use itaku::workspace::Workspace;
use std::path::{Path, PathBuf};

pub(crate) fn catalogue() -> &'static Catalogue {
    catalogue::standard().unwrap_or_else(|faults| panic!("{}", lines(faults)))
}

pub(crate) fn library() -> &'static Library {
    questionnaire::standard().unwrap_or_else(|faults| panic!("{}", lines(faults)))
}

pub(crate) fn lines<T: ToString>(list: &[T]) -> String {
    list.iter().map(T::to_string).collect::<Vec<_>>().join("\n")
}

pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The workspace of an example: yuzawa, sakura, ryugasaki, ogasawara, tokunoshima.
pub(crate) fn workspace(name: &str) -> Workspace {
    let text = std::fs::read_to_string(example(name).join("itaku.toml")).expect("settings");
    Workspace::read("itaku.toml", &text, catalogue()).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

pub(crate) fn case<'a>(workspace: &'a Workspace, id: &str) -> &'a Case {
    workspace.cases.iter().find(|case| case.id.as_str() == id).expect("case")
}

/// A sheet of a vendor that answers each question of the case as `answer` says.
pub(crate) fn sheet(workspace: &Workspace, case: &Case, answer: impl Fn(usize, &QuestionId) -> Answer) -> AnswerSheet {
    let scope = catalogue().vendor_scope(workspace.profile_for(case), case);
    let form = library().forms.iter().find(|form| form.suits(case)).expect("form");
    let questions: Vec<_> = library().asked(form, &scope).into_iter().flat_map(|(_, questions)| questions).collect();
    let responses = questions.iter().enumerate().map(|(index, question)| {
        let row = u32::try_from(index).expect("few") + 5;
        let answer = answer(index, &question.id);
        Response {
            question: question.id.clone(),
            sheet: "回答".to_owned(),
            cell: Address::new(row, 3),
            question_cell: Address::new(row, 1),
            asked: workspace.wording.apply(&question.ja),
            written: match answer {
                Answer::Met => "はい",
                Answer::Partial => "一部",
                Answer::Planned => "予定",
                Answer::Unmet => "いいえ",
                Answer::NotApplicable => "該当なし",
                Answer::Undisclosed => "回答不可",
                Answer::Unanswered => "",
                Answer::Unclear => "概ね大丈夫かと",
            }
            .to_owned(),
            answer,
            why: None,
            remark: if answer == Answer::NotApplicable {
                "紙の帳票を扱わないため".to_owned()
            } else {
                String::new()
            },
            reason: (answer == Answer::NotApplicable).then(|| "紙の帳票を扱わないため".to_owned()),
            evidence_written: String::new(),
            evidence: Evidence::Stated,
            certificates: Vec::new(),
            planned_for: (answer == Answer::Planned).then(|| jiff::civil::date(2027, 3, 31)),
            subject: None,
        }
    });
    AnswerSheet {
        file: "回答.xlsx".to_owned(),
        form: Some(FormRef { id: form.id.clone(), edition: form.edition.clone() }),
        ledger: Ledger::Vendor,
        vendor: Some("株式会社あおば印刷".to_owned()),
        case: Some(case.id.to_string()),
        respondent: Some("情報管理責任者 青葉 太郎".to_owned()),
        answered_on: Some(jiff::civil::date(2026, 11, 10)),
        wording: Some(workspace.wording.clone()),
        asked: questions.iter().map(|question| question.id.clone()).collect(),
        brought: Vec::new(),
        responses: responses.collect(),
        unread: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// What the program did and said.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) talk: String,
}

/// Runs the program to its end, in the folder of the package.
pub(crate) fn itaku(arguments: &[&str]) -> Run {
    itaku_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// The same in another folder.
pub(crate) fn itaku_in(folder: &Path, arguments: &[&str]) -> Run {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_itaku"));
    let output = program.current_dir(folder).args(arguments).output().expect("the program runs");
    Run {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        talk: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A response that says no more than its answer.
pub(crate) fn response(question: &QuestionId, answer: Answer) -> Response {
    Response {
        question: question.clone(),
        sheet: "回答".to_owned(),
        cell: Address::new(1, 3),
        question_cell: Address::new(1, 1),
        asked: String::new(),
        written: String::new(),
        answer,
        why: None,
        remark: String::new(),
        reason: None,
        evidence_written: String::new(),
        evidence: Evidence::Stated,
        certificates: Vec::new(),
        planned_for: None,
        subject: None,
    }
}
