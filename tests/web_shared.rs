//! A page for many: who may come in, what each may do, what is written down, and that without accounts and TLS there is none.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "support/served.rs"]
mod served;

use served::{Ask, PASSWORD, Person, Served, account, certificate, concrete, itaku, routes, workspace};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;

/// A workspace with one person of each role.
fn office() -> tempfile::TempDir {
    let folder = workspace("yuzawa");
    account(folder.path(), "mirudake", "閲覧 花子", "閲覧");
    account(folder.path(), "tanto", "担当 一郎", "担当");
    account(folder.path(), "kacho", "承認 二郎", "承認");
    folder
}

fn log(folder: &Path) -> String {
    let months = std::fs::read_dir(folder.join("log")).expect("log");
    months.map(|month| std::fs::read_to_string(month.expect("entry").path()).expect("text")).collect()
}

/// What the program says when it does not start.
fn refused(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = itaku().arg("serve").arg(folder).args(arguments).output().expect("itaku");
    assert!(done.stdout.is_empty(), "it started");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn without_accounts_or_cover_it_does_not_start_and_says_why() {
    let folder = workspace("yuzawa");
    let keys = tempfile::tempdir().unwrap();
    let (cert, key) = certificate(keys.path());
    let (cert, key) = (cert.display().to_string(), key.display().to_string());
    let listen = ["--listen", "127.0.0.1:0"];
    let with = |more: &[&str]| refused(folder.path(), &[listen.as_slice(), more].concat());

    let (code, said) = with(&[]);
    assert!(code == Some(1) && said.contains("通信が守られない") && said.contains("--behind-proxy"), "{said}");
    let (code, said) = with(&["--cert", &cert, "--key", &key]);
    assert!(
        code == Some(1) && said.contains("利用者が登録されていない") && said.contains("itaku account add"),
        "{said}"
    );
    let (code, said) = with(&["--behind-proxy", "https://itaku.example"]);
    assert!(code == Some(1) && said.contains("利用者が登録されていない"), "{said}");

    account(folder.path(), "kacho", "承認 二郎", "承認");
    let (code, said) = with(&["--behind-proxy", "http://itaku.example"]);
    assert!(code == Some(1) && said.contains("https://"), "{said}");
    let (code, said) = with(&["--cert", &key, "--key", &key]);
    assert!(code == Some(1) && said.contains("証明書"), "{said}");
    assert_eq!(with(&["--cert", &cert]).0, Some(2));
    assert_eq!(refused(folder.path(), &["--cert", &cert, "--key", &key]).0, Some(2));
    let (code, said) = refused(folder.path(), &["--listen", "8443", "--cert", &cert, "--key", &key]);
    assert!(code == Some(2) && said.contains("0.0.0.0:8443"), "{said}");
    // A disabled account is none.
    assert!(
        itaku().args(["account", "disable", "kacho", "--workspace"]).arg(folder.path()).status().unwrap().success()
    );
    assert!(with(&["--cert", &cert, "--key", &key]).1.contains("利用者が登録されていない"));
    // A folder of several workspaces: what one person opens would be open for all.
    let shelf = tempfile::tempdir().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--cert", &cert, "--key", &key];
    assert!(refused(shelf.path(), &arguments).1.contains("ひとつの団体"));
}

#[test]
fn accounts_are_kept_without_passwords_and_only_for_their_owner() {
    let folder = office();
    let text = std::fs::read_to_string(folder.path().join("itaku-accounts.toml")).unwrap();
    assert!(!text.contains(PASSWORD) && text.matches("$argon2id$").count() == 3, "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join("itaku-accounts.toml")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    let add = |id: &str, person: &str, password: &str| {
        let mut child = itaku();
        child.args(["account", "add", id, "--person", person, "--role", "担当", "--workspace"]).arg(folder.path());
        let mut child = child.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdin.take().unwrap().write_all(password.as_bytes()));
        String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr).into_owned()
    };
    assert!(add("tanto", "別人", PASSWORD).contains("既にいます"));
    assert!(add("Ta nto", "別人", PASSWORD).contains("利用者IDにできません"));
    assert!(add("ta'\nrole", "別人", PASSWORD).contains("利用者IDにできません"));
    assert!(add("betsu", "別'\n人", PASSWORD).contains("氏名"));
    assert!(add("betsu", "別人", "short").contains("短すぎます"));
    assert!(add("betsu", "別人", "aaaaaaaaaaaaaaaa").contains("推測されやすい"));
    assert!(add("betsu", "別人", &"長い".repeat(100)).contains("長すぎます"));
    assert_eq!(std::fs::read_to_string(folder.path().join("itaku-accounts.toml")).unwrap(), text);
    let listed = itaku().args(["account", "list", "--workspace"]).arg(folder.path()).output().unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("担当 一郎") && !listed.contains("argon2"), "{listed}");
}

