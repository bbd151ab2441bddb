//! Keyboard, mouse and gamepad turned into controls, so that whoever moves the body or opens a panel need not know which
//! device it was.

mod gamepad;
mod keyboard;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use keyboard::{Bindings, KEYS, TUTORIAL_KEYS, counts_for, digit, is_free, key_name};

/// Something the user can do with one key or button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Control {
    /// Walk.
    Forward,
    /// Walk.
    Back,
    /// Walk.
    Left,
    /// Walk.
    Right,
    /// Walk faster.
    Run,
    /// Do the likeliest thing with what is aimed at.
    Act,
    /// Everything that can be done here.
    Wheel,
    /// Type something to say.
    Type,
    /// Hold to speak.
    Talk,
    /// Hold to speak over the radio, or type to the command centre.
    Radio,
    /// A quiet word to the partner.
    Aside,
    /// The viewfinder.
    Camera,
    /// Body camera on or off.
    Recorder,
    /// Papers.
    Papers,
    /// The tablet: ticket, map, law, album, papers, messages, contacts.
    #[serde(alias = "Notebook")]
    Tablet,
    /// Everything that was said.
    Transcript,
    /// Salute.
    Salute,
    /// Show the certificate.
    Certificate,
    /// Step back.
    StepBack,
    /// Ask to say it again.
    SayAgain,
    /// Let time pass, or go somewhere far.
    Travel,
    /// What the keys do.
    Help,
    /// Stop, leave, or close what is open.
    Menu,
}

impl Control {
    /// All, in the order of the settings page.
    pub const ALL: [Self; 23] = [
        Self::Forward,
        Self::Back,
        Self::Left,
        Self::Right,
        Self::Run,
        Self::Act,
        Self::Wheel,
        Self::Type,
        Self::Talk,
        Self::Radio,
        Self::Aside,
        Self::Camera,
        Self::Recorder,
        Self::Papers,
        Self::Tablet,
        Self::Transcript,
        Self::Salute,
        Self::Certificate,
        Self::StepBack,
        Self::SayAgain,
        Self::Travel,
        Self::Help,
        Self::Menu,
    ];

    /// Message id of what hands do for it in the headset; none where only keys do it.
    #[must_use]
    pub const fn hand_message(self) -> Option<&'static str> {
        Some(match self {
            Self::Forward => "hand-walk",
            Self::Left => "hand-turn",
            Self::Act => "hand-act",
            Self::Wheel => "hand-wheel",
            Self::Talk => "hand-talk",
            Self::Radio => "hand-radio",
            Self::Aside => "hand-aside",
            Self::Camera => "hand-camera",
            Self::Recorder => "hand-recorder",
            Self::Papers => "hand-papers",
            Self::Tablet => "hand-tablet",
            Self::Salute => "hand-salute",
            Self::Certificate => "hand-certificate",
            Self::StepBack => "hand-step-back",
            Self::Menu => "hand-menu",
            _ => return None,
        })
    }

    /// Message id of its name.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Forward => "control-forward",
            Self::Back => "control-back",
            Self::Left => "control-left",
            Self::Right => "control-right",
            Self::Run => "control-run",
            Self::Act => "control-act",
            Self::Wheel => "control-wheel",
            Self::Type => "control-type",
            Self::Talk => "control-talk",
            Self::Radio => "control-radio",
            Self::Aside => "control-aside",
            Self::Camera => "control-camera",
            Self::Recorder => "control-recorder",
            Self::Papers => "control-papers",
            Self::Tablet => "control-tablet",
            Self::Transcript => "control-transcript",
            Self::Salute => "control-salute",
            Self::Certificate => "control-certificate",
            Self::StepBack => "control-step-back",
            Self::SayAgain => "control-say-again",
            Self::Travel => "control-travel",
            Self::Help => "control-help",
            Self::Menu => "control-menu",
        }
    }
}

/// What the user does with the devices this frame.
#[derive(Resource, Debug, Clone, Default)]
pub struct Controls {
    /// Right and forward, each -1 to 1.
    pub walk: Vec2,
    /// Turn right and up, in radians, this frame.
    pub look: Vec2,
    /// Controls that went down this frame.
    pub pressed: BTreeSet<Control>,
    /// Controls that went up this frame.
    pub released: BTreeSet<Control>,
    /// Controls that are down.
    pub held: BTreeSet<Control>,
    /// The main button of the pointer went down this frame.
    pub is_trigger_pressed: bool,
    /// Wheel steps this frame, up is positive.
    pub scroll: f32,
}

impl Controls {
    /// Whether a control went down this frame.
    #[must_use]
    pub fn just(&self, control: Control) -> bool {
        self.pressed.contains(&control)
    }

    /// Whether a control is down.
    #[must_use]
    pub fn held(&self, control: Control) -> bool {
        self.held.contains(&control)
    }
}

/// Who the devices work for just now.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grip {
    /// Panels: the pointer is free and keys belong to what has the focus.
    #[default]
    Panels,
    /// The body: the mouse turns the head.
    Body,
}

/// Keys, mouse and gamepad are read; other devices add to what they say.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeySystems;

/// Devices are read.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Controls>()
        .init_resource::<Grip>()
        .init_resource::<Bindings>()
        .add_systems(
            PreUpdate,
            (keyboard::rebind, keyboard::read, gamepad::read)
                .chain()
                .in_set(KeySystems)
                .in_set(DeviceSystems)
                .after(bevy::input::InputSystems),
        )
        .add_systems(
            Update,
            keyboard::hold_pointer.run_if(resource_changed::<Grip>),
        );
}
