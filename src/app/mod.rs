//! The application: everything that draws, hears, sounds or waits. Reads effects, never decides: rules of a case stay in
//! `domain` and in content. Each folder is one function plug-in; [`play`] lists them.

pub mod actors;
pub mod automation;
pub mod bench;
pub mod bridge;
pub mod devices;
#[cfg(feature = "xr")]
pub mod headset;
mod library;
mod options;
pub mod results;
pub mod screens;
mod settings;
pub mod sound;
pub mod trainee;
pub mod ui;
pub mod voice;
mod watch;
mod window;
mod words;
pub mod world;

pub use library::{Entry, Library, Reader, Shelf};
pub use options::{Assigned, PlayOptions};
pub use settings::{Graphics, MicMode, Settings};
pub use words::Tongue;

use bevy::app::ScheduleRunnerPlugin;
use bevy::asset::{AssetPlugin, UnapprovedPathMode};
use bevy::ecs::schedule::{ScheduleLabel, SingleThreadedExecutor};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::time::TimeUpdateStrategy;
use bevy::window::{ExitCondition, PresentMode, WindowResolution};
use bevy::winit::WinitPlugin;
use std::time::Duration;

/// Ticks of the case a second. Twenty milliseconds each, so that case time stays whole.
pub const TICKS_PER_SECOND: u32 = 50;
/// Frames a second under virtual time, when a script or a number of frames drives the application.
pub const VIRTUAL_FRAMES_PER_SECOND: u32 = 25;

/// Where the user is. Steps of a case are data, not states.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// Content is being brought in.
    #[default]
    Boot,
    /// What to do.
    Menu,
    /// The ticket, before the case.
    Briefing,
    /// In the street.
    Case,
    /// The mark, afterwards.
    Debriefing,
    /// A shift at the city platform.
    Shift,
    /// What one learns before and after.
    Lessons,
    /// Earlier runs.
    Records,
    /// Choices.
    Settings,
    /// Who and what it was made of.
    Credits,
}

impl Screen {
    /// All.
    pub const ALL: [Self; 10] = [
        Self::Boot,
        Self::Menu,
        Self::Briefing,
        Self::Case,
        Self::Debriefing,
        Self::Shift,
        Self::Lessons,
        Self::Records,
        Self::Settings,
        Self::Credits,
    ];
}

/// Whether the case's clock runs.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pause {
    /// It runs.
    #[default]
    Running,
    /// It stands.
    Paused,
}

/// The way of a tick, chained in `FixedUpdate`.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseSystems {
    /// Bodies move, senses are read, intents are collected.
    Gather,
    /// The engine steps.
    Step,
    /// What happened is handed out.
    Apply,
}

/// Opens the window, or runs without one when the options say so, until the user leaves. Tells whether it went well.
#[cfg(not(feature = "xr"))]
#[must_use]
pub fn play(options: PlayOptions) -> AppExit {
    let mut app = App::new();
    build(&mut app, options);
    app.run()
}

/// Opens the window, or runs without one when the options say so, until the user leaves. Tells whether it went well, and
/// what frames of a headset took; none where none was shown.
#[cfg(feature = "xr")]
#[must_use]
pub fn play_counting(options: PlayOptions) -> (AppExit, Option<headset::Frames>) {
    let mut app = App::new();
    build(&mut app, options);
    let tally = app.world().get_resource::<headset::Tally>().cloned();
    let exit = app.run();
    (exit, tally.and_then(|tally| tally.figures()))
}

