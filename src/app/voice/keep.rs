//! Voice clips of a running case, where the settings ask for them: each heard sentence as a sound file beside the record.
//! Without that wish no sound outlives its words. Old clips go when the program starts.

use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::speech::clip::wave;
use crate::store::clips;
use bevy::prelude::*;
use bevy::tasks::IoTaskPool;

/// A heard sentence with its sound.
#[derive(Message, Debug, Clone)]
pub(super) struct Clip {
    /// Where it was in the stream of sound, as it stands in the record.
    pub(super) start_ms: u64,
    /// Its end.
    pub(super) end_ms: u64,
    /// Its sound at 16 kHz.
    pub(super) sound: Vec<f32>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Clip>()
        .add_message::<Toast>()
        .add_systems(Startup, sweep)
        .add_systems(
            OnEnter(Screen::Case),
            tell.after(crate::app::bridge::BeginSystems),
        )
        .add_systems(
            Update,
            keep.run_if(on_message::<Clip>.and_then(resource_exists::<ActiveCase>)),
        );
}

/// Who is recorded is told.
fn tell(
    settings: Res<Settings>,
    active: Option<Res<ActiveCase>>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    let is_heard = active.is_some_and(|active| !active.is_replay());
    if is_heard && settings.keep_voice_days > 0 {
        toasts.write(Toast {
            text: tongue.with(
                "voice-kept",
                &[("days", &settings.keep_voice_days.to_string())],
            ),
            ink: Ink::Accent,
        });
    }
}

fn keep(mut heard: MessageReader<Clip>, active: Res<ActiveCase>, settings: Res<Settings>) {
    let days = u32::from(settings.keep_voice_days);
    if active.is_replay() {
        heard.clear();
        return;
    }
    for clip in heard.read() {
        let name = format!("{:07}-{:07}-ms.wav", clip.start_ms, clip.end_ms);
        let folder = active.folder().to_owned();
        let sound = clip.sound.clone();
        // A disk that takes its time must not hold a frame.
        IoTaskPool::get()
            .spawn(async move {
                if let Err(error) = clips::keep(&folder, &name, &wave(&sound), days) {
                    error!("{error}");
                }
            })
            .detach();
    }
}

/// What is older than its days goes, also where nobody ever runs the store's own tidying.
fn sweep(settings: Res<Settings>, options: Res<PlayOptions>) {
    let (days, data) = (u32::from(settings.keep_voice_days), options.data.clone());
    IoTaskPool::get()
        .spawn(async move {
            let now = jiff::Timestamp::now();
            if let Err(error) = clips::sweep(&data, days, now.as_second(), &now.to_string()) {
                error!("{error}");
            }
        })
        .detach();
}
