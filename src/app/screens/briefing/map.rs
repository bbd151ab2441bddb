//! A small map of the place, to scale: where one walks, what stands in the way, the yellow paving, the zones of the case.

use crate::app::library::Entry;
use crate::app::ui::{Ink, Theme, label, one_line, section, sheet, size};
use crate::app::words::Tongue;
use crate::staging::{KitFile, PlaceFile, Placed};
use bevy::prelude::*;

/// What the map shows at least, around the zones near the start, in metres.
const WIDE_M: f32 = 30.0;
const TALL_M: f32 = 12.5;
/// Zones farther than this from the start are shown as a way out.
const FAR_M: f32 = 26.0;
/// Flat ground is lower than this, in half heights.
const FLAT_M: f32 = 0.12;
/// Things lower than this are not drawn as walls.
const WALL_M: f32 = 0.55;

/// A rectangle on the ground.
#[derive(Debug, Clone, Copy)]
struct Area {
    min: Vec2,
    max: Vec2,
}

impl Area {
    fn around(middle: Vec2, half: Vec2) -> Self {
        Self {
            min: middle - half,
            max: middle + half,
        }
    }

    fn touches(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && self.max.x > other.min.x
            && self.min.y < other.max.y
            && self.max.y > other.min.y
    }
}

/// The window of the map: percentages of the drawn part.
#[derive(Debug, Clone, Copy)]
struct View(Area);

impl View {
    fn of(place: &PlaceFile, start: Vec2) -> Self {
        let near = place
            .zones
            .iter()
            .map(|zone| Vec2::new(zone.at.0, zone.at.1))
            .filter(|at| at.distance(start) <= FAR_M);
        let (min, max) = near.fold((start, start), |(min, max), at| (min.min(at), max.max(at)));
        let middle = (min + max) / 2.0;
        let wide = (max.x - min.x + 8.0).max(WIDE_M);
        let tall = (max.y - min.y + 6.0).max(wide * TALL_M / WIDE_M);
        let wide = wide.max(tall * WIDE_M / TALL_M);
        Self(Area::around(middle, Vec2::new(wide, tall) / 2.0))
    }

    fn node(&self, area: &Area) -> Node {
        let whole = self.0.max - self.0.min;
        let min = (area.min.max(self.0.min) - self.0.min) / whole * 100.0;
        let max = (area.max.min(self.0.max) - self.0.min) / whole * 100.0;
        Node {
            position_type: PositionType::Absolute,
            left: percent(min.x),
            top: percent(min.y),
            width: percent(max.x - min.x),
            height: percent(max.y - min.y),
            ..default()
        }
    }

    fn point(&self, at: Vec2) -> (Val, Val) {
        let share = (at - self.0.min) / (self.0.max - self.0.min) * 100.0;
        (percent(share.x), percent(share.y))
    }
}

/// Draws the map and its legend; `me` is where the officer stands and which way he looks, in radians to the left of -z.
pub(in crate::app::screens) fn build(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    kit: &KitFile,
    tongue: &Tongue,
    me: Option<(Vec2, f32)>,
) {
    let case = &entry.case;
    let Some(place) = &entry.place else {
        return;
    };
    let start = place
        .zone(&case.zones[case.start.at()].id)
        .map_or(Vec2::ZERO, |zone| Vec2::new(zone.at.0, zone.at.1));
    let view = View::of(place, start);
    let whole = view.0.max - view.0.min;
    section(parts, &tongue.get("briefing-map"));
    parts
        .spawn((
            Node {
                width: percent(100),
                aspect_ratio: Some(whole.x / whole.y),
                flex_shrink: 0.0,
                border: UiRect::all(px(1)),
                border_radius: BorderRadius::all(px(8)),
                overflow: Overflow::clip(),
                ..default()
            },
            BackgroundColor(Color::srgb(0.82, 0.81, 0.77)),
            BorderColor::all(Theme::colour(Ink::PaperLine)),
        ))
        .with_children(|map| {
            ground(map, place, kit, &view);
            zones(map, place, entry, &view, start, tongue);
            people(map, place, entry, &view, tongue);
            if let Some((at, yaw)) = me {
                officer(map, &view, at, yaw, tongue);
            }
            scale_bar(map, whole.x, tongue);
        });
    legend(parts, place, entry, start, tongue);
}

fn fill(map: &mut ChildSpawnerCommands, view: &View, area: &Area, colour: Color) {
    if area.touches(&view.0) {
        map.spawn((view.node(area), BackgroundColor(colour)));
    }
}

