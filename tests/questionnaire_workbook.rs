//! What is sent out is what the reading takes back, in both languages, whatever a respondent's Excel does to the rows.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at its first fault"
)]

mod support;

use itaku::catalogue::{Ledger, QuestionId};
use itaku::document::{Account, Prefill, QuestionnaireInput, questionnaire_workbook};
use itaku::policy::Wording;
use itaku::questionnaire::{
    self, Answer, AnswerKind, AnswerSheet, Cover, Form, Language, Layout, Library, META_SHEET, Polarity, Question,
    Section,
};
use itaku::workbook::{self, Visibility};
use itaku::workspace::Workspace;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use support::{catalogue, library};

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

/// Every question that can ever stand on the form.
fn all_questions(form: &Form) -> Vec<(&Section, Vec<&'static Question>)> {
    let on_form = |section: &Section, question: &&Question| {
        question.theme == section.theme && Library::ledger(question, catalogue()) == Some(form.ledger)
    };
    let asked = |section| library().questions.iter().filter(|question| on_form(section, question)).collect();
    form.sections.iter().map(|section| (section, asked(section))).collect()
}

fn prefill(form: &Form, language: Language) -> BTreeMap<QuestionId, Prefill> {
    let questions = all_questions(form).into_iter().flat_map(|(_, questions)| questions);
    let words = Cover::choices(language);
    let answered = questions.enumerate().filter(|(index, _)| index % 7 != 6).map(|(index, question)| {
        let word = words[index % 7];
        let answer = match question.answer {
            AnswerKind::Choice => word.to_owned(),
            AnswerKind::Stated => format!("東京都{index}号館"),
        };
        let remark = match index % 7 {
            1 => "本社の拠点が対象".to_owned(),
            2 => "2027年3月31日から".to_owned(),
            4 => "=紙の帳票を扱わないため".to_owned(),
            5 => "+81-3-0000-0000へ\n照会してください".to_owned(),
            _ => String::new(),
        };
        (question.id.clone(), Prefill { answer, remark, evidence: format!("規程第{index}条 <A&B>") })
    });
    answered.collect()
}

fn accounts(form: &Form, language: Language) -> Vec<Account> {
    let words = Cover::choices(language);
    let questions: Vec<_> = all_questions(form).into_iter().flat_map(|(_, questions)| questions).collect();
    let account = |number: usize| Account {
        subject: ["X", &format!("@yuzawa_{number}"), &format!("https://example.jp/{number}"), "広報"]
            .map(str::to_owned),
        answers: questions
            .iter()
            .enumerate()
            .filter(|(index, _)| (index + number) % 5 != 4)
            .map(|(index, question)| {
                let word =
                    if question.answer == AnswerKind::Choice { words[(index + number) % 4] } else { "広報係長" };
                (question.id.clone(), word.to_owned())
            })
            .collect(),
        remark: format!("{number}件目"),
    };
    (0..3).map(account).collect()
}

struct Sent<'a> {
    workspace: &'a Workspace,
    form: &'a Form,
    language: Language,
    answers: BTreeMap<QuestionId, Prefill>,
    accounts: Vec<Account>,
}

impl Sent<'_> {
    fn bytes(&self) -> Vec<u8> {
        let vendor = self.form.ledger == Ledger::Vendor;
        let case = self.workspace.cases.iter().find(|case| self.form.suits(case)).or(self.workspace.cases.first());
        questionnaire_workbook(&QuestionnaireInput {
            organisation: &self.workspace.organisation.name,
            wording: &self.workspace.wording,
            form: self.form,
            sections: all_questions(self.form),
            case: case.filter(|_| vendor),
            vendor: vendor.then_some("株式会社あおば印刷 R&D"),
            language: self.language,
            issued_on: jiff::civil::date(2026, 11, 2),
            respond_by: Some(jiff::civil::date(2026, 11, 30)),
            contact: "総務部総務課 情報係\n電話 000-000-0000",
            answers: &self.answers,
            marks: &BTreeMap::new(),
            accounts: &self.accounts,
            carried: None,
        })
        .expect("written")
    }
}

fn read(bytes: &[u8]) -> AnswerSheet {
    let workbook = workbook::read(bytes).expect("a workbook");
    questionnaire::read("回答.xlsx", &workbook, library(), catalogue(), jiff::civil::date(2026, 11, 21))
        .expect("a questionnaire")
}

fn meaning(word: &str, question: &Question, language: Language) -> Answer {
    let answers =
        [Answer::Met, Answer::Partial, Answer::Planned, Answer::Unmet, Answer::NotApplicable, Answer::Undisclosed];
    let read = match question.answer {
        _ if word.is_empty() => return Answer::Unanswered,
        AnswerKind::Stated => return Answer::Met,
        AnswerKind::Choice => {
            answers[Cover::choices(language).iter().position(|choice| *choice == word).expect("choice")]
        }
    };
    match (question.good, read) {
        (Polarity::No, Answer::Met | Answer::Planned) => Answer::Unmet,
        (Polarity::No, Answer::Unmet) => Answer::Met,
        (_, read) => read,
    }
}

