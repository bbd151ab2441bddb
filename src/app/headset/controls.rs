//! Hands become controls. Two hands: the left speaks and walks, the right points, acts and turns, or the other way round
//! for the left-handed. One hand does both: its trigger acts, its grip speaks, and everything else is on the wheel. A bare hand opens the wheel with its palm.

use super::Worn;
use super::actions::{Hand, Hands, Side, is_pulled};
use super::gestures::{Zone, stays_at_eyes, zone_of};
use super::rig::Rig;
use crate::app::Screen;
use crate::app::devices::{Control, Controls, DeviceSystems, Grip};
use crate::app::trainee::{Fist, Load, Overlay, Pointing};
use bevy::prelude::*;
use std::collections::BTreeSet;

/// A gesture is held so long before it counts, so that a hand in passing means nothing.
const SALUTE_S: f32 = 0.35;
const SHOW_S: f32 = 0.4;
const PALM_S: f32 = 0.5;
/// Below this a stick rests.
const STICK_DEAD: f32 = 0.18;

/// What hands hold down, and how long a gesture has lasted.
#[derive(Resource, Debug, Default)]
struct Grasp {
    held: BTreeSet<Control>,
    triggers: [bool; 2],
    squeezes: [bool; 2],
    salute_s: f32,
    show_s: f32,
    /// How long each palm has been turned to the eyes.
    palm_s: [f32; 2],
    was_chest_pulled: bool,
    /// A trigger went down with the camera at the eye.
    is_shutter: bool,
    /// Where each trigger was pulled: what began as a gesture stays one until it is let go.
    pulled_at: [Option<Zone>; 2],
    /// Where each grip was closed: a hand that speaks and is stretched out while it does goes on speaking.
    closed_at: [Option<Zone>; 2],
    /// The acting hand holds something of the street.
    is_carrying: bool,
    /// A hand holds the camera: what keys opened stays open without one.
    holds_camera: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Grasp>().add_systems(
        PreUpdate,
        (point, read)
            .chain()
            .in_set(DeviceSystems)
            .after(crate::app::devices::KeySystems)
            .run_if(resource_exists::<Hands>),
    );
}

/// The right hand points, or the only one; without a hand the eyes do.
fn point(worn: Res<Worn>, hands: Res<Hands>, rig: Res<Rig>, mut pointing: ResMut<Pointing>) {
    let hand = hands.acting();
    // A palm that is turned to the eyes points at nothing: the wheel it opens is for what they look at.
    let points = hand.is_tracked && !hand.is_palm_shown;
    let next = (*worn == Worn::Yes && points).then(|| {
        let room = rig.shown();
        Ray3d::new(
            room.transform_point(hand.aim.translation),
            Dir3::new(room.rotation * hand.aim.rotation * Vec3::NEG_Z).unwrap_or(Dir3::NEG_Z),
        )
    });
    pointing.set_if_neq(Pointing(next));
}

fn zone(hands: &Hands, side: Side, is_viewfinder: bool) -> Option<Zone> {
    let hand = hands.of(side);
    let head = hands.head.filter(|_| hand.is_tracked)?;
    let at = hand.grip.translation;
    if is_viewfinder && is_pulled(hand.squeeze, true) && stays_at_eyes(&head, at) {
        return Some(Zone::Eyes);
    }
    zone_of(&head, at)
}

