//! ログイン: the pages of a shared page that are about accounts.

use super::gate::Gate;
use super::guard::{Known, Session, address};
use super::page::{Bare, Page, Refusal, Skin, skin};
use super::site::{Shared, Site};
use super::start;
use super::upload::{Own, Unknown};
use axum::Router;
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Serialize;
use std::time::Instant;

pub(super) const SKINS: &[Skin] = &[skin!("login/login"), skin!("login/account")];

/// Before anybody has come in.
pub(super) fn open_routes() -> Router<Shared> {
    Router::new().route("/login", get(asked).post(login))
}

/// For whoever has come in.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/logout", post(logout))
        .route("/account", get(account))
        .route("/account/password", post(password))
}

impl Site {
    /// Accounts are on shared pages alone.
    fn gate(&self) -> Result<&Gate, Refusal> {
        self.guard.gate().ok_or_else(not_found_here)
    }
}

fn not_found_here() -> Refusal {
    Refusal::absent("利用者の登録は、共用の画面だけにあります")
}

async fn asked(State(site): State<Shared>) -> Result<Response, Refusal> {
    #[derive(Serialize)]
    struct Nothing {}
    site.gate()?;
    Bare { title: "ログイン", skin: "login/login", content: Nothing {} }.shown()
}

async fn login(State(site): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let gate = site.gate()?;
    let address = address(&site, request.headers(), request.extensions());
    let Unknown(sent) = Unknown::from_request(request, &site).await?;
    let account = gate.admit(sent.text("account"), sent.untrimmed("password").to_owned(), &address).await?;
    let cookie = site.guard.enter(Session::of(account, Instant::now()))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

async fn logout(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Own(_): Own,
) -> Result<Response, Refusal> {
    site.gate()?;
    let cookie = site.guard.leave(&session)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
}

#[derive(Serialize)]
struct Mine {
    id: String,
    person: String,
    role: &'static str,
}

async fn account(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    site.gate()?;
    let account = session.account.as_ref().ok_or_else(not_found_here)?;
    let content = Mine { id: account.id.clone(), person: account.person.clone(), role: account.role.label() };
    Page { area: start::AREA, title: "自分の利用者登録", organisation: None, skin: "login/account", content }
        .shown(&session)
}

async fn password(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    request: Request,
) -> Result<Response, Refusal> {
    let gate = site.gate()?;
    let address = address(&site, request.headers(), request.extensions());
    let Own(sent) = Own::from_request(request, &site).await?;
    let account = session.account.as_ref().ok_or_else(not_found_here)?;
    if sent.untrimmed("new") != sent.untrimmed("again") {
        return Err(Refusal::wrong("新しいパスワードの2回が違います", "前の画面に戻り、もう一度入れてください"));
    }
    gate.change_password(account, sent.untrimmed("old").to_owned(), sent.untrimmed("new"), &address).await?;
    // All sessions of the account have ended, this one too.
    let cookie = site.guard.leave(&session)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
}
