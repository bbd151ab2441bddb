//! How things and people enter physics: one after the other by name and place. The physics (bevy_rapier3d 0.36) takes up
//! what it finds in the order of the engine's memory, which a window changes, and the order decides how a push ends: a cart
//! would roll otherwise in a run that is looked at.

use crate::app::Screen;
use bevy::ecs::system::SystemId;
use bevy::prelude::*;
use bevy_rapier3d::plugin::systems::{init_colliders, init_rigid_bodies};
use bevy_rapier3d::prelude::*;

/// Enters physics at the next tick.
#[derive(Component, Debug, Clone)]
pub struct Enters {
    /// Person, thing or piece.
    pub name: String,
    /// Its solids.
    pub shape: Collider,
    /// How it moves; nothing for what is only in the way.
    pub body: Option<RigidBody>,
}

/// The two steps by which physics takes up what is new.
#[derive(Debug, Clone, Copy)]
struct TakeUp {
    bodies: SystemId,
    colliders: SystemId,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(FixedPreUpdate, enter.run_if(in_state(Screen::Case)));
}

fn enter(
    world: &mut World,
    newcomers: &mut QueryState<(Entity, &Enters, &Transform)>,
    mut take_up: Local<Option<TakeUp>>,
) {
    let mut order: Vec<(String, [u32; 3], Entity)> = newcomers
        .iter(world)
        .map(|(entity, enters, at)| {
            let at = at.translation.to_array().map(f32::to_bits);
            (enters.name.clone(), at, entity)
        })
        .collect();
    if order.is_empty() {
        return;
    }
    order.sort();
    let take_up = *take_up.get_or_insert_with(|| TakeUp {
        bodies: world.register_system(init_rigid_bodies),
        colliders: world.register_system(init_colliders),
    });
    for (_, _, entity) in order {
        let mut newcomer = world.entity_mut(entity);
        let Some(enters) = newcomer.take::<Enters>() else {
            continue;
        };
        let place = newcomer.get::<Transform>().copied().unwrap_or_default();
        newcomer.insert((enters.shape, GlobalTransform::from(place)));
        if let Some(body) = enters.body {
            newcomer.insert(body);
        }
        for step in [take_up.bodies, take_up.colliders] {
            if let Err(error) = world.run_system(step) {
                error!("{entity} does not enter physics: {error}");
            }
        }
    }
}
