//! Keyboard and mouse. Keys can be changed; the usual ones are written here and nowhere else.

use super::{Control, Controls, Grip};
use crate::app::bridge::ActiveCase;
use crate::app::settings::Settings;
use bevy::input::mouse::{AccumulatedMouseMotion, AccumulatedMouseScroll};
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::window::{CursorGrabMode, CursorOptions, PrimaryWindow};
use std::collections::BTreeSet;

/// Degrees that the view turns for a hundred counts of the mouse at 100 percent.
const DEGREES_A_HUNDRED_COUNTS: f32 = 9.0;

/// Radians a second that a held arrow turns the view: half of what a stick does, since an arrow knows no little.
const TURN_PER_SECOND: f32 = 1.2;
/// Steps of the mouse wheel that a held key is worth in a second.
const STEPS_PER_SECOND: f32 = 6.0;

/// Which key does what.
#[derive(Resource, Debug, Clone)]
pub struct Bindings(Vec<(KeyCode, Control)>);

impl Default for Bindings {
    fn default() -> Self {
        Self(
            Control::ALL
                .map(|control| (usual(control), control))
                .to_vec(),
        )
    }
}

impl Bindings {
    /// The key of a control.
    #[must_use]
    pub fn key(&self, control: Control) -> Option<KeyCode> {
        self.0.iter().find(|one| one.1 == control).map(|one| one.0)
    }

    /// 1 while the first keys are held, -1 while the second are; a key that a control has says nothing.
    fn axis(&self, keys: &ButtonInput<KeyCode>, plus: &[KeyCode], minus: &[KeyCode]) -> f32 {
        let is_held = |side: &[KeyCode]| {
            side.iter()
                .any(|key| keys.pressed(*key) && self.0.iter().all(|row| row.0 != *key))
        };
        f32::from(u8::from(is_held(plus))) - f32::from(u8::from(is_held(minus)))
    }
}

const fn usual(control: Control) -> KeyCode {
    match control {
        Control::Forward => KeyCode::KeyW,
        Control::Back => KeyCode::KeyS,
        Control::Left => KeyCode::KeyA,
        Control::Right => KeyCode::KeyD,
        Control::Run => KeyCode::ShiftLeft,
        Control::Act => KeyCode::KeyE,
        Control::Wheel => KeyCode::KeyQ,
        Control::Type => KeyCode::Enter,
        Control::Talk => KeyCode::KeyV,
        Control::Radio => KeyCode::KeyR,
        Control::Aside => KeyCode::KeyT,
        Control::Camera => KeyCode::KeyF,
        Control::Recorder => KeyCode::KeyB,
        Control::Papers => KeyCode::KeyP,
        Control::Tablet => KeyCode::KeyN,
        Control::Transcript => KeyCode::KeyJ,
        Control::Salute => KeyCode::KeyG,
        Control::Certificate => KeyCode::KeyC,
        Control::StepBack => KeyCode::KeyX,
        Control::SayAgain => KeyCode::KeyY,
        Control::Travel => KeyCode::KeyM,
        Control::Help => KeyCode::F1,
        Control::Menu => KeyCode::Escape,
    }
}

