//! The yearly round of one organisation over two years, by the commands that README.ja.md gives; and what a kill leaves.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

mod support;

use calamine::{Reader, Xlsx};
use itaku::catalogue::{Ledger, QuestionId};
use itaku::document::{Prefill, QuestionnaireInput, questionnaire_workbook};
use itaku::questionnaire::{self, AnswerKind, Language};
use itaku::workspace::Workspace;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use support::{Run, itaku};

const VENDOR: &str = "株式会社あおば印刷";

fn done(arguments: &[&str]) -> Run {
    let run = itaku(arguments);
    assert_eq!(run.code, 0, "{arguments:?}\n{}", run.talk);
    run
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&done(arguments).out).expect("JSON")
}

/// A workspace made by `itaku init`, with one case.
fn init(folder: &Path) -> String {
    init_for(folder, "湯沢町")
}

fn init_for(folder: &Path, name: &str) -> String {
    let workspace = folder.join(name);
    let path = workspace.to_str().unwrap().to_owned();
    done(&["init", &path, "--name", name, "--self", "当町"]);
    let settings = workspace.join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("'（版を書く）'", "'令和8年4月1日施行'").replace("'R9-rei'", "'R9-nozei'"))
        .unwrap();
    path
}

/// What the vendor sends back: the issued file's questions, with the answers that `answer` makes of what stands there.
fn answered(workspace: &str, issued: &str, answer: impl Fn(usize, Prefill) -> Prefill) -> Vec<u8> {
    answered_by(workspace, issued, |index, _, _, prefill| answer(index, prefill))
}

/// The same, with the words of the question and the good answer to it.
fn answered_by(workspace: &str, issued: &str, answer: impl Fn(usize, &str, &str, Prefill) -> Prefill) -> Vec<u8> {
    let (catalogue, library) = (support::catalogue(), support::library());
    let text = std::fs::read_to_string(Path::new(workspace).join("itaku.toml")).unwrap();
    let settings =
        Workspace::read("itaku.toml", &text, catalogue).unwrap_or_else(|faults| panic!("{}", support::lines(&faults)));
    let case = support::case(&settings, "R9-nozei");
    let workbook = itaku::workbook::read(&std::fs::read(issued).unwrap()).expect("workbook");
    let sheet = questionnaire::read("発行.xlsx", &workbook, library, catalogue, jiff::civil::date(2026, 11, 21))
        .expect("sheet");
    let form = library.forms.iter().find(|form| form.suits(case)).unwrap();
    let scope = catalogue.vendor_scope(settings.profile_for(case), case);
    let filled = |index: usize, response: &questionnaire::Response| {
        let prefill = Prefill {
            answer: response.written.clone(),
            remark: response.remark.clone(),
            evidence: response.evidence_written.clone(),
        };
        // What is to be stated in words is stated the same way every year.
        let question = library.question(&response.question).unwrap();
        let good = if question.good == questionnaire::Polarity::Yes { "はい" } else { "いいえ" };
        let prefill = if question.answer == AnswerKind::Stated {
            said("東京都千代田区 総務部長", "", "")
        } else {
            answer(index, &response.asked, good, prefill)
        };
        (response.question.clone(), prefill)
    };
    let answers: BTreeMap<QuestionId, Prefill> =
        sheet.responses.iter().enumerate().map(|(index, response)| filled(index, response)).collect();
    questionnaire_workbook(&QuestionnaireInput {
        organisation: &settings.organisation.name,
        wording: &settings.wording,
        form,
        sections: library.asked(form, &scope),
        case: Some(case),
        vendor: Some(VENDOR),
        language: Language::Japanese,
        issued_on: jiff::civil::date(2026, 11, 1),
        respond_by: None,
        contact: "",
        answers: &answers,
        marks: &BTreeMap::new(),
        accounts: &[],
        carried: None,
    })
    .unwrap()
}

