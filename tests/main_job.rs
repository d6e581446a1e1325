//! The main job from outside: the program is run on the examples, and what it writes is read back.

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
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{Run, itaku};

fn assess(name: &str, out: &Path) -> Run {
    let returned = support::example(name).join("returned");
    itaku(&["assess", returned.to_str().unwrap(), "--out", out.to_str().unwrap(), "--today", "2026-11-21"])
}

const EXAMPLES: [&str; 5] = ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"];

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn sheet_text(bytes: &[u8], sheet: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("workbook");
    let range = book.worksheet_range(sheet).expect("sheet");
    range.used_cells().map(|(_, _, value)| value.to_string()).collect::<Vec<_>>().join("\n")
}

fn docx_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("zip");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("document").read_to_string(&mut xml).expect("text");
    let mut text = String::new();
    for piece in xml.split('<') {
        if let Some((tag, words)) = piece.split_once('>') {
            if tag == "/w:p" {
                text.push('\n');
            }
            text.push_str(words);
        }
    }
    text
}

/// File and conclusion of each vendor, as the table on stdout gives them.
fn conclusions(json: &str) -> Vec<(String, String, String)> {
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let mut all: Vec<_> = value["assessments"]
        .as_array()
        .expect("assessments")
        .iter()
        .map(|report| (text(&report["case"]), text(&report["subject"]), text(&report["conclusion"])))
        .collect();
    all.sort();
    all
}

#[test]
fn every_example_comes_out_as_it_lies_beside_it() {
    for name in EXAMPLES {
        let folder = tempfile::tempdir().expect("folder");
        let run = assess(name, folder.path());
        assert_eq!(run.code, 0, "{name}: {}", run.talk);
        let (made, kept) = (files(folder.path()), files(&support::example(name).join("out")));
        assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>(), "{name}");
        for (file, bytes) in &made {
            // The bytes of a zip name the system that made it.
            assert!(
                cfg!(not(unix)) || kept[file] == *bytes,
                "{name}/{file} differs; run tests/update_examples.sh if it should"
            );
        }
    }
}

