//! Hands without controllers: what joints say in the terms that controllers give, and how an arm that has no stick walks,
//! turns and scrolls. The telling is pure geometry, so that a hand can be told without a headset.

use super::actions::{Hand, Hands, HandsRead, Side, is_pulled};
use super::gestures::{Zone, yaw_of, zone_of};
use super::rig::Rig;
use crate::app::devices::Grip;
use crate::app::trainee::{Aim, Overlay};
use crate::app::ui::Writing;
use bevy::prelude::*;
use bevy_mod_xr::hands::HandBone;
use std::f32::consts::FRAC_PI_2;

/// Thumb and index as near as this pinch wholly; farther apart than the second not at all.
const PINCH_M: (f32, f32) = (0.016, 0.045);
/// A finger bent less than this against the back of the hand is straight; from the second on it is closed. Degrees.
const BENT_DEG: (f32, f32) = (40.0, 110.0);
/// From here on three fingers make a fist.
const FIST: f32 = 0.6;
/// An open hand has no finger more closed than this.
const OPEN: f32 = 0.35;
/// Lower than this under the eyes a hand hangs or lies in the lap, and means nothing.
const HANGS_M: f32 = 0.55;
/// A palm that is shown to the eyes is this near.
const PALM_M: (f32, f32) = (0.2, 0.65);
/// How squarely it faces them, and how near to the middle of the sight it is: cosines.
const PALM_FACES: f32 = 0.75;
const PALM_IN_SIGHT: f32 = 0.75;
/// A pinch on nothing that lasts so long asks for a leap.
const LEAP_AFTER_S: f32 = 0.3;
/// A pinch on nothing that goes aside so far turns a step.
const DRAG_M: f32 = 0.11;
/// Panels go as fast as a stick pushed wholly when a pinch has gone up or down so far.
const SCROLL_M: f32 = 0.12;
/// Less than this way is a tremble.
const STILL_M: f32 = 0.035;

/// A finger from its knuckle to its tip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Finger {
    pub(super) knuckle: Vec3,
    pub(super) tip: Vec3,
}

/// What is looked at of a hand's joints (`XR_EXT_hand_tracking`): in the room, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Joints {
    /// -Z to the fingers, +Y out of the back of the hand.
    pub(super) palm: Transform,
    pub(super) wrist: Vec3,
    pub(super) thumb: Vec3,
    /// Index to little finger.
    pub(super) fingers: [Finger; 4],
}

impl Joints {
    /// The joints of a hand, when the runtime sees all that matter.
    pub(super) fn from_bones(find: impl Fn(HandBone) -> Option<Transform>) -> Option<Self> {
        let at = |bone| find(bone).map(|found| found.translation);
        let finger = |knuckle, tip| {
            Some(Finger {
                knuckle: at(knuckle)?,
                tip: at(tip)?,
            })
        };
        Some(Self {
            palm: find(HandBone::Palm)?,
            wrist: at(HandBone::Wrist)?,
            thumb: at(HandBone::ThumbTip)?,
            fingers: [
                finger(HandBone::IndexProximal, HandBone::IndexTip)?,
                finger(HandBone::MiddleProximal, HandBone::MiddleTip)?,
                finger(HandBone::RingProximal, HandBone::RingTip)?,
                finger(HandBone::LittleProximal, HandBone::LittleTip)?,
            ],
        })
    }

    /// How closed a finger is, 0 to 1.
    fn closed(&self, finger: usize) -> f32 {
        let Finger { knuckle, tip } = self.fingers[finger];
        let bent = (knuckle - self.wrist).angle_between(tip - knuckle);
        let (straight, shut) = BENT_DEG;
        ((bent.to_degrees() - straight) / (shut - straight)).clamp(0.0, 1.0)
    }

    /// How closed middle, ring and little finger are: as much as the least of them.
    fn fist(&self) -> f32 {
        (1..4).map(|finger| self.closed(finger)).fold(1.0, f32::min)
    }

    /// How nearly thumb and index meet, 0 to 1.
    fn pinch(&self) -> f32 {
        let (near, far) = PINCH_M;
        let apart = self.thumb.distance(self.fingers[0].tip);
        ((far - apart) / (far - near)).clamp(0.0, 1.0)
    }

