//! Forms that are not ours, from the file to the verdict: what a person has confirmed counts, and nothing else does.

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
use itaku::questionnaire::{FormMap, MapEntry, MapSheet, Polarity, Reach};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use support::Run;

const HEAD: [&str; 6] = ["No.", "分類", "確認事項", "回答", "備考", "審査欄"];
const VENDOR: &str = "株式会社みどり情報";

/// A workspace of its own with a foreign file in it.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::copy(support::example("yuzawa").join("itaku.toml"), folder.path().join("itaku.toml"))
            .expect("settings");
        std::fs::create_dir(folder.path().join("returned")).expect("folder");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        support::itaku_in(self.folder.path(), arguments)
    }

    fn form(&self, name: &str, rows: &[[&str; 6]]) {
        self.form_with(name, HEAD, rows);
    }

    fn form_with<const N: usize>(&self, name: &str, head: [&str; N], rows: &[[&str; N]]) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("回答票").unwrap();
        sheet.write_string(0, 0, "セキュリティ調査票").unwrap();
        for (row, cells) in std::iter::once(&head).chain(rows).enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row as u32 + 2, column as u16, *text).unwrap();
            }
        }
        book.save(self.path(name)).unwrap();
    }

    /// Writes the map sheet as a clerk would fill it, by the number of the question: requirements, decision, good answer.
    fn confirm(&self, file: &str, decisions: &[(&str, &str, &str, &str)]) -> Run {
        let sheet = self.path("対応表.xlsx");
        let written = self.run(&["map", file, "--out", "対応表.xlsx", "--overwrite"]);
        assert_eq!(written.code, 0, "{}", written.talk);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(&sheet).unwrap())).unwrap();
        let range = book.worksheet_range(MapSheet::NAME).unwrap();
        let mut filled = Workbook::new();
        let target = filled.add_worksheet().set_name(MapSheet::NAME).unwrap();
        for (row, column, value) in range.used_cells() {
            target.write_string(row as u32, column as u16, value.to_string()).unwrap();
        }
        for (row, cells) in range.rows().enumerate() {
            let number = cells[2].to_string();
            let decision = decisions.iter().find(|(wanted, ..)| *wanted == number);
            if let Some((_, requirements, decision, good)) = decision {
                for (column, text) in [(7, requirements), (8, decision), (9, good)] {
                    target.write_string(row as u32, column, *text).unwrap();
                }
            }
        }
        filled.save(&sheet).unwrap();
        self.run(&[
            "map",
            file,
            "--confirm",
            "対応表.xlsx",
            "--by",
            "総務課 佐藤",
            "--today",
            "2026-11-21",
            "--overwrite",
        ])
    }

    fn assess(&self, path: &str, more: &[&str]) -> Run {
        let _ = std::fs::remove_dir_all(self.path("out"));
        let mut arguments = vec!["assess", path, "--out", "out", "--today", "2026-11-21", "--format", "json"];
        arguments.extend(more);
        self.run(&arguments)
    }

    /// The finding on a requirement after assessing one foreign file of the vendor.
    fn finding(&self, file: &str, requirement: &str) -> Value {
        let run = self.assess(file, &["--case", "R9-nozei", "--vendor", VENDOR]);
        assert_eq!(run.code, 0, "{}", run.talk);
        finding(&run.out, requirement)
    }
}

fn finding(json: &str, requirement: &str) -> Value {
    let json: Value = serde_json::from_str(json).expect("JSON");
    let assessments = json["assessments"].as_array().unwrap();
    assert_eq!(assessments.len(), 1, "one assessment");
    let findings = assessments[0]["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["requirement"] == requirement).expect("the requirement applies").clone()
}

const TRAINING: &str = "従業員に対し、年1回以上の情報セキュリティ研修を行っていますか";
const RULES: &str = "情報セキュリティポリシーを策定し、社内に周知していますか";
const TAKEN_OUT: &str = "業務データを社外へ持ち出すことがありますか";

fn usual() -> [[&'static str; 6]; 3] {
    [
        ["1", "体制", RULES, "はい", "2024年改定", "○"],
        ["2", "人", TRAINING, "はい", "", "○"],
        ["3", "技術", TAKEN_OUT, "いいえ", "", "○"],
    ]
}

const USUAL: [(&str, &str, &str, &str); 3] =
    [("1", "SEL-03", "採用", "はい"), ("2", "OUT-09", "採用", "はい"), ("3", "OUT-33", "採用", "いいえ")];

#[test]
fn an_unconfirmed_suggestion_never_becomes_a_verdict() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    let run = world.assess("returned/表.xlsx", &["--case", "R9-nozei", "--vendor", VENDOR]);
    assert_eq!(run.code, 1);
    assert!(run.talk.contains("foreign-not-mapped"), "{}", run.talk);
    assert!(run.out.contains(r#""assessments":[]"#));
    // With a map for one question, the others stay what they were: not asked.
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL[..1]).code, 0);
    assert_eq!(world.finding("returned/表.xlsx", "SEL-03")["verdict"], "satisfied");
    let open = world.finding("returned/表.xlsx", "OUT-09");
    assert_eq!(open["verdict"], "undetermined");
    assert!(open["verdict_label"].as_str().unwrap().contains("この様式では尋ねていません"), "{open}");
}

#[test]
fn a_confirmed_question_gives_its_requirement_an_answer_with_cell_and_confirmation() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    let found = world.finding("returned/表.xlsx", "SEL-03");
    assert_eq!(found["verdict"], "satisfied");
    let basis = &found["basis"][0];
    assert_eq!((&basis["file"], &basis["cell"]), (&Value::from("表.xlsx"), &Value::from("D4")));
    assert!(basis["why"].as_str().unwrap().contains("総務課 佐藤 が 2026-11-21 に確認"), "{basis}");
    assert_eq!(found["basis"].as_array().unwrap().len(), 1, "our own unasked questions are not held against it");
}