/// The organisation's own sheet with the same answer everywhere.
fn own_answered(workspace: &str, answer: &str) -> Vec<u8> {
    let (catalogue, library) = (support::catalogue(), support::library());
    let text = std::fs::read_to_string(Path::new(workspace).join("itaku.toml")).unwrap();
    let settings = Workspace::read("itaku.toml", &text, catalogue).unwrap();
    let own =
        |form: &&questionnaire::Form| form.ledger == Ledger::Internal && form.layout == questionnaire::Layout::List;
    let form = library.forms.iter().find(own).unwrap();
    let scope = catalogue.internal_scope(&settings.profile, &settings.cases);
    let sections = library.asked(form, &scope);
    let answers = sections
        .iter()
        .flat_map(|(_, questions)| questions)
        .map(|question| (question.id.clone(), said(answer, "", "")));
    let answers: BTreeMap<QuestionId, Prefill> = answers.collect();
    questionnaire_workbook(&QuestionnaireInput {
        organisation: &settings.organisation.name,
        wording: &settings.wording,
        form,
        sections,
        case: None,
        vendor: None,
        language: Language::Japanese,
        issued_on: jiff::civil::date(2026, 11, 1),
        respond_by: None,
        contact: "",
        answers: &answers,
        marks: &BTreeMap::new(),
        accounts: &[],
        carried: None,
    })
    .unwrap()
}

/// The workbook with the day of the answers written on its cover.
fn dated(content: &[u8], on: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(content)).unwrap();
    let read = |old: &mut zip::ZipArchive<_>, name: &str| {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut old.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let names: Vec<String> = (0..old.len()).map(|at| old.name_for_index(at).unwrap().unwrap().into_owned()).collect();
    let strings = String::from_utf8(read(&mut old, "xl/sharedStrings.xml")).unwrap();
    let label = strings.split("<si>").skip(1).position(|one| one.contains("<t>回答日</t>")).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut part = read(&mut old, &name);
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(part).unwrap();
            let (before, _) = sheet.split_once(&format!("<v>{label}</v>")).unwrap();
            let (_, row) = before.rsplit_once("<c r=\"A").unwrap();
            let row = row.split('"').next().unwrap();
            let (before, cell) = sheet.split_once(&format!("<c r=\"B{row}\"")).unwrap();
            let (style, after) = cell.split_once("/>").unwrap();
            part =
                format!("{before}<c r=\"B{row}\"{style} t=\"inlineStr\"><is><t>{on}</t></is></c>{after}").into_bytes();
        }
        new.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut new, &part).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn said(answer: &str, remark: &str, evidence: &str) -> Prefill {
    Prefill { answer: answer.to_owned(), remark: remark.to_owned(), evidence: evidence.to_owned() }
}

fn change<'a>(rows: &'a Value, kind: &str) -> Vec<&'a Value> {
    let rows = rows["changes"]["rows"].as_array().unwrap();
    rows.iter().filter(|row| row["changes"].as_array().unwrap().iter().any(|change| change == kind)).collect()
}

