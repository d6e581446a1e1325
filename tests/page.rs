//! The local page from outside: the program is started, and spoken to as a browser would.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_itaku");

/// The page of a workspace of its own, and a browser that has opened it.
struct Office {
    folder: tempfile::TempDir,
    program: Child,
    authority: String,
    cookie: String,
    csrf: String,
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

impl Office {
    /// Opens the page of a copy of an example, with these of its returned files.
    fn of(name: &str, returned: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let from = example(name);
        std::fs::copy(from.join("itaku.toml"), folder.path().join("itaku.toml")).expect("settings");
        std::fs::create_dir(folder.path().join("returned")).expect("folder");
        for file in returned {
            std::fs::copy(from.join("returned").join(file), folder.path().join("returned").join(file)).expect("file");
        }
        Self::open(folder)
    }

    fn open(folder: tempfile::TempDir) -> Self {
        let mut program = Command::new(PROGRAM)
            .args(["serve", "--no-open", "--today", "2026-11-21"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("program");
        let mut address = String::new();
        BufReader::new(program.stdout.take().expect("stdout")).read_line(&mut address).expect("address");
        let address = address.trim().strip_prefix("http://").expect("http").to_owned();
        let (authority, path) = address.split_once('/').expect("path");
        let mut office =
            Self { folder, program, authority: authority.to_owned(), cookie: String::new(), csrf: String::new() };
        let opened = office.ask("GET", &format!("/{path}"), &[], &[]);
        assert_eq!(opened.status, 303, "{}", opened.text());
        let cookie = opened.header("set-cookie").expect("cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        office.cookie = cookie.split(';').next().expect("cookie").to_owned();
        let page = office.get("/assess").text();
        let start = page.find("name=\"csrf\" value=\"").map_or(0, |at| at + 19);
        office.csrf = page.get(start..start + 64).unwrap_or_default().to_owned();
        office
    }

    /// A request with these headers beside Host; nothing else is added.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.ask_of(&self.authority, method, path, headers, body)
    }

    fn ask_of(&self, host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.authority).expect("connect");
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        stream.write_all(head.as_bytes()).expect("head");
        // A refusal may come before all was sent.
        let _ = stream.write_all(body);
        let mut whole = Vec::new();
        let _ = stream.read_to_end(&mut whole);
        let end = whole.windows(4).position(|window| window == b"\r\n\r\n").expect("head");
        let head = String::from_utf8_lossy(&whole[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("status");
        Answer { status, head, body: whole[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("Cookie", &self.cookie)], &[])
    }

    fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// A form of ours.
    fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = fields.iter().copied().chain([("csrf", self.csrf.as_str())]);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let origin = self.origin();
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", &origin),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.ask("POST", path, &headers, body.as_bytes())
    }

    /// Files, as the script sends them.
    fn upload(&self, path: &str, csrf: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("csrf", csrf), ("script", "1")] {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, content) in files {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let origin = self.origin();
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", &origin),
            ("Content-Type", "multipart/form-data; boundary=edge"),
        ];
        self.ask("POST", path, &headers, &body)
    }

    fn returned(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join("returned")).expect("folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What the command line prints of the workspace.
    fn command(&self, arguments: &[&str]) -> String {
        let output = Command::new(PROGRAM)
            .args(arguments)
            .args(["--workspace", &self.folder.path().display().to_string()])
            .output()
            .expect("program");
        String::from_utf8(output.stdout).expect("text")
    }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

const DOUBTFUL: &str = "回答_R8-hoshu_信越情報システム株式会社.xlsx";
const GOOD: &str = "回答_R9-nozei_株式会社あおば印刷.xlsx";
const BAD: &str = "回答_R9-yoyaku_株式会社みどりクラウド.xlsx";

#[test]
fn only_who_was_given_the_address_comes_in() {
    let office = Office::of("yuzawa", &[]);
    assert_eq!(office.ask("GET", "/", &[], &[]).status, 403);
    assert_eq!(office.ask("GET", "/open?token=00", &[], &[]).status, 403);
    let cookie = office.cookie.as_str();
    // Another name for our address: DNS rebinding.
    assert_eq!(office.ask_of("evil.example", "GET", "/", &[("Cookie", cookie)], &[]).status, 403);
    // A page on another port of this computer.
    let near = [("Cookie", cookie), ("Sec-Fetch-Site", "same-site")];
    assert_eq!(office.ask("GET", "/assess", &near, &[]).status, 403);
    let page = office.get("/assess");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").expect("policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(!page.text().contains("style=\"") && !page.text().contains("onclick"));
}

#[test]
fn a_form_counts_only_from_our_own_page() {
    let office = Office::of("yuzawa", &[GOOD]);
    let body = format!("csrf={}&file={}", office.csrf, encoded(GOOD));
    let kind = ("Content-Type", "application/x-www-form-urlencoded");
    let cookie = ("Cookie", office.cookie.as_str());
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        let answer = office.ask("POST", "/assess/remove", &[cookie, kind, ("Origin", origin)], body.as_bytes());
        assert_eq!(answer.status, 403, "{origin}");
    }
    assert_eq!(office.ask("POST", "/assess/remove", &[cookie, kind], body.as_bytes()).status, 403);
    let own = office.origin();
    let forged = office.ask("POST", "/assess/remove", &[cookie, kind, ("Origin", &own)], b"csrf=0&file=x");
    assert_eq!(forged.status, 403);
    assert_eq!(office.upload("/assess/upload", "0", &[("a.csv", b"a")]).status, 403);
    assert_eq!(office.returned(), [GOOD]);
    assert_eq!(office.send("/assess/remove", &[("file", GOOD)]).status, 303);
    assert!(office.returned().is_empty());
    assert!(office.folder.path().join("removed").join(GOOD).is_file());
}

#[test]
fn what_is_sent_lands_under_a_name_of_ours_and_nothing_is_overwritten() {
    let office = Office::of("yuzawa", &[]);
    let file = std::fs::read(example("yuzawa/returned").join(GOOD)).expect("example");
    let answer =
        office.upload("/assess/upload", &office.csrf, &[("../../evil.xlsx", &file), ("C:\\x\\evil.xlsx", &file)]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let other = std::fs::read(example("yuzawa/returned").join(BAD)).expect("example");
    let answer =
        office.upload("/assess/upload", &office.csrf, &[("evil.xlsx", &other), ("note.txt", b"hello"), (".xlsx", b"")]);
    let told = answer.text();
    assert!(told.contains("表計算のファイルではない"), "{told}");
    let returned = office.returned();
    assert!(
        returned.contains(&"evil.xlsx".to_owned()) && returned.contains(&"evil (2).xlsx".to_owned()),
        "{returned:?}"
    );
    assert!(!returned.iter().any(|name| name.contains("note")), "{returned:?}");
    assert_eq!(std::fs::read(office.folder.path().join("returned/evil.xlsx")).expect("first"), file);
    for path in [
        "/assess/file?file=..%2Fitaku.toml",
        "/assess/returned?file=%2Fetc%2Fpasswd",
        "/assess/file?file=../itaku.toml",
    ] {
        assert_eq!(office.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_verdict_leads_to_cell_and_clause_and_all_can_be_saved() {
    let office = Office::of("yuzawa", &[BAD, "庁内点検票.xlsx"]);
    let list = office.get("/assess").text();
    assert!(list.contains("不適合") && list.contains("株式会社みどりクラウド") && list.contains("庁内点検"), "{list}");
    let result = office.get(&format!("/assess/result?file={}", encoded(BAD)));
    let page = result.text();
    assert_eq!(result.status, 200, "{page}");
    // Each link of the page leads somewhere.
    let mut links: Vec<String> = page
        .split("href=\"/")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.replace("&amp;", "&").replace("&#x3D;", "=")))
        .map(|link| format!("/{}", link.split('#').next().unwrap_or_default()))
        .collect();
    links.sort();
    links.dedup();
    assert!(links.iter().any(|link| link.starts_with("/assess/cell")), "{links:?}");
    for link in links.iter().filter(|link| !link.starts_with("/assets")).step_by(7) {
        let answer = office.get(link);
        assert_eq!(answer.status, 200, "{link}: {}", answer.text());
    }
    for (kind, start) in [("xlsx", &b"PK"[..]), ("docx", b"PK"), ("html", b"<!DOCTYPE"), ("json", b"{")] {
        let saved = office.get(&format!("/assess/download?file={}&kind={kind}", encoded(BAD)));
        assert!(saved.body.starts_with(start), "{kind}");
        assert!(saved.header("content-disposition").expect("name").starts_with("attachment"));
    }
    let all = office.get("/assess/all");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(all.body)).expect("archive");
    // Four documents about the vendor, three about the check of itself, and the comparison.
    assert_eq!(archive.len(), 8);
}

#[test]
fn a_correction_is_remembered_and_the_command_line_follows_it() {
    let office = Office::of("yuzawa", &[DOUBTFUL]);
    let read = || {
        let path = office.folder.path().join("returned").join(DOUBTFUL).display().to_string();
        let read = office.command(&["read", &path, "--format", "json"]);
        let view: serde_json::Value = serde_json::from_str(&read).expect("json");
        let found = view["answers"].as_array().expect("answers").iter().find(|answer| answer["cell"] == "D8");
        found.expect("answer").clone()
    };
    assert_eq!(read()["answer"], "unclear");
    let fields = [
        ("file", DOUBTFUL),
        ("sheet", "回答"),
        ("cell", "D8"),
        ("seen", "0"),
        ("answer", "met"),
        ("why", "<script>alert(1)</script> 電話で確かめた"),
        ("by", "総務課 山田"),
    ];
    assert_eq!(office.send("/assess/correct", &fields[..5]).status, 422, "who and why are needed");
    assert_eq!(office.send("/assess/correct", &fields).status, 303);
    assert_eq!(read()["answer"], "met");
    assert!(read()["why"].as_str().expect("why").contains("総務課 山田"));
    let page = office.get(&format!("/assess/cell?file={}&sheet={}&cell=D8", encoded(DOUBTFUL), encoded("回答"))).text();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
    let back = [
        ("file", DOUBTFUL),
        ("sheet", "回答"),
        ("cell", "D8"),
        ("seen", "1"),
        ("answer", "as_read"),
        ("why", "誤り"),
        ("by", "山田"),
    ];
    assert_eq!(office.send("/assess/correct", &back).status, 303);
    assert_eq!(read()["answer"], "unclear");
}

/// The first that can be chosen in a list of the page.
fn option(page: &str, id: &str) -> String {
    let list = page.split(&format!("<select id=\"{id}\"")).nth(1).expect("list");
    list.split("<option value=\"").nth(2).and_then(|rest| rest.split('"').next()).expect("option").to_owned()
}

#[test]
fn an_exception_and_a_day_are_written_for_every_command() {
    let office = Office::of("yuzawa", &[BAD]);
    let result = format!("/assess/result?file={}", encoded(BAD));
    let page = office.get(&result).text();
    let requirement = option(&page, "accept-requirement");
    let mut fields = vec![
        ("file", BAD),
        ("case", "R9-yoyaku"),
        ("vendor", "株式会社みどりクラウド"),
        ("requirement", requirement.as_str()),
        ("reason", "代替の策がある"),
        ("approver", "最高情報セキュリティ責任者"),
        ("approved", "2026-11-21"),
        ("until", "2029-01-01"),
    ];
    let refused = office.send("/assess/exception", &fields);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("1年以内"), "{}", refused.text());
    fields[7].1 = "2027-11-20";
    assert_eq!(office.send("/assess/exception", &fields).status, 303);
    let settings = std::fs::read_to_string(office.folder.path().join("itaku.toml")).expect("settings");
    assert!(settings.contains("[[exception]]") && settings.contains("# 契約の当事者として署名する職"), "{settings}");
    assert!(office.get(&result).text().contains("期限を改める"));
    let curable = option(&office.get(&result).text(), "deadline-requirement");
    let day = [
        ("file", BAD),
        ("case", "R9-yoyaku"),
        ("vendor", "株式会社みどりクラウド"),
        ("requirement", curable.as_str()),
        ("until", "2028-02-29"),
        ("reason", "協議による"),
        ("by", "山田"),
    ];
    assert_eq!(office.send("/assess/deadline", &day).status, 303);
    assert!(office.get(&result).text().contains("令和10年2月29日"));
    let annex = office.get(&format!("/assess/annex?file={}", encoded(BAD))).text();
    assert!(annex.contains("令和１０年２月２９日"), "{annex}");
}

#[test]
fn a_workspace_is_made_from_names_and_opened() {
    let mut office = Office::open(tempfile::tempdir().expect("folder"));
    let page = office.get("/workspaces").text();
    assert!(page.contains("基本方針の文書から新しく作る"), "{page}");
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.get(..64)).expect("csrf");
    office.csrf = csrf.to_owned();
    assert_eq!(office.send("/workspace/new", &[("organisation", "../山の町"), ("self", "当町")]).status, 303);
    let made: Vec<PathBuf> =
        std::fs::read_dir(office.folder.path()).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    assert_eq!(made.len(), 1);
    assert!(made[0].join("itaku.toml").is_file());
    assert!(office.get("/").text().contains("山の町"));
}
