//! The keyboard reaches everything: Tab and arrows walk, Enter and Space press, and what has the focus shows it.

use super::theme::{Ink, Theme};
use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input_focus::tab_navigation::{NavAction, TabIndex, TabNavigation, TabNavigationPlugin};
use bevy::input_focus::{FocusCause, FocusedInput, InputFocus, InputFocusVisible};
use bevy::prelude::*;
use bevy::text::EditableText;

/// The first thing of a new panel that takes the focus.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct FirstFocus;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(TabNavigationPlugin)
        .add_observer(arrows)
        .add_systems(Update, (first, outline).chain());
}

/// Arrows do what Tab does, unless somebody writes.
fn arrows(
    mut input: On<FocusedInput<KeyboardInput>>,
    navigation: TabNavigation,
    fields: Query<(), With<EditableText>>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
) {
    if input.input.state != ButtonState::Pressed {
        return;
    }
    let is_field = fields.contains(input.focused_entity);
    let action = match input.input.key_code {
        KeyCode::ArrowDown | KeyCode::ArrowRight if !is_field => NavAction::Next,
        KeyCode::ArrowUp | KeyCode::ArrowLeft if !is_field => NavAction::Previous,
        KeyCode::ArrowDown => NavAction::Next,
        KeyCode::ArrowUp => NavAction::Previous,
        _ => return,
    };
    if let Ok(next) = navigation.navigate(&focus, action) {
        input.propagate(false);
        focus.set(next, FocusCause::Navigated);
        visible.0 = true;
    }
}

fn first(
    added: Query<Entity, Added<FirstFocus>>,
    mut focus: ResMut<InputFocus>,
) {
    if let Some(entity) = added.iter().last() {
        focus.set(entity, FocusCause::Navigated);
    }
}

fn outline(
    mut commands: Commands,
    focus: Res<InputFocus>,
    parts: Query<Entity, With<TabIndex>>,
    mut shown: Local<Option<Entity>>,
) {
    let now = focus.get().filter(|one| parts.contains(*one));
    if *shown == now {
        return;
    }
    if let Some(before) = *shown
        && let Ok(mut entity) = commands.get_entity(before)
    {
        entity.remove::<Outline>();
    }
    if let Some(now) = now {
        commands.entity(now).insert(Outline {
            width: px(2),
            offset: px(2),
            color: Theme::colour(Ink::Accent),
        });
    }
    *shown = now;
}
