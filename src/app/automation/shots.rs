//! Pictures of the window at marked moments, and leaving once they are on the disk.

use crate::app::Screen;
use crate::app::options::PlayOptions;
use crate::app::screens::PanelsShut;
use crate::app::world::StreetReady;
use bevy::camera::{Camera, CameraUpdateSystems};
use bevy::prelude::*;
use bevy::render::view::screenshot::{Capturing, Screenshot, save_to_disk};
#[cfg(feature = "xr")]
use bevy_mod_xr::camera::XrCamera as HeadsetEye;

/// Without headsets there are no eyes but the window's.
#[cfg(not(feature = "xr"))]
#[derive(Component)]
struct HeadsetEye;

/// Asks for a picture.
#[derive(Message, Debug, Clone)]
pub struct TakeShot {
    /// File name without ending.
    pub name: String,
}

/// Asks to leave once all pictures are there.
#[derive(Message, Debug, Clone, Copy)]
pub(in crate::app) struct Leave {
    /// Whether the script came through.
    pub(in crate::app) is_success: bool,
}

/// Whether somebody asked to leave, and with which outcome.
#[derive(Resource, Debug, Default)]
struct Leaving(Option<bool>);

/// Frames to wait after the last picture: the renderer hands a picture over two frames later.
const FRAMES_AFTER: u32 = 4;
/// Frames drawn before a picture is taken, so that shadows and text are there.
const FRAMES_BEFORE: u32 = 2;

/// Pictures asked for, each with the frames that are drawn before it. Under virtual time nothing is drawn between them: a
/// software renderer would need minutes for what nobody looks at.
#[derive(Resource, Debug, Default)]
struct Wanted(Vec<(String, u32)>);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<TakeShot>()
        .add_message::<Leave>()
        .init_resource::<Leaving>()
        .init_resource::<Wanted>()
        .add_systems(Last, (take, leave).chain());
    if app.world().resource::<PlayOptions>().is_virtual_time() {
        // Before anything is laid out for cameras: a view that opens afterwards would have no shadows.
        app.add_systems(PostUpdate, blink.before(CameraUpdateSystems));
    }
}

fn take(
    mut commands: Commands,
    mut shots: MessageReader<TakeShot>,
    options: Res<PlayOptions>,
    mut wanted: ResMut<Wanted>,
) {
    let Some(folder) = options
        .shots
        .as_ref()
        .filter(|_| !options.is_headless || options.is_vr)
    else {
        shots.clear();
        return;
    };
    for shot in shots.read() {
        wanted.0.push((shot.name.clone(), FRAMES_BEFORE));
    }
    wanted.0.retain_mut(|(name, frames)| {
        if *frames > 0 {
            *frames -= 1;
            return true;
        }
        match std::fs::create_dir_all(folder) {
            Ok(()) => {
                if !options.is_headless {
                    commands
                        .spawn(Screenshot::primary_window())
                        .observe(save_to_disk(folder.join(format!("{name}.png"))));
                }
                #[cfg(feature = "xr")]
                if options.is_vr {
                    for (eye, side) in (0..).zip(["left", "right"]) {
                        commands
                            .spawn(crate::app::headset::eye_picture(eye))
                            .observe(save_to_disk(folder.join(format!("{name}-{side}.png"))));
                    }
                }
            }
            Err(error) => error!("{}: {error}", folder.display()),
        }
        false
    });
}

/// Under virtual time eyes open only for pictures.
fn blink(
    wanted: Res<Wanted>,
    pending: Query<(), With<Screenshot>>,
    mut cameras: Query<(&mut Camera, Has<HeadsetEye>), Without<PanelsShut>>,
) {
    let is_open = !wanted.0.is_empty() || !pending.is_empty();
    for (mut camera, is_headset) in &mut cameras {
        // An eye that the runtime keeps shut has no shadows laid out for it, and stays shut.
        let is_open = is_open && (!is_headset || camera.is_active);
        if camera.is_active != is_open {
            camera.is_active = is_open;
        }
    }
}

fn leave(
    mut asked: MessageReader<Leave>,
    mut leaving: ResMut<Leaving>,
    capturing: Query<(), With<Capturing>>,
    pending: Query<(), With<Screenshot>>,
    wanted: Res<Wanted>,
    mut quiet_frames: Local<u32>,
    mut exit: MessageWriter<AppExit>,
) {
    if let Some(last) = asked.read().last() {
        leaving.0 = Some(last.is_success);
    }
    let Some(is_success) = leaving.0 else { return };
    *quiet_frames = if capturing.is_empty() && pending.is_empty() && wanted.0.is_empty() {
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
    if *seen <= frames && (seen.is_multiple_of(third) || *seen == frames) {
        shots.write(TakeShot {
            name: format!("frame-{:04}", *seen),
        });
    }
    if *seen == frames {
        leave.write(Leave { is_success: true });
    }
}
