//! Recordings of lines as they are spoken: from the speaker's mouth, or over the radio between two squelches.

use super::SoundSystems;
use super::playback::Playback;
use super::voices::VoiceLibrary;
use crate::app::Screen;
use crate::app::actors::{LineBegins, LineBreaksOff, Person, SpeechQueue};
use crate::app::bridge::ActiveCase;
use bevy::prelude::*;
use std::time::Duration;

/// A mouth is so far below the eyes.
const MOUTH_BELOW_EYES_M: f32 = 0.08;
/// How a voice that is cut off fades.
const CUT_FADE: Duration = Duration::from_millis(140);
/// The radio opens before the voice comes.
const SQUELCH: Duration = Duration::from_millis(160);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        (break_off, begin, follow, close)
            .chain()
            .before(SoundSystems)
            .run_if(in_state(Screen::Case)),
    );
}

fn mouth(people: &Query<(&Person, &GlobalTransform)>, by: &str) -> Option<Vec3> {
    people
        .iter()
        .find(|(person, _)| person.id == by)
        .map(|(person, transform)| {
            transform.translation() + Vec3::Y * (person.eye_m - MOUTH_BELOW_EYES_M)
        })
}

/// Somebody who is talked over does not stop in the middle of a sound.
fn break_off(mut breaks: MessageReader<LineBreaksOff>, mut playback: ResMut<Playback>) {
    if breaks.read().count() > 0 {
        playback.hush(CUT_FADE);
    }
}

fn begin(
    mut begins: MessageReader<LineBegins>,
    active: Option<Res<ActiveCase>>,
    voices: Res<VoiceLibrary>,
    people: Query<(&Person, &GlobalTransform)>,
    mut playback: ResMut<Playback>,
) {
    let Some(active) = active else {
        begins.clear();
        return;
    };
    for LineBegins(utterance) in begins.read() {
        let recording = voices.recording(&active, &utterance.by, &utterance.line);
        if utterance.is_radio {
            playback.once("radio_squelch", None);
        }
        let Some((recording, rate)) = recording else {
            continue;
        };
        let (at, after) = if utterance.is_radio {
            (None, SQUELCH)
        } else {
            // Somebody who is not to be seen is heard all the same.
            (mouth(&people, &utterance.by), Duration::ZERO)
        };
        playback.say(recording, rate, at, utterance.is_radio, after);
    }
}

fn follow(
    queue: Res<SpeechQueue>,
    people: Query<(&Person, &GlobalTransform)>,
    mut playback: ResMut<Playback>,
) {
    if let Some((utterance, _)) = &queue.now
        && !utterance.is_radio
        && let Some(at) = mouth(&people, &utterance.by)
    {
        playback.speaker_at(at);
    }
}

/// The radio closes after the voice.
fn close(queue: Res<SpeechQueue>, mut was_radio: Local<bool>, mut playback: ResMut<Playback>) {
    let is_radio = queue.now.as_ref().is_some_and(|(utterance, for_s)| {
        utterance.is_radio && *for_s < utterance.lasts_s + SQUELCH.as_secs_f32()
    });
    if *was_radio && !is_radio {
        playback.once("radio_release", None);
    }
    *was_radio = is_radio;
}
