//! What a person does with eyes and hands while a script says where to look, go and press: looks at the screen, moves the
//! mouse by counts, holds keys. Sees the street as a trainee sees it; gives device events and nothing else.

use crate::app::actors::{Person, SpeechQueue};
use crate::app::bridge::ActiveCase;
use crate::app::devices::{Bindings, Control, counts_for};
use crate::app::settings::Settings;
use crate::app::trainee::{EYE_HEIGHT_M, InFrame, Trainee};
use crate::app::world::{Carriable, CasePiece, Thing};
use bevy::a11y::AccessibilityNode;
use bevy::ecs::system::SystemParam;
use bevy::input_focus::InputFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
#[cfg(feature = "xr")]
use bevy::ui::CalculatedClip;
use bevy::ui::UiGlobalTransform;

/// Nearer to the middle than this something is looked at, radians.
const LOOKED_RAD: f32 = 0.012;
/// A hand moves the mouse by at most so many counts a frame.
const COUNTS_A_FRAME: f32 = 60.0;
/// A turn or a way that takes longer than this leads nowhere.
const LOOK_S_MAX: f32 = 6.0;
pub(super) const WALK_S_MAX: f32 = 40.0;
/// No way made for so long: something stands there, step aside.
const STUCK_S: f32 = 0.8;
const STUCK_M: f32 = 0.12;
const ASIDE_S: f32 = 0.7;
/// No screen has more parts than this.
const PARTS_MAX: u32 = 240;
/// Frames between two presses of Tab: what gets the focus takes a frame to show it.
const TAB_FRAMES: u32 = 2;
/// Frames a page of the wheel is there before the next, and no wheel has more pages.
const LEAF_FRAMES: u32 = 6;
const LEAVES_MAX: u32 = 12;

/// How far a movement has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Progress {
    /// It goes on next frame.
    Going,
    /// It is done.
    Done,
    /// It cannot be done, and why.
    Failed(String),
}

/// One thing a hand does in a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Hand {
    /// The mouse moves by counts.
    Mouse(Vec2),
    /// A key goes down or up.
    Key(KeyCode, bool),
}

/// Where a movement is.
#[derive(Debug, Clone, Default)]
pub(super) struct Movement {
    for_s: f32,
    frames: u32,
    is_walking: bool,
    detour: Detour,
    aside_key: Option<KeyCode>,
}

/// The way around what stands between: no way made for a while, so a step aside, each time to the other side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Detour {
    nearest_m: Option<f32>,
    stuck_s: f32,
    aside_s: f32,
    goes_left: bool,
}

impl Detour {
    /// Which way aside just now, at this distance from the goal: -1 left, 1 right, 0 straight on.
    pub(super) fn aside(&mut self, distance_m: f32, dt: f32) -> f32 {
        if self.aside_s > 0.0 {
            self.aside_s -= dt;
            if self.aside_s <= 0.0 {
                self.nearest_m = Some(distance_m);
                self.stuck_s = 0.0;
                self.goes_left = !self.goes_left;
                return 0.0;
            }
        } else if self
            .nearest_m
            .is_none_or(|nearest| distance_m < nearest - STUCK_M)
        {
            self.nearest_m = Some(distance_m);
            self.stuck_s = 0.0;
        } else {
            self.stuck_s += dt;
            if self.stuck_s > STUCK_S {
                self.aside_s = ASIDE_S;
            }
        }
        match (self.aside_s > 0.0, self.goes_left) {
            (false, _) => 0.0,
            (true, true) => -1.0,
            (true, false) => 1.0,
        }
    }
}

impl Movement {
    /// Time passes; how long it has lasted.
    pub(super) fn passes(&mut self, dt: f32) -> f32 {
        self.for_s += dt;
        self.for_s
    }
}

/// What can be seen.
#[derive(SystemParam)]
pub(super) struct Sight<'w, 's> {
    trainees: Query<'w, 's, (&'static Trainee, &'static Transform)>,
    people: Query<'w, 's, (&'static Person, &'static Transform)>,
    things: Query<'w, 's, (&'static Thing, &'static GlobalTransform)>,
    loads: Query<
        'w,
        's,
        (
            &'static CasePiece,
            &'static Carriable,
            &'static GlobalTransform,
        ),
    >,
    parts: Query<
        'w,
        's,
        (
            Entity,
            &'static AccessibilityNode,
            &'static ComputedNode,
            &'static UiGlobalTransform,
            &'static InheritedVisibility,
        ),
        With<TabIndex>,
    >,
    #[cfg(feature = "xr")]
    clips: Query<'w, 's, &'static CalculatedClip>,
    active: Option<Res<'w, ActiveCase>>,
    settings: Res<'w, Settings>,
    bindings: Res<'w, Bindings>,
    focus: Res<'w, InputFocus>,
    queue: Res<'w, SpeechQueue>,
    in_frame: Res<'w, InFrame>,
}