/// Puts the application together.
pub fn build(app: &mut App, options: PlayOptions) {
    // A part of a panel that is gone must not end a case: its record has to survive. Tests set a stricter handler.
    app.set_error_handler(bevy::ecs::error::warn);
    let mut settings = Settings::load(&options.data);
    // The language asked for at the start is the one that the settings show.
    settings.lang = options.lang.unwrap_or(settings.lang);
    platform(app, &options, &settings);
    let is_virtual = options.is_virtual_time();
    if is_virtual {
        app.insert_resource(TimeUpdateStrategy::ManualDuration(
            Duration::from_secs(1) / VIRTUAL_FRAMES_PER_SECOND,
        ));
    }
    app.insert_resource(Time::<Fixed>::from_duration(
        Duration::from_secs(1) / TICKS_PER_SECOND,
    ))
    .insert_resource(Tongue::new(settings.lang))
    .insert_resource(settings)
    .insert_resource(options)
    .insert_resource(ClearColor(Color::srgb(0.055, 0.065, 0.085)))
    .init_state::<Screen>()
    .init_state::<Pause>()
    .configure_sets(
        FixedUpdate,
        (CaseSystems::Gather, CaseSystems::Step, CaseSystems::Apply).chain(),
    );
    // A long stall must not make the case run to catch up: virtual time moves at most this much a frame.
    app.world_mut()
        .resource_mut::<Time<Virtual>>()
        .set_max_delta(Duration::from_millis(200));
    app.add_plugins((
        library::plugin,
        bridge::plugin,
        world::plugin,
        actors::plugin,
        trainee::plugin,
        sound::plugin,
        devices::plugin,
        ui::plugin,
        screens::plugin,
        automation::plugin,
        voice::plugin,
        watch::plugin,
        window::plugin,
    ));
    #[cfg(feature = "xr")]
    if app.world().resource::<PlayOptions>().is_vr {
        app.add_plugins(headset::plugin);
    }
    in_order(app);
}

/// What decides what happens runs one system after the other, in an order that threads do not change: the same keys make
/// the same record, with a window or without. Heavy systems still share their own work among threads.
fn in_order(app: &mut App) {
    for label in [
        First.intern(),
        PreUpdate.intern(),
        FixedFirst.intern(),
        FixedPreUpdate.intern(),
        FixedUpdate.intern(),
        FixedPostUpdate.intern(),
        FixedLast.intern(),
        Update.intern(),
        OnEnter(Screen::Case).intern(),
    ] {
        app.edit_schedule(label, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new());
        });
    }
}

/// Window, renderer and the engine's own plug-ins.
fn platform(app: &mut App, options: &PlayOptions, settings: &Settings) {
    let assets = AssetPlugin {
        file_path: options.home.join("assets").display().to_string(),
        unapproved_path_mode: UnapprovedPathMode::Deny,
        ..default()
    };
    let log = LogPlugin {
        // The engine's own remarks are of no use to a trainee; ours are rare and matter.
        filter: "error,streetwise=info,wgpu=error,naga=error,symphonia=error,icu_provider=off,bevy_render::extract_resource=off"
            .to_owned(),
        ..default()
    };
    let (width, height) = options.size.unwrap_or(settings.window);
    let window = Window {
        title: "街训 Streetwise".to_owned(),
        resolution: WindowResolution::new(width, height).with_scale_factor_override(1.0),
        present_mode: if options.is_virtual_time() {
            PresentMode::AutoNoVsync
        } else {
            PresentMode::AutoVsync
        },
        resize_constraints: window::constraints(UVec2::new(width, height), None),
        ime_enabled: false,
        ..default()
    };
    #[cfg(feature = "xr")]
    if options.is_vr {
        let group = DefaultPlugins.build().set(assets).set(log);
        headset::platform(app, group, window, options);
        return;
    }
    if options.is_headless {
        app.add_plugins(
            DefaultPlugins
                .set(assets)
                .set(log)
                .set(WindowPlugin {
                    primary_window: Some(window),
                    exit_condition: ExitCondition::DontExit,
                    ..default()
                })
                .set(RenderPlugin {
                    render_creation: RenderCreation::Automatic(Box::new(WgpuSettings {
                        backends: None,
                        ..default()
                    })),
                    ..default()
                })
                .disable::<WinitPlugin>(),
        )
        // Cameras and lights note their going here for a renderer that is not there.
        .add_plugins(bevy::render::sync_world::SyncWorldPlugin)
        .add_plugins(ScheduleRunnerPlugin::run_loop(
            if options.is_virtual_time() {
                Duration::ZERO
            } else {
                Duration::from_secs(1) / TICKS_PER_SECOND
            },
        ));
    } else {
        app.add_plugins(
            DefaultPlugins
                .set(assets)
                .set(log)
                .set(WindowPlugin {
                    primary_window: Some(window),
                    ..default()
                })
                .set(RenderPlugin {
                    // Under virtual time a picture must not be taken before its shaders are there.
                    synchronous_pipeline_compilation: options.is_virtual_time(),
                    ..default()
                }),
        );
    }
}
