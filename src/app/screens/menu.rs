//! The menu: which case, on which level, practice or exam.

use super::{ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::Library;
use crate::app::settings::Settings;
use crate::app::ui::{ButtonKind, activated, button, heading, label, screen_root, Ink};
use crate::app::words::Tongue;
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Menu, build);
}

fn build(mut commands: Commands, tongue: Res<Tongue>, library: Res<Library>) {
    let lang = tongue.lang();
    let root = commands
        .spawn((screen_root(), ScreenRoot, DespawnOnExit(Screen::Menu)))
        .id();
    commands.entity(root).with_children(|parts| {
        parts.spawn(heading(tongue.get("app-name"), 44.0));
        for (at, entry) in library.0.cases.iter().enumerate() {
            parts.spawn(label(entry.case.summary.get(lang), 18.0, Ink::Quiet));
            parts.spawn((
                button(entry.case.title.get(lang), ButtonKind::Main),
                activated(
                    move |_: On<Activate>,
                          mut commands: Commands,
                          settings: Res<Settings>,
                          mut next: ResMut<NextState<Screen>>| {
                        commands.insert_resource(Plan {
                            case: at,
                            level: 1,
                            party: None,
                            seed: 0,
                            mode: Mode::Practice,
                            trainee: settings.trainee.clone(),
                            is_tutorial: false,
                        });
                        next.set(Screen::Briefing);
                    },
                ),
            ));
        }
    });
}
