//! The trainee's body in the street: walks, looks, aims, takes pictures, and is sensed. What it does becomes intents; what
//! it means is for the engine.

mod aim;
mod bearing;
mod body;
mod carry;
mod keys;
mod picture;
mod sense;
mod wearing;

pub use aim::{Aim, Pointing, addressee, choices_for, is_out_of_reach, likeliest};
pub use body::{BODY_MIDDLE_M, EYE_HEIGHT_M, Errand, EyesElsewhere, Trainee, body_shape, has_room};
pub use carry::{Fist, Load};
pub use keys::{OpenSystems, Overlay, RECORDER_ON, TabletPage, TrainedWords, recorder_runs};
pub use picture::{FRAME_BOTTOM, FRAME_SIDE, FRAME_TOP, Finder, InFrame, Picture, Shot, Taken};
pub use sense::Sensed;
pub use wearing::{HandsKind, Moves, Pad, Recentre, Wearing};

use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        body::plugin,
        aim::plugin,
        sense::plugin,
        bearing::plugin,
        keys::plugin,
        carry::plugin,
        picture::plugin,
        wearing::plugin,
    ));
}
