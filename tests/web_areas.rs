//! 比較, 台帳, 質問票 and 設定 of the local page, spoken to over HTTP as a browser would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures, nothing of a user's")]

use calamine::{Reader, Xlsx};
use itaku::register::{Assessed, Draft, FILE_NAME, Register, Remedy, RemedyState, Service, Vendor};
use jiff::civil::date;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const AOBA: &str = "株式会社あおば印刷";

/// The page of a copy of an example, and a browser that has opened it.
struct Office {
    folder: tempfile::TempDir,
    program: Child,
    address: String,
    cookie: String,
    csrf: String,
    agent: ureq::Agent,
}

struct Answer {
    status: u16,
    name: String,
    kind: String,
    place: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    fn holds(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(self.text().contains(word), "「{word}」がない:\n{}", self.text());
        }
        self
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// An attribute's value as a browser understands it.
fn unescaped(text: &str) -> String {
    text.replace("&#x3D;", "=")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yuzawa");
        std::fs::copy(example.join("itaku.toml"), folder.path().join("itaku.toml")).expect("settings");
        std::fs::create_dir(folder.path().join("returned")).expect("folder");
        for entry in std::fs::read_dir(example.join("returned")).expect("returned").flatten() {
            std::fs::copy(entry.path(), folder.path().join("returned").join(entry.file_name())).expect("file");
        }
        Self::open(folder)
    }

    fn open(folder: tempfile::TempDir) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_itaku"))
            .args(["serve", "--no-open", "--today", "2026-11-21"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("program");
        let mut opening = String::new();
        BufReader::new(program.stdout.take().expect("stdout")).read_line(&mut opening).expect("address");
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let answer = agent.get(opening.trim()).call().expect("opened");
        let cookie = answer.headers().get("set-cookie").expect("cookie").to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let address = opening.trim().split("/open").next().unwrap().to_owned();
        let mut office = Self { folder, program, address, cookie, csrf: String::new(), agent };
        let page = office.get("/settings/edit?part=terms").text();
        let at = page.find("name=\"csrf\" value=\"").expect("a form") + 19;
        office.csrf = page[at..at + 64].to_owned();
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn settings(&self) -> String {
        std::fs::read_to_string(self.path("itaku.toml")).expect("settings")
    }

    fn answer(answer: ureq::http::Response<ureq::Body>) -> Answer {
        let header =
            |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let (status, name, kind, place) =
            (answer.status().as_u16(), header("content-disposition"), header("content-type"), header("location"));
        let mut body = Vec::new();
        answer.into_body().into_reader().read_to_end(&mut body).expect("body");
        Answer { status, name, kind, place, body }
    }

    fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.address)).header("Cookie", &self.cookie);
        Self::answer(request.call().expect("answer"))
    }

    #[track_caller]
    fn page(&self, path: &str) -> Answer {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}\n{}", answer.text());
        assert!(answer.text().contains("<main id=\"main\""), "{path}");
        answer
    }

    fn send_with(&self, csrf: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = fields.iter().copied().chain([("csrf", csrf)]);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("Cookie", &self.cookie)
            .header("Origin", &self.address)
            .header("Content-Type", "application/x-www-form-urlencoded");
        Self::answer(request.send(body.as_bytes()).expect("answer"))
    }

    fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_with(&self.csrf, path, fields)
    }

    /// Records all that came back.
    fn record(&self) -> Answer {
        let page = self.page("/register/record").text();
        let keys: Vec<String> = page
            .split("name=\"file\" value=\"")
            .skip(1)
            .map(|rest| unescaped(rest.split('"').next().unwrap()))
            .collect();
        let fields: Vec<(&str, &str)> = keys.iter().map(|key| ("file", key.as_str())).chain([("by", "山田")]).collect();
        self.send("/register/record", &fields)
    }

    /// The fields of a form of the settings as the page shows them.
    fn form(&self, part: &str, at: usize) -> Vec<(String, String)> {
        let page = self.page(&format!("/settings/edit?part={part}&at={at}")).text();
        let form = &page[page.find("<form class=\"fields\"").expect("form")..];
        let form = &form[..form.find("</form>").expect("end")];
        let attribute = |tag: &str, name: &str| {
            let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
            Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
        };
        let mut fields = Vec::new();
        let mut select = String::new();
        for tag in form.split('<').skip(1) {
            let end = tag.find('>').unwrap_or(tag.len());
            let (head, rest) = (&tag[..end], tag.get(end + 1..).unwrap_or_default());
            let name = attribute(head, "name").unwrap_or_default();
            let value = attribute(head, "value").unwrap_or_default();
            match head.split(' ').next() {
                Some("input") if head.contains("checkbox") && !head.contains(" checked") => {}
                Some("input") => fields.push((name, value)),
                Some("textarea") => fields.push((name, unescaped(rest.strip_prefix('\n').unwrap_or(rest)))),
                Some("select") => select = name,
                Some("option") if head.contains(" selected") => fields.push((select.clone(), value)),
                _ => {}
            }
        }
        fields.retain(|(name, _)| name != "csrf");
        fields
    }

    /// Sends a form of the settings with some of its fields changed.
    fn change(&self, part: &str, at: usize, changes: &[(&str, &str)]) -> Answer {
        let mut fields = self.form(part, at);
        for (key, value) in changes {
            let name = format!("v_{key}");
            match fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, old)) => (*value).clone_into(old),
                None => fields.push((name, (*value).to_owned())),
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        self.send("/settings/edit", &fields)
    }
}