#[test]
fn the_invented_vendors_are_judged_as_they_were_meant() {
    let folder = tempfile::tempdir().expect("folder");
    let mut all = Vec::new();
    for name in EXAMPLES {
        let returned = support::example(name).join("returned");
        let out = folder.path().join(name);
        let run = itaku(&[
            "assess",
            returned.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--today",
            "2026-11-21",
            "--format",
            "json",
        ]);
        all.extend(
            conclusions(&run.out)
                .into_iter()
                .map(|(case, vendor, conclusion)| format!("{name} {case} {vendor}: {conclusion}")),
        );
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assess("yuzawa", first.path());
    assess("yuzawa", second.path());
    assert!(files(first.path()) == files(second.path()));
}

#[test]
fn outputs_use_the_organisations_own_words() {
    let folder = tempfile::tempdir().expect("folder");
    let expected = [
        ("yuzawa", "R9-nozei", ["湯沢町", "甲", "乙"], "発注者"),
        ("sakura", "R9-saas", ["さくら市", "発注者", "受注者"], "乙は"),
        ("ryugasaki", "R8-kaikei", ["龍ヶ崎地方衛生組合", "甲", "乙"], "受注者"),
        ("ogasawara", "R9-backup", ["小笠原村", "委託者", "受託者"], "乙は"),
        ("tokunoshima", "R8-app", ["徳之島町", "甲", "外部委託"], "受注者"),
    ];
    for (name, case, words, foreign) in expected {
        let out = folder.path().join(format!("{name}.docx"));
        let workspace = support::example(name);
        let run = itaku(&[
            "annex",
            "--case",
            case,
            "--vendor",
            "株式会社例",
            "--workspace",
            workspace.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--today",
            "2026-11-21",
        ]);
        assert_eq!(run.code, 0, "{}", run.talk);
        let text = docx_text(&std::fs::read(&out).unwrap());
        for word in words {
            assert!(text.contains(word), "{name} lacks {word}");
        }
        assert!(!text.contains(foreign), "{name} says {foreign}");
        assert!(!text.contains("{{"), "{name}");
    }
}

#[test]
fn a_report_read_back_says_what_decided_and_where_it_was_said() {
    let out = support::example("yuzawa").join("out");
    let report = files(&out)
        .into_iter()
        .find(|(name, _)| name.contains("北越") && name.ends_with("不足事項報告.xlsx"))
        .expect("report")
        .1;
    let summary = sheet_text(&report, "総括");
    assert!(summary.contains("条件付適合"));
    assert!(summary.contains("6(8) 第1段落"));
    let gaps = sheet_text(&report, "不足事項");
    assert!(gaps.contains("閑散期を除く"), "the words as written");
    assert!(gaps.contains("「回答」シート"), "and where they stand");
}

#[test]
fn bad_files_get_a_sentence_each_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("folder");
    let returned = folder.path().join("returned");
    std::fs::create_dir(&returned).unwrap();
    let good = support::example("yuzawa").join("returned/回答_R9-nozei_株式会社あおば印刷.xlsx");
    let bytes = std::fs::read(&good).unwrap();
    std::fs::write(returned.join("良い.xlsx"), &bytes).unwrap();
    std::fs::write(returned.join("切れた.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(returned.join("空.xlsx"), b"").unwrap();
    std::fs::write(returned.join("文書.xlsx"), b"%PDF-1.7").unwrap();
    std::fs::write(returned.join("~$良い.xlsx"), b"lock").unwrap();
    let mut other = rust_xlsxwriter::Workbook::new();
    other.add_worksheet().write_string(0, 0, "別の様式").unwrap();
    std::fs::write(returned.join("別様式.xlsx"), other.save_to_buffer().unwrap()).unwrap();
    let out = folder.path().join("out");
    let workspace = support::example("yuzawa");
    let run = itaku(&[
        "assess",
        returned.to_str().unwrap(),
        "--workspace",
        workspace.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--today",
        "2026-11-21",
    ]);
    assert_eq!(run.code, 1);
    for code in ["file-damaged", "file-empty", "not-a-spreadsheet", "foreign-no-table"] {
        assert!(run.talk.contains(code), "{code}: {}", run.talk);
    }
    assert!(!run.talk.contains("~$"));
    assert!(run.out.contains("株式会社あおば印刷"));
    let comparison = std::fs::read(out.join("比較表.xlsx")).unwrap();
    assert!(sheet_text(&comparison, "読めなかったファイル").contains("切れた.xlsx"));
}

#[test]
fn what_is_there_already_is_not_overwritten_unless_that_is_said() {
    let folder = tempfile::tempdir().expect("folder");
    assert_eq!(assess("ryugasaki", folder.path()).code, 0);
    let again = assess("ryugasaki", folder.path());
    assert_eq!(again.code, 1);
    assert!(again.talk.contains("--overwrite"));
    let returned = support::example("ryugasaki").join("returned");
    let run = itaku(&[
        "assess",
        returned.to_str().unwrap(),
        "--out",
        folder.path().to_str().unwrap(),
        "--today",
        "2026-11-21",
        "--overwrite",
        "--fail-on",
        "適合",
    ]);
    assert_eq!(run.code, 3, "a conclusion is worse than 適合");
}

#[test]
fn a_vendors_name_of_a_hundred_characters_with_forbidden_signs_becomes_a_file_name() {
    let folder = tempfile::tempdir().expect("folder");
    let workspace = folder.path().join("w");
    let (w, name) = (workspace.to_str().unwrap(), format!("株式会社/:*?<>|\"\\{}", "長".repeat(91)));
    assert_eq!(itaku(&["init", w, "--name", "例町", "--self", "当町"]).code, 0);
    let issued = itaku(&["issue", "--workspace", w, "--case", "R9-rei", "--vendor", &name, "--today", "2026-10-01"]);
    assert_eq!(issued.code, 0, "{}", issued.talk);
    let files = files(&workspace.join("issued"));
    assert_eq!(files.len(), 1);
    let sheet = workspace.join("issued").join(files.keys().next().unwrap());
    let out = folder.path().join("out");
    let run = itaku(&[
        "assess",
        sheet.to_str().unwrap(),
        "--workspace",
        w,
        "--out",
        out.to_str().unwrap(),
        "--today",
        "2026-11-21",
    ]);
    assert_eq!(run.code, 0, "{}", run.talk);
    assert!(run.out.contains("判定保留"), "a blank sheet is never fine");
}

#[test]
fn faulty_settings_show_all_faults_with_their_lines() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("itaku.toml");
    let text = std::fs::read_to_string(support::example("yuzawa").join("itaku.toml")).unwrap();
    let faulty = text
        .replace("base = 'standard'", "base = 'standart'")
        .replace("kind = 'cloud'", "kind = 'clowd'")
        .replace("department = '税務町民課'", "departement = '税務町民課'");
    std::fs::write(&path, faulty).unwrap();
    let run = itaku(&["check", path.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    for word in ["standart", "「clowd」", "「departement」", "「department」"] {
        assert!(run.talk.contains(word), "{word}: {}", run.talk);
    }
    assert!(run.talk.matches("行目").count() >= 4, "{}", run.talk);
}

#[test]
fn the_command_line_speaks_japanese() {
    for arguments in [&["--help"][..], &["assess", "--help"], &["issue", "--help"], &["annex", "--help"]] {
        let run = itaku(arguments);
        assert_eq!(run.code, 0);
        for english in ["Usage", "Options", "Commands", "Arguments", "default"] {
            assert!(!run.out.contains(english), "{arguments:?} says {english}");
        }
    }
    for arguments in [
        &["asess"][..],
        &["assess"],
        &["assess", "x", "--out", "y", "--fail-on", "z"],
        &["read"],
        &["assess", "--nope"],
        &[],
    ] {
        let run = itaku(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(!run.talk.contains("error:"), "{arguments:?}: {}", run.talk);
    }
}

#[test]
fn every_code_is_explained() {
    let list = itaku(&["explain"]);
    for code in itaku::codes() {
        let run = itaku(&["explain", code.id]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains(code.meaning));
        assert!(list.out.contains(code.id.split('-').next().unwrap()));
    }
    assert_eq!(itaku(&["explain", "answer-mergd"]).code, 1);
}

#[test]
fn completions_are_written_for_the_usual_shells() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(itaku(&["completions", shell]).out.contains("assess"));
    }
}

#[test]
fn the_json_of_a_reading_has_the_promised_shape() {
    let path = support::example("yuzawa").join("returned/回答_R9-nozei_有限会社雪国発送センター.xlsx");
    let run = itaku(&["read", path.to_str().unwrap(), "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(value["schema"], "reading/1");
    for key in ["file", "form", "answers", "unread", "diagnostics"] {
        assert!(!value[key].is_null(), "{key}");
    }
    let answer = &value["answers"][0];
    for key in
        ["sheet", "cell", "question", "question_cell", "id", "written", "answer", "remark", "evidence", "requirements"]
    {
        assert!(!answer[key].is_null(), "{key}");
    }
    assert_eq!(answer["requirements"][0]["confidence"], 100);
}

#[test]
fn a_sheet_that_is_not_ours_is_shown_and_never_judged() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("他の様式.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["No", "確認項目", "回答", "備考"],
        ["1", "情報セキュリティ規程を定めていますか", "○", ""],
        ["2", "従業員に教育を行っていますか", "×", ""],
        ["3", "ログを保存していますか", "○", "一部のサーバのみ"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    let run = itaku(&["read", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.talk);
    let value: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let answers: Vec<&str> =
        value["answers"].as_array().unwrap().iter().map(|answer| answer["answer"].as_str().unwrap()).collect();
    assert_eq!(answers, ["met", "unmet", "partial"]);
    let suggested = |answer: &serde_json::Value| {
        let found = answer["requirements"].as_array().unwrap();
        found.iter().all(|r| r["standing"] == "suggested" && r["confidence"].as_u64().unwrap() < 100)
    };
    assert!(value["answers"].as_array().unwrap().iter().all(suggested));
    let out = folder.path().join("out");
    let workspace = support::example("yuzawa");
    let judged = itaku(&[
        "assess",
        path.to_str().unwrap(),
        "--case",
        "R9-nozei",
        "--workspace",
        workspace.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--today",
        "2026-11-21",
    ]);
    assert_eq!(judged.code, 1, "{}", judged.out);
}

/// LibreOffice, where it is installed. `.ci/run` installs it and sets ITAKU_CI: there it must be.
fn soffice() -> Option<PathBuf> {
    let found = std::env::var_os("PATH")
        .and_then(|path| std::env::split_paths(&path).map(|folder| folder.join("soffice")).find(|file| file.is_file()));
    assert!(found.is_some() || std::env::var_os("ITAKU_CI").is_none(), "LibreOffice is not installed");
    if found.is_none() {
        println!("not run: LibreOffice is not installed");
    }
    found
}

#[test]
fn another_program_opens_what_is_written() {
    let Some(soffice) = soffice() else { return };
    let folder = tempfile::tempdir().expect("folder");
    let made = files(&support::example("yuzawa").join("out"));
    let wanted = ["比較表.xlsx", "不足事項報告.xlsx", "特記事項.docx"];
    for (index, ending) in wanted.iter().enumerate() {
        let (_, bytes) = made.iter().find(|(name, _)| name.ends_with(ending)).expect("document");
        let path = folder.path().join(format!("{index}.{}", ending.rsplit('.').next().unwrap()));
        std::fs::write(&path, bytes).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/lo", folder.path().display());
        let done = Command::new(&soffice)
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(&path)
            .output()
            .expect("LibreOffice runs");
        let pdf = std::fs::read(path.with_extension("pdf")).unwrap_or_default();
        assert!(pdf.starts_with(b"%PDF"), "{ending}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
