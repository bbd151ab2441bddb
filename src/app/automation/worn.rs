//! Steps of a script done with a headset on: the head turns, the stick walks, hands go to the brow, the chest, the eye, a
//! ray points at what is to be pressed. Everything goes through the runtime's own door and is waited for until it is seen.

use super::gestures::{Doing, HandsOn};
use super::hands::{Detour, Movement, Progress, Sight, WALK_S_MAX};
use super::remote::{At, Controller, Remote, Worn};
use super::script::Step;
use crate::app::devices::{Bindings, Control, Controls};
use crate::app::headset::{Hands, PANEL_PX, Panel, Rig};
use crate::app::trainee::{Overlay, Trainee};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use std::time::{Duration, Instant};

/// A runtime that shows nothing after this on the wall never will.
const HEAD_AFTER: Duration = Duration::from_secs(90);
/// Height of a standing head over the floor.
const HEAD_M: f32 = 1.66;
/// A look has arrived.
const LOOKED_RAD: f32 = 0.03;
/// A ray has arrived, pixels of the glass.
const POINTED_PX: f32 = 8.0;
/// Nearer to the border than this a part is not pressed.
const EDGE_PX: f32 = 10.0;
/// A ray in the street has arrived.
const AIMED_RAD: f32 = 0.02;
/// Nothing takes longer.
const PATIENCE_S: f32 = 8.0;
/// A trigger is pulled from here on; a pinch is never quite whole.
pub(super) const PULLED: f32 = 0.6;
/// From the wrist to the middle of the palm of the driver's own hand.
const WRIST_TO_PALM_M: f32 = 0.065;
/// Where the left hand speaks.
const RAISED: Vec3 = Vec3::new(-0.2, -0.4, -0.3);
/// Where hands are when they do nothing, from the head.
pub(super) const REST: [Vec3; 2] = [Vec3::new(-0.22, -0.62, -0.18), Vec3::new(0.2, -0.45, -0.3)];

/// Head and hands, as the script holds them.
#[derive(Resource, Debug)]
pub(super) struct Wearer {
    remote: Remote,
    /// Since when the runtime gives no head.
    since: Instant,
    pub(super) yaw: f32,
    pitch: f32,
    /// Hands from the head's middle, upright and turned as the head.
    pub(super) hands: [Vec3; 2],
    /// Which of them are seen, and how.
    pub(super) hands_on: HandsOn,
    /// The palm of each bare hand is turned to the eyes.
    palms: [bool; 2],
    /// The runtime takes the controllers for the simplest there are.
    pub(super) is_simple: bool,
    /// Height of the head over the floor, metres.
    pub(super) head_m: f32,
    /// Where the feet stand in the room.
    pub(super) stand: Vec3,
    pub(super) doing: Option<Doing>,
    /// Whether that is turned as the head nods, too: what is held to the brow or the eye nods with it.
    pub(super) nods: [bool; 2],
    pub(super) turns: [Quat; 2],
    pub(super) triggers: [f32; 2],
    squeezes: [f32; 2],
    pub(super) sticks: [Vec2; 2],
    pub(super) is_stick_pressed: bool,
    a: [bool; 2],
    b: [bool; 2],
    pub(super) looks_at: Option<String>,
    /// A part is under the ray, and Enter would press it.
    pub(super) is_on_part: bool,
    is_at_eye: bool,
    /// What a hand has begun to do: a panel that it opens must not turn it into a key.
    begun: Option<Control>,
    /// Keys that were pressed as keys come up as keys.
    typed: Vec<KeyCode>,
    detour: Detour,
}

/// What is looked at to know whether a movement has arrived.
#[derive(SystemParam)]
pub(super) struct Feel<'w, 's> {
    pub(super) hands: Res<'w, Hands>,
    pub(super) rig: Res<'w, Rig>,
    pub(super) panel: Option<Res<'w, Panel>>,
    controls: Res<'w, Controls>,
    bindings: Res<'w, Bindings>,
    overlay: Res<'w, Overlay>,
    pub(super) trainees: Query<'w, 's, (&'static Trainee, &'static Transform)>,
}

