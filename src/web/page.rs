//! Skins in one layout. A skin names values and decides nothing; what it needs is made by the area's handler.

use super::guard::Session;
use super::remedy::{names_command, on_page};
use super::site::Shared;
use super::{assess, compare, issue, login, register, settings, start};
use crate::cli::Refused;
use crate::cli::output::{self, Unwritten};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use handlebars::Handlebars;
use itaku::diagnostic::{Diagnostic, Severity, cause};
use itaku::document::WriteError;
use serde::Serialize;
use std::any::Any;
use std::path::Path;
use std::sync::OnceLock;

/// A skin: its name and its text.
pub(super) type Skin = (&'static str, &'static str);

/// A skin in a file of `templates/web`.
macro_rules! skin {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/", $name, ".html.hbs")))
    };
}
pub(super) use skin;

const OWN_SKINS: &[Skin] = &[skin!("layout"), skin!("refusal"), skin!("notices")];
const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/style.css"));
const ICON: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/icon.svg"));
const SCRIPT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web/page.js"));

/// An area of the page, as the navigation shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) label: &'static str,
    pub(super) path: &'static str,
}

/// The areas in the order of the work; only such as are there.
const AREAS: &[Area] = &[start::AREA, assess::AREA, compare::AREA, register::AREA, issue::AREA, settings::AREA];

/// A page of an area.
pub(super) struct Page<'a, T> {
    pub(super) area: Area,
    /// What the window is called.
    pub(super) title: &'a str,
    /// The organisation whose workspace is open.
    pub(super) organisation: Option<&'a str>,
    pub(super) skin: &'static str,
    /// What the skin names; `csrf` and `name` (of the person) are added.
    pub(super) content: T,
}

#[derive(Serialize)]
struct Content<'a, T> {
    csrf: &'a str,
    name: String,
    #[serde(flatten)]
    content: T,
}

#[derive(Serialize)]
struct Layout<'a> {
    title: &'a str,
    organisation: Option<&'a str>,
    areas: Vec<Link>,
    told: Vec<String>,
    /// Absent where nobody has come in: then there is nothing to lead to.
    csrf: Option<&'a str>,
    /// Who has logged in; none on one's own computer.
    person: Option<String>,
    version: &'static str,
    body: String,
}

#[derive(Serialize)]
struct Link {
    label: &'static str,
    path: &'static str,
    current: bool,
}

impl<T: Serialize> Page<'_, T> {
    /// The page as an answer.
    pub(super) fn shown(self, session: &Session) -> Result<Response, Refusal> {
        let content = Content { csrf: &session.csrf, name: session.name(), content: self.content };
        let body = filled(self.skin, &content)?;
        let areas = AREAS.iter().map(|area| Link { label: area.label, path: area.path, current: *area == self.area });
        let layout = Layout {
            title: self.title,
            organisation: self.organisation,
            areas: areas.collect(),
            told: session.take_told(),
            csrf: Some(&session.csrf),
            person: session.account.as_ref().map(|account| account.person.clone()),
            version: env!("CARGO_PKG_VERSION"),
            body,
        };
        Ok(Html(filled("layout", &layout)?).into_response())
    }
}

/// A page for nobody in particular: it leads nowhere and offers nothing.
pub(super) struct Bare<'a, T> {
    pub(super) title: &'a str,
    pub(super) skin: &'static str,
    pub(super) content: T,
}

impl<T: Serialize> Bare<'_, T> {
    /// The page as an answer.
    pub(super) fn shown(self) -> Result<Response, Refusal> {
        Ok(Html(self.filled()?).into_response())
    }

    fn filled(self) -> Result<String, Refusal> {
        let layout = Layout {
            title: self.title,
            organisation: None,
            areas: Vec::new(),
            told: Vec::new(),
            csrf: None,
            person: None,
            version: env!("CARGO_PKG_VERSION"),
            body: filled(self.skin, &self.content)?,
        };
        filled("layout", &layout)
    }
}

/// A skin with its values.
pub(super) fn filled(skin: &str, values: &impl Serialize) -> Result<String, Refusal> {
    let engine = engine().as_ref().map_err(|fault| Refusal::fault(fault))?;
    engine.render(skin, values).map_err(|error| Refusal::fault(&error.to_string()))
}

/// The skins, compiled once.
fn engine() -> &'static Result<Handlebars<'static>, String> {
    static ENGINE: OnceLock<Result<Handlebars<'static>, String>> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        let areas = [
            OWN_SKINS,
            login::SKINS,
            start::SKINS,
            assess::SKINS,
            compare::SKINS,
            register::SKINS,
            issue::SKINS,
            settings::SKINS,
        ];
        for (name, text) in areas.into_iter().flatten() {
            engine.register_template_string(name, text).map_err(|error| error.to_string())?;
        }
        Ok(engine)
    })
}

