//! Light things that belong to nobody's case, carried: a stool out of the way, a box off the paving. Taken up with what the
//! eyes or a hand aim at, held before the chest or in the fist, put down where one stands. Things of the case are handled
//! by its own actions, so that nobody seizes goods by picking them up.

use super::aim::{Aim, Pointing};
use super::body::{BODY_MIDDLE_M, Trainee};
use super::keys::{Overlay, act};
use crate::app::bridge::ActiveCase;
use crate::app::devices::{Control, Controls, Grip};
use crate::app::world::{Carriable, StreetSystems};
use crate::app::{Pause, Screen};
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// From the eyes to what hands can take, knees bent.
const REACH_M: f32 = 2.4;
/// A fist takes what is so near.
const FIST_M: f32 = 0.25;
/// What is carried is held at this height.
const CHEST_M: f32 = 1.0;
/// Arms keep it so far from the chest.
const ARMS_M: f32 = 0.4;
/// It never comes nearer than this: behind a wall there is no room to put it down.
const LEAST_M: f32 = 0.3;
/// It is put down so high over the ground, and falls the rest.
const ABOVE_GROUND_M: f32 = 0.01;

/// A hand in the street, and whether it closes on something rather than on a word.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Fist {
    /// Where the acting hand is; none without a headset.
    pub at: Option<Transform>,
    /// It is closed.
    pub is_closed: bool,
}

/// What is held.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Held {
    thing: Entity,
    /// Where it is in the fist; none when it is held before the chest.
    in_fist: Option<Transform>,
}

/// What the trainee carries or could take up.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct Load {
    held: Option<Held>,
    near: Option<Entity>,
    was_closed: bool,
}

