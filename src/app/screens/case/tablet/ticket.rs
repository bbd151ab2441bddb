//! The ticket with its time limit, and what went before.

use super::{Seen, two_columns};
use crate::app::screens::briefing;
use crate::app::ui::{Ink, Theme, bold, column, label, rest, row, section, sheet, size};
use bevy::prelude::*;

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let case = seen.active.case();
    let wording = seen.active.wording();
    two_columns(
        parts,
        408.0,
        |left| {
            briefing::ticket::build(
                left,
                seen.active.entry(),
                seen.content,
                seen.tongue,
                wording,
            );
        },
        |right| {
            limit(right, seen);
            section(right, &seen.tongue.get("briefing-history"));
            right.spawn(sheet(column(8.0))).with_children(|sheet| {
                let history = case
                    .level(seen.active.plan.level)
                    .map_or(&[][..], |level| &level.history[..]);
                if history.is_empty() {
                    sheet.spawn(label(
                        seen.tongue.get("briefing-no-history"),
                        size::SMALL,
                        Ink::PaperQuiet,
                    ));
                }
                for entry in history {
                    sheet.spawn(label(
                        wording.fill(entry.get(seen.lang())),
                        size::SMALL,
                        Ink::PaperText,
                    ));
                }
            });
        },
    );
}

/// How much of the ticket's time is gone.
fn limit(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let allowed = u64::from(seen.active.case().ticket.limit_min);
    let gone = seen.active.now().0 / 60_000;
    let left = allowed.saturating_sub(gone);
    section(parts, &seen.tongue.get("tablet-limit"));
    parts.spawn(sheet(column(8.0))).with_children(|sheet| {
        let (message, count, ink) = if gone > allowed {
            ("tablet-overdue", gone - allowed, Ink::PaperGrave)
        } else {
            ("tablet-left", left, Ink::PaperText)
        };
        sheet.spawn(row(10.0)).with_children(|line| {
            line.spawn((
                bold(
                    seen.tongue
                        .with(message, &[("minutes", &count.to_string())]),
                    size::BODY,
                    ink,
                ),
                rest(),
            ));
            line.spawn(label(
                seen.tongue.with(
                    "tablet-gone",
                    &[
                        ("gone", &gone.to_string()),
                        ("allowed", &allowed.to_string()),
                    ],
                ),
                size::TINY,
                Ink::PaperQuiet,
            ));
        });
        let share = (gone as f32 / allowed.max(1) as f32).min(1.0) * 100.0;
        sheet.spawn((
            Node {
                height: px(8),
                border_radius: BorderRadius::all(px(4)),
                overflow: Overflow::clip(),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::PaperShade)),
            Children::spawn_one((
                Node {
                    width: percent(share),
                    height: percent(100),
                    ..default()
                },
                BackgroundColor(Theme::colour(ink)),
            )),
        ));
    });
}
