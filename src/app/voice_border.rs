//! The border where sound comes in: the microphone's callback on one side, a script's sound file on the other. What lies
//! behind it does not know which.

use bevy::prelude::Message;
use std::path::PathBuf;

/// A sound file plays into the microphone, in real proportion to virtual time.
#[derive(Message, Debug, Clone)]
pub struct SoundIn {
    /// File.
    pub file: PathBuf,
}