#[test]
fn a_map_does_not_apply_to_other_words_another_heading_or_another_header() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    let mut rows = usual();
    rows[1][2] = "従業員に対し、必要に応じて情報セキュリティ研修を行っていますか";
    world.form("returned/書換え.xlsx", &rows);
    assert_eq!(world.finding("returned/書換え.xlsx", "SEL-03")["verdict"], "satisfied");
    assert_eq!(world.finding("returned/書換え.xlsx", "OUT-09")["verdict"], "undetermined");
    let report = std::fs::read_to_string(world.path("out/書換え/R9-nozei_株式会社みどり情報_判定.json")).unwrap();
    assert!(report.contains("map-question-reworded"));
    let mut rows = usual();
    rows[1][1] = "再委託先";
    world.form("returned/分類違い.xlsx", &rows);
    assert_eq!(world.finding("returned/分類違い.xlsx", "OUT-09")["verdict"], "undetermined");
    let mut head = HEAD;
    head[3] = "未実施の回答";
    world.form_with("returned/逆.xlsx", head, &usual());
    let run = world.assess("returned/逆.xlsx", &["--case", "R9-nozei", "--vendor", VENDOR]);
    assert_eq!(run.code, 1, "the answers mean the opposite: {}", run.out);
}

/// What a form of theirs did not ask is no remedy; a question of it that reads otherwise is told with its cell, and the same file is known
/// again without being told whose it is.
#[test]
fn the_register_knows_what_was_not_asked_and_what_was_asked_otherwise() {
    let world = World::new();
    std::fs::create_dir_all(world.path("一年目")).unwrap();
    world.form("一年目/表.xlsx", &usual());
    assert_eq!(world.confirm("一年目/表.xlsx", &USUAL).code, 0);
    let whose = ["--case", "R9-nozei", "--vendor", VENDOR, "--by", "総務課"];
    let record = |file: &str, said: &[&str], today: &str| {
        world.run(&[&["record", file][..], said, &["--today", today, "--register", "r.sqlite"]].concat())
    };
    assert_eq!(record("一年目", &whose, "2026-11-21").code, 0);
    let again = record("一年目", &["--by", "総務課"], "2026-11-22");
    assert_eq!(again.code, 0, "{}", again.talk);
    assert!(again.talk.contains("記録した回答 0件、記録済み 1件"), "{}", again.talk);
    let listed = world.run(&["register", "list", "remedy", "--format", "json", "--register", "r.sqlite"]);
    let remedies: Value = serde_json::from_str(&listed.out).unwrap();
    assert!(remedies["records"].as_array().unwrap().len() <= 1, "{}", listed.out);
    let due = world.run(&["due", "--format", "json", "--today", "2026-11-22", "--register", "r.sqlite"]);
    let due: Value = serde_json::from_str(&due.out).unwrap();
    let unasked: Vec<&Value> = due["due"].as_array().unwrap().iter().filter(|due| due["kind"] == "unasked").collect();
    assert_eq!(unasked.len(), 1);
    assert!(unasked[0]["what"].as_str().unwrap().contains("--only-missing"), "{}", unasked[0]);
    let mut rows = usual();
    rows[1][2] = "従業員に対し、必要に応じて情報セキュリティ研修を行っていますか";
    world.form("二年目.xlsx", &rows);
    let told = record("二年目.xlsx", &whose, "2027-11-21");
    assert!(told.talk.contains("map-question-reworded"), "{}", told.talk);
    let subject = ["--case", "R9-nozei", "--vendor", VENDOR, "--today", "2027-11-21", "--register", "r.sqlite"];
    let report = world.run(&[&["reassess", "--format", "json"][..], &subject].concat());
    let report: Value = serde_json::from_str(&report.out).unwrap();
    let rows = report["changes"]["rows"].as_array().unwrap();
    let of = |id: &str| rows.iter().find(|row| row["requirement"] == id).unwrap();
    assert_eq!(of("OUT-09")["changes"], serde_json::json!(["question_reworded"]));
    assert!(of("OUT-09")["said_after"].as_str().unwrap().contains("D5"), "{}", of("OUT-09"));
    assert!(rows.iter().filter(|row| row["changes"] == serde_json::json!(["not_asked"])).count() > 30);
    assert!(!rows.iter().any(|row| row["changes"][0] == "worsened"));
    assert!(world.run(&[&["reassess"][..], &subject].concat()).talk.contains("map-question-reworded"));
}

