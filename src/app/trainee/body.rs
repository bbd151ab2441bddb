//! Walking and looking: a capsule that physics holds on the ground and out of walls.

use crate::app::bridge::ActiveCase;
use crate::app::devices::{Control, Controls, DeviceSystems, Grip};
use crate::app::settings::Settings;
use crate::app::world::{Enters, OfStreet, StreetCamera, StreetSystems};
use crate::app::{CaseSystems, Pause, Screen};
use bevy::prelude::*;
use bevy_landmass::prelude::*;
use bevy_rapier3d::prelude::*;

/// Height of the eyes.
pub const EYE_HEIGHT_M: f32 = 1.66;
const RADIUS_M: f32 = 0.28;
const HALF_M: f32 = 0.57;
/// Height of the body's middle over the ground.
pub const BODY_MIDDLE_M: f32 = HALF_M + RADIUS_M + 0.02;
const WALK_M_S: f32 = 1.7;
const RUN_M_S: f32 = 3.6;
/// Weight that a person puts into a push.
const PUSHER_KG: f32 = 75.0;
const PITCH_MAX: f32 = 1.3;
/// Ground elsewhere may lie so much higher than here.
const KERB_M: f32 = 0.15;
/// A step back gives this much room.
const STEP_BACK_M: f32 = 0.8;

/// The trainee.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct Trainee {
    /// Turned about Y; 0 looks along -Z.
    pub yaw: f32,
    /// Up is positive.
    pub pitch: f32,
    /// Metres a second over the ground.
    pub pace: f32,
    /// Way left of a step back.
    pub step_back_m: f32,
    /// Way that real feet have made, to be followed in the next tick, metres.
    pub feet: Vec3,
}

impl Trainee {
    /// Direction of the eyes.
    #[must_use]
    pub fn gaze(&self) -> Vec3 {
        Quat::from_euler(EulerRot::YXZ, self.yaw, self.pitch, 0.0) * Vec3::NEG_Z
    }
}

/// The room that a body takes, about [`BODY_MIDDLE_M`] over its feet.
#[must_use]
pub fn body_shape() -> Collider {
    Collider::capsule_y(HALF_M, RADIUS_M)
}

/// Whether a body with its middle there would stand in nothing that the filter lets through.
#[must_use]
pub fn has_room(physics: &RapierContext, middle: Vec3, filter: QueryFilter) -> bool {
    let mut is_taken = false;
    let shape = body_shape();
    physics.intersect_shape(middle, Quat::IDENTITY, &*shape.raw, filter, |_| {
        is_taken = true;
        false
    });
    !is_taken
}

/// The trainee has gone to a zone too far to walk there in play.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Errand(pub String);

/// Whether one looks from somewhere else than the trainee's eyes; keys and mouse then leave the body alone.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EyesElsewhere(pub bool);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Errand>()
        .init_resource::<EyesElsewhere>()
        .add_systems(OnEnter(Screen::Case), enter.in_set(StreetSystems::Trainee))
        .add_systems(
            PreUpdate,
            look.after(DeviceSystems).run_if(in_state(Screen::Case)),
        )
        .add_systems(
            FixedUpdate,
            (arrive, walk)
                .chain()
                .in_set(CaseSystems::Gather)
                .before(PhysicsSet::SyncBackend)
                .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
        )
        .add_systems(
            FixedUpdate,
            push.in_set(CaseSystems::Apply)
                .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
        )
        .add_systems(Update, see.run_if(in_state(Screen::Case)));
}