    /// Whether the open palm is turned to the eyes.
    fn shows_palm(&self, head: &Transform) -> bool {
        let way = head.translation - self.palm.translation;
        let to_eyes = way.normalize_or_zero();
        (PALM_M.0..PALM_M.1).contains(&way.length())
            && (self.palm.rotation * Vec3::NEG_Y).dot(to_eyes) > PALM_FACES
            && (head.rotation * Vec3::NEG_Z).dot(-to_eyes) > PALM_IN_SIGHT
            && (0..4).all(|finger| self.closed(finger) < OPEN)
            && self.pinch() < OPEN
    }

    /// The hand that these joints make. `is_ready` is whether the index was straight since the closed hand came to the
    /// eye: only a finger that bends there is on the shutter.
    pub(super) fn hand(&self, head: Option<&Transform>, side: Side, is_ready: &mut bool) -> Hand {
        let way = (self.palm.translation - self.wrist).normalize_or(Vec3::NEG_Z);
        // A controller's grip lies across the palm: the palm looks along its x.
        let across = match side {
            Side::Left => -FRAC_PI_2,
            Side::Right => FRAC_PI_2,
        };
        let mut hand = Hand {
            is_tracked: true,
            is_bare: true,
            grip: self
                .palm
                .with_rotation(self.palm.rotation * Quat::from_rotation_z(across)),
            aim: Transform::from_translation(self.palm.translation).looking_to(way, Vec3::Y),
            ..Hand::default()
        };
        let Some(head) = head else { return hand };
        if self.palm.translation.y < head.translation.y - HANGS_M {
            *is_ready = false;
            return hand;
        }
        hand.squeeze = self.fist();
        hand.is_palm_shown = self.shows_palm(head);
        let index = self.closed(0);
        let is_fist = hand.squeeze > FIST;
        let is_at_eye = is_fist && zone_of(head, self.palm.translation) == Some(Zone::Eyes);
        *is_ready = is_at_eye && (*is_ready || index < OPEN);
        // Thumb and index of a fist touch, too, and mean nothing by it.
        hand.trigger = match (is_fist, *is_ready) {
            (false, _) => self.pinch(),
            (true, true) => index,
            (true, false) => 0.0,
        };
        hand
    }
}

/// A pinch that is held: what it was begun on, and how it has gone on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Pull {
    from: Option<Vec3>,
    is_free: bool,
    has_turned: bool,
    for_s: f32,
}

impl Pull {
    /// What a stick would say: forward asks for a leap, a side turns a step.
    fn in_street(&mut self, hand: &Hand, head: &Transform, is_on_nothing: bool, dt: f32) -> Vec2 {
        let Some(way) = self.way(hand, head, is_on_nothing, dt) else {
            return Vec2::ZERO;
        };
        if !self.is_free {
            return Vec2::ZERO;
        }
        if way.x.abs() > DRAG_M {
            // The street goes with the hand, as a page does.
            self.from = Some(hand.grip.translation);
            self.has_turned = true;
            return Vec2::new(-way.x.signum(), 0.0);
        }
        let leaps = !self.has_turned && self.for_s > LEAP_AFTER_S;
        Vec2::new(0.0, if leaps { 1.0 } else { 0.0 })
    }

    /// What a stick would say over a panel: it goes with the hand.
    fn on_panel(&mut self, hand: &Hand, head: &Transform, dt: f32) -> Vec2 {
        let Some(way) = self.way(hand, head, true, dt) else {
            return Vec2::ZERO;
        };
        if way.y.abs() < STILL_M {
            return Vec2::ZERO;
        }
        Vec2::new(0.0, (-way.y / SCROLL_M).clamp(-1.0, 1.0))
    }

    /// How far the pinching hand has gone, right and up as the head looks; none without a pinch.
    fn way(&mut self, hand: &Hand, head: &Transform, is_free: bool, dt: f32) -> Option<Vec2> {
        let was = self.from.is_some();
        *self = match (is_pulled(hand.trigger, was), was) {
            (false, _) => Self::default(),
            (true, false) => Self {
                from: Some(hand.grip.translation),
                is_free,
                ..Self::default()
            },
            (true, true) => Self {
                for_s: self.for_s + dt,
                ..*self
            },
        };
        let way = hand.grip.translation - self.from?;
        let turned = Quat::from_rotation_y(-yaw_of(head.rotation)) * way;
        Some(Vec2::new(turned.x, turned.y))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        pull.in_set(HandsRead)
            .after(super::actions::read)
            .before(crate::app::devices::DeviceSystems)
            .run_if(resource_exists::<Hands>),
    );
}

