//! In real time: how long after the end of speech its words are known and somebody begins to answer, for whoever reads the
//! log.

use crate::app::actors::LineBegins;
use crate::app::voice::{Heard, SpeechEnded};
use crate::speech::sieve::Verdict;
use crate::speech::turn::PAUSE_MS;
use bevy::prelude::*;
use std::time::{Duration, Instant};

pub(super) fn plugin(app: &mut App) {
    // After everything that may answer in a frame.
    app.add_systems(Last, watch);
}

fn watch(
    mut ended: MessageReader<SpeechEnded>,
    mut heard: MessageReader<Heard>,
    mut begins: MessageReader<LineBegins>,
    mut end: Local<Option<Instant>>,
    mut words: Local<Option<Duration>>,
) {
    for one in ended.read() {
        // The ear takes note of an end so long after it.
        *end = one.at.checked_sub(Duration::from_millis(PAUSE_MS));
        *words = None;
    }
    for one in heard.read() {
        if one.verdict != Verdict::Drop {
            *words = end.map(|end| end.elapsed());
        }
    }
    for one in begins.read() {
        if let (Some(from), Some(known)) = (*end, *words) {
            info!(
                "answered {} ms after the end of speech, its words known after {} ms: {}",
                from.elapsed().as_millis(),
                known.as_millis(),
                one.0.line
            );
            (*end, *words) = (None, None);
        }
    }
}
