//! The body under the headset: feet in the room carry the body in the street, sticks carry the room, and what is seen
//! never lags behind the head.

use super::Worn;
use super::actions::Hands;
use super::gestures::yaw_of;
use super::standing::Stands;
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::devices::{DeviceSystems, Grip};
use crate::app::settings::Settings;
use crate::app::trainee::{BODY_MIDDLE_M, Errand, Moves, Pointing, Trainee, has_room};
use crate::app::{Pause, Screen};
use bevy::prelude::*;
use bevy_mod_xr::session::XrTrackingRoot;
use bevy_rapier3d::prelude::{QueryFilter, ReadRapierContext};

/// A turn by the stick, when it turns in steps.
const SNAP_DEG: f32 = 30.0;
/// A turn by the stick, when it turns smoothly.
const SMOOTH_DEG_S: f32 = 75.0;
/// Farther than this a stick is pushed.
const PUSHED: f32 = 0.6;
const LET_GO: f32 = 0.3;
/// A leap goes no farther.
const LEAP_M: f32 = 5.0;
/// What sticks do to the view is spread over this, so that fifty steps a second do not show at ninety frames.
const EASE_S: f32 = 0.035;
/// Whoever goes back so far with their own feet has taken a step back.
const STEP_M: f32 = 0.4;
/// A step takes no longer.
const STEP_S: f32 = 1.5;
/// A leap ends on ground that is at most this much higher.
const LEAP_UP_M: f32 = 0.3;

/// Where the room lies in the street.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Rig {
    /// The room's middle in the street, metres.
    pub origin: Vec2,
    /// The room's turn about the upright axis, radians.
    pub yaw: f32,
    /// The floor is this much higher, for whoever sits.
    pub lift_m: f32,
    /// How far what is shown lags behind the origin after a stick moved it.
    lag: Vec2,
    /// Height of the ground under the body, metres.
    ground_m: f32,
    /// Where a leap would end, while the stick asks for one.
    pub leap: Option<Vec3>,
    /// Way that sticks make just now, for the blinkers.
    pub glide_m_s: f32,
    /// Way back with own feet, and for how long.
    back_m: f32,
    back_s: f32,
}

impl Rig {
    /// Where a point of the room is in the street, on the ground.
    #[must_use]
    pub fn on_ground(&self, at: Vec3) -> Vec2 {
        let turned = Quat::from_rotation_y(self.yaw) * at;
        self.origin + Vec2::new(turned.x, turned.z)
    }

    /// Puts the room so that this head stands there and looks that way.
    pub fn place(&mut self, head: &Transform, there: Vec2, yaw: f32) {
        self.yaw = yaw - yaw_of(head.rotation);
        self.origin = Vec2::ZERO;
        self.origin = there - self.on_ground(head.translation);
        self.lag = Vec2::ZERO;
    }

    /// Puts the room so that this head stands there and looks as it does: what the head did meanwhile moved nobody.
    pub(super) fn follow(&mut self, head: &Transform, there: Vec2) {
        self.origin += there - self.on_ground(head.translation);
        self.lag = Vec2::ZERO;
        self.forget_step();
    }

    fn forget_step(&mut self) {
        self.back_m = 0.0;
        self.back_s = 0.0;
    }

    /// Adds a way back with one's own feet, metres, negative to the front; whether it has become a step. Whoever sways
    /// comes back as far as they went.
    fn steps_back(&mut self, back_m: f32, dt: f32) -> bool {
        self.back_m = (self.back_m + back_m).max(0.0);
        self.back_s = if self.back_m > 0.0 {
            self.back_s + dt
        } else {
            0.0
        };
        let has_stepped = self.back_m > STEP_M;
        if has_stepped || self.back_s > STEP_S {
            self.forget_step();
        }
        has_stepped
    }

    /// Turns the room about the head.
    pub fn turn(&mut self, head: &Transform, by: f32) {
        let there = self.on_ground(head.translation);
        self.yaw += by;
        self.origin += there - self.on_ground(head.translation);
    }