fn check_list(sent: &Sent<'_>, sheet: &AnswerSheet) {
    let what = format!("{} {:?}", sent.form.id, sent.language);
    assert!(sheet.diagnostics.is_empty(), "{what}\n{}", support::lines(&sheet.diagnostics));
    assert!(sheet.unread.is_empty(), "{what} {:?}", sheet.unread);
    assert_eq!(
        sheet.form.as_ref().map(|form| (form.id.as_str(), form.edition.as_str())),
        Some((sent.form.id.as_str(), sent.form.edition.as_str()))
    );
    assert_eq!(sheet.ledger, sent.form.ledger);
    let questions: Vec<_> = all_questions(sent.form).into_iter().flat_map(|(_, questions)| questions).collect();
    assert_eq!(sheet.asked.len(), questions.len(), "{what}");
    assert_eq!(sheet.responses.len(), questions.len(), "{what}");
    for question in questions {
        let response = sheet.responses_to(&question.id).next().expect("a row per question");
        let filled = sent.answers.get(&question.id).cloned().unwrap_or_default();
        assert_eq!(response.written, filled.answer, "{what} {}", question.id);
        assert_eq!(response.remark, filled.remark, "{what} {}", question.id);
        assert_eq!(response.evidence_written, filled.evidence, "{what} {}", question.id);
        assert_eq!(response.answer, meaning(&filled.answer, question, sent.language), "{what} {}", question.id);
    }
}

fn lists() -> impl Iterator<Item = (&'static Form, Language)> {
    let lists = library().forms.iter().filter(|form| form.layout == Layout::List);
    lists.flat_map(|form| LANGUAGES.map(|language| (form, language)))
}

#[test]
fn what_was_filled_in_comes_back_from_every_form_in_both_languages() {
    let workspace = support::workspace("tokunoshima");
    for (form, language) in lists() {
        let answers = prefill(form, language);
        assert!(!answers.is_empty(), "{}", form.id);
        let sent = Sent { workspace: &workspace, form, language, answers, accounts: Vec::new() };
        let sheet = read(&sent.bytes());
        check_list(&sent, &sheet);
        let wording = sheet.wording.expect("the organisation's words");
        assert_eq!(wording, Wording { parties: wording.parties, ..workspace.wording.clone() });
        assert_eq!(sheet.vendor.is_some(), form.ledger == Ledger::Vendor);
    }
}

#[test]
fn a_form_that_nobody_filled_in_is_unanswered_throughout() {
    let workspace = support::workspace("yuzawa");
    for (form, language) in lists() {
        let sent = Sent { workspace: &workspace, form, language, answers: BTreeMap::new(), accounts: Vec::new() };
        let sheet = read(&sent.bytes());
        check_list(&sent, &sheet);
        assert!(sheet.responses.iter().all(|response| response.answer == Answer::Unanswered));
        assert_eq!((sheet.respondent, sheet.answered_on), (None, None));
    }
}

#[test]
fn the_ledger_of_accounts_comes_back_account_by_account() {
    let workspace = support::workspace("sakura");
    let form = library().form("sns-accounts").expect("form");
    for language in LANGUAGES {
        let accounts = accounts(form, language);
        let sent = Sent { workspace: &workspace, form, language, answers: BTreeMap::new(), accounts };
        let sheet = read(&sent.bytes());
        assert!(sheet.diagnostics.is_empty(), "{}", support::lines(&sheet.diagnostics));
        assert!(sheet.unread.is_empty(), "{:?}", sheet.unread);
        let questions: Vec<_> = all_questions(form).into_iter().flat_map(|(_, questions)| questions).collect();
        assert_eq!(sheet.responses.len(), questions.len() * sent.accounts.len());
        for account in &sent.accounts {
            let name = format!("{} {}", account.subject[0], account.subject[1]);
            for question in &questions {
                let mut here = sheet.responses_to(&question.id);
                let response = here.find(|response| response.subject.as_ref() == Some(&name)).expect("a cell");
                let filled = account.answers.get(&question.id).cloned().unwrap_or_default();
                assert_eq!(response.answer, meaning(&filled, question, language), "{name} {}", question.id);
                assert_eq!(response.written, filled);
                assert_eq!(response.remark, account.remark);
            }
        }
    }
}

#[test]
fn an_empty_ledger_of_accounts_has_no_answers_and_no_complaints() {
    let workspace = support::workspace("sakura");
    let form = library().form("sns-accounts").expect("form");
    let sent = Sent {
        workspace: &workspace,
        form,
        language: Language::Japanese,
        answers: BTreeMap::new(),
        accounts: Vec::new(),
    };
    let sheet = read(&sent.bytes());
    assert!(sheet.diagnostics.is_empty() && sheet.responses.is_empty() && sheet.unread.is_empty());
}

/// One sheet of a package with another text; everything else as it was.
fn edited(xlsx: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a package");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        if name == part {
            bytes = edit(&String::from_utf8(bytes).expect("text")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        to.write_all(&bytes).expect("bytes");
    }
    to.finish().expect("a package").into_inner()
}

