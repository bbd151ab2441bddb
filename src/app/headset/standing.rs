//! Where the wearer stands and how tall: taken at first sight, at a press of the stick, after the headset was away, and
//! when the runtime finds the head somewhere else.

use super::Worn;
use super::actions::Hands;
use super::rig::{Rig, is_worn};
use crate::app::Pause;
use crate::app::devices::DeviceSystems;
use crate::app::settings::Settings;
use crate::app::trainee::{EYE_HEIGHT_M, Moves, Recentre, Trainee};
use bevy::prelude::*;

/// Two legs apart the head is higher than this; below it somebody sits.
const SEATED_BELOW_M: f32 = 1.35;
/// Whoever was taken for seated and holds the head higher for so long has stood up, or has only now put the headset on.
const STOOD_UP_S: f32 = 1.0;
/// No head moves so far and so fast: the runtime has found it anew, and the body does not run after it.
const JUMP_M: f32 = 0.3;
const JUMP_M_S: f32 = 8.0;

/// The room lies where the wearer stands.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stands;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        (
            come_back,
            (jumped, calibrate, stand_up)
                .chain()
                .run_if(resource_equals(Worn::Yes)),
        )
            .chain()
            .in_set(Stands)
            .after(DeviceSystems),
    )
    .add_systems(OnEnter(Pause::Running), go_on.run_if(is_worn));
}

/// The first sight of the head, and a stick pressed or the menu's word for it: here I am, this way I look, this tall I am.
fn calibrate(
    hands: Res<Hands>,
    settings: Res<Settings>,
    mut rig: ResMut<Rig>,
    mut moves: ResMut<Moves>,
    mut asked: MessageReader<Recentre>,
    trainees: Query<(&Trainee, &Transform)>,
    mut was_pressed: Local<bool>,
    mut was_seen: Local<bool>,
) {
    // Read at every call, so that an old wish moves nobody later.
    let is_asked = asked.read().count() > 0;
    let Some(head) = hands.head else { return };
    let is_pressed = hands.left.is_stick_pressed || hands.right.is_stick_pressed;
    let is_due = is_asked || is_pressed && !*was_pressed || !*was_seen;
    moves.recentred += u32::from(is_due && *was_seen);
    *was_pressed = is_pressed;
    *was_seen = true;
    if !is_due {
        return;
    }
    let height = head.translation.y;
    rig.lift_m = if settings.is_seated || height < SEATED_BELOW_M {
        EYE_HEIGHT_M - height
    } else {
        0.0
    };
    let (there, yaw) = trainees
        .single()
        .map_or((Vec2::ZERO, 0.0), |(trainee, at)| {
            (Vec2::new(at.translation.x, at.translation.z), trainee.yaw)
        });
    rig.place(&head, there, yaw);
}

/// Whoever sat or lay the headset on a table, and now stands, needs no lift any more.
fn stand_up(
    time: Res<Time<Real>>,
    hands: Res<Hands>,
    settings: Res<Settings>,
    mut rig: ResMut<Rig>,
    mut high_s: Local<f32>,
) {
    let is_high = hands
        .head
        .is_some_and(|head| head.translation.y > SEATED_BELOW_M);
    if settings.is_seated || rig.lift_m <= 0.0 || !is_high {
        *high_s = 0.0;
        return;
    }
    *high_s += time.delta_secs();
    if *high_s > STOOD_UP_S {
        rig.lift_m = 0.0;
    }
}

/// What was done while the case stood is no way that the body has gone.
fn go_on(hands: Res<Hands>, mut rig: ResMut<Rig>, trainees: Query<&Transform, With<Trainee>>) {
    if let (Some(head), Ok(body)) = (hands.head, trainees.single()) {
        rig.follow(&head, Vec2::new(body.translation.x, body.translation.z));
    }
}

/// A head that was lost from sight, or whose room was laid anew by the runtime, is found elsewhere: the room moves, not
/// the body.
fn jumped(
    time: Res<Time<Real>>,
    hands: Res<Hands>,
    mut rig: ResMut<Rig>,
    trainees: Query<&Transform, With<Trainee>>,
    mut was: Local<Option<Vec3>>,
) {
    let now = hands.head.map(|head| head.translation);
    let was = std::mem::replace(&mut *was, now);
    let (Some(head), Some(was), Ok(body)) = (hands.head, was, trainees.single()) else {
        return;
    };
    let way_m = (head.translation - was).with_y(0.0).length();
    if way_m > JUMP_M && way_m > JUMP_M_S * time.delta_secs() {
        rig.follow(&head, Vec2::new(body.translation.x, body.translation.z));
    }
}

/// Whoever puts the headset on again is where the body has gone meanwhile by keys.
fn come_back(
    worn: Res<Worn>,
    hands: Res<Hands>,
    mut rig: ResMut<Rig>,
    trainees: Query<(&Trainee, &Transform)>,
    mut is_away: Local<bool>,
) {
    if !matches!(*worn, Worn::Yes | Worn::Aside) {
        *is_away = true;
        return;
    }
    let (true, Some(head), Ok((trainee, at))) = (*is_away, hands.head, trainees.single()) else {
        return;
    };
    *is_away = false;
    rig.place(
        &head,
        Vec2::new(at.translation.x, at.translation.z),
        trainee.yaw,
    );
}