#[test]
fn one_comes_in_with_the_password_alone_and_is_out_when_the_account_changes() {
    let folder = office();
    let (served, _keys) = Served::shared(folder.path());
    // Nothing is shown before.
    let home = served.ask(&Ask::get("/"));
    assert_eq!((home.status, home.header("location")), (303, Some("/login")));
    assert_eq!(served.ask(&Ask::get("/open?token=")).header("location"), Some("/login"));
    let page = served.ask(&Ask::get("/login"));
    assert!(page.status == 200 && !page.text().contains("湯沢町"));
    assert_eq!(served.ask(&Ask::post("/quit").form(&[])).status, 403);

    let answer = served.ask(&Ask::post("/login").form(&[("account", "tanto"), ("password", PASSWORD)]));
    let cookie = answer.header("set-cookie").unwrap().to_owned();
    assert!(cookie.starts_with("__Host-itaku="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let person = served.log_in("tanto");
    let home = served.ask(&Ask::get("/").by(&person));
    assert!(home.text().contains("担当 一郎") && home.text().contains("ログアウト") && !home.text().contains("/quit"));
    // Nobody ends the program for the others.
    assert_eq!(served.ask(&Ask::post("/quit").form_of(&person, &[])).status, 403);
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 200);

    // Logged out: the cookie is worth nothing any more.
    assert_eq!(served.ask(&Ask::post("/logout").form_of(&person, &[])).status, 303);
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 303);
    // Disabled: at once.
    let person = served.log_in("tanto");
    assert!(
        itaku().args(["account", "disable", "tanto", "--workspace"]).arg(folder.path()).status().unwrap().success()
    );
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 303);
    assert!(served.ask(&Ask::post("/workspace/choose").form_of(&person, &[])).title().contains("ログイン"));
    let answer = served.ask(&Ask::post("/login").form(&[("account", "tanto"), ("password", PASSWORD)]));
    assert_eq!(answer.title(), "ログインできません");
    assert!(itaku().args(["account", "enable", "tanto", "--workspace"]).arg(folder.path()).status().unwrap().success());
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 303);
    // A file that cannot be read lets nobody in.
    let person = served.log_in("kacho");
    let accounts = folder.path().join("itaku-accounts.toml");
    let text = std::fs::read_to_string(&accounts).unwrap();
    std::fs::write(&accounts, text.replace("schema", "scheme")).unwrap();
    assert_eq!(served.ask(&Ask::get("/").by(&person)).status, 303);
}

