//! The page of one's own computer under attack, over plain HTTP: from other pages in the same browser, from other programs on
//! the same computer, and by what is in the files that are handed in.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "support/served.rs"]
mod served;

use served::{Answer, Ask, Person, Served, concrete, routes, with, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// All files below a folder with what is in them.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("file");
                found.insert(path, bytes);
            }
        }
    }
    found
}

/// Routes that change something: a form of ours without its token is refused there, and unknown elsewhere.
fn changing(served: &Served, person: &Person) -> Vec<String> {
    let all = routes().into_iter().map(|path| concrete(&path));
    let found: Vec<String> =
        all.filter(|path| !matches!(served.ask(&Ask::post(path).by(person).form(&[])).status, 404 | 405)).collect();
    assert!(found.len() >= 5);
    // Asking whether there is a login at all changes nothing.
    found.into_iter().filter(|path| path != "/login").collect()
}

fn read_routes(served: &Served, person: &Person) -> Vec<String> {
    routes()
        .into_iter()
        .filter(|path| served.ask(&Ask::get(&concrete(path)).by(person)).status != 404 || path.contains('{'))
        .collect()
}

/// Nothing of a page that belongs to someone is in an answer to someone else.
fn refused(answer: &Answer) -> bool {
    answer.status == 403 && !answer.text().contains("湯沢町") && answer.header("set-cookie").is_none()
}

#[test]
fn another_host_gets_nothing() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let port = served.address.port();
    let path = served.opening.strip_prefix(&served.origin()).unwrap().to_owned();
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("localhost:{port}"),
        format!("127.0.0.1.nip.io:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{port}@evil.example"),
        format!("127.1:{port}"),
        format!("[::1]:{port}"),
        String::new(),
    ] {
        assert!(refused(&served.ask(&Ask::get("/").by(&person).host(&host))), "{host}");
        assert!(refused(&served.ask(&Ask::get(&path).host(&host))), "{host}");
        assert!(refused(&served.ask(&Ask::get("/assets/style.css").host(&host))), "{host}");
    }
    // Two hosts, or one in the request line: what a proxy would take for ours is not what we take.
    let twice = format!("GET / HTTP/1.1\r\nHost: {}\r\nHost: evil.example\r\nConnection: close\r\n\r\n", served.host());
    assert!(served.send(twice.as_bytes()).is_none_or(|answer| answer.status >= 400));
    let none = b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
    assert!(served.send(none).is_none_or(|answer| answer.status >= 400));
}

#[test]
fn another_page_of_the_same_browser_gets_nothing_and_changes_nothing() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let before = files(folder.path());
    let changing = changing(&served, &person);
    let port = served.address.port();
    for path in &changing {
        let form = || Ask::post(path).form_of(&person, &[]);
        let sent = || Ask::post(path).files_of(&person, &[], &[("file", "a.xlsx", b"a")]);
        for origin in [
            "",
            "null",
            "http://evil.example",
            &format!("https://127.0.0.1:{port}"),
            &format!("http://localhost:{port}"),
            &format!("http://127.0.0.1:{}", port.wrapping_add(1)),
            &format!("http://127.0.0.1:{port}.evil.example"),
            &format!("http://127.0.0.1:{port}/"),
        ] {
            assert!(refused(&served.ask(&form().origin(origin))), "{path} {origin}");
            assert!(refused(&served.ask(&sent().origin(origin))), "{path} {origin}");
        }
        for site in ["cross-site", "same-site", "nonsense"] {
            assert!(refused(&served.ask(&form().header("Sec-Fetch-Site", site))), "{path} {site}");
        }
    }
    for site in ["cross-site", "same-site"] {
        assert!(refused(&served.ask(&Ask::get("/").by(&person).header("Sec-Fetch-Site", site))));
    }
    assert!(refused(&served.ask(&Ask::get("/").by(&person).origin("http://evil.example"))));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn without_session_or_token_nothing_is_done() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let other = Served::own(folder.path());
    let stranger = other.enter();
    let before = files(folder.path());
    let changing = changing(&served, &person);
    for path in &changing {
        for csrf in [None, Some(""), Some("0"), Some(stranger.csrf.as_str())] {
            let fields: Vec<(&str, &str)> = csrf.map(|csrf| ("csrf", csrf)).into_iter().collect();
            let wrong = |answer: Answer| matches!(answer.status, 400 | 403);
            assert!(wrong(served.ask(&Ask::post(path).by(&person).form(&fields))), "{path}");
            let file: &[(&str, &str, &[u8])] = &[("file", "a.xlsx", b"a")];
            assert!(wrong(served.ask(&Ask::post(path).by(&person).files(&fields, file))), "{path}");
        }
        // The token after the file is too late: the file would have been taken already.
        let csrf = person.csrf.as_bytes();
        let late = Ask::post(path).by(&person).files(&[], &[("file", "a.xlsx", b"a"), ("csrf", "", csrf)]);
        assert!(matches!(served.ask(&late).status, 400 | 403), "{path}");
        let form = |cookie: &str| Ask::post(path).header("Cookie", cookie).form(&[("csrf", &person.csrf)]);
        // Cookies know no ports: that of another program on this computer comes along.
        for cookie in
            ["", "itaku=1", &stranger.cookie, &person.cookie.replace('=', "x="), &person.cookie.to_uppercase()]
        {
            assert!(refused(&served.ask(&form(cookie))), "{path} {cookie}");
        }
    }
    for path in routes().iter().filter(|path| !path.starts_with("/assets")) {
        let answer = served.ask(&Ask::get(&concrete(path)));
        assert!(refused(&answer) || answer.status == 404, "{path}");
    }
    for token in ["", "?token=", "?token=0", &format!("?token={}", &person.csrf)] {
        assert!(refused(&served.ask(&Ask::get(&format!("/open{token}")))));
    }
    // Both at once, as a browser sends them: each program finds its own.
    let both = format!("{}; {}", stranger.cookie, person.cookie);
    assert_eq!(served.ask(&Ask::get("/").header("Cookie", &both)).status, 200);
    assert_eq!(files(folder.path()), before);
}

