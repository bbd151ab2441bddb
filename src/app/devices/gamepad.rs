//! Gamepad: sticks walk and look, buttons do what keys do.

use super::{Control, Controls, Grip};
use bevy::prelude::*;
use std::collections::BTreeSet;

/// Radians a second at full deflection.
const TURN_PER_SECOND: f32 = 2.4;
const DEAD_ZONE: f32 = 0.15;

const BUTTONS: &[(GamepadButton, Control)] = &[
    (GamepadButton::South, Control::Act),
    (GamepadButton::East, Control::StepBack),
    (GamepadButton::West, Control::Wheel),
    (GamepadButton::North, Control::Type),
    (GamepadButton::LeftTrigger, Control::Aside),
    (GamepadButton::RightTrigger, Control::Talk),
    (GamepadButton::LeftTrigger2, Control::Radio),
    (GamepadButton::RightTrigger2, Control::Camera),
    (GamepadButton::LeftThumb, Control::Run),
    (GamepadButton::RightThumb, Control::SayAgain),
    (GamepadButton::DPadUp, Control::Certificate),
    (GamepadButton::DPadDown, Control::Recorder),
    (GamepadButton::DPadLeft, Control::Papers),
    (GamepadButton::DPadRight, Control::Salute),
    (GamepadButton::Select, Control::Transcript),
    (GamepadButton::Start, Control::Menu),
];

/// Adds what gamepads do to what keys do.
pub(super) fn read(
    gamepads: Query<&Gamepad>,
    time: Res<Time>,
    grip: Res<Grip>,
    mut controls: ResMut<Controls>,
    mut own: Local<BTreeSet<Control>>,
) {
    for gamepad in &gamepads {
        for (button, control) in BUTTONS {
            if gamepad.just_pressed(*button) {
                controls.pressed.insert(*control);
                controls.held.insert(*control);
                own.insert(*control);
            }
        }
        if *grip != Grip::Body {
            continue;
        }
        let live = |stick: Vec2| {
            if stick.length() < DEAD_ZONE {
                Vec2::ZERO
            } else {
                stick
            }
        };
        controls.walk = (controls.walk + live(gamepad.left_stick())).clamp_length_max(1.0);
        controls.look += live(gamepad.right_stick()) * TURN_PER_SECOND * time.delta_secs();
    }
    // Let go, or unplugged while it was held.
    own.retain(|control| {
        let is_held = BUTTONS.iter().any(|(button, one)| {
            one == control && gamepads.iter().any(|gamepad| gamepad.pressed(*button))
        });
        if !is_held && controls.held.remove(control) {
            controls.released.insert(*control);
        }
        is_held
    });
}
