//! Heads turn to whoever speaks, and standing bodies after them; the ashamed and the angry look away now and then.

use super::body::{BodyParts, Person};
use super::heed::Heeds;
use super::rest::AtRest;
use super::speech::SpeechQueue;
use super::walk::{Goal, TurnTo};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::trainee::{EYE_HEIGHT_M, TrainedWords, Trainee};
use crate::domain::packs::Mood;
use bevy::app::AnimationSystems;
use bevy::prelude::*;
use bevy::transform::TransformSystems;

/// A head turns so far beyond the body's front.
const HEAD_TURN_MAX: f32 = 1.05;
/// And so far up or down.
const HEAD_NOD_MAX: f32 = 0.5;
/// Beyond this the body turns, too.
const BODY_TURNS_FROM: f32 = 0.75;
/// Nobody sees that a head is turned by less.
const STRAIGHT: f32 = 0.002;
/// Nobody looks at who is farther than this.
const LOOKS_AT_M: f32 = 9.0;
/// After the trainee spoke people look at him for so long.
const ATTENTION_S: f32 = 6.0;

/// Where a head is turned, relative to its body: right and up, in radians.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct HeadTurn(Vec2);

impl HeadTurn {
    /// Where the eyes of a body that stands so look.
    #[must_use]
    pub fn gaze(&self, body: Quat) -> Vec3 {
        body * Quat::from_rotation_y(self.0.x) * Quat::from_rotation_x(-self.0.y) * Vec3::Z
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, attend.run_if(in_state(Screen::Case)))
        .add_systems(
            PostUpdate,
            turn_heads
                .after(AnimationSystems)
                .before(TransformSystems::Propagate)
                .run_if(in_state(Screen::Case)),
        );
}

/// Who is looked at by whom. Writes only what is new: most of a crowd looks at nothing most of the time.
fn attend(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    queue: Res<SpeechQueue>,
    words: Res<TrainedWords>,
    trainee: Query<&Transform, With<Trainee>>,
    mut people: Query<(
        Entity,
        &Person,
        &Transform,
        &mut LookAt,
        Has<Goal>,
        Option<&TurnTo>,
    )>,
) {
    let Some(eye) = trainee
        .iter()
        .next()
        // A body's place is its middle: people look into the eyes, not over the head.
        .map(|one| one.translation.with_y(EYE_HEIGHT_M))
    else {
        return;
    };
    // By the clock of the case: how long the street took to load changes nobody's look.
    let now = active.map_or(0.0, |active| active.now().0 as f32 / 1000.0);
    let speaker = queue.now.as_ref().and_then(|(utterance, _)| {
        people
            .iter()
            .find(|(_, person, ..)| person.id == utterance.by)
            .map(|(entity, person, transform, ..)| {
                (entity, transform.translation + Vec3::Y * person.eye_m)
            })
    });
    let trainee_spoke = words.since_s < ATTENTION_S;
    for (entity, person, transform, mut look_at, has_goal, turn_to) in &mut people {
        let here = transform.translation + Vec3::Y * person.eye_m;
        let is_speaker = speaker.is_some_and(|(who, _)| who == entity);
        let looks_at = if is_speaker || (trainee_spoke && speaker.is_none()) {
            Some(eye)
        } else if let Some((_, at)) = speaker {
            Some(at)
        } else if person.is_of_case && here.distance(eye) < 4.0 {
            Some(eye)
        } else {
            None
        };
        let looks_at = looks_at.filter(|at| at.distance(here) < LOOKS_AT_M);
        let looks_at = looks_at.map(|at| {
            if is_averted(person, now) {
                at - Vec3::Y * 1.1
            } else {
                at
            }
        });
        look_at.set_if_neq(LookAt(looks_at));
        let Some(at) = looks_at else { continue };
        if has_goal || !person.is_of_case || turn_to.is_some_and(|now| now.0 == at) {
            continue;
        }
        let ahead = transform.rotation * Vec3::Z;
        let way = (at - here).with_y(0.0).normalize_or(ahead);
        if ahead.angle_between(way) > BODY_TURNS_FROM {
            commands.entity(entity).insert(TurnTo(at));
        }
    }
}

/// Whoever is ashamed or sulks looks away for a moment, each in their own time.
fn is_averted(person: &Person, now_s: f32) -> bool {
    let beat = || (now_s * 0.35 + person.own_time(11)) % 3.0;
    match person.mood {
        Mood::Breaking => beat() < 2.0,
        Mood::Uneasy => beat() < 0.7,
        _ => false,
    }
}

/// What a head is turned to, if to anything.
#[derive(Component, Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct LookAt(Option<Vec3>);

fn turn_heads(
    time: Res<Time>,
    mut people: Query<(
        Entity,
        &Person,
        &Transform,
        &BodyParts,
        &LookAt,
        &mut HeadTurn,
        Option<&Heeds>,
    )>,
    still: Query<(), With<AtRest>>,
    parents: Query<&ChildOf>,
    mut transforms: Query<&mut Transform, Without<Person>>,
) {
    for (entity, person, body, parts, look_at, mut turn, heeds) in &mut people {
        if look_at.0.is_none() && turn.0 == Vec2::ZERO && heeds.is_none() {
            continue;
        }
        let wanted = look_at.0.map_or(Vec2::ZERO, |at| {
            let way = body.rotation.inverse() * (at - body.translation - Vec3::Y * person.eye_m);
            let flat = way.with_y(0.0).length().max(0.05);
            Vec2::new(
                way.x.atan2(way.z).clamp(-HEAD_TURN_MAX, HEAD_TURN_MAX),
                (way.y / flat).atan().clamp(-HEAD_NOD_MAX, HEAD_NOD_MAX),
            )
        });
        let follow = (4.5 * time.delta_secs()).min(1.0);
        let now = turn.0;
        turn.0 += (wanted - now) * follow;
        if wanted == Vec2::ZERO && turn.0.length() < STRAIGHT {
            turn.0 = Vec2::ZERO;
        }
        let Some(head) = parts.head else { continue };
        // The clip has not moved this head: a turn on top of the last turn would wind it up.
        if still.contains(parts.player) {
            continue;
        }
        // The head's frame in the body's: what its parents have turned it to this frame.
        let mut above = Quat::IDENTITY;
        let mut at = head;
        while let Ok(parent) = parents.get(at) {
            if parent.parent() == entity {
                break;
            }
            at = parent.parent();
            if let Ok(transform) = transforms.get(at) {
                above = transform.rotation * above;
            }
        }
        if let Ok(mut transform) = transforms.get_mut(head) {
            let turned = turn.0 + heeds.map_or(Vec2::ZERO, Heeds::turn);
            let by = Quat::from_rotation_y(turned.x) * Quat::from_rotation_x(-turned.y);
            transform.rotation = (above.inverse() * by * above) * transform.rotation;
        }
    }
}
