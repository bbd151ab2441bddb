//! Colours and sizes. The deep blue of uniforms for what frames, warm paper for what is read, the yellow of tactile paving
//! for the way on; red only for what is grave.

use bevy::prelude::*;

/// Colours by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Background of a whole screen.
    Night,
    /// Panels over the street.
    Panel,
    /// Panels on panels.
    Raised,
    /// Lines and borders on dark ground.
    Line,
    /// Words on dark ground.
    Text,
    /// Words that matter less.
    Quiet,
    /// What is chosen or can be done: tactile paving.
    Accent,
    /// Words on the accent.
    OnAccent,
    /// Good.
    Good,
    /// Under review, unsure.
    Unsure,
    /// Grave.
    Grave,
    /// Paper.
    Paper,
    /// A sheet that lies on paper.
    Sheet,
    /// Paper in shade: what can be pressed.
    PaperShade,
    /// Lines on paper.
    PaperLine,
    /// Words on paper.
    PaperText,
    /// Words on paper that matter less.
    PaperQuiet,
    /// The uniform's blue: heads on paper, what is chosen.
    Uniform,
    /// Good, on paper.
    PaperGood,
    /// Under review, on paper.
    PaperUnsure,
    /// Grave, on paper; also the seal.
    PaperGrave,
}

/// Colours and sizes in one place.
#[derive(Resource, Debug, Clone, Default)]
pub struct Theme;

impl Theme {
    /// The colour.
    #[must_use]
    pub const fn colour(ink: Ink) -> Color {
        match ink {
            Ink::Night => Color::srgb(0.035, 0.075, 0.145),
            Ink::Panel => Color::srgb(0.051, 0.094, 0.165),
            Ink::Raised => Color::srgb(0.098, 0.157, 0.251),
            Ink::Line => Color::srgb(0.196, 0.275, 0.396),
            Ink::Text => Color::srgb(0.957, 0.949, 0.925),
            Ink::Quiet => Color::srgb(0.663, 0.718, 0.788),
            Ink::Accent => Color::srgb(0.965, 0.765, 0.267),
            Ink::OnAccent => Color::srgb(0.098, 0.106, 0.129),
            Ink::Good => Color::srgb(0.400, 0.780, 0.510),
            Ink::Unsure => Color::srgb(0.949, 0.659, 0.32),
            Ink::Grave => Color::srgb(0.945, 0.412, 0.380),
            Ink::Paper => Color::srgb(0.949, 0.925, 0.875),
            Ink::Sheet => Color::srgb(0.988, 0.976, 0.949),
            Ink::PaperShade => Color::srgb(0.910, 0.878, 0.812),
            Ink::PaperLine => Color::srgb(0.804, 0.761, 0.678),
            Ink::PaperText => Color::srgb(0.106, 0.129, 0.176),
            Ink::PaperQuiet => Color::srgb(0.353, 0.369, 0.408),
            Ink::Uniform => Color::srgb(0.086, 0.184, 0.349),
            Ink::PaperGood => Color::srgb(0.094, 0.435, 0.255),
            Ink::PaperUnsure => Color::srgb(0.651, 0.365, 0.039),
            Ink::PaperGrave => Color::srgb(0.729, 0.157, 0.133),
        }
    }
}

/// Letter heights in pixels at 100 percent.
pub mod size {
    /// Marks on maps and charts.
    pub const TINY: f32 = 13.0;
    /// Small print.
    pub const SMALL: f32 = 15.0;
    /// Running text.
    pub const BODY: f32 = 18.0;
    /// What stands out in running text.
    pub const LARGE: f32 = 22.0;
    /// What is read on the glass in the street: subtitles and what is taught. A sign's ink is 1.3° high there.
    pub const WORN: f32 = 25.0;
    /// The share of it below which letters on the glass may not be set: 1.2° a sign.
    pub const WORN_LEAST: f32 = 0.92;
    /// Heads of panels.
    pub const HEAD: f32 = 28.0;
    /// Heads of screens.
    pub const TITLE: f32 = 40.0;
    /// The name of the product, the mark.
    pub const DISPLAY: f32 = 72.0;
}
