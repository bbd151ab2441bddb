//! What happens now: the stations' line, the overview, one station's stream, and an instructor's hand on a running case.
//! A stream reads from the run itself at the browser's pace: a slow browser falls behind and catches up, and nobody waits.

use super::accounts::Right;
use super::archive::is_plain;
use super::console::{Console, StreamSlot};
use super::door::{Asked, need, refuse};
use super::hall::{PushError, Run};
use super::protocol::Push;
use super::sessions::Session;
use super::story::Teller;
use crate::domain::assessment::{Verdict, assess, lost};
use crate::domain::ids::{Language, Millis};
use crate::domain::record::Moment;
use crate::domain::session::{Effect, TOUCH_TEXT_CHARS_MAX, Touch};
use crate::store::sittings::is_sealed;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use futures_util::stream;
use serde_json::{Value, json};
use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// A stream tells no more often: faster than an eye, slower than a flood.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// Steps met and missed are marked anew no more often.
const STEPS_EVERY: Duration = Duration::from_millis(1_000);
/// A stream looks whether the session is still on and the station still there.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// A stream that has nothing to tell says that it is there, so that a page knows a pulled cable from a quiet street.
const HERE_EVERY: Duration = Duration::from_secs(2);
/// A stream ends and the browser opens another, so that none outlives its reasons.
const STREAM_MAX: Duration = Duration::from_secs(15 * 60);