fn enter(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    settings: Res<Settings>,
    ground: Option<Res<crate::app::world::Ground>>,
) {
    let Some(active) = active else { return };
    let spot = active
        .entry()
        .place
        .as_ref()
        .and_then(|place| place.spot("trainee"));
    let at = spot.map_or(Vec3::new(0.0, 0.0, 6.0), |spot| {
        Vec3::new(spot.at.0, 0.0, spot.at.1)
    });
    let yaw = spot.map_or(0.0, |spot| spot.yaw_deg.to_radians() + std::f32::consts::PI);
    let mut trainee = commands.spawn((
        OfStreet,
        Name::new("trainee"),
        Trainee {
            yaw,
            ..Trainee::default()
        },
        Transform::from_translation(at + Vec3::Y * BODY_MIDDLE_M),
        Visibility::default(),
        Enters {
            name: "trainee".to_owned(),
            shape: body_shape(),
            body: Some(RigidBody::KinematicPositionBased),
        },
        KinematicCharacterController {
            offset: CharacterLength::Absolute(0.02),
            autostep: Some(CharacterAutostep {
                max_height: CharacterLength::Absolute(0.22),
                min_width: CharacterLength::Absolute(0.15),
                include_dynamic_bodies: false,
            }),
            snap_to_ground: Some(CharacterLength::Absolute(0.25)),
            // The controller's own pushing falls over compound shapes (rapier3d 0.35); [`push`] does it.
            apply_impulse_to_dynamic_bodies: false,
            ..default()
        },
        DespawnOnExit(Screen::Case),
    ));
    if let Some(ground) = ground {
        // People walk around the trainee, too.
        trainee.insert(Character3dBundle {
            character: default(),
            settings: CharacterSettings { radius: RADIUS_M },
            archipelago_ref: ArchipelagoRef3d::new(ground.archipelago),
        });
    }
    let trainee = trainee.id();
    commands.spawn((
        OfStreet,
        Name::new("eyes"),
        StreetCamera,
        Camera3d::default(),
        Camera {
            order: 0,
            ..default()
        },
        Projection::Perspective(PerspectiveProjection {
            fov: f32::from(settings.fov_deg).to_radians(),
            near: 0.05,
            far: 600.0,
            ..default()
        }),
        Transform::from_xyz(0.0, EYE_HEIGHT_M - HALF_M - RADIUS_M, 0.0),
        ChildOf(trainee),
    ));
}

fn look(
    controls: Res<Controls>,
    grip: Res<Grip>,
    eyes: Res<EyesElsewhere>,
    mut trainees: Query<&mut Trainee>,
) {
    if *grip != Grip::Body || eyes.0 || controls.look == Vec2::ZERO {
        return;
    }
    for mut trainee in &mut trainees {
        trainee.yaw -= controls.look.x;
        trainee.pitch = (trainee.pitch + controls.look.y).clamp(-PITCH_MAX, PITCH_MAX);
    }
}

/// Whoever went far stands there now.
fn arrive(
    mut errands: MessageReader<Errand>,
    physics: ReadRapierContext,
    active: Option<Res<ActiveCase>>,
    mut sensed: ResMut<super::Sensed>,
    mut trainees: Query<(Entity, &mut Trainee, &mut Transform)>,
    people: Query<(&crate::app::actors::Person, &Transform), Without<Trainee>>,
) {
    for Errand(zone) in errands.read() {
        sensed.zone.clone_from(zone);
        let place = active.as_ref().and_then(|one| one.entry().place.as_ref());
        let Some(area) = place.and_then(|place| place.zones.iter().find(|one| one.zone == *zone))
        else {
            continue;
        };
        for (me, mut trainee, mut transform) in &mut trainees {
            let from = transform.translation;
            let middle = Vec3::new(area.at.0, from.y, area.at.1);
            let party = active.as_ref().map_or("", |one| one.party());
            let near = people
                .iter()
                .find(|(person, _)| person.id == party)
                .map(|(_, at)| at.translation)
                .filter(|at| (*at - middle).with_y(0.0).length() < area.radius_m + 4.0);
            // Just inside: away from the party when it is there, else on the side one comes from.
            let out = (middle - near.unwrap_or(from))
                .with_y(0.0)
                .normalize_or_zero()
                * if near.is_some() { 1.0 } else { -1.0 };
            let from_middle_m = (area.radius_m * 0.6).min(2.0);
            let filter = QueryFilter::new().exclude_collider(me).exclude_sensors();
            // There, or as near to it as nothing stands in the way: around the middle to both sides.
            let turns = [
                0.0_f32, 30.0, -30.0, 60.0, -60.0, 90.0, -90.0, 120.0, -120.0, 180.0,
            ];
            let spots = turns.map(|turn_deg| {
                middle + Quat::from_rotation_y(turn_deg.to_radians()) * out * from_middle_m
            });
            let is_free = |spot: &&Vec3| {
                physics
                    .single()
                    .is_ok_and(|physics| has_room(&physics, **spot + Vec3::Y * KERB_M, filter))
            };
            transform.translation = spots.iter().find(is_free).copied().unwrap_or(spots[0]);
            // To the party, else straight on.
            let way = (near.unwrap_or(middle) - transform.translation).with_y(0.0);
            trainee.yaw = (-way.x).atan2(-way.z);
            trainee.pitch = -0.1;
        }
    }
}

