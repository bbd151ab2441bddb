//! Tells the rest which hands there are and whether somebody sits, so that texts name the gesture and not a key.

use super::Worn;
use super::actions::{Hands, HandsRead, Pads};
use super::rig::Rig;
use crate::app::screens::Rebuild;
use crate::app::settings::Settings;
use crate::app::trainee::{HandsKind, Wearing};
use bevy::prelude::*;

/// Hands that change for a shorter time have only been lost from sight.
const SETTLES_S: f32 = 1.5;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        tell.after(HandsRead).run_if(resource_exists::<Hands>),
    );
}

/// Which hands these are; none while neither is seen.
fn kind(hands: &Hands) -> Option<HandsKind> {
    let is_bare = hands.acting().is_bare;
    match (hands.left.is_tracked, hands.right.is_tracked) {
        (false, false) => None,
        (true, true) if is_bare => Some(HandsKind::Bare),
        (true, true) => Some(HandsKind::Two),
        _ if is_bare => Some(HandsKind::Lone),
        _ => Some(HandsKind::One),
    }
}

fn tell(
    time: Res<Time<Real>>,
    worn: Res<Worn>,
    hands: Res<Hands>,
    pads: Res<Pads>,
    rig: Res<Rig>,
    settings: Res<Settings>,
    mut wearing: ResMut<Wearing>,
    mut rebuild: MessageWriter<Rebuild>,
    mut other_s: Local<f32>,
) {
    let next = match *worn {
        // It goes on by keys and mouse.
        Worn::No | Worn::Lost => Wearing::default(),
        Worn::Aside | Worn::Yes => Wearing {
            hands: kind(&hands).unwrap_or(wearing.hands),
            pad: pads.of(hands.acting_side()),
            is_seated: settings.is_seated || rig.lift_m > 0.0,
        },
    };
    *other_s = if next == *wearing {
        0.0
    } else {
        *other_s + time.delta_secs()
    };
    let is_first = wearing.hands == HandsKind::Keys || next.hands == HandsKind::Keys;
    if next != *wearing && (is_first || *other_s > SETTLES_S) {
        *wearing = next;
        rebuild.write(Rebuild);
    }
}