fn boxes<'a>(kit: &'a KitFile, placed: &'a Placed) -> impl Iterator<Item = (Area, f32)> + 'a {
    let (sin, cos) = placed.yaw_deg.to_radians().sin_cos();
    kit.piece(&placed.piece)
        .into_iter()
        .flat_map(|piece| &piece.solids)
        .map(move |solid| {
            let turn =
                |x: f32, z: f32| Vec2::new(x * cos + z * sin, z * cos - x * sin) * placed.scale;
            let middle = Vec2::new(placed.at.0, placed.at.2) + turn(solid.at.0, solid.at.2);
            let half = Vec2::new(
                (solid.half.0 * cos).abs() + (solid.half.2 * sin).abs(),
                (solid.half.2 * cos).abs() + (solid.half.0 * sin).abs(),
            ) * placed.scale;
            (Area::around(middle, half), solid.half.1)
        })
}

fn ground(map: &mut ChildSpawnerCommands, place: &PlaceFile, kit: &KitFile, view: &View) {
    let road = Color::srgb(0.69, 0.69, 0.67);
    let pavement = Color::srgb(0.93, 0.915, 0.88);
    for placed in place
        .pieces
        .iter()
        .filter(|one| one.piece.starts_with("road"))
    {
        for (area, _) in boxes(kit, placed) {
            fill(map, view, &area, road);
        }
    }
    for rect in &place.walk {
        let area = Area {
            min: Vec2::new(rect.min.0, rect.min.1),
            max: Vec2::new(rect.max.0, rect.max.1),
        };
        fill(map, view, &area, pavement);
    }
    for placed in &place.pieces {
        for (area, tall) in boxes(kit, placed) {
            if placed.piece.contains("tactile") {
                // The yellow line runs along the middle of its slab.
                let (middle, half) = ((area.min + area.max) / 2.0, (area.max - area.min) / 2.0);
                let line = if half.x >= half.y {
                    Vec2::new(half.x, 0.22)
                } else {
                    Vec2::new(0.22, half.y)
                };
                fill(
                    map,
                    view,
                    &Area::around(middle, line),
                    Theme::colour(Ink::Accent),
                );
            } else if tall > WALL_M {
                fill(map, view, &area, Color::srgb(0.47, 0.50, 0.56));
            } else if tall > FLAT_M {
                fill(map, view, &area, Color::srgb(0.70, 0.68, 0.63));
            }
        }
    }
    for thing in &place.things {
        let Some(piece) = &thing.piece else { continue };
        let placed = Placed {
            piece: piece.clone(),
            at: thing.at,
            yaw_deg: thing.yaw_deg,
            scale: 1.0,
        };
        for (area, tall) in boxes(kit, &placed) {
            if tall > FLAT_M {
                fill(
                    map,
                    view,
                    &area,
                    Theme::colour(Ink::PaperGrave).with_alpha(0.55),
                );
            }
        }
    }
}

/// A round mark with a number or sign, its middle at the place.
fn mark(
    map: &mut ChildSpawnerCommands,
    (left, top): (Val, Val),
    text: &str,
    ground: Ink,
    ink: Ink,
) {
    const EDGE: f32 = 22.0;
    map.spawn((
        Node {
            position_type: PositionType::Absolute,
            left,
            top,
            width: px(EDGE),
            height: px(EDGE),
            margin: UiRect {
                left: px(-EDGE / 2.0),
                top: px(-EDGE / 2.0),
                ..default()
            },
            border: UiRect::all(px(2)),
            border_radius: BorderRadius::MAX,
            justify_content: JustifyContent::Center,
            align_items: AlignItems::Center,
            ..default()
        },
        BackgroundColor(Theme::colour(ground)),
        BorderColor::all(Color::WHITE),
    ))
    .with_children(|mark| {
        mark.spawn(one_line(text, size::TINY, ink, true));
    });
}

fn is_far(start: Vec2, at: Vec2) -> bool {
    at.distance(start) > FAR_M
}

fn zones(
    map: &mut ChildSpawnerCommands,
    place: &PlaceFile,
    entry: &Entry,
    view: &View,
    start: Vec2,
    tongue: &Tongue,
) {
    for (number, zone) in entry.case.zones.iter().enumerate() {
        let Some(area) = place.zone(&zone.id) else {
            continue;
        };
        let at = Vec2::new(area.at.0, area.at.1);
        if is_far(start, at) {
            // Beyond the edge: which way, and how far.
            let inner = at.clamp(
                view.0.min + Vec2::new(0.9, 1.4),
                view.0.max - Vec2::new(0.9, 1.4),
            );
            let (left, top) = view.point(inner);
            mark(
                map,
                (left, top),
                &(number + 1).to_string(),
                Ink::PaperQuiet,
                Ink::Text,
            );
            let is_left = at.x < start.x;
            map.spawn((
                one_line(
                    tongue.with(
                        "map-metres",
                        &[("metres", &format!("{:.0}", at.distance(start)))],
                    ),
                    size::TINY,
                    Ink::PaperText,
                    false,
                ),
                Node {
                    position_type: PositionType::Absolute,
                    left,
                    top,
                    margin: UiRect {
                        left: px(if is_left { 15 } else { -58 }),
                        top: px(-9),
                        ..default()
                    },
                    ..default()
                },
            ));
            continue;
        }
        let (left, top) = view.point(at);
        let whole = view.0.max - view.0.min;
        map.spawn((
            Node {
                border: UiRect::all(px(2)),
                border_radius: BorderRadius::MAX,
                left: percent((at.x - area.radius_m - view.0.min.x) / whole.x * 100.0),
                top: percent((at.y - area.radius_m - view.0.min.y) / whole.y * 100.0),
                width: percent(area.radius_m * 2.0 / whole.x * 100.0),
                height: percent(area.radius_m * 2.0 / whole.y * 100.0),
                position_type: PositionType::Absolute,
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Uniform).with_alpha(0.12)),
            BorderColor::all(Theme::colour(Ink::Uniform).with_alpha(0.55)),
        ));
        mark(
            map,
            (left, top),
            &(number + 1).to_string(),
            Ink::Uniform,
            Ink::Text,
        );
    }
}

