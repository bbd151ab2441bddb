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
/// A gap between two grounds that is no wider than this is a kerb or a joint, over which everybody steps.
const KERB_M: f32 = 0.4;
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

/// What a cell between the cuts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Walked,
    Blocked,
    Outside,
}

/// Kerbs and joints between two grounds become ground, along either direction; what is blocked never does.
fn step_over(cells: &mut [Vec<Cell>], xs: &[f32], zs: &[f32]) {
    let found = cells.to_owned();
    let gaps = |line: Vec<Cell>, cuts: &[f32]| -> Vec<usize> {
        let mut over = Vec::new();
        let mut last: Option<usize> = None;
        for (at, cell) in line.iter().enumerate() {
            if *cell != Cell::Walked {
                continue;
            }
            if let Some(before) = last
                && cuts[at] - cuts[before + 1] <= KERB_M
                && line[before + 1..at].iter().all(|one| *one == Cell::Outside)
            {
                over.extend(before + 1..at);
            }
            last = Some(at);
        }
        over
    };
    for (j, row) in found.iter().enumerate() {
        for i in gaps(row.clone(), xs) {
            cells[j][i] = Cell::Walked;
        }
    }
    for i in 0..xs.len().saturating_sub(1) {
        let column = found.iter().map(|row| row[i]).collect();
        for j in gaps(column, zs) {
            cells[j][i] = Cell::Walked;
        }
    }
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
    let mut cells: Vec<Vec<Cell>> = zs
        .windows(2)
        .map(|z| {
            xs.windows(2)
                .map(|x| {
                    let (mx, mz) = (f32::midpoint(x[0], x[1]), f32::midpoint(z[0], z[1]));
                    match (holds(&place.walk, mx, mz), holds(&place.blocked, mx, mz)) {
                        (_, true) => Cell::Blocked,
                        (true, false) => Cell::Walked,
                        (false, false) => Cell::Outside,
                    }
                })
                .collect()
        })
        .collect();
    step_over(&mut cells, &xs, &zs);
    for (j, row) in cells.iter().enumerate() {
        for (i, cell) in row.iter().enumerate() {
            if *cell == Cell::Walked {
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

#[cfg(test)]
mod tests {
    use super::{Cell, step_over};

    #[test]
    fn a_kerb_is_stepped_over_and_a_road_or_what_stands_on_the_kerb_is_not() {
        use Cell::{Blocked, Outside, Walked};
        // Two pavements with a kerb of thirty centimetres in two cuts, a road of five metres, and a far pavement.
        let zs = [0.0, 2.0, 2.1, 2.3, 4.0, 9.0, 11.0];
        let xs = [0.0, 3.0, 6.0];
        let mut cells = vec![
            vec![Walked, Walked],
            vec![Outside, Outside],
            vec![Outside, Blocked],
            vec![Walked, Walked],
            vec![Outside, Outside],
            vec![Walked, Walked],
        ];
        step_over(&mut cells, &xs, &zs);
        let left: Vec<Cell> = cells.iter().map(|row| row[0]).collect();
        let right: Vec<Cell> = cells.iter().map(|row| row[1]).collect();
        assert_eq!(left, [Walked, Walked, Walked, Walked, Outside, Walked]);
        assert_eq!(right, [Walked, Outside, Blocked, Walked, Outside, Walked]);
    }
}
