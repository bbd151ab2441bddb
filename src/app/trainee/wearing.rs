//! What the trainee does with the body itself, when it is not keys and mouse that move it: told by whichever device carries
//! it, read by whoever teaches it. Knows no headset.

use bevy::prelude::*;

/// What there is for hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HandsKind {
    /// Keys, mouse or gamepad.
    #[default]
    Keys,
    /// A controller in each hand.
    Two,
    /// One controller.
    One,
    /// Two hands without controllers.
    Bare,
    /// One hand without a controller.
    Lone,
}

impl HandsKind {
    /// How messages call it in their variable `hands`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Two => "two",
            Self::One => "one",
            Self::Bare => "bare",
            Self::Lone => "lone",
        }
    }
}

/// What controllers call their buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pad {
    /// X and Y left, A and B right; Pico's as well.
    #[default]
    Touch,
    /// A and B on either.
    Index,
    /// A touch pad for stick and wheel.
    Vive,
    /// A trigger and a menu button, nothing else.
    Simple,
}

impl Pad {
    /// How messages call it in their variable `pad`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Index => "index",
            Self::Vive => "vive",
            Self::Simple => "simple",
        }
    }
}

/// How the body is carried just now.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wearing {
    /// Hands.
    pub hands: HandsKind,
    /// What is in them.
    pub pad: Pad,
    /// Whoever plays sits.
    pub is_seated: bool,
}

impl Wearing {
    /// Variables of messages that tell what to do with the body.
    #[must_use]
    pub const fn variables(&self) -> [(&'static str, &'static str); 3] {
        let seat = if self.is_seated { "yes" } else { "no" };
        [
            ("hands", self.hands.word()),
            ("pad", self.pad.word()),
            ("seated", seat),
        ]
    }
}

/// What the body has done since the street opened.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moves {
    /// Leaps.
    pub leaps: u32,
    /// Turns by a stick or a hand.
    pub turns: u32,
    /// "Here I am, this tall."
    pub recentred: u32,
    /// Steps back with one's own feet.
    pub steps_back: u32,
}

/// Asks for the place to be taken anew, as pressing a stick does.
#[derive(Message, Debug, Clone, Copy)]
pub struct Recentre;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wearing>()
        .init_resource::<Moves>()
        .add_message::<Recentre>()
        .add_systems(
            OnEnter(crate::app::Screen::Case),
            |mut moves: ResMut<Moves>| *moves = Moves::default(),
        );
}
