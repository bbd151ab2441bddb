//! What a script says only of a body that wears a headset: leaps, turns, feet, a signature, hands that are put down or
//! lost. Like everything worn it goes through the runtime's own door and is waited for until it is seen.

use super::hands::{Progress, Sight};
use super::worn::{Feel, PULLED, Wearer, arrived};
use crate::app::headset::Side;
use bevy::prelude::*;

/// Feet go so fast.
const FEET_M_S: f32 = 0.7;
/// A head turns so fast.
const HEAD_DEG_S: f32 = 120.0;
/// A leap is aimed at most so far ahead.
const LEAP_M: f32 = 3.2;
/// Along a signature the ray goes so many pixels of the glass a second.
const PEN_PX_S: f32 = 260.0;
/// Where the line begins and ends, shares of the field's width from its middle.
const PEN_FROM_TO: (f32, f32) = (-0.4, 0.4);
/// The hand is pressed to where the radio is.
const SHOULDER: Vec3 = Vec3::new(0.19, -0.25, 0.0);
/// A stick is seen by the application from here on.
const STICK_SEEN: f32 = 0.8;

/// Which hands there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandsOn {
    /// A controller in each.
    Two,
    /// One in the right hand.
    Right,
    /// None: the runtime sees both hands.
    Bare,
    /// None: the runtime sees the right hand.
    Lone,
    /// None is seen.
    None,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Leaps until this is so many metres away.
    Leap(String, f32),
    /// The head turns by so many degrees, to the left above 0.
    Head(f32),
    /// A step to the right (1) or left (-1).
    Turn(f32),
    /// The stick is pressed.
    Recentre,
    /// The hand goes to the shoulder, and the trigger is pulled for a moment.
    Radio,
    /// Own feet go back, metres.
    Feet(f32),
    /// The head is so high over the floor, metres: whoever sits down or stands up.
    Height(f32),
    /// A name is written into this field.
    Sign(String),
    /// Controllers are taken up, put down or die.
    Hands(HandsOn),
}

/// Reads what stands behind `gesture`.
pub(super) fn read(words: &[&str], rest: &str) -> Option<Gesture> {
    let number = |at: usize| words.get(at)?.parse::<f32>().ok();
    Some(match *words.first()? {
        "leap" => Gesture::Leap((*words.get(1)?).to_owned(), number(2)?),
        "head" => Gesture::Head(number(1)?),
        "turn" => Gesture::Turn(match *words.get(1)? {
            "right" => 1.0,
            "left" => -1.0,
            _ => return None,
        }),
        "recentre" => Gesture::Recentre,
        "radio" => Gesture::Radio,
        "feet" => Gesture::Feet(number(1)?),
        "height" => Gesture::Height(number(1)?),
        "sign" => Gesture::Sign(rest.strip_prefix("sign")?.trim().to_owned()),
        "hands" => Gesture::Hands(match *words.get(1)? {
            "two" => HandsOn::Two,
            "right" => HandsOn::Right,
            "bare" => HandsOn::Bare,
            "lone" => HandsOn::Lone,
            "none" => HandsOn::None,
            _ => return None,
        }),
        _ => return None,
    })
}

/// Where a gesture is that takes several movements.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Doing {
    step: u8,
    share: f32,
    for_s: f32,
    from: Vec3,
}

impl Wearer {
    /// Does a gesture a frame further.
    pub(super) fn gesture(
        &mut self,
        gesture: &Gesture,
        sight: &Sight,
        feel: &Feel,
        dt: f32,
    ) -> Progress {
        let mut doing = self.doing.take().unwrap_or_default();
        doing.for_s += dt;
        let progress = match gesture {
            Gesture::Leap(id, until_m) => self.leap(id, *until_m, sight, feel, &mut doing),
            Gesture::Head(degrees) => self.head(*degrees, dt, &mut doing),
            Gesture::Turn(way) => self.turn(*way, feel, &mut doing),
            Gesture::Recentre => self.recentre(feel, &mut doing),
            Gesture::Radio => self.radio(feel, &mut doing),
            Gesture::Feet(metres) => self.feet(*metres, dt, &mut doing),
            Gesture::Height(metres) => {
                self.head_m = *metres;
                let seen = feel.hands.head.map_or(0.0, |head| head.translation.y);
                arrived((seen - metres).abs() < 0.02)
            }
            Gesture::Sign(name) => self.sign(name, sight, feel, dt, &mut doing),
            Gesture::Hands(hands) => {
                self.hands_on = *hands;
                let seen = |side| {
                    let hand = feel.hands.of(side);
                    (hand.is_tracked, hand.is_tracked && hand.is_bare)
                };
                let wanted = |at| (self.is_seen(at), self.is_seen(at) && self.is_bare());
                arrived(seen(Side::Left) == wanted(0) && seen(Side::Right) == wanted(1))
            }
        };
        self.doing = (progress == Progress::Going).then_some(doing);
        progress
    }

