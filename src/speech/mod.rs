//! Hearing, without a game engine and without a device: sound files in, words with their certainty out.
//!
//! The way of a recording: [`audio`] reads it, [`gate`] cuts out the stretches in which somebody speaks,
//! [`recogniser`] turns each into words, [`sieve`] throws away what nobody said, [`listen`] joins them. A live talk has
//! [`turn`] between gate and key, and [`decoder`] keeps the recogniser on a thread of its own; [`ear`] joins those. [`models`]
//! knows which Whisper models there are, [`choice`] takes one, [`bench`] measures it all, [`noise`] makes noise and measures it
//! in that, [`download`] fetches them, [`digests`] tells whether they are unchanged. [`hearer`] asks another machine of the bureau first where one is set
//! ([`remote`], [`remote_ask`]). [`opus`] unpacks recordings for whoever plays them. Nothing here knows a case,
//! an act or a mark.

pub mod audio;
pub mod bench;
mod beside;
pub mod choice;
pub mod clip;
pub mod decoder;
pub mod digests;
pub mod download;
pub mod ear;
pub mod gate;
pub mod hearer;
pub mod listen;
pub mod model_file;
pub mod models;
pub mod noise;
pub mod opus;
pub mod recogniser;
mod recogniser_error;
pub mod remote;
pub mod remote_ask;
pub mod sieve;
mod subtitles;
mod timbre;
pub mod turn;
mod wav_head;

/// What went wrong, as a message id and its arguments: the words stand in the language files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Id in the language files.
    pub id: &'static str,
    /// Named arguments.
    pub args: Vec<(&'static str, String)>,
}
