//! What is heard: voices of lines, ambience, effects, through one audio back end. No device at all is a normal case: nothing
//! is played then, and nothing waits for it.

mod beds;
mod devices;
mod lines;
#[cfg(feature = "web")]
mod live;
mod mixer;
mod output;
mod playback;
mod steps;
mod store;
mod voices;

pub use devices::AudioDevices;
pub(crate) use devices::{device_name, find_device, sound_host};
pub use output::{SpeakerState, try_speaker};
pub use playback::Playback;
pub use voices::{VoiceLength, VoiceLibrary};

use bevy::prelude::*;

/// A sound is to be heard, somewhere or everywhere.
#[derive(Message, Debug, Clone)]
pub struct PlaySound {
    /// Sound.
    pub sound: String,
    /// Where.
    pub at: Option<Vec3>,
}

/// Sounds are begun, moved and ended, after everything that asks for them.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SoundSystems;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<PlaySound>()
        .configure_sets(PostUpdate, SoundSystems)
        .add_plugins((
            voices::plugin,
            devices::plugin,
            playback::plugin,
            beds::plugin,
            lines::plugin,
            steps::plugin,
        ));
}
