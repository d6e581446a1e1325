//! What goes wrong is told in Japanese: no sentence of a library reaches a clerk.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names of things, in any sentence.
const NAMES: [&str; 15] = [
    "Office",
    "Schema",
    "itaku",
    "JSON",
    "TOML",
    "Excel",
    "Word",
    "LibreOffice",
    "PostgreSQL",
    "SQLite",
    "schema",
    "postgres",
    "toml",
    "true",
    "xlsx",
];

/// English that is neither a name nor a path nor an option: words of four letters and more.
fn english(said: &str, arguments: &[&str]) -> BTreeSet<String> {
    let mut left = String::new();
    // Lists of what can be said are names.
    let list = |line: &str| line.starts_with("  ") && line.trim_start().contains("  ");
    let named = |line: &str| ["場所:", "使える"].iter().any(|head| line.trim_start().starts_with(head));
    let names = |line: &str| named(line) || list(line);
    for line in said.lines().filter(|line| !names(line)) {
        let mut depth = 0_u32;
        for c in line.chars() {
            match c {
                '「' | '[' => depth += 1,
                '」' | ']' => depth = depth.saturating_sub(1),
                _ if depth == 0 => left.push(c),
                _ => {}
            }
        }
        left.push('\n');
    }
    let ours: BTreeSet<String> = itaku::register::RecordKind::ALL.iter().map(|kind| kind.id().to_owned()).collect();
    let words = left.split(|c: char| c.is_whitespace() || "、。（）()・:".contains(c));
    let before_label: BTreeSet<String> = left
        .match_indices('（')
        .map(|(at, _)| left[..at].chars().rev().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .map(|word| word.chars().rev().collect())
        .collect();
    let mut commands: Vec<String> = Vec::new();
    for (at, _) in left.match_indices("itaku ") {
        commands.extend(left[at..].split(|c: char| !c.is_ascii_alphabetic() && c != '-').take(3).map(str::to_owned));
    }
    words
        .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() >= 4)
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'' || c == '`' || c == '-'))
        .filter(|word| !word.starts_with('-') && !NAMES.contains(word) && !ours.contains(*word))
        .filter(|word| !before_label.contains(*word) && !commands.iter().any(|command| command == word))
        .filter(|word| !arguments.iter().any(|argument| argument.contains(word)))
        .map(str::to_owned)
        .collect()
}