fn sheets(bytes: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook").sheet_names()
}

#[test]
fn two_rounds_are_recorded_on_the_page_and_every_page_of_the_register_shows_them() {
    let office = Office::new();
    office.page("/register").holds(&["台帳はまだありません", "/register/record"]);
    office.page("/register/record").holds(&["記録する回答を選ぶ", AOBA]);
    let done = office.record();
    assert_eq!(done.status, 200, "{}", done.text());
    done.holds(&["台帳に記録しました", "<b>6</b>"]);
    // Another edition of the policy is another assessment.
    assert_eq!(office.change("policy", 0, &[("edition", "第5.0版")]).status, 303);
    office.record().holds(&["<b>6</b>"]);
    office.record().holds(&["<span>記録済み</span><b>6</b>"]);

    office.page("/register").holds(&[AOBA, "適合", "6件のうち 1から6", "令和8年11月21日"]);
    let found = office.page(&format!("/register?q={}", encoded("あおば"))).text();
    assert!(found.contains(AOBA) && !found.contains("みどりクラウド"));
    assert!(!office.page(&format!("/register?q={}", encoded("%"))).text().contains(AOBA), "a search is no pattern");
    let vendor = office.page(&format!("/register/vendor?name={}", encoded(AOBA)));
    vendor.holds(&["得点の推移", "<polyline", "ISO/IEC 27001", "前回からの変化", "R9-nozei"]);
    let text = vendor.text();
    let at = text.find("/register/assessment?").expect("a link to what was recorded");
    let link = unescaped(&text[at..at + text[at..].find('"').unwrap()]);
    let recorded = office.page(&link);
    recorded.holds(&["OUT-01", "「回答」シート", "id=\"a-0\"", "href=\"#a-", "SHA-256"]);
    let changes = format!("case=R9-nozei&vendor={}", encoded(AOBA));
    office.page(&format!("/register/changes?{changes}")).holds(&["前回のまま 78", "#r-OUT-01"]);
    let file = office.get(&format!("/register/changes/file?{changes}&kind=xlsx"));
    assert!(file.name.contains("attachment") && !sheets(&file.body).is_empty());
    office.get(&format!("/register/changes/file?{changes}&kind=html")).holds(&["変更点報告", AOBA]);
    assert_eq!(office.get("/register/changes?case=R9-nozei&vendor=x").status, 422);

    office.page("/register/cases").holds(&["納税通知書印刷", "/compare?case", "自治体機密性3B"]);
    office.page("/register/due?within=365").holds(&["是正の期限", "認証の期限", "/issue?case"]);
    let file = office.get("/register/due/file?within=365&kind=xlsx");
    assert!(file.kind.contains("spreadsheetml") && sheets(&file.body).contains(&"期限の一覧".to_owned()));
    office.get("/register/due/file?within=365&kind=ics").holds(&["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
    office.page("/register/round").holds(&["年次確認の状況", "返送済み", AOBA, "class=\"shares\""]);
    assert!(sheets(&office.get("/register/round/file").body).contains(&"年次確認の状況".to_owned()));
    office.page("/register/accounts").holds(&["責任者", "広報担当係長"]);
    office.page("/register/exceptions").holds(&["ありません"]);
    let remedies = office.page("/register/remedies").text();
    assert!(remedies.contains("次へ"), "more than a page");
    let second = office.page("/register/remedies?page=2").text();
    assert!(second.contains("51から") && second.contains("前へ"));

    let fields = [("kind", "service"), ("name", "予約くん"), ("administrator", "課長"), ("approved", "2026-11-01")];
    assert_eq!(office.send("/register/put", &fields).status, 422, "nobody's name");
    let fields =
        [&fields[..], &[("by", "山田"), ("review", ""), ("case", "R9-yoyaku"), ("vendor", "<script>x</script>")]];
    assert_eq!(office.send("/register/put", &fields.concat()).place, "/register/services");
    let services = office.page("/register/services").text();
    assert!(services.contains("予約くん") && services.contains("令和8年11月1日") && !services.contains("<script>x"));
    let wrong = [("kind", "assessment"), ("by", "山田")];
    assert_eq!(office.send("/register/put", &wrong).status, 404, "verdicts are not entered by hand");
    let wrong = [("kind", "service"), ("name", "x"), ("administrator", "y"), ("approved", "来月"), ("by", "z")];
    office.send("/register/put", &wrong).holds(&["「来月」は日付ではありません"]);
    let remedy = [
        ("kind", "remedy"),
        ("case", "R9-nozei"),
        ("vendor", "有限会社雪国発送センター"),
        ("requirement", "SEL-07"),
        ("state", "完了"),
        ("proof", "実地で確認"),
        ("by", "山田"),
    ];
    assert_eq!(office.send("/register/put", &remedy).status, 303);
    office.page("/register/remedies?state=all&q=SEL-07").holds(&["完了", "実地で確認"]);
    assert_eq!(office.get("/register/vendor?name=nobody").status, 404);
}

#[test]
fn bidders_stand_side_by_side_and_each_sign_leads_to_its_answer() {
    let office = Office::new();
    office.page("/compare").holds(&["R9-nozei", "3者", "0者"]);
    let page = office.page("/compare?case=R9-nozei");
    page.holds(&[
        AOBA,
        "有限会社雪国発送センター",
        "北越ビジネスフォーム株式会社",
        "適合",
        "判定保留",
        "78件のうち78件",
    ]);
    let text = page.text();
    let at = text.find("<td class=\"sign ").expect("a sign");
    let cell = &text[at..at + text[at..].find("</td>").unwrap()];
    let link = unescaped(cell.split("href=\"").nth(1).unwrap().split('"').next().unwrap());
    let (path, anchor) = link.split_once('#').expect("an anchor");
    office.page(path).holds(&[&format!("id=\"{anchor}\"")]);
    let differ = office.page("/compare?case=R9-nozei&show=differ&strength=must&duty=P8-1").text();
    assert!(differ.matches("class=\"sign ").count() < text.matches("class=\"sign ").count());
    let file = office.get("/compare/file?case=R9-nozei");
    assert_eq!(sheets(&file.body).iter().filter(|name| name.starts_with("R9-")).count(), 1);
    assert_eq!(sheets(&office.get("/compare/file").body).iter().filter(|name| name.starts_with('R')).count(), 3);
    assert_eq!(office.get("/compare?case=../etc").status, 404);
}

#[test]
fn sheets_are_issued_for_one_for_many_and_for_what_is_missing() {
    let office = Office::new();
    office.page("/issue").holds(&["R9-nozei", "庁内点検票を作る"]);
    office.page("/issue?case=R9-nozei").holds(&["98件", "回答_R9-nozei_"]);
    office.page("/issue?case=R8-sns").holds(&["設問がありません"]);
    let one = office.send("/issue", &[("case", "R9-nozei"), ("vendors", "株式会社新しい\r\n"), ("contact", "総務課")]);
    assert_eq!(one.status, 200, "{}", one.text());
    assert!(one.name.ends_with(".xlsx"), "{}", one.name);
    assert!(sheets(&one.body).contains(&"回答".to_owned()));
    let blank = office.send("/issue", &[("case", "R9-nozei")]);
    assert!(sheets(&blank.body).contains(&"回答".to_owned()));
    let own = office.send("/issue", &[("own", "accounts")]);
    assert!(!sheets(&own.body).is_empty());
    assert_eq!(office.send("/issue", &[]).status, 422);
    assert_eq!(office.send("/issue", &[("case", "R9-nozei"), ("respond_by", "x")]).status, 422);
    assert_eq!(office.send("/issue", &[("case", "R9-nozei"), ("record", "yes")]).status, 422, "nobody's name");
    assert!(!office.path(FILE_NAME).exists());

    office.record();
    let many = office.send(
        "/issue",
        &[
            ("target", "R9-nozei/株式会社あおば印刷"),
            ("target", "R9-yoyaku/コモレビソフト株式会社"),
            ("target", "R9-nozei/株式会社あおば印刷"),
            ("carried", "yes"),
            ("record", "yes"),
            ("by", "山田"),
            ("respond_by", "2026-12-20"),
        ],
    );
    assert!(many.name.ends_with(".zip"), "{}\n{}", many.name, many.text());
    let archive = zip::ZipArchive::new(Cursor::new(many.body)).expect("an archive");
    assert_eq!(archive.file_names().filter(|name| name.as_ref().is_ok_and(|name| name.ends_with(".xlsx"))).count(), 2);
    office.page("/issue").holds(&["前回の回答を埋めた設問", "質問票2件の発行を台帳に記録しました"]);
    office.page(&format!("/register/vendor?name={}", encoded(AOBA))).holds(&["質問票の発行", "令和8年12月20日"]);

    let file = "回答_R9-nozei_有限会社雪国発送センター.xlsx";
    let missing = [("target", "R9-nozei/有限会社雪国発送センター"), ("case", "R9-nozei"), ("missing", file)];
    let rest = office.send("/issue", &missing);
    assert!(rest.name.contains(&encoded("追加確認").replace('+', "%20")), "{}", rest.name);
    let whole = office.send("/issue", &missing[..2]);
    assert!(rest.body.len() < whole.body.len());
    let outside = [("target", "R9-nozei/x"), ("missing", "../itaku.toml")];
    assert_eq!(office.send("/issue", &outside).status, 404);
}

#[test]
fn settings_are_changed_with_their_comments_kept_and_nothing_faulty_is_written() {
    let office = Office::new();
    let before = office.settings();
    office.page("/settings").holds(&["案件", "75（適用方針のとおり）", "公共施設予約クラウドサービス利用", "必須 "]);
    for (part, at) in [
        ("organisation", 0),
        ("policy", 0),
        ("paragraph", 1),
        ("terms", 0),
        ("profile", 0),
        ("contract", 0),
        ("case", 0),
        ("case", 2),
    ] {
        assert_eq!(office.change(part, at, &[]).status, 303, "{part}");
        assert_eq!(office.settings(), before, "{part}: what is sent as it stands changes no byte");
    }
    assert_eq!(office.change("profile", 0, &[("threshold", "80")]).status, 303);
    assert_eq!(office.change("contract", 0, &[("incident_hours", "12")]).status, 303);
    let after = office.settings();
    assert!(after.contains("base = 'standard'\nthreshold = 80\n") && after.contains("incident_hours = 12"), "{after}");
    assert!(before.lines().all(|line| after.contains(line)), "comments stay");
    office.page("/settings").holds(&["<dd class=\"lines\">80"]);

    for (part, at, changes, told) in [
        (
            "profile",
            0,
            [("threshold", "200"), ("floor", "")],
            "「適合に要る得点の下限」の値「200」は0から100までではありません",
        ),
        (
            "profile",
            0,
            [("threshold", "八十"), ("floor", "")],
            "「適合に要る得点の下限」の値は0以上の整数でなければなりません",
        ),
        ("case", 0, [("id", "全角"), ("title", "x")], "「識別子」の値「全角」"),
        ("case", 0, [("title", ""), ("department", "課")], "「案件名」がありません"),
        ("case", 0, [("start", "来春"), ("title", "x")], "「契約の始まり」の値は日付"),
        ("case", 1, [("id", "R9-nozei"), ("title", "x")], "案件「R9-nozei」が二つあります"),
    ] {
        let refused = office.change(part, at, &changes);
        assert_eq!(refused.status, 422, "{told}");
        refused.holds(&[told]);
        assert_eq!(office.settings(), after, "{told}");
    }
    // What was entered is there again.
    office.change("case", 0, &[("title", ""), ("department", "何々課")]).holds(&["value=\"何々課\"", "aria-invalid"]);

    let new = [
        ("id", "R10-new"),
        ("title", "'引用' \"符\" <b> = [[case]]"),
        ("department", "総務課"),
        ("kind", "cloud"),
        ("information_class", "2"),
        ("facts", "stores_data"),
        ("start", "2028-04-01"),
    ];
    assert_eq!(office.change("case", 4, &new).status, 303);
    office.page("/settings").holds(&["R10-new", "&lt;b&gt;"]);
    let exception = [
        ("case", "R10-new"),
        ("requirement", "CLD-01"),
        ("reason", "一行目\r\n二行目"),
        ("approver", "CISO"),
        ("approved", "2026-11-01"),
        ("until", "2028-01-01"),
    ];
    office
        .change("exception", 0, &exception)
        .holds(&["「期限」の値「2028-01-01」は承認の日から1年以内の日付ではありません"]);
    let until: Vec<(&str, &str)> =
        exception.iter().map(|(key, value)| (*key, if *key == "until" { "2027-10-31" } else { value })).collect();
    assert_eq!(office.change("exception", 0, &until).status, 303, "{}", office.settings());
    office.page("/settings").holds(&["二行目", "令和9年10月31日"]);
    let mut strike = office.form("exception", 0);
    strike.push(("strike".to_owned(), "yes".to_owned()));
    let strike: Vec<(&str, &str)> = strike.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(office.send("/settings/edit", &strike).status, 303);
    assert!(!office.settings().contains("[[exception]]"));
    assert_eq!(office.get("/settings/edit?part=case&at=99").status, 404);
    assert_eq!(office.get("/settings/edit?part=../x").status, 404);
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let office = Office::new();
    let mut fields = office.form("terms", 0);
    let theirs = format!("{}\n# 別の人の変更\n", office.settings());
    std::fs::write(office.path("itaku.toml"), &theirs).unwrap();
    for (name, value) in &mut fields {
        if name == "v_self" {
            *value = "本町".to_owned();
        }
    }
    let sent: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let moved = office.send("/settings/edit", &sent);
    assert_eq!(moved.status, 422);
    moved.holds(&["設定ファイルが変わりました", "value=\"本町\""]);
    assert_eq!(office.settings(), theirs);
    // Sent once more over what is there now, it is written, and the other's change stays.
    assert_eq!(office.change("terms", 0, &[("self", "本町")]).status, 303);
    assert_eq!(office.settings(), theirs.replace("'当町'", "'本町'"));
}

#[test]
fn faulty_settings_can_be_put_right_as_text() {
    let office = Office::new();
    let good = office.settings();
    std::fs::write(office.path("itaku.toml"), good.replace("kind = 'cloud'", "kind = 'crowd'")).unwrap();
    office.page("/settings").holds(&["設定に誤りがあります", "「crowd」", "/settings/text"]);
    assert_eq!(office.get("/register").status, 422);
    let seen = |page: &str| {
        let at = page.find("name=\"seen\" value=\"").expect("seen") + 19;
        page[at..at + 64].to_owned()
    };
    let page = office.page("/settings/text").text();
    let wrong = office.send("/settings/text", &[("text", "schema = 'workspace/1'\nx = \n"), ("seen", &seen(&page))]);
    assert_eq!(wrong.status, 422);
    wrong.holds(&["2行目"]);
    let sent = good.replace('\n', "\r\n");
    assert_eq!(office.send("/settings/text", &[("text", &sent), ("seen", &seen(&page))]).status, 303);
    assert_eq!(office.settings(), good, "the line ends of the file, not of the browser");
    let stale = office.send("/settings/text", &[("text", "x"), ("seen", &seen(&page))]);
    assert_eq!((stale.status, office.settings() == good), (422, true));
}

#[test]
fn forms_without_the_token_of_the_session_change_nothing() {
    let office = Office::new();
    let before = office.settings();
    let mut terms = office.form("terms", 0);
    terms.push(("v_comma".to_owned(), "，".to_owned()));
    let terms: Vec<(&str, &str)> = terms.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    for csrf in ["", "x", &"0".repeat(64)] {
        for (path, fields) in [
            ("/settings/edit", terms.as_slice()),
            ("/settings/text", &[("text", "x")]),
            ("/register/record", &[("by", "山田")]),
            ("/register/put", &[("kind", "service"), ("name", "x"), ("administrator", "y"), ("by", "z")]),
            ("/issue", &[("own", "check")]),
        ] {
            assert_eq!(office.send_with(csrf, path, fields).status, 403, "{path}");
        }
    }
    assert_eq!(office.settings(), before);
    assert!(!office.path(FILE_NAME).exists());
}

#[test]
fn a_register_of_thousands_is_shown_page_by_page() {
    const VENDORS: usize = 3000;
    let office = Office::new();
    let mut register = Register::open(&office.path(FILE_NAME).display().to_string(), "湯沢町").expect("register");
    let mut drafts = Vec::new();
    for number in 0..VENDORS {
        let name = format!("株式会社第{number:05}事業者");
        let blank = String::new;
        let vendor = Vendor {
            name: name.clone(),
            corporate_number: blank(),
            head_office: blank(),
            parent: blank(),
            parent_place: blank(),
        };
        drafts.push(Draft::of(&vendor).unwrap());
        for year in [2025, 2026] {
            let assessed = Assessed {
                case: "R9-nozei".to_owned(),
                vendor: name.clone(),
                on: date(year, 5, 1),
                file: format!("{name}.xlsx"),
                sha256: format!("{number:032x}{year:032x}"),
                form: "x 1".to_owned(),
                respondent: blank(),
                answered_on: None,
                catalogue_edition: "R8.3-1".to_owned(),
                policy_edition: "第4.0版".to_owned(),
                profile: "standard".to_owned(),
                conclusion: "条件付適合".to_owned(),
                lower: Some(7000),
                upper: Some(8000),
                counts: [60, 5, 3, 10, 0],
                unasked: 0,
                worsened: 0,
                signs: 0,
            };
            drafts.push(Draft::of(&assessed).unwrap());
        }
        let remedy = Remedy {
            case: "R9-nozei".to_owned(),
            vendor: name.clone(),
            requirement: "OUT-01".to_owned(),
            what: "x".to_owned(),
            deadline: date(2026, 12, 1),
            state: RemedyState::Open,
            proof: blank(),
            answered: blank(),
        };
        drafts.push(Draft::of(&remedy).unwrap());
    }
    let service = Service {
        name: "サービス".to_owned(),
        vendor: String::new(),
        case: String::new(),
        administrator: "課長".to_owned(),
        approved: Some(date(2026, 4, 1)),
        review: None,
    };
    drafts.push(Draft::of(&service).unwrap());
    register.append(&drafts, "試験", date(2026, 11, 1)).expect("appended");
    drop(register);
    let vendor = format!("/register/vendor?name={}", encoded("株式会社第02999事業者"));
    for path in [
        "/register",
        "/register?page=60",
        "/register?q=02999",
        &vendor,
        "/register/cases",
        "/register/due",
        "/register/due?within=365&page=9",
        "/register/round",
        "/register/remedies",
        "/register/remedies?page=60",
        "/register/services",
        "/issue?case=R9-nozei",
    ] {
        office.page(path);
        let start = Instant::now();
        let answer = office.page(path);
        println!("{path}: {}ms, {} KB", start.elapsed().as_millis(), answer.body.len() / 1024);
    }
    let last = office.page("/register?page=60").text();
    assert!(last.contains("2951から3000") && last.contains("株式会社第02999事業者"));
    assert_eq!(office.page("/register?q=02999").text().matches("株式会社第02999事業者").count(), 1);
    assert!(office.page("/register/cases").body.len() < 400_000, "a case with thousands of vendors is no endless page");
}
