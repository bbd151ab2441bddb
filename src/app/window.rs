//! The window itself: never smaller than its panels can be read in, and the whole screen at a key.

use bevy::prelude::*;
use bevy::window::{Monitor, MonitorSelection, PrimaryWindow, WindowMode, WindowResizeConstraints};

/// Panels are drawn for so many pixels; in a smaller window nobody reads them.
const LEAST: UVec2 = UVec2::new(1280, 720);
/// The whole screen, and back. No control can have it.
const WHOLE: KeyCode = KeyCode::F11;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (whole, fit));
}

/// How small the window may become: not below what panels need, unless it was asked for smaller or the screen is.
#[must_use]
pub(super) fn constraints(asked: UVec2, screen: Option<UVec2>) -> WindowResizeConstraints {
    let least = LEAST.min(asked).min(screen.unwrap_or(LEAST));
    WindowResizeConstraints {
        min_width: least.x as f32,
        min_height: least.y as f32,
        ..default()
    }
}

/// A screen smaller than the least is told of once it is known.
fn fit(
    monitors: Query<&Monitor>,
    added: Query<(), Added<Monitor>>,
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
) {
    if added.is_empty() {
        return;
    }
    let widest = monitors
        .iter()
        .map(|one| UVec2::new(one.physical_width, one.physical_height))
        .reduce(UVec2::max);
    for mut window in &mut windows {
        let now = window.resize_constraints;
        let asked = UVec2::new(now.min_width as u32, now.min_height as u32);
        let next = constraints(asked, widest);
        if next != now {
            window.resize_constraints = next;
        }
    }
}

fn whole(keys: Res<ButtonInput<KeyCode>>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    if !keys.just_pressed(WHOLE) {
        return;
    }
    for mut window in &mut windows {
        window.mode = match window.mode {
            WindowMode::Windowed => WindowMode::BorderlessFullscreen(MonitorSelection::Current),
            _ => WindowMode::Windowed,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stays_readable_where_the_screen_allows() {
        let least = |asked, screen| {
            let found = constraints(asked, screen);
            (found.min_width, found.min_height)
        };
        let large = UVec2::new(1920, 1080);
        assert_eq!(least(large, None), (1280.0, 720.0));
        assert_eq!(least(large, Some(large)), (1280.0, 720.0));
        assert_eq!(least(large, Some(UVec2::new(1024, 768))), (1024.0, 720.0));
        // Whoever asks for a small one by name has it.
        assert_eq!(least(UVec2::new(640, 360), Some(large)), (640.0, 360.0));
    }

    #[test]
    fn the_key_fills_the_screen_and_gives_it_back() {
        let mut app = App::new();
        app.init_resource::<ButtonInput<KeyCode>>();
        plugin(&mut app);
        app.world_mut().spawn((Window::default(), PrimaryWindow));
        let press = |app: &mut App| {
            let mut keys = app.world_mut().resource_mut::<ButtonInput<KeyCode>>();
            keys.reset_all();
            keys.press(WHOLE);
            app.update();
            app.world_mut()
                .query::<&Window>()
                .single(app.world())
                .map(|window| window.mode)
        };
        let current = WindowMode::BorderlessFullscreen(MonitorSelection::Current);
        assert_eq!(press(&mut app).ok(), Some(current));
        assert_eq!(press(&mut app).ok(), Some(WindowMode::Windowed));
    }
}