/// `POST /station/v1/push`.
pub(super) async fn push(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Json<Push>, JsonRejection>,
) -> Response {
    let key = headers
        .get(header::AUTHORIZATION)
        .and_then(|one| one.to_str().ok())
        .and_then(|one| one.strip_prefix("Bearer "));
    if !key.is_some_and(|key| console.accounts.is_station_key(key)) {
        if !console.keys.take(from.ip()) {
            return StatusCode::TOO_MANY_REQUESTS.into_response();
        }
        console.audit.note("", from.ip(), "station-refused", "");
        return refuse(StatusCode::UNAUTHORIZED, "key");
    }
    let Ok(Json(push)) = body else {
        return refuse(StatusCode::BAD_REQUEST, "push");
    };
    let working = Arc::clone(&console);
    // Lines go to the disk before the answer says so.
    match tokio::task::spawn_blocking(move || working.hall.push(push)).await {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(PushError::Nonsense(_))) => refuse(StatusCode::BAD_REQUEST, "push"),
        Ok(Err(PushError::Chain(_))) => refuse(StatusCode::CONFLICT, "chain"),
        Ok(Err(PushError::File(error))) => {
            console
                .audit
                .note("", from.ip(), "disk", &error.to_string());
            refuse(StatusCode::INSUFFICIENT_STORAGE, "disk")
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Notes a look at somebody's words and points before it happens; what cannot be noted is not shown.
async fn noted(
    console: &Arc<Console>,
    session: &Session,
    from: SocketAddr,
    what: &'static str,
    on: &str,
) -> Result<(), Box<Response>> {
    let (console, name, on) = (Arc::clone(console), session.name.clone(), on.to_owned());
    let done =
        tokio::task::spawn_blocking(move || console.audit.note_first(&name, from.ip(), what, &on));
    match done.await {
        Ok(Ok(())) => Ok(()),
        _ => Err(Box::new(refuse(StatusCode::INSUFFICIENT_STORAGE, "disk"))),
    }
}

/// Notes everybody on the overview who was not noted for this watcher yet; nothing when that fails. Gives all who were.
async fn noted_by_name(
    console: &Arc<Console>,
    who: String,
    from: SocketAddr,
    mut seen: BTreeSet<String>,
) -> Option<BTreeSet<String>> {
    let mut fresh = console.on_overview();
    fresh.retain(|one| !seen.contains(one));
    if fresh.is_empty() {
        return Some(seen);
    }
    seen.extend(fresh.iter().cloned());
    let console = Arc::clone(console);
    let done = tokio::task::spawn_blocking(move || {
        let fresh = fresh.iter().map(String::as_str).collect();
        console
            .audit
            .note_look(&who, from.ip(), "read-hall", &fresh)
    });
    matches!(done.await, Ok(Ok(()))).then_some(seen)
}

/// `GET /api/hall`: the overview, once a second.
pub(super) async fn hall(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Query(asked): Query<Asked>,
) -> Response {
    if let Err(answer) = need(&session, Right::Watch) {
        return *answer;
    }
    let Some(slot) = console.open_stream(&session) else {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "streams");
    };
    if let Err(answer) = noted(&console, &session, from, "read-hall", "*").await {
        return *answer;
    }
    let mut tiles = console.watch_tiles(asked.lang);
    tiles.mark_changed();
    let until = Instant::now() + STREAM_MAX;
    let (key, who) = (session.key.clone(), session.name.clone());
    drop(session);
    let seen = BTreeSet::new();
    let events = stream::unfold((tiles, slot, seen), move |(mut tiles, slot, seen)| {
        let (console, key, who) = (Arc::clone(&console), key.clone(), who.clone());
        async move {
            if Instant::now() >= until
                || timeout(LOOK_EVERY, tiles.changed())
                    .await
                    .is_ok_and(|one| one.is_err())
            {
                return None;
            }
            console.still_in(&key)?;
            let text = tiles.borrow_and_update().to_string();
            // Whoever is on the overview is looked at, from the moment they come.
            let seen = noted_by_name(&console, who, from, seen).await?;
            let event = Event::default().event("tiles").data(text);
            Some((Ok::<_, Infallible>(event), (tiles, slot, seen)))
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// What one watcher has been told.
struct Watching {
    console: Arc<Console>,
    run: Arc<Run>,
    lang: Language,
    changed: tokio::sync::watch::Receiver<u64>,
    cursor: usize,
    marked: Option<(usize, Instant)>,
    pulse: String,
    ready: VecDeque<Event>,
    key: String,
    until: Instant,
    spoke: Instant,
    _slot: StreamSlot,
}

impl Watching {
    /// Whether the station still pushes into this run: after trouble with the disk it begins another one of the same name.
    fn is_current(&self) -> bool {
        let current = self.console.hall.find(&self.run.id);
        current.is_some_and(|run| Arc::ptr_eq(&run, &self.run))
    }

    /// What is new, as at most three events.
    async fn look(&mut self) {
        let pulse = self.run.pulse();
        if pulse.events > self.cursor {
            let (console, run, lang, from) = (
                Arc::clone(&self.console),
                Arc::clone(&self.run),
                self.lang,
                self.cursor,
            );
            let told = tokio::task::spawn_blocking(move || story(&console, &run, lang, from)).await;
            if let Ok(Some((next, text))) = told {
                self.cursor = next;
                self.ready.push_back(
                    Event::default()
                        .event("story")
                        .id(next.to_string())
                        .data(text),
                );
            }
        }
        let now = json!({
            "live": pulse.live, "up": pulse.is_up, "waiting": pulse.waiting, "closed": pulse.closed,
        })
        .to_string();
        if now != self.pulse {
            self.ready
                .push_back(Event::default().event("pulse").data(&now));
            self.pulse = now;
        }
        let due = self
            .marked
            .is_none_or(|(events, then)| events != pulse.events && then.elapsed() >= STEPS_EVERY);
        if due {
            self.marked = Some((pulse.events, Instant::now()));
            let (console, run, lang) =
                (Arc::clone(&self.console), Arc::clone(&self.run), self.lang);
            if let Ok(Some(text)) =
                tokio::task::spawn_blocking(move || steps(&console, &run, lang)).await
            {
                self.ready
                    .push_back(Event::default().event("steps").data(text));
            }
        }
    }
}

fn here() -> Event {
    Event::default().event("here").data("{}")
}

fn story(console: &Console, run: &Run, lang: Language, from: usize) -> Option<(usize, String)> {
    run.with_record(|record| {
        let shown = console.library.find(&record.header.case)?;
        let story = Teller::new(&console.library, shown, console.words(lang)).tell(
            &record.events,
            from,
            true,
        );
        Some((
            story.next,
            serde_json::to_string(&story).unwrap_or_default(),
        ))
    })
    .flatten()
}

/// Steps met, missed and breached so far. While a case runs a step is missed once it cannot be met any more, and open
/// before.
fn steps(console: &Console, run: &Run, lang: Language) -> Option<String> {
    let told_ms = run.pulse().live.map_or(0, |live| live.at_ms);
    run.with_record(|record| {
        if is_sealed(record, &run.folder) {
            return Some(json!({ "sealed": true }).to_string());
        }
        let shown = console.library.find(&record.header.case)?;
        let wording = console.library.wording(shown, lang, &record.events);
        let mark = assess(&shown.case, record, &record.header.versions);
        let over = record
            .events
            .iter()
            .any(|event| matches!(event.what, Moment::Out(Effect::Ended { .. })));
        let end_ms = record.events.last().map_or(0, |event| event.at.0);
        let gone = lost(&shown.case, record, Millis(told_ms.max(end_ms)));
        let items: Vec<Value> = mark
            .items
            .iter()
            .filter(|one| one.of > 0 || one.verdict != Verdict::Met)
            .map(|one| {
                let verdict = match one.verdict {
                    Verdict::Missed if !over && !gone.contains(&one.id) => "open",
                    Verdict::Missed => "missed",
                    Verdict::Met => "met",
                    Verdict::Breached => "breached",
                    Verdict::Review => "review",
                };
                json!({
                    "id": one.id, "text": wording.fill(one.text.get(lang)), "verdict": verdict,
                    "critical": one.critical, "at": one.evidence.last().map(|piece| piece.at_ms),
                })
            })
            .collect();
        Some(
            json!({ "items": items, "points": mark.score.points, "of": mark.score.of }).to_string(),
        )
    })
    .flatten()
}

/// How a page asks for a stream.
#[derive(Debug, serde::Deserialize)]
pub(super) struct AskedStream {
    #[serde(default)]
    lang: Language,
    after: Option<usize>,
}

/// `GET /api/runs/{id}/live`: one station, from the event named by `Last-Event-ID` on.
pub(super) async fn live(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Query(asked): Query<AskedStream>,
    headers: HeaderMap,
) -> Response {
    if let Err(answer) = need(&session, Right::Watch) {
        return *answer;
    }
    let Some(run) = console.hall.find(&id) else {
        return refuse(StatusCode::NOT_FOUND, "unknown");
    };
    let Some(slot) = console.open_stream(&session) else {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "streams");
    };
    let trainee = run.header().map(|header| header.trainee);
    let about = format!("{} {id}", trainee.unwrap_or_default());
    if let Err(answer) = noted(&console, &session, from, "read-record", about.trim()).await {
        return *answer;
    }
    // The browser's own number, or a page's that opened the stream anew.
    let resumed = headers
        .get("last-event-id")
        .and_then(|one| one.to_str().ok())
        .and_then(|one| one.parse::<usize>().ok())
        .or(asked.after)
        .unwrap_or(0);
    let mut changed = run.watch();
    changed.mark_changed();
    let watching = Watching {
        cursor: resumed.min(run.pulse().events),
        run,
        lang: asked.lang,
        changed,
        marked: None,
        pulse: String::new(),
        ready: VecDeque::new(),
        key: session.key.clone(),
        until: Instant::now() + STREAM_MAX,
        spoke: Instant::now(),
        _slot: slot,
        console,
    };
    drop(session);
    let events = stream::unfold(watching, |mut watching| async move {
        loop {
            if let Some(event) = watching.ready.pop_front() {
                watching.spoke = Instant::now();
                return Some((Ok::<_, Infallible>(event), watching));
            }
            if watching.spoke.elapsed() >= HERE_EVERY {
                watching.ready.push_back(here());
                continue;
            }
            if Instant::now() >= watching.until {
                return None;
            }
            sleep(TELL_EVERY).await;
            if let Ok(Err(_)) = timeout(LOOK_EVERY, watching.changed.changed()).await {
                return None;
            }
            watching.changed.mark_unchanged();
            watching.console.still_in(&watching.key)?;
            if !watching.is_current() {
                return None;
            }
            watching.look().await;
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// Why a stream would be refused, which a browser does not tell its page; shows nothing of anybody.
fn whether_here(console: &Console, session: &Session, run: Option<&str>) -> Response {
    if let Err(answer) = need(session, Right::Watch) {
        return *answer;
    }
    if run.is_some_and(|id| console.hall.find(id).is_none()) {
        return refuse(StatusCode::NOT_FOUND, "unknown");
    }
    if !console.has_room(session) {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "streams");
    }
    StatusCode::NO_CONTENT.into_response()
}

/// `GET /api/hall/here`.
pub(super) async fn hall_here(
    State(console): State<Arc<Console>>,
    Extension(session): Extension<Session>,
) -> Response {
    whether_here(&console, &session, None)
}

/// `GET /api/runs/{id}/here`: whether the console follows a run.
pub(super) async fn run_here(
    State(console): State<Arc<Console>>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Response {
    whether_here(&console, &session, Some(&id))
}

/// `POST /api/runs/{id}/touch`: an instructor's hand. The answer says that the order waits; that it was obeyed shows in
/// the record.
pub(super) async fn touch(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Json(touch): Json<Touch>,
) -> Response {
    if let Err(answer) = need(&session, Right::Touch) {
        return *answer;
    }
    let Some(run) = console.hall.find(&id) else {
        return refuse(StatusCode::NOT_FOUND, "unknown");
    };
    let named = match &touch {
        Touch::Inject { inject } => inject.as_str(),
        Touch::Mood { who, .. } => who.as_str(),
        Touch::Say { by, .. } => by.as_str(),
        Touch::Jump { beat } => beat.as_str(),
        _ => "",
    };
    let plain = touch.words().is_none_or(is_plain) && is_plain(named);
    if !touch.is_sound() || !plain || named.len() > TOUCH_TEXT_CHARS_MAX {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "text");
    }
    if !run.allows(&touch) {
        return refuse(StatusCode::CONFLICT, "exam");
    }
    let what = touch.name();
    match run.order(&session.name, touch) {
        Some(n) => {
            console
                .audit
                .note(&session.name, from.ip(), &format!("touch-{what}"), &id);
            Json(json!({ "n": n })).into_response()
        }
        None => refuse(StatusCode::CONFLICT, "waiting"),
    }
}