impl Wearer {
    /// Puts the headset on.
    ///
    /// # Errors
    /// When no runtime listens that can be driven.
    pub(super) fn put_on() -> std::io::Result<Self> {
        let mut one = Self {
            remote: Remote::open()?,
            since: Instant::now(),
            yaw: 0.0,
            pitch: 0.0,
            hands: REST,
            hands_on: HandsOn::Two,
            palms: [false; 2],
            is_simple: false,
            head_m: HEAD_M,
            stand: Vec3::ZERO,
            doing: None,
            nods: [false; 2],
            turns: [Quat::IDENTITY; 2],
            triggers: [0.0; 2],
            squeezes: [0.0; 2],
            sticks: [Vec2::ZERO; 2],
            is_stick_pressed: false,
            a: [false; 2],
            b: [false; 2],
            looks_at: None,
            is_on_part: false,
            is_at_eye: false,
            begun: None,
            typed: Vec::new(),
            detour: Detour::default(),
        };
        one.tell()?;
        Ok(one)
    }

    pub(super) fn upright(&self) -> Quat {
        Quat::from_rotation_y(self.yaw)
    }

    fn tell(&mut self) -> std::io::Result<()> {
        let head = self.stand + Vec3::Y * self.head_m;
        let turn = self.upright() * Quat::from_rotation_x(self.pitch);
        let hand = |at: usize| Controller {
            at: self.place(at, head, turn),
            is_active: self.is_seen(at) && !self.is_bare(),
            is_bare: self.is_seen(at) && self.is_bare(),
            is_stick_pressed: self.is_stick_pressed && at == 1,
            trigger: self.triggers[at],
            squeeze: self.squeezes[at],
            stick: self.sticks[at],
            is_a: self.a[at],
            is_b: self.b[at],
        };
        let worn = Worn {
            head: At { place: head, turn },
            hands: [hand(0), hand(1)],
        };
        self.remote.tell(worn)
    }

    /// Where a hand is, for a driver that knows the wrist of a bare one.
    fn place(&self, at: usize, head: Vec3, turn: Quat) -> At {
        let place = head + if self.nods[at] { turn } else { self.upright() } * self.hands[at];
        if !self.is_bare() {
            return At {
                place,
                turn: self.turns[at],
            };
        }
        let turn = if self.palms[at] {
            // Fingers up, palm to the face.
            self.upright()
                * Quat::from_rotation_y(std::f32::consts::PI)
                * Quat::from_rotation_x(std::f32::consts::FRAC_PI_2)
        } else {
            self.turns[at]
        };
        At {
            place: place + turn * Vec3::Z * WRIST_TO_PALM_M,
            turn,
        }
    }

    pub(super) fn rest(&mut self, at: usize) {
        self.hands[at] = REST[at];
        self.nods[at] = false;
        self.turns[at] = self.upright();
        self.triggers[at] = 0.0;
        self.squeezes[at] = 0.0;
        self.palms[at] = false;
    }

