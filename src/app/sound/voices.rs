//! Recordings of lines: brought in with the case, found for whoever speaks in this run.

use crate::app::Screen;
use crate::app::bridge::{ActiveCase, FinishedRun, Plan};
use crate::app::library::Library;
use crate::app::words::Tongue;
use crate::domain::ids::Language;
use crate::speech::audio::length_ms;
use crate::staging::{self, Recording, Viseme, Voice, VoiceFile, Voices};
use bevy::prelude::*;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Voices of the planned case in the language of the run; a thread reads their table while the street loads, and whoever
/// asks before that waits.
#[derive(Resource, Debug, Clone)]
pub struct VoiceLibrary(Arc<OnceLock<Voices>>);

impl Default for VoiceLibrary {
    fn default() -> Self {
        Self(Arc::new(Voices::default().into()))
    }
}

/// How long a line is heard, and how lips move meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceLength {
    /// Seconds.
    pub seconds: f32,
    /// Mouth shapes.
    pub visemes: Vec<(u64, Viseme)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<VoiceLibrary>()
        .add_systems(OnEnter(Screen::Briefing), bring_in)
        .add_systems(
            OnEnter(Screen::Debriefing),
            bring_in_again.run_if(resource_exists::<FinishedRun>),
        );
}

fn bring_in(
    voices: ResMut<VoiceLibrary>,
    library: Res<Library>,
    plan: Res<Plan>,
    tongue: Res<Tongue>,
) {
    bring_in_case(voices, *library, plan.case, &tongue);
}

/// Whoever sees an earlier run again hears it, too.
fn bring_in_again(
    voices: ResMut<VoiceLibrary>,
    library: Res<Library>,
    finished: Res<FinishedRun>,
    tongue: Res<Tongue>,
) {
    bring_in_case(voices, *library, finished.plan.case, &tongue);
}

fn bring_in_case(mut voices: ResMut<VoiceLibrary>, library: Library, case: usize, tongue: &Tongue) {
    let Some(entry) = library.entry(case) else {
        return;
    };
    let lang = match tongue.lang() {
        Language::Zh => "zh",
        Language::En => "en",
    };
    let coming = VoiceLibrary(Arc::default());
    let (folder, place) = (entry.folder.clone(), coming.clone());
    let read = move || {
        let table = staging::voices(&folder, lang).unwrap_or_else(|error| {
            error!("{error}");
            VoiceFile::default()
        });
        let own_ms = |path: &Path| length_ms(path).inspect_err(|error| warn!("{error}")).ok();
        let _ = place.0.set(Voices::new(&table, &folder, lang, own_ms));
    };
    let spawned = std::thread::Builder::new()
        .name("voices".to_owned())
        .spawn(read);
    match spawned {
        Ok(_) => *voices = coming,
        Err(error) => {
            error!("{error}");
            // Nobody speaks with the voices of another case.
            *voices = VoiceLibrary::default();
        }
    }
}

impl VoiceLibrary {
    fn voice(&self, active: &ActiveCase, by: &str, line: &str) -> Option<&Voice> {
        let drawn: Vec<&str> = active
            .case()
            .draws
            .iter()
            .zip(&active.state().drawn)
            .map(|(draw, value)| draw.of[usize::from(*value)].id.as_str())
            .collect();
        self.0.wait().find(by, line, &drawn)
    }

    /// How long a line is heard; none when it has no recording.
    #[must_use]
    pub fn length(&self, active: &ActiveCase, by: &str, line: &str) -> Option<VoiceLength> {
        let voice = self.voice(active, by, line)?;
        Some(VoiceLength {
            seconds: voice.ms as f32 / 1000.0,
            visemes: voice.visemes.clone(),
        })
    }

    /// Where a line is recorded, and how fast the recording is played.
    #[must_use]
    pub fn recording(&self, active: &ActiveCase, by: &str, line: &str) -> Option<(Recording, f64)> {
        let voice = self.voice(active, by, line)?;
        Some((voice.recording.clone(), voice.rate))
    }
}