/// A bare hand has no stick, nor has the simplest controller: a pinch or trigger on nothing stands for one.
fn pull(
    time: Res<Time<Real>>,
    grip: Res<Grip>,
    aim: Res<Aim>,
    overlay: Res<Overlay>,
    writing: Res<Writing>,
    mut hands: ResMut<Hands>,
    mut rig: ResMut<Rig>,
    mut held: Local<Pull>,
) {
    let (Some(head), hand) = (hands.head, *hands.acting()) else {
        return;
    };
    if !(hand.is_bare || hand.is_stickless) || writing.0 || *overlay == Overlay::Viewfinder {
        *held = Pull::default();
        return;
    }
    let dt = time.delta_secs();
    let stick = match *grip {
        Grip::Body => {
            let zone = zone_of(&head, hand.grip.translation);
            let is_on_nothing = aim.target.is_none() && matches!(zone, None | Some(Zone::Out));
            held.in_street(&hand, &head, is_on_nothing, dt)
        }
        Grip::Panels => held.on_panel(&hand, &head, dt),
    };
    if held.has_turned && rig.leap.is_some() {
        rig.leap = None;
    }
    match hands.acting_side() {
        Side::Left => hands.left.stick = stick,
        Side::Right => hands.right.stick = stick,
    }
}

#[cfg(test)]
mod tests {
    use super::{Finger, Joints, Pull};
    use crate::app::headset::actions::{Hand, Side};
    use bevy::prelude::*;

    const HEAD: Transform = Transform::from_xyz(0.0, 1.66, 0.0);

    /// A right hand at a place and in a turn, each finger closed by so much: index, then the three others; the thumb
    /// meets the index or stands off.
    fn made(at: Vec3, turn: Quat, index: f32, others: f32, is_thumb_at_index: bool) -> Joints {
        let palm = Transform::from_translation(at).with_rotation(turn);
        let of = |point: Vec3| palm.transform_point(point);
        let finger = |x: f32, closed: f32| {
            // A finger of 8 cm whose tip goes down and back round its knuckle as it closes.
            let bent = closed * 150.0_f32.to_radians();
            let reach = 0.08 - 0.04 * closed;
            Finger {
                knuckle: of(Vec3::new(x, 0.0, -0.03)),
                tip: of(Vec3::new(
                    x,
                    -bent.sin() * reach,
                    -0.03 - bent.cos() * reach,
                )),
            }
        };
        let fingers = [
            finger(-0.02, index),
            finger(0.0, others),
            finger(0.02, others),
            finger(0.04, others),
        ];
        Joints {
            palm,
            wrist: of(Vec3::new(0.0, 0.0, 0.06)),
            thumb: if is_thumb_at_index {
                fingers[0].tip + Vec3::Y * 0.012
            } else {
                of(Vec3::new(-0.08, -0.03, -0.01))
            },
            fingers,
        }
    }

    fn hand(joints: &Joints) -> Hand {
        joints.hand(Some(&HEAD), Side::Right, &mut false)
    }

    #[test]
    fn a_pinch_is_a_trigger_a_fist_a_grip_and_an_open_hand_neither() {
        let ahead = Vec3::new(0.2, 1.2, -0.35);
        let open = hand(&made(ahead, Quat::IDENTITY, 0.0, 0.0, false));
        assert!(open.is_bare && open.is_tracked);
        assert!(open.trigger < 0.1 && open.squeeze < 0.1, "{open:?}");
        let pinch = hand(&made(ahead, Quat::IDENTITY, 0.4, 0.1, true));
        assert!(pinch.trigger > 0.9 && pinch.squeeze < 0.3, "{pinch:?}");
        let fist = hand(&made(ahead, Quat::IDENTITY, 1.0, 1.0, true));
        assert!(fist.trigger < 0.1 && fist.squeeze > 0.9, "{fist:?}");
    }

    #[test]
    fn a_hand_that_hangs_or_lies_in_the_lap_means_nothing() {
        let low = made(Vec3::new(0.2, 0.95, -0.2), Quat::IDENTITY, 1.0, 1.0, true);
        let low = hand(&low);
        assert!(low.is_tracked && low.trigger < 0.1 && low.squeeze < 0.1);
    }