/// Names of all fields and parameters, as the skins have them.
fn parameters() -> BTreeSet<String> {
    let (mut names, mut folders) = (BTreeSet::new(), vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/web")]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let cut = |piece: &str, end: char| piece.split(end).next().unwrap_or_default().to_owned();
            names.extend(text.split(" name=\"").skip(1).map(|piece| cut(piece, '"')));
            names.extend(
                text.split(['?', '&']).skip(1).filter(|piece| piece.contains('=')).map(|piece| cut(piece, '=')),
            );
        }
    }
    let plain = |name: &String| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let names: BTreeSet<String> = names.into_iter().filter(plain).filter(|name| name != "csrf").collect();
    assert!(names.contains("folder") && names.contains("id"));
    names
}

#[test]
fn no_parameter_leads_out_of_the_folder() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("shelf");
    std::fs::create_dir(&folder).unwrap();
    std::fs::rename(workspace("yuzawa").keep(), folder.join("yuzawa")).unwrap();
    std::fs::write(outside.path().join("secret.txt"), "canary-7d1").unwrap();
    std::fs::write(outside.path().join("itaku.toml"), "canary-7d1").unwrap();
    let served = Served::own(&folder.join("yuzawa"));
    let person = served.enter();
    let apart = |folder: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        files(outside.path()).into_iter().filter(|(path, _)| !path.starts_with(folder.join("yuzawa"))).collect()
    };
    let before = apart(&folder);
    let absolute = outside.path().join("secret.txt").display().to_string();
    let evil = [
        "../../secret.txt",
        "..\\..\\secret.txt",
        "..",
        "/etc/passwd",
        &absolute,
        "C:\\Windows\\win.ini",
        "\\\\server\\share\\x",
        "file:///etc/passwd",
        "returned/../../../secret.txt",
        "secret.txt\u{0}.xlsx",
        "....//....//secret.txt",
        "%2e%2e%2f%2e%2e%2fsecret.txt",
        "itaku-accounts.toml",
        "con",
    ];
    let leaks = |answer: &Answer| {
        let text = answer.text();
        text.contains("canary-7d1") || text.contains("root:x:") || text.contains("[fonts]")
    };
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let parameters = parameters();
    for path in read_routes(&served, &person) {
        for evil in evil {
            let query: Vec<String> = parameters.iter().map(|name| format!("{name}={}", encode(evil))).collect();
            let places = [
                with(&path, &encode(evil)),
                with(&path, evil),
                format!("{}?{}", with(&path, &encode(evil)), query.join("&")),
            ];
            for place in places.iter().filter(|place| !place.contains(['\0', ' '])) {
                let answer = served.send(&Ask::get(place).by(&person).bytes(&served));
                assert!(!answer.as_ref().is_some_and(leaks), "{place}");
                assert!(answer.is_none_or(|answer| answer.status < 500), "{place}");
            }
        }
    }
    for place in
        ["/assets/../../Cargo.toml", "/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd"]
    {
        let answer = served.send(&Ask::get(place).by(&person).bytes(&served));
        assert!(answer.is_none_or(|answer| answer.status == 404), "{place}");
    }
    for path in routes().iter().filter(|path| !matches!(path.as_str(), "/quit" | "/login" | "/logout")) {
        for evil in evil {
            let path = with(path, &encode(evil));
            let fields: Vec<(&str, &str)> = parameters.iter().map(|name| (name.as_str(), evil)).collect();
            let form = served.ask(&Ask::post(&path).form_of(&person, &fields));
            let name = evil.replace('"', "");
            let sent = served.ask(&Ask::post(&path).files_of(
                &person,
                &fields,
                &[("file", &name, b"canary"), ("files", &name, b"x")],
            ));
            for answer in [form, sent] {
                assert!(!leaks(&answer) && answer.status < 500, "{path} {evil} {}", answer.title());
            }
        }
    }
    assert_eq!(apart(&folder), before);
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 200);
}

