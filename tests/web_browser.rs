//! The local page in a real browser, as a clerk uses it: Chromium, driven through its driver, against the built program.
//! Every page that can be reached is looked at for barriers (axe), for words beyond the edge at two widths, and on paper.
//! With `ITAKU_PICTURES=folder` each page is left there as a picture.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::await_holding_lock,
    reason = "tests"
)]

#[path = "support/browser.rs"]
mod browser;
#[path = "support/served.rs"]
mod served;

use browser::{Browser, axe, with_browser};
use calamine::{Reader, Xlsx, open_workbook};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::wd::PrintConfiguration;
use serde_json::{Value, json};
use served::{PASSWORD, Served, account, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Sizes of the screens that stand in offices.
const SCREENS: [(u32, u32); 2] = [(1366, 768), (1024, 768)];
/// Pages of one kind that are looked at.
const OF_A_KIND: usize = 2;

/// What axe finds serious or critical, a line each.
async fn barriers(browser: &Browser, axe: &str) -> Vec<String> {
    browser.client.execute(axe, Vec::new()).await.expect("axe");
    let script = "const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations), (error) => done([{ impact: 'critical', id: String(error), nodes: [] }]));";
    let found = browser.client.execute_async(script, Vec::new()).await.expect("axe");
    let serious = |violation: &&Value| matches!(violation["impact"].as_str(), Some("serious" | "critical"));
    let found = found.as_array().expect("violations");
    found
        .iter()
        .filter(serious)
        .map(|violation| format!("{} {}", violation["id"], violation["nodes"][0]["html"]))
        .collect()
}

/// Looks at the page that is shown; what is wrong with it, a line each.
async fn faults(browser: &Browser, axe: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    for (width, height) in SCREENS {
        browser.size(width, height).await;
        let over =
            browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        if over != json!(0) {
            faults.push(format!("{width}: {over} pixels beyond the edge"));
        }
        picture(browser, width).await;
    }
    let said = browser
        .run("return [document.documentElement.lang, document.title, document.querySelectorAll('h1').length, document.querySelectorAll('main').length,
            performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith(location.origin + '/')).join(' ')]")
        .await;
    if said[0] != "ja" || said[1] == "" || said[2] != 1 || said[3] != 1 || said[4] != "" {
        faults.push(format!("language, title, headings, main parts, things from elsewhere: {said}"));
    }
    if let Some(axe) = axe {
        faults.extend(barriers(browser, axe).await);
    }
    let pdf = browser.client.print(PrintConfiguration::default()).await.expect("print");
    if !pdf.starts_with(b"%PDF") {
        faults.push("does not print".to_owned());
    }
    faults
}

async fn picture(browser: &Browser, width: u32) {
    let Some(folder) = std::env::var_os("ITAKU_PICTURES") else { return };
    std::fs::create_dir_all(&folder).expect("folder");
    let path = browser.path().await.replace('/', "_").replace('%', "");
    let name: String = path.chars().take(80).collect();
    // The whole page, not only what the window shows.
    let height = browser.run("return document.documentElement.scrollHeight").await.as_u64().expect("height");
    browser.size(width, u32::try_from(height.clamp(768, 3000)).expect("small")).await;
    std::fs::write(
        Path::new(&folder).join(format!("page{name}-{width}.png")),
        browser.client.screenshot().await.expect("picture"),
    )
    .expect("written");
}

/// An address without what changes from one to the next: pages of one kind have the same.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let fixed = |part: &&str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let parts: Vec<&str> = path.split('/').map(|part| if fixed(&part) { part } else { "x" }).collect();
    format!("{}?{}", parts.join("/"), keys.join("&"))
}

/// Whether there is a page, and not a file to be saved.
async fn is_page(browser: &Browser, address: &str) -> bool {
    let script = "const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then((answer) => done([answer.status, answer.headers.get('content-disposition') || '']), (error) => done([0, String(error)]));";
    let told = browser.client.execute_async(script, vec![json!(address)]).await.expect("asked");
    assert_eq!(told[0], 200, "{address}: {told}");
    told[1] == ""
}

