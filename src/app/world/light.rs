//! Sun, sky, lamps and fog as the place has them at an hour, in the quality the settings ask for.

use super::{OfStreet, StreetSystems};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::settings::{Graphics, Settings};
use crate::staging::Light;
use bevy::anti_alias::smaa::Smaa;
use bevy::asset::RenderAssetUsages;
use bevy::camera::Exposure;
use bevy::core_pipeline::tonemapping::Tonemapping;
use bevy::light::{CascadeShadowConfigBuilder, NotShadowCaster, NotShadowReceiver};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::pbr::{DistanceFog, FogFalloff, ScreenSpaceAmbientOcclusion};
use bevy::post_process::bloom::Bloom;
use bevy::prelude::*;

/// Which light of the place is on.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct LightOf(pub String);

/// Whatever sees the street as eyes do: with fog, exposure and effects.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct Eye;

/// The camera of whoever sees the street.
#[derive(Component, Debug, Clone, Copy, Default)]
#[require(Eye)]
pub struct StreetCamera;

#[derive(Component)]
struct Hung;

/// Exposure by day.
const EV100_DAY: f32 = 9.7;
/// Exposure by lamplight.
const EV100_LAMPS: f32 = 8.5;
const SKY_RADIUS_M: f32 = 400.0;
const SKY_RINGS: u16 = 10;
const SKY_SECTORS: u16 = 24;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<LightOf>()
        .add_systems(OnEnter(Screen::Case), choose.in_set(StreetSystems::Set))
        .add_systems(
            Update,
            (
                hang.run_if(resource_changed::<LightOf>),
                dress_camera,
                follow_sky,
            )
                .run_if(in_state(Screen::Case)),
        );
}

fn choose(active: Option<Res<ActiveCase>>, mut light: ResMut<LightOf>) {
    let Some(active) = active else { return };
    let asked = active
        .entry()
        .stage
        .as_ref()
        .and_then(|stage| stage.light.clone());
    light.0 = asked
        .or_else(|| {
            active
                .entry()
                .place
                .as_ref()
                .map(|place| place.default_light.clone())
        })
        .unwrap_or_default();
    light.set_changed();
}

fn rgb((r, g, b): (f32, f32, f32)) -> Color {
    Color::linear_rgb(r, g, b)
}

/// Takes the old light down and hangs the new one.
fn hang(
    mut commands: Commands,
    wanted: Res<LightOf>,
    active: Option<Res<ActiveCase>>,
    settings: Res<Settings>,
    old: Query<Entity, With<Hung>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut clear: ResMut<ClearColor>,
) {
    let Some(active) = active else { return };
    let Some(light) = active
        .entry()
        .place
        .as_ref()
        .and_then(|place| place.light(&wanted.0))
    else {
        return;
    };
    for entity in &old {
        commands.entity(entity).despawn();
    }
    clear.0 = rgb(light.horizon_rgb);
    let sky = (
        Mesh3d(meshes.add(sky(light))),
        MeshMaterial3d(materials.add(sky_colours())),
    );
    hang_up(&mut commands, light, settings.graphics, sky);
}

/// The sky shows its own colours, whatever the light.
pub(in crate::app) fn sky_colours() -> StandardMaterial {
    StandardMaterial {
        unlit: true,
        fog_enabled: false,
        cull_mode: None,
        ..default()
    }
}

/// Sun, sky and lamps of an hour, hung up in this quality.
pub(in crate::app) fn hang_up(
    commands: &mut Commands,
    light: &Light,
    graphics: Graphics,
    sky: (Mesh3d, MeshMaterial3d<StandardMaterial>),
) {
    let has_shadows = graphics != Graphics::Low;
    let pitch = light.sun_pitch_deg.to_radians();
    let yaw = light.sun_yaw_deg.to_radians();
    let towards_sun = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(-pitch) * Vec3::Z;
    commands.spawn((
        Hung,
        OfStreet,
        DirectionalLight {
            color: rgb(light.sun_rgb),
            illuminance: light.sun_lux,
            shadow_maps_enabled: has_shadows,
            ..default()
        },
        CascadeShadowConfigBuilder {
            num_cascades: if graphics == Graphics::High { 3 } else { 2 },
            first_cascade_far_bound: 9.0,
            maximum_distance: 45.0,
            ..default()
        }
        .build(),
        Transform::from_translation(towards_sun).looking_at(Vec3::ZERO, Vec3::Y),
        DespawnOnExit(Screen::Case),
    ));
    commands.insert_resource(GlobalAmbientLight {
        color: rgb(mix(light.sky_rgb, light.horizon_rgb)),
        brightness: light.ambient,
        ..default()
    });
    commands.spawn((
        Hung,
        OfStreet,
        Name::new("sky"),
        sky,
        NotShadowCaster,
        NotShadowReceiver,
        Transform::default(),
        DespawnOnExit(Screen::Case),
    ));
    for lamp in &light.points {
        commands.spawn((
            Hung,
            OfStreet,
            PointLight {
                color: rgb(lamp.rgb),
                intensity: lamp.lumens,
                range: lamp.range_m,
                shadow_maps_enabled: false,
                ..default()
            },
            Transform::from_xyz(lamp.at.0, lamp.at.1, lamp.at.2),
            DespawnOnExit(Screen::Case),
        ));
    }
}

