//! What the trainee aims at, by a ray from the eyes, and what can be done with it.

use super::body::{EYE_HEIGHT_M, Trainee};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::world::{Aimable, Thing};
use crate::domain::scenario::model::Target;
use crate::domain::session::offers;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// Farther than this nothing is aimed at.
const REACH_M: f32 = 14.0;
/// A near miss of this angle still aims: eyes are kinder than rays.
const CONE_COS: f32 = 0.985;

/// Hands, a tape and a look at small print reach so far from where somebody stands, a few steps included.
const HANDS_M: f32 = 5.0;
/// What is done from afar.
const PHOTOGRAPH: &str = "photograph";
/// Half of how deep a body is, and about how far a shoulder is from its middle.
const BODY_HALF_M: f32 = 0.25;
/// What is hit so near to a thing hides nothing of it.
const NEAR_ENOUGH_M: f32 = 0.3;

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

impl Pointing {
    /// From where and which way the trainee aims.
    pub(super) fn ray(&self, trainee: &Trainee, at: &Transform) -> (Vec3, Vec3) {
        self.0.map_or_else(
            || (at.translation.with_y(EYE_HEIGHT_M), trainee.gaze()),
            |ray| (ray.origin, *ray.direction),
        )
    }
}

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
    let (eye, gaze) = pointing.ray(trainee, transform);
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
        // Nothing straight ahead: whatever of the case stands nearest to the middle of the view and can be seen.
        let owner = |entity: Entity| {
            std::iter::successors(Some(entity), |at| {
                parents.get(*at).ok().map(ChildOf::parent)
            })
            .find_map(|at| aimables.get(at).ok())
            .map(|(aimable, ..)| aimable.0.as_str())
        };
        let mut best = CONE_COS;
        for (aimable, place, thing) in &aimables {
            let points = seen_at(eye, place, thing);
            let way = points[0] - eye;
            let distance = way.length();
            let cos = way.normalize_or_zero().dot(gaze);
            if distance >= REACH_M || cos <= best || !of_case(&aimable.0) {
                continue;
            }
            // What a wall or somebody's back hides is not aimed at, however near to the middle it is.
            let half = thing.map_or(BODY_HALF_M, |thing| thing.half.max_element());
            let solid = filter.exclude_sensors();
            let is_seen = points.into_iter().any(|point| {
                let way = point - eye;
                let free_m = way.length() - half - NEAR_ENOUGH_M;
                physics
                    .cast_ray(eye, way.normalize_or_zero(), way.length(), true, solid)
                    .is_none_or(|(hit, at)| at >= free_m || owner(hit) == Some(&*aimable.0))
            });
            if is_seen {
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

/// Where one looks at it, the middle first: a person's chest, face and shoulders; the middle of a thing, its top and sides.
fn seen_at(eye: Vec3, place: &GlobalTransform, thing: Option<&Thing>) -> [Vec3; 4] {
    let (middle, up, beside) = thing.map_or_else(
        || (place.translation() + Vec3::Y, 0.5, BODY_HALF_M * 0.8),
        |thing| {
            (
                place.transform_point(thing.middle),
                thing.half.y * 0.8,
                thing.half.x.max(thing.half.z) * 0.6,
            )
        },
    );
    let side = (middle - eye).cross(Vec3::Y).normalize_or_zero() * beside;
    [middle, middle + Vec3::Y * up, middle + side, middle - side]
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

/// Whether hands do not reach the thing that is aimed at; people are spoken to, shown and waved at from farther away.
#[must_use]
pub fn is_out_of_reach(active: &ActiveCase, aim: &Aim) -> bool {
    let aimed = aim
        .target
        .as_deref()
        .and_then(|id| active.case().target(id));
    matches!(aimed, Some(Target::Thing(_))) && aim.distance_m > HANDS_M
}

/// Actions of the case that fit what is aimed at, as the engine offers them, with whether nobody on duty should do it. What
/// hands do not reach can be photographed and nothing else.
#[must_use]
pub fn choices_for(active: &ActiveCase, aim: &Aim) -> Vec<(String, Option<String>, bool)> {
    let case = active.case();
    let aimed = aim.target.as_deref().and_then(|id| case.target(id));
    let is_far = is_out_of_reach(active, aim);
    offers(case, active.rules(), active.state(), aimed)
        .into_iter()
        .map(|one| {
            (
                case.actions[one.action.at()].id.clone(),
                one.target.map(|target| case.target_id(target).to_owned()),
                one.is_misconduct,
            )
        })
        .filter(|(action, target, _)| !is_far || target.is_none() || action == PHOTOGRAPH)
        .collect()
}

/// The first thing that can be done with what is aimed at; never misconduct, which has to be chosen by name.
#[must_use]
pub fn likeliest(active: &ActiveCase, aim: &Aim) -> Option<(String, String)> {
    choices_for(active, aim)
        .into_iter()
        .find_map(|(action, target, is_misconduct)| {
            target
                .filter(|_| !is_misconduct)
                .map(|target| (action, target))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_half_hidden_is_looked_at_beside_what_hides_them() {
        let person = GlobalTransform::from_xyz(0.0, 0.0, -4.0);
        let [chest, face, left, right] = seen_at(Vec3::Y * EYE_HEIGHT_M, &person, None);
        assert_eq!(chest, Vec3::new(0.0, 1.0, -4.0));
        assert!(face.y > chest.y && (left.x - right.x).abs() > 0.3 && left.z == right.z);
    }
}
