//! The headset: head, hands and buttons become the same controls and intents that keys and mouse give, and what the eyes
//! see is the same street. A leaf: the case does not know which body the trainee has, and without a runtime the window
//! goes on as ever.

mod actions;
mod bare;
mod controls;
mod frames;
mod gestures;
mod haptics;
mod look;
mod panel;
mod probe;
mod profiles;
mod rig;
mod session;
mod standing;
mod tally;
mod wearing;

pub use actions::{Hand, Hands, Side};
pub use gestures::{Zone, zone_of};
pub use panel::{PANEL_PX, Panel};
pub use probe::{Runtime, RuntimeError, probe};
pub use rig::Rig;
pub use tally::{Frames, Tally};

use super::{PlayOptions, Settings};
use bevy::app::{PluginGroupBuilder, ScheduleRunnerPlugin};
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::window::{ExitCondition, PresentMode};
use bevy::winit::{WinitPlugin, WinitSettings};
use bevy_mod_openxr::action_binding::OxrActionBindingPlugin;
use bevy_mod_openxr::action_set_attaching::OxrActionAttachingPlugin;
use bevy_mod_openxr::action_set_syncing::OxrActionSyncingPlugin;
use bevy_mod_openxr::exts::OxrExtensions;
use bevy_mod_openxr::features::handtracking::HandTrackingPlugin;
use bevy_mod_openxr::init::OxrInitPlugin;
use bevy_mod_openxr::reference_space::OxrReferenceSpacePlugin;
use bevy_mod_openxr::resources::{
    OxrCurrentSessionConfig, OxrInstance, OxrSessionConfig, OxrSystemId, OxrViews,
};
use bevy_mod_openxr::spaces::{OxrSpacePatchingPlugin, OxrSpatialPlugin};
use bevy_mod_openxr::types::{AppInfo, Version};
use bevy_mod_xr::camera::XrCameraPlugin;
use bevy_mod_xr::session::XrSessionPlugin;
use std::time::Duration;

/// How far the runtime lets us in (OpenXR 1.0, section 9.3, session states).
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Worn {
    /// No session yet, or none any more.
    #[default]
    No,
    /// A session runs, but something else has the eyes or the hands: a system menu, a headset that was put down.
    Aside,
    /// Eyes and hands are ours.
    Yes,
    /// The runtime has gone; it goes on at the desktop.
    Lost,
}

/// The engine's own plug-ins with the headset among them. Pipelined rendering stays off: at a session's end it extracts
/// cameras that are gone.
pub(super) fn platform(
    app: &mut App,
    group: PluginGroupBuilder,
    window: Window,
    options: &PlayOptions,
) {
    let mut extensions = OxrExtensions::default();
    extensions.enable_hand_tracking();
    extensions.raw_mut().bd_controller_interaction = true;
    let mut group = group
        .set(WindowPlugin {
            primary_window: Some(window),
            exit_condition: if options.is_headless {
                ExitCondition::DontExit
            } else {
                ExitCondition::OnAllClosed
            },
            ..default()
        })
        .disable::<RenderPlugin>()
        .disable::<PipelinedRenderingPlugin>()
        .add_before::<RenderPlugin>(XrSessionPlugin { auto_handle: false })
        .add_before::<RenderPlugin>(OxrInitPlugin {
            app_info: AppInfo {
                name: "Streetwise".into(),
                version: Version(0, 1, 0),
            },
            exts: extensions,
            synchronous_pipeline_compilation: options.is_virtual_time(),
            ..default()
        })
        .add(frames::FramesPlugin)
        .add(OxrReferenceSpacePlugin::default())
        .add(HandTrackingPlugin::default())
        .add(XrCameraPlugin)
        .add(OxrActionAttachingPlugin)
        .add(OxrActionBindingPlugin)
        .add(OxrActionSyncingPlugin)
        .add(OxrSpatialPlugin)
        .add(OxrSpacePatchingPlugin);
    if options.is_headless {
        group = group.disable::<WinitPlugin>();
    }
    app.add_plugins(group);
    if options.is_headless {
        // The runtime paces the loop.
        app.add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO));
    } else {
        // The window of somebody who wears a headset has no focus, and must not slow down for that.
        app.insert_resource(WinitSettings::continuous());
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Worn>()
        .add_systems(Startup, sharpness)
        .add_systems(Update, tell_eyes.run_if(resource_exists::<OxrViews>))
        .add_plugins((
            actions::plugin,
            bare::plugin,
            wearing::plugin,
            standing::plugin,
            rig::plugin,
            controls::plugin,
            panel::plugin,
            look::plugin,
            haptics::plugin,
            tally::plugin,
        ));
    if !app.world().resource::<PlayOptions>().is_virtual_time() {
        app.add_systems(Update, pace.run_if(resource_changed::<Worn>));
    }
}