impl Load {
    /// Whether something is carried.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Whether something can be taken up just now.
    #[must_use]
    pub const fn is_near(&self) -> bool {
        self.near.is_some()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Load>()
        .init_resource::<Fist>()
        .add_systems(
            OnEnter(Screen::Case),
            (|mut load: ResMut<Load>| *load = Load::default()).in_set(StreetSystems::Trainee),
        )
        .add_systems(
            Update,
            (find, take, hold)
                .chain()
                .after(act)
                .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
        );
}

/// Bodies that a hand could close on, or a ray hit.
type Things<'w, 's, 'a> = Query<'w, 's, (Entity, &'a Carriable, &'a Transform), Without<Trainee>>;

/// What could be taken up: beside the fist, else what the hand or the eyes aim at, when that is nothing of the case.
fn find(
    physics: ReadRapierContext,
    trainees: Query<(Entity, &Trainee, &Transform)>,
    things: Things,
    aim: Res<Aim>,
    pointing: Res<Pointing>,
    fist: Res<Fist>,
    overlay: Res<Overlay>,
    active: Option<Res<ActiveCase>>,
    mut load: ResMut<Load>,
) {
    let is_watched = active.is_some_and(|active| active.is_replay());
    let mut near = None;
    if load.held.is_none()
        && *overlay == Overlay::None
        && !is_watched
        && let (Ok((me, trainee, transform)), Ok(physics)) = (trainees.single(), physics.single())
    {
        near = fist.at.and_then(|fist| {
            things
                .iter()
                .map(|(thing, shape, at)| (thing, shape.gap_m(at, fist.translation)))
                .filter(|(_, gap_m)| *gap_m < FIST_M)
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .map(|(thing, _)| thing)
        });
        if near.is_none() && aim.target.is_none() {
            let (eye, gaze) = pointing.ray(trainee, transform);
            let filter = QueryFilter::new().exclude_collider(me).exclude_sensors();
            near = physics
                .cast_ray(eye, gaze, REACH_M, true, filter)
                .map(|(thing, _)| thing)
                .filter(|thing| things.contains(*thing));
        }
    }
    if load.near != near {
        load.near = near;
    }
}

/// The key of the likeliest thing takes it up and puts it down; a fist holds it while it is closed.
fn take(
    mut commands: Commands,
    physics: ReadRapierContext,
    controls: Res<Controls>,
    grip: Res<Grip>,
    fist: Res<Fist>,
    aim: Res<Aim>,
    trainees: Query<Entity, With<Trainee>>,
    mut things: Query<(&Carriable, &mut Transform), Without<Trainee>>,
    mut load: ResMut<Load>,
) {
    let (closes, opens) = (
        fist.is_closed && !load.was_closed,
        !fist.is_closed && load.was_closed,
    );
    if closes || opens {
        load.was_closed = fist.is_closed;
    }
    let is_pressed = controls.just(Control::Act) && *grip == Grip::Body;
    if let Some(held) = load.held {
        let lets_go = is_pressed || opens && held.in_fist.is_some();
        if !lets_go {
            return;
        }
        load.held = None;
        let Ok((shape, mut at)) = things.get_mut(held.thing) else {
            return;
        };
        if held.in_fist.is_none()
            && let (Ok(me), Ok(physics)) = (trainees.single(), physics.single())
        {
            let middle = at.transform_point(shape.middle);
            let filter = QueryFilter::new().exclude_collider(me).exclude_sensors();
            let ground_y = physics
                .cast_ray(middle, Vec3::NEG_Y, 2.0 * CHEST_M, true, filter)
                .map_or(0.0, |(_, fall_m)| middle.y - fall_m);
            at.translation.y = ground_y + ABOVE_GROUND_M - (shape.middle.y - shape.half.y);
        }
        commands
            .entity(held.thing)
            .insert((RigidBody::Dynamic, Velocity::default()))
            .remove::<ColliderDisabled>();
        return;
    }
    // What is aimed at has the key; only a fist takes what lies beside it meanwhile.
    let takes = closes || is_pressed && aim.target.is_none();
    let Some(thing) = load.near.filter(|_| takes) else {
        return;
    };
    let Ok((shape, at)) = things.get(thing) else {
        return;
    };
    let in_fist = fist.at.filter(|_| closes).map(|fist| {
        // What was only pointed at comes into the hand.
        let gap_m = shape.gap_m(at, fist.translation);
        let mut seen = GlobalTransform::from(*at).reparented_to(&GlobalTransform::from(fist));
        if gap_m >= FIST_M {
            seen.translation = -(seen.rotation * shape.middle);
        }
        seen
    });
    load.near = None;
    load.held = Some(Held { thing, in_fist });
    commands
        .entity(thing)
        .insert((RigidBody::Fixed, ColliderDisabled));
}

/// What is carried goes with the body, and stops at walls.
fn hold(
    physics: ReadRapierContext,
    fist: Res<Fist>,
    trainees: Query<(Entity, &Trainee, &Transform)>,
    mut things: Query<(&Carriable, &mut Transform), Without<Trainee>>,
    mut load: ResMut<Load>,
) {
    let Some(held) = load.held else { return };
    let (Ok((shape, mut at)), Ok((me, trainee, body)), Ok(physics)) = (
        things.get_mut(held.thing),
        trainees.single(),
        physics.single(),
    ) else {
        // It has left the street.
        load.held = None;
        return;
    };
    if let (Some(in_fist), Some(fist)) = (held.in_fist, fist.at) {
        *at = fist * in_fist;
        return;
    }
    let turn = Quat::from_rotation_y(trainee.yaw);
    let chest = body.translation - Vec3::Y * (BODY_MIDDLE_M - CHEST_M);
    let deep_m = shape.half.x.max(shape.half.z);
    let wish_m = ARMS_M + deep_m;
    let filter = QueryFilter::new().exclude_collider(me).exclude_sensors();
    let free_m = physics
        .cast_ray(chest, turn * Vec3::NEG_Z, wish_m + deep_m, true, filter)
        .map_or(wish_m, |(_, wall_m)| (wall_m - deep_m).min(wish_m));
    let middle = chest + turn * Vec3::NEG_Z * free_m.max(LEAST_M);
    at.rotation = turn;
    at.translation = middle - turn * shape.middle;
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::app::ScheduleRunnerPlugin;
    use bevy::ecs::system::RunSystemOnce;

    /// A street of a floor, a stool on it and somebody before it.
    fn street() -> (App, Entity) {
        let mut app = App::new();
        app.add_plugins((
            MinimalPlugins.build().disable::<ScheduleRunnerPlugin>(),
            TransformPlugin,
            RapierPhysicsPlugin::<NoUserData>::default(),
        ))
        .insert_resource(TimestepMode::Fixed {
            dt: 1.0 / 60.0,
            substeps: 1,
        })
        .insert_resource(Grip::Body)
        .init_resource::<Controls>()
        .init_resource::<Aim>()
        .init_resource::<Pointing>()
        .init_resource::<Overlay>()
        .init_resource::<Load>()
        .init_resource::<Fist>()
        .add_systems(Update, (find, take, hold).chain());
        app.world_mut().spawn((
            Transform::from_xyz(0.0, -0.5, 0.0),
            Collider::cuboid(20.0, 0.5, 20.0),
        ));
        app.world_mut().spawn((
            Trainee {
                pitch: -0.75,
                ..Trainee::default()
            },
            Transform::from_xyz(0.0, BODY_MIDDLE_M, 0.0),
            super::super::body::body_shape(),
            RigidBody::KinematicPositionBased,
        ));
        let half = Vec3::new(0.16, 0.22, 0.16);
        let stool = app
            .world_mut()
            .spawn((
                Carriable {
                    middle: Vec3::Y * half.y,
                    half,
                },
                Transform::from_xyz(0.0, 0.0, -1.5),
                RigidBody::Dynamic,
                Velocity::default(),
                Collider::compound(vec![(
                    Vec3::Y * half.y,
                    Quat::IDENTITY,
                    Collider::cuboid(half.x, half.y, half.z),
                )]),
            ))
            .id();
        run(&mut app, 3);
        (app, stool)
    }

    fn run(app: &mut App, frames: u32) {
        for _ in 0..frames {
            app.update();
            app.world_mut().resource_mut::<Controls>().pressed.clear();
        }
    }

    fn press(app: &mut App) {
        app.world_mut()
            .resource_mut::<Controls>()
            .pressed
            .insert(Control::Act);
        run(app, 1);
    }

    fn at(app: &App, thing: Entity) -> Vec3 {
        app.world()
            .get::<Transform>(thing)
            .expect("a place")
            .translation
    }

    fn go(app: &mut App, to: Vec3) {
        app.world_mut()
            .run_system_once(move |mut trainees: Query<&mut Transform, With<Trainee>>| {
                for mut trainee in &mut trainees {
                    trainee.translation = to + Vec3::Y * BODY_MIDDLE_M;
                }
            })
            .expect("a system");
        run(app, 2);
    }

    #[test]
    fn a_stool_is_taken_up_goes_along_and_stands_where_it_was_put_down() {
        let (mut app, stool) = street();
        assert!(app.world().resource::<Load>().is_near());
        press(&mut app);
        assert!(app.world().resource::<Load>().is_held());
        go(&mut app, Vec3::new(4.0, 0.0, 0.0));
        let carried = at(&app, stool);
        assert!((carried.x - 4.0).abs() < 0.05 && carried.y > 0.5 && carried.z < -0.4);
        press(&mut app);
        assert!(!app.world().resource::<Load>().is_held());
        run(&mut app, 60);
        let stands = at(&app, stool);
        assert!(
            (stands - Vec3::new(4.0, 0.0, carried.z)).length() < 0.05,
            "{stands}"
        );
        let body = app.world().get::<RigidBody>(stool);
        assert_eq!(body, Some(&RigidBody::Dynamic));
    }

    #[test]
    fn hands_that_aim_at_something_of_the_case_take_nothing_up() {
        let (mut app, _) = street();
        app.insert_resource(Aim {
            target: Some("party".to_owned()),
            distance_m: 2.0,
        });
        run(&mut app, 1);
        press(&mut app);
        assert!(!app.world().resource::<Load>().is_held());
    }

    #[test]
    fn beside_a_hand_that_aims_at_something_of_the_case_only_the_fist_takes() {
        let (mut app, _) = street();
        app.insert_resource(Aim {
            target: Some("party".to_owned()),
            distance_m: 2.0,
        });
        let mut fist = Fist {
            at: Some(Transform::from_xyz(0.0, 0.5, -1.4)),
            is_closed: false,
        };
        app.insert_resource(fist);
        run(&mut app, 1);
        assert!(app.world().resource::<Load>().is_near());
        press(&mut app);
        assert!(!app.world().resource::<Load>().is_held());
        fist.is_closed = true;
        app.insert_resource(fist);
        run(&mut app, 1);
        assert!(app.world().resource::<Load>().is_held());
    }

    #[test]
    fn a_fist_holds_it_as_long_as_it_is_closed() {
        let (mut app, stool) = street();
        let mut fist = Fist {
            at: Some(Transform::from_xyz(0.0, 0.5, -1.4)),
            is_closed: false,
        };
        app.insert_resource(fist);
        run(&mut app, 1);
        fist.is_closed = true;
        app.insert_resource(fist);
        run(&mut app, 2);
        fist.at = Some(Transform::from_xyz(1.0, 1.2, -1.4));
        app.insert_resource(fist);
        run(&mut app, 1);
        let held = at(&app, stool);
        assert!((held - Vec3::new(1.0, 0.7, -1.5)).length() < 0.05, "{held}");
        fist.is_closed = false;
        app.insert_resource(fist);
        run(&mut app, 90);
        assert!(!app.world().resource::<Load>().is_held());
        assert!(at(&app, stool).y < 0.1, "it falls when the hand opens");
    }
}
