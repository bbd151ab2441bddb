//! The street: kit pieces set out, light and weather, ground to walk on, things of the case. Reads effects and plays what
//! the stage says; decides nothing.

mod arrival;
mod assets;
mod events;
mod ground;
mod light;
mod places;
mod set;
mod weather;

pub use arrival::Enters;
pub use assets::{StreetAssets, StreetReady, own_look};
pub(super) use assets::{bare, bodies};
pub use ground::{Ground, WALK_RADIUS_M, look_about};
pub use light::{Eye, LightOf, StreetCamera};
pub(super) use light::{hang_up, sky, sky_colours};
pub(super) use set::spawn_piece;
pub use set::{Aimable, Carriable, CasePiece, Thing};
pub use weather::Rain;

use super::Screen;
use super::bridge::BeginSystems;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// Everything that belongs to the street and goes when the case goes.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct OfStreet;

/// The street is set out before people come into it, always in the same order: physics and navigation count in the order
/// in which things came.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StreetSystems {
    /// What is walked on.
    Ground,
    /// Kit, light.
    Set,
    /// The trainee.
    Trainee,
    /// People of the case.
    Cast,
    /// Passers-by.
    Crowd,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(RapierPhysicsPlugin::<NoUserData>::default().in_fixed_schedule())
        .insert_resource(TimestepMode::Fixed {
            dt: 1.0 / super::TICKS_PER_SECOND as f32,
            substeps: 1,
        })
        .configure_sets(
            OnEnter(Screen::Case),
            (
                BeginSystems,
                StreetSystems::Ground,
                StreetSystems::Set,
                StreetSystems::Trainee,
                StreetSystems::Cast,
                StreetSystems::Crowd,
            )
                .chain(),
        )
        .add_plugins((
            arrival::plugin,
            places::plugin,
            assets::plugin,
            ground::plugin,
            set::plugin,
            light::plugin,
            weather::plugin,
            events::plugin,
        ));
}
