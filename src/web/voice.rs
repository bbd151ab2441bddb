//! An instructor's own voice on its way to a trainee's ear: pieces of sound that live in memory for seconds and nowhere else.
//! A piece that comes too late is dropped, because nobody wants to hear it then. Decides nothing about a case; that
//! somebody spoke is a touch of the record like any other.

use super::accounts::Right;
use super::console::Console;
use super::door::{need, refuse};
use super::protocol::{VOICE_SAMPLES_MAX, VoicePiece, samples_of};
use super::sessions::Session;
use crate::domain::session::Touch;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A pause longer than this between two pieces ends a talk; the next piece begins another.
const TALK_PAUSE: Duration = Duration::from_millis(1_500);
/// What the station has not fetched by then is not wanted any more.
const LATE: Duration = Duration::from_secs(3);
/// Pieces waiting at most; three seconds are some fifteen of them.
const PIECES_MAX: usize = 32;

/// What is being said into one trainee's ear.
#[derive(Debug, Default)]
pub struct Talk {
    by: String,
    last: Option<Instant>,
    pieces: VecDeque<(Instant, VoicePiece)>,
    next: u64,
}

/// What a piece was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The first of a talk.
    Begins,
    /// One more of it.
    GoesOn,
    /// Nothing: somebody else is speaking.
    Busy,
}

impl Talk {
    /// What a piece of this person would be now.
    #[must_use]
    pub fn weigh(&self, by: &str, now: Instant) -> Said {
        let is_on = self.last.is_some_and(|last| now - last < TALK_PAUSE);
        match (is_on, self.by == by) {
            (true, true) => Said::GoesOn,
            (true, false) => Said::Busy,
            (false, _) => Said::Begins,
        }
    }

    /// Takes a piece in.
    pub fn say(&mut self, by: &str, pcm: String, now: Instant) {
        by.clone_into(&mut self.by);
        self.last = Some(now);
        // A station may claim to have heard any number.
        self.next = self.next.saturating_add(1);
        let n = self.next;
        self.pieces.push_back((now, VoicePiece { n, pcm }));
        if self.pieces.len() > PIECES_MAX {
            self.pieces.pop_front();
        }
    }

    /// What a station that has heard so much has still to hear. A console that began anew counts on from there.
    #[must_use]
    pub fn for_station(&mut self, heard: u64, now: Instant) -> Vec<VoicePiece> {
        self.next = self.next.max(heard);
        self.pieces
            .retain(|(then, piece)| piece.n > heard && now - *then < LATE);
        self.pieces.iter().map(|(_, piece)| piece.clone()).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Piece {
    pcm: String,
}

/// `POST /api/runs/{id}/voice`: a piece of an instructor's voice.
pub(super) async fn say(
    State(console): State<Arc<Console>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Json(piece): Json<Piece>,
) -> Response {
    if let Err(answer) = need(&session, Right::Touch) {
        return *answer;
    }
    let Some(run) = console.hall.find(&id) else {
        return refuse(StatusCode::NOT_FOUND, "unknown");
    };
    let is_sound = samples_of(&piece.pcm)
        .is_some_and(|samples| (1..=VOICE_SAMPLES_MAX).contains(&samples.len()));
    if !is_sound {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "voice");
    }
    if !run.allows(&Touch::Voice) {
        return refuse(StatusCode::CONFLICT, "exam");
    }
    match run.speak(&session.name, piece.pcm) {
        Some(Said::Busy) => refuse(StatusCode::CONFLICT, "talking"),
        None => refuse(StatusCode::CONFLICT, "waiting"),
        Some(said) => {
            if said == Said::Begins {
                console
                    .audit
                    .note(&session.name, from.ip(), "touch-voice", &id);
            }
            Json(json!({})).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaks_at_a_time_each_piece_goes_once_and_none_late() {
        let begin = Instant::now();
        let after = |ms| begin + Duration::from_millis(ms);
        let mut talk = Talk::default();
        assert_eq!(talk.weigh("wei", begin), Said::Begins);
        talk.say("wei", "a".to_owned(), begin);
        talk.say("wei", "b".to_owned(), after(200));
        assert_eq!(talk.weigh("wei", after(400)), Said::GoesOn);
        assert_eq!(talk.weigh("lan", after(400)), Said::Busy);
        assert_eq!(talk.weigh("lan", after(1_800)), Said::Begins);
        let numbers = |talk: &mut Talk, heard, ms| -> Vec<u64> {
            let told = talk.for_station(heard, after(ms));
            told.iter().map(|piece| piece.n).collect()
        };
        assert_eq!(numbers(&mut talk, 0, 300), [1, 2]);
        assert_eq!(numbers(&mut talk, 0, 300), [1, 2], "an answer may get lost");
        assert_eq!(numbers(&mut talk, 1, 400), [2]);
        assert_eq!(numbers(&mut talk, 1, 4_000), [0; 0], "too late");
        // Begun anew, the console goes on where the station stands.
        let mut anew = Talk::default();
        assert_eq!(numbers(&mut anew, 7, 0), [0; 0]);
        anew.say("wei", "c".to_owned(), begin);
        assert_eq!(numbers(&mut anew, 7, 10), [8]);
        for _ in 0..1_000 {
            anew.say("wei", "d".to_owned(), begin);
        }
        assert_eq!(numbers(&mut anew, 8, 10).len(), PIECES_MAX);
    }
}
