//! What hands feel: a light tick when they point at something new, a firmer one for a deed, a picture, a pressed button.
//! Short and weak, for those who wear it for an hour.

use super::actions::{Actions, Hands, Side};
use super::{Settings, Worn};
use crate::app::bridge::{ActiveCase, Happened};
use crate::app::trainee::{Aim, Taken};
use crate::domain::record::Moment;
use crate::domain::session::Input;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use bevy_mod_openxr::openxr_session_running;
use bevy_mod_openxr::session::OxrSession;
use openxr::{Duration, HapticVibration};

/// A pulse: how long in milliseconds, how strong from 0 to 1.
type Pulse = (i64, f32);

const POINTED: Pulse = (10, 0.2);
const PRESSED: Pulse = (15, 0.4);
const DONE: Pulse = (25, 0.5);
const SHUTTER: Pulse = (40, 0.7);

/// The acting hand is to feel something; the last one of a frame is felt.
#[derive(Message, Debug, Clone, Copy)]
struct Felt(Pulse);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Felt>()
        .add_observer(|_: On<Activate>, mut felt: MessageWriter<Felt>| {
            felt.write(Felt(PRESSED));
        })
        .add_systems(
            Update,
            (point, done, shutter, pulse)
                .chain()
                .run_if(resource_equals(Worn::Yes).and_then(openxr_session_running)),
        );
}

/// Only what is new: a hand that rests on a thing feels nothing.
fn point(aim: Res<Aim>, mut last: Local<Option<String>>, mut felt: MessageWriter<Felt>) {
    if aim.target != *last {
        if aim.target.is_some() {
            felt.write(Felt(POINTED));
        }
        last.clone_from(&aim.target);
    }
}

/// One's own deeds, not those of a run that is seen again.
fn done(
    mut happened: MessageReader<Happened>,
    active: Option<Res<ActiveCase>>,
    mut felt: MessageWriter<Felt>,
) {
    let is_own = active.is_some_and(|active| !active.is_replay());
    for Happened(event) in happened.read() {
        if is_own && matches!(event.what, Moment::In(Input::Did { .. })) {
            felt.write(Felt(DONE));
        }
    }
}

fn shutter(taken: Res<Taken>, mut count: Local<usize>, mut felt: MessageWriter<Felt>) {
    let now = taken.0.len();
    if now > *count {
        felt.write(Felt(SHUTTER));
    }
    *count = now;
}

fn pulse(
    mut felt: MessageReader<Felt>,
    actions: Option<Res<Actions>>,
    session: Option<Res<OxrSession>>,
    hands: Res<Hands>,
    settings: Res<Settings>,
) {
    let Some(Felt((length_ms, strength))) = felt.read().last().copied() else {
        return;
    };
    let (Some(actions), Some(session)) = (actions, session) else {
        return;
    };
    if !settings.is_headset_felt {
        return;
    }
    let side = match hands.acting_side() {
        Side::Left => actions.sides[0],
        Side::Right => actions.sides[1],
    };
    let event = HapticVibration::new()
        .duration(Duration::from_nanos(length_ms * 1_000_000))
        .amplitude(strength);
    // A controller without a motor is no error of anybody's.
    if let Err(error) = actions.haptic.apply_feedback(&session, side, &event) {
        debug!("headset pulse: {error}");
    }
}