    #[test]
    fn it_points_from_the_wrist_over_the_palm() {
        for turn in [0.0, 0.7, -1.1] {
            let turn = Quat::from_rotation_y(turn);
            let found = hand(&made(Vec3::new(0.2, 1.2, -0.3), turn, 0.4, 0.0, true));
            let way = found.aim.rotation * Vec3::NEG_Z;
            assert!(way.distance(turn * Vec3::NEG_Z) < 1e-3);
        }
    }

    /// Fingers up, palm to the face.
    fn to_the_face() -> Quat {
        Quat::from_rotation_y(std::f32::consts::PI)
            * Quat::from_rotation_x(std::f32::consts::FRAC_PI_2)
    }

    #[test]
    fn an_open_palm_turned_to_the_eyes_is_seen_and_its_back_is_not() {
        let ahead = Vec3::new(0.08, 1.56, -0.38);
        assert!(hand(&made(ahead, to_the_face(), 0.0, 0.0, false)).is_palm_shown);
        let away = Quat::from_rotation_x(std::f32::consts::FRAC_PI_2);
        assert!(!hand(&made(ahead, away, 0.0, 0.0, false)).is_palm_shown);
        assert!(!hand(&made(ahead, to_the_face(), 1.0, 1.0, false)).is_palm_shown);
        let aside = Vec3::new(0.4, 1.4, -0.1);
        assert!(
            !hand(&made(aside, to_the_face(), 0.0, 0.0, false)).is_palm_shown,
            "beside the sight"
        );
        let flat = Vec3::new(0.14, 1.7, -0.06);
        assert!(
            !hand(&made(flat, to_the_face(), 0.0, 0.0, false)).is_palm_shown,
            "a salute"
        );
    }

    #[test]
    fn the_finger_is_on_the_shutter_only_when_it_bends_at_the_eye() {
        let eye = Vec3::new(0.0, 1.64, -0.2);
        let mut is_ready = false;
        let mut trigger = |index: f32| {
            made(eye, Quat::IDENTITY, index, 1.0, false)
                .hand(Some(&HEAD), Side::Right, &mut is_ready)
                .trigger
        };
        assert!(trigger(1.0) < 0.1, "a fist that comes to the eye");
        assert!(trigger(0.1) < 0.3);
        assert!(trigger(1.0) > 0.9);
    }

    fn pinching(at: Vec3) -> Hand {
        hand(&made(at, Quat::IDENTITY, 0.4, 0.0, true))
    }

    #[test]
    fn a_pinch_on_nothing_that_is_held_leaps_and_one_that_goes_aside_turns() {
        let at = Vec3::new(0.2, 1.2, -0.35);
        let mut pull = Pull::default();
        let mut stick = Vec2::ZERO;
        for _ in 0..45 {
            stick = pull.in_street(&pinching(at), &HEAD, true, 1.0 / 90.0);
        }
        assert!(stick.y > 0.9 && stick.x == 0.0);
        let right = pull.in_street(&pinching(at + Vec3::X * 0.15), &HEAD, true, 0.01);
        assert!(right.x < -0.9 && right.y == 0.0, "the street goes with it");
        let after = pull.in_street(&pinching(at + Vec3::X * 0.15), &HEAD, true, 0.01);
        assert_eq!(after, Vec2::ZERO, "one step, and no leap after it");
    }

    #[test]
    fn a_pinch_on_something_neither_leaps_nor_turns() {
        let at = Vec3::new(0.2, 1.2, -0.35);
        let mut pull = Pull::default();
        for step in 0..60 {
            let at = at + Vec3::X * 0.005 * step as f32;
            assert_eq!(
                pull.in_street(&pinching(at), &HEAD, false, 0.02),
                Vec2::ZERO
            );
        }
    }

    #[test]
    fn a_panel_goes_with_the_pinching_hand() {
        let at = Vec3::new(0.2, 1.2, -0.35);
        let mut pull = Pull::default();
        pull.on_panel(&pinching(at), &HEAD, 0.01);
        let up = pull.on_panel(&pinching(at + Vec3::Y * 0.1), &HEAD, 0.01);
        assert!(up.y < -0.5, "what is below comes up");
    }
}