#[test]
fn two_years_of_one_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let w = init(folder.path());
    let base = ["--workspace", w.as_str()];
    let with = |arguments: &[&str]| -> Vec<String> {
        arguments.iter().chain(&base).map(|argument| (*argument).to_owned()).collect()
    };
    let run = |arguments: &[&str]| done(&with(arguments).iter().map(String::as_str).collect::<Vec<_>>());
    let run_json = |arguments: &[&str]| json(&with(arguments).iter().map(String::as_str).collect::<Vec<_>>());

    // The first year: sent, due, returned, recorded.
    let first = at("一年目.xlsx");
    let issue = ["issue", "--case", "R9-nozei", "--vendor", VENDOR, "--by", "総務課"];
    run(&[&issue[..], &["--respond-by", "2026-11-30", "--today", "2026-11-01", "--out", &first]].concat());
    let waiting = run_json(&["history", "--round", "--today", "2026-11-20", "--format", "json"]);
    assert_eq!(waiting["lines"][0]["state"], "waiting");
    let late = run_json(&["history", "--round", "--today", "2026-12-01", "--format", "json"]);
    assert_eq!(late["lines"][0]["state"], "overdue");
    let due = run_json(&["due", "--today", "2026-11-20", "--format", "json"]);
    assert!(due["due"].as_array().unwrap().iter().any(|due| due["kind"] == "answer"));
    let proof = "ISMS 有効期限 令和9年9月30日";
    let returned = at("回答_一年目.xlsx");
    let first_answers = answered(&w, &first, |index, _| match index {
        20 => said("いいえ", "", ""),
        1 => said("予定", "令和9年3月31日までに整備", ""),
        2 => said("一部", "本社のみ", ""),
        3 => said("はい", "", proof),
        _ => said("はい", "", ""),
    });
    std::fs::write(&returned, first_answers).unwrap();
    run(&["record", &returned, "--by", "総務課", "--today", "2026-12-02"]);
    let again = run(&["record", &returned, "--by", "総務課", "--today", "2026-12-03"]);
    assert!(again.talk.contains("記録した回答 0件、記録済み 1件"), "{}", again.talk);
    let one = itaku(&["reassess", "--case", "R9-nozei", "--vendor", VENDOR, "--workspace", &w]);
    assert_eq!(one.code, 1);
    assert!(one.talk.contains("1件で、比べられません"), "{}", one.talk);

    // What falls due in between.
    let due = run_json(&["due", "--within", "400", "--today", "2026-12-02", "--format", "json"]);
    let kinds: Vec<&str> = due["due"].as_array().unwrap().iter().map(|due| due["kind"].as_str().unwrap()).collect();
    for wanted in ["remedy", "certificate", "reassessment", "rule"] {
        assert!(kinds.contains(&wanted) || (wanted == "rule" && kinds.contains(&"contract")), "{wanted}: {kinds:?}");
    }
    let reassessment = due["due"].as_array().unwrap().iter().find(|due| due["kind"] == "reassessment").unwrap();
    assert_eq!(reassessment["on"], "2027-12-02");
    let (list, calendar) = (at("期限.xlsx"), at("期限.ics"));
    run(&["due", "--within", "400", "--today", "2026-12-02", "--out", &list]);
    run(&["due", "--within", "400", "--today", "2026-12-02", "--out", &calendar]);
    let calendar = std::fs::read_to_string(&calendar).unwrap();
    assert!(calendar.lines().all(|line| line.len() <= 75));
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), due["due"].as_array().unwrap().len());

    // Without --out the file is named by its day: this year's sheet and next year's lie side by side.
    run(&["register", "add", "vendor", &format!("name={VENDOR}"), "corporate_number=8000012010038", "--by", "総務課"]);
    let name = |day: &str| format!("R9-nozei_{VENDOR}_業務委託 情報セキュリティ確認票_{day}.xlsx");
    run(&["issue", "--case", "R9-nozei", "--vendor", VENDOR, "--today", "2026-11-01"]);
    run(&["issue", "--case", "R9-nozei", "--vendor", VENDOR, "--from-register", "--today", "2027-11-01"]);
    let issued = |day: &str| std::fs::read(Path::new(&w).join("issued").join(name(day))).expect("issued");
    let cells = |content: Vec<u8>| -> String {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(content)).unwrap();
        let mut sheets = vec![book.worksheet_range("表紙").unwrap()];
        sheets.push(book.worksheet_range("回答").unwrap());
        sheets.iter().flat_map(|sheet| sheet.cells()).map(|(_, _, cell)| format!("{cell}\n")).collect()
    };
    let (plain, carried) = (cells(issued("2026-11-01")), cells(issued("2027-11-01")));
    assert!(!plain.contains("前回（") && !plain.contains("8000012010038"));
    assert_eq!(carried.matches("前回（令和8年12月2日）の回答を記入してあります").count(), 2, "cover and table say it");
    assert!(carried.contains("薄い紫") && carried.contains("8000012010038"));
    assert!(!plain.contains("備考欄") && !carried.contains("備考欄"));

    // The second year: last year's answers go out, and come back changed.
    let second = at("二年目.xlsx");
    let told = run(&[
        &issue[..],
        &["--from-register", "--today", "2027-11-01", "--respond-by", "2027-11-30", "--out", &second],
    ]
    .concat());
    assert!(told.talk.contains("新しい設問 0件"), "{}", told.talk);
    let returned = at("回答_二年目.xlsx");
    let second_answers = answered(&w, &second, |index, before| {
        assert!(!before.answer.is_empty(), "last year's answer stands in row {index}");
        match index {
            20 => said("はい", "規程を定めた", "別添1"),
            1 => said("いいえ", "", ""),
            4 => said("いいえ", "", ""),
            5 => Prefill { remark: "変更なし".to_owned(), ..before },
            _ => before,
        }
    });
    std::fs::write(&returned, second_answers).unwrap();
    run(&["record", &returned, "--by", "総務課", "--today", "2027-12-01"]);
    let out = at("変更点");
    let report = run_json(&[
        "reassess",
        "--case",
        "R9-nozei",
        "--vendor",
        VENDOR,
        "--today",
        "2027-12-01",
        "--format",
        "json",
        "--out",
        &out,
    ]);
    for (kind, least) in [
        ("improved", 1),
        ("worsened", 1),
        ("answer_changed", 1),
        ("reworded", 1),
        ("evidence_expired", 1),
        ("copied", 20),
    ] {
        assert!(change(&report, kind).len() >= least, "{kind}: {}", report["changes"]["counts"]);
    }
    assert!(change(&report, "newly_required").is_empty());
    assert!(change(&report, "worsened")[0]["said_after"].as_str().unwrap().contains("「回答」シート D"));
    assert_eq!(report["trend"].as_array().unwrap().len(), 2);
    let name = format!("R9-nozei_{VENDOR}_変更点報告");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(
        std::fs::read(Path::new(&out).join(format!("{name}.xlsx"))).unwrap(),
    ))
    .unwrap();
    assert_eq!(book.sheet_names(), ["変更点", "推移", "確かめること"]);
    let rows = book.worksheet_range("変更点").unwrap().rows().count();
    assert_eq!(rows, 3 + report["changes"]["rows"].as_array().unwrap().len());
    let page = std::fs::read_to_string(Path::new(&out).join(format!("{name}.html"))).unwrap();
    assert!(page.contains("<polyline") && page.contains("証跡の期限切れ") && !page.contains("http://"));

    // What the vendor says is done stays due until a person has seen the proof.
    let remedies = run_json(&["register", "list", "remedy", "--format", "json"]);
    let remedies = remedies["records"].as_array().unwrap();
    assert!(remedies.iter().all(|remedy| remedy["state"] == "未了"), "{remedies:?}");
    let answered: Vec<&Value> = remedies.iter().filter(|remedy| remedy["answered"].is_string()).collect();
    assert!(answered.len() == 1 && remedies.len() > 1, "{remedies:?}");
    let words = answered[0]["answered"].as_str().unwrap();
    assert!(words.contains("回答では充足（回答_二年目.xlsx 「回答」シート D") && words.contains("「はい」"), "{words}");
    let confirming = || -> Vec<Value> {
        let due = run_json(&["due", "--within", "400", "--today", "2027-12-02", "--format", "json"]);
        let what = |due: &Value| due["what"] == "回答では充足。証跡を確かめて完了にする";
        due["due"].as_array().unwrap().iter().filter(|due| what(due)).cloned().collect()
    };
    assert_eq!(confirming().len(), 1);
    let id = answered[0]["requirement"].as_str().unwrap();
    let done = [format!("vendor={VENDOR}"), format!("requirement={id}")];
    run(&[
        "register",
        "add",
        "remedy",
        "case=R9-nozei",
        &done[0],
        &done[1],
        "state=完了",
        "proof=規程の写し",
        "--by",
        "総務課",
    ]);
    assert!(confirming().is_empty());

    // The round for the committee; the chain is whole.
    let round = at("年次.xlsx");
    run(&["history", "--round", "--today", "2027-12-02", "--out", &round]);
    let lines = run_json(&["history", "--round", "--today", "2027-12-02", "--format", "json"]);
    assert_eq!(lines["lines"][0]["state"], "returned");
    assert_ne!(lines["lines"][0]["before"], "");
    let line = &lines["lines"][0];
    assert!(line["worsened"] == 1 && line["expired"] == 1, "{line}");
    assert!(!line["title"].as_str().unwrap().is_empty() && line["assessed"] == "2027-12-01", "{line}");
    let shown = run(&["history", "--round", "--today", "2027-12-02"]);
    assert!(shown.talk.contains("悪化した事業者 1者、期限の切れた認証 1件"), "{}", shown.talk);
    assert_eq!(run_json(&["history", VENDOR, "--format", "json"])["assessments"].as_array().unwrap().len(), 2);
    run(&["register", "verify"]);
    let copy = at("控え.json");
    run(&["register", "backup", &copy]);
    let restored = at("復元.sqlite");
    run(&["register", "restore", &copy, "--register", &restored]);
    assert_eq!(
        run_json(&["history", "--format", "json", "--register", &restored])["assessments"].as_array().unwrap().len(),
        2
    );
    run(&[
        "register",
        "add",
        "certificate",
        &format!("vendor={VENDOR}"),
        "scheme=プライバシーマーク",
        "expires=2028-03-31",
        "--by",
        "総務課",
    ]);
    let wrong = itaku(&["register", "add", "vendor", "nmae=甲社", "--by", "総務課", "--workspace", &w]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.talk.contains("register-not-a-record"), "{}", wrong.talk);

    // Years later the same words are too old to be carried over.
    let third = at("五年目.xlsx");
    let told = run(&[&issue[..], &["--from-register", "--today", "2030-11-01", "--out", &third]].concat());
    assert!(!told.talk.contains("回答が古く消した設問 0件"), "{}", told.talk);
}