    /// Whether no controller is held.
    pub(super) const fn is_bare(&self) -> bool {
        matches!(self.hands_on, HandsOn::Bare | HandsOn::Lone)
    }

    /// Whether the hands have no stick: bare ones, and the simplest controllers.
    pub(super) const fn is_stickless(&self) -> bool {
        self.is_bare() || self.is_simple
    }

    /// Whether a hand can be seen, with a controller or without.
    pub(super) const fn is_seen(&self, at: usize) -> bool {
        match self.hands_on {
            HandsOn::Two | HandsOn::Bare => true,
            HandsOn::Right | HandsOn::Lone => at == 1,
            HandsOn::None => false,
        }
    }

    fn leap(
        &mut self,
        id: &str,
        until_m: f32,
        sight: &Sight,
        feel: &Feel,
        doing: &mut Doing,
    ) -> Progress {
        let (Some(there), Ok((_, body))) = (sight.find(id), feel.trainees.single()) else {
            return Progress::Failed(format!("{id} is not in sight"));
        };
        let way = (there - body.translation).with_y(0.0);
        if way.length() <= until_m && doing.step == 0 {
            return Progress::Done;
        }
        let far = (way.length() - until_m + 0.15).min(LEAP_M);
        let goal = (body.translation + way.normalize_or_zero() * far).with_y(0.0);
        let in_room = feel
            .rig
            .shown()
            .to_matrix()
            .inverse()
            .transform_point3(goal);
        match doing.step {
            // Look there, point at the ground.
            0 => {
                let _ = self.look(id, sight, feel);
                self.looks_at = None;
                self.hands[1] = super::worn::REST[1];
                if self.point(feel, in_room) < 0.03 {
                    doing.step = 1;
                    doing.for_s = 0.0;
                }
            }
            // Stick or pinch, until the ring is there.
            1 => {
                if !self.is_stickless() {
                    self.point(feel, in_room);
                }
                self.push_or_pinch(true);
                if feel.rig.leap.is_some() {
                    doing.step = 2;
                }
            }
            // Let go.
            _ => {
                self.push_or_pinch(false);
                if feel.rig.leap.is_none() {
                    doing.step = 0;
                }
            }
        }
        Progress::Going
    }

    fn push_or_pinch(&mut self, is_on: bool) {
        let on = if is_on { 1.0 } else { 0.0 };
        if self.is_stickless() {
            self.triggers[1] = on;
        } else {
            self.sticks[1] = Vec2::new(0.0, on);
        }
    }

    fn head(&mut self, degrees: f32, dt: f32, doing: &mut Doing) -> Progress {
        let left = degrees.abs() - doing.share;
        let step = (HEAD_DEG_S * dt).min(left);
        doing.share += step;
        self.yaw += (degrees.signum() * step).to_radians();
        self.looks_at = None;
        self.rest(1);
        arrived(left <= step)
    }

    fn turn(&mut self, way: f32, feel: &Feel, doing: &mut Doing) -> Progress {
        if self.is_stickless() {
            return self.drag(way, feel, doing);
        }
        match doing.step {
            0 => {
                self.sticks[1] = Vec2::new(way, 0.0);
                if feel.hands.right.stick.x * way > STICK_SEEN {
                    doing.step = 1;
                }
            }
            _ => {
                self.sticks[1] = Vec2::ZERO;
                if feel.hands.right.stick == Vec2::ZERO {
                    return Progress::Done;
                }
            }
        }
        Progress::Going
    }

