//! The notebook: the ticket, what is known, which pictures were taken.

use super::{build_middle, overlay};
use crate::app::bridge::ActiveCase;
use crate::app::trainee::{Overlay, Shot, Taken};
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, activated, button, column, heading, label, scroll, size,
};
use crate::app::words::Tongue;
use crate::domain::ids::Millis;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| *overlay == Overlay::Notebook, build);
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    taken: Res<Taken>,
) {
    let Some(active) = active else { return };
    let case = active.case();
    let wording = active.wording();
    let lang = tongue.lang();
    let level = case.level(active.plan.level);
    build_middle(&mut commands, 780.0, |panel| {
        panel.spawn(heading(tongue.get("notebook-title"), size::HEAD));
        panel
            .spawn(scroll(Node {
                flex_grow: 1.0,
                ..column(10.0)
            }))
            .with_children(|list| {
                list.spawn(label(
                    format!("{} · {}", case.ticket.number, case.ticket.source.get(lang)),
                    size::SMALL,
                    Ink::Accent,
                ));
                list.spawn(label(
                    wording.fill(case.ticket.text.get(lang)),
                    size::BODY,
                    Ink::Text,
                ));
                if let Some(level) = level {
                    list.spawn(label(
                        tongue.get("briefing-history"),
                        size::SMALL,
                        Ink::Accent,
                    ));
                    for entry in &level.history {
                        list.spawn(label(wording.fill(entry.get(lang)), size::BODY, Ink::Text));
                    }
                }
                list.spawn(label(
                    tongue.get("notebook-pictures"),
                    size::SMALL,
                    Ink::Accent,
                ));
                if taken.0.is_empty() {
                    list.spawn(label(
                        tongue.get("notebook-no-pictures"),
                        size::BODY,
                        Ink::Quiet,
                    ));
                }
                for (thing, shot, at_ms) in &taken.0 {
                    let how = tongue.get(shot_message(*shot));
                    list.spawn(label(
                        format!("{}  {} · {how}", Millis(*at_ms), wording.target(thing)),
                        size::BODY,
                        Ink::Text,
                    ));
                }
            });
        panel.spawn((
            button(tongue.get("close"), ButtonKind::Plain),
            FirstFocus,
            activated(|_: On<Activate>, mut overlay: ResMut<Overlay>| *overlay = Overlay::None),
        ));
    });
}

/// Message of a shot's name.
pub(super) const fn shot_message(shot: Shot) -> &'static str {
    match shot {
        Shot::Wide => "shot-wide",
        Shot::Medium => "shot-medium",
        Shot::Close => "shot-close",
    }
}
