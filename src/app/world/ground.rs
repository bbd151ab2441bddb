//! The ground people walk on: rectangles of the place, less what is blocked, as a navigation mesh; and a flat floor for
//! whoever has weight.

use super::arrival::Enters;
use super::{OfStreet, StreetSystems};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::staging::{PlaceFile, Rect};
use bevy::ecs::schedule::{ScheduleLabel, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy_landmass::prelude::*;
use bevy_landmass::{FromAgentRadius, NavMeshHandle};
use bevy_rapier3d::prelude::Collider;
use std::sync::Arc;

/// Room a person takes when walking.
pub const WALK_RADIUS_M: f32 = 0.28;
/// Half of the floor's edge.
const FLOOR_HALF_M: f32 = 150.0;
/// A street has no more cuts than this in either direction.
const CUTS_MAX: usize = 200;

/// The ground of the case.
#[derive(Resource, Debug, Clone, Copy)]
pub struct Ground {
    /// Navigation of this street.
    pub archipelago: Entity,
}

/// One look of everybody who walks: where they are, where they go, who comes their way.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash)]
struct Ways;

/// A look lasts for so many ticks: people of a street look about some fifteen times a second at most, and this is the
/// costliest thing they do.
const LOOK_TICKS: u32 = 3;

/// When everybody looked about last in this street, and how many they were.
#[derive(Resource, Debug, Default)]
struct LastLook {
    ticks_ago: u32,
    saw: u64,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(Landmass3dPlugin::default().in_schedule(Ways))
        .edit_schedule(Ways, |ways| {
            ways.set_executor(SingleThreadedExecutor::new());
        })
        .add_systems(OnEnter(Screen::Case), lay.in_set(StreetSystems::Ground))
        .add_systems(OnExit(Screen::Case), lift);
}

fn lay(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    mut meshes: ResMut<Assets<NavMesh3d>>,
) {
    let Some(active) = active else { return };
    commands.spawn((
        OfStreet,
        Name::new("floor"),
        Transform::from_xyz(0.0, -0.5, 0.0),
        Enters {
            name: "floor".to_owned(),
            shape: Collider::cuboid(FLOOR_HALF_M, 0.5, FLOOR_HALF_M),
            body: None,
        },
        DespawnOnExit(Screen::Case),
    ));
    let archipelago = commands
        .spawn((
            OfStreet,
            Name::new("archipelago"),
            Archipelago3d::new(ArchipelagoOptions::from_agent_radius(WALK_RADIUS_M)),
            DespawnOnExit(Screen::Case),
        ))
        .id();
    commands.insert_resource(Ground { archipelago });
    commands.insert_resource(LastLook::default());
    let Some(place) = &active.entry().place else {
        return;
    };
    let mesh = navigation_mesh(place);
    match mesh.validate() {
        Ok(valid) => {
            let handle = meshes.add(NavMesh3d {
                nav_mesh: Arc::new(valid),
            });
            commands.spawn((
                OfStreet,
                Transform::default(),
                Island3dBundle {
                    island: Island,
                    archipelago_ref: ArchipelagoRef3d::new(archipelago),
                    nav_mesh: NavMeshHandle(handle),
                },
                DespawnOnExit(Screen::Case),
            ));
        }
        Err(error) => error!("{}: {error:?}", place.place),
    }
}

/// Lets everybody look about when it is time, or when somebody has come or gone: newcomers are taken up and leavers let go
/// one at a time, see `actors::walk`.
pub fn look_about(world: &mut World, walkers: &mut QueryState<Entity, With<ArchipelagoRef3d>>) {
    // Who, not how many: one may leave as another comes.
    let there = walkers.iter(world).fold(0, |all, one| all ^ one.to_bits());
    let Some(mut last) = world.get_resource_mut::<LastLook>() else {
        return;
    };
    last.ticks_ago += 1;
    if last.saw == there && last.ticks_ago < LOOK_TICKS {
        return;
    }
    last.saw = there;
    let ticks = std::mem::take(&mut last.ticks_ago);
    let tick = *world.resource::<Time>();
    let mut look = tick;
    look.advance_by(tick.delta() * ticks);
    world.insert_resource(look);
    let _ = world.try_run_schedule(Ways);
    world.insert_resource(tick);
}

fn lift(mut commands: Commands) {
    commands.remove_resource::<Ground>();
    commands.remove_resource::<LastLook>();
}

/// Rectangles cut along each other's edges into cells, and the cells that may be walked on as polygons that share edges.
fn navigation_mesh(place: &PlaceFile) -> NavigationMesh3d {
    let cuts = |pick: fn(&Rect) -> [f32; 2]| {
        let mut found: Vec<f32> = place
            .walk
            .iter()
            .chain(&place.blocked)
            .flat_map(pick)
            .collect();
        found.sort_by(f32::total_cmp);
        found.dedup_by(|a, b| (*a - *b).abs() < 0.02);
        found.truncate(CUTS_MAX);
        found
    };
    let xs = cuts(|rect| [rect.min.0, rect.max.0]);
    let zs = cuts(|rect| [rect.min.1, rect.max.1]);
    let holds = |rects: &[Rect], x: f32, z: f32| {
        rects
            .iter()
            .any(|r| r.min.0 < x && x < r.max.0 && r.min.1 < z && z < r.max.1)
    };
    let mut mesh = NavigationMesh3d {
        vertices: zs
            .iter()
            .flat_map(|z| xs.iter().map(|x| Vec3::new(*x, 0.0, *z)))
            .collect(),
        polygons: Vec::new(),
        polygon_type_indices: Vec::new(),
        height_mesh: None,
    };
    let width = xs.len();
    for (j, z) in zs.windows(2).enumerate() {
        for (i, x) in xs.windows(2).enumerate() {
            let (mx, mz) = (f32::midpoint(x[0], x[1]), f32::midpoint(z[0], z[1]));
            if holds(&place.walk, mx, mz) && !holds(&place.blocked, mx, mz) {
                let corner = j * width + i;
                // Counterclockwise as the mesh sees it, with z to the left of x.
                mesh.polygons
                    .push(vec![corner, corner + 1, corner + width + 1, corner + width]);
                mesh.polygon_type_indices.push(0);
            }
        }
    }
    mesh
}