#[test]
fn what_is_too_large_is_refused_with_a_sentence_and_memory_stays() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::own(folder.path());
    let person = served.enter();
    let long = "x".repeat(2 * 1024 * 1024);
    let answer = served.ask(&Ask::post("/workspace/new").form_of(&person, &[("organisation", &long), ("self", "x")]));
    assert_eq!((answer.status, answer.title().as_str()), (413, "送られたものが大きすぎます"));
    let answer = served.ask(&Ask::post("/workspace/policy").files_of(
        &person,
        &[("organisation", &long)],
        &[("file", "a.txt", b"a")],
    ));
    assert_eq!(answer.status, 413);
    // A file over the limit is taken off the line, not into memory.
    let big = vec![b'x'; 200 * 1024 * 1024];
    let answer = served.ask(&Ask::post("/workspace/policy").files_of(&person, &[], &[("file", "方針.txt", &big)]));
    assert!(answer.status == 422 && answer.title().contains("受け取れません"), "{} {}", answer.status, answer.title());
    if let Some(peak) = peak(&served) {
        assert!(peak < 150 * 1024, "{peak} kB");
    }
    // A length that is not true, a body that never ends, thousands of fields, a head of megabytes.
    let host = served.host();
    let claim = format!(
        "POST /workspace/new HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\n",
        person.cookie
    );
    let mut claimed = claim.into_bytes();
    claimed.extend(std::iter::repeat_n(b'x', 600 * 1024));
    assert!(served.send(&claimed).is_none_or(|answer| answer.status == 413));
    let many: Vec<(&str, &str)> = std::iter::repeat_n(("a", ""), 50_000).collect();
    assert_eq!(served.ask(&Ask::post("/workspace/new").form_of(&person, &many)).status, 422);
    let head = Ask::get("/").by(&person).header("X-Long", &"x".repeat(1024 * 1024));
    assert!(served.send(&head.bytes(&served)).is_none_or(|answer| answer.status >= 400));
    assert_eq!(served.ask(&Ask::get("/workspaces").by(&person)).status, 200);
}

/// The most memory that the program held so far, in kB, where the system tells it.
fn peak(served: &Served) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.process())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn who_sends_slowly_or_comes_a_thousandfold_does_not_keep_others_out() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let mut lines = Vec::new();
    for index in 0..600 {
        let Ok(mut line) = std::net::TcpStream::connect(served.address) else { break };
        let head = format!("GET / HTTP/1.1\r\nHost: {}\r\nX-{index}: ", served.host());
        drop(line.write_all(head.as_bytes()));
        lines.push(line);
    }
    assert!(lines.len() > 300);
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 200);
    // A form whose end never comes is given up.
    let form = Ask::post("/workspace/new").form_of(&person, &[("organisation", "x")]).bytes(&served);
    let answer = served.send(&form[..form.len() - 3]);
    assert!(answer.is_none_or(|answer| answer.status == 400 || answer.status == 408));
    drop(lines);
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 200);
}

