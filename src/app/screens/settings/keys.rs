//! Keys: which does what, another one by pressing it, and a word where one key does two things.

use super::{Section, are_seen};
use crate::app::Screen;
use crate::app::devices::{Bindings, Control, is_free, key_name};
use crate::app::screens::Rebuild;
use crate::app::settings::Settings;
use crate::app::ui::{
    ButtonKind, Ink, Key, KeysTaken, activated, bold, button, card, column, keycap, label, rest,
    row, size,
};
use crate::app::words::Tongue;
use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// The control that waits for its key.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Waiting(Option<Control>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Waiting>()
        .add_systems(
            Update,
            (
                take,
                (|mut rebuild: MessageWriter<Rebuild>| {
                    rebuild.write(Rebuild);
                })
                .run_if(resource_changed::<Waiting>.or_else(resource_changed::<Bindings>))
                .run_if(resource_equals(Section::Keys)),
            )
                .chain()
                .run_if(are_seen),
        )
        .add_systems(
            OnExit(Screen::Settings),
            |mut waiting: ResMut<Waiting>, mut taken: ResMut<KeysTaken>| {
                waiting.0 = None;
                taken.0 = false;
            },
        );
}

/// The next key that goes down becomes the control's; Escape leaves it as it was.
fn take(
    mut input: MessageReader<KeyboardInput>,
    mut waiting: ResMut<Waiting>,
    mut taken: ResMut<KeysTaken>,
    mut settings: ResMut<Settings>,
) {
    let Some(control) = waiting.0 else {
        input.clear();
        return;
    };
    if waiting.is_changed() {
        // The key that asked is not the one that answers.
        input.clear();
        return;
    }
    let Some(key) = input
        .read()
        .find(|one| one.state == ButtonState::Pressed && !one.repeat)
        .map(|one| one.key_code)
    else {
        return;
    };
    if key != KeyCode::Escape || control == Control::Menu {
        if !is_free(key) {
            return;
        }
        settings.keys.insert(control, format!("{key:?}"));
    }
    waiting.0 = None;
    taken.0 = false;
}

/// Fills the page.
pub(super) fn page(
    page: &mut ChildSpawnerCommands,
    bindings: &Bindings,
    waiting: &Waiting,
    tongue: &Tongue,
) {
    page.spawn(Node {
        justify_content: JustifyContent::SpaceBetween,
        ..row(12.0)
    })
    .with_children(|line| {
        line.spawn((
            label(
                tongue.get("settings-keys-about"),
                size::SMALL,
                Ink::PaperQuiet,
            ),
            rest(),
        ));
        line.spawn((
            button(tongue.get("settings-keys-usual"), ButtonKind::Paper),
            Key::new("settings-keys-usual"),
            activated(|_: On<Activate>, mut settings: ResMut<Settings>| settings.keys.clear()),
        ));
    });
    page.spawn(Node {
        display: Display::Grid,
        grid_template_columns: vec![RepeatedGridTrack::flex(2, 1.0)],
        column_gap: px(10),
        row_gap: px(8),
        ..default()
    })
    .with_children(|grid| {
        for control in Control::ALL {
            one(grid, control, bindings, waiting, tongue);
        }
    });
}

fn one(
    parts: &mut ChildSpawnerCommands,
    control: Control,
    bindings: &Bindings,
    waiting: &Waiting,
    tongue: &Tongue,
) {
    let key = bindings.key(control);
    let name = tongue.get(control.message());
    let cap = key.map(key_name).unwrap_or_default();
    let rival = Control::ALL
        .into_iter()
        .find(|other| *other != control && bindings.key(*other) == key);
    parts
        .spawn((
            card(
                &format!("{name}: {cap}"),
                Node {
                    align_items: AlignItems::Center,
                    justify_content: JustifyContent::SpaceBetween,
                    column_gap: px(12),
                    ..default()
                },
            ),
            Key::new(control.message()),
            activated(
                move |_: On<Activate>,
                      mut waiting: ResMut<Waiting>,
                      mut taken: ResMut<KeysTaken>| {
                    if waiting.0.is_none() {
                        waiting.0 = Some(control);
                        taken.0 = true;
                    }
                },
            ),
        ))
        .with_children(|line| {
            line.spawn((column(0.0), Pickable::IGNORE))
                .with_children(|words| {
                    words.spawn((bold(name, size::SMALL, Ink::PaperText), Pickable::IGNORE));
                    if let Some(rival) = rival {
                        words.spawn((
                            label(
                                tongue.with(
                                    "settings-key-rival",
                                    &[("other", &tongue.get(rival.message()))],
                                ),
                                size::TINY,
                                Ink::PaperGrave,
                            ),
                            Pickable::IGNORE,
                        ));
                    }
                });
            if waiting.0 == Some(control) {
                line.spawn((
                    label(
                        tongue.get("settings-key-press"),
                        size::SMALL,
                        Ink::PaperUnsure,
                    ),
                    Pickable::IGNORE,
                ));
            } else {
                keycap(line, &cap);
            }
        });
}