fn read(
    time: Res<Time<Real>>,
    worn: Res<Worn>,
    hands: Res<Hands>,
    screen: Res<State<Screen>>,
    grip: Res<Grip>,
    overlay: Res<Overlay>,
    rig: Res<Rig>,
    load: Res<Load>,
    mut fist: ResMut<Fist>,
    mut grasp: ResMut<Grasp>,
    mut controls: ResMut<Controls>,
) {
    let grasp = grasp.bypass_change_detection();
    grasp.is_carrying = load.is_held();
    let mut wanted = BTreeSet::new();
    if *worn == Worn::Yes && *screen.get() == Screen::Case {
        let is_body = *grip == Grip::Body;
        wanted = grasp.controls(
            &hands,
            *overlay == Overlay::Viewfinder,
            is_body,
            time.delta_secs(),
        );
        if is_body {
            let stick = hands.of(hands.speaking_side()).stick;
            if stick.length() > STICK_DEAD {
                let mut walk = stick;
                if hands.only().is_some() {
                    // One stick turns with its sides and leaps with its front; only back is left.
                    walk = Vec2::new(0.0, walk.y.min(0.0));
                }
                controls.walk = (controls.walk + walk).clamp_length_max(1.0);
            }
            controls.is_trigger_pressed |= grasp.is_shutter;
        }
    }
    let is_here = *worn == Worn::Yes && *screen.get() == Screen::Case;
    fist.set_if_neq(grasp.fist(&hands, is_here, &rig.shown()));
    for control in &wanted {
        if grasp.held.insert(*control) {
            controls.pressed.insert(*control);
            controls.held.insert(*control);
        }
    }
    grasp.held.retain(|control| {
        let stays = wanted.contains(control);
        if !stays && controls.held.remove(control) {
            controls.released.insert(*control);
        }
        stays
    });
}

const fn index(side: Side) -> usize {
    match side {
        Side::Left => 0,
        Side::Right => 1,
    }
}

impl Grasp {
    /// The acting hand in the street. Its grip takes hold where the other hand's speaks; the only hand's grip speaks, and
    /// its trigger takes up and puts down.
    fn fist(&self, hands: &Hands, is_here: bool, room: &Transform) -> Fist {
        let (hand, at) = (hands.acting(), index(hands.acting_side()));
        let is_grip = hands.only().is_none() && self.closed_at[at].is_none();
        Fist {
            at: (is_here && hand.is_tracked).then(|| *room * hand.grip),
            is_closed: is_here && hand.is_tracked && is_grip && self.squeezes[at],
        }
    }

