//! What the application needs, looked at for `doctor`: loudspeaker, microphone with three seconds of it heard, headset.

use super::desk::Desk;
use super::doctor::{Finding, Health};
use crate::app::Settings;
use crate::app::sound::try_speaker;
use crate::app::voice::record;
use crate::files::home;
use crate::speech::choice;
use crate::speech::gate::{Gate, GateSettings};
use crate::speech::listen::hear_segment;
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use std::path::Path;
use std::time::Duration;

/// How long the microphone is listened to.
const RECORDED: Duration = Duration::from_secs(3);

/// Everything the window, the ear and the headset need.
pub(super) fn look(desk: &Desk) -> Vec<Finding> {
    let mut found = Vec::new();
    let settings = Settings::load(&desk.data());
    found.push(match try_speaker(settings.speaker.as_deref()) {
        Ok(name) => Finding::new("loudspeaker", Health::Good, name),
        Err(said) => Finding::new("loudspeaker", Health::Poor, said),
    });
    desk.warn(&desk.words.get("doctor-recording"));
    match record(settings.microphone.as_deref(), RECORDED) {
        Ok(recording) => {
            found.push(Finding::new("microphone", Health::Good, recording.name));
            if let Some(wanted) = recording.instead_of {
                found.push(Finding::new("chosen-microphone", Health::Poor, wanted));
            }
            found.push(match heard(desk, &recording.samples) {
                Ok(None) => Finding::new("unread", Health::Poor, String::new()),
                Ok(Some(words)) if words.is_fixture => {
                    let said = if words.text.is_empty() {
                        "—".to_owned()
                    } else {
                        words.text
                    };
                    Finding::new("fixture-heard", Health::Poor, said)
                }
                Ok(Some(words)) if words.text.is_empty() => {
                    Finding::new("heard", Health::Poor, String::new())
                }
                Ok(Some(words)) => Finding::new("heard", Health::Good, words.text),
                Err(said) => Finding::new("unheard", Health::Poor, said),
            });
        }
        Err(said) => found.push(Finding::new("microphone", Health::Poor, said)),
    }
    #[cfg(feature = "xr")]
    found.push(match crate::app::headset::probe() {
        Ok(there) => Finding::new(
            "headset",
            Health::Good,
            format!("{} · {}", there.headset, there.runtime),
        ),
        Err(error) => Finding::new("headset", Health::Poor, error.to_string()),
    });
    found
}

/// What a model made of a recording.
struct Words {
    text: String,
    is_fixture: bool,
}

/// The words in a recording, by the model that a case would listen with; none where there is no model.
fn heard(desk: &Desk, samples: &[f32]) -> Result<Option<Words>, String> {
    let home = home().map_err(|error| error.to_string())?;
    let Some(model) = choice::model(None, &home, &desk.data()) else {
        return Ok(None);
    };
    let mut recogniser = Recogniser::load(&model, &RecogniserSettings::default())
        .map_err(|error| error.to_string())?;
    let mut gate = Gate::new(GateSettings::default());
    let mut segments = gate.push(samples);
    segments.extend(gate.finish());
    let mut words = Vec::new();
    for segment in &segments {
        let one = hear_segment(
            Path::new("doctor"),
            segment,
            &mut recogniser,
            Listening::For(desk.words.lang()),
        )
        .map_err(|error| error.to_string())?;
        if !one.text.is_empty() {
            words.push(one.text);
        }
    }
    Ok(Some(Words {
        text: words.join(" "),
        is_fixture: recogniser.is_fixture(),
    }))
}