fn walk(
    time: Res<Time>,
    controls: Res<Controls>,
    grip: Res<Grip>,
    eyes: Res<EyesElsewhere>,
    mut trainees: Query<(
        &mut Trainee,
        &mut KinematicCharacterController,
        Option<&KinematicCharacterControllerOutput>,
        Option<&mut Velocity3d>,
    )>,
) {
    let dt = time.delta_secs();
    for (mut trainee, mut body, output, velocity) in &mut trainees {
        let turn = Quat::from_rotation_y(trainee.yaw);
        let mut wish = Vec3::ZERO;
        if *grip == Grip::Body && !eyes.0 {
            let speed = if controls.held(Control::Run) {
                RUN_M_S
            } else {
                WALK_M_S
            };
            wish = turn
                * Vec3::new(controls.walk.x, 0.0, -controls.walk.y).clamp_length_max(1.0)
                * speed
                * dt;
        }
        if trainee.step_back_m > 0.0 {
            let step = (WALK_M_S * dt).min(trainee.step_back_m);
            trainee.step_back_m -= step;
            wish += turn * Vec3::Z * step;
        }
        wish += std::mem::take(&mut trainee.feet);
        // Gravity, as a fall of a few centimetres a tick: the street is nearly flat. Who stands on it is not pressed into
        // it: the controller would now and then take the ground for a wall, and a step would be lost.
        if !output.is_some_and(|output| output.grounded) {
            wish.y -= 2.5 * dt;
        }
        body.translation = Some(wish);
        let moved = output.map_or(0.0, |output| {
            output.effective_translation.with_y(0.0).length() / dt.max(1e-4)
        });
        trainee.pace += (moved - trainee.pace) * (dt * 10.0).min(1.0);
        if let Some(mut velocity) = velocity {
            velocity.velocity = wish.with_y(0.0) / dt.max(1e-4);
        }
    }
}

/// What can be pushed gives way to whoever walks against it, the lighter the more.
fn push(
    trainees: Query<(&Trainee, &KinematicCharacterControllerOutput)>,
    mut pushed: Query<(&mut Velocity, &ReadMassProperties)>,
) {
    for (trainee, output) in &trainees {
        for collision in &output.collisions {
            let Ok((mut velocity, mass)) = pushed.get_mut(collision.entity) else {
                continue;
            };
            let way = output.desired_translation.with_y(0.0).normalize_or_zero();
            let share = PUSHER_KG / (PUSHER_KG + mass.mass.max(0.1));
            let wanted = way * trainee.pace.max(0.6) * share;
            if velocity.linear.dot(way) < wanted.length() {
                let now = velocity.linear.with_y(0.0);
                velocity.linear += (wanted - now) * 0.5;
            }
        }
    }
}

/// A step back, when it was asked for.
pub(super) fn step_back(trainee: &mut Trainee) {
    trainee.step_back_m = STEP_BACK_M;
}

fn see(
    time: Res<Time>,
    settings: Res<Settings>,
    trainees: Query<&Trainee>,
    mut eyes: Query<(&mut Transform, &ChildOf), With<StreetCamera>>,
    mut stride: Local<f32>,
) {
    for (mut transform, parent) in &mut eyes {
        let Ok(trainee) = trainees.get(parent.parent()) else {
            continue;
        };
        transform.rotation = Quat::from_euler(EulerRot::YXZ, trainee.yaw, trainee.pitch, 0.0);
        let mut height = EYE_HEIGHT_M - HALF_M - RADIUS_M;
        if settings.is_head_bob {
            *stride += trainee.pace * time.delta_secs() * 4.4;
            height += stride.sin() * 0.018 * (trainee.pace / WALK_M_S).min(1.0);
        }
        transform.translation.y = height;
    }
}