#[test]
fn broken_requests_are_refused_and_the_page_lives() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let (host, cookie) = (served.host(), &person.cookie);
    let head = format!("Host: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nConnection: close\r\n");
    let multipart = format!("POST /workspace/policy HTTP/1.1\r\n{head}Content-Type: multipart/form-data");
    for request in [
        "\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}".to_owned(),
        format!("GET /\u{0} HTTP/1.1\r\n{head}\r\n"),
        format!("GET /a b HTTP/1.1\r\n{head}\r\n"),
        format!("GET / HTTP/9.9\r\n{head}\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\n{head}\r\n").replace(cookie, "none"),
        format!(
            "POST /workspace/new HTTP/1.1\r\n{head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /"
        ),
        format!("POST /workspace/new HTTP/1.1\r\n{head}Content-Length: -1\r\n\r\n"),
        format!("POST /workspace/new HTTP/1.1\r\n{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        format!("POST /workspace/new HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"),
        format!("{multipart}\r\nContent-Length: 3\r\n\r\nabc"),
        format!("{multipart}; boundary=\r\nContent-Length: 3\r\n\r\nabc"),
        format!("{multipart}; boundary=a\r\nContent-Length: 4\r\n\r\n--a\r"),
        format!(
            "{multipart}; boundary=a\r\nContent-Length: 40\r\n\r\n--a\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--a--"
        ),
        format!("TRACE / HTTP/1.1\r\n{head}\r\n"),
        format!("CONNECT evil.example:80 HTTP/1.1\r\n{head}\r\n"),
        format!("PUT / HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n"),
        format!("DELETE /workspace/new HTTP/1.1\r\n{head}\r\n"),
        format!("OPTIONS * HTTP/1.1\r\n{head}\r\n"),
    ] {
        let answer = served.send(request.as_bytes());
        let status = answer.as_ref().map_or(400, |answer| answer.status);
        assert!((400..500).contains(&status), "{status} {request:?}");
        assert!(!answer.is_some_and(|answer| answer.text().contains("湯沢町")), "{request:?}");
    }
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 200);
}

#[test]
fn every_answer_tells_the_browser_to_run_nothing_from_elsewhere() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    for path in routes().iter().map(|path| concrete(path)).chain(["/none".to_owned()]) {
        for answer in
            [served.ask(&Ask::get(&path).by(&person)), served.ask(&Ask::get(&path)), served.ask(&Ask::post(&path))]
        {
            let policy = answer.header("content-security-policy").unwrap_or_default();
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
        }
    }
}

/// What runs nowhere and is markup nowhere, wherever it is shown.
const SCRIPT: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>{{csrf}}";

#[test]
fn names_with_script_in_them_are_shown_as_they_are() {
    let folder = workspace("yuzawa");
    let settings = folder.path().join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let name = text.lines().find(|line| line.starts_with("name = ")).unwrap().to_owned();
    std::fs::write(&settings, text.replacen(&name, &format!("name = '湯沢町{SCRIPT}'"), 1)).unwrap();
    let served = Served::own(folder.path());
    let person = served.enter();
    let home = served.ask(&Ask::get("/").by(&person)).text();
    assert!(home.contains("湯沢町&quot;&gt;&lt;script&gt;"), "not shown at all");
    let encoded: String = form_urlencoded::byte_serialize(SCRIPT.as_bytes()).collect();
    let query: Vec<String> = parameters().iter().map(|name| format!("{name}={encoded}")).collect();
    for path in routes() {
        for place in [
            concrete(&path),
            with(&path, &encoded.replace('+', "%20")),
            format!("{}?{}", concrete(&path), query.join("&")),
        ] {
            let text = served.ask(&Ask::get(&place).by(&person)).text();
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{place}");
        }
    }
    let parameters = parameters();
    for path in routes().iter().filter(|path| !matches!(path.as_str(), "/quit" | "/login" | "/logout")) {
        let fields: Vec<(&str, &str)> = parameters.iter().map(|name| (name.as_str(), SCRIPT)).collect();
        let form = served.ask(&Ask::post(&concrete(path)).form_of(&person, &fields));
        let name = SCRIPT.replace('"', "%22");
        let sent = served.ask(&Ask::post(&concrete(path)).files_of(
            &person,
            &fields,
            &[("file", &format!("{name}.txt"), SCRIPT.as_bytes())],
        ));
        for answer in [form, sent] {
            let text = answer.text();
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
        }
    }
}

#[test]
fn files_that_try_to_hang_fill_or_crash_it_get_a_sentence_each() {
    let made = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile_files/make.py");
    let status = Command::new("python3").arg(script).arg(made.path()).stdout(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("ITAKU_CI").is_none(), "no python3");
        eprintln!("skipped: no python3");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let served = Served::own(folder.path());
    let person = served.enter();
    for (path, bytes) in files(made.path()) {
        let name = path.file_name().unwrap().to_string_lossy().replace('"', "_");
        let sent = Ask::post("/workspace/policy").files_of(&person, &[], &[("file", &name, &bytes)]);
        let answer = served.ask(&sent);
        assert!(answer.status == 303 || (400..500).contains(&answer.status), "{name}: {}", answer.status);
        if answer.status != 303 {
            assert!(!answer.title().is_empty() && answer.text().contains("<p"), "{name}");
        }
    }
    assert_eq!(served.ask(&Ask::get("/workspaces").by(&person)).status, 200);
}
