//! What happened: the list of records, one record whole for its replay, its mark, and persons' verdicts beside it.

use super::accounts::Right;
use super::archive::{
    Brief, DecisionKind, JudgeError, Mark, decisions, is_open, mark, read_record,
};
use super::beats::choices;
use super::console::Console;
use super::door::{Asked, looked_up, need, refuse};
use super::hall::TRACK_FILE;
use super::library::Shown;
use super::map::map;
use super::marks::told_mark;
use super::sessions::Session;
use super::story::Teller;
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::ids::Language;
use crate::domain::record::{Header, Moment, Record};
use crate::domain::session::{Effect, Happening, Mode};
use crate::files::read_text;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

/// Records listed at once.
const LIST_MAX: usize = 400;
/// Points of a track sent at most: an hour at two a second.
const TRACK_POINTS_MAX: usize = 7_200;

/// Notes a look at results; none is shown without.
fn noted(
    console: &Console,
    session: &Session,
    from: SocketAddr,
    what: &str,
    on: &str,
) -> Result<(), StatusCode> {
    console
        .audit
        .note_first(&session.name, from.ip(), what, on)
        .map_err(|_| StatusCode::INSUFFICIENT_STORAGE)
}

/// Whether somebody may read this record: those who may read all, and the trainee whose own it is.
fn may_read(session: &Session, header: &Header, right: Right) -> bool {
    session.role.may(right) || session.role.may(Right::Object) && header.trainee == session.name
}

fn head(console: &Console, id: &str, header: &Header, lang: Language) -> Value {
    let shown = console.library.find(&header.case);
    json!({
        "id": id,
        "case": shown.map_or(header.case.as_str(), |one| one.case.title.get(lang)),
        "place": shown.map_or("", |one| one.case.place_name.get(lang)),
        "trainee": header.trainee,
        "level": header.setup.level,
        "exam": header.setup.mode == Mode::Exam,
        "started_at": header.started_at,
        "assignment": header.exam.as_ref().map(|exam| exam.assignment.as_str()),
    })
}

/// `GET /api/runs`.
pub(super) async fn list(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Query(asked): Query<Asked>,
) -> Response {
    looked_up(console, move |console| {
        noted(console, &session, from, "read-list", "*")?;
        let mut all = console.archive.list();
        all.retain(|one| {
            may_read(&session, &one.header, Right::Records)
                || may_read(&session, &one.header, Right::Marks)
        });
        all.truncate(LIST_MAX);
        // By name, too: whoever asks who looked at somebody must find it.
        let people: BTreeSet<&str> = all.iter().map(|one| one.header.trainee.as_str()).collect();
        console
            .audit
            .note_look(&session.name, from.ip(), "read-list", &people)
            .map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
        Ok(all
            .iter()
            .map(|one| row(console, one, asked.lang))
            .collect())
    })
    .await
}

fn row(console: &Console, brief: &Brief, lang: Language) -> Value {
    let mut row = head(console, &brief.id, &brief.header, lang);
    let live = console
        .hall
        .find(&brief.id)
        .is_some_and(|run| !run.pulse().closed);
    row["live"] = json!(live);
    if live {
        return row;
    }
    let asked = decisions(&brief.folder);
    row["accepted"] = json!(asked.iter().any(|one| one.what == DecisionKind::Accepted));
    // A case that was broken off has no mark, and one that only looks so has none yet.
    let found = read_record(&brief.folder).and_then(|(record, _)| {
        let marked = || mark(&console.library, &brief.folder, &record);
        record.closed.then(marked).transpose()
    });
    let given = match &found {
        Ok(Some(Mark::Given(mark))) => Some(&**mark),
        _ => None,
    };
    row["objections"] = json!(asked.iter().filter(|one| is_open(given, one)).count());
    match &found {
        Ok(Some(Mark::Given(mark))) => {
            row["points"] = json!(mark.score.points);
            row["of"] = json!(mark.score.of);
            row["result"] = json!(result(mark));
            row["review"] = json!(mark.review.len());
        }
        Ok(Some(Mark::Sealed)) => row["result"] = json!("sealed"),
        Ok(None) => row["result"] = json!("open"),
        Ok(Some(Mark::OtherVersion)) | Err(_) => row["result"] = json!("none"),
    }
    row
}

