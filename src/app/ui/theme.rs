//! Colours and sizes. One dark blue of uniforms, one warm paper, one yellow of tactile paving; red only for what is grave.

use bevy::prelude::*;

/// Colours by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Background of a whole screen.
    Night,
    /// Panels.
    Panel,
    /// Panels on panels.
    Raised,
    /// Lines and borders.
    Line,
    /// Words.
    Text,
    /// Words that matter less.
    Quiet,
    /// What is chosen or can be done.
    Accent,
    /// Words on the accent.
    OnAccent,
    /// Good.
    Good,
    /// Under review, unsure.
    Unsure,
    /// Grave.
    Grave,
}

/// Colours and sizes in one place.
#[derive(Resource, Debug, Clone, Default)]
pub struct Theme;

impl Theme {
    /// The colour.
    #[must_use]
    pub const fn colour(ink: Ink) -> Color {
        match ink {
            Ink::Night => Color::srgb(0.055, 0.067, 0.090),
            Ink::Panel => Color::srgba(0.086, 0.106, 0.145, 0.96),
            Ink::Raised => Color::srgb(0.129, 0.157, 0.212),
            Ink::Line => Color::srgb(0.227, 0.271, 0.345),
            Ink::Text => Color::srgb(0.929, 0.937, 0.949),
            Ink::Quiet => Color::srgb(0.627, 0.671, 0.737),
            Ink::Accent => Color::srgb(0.965, 0.765, 0.267),
            Ink::OnAccent => Color::srgb(0.098, 0.106, 0.129),
            Ink::Good => Color::srgb(0.400, 0.780, 0.510),
            Ink::Unsure => Color::srgb(0.925, 0.620, 0.298),
            Ink::Grave => Color::srgb(0.914, 0.361, 0.337),
        }
    }
}

/// Letter heights in pixels at 100 percent.
pub mod size {
    /// Small print.
    pub const SMALL: f32 = 15.0;
    /// Running text.
    pub const BODY: f32 = 18.0;
    /// What stands out in running text.
    pub const LARGE: f32 = 22.0;
    /// Heads of panels.
    pub const HEAD: f32 = 28.0;
    /// Heads of screens.
    pub const TITLE: f32 = 44.0;
}
