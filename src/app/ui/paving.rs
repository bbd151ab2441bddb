//! Tactile paving, drawn from nodes: long bars that lead, and a way that fills up while something is brought in. It is the
//! product's sign: the path that city management keeps free.

use super::theme::{Ink, Theme};
use bevy::prelude::*;

/// Edge of a tile.
const TILE_PX: f32 = 22.0;
/// Tiles of the strip; enough for the tallest window.
const STRIP_TILES: usize = 60;
/// Seconds that the gleam needs for one tile.
const GLEAM_S: f32 = 0.09;
/// Tiles that the gleam is long.
const GLEAM_LONG: f32 = 5.0;

#[derive(Component)]
struct Tile(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, gleam);
}

fn yellow(light: f32) -> Color {
    Theme::colour(Ink::Accent).darker(0.10 - light)
}

/// The blue behind everything, lighter where a lamp might stand.
pub fn backdrop(parts: &mut ChildSpawnerCommands) {
    parts.spawn((
        Node {
            position_type: PositionType::Absolute,
            left: px(0),
            top: px(0),
            width: percent(100),
            height: percent(100),
            ..default()
        },
        BackgroundGradient(vec![
            LinearGradient::new(
                LinearGradient::TO_BOTTOM,
                vec![
                    ColorStop::percent(Color::srgb(0.106, 0.227, 0.420), 0.0),
                    ColorStop::percent(Color::srgb(0.059, 0.137, 0.278), 55.0),
                    ColorStop::percent(Color::srgb(0.035, 0.082, 0.173), 100.0),
                ],
            )
            .into(),
        ]),
        ZIndex(-1),
        Pickable::IGNORE,
    ));
}

/// One leading tile: four bars.
fn tile(parts: &mut ChildSpawnerCommands, edge: f32, at: usize, is_upright: bool, is_laid: bool) {
    let (ground, bar) = if is_laid {
        (yellow(0.0), Theme::colour(Ink::Accent).lighter(0.08))
    } else {
        (
            Color::srgba(1.0, 1.0, 1.0, 0.07),
            Color::srgba(1.0, 1.0, 1.0, 0.10),
        )
    };
    parts
        .spawn((
            Tile(at),
            Node {
                width: px(edge),
                height: px(edge),
                flex_shrink: 0.0,
                flex_direction: if is_upright {
                    FlexDirection::Row
                } else {
                    FlexDirection::Column
                },
                justify_content: JustifyContent::SpaceEvenly,
                align_items: AlignItems::Center,
                border: UiRect::all(px(0.5)),
                ..default()
            },
            BackgroundColor(ground),
            BorderColor::all(Color::srgba(0.0, 0.0, 0.0, 0.14)),
            Pickable::IGNORE,
        ))
        .with_children(|tile| {
            for _ in 0..3 {
                let (thick, long) = (edge * 0.14, edge * 0.78);
                tile.spawn((
                    Node {
                        width: px(if is_upright { thick } else { long }),
                        height: px(if is_upright { long } else { thick }),
                        border_radius: BorderRadius::all(px(thick / 2.0)),
                        ..default()
                    },
                    BackgroundColor(bar),
                    Pickable::IGNORE,
                ));
            }
        });
}

/// The upright strip between the blue side and the paper.
pub(super) fn strip(parts: &mut ChildSpawnerCommands) {
    parts
        .spawn((
            Node {
                width: px(TILE_PX),
                height: percent(100),
                flex_shrink: 0.0,
                flex_direction: FlexDirection::Column,
                overflow: Overflow::clip(),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|strip| {
            for at in 0..STRIP_TILES {
                tile(strip, TILE_PX, at, true, true);
            }
        });
}

/// A lying way of tiles, laid as far as the share says, 0 to 1000.
pub fn way(parts: &mut ChildSpawnerCommands, permille: u16, tiles: usize, edge: f32) {
    let laid = usize::from(permille) * tiles / 1000;
    parts
        .spawn((
            Node {
                flex_direction: FlexDirection::Row,
                flex_shrink: 0.0,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|way| {
            for at in 0..tiles {
                tile(way, edge, usize::MAX, false, at < laid);
            }
        });
}

/// A slow gleam walks down the strip, as a lamp would on wet tiles.
fn gleam(time: Res<Time<Real>>, mut tiles: Query<(&Tile, &mut BackgroundColor)>) {
    let round = STRIP_TILES as f32 * 2.0;
    let head = (time.elapsed_secs() / GLEAM_S) % round;
    for (tile, mut ground) in &mut tiles {
        if tile.0 == usize::MAX {
            continue;
        }
        let away = (tile.0 as f32 - head).abs();
        let light = (1.0 - away / GLEAM_LONG).max(0.0) * 0.06;
        let wanted = yellow(light);
        if ground.0 != wanted {
            ground.0 = wanted;
        }
    }
}