const fn result(mark: &Assessment) -> &'static str {
    if mark.score.pass {
        "pass"
    } else if mark.score.pending {
        "pending"
    } else {
        "fail"
    }
}

/// The record somebody asks for, with whether it still grows and the station it comes from: from a running station, else
/// from the disk.
fn open(console: &Console, id: &str) -> Option<(Brief, Record, bool, String)> {
    if let Some(run) = console.hall.find(id) {
        let record = run.with_record(Clone::clone)?;
        let brief = Brief {
            id: run.id.clone(),
            folder: run.folder.clone(),
            header: record.header.clone(),
        };
        let live = !record.closed;
        return Some((brief, record, live, run.station.clone()));
    }
    let brief = console.archive.find(id)?;
    let (record, _) = read_record(&brief.folder).ok()?;
    Some((brief, record, false, String::new()))
}

/// `GET /api/runs/{id}`: everything a page needs to show a run.
pub(super) async fn show(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    looked_up(console, move |console| {
        let (brief, record, live, station) = open(console, &id).ok_or(StatusCode::NOT_FOUND)?;
        // What a trainee could read while the case runs would help in an exam; and a console that has begun anew does not
        // know yet that it runs.
        let unfinished = live || !record.closed && record.header.setup.mode == Mode::Exam;
        let may = if unfinished {
            session.role.may(Right::Watch)
        } else {
            may_read(&session, &record.header, Right::Records)
        };
        if !may {
            // Whether it exists is nobody's business either.
            return Err(StatusCode::NOT_FOUND);
        }
        let about = format!("{} {id}", record.header.trainee);
        noted(console, &session, from, "read-record", &about)?;
        let shown = console
            .library
            .find(&record.header.case)
            .ok_or(StatusCode::NOT_FOUND)?;
        Ok(whole(
            console, shown, &brief, &record, live, &station, &session, asked.lang,
        ))
    })
    .await
}

