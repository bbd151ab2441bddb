//! People in the street: bodies of the cast, how they move, look, speak and feel, and a crowd of passers-by. Shows what
//! the engine says; decides nothing.

mod body;
mod clips;
mod crowd;
mod face;
mod gaze;
mod heed;
mod rest;
mod speech;
mod turns;
mod walk;

pub(super) use body::body_scene;
pub use body::{Person, spawn_person, spawn_stand_in};
pub use clips::{Clips, PlayClip};
pub use crowd::CrowdOrder;
pub(super) use crowd::{spots, strangers};
pub use gaze::HeadTurn;
pub use speech::{LineBegins, LineBreaksOff, SpeechQueue, Utterance};
pub use walk::Pace;

use super::Screen;
use super::world::StreetSystems;
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<PlayClip>()
        .add_message::<CrowdOrder>()
        .add_systems(
            OnEnter(Screen::Case),
            clips::prepare.in_set(StreetSystems::Set),
        )
        .add_plugins((
            body::plugin,
            clips::plugin,
            crowd::plugin,
            face::plugin,
            gaze::plugin,
            heed::plugin,
            rest::plugin,
            speech::plugin,
            walk::plugin,
        ));
}