fn mix(a: (f32, f32, f32), b: (f32, f32, f32)) -> (f32, f32, f32) {
    (
        f32::midpoint(a.0, b.0),
        f32::midpoint(a.1, b.1),
        f32::midpoint(a.2, b.2),
    )
}

/// A dome that goes from the horizon's colour to the sky's.
pub(in crate::app) fn sky(light: &Light) -> Mesh {
    let mut positions = Vec::new();
    let mut colours = Vec::new();
    let mut indices = Vec::new();
    for ring in 0..=SKY_RINGS {
        // From a little below the horizon to overhead.
        let share = f32::from(ring) / f32::from(SKY_RINGS);
        let height = (share * 1.1 - 0.1) * std::f32::consts::FRAC_PI_2;
        let blend = (height / 0.9).clamp(0.0, 1.0).powf(0.55);
        let lerp = |a: f32, b: f32| a + (b - a) * blend;
        let colour = [
            lerp(light.horizon_rgb.0, light.sky_rgb.0),
            lerp(light.horizon_rgb.1, light.sky_rgb.1),
            lerp(light.horizon_rgb.2, light.sky_rgb.2),
            1.0,
        ];
        for sector in 0..=SKY_SECTORS {
            let turn = f32::from(sector) / f32::from(SKY_SECTORS) * std::f32::consts::TAU;
            positions.push([
                SKY_RADIUS_M * height.cos() * turn.cos(),
                SKY_RADIUS_M * height.sin(),
                SKY_RADIUS_M * height.cos() * turn.sin(),
            ]);
            colours.push(colour);
        }
    }
    let row = SKY_SECTORS + 1;
    for ring in 0..SKY_RINGS {
        for sector in 0..SKY_SECTORS {
            let a = ring * row + sector;
            indices.extend([a, a + row, a + 1, a + 1, a + row, a + row + 1]);
        }
    }
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
    .with_inserted_indices(Indices::U16(indices))
}

/// The sky goes where the eye goes.
fn follow_sky(
    cameras: Query<&GlobalTransform, With<StreetCamera>>,
    mut skies: Query<(&mut Transform, &Name), With<Hung>>,
) {
    let Some(eye) = cameras.iter().next() else {
        return;
    };
    for (mut transform, name) in &mut skies {
        if name.as_str() == "sky" {
            transform.translation = eye.translation().with_y(0.0);
        }
    }
}

/// Fog and effects on the eye.
fn dress_camera(
    mut commands: Commands,
    wanted: Res<LightOf>,
    settings: Res<Settings>,
    active: Option<Res<ActiveCase>>,
    cameras: Query<(Entity, Ref<Eye>)>,
) {
    let Some(active) = active else { return };
    let Some(light) = active
        .entry()
        .place
        .as_ref()
        .and_then(|place| place.light(&wanted.0))
    else {
        return;
    };
    for (camera, mark) in &cameras {
        if !(mark.is_added() || wanted.is_changed() || settings.is_changed()) {
            continue;
        }
        let mut camera = commands.entity(camera);
        camera.insert((
            DistanceFog {
                color: rgb(light.fog_rgb),
                falloff: FogFalloff::Linear {
                    start: light.fog_start_m,
                    end: light.fog_end_m,
                },
                ..default()
            },
            Exposure {
                ev100: light.ev100.unwrap_or(if light.lamps_on {
                    EV100_LAMPS
                } else {
                    EV100_DAY
                }),
            },
            Tonemapping::TonyMcMapface,
            Msaa::Off,
        ));
        match settings.graphics {
            Graphics::Low => {
                camera.remove::<(Bloom, ScreenSpaceAmbientOcclusion, Smaa)>();
            }
            Graphics::Medium => {
                camera.remove::<(Bloom, ScreenSpaceAmbientOcclusion)>();
                camera.insert(Smaa::default());
            }
            Graphics::High => {
                camera.insert((
                    Bloom::NATURAL,
                    ScreenSpaceAmbientOcclusion::default(),
                    Smaa::default(),
                ));
            }
        }
    }
}