/// Follows every link from here and looks at each page.
async fn look_around(browser: &Browser, origin: &str, axe: Option<&str>) {
    let (mut seen, mut kinds) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut wanted =
        vec![browser.client.current_url().await.expect("address").as_str().trim_start_matches(origin).to_owned()];
    let mut wrong = Vec::new();
    while let Some(address) = wanted.pop() {
        let count = kinds.entry(kind(&address)).or_default();
        if *count >= OF_A_KIND || !seen.insert(address.clone()) {
            continue;
        }
        *count += 1;
        if !is_page(browser, &address).await {
            continue;
        }
        browser.goto(&format!("{origin}{address}")).await;
        wrong.extend(faults(browser, axe).await.into_iter().map(|fault| format!("{address}: {fault}")));
        let links = browser
            .run("return [...document.links].filter((link) => link.origin === location.origin).map((link) => link.pathname + link.search)")
            .await;
        wanted.extend(links.as_array().expect("links").iter().filter_map(|link| link.as_str().map(str::to_owned)));
    }
    eprintln!("{} pages of {} kinds", seen.len(), kinds.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Records all that came back.
async fn record(browser: &Browser, origin: &str) {
    browser.goto(&format!("{origin}/register/record")).await;
    browser.fill("#by", "山田 花子").await;
    browser.press("印を付けた回答を台帳に記録する").await;
    browser.says("台帳に記録しました").await;
}

#[test]
fn every_page_of_a_workspace_is_without_barriers_at_both_widths_and_on_paper() {
    with_browser(true, async |browser| {
        let folder = workspace("yuzawa");
        let served = Served::own(folder.path());
        browser.goto(&served.opening).await;
        browser.says("湯沢町").await;
        // Two rounds in the register, so that its pages have something to show.
        record(&browser, &served.origin()).await;
        let settings = folder.path().join("itaku.toml");
        let text = std::fs::read_to_string(&settings).unwrap();
        std::fs::write(&settings, text.replace("edition = '第4.0版'", "edition = '第5.0版'")).unwrap();
        record(&browser, &served.origin()).await;
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        browser.goto(&format!("{}/", served.origin())).await;
        look_around(&browser, &served.origin(), axe().as_deref()).await;
        browser.goto(&format!("{}/none", served.origin())).await;
        assert!(faults(&browser, axe().as_deref()).await.is_empty());
        browser.close().await;
    });
}

/// A policy of nobody, with the duties of section 6(8) in words of its own.
const POLICY: &str = "山畑市情報セキュリティ基本方針

令和8年4月1日 施行

1 目的
本基本方針は、本市が保有する情報資産の機密性、完全性及び可用性を維持するため、本市が実施する情報セキュリティ対策について基本的な事項を定める。

6 情報セキュリティ対策
(8) 業務委託と外部サービス（クラウドサービス）の利用
業務委託を行う場合には、委託事業者を選定し、情報セキュリティ要件を明記した契約を締結し、委託事業者において必要なセキュリティ対策が確保されていることを確認し、必要に応じて契約に基づき措置を講じる。
外部サービス（クラウドサービス）を利用する場合には、利用に係る規定を整備し対策を講じる。
ソーシャルメディアサービスを利用する場合には、ソーシャルメディアサービスの運用手順を定め、ソーシャルメディアサービスで発信できる情報を規定し、利用するソーシャルメディアサービスごとの責任者を定める。
";

#[test]
fn a_workspace_is_made_from_a_dropped_policy() {
    with_browser(true, async |browser| {
        let shelf = tempfile::tempdir().unwrap();
        let served = Served::own(shelf.path());
        browser.goto(&served.opening).await;
        browser.says("作業フォルダを選ぶ").await;
        assert!(faults(&browser, axe().as_deref()).await.is_empty());
        drop_files(&browser, "[data-drop]", &[("方針.txt", POLICY.as_bytes())]).await;
        browser.says("業務委託を行う場合には").await;
        assert_eq!(browser.run("return document.querySelector('[name=organisation]').value").await, "山畑市");
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(!shelf.path().join("山畑市").exists());
        browser.find("form[action='/workspace/create'] button").await.click().await.unwrap();
        browser.says("作業フォルダを作りました").await;
        let settings = std::fs::read_to_string(shelf.path().join("山畑市/itaku.toml")).unwrap();
        assert!(settings.contains("山畑市") && settings.contains("本市"));
        browser.close().await;
    });
}

/// Drops files on a place, as from another window.
async fn drop_files(browser: &Browser, place: &str, files: &[(&str, &[u8])]) {
    browser.find(place).await;
    let files: Vec<Value> = files.iter().map(|(name, bytes)| json!([name, bytes])).collect();
    let script = "const [place, files] = arguments;
        const transfer = new DataTransfer();
        for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
        const target = document.querySelector(place);
        for (const kind of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));";
    browser.client.execute(script, vec![json!(place), json!(files)]).await.expect("dropped");
}

/// The example without its returned files, and these apart.
fn before_anything_came_back() -> (tempfile::TempDir, Vec<(String, Vec<u8>)>) {
    let folder = workspace("yuzawa");
    let returned = folder.path().join("returned");
    let mut sheets = Vec::new();
    for path in std::fs::read_dir(&returned).unwrap().map(|entry| entry.unwrap().path()) {
        sheets.push((path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()));
        std::fs::remove_file(path).unwrap();
    }
    sheets.sort();
    (folder, sheets)
}

const VENDOR: &str = "株式会社あおば印刷";

#[test]
fn the_whole_round_from_dropped_files_to_a_report_that_is_opened_again() {
    with_browser(true, async |browser| {
        let (folder, sheets) = before_anything_came_back();
        let served = Served::own(folder.path());
        browser.goto(&served.opening).await;
        browser.press("評価").await;
        browser.says("返送されたファイルはまだありません").await;
        let files: Vec<(&str, &[u8])> = sheets.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        drop_files(&browser, "[data-drop]", &files).await;
        browser.says("判定（").await;
        assert_eq!(std::fs::read_dir(folder.path().join("returned")).unwrap().count(), sheets.len());
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));

        // How the file was read, and one answer put right, by whom and why.
        browser.press(&format!("回答_R9-nozei_{VENDOR}")).await;
        browser.says("どう読み取ったか").await;
        browser.find("#grids a[href^='/assess/cell']").await.click().await.unwrap();
        browser.says("読み取りを正す").await;
        let cell = browser.find("h1").await.text().await.unwrap();
        browser.find("input[name=answer][value=unmet]").await.click().await.unwrap();
        browser.fill("#why", "=電話で確かめた").await;
        browser.fill("#by", "山田 花子").await;
        browser.press("訂正を残す").await;
        browser.says("訂正を残しました").await;
        browser.says("=電話で確かめた").await;

        // The verdict follows, and leads back to the cell.
        browser.press("評価").await;
        browser.press(VENDOR).await;
        browser.says("総括").await;
        let page = browser.text().await;
        assert!(page.contains("山田 花子") || page.contains("訂正"), "the correction is not told: {cell}");
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));

        // What is downloaded is what was seen.
        let conclusion = browser.find(".verdict .word").await.text().await.unwrap();
        browser.press("不足事項報告（Excel）").await;
        let report = browser.downloaded(".xlsx").await;
        let mut book: Xlsx<_> = open_workbook(&report).unwrap();
        let names = book.sheet_names();
        assert!(names.iter().any(|name| name == "総括") && names.iter().any(|name| name == "不足事項"), "{names:?}");
        let summary = book.worksheet_range("総括").unwrap();
        let text: Vec<String> = summary.cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert!(text.iter().any(|cell| cell.contains(VENDOR)));
        let word = conclusion.trim_start_matches(|sign: char| !('\u{4e00}'..='\u{9fff}').contains(&sign));
        assert!(text.iter().any(|cell| cell.contains(word)), "{word} is not in {text:?}");
        let all: Vec<String> = names
            .iter()
            .flat_map(|name| {
                book.worksheet_range(name).unwrap().cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>()
            })
            .collect();
        assert!(all.iter().any(|cell| cell.contains("電話で確かめた")), "the correction is not in the report");
        browser.press("特記事項（Word）").await;
        let annex = std::fs::read(browser.downloaded(".docx").await).unwrap();
        assert!(annex.starts_with(b"PK"));
        browser.press("評価").await;
        browser.press("すべての文書をまとめて保存").await;
        let archive = zip::ZipArchive::new(std::fs::File::open(browser.downloaded(".zip").await).unwrap()).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(names.iter().any(|name| name.contains(VENDOR) && name.ends_with(".docx")), "{names:?}");
        assert!(names.iter().any(|name| name.contains("比較表")), "{names:?}");
        browser.close().await;
    });
}

