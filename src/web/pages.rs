//! The pages, as they lie in the binary. Nothing is read from the disk by a name somebody typed.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const SHELL: &str = include_str!("../../assets/web/index.html");
const LOGIN: &str = include_str!("../../assets/web/login.html");

/// Name, kind and text of every file beside the pages.
const FILES: &[(&str, &str, &str)] = &[
    ("/app.css", CSS, include_str!("../../assets/web/app.css")),
    ("/login.js", JS, include_str!("../../assets/web/login.js")),
    ("/main.js", JS, include_str!("../../assets/web/main.js")),
    ("/base.js", JS, include_str!("../../assets/web/base.js")),
    ("/street.js", JS, include_str!("../../assets/web/street.js")),
    ("/view.js", JS, include_str!("../../assets/web/view.js")),
    ("/talk.js", JS, include_str!("../../assets/web/talk.js")),
    (
        "/talk-worklet.js",
        JS,
        include_str!("../../assets/web/talk-worklet.js"),
    ),
    ("/hall.js", JS, include_str!("../../assets/web/hall.js")),
    (
        "/station.js",
        JS,
        include_str!("../../assets/web/station.js"),
    ),
    (
        "/records.js",
        JS,
        include_str!("../../assets/web/records.js"),
    ),
    ("/replay.js", JS, include_str!("../../assets/web/replay.js")),
    (
        "/verdict.js",
        JS,
        include_str!("../../assets/web/verdict.js"),
    ),
    (
        "/accounts.js",
        JS,
        include_str!("../../assets/web/accounts.js"),
    ),
];
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Names of the files, for the router.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|one| one.0)
}

/// A file by its name.
pub(super) fn file(name: &str) -> Response {
    FILES.iter().find(|one| one.0 == name).map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |(_, kind, text)| ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
    )
}

/// The page every address of the console shows; its script looks at the address.
pub(super) async fn shell() -> Response {
    ([(header::CONTENT_TYPE, HTML)], SHELL).into_response()
}

/// The door.
pub(super) async fn login() -> Response {
    ([(header::CONTENT_TYPE, HTML)], LOGIN).into_response()
}