fn whole(
    console: &Console,
    shown: &Shown,
    brief: &Brief,
    record: &Record,
    live: bool,
    station: &str,
    session: &Session,
    lang: Language,
) -> Value {
    let case = &shown.case;
    let words = console.words(lang);
    let party = record
        .events
        .iter()
        .find_map(|event| match &event.what {
            Moment::Out(Effect::Began { party, .. }) => Some(party.as_str()),
            _ => None,
        })
        .unwrap_or_default();
    let people: Vec<Value> = case
        .people
        .iter()
        .map(|one| json!({ "id": one.id, "name": one.name.get(lang) }))
        .collect();
    let level = record.header.setup.level;
    let wording = console.library.wording(shown, lang, &record.events);
    let mut value = head(console, &brief.id, &record.header, lang);
    let notes = session.role.may(Right::Judge) || session.role.may(Right::Audit);
    let story = Teller::new(&console.library, shown, words).tell(&record.events, 0, notes);
    let more = json!({
        "station": station,
        "live": live,
        "closed": record.closed,
        "party": party,
        "people": people,
        "silence": shown.long_silence_ms(),
        "injects": case.injects.iter().map(|one| json!({ "id": one.id, "text": wording.inject(&one.id) })).collect::<Vec<_>>(),
        "happenings": Happening::ALL.map(|one| json!({
            "id": one, "text": words.get(&format!("report-world-{}", one.event())),
        })),
        "beats": choices(shown, level, party, &wording, words),
        "map": map(&console.library, shown, party, &wording),
        "story": story,
        "track": track(&brief.folder),
    });
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

/// True places, when the station sent any.
fn track(folder: &std::path::Path) -> Vec<Value> {
    let text = read_text(&folder.join(TRACK_FILE)).unwrap_or_default();
    text.lines()
        .take(TRACK_POINTS_MAX)
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// `GET /api/runs/{id}/mark`.
pub(super) async fn show_mark(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    looked_up(console, move |console| {
        let (brief, record, live, _) = open(console, &id).ok_or(StatusCode::NOT_FOUND)?;
        let may = may_read(&session, &record.header, Right::Marks);
        if !may || live && !session.role.may(Right::Watch) {
            return Err(StatusCode::NOT_FOUND);
        }
        let about = format!("{} {id}", record.header.trainee);
        noted(console, &session, from, "read-mark", &about)?;
        let found = mark(&console.library, &brief.folder, &record)
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let mut value = head(console, &brief.id, &record.header, asked.lang);
        value["closed"] = json!(record.closed);
        match found {
            _ if !record.closed => value["result"] = json!("open"),
            Mark::Sealed => value["result"] = json!("sealed"),
            Mark::OtherVersion => value["result"] = json!("none"),
            Mark::Given(mark) => {
                value["mark"] = told_mark(console, &record, &mark, asked.lang);
                value["result"] = json!(result(&mark));
                let asked: Vec<Value> = decisions(&brief.folder)
                    .iter()
                    .map(|one| {
                        let mut value = json!(one);
                        value["open"] = json!(is_open(Some(&mark), one));
                        value
                    })
                    .collect();
                value["decisions"] = json!(asked);
            }
        }
        Ok(value)
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) enum Ruling {
    /// The mark stands.
    Accept,
    /// An item is ruled on.
    Verdict {
        item: String,
        verdict: Verdict,
        reason: String,
    },
    /// The trainee objects.
    Object { item: String, text: String },
}

/// `POST /api/runs/{id}/ruling`.
pub(super) async fn rule(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Json(ruling): Json<Ruling>,
) -> Response {
    let right = match &ruling {
        Ruling::Object { .. } => Right::Object,
        Ruling::Accept | Ruling::Verdict { .. } => Right::Judge,
    };
    if let Err(answer) = need(&session, right) {
        return *answer;
    }
    let what = match &ruling {
        Ruling::Accept => "accept",
        Ruling::Verdict { .. } => "verdict",
        Ruling::Object { .. } => "object",
    };
    let (working, by, wanted) = (Arc::clone(&console), session.name.clone(), id.clone());
    let done = tokio::task::spawn_blocking(move || {
        let (archive, library) = (&working.archive, &working.library);
        let brief = archive.find(&wanted).ok_or(JudgeError::Unknown)?;
        // Nobody judges the own run, nobody objects to another's.
        if (right == Right::Object) != (brief.header.trainee == by) {
            return Err(JudgeError::Own);
        }
        // By name, too, as every look is.
        let about = format!("{} {wanted}", brief.header.trainee);
        let ruled = match ruling {
            Ruling::Accept => archive.decide(library, &brief, DecisionKind::Accepted, "", "", &by),
            Ruling::Object { item, text } => {
                archive.decide(library, &brief, DecisionKind::Objection, &item, &text, &by)
            }
            Ruling::Verdict {
                verdict: Verdict::Review,
                ..
            } => Err(JudgeError::Item),
            Ruling::Verdict {
                item,
                verdict,
                reason,
            } => archive
                .judge(library, &brief, &item, verdict, &reason, &by)
                .map(drop),
        };
        ruled.map(|()| about)
    })
    .await;
    match done {
        Ok(Ok(about)) => {
            console.audit.note(&session.name, from.ip(), what, &about);
            Json(json!({})).into_response()
        }
        Ok(Err(JudgeError::Unknown)) => refuse(StatusCode::NOT_FOUND, "unknown"),
        Ok(Err(JudgeError::Own)) => refuse(StatusCode::FORBIDDEN, "own"),
        Ok(Err(JudgeError::NoMark)) => refuse(StatusCode::CONFLICT, "no-mark"),
        Ok(Err(JudgeError::Asked)) => refuse(StatusCode::CONFLICT, "asked"),
        Ok(Err(JudgeError::Item)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, "item"),
        Ok(Err(JudgeError::Reason)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, "reason"),
        Ok(Err(JudgeError::File(_))) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "disk"),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