/// The rows of a sheet below its headers, each with its number, and what stands before and after them.
fn split_rows(xml: &str, first: u32) -> (String, Vec<(u32, String)>, String) {
    let start = xml.find(&format!("<row r=\"{first}\"")).expect("the first row");
    let end = xml.find("</sheetData>").expect("an end");
    let rows = xml[start..end].split_inclusive("</row>").map(|row| {
        let number = row["<row r=\"".len()..].split('"').next().expect("a number").parse().expect("a number");
        (number, row.to_owned())
    });
    (xml[..start].to_owned(), rows.collect(), xml[end..].to_owned())
}

fn renumbered(row: &str, from: u32, to: u32) -> String {
    let row = row.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""));
    ('A'..='G').fold(row, |row, column| row.replace(&format!("r=\"{column}{from}\""), &format!("r=\"{column}{to}\"")))
}

#[test]
fn rows_may_be_sorted_hidden_and_spread_without_harm() {
    let workspace = support::workspace("ryugasaki");
    let form = library().form("vendor-cloud").expect("form");
    let answers = prefill(form, Language::Japanese);
    let sent = Sent { workspace: &workspace, form, language: Language::Japanese, answers, accounts: Vec::new() };
    let shuffled = edited(&sent.bytes(), "xl/worksheets/sheet2.xml", |xml| {
        let (before, rows, after) = split_rows(xml, 4);
        let middle: String = rows
            .iter()
            .rev()
            .zip(1..)
            .map(|((number, row), place)| {
                // Every second row is an inserted blank one; every third of ours is hidden.
                let row = renumbered(row, *number, 2 * place + 4);
                if place % 3 == 0 { row.replacen("<row ", "<row hidden=\"1\" ", 1) } else { row }
            })
            .collect();
        before + &middle + &after
    });
    let sheet = read(&shuffled);
    check_list(&sent, &sheet);
    let last = &sent.form.sections.last().expect("sections").theme;
    let first_read = library().question(&sheet.responses[0].question).expect("known");
    assert_eq!(first_read.theme, *last, "the rows were turned round");
}

#[test]
fn the_marks_are_hidden_from_people_and_nothing_else_is() {
    let workspace = support::workspace("ogasawara");
    let form = library().form("vendor-system").expect("form");
    let sent = Sent {
        workspace: &workspace,
        form,
        language: Language::Japanese,
        answers: BTreeMap::new(),
        accounts: Vec::new(),
    };
    let workbook = workbook::read(&sent.bytes()).expect("a workbook");
    let seen: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visibility)).collect();
    assert_eq!(
        seen,
        [("表紙", Visibility::Visible), ("回答", Visibility::Visible), (META_SHEET, Visibility::VeryHidden)]
    );
    assert!(workbook.sheets[1].merges.is_empty(), "merged cells cannot be sorted");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let workspace = support::workspace("yuzawa");
    let form = library().form("vendor-outsourcing").expect("form");
    let answers = prefill(form, Language::Japanese);
    let sent = Sent { workspace: &workspace, form, language: Language::Japanese, answers, accounts: Vec::new() };
    assert_eq!(sent.bytes(), sent.bytes());
}

#[test]
fn the_state_of_a_row_is_saved_with_it() {
    let workspace = support::workspace("yuzawa");
    let form = library().form("vendor-outsourcing").expect("form");
    let questions: Vec<_> = all_questions(form).into_iter().flat_map(|(_, questions)| questions).collect();
    let choices: Vec<_> = questions.iter().filter(|question| question.answer == AnswerKind::Choice).collect();
    let word = |answer: &str, remark: &str| Prefill {
        answer: answer.to_owned(),
        remark: remark.to_owned(),
        ..Prefill::default()
    };
    let answers = [word("はい", ""), word("該当なし", ""), word("該当なし", "紙を扱わない"), word("一部", "")];
    let answers = choices.iter().map(|question| question.id.clone()).zip(answers).collect();
    let sent = Sent { workspace: &workspace, form, language: Language::Japanese, answers, accounts: Vec::new() };
    let workbook = workbook::read(&sent.bytes()).expect("a workbook");
    let written = |sheet: usize| -> Vec<String> {
        workbook.sheets[sheet].cells().iter().map(|cell| cell.value.written()).collect()
    };
    let count = |text: &str| written(1).iter().filter(|found| *found == text).count();
    assert_eq!(count("理由を書いてください"), 2);
    assert_eq!(count("未回答"), questions.len() - 4);
    let cover = written(0);
    let beside = |label: &str| {
        let at = cover.iter().position(|found| found == label).expect("a label");
        cover[at + 1].clone()
    };
    assert_eq!(beside("設問の数"), questions.len().to_string());
    assert_eq!(beside("回答済み"), "4");
    assert_eq!(beside("未回答"), (questions.len() - 4).to_string());
    assert_eq!(beside("理由・範囲・時期の記入待ち"), "2");
    assert_eq!(beside("事業者名"), "株式会社あおば印刷 R&D");
}
