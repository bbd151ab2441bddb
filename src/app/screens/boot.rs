//! The boot screen: a path of tactile paving is laid while content comes in; what to do when it cannot.

use super::menu::trainee;
use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::{Library, LoadProgress};
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, activated, backdrop, bold, button, gap, label, size, way,
};
use crate::app::words::Tongue;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Tiles of the path.
const TILES: usize = 20;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Boot, build);
    app.add_systems(
        Update,
        (
            refresh.run_if(resource_changed::<LoadProgress>),
            leave.run_if(resource_exists::<Library>.and_then(has_not_failed)),
        )
            .run_if(in_state(Screen::Boot)),
    );
}

fn has_not_failed(loading: Res<LoadProgress>) -> bool {
    loading.failure.is_none()
}

fn refresh(mut rebuild: MessageWriter<Rebuild>) {
    rebuild.write(Rebuild);
}

fn build(mut commands: Commands, tongue: Res<Tongue>, loading: Res<LoadProgress>) {
    commands
        .spawn((
            Node {
                width: percent(100),
                height: percent(100),
                flex_direction: FlexDirection::Column,
                justify_content: JustifyContent::Center,
                padding: UiRect::horizontal(px(110)),
                row_gap: px(6),
                ..default()
            },
            TabGroup::new(0),
            ScreenRoot,
            DespawnOnExit(Screen::Boot),
        ))
        .with_children(|parts| {
            backdrop(parts);
            parts.spawn(bold(tongue.get("app-name"), 88.0, Ink::Text));
            parts.spawn(label(tongue.get("app-motto"), size::LARGE, Ink::Quiet));
            parts.spawn(gap(36.0));
            match &loading.failure {
                Some(failure) => {
                    parts.spawn(label(
                        tongue.with("boot-failed", &[("detail", failure)]),
                        size::BODY,
                        Ink::Grave,
                    ));
                    parts.spawn(label(tongue.get("boot-cure"), size::BODY, Ink::Text));
                    parts.spawn(gap(16.0));
                    parts.spawn(Node::default()).with_children(|row| {
                        row.spawn((
                            button(tongue.get("menu-quit"), ButtonKind::Main),
                            FirstFocus,
                            activated(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                                exit.write(AppExit::error());
                            }),
                        ));
                    });
                }
                None => {
                    way(parts, loading.permille, TILES, 30.0);
                    let step = if loading.step.is_empty() {
                        "boot-packs"
                    } else {
                        loading.step
                    };
                    parts.spawn(gap(4.0));
                    parts.spawn(label(tongue.get(step), size::SMALL, Ink::Quiet));
                }
            }
            parts.spawn(gap(60.0));
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
            trainee: trainee(&options, &settings),
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