    /// Turns the right hand so that its ray goes through a point of the room; how far it is off, radians.
    pub(super) fn point(&mut self, feel: &Feel, at: Vec3) -> f32 {
        let hand = feel.hands.right;
        let now = hand.aim.rotation * Vec3::NEG_Z;
        let way = (at - hand.aim.translation).normalize_or(Vec3::NEG_Z);
        let off = now.angle_between(way);
        // What the runtime adds to the grip is not known here: turn by what is seen to be missing.
        // A bare hand's grip lies across its palm, and the driver knows the palm.
        let seen = if self.is_bare() {
            hand.grip.rotation * Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2)
        } else {
            hand.grip.rotation
        };
        self.turns[1] = (Quat::from_rotation_arc(now, way) * seen).normalize();
        off
    }

    /// Whether a step is one that a body does, and how far it is.
    pub(super) fn does(
        &mut self,
        step: &Step,
        sight: &Sight,
        feel: &Feel,
        movement: &mut Movement,
        dt: f32,
    ) -> Option<Progress> {
        if feel.hands.head.is_none() {
            // The runtime takes a moment to give eyes and hands.
            let _ = self.tell();
            return Some(if self.since.elapsed() > HEAD_AFTER {
                Progress::Failed("the runtime gives no head".to_owned())
            } else {
                Progress::Going
            });
        }
        self.since = Instant::now();
        self.is_simple = feel.hands.right.is_stickless;
        let progress = match step {
            Step::Look(id) => self.look(id, sight, feel),
            Step::Walk(id, until_m) => self.walk(id, *until_m, sight, feel, dt),
            Step::Reach(name) | Step::PointAt(name) => self.reach(name, sight, feel),
            Step::Down(key) => {
                let by_hand = self.down(*key, sight, feel);
                if by_hand.is_none() {
                    self.typed.push(*key);
                }
                by_hand?
            }
            Step::Up(key) => {
                if let Some(at) = self.typed.iter().position(|one| one == key) {
                    self.typed.remove(at);
                    return None;
                }
                self.up(*key, feel)?
            }
            Step::Gesture(gesture) => self.gesture(gesture, sight, feel, dt),
            Step::Button(state) => {
                self.triggers[1] = if state.is_pressed() { 1.0 } else { 0.0 };
                arrived((feel.hands.right.trigger > 0.5) == state.is_pressed())
            }
            _ => {
                self.keep_pointing(sight, feel);
                let _ = self.tell();
                return None;
            }
        };
        let most_s = if matches!(step, Step::Walk(..) | Step::Gesture(_)) {
            WALK_S_MAX
        } else {
            PATIENCE_S
        };
        if let Err(error) = self.tell() {
            return Some(Progress::Failed(format!("the runtime's door: {error}")));
        }
        if progress == Progress::Going && movement.passes(dt) > most_s {
            return Some(Progress::Failed(format!(
                "{step:?} does not come about; overlay {:?}, pointed at {:?}, held {:?}",
                *feel.overlay,
                feel.panel.as_ref().and_then(|panel| panel.pointed_px),
                feel.controls.held
            )));
        }
        Some(progress)
    }

    /// While nothing else is done the right hand points at what is looked at.
    fn keep_pointing(&mut self, sight: &Sight, feel: &Feel) {
        if self.is_at_eye || self.is_on_part || !feel.overlay.leaves_body() {
            return;
        }
        if let Some(there) = self.looks_at.as_ref().and_then(|id| sight.find(id)) {
            let room = feel.rig.shown();
            let there = room.to_matrix().inverse().transform_point3(there);
            self.point(feel, there);
        }
    }

    pub(super) fn look(&mut self, id: &str, sight: &Sight, feel: &Feel) -> Progress {
        let Some(there) = sight.find(id) else {
            return Progress::Failed(format!("{id} is not in sight"));
        };
        let Some(head) = feel.hands.head else {
            return Progress::Going;
        };
        self.looks_at = Some(id.to_owned());
        let eye = feel.rig.shown().transform_point(head.translation);
        let way = there - eye;
        let yaw = (-way.x).atan2(-way.z);
        let pitch = way.y.atan2(way.with_y(0.0).length());
        self.yaw = yaw - feel.rig.yaw;
        self.pitch = pitch;
        if !self.is_at_eye {
            self.rest(1);
        }
        self.keep_pointing(sight, feel);
        let ahead = head.rotation * Vec3::NEG_Z;
        let wanted = Quat::from_rotation_y(-feel.rig.yaw) * way.normalize_or_zero();
        if ahead.angle_between(wanted) > LOOKED_RAD {
            return Progress::Going;
        }
        if self.is_at_eye {
            return Progress::Done;
        }
        let hand = feel.hands.right;
        let room = feel.rig.shown();
        let there = room.to_matrix().inverse().transform_point3(there);
        let off = (hand.aim.rotation * Vec3::NEG_Z)
            .angle_between((there - hand.aim.translation).normalize_or(Vec3::NEG_Z));
        arrived(off < AIMED_RAD)
    }

    fn walk(&mut self, id: &str, until_m: f32, sight: &Sight, feel: &Feel, dt: f32) -> Progress {
        let (Some(there), Ok((_, body))) = (sight.find(id), feel.trainees.single()) else {
            return Progress::Failed(format!("{id} is not in sight"));
        };
        let distance = (there - body.translation).with_y(0.0).length();
        if distance <= until_m {
            self.sticks[0] = Vec2::ZERO;
            self.detour = Detour::default();
            return self.look(id, sight, feel);
        }
        let _ = self.look(id, sight, feel);
        let aside = self.detour.aside(distance, dt);
        self.sticks[0] = Vec2::new(aside, 1.0).clamp_length_max(1.0);
        Progress::Going
    }

    /// Points the ray at a part of the glass; the stick scrolls to what is beyond its border.
    pub(super) fn reach(&mut self, name: &str, sight: &Sight, feel: &Feel) -> Progress {
        let Some(panel) = &feel.panel else {
            return Progress::Going;
        };
        let Some((px, clip)) = sight.px_of(name) else {
            self.sticks[1] = Vec2::ZERO;
            return Progress::Going;
        };
        self.is_on_part = true;
        self.nods[1] = false;
        self.hands[1] = REST[1];
        let glass = Rect::from_corners(Vec2::ZERO, PANEL_PX.as_vec2());
        let seen = clip
            .map_or(glass, |clip| clip.intersect(glass))
            .inflate(-EDGE_PX);
        let is_seen = seen.contains(px);
        // Beyond the border of what scrolls: point into it and let the stick scroll.
        let goal = if is_seen { px } else { seen.center() };
        let push = if is_seen {
            0.0
        } else if px.y > seen.max.y {
            -1.0
        } else {
            1.0
        };
        if self.is_stickless() {
            // Without a stick the list goes with the pinching hand.
            let is_pinched = feel.hands.right.trigger > PULLED;
            let goes = if is_pinched && !is_seen { -push } else { 0.0 };
            self.hands[1] = REST[1] + Vec3::Y * goes * 0.12;
            self.triggers[1] = if is_seen { 0.0 } else { 1.0 };
        }
        let Some(at) = panel.point_of(goal) else {
            return Progress::Going;
        };
        self.point(feel, at);
        let is_there = panel
            .pointed_px
            .is_some_and(|now| now.distance(goal) < POINTED_PX);
        self.sticks[1] = Vec2::new(0.0, if is_there { push } else { 0.0 });
        let lets_go = !self.is_stickless() || feel.hands.right.trigger < 0.1;
        arrived(is_there && is_seen && lets_go)
    }

    fn control(&self, key: KeyCode, feel: &Feel) -> Option<Control> {
        Control::ALL
            .into_iter()
            .find(|one| feel.bindings.key(*one) == Some(key))
    }

    /// A key that a body does otherwise goes down.
    fn down(&mut self, key: KeyCode, sight: &Sight, feel: &Feel) -> Option<Progress> {
        if key == KeyCode::Enter && self.is_on_part {
            self.triggers[1] = 1.0;
            return Some(arrived(feel.hands.right.trigger > PULLED));
        }
        let control = self.control(key, feel)?;
        let is_begun = self.begun == Some(control);
        if !is_begun && !feel.overlay.leaves_body() && control != Control::Menu {
            return None;
        }
        let seen = feel.controls.just(control) || feel.controls.held(control);
        match control {
            Control::Salute => {
                self.nods[1] = true;
                self.hands[1] = Vec3::new(0.14, 0.03, -0.05);
                self.squeezes[1] = 0.0;
            }
            Control::Certificate => {
                self.nods[1] = false;
                self.hands[1] = Vec3::new(0.06, -0.22, -0.55);
                self.turns[1] = self.upright();
                self.squeezes[1] = 1.0;
            }
            Control::Recorder => {
                self.nods[1] = false;
                self.hands[1] = Vec3::new(0.0, -0.36, -0.14);
                // The hand is there before it taps.
                let at = feel.hands.head.map_or(f32::MAX, |head| {
                    let chest = head.translation + self.upright() * self.hands[1];
                    feel.hands.right.grip.translation.distance(chest)
                });
                self.triggers[1] = if at < 0.05 { 1.0 } else { 0.0 };
            }
            Control::Camera => {
                if !is_begun {
                    self.is_at_eye = *feel.overlay != Overlay::Viewfinder;
                }
                if self.is_at_eye {
                    self.nods[1] = true;
                    self.hands[1] = Vec3::new(0.0, -0.02, -0.2);
                    self.squeezes[1] = 1.0;
                    self.triggers[1] = 0.0;
                } else {
                    self.rest(1);
                }
            }
            Control::Act => {
                self.keep_pointing(sight, feel);
                self.triggers[1] = 1.0;
                if self.is_at_eye {
                    return Some(arrived(feel.hands.right.trigger > PULLED));
                }
            }
            Control::Wheel | Control::Menu if self.is_bare() => {
                let at = usize::from(control == Control::Wheel);
                self.nods[at] = false;
                self.hands[at] = Vec3::new(if at == 1 { 0.08 } else { -0.08 }, -0.12, -0.38);
                self.palms[at] = true;
            }
            // The driver's own controller has its menu button there.
            Control::Wheel if self.is_simple => self.b[1] = true,
            Control::Papers if self.is_simple => self.b[0] = true,
            Control::Wheel => self.a[1] = true,
            Control::Menu => self.b[1] = true,
            Control::Papers => self.a[0] = true,
            Control::Tablet => self.b[0] = true,
            Control::Talk => {
                self.hands[0] = RAISED;
                self.triggers[0] = 1.0;
            }
            _ => return None,
        }
        self.begun = (!seen).then_some(control);
        Some(arrived(seen))
    }

    /// It comes up again.
    fn up(&mut self, key: KeyCode, feel: &Feel) -> Option<Progress> {
        if key == KeyCode::Enter && self.is_on_part {
            self.triggers[1] = 0.0;
            let is_up = feel.hands.right.trigger < 0.1;
            if is_up {
                self.is_on_part = false;
                self.sticks[1] = Vec2::ZERO;
            }
            return Some(arrived(is_up));
        }
        let control = self.control(key, feel)?;
        match control {
            Control::Salute | Control::Certificate | Control::Recorder => self.rest(1),
            Control::Act => self.triggers[1] = 0.0,
            Control::Camera => return Some(Progress::Done),
            Control::Wheel if self.is_bare() => self.rest(1),
            Control::Menu if self.is_bare() => self.rest(0),
            Control::Wheel if self.is_simple => self.b[1] = false,
            Control::Papers if self.is_simple => self.b[0] = false,
            Control::Wheel => self.a[1] = false,
            Control::Menu => self.b[1] = false,
            Control::Papers => self.a[0] = false,
            Control::Tablet => self.b[0] = false,
            Control::Talk => self.rest(0),
            _ => return None,
        }
        if control == Control::Act && self.is_at_eye {
            return Some(arrived(feel.hands.right.trigger < 0.1));
        }
        Some(arrived(!feel.controls.held(control)))
    }
}

pub(super) const fn arrived(is_so: bool) -> Progress {
    if is_so {
        Progress::Done
    } else {
        Progress::Going
    }
}
