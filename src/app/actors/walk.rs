//! Walking: the navigation mesh finds the way and keeps people apart; a body turns where it goes, then where it looks.

use super::body::{Leaving, Person, WALK_M_S};
use crate::app::world::look_about;
use crate::app::{CaseSystems, Pause, Screen};
use bevy::prelude::*;
use bevy_landmass::prelude::*;

/// Where somebody walks to.
#[derive(Component, Debug, Clone, Copy)]
pub struct Goal {
    /// Place on the ground.
    pub at: Vec3,
    /// Facing once there.
    pub yaw: Option<f32>,
    /// How fast.
    pub speed_m_s: f32,
}

/// How fast a body moves over the ground, metres a second.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct Pace(pub f32);

/// Whom or what a standing body turns to.
#[derive(Component, Debug, Clone, Copy)]
pub struct TurnTo(pub Vec3);

/// Nearer than this somebody has arrived.
const ARRIVED_M: f32 = 0.25;
/// Whoever is turned away by less faces it, radians.
const FACES: f32 = 1e-4;
/// Radians a second.
const TURN_PER_S: f32 = 3.2;
/// Somebody who has made no way for so long gives up and stands.
const STUCK_S: f32 = 6.0;

#[derive(Component, Debug, Clone, Copy, Default)]
struct Stuck(f32);

/// Waits to be led by the navigation of this street.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct StepsIn(pub(super) Entity);

pub(super) fn plugin(app: &mut App) {
    let plays = in_state(Screen::Case).and_then(in_state(Pause::Running));
    app.add_systems(FixedPreUpdate, join.run_if(plays.clone()))
        .add_systems(
            FixedUpdate,
            (prepare, look_about, step)
                .chain()
                .in_set(CaseSystems::Gather)
                .run_if(plays),
        );
}

/// One newcomer a tick, people of the case first. The navigation (bevy_landmass 0.9) takes up newcomers of the same tick in
/// the order of a hash of their entities, and who gives way to whom follows that order: it would differ between a run with a
/// window and one without.
fn join(
    mut commands: Commands,
    newcomers: Query<(Entity, &Person, &StepsIn), Without<ArchipelagoRef3d>>,
) {
    let first = newcomers
        .iter()
        .min_by_key(|(_, person, _)| (!person.is_of_case, &person.id));
    if let Some((entity, _, steps_in)) = first {
        commands
            .entity(entity)
            .insert(ArchipelagoRef3d::new(steps_in.0))
            .remove::<StepsIn>();
    }
}

fn prepare(
    mut commands: Commands,
    added: Query<Entity, (Added<Person>, Without<Pace>)>,
    goals: Query<(Entity, &Goal), Changed<Goal>>,
    mut settings: Query<&mut AgentSettings>,
) {
    for entity in &added {
        commands
            .entity(entity)
            .insert((Pace::default(), Stuck::default()));
    }
    for (entity, goal) in &goals {
        commands
            .entity(entity)
            .insert(AgentTarget3d::Point(goal.at));
        if let Ok(mut settings) = settings.get_mut(entity) {
            settings.desired_speed = goal.speed_m_s;
            settings.max_speed = goal.speed_m_s * 1.4;
        }
    }
}

fn step(
    mut commands: Commands,
    time: Res<Time>,
    mut people: Query<(
        Entity,
        &mut Transform,
        &mut Pace,
        &mut Stuck,
        &AgentDesiredVelocity3d,
        &mut Velocity3d,
        Option<&Goal>,
        Option<&TurnTo>,
        Has<Leaving>,
    )>,
) {
    let dt = time.delta_secs();
    // One a tick, for the same reason as [`join`].
    let mut has_left = false;
    for (
        entity,
        mut transform,
        mut pace,
        mut stuck,
        desired,
        mut velocity,
        goal,
        turn_to,
        is_leaving,
    ) in &mut people
    {
        let mut facing = None;
        let mut moved = 0.0;
        if let Some(goal) = goal {
            let way = (goal.at - transform.translation).with_y(0.0);
            let mut step = desired.velocity().with_y(0.0);
            if step.length() < 0.05 && stuck.0 > 0.6 {
                // Off the mesh, or its way is barred: straight on, slowly.
                step = way.normalize_or_zero() * WALK_M_S * 0.6;
            }
            let before = transform.translation;
            transform.translation += step * dt;
            transform.translation.y = 0.0;
            moved = (transform.translation - before).length() / dt.max(1e-4);
            velocity.velocity = step;
            stuck.0 = if moved < 0.1 {
                stuck.0 + dt
            } else {
                (stuck.0 - dt).max(0.0)
            };
            if step.length() > 0.1 {
                facing = Some(step.x.atan2(step.z));
            }
            if way.length() < ARRIVED_M || stuck.0 > STUCK_S {
                if is_leaving && std::mem::replace(&mut has_left, true) {
                    continue;
                }
                stuck.0 = 0.0;
                velocity.velocity = Vec3::ZERO;
                let mut arrived = commands.entity(entity);
                arrived.remove::<Goal>().insert(AgentTarget3d::None);
                if is_leaving {
                    arrived.despawn();
                    continue;
                }
                if let Some(yaw) = goal.yaw {
                    let ahead = Quat::from_rotation_y(yaw) * Vec3::Z;
                    arrived.insert(TurnTo(transform.translation + ahead));
                }
            }
        } else if let Some(turn_to) = turn_to {
            let way = turn_to.0 - transform.translation;
            if way.with_y(0.0).length() > 0.05 {
                facing = Some(way.x.atan2(way.z));
            }
        }
        pace.0 += (moved - pace.0) * (dt * 8.0).min(1.0);
        if let Some(yaw) = facing {
            let (now, _, _) = transform.rotation.to_euler(EulerRot::YXZ);
            let mut turn = (yaw - now) % std::f32::consts::TAU;
            if turn > std::f32::consts::PI {
                turn -= std::f32::consts::TAU;
            } else if turn < -std::f32::consts::PI {
                turn += std::f32::consts::TAU;
            }
            if turn.abs() > FACES {
                let limit = TURN_PER_S * dt;
                transform.rotation = Quat::from_rotation_y(now + turn.clamp(-limit, limit));
            }
        }
    }
}
