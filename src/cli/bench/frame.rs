//! `bench frame`: what a frame of the street costs beside a bare engine with the same meshes and bodies, each in a process of
//! its own and both in one run.

use super::super::desk::Desk;
use super::super::outcome::{Failure, Outcome};
use crate::app::PlayOptions;
use crate::app::bench::{FrameFigures, PASSERS_BY, Scene, measure};
use crate::domain::ids::Language;
use crate::files::{FileError, home};
use crate::speech::audio::read_all;
use crate::speech::decoder::threads_beside_a_street;
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// The packed recogniser of the tests and a clip for it: real decoding, as while a case is played.
const MODEL: &str = "tests/fixtures/voice/voice-fixture-espeak-closed79-q8_0.bin.xz";
const CLIP: &str = "tests/fixtures/voice/clips/street-vendor-ideal.ogg";
/// Seconds of the clip that are decoded again and again.
const CLIP_S: usize = 4;
const RATE_HZ: usize = 16_000;
/// Each scene is measured so often, by turns: what else the machine does meets both alike, and the least of it counts.
const ROUNDS: usize = 2;

/// A scene by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum SceneArg {
    Street,
    Bare,
}

impl SceneArg {
    const fn word(self) -> &'static str {
        match self {
            Self::Street => "street",
            Self::Bare => "bare",
        }
    }
}

/// Everything measured.
#[derive(Debug, Serialize)]
struct Figures {
    street: FrameFigures,
    bare: FrameFigures,
    /// Processor time of a frame by that of the bare scene; aim 1.25.
    cpu_ratio_to_bare: f64,
    /// What our own systems add to a frame, milliseconds of all threads; aim 2.
    own_ms: f64,
    /// Start by the bare start; aim 1.3.
    start_ratio_to_bare: f64,
    /// Memory by the bare scene's; aim 1.5.
    memory_ratio_to_bare: f64,
    /// The longest of a hundred frames while speech is decoded, by the longest without; aim 2.
    decoding_ratio: f64,
}

pub(super) fn run(scene: Option<SceneArg>, eyes: u8, desk: &Desk) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    if let Some(scene) = scene {
        desk.hand_over(&one(scene, eyes, desk, begun)?);
        return Ok(Outcome::Done);
    }
    let mut bare = beside(SceneArg::Bare, eyes, desk)?;
    let mut street = beside(SceneArg::Street, eyes, desk)?;
    for _ in 1..ROUNDS {
        bare = bare.least(beside(SceneArg::Bare, eyes, desk)?);
        street = street.least(beside(SceneArg::Street, eyes, desk)?);
    }
    let ratio = |one: u64, other: u64| (one as f64 / other.max(1) as f64 * 1000.0).round() / 1000.0;
    let figures = Figures {
        cpu_ratio_to_bare: ratio(street.cpu_us, bare.cpu_us),
        own_ms: (street.cpu_us as f64 - bare.cpu_us as f64) / 1000.0,
        start_ratio_to_bare: ratio(street.start_ms, bare.start_ms),
        memory_ratio_to_bare: ratio(street.resident_mib, bare.resident_mib),
        decoding_ratio: ratio(
            street.decoding_frame_us_p99.unwrap_or_default(),
            street.frame_us_p99,
        ),
        street,
        bare,
    };
    if desk.json {
        desk.hand_over(&figures);
        return Ok(Outcome::Done);
    }
    let of_two = |value: f64| format!("{value:.2}");
    let ms = |us: u64| format!("{:.2}", us as f64 / 1000.0);
    for (id, ours, theirs, value) in [
        (
            "bench-frame-cpu",
            ms(figures.street.cpu_us),
            ms(figures.bare.cpu_us),
            figures.cpu_ratio_to_bare,
        ),
        (
            "bench-frame-start",
            figures.street.start_ms.to_string(),
            figures.bare.start_ms.to_string(),
            figures.start_ratio_to_bare,
        ),
        (
            "bench-frame-memory",
            figures.street.resident_mib.to_string(),
            figures.bare.resident_mib.to_string(),
            figures.memory_ratio_to_bare,
        ),
        (
            "bench-frame-decoding",
            ms(figures.street.decoding_frame_us_p99.unwrap_or_default()),
            ms(figures.street.frame_us_p99),
            figures.decoding_ratio,
        ),
    ] {
        desk.tell(
            id,
            &[
                ("ours", &ours),
                ("theirs", &theirs),
                ("ratio", &of_two(value)),
            ],
        );
    }
    desk.tell(
        "bench-frame-load",
        &[
            ("ms", &figures.street.load_ms.to_string()),
            ("people", &figures.street.people.to_string()),
        ],
    );
    Ok(Outcome::Done)
}