/// Every sign that the issue lists, from returned files to the clerk's screen, in one register of two organisations; and a person who is
/// forgotten.
#[test]
fn contradictions_reach_the_clerk_and_a_person_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (ours, theirs, register) = (init(folder.path()), init_for(folder.path(), "さくら市"), at("共有.sqlite"));
    let issued = at("発行.xlsx");
    done(&["issue", "--case", "R9-nozei", "--vendor", VENDOR, "--out", &issued, "--workspace", &ours]);
    let record = |workspace: &str, name: &str, content: Vec<u8>, today: &str| -> String {
        let file = at(name);
        std::fs::write(&file, content).unwrap();
        let place = ["--register", &register, "--workspace", workspace, "--today", today];
        done(&[&["record", &file, "--by", "総務課"][..], &place].concat()).talk
    };
    let bad = |good: &str| said(if good == "はい" { "いいえ" } else { "はい" }, "", "");
    let all_no = answered_by(
        &ours,
        &issued,
        |index, _, good, _| {
            if (24..40).contains(&index) { bad(good) } else { said(good, "", "") }
        },
    );
    let quiet = record(&ours, "一年目.xlsx", all_no, "2026-12-01");
    assert!(!quiet.contains("register-sign"), "{quiet}");
    let strange = answered_by(&ours, &issued, |index, asked, good, _| match index {
        24..40 => said(good, "", ""),
        _ if asked.contains("再委託") && index % 2 == 0 => said(good, "再委託は行いません", ""),
        _ if asked.contains("再委託") => said(good, "封入は株式会社北封筒が行う。窓口は青葉太郎", ""),
        10..=16 => said(good, "社内規程により適切に実施している", ""),
        17 => said("はい", "来年度に整備予定", ""),
        _ => said(good, "", ""),
    });
    let told = record(&ours, "二年目.xlsx", strange, "2027-12-01");
    for word in ["再委託はないとする回答", "これから行うとする言葉", "同じ補足", "すべて満たすものに変わっています"]
    {
        assert!(told.contains(word), "{word}\n{told}");
    }
    // The other organisation hears that we were told otherwise, and reads nothing else of ours.
    let other = answered(&theirs, &issued, |_, _| said("いいえ", "", ""));
    let told = record(&theirs, "他団体.xlsx", other, "2027-12-02");
    assert!(told.contains("湯沢町には「はい」と答え、こちらには「いいえ」と答えています"), "{told}");
    let history = json(&["history", "--format", "json", "--register", &register, "--workspace", &theirs]);
    assert_eq!(history["assessments"].as_array().unwrap().len(), 1);
    // A person goes, everything else stays.
    let place = ["--register", &register, "--workspace", &ours];
    // First only what would go is shown, in its context.
    let shown = done(&[&["register", "forget", "青葉太郎"][..], &place].concat());
    assert!(shown.talk.contains("まだ何も消していません"), "{}", shown.talk);
    assert!(shown.out.contains("窓口は【青葉太郎】") && shown.out.contains("回答"), "{}", shown.out);
    let again = done(&[&["register", "forget", "青葉太郎", "--by", "情報係"][..], &place].concat());
    assert_eq!(again.out, shown.out, "nothing went without --confirm");
    let nobody = itaku(&[&["register", "forget", "青葉太郎", "--confirm"][..], &place].concat());
    assert_eq!(nobody.code, 2, "who does it must be said");
    for text in ["部", "あおば印刷", VENDOR, "R9-nozei", "はい", "2027", "有限会社みどり", "met", "SEL-06"]
    {
        let refused = itaku(&[&["register", "forget", text, "--by", "情報係", "--confirm"][..], &place].concat());
        assert_eq!(refused.code, 1, "{text}");
        assert!(refused.talk.contains("register-not-forgotten"), "{text}: {}", refused.talk);
    }
    let gone = done(&[&["register", "forget", "青葉太郎", "--by", "情報係", "--confirm"][..], &place].concat());
    assert!(gone.talk.contains("氏名を消し"), "{}", gone.talk);
    // What stands in the register can still be read and compared.
    done(&[&["reassess", "--case", "R9-nozei", "--vendor", VENDOR][..], &place].concat());
    done(&[&["register", "verify"][..], &place].concat());
    let copy = at("控え.json");
    done(&[&["register", "backup", &copy][..], &place].concat());
    let copy = std::fs::read_to_string(&copy).unwrap();
    assert!(!copy.contains("青葉太郎") && copy.contains("北封筒") && copy.contains("forgotten"));
}

