//! The briefing: the ticket, the history, who goes along.

use super::{ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::Library;
use crate::app::ui::{ButtonKind, Ink, activated, button, heading, label, screen_root};
use crate::app::words::Tongue;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Briefing, build);
}

fn build(mut commands: Commands, tongue: Res<Tongue>, library: Res<Library>, plan: Res<Plan>) {
    let Some(entry) = library.entry(plan.case) else {
        return;
    };
    let lang = tongue.lang();
    let root = commands
        .spawn((screen_root(), ScreenRoot, DespawnOnExit(Screen::Briefing)))
        .id();
    commands.entity(root).with_children(|parts| {
        parts.spawn(heading(entry.case.title.get(lang), 44.0));
        parts.spawn(label(entry.case.ticket.text.get(lang), 18.0, Ink::Text));
        parts.spawn((
            button(tongue.get("briefing-go"), ButtonKind::Main),
            activated(|_: On<Activate>, mut next: ResMut<NextState<Screen>>| {
                next.set(Screen::Case);
            }),
        ));
    });
}
