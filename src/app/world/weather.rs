//! Rain: streaks that fall around the eye, in one mesh, and a wet sheen left to the light of the place.

use super::OfStreet;
use super::light::StreetCamera;
use crate::app::Screen;
use bevy::asset::RenderAssetUsages;
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

/// Whether it rains.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rain(pub bool);

#[derive(Component)]
struct Streaks;

const STREAKS: u32 = 700;
const FIELD_M: f32 = 9.0;
const HEIGHT_M: f32 = 8.0;
const FALL_M_S: f32 = 9.0;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Rain>()
        .add_systems(OnEnter(Screen::Case), dry)
        .add_systems(
            Update,
            (begin.run_if(resource_changed::<Rain>), fall).run_if(in_state(Screen::Case)),
        );
}

fn dry(mut rain: ResMut<Rain>) {
    rain.0 = false;
}

fn begin(
    mut commands: Commands,
    rain: Res<Rain>,
    streaks: Query<Entity, With<Streaks>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    for entity in &streaks {
        commands.entity(entity).despawn();
    }
    if !rain.0 {
        return;
    }
    let material = materials.add(StandardMaterial {
        base_color: Color::srgba(0.78, 0.82, 0.88, 0.28),
        unlit: true,
        alpha_mode: AlphaMode::Blend,
        cull_mode: None,
        ..default()
    });
    let mesh = meshes.add(field());
    // Two fields above each other, so that one is always coming.
    for layer in 0..2 {
        commands.spawn((
            OfStreet,
            Streaks,
            Mesh3d(mesh.clone()),
            MeshMaterial3d(material.clone()),
            NotShadowCaster,
            NotShadowReceiver,
            bevy::camera::visibility::NoFrustumCulling,
            Transform::from_xyz(0.0, HEIGHT_M * layer as f32, 0.0),
            DespawnOnExit(Screen::Case),
        ));
    }
}

/// Streaks at places that look like chance but are the same every time.
fn field() -> Mesh {
    let chance = |seed: u32| {
        let mut x = seed.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
        x = (x ^ (x >> 15)).wrapping_mul(0x2C1B_3C6D);
        x = (x ^ (x >> 12)).wrapping_mul(0x297A_2D39);
        (x >> 8) as f32 / (1_u32 << 24) as f32
    };
    let mut positions = Vec::new();
    let mut indices = Vec::new();
    for streak in 0..STREAKS {
        let x = (chance(streak * 3) - 0.5) * 2.0 * FIELD_M;
        let y = chance(streak * 3 + 1) * HEIGHT_M;
        let z = (chance(streak * 3 + 2) - 0.5) * 2.0 * FIELD_M;
        let turn = chance(streak * 7 + 5) * std::f32::consts::PI;
        let (dx, dz) = (turn.cos() * 0.006, turn.sin() * 0.006);
        let first = positions.len() as u32;
        positions.extend([
            [x - dx, y, z - dz],
            [x + dx, y, z + dz],
            [x + dx, y + 0.35, z + dz],
            [x - dx, y + 0.35, z - dz],
        ]);
        indices.extend([first, first + 1, first + 2, first, first + 2, first + 3]);
    }
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
    .with_inserted_indices(Indices::U32(indices))
}

fn fall(
    time: Res<Time>,
    eyes: Query<&GlobalTransform, With<StreetCamera>>,
    mut streaks: Query<&mut Transform, With<Streaks>>,
) {
    let Some(eye) = eyes.iter().next() else {
        return;
    };
    for mut transform in &mut streaks {
        transform.translation.y -= FALL_M_S * time.delta_secs();
        if transform.translation.y < -HEIGHT_M {
            transform.translation.y += HEIGHT_M * 2.0;
        }
        transform.translation.x = eye.translation().x;
        transform.translation.z = eye.translation().z;
    }
}
