//! Typed speech, with an input method: an equal way to talk, always at hand.

use super::hud::channel_message;
use super::{OverlayRoot, overlay};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Channel, Intent};
use crate::app::trainee::{Aim, Overlay, TabletPage, addressee};
use crate::app::ui::{FirstFocus, Ink, field, label, panel, size};
use crate::app::voice::SpeechStarted;
use crate::app::words::Tongue;
use crate::domain::ids::Permille;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::window::PrimaryWindow;

/// Nobody says more in one breath.
const LETTERS_MAX: usize = 300;

/// The field of typed speech.
#[derive(Component, Debug, Clone, Copy)]
struct SpeechField(Channel);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            send.run_if(is_open)
                .before(crate::app::trainee::OpenSystems),
            input_method.run_if(resource_changed::<Overlay>),
        )
            .run_if(in_state(Screen::Case)),
    );
    overlay(app, |overlay| matches!(overlay, Overlay::Type(_)), build);
}

fn is_open(overlay: Res<Overlay>) -> bool {
    matches!(*overlay, Overlay::Type(_))
}

/// The system's input method works only while there is something to write in.
fn input_method(overlay: Res<Overlay>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let wanted = matches!(
        *overlay,
        Overlay::Type(_) | Overlay::Paper(_) | Overlay::Tablet(TabletPage::Law)
    );
    for mut window in &mut windows {
        if window.ime_enabled != wanted {
            window.ime_enabled = wanted;
            window.ime_position = Vec2::new(window.width() * 0.2, window.height() * 0.82);
        }
    }
}

fn build(
    mut commands: Commands,
    overlay: Res<Overlay>,
    tongue: Res<Tongue>,
    aim: Res<Aim>,
    active: Option<Res<ActiveCase>>,
) {
    let Overlay::Type(channel) = *overlay else {
        return;
    };
    let Some(active) = active else { return };
    let to = addressee(&active, &aim, channel)
        .map(|id| active.wording().person(&id))
        .unwrap_or_else(|| active.wording().person(active.party()));
    let title = match channel {
        Channel::Street => tongue.with("type-to", &[("who", &to)]),
        other => tongue.get(channel_message(other)),
    };
    let root = commands
        .spawn((
            OverlayRoot,
            Node {
                position_type: PositionType::Absolute,
                left: percent(12),
                right: percent(12),
                bottom: px(44),
                flex_direction: FlexDirection::Column,
                ..default()
            },
            GlobalZIndex(20),
            TabGroup::modal(),
            DespawnOnExit(Screen::Case),
        ))
        .id();
    commands.entity(root).with_children(|parts| {
        parts
            .spawn(panel(Node {
                flex_direction: FlexDirection::Column,
                row_gap: px(8),
                ..default()
            }))
            .with_children(|panel| {
                panel.spawn(label(title.clone(), size::SMALL, Ink::Accent));
                panel.spawn((
                    field("", &title, percent(100), LETTERS_MAX),
                    SpeechField(channel),
                    FirstFocus,
                ));
                panel.spawn(label(tongue.get("type-keys"), size::SMALL, Ink::Quiet));
            });
    });
}

fn send(
    keys: Res<ButtonInput<KeyCode>>,
    mut fields: Query<(&mut EditableText, &SpeechField)>,
    aim: Res<Aim>,
    active: Option<Res<ActiveCase>>,
    mut overlay: ResMut<Overlay>,
    mut intents: MessageWriter<Intent>,
    mut started: MessageWriter<SpeechStarted>,
) {
    if !(keys.just_pressed(KeyCode::Enter) || keys.just_pressed(KeyCode::NumpadEnter)) {
        return;
    }
    let Some(active) = active else { return };
    for (mut text, field) in &mut fields {
        if text.is_composing() {
            return;
        }
        let words = text.value().to_string().trim().to_owned();
        text.clear();
        *overlay = Overlay::None;
        if words.is_empty() {
            continue;
        }
        // Typed words begin when they are sent, for whoever is speaking just then as well.
        let to = addressee(&active, &aim, field.0);
        started.write(SpeechStarted {
            channel: field.0,
            to: to.clone(),
            at_ms: None,
        });
        intents.write(Intent::Say {
            text: words,
            sure: Permille::FULL,
            channel: field.0,
            to,
            source: None,
            heard_by: None,
            // Whoever types has listened as long as it took; only a voice talks over somebody.
            over: None,
        });
    }
}
