//! The typeface: one subset of Noto Sans CJK in two weights, loaded before the first text is shown, because the engine's
//! own font knows no Chinese.

use crate::app::options::PlayOptions;
use crate::files::read_bytes;
use bevy::prelude::*;
use bevy::text::Font;

/// Handles of the typeface.
#[derive(Resource, Debug, Clone, Default)]
pub struct Fonts {
    /// Running text.
    pub regular: Handle<Font>,
    /// Heads and buttons.
    pub bold: Handle<Font>,
}

pub(super) fn plugin(app: &mut App) {
    // Not through the asset server: the boot screen already speaks.
    let home = app.world().resource::<PlayOptions>().home.clone();
    let mut load = |name: &str| {
        let path = home.join("assets").join("fonts").join(name);
        match read_bytes(&path) {
            Ok(bytes) => app
                .world_mut()
                .resource_mut::<Assets<Font>>()
                .add(Font::from_bytes(bytes)),
            Err(error) => {
                error!("{error}");
                Handle::default()
            }
        }
    };
    let fonts = Fonts {
        regular: load("NotoSansCJKsc-Regular.otf"),
        bold: load("NotoSansCJKsc-Bold.otf"),
    };
    app.insert_resource(fonts);
}