#[test]
fn a_password_is_changed_by_who_knows_it_and_ends_all_sessions() {
    let folder = office();
    let (served, _keys) = Served::shared(folder.path());
    let (one, other) = (served.log_in("mirudake"), served.log_in("mirudake"));
    let new = "hatsuyuki to mikan";
    let change = |old: &str, new: &str, again: &str| {
        served.ask(&Ask::post("/account/password").form_of(&one, &[("old", old), ("new", new), ("again", again)]))
    };
    assert_eq!(served.ask(&Ask::get("/account").by(&one)).status, 200);
    assert!(change("wrong", new, new).title().contains("今のパスワードが違います"));
    assert!(change(PASSWORD, new, "another").title().contains("2回が違います"));
    assert_eq!(change(PASSWORD, "short", "short").status, 422);
    assert_eq!(served.ask(&Ask::get("/").by(&one)).status, 200);
    let done = change(PASSWORD, new, new);
    assert_eq!((done.status, done.header("location")), (303, Some("/login")));
    for person in [&one, &other] {
        assert_eq!(served.ask(&Ask::get("/").by(person)).status, 303);
    }
    let log_in =
        |password: &str| served.ask(&Ask::post("/login").form(&[("account", "mirudake"), ("password", password)]));
    assert_eq!(log_in(PASSWORD).status, 403);
    assert_eq!(log_in(new).status, 303);
    let text = log(folder.path());
    assert!(text.contains("mirudake 127.0.0.1 password changed"), "{text}");
}

/// Behind a proxy, so that each try can come from where it likes.
fn behind_proxy(folder: &Path) -> Served {
    Served::start(folder, &["--listen", "127.0.0.1:0", "--behind-proxy", "https://itaku.example.lg.jp"], None)
}

fn by_proxy(served: &Served, from: &str, ask: Ask) -> served::Answer {
    let ask = if ask.method == "POST" { ask.origin("https://itaku.example.lg.jp") } else { ask };
    served.ask(&ask.host("itaku.example.lg.jp").header("X-Forwarded-For", from))
}

#[test]
fn an_account_is_locked_after_failures_and_nothing_tells_which_accounts_there_are() {
    let folder = office();
    let served = behind_proxy(folder.path());
    let log_in = |from: &str, id: &str, password: &str| {
        by_proxy(&served, from, Ask::post("/login").form(&[("account", id), ("password", password)]))
    };
    for try_no in 0..5 {
        assert_eq!(log_in(&format!("10.0.0.{try_no}"), "tanto", "wrong").status, 403);
    }
    let locked = log_in("10.0.1.1", "tanto", PASSWORD);
    assert_eq!(locked.status, 429);
    assert_eq!(log_in("10.0.1.1", "kacho", PASSWORD).status, 303);
    let (known, unknown) = (log_in("10.0.1.2", "mirudake", "wrong"), log_in("10.0.1.2", "nobody", "wrong"));
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    for try_no in 0..4 {
        assert_eq!(log_in(&format!("10.0.2.{try_no}"), "nobody", "wrong").status, 403);
    }
    assert_eq!(log_in("10.0.1.3", "nobody", "wrong").text(), locked.text());

    let text = log(folder.path());
    assert!(text.contains(" tanto 10.0.0.4 login failed") && text.contains(" tanto 10.0.1.1 login refused"), "{text}");
    assert!(text.contains(" kacho 10.0.1.1 login\n"), "{text}");
    for kept_out in [PASSWORD, "wrong", "nobody", "担当 一郎"] {
        assert!(!text.contains(kept_out), "{text}");
    }
}

#[test]
fn an_address_that_tries_many_accounts_is_slowed_and_others_are_not() {
    let folder = office();
    let served = behind_proxy(folder.path());
    let log_in = |from: &str, id: &str, password: &str| {
        by_proxy(&served, from, Ask::post("/login").form(&[("account", id), ("password", password)])).status
    };
    for account in 0..10 {
        assert_eq!(log_in("10.9.9.9", &format!("guess{account}"), "wrong"), 403);
    }
    assert_eq!(log_in("10.9.9.9", "kacho", PASSWORD), 429);
    assert_eq!(log_in("10.9.9.8", "kacho", PASSWORD), 303);
}