#[test]
fn a_map_applies_next_year_when_rows_and_numbers_have_moved() {
    let world = World::new();
    world.form("returned/R8.xlsx", &usual());
    assert_eq!(world.confirm("returned/R8.xlsx", &USUAL).code, 0);
    let rows = [
        ["1", "人", TRAINING, "いいえ", "", ""],
        ["2", "体制", "新しく加えた確認事項に対応していますか", "はい", "", ""],
        ["3", "体制", RULES, "はい", "", ""],
        ["4", "技術", TAKEN_OUT, "いいえ", "", ""],
    ];
    world.form("returned/R9.xlsx", &rows);
    assert_eq!(world.finding("returned/R9.xlsx", "OUT-09")["verdict"], "not_satisfied");
    assert_eq!(world.finding("returned/R9.xlsx", "SEL-03")["verdict"], "satisfied");
}

#[test]
fn few_questions_in_common_do_not_make_it_the_same_form() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    let rows = [
        ["1", "体制", RULES, "はい", "", ""],
        ["2", "体制", "定款を提出しますか", "はい", "", ""],
        ["3", "体制", "登記の写しを提出しますか", "はい", "", ""],
    ];
    world.form("returned/別.xlsx", &rows);
    assert_eq!(world.assess("returned/別.xlsx", &["--case", "R9-nozei", "--vendor", VENDOR]).code, 1);
}

#[test]
fn a_tick_in_the_reviewers_column_is_never_taken() {
    let world = World::new();
    let mut rows = usual();
    rows[1][3] = "";
    world.form("returned/表.xlsx", &rows);
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    assert_eq!(world.finding("returned/表.xlsx", "OUT-09")["verdict"], "undetermined");
    // Named by hand it is read, and the doubt is told.
    let run = world.run(&["read", "returned/表.xlsx", "--columns", "question=C,answer=F", "--format", "json"]);
    assert!(run.out.contains("審査する側の欄"), "{}", run.out);
}

#[test]
fn the_good_answer_is_the_confirmed_one_and_remarks_still_take_back() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    for (written, remark, expected) in [
        ("いいえ", "", "satisfied"),
        ("はい", "", "not_satisfied"),
        ("一部", "", "not_satisfied"),
        ("はい", "本社のみ", "not_satisfied"),
        ("いいえ", "一部の拠点を除く", "partly"),
        ("いいえ", "別紙参照", "undetermined"),
        ("予定", "2027年4月", "not_satisfied"),
        ("要確認", "", "undetermined"),
        ("", "", "undetermined"),
        ("該当なし", "持ち出さないため", "undetermined"),
    ] {
        let mut rows = usual();
        (rows[2][3], rows[2][4]) = (written, remark);
        world.form("returned/表.xlsx", &rows);
        let found = world.finding("returned/表.xlsx", "OUT-33");
        assert_eq!(found["verdict"], expected, "{written} {remark}: {found}");
    }
}

#[test]
fn a_question_that_asks_only_a_part_can_harm_and_never_suffices() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    let part = [("1", "SEL-03", "採用", "はい"), ("2", "OUT-09", "一部だけ採用", "はい")];
    assert_eq!(world.confirm("returned/表.xlsx", &part).code, 0);
    assert_eq!(world.finding("returned/表.xlsx", "OUT-09")["verdict"], "undetermined");
    let mut rows = usual();
    rows[1][3] = "いいえ";
    world.form("returned/表.xlsx", &rows);
    assert_eq!(world.finding("returned/表.xlsx", "OUT-09")["verdict"], "not_satisfied");
}

#[test]
fn a_yes_names_nothing_where_something_must_be_named() {
    let world = World::new();
    let rows = [["1", "体制", "作業を行う場所を特定していますか", "はい", "", ""], usual()[1], usual()[0]];
    world.form("returned/表.xlsx", &rows);
    assert_eq!(world.confirm("returned/表.xlsx", &[("1", "OUT-05", "採用", "はい")]).code, 0);
    assert_eq!(world.finding("returned/表.xlsx", "OUT-05")["verdict"], "undetermined");
}