/// An address on this page with what is asked for.
pub(super) fn link(path: &str, asked: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
    format!("{path}?{query}")
}

/// The heading over what a room says.
const REFUSED: &str = "行えませんでした";

/// Why something could not be done, as a page.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    title: String,
    /// What is the case and what to do, a paragraph each.
    sentences: Vec<String>,
    /// What a room says.
    told: Vec<Notice>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, title: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status, title: title.into(), sentences: vec![remedy.into()], told: Vec::new() }
    }

    /// What was sent cannot be used.
    pub(super) fn wrong(title: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, title, remedy)
    }

    /// There is no such thing.
    pub(super) fn absent(title: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, title, "前の画面に戻り、表示し直してから選んでください")
    }

    pub(super) fn died() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "この操作を最後まで行えませんでした",
            "ファイルは元のままです。もう一度行っても同じときは、そのファイルを除いて続けてください",
        )
    }

    /// What is the case, without what to do.
    pub(super) fn sentence(&self) -> String {
        // A refusal of a room carries its sentence below a heading.
        let said = self.sentences.first().and_then(|sentence| sentence.lines().next());
        let said = self.told.first().map(|notice| notice.sentence.as_str()).or(said);
        said.filter(|_| self.title == REFUSED).unwrap_or(&self.title).to_owned()
    }

    /// A fault of the program, not of what was sent.
    fn fault(cause: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "画面や文書を作れませんでした", cause)
    }
}

impl From<Refused> for Refusal {
    fn from(Refused(sentences): Refused) -> Self {
        let without_commands = |sentence: String| {
            let lines = sentence.lines().filter(|line| !names_command(line));
            lines.map(str::trim).collect::<Vec<_>>().join("\n")
        };
        let sentences = sentences.into_iter().map(without_commands).collect();
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, title: REFUSED.to_owned(), sentences, told: Vec::new() }
    }
}

impl From<Vec<Diagnostic>> for Refusal {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        let told = diagnostics.iter().map(Notice::from).collect();
        let sentences = Vec::new();
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, title: REFUSED.to_owned(), sentences, told }
    }
}

impl From<Unwritten> for Refusal {
    fn from(unwritten: Unwritten) -> Self {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match unwritten {
            Unwritten::Exists(path) => Self::new(
                StatusCode::CONFLICT,
                format!("同じ名前のファイル「{}」が既にあるので、書きませんでした", name(&path)),
                "前の画面に戻り、名前を変えたファイルで行うか、作業フォルダにあるファイルをほかへ移してください",
            ),
            Unwritten::Failed(path, error) => Self::new(
                StatusCode::CONFLICT,
                format!("「{}」に書き込めません（{}）", name(&path), cause(&error)),
                output::remedy(&error, "作業フォルダに書き込めるかを、情報システムの担当に確かめてください"),
            ),
        }
    }
}

impl From<Box<Diagnostic>> for Refusal {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        vec![*diagnostic].into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Told<'a> {
            title: &'a str,
            sentences: &'a [String],
            told: &'a [Notice],
        }
        let content = Told { title: &self.title, sentences: &self.sentences, told: &self.told };
        let page = Bare { title: &self.title, skin: "refusal", content }.filled();
        match page {
            Ok(page) => (self.status, Html(page)).into_response(),
            Err(_) => (self.status, self.title).into_response(),
        }
    }
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Template(diagnostics) => diagnostics.into(),
            WriteError::Library(cause) => Self::fault(&format!("文書を作れません({cause})")),
        }
    }
}

/// A diagnostic as pages show it (skin `notices`).
#[derive(Clone, Debug, Serialize)]
pub(super) struct Notice {
    severity: &'static str,
    class: &'static str,
    sentence: String,
    place: String,
    remedy: String,
    code: &'static str,
}

impl From<&Diagnostic> for Notice {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            severity: diagnostic.code.severity.label(),
            class: match diagnostic.code.severity {
                Severity::Error => "bad",
                Severity::Warning => "fair",
                Severity::Note => "open",
            },
            sentence: diagnostic.sentence.clone(),
            place: diagnostic.place.to_string(),
            remedy: on_page(diagnostic).into_owned(),
            code: diagnostic.code.id,
        }
    }
}

/// For addresses that are none.
pub(super) async fn not_found() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "この画面はありません", "「はじめに戻る」から選び直してください")
}

/// For what must never happen.
pub(super) fn died(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::died().into_response()
}

/// The style and the script, the same for everybody.
pub(super) fn routes() -> Router<Shared> {
    let asset =
        |kind: &'static str, text: &'static str| get(move || async move { ([(header::CONTENT_TYPE, kind)], text) });
    Router::new()
        .route("/assets/style.css", asset("text/css; charset=utf-8", STYLE))
        .route("/assets/icon.svg", asset("image/svg+xml", ICON))
        .route("/assets/page.js", asset("text/javascript; charset=utf-8", SCRIPT))
}