/// The digit that was pressed just now, from 1 to 9.
#[must_use]
pub fn digit(keys: &ButtonInput<KeyCode>) -> Option<usize> {
    const DIGITS: [KeyCode; 9] = [
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    let at = DIGITS.iter().position(|key| keys.just_pressed(*key))?;
    Some(at + 1)
}

/// What stands on a key: `KeyW` is W, `ShiftLeft` is Shift.
#[must_use]
pub fn key_name(key: KeyCode) -> String {
    let name = format!("{key:?}");
    name.strip_prefix("Key")
        .or_else(|| name.strip_prefix("Digit"))
        .map_or_else(
            || match key {
                KeyCode::ShiftLeft | KeyCode::ShiftRight => "Shift".to_owned(),
                KeyCode::ControlLeft | KeyCode::ControlRight => "Ctrl".to_owned(),
                KeyCode::AltLeft | KeyCode::AltRight => "Alt".to_owned(),
                KeyCode::Escape => "Esc".to_owned(),
                _ => name.clone(),
            },
            str::to_owned,
        )
}

/// Settings name keys by the word that [`KeyCode`] prints.
pub(super) fn rebind(settings: Res<Settings>, mut bindings: ResMut<Bindings>) {
    if !settings.is_changed() {
        return;
    }
    *bindings = Bindings::default();
    for (control, name) in &settings.keys {
        if let Some(key) = KEYS
            .iter()
            .find(|key| format!("{key:?}") == *name && is_free(**key))
            && let Some(row) = bindings.0.iter_mut().find(|row| row.1 == *control)
        {
            row.0 = *key;
        }
    }
}

/// Counts of the mouse that turn the view so far to the left and so far up, in radians: what [`read`] does, backwards.
#[must_use]
pub fn counts_for(settings: &Settings, turn_left: f32, raise: f32) -> Vec2 {
    let a_count = radians_a_count(settings);
    let up = if settings.is_look_inverted { 1.0 } else { -1.0 };
    Vec2::new(-turn_left / a_count, raise / (a_count * up))
}

/// How far one count of the mouse turns the view.
fn radians_a_count(settings: &Settings) -> f32 {
    (DEGREES_A_HUNDRED_COUNTS / 100.0).to_radians() * f32::from(settings.mouse_percent) / 100.0
}

pub(super) fn read(
    time: Res<Time>,
    keys: Res<ButtonInput<KeyCode>>,
    buttons: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    scroll: Res<AccumulatedMouseScroll>,
    bindings: Res<Bindings>,
    settings: Res<Settings>,
    grip: Res<Grip>,
    focus: Res<InputFocus>,
    fields: Query<(), With<EditableText>>,
    active: Option<Res<ActiveCase>>,
    mut controls: ResMut<Controls>,
    mut own: Local<BTreeSet<Control>>,
) {
    controls.pressed.clear();
    controls.released.clear();
    controls.walk = Vec2::ZERO;
    controls.look = Vec2::ZERO;
    controls.scroll = scroll.delta.y;
    controls.is_trigger_pressed = *grip == Grip::Body && buttons.just_pressed(MouseButton::Left);
    let is_typing = focus.get().is_some_and(|one| fields.contains(one));
    for (key, control) in &bindings.0 {
        // While somebody writes, letters are letters; only leaving works.
        let is_open = !is_typing || *control == Control::Menu;
        if is_open && keys.just_pressed(*key) {
            controls.pressed.insert(*control);
            controls.held.insert(*control);
            own.insert(*control);
        }
        // What another device holds down is not let go by a key.
        if !keys.pressed(*key) && own.remove(control) && controls.held.remove(control) {
            controls.released.insert(*control);
        }
    }
    if *grip == Grip::Body && !is_typing {
        let axis = |plus: Control, minus: Control| {
            f32::from(u8::from(controls.held(plus))) - f32::from(u8::from(controls.held(minus)))
        };
        controls.walk = Vec2::new(
            axis(Control::Right, Control::Left),
            axis(Control::Forward, Control::Back),
        );
        let turn = radians_a_count(&settings);
        let up = if settings.is_look_inverted { 1.0 } else { -1.0 };
        controls.look = Vec2::new(motion.delta.x, motion.delta.y * up) * turn;
        // Whoever looks on has arrows for the time.
        if !active.is_some_and(|active| active.is_replay()) {
            let dt = time.delta_secs();
            let axis = |plus: &[KeyCode], minus: &[KeyCode]| bindings.axis(&keys, plus, minus);
            controls.look += TURN_PER_SECOND
                * dt
                * Vec2::new(
                    axis(&[KeyCode::ArrowRight], &[KeyCode::ArrowLeft]),
                    axis(&[KeyCode::ArrowUp], &[KeyCode::ArrowDown]),
                );
            controls.scroll += STEPS_PER_SECOND
                * dt
                * axis(
                    &[KeyCode::PageUp, KeyCode::Equal, KeyCode::NumpadAdd],
                    &[KeyCode::PageDown, KeyCode::Minus, KeyCode::NumpadSubtract],
                );
        }
    }
}

/// The pointer is held while the body has the devices.
pub(super) fn hold_pointer(
    grip: Res<Grip>,
    mut cursors: Query<&mut CursorOptions, With<PrimaryWindow>>,
) {
    for mut cursor in &mut cursors {
        let is_body = *grip == Grip::Body;
        cursor.visible = !is_body;
        cursor.grab_mode = if is_body {
            CursorGrabMode::Locked
        } else {
            CursorGrabMode::None
        };
    }
}

/// Keys that belong to the tutorial.
pub const TUTORIAL_KEYS: [KeyCode; 2] = [KeyCode::F2, KeyCode::F3];

/// Whether a control may be given this key.
#[must_use]
pub fn is_free(key: KeyCode) -> bool {
    KEYS.contains(&key) && !TUTORIAL_KEYS.contains(&key)
}

/// Keys the program knows by name.
pub const KEYS: &[KeyCode] = &[
    KeyCode::KeyA,
    KeyCode::KeyB,
    KeyCode::KeyC,
    KeyCode::KeyD,
    KeyCode::KeyE,
    KeyCode::KeyF,
    KeyCode::KeyG,
    KeyCode::KeyH,
    KeyCode::KeyI,
    KeyCode::KeyJ,
    KeyCode::KeyK,
    KeyCode::KeyL,
    KeyCode::KeyM,
    KeyCode::KeyN,
    KeyCode::KeyO,
    KeyCode::KeyP,
    KeyCode::KeyQ,
    KeyCode::KeyR,
    KeyCode::KeyS,
    KeyCode::KeyT,
    KeyCode::KeyU,
    KeyCode::KeyV,
    KeyCode::KeyW,
    KeyCode::KeyX,
    KeyCode::KeyY,
    KeyCode::KeyZ,
    KeyCode::Digit0,
    KeyCode::Digit1,
    KeyCode::Digit2,
    KeyCode::Digit3,
    KeyCode::Digit4,
    KeyCode::Digit5,
    KeyCode::Digit6,
    KeyCode::Digit7,
    KeyCode::Digit8,
    KeyCode::Digit9,
    KeyCode::ArrowUp,
    KeyCode::ArrowDown,
    KeyCode::ArrowLeft,
    KeyCode::ArrowRight,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Enter,
    KeyCode::Space,
    KeyCode::Tab,
    KeyCode::ShiftLeft,
    KeyCode::ControlLeft,
    KeyCode::AltLeft,
    KeyCode::Backquote,
    KeyCode::Comma,
    KeyCode::Period,
    KeyCode::Slash,
    KeyCode::F1,
    KeyCode::F2,
    KeyCode::F3,
    KeyCode::F4,
    KeyCode::F5,
    KeyCode::F6,
    KeyCode::F7,
    KeyCode::F8,
    KeyCode::F9,
    KeyCode::F10,
    KeyCode::Escape,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_tutorial_are_nobody_elses() {
        for key in TUTORIAL_KEYS {
            assert!(KEYS.contains(&key) && !is_free(key), "{key:?}");
        }
        assert!(Control::ALL.into_iter().all(|one| is_free(usual(one))));
        // What turns the window into the whole screen and keeps a picture of a replay is not to be had either.
        assert!(!is_free(KeyCode::F11) && !is_free(KeyCode::F12));
    }

    #[test]
    fn an_arrow_turns_the_view_unless_a_control_has_it() {
        let mut keys = ButtonInput::default();
        keys.press(KeyCode::ArrowRight);
        let mut bindings = Bindings::default();
        let turned = |bindings: &Bindings| {
            bindings.axis(&keys, &[KeyCode::ArrowRight], &[KeyCode::ArrowLeft])
        };
        assert_eq!(turned(&bindings), 1.0);
        bindings.0[0].0 = KeyCode::ArrowRight;
        assert_eq!(turned(&bindings), 0.0);
    }
}