#[test]
fn the_page_is_ours_under_the_names_of_the_certificate_alone() {
    let folder = office();
    let (served, _keys) = Served::shared(folder.path());
    let port = served.address.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("LOCALHOST:{port}")] {
        assert_eq!(served.ask(&Ask::get("/login").host(&host)).status, 200, "{host}");
    }
    let other = port.wrapping_add(1);
    for host in [
        "localhost".to_owned(),
        format!("localhost:{other}"),
        format!("evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("a@localhost:{port}"),
        format!("localhost:{port}@evil.example"),
        "[::1]".to_owned(),
        " ".to_owned(),
    ] {
        assert_eq!(served.ask(&Ask::get("/login").host(&host)).status, 403, "{host}");
    }
    let form = |origin: &str| {
        served.ask(&Ask::post("/login").origin(origin).form(&[("account", "tanto"), ("password", PASSWORD)])).status
    };
    for origin in ["", "null", "https://evil.example", &format!("http://localhost:{port}"), "https://localhost"] {
        assert_eq!(form(origin), 403, "{origin}");
    }
    assert_eq!(form(&format!("https://localhost:{port}")), 303);

    // Who speaks without TLS is not answered.
    let mut plain = TcpStream::connect(served.address).unwrap();
    plain.write_all(format!("GET /login HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
    let mut back = Vec::new();
    drop(plain.read_to_end(&mut back));
    assert!(!String::from_utf8_lossy(&back).contains("HTTP/"));
    assert_eq!(served.ask(&Ask::get("/login")).status, 200);
}

#[test]
fn behind_a_proxy_the_page_has_one_name_and_the_last_forwarded_address_counts() {
    let folder = office();
    let served = behind_proxy(folder.path());
    assert_eq!(served.ask(&Ask::get("/login")).status, 403);
    let from = "203.0.113.9, 10.1.2.3";
    assert_eq!(by_proxy(&served, from, Ask::get("/login")).status, 200);
    let log_in = |origin: &str| {
        let form = Ask::post("/login").form(&[("account", "kacho"), ("password", PASSWORD)]).origin(origin);
        served.ask(&form.host("itaku.example.lg.jp").header("X-Forwarded-For", from)).status
    };
    assert_eq!(log_in("http://itaku.example.lg.jp"), 403);
    assert_eq!(log_in("https://itaku.example.lg.jp:8443"), 403);
    assert_eq!(log_in("https://itaku.example.lg.jp"), 303);
    assert!(log(folder.path()).contains(" kacho 10.1.2.3 login"));
}

/// What a route takes, as this project decided: whoever adds one decides here, too.
fn decided() -> Vec<(String, String)> {
    let text = include_str!("web_attacks/routes.tsv");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| line.split_once('\t').expect("path and role"))
        .map(|(path, role)| (path.to_owned(), role.to_owned()))
        .collect()
}

#[test]
fn each_route_that_changes_something_takes_the_role_that_was_decided() {
    let folder = office();
    let (served, _keys) = Served::shared(folder.path());
    let (look, work, approve) = (served.log_in("mirudake"), served.log_in("tanto"), served.log_in("kacho"));
    let status = |person: &Person, path: &str| {
        let path = &concrete(path);
        // A route takes a form or files; the other kind is refused as broken before anything is done.
        let form = served.ask(&Ask::post(path).form_of(person, &[]));
        let files = served.ask(&Ask::post(path).files_of(person, &[], &[]));
        if form.status == 400 { files } else { form }
    };
    let denied = |person: &Person, path: &str| status(person, path).title().contains("権限がありません");
    let paths = routes();
    let changing: Vec<&String> = paths
        .iter()
        .filter(|path| !matches!(served.ask(&Ask::post(&concrete(path)).form(&[]).by(&approve)).status, 404 | 405))
        .collect();
    let decided = decided();
    for path in &changing {
        let role = decided.iter().find(|(known, _)| known == *path).map(|(_, role)| role.as_str());
        let role = role.unwrap_or_else(|| panic!("{path} is not in tests/web_attacks/routes.tsv"));
        // These end the session or the program, or need none; they are tested above.
        if ["own", "local", "open"].contains(&role) {
            continue;
        }
        assert!(denied(&look, path), "{path}: 閲覧 got {}", status(&look, path).title());
        assert_eq!(denied(&work, path), role == "承認", "{path}: 担当 got {}", status(&work, path).title());
        assert!(!denied(&approve, path), "{path}");
    }
}