/// Where the party is said to stand.
fn people(
    map: &mut ChildSpawnerCommands,
    place: &PlaceFile,
    entry: &Entry,
    view: &View,
    tongue: &Tongue,
) {
    let spot = entry
        .stage
        .as_ref()
        .and_then(|stage| {
            let party = entry.case.levels.first()?.parties.first()?;
            stage.cast(&entry.case.people[party.at()].id)?.spot.clone()
        })
        .unwrap_or_else(|| "party".to_owned());
    if let Some(spot) = place.spot(&spot) {
        let at = view.point(Vec2::new(spot.at.0, spot.at.1));
        mark(
            map,
            at,
            &tongue.get("map-party"),
            Ink::PaperGrave,
            Ink::Text,
        );
    }
}

/// The officer, and the way he looks.
fn officer(map: &mut ChildSpawnerCommands, view: &View, at: Vec2, yaw: f32, tongue: &Tongue) {
    let at = at.clamp(view.0.min + Vec2::splat(0.6), view.0.max - Vec2::splat(0.6));
    let ahead = at + Vec2::new(-yaw.sin(), -yaw.cos()) * 1.5;
    for (step, edge) in [(1.0_f32, 7.0_f32), (0.75, 5.0)] {
        let (left, top) = view.point(at.lerp(ahead, step));
        map.spawn((
            Node {
                position_type: PositionType::Absolute,
                left,
                top,
                width: px(edge),
                height: px(edge),
                margin: UiRect {
                    left: px(-edge / 2.0),
                    top: px(-edge / 2.0),
                    ..default()
                },
                border_radius: BorderRadius::MAX,
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Uniform)),
        ));
    }
    mark(
        map,
        view.point(at),
        &tongue.get("map-me"),
        Ink::Accent,
        Ink::OnAccent,
    );
}

fn scale_bar(map: &mut ChildSpawnerCommands, wide_m: f32, tongue: &Tongue) {
    map.spawn((
        Node {
            position_type: PositionType::Absolute,
            right: px(12),
            bottom: px(8),
            width: percent(5.0 / wide_m * 100.0),
            border: UiRect {
                bottom: px(2),
                left: px(2),
                right: px(2),
                ..default()
            },
            justify_content: JustifyContent::Center,
            ..default()
        },
        BorderColor::all(Theme::colour(Ink::PaperText)),
    ))
    .with_children(|bar| {
        bar.spawn(one_line(
            tongue.with("map-metres", &[("metres", "5")]),
            size::TINY,
            Ink::PaperText,
            false,
        ));
    });
}

fn legend(
    parts: &mut ChildSpawnerCommands,
    place: &PlaceFile,
    entry: &Entry,
    start: Vec2,
    tongue: &Tongue,
) {
    parts
        .spawn(sheet(Node {
            flex_wrap: FlexWrap::Wrap,
            column_gap: px(18),
            row_gap: px(2),
            flex_shrink: 0.0,
            padding: UiRect::axes(px(14), px(8)),
            ..default()
        }))
        .with_children(|legend| {
            for (number, zone) in entry.case.zones.iter().enumerate() {
                let Some(area) = place.zone(&zone.id) else {
                    continue;
                };
                let name = zone.name.get(tongue.lang());
                let mut text = format!("{}  {name}", number + 1);
                if number == entry.case.start.at() {
                    text = tongue.with("map-start", &[("zone", &text)]);
                } else if is_far(start, Vec2::new(area.at.0, area.at.1)) {
                    text = tongue.with("map-far", &[("zone", &text)]);
                }
                legend.spawn(label(text, size::TINY, Ink::PaperQuiet));
            }
            legend.spawn(label(
                format!(
                    "{}  {}",
                    tongue.get("map-party"),
                    tongue.get("map-party-name")
                ),
                size::TINY,
                Ink::PaperQuiet,
            ));
        });
}