/// Former years in one folder, each as of the day on its cover; the organisation's own sheet compared, too.
#[test]
fn former_years_are_recorded_in_bulk_and_the_own_sheet_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let w = init(folder.path());
    let issued = at("発行.xlsx");
    done(&["issue", "--case", "R9-nozei", "--vendor", VENDOR, "--out", &issued, "--workspace", &w]);
    let years = folder.path().join("過去");
    std::fs::create_dir_all(&years).unwrap();
    // Later years first by name: they are recorded oldest first all the same.
    for (name, on, yes) in
        [("あ_R7.xlsx", "令和7年11月10日", 60), ("い_R6.xlsx", "令和6年11月5日", 40), ("う_日付なし.xlsx", "", 50)]
    {
        let content = answered(&w, &issued, |index, _| said(if index < yes { "はい" } else { "いいえ" }, "", ""));
        std::fs::write(years.join(name), dated(&content, on)).unwrap();
    }
    let years = years.to_str().unwrap();
    let run =
        itaku(&["record", years, "--by-answer-date", "--by", "総務課", "--today", "2026-11-21", "--workspace", &w]);
    assert_eq!(run.code, 1, "the one without a day is told");
    assert!(run.talk.contains("register-no-day") && run.talk.contains("記録した回答 2件"), "{}", run.talk);
    let history = json(&["history", VENDOR, "--format", "json", "--workspace", &w]);
    let days: Vec<&str> =
        history["assessments"].as_array().unwrap().iter().map(|one| one["on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-11-05", "2025-11-10"]);
    let changes = json(&[
        "reassess",
        "--case",
        "R9-nozei",
        "--vendor",
        VENDOR,
        "--format",
        "json",
        "--workspace",
        &w,
        "--today",
        "2026-11-21",
    ]);
    assert!(!change(&changes, "improved").is_empty() && change(&changes, "worsened").is_empty());

    // Our own sheet, twice.
    for (name, day, answer) in [("庁内一年目.xlsx", "2025-12-01", "いいえ"), ("庁内二年目.xlsx", "2026-12-01", "はい")]
    {
        let file = at(name);
        std::fs::write(&file, own_answered(&w, answer)).unwrap();
        done(&["record", &file, "--by", "総務課", "--today", day, "--workspace", &w]);
    }
    let out = at("庁内の変化");
    let report = json(&[
        "reassess",
        "--internal",
        "--format",
        "json",
        "--out",
        &out,
        "--workspace",
        &w,
        "--today",
        "2026-12-02",
    ]);
    assert!(change(&report, "improved").len() > 10, "{}", report["changes"]["counts"]);
    assert!(Path::new(&out).join("庁内点検_湯沢町_変更点報告.docx").is_file());
}
