//! Where on the body a hand is: at the temple, the chest, a shoulder, before the eyes, or stretched out. Pure geometry in
//! the room, so that a gesture can be told without a headset.

use bevy::prelude::*;

/// A place on the body that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Beside the brow: a salute.
    Temple,
    /// The body camera.
    Chest,
    /// The radio.
    Shoulder,
    /// Before the eyes: the camera.
    Eyes,
    /// Stretched out at the height of the chest or above: something is shown.
    Out,
}

/// Radius of temple, shoulder, chest and eyes, metres. Arms are shorter on shorter people and these distances with them, so
/// no calibration is asked for.
const NEAR_M: f32 = 0.13;
/// A camera that is at the eye stays there within this: a turning head leaves the hand a little behind.
const STAYS_M: f32 = 0.23;
/// Farther than this in front of the body a hand is stretched out.
const OUT_M: f32 = 0.42;

/// Places from between the eyes, in the head's own turn: x is outwards.
const TEMPLE: Vec3 = Vec3::new(0.13, 0.03, -0.05);
const EYES: Vec3 = Vec3::new(0.0, -0.02, -0.2);
/// Places from between the eyes, upright and turned as the head: x is outwards.
const CHEST: Vec3 = Vec3::new(0.0, -0.36, -0.14);
const SHOULDER: Vec3 = Vec3::new(0.19, -0.25, 0.0);
/// Lower than this under the eyes a hand hangs.
const OUT_LOWEST_M: f32 = -0.45;

/// How the head is turned about the upright axis; 0 looks along -Z.
#[must_use]
pub fn yaw_of(rotation: Quat) -> f32 {
    let ahead = rotation * Vec3::NEG_Z;
    // Looking straight up or down, the crown or the chin tells the way.
    let flat = if ahead.with_y(0.0).length() > 0.2 {
        ahead
    } else {
        rotation * Vec3::Y * -ahead.y.signum()
    };
    (-flat.x).atan2(-flat.z)
}

/// Whether a hand that holds the camera is still at the eye.
#[must_use]
pub fn stays_at_eyes(head: &Transform, hand: Vec3) -> bool {
    let of_head = head.rotation.inverse() * (hand - head.translation);
    of_head.distance(EYES) < STAYS_M
}

/// Which place a hand is at, the nearer before the farther.
#[must_use]
pub fn zone_of(head: &Transform, hand: Vec3) -> Option<Zone> {
    let way = hand - head.translation;
    let of_head = head.rotation.inverse() * way;
    let upright = Quat::from_rotation_y(-yaw_of(head.rotation)) * way;
    let mirrored = |at: Vec3| Vec3::new(at.x.abs(), at.y, at.z);
    [
        (mirrored(of_head).distance(TEMPLE), Zone::Temple),
        (of_head.distance(EYES), Zone::Eyes),
        (upright.distance(CHEST), Zone::Chest),
        (mirrored(upright).distance(SHOULDER), Zone::Shoulder),
    ]
    .into_iter()
    .filter(|(distance, _)| *distance < NEAR_M)
    .min_by(|one, other| one.0.total_cmp(&other.0))
    .map(|(_, zone)| zone)
    .or_else(|| (-upright.z > OUT_M && upright.y > OUT_LOWEST_M).then_some(Zone::Out))
}

#[cfg(test)]
mod tests {
    use super::{Zone, yaw_of, zone_of};
    use bevy::prelude::*;

    fn head(yaw: f32) -> Transform {
        Transform::from_xyz(1.0, 1.7, -2.0).with_rotation(Quat::from_rotation_y(yaw))
    }

    fn zone(yaw: f32, hand: Vec3) -> Option<Zone> {
        let head = head(yaw);
        let at = head.translation + Quat::from_rotation_y(yaw) * hand;
        zone_of(&head, at)
    }

    #[test]
    fn a_hand_is_told_by_where_it_is_on_the_body_whichever_way_one_looks() {
        for yaw in [0.0, 1.0, 3.0, -2.0] {
            assert_eq!(zone(yaw, Vec3::new(0.14, 0.04, -0.06)), Some(Zone::Temple));
            assert_eq!(zone(yaw, Vec3::new(-0.14, 0.04, -0.06)), Some(Zone::Temple));
            assert_eq!(zone(yaw, Vec3::new(0.02, -0.03, -0.22)), Some(Zone::Eyes));
            assert_eq!(zone(yaw, Vec3::new(0.03, -0.4, -0.15)), Some(Zone::Chest));
            assert_eq!(
                zone(yaw, Vec3::new(-0.18, -0.24, -0.03)),
                Some(Zone::Shoulder)
            );
            assert_eq!(zone(yaw, Vec3::new(0.1, -0.2, -0.55)), Some(Zone::Out));
            assert_eq!(
                zone(yaw, Vec3::new(0.25, -0.8, -0.1)),
                None,
                "a hand that hangs"
            );
            assert_eq!(
                zone(yaw, Vec3::new(0.2, -0.6, -0.5)),
                None,
                "a hand on a trigger"
            );
        }
    }

    #[test]
    fn whoever_looks_down_at_a_paper_still_faces_ahead() {
        for yaw in [0.3_f32, -1.2] {
            let down = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(-1.5);
            assert!((yaw_of(down) - yaw).abs() < 1e-3);
            let up = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(1.5);
            assert!((yaw_of(up) - yaw).abs() < 1e-3);
        }
    }
}