#[test]
fn without_script_returned_files_are_chosen_and_corrected() {
    with_browser(false, async |browser| {
        let (folder, sheets) = before_anything_came_back();
        let apart = tempfile::tempdir().unwrap();
        let paths: Vec<String> = sheets
            .iter()
            .map(|(name, bytes)| {
                let path = apart.path().join(name);
                std::fs::write(&path, bytes).unwrap();
                path.display().to_string()
            })
            .collect();
        let served = Served::own(folder.path());
        browser.goto(&served.opening).await;
        browser.press("評価").await;
        browser.find("input[type=file]").await.send_keys(&paths.join("\n")).await.unwrap();
        browser.press("読み取って判定する").await;
        browser.says("判定（").await;
        browser.says(VENDOR).await;
        browser.press(&format!("回答_R9-nozei_{VENDOR}")).await;
        browser.find("#grids a[href^='/assess/cell']").await.click().await.unwrap();
        browser.find("input[name=answer][value=partial]").await.click().await.unwrap();
        browser.fill("#why", "電話で確かめた").await;
        browser.fill("#by", "山田 花子").await;
        browser.press("訂正を残す").await;
        browser.says("訂正を残しました").await;
        browser.close().await;
    });
}

#[test]
fn without_script_files_are_chosen_and_everything_else_works() {
    with_browser(false, async |browser| {
        let shelf = tempfile::tempdir().unwrap();
        let policy = shelf.path().join("方針.txt");
        std::fs::write(&policy, POLICY).unwrap();
        let served = Served::own(shelf.path());
        browser.goto(&served.opening).await;
        browser.says("作業フォルダを選ぶ").await;
        assert!(!browser.text().await.contains("ここにファイルを置くこともできます"));
        browser.find("input[type=file]").await.send_keys(&policy.display().to_string()).await.unwrap();
        browser.press("文書を読む").await;
        browser.says("業務委託を行う場合には").await;
        browser.find("form[action='/workspace/create'] button").await.click().await.unwrap();
        browser.says("作業フォルダを作りました").await;
        assert!(shelf.path().join("山畑市/itaku.toml").is_file());
        browser.close().await;
    });
}

