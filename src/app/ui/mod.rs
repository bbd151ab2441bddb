//! Looks and parts of every panel: colours, letters, buttons, lists, fields. Screens are put together from these, so that
//! keyboard, screen readers and both languages work everywhere alike.

mod fonts;
mod memory;
mod navigate;
mod parts;
mod paving;
mod scrolling;
mod shell;
mod slider;
mod theme;
mod toast;

pub use fonts::Fonts;
pub use memory::{FirstFocus, Key};
pub use navigate::{Back, KeysTaken};
pub use parts::{
    Active, ButtonKind, Label, activated, bold, button, card, column, field, gap, heading, label,
    one_line, panel, paper_field, paragraph, progress, rest, row, screen_root, scroll, side_button,
};
pub use paving::{backdrop, way};
pub use scrolling::{Ground, scrolling};
pub use shell::{
    SIDE_PX, beside, choices, keycap, push, rule, section, sheet, shell, side_head, tag,
};
pub use slider::slider;
pub use theme::{Ink, Theme, size};
pub use toast::Toast;

use crate::app::settings::Settings;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Theme>()
        .init_resource::<PanelSize>()
        .init_resource::<Writing>()
        .init_resource::<Fonts>()
        .add_plugins((
            fonts::plugin,
            memory::plugin,
            parts::plugin,
            navigate::plugin,
            paving::plugin,
            scrolling::plugin,
            slider::plugin,
            toast::plugin,
        ))
        .add_systems(PreUpdate, scale);
}

/// Where panels are drawn when not in the window: a surface of so many pixels.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct PanelSize(pub Option<Vec2>);

/// A pointer writes by hand: what it is drawn over must not scroll under it.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Writing(pub bool);

/// Panels are drawn for 1280 by 720 and grow with the window.
const DESIGN: Vec2 = Vec2::new(1280.0, 720.0);

fn scale(
    windows: Query<&Window, With<PrimaryWindow>>,
    panel: Res<PanelSize>,
    settings: Res<Settings>,
    mut scale: ResMut<UiScale>,
) {
    let Ok(window) = windows.single() else { return };
    let surface = panel.0.unwrap_or(window.size());
    let fit = (surface.x / DESIGN.x).min(surface.y / DESIGN.y);
    let wanted = (fit * f32::from(settings.ui_percent) / 100.0).clamp(0.4, 4.0);
    if (scale.0 - wanted).abs() > 1e-3 {
        scale.0 = wanted;
    }
}