    /// A pinch high in the air that pulls the street along.
    fn drag(&mut self, way: f32, feel: &Feel, doing: &mut Doing) -> Progress {
        const HIGH: Vec3 = Vec3::new(0.2, -0.12, -0.34);
        self.looks_at = None;
        self.nods[1] = false;
        match doing.step {
            0 => {
                self.hands[1] = HIGH;
                self.turns[1] = self.upright() * Quat::from_rotation_x(0.9);
                if doing.for_s > 0.5 {
                    doing.step = 1;
                }
            }
            1 => {
                self.triggers[1] = 1.0;
                if feel.hands.right.trigger > PULLED {
                    doing.step = 2;
                    doing.for_s = 0.0;
                }
            }
            2 => {
                // To the right turns the view to the left.
                let gone = (doing.for_s * 0.4).min(0.18);
                self.hands[1] = HIGH - Vec3::X * way * gone;
                if doing.for_s > 0.7 {
                    doing.step = 3;
                }
            }
            _ => {
                self.triggers[1] = 0.0;
                if feel.hands.right.trigger < 0.1 {
                    self.rest(1);
                    return Progress::Done;
                }
            }
        }
        Progress::Going
    }

    fn recentre(&mut self, feel: &Feel, doing: &mut Doing) -> Progress {
        self.is_stick_pressed = doing.step == 0;
        if doing.step == 0 && feel.hands.right.is_stick_pressed {
            doing.step = 1;
        }
        arrived(doing.step == 1 && !feel.hands.right.is_stick_pressed)
    }

    fn radio(&mut self, feel: &Feel, doing: &mut Doing) -> Progress {
        self.nods[1] = false;
        self.looks_at = None;
        match doing.step {
            0 => {
                self.hands[1] = SHOULDER;
                let at = feel.hands.head.map_or(f32::MAX, |head| {
                    let wanted = head.translation + self.upright() * SHOULDER;
                    feel.hands.right.grip.translation.distance(wanted)
                });
                if at < 0.06 {
                    doing.step = 1;
                    doing.for_s = 0.0;
                }
            }
            1 => {
                self.triggers[1] = 1.0;
                if doing.for_s > 0.8 {
                    doing.step = 2;
                }
            }
            _ => {
                self.rest(1);
                return arrived(feel.hands.right.trigger < 0.1);
            }
        }
        Progress::Going
    }

    fn feet(&mut self, metres: f32, dt: f32, doing: &mut Doing) -> Progress {
        let step = FEET_M_S * dt;
        doing.share += step;
        self.stand += self.upright() * Vec3::Z * step;
        arrived(doing.share >= metres)
    }

    fn sign(
        &mut self,
        name: &str,
        sight: &Sight,
        feel: &Feel,
        dt: f32,
        doing: &mut Doing,
    ) -> Progress {
        if doing.step == 0 {
            // The same way as to any part: pointed at, scrolled to.
            if self.reach(name, sight, feel) == Progress::Done {
                let Some((px, _)) = sight.px_of(name) else {
                    return Progress::Going;
                };
                doing.from = px.extend(0.0);
                doing.share = PEN_FROM_TO.0;
                doing.step = 1;
            }
            return Progress::Going;
        }
        let (Some(panel), Some(width)) = (&feel.panel, sight.width_of(name)) else {
            return Progress::Failed(format!("{name} has gone"));
        };
        // A line with two waves, as a name has.
        let wave = (doing.share * 16.0).sin() * 0.05;
        let goal = doing.from.truncate() + Vec2::new(doing.share, wave) * width;
        let Some(at) = panel.point_of(goal) else {
            return Progress::Going;
        };
        self.point(feel, at);
        let is_there = panel
            .pointed_px
            .is_some_and(|now| now.distance(goal) < 12.0);
        match doing.step {
            1 if is_there => {
                self.triggers[1] = 1.0;
                if feel.hands.right.trigger > PULLED {
                    doing.step = 2;
                }
            }
            2 => {
                if is_there {
                    doing.share += (PEN_PX_S * dt / width).min(0.04);
                }
                if doing.share > PEN_FROM_TO.1 {
                    doing.step = 3;
                }
            }
            3 => {
                self.triggers[1] = 0.0;
                if feel.hands.right.trigger < 0.1 {
                    self.is_on_part = false;
                    return Progress::Done;
                }
            }
            _ => {}
        }
        Progress::Going
    }
}
