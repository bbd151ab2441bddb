//! What the trainee aims at, by a ray from the eyes, and what can be done with it.

use super::body::{EYE_HEIGHT_M, Trainee};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::world::{Aimable, Thing};
use crate::domain::scenario::model::{Case, Target};
use crate::domain::session::State;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// Farther than this nothing is aimed at.
const REACH_M: f32 = 14.0;
/// A near miss of this angle still aims: eyes are kinder than rays.
const CONE_COS: f32 = 0.985;

/// What is aimed at.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct Aim {
    /// Person or thing by id.
    pub target: Option<String>,
    /// How far away.
    pub distance_m: f32,
}

/// A hand that points; without one the eyes aim.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Pointing(pub Option<Ray3d>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Aim>()
        .init_resource::<Pointing>()
        .add_systems(Update, aim.run_if(in_state(Screen::Case)));
}

fn aim(
    physics: ReadRapierContext,
    trainees: Query<(Entity, &Trainee, &Transform)>,
    aimables: Query<(&Aimable, &GlobalTransform, Option<&Thing>)>,
    parents: Query<&ChildOf>,
    active: Option<Res<ActiveCase>>,
    pointing: Res<Pointing>,
    mut aim: ResMut<Aim>,
) {
    let Ok((me, trainee, transform)) = trainees.single() else {
        return;
    };
    let Ok(physics) = physics.single() else {
        return;
    };
    let Some(active) = active else { return };
    let case = active.case();
    let (eye, gaze) = pointing.0.map_or_else(
        || (transform.translation.with_y(EYE_HEIGHT_M), trainee.gaze()),
        |ray| (ray.origin, *ray.direction),
    );
    let of_case = |id: &str| case.target(id).is_some();
    let filter = QueryFilter::new().exclude_collider(me);
    let mut found =
        physics
            .cast_ray(eye, gaze, REACH_M, true, filter)
            .and_then(|(entity, distance)| {
                let mut at = entity;
                loop {
                    if let Ok((aimable, ..)) = aimables.get(at) {
                        return of_case(&aimable.0).then(|| (aimable.0.clone(), distance));
                    }
                    at = parents.get(at).ok()?.parent();
                }
            });
    if found.is_none() {
        // Nothing straight ahead: whatever of the case stands nearest to the middle of the view.
        let mut best = CONE_COS;
        for (aimable, place, thing) in &aimables {
            // A person's chest, the middle of a thing.
            let middle = thing.map_or_else(
                || place.translation() + Vec3::Y * 1.0,
                |thing| place.transform_point(thing.middle),
            );
            let way = middle - eye;
            let distance = way.length();
            let cos = way.normalize_or_zero().dot(gaze);
            if distance < REACH_M && cos > best && of_case(&aimable.0) {
                best = cos;
                found = Some((aimable.0.clone(), distance));
            }
        }
    }
    let next = found.map_or_else(Aim::default, |(target, distance_m)| Aim {
        target: Some(target),
        distance_m,
    });
    aim.set_if_neq(next);
}

/// Whom words are for when the trainee faces somebody else than the party; none leaves it to the words.
#[must_use]
pub fn addressee(active: &ActiveCase, aim: &Aim, channel: Channel) -> Option<String> {
    if channel != Channel::Street {
        return None;
    }
    let id = aim.target.as_deref()?;
    let person = active.case().person(id)?;
    let is_other = active.state().party != person && active.state().people[person.at()].present;
    is_other.then(|| id.to_owned())
}

/// Actions of the case that fit what is aimed at: those for this target first, then those that need none.
#[must_use]
pub fn choices_for(
    case: &Case,
    state: &State,
    target: Option<&str>,
) -> Vec<(String, Option<String>)> {
    let aimed = target.and_then(|id| case.target(id));
    let is_there = |one: &Target| match one {
        Target::Person(person) => state.people[person.at()].present,
        Target::Thing(_) => true,
    };
    let mut here = Vec::new();
    let mut anywhere = Vec::new();
    for action in &case.actions {
        match aimed {
            Some(aimed) if action.targets.contains(&aimed) && is_there(&aimed) => {
                here.push((action.id.clone(), target.map(str::to_owned)));
            }
            _ if action.targets.is_empty() => anywhere.push((action.id.clone(), None)),
            _ => {}
        }
    }
    here.extend(anywhere);
    here
}
