//! The door: coming in, going out, who am I, and the accounts.

use super::accounts::{AccountError, Right, Role};
use super::console::Console;
use super::gate::TOKEN_HEADER;
use super::sessions::{COOKIE, Session};
use super::words::{door_table, table};
use crate::domain::ids::Language;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;

/// In which language a page asks.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// `zh` or `en`.
    #[serde(default)]
    pub lang: Language,
}

/// Refuses with a reason the page has words for (`web-error-…`).
pub(super) fn refuse(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "error": reason }))).into_response()
}

/// Lets only those through who may.
pub(super) fn need(session: &Session, right: Right) -> Result<(), Box<Response>> {
    if session.role.may(right) {
        return Ok(());
    }
    Err(Box::new(refuse(StatusCode::FORBIDDEN, "right")))
}

/// Looks something up off the event loop and answers with it. What somebody may not read is as unknown as what is not there.
pub(super) async fn looked_up(
    console: Arc<Console>,
    look: impl FnOnce(&Console) -> Result<Value, StatusCode> + Send + 'static,
) -> Response {
    match tokio::task::spawn_blocking(move || look(&console)).await {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(status)) => refuse(status, "unknown"),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Knock {
    name: String,
    password: String,
}

/// Too many tries: said to whoever tries, and noted now and then.
fn held_off(console: &Console, from: SocketAddr) -> Response {
    if console.notes.take(from.ip()) {
        console.audit.note("", from.ip(), "login-limited", "");
    }
    refuse(StatusCode::TOO_MANY_REQUESTS, "limit")
}

/// `POST /api/login`.
pub(super) async fn login(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Json(knock): Json<Knock>,
) -> Response {
    if !console.tries.take(from.ip()) {
        return held_off(&console, from);
    }
    let Ok(_turn) = console.hashing.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    // Asked only now: a thousand that queue at once would all have been let in before the first of them was wrong.
    if !console.guesses.allows(&knock.name, from.ip()) {
        return held_off(&console, from);
    }
    let checking = Arc::clone(&console);
    let name = knock.name.clone();
    let checked =
        tokio::task::spawn_blocking(move || checking.accounts.check(&knock.name, &knock.password))
            .await;
    let Ok(Some(role)) = checked else {
        console.guesses.was_wrong(&name);
        // What was typed as a name may be a password.
        console.audit.note("", from.ip(), "login-refused", "");
        return refuse(StatusCode::UNAUTHORIZED, "login");
    };
    console.guesses.was_right(&name, from.ip());
    let Ok((cookie, session)) = console.sessions.begin(&name, role) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    console
        .audit
        .note(&session.name, from.ip(), "login", role.name());
    let secure = if console.is_tls { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict{secure}");
    (
        [(header::SET_COOKIE, cookie)],
        Json(json!({ "role": role })),
    )
        .into_response()
}

/// `POST /api/logout`.
pub(super) async fn logout(
    State(console): State<Arc<Console>>,
    Extension(session): Extension<Session>,
) -> Response {
    console.sessions.end(&session.key);
    let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    ([(header::SET_COOKIE, cookie)], Json(json!({}))).into_response()
}

/// `GET /api/me`: who, what may be done, and the token of changes.
pub(super) async fn me(Extension(session): Extension<Session>) -> Json<Value> {
    let rights: Vec<&str> = session.role.rights().iter().map(|one| one.name()).collect();
    Json(json!({
        "name": session.name,
        "role": session.role,
        "rights": rights,
        "token": session.token,
        "header": TOKEN_HEADER,
    }))
}

/// `GET /api/words`: every message of the pages.
pub(super) async fn words(
    State(console): State<Arc<Console>>,
    Query(asked): Query<Asked>,
) -> Json<Value> {
    Json(json!(table(console.words(asked.lang))))
}

/// `GET /api/login/words`: the few messages of the door, in the language the browser asks for unless one is named.
pub(super) async fn login_words(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    Query(asked): Query<std::collections::BTreeMap<String, String>>,
) -> Json<Value> {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|one| one.to_str().ok())
        .unwrap_or_default();
    let lang = match asked.get("lang").map(String::as_str) {
        Some("en") => Language::En,
        Some(_) => Language::Zh,
        None if accepted.starts_with("en") => Language::En,
        None => Language::Zh,
    };
    Json(json!({ "lang": lang, "words": door_table(console.words(lang)) }))
}

/// `GET /api/accounts`.
pub(super) async fn accounts(
    State(console): State<Arc<Console>>,
    Extension(session): Extension<Session>,
) -> Response {
    if let Err(answer) = need(&session, Right::Accounts) {
        return *answer;
    }
    let list: Vec<Value> = console
        .accounts
        .list()
        .into_iter()
        .map(|(name, role, closed)| json!({ "name": name, "role": role, "closed": closed }))
        .collect();
    Json(json!(list)).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) enum AccountChange {
    /// Adds an account or gives it another role; a new password is made and told once.
    Put { name: String, role: Role },
    /// Closes or opens.
    Close { name: String, closed: bool },
}

/// `POST /api/accounts`.
pub(super) async fn change_account(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Json(change): Json<AccountChange>,
) -> Response {
    if let Err(answer) = need(&session, Right::Accounts) {
        return *answer;
    }
    let Ok(_turn) = console.hashing.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let working = Arc::clone(&console);
    let done = tokio::task::spawn_blocking(move || match change {
        AccountChange::Put { name, role } => {
            let password = working.accounts.put(&name, role, None)?;
            Ok::<_, AccountError>((name, role.name(), Some(password)))
        }
        AccountChange::Close { name, closed } => {
            working.accounts.close(&name, closed)?;
            Ok((name, if closed { "closed" } else { "opened" }, None))
        }
    })
    .await;
    match done {
        Ok(Ok((name, what, password))) => {
            console.sessions.end_all(&name);
            console
                .audit
                .note(&session.name, from.ip(), &format!("account-{what}"), &name);
            Json(json!({ "name": name, "password": password })).into_response()
        }
        Ok(Err(AccountError::Name)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, "name"),
        Ok(Err(AccountError::LastAdmin)) => refuse(StatusCode::CONFLICT, "last-admin"),
        Ok(Err(AccountError::Unknown)) => refuse(StatusCode::NOT_FOUND, "unknown"),
        _ => refuse(StatusCode::INTERNAL_SERVER_ERROR, "disk"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    old: String,
    new: String,
}

/// `POST /api/password`: the own one.
pub(super) async fn change_password(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Json(wanted): Json<NewPassword>,
) -> Response {
    if !console.tries.take(from.ip()) {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "limit");
    }
    let Ok(_turn) = console.hashing.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let working = Arc::clone(&console);
    let name = session.name.clone();
    let done = tokio::task::spawn_blocking(move || {
        let role = working.accounts.check(&name, &wanted.old)?;
        Some(
            working
                .accounts
                .put(&name, role, Some(&wanted.new))
                .map(drop),
        )
    })
    .await;
    match done {
        Ok(Some(Ok(()))) => {
            console.sessions.end_all(&session.name);
            console.audit.note(&session.name, from.ip(), "password", "");
            Json(json!({})).into_response()
        }
        // Not 401, which tells a page that nobody is in any more.
        Ok(None) => {
            console
                .audit
                .note(&session.name, from.ip(), "password-refused", "");
            refuse(StatusCode::FORBIDDEN, "login")
        }
        Ok(Some(Err(AccountError::Password))) => {
            refuse(StatusCode::UNPROCESSABLE_ENTITY, "password")
        }
        _ => refuse(StatusCode::INTERNAL_SERVER_ERROR, "disk"),
    }
}

/// `GET /api/audit`.
pub(super) async fn audit(
    State(console): State<Arc<Console>>,
    Extension(session): Extension<Session>,
) -> Response {
    if let Err(answer) = need(&session, Right::Audit) {
        return *answer;
    }
    let (entries, broken) = console.audit.read();
    Json(json!({ "entries": entries, "broken": broken })).into_response()
}