    /// Which controls hands hold down now.
    fn controls(
        &mut self,
        hands: &Hands,
        is_viewfinder: bool,
        is_body: bool,
        dt: f32,
    ) -> BTreeSet<Control> {
        let mut held = BTreeSet::new();
        let zones = [
            zone(hands, Side::Left, is_viewfinder),
            zone(hands, Side::Right, is_viewfinder),
        ];
        self.is_shutter = false;
        for side in [Side::Left, Side::Right] {
            let at = index(side);
            let hand = hands.of(side);
            let was = self.triggers[at];
            self.triggers[at] = is_pulled(hand.trigger, was);
            let was_closed = self.squeezes[at];
            self.squeezes[at] = is_pulled(hand.squeeze, was_closed);
            if self.squeezes[at] && !was_closed {
                self.closed_at[at] = zones[at];
            } else if !self.squeezes[at] {
                self.closed_at[at] = None;
            }
            if self.triggers[at] && !was {
                self.pulled_at[at] = zones[at];
                self.is_shutter |= zones[at] == Some(Zone::Eyes);
            } else if !self.triggers[at] {
                self.pulled_at[at] = None;
            }
        }
        let mut hold = |control: Control, is_so: bool| {
            if is_so {
                held.insert(control);
            }
        };
        // Buttons of the two hands, or of the one.
        let only = hands.only();
        let acts = index(hands.acting_side());
        match only {
            None => {
                let (speaks, acts) = (hands.of(hands.speaking_side()), hands.acting());
                hold(Control::Papers, speaks.is_primary_pressed);
                hold(Control::Tablet, speaks.is_secondary_pressed);
                hold(Control::Wheel, acts.is_primary_pressed);
                hold(Control::Menu, acts.is_secondary_pressed);
            }
            Some(side) => {
                let hand: &Hand = hands.of(side);
                hold(Control::Wheel, hand.is_primary_pressed);
                hold(Control::Menu, hand.is_secondary_pressed);
            }
        }
        // Without buttons: the acting palm opens the wheel, which has all the rest on it; the other one the menu.
        for side in [Side::Left, Side::Right] {
            let at = index(side);
            let lasts = hands.of(side).is_palm_shown;
            self.palm_s[at] = if lasts { self.palm_s[at] + dt } else { 0.0 };
            let control = if at == acts {
                Control::Wheel
            } else {
                Control::Menu
            };
            hold(control, self.palm_s[at] > PALM_S);
        }
        if !is_body {
            self.salute_s = 0.0;
            self.show_s = 0.0;
            return held;
        }
        let speaks = index(hands.speaking_side());
        // Either hand at the shoulder with its trigger pulled speaks over the radio; at the chest it taps the camera.
        let at_shoulder = (0..2).any(|at| self.pulled_at[at] == Some(Zone::Shoulder));
        hold(Control::Radio, at_shoulder);
        let at_chest = (0..2).any(|at| self.pulled_at[at] == Some(Zone::Chest));
        hold(Control::Recorder, at_chest && !self.was_chest_pulled);
        self.was_chest_pulled = at_chest;
        let is_free = |at: usize| {
            !matches!(
                self.pulled_at[at],
                Some(Zone::Shoulder | Zone::Chest | Zone::Eyes)
            )
        };
        // A grip that was closed on nothing speaks until it is let go, wherever the hand goes meanwhile.
        let by_grip = self.squeezes[speaks] && self.closed_at[speaks].is_none();
        let is_word = |at: usize| at == speaks && by_grip;
        if only.is_none() {
            hold(Control::Talk, self.triggers[speaks] && is_free(speaks));
            hold(Control::Aside, by_grip);
        } else {
            hold(Control::Talk, by_grip);
        }
        hold(Control::Act, self.triggers[acts] && is_free(acts));
        // The camera is at the eye while a closed hand is.
        // A hand that carries shows and photographs nothing.
        let is_full = |at: usize| self.is_carrying && at == acts;
        let is_tool = |at: usize| self.squeezes[at] && !is_word(at) && !is_full(at);
        let at_eye = (0..2).any(|at| zones[at] == Some(Zone::Eyes) && is_tool(at));
        hold(
            Control::Camera,
            if is_viewfinder {
                self.holds_camera && !at_eye
            } else {
                at_eye
            },
        );
        self.holds_camera = at_eye || self.holds_camera && is_viewfinder;
        // The open acting hand at the brow salutes, or the only one.
        let salutes =
            zones[acts] == Some(Zone::Temple) && !self.squeezes[acts] && !self.triggers[acts];
        self.salute_s = if salutes { self.salute_s + dt } else { 0.0 };
        hold(Control::Salute, self.salute_s > SALUTE_S);
        // A closed hand stretched out shows the certificate.
        let shows = (0..2).any(|at| zones[at] == Some(Zone::Out) && is_tool(at));
        self.show_s = if shows { self.show_s + dt } else { 0.0 };
        hold(Control::Certificate, self.show_s > SHOW_S);
        held
    }
}

#[cfg(test)]
mod tests {
    use super::Grasp;
    use crate::app::devices::Control;
    use crate::app::headset::actions::{Hand, Hands, Side};
    use bevy::prelude::*;
    use std::collections::BTreeSet;

    const FRAME_S: f32 = 1.0 / 90.0;

    fn standing(right: Vec3) -> Hands {
        let hand = |at: Vec3| Hand {
            is_tracked: true,
            grip: Transform::from_translation(at),
            ..Hand::default()
        };
        Hands {
            left: hand(Vec3::new(-0.25, 0.9, -0.1)),
            right: hand(right),
            head: Some(Transform::from_xyz(0.0, 1.66, 0.0)),
            main: Side::Right,
        }
    }

    /// What is held after so many seconds of it.
    fn after(hands: &Hands, seconds: f32) -> BTreeSet<Control> {
        let mut grasp = Grasp::default();
        let mut held = BTreeSet::new();
        for _ in 0..(seconds / FRAME_S) as u32 {
            held = grasp.controls(hands, false, true, FRAME_S);
        }
        held
    }

    #[test]
    fn a_salute_is_a_hand_that_stays_at_the_brow_and_none_in_passing() {
        let brow = standing(Vec3::new(0.14, 1.7, -0.06));
        assert!(after(&brow, 0.6).contains(&Control::Salute));
        assert!(!after(&brow, 0.2).contains(&Control::Salute));
        let side = standing(Vec3::new(0.25, 0.9, -0.1));
        assert!(after(&side, 2.0).is_empty(), "hands that hang do something");
    }