/// One scene in this process.
fn one(scene: SceneArg, eyes: u8, desk: &Desk, begun: Instant) -> Result<FrameFigures, Failure> {
    let home = home()?;
    let options = PlayOptions {
        home: home.clone(),
        data: desk.data(),
        case: Some(PathBuf::from(super::CASE)),
        out: Some(std::env::temp_dir().join(format!("streetwise-frame-{}", std::process::id()))),
        seed: Some(1),
        frames: Some(u32::MAX),
        passers_by: Some(PASSERS_BY),
        is_headless: true,
        ..PlayOptions::default()
    };
    let out = options.out.clone();
    let (scene, busy) = match scene {
        SceneArg::Bare => (Scene::Bare, None),
        SceneArg::Street => (Scene::Street, Some(decoder(&home)?)),
    };
    let figures = measure(scene, eyes, options, begun, busy).map_err(|error| {
        Failure::new(Outcome::Machine, "fail-bench-frame").with("detail", error.to_string())
    });
    if let Some(out) = out {
        let _ = std::fs::remove_dir_all(out);
    }
    figures
}

/// What decodes speech beside the frames. The model is loaded there, so that it does not count as start.
#[expect(
    clippy::type_complexity,
    reason = "it is the type that `measure` takes"
)]
fn decoder(home: &Path) -> Result<Box<dyn FnOnce(&AtomicBool) + Send>, Failure> {
    let (model, clip) = (home.join(MODEL), home.join(CLIP));
    for file in [&model, &clip] {
        if !file.is_file() {
            return Err(FileError::Missing(file.clone()).into());
        }
    }
    Ok(Box::new(move |goes_on| {
        let settings = RecogniserSettings {
            threads: Some(threads_beside_a_street()),
            ..RecogniserSettings::default()
        };
        let (Ok(mut recogniser), Ok(mut samples)) =
            (Recogniser::load(&model, &settings), read_all(&clip))
        else {
            return;
        };
        samples.truncate(CLIP_S * RATE_HZ);
        while goes_on.load(Ordering::Relaxed) {
            let _ = recogniser.hear(&samples, Listening::For(Language::Zh));
        }
    }))
}

/// One scene in a process of its own.
fn beside(scene: SceneArg, eyes: u8, desk: &Desk) -> Result<FrameFigures, Failure> {
    let failed =
        |detail: String| Failure::new(Outcome::Machine, "fail-bench-frame").with("detail", detail);
    let program = std::env::current_exe().map_err(|error| failed(error.to_string()))?;
    let told = Command::new(program)
        .env("STREETWISE_HOME", home()?)
        .arg("--json")
        .arg("--data")
        .arg(desk.data())
        .args(["bench", "frame", "--scene", scene.word(), "--eyes"])
        .arg(eyes.to_string())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&told.stdout);
    // The engine may print a remark before the object.
    let object = text
        .find("{\n")
        .or_else(|| text.find('{'))
        .map(|at| &text[at..]);
    object
        .and_then(|object| serde_json::from_str(object).ok())
        .ok_or_else(|| {
            failed(
                String::from_utf8_lossy(&told.stderr)
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .to_owned(),
            )
        })
}