struct Place {
    folder: tempfile::TempDir,
    /// What was not as it should be, told when the place is left.
    wrong: std::cell::RefCell<Vec<String>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let wrong = self.wrong.borrow();
        assert!(std::thread::panicking() || wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(support::example("yuzawa").join("itaku.toml"), folder.path().join("itaku.toml")).unwrap();
        Self { folder, wrong: std::cell::RefCell::default() }
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn told(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_itaku"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LANG", "C")
            .output()
            .expect("the program runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), said)
    }

    /// What must fail, and say so in Japanese.
    fn fails(&self, arguments: &[&str]) {
        let (code, said) = self.told(arguments);
        if !(code == 1 || code == 2) || said.trim().is_empty() || said.is_ascii() {
            self.wrong.borrow_mut().push(format!("{arguments:?} ended with {code}: {said}"));
        }
        self.speaks(arguments, &said);
    }

    /// What says something in Japanese, whether it can be done or not.
    fn tells(&self, arguments: &[&str]) {
        let (_, said) = self.told(arguments);
        self.speaks(arguments, &said);
    }

    fn speaks(&self, arguments: &[&str], said: &str) {
        let english = english(said, arguments);
        if !english.is_empty() {
            self.wrong.borrow_mut().push(format!("{arguments:?} says {english:?}:\n{said}"));
        }
    }
}

#[test]
fn english_is_seen_where_there_is_some() {
    for said in [
        "誤り: 値が正しくありません\n  invalid digit found in string",
        "読めません(EOF while parsing a string at line 1 column 5)",
        "是正として読めません(missing field `what` at line 1)",
        "台帳を読み書きできません(壊れています。database disk image is malformed)",
    ] {
        assert!(!english(said, &[]).is_empty(), "{said}");
    }
    for said in [
        "誤り[register-database] 台帳を読み書きできません\n  場所: /tmp/some/where.sqlite",
        "項目「vendro」はありません（近いのは vendor です）。項目 what（すること）が足りません",
        "対処: itaku register export で書き出した JSON を --register で指定してください",
    ] {
        assert_eq!(english(said, &[]), BTreeSet::new(), "{said}");
    }
}

#[test]
fn a_wrong_command_line_is_told_in_japanese() {
    let place = Place::new();
    let lines: [&[&str]; 27] = [
        &[],
        &["nothing"],
        &["due", "--within", "abc"],
        &["due", "--within", "-1"],
        &["due", "--within", "70000"],
        &["due", "--out"],
        &["due", "--format", "foo"],
        &["due", "--withni", "3"],
        &["due", "--today", "2027-13-45"],
        &["serve", "--port", "99999999"],
        &["serve", "--listen", "nowhere"],
        &["issue"],
        &["issue", "--case", "あ い"],
        &["issue", "--case", "R9-nozei", "--internal"],
        &["issue", "--case", "R9-nozei", "--language", "fr"],
        &["read"],
        &["read", "a.xlsx", "--columns", "question"],
        &["read", "a.xlsx", "--columns", "question=B,answer=D", "--rows", "x"],
        &["assess", "a.xlsx", "--out", "o", "--fail-on", "bad"],
        &["register"],
        &["register", "list", "foo"],
        &["register", "verify", "--since", "foo"],
        &["register", "import-list", "a.xlsx", "--columns", "foo=A"],
        &["register", "forget", "青葉太郎", "--confirm"],
        &["completions", "foo"],
        &["account", "add", "x", "--person", "あ", "--role", "king"],
        &["explain", "nothing-of-the-kind"],
    ];
    for line in lines {
        place.fails(line);
    }
}

#[test]
fn a_record_by_hand_that_does_not_fit_is_told_in_japanese() {
    let place = Place::new();
    let base = ["case=R9-nozei", "vendor=株式会社あおば印刷"];
    place.told(&["register", "add", "vendor", "name=株式会社あおば印刷", "--by", "総務課"]);
    let wrong: [(&str, &[&str], &str); 16] = [
        ("vendor", &["nmae=甲社"], "name（事業者名）"),
        ("vendor", &["name="], "空です"),
        ("vendor", &["name=甲社", "corporate_number=1234567890123"], "検査数字"),
        ("remedy", &["requirement=OUT-15", "state=完了"], "what（すること）、deadline（期限、年月日）"),
        ("remedy", &["requirement=OUT-15", "what=あ", "deadline=2027-13-01", "state=未了"], "日付と読めません"),
        ("remedy", &["requirement=OUT-15", "what=あ", "deadline=2027-03-31", "state=done"], "未了、完了、取下げ"),
        ("remedy", &["requirement=OUT-999", "what=あ", "deadline=2027-03-31", "state=未了"], "OUT-999"),
        (
            "exception",
            &["requirement=OUT-15", "reason=あ", "approver=い", "approved=2026-11-01", "until=2030-01-01"],
            "承認の日から1年以内",
        ),
        ("deletion", &["done=2028-04-10"], "proof（証明）"),
        ("account", &["service=X", "account=a", "facts=b"], "case"),
        ("contract", &["title=あ", "category=い", "class=2", "amount=百円"], "金額"),
        ("contract", &["title=あ", "category=い", "class=2", "personal_information=maybe"], "はい・いいえ"),
        ("certificate", &["scheme=ISMS", "expires=soon"], "日付と読めません"),
        ("assessment", &["on=2027-01-01"], "手では記録しない"),
        ("service", &["name"], "項目=値"),
        ("subcontract", &["name=甲社", "approved=あす"], "日付と読めません"),
    ];
    for (kind, fields, told) in wrong {
        let line = [&["register", "add", kind][..], &base, fields, &["--by", "総務課"]].concat();
        place.fails(&line);
        let (_, said) = place.told(&line);
        assert!(said.contains(told), "{kind} {fields:?}: {said}");
    }
    // Who is not known, and who is known under another spelling.
    for (vendor, told) in [("㈱あおば印刷", "台帳の名は「株式会社あおば印刷」"), ("株式会社ないよ", "知られていません")]
    {
        let vendor = format!("vendor={vendor}");
        let line = [
            "register",
            "add",
            "deletion",
            "case=R9-nozei",
            &vendor,
            "done=2028-04-10",
            "proof=証明書",
            "--by",
            "総務課",
        ];
        place.fails(&line);
        assert!(place.told(&line).1.contains(told));
    }
    place.fails(&[
        "register",
        "add",
        "deletion",
        "case=R9-nzei",
        base[1],
        "done=2028-04-10",
        "proof=証",
        "--by",
        "総務課",
    ]);
    let (code, said) = place.told(&["register", "add", "vendor", "name=㈱あおば印刷", "--by", "総務課"]);
    assert!(code == 0 && said.contains("entry-doubtful"), "{said}");
    // What the manual gives is taken.
    for line in [
        &["vendor", "name=株式会社あおば印刷", "corporate_number=8000012010038"][..],
        &[
            "remedy",
            base[0],
            base[1],
            "requirement=OUT-15",
            "what=再委託の承認申請",
            "deadline=2027-03-31",
            "state=未了",
        ],
        &["remedy", base[0], base[1], "requirement=OUT-15", "state=完了", "proof=承認申請書"],
        &["deletion", base[0], base[1], "done=令和10年4月10日", "proof=消去証明書"],
    ] {
        let (code, said) = place.told(&[&["register", "add"], line, &["--by", "総務課"]].concat());
        assert_eq!(code, 0, "{line:?}: {said}");
    }
}

#[test]
fn a_register_that_cannot_be_opened_or_read_back_is_told_in_japanese() {
    let place = Place::new();
    place.told(&["register", "add", "vendor", "name=株式会社あおば印刷", "--by", "総務課"]);
    let register = std::fs::read(place.folder.path().join(itaku::register::FILE_NAME)).unwrap();
    let copy = place.folder.path().join("whole.json");
    assert_eq!(place.told(&["register", "export", copy.to_str().unwrap()]).0, 0);
    let copy = std::fs::read(copy).unwrap();
    let mut holes = register.clone();
    holes.iter_mut().skip(4096).for_each(|byte| *byte = 0x5a);
    let folder = place.folder.path().to_str().unwrap().to_owned();
    let mut registers = vec![
        place.file("text.sqlite", "これは台帳ではありません。".repeat(100).as_bytes()),
        place.file("cut.sqlite", &register[..register.len() / 2]),
        place.file("holes.sqlite", &holes),
        format!("{folder}/itaku.toml/none.sqlite"),
    ];
    if cfg!(feature = "postgres") {
        registers.extend(["postgres://localhost:1/x", "postgres://:::/", "postgres://"].map(str::to_owned));
    } else {
        registers.push("postgres://localhost/x".to_owned());
    }
    for register in &registers {
        place.fails(&["register", "verify", "--register", register]);
        place.fails(&["history", "--register", register]);
    }
    let beyond = format!("{folder}/nowhere/at/all.sqlite");
    place.fails(&["register", "add", "vendor", "name=乙社", "--by", "総務課", "--register", &beyond]);
    place.fails(&["register", "add", "vendor", "name=乙社", "--by", "総務課", "--register", &folder]);
    let text = String::from_utf8(copy.clone()).unwrap();
    let fresh = format!("{folder}/fresh.sqlite");
    for (name, content) in [
        ("empty.json", Vec::new()),
        ("cut.json", copy[..copy.len() / 2].to_vec()),
        ("word.json", b"hello world".to_vec()),
        ("list.json", b"[1, 2]".to_vec()),
        ("kind.json", text.replace("\"vendor\"", "\"vendors\"").into_bytes()),
        ("lacks.json", text.replace("\"number\"", "\"nummer\"").into_bytes()),
        ("schema.json", text.replace("register/1", "register/9").into_bytes()),
        ("other.json", text.replace("\"hash\": \"", "\"hash\": \"00").into_bytes()),
        ("bytes.json", vec![0xff, 0xfe, 0x00]),
    ] {
        place.fails(&["register", "import", &place.file(name, &content), "--register", &fresh]);
    }
    place.fails(&["register", "import", &folder, "--register", &fresh]);
    place.fails(&["register", "import", "none.json", "--register", &fresh]);
}

#[test]
fn files_that_are_not_what_they_should_be_are_told_in_japanese() {
    let place = Place::new();
    let mut sheets = std::fs::read_dir(support::example("yuzawa").join("returned")).unwrap();
    let sheet: PathBuf = sheets.find_map(|entry| Some(entry.ok()?.path()).filter(|path| path.is_file())).unwrap();
    let whole = std::fs::read(&sheet).unwrap();
    let mut holes = whole.clone();
    holes.iter_mut().skip(2_000).take(600).for_each(|byte| *byte = 0);
    let files = [
        place.file("cut.xlsx", &whole[..whole.len() / 2]),
        place.file("holes.xlsx", &holes),
        place.file("text.xlsx", "ただの文".as_bytes()),
        place.file("empty.xlsx", b""),
        place.file("cut.docx", &whole[..whole.len() / 3]),
        place.file("bad.pdf", b"%PDF-1.7\n1 0 obj\n<< nothing"),
        place.file("old.xls", &[&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[7; 4000]].concat()),
        place.folder.path().join("none.xlsx").to_str().unwrap().to_owned(),
    ];
    for file in &files {
        place.tells(&["read", file]);
        place.tells(&["register", "import-list", file]);
        place.tells(&["policy", file]);
        place.tells(&["contract", file]);
        place.tells(&["map", file]);
        place.tells(&["annex", "--case", "R9-nozei", "--template", file, "--out", "a.docx"]);
        place.tells(&["record", file, "--by", "総務課"]);
    }
    let blocked = format!("{}/itaku.toml/a.xlsx", place.folder.path().display());
    place.fails(&["issue", "--case", "R9-nozei", "--vendor", "甲社", "--out", &blocked]);
    place.fails(&["due", "--out", "a.doc"]);
}

#[test]
fn settings_that_cannot_be_read_are_told_in_japanese() {
    let place = Place::new();
    let path: &Path = place.folder.path();
    let good = std::fs::read_to_string(path.join("itaku.toml")).unwrap();
    let settings = [
        String::new(),
        "schema = ".to_owned(),
        "[[[".to_owned(),
        "a = 'x\nb = 2026-13-01".to_owned(),
        good.replacen('=', ":", 3),
        good.replacen("schema", "shema", 1),
        format!("{good}\n[case]\n"),
        format!("{good}\nnothing = 1.5.2\n"),
        format!("{good}\n[[case]]\nid = 3\nstart = 'あす'\n"),
    ];
    for text in settings {
        std::fs::write(path.join("itaku.toml"), &text).unwrap();
        place.tells(&["check", "itaku.toml"]);
        place.tells(&["issue", "--case", "R9-nozei", "--vendor", "甲社"]);
    }
    std::fs::write(path.join("itaku.toml"), [0xff, 0xfe, 0x41]).unwrap();
    place.fails(&["issue", "--case", "R9-nozei", "--vendor", "甲社"]);
}