#[test]
fn whose_a_foreign_file_is_must_be_said_and_is_never_guessed_from_its_neighbours() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    std::fs::copy(&own, world.path("returned/あおば.xlsx")).unwrap();
    let run = world.assess("returned", &[]);
    assert_eq!(run.code, 1);
    assert!(run.talk.contains("foreign-vendor-not-named"), "{}", run.talk);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 1, "the other vendor alone");
    // In a folder that carries the vendor's name it is that vendor's.
    std::fs::create_dir(world.path("returned/あおば印刷")).unwrap();
    for name in ["表.xlsx", "あおば.xlsx"] {
        std::fs::rename(world.path("returned").join(name), world.path("returned/あおば印刷").join(name)).unwrap();
    }
    let run = world.assess("returned", &[]);
    assert_eq!(run.code, 0, "{}", run.talk);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 1, "both files are one submission");
    assert!(run.talk.contains("vendor-twice"), "{}", run.talk);
}

#[test]
fn two_files_that_contradict_each_other_leave_it_unclear_and_say_so() {
    let world = World::new();
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    std::fs::create_dir(world.path("returned/あおば印刷")).unwrap();
    std::fs::copy(&own, world.path("returned/あおば印刷/あおば.xlsx")).unwrap();
    let before = finding(&world.assess("returned", &[]).out, "OUT-09");
    assert_eq!(before["verdict"], "satisfied", "{before}");
    let mut rows = usual();
    rows[1][3] = "いいえ";
    world.form("returned/あおば印刷/表.xlsx", &rows);
    assert_eq!(world.confirm("returned/あおば印刷/表.xlsx", &USUAL).code, 0);
    let run = world.assess("returned", &[]);
    let after = finding(&run.out, "OUT-09");
    assert_eq!(after["verdict"], "undetermined", "{after}");
    assert!(run.out.contains("files-disagree"));
}

#[test]
fn the_short_sheet_asks_for_what_the_foreign_file_leaves_open_and_for_nothing_else() {
    let world = World::new();
    let mut rows = usual();
    rows[1][3] = "要確認";
    world.form("returned/表.xlsx", &rows);
    assert_eq!(world.confirm("returned/表.xlsx", &USUAL).code, 0);
    let run = world.run(&[
        "issue",
        "--case",
        "R9-nozei",
        "--vendor",
        VENDOR,
        "--only-missing",
        "returned/表.xlsx",
        "--out",
        "短.xlsx",
        "--today",
        "2026-11-21",
    ]);
    assert_eq!(run.code, 0, "{}", run.talk);
    let workbook = itaku::workbook::read(&std::fs::read(world.path("短.xlsx")).unwrap()).unwrap();
    let sheet = itaku::questionnaire::read(
        "短.xlsx",
        &workbook,
        support::library(),
        support::catalogue(),
        jiff::civil::date(2026, 11, 21),
    )
    .unwrap();
    let asked: Vec<String> = sheet.asked.iter().map(ToString::to_string).collect();
    assert!(!asked.contains(&"Q-SEL-03".to_owned()), "answered");
    assert!(asked.contains(&"Q-OUT-33".to_owned()), "answered, and asked for OUT-05 too");
    assert!(asked.contains(&"Q-OUT-09".to_owned()), "unclear");
    assert!(asked.contains(&"Q-OUT-13".to_owned()), "not reached");
    // Without a map there is nothing that the file could leave open: it is said, not guessed.
    std::fs::remove_dir_all(world.path("maps")).unwrap();
    let run = world.run(&["issue", "--case", "R9-nozei", "--only-missing", "returned/表.xlsx", "--out", "短2.xlsx"]);
    assert_eq!(run.code, 1);
    assert!(run.talk.contains("foreign-not-mapped"));
}

#[test]
fn a_faulty_map_sheet_is_refused_whole() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    for (decision, code) in [
        (("1", "SEL-03", "たぶん", "はい"), "map-word-unknown"),
        (("1", "SEL-03", "採用", "　"), "map-word-unknown"),
        (("1", "SEL-99", "採用", "はい"), "map-requirement-unknown"),
        (("1", "", "採用", "はい"), "map-requirement-unknown"),
        (("9", "SEL-03", "採用", "はい"), "map-nothing-decided"),
    ] {
        let run = world.confirm("returned/表.xlsx", &[USUAL[1], decision][usize::from(decision.0 == "9")..]);
        assert_eq!(run.code, 1, "{decision:?}");
        assert!(run.talk.contains(code), "{decision:?}: {}", run.talk);
        assert!(!world.path("maps/表.toml").exists(), "{decision:?}");
    }
    // A map sheet made from another file.
    let run = world.confirm("returned/表.xlsx", &USUAL);
    assert_eq!(run.code, 0);
    let mut rows = usual();
    rows[0][2] = "違う文の確認事項に対応していますか";
    world.form("returned/別.xlsx", &rows);
    let run = world.run(&["map", "returned/別.xlsx", "--confirm", "対応表.xlsx", "--by", "佐藤"]);
    assert_eq!(run.code, 1);
    assert!(run.talk.contains("map-other-question"), "{}", run.talk);
    let run = world.run(&["map", "returned/表.xlsx", "--confirm", "対応表.xlsx"]);
    assert_eq!(run.code, 2, "nobody has confirmed it");
}

