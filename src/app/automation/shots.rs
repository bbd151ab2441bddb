//! Pictures of the window at marked moments, and leaving once they are on the disk.

use crate::app::Screen;
use crate::app::options::PlayOptions;
use crate::app::world::StreetReady;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Capturing, Screenshot, save_to_disk};

/// Asks for a picture.
#[derive(Message, Debug, Clone)]
pub struct TakeShot {
    /// File name without ending.
    pub name: String,
}

/// Asks to leave once all pictures are there.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct Leave {
    /// Whether the script came through.
    pub(super) is_success: bool,
}

/// Whether somebody asked to leave, and with which outcome.
#[derive(Resource, Debug, Default)]
struct Leaving(Option<bool>);

/// Frames to wait after the last picture: the renderer hands a picture over two frames later.
const FRAMES_AFTER: u32 = 4;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<TakeShot>()
        .add_message::<Leave>()
        .init_resource::<Leaving>()
        .add_systems(Last, (take, leave).chain());
}

fn take(
    mut commands: Commands,
    mut shots: MessageReader<TakeShot>,
    options: Res<PlayOptions>,
) {
    for shot in shots.read() {
        let Some(folder) = options.shots.as_ref().filter(|_| !options.is_headless) else {
            continue;
        };
        if let Err(error) = std::fs::create_dir_all(folder) {
            error!("{}: {error}", folder.display());
            continue;
        }
        commands
            .spawn(Screenshot::primary_window())
            .observe(save_to_disk(folder.join(format!("{}.png", shot.name))));
    }
}

fn leave(
    mut asked: MessageReader<Leave>,
    mut leaving: ResMut<Leaving>,
    capturing: Query<(), With<Capturing>>,
    pending: Query<(), With<Screenshot>>,
    mut quiet_frames: Local<u32>,
    mut exit: MessageWriter<AppExit>,
) {
    if let Some(last) = asked.read().last() {
        leaving.0 = Some(last.is_success);
    }
    let Some(is_success) = leaving.0 else { return };
    *quiet_frames = if capturing.is_empty() && pending.is_empty() {
        *quiet_frames + 1
    } else {
        0
    };
    if *quiet_frames > FRAMES_AFTER {
        exit.write(if is_success {
            AppExit::Success
        } else {
            AppExit::error()
        });
    }
}

/// `--frames N`: so many frames of the street, a few pictures, and out.
pub(super) fn count_frames(app: &mut App) {
    app.add_systems(Update, count);
}

fn count(
    options: Res<PlayOptions>,
    screen: Res<State<Screen>>,
    ready: Res<StreetReady>,
    mut next: ResMut<NextState<Screen>>,
    mut seen: Local<u32>,
    mut shots: MessageWriter<TakeShot>,
    mut leave: MessageWriter<Leave>,
) {
    let Some(frames) = options.frames else { return };
    let wanted = if options.case.is_some() {
        Screen::Case
    } else {
        Screen::Menu
    };
    if *screen.get() == Screen::Briefing && ready.0 && *seen == 0 {
        NextState::set_if_neq(&mut next, Screen::Case);
    }
    if *screen.get() != wanted {
        return;
    }
    *seen += 1;
    let third = (frames / 3).max(1);
    if *seen <= frames && (*seen % third == 0 || *seen == frames) {
        shots.write(TakeShot {
            name: format!("frame-{:04}", *seen),
        });
    }
    if *seen == frames {
        leave.write(Leave { is_success: true });
    }
}
