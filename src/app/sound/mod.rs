//! What is heard: voices of lines, ambience, effects, through one audio back end. No device at all is a normal case.

mod voices;

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

pub(super) fn plugin(app: &mut App) {
    app.add_message::<PlaySound>().add_plugins(voices::plugin);
}
