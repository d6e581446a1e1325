//! Who may ask. The socket is open to every program of this computer, and a browser carries the requests of every page that it shows:
//! so each request must name our address as its host (DNS rebinding), come from our own pages (Origin, Fetch Metadata), and
//! carry the cookie of a session, which only the opened address with its token gives; each form carries a token of the session too.

use super::gate::Gate;
use super::listen::Way;
use super::page::Refusal;
pub(super) use super::session::{Known, Role, Session, same, secret};
use super::site::Shared;
use crate::cli::Refused;
use axum::Router;
use axum::extract::{MatchedPath, Query, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Sessions at a time. On one's own computer opening the page anew makes one each; the oldest goes.
const MAX_SESSIONS: usize = 1024;

/// What takes someone who may approve; whatever else changes something takes someone who may work.
const APPROVALS: &[&str] = &[
    "/assess/exception",
    "/assess/exception/change",
    "/settings/text",
    "/workspace/choose",
    "/workspace/create",
    "/workspace/new",
    "/workspace/policy",
    "/workspace/renew",
];

/// What one's own computer alone may do: on a shared page others are still at work.
const OWN: &[&str] = &["/quit"];

/// The address that is ours, and who has come in.
pub(super) struct Guard {
    door: Door,
    /// The name of our cookie. Cookies know no ports: two programs at once would take each other's.
    cookie: String,
    sessions: Mutex<Vec<Known>>,
}

/// How one comes in.
enum Door {
    /// At `127.0.0.1:49152`, by an address with a token.
    Own { authority: String, token: String },
    /// With account and password.
    Shared(Box<Gate>),
}

impl Guard {
    pub(super) fn own(address: SocketAddr) -> Result<Self, Refused> {
        let token = secret().map_err(|_| Refused::because("誤り: この計算機では、推測できない値を作れません"))?;
        let door = Door::Own { authority: address.to_string(), token };
        let cookie = format!("itaku-{}", address.port());
        Ok(Self { door, cookie, sessions: Mutex::default() })
    }

    pub(super) fn shared(gate: Gate) -> Self {
        let (door, cookie) = (Door::Shared(Box::new(gate)), "__Host-itaku".to_owned());
        Self { door, cookie, sessions: Mutex::default() }
    }

    /// The address to open the page at; a shared page has one that people know.
    pub(super) fn opening(&self) -> Option<String> {
        match &self.door {
            Door::Own { authority, token } => Some(format!("http://{authority}/open?token={token}")),
            Door::Shared(_) => None,
        }
    }

    pub(super) fn way(&self) -> Way {
        self.gate().map_or(Way::Plain, Gate::way)
    }

    /// Where people log in; none on one's own computer.
    pub(super) fn gate(&self) -> Option<&Gate> {
        match &self.door {
            Door::Own { .. } => None,
            Door::Shared(gate) => Some(gate),
        }
    }

    /// A session begins; the value is its cookie.
    pub(super) fn enter(&self, session: Result<Session, getrandom::Error>) -> Result<HeaderValue, Refusal> {
        let session = Arc::new(session.map_err(|_| Refusal::died())?);
        let cookie = self.cookie(&session.id)?;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MAX_SESSIONS {
            sessions.remove(0);
        }
        sessions.push(session);
        Ok(cookie)
    }

    /// A session ends; the value takes its cookie away.
    pub(super) fn leave(&self, session: &Known) -> Result<HeaderValue, Refusal> {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|known| !Arc::ptr_eq(known, session));
        self.cookie("; Max-Age=0")
    }

    fn cookie(&self, value: &str) -> Result<HeaderValue, Refusal> {
        let secure = if self.gate().is_some() { "; Secure" } else { "" };
        let cookie = format!("{}={value}; HttpOnly; SameSite=Strict; Path=/{secure}", self.cookie);
        HeaderValue::from_str(&cookie).map_err(|_| Refusal::died())
    }

    fn known(&self, headers: &HeaderMap) -> Option<Known> {
        let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = sent.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let ids: Vec<&str> = pairs.filter(|(name, _)| *name == self.cookie).map(|(_, id)| id).collect();
        let now = Instant::now();
        let known = {
            let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
            sessions.iter().find(|session| ids.iter().any(|id| same(id, &session.id))).cloned()?
        };
        let holds = known.use_at(now) && self.still_knows(&known);
        if !holds {
            let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
            sessions.retain(|session| !Arc::ptr_eq(session, &known));
        }
        holds.then_some(known)
    }

    /// Whoever lost their account, their role or their password must come in anew.
    fn still_knows(&self, session: &Session) -> bool {
        match (self.gate(), &session.account) {
            (Some(gate), Some(account)) => gate.still_knows(account),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The one page that needs no session: it gives one.
pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/open", get(open))
}

#[derive(Deserialize)]
struct Opening {
    #[serde(default)]
    token: String,
}

async fn open(State(site): State<Shared>, Query(opening): Query<Opening>) -> Result<Response, Refusal> {
    let Door::Own { token, .. } = &site.guard.door else { return Ok(Redirect::to("/login").into_response()) };
    if !same(&opening.token, token) {
        return Err(not_opened());
    }
    let cookie = site.guard.enter(Session::own(Instant::now()))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

/// Lets through only what was asked of our address, and what changes something only from our own pages.
pub(super) async fn host(State(site): State<Shared>, request: Request, next: Next) -> Response {
    if !site.guard.door.is_ours(&request) {
        let remedy = match site.guard.door {
            Door::Own { .. } => "itaku を起動したときに開いた画面から操作してください",
            Door::Shared(_) => "案内されたアドレスを開き直して、そこから操作してください",
        };
        return Refusal::new(StatusCode::FORBIDDEN, "この画面の外から来た要求です", remedy).into_response();
    }
    next.run(request).await
}

impl Door {
    fn is_ours(&self, request: &Request) -> bool {
        // Said twice, it could mean one thing to a proxy and another to us.
        let text = |name: HeaderName| {
            let mut values = request.headers().get_all(name).iter();
            values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
        };
        let Some(host) = text(header::HOST) else { return false };
        let (scheme, ours) = match self {
            Self::Own { authority, .. } => ("http://", host == authority),
            Self::Shared(gate) => ("https://", gate.is_ours(host)),
        };
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let from_us = match text(header::ORIGIN) {
            Some(origin) => origin.strip_prefix(scheme) == Some(host),
            None => reads && !request.headers().contains_key(header::ORIGIN),
        };
        ours && from_us
    }
}

/// Lets through only who has come in and may do it, and only from our own pages or by an address typed in.
pub(super) async fn session(State(site): State<Shared>, mut request: Request, next: Next) -> Response {
    let from = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    // Pages of other programs on this computer count as the same site, and their links carry our cookie.
    let from_us = matches!(from, None | Some("same-origin" | "none"));
    let Some(session) = site.guard.known(request.headers()).filter(|_| from_us) else {
        return site.guard.door.shown(request.method());
    };
    let asked = Asked::of(&request, &site);
    let response = match may(&session, &request) {
        Ok(()) => {
            request.extensions_mut().insert(session.clone());
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    };
    asked.note(&site, &session, &response);
    response
}

/// Whether that person may do that: the first of two doors, since each form is looked at again where it is read (`upload`).
fn may(session: &Session, request: &Request) -> Result<(), Refusal> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(());
    }
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    if session.account.is_some() && OWN.contains(&path) {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "共用の画面は、ここからは終了できません",
            "画面を使い終わったときは「ログアウト」を押してください",
        ));
    }
    if APPROVALS.contains(&path) { session.allows(Role::Approve) } else { Ok(()) }
}

