//! Who may ask. The socket is open to every program of this computer, and a browser carries the requests of every page that it shows:
//! so each request must name our address as its host (DNS rebinding), come from our own pages (Origin, Fetch Metadata), and
//! carry the cookie of a session, which only the opened address with its token gives; each form carries a token of the session too.

use super::page::Refusal;
use super::site::Shared;
use crate::cli::Refused;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Sessions at a time; opening the page anew makes one each, and the oldest goes.
const MAX_SESSIONS: usize = 64;

/// What a person may do, each with what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// 閲覧.
    #[allow(dead_code, reason = "given by accounts alone")]
    Look,
    /// 担当.
    Work,
    /// 承認.
    Approve,
}

/// One person's browser.
#[derive(Debug)]
pub(super) struct Session {
    /// The value of its cookie.
    id: String,
    /// What each form must carry.
    pub(super) csrf: String,
    pub(super) role: Role,
    /// The name under which this person last confirmed something, to be offered again.
    name: Mutex<String>,
    /// Sentences for the next page.
    told: Mutex<Vec<String>>,
}

/// The session of a request, as handlers take it (`Extension<Known>`).
pub(super) type Known = Arc<Session>;

impl Session {
    fn new(role: Role) -> Result<Self, getrandom::Error> {
        let (name, told) = (Mutex::default(), Mutex::default());
        Ok(Self { id: secret()?, csrf: secret()?, role, name, told })
    }

    /// Whether this person may do what takes that role.
    pub(super) fn allows(&self, role: Role) -> Result<(), Refusal> {
        if self.role >= role {
            return Ok(());
        }
        Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "この操作をする権限がありません",
            "担当又は承認の権限を持つ人に頼んでください",
        ))
    }

    /// A sentence for the page that is shown next.
    pub(super) fn tell(&self, sentence: impl Into<String>) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push(sentence.into());
    }

    pub(super) fn take_told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn name(&self) -> String {
        self.name.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[allow(dead_code, reason = "areas that are being written use it")]
    pub(super) fn is_called(&self, name: &str) {
        name.clone_into(&mut self.name.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The address that is ours, and who has come in.
pub(super) struct Guard {
    /// `127.0.0.1:49152`.
    authority: String,
    /// Cookies know no ports: two programs at once would take each other's.
    cookie: String,
    token: String,
    sessions: Mutex<Vec<Known>>,
}

impl Guard {
    pub(super) fn new(address: SocketAddr) -> Result<Self, Refused> {
        let token = secret()
            .map_err(|error| Refused::because(format!("誤り: この計算機では、推測できない値を作れません({error})")))?;
        let cookie = format!("itaku-{}", address.port());
        Ok(Self { authority: address.to_string(), cookie, token, sessions: Mutex::default() })
    }

    /// The address to open the page at.
    pub(super) fn opening(&self) -> String {
        format!("http://{}/open?token={}", self.authority, self.token)
    }

    fn enter(&self, role: Role) -> Result<Known, Refusal> {
        let session = Arc::new(Session::new(role).map_err(|_| Refusal::died())?);
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MAX_SESSIONS {
            sessions.remove(0);
        }
        sessions.push(session.clone());
        Ok(session)
    }

    fn known(&self, headers: &HeaderMap) -> Option<Known> {
        let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = sent.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let ids: Vec<&str> = pairs.filter(|(name, _)| *name == self.cookie).map(|(_, id)| id).collect();
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.iter().find(|session| ids.iter().any(|id| same(id, &session.id))).cloned()
    }
}

/// 256 bits that nobody can guess, in hexadecimal.
pub(super) fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not tell where the first difference is.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
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
    if !same(&opening.token, &site.guard.token) {
        return Err(not_opened());
    }
    let session = site.guard.enter(Role::Approve)?;
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", site.guard.cookie, session.id);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

/// Lets through only what was asked of our address, and what changes something only from our own pages.
pub(super) async fn host(State(site): State<Shared>, request: Request, next: Next) -> Response {
    if !is_ours(&site.guard.authority, &request) {
        return Refusal::new(
            StatusCode::FORBIDDEN,
            "この画面の外から来た要求です",
            "itaku を起動したときに開いた画面から操作してください",
        )
        .into_response();
    }
    next.run(request).await
}

fn is_ours(authority: &str, request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN);
    let from_us = origin.and_then(|origin| origin.strip_prefix("http://")) == Some(authority);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    text(header::HOST) == Some(authority) && (from_us || (reads && origin.is_none()))
}

/// Lets through only who has come in, and only from our own pages or by an address typed in.
pub(super) async fn session(State(site): State<Shared>, mut request: Request, next: Next) -> Response {
    let from = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    // Pages of other programs on this computer count as the same site, and their links carry our cookie.
    let from_us = matches!(from, None | Some("same-origin" | "none"));
    match site.guard.known(request.headers()).filter(|_| from_us) {
        Some(session) => {
            request.extensions_mut().insert(session);
            next.run(request).await
        }
        None => not_opened().into_response(),
    }
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