/// Presses keys, one after another, wherever the focus is: the driver would take keys sent to a choice of files for a file's name.
async fn keys(browser: &Browser, keys: &str) {
    let pressed = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |actions, value| {
        actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
    });
    browser.client.perform_actions(pressed).await.expect("typed");
}

/// Goes on with the tabulator until the focus is on what has these words or this name; what it passed is seen.
async fn tab_to(browser: &Browser, words: &str) {
    let tab = char::from(Key::Tab).to_string();
    for _ in 0..200 {
        keys(browser, &tab).await;
        let at = browser
            .run("const at = document.activeElement; const style = getComputedStyle(at);
                return [(at.innerText || '') + ' ' + (at.name || '') + ' ' + (at.getAttribute('aria-label') || ''), at === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none']")
            .await;
        let text = at[0].as_str().unwrap_or_default().to_owned();
        assert_eq!(at[1], true, "the focus on 「{text}」 is not seen");
        if text.contains(words) {
            return;
        }
    }
    panic!("the focus never comes to 「{words}」");
}

#[test]
fn with_the_keyboard_alone_a_workspace_is_made() {
    with_browser(true, async |browser| {
        let shelf = tempfile::tempdir().unwrap();
        let served = Served::own(shelf.path());
        browser.goto(&served.opening).await;
        browser.says("作業フォルダを選ぶ").await;
        // The first stop leads past the navigation.
        tab_to(&browser, "本文へ移る").await;
        keys(&browser, &char::from(Key::Enter).to_string()).await;
        assert_eq!(browser.run("return document.activeElement.id").await, "main");
        tab_to(&browser, "organisation").await;
        keys(&browser, "山畑市").await;
        tab_to(&browser, "self").await;
        keys(&browser, "本市").await;
        tab_to(&browser, "ひな型から作る").await;
        keys(&browser, &char::from(Key::Enter).to_string()).await;
        browser.says("作業フォルダを作りました").await;
        browser.close().await;
    });
}

#[test]
fn a_shared_page_is_entered_with_a_password_and_left_again() {
    with_browser(true, async |browser| {
        let folder = workspace("yuzawa");
        account(folder.path(), "kacho", "承認 二郎", "承認");
        let (served, _keys) = Served::shared(folder.path());
        browser.goto(&format!("{}/", served.origin())).await;
        browser.says("パスワード").await;
        assert_eq!(browser.path().await, "/login");
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        browser.fill("#account", "kacho").await;
        browser.fill("#password", "違うパスワード").await;
        browser.find("main button").await.click().await.unwrap();
        browser.says("ログインできません").await;
        browser.goto(&format!("{}/login", served.origin())).await;
        browser.fill("#account", "kacho").await;
        browser.fill("#password", PASSWORD).await;
        browser.find("main button").await.click().await.unwrap();
        browser.says("湯沢町").await;
        browser.goto(&format!("{}/account", served.origin())).await;
        browser.says("承認 二郎").await;
        let wrong = faults(&browser, axe().as_deref()).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        browser.press("ログアウト").await;
        browser.says("パスワード").await;
        browser.client.back().await.unwrap();
        assert!(!browser.text().await.contains("承認 二郎"));
        browser.close().await;
    });
}
