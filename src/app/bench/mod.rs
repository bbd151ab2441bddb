//! What a frame costs, without a renderer: our street with its people, beside a bare engine that shows the same pieces and
//! moves the same bodies. Knows the clock of the machine; nothing of rules.

mod bare;

use super::{PlayOptions, Screen};
use crate::files::read_text;
use crate::staging::StagingError;
use bevy::app::PluginsState;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Passers-by in the measured street; with the people of the case some more stand there.
pub const PASSERS_BY: u32 = 60;
/// Frames before anything counts: pipelines of the first frames, bodies that walk to their places.
const WARM_FRAMES: usize = 120;
/// Frames that count.
const FRAMES: usize = 600;
/// Frames a second that are pretended; a desktop screen's.
const FRAMES_PER_SECOND: u32 = 60;
/// A street that has not opened after this never will.
const OPEN_MAX: Duration = Duration::from_secs(180);
/// Clock ticks a second in `/proc/self/stat` (`getconf CLK_TCK`); fixed at 100 on Linux.
const CPU_TICKS_PER_SECOND: f64 = 100.0;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// The street as it is played.
    Street,
    /// The engine alone with the same meshes and bodies.
    Bare,
}

/// One scene measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FrameFigures {
    /// From the start of the program to the first frame with everything in it, milliseconds.
    pub start_ms: u64,
    /// Of that: meshes and bodies of the street, from the menu's choice to the open street.
    pub load_ms: u64,
    /// Processor time of all threads a frame, microseconds.
    pub cpu_us: u64,
    /// Middle of all frames on the clock, microseconds.
    pub frame_us_p50: u64,
    /// All but one in a hundred frames are shorter.
    pub frame_us_p99: u64,
    /// Bodies in the scene.
    pub people: usize,
    /// Memory that is in use after the frames, MiB; 0 where the system does not tell.
    pub resident_mib: u64,
    /// The same 99 in 100 while another thread decodes speech; none for the bare scene.
    #[serde(default)]
    pub decoding_frame_us_p99: Option<u64>,
}

impl FrameFigures {
    /// The better of two rounds, figure by figure.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self {
            start_ms: self.start_ms.min(other.start_ms),
            load_ms: self.load_ms.min(other.load_ms),
            cpu_us: self.cpu_us.min(other.cpu_us),
            frame_us_p50: self.frame_us_p50.min(other.frame_us_p50),
            frame_us_p99: self.frame_us_p99.min(other.frame_us_p99),
            people: self.people.min(other.people),
            resident_mib: self.resident_mib.min(other.resident_mib),
            decoding_frame_us_p99: self
                .decoding_frame_us_p99
                .into_iter()
                .chain(other.decoding_frame_us_p99)
                .min(),
        }
    }
}

/// Why nothing could be measured.
#[derive(Debug, Error)]
pub enum BenchError {
    /// Place, kit or bodies.
    #[error(transparent)]
    Staging(#[from] StagingError),
    /// The scene never opened.
    #[error("the street did not open within {} s", OPEN_MAX.as_secs())]
    Closed,
}

/// Measures one scene, seen by one eye or two. `busy` runs beside a second round of frames until its flag falls; give what
/// decodes speech.
///
/// # Errors
/// See [`BenchError`].
pub fn measure(
    scene: Scene,
    eyes: u8,
    options: PlayOptions,
    begun: Instant,
    busy: Option<Box<dyn FnOnce(&std::sync::atomic::AtomicBool) + Send>>,
) -> Result<FrameFigures, BenchError> {
    let mut app = App::new();
    match scene {
        Scene::Street => super::build(&mut app, options),
        Scene::Bare => bare::build(&mut app, options)?,
    }
    if eyes > 1 {
        app.add_systems(Update, second_eye);
    }
    app.insert_resource(TimeUpdateStrategy::ManualDuration(
        Duration::from_secs(1) / FRAMES_PER_SECOND,
    ));
    while app.plugins_state() == PluginsState::Adding {
        bevy::tasks::tick_global_task_pools_on_main_thread();
    }
    app.finish();
    app.cleanup();
    let opened = Instant::now();
    let mut asked = None;
    while *app.world().resource::<State<Screen>>().get() != Screen::Case {
        app.update();
        if asked.is_none() && *app.world().resource::<State<Screen>>().get() == Screen::Briefing {
            asked = Some(Instant::now());
        }
        if opened.elapsed() > OPEN_MAX {
            return Err(BenchError::Closed);
        }
        // Loading happens on other threads; a frame that races would take their time.
        std::thread::sleep(Duration::from_millis(1));
    }
    app.update();
    let load_ms = millis(asked.unwrap_or(opened).elapsed());
    let start_ms = millis(begun.elapsed());
    for _ in 0..WARM_FRAMES {
        app.update();
    }
    let cpu = cpu_ticks();
    let quiet = frames(&mut app);
    let cpu_us = ((cpu_ticks() - cpu) / CPU_TICKS_PER_SECOND * 1e6 / FRAMES as f64) as u64;
    // Before anything is decoded: what a recogniser needs is not the street's.
    let resident_mib = resident_mib();
    let decoding_frame_us_p99 = busy.map(|busy| {
        let goes_on = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
        let flag = goes_on.clone();
        let worker = std::thread::spawn(move || busy(&flag));
        let loud = frames(&mut app);
        goes_on.store(false, std::sync::atomic::Ordering::Relaxed);
        let _ = worker.join();
        share(&loud, 99)
    });
    let mut bodies = app.world_mut().query::<&AnimationPlayer>();
    let people = bodies.iter(app.world()).count();
    Ok(FrameFigures {
        start_ms,
        load_ms,
        cpu_us,
        frame_us_p50: share(&quiet, 50),
        frame_us_p99: share(&quiet, 99),
        people,
        resident_mib,
        decoding_frame_us_p99,
    })
}

/// The other eye of a headset.
#[derive(Component)]
struct OtherEye;

/// What sees, sees twice, a headset's eyes apart: everything that is laid out for a view is laid out for both.
fn second_eye(
    mut commands: Commands,
    eyes: Query<(Entity, &Projection), (Added<Camera3d>, Without<OtherEye>)>,
) {
    for (eye, projection) in &eyes {
        commands.spawn((
            OtherEye,
            Camera3d::default(),
            projection.clone(),
            Transform::from_xyz(0.063, 0.0, 0.0),
            ChildOf(eye),
        ));
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

/// Lengths of frames in microseconds, sorted.
fn frames(app: &mut App) -> Vec<u64> {
    let mut spans: Vec<u64> = (0..FRAMES)
        .map(|_| {
            let begun = Instant::now();
            app.update();
            u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)
        })
        .collect();
    spans.sort_unstable();
    spans
}

/// The length that so many in a hundred of sorted spans do not exceed; 0 of none.
pub(super) fn share(sorted: &[u64], percent: usize) -> u64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(0)
}

/// Processor time of all threads so far; 0 where the system does not tell.
fn cpu_ticks() -> f64 {
    read_text(Path::new("/proc/self/stat"))
        .ok()
        .and_then(|text| {
            // The name in brackets may hold blanks: fields are counted from behind it.
            let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
            Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
        })
        .unwrap_or(0.0)
}

fn resident_mib() -> u64 {
    read_text(Path::new("/proc/self/status"))
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .map_or(0, |kib| kib.div_ceil(1024))
}
