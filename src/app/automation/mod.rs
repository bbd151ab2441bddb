//! Device events from a file instead of from hands, and pictures at marked moments. Nothing here reaches the case but
//! through keyboard, mouse, sticks and sound: what a script can do, a trainee can do.

#[cfg(feature = "xr")]
mod gestures;
mod hands;
mod player;
#[cfg(feature = "xr")]
mod remote;
mod script;
mod shots;
mod stopwatch;
#[cfg(feature = "xr")]
mod worn;

#[cfg(feature = "xr")]
pub use gestures::{Gesture, HandsOn};
pub use script::{Step, StepError, parse};
pub(in crate::app) use shots::Leave;
pub use shots::TakeShot;

use super::options::PlayOptions;
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    let options = app.world().resource::<PlayOptions>().clone();
    app.add_plugins(shots::plugin);
    if options.script.is_some() {
        app.add_plugins(player::plugin);
        if options.is_real_time {
            app.add_plugins(stopwatch::plugin);
        }
    } else if options.frames.is_some() {
        app.add_plugins(shots::count_frames);
    }
}
