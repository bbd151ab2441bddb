//! The boot screen: what is being brought in, and what to do when it cannot be.

use super::{Rebuild, ScreenRoot, built};
use crate::app::bridge::Plan;
use crate::app::library::{Library, LoadProgress};
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::ui::{Ink, heading, label, progress, screen_root};
use crate::app::words::Tongue;
use crate::app::Screen;
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Boot, build);
    app.add_systems(
        Update,
        (
            refresh.run_if(resource_changed::<LoadProgress>),
            leave.run_if(resource_exists::<Library>),
        )
            .run_if(in_state(Screen::Boot)),
    );
}

fn refresh(mut rebuild: MessageWriter<Rebuild>) {
    rebuild.write(Rebuild);
}

fn build(mut commands: Commands, tongue: Res<Tongue>, loading: Res<LoadProgress>) {
    let root = commands
        .spawn((screen_root(), ScreenRoot, DespawnOnExit(Screen::Boot)))
        .id();
    commands.entity(root).with_children(|parts| {
        parts.spawn(Node {
            flex_grow: 1.0,
            ..default()
        });
        parts.spawn(heading(tongue.get("app-name"), 64.0));
        parts.spawn(label(tongue.get("app-motto"), 22.0, Ink::Quiet));
        match &loading.failure {
            Some(failure) => {
                parts.spawn(label(
                    tongue.with("boot-failed", &[("detail", failure)]),
                    18.0,
                    Ink::Grave,
                ));
            }
            None => {
                parts.spawn(progress(loading.permille, Ink::Accent, px(420)));
                let step = if loading.step.is_empty() {
                    "boot-packs"
                } else {
                    loading.step
                };
                parts.spawn(label(tongue.get(step), 15.0, Ink::Quiet));
            }
        }
        parts.spawn(Node {
            flex_grow: 1.4,
            ..default()
        });
    });
}

/// To the menu, or straight into the case that the options name.
fn leave(
    mut commands: Commands,
    library: Res<Library>,
    options: Res<PlayOptions>,
    settings: Res<Settings>,
    mut next: ResMut<NextState<Screen>>,
) {
    let plan = options.case.as_deref().and_then(|case| {
        let case = library.find(case)?;
        Some(Plan {
            case,
            level: options.level.unwrap_or(1),
            party: options.persona.clone(),
            seed: options.seed.unwrap_or(0),
            mode: options.mode(),
            trainee: options
                .trainee
                .clone()
                .unwrap_or_else(|| settings.trainee.clone()),
            is_tutorial: false,
        })
    });
    match plan {
        Some(plan) => {
            commands.insert_resource(plan);
            next.set(Screen::Briefing);
        }
        None => next.set(Screen::Menu),
    }
}
