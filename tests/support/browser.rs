//! A browser on this computer, driven as a person would: Chromium without a window, through its driver.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One browser at a time: each takes several processes.
static TURN: Mutex<()> = Mutex::new(());

/// The browser, until it is dropped.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    /// Where downloads go.
    pub(crate) downloads: tempfile::TempDir,
    _profile: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It has ended where the test came to its end.
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn found(names: &[&str]) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let files = std::env::split_paths(&paths).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// Whether what the tests need is here; otherwise says what is not, and fails where it must be.
pub(crate) fn missing(what: &str) {
    assert!(std::env::var_os("ITAKU_CI").is_none(), "{what} is not here");
    eprintln!("skipped: no {what}");
}

/// The script that looks for barriers, as `.ci/run` lays it down.
pub(crate) fn axe() -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    let script = std::fs::read_to_string(file).ok();
    if script.is_none() {
        missing("axe-core");
    }
    script
}

/// Runs a test in the browser; with or without script.
pub(crate) fn with_browser<F: Future<Output = ()>>(script: bool, test: impl FnOnce(Browser) -> F) {
    let (Some(chromium), Some(driver)) =
        (found(&["chromium", "chromium-browser", "google-chrome"]), found(&["chromedriver"]))
    else {
        return missing("Chromium with chromedriver");
    };
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("runtime");
    runtime.block_on(async {
        test(Browser::start(&chromium, &driver, script, turn).await).await;
    });
}

impl Browser {
    async fn start(chromium: &Path, driver: &Path, script: bool, turn: MutexGuard<'static, ()>) -> Self {
        let mut driver =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("driver");
        let mut lines = BufReader::new(driver.stdout.take().expect("stdout")).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let rest = line.split_once("successfully on port ")?.1;
            rest.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("a port of the driver");
        // Whoever is not read from stands still.
        std::thread::spawn(move || lines.for_each(drop));
        let (profile, downloads) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=ja",
            "--window-size=1366,768",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let mut preferences = json!({
            "download.default_directory": downloads.path().display().to_string(),
            "download.prompt_for_download": false,
        });
        if !script {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let capabilities = json!({
            "browserName": "chrome",
            "acceptInsecureCerts": true,
            "goog:chromeOptions": { "binary": chromium.display().to_string(), "args": arguments, "prefs": preferences },
        });
        let Value::Object(capabilities) = capabilities else { panic!("capabilities") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("browser");
        Self { client, driver, downloads, _profile: profile, _turn: turn }
    }

    pub(crate) async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("page");
    }

    pub(crate) async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(Duration::from_secs(60)).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}\n{}", self.text().await),
        }
    }

    pub(crate) async fn all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.expect("elements")
    }

    /// The button or link with these words.
    pub(crate) async fn press(&self, words: &str) {
        let path = format!(
            "//main//*[self::button or self::a][contains(normalize-space(.), '{words}')] | //header//*[self::button or self::a][contains(normalize-space(.), '{words}')]"
        );
        let found = self.client.wait().at_most(Duration::from_secs(60)).for_element(Locator::XPath(&path)).await;
        let element = match found {
            Ok(element) => element,
            Err(error) => panic!("nothing to press with {words}: {error}\n{}", self.text().await),
        };
        element.click().await.expect("pressed");
    }

    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.expect("cleared");
        field.send_keys(text).await.expect("filled");
    }

    /// What a person reads in the page.
    pub(crate) async fn text(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Waits until the page says this.
    pub(crate) async fn says(&self, words: &str) {
        for _ in 0..600 {
            if self.text().await.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("「{words}」 is not said:\n{}", self.text().await);
    }

    pub(crate) async fn path(&self) -> String {
        self.client.current_url().await.expect("address").path().to_owned()
    }

    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("script")
    }

    /// Makes the page itself so wide and high, whatever the window needs around it. On a busy machine a window takes its time.
    pub(crate) async fn size(&self, width: u32, height: u32) {
        let wanted = [i64::from(width), i64::from(height)];
        let mut window = wanted;
        for _ in 0..100 {
            let [wide, high] = window.map(|length| u32::try_from(length.clamp(200, 5_000)).expect("small"));
            self.client.set_window_size(wide, high).await.expect("size");
            tokio::time::sleep(Duration::from_millis(100)).await;
            let inner = self.run("return [innerWidth, innerHeight]").await;
            let is = [0, 1].map(|index: usize| inner[index].as_i64().expect("number"));
            if is[0] == wanted[0] {
                return;
            }
            window = [0, 1].map(|index| window[index] + wanted[index] - is[index]);
        }
        panic!("the page does not become {width} wide");
    }

    /// The file that was downloaded last, once it is whole.
    pub(crate) async fn downloaded(&self, ending: &str) -> PathBuf {
        for _ in 0..600 {
            let files =
                std::fs::read_dir(self.downloads.path()).expect("downloads").map(|entry| entry.expect("entry").path());
            let files: Vec<PathBuf> = files.collect();
            let partial = files.iter().any(|file| file.extension().is_some_and(|ending| ending == "crdownload"));
            let found = files.into_iter().find(|file| file.to_string_lossy().ends_with(ending));
            if let (Some(file), false) = (found, partial) {
                return file;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no {ending} was downloaded");
    }

    /// Ends the browser as a person would.
    pub(crate) async fn close(self) {
        // Its driver ends it anyway.
        drop(self.client.clone().close().await);
    }
}