    /// The room as it is shown in the street.
    #[must_use]
    pub fn shown(&self) -> Transform {
        let at = self.origin + self.lag;
        Transform::from_xyz(at.x, self.ground_m + self.lift_m, at.y)
            .with_rotation(Quat::from_rotation_y(self.yaw))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Rig>()
        .add_systems(
            PreUpdate,
            (turn, leap)
                .chain()
                .after(Stands)
                .after(DeviceSystems)
                .run_if(resource_equals(Worn::Yes)),
        )
        .add_systems(
            RunFixedMainLoop,
            (enter, head)
                .chain()
                .in_set(RunFixedMainLoopSystems::BeforeFixedMainLoop)
                .run_if(is_worn.and_then(in_state(Screen::Case))),
        )
        .add_systems(
            FixedPreUpdate,
            feet.run_if(
                is_worn
                    .and_then(in_state(Screen::Case))
                    .and_then(in_state(Pause::Running)),
            ),
        )
        .add_systems(
            FixedPostUpdate,
            settle.run_if(
                is_worn
                    .and_then(in_state(Screen::Case))
                    .and_then(in_state(Pause::Running)),
            ),
        )
        .add_systems(
            PostUpdate,
            show.before(TransformSystems::Propagate).run_if(is_worn),
        )
        .add_systems(OnExit(Screen::Case), leave)
        .add_systems(Update, lose.run_if(resource_changed::<Worn>));
}

/// Whether a headset shows the street.
pub(super) fn is_worn(worn: Res<Worn>, hands: Res<Hands>) -> bool {
    matches!(*worn, Worn::Yes | Worn::Aside) && hands.head.is_some()
}

fn turn(
    time: Res<Time<Real>>,
    hands: Res<Hands>,
    grip: Res<Grip>,
    settings: Res<Settings>,
    mut rig: ResMut<Rig>,
    mut moves: ResMut<Moves>,
    mut is_pushed: Local<bool>,
) {
    let Some(head) = hands.head else { return };
    if *grip != Grip::Body {
        return;
    }
    let push = hands.acting().stick.x;
    if settings.is_turn_smooth {
        if push.abs() > LET_GO {
            moves.turns += u32::from(!*is_pushed);
            rig.turn(&head, -push * SMOOTH_DEG_S.to_radians() * time.delta_secs());
        }
        *is_pushed = push.abs() > LET_GO;
        return;
    }
    if push.abs() > PUSHED && !*is_pushed {
        moves.turns += 1;
        rig.turn(&head, -push.signum() * SNAP_DEG.to_radians());
    }
    *is_pushed = push.abs() > if *is_pushed { LET_GO } else { PUSHED };
}

/// Stick forward shows where a leap would end, letting go leaps.
fn leap(
    hands: Res<Hands>,
    grip: Res<Grip>,
    pointing: Res<Pointing>,
    physics: ReadRapierContext,
    mut rig: ResMut<Rig>,
    mut moves: ResMut<Moves>,
    mut trainees: Query<(Entity, &mut Transform), With<Trainee>>,
) {
    let (Some(head), Ok((me, mut body))) = (hands.head, trainees.single_mut()) else {
        return;
    };
    if *grip != Grip::Body {
        rig.leap = None;
        return;
    }
    let begun = if rig.leap.is_some() { LET_GO } else { PUSHED };
    let is_asked = hands.acting().stick.y > begun;
    if is_asked {
        rig.leap = pointing
            .0
            .zip(physics.single().ok())
            .and_then(|(ray, physics)| {
                let filter = QueryFilter::new().exclude_collider(me);
                let (_, hit) = physics.cast_ray_and_get_normal(
                    ray.origin,
                    *ray.direction,
                    LEAP_M + 2.0,
                    true,
                    filter,
                )?;
                let is_floor = hit.normal.y > 0.85;
                let flat = (hit.point - body.translation).with_y(0.0).length();
                let ground_m = body.translation.y - BODY_MIDDLE_M;
                if !is_floor || flat > LEAP_M || hit.point.y - ground_m > LEAP_UP_M {
                    return None;
                }
                // Room for a body there, railings and low things included, and nothing between.
                let stands = hit.point + Vec3::Y * (BODY_MIDDLE_M + 0.03);
                if !has_room(&physics, stands, filter) {
                    return None;
                }
                let chest = hit.point.with_y(hit.point.y + 1.0);
                let way = chest - body.translation;
                let is_free = physics
                    .cast_ray(
                        body.translation,
                        way.normalize_or_zero(),
                        way.length() + 0.3,
                        true,
                        filter,
                    )
                    .is_none();
                is_free.then_some(hit.point)
            });
        return;
    }
    if let Some(there) = rig.leap.take() {
        let yaw = rig.yaw + yaw_of(head.rotation);
        moves.leaps += 1;
        body.translation = there + Vec3::Y * BODY_MIDDLE_M;
        rig.place(&head, Vec2::new(there.x, there.z), yaw);
    }
}

/// A case begins where its place says, whichever way the room lies.
fn enter(
    hands: Res<Hands>,
    mut rig: ResMut<Rig>,
    begun: Query<(&Trainee, &Transform), Added<Trainee>>,
) {
    let Some(head) = hands.head else { return };
    for (trainee, at) in &begun {
        rig.place(
            &head,
            Vec2::new(at.translation.x, at.translation.z),
            trainee.yaw,
        );
    }
}

/// The trainee looks where the head looks.
fn head(hands: Res<Hands>, rig: Res<Rig>, mut trainees: Query<&mut Trainee>) {
    let Some(head) = hands.head else { return };
    for mut trainee in &mut trainees {
        trainee.yaw = rig.yaw + yaw_of(head.rotation);
        trainee.pitch = (head.rotation * Vec3::NEG_Z).y.clamp(-1.0, 1.0).asin();
    }
}

/// The body goes after the head, as far as nothing stands in the way.
fn feet(
    time: Res<Time>,
    hands: Res<Hands>,
    mut rig: ResMut<Rig>,
    mut moves: ResMut<Moves>,
    mut trainees: Query<(&mut Trainee, &Transform)>,
    people: Query<(&crate::app::actors::Person, &Transform), Without<Trainee>>,
    active: Option<Res<ActiveCase>>,
    mut intents: MessageWriter<Intent>,
) {
    let (Some(head), Ok((mut trainee, body))) = (hands.head, trainees.single_mut()) else {
        return;
    };
    let here = Vec2::new(body.translation.x, body.translation.z);
    let way = (rig.on_ground(head.translation) - here).clamp_length_max(0.5);
    trainee.feet = Vec3::new(way.x, 0.0, way.y);
    // Back from the party with one's own feet is the step that calms.
    let Some(active) = active else { return };
    let Some(party) = people
        .iter()
        .find(|(person, _)| person.id == active.party())
        .map(|(_, at)| Vec2::new(at.translation.x, at.translation.z))
    else {
        return;
    };
    let back = way.dot((here - party).normalize_or_zero());
    if rig.steps_back(back, time.delta_secs()) {
        moves.steps_back += 1;
        if active.case().action("step_back").is_some() {
            intents.write(Intent::Do {
                action: "step_back".to_owned(),
                target: None,
                tool: None,
            });
        }
    }
}

/// What the body did besides following the head moves the room: sticks, and walls that keep it out.
fn settle(
    time: Res<Time>,
    hands: Res<Hands>,
    mut rig: ResMut<Rig>,
    mut errands: MessageReader<Errand>,
    trainees: Query<(&Trainee, &Transform)>,
) {
    let (Some(head), Ok((trainee, body))) = (hands.head, trainees.single()) else {
        return;
    };
    let here = Vec2::new(body.translation.x, body.translation.z);
    if errands.read().last().is_some() {
        rig.place(&head, here, trainee.yaw);
        return;
    }
    let gap = here - rig.on_ground(head.translation);
    rig.origin += gap;
    rig.lag -= gap;
    // Whatever moved it, a stick, a step back off the wheel or a wall: the eyes see it and the feet do not feel it.
    rig.glide_m_s = gap.length() / time.delta_secs().max(1e-4);
}

fn show(
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    mut rig: ResMut<Rig>,
    trainees: Query<&Transform, (With<Trainee>, Without<XrTrackingRoot>)>,
    mut roots: Query<&mut Transform, With<XrTrackingRoot>>,
) {
    let rest = (-time.delta_secs() / EASE_S).exp();
    rig.lag *= rest;
    rig.ground_m = trainees.single().map_or(0.0, |body| {
        if *screen.get() == Screen::Case {
            body.translation.y - BODY_MIDDLE_M
        } else {
            0.0
        }
    });
    for mut root in &mut roots {
        root.set_if_neq(rig.shown());
    }
}

/// Outside the street the room lies at its own middle.
fn leave(mut rig: ResMut<Rig>, hands: Res<Hands>) {
    rig.leap = None;
    rig.glide_m_s = 0.0;
    if let Some(head) = hands.head {
        rig.place(&head, Vec2::ZERO, 0.0);
    }
}

/// A headset that is put down stops a practice; one that is lost does, too, and leaves the case to the desktop.
fn lose(
    worn: Res<Worn>,
    screen: Res<State<Screen>>,
    active: Option<Res<ActiveCase>>,
    mut pause: ResMut<NextState<Pause>>,
    mut overlay: ResMut<crate::app::trainee::Overlay>,
    tongue: Res<crate::app::Tongue>,
    mut news: MessageWriter<crate::app::ui::Toast>,
    mut rig: ResMut<Rig>,
    mut was_worn: Local<bool>,
    mut has_stopped: Local<bool>,
    mut was_lost: Local<bool>,
) {
    if *worn != Worn::Yes {
        rig.leap = None;
    }
    let said = match *worn {
        Worn::Lost => Some(("headset-lost", crate::app::ui::Ink::Unsure)),
        Worn::Yes if *was_lost => Some(("headset-back", crate::app::ui::Ink::Good)),
        Worn::Yes | Worn::Aside | Worn::No => None,
    };
    *was_lost = *worn == Worn::Lost || *was_lost && *worn != Worn::Yes;
    if let Some((id, ink)) = said {
        let text = tongue.get(id);
        news.write(crate::app::ui::Toast { text, ink });
    }
    let is_worn = *worn == Worn::Yes;
    let is_put_down = *was_worn && !is_worn;
    if is_worn && !*was_worn && std::mem::take(&mut *has_stopped) && !overlay.stops_clock() {
        NextState::set_if_neq(&mut pause, Pause::Running);
    }
    *was_worn = is_worn;
    if !is_put_down || *screen.get() != Screen::Case || overlay.stops_clock() {
        return;
    }
    if let Some(active) = active.filter(|active| !active.is_replay()) {
        if active.may_stand() {
            NextState::set_if_neq(&mut pause, Pause::Paused);
        }
        if overlay.leaves_body() {
            *overlay = crate::app::trainee::Overlay::Pause;
        } else {
            // An open paper stays as it was written, and goes on when the headset does.
            *has_stopped = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rig;
    use bevy::prelude::*;

    fn head() -> Transform {
        Transform::from_xyz(0.4, 1.6, -0.7).with_rotation(Quat::from_rotation_y(0.8))
    }

    #[test]
    fn a_head_stands_and_looks_where_it_was_placed() {
        let mut rig = Rig::default();
        rig.place(&head(), Vec2::new(3.0, -5.0), -1.1);
        assert!(
            rig.on_ground(head().translation)
                .distance(Vec2::new(3.0, -5.0))
                < 1e-5
        );
        let root = rig.shown();
        let ahead = root.rotation * head().rotation * Vec3::NEG_Z;
        let wanted = Quat::from_rotation_y(-1.1) * Vec3::NEG_Z;
        assert!(ahead.distance(wanted) < 1e-5);
    }

    #[test]
    fn a_turn_by_the_stick_leaves_the_head_where_it_is() {
        let mut rig = Rig::default();
        rig.place(&head(), Vec2::new(3.0, -5.0), 0.0);
        rig.turn(&head(), 0.52);
        assert!(
            rig.on_ground(head().translation)
                .distance(Vec2::new(3.0, -5.0))
                < 1e-5
        );
    }

    #[test]
    fn what_a_head_did_while_the_case_stood_moves_nobody_and_turns_nothing() {
        let mut rig = Rig::default();
        rig.place(&head(), Vec2::new(3.0, -5.0), 0.4);
        let yaw = rig.yaw;
        let elsewhere = Transform::from_xyz(-0.6, 1.7, 0.8);
        rig.back_m = 0.3;
        rig.follow(&elsewhere, Vec2::new(3.0, -5.0));
        assert!(
            rig.on_ground(elsewhere.translation)
                .distance(Vec2::new(3.0, -5.0))
                < 1e-5
        );
        assert!((rig.yaw - yaw).abs() < f32::EPSILON && rig.back_m == 0.0);
    }

    #[test]
    fn swaying_is_no_step_back_and_a_step_is_one() {
        const DT: f32 = 0.02;
        let mut rig = Rig::default();
        // Fifteen centimetres to and fro, once a second.
        let sway = |t: f32| 0.15 * (std::f32::consts::TAU * t).sin();
        let swayed = (0..500_u16).any(|at| {
            let t = f32::from(at) * DT;
            rig.steps_back(sway(t + DT) - sway(t), DT)
        });
        assert!(!swayed);
        let mut rig = Rig::default();
        // Half a metre in a second.
        assert!((0..50).any(|_| rig.steps_back(0.01, DT)));
    }

    #[test]
    fn what_is_shown_does_not_jump_when_a_stick_moves_the_room() {
        let mut rig = Rig::default();
        rig.place(&head(), Vec2::ZERO, 0.0);
        let before = rig.shown();
        let gap = Vec2::new(0.034, 0.0);
        rig.origin += gap;
        rig.lag -= gap;
        assert!(before.translation.distance(rig.shown().translation) < 1e-6);
    }
}
