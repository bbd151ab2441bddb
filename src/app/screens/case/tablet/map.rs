//! The place from above with the officer in it, and the convenience map (便民生活地图): where people can be sent, how far it
//! is, and whether it is open just now.

use super::{Seen, nothing, two_columns};
use crate::app::screens::briefing;
use crate::app::ui::{Ink, bold, column, label, rest, row, section, sheet, size, tag};
use crate::domain::packs::{PointKind, ServicePoint, around};
use bevy::prelude::*;

/// Metres that people walk in a minute.
const WALK_M_A_MINUTE: u32 = 75;

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    two_columns(
        parts,
        420.0,
        |left| {
            let (entry, kit) = (seen.active.entry(), seen.kit);
            briefing::map::build(left, entry, kit, seen.tongue, seen.me);
        },
        |right| {
            section(right, &seen.tongue.get("tablet-points"));
            points(right, seen);
        },
    );
}

fn points(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let case = seen.active.case();
    let mut points: Vec<(u32, &ServicePoint)> = around(&case.points, &case.place)
        .into_iter()
        .map(|point| (point.distance_from(&case.place), point))
        .collect();
    points.sort_by_key(|one| one.0);
    if points.is_empty() {
        nothing(parts, seen, "tablet-no-points");
    }
    let now = case.moment(seen.active.now());
    for (metres, point) in points {
        parts
            .spawn(sheet(Node {
                flex_shrink: 0.0,
                padding: UiRect::axes(px(14), px(9)),
                ..column(2.0)
            }))
            .with_children(|card| {
                card.spawn(row(8.0)).with_children(|head| {
                    head.spawn((
                        bold(point.name.get(seen.lang()), size::SMALL, Ink::PaperText),
                        rest(),
                    ));
                    let (words, ground) = if point.is_open(now) {
                        ("tablet-open", Ink::PaperGood)
                    } else {
                        ("tablet-shut", Ink::PaperQuiet)
                    };
                    tag(head, &seen.tongue.get(words), ground, Ink::Text);
                });
                let minutes = metres.div_ceil(WALK_M_A_MINUTE).max(1).to_string();
                let far = seen.tongue.with(
                    "tablet-far",
                    &[("metres", &metres.to_string()), ("minutes", &minutes)],
                );
                let kind = seen.tongue.get(kind_message(point.kind));
                card.spawn(label(
                    format!("{kind} · {far} · {}", point.hours.get(seen.lang())),
                    size::TINY,
                    Ink::Uniform,
                ));
                let note = point.note.get(seen.lang());
                if !note.is_empty() {
                    card.spawn(label(note, size::TINY, Ink::PaperQuiet));
                }
            });
    }
}

/// Message id of a kind of point.
const fn kind_message(kind: PointKind) -> &'static str {
    match kind {
        PointKind::VendorPoint => "point-vendor",
        PointKind::Market => "point-market",
        PointKind::Parking => "point-parking",
        PointKind::CycleParking => "point-cycles",
        PointKind::Aid => "point-aid",
        PointKind::Waste => "point-waste",
        PointKind::Gas => "point-gas",
        PointKind::Workstation => "point-workstation",
        PointKind::Toilet => "point-toilet",
        PointKind::Breakfast => "point-breakfast",
        PointKind::Repair => "point-repair",
        PointKind::Charging => "point-charging",
        PointKind::Rest => "point-rest",
        PointKind::Recycling => "point-recycling",
    }
}
