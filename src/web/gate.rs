//! What every request passes before a page answers: limits, the session, the token of changes, time; and the headers every
//! answer carries. Nothing but the door and the stations' line is answered without a session.

use super::console::Console;
use super::protocol::PUSH_PATH;
use super::sessions::COOKIE;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// A request that has not been read and answered by then is dropped; streams answer at once and then go on.
const ANSWER_MAX: Duration = Duration::from_secs(15);
/// What changes must bring along besides the cookie.
pub const TOKEN_HEADER: &str = "x-csrf-token";
/// Everything comes from here, nothing runs that did not come as a file, nobody frames us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Paths that answer without a session.
fn is_open(path: &str) -> bool {
    matches!(
        path,
        "/login" | "/login.js" | "/app.css" | "/api/login" | "/api/login/words"
    )
}

/// Lets a request through or answers it here.
pub async fn gate(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let stream = path.ends_with("/live") || path == "/api/hall";
    let answer = if path == PUSH_PATH {
        timed(next, request).await
    } else if !console.asks.take(from.ip()) {
        StatusCode::TOO_MANY_REQUESTS.into_response()
    } else if !is_whole(&request) {
        StatusCode::BAD_REQUEST.into_response()
    } else if is_open(&path) {
        if is_change(request.method())
            && (!is_own(request.headers()) || !is_json(request.headers()))
        {
            StatusCode::FORBIDDEN.into_response()
        } else {
            timed(next, request).await
        }
    } else {
        let session = cookie(request.headers())
            .and_then(|value| console.sessions.find(&value))
            // An account that was closed or given another role from the command line is out at once.
            .filter(|session| console.accounts.stands(&session.name, session.role));
        match session {
            None if wants_page(&request) => Redirect::to("/login").into_response(),
            None => StatusCode::UNAUTHORIZED.into_response(),
            Some(session) => {
                let token = request
                    .headers()
                    .get(TOKEN_HEADER)
                    .map(HeaderValue::as_bytes);
                let may_change =
                    is_own(request.headers()) && token == Some(session.token.as_bytes());
                if is_change(request.method()) && !may_change {
                    StatusCode::FORBIDDEN.into_response()
                } else if is_change(request.method()) && !is_json(request.headers()) {
                    StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response()
                } else {
                    request.extensions_mut().insert(session);
                    timed(next, request).await
                }
            }
        }
    };
    dressed(answer, console.is_tls, stream)
}

async fn timed(next: Next, request: Request) -> Response {
    tokio::time::timeout(ANSWER_MAX, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

fn is_change(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD)
}

/// Our own methods, and an address that is not too long.
fn is_whole(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD | Method::POST)
        && request.uri().path().len() < 512
        && request.uri().query().is_none_or(|query| query.len() < 512)
}

/// A change must come from a page of ours: browsers say from where.
fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        // No browser leaves it out on a POST from elsewhere; the token stands for the rest.
        return true;
    };
    let host = headers.get(header::HOST).and_then(|one| one.to_str().ok());
    let origin = origin.to_str().ok().and_then(|one| one.split_once("://"));
    matches!((origin, host), (Some((_, from)), Some(host)) if from == host)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|one| one.to_str().ok())
        .is_some_and(|kind| kind.split(';').next() == Some("application/json"))
}

fn wants_page(request: &Request) -> bool {
    request.method() == Method::GET
        && !request.uri().path().starts_with("/api/")
        && request
            .headers()
            .get(header::ACCEPT)
            .and_then(|one| one.to_str().ok())
            .is_some_and(|kinds| kinds.contains("text/html"))
}

/// The session's cookie; of two with one name neither counts.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE);
    match (found.next(), found.next()) {
        (Some((_, value)), None) if value.len() == 64 => Some(value.to_owned()),
        _ => None,
    }
}

fn dressed(mut answer: Response, is_tls: bool, stream: bool) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    if stream {
        // A proxy that gathers a stream would hold back the alarm.
        headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    }
    answer
}