/// The form of CAIQ 3.0.1 with questions in our own words that hold the signs of its ids.
fn caiq(world: &World, name: &str, time: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("CSA CAIQ v3.0.1").unwrap();
    let head = ["Control Domain", "Question ID", "Consensus Assessment Questions", "Consensus Assessment Answers"];
    for (column, text) in head.iter().enumerate() {
        sheet.write_string(1, column as u16, *text).unwrap();
    }
    for (column, text) in ["Yes", "No", "Not Applicable"].iter().enumerate() {
        sheet.write_string(2, column as u16 + 3, *text).unwrap();
    }
    sheet.write_string(1, 6, "Notes").unwrap();
    let rows = [
        ("BCR-06.1", "Could environmental risks such as floods strike the data centres?", 1),
        ("DSI-02.2", "Is data kept inside the geographic area that was agreed?", 0),
        ("EKM-03.1", "Do you encrypt what tenants keep at rest?", 0),
        ("IVS-03.1", time, 0),
        ("IVS-01.4", "Is every audit log kept centrally?", 0),
        ("XXX-01.1", "Is there a question that nobody knows?", 0),
    ];
    for (row, (id, question, answer)) in rows.iter().enumerate() {
        let row = row as u32 + 3;
        sheet.write_string(row, 1, *id).unwrap().write_string(row, 2, *question).unwrap();
        sheet.write_string(row, *answer + 3, "x").unwrap();
    }
    book.save(world.path(name)).unwrap();
}