impl Door {
    /// What is shown to someone who has not come in.
    fn shown(&self, method: &Method) -> Response {
        match self {
            Self::Own { .. } => not_opened().into_response(),
            Self::Shared(_) if matches!(*method, Method::GET | Method::HEAD) => Redirect::to("/login").into_response(),
            Self::Shared(_) => Refusal::new(
                StatusCode::FORBIDDEN,
                "ログインしていないか、ログインの期限が切れました",
                "ログインしてから、もう一度行ってください。操作しないまま30分、又はログインから10時間で期限が切れます",
            )
            .into_response(),
        }
    }
}

/// What a request asks, as the log of a shared page tells it: without what stands behind the `?`, and without what was typed in.
struct Asked {
    line: String,
    address: String,
    changes: bool,
}

impl Asked {
    fn of(request: &Request, site: &Shared) -> Self {
        // The one decoder that is here means to read forms: what it would take as their signs is hidden from it.
        let path = request.uri().path().replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
        let path: String = form_urlencoded::parse(path.as_bytes()).map(|(key, _)| key).collect();
        Self {
            line: format!("{} {path}", request.method()),
            address: address(site, request.headers(), request.extensions()),
            changes: !matches!(*request.method(), Method::GET | Method::HEAD),
        }
    }

    /// Notes what changes something, what was taken out as a file, and what was refused.
    fn note(&self, site: &Shared, session: &Session, response: &Response) {
        let (Some(gate), Some(account)) = (site.guard.gate(), &session.account) else { return };
        let status = response.status();
        let taken = response.headers().contains_key(header::CONTENT_DISPOSITION);
        if self.changes || taken || status.is_client_error() || status.is_server_error() {
            gate.log.note(&account.id, &self.address, &format!("{} {}", self.line, status.as_u16()));
        }
    }
}

/// Where a request to a shared page comes from.
pub(super) fn address(site: &Shared, headers: &HeaderMap, extensions: &Extensions) -> String {
    site.guard.gate().map(|gate| gate.address(headers, extensions)).unwrap_or_default()
}

fn not_opened() -> Refusal {
    Refusal::new(
        StatusCode::FORBIDDEN,
        "この画面は開けません",
        "itaku を起動したときに示されたアドレスを、そのまま開いてください。分からないときは、itaku を終了してもう一度起動してください",
    )
}

/// What every answer says to the browser: nothing from elsewhere, no script but ours, not inside another page, not kept.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Without it a browser would name no origin with our own forms either.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