/// The headset has its own pace, which a window must not hold up; without it the window keeps the screen's.
fn pace(worn: Res<Worn>, mut windows: Query<&mut Window>) {
    let wanted = match *worn {
        Worn::Yes | Worn::Aside => PresentMode::AutoNoVsync,
        Worn::No | Worn::Lost => PresentMode::AutoVsync,
    };
    for mut window in &mut windows {
        if window.present_mode != wanted {
            window.present_mode = wanted;
        }
    }
}

/// Where head and hands are in the room, metres, in words for the log; nothing before the runtime knows.
fn poses(hands: &Hands) -> String {
    let Some(head) = hands.head else {
        return String::new();
    };
    let at = |place: Vec3| format!("{:.2} {:.2} {:.2}", place.x, place.y, place.z);
    let hand = |side: Side| {
        let hand = hands.of(side);
        match (hand.is_tracked, hand.is_bare) {
            (false, _) => "unseen".to_owned(),
            (true, true) => format!("bare at {}", at(hand.grip.translation)),
            (true, false) => format!("at {}", at(hand.grip.translation)),
        }
    };
    format!(
        "; head at {}, facing {:.0} degrees; left hand {}, right hand {}",
        at(head.translation),
        gestures::yaw_of(head.rotation).to_degrees(),
        hand(Side::Left),
        hand(Side::Right)
    )
}

/// How many pixels each eye gets: what the runtime recommends, by the setting's percent; a window size asked for at the
/// command line where there is no window is an eye's size.
fn sharpness(
    instance: Option<Res<OxrInstance>>,
    system: Option<Res<OxrSystemId>>,
    settings: Res<Settings>,
    options: Res<PlayOptions>,
    mut config: ResMut<OxrSessionConfig>,
) {
    let (Some(instance), Some(system)) = (instance, system) else {
        return;
    };
    let views = instance.enumerate_view_configuration_views(
        **system,
        openxr::ViewConfigurationType::PRIMARY_STEREO,
    );
    let Ok(views) = views.inspect_err(|error| warn!("headset views: {error}")) else {
        return;
    };
    let Some(view) = views.first() else { return };
    let most = UVec2::new(view.max_image_rect_width, view.max_image_rect_height);
    let usual = UVec2::new(
        view.recommended_image_rect_width,
        view.recommended_image_rect_height,
    );
    let asked = options.size.filter(|_| options.is_headless).map_or_else(
        || usual * u32::from(settings.headset_percent) / 100,
        UVec2::from,
    );
    config.resolutions = Some(vec![asked.min(most)]);
}

/// Says once how wide each eye sees on how many pixels: what sizes in pictures are measured by.
fn tell_eyes(
    views: Res<OxrViews>,
    config: Option<Res<OxrCurrentSessionConfig>>,
    mut is_told: Local<bool>,
) {
    let (Some(config), false) = (config, *is_told || views.is_empty()) else {
        return;
    };
    *is_told = true;
    for (view, side) in views.iter().zip(["left", "right"]) {
        let fov = view.fov;
        let [left, right, up, down] = [
            fov.angle_left,
            fov.angle_right,
            fov.angle_up,
            fov.angle_down,
        ]
        .map(f32::to_degrees);
        let size = config.resolution;
        info!(
            "headset: {side} eye {} x {} px, {left:.2} to {right:.2} degrees across, {down:.2} to {up:.2} up",
            size.x, size.y
        );
    }
}

/// A picture of what one eye sees: 0 left, 1 right.
#[must_use]
pub fn eye_picture(eye: u32) -> bevy::render::view::screenshot::Screenshot {
    bevy::render::view::screenshot::Screenshot::texture_view(bevy::camera::ManualTextureViewHandle(
        bevy_mod_openxr::render::XR_TEXTURE_INDEX + eye,
    ))
}