#[test]
fn a_known_form_counts_only_once_the_office_has_accepted_it() {
    let world = World::new();
    let file = "returned/caiq.xlsx";
    caiq(&world, file, "Do all systems share one time source?");
    let read = world.run(&["read", file, "--format", "json"]);
    assert!(read.out.contains(r#""id":"caiq-3""#), "{}", read.out);
    assert!(read.out.contains(r#""standing":"known""#));
    let more = ["--case", "R9-yoyaku", "--vendor", VENDOR];
    let run = world.assess(file, &more);
    assert_eq!(run.code, 1);
    assert!(run.talk.contains("CAIQ 3.0.1"), "{}", run.talk);
    assert_eq!(world.run(&["map", file, "--accept-known", "caiq-4", "--by", "佐藤"]).code, 1, "another form");
    assert_eq!(world.run(&["map", file, "--accept-known", "caiq-3"]).code, 2, "nobody accepts it");
    let accepted = world.run(&["map", file, "--accept-known", "caiq-3", "--by", "佐藤", "--today", "2026-11-21"]);
    assert_eq!(accepted.code, 0, "{}", accepted.talk);
    let run = world.assess(file, &more);
    assert_eq!(run.code, 0, "{}", run.talk);
    assert_eq!(finding(&run.out, "CLS-07")["verdict"], "satisfied", "covered");
    assert_eq!(finding(&run.out, "CLO-03")["verdict"], "undetermined", "only touched");
    // The same id over other words is another question.
    caiq(&world, file, "Are the clocks in the lobby wound every morning?");
    let run = world.assess(file, &more);
    assert_eq!(finding(&run.out, "CLS-07")["verdict"], "undetermined");
}

#[test]
fn editions_of_a_known_form_are_told_apart() {
    let world = World::new();
    let known = |sheet_name: &str, title: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(sheet_name).unwrap();
        sheet.write_string(0, 0, title).unwrap();
        let head =
            ["Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership", "CSP Implementation Description"];
        let questions = [
            ("A&A-02.1", "Are independent audits run every year?"),
            ("IVS-06.1", "Are tenants segregated from one another?"),
            ("TVM-06.1", "Do third parties run penetration tests?"),
            ("TVM-07.1", "Are vulnerabilities looked for every month?"),
            ("SEF-07.1", "Is there a way to tell customers of a breach?"),
            ("DSP-19.1", "Is the location of data written down?"),
        ];
        for (column, text) in head.iter().enumerate() {
            sheet.write_string(1, column as u16, *text).unwrap();
        }
        for (row, (id, question)) in questions.iter().enumerate() {
            let row = row as u32 + 2;
            sheet.write_string(row, 0, *id).unwrap().write_string(row, 1, *question).unwrap();
            sheet.write_string(row, 2, "Yes").unwrap();
        }
        book.save(world.path("caiq.xlsx")).unwrap();
        let run = world.run(&["read", "caiq.xlsx", "--format", "json"]);
        let json: Value = serde_json::from_str(&run.out).unwrap();
        let answers = json["answers"].as_array().unwrap().clone();
        let told = |answer: &Value| answer["requirements"].as_array().unwrap().iter().any(|r| r["standing"] == "known");
        let ids = answers.iter().filter(|answer| told(answer)).map(|answer| answer["id"].as_str().unwrap().to_owned());
        (json["form"]["id"].as_str().map(str::to_owned), ids.collect::<Vec<_>>().join(" "))
    };
    let all = "A&A-02.1 IVS-06.1 TVM-06.1 TVM-07.1 SEF-07.1 DSP-19.1";
    assert_eq!(known("CAIQv4.0.3", "CAIQ"), (Some("caiq-4".to_owned()), all.to_owned()));
    assert_eq!(known("回答", "CONSENSUS … VERSION CAIQ v4.0.2"), (Some("caiq-4".to_owned()), all.to_owned()));
    // In 4.1 these numbers, but for two, stand over other questions.
    let kept = "A&A-02.1 DSP-19.1";
    assert_eq!(known("CAIQv4.1.0", "CAIQ"), (Some("caiq-4-1".to_owned()), kept.to_owned()));
    assert_eq!(known("AI-CAIQv1.1", "AI-CAIQ"), (None, String::new()), "another questionnaire with the same ids");
    assert_eq!(known("回答", "Questionnaire"), (None, String::new()), "which edition it is is not guessed");
}

#[test]
fn two_full_replies_to_one_questionnaire_are_two_rounds_and_are_judged_apart() {
    let world = World::new();
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    std::fs::create_dir_all(world.path("returned")).unwrap();
    for name in ["昨年.xlsx", "今年.xlsx"] {
        std::fs::copy(&own, world.path(&format!("returned/{name}"))).unwrap();
    }
    let run = world.assess("returned", &[]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 2, "{}", run.talk);
    assert!(run.talk.contains("vendor-rounds"), "{}", run.talk);
    assert!(!run.out.contains("files-disagree"));
    // A sheet of another form could belong to either round: it fills no blank of any.
    std::fs::create_dir_all(world.path("returned/あおば印刷")).unwrap();
    std::fs::rename(world.path("returned/昨年.xlsx"), world.path("returned/あおば印刷/昨年.xlsx")).unwrap();
    world.form("returned/あおば印刷/表.xlsx", &usual());
    assert_eq!(world.confirm("returned/あおば印刷/表.xlsx", &USUAL).code, 0);
    let run = world.assess("returned", &[]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 3, "{}", run.talk);
}

#[test]
fn companies_of_one_name_and_another_legal_form_are_two() {
    let world = World::new();
    world.form("a/表.xlsx", &usual());
    assert_eq!(world.confirm("a/表.xlsx", &USUAL).code, 0);
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    std::fs::create_dir_all(world.path("returned")).unwrap();
    std::fs::copy(own, world.path("returned/あおば.xlsx")).unwrap();
    std::fs::copy(world.path("a/表.xlsx"), world.path("returned/表.xlsx")).unwrap();
    let run = world.assess("returned", &["--case", "R9-nozei", "--vendor", "有限会社あおば印刷"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 2, "{}", run.talk);
    let run = world.assess("returned", &["--case", "R9-nozei", "--vendor", "(株)あおば印刷"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["assessments"].as_array().unwrap().len(), 1, "{}", run.talk);
}

#[test]
fn columns_and_layout_files_overrule_what_rules_find() {
    let world = World::new();
    let head = ["項", "内容", "A社", "B社"];
    let rows = [["1", RULES, "はい", "いいえ"], ["2", TRAINING, "いいえ", "はい"], ["合計", "", "1", "1"]];
    world.form_with("returned/変.xlsx", head, &rows);
    let said = |columns: &str, rows: &str| {
        let run = world.run(&["read", "returned/変.xlsx", "--columns", columns, "--rows", rows, "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.talk);
        let json: Value = serde_json::from_str(&run.out).unwrap();
        let answers = json["answers"].as_array().unwrap().iter();
        answers.map(|a| format!("{}{}", a["cell"].as_str().unwrap(), a["answer"].as_str().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(said("question=B,answer=C,id=A", "4-5"), ["C4met", "C5unmet"]);
    assert_eq!(said("question=B,answer=D,id=A", "4-5"), ["D4unmet", "D5met"]);
    assert_eq!(said("question=B,answer=D", "5-5"), ["D5met"]);
    std::fs::create_dir(world.path("layouts")).unwrap();
    let layout = "schema='layout/1'\nid='hen'\nedition='1'\ntitle='変な表'\nsource='佐藤'\nlicence='庁内限り'\n\
                  sheet='回答票'\nrows='4-5'\n[columns]\nquestion='B'\nanswer='D'\nid='A'\n[header]\nanswer='B社'\n";
    std::fs::write(world.path("layouts/hen.toml"), layout).unwrap();
    let run = world.run(&["read", "returned/変.xlsx", "--format", "json"]);
    assert!(run.out.contains("hen.toml") && run.out.contains(r#""cell":"D5""#), "{}", run.out);
    // Another header is another form: the layout is not for it.
    world.form_with("returned/別.xlsx", ["項", "内容", "A社", "C社"], &rows);
    let run = world.run(&["read", "returned/別.xlsx", "--format", "json"]);
    assert!(!run.out.contains("hen.toml"), "{}", run.out);
    for wrong in
        ["question=B", "question=B,answer=1", "answer=C", "question=B,answer=C,answer=D", "question=B,answr=C", "x"]
    {
        assert_eq!(world.run(&["read", "returned/変.xlsx", "--columns", wrong]).code, 2, "{wrong}");
    }
    let run = world.run(&["read", "returned/変.xlsx", "--sheet", "ない"]);
    assert!(run.code == 1 && run.talk.contains("「回答票」"), "{}", run.talk);
    std::fs::write(world.path("layouts/hen.toml"), layout.replace("answer='D'", "answr='D'")).unwrap();
    let run = world.assess("returned/変.xlsx", &["--case", "R9-nozei"]);
    assert!(run.code == 1 && run.talk.contains("answr"), "{}", run.talk);
}

#[test]
fn columns_said_while_confirming_are_kept_so_that_the_map_fits_later() {
    let world = World::new();
    let rows = [["1", RULES, "はい", "いいえ"], ["2", TRAINING, "いいえ", "はい"]];
    world.form_with("returned/変.xlsx", ["項", "内容", "A社", "B社"], &rows);
    let columns = ["--columns", "question=B,answer=D,id=A"];
    let sheet = ["map", "returned/変.xlsx", "--out", "対応表.xlsx", columns[0], columns[1]];
    assert_eq!(world.run(&sheet).code, 0);
    let mut filled = Workbook::new();
    let target = filled.add_worksheet().set_name(MapSheet::NAME).unwrap();
    for (column, head) in MapSheet::HEADERS.iter().enumerate() {
        target.write_string(0, column as u16, *head).unwrap();
    }
    for (column, text) in ["回答票", "B5", TRAINING, "out-09", "採用", "はい"].iter().enumerate() {
        target.write_string(1, column as u16, *text).unwrap();
    }
    filled.save(world.path("対応表.xlsx")).unwrap();
    let run = world.run(&[
        "map",
        "returned/変.xlsx",
        "--confirm",
        "対応表.xlsx",
        "--by",
        "佐藤",
        columns[0],
        columns[1],
        "--today",
        "2026-11-21",
    ]);
    assert_eq!(run.code, 0, "{}", run.talk);
    assert_eq!(world.finding("returned/変.xlsx", "OUT-09")["verdict"], "satisfied");
    for file in ["maps/変.toml", "layouts/変.toml"] {
        assert_eq!(world.run(&["check", file]).code, 0, "{file}");
    }
}

#[test]
fn tick_columns_can_be_named_too() {
    let world = World::new();
    let rows = [[RULES, "レ", "", ""], [TRAINING, "", "レ", ""], [TAKEN_OUT, "", "", "レ"]];
    world.form_with("returned/印.xlsx", ["問", "甲", "乙", "丙"], &rows);
    let run = world.run(&[
        "read",
        "returned/印.xlsx",
        "--columns",
        "question=A,yes=B,no=C,na=D",
        "--rows",
        "4-6",
        "--format",
        "json",
    ]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let found: Vec<&str> = json["answers"].as_array().unwrap().iter().map(|a| a["answer"].as_str().unwrap()).collect();
    assert_eq!(found, ["met", "unmet", "not_applicable"], "{}", run.out);
}

#[test]
fn the_marked_workbook_shows_the_reading_and_keeps_text_as_text() {
    let world = World::new();
    let mut rows = usual();
    rows[0][4] = "=HYPERLINK(\"http://x\")";
    rows[2][3] = "要確認";
    world.form("returned/表.xlsx", &rows);
    let run = world.run(&["read", "returned/表.xlsx", "--mark", "印.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.talk);
    let bytes = std::fs::read(world.path("印.xlsx")).unwrap();
    let workbook = itaku::workbook::read(&bytes).unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["読み取りの確認", "回答票"]);
    let text = |sheet: &str, cell: &str| {
        let cell = itaku::workbook::Address::parse(cell).unwrap();
        workbook.sheet(sheet).unwrap().cell(cell).map(|cell| (cell.value.written(), cell.formula)).unwrap_or_default()
    };
    // Nobody knows what a formula beside 「はい」 says of it.
    assert_eq!(text("回答票", "D4").0, "はい\n［判読不能］");
    assert_eq!(text("回答票", "C4").0, RULES);
    assert_eq!(text("回答票", "E4"), ("=HYPERLINK(\"http://x\")".to_owned(), false));
    assert_eq!(text("読み取りの確認", "A4").0, "判読不能", "the doubtful first");
    let ground = |cell: &str| {
        let looks = &workbook.sheet("読み取りの確認").unwrap().looks;
        looks.get(&itaku::workbook::Address::parse(cell).unwrap()).and_then(|look| look.ground)
    };
    assert!(ground("A4").is_some() && ground("D4").is_none(), "only the reading has the colour of its kind");
    let mut list = String::new();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    std::io::Read::read_to_string(&mut package.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut list).unwrap();
    assert!(list.contains("location=\"'回答票'!D4\""), "a link to its cell");
    let again = world.run(&["read", "returned/表.xlsx", "--mark", "印.xlsx"]);
    assert_eq!(again.code, 1, "what is there is not overwritten");
    world.run(&["read", "returned/表.xlsx", "--mark", "印2.xlsx"]);
    assert_eq!(bytes, std::fs::read(world.path("印2.xlsx")).unwrap(), "same bytes");
    // One of our own forms, too.
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    assert_eq!(world.run(&["read", own.to_str().unwrap(), "--mark", "自.xlsx"]).code, 0);
}

#[test]
fn the_map_sheet_decides_nothing_for_the_clerk() {
    let world = World::new();
    world.form("returned/表.xlsx", &usual());
    assert_eq!(world.run(&["map", "returned/表.xlsx", "--case", "R9-nozei"]).code, 0);
    let workbook = itaku::workbook::read(&std::fs::read(world.path("maps/表_対応表.xlsx")).unwrap()).unwrap();
    let rows = MapSheet::rows(&workbook).unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.decision.is_empty() && row.requirements.is_empty()));
    assert_eq!(rows[2].good, "", "the sense of the question is not guessed");
    let untouched = world.run(&["map", "returned/表.xlsx", "--confirm", "maps/表_対応表.xlsx", "--by", "佐藤"]);
    assert!(untouched.code == 1 && untouched.talk.contains("map-nothing-decided"));
    let own = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    assert_eq!(world.run(&["map", own.to_str().unwrap(), "--workspace", "."]).code, 1, "ours needs no map");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_map_is_read_back_as_it_was_written(texts in proptest::collection::vec(any::<String>(), 6), covers in any::<bool>()) {
        let clean = |at: usize| texts[at].replace('\0', "");
        let entry = MapEntry {
            number: Some(clean(0)).filter(|text| !text.is_empty()),
            category: vec![clean(1)],
            question: clean(2),
            requirements: vec![itaku::catalogue::RequirementId::parse("OUT-09").unwrap()],
            reach: if covers { Reach::Covers } else { Reach::Touches },
            good: if covers { Polarity::No } else { Polarity::Yes },
        };
        let map = FormMap {
            id: clean(3),
            edition: "2026-11-21".to_owned(),
            title: clean(4),
            source: clean(5),
            confirmed_by: "佐藤".to_owned(),
            confirmed_on: jiff::civil::date(2026, 11, 21),
            headers: vec![clean(1)],
            entries: vec![entry],
        };
        let read = FormMap::read("地図.toml", &map.to_toml(), support::catalogue()).expect("what was written can be read");
        // Line breaks at the ends of a text are not kept in data files.
        let trimmed = |text: &str| text.trim_matches('\n').to_owned();
        prop_assert_eq!(&read.entries[0].question, &trimmed(&map.entries[0].question));
        prop_assert_eq!(&read.title, &trimmed(&map.title));
        prop_assert_eq!((read.entries[0].reach, read.entries[0].good), (map.entries[0].reach, map.entries[0].good));
    }
}

/// Every known form is sound by itself; `Path` keeps the import honest.
#[test]
fn every_known_form_can_be_recognised_by_something() {
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/forms/foreign").is_dir());
    let forms = &support::library().known_forms;
    assert!(forms.len() >= 9);
    for form in forms {
        assert!(!form.items.is_empty() || form.left_out.is_some(), "{} says why it maps nothing", form.id);
        for item in &form.items {
            assert!(!item.requirements.is_empty() && item.reach != Reach::None, "{} {}", form.id, item.label());
        }
    }
}