impl Sight<'_, '_> {
    /// Where a person, thing or spot of the place is, or the nearest of the light things called so.
    pub(super) fn find(&self, id: &str) -> Option<Vec3> {
        let active = self.active.as_ref()?;
        let id = if id == "party" { active.party() } else { id };
        self.things
            .iter()
            .find(|(thing, _)| thing.id == id)
            .map(|(thing, at)| at.transform_point(thing.middle))
            .or_else(|| {
                self.people
                    .iter()
                    .find(|(person, _)| person.id == id)
                    .map(|(person, at)| at.translation + Vec3::Y * (person.eye_m - 0.2))
            })
            .or_else(|| {
                let place = active.entry().place.as_ref()?;
                let spot = place.spot(id)?;
                Some(Vec3::new(spot.at.0, EYE_HEIGHT_M, spot.at.1))
            })
            .or_else(|| {
                let (_, me) = self.trainees.single().ok()?;
                self.loads
                    .iter()
                    .filter(|(piece, ..)| piece.0 == id)
                    .map(|(_, load, at)| at.transform_point(load.middle))
                    .min_by(|a, b| {
                        let far = |at: &Vec3| at.distance_squared(me.translation);
                        far(a).total_cmp(&far(b))
                    })
            })
    }

    /// Whether this person, thing or spot is in the street.
    pub(super) fn is_there(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// Whether a picture taken now would be of this thing.
    pub(super) fn is_framed(&self, id: &str) -> bool {
        self.active.as_ref().is_some_and(|active| {
            self.in_frame
                .pictured(active.case())
                .is_some_and(|(framed, ..)| framed == id)
        })
    }

    /// What stands in the finder, for a message.
    pub(super) fn framed(&self) -> String {
        let ids = self.in_frame.things.iter().map(|(id, ..)| id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    }

    /// Whether nobody speaks or is about to.
    pub(super) fn is_quiet(&self) -> bool {
        self.queue.now.is_none() && self.queue.waiting.is_empty()
    }

    fn key(&self, control: Control) -> KeyCode {
        self.bindings
            .key(control)
            .unwrap_or_else(|| panic!("{control:?} has no key; this is a bug"))
    }

    /// Turns the view towards something.
    pub(super) fn look(
        &self,
        id: &str,
        movement: &mut Movement,
        dt: f32,
        hands: &mut Vec<Hand>,
    ) -> Progress {
        let Ok((trainee, transform)) = self.trainees.single() else {
            return Progress::Failed("there is no street".to_owned());
        };
        let Some(there) = self.find(id) else {
            return Progress::Failed(format!("{id} is not in sight"));
        };
        movement.for_s += dt;
        let eye = transform.translation.with_y(EYE_HEIGHT_M);
        let way = there - eye;
        let yaw = (-way.x).atan2(-way.z);
        let pitch = way.y.atan2(way.with_y(0.0).length());
        let turn = wrapped(yaw - trainee.yaw);
        let raise = pitch - trainee.pitch;
        if turn.abs() < LOOKED_RAD && raise.abs() < LOOKED_RAD {
            return Progress::Done;
        }
        if movement.for_s > LOOK_S_MAX {
            return Progress::Failed(format!("{id} cannot be looked at"));
        }
        let counts = counts_for(&self.settings, turn, raise);
        hands.push(Hand::Mouse(
            counts.clamp(Vec2::splat(-COUNTS_A_FRAME), Vec2::splat(COUNTS_A_FRAME)),
        ));
        Progress::Going
    }

    /// Walks towards something, around what stands in the way.
    pub(super) fn walk(
        &self,
        id: &str,
        until_m: f32,
        movement: &mut Movement,
        dt: f32,
        hands: &mut Vec<Hand>,
    ) -> Progress {
        let (Some(there), Ok((_, transform))) = (self.find(id), self.trainees.single()) else {
            return Progress::Failed(format!("{id} is not in sight"));
        };
        let forward = self.key(Control::Forward);
        let distance = (there - transform.translation).with_y(0.0).length();
        let let_go = |movement: &mut Movement, hands: &mut Vec<Hand>| {
            if std::mem::take(&mut movement.is_walking) {
                hands.push(Hand::Key(forward, false));
            }
            if let Some(key) = movement.aside_key.take() {
                hands.push(Hand::Key(key, false));
            }
        };
        if distance <= until_m {
            let_go(movement, hands);
            return Progress::Done;
        }
        movement.for_s += dt;
        if movement.for_s > WALK_S_MAX {
            let_go(movement, hands);
            return Progress::Failed(format!("no way to {id}: {distance:.1} m are left"));
        }
        // Eyes on the goal all the way.
        let mut turning = Movement::default();
        let _ = self.look(id, &mut turning, 0.0, hands);
        if !movement.is_walking {
            movement.is_walking = true;
            hands.push(Hand::Key(forward, true));
        }
        let aside = movement.detour.aside(distance, dt);
        match movement.aside_key {
            Some(key) if aside == 0.0 => {
                hands.push(Hand::Key(key, false));
                movement.aside_key = None;
            }
            None if aside != 0.0 => {
                let key = self.key(if aside < 0.0 {
                    Control::Left
                } else {
                    Control::Right
                });
                movement.aside_key = Some(key);
                hands.push(Hand::Key(key, true));
            }
            _ => {}
        }
        Progress::Going
    }

    fn name_of(&self, part: Entity) -> Option<&str> {
        self.parts.get(part).ok()?.1.label()
    }

    /// Presses Tab until the part with this name has the focus.
    pub(super) fn reach(
        &self,
        name: &str,
        movement: &mut Movement,
        hands: &mut Vec<Hand>,
    ) -> Progress {
        let focused = self.focus.get().and_then(|part| self.name_of(part));
        if movement.frames.is_multiple_of(TAB_FRAMES) && focused.is_some_and(|one| fits(one, name))
        {
            return Progress::Done;
        }
        if movement.frames > PARTS_MAX * TAB_FRAMES {
            return Progress::Failed(format!(
                "no part is called {name}; there are {:?}",
                self.names()
            ));
        }
        let is_down = movement.frames.is_multiple_of(TAB_FRAMES);
        hands.push(Hand::Key(KeyCode::Tab, is_down));
        movement.frames += 1;
        Progress::Going
    }

    /// Presses the key behind the last place of the wheel until what is called so is on its page.
    pub(super) fn leaf(
        &self,
        name: &str,
        movement: &mut Movement,
        hands: &mut Vec<Hand>,
    ) -> Progress {
        let frame = movement.frames % LEAF_FRAMES;
        if frame == 0 && self.part_of(name).is_some() {
            return Progress::Done;
        }
        if movement.frames > LEAVES_MAX * LEAF_FRAMES {
            return Progress::Failed(format!(
                "the wheel does not offer {name}; there are {:?}",
                self.names()
            ));
        }
        if frame < 2 {
            hands.push(Hand::Key(KeyCode::Digit9, frame == 0));
        }
        movement.frames += 1;
        Progress::Going
    }

    /// What can be pressed just now.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .parts
            .iter()
            .filter(|part| part.4.get())
            .filter_map(|part| part.1.label())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Where on the window the part with this name is, in logical pixels.
    pub(super) fn place_of(&self, name: &str) -> Option<Vec2> {
        self.part_of(name)
            .map(|(_, node, place)| place.translation * node.inverse_scale_factor)
    }

    /// Where on the surface it is drawn to the part with this name is, in its pixels, and what shows of what scrolls
    /// around it.
    #[cfg(feature = "xr")]
    pub(super) fn px_of(&self, name: &str) -> Option<(Vec2, Option<Rect>)> {
        let (part, _, place) = self.part_of(name)?;
        Some((
            place.translation,
            self.clips.get(part).ok().map(|found| found.clip),
        ))
    }

    /// How wide the part with this name is on the surface it is drawn to, in its pixels.
    #[cfg(feature = "xr")]
    pub(super) fn width_of(&self, name: &str) -> Option<f32> {
        self.part_of(name).map(|(_, node, _)| node.size().x)
    }

    fn part_of(&self, name: &str) -> Option<(Entity, &ComputedNode, &UiGlobalTransform)> {
        self.parts
            .iter()
            .find(|(_, access, node, _, visible)| {
                visible.get()
                    && node.size().x > 1.0
                    && access.label().is_some_and(|one| fits(one, name))
            })
            .map(|(part, _, node, place, _)| (part, node, place))
    }
}

/// A part is called so by its whole name or the beginning of it.
fn fits(name: &str, wanted: &str) -> bool {
    // The wheel numbers what it offers.
    let bare = name.trim_start_matches(|one: char| one.is_ascii_digit() || one.is_whitespace());
    name.starts_with(wanted) || bare.starts_with(wanted)
}

/// An angle between -π and π.
fn wrapped(angle: f32) -> f32 {
    let turn = std::f32::consts::TAU;
    (angle + turn / 2.0).rem_euclid(turn) - turn / 2.0
}

#[cfg(test)]
mod tests {
    use super::{fits, wrapped};

    #[test]
    fn the_short_way_round_is_taken() {
        assert!((wrapped(3.5) - (3.5 - std::f32::consts::TAU)).abs() < 1e-5);
        assert!((wrapped(-0.2) + 0.2).abs() < 1e-5);
    }

    #[test]
    fn a_part_is_found_by_the_beginning_of_its_name() {
        assert!(fits("现场检查笔录", "现场检查"));
        assert!(!fits("现场检查笔录", "检查"));
    }
}
