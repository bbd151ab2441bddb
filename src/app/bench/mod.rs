//! What a frame costs, without a renderer: our street with its people, beside a bare engine that shows the same pieces and
//! moves the same bodies. Knows the clock of the machine; nothing of rules.

use super::world::{self, StreetAssets, StreetReady, spawn_piece};
use super::{PlayOptions, Screen};
use crate::files::read_text;
use crate::staging::{self, StagingError, Wardrobe};
use bevy::animation::{AnimatedBy, AnimationTargetId, RepeatAnimation};
use bevy::app::PluginsState;
use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy::world_serialization::{WorldAssetRoot, WorldInstanceReady};
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
/// The clip everybody plays in the bare scene.
const IDLE: &str = "idle_calm";

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
        Scene::Bare => bare(&mut app, options)?,
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
        resident_mib: resident_mib(),
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

fn share(sorted: &[u64], percent: usize) -> u64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
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

/// What the bare scene shows.
#[derive(Resource)]
struct BareScene {
    wardrobe: Wardrobe,
    place: staging::PlaceFile,
    looks: Vec<String>,
}

/// The engine with our meshes and bodies, and none of our systems.
fn bare(app: &mut App, options: PlayOptions) -> Result<(), BenchError> {
    let wardrobe = Wardrobe::load(&options.home)?;
    let place = staging::place(&options.home, "longcheng_passage")?;
    let mut looks: Vec<String> = wardrobe
        .people
        .people
        .iter()
        .filter(|look| look.dress != "uniform")
        .map(|look| look.look.clone())
        .collect();
    looks.truncate(12);
    super::platform(app, &options, &super::Settings::default());
    app.insert_resource(options)
        .init_state::<Screen>()
        .insert_resource(BareScene {
            wardrobe,
            place,
            looks,
        })
        .add_plugins(world::bare)
        .add_observer(move_body)
        .add_systems(Startup, |mut next: ResMut<NextState<Screen>>| {
            next.set(Screen::Briefing);
        })
        .add_systems(OnEnter(Screen::Briefing), ask)
        .add_systems(
            Update,
            (|mut next: ResMut<NextState<Screen>>| next.set(Screen::Case))
                .run_if(in_state(Screen::Briefing).and_then(|ready: Res<StreetReady>| ready.0)),
        )
        .add_systems(OnEnter(Screen::Case), set_out);
    Ok(())
}

fn ask(mut street: ResMut<StreetAssets>, server: Res<AssetServer>, scene: Res<BareScene>) {
    let looks: Vec<&str> = scene.looks.iter().map(String::as_str).collect();
    street.ask(&server, &scene.wardrobe, &looks);
}

/// The clip of the bare scene.
#[derive(Resource, Clone)]
struct Idle {
    graph: Handle<AnimationGraph>,
    node: AnimationNodeIndex,
}

fn set_out(
    mut commands: Commands,
    scene: Res<BareScene>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    mut graphs: ResMut<Assets<AnimationGraph>>,
) {
    for placed in &scene.place.pieces {
        let transform = Transform::from_xyz(placed.at.0, placed.at.1, placed.at.2)
            .with_rotation(Quat::from_rotation_y(placed.yaw_deg.to_radians()))
            .with_scale(Vec3::splat(placed.scale));
        spawn_piece(&mut commands, &street, None, &placed.piece, transform);
    }
    commands.spawn((Camera3d::default(), Transform::from_xyz(9.0, 1.7, 0.0)));
    let Some(clip) = gltfs
        .get(&street.clips)
        .and_then(|clips| clips.named_animations.get(IDLE))
    else {
        return;
    };
    let (graph, node) = AnimationGraph::from_clip(clip.clone());
    commands.insert_resource(Idle {
        graph: graphs.add(graph),
        node,
    });
    for number in 0..PASSERS_BY + 3 {
        let look = &scene.looks[number as usize % scene.looks.len()];
        let body = street
            .bodies
            .get(look)
            .and_then(|handle| gltfs.get(handle))
            .and_then(|gltf| {
                gltf.default_scene
                    .clone()
                    .or_else(|| gltf.scenes.first().cloned())
            });
        if let Some(body) = body {
            let (x, z) = (number % 8, number / 8);
            commands.spawn((
                WorldAssetRoot(body),
                Transform::from_xyz(x as f32 - 4.0, 0.0, z as f32 - 4.0),
            ));
        }
    }
}

/// A body of the bare scene plays its clip, as in the engine's own example of animated meshes.
fn move_body(
    instance: On<WorldInstanceReady>,
    idle: Option<Res<Idle>>,
    mut commands: Commands,
    children: Query<&Children>,
    names: Query<&Name>,
) {
    let Some(idle) = idle else { return };
    let Some(root) = children
        .iter_descendants(instance.entity)
        .find(|one| names.get(*one).is_ok_and(|name| name.as_str() == "person"))
    else {
        return;
    };
    let mut stack = vec![(root, Vec::<Name>::new())];
    while let Some((entity, mut path)) = stack.pop() {
        if let Ok(name) = names.get(entity) {
            path.push(name.clone());
            commands
                .entity(entity)
                .insert((AnimationTargetId::from_names(path.iter()), AnimatedBy(root)));
        }
        if let Ok(below) = children.get(entity) {
            stack.extend(below.iter().map(|child| (child, path.clone())));
        }
    }
    let mut player = AnimationPlayer::default();
    player.play(idle.node).set_repeat(RepeatAnimation::Forever);
    commands
        .entity(root)
        .insert((player, AnimationGraphHandle(idle.graph.clone())));
}
