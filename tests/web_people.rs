//! The page as people use it: which answers are recorded, what they are told to do, where numbers lead, and two of them at once.
//! All of it is spoken without script.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests"
)]

#[path = "support/served.rs"]
mod served;

use served::{Answer, Ask, Person, Served, account, certificate, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const AOBA: &str = "株式会社あおば印刷";
const YUKIGUNI: &str = "有限会社雪国発送センター";
/// Pages of one kind that are looked at.
const OF_A_KIND: usize = 3;

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What an attribute or a text says.
fn unescaped(text: &str) -> String {
    text.replace("&#x3D;", "=")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x60;", "`")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// A tag's attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
}

/// The tags of a page, each with the words behind it.
fn tags(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split('<').skip(1).map(|piece| piece.split_once('>').unwrap_or((piece, "")))
}

/// The words of a page that are in none of these elements.
fn words_outside(page: &str, elements: &[&str]) -> String {
    let (mut words, mut within) = (String::new(), 0_usize);
    for (tag, behind) in tags(page) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if elements.contains(&name) {
            within = if tag.starts_with('/') { within.saturating_sub(1) } else { within + 1 };
        }
        if within == 0 {
            words.push_str(&unescaped(behind));
            words.push(' ');
        }
    }
    words
}

fn main_part(page: &str) -> &str {
    page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(page)
}

/// Where the links of a page lead.
fn links(page: &str) -> Vec<String> {
    let hrefs = tags(page).filter(|(tag, _)| tag.starts_with("a ")).filter_map(|(tag, _)| attribute(tag, "href"));
    hrefs.filter(|href| href.starts_with('/') || href.starts_with('#')).collect()
}

fn get(served: &Served, person: &Person, path: &str) -> Answer {
    served.ask(&Ask::get(path).by(person))
}

#[track_caller]
fn page(served: &Served, person: &Person, path: &str) -> String {
    let answer = get(served, person, path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text()
}

/// The value of a hidden field of a form that goes to that address.
fn field(page: &str, action: &str, name: &str) -> String {
    let form = page.split("<form").find(|form| form.contains(&format!("action=\"{action}\""))).expect("form");
    let found = tags(form).find(|(tag, _)| tag.contains(&format!("name=\"{name}\"")));
    attribute(found.expect("field").0, "value").expect("value")
}

/// All answers that can be recorded.
fn recordable(served: &Served, person: &Person) -> Vec<String> {
    let page = page(served, person, "/register/record");
    let boxes = tags(&page).filter(|(tag, _)| tag.contains("type=\"checkbox\""));
    boxes
        .inspect(|(tag, _)| assert!(tag.contains(" checked"), "{tag}"))
        .filter_map(|(tag, _)| attribute(tag, "value"))
        .collect()
}

fn record(served: &Served, person: &Person, keys: &[String]) -> Answer {
    let fields: Vec<(&str, &str)> = keys.iter().map(|key| ("file", key.as_str())).chain([("by", "山田")]).collect();
    served.ask(&Ask::post("/register/record").form_of(person, &fields))
}

#[test]
fn the_answers_that_are_chosen_are_recorded_and_no_others() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let keys = recordable(&served, &person);
    assert_eq!(keys.len(), 7, "six vendors, and the organisation's own sheets as one: {keys:?}");
    let none = record(&served, &person, &[]);
    assert_eq!((none.status, none.title().as_str()), (422, "記録する回答が選ばれていません"));
    let strange = record(&served, &person, &["../itaku.toml".to_owned()]);
    assert_eq!(strange.status, 404);
    assert!(!folder.path().join("itaku-register.sqlite").exists());
    let chosen: Vec<String> = keys.iter().filter(|key| key.contains(AOBA)).cloned().collect();
    assert!(record(&served, &person, &chosen).text().contains("<span>新しく記録</span><b>1</b>"));
    let vendors = page(&served, &person, "/register");
    assert!(vendors.contains(AOBA) && !vendors.contains(YUKIGUNI));
    let all = record(&served, &person, &keys).text();
    assert!(all.contains("<span>新しく記録</span><b>5</b>") && all.contains("<span>記録済み</span><b>1</b>"), "{all}");
}

fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{path}?{}", keys.join("&"))
}

/// Follows every link from these addresses; what came back, page by page.
fn walked(served: &Served, person: &Person, from: &[&str]) -> BTreeMap<String, Answer> {
    let (mut found, mut kinds) = (BTreeMap::new(), BTreeMap::<String, usize>::new());
    let mut wanted: Vec<String> = from.iter().map(|path| (*path).to_owned()).collect();
    while let Some(path) = wanted.pop() {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        let count = kinds.entry(kind(&path)).or_default();
        if path.is_empty() || found.contains_key(&path) || *count >= OF_A_KIND {
            continue;
        }
        *count += 1;
        let answer = get(served, person, &path);
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
            && answer.header("content-disposition").is_none()
        {
            wanted.extend(links(&answer.text()));
            found.insert(path, answer);
        }
    }
    found
}

/// Words that only someone at a terminal could follow.
fn commands(page: &str) -> Vec<String> {
    let words = words_outside(main_part(page), &["textarea"]);
    let small = |rest: &str| rest.starts_with(|sign: char| sign.is_ascii_lowercase());
    let near = |rest: &str| rest.chars().take(30).collect::<String>();
    let programs = words.split("itaku ").skip(1).filter(|rest| small(rest));
    let options = words.split("--").skip(1).filter(|rest| small(rest));
    let tables = words.split("[[").skip(1).filter(|rest| small(rest));
    programs.chain(options).chain(tables).map(near).collect()
}

#[track_caller]
fn names_no_command(place: &str, page: &str) {
    let found = commands(page);
    assert!(found.is_empty(), "{place}: {found:?}");
}

/// A workspace in which much is wrong.
fn troubled() -> tempfile::TempDir {
    let folder = workspace("yuzawa");
    let settings = folder.path().join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    // A case that its answers name is gone; a risk was accepted for too long ago; a duty has no sentence.
    let text = text.replace("id = 'R8-hoshu'", "id = 'R8-moto'").replace("'P8-7', 'P8-8', 'P8-9'", "'P8-7', 'P8-8'");
    let text = format!(
        "{text}\n[[exception]]\ncase = 'R9-nozei'\nrequirement = 'OUT-01'\nreason = 'x'\napprover = 'y'\napproved = 2025-01-01\nuntil = 2025-06-30\n"
    );
    std::fs::write(&settings, text).unwrap();
    let returned = folder.path().join("returned");
    let foreign = "番号,質問,回答,備考\n1,情報セキュリティの責任者を定めていますか,はい,CISO\n2,従業者に教育を行っていますか,いいえ,来年\n3,再委託を承認なく行いませんか,行わない,\n";
    std::fs::write(returned.join("他社様式.csv"), foreign).unwrap();
    std::fs::write(returned.join("文章だけ.csv"), "これは資料です,\n設問でも回答でもない文,\n").unwrap();
    std::fs::write(returned.join("壊れた.xlsx"), b"PK\x03\x04broken").unwrap();
    folder
}

#[test]
fn no_page_sends_a_person_to_the_command_line() {
    let folder = troubled();
    let served = Served::own(folder.path());
    let person = served.enter();
    let keys = recordable(&served, &person);
    names_no_command("/register/record", &record(&served, &person, &keys).text());
    let pages = walked(&served, &person, &["/", "/assess/file?file=%E6%96%87%E7%AB%A0%E3%81%A0%E3%81%91.csv"]);
    assert!(pages.len() > 40, "{}", pages.len());
    for (path, answer) in &pages {
        names_no_command(path, &answer.text());
    }
    let all: String = pages.values().map(Answer::text).collect();
    for told in ["「評価」でこのファイルを開", "「設定」の「例外措置」で", "「設定」の「方針の箇所と義務」に"]
    {
        assert!(all.contains(told), "{told}");
    }
    // Where no table was found a person says where it stands.
    let place = format!("/assess/file?file={}", encoded("文章だけ.csv"));
    let shown = page(&served, &person, &place);
    assert_eq!(shown.matches("設問と回答の表が見つかりません</p>").count(), 1, "{shown}");
    let said = [("file", "文章だけ.csv"), ("seen", ""), ("sheet", "CSV"), ("first", "1"), ("last", "2"), ("by", "x")];
    let columns = [("column", "A"), ("use", "question"), ("column", "B"), ("use", "answer")];
    let done = served.ask(&Ask::post("/assess/layout").form_of(&person, &[&said[..], &columns].concat()));
    assert_eq!(done.status, 303, "{}", done.text());
    // What is refused says what to do here, too.
    let post = |path: &str, fields: &[(&str, &str)]| served.ask(&Ask::post(path).form_of(&person, fields));
    for answer in [
        post("/issue", &[("case", "R8-sns"), ("vendors", "x")]),
        post("/issue", &[("case", "R9-nai"), ("vendors", "x")]),
        post("/assess/map", &[("file", "他社様式.csv"), ("by", "x")]),
        post(
            "/assess/layout",
            &[("file", "他社様式.csv"), ("by", "x"), ("sheet", "x"), ("column", "A"), ("use", "id")],
        ),
        post("/workspace/new", &[("organisation", "x"), ("self", "y")]),
        get(&served, &person, &format!("/register/changes?case=R9-nozei&vendor={}", encoded(AOBA))),
        get(&served, &person, "/compare?case=R9-nai"),
        get(&served, &person, "/nowhere"),
    ] {
        assert!(answer.status >= 400, "{}", answer.text());
        names_no_command(&answer.title(), &answer.text());
    }
    // The document under whose name another one lies stays, and the new one gets a number.
    let policy = "山畑市情報セキュリティ基本方針\n\n令和8年4月1日 施行\n\n1 目的\n本基本方針は、本市が保有する情報資産を守るため、本市が実施する情報セキュリティ対策について定める。\n\n6 情報セキュリティ対策\n(8) 業務委託と外部サービス（クラウドサービス）の利用\n業務委託を行う場合には、委託事業者を選定し、情報セキュリティ要件を明記した契約を締結し、必要に応じて契約に基づき措置を講じる。\n";
    std::fs::write(folder.path().join("方針.txt"), "別の文書").unwrap();
    let sent = Ask::post("/workspace/policy").files_of(
        &person,
        &[("into", "open")],
        &[("file", "方針.txt", policy.as_bytes())],
    );
    let draft = served.ask(&sent);
    assert_eq!(draft.status, 303, "{}", draft.text());
    let place = draft.header("location").expect("a draft").to_owned();
    names_no_command(&place, &page(&served, &person, &place));
    let id = place.split("id=").nth(1).unwrap();
    assert_eq!(post("/workspace/renew", &[("id", id)]).status, 303);
    assert_eq!(std::fs::read_to_string(folder.path().join("方針.txt")).unwrap(), "別の文書");
    assert!(std::fs::read_to_string(folder.path().join("itaku.toml")).unwrap().contains("方針 (2).txt"));
    // Settings that cannot be read stop every page.
    let settings = folder.path().join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("kind = 'cloud'", "kind = 'crowd'\nnonsense = 1")).unwrap();
    for (path, answer) in walked(&served, &person, &["/", "/assess", "/register", "/settings"]) {
        names_no_command(&path, &answer.text());
    }
}

/// Scores in words: 31.87.
fn scores(words: &str) -> Vec<String> {
    let signs: Vec<char> = words.chars().collect();
    let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let points = (1..signs.len()).filter(|at| signs[*at] == '.' && digit(at - 1) && digit(at + 1) && digit(at + 2));
    points.map(|at| signs[at.saturating_sub(12)..(at + 6).min(signs.len())].iter().collect()).collect()
}

/// The words of a page without the part from `start` on: what stands there lies beside its own cells.
fn before<'a>(page: &'a str, start: &str) -> &'a str {
    page.split(start).next().unwrap_or(page)
}

const CONCLUSIONS: [&str; 4] = ["適合", "条件付適合", "判定保留", "不適合"];

#[test]
fn every_number_leads_to_the_cell_and_the_sentence_and_on_to_the_clause() {
    let folder = workspace("yuzawa");
    // With the document that the settings quote, sentences can be followed, too.
    let served = Served::own(folder.path());
    let person = served.enter();
    let keys = recordable(&served, &person);
    assert_eq!(record(&served, &person, &keys).status, 200);
    let settings = folder.path().join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("edition = '第4.0版'", "edition = '第5.0版'")).unwrap();
    assert_eq!(record(&served, &person, &keys).status, 200);
    for (path, answer) in walked(&served, &person, &["/", "/register/due?within=3650"]) {
        assert_eq!(answer.status, 200, "{path}: a link that leads nowhere");
    }
    let bad = keys.iter().find(|key| key.contains(YUKIGUNI)).unwrap();
    let result = format!("/assess/result?file={}", encoded(bad));
    let vendor = format!("/register/vendor?name={}", encoded(YUKIGUNI));
    let recorded = links(&page(&served, &person, &vendor))
        .into_iter()
        .find(|link| link.starts_with("/register/assessment"))
        .expect("what was recorded");
    let changes = format!("/register/changes?case=R9-nozei&vendor={}", encoded(YUKIGUNI));
    let places = [
        "/assess",
        "/assess/internal",
        "/compare",
        "/compare?case=R9-nozei",
        "/register",
        "/register/record",
        "/register/cases",
        "/register/round",
        "/register/due?within=365",
        "/register/remedies",
        "/issue?case=R9-nozei",
        &result,
        &vendor,
        &recorded,
        &changes,
    ];
    let (mut ways, mut targets) = (0, BTreeMap::<String, String>::new());
    for place in places {
        let text = page(&served, &person, place);
        let shown = before(
            before(main_part(&text), "<section id=\"findings\""),
            "<section aria-labelledby=\"answers-heading\"",
        );
        let loose = scores(&words_outside(shown, &["a"]));
        assert!(loose.is_empty(), "{place}: scores that lead nowhere: {loose:?}");
        for (tag, behind) in tags(shown).filter(|(tag, _)| tag.starts_with("span class=\"tag")) {
            let own = place == recorded && CONCLUSIONS.contains(&behind);
            assert!(own || !CONCLUSIONS.contains(&behind.trim()), "{place}: <{tag}>{behind}: leads nowhere");
        }
        // Counts in cells of tables are numbers, too.
        for cell in shown.split("<td class=\"number\"").skip(1).filter_map(|rest| rest.split("</td>").next()) {
            let words = words_outside(&format!("<{}", cell.split_once('>').map_or("", |(_, rest)| rest)), &["a"]);
            let bare = words.chars().any(|sign| sign.is_ascii_digit() && sign != '0');
            assert!(!bare, "{place}: {cell}");
        }
        for (tag, behind) in
            tags(main_part(&text)).filter(|(tag, _)| tag.starts_with("a ") && !tag.contains("aria-label"))
        {
            let empty = behind.is_empty() && main_part(&text).contains(&format!("<{tag}></a>"));
            assert!(!empty, "{place}: <{tag}> has no name");
        }
        for link in links(main_part(&text)) {
            let (path, anchor) = link.split_once('#').map_or((link.as_str(), ""), |(path, anchor)| (path, anchor));
            let path = if path.is_empty() { place } else { path };
            if anchor.is_empty() || path.starts_with("/settings") {
                continue;
            }
            let target = targets.entry(path.to_owned()).or_insert_with(|| page(&served, &person, path));
            assert!(target.contains(&format!("id=\"{anchor}\"")), "{place}: {link} leads to no place");
            ways += 1;
        }
    }
    assert!(ways > 500, "{ways}");
    // From a recorded verdict to its answer, from there to the cell, and on to sentence and clause.
    let text = page(&served, &person, &recorded);
    assert!(!text.contains("{{"), "words of the organisation stand in the demands");
    let found = links(&text);
    assert!(
        found.iter().any(|link| link.starts_with("#a-")) && found.iter().any(|link| link.starts_with("/assess/clause"))
    );
    for cell in [
        found.iter().find(|link| link.starts_with("/assess/cell")).expect("a cell").clone(),
        links(&page(&served, &person, &result))
            .into_iter()
            .find(|link| link.starts_with("/assess/cell"))
            .expect("a cell"),
    ] {
        let text = page(&served, &person, &cell);
        assert!(text.contains("方針の義務") && text.contains("6(8)"), "{text}");
        let clause = links(&text).into_iter().find(|link| link.starts_with("/assess/clause")).expect("a clause");
        assert!(page(&served, &person, &clause).contains("この条項が応える要求事項"));
    }
    // What counts one verdict shows just so many.
    for (sign, link) in found
        .iter()
        .filter(|link| link.contains("only="))
        .zip(["○", "△", "？", "×", "－"])
        .map(|(link, sign)| (sign, link))
    {
        let counted = text.split(&format!(">{sign}</span> ")).nth(1).and_then(|rest| rest.split('件').next()).unwrap();
        let path = link.split('#').next().unwrap();
        let rows = page(&served, &person, path).matches("<tr id=\"r-").count();
        assert_eq!(rows.to_string(), counted, "{sign}");
    }
}

#[test]
fn who_comes_second_does_not_overwrite_what_they_have_not_seen() {
    let folder = workspace("yuzawa");
    std::fs::write(
        folder.path().join("returned/他社様式.csv"),
        "番号,質問,回答,備考\n1,責任者を定めていますか,はい,CISO\n2,教育を行っていますか,いいえ,来年\n",
    )
    .unwrap();
    account(folder.path(), "hanako", "担当 花子", "承認");
    account(folder.path(), "ichiro", "担当 一郎", "承認");
    let (served, _keys) = Served::shared(folder.path());
    let (one, other) = (served.log_in("hanako"), served.log_in("ichiro"));
    let post =
        |person: &Person, path: &str, fields: &[(&str, &str)]| served.ask(&Ask::post(path).form_of(person, fields));
    let settings = || std::fs::read_to_string(folder.path().join("itaku.toml")).unwrap();

    // The same form of the settings, and the settings as text.
    let seen = field(&page(&served, &one, "/settings/edit?part=profile"), "/settings/edit", "seen");
    let change = |threshold: &'static str| {
        [("part", "profile"), ("at", "0"), ("seen", seen.as_str()), ("v_base", "standard"), ("v_threshold", threshold)]
    };
    assert_eq!(post(&one, "/settings/edit", &change("80")).status, 303);
    let moved = post(&other, "/settings/edit", &change("60"));
    assert!(
        moved.status == 422
            && moved.text().contains("設定ファイルが変わりました")
            && moved.text().contains("value=\"60\"")
    );
    assert!(settings().contains("threshold = 80"));
    let text = [("text", "schema = 'workspace/1'"), ("seen", seen.as_str())];
    assert_eq!(post(&other, "/settings/text", &text).status, 422);
    assert!(settings().contains("threshold = 80"));

    // The same cell.
    let file = "回答_R9-nozei_有限会社雪国発送センター.xlsx";
    let cell = format!("/assess/cell?file={}&sheet={}&cell=D8", encoded(file), encoded("回答"));
    let seen = field(&page(&served, &one, &cell), "/assess/correct", "seen");
    let correct = |answer: &'static str| {
        [
            ("file", file),
            ("sheet", "回答"),
            ("cell", "D8"),
            ("seen", seen.as_str()),
            ("answer", answer),
            ("why", "電話"),
        ]
    };
    assert_eq!(post(&one, "/assess/correct", &correct("unmet")).status, 303);
    let late = post(&other, "/assess/correct", &correct("met"));
    assert!(late.status == 409 && late.title().contains("ほかの人が同じところを改めました"), "{}", late.text());
    let history = page(&served, &other, &cell);
    assert!(history.contains("担当 花子") && !history.contains("担当 一郎</td>"));
    let seen = field(&history, "/assess/correct", "seen");
    let again = [
        ("file", file),
        ("sheet", "回答"),
        ("cell", "D8"),
        ("seen", seen.as_str()),
        ("answer", "met"),
        ("why", "確かめ直した"),
    ];
    assert_eq!(post(&other, "/assess/correct", &again).status, 303);
    let history = page(&served, &other, &cell);
    assert!(history.contains("担当 花子") && history.contains("担当 一郎"), "both stay");

    // Whose a file is, where its columns stand, what its questions stand for.
    let foreign = format!("/assess/file?file={}", encoded("他社様式.csv"));
    let shown = page(&served, &one, &foreign);
    let (whose, layout) = (field(&shown, "/assess/whose", "seen"), field(&shown, "/assess/layout", "seen"));
    let whose = |vendor: &'static str| {
        [("file", "他社様式.csv"), ("seen", whose.as_str()), ("vendor", vendor), ("case", "R9-nozei")]
    };
    assert_eq!(post(&one, "/assess/whose", &whose("甲社")).status, 303);
    assert_eq!(post(&other, "/assess/whose", &whose("乙社")).status, 409);
    assert!(page(&served, &one, &foreign).contains("value=\"甲社\""));
    let layout = |answer: &'static str| {
        let columns = [("column", "B"), ("use", "question"), ("column", answer), ("use", "answer")];
        let rest =
            [("file", "他社様式.csv"), ("seen", layout.as_str()), ("sheet", "CSV"), ("first", "2"), ("last", "3")];
        [&rest[..], &columns].concat()
    };
    let done = post(&one, "/assess/layout", &layout("C"));
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(post(&other, "/assess/layout", &layout("D")).status, 409);
    let map = page(&served, &one, &format!("/assess/map?file={}", encoded("他社様式.csv")));
    let good = map
        .split("name=\"good-0\"")
        .nth(1)
        .and_then(|rest| attribute(rest.split('<').nth(3)?, "value"))
        .expect("a choice");
    let (seen, place) = (field(&map, "/assess/map", "seen"), field(&map, "/assess/map", "place-0"));
    let decide = |requirement: &'static str| {
        [
            ("file", "他社様式.csv"),
            ("seen", seen.as_str()),
            ("place-0", place.as_str()),
            ("requirement-0", requirement),
            ("decision-0", "covers"),
            ("good-0", good.as_str()),
        ]
    };
    let done = post(&one, "/assess/map", &decide("OUT-02"));
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(post(&other, "/assess/map", &decide("SEL-04")).status, 409);
    let maps: String = std::fs::read_dir(folder.path().join("maps"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(maps.contains("OUT-02") && !maps.contains("SEL-04"), "{maps}");

    // A vendor's facts and a remedy.
    let keys = recordable(&served, &one);
    assert_eq!(record(&served, &one, &keys).status, 200);
    let seen =
        field(&page(&served, &one, &format!("/register/vendor?name={}", encoded(AOBA))), "/register/put", "kind");
    assert_eq!(seen, "subcontract");
    let shown = page(&served, &one, &format!("/register/vendor?name={}", encoded(AOBA)));
    let form = &shown[shown.find("name=\"kind\" value=\"vendor\"").unwrap()..];
    let seen = attribute(tags(form).find(|(tag, _)| tag.contains("name=\"seen\"")).unwrap().0, "value").unwrap();
    let facts =
        |office: &'static str| [("kind", "vendor"), ("name", AOBA), ("seen", seen.as_str()), ("head_office", office)];
    assert_eq!(post(&one, "/register/put", &facts("新潟県長岡市")).status, 303);
    assert_eq!(post(&other, "/register/put", &facts("東京都")).status, 409);
    assert!(page(&served, &one, &format!("/register/vendor?name={}", encoded(AOBA))).contains("新潟県長岡市"));
    let remedy = |state: &'static str| {
        [
            ("kind", "remedy"),
            ("case", "R9-nozei"),
            ("vendor", YUKIGUNI),
            ("requirement", "SEL-12"),
            ("state", state),
            ("proof", "実地"),
        ]
    };
    assert_eq!(post(&one, "/register/put", &remedy("完了")).status, 303);
    assert_eq!(post(&other, "/register/put", &remedy("取下げ")).status, 409);
    assert!(page(&served, &one, "/register/remedies?state=all&q=SEL-12").contains("完了"));
    // Two exceptions entered at once stand side by side.
    for (person, requirement) in [(&one, "SEL-07"), (&other, "SEL-12")] {
        let accept = [
            ("file", file),
            ("case", "R9-nozei"),
            ("vendor", YUKIGUNI),
            ("requirement", requirement),
            ("reason", "代わりの策"),
            ("approved", "2026-11-21"),
            ("until", "2027-03-31"),
        ];
        assert_eq!(post(person, "/assess/exception", &accept).status, 303);
    }
    assert!(settings().contains("SEL-07") && settings().contains("SEL-12"));
}

#[test]
fn every_form_can_be_sent_without_script() {
    let mut forms = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/web")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for form in text.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap()) {
                let head = form.split('>').next().unwrap();
                let place = format!("{}: {head}", path.display());
                assert!(head.contains(" method=\"") && head.contains(" action=\""), "{place}");
                assert!(form.contains("type=\"submit\""), "{place}: nothing to press");
                let open = head.contains("method=\"get\"") || head.contains("action=\"/login\"");
                assert!(open || form.contains("name=\"csrf\""), "{place}");
                let files = form.contains("type=\"file\"");
                assert_eq!(files, head.contains("multipart/form-data"), "{place}");
                forms.insert(attribute(head, "action"));
            }
        }
    }
    assert!(forms.len() >= 20, "{forms:?}");
    // Files go without script, too: several at once, and each is told.
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let foreign = "番号,質問,回答\n1,責任者を定めていますか,はい\n2,教育を行っていますか,いいえ\n";
    let sent = Ask::post("/assess/upload").files_of(
        &person,
        &[],
        &[("file", "甲.csv", foreign.as_bytes()), ("file", "写真.png", b"x")],
    );
    let done = served.ask(&sent);
    assert_eq!((done.status, done.header("location")), (303, Some("/assess")));
    let told = page(&served, &person, "/assess");
    assert!(
        told.contains("甲.csv: 回答2件を読みました") && told.contains("写真.png: 表計算のファイルではない"),
        "{told}"
    );
    assert_eq!(served.ask(&Ask::post("/assess/upload").files_of(&person, &[], &[])).status, 422);
}

/// An upload of so many bytes that does not end.
fn unfinished(served: &Served, person: &Person, megabytes: usize) -> Box<dyn served::Line> {
    let body = vec![b'x'; megabytes * 1024 * 1024];
    let bytes =
        Ask::post("/assess/upload").files_of(person, &[("script", "1")], &[("file", "a.xlsx", &body)]).bytes(served);
    let mut line = served.connected();
    line.write_all(&bytes[..bytes.len() - 200]).expect("sent");
    line.flush().expect("sent");
    line
}

#[test]
fn what_all_people_send_at_once_is_bounded_and_who_is_too_many_hears_it() {
    let folder = workspace("yuzawa");
    let served = Served::own(folder.path());
    let person = served.enter();
    let mut lines: Vec<Box<dyn served::Line>> = (0..4).map(|_| unfinished(&served, &person, 63)).collect();
    let small = Ask::post("/assess/upload").files_of(
        &person,
        &[("script", "1")],
        &[("file", "b.csv", &vec![b'x'; 8 * 1024 * 1024])],
    );
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let full = loop {
        let answer = served.ask(&small);
        if answer.status == 503 || std::time::Instant::now() > until {
            break answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    assert_eq!(
        (full.status, full.title().as_str()),
        (503, "いまは混み合っているので、受け取れません"),
        "{}",
        full.text()
    );
    assert_eq!(get(&served, &person, "/").status, 200, "pages are shown meanwhile");
    lines.clear();
    let taken = loop {
        let answer = served.ask(&small);
        if answer.status == 200 || std::time::Instant::now() > until {
            break answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    assert_eq!(taken.status, 200, "{}", taken.text());
}

#[cfg(unix)]
#[test]
fn a_file_with_quotes_and_line_ends_in_its_name_is_saved_under_it() {
    let folder = workspace("yuzawa");
    let returned = folder.path().join("returned");
    let from = std::fs::read_dir(&returned)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains(AOBA))
        .unwrap();
    let names =
        ["a\"b\"; filename=x.exe .xlsx", "a\r\nSet-Cookie: a=b\r\n\r\n.xlsx", "回答（①）\u{202e}.xlsx", "100%25.xlsx"];
    for name in names {
        std::fs::copy(&from, returned.join(name)).unwrap();
    }
    let served = Served::own(folder.path());
    let person = served.enter();
    for name in names {
        for path in ["/assess/returned", "/assess/marked"] {
            let answer = get(&served, &person, &format!("{path}?file={}", encoded(name)));
            assert_eq!(answer.status, 200, "{name}");
            assert_eq!(answer.head.lines().filter(|line| line.to_lowercase().starts_with("set-cookie")).count(), 0);
            let told = answer.header("content-disposition").expect("a name");
            let value = told.strip_prefix("attachment; filename*=UTF-8''").expect("one name");
            assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{value}");
            if path == "/assess/returned" {
                let decoded: String =
                    form_urlencoded::parse(value.as_bytes()).map(|(name, _)| name.into_owned()).collect();
                assert_eq!(decoded, name);
            }
        }
        names_no_command(name, &page(&served, &person, &format!("/assess/file?file={}", encoded(name))));
    }
}

/// The certificate that the program shows to whoever connects.
fn shown_certificate(served: &Served) -> Option<Vec<u8>> {
    use std::sync::Arc;
    use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
    use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto};
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    config.dangerous().set_certificate_verifier(Arc::new(Anybody));
    let stream = std::net::TcpStream::connect(served.address).unwrap();
    let client = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut line = StreamOwned::new(client, stream);
    let head = format!("GET /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", served.host());
    line.write_all(head.as_bytes()).ok()?;
    drop(line.read_to_end(&mut Vec::new()));
    line.conn.peer_certificates().and_then(<[CertificateDer<'_>]>::first).map(|first| first.to_vec())
}

/// Takes every certificate: which one it is, the test asks.
#[derive(Debug)]
struct Anybody;

mod anybody {
    use super::Anybody;
    use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use tokio_rustls::rustls::{DigitallySignedStruct, Error, SignatureScheme, crypto};

    impl ServerCertVerifier for Anybody {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
        }
    }
}

#[test]
fn a_renewed_certificate_is_taken_up_and_a_broken_one_is_not() {
    let folder = workspace("yuzawa");
    account(folder.path(), "kacho", "承認 二郎", "承認");
    let (served, keys) = Served::shared(folder.path());
    let first = shown_certificate(&served).expect("a certificate");
    let renew = |name: &str, from: &Path| {
        let (to, from): (PathBuf, PathBuf) = (keys.path().join(name), from.join(name));
        std::fs::rename(from, to).unwrap();
    };
    // A certificate without its key: the former stays until both are there.
    let new = tempfile::tempdir().unwrap();
    certificate(new.path());
    renew("cert.pem", new.path());
    assert_eq!(shown_certificate(&served).expect("still served"), first);
    renew("key.pem", new.path());
    let second = shown_certificate(&served).expect("renewed");
    assert_ne!(second, first);
    std::fs::write(keys.path().join("cert.pem"), "nonsense").unwrap();
    assert_eq!(shown_certificate(&served).expect("still served"), second);
    std::fs::remove_file(keys.path().join("key.pem")).unwrap();
    assert_eq!(shown_certificate(&served).expect("still served"), second);
}