    #[test]
    fn a_closed_hand_stretched_out_shows_the_certificate_and_an_open_one_does_not() {
        let mut out = standing(Vec3::new(0.1, 1.45, -0.55));
        assert!(!after(&out, 1.0).contains(&Control::Certificate));
        out.right.squeeze = 1.0;
        assert!(after(&out, 1.0).contains(&Control::Certificate));
    }

    #[test]
    fn the_radio_is_at_the_shoulder_and_the_body_camera_at_the_chest() {
        let mut shoulder = standing(Vec3::new(-0.18, 1.42, -0.02));
        shoulder.right.trigger = 1.0;
        let held = after(&shoulder, 0.3);
        assert!(held.contains(&Control::Radio) && !held.contains(&Control::Act));
        let mut chest = standing(Vec3::new(0.0, 1.28, -0.15));
        chest.right.trigger = 1.0;
        let mut grasp = Grasp::default();
        let taps = (0..90)
            .filter(|_| {
                grasp
                    .controls(&chest, false, true, FRAME_S)
                    .contains(&Control::Recorder)
            })
            .count();
        assert_eq!(taps, 1, "one tap is one tap however long it lasts");
    }

    #[test]
    fn one_controller_speaks_with_its_grip_and_acts_with_its_trigger() {
        let mut hands = standing(Vec3::new(0.2, 1.1, -0.3));
        hands.left.is_tracked = false;
        hands.right.squeeze = 1.0;
        assert!(after(&hands, 0.1).contains(&Control::Talk));
        hands.right.squeeze = 0.0;
        hands.right.trigger = 1.0;
        assert!(after(&hands, 0.1).contains(&Control::Act));
    }

    #[test]
    fn a_hand_that_speaks_by_its_grip_speaks_on_wherever_it_goes() {
        let mut hands = standing(Vec3::new(0.2, 1.1, -0.3));
        hands.left.is_tracked = false;
        hands.right.squeeze = 1.0;
        let mut grasp = Grasp::default();
        grasp.controls(&hands, false, true, FRAME_S);
        // Past the chest, out to the front, before the eyes: in the middle of a sentence.
        for at in [
            Vec3::new(0.0, 1.28, -0.15),
            Vec3::new(0.1, 1.45, -0.55),
            Vec3::new(0.0, 1.64, -0.2),
        ] {
            hands.right.grip.translation = at;
            for _ in 0..60 {
                let held = grasp.controls(&hands, false, true, FRAME_S);
                assert_eq!(held, BTreeSet::from([Control::Talk]), "{at}");
            }
        }
        hands.right.squeeze = 0.0;
        assert!(grasp.controls(&hands, false, true, FRAME_S).is_empty());
    }

    #[test]
    fn a_camera_that_keys_opened_stays_open_without_a_hand_at_the_eye() {
        let hands = standing(Vec3::new(0.2, 1.1, -0.3));
        let mut grasp = Grasp::default();
        for _ in 0..60 {
            let held = grasp.controls(&hands, true, true, FRAME_S);
            assert!(!held.contains(&Control::Camera));
        }
    }

    #[test]
    fn a_bare_palm_opens_the_wheel_and_the_other_one_the_menu() {
        let mut hands = standing(Vec3::new(0.1, 1.5, -0.4));
        for hand in [&mut hands.left, &mut hands.right] {
            hand.is_bare = true;
        }
        hands.right.is_palm_shown = true;
        assert!(after(&hands, 0.2).is_empty(), "a palm in passing");
        assert!(after(&hands, 0.8).contains(&Control::Wheel));
        hands.right.is_palm_shown = false;
        hands.left.is_palm_shown = true;
        assert!(after(&hands, 0.8).contains(&Control::Menu));
        hands.right.is_tracked = false;
        assert!(
            after(&hands, 0.8).contains(&Control::Wheel),
            "the only hand opens the wheel, which leads to the menu"
        );
    }

    #[test]
    fn panels_leave_the_body_alone() {
        let brow = standing(Vec3::new(0.14, 1.7, -0.06));
        let mut grasp = Grasp::default();
        for _ in 0..90 {
            assert!(grasp.controls(&brow, false, false, FRAME_S).is_empty());
        }
    }
}
