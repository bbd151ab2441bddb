//! `bench engine`: how fast the engine is and how much memory it takes, measured now and on this machine, beside Yarn
//! Spinner's runtime telling the same dialogue in the same run.

mod dialogue;
#[cfg(feature = "app")]
mod frame;
#[cfg(feature = "voice")]
mod list;
mod longer;
mod memory;
#[cfg(feature = "voice")]
mod noise;

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::content::critical_deeds;
use crate::domain::assessment::assess;
use crate::domain::ids::{Language, Millis};
use crate::domain::prover::prove;
use crate::domain::record::Moment;
use crate::domain::rehearsal::{Run, Stage, rehearse};
use crate::domain::scenario::walkthrough::{Kind, Step, WalkthroughFile};
use crate::domain::session::{Effect, Input, Rules, begin, step};
use crate::files::FileError;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

#[derive(Debug, clap::Args)]
pub(super) struct BenchArgs {
    #[arg(value_name = "engine|voice|noise|list|frame")]
    what: What,
    #[arg(long, value_name = "SECONDS", default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    #[arg(long, value_name = "PROGRAM")]
    yarn: Option<PathBuf>,
    #[cfg(feature = "voice")]
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    #[cfg(feature = "voice")]
    #[arg(long, value_name = "TSV")]
    list: Option<PathBuf>,
    /// One scene of `frame` alone; how the program measures each in a process of its own.
    #[cfg(feature = "app")]
    #[arg(long, hide = true)]
    scene: Option<frame::SceneArg>,
    /// Views that `frame` lays out: a window has one, a headset two.
    #[cfg(feature = "app")]
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    eyes: u8,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Engine,
    #[cfg(feature = "voice")]
    Voice,
    #[cfg(feature = "voice")]
    Noise,
    #[cfg(feature = "voice")]
    List,
    #[cfg(feature = "app")]
    Frame,
}

/// The case and walk-through everything is measured on.
const CASE: &str = "street-vendor";

/// Everything measured.
#[derive(Debug, Serialize)]
struct Figures {
    case: &'static str,
    walkthrough: String,
    seconds_each: u64,
    /// Inputs through the engine.
    steps_per_s: u64,
    /// Situations the prover tells apart.
    prover_states_per_s: u64,
    /// Engine steps the prover takes.
    prover_steps_per_s: u64,
    /// Sentences understood.
    utterances_per_s: u64,
    /// Records marked from their events.
    remarks_per_s: u64,
    /// Lines of the dialogue, the trainee's and the people's, told by the engine with their meaning known.
    lines_per_s: u64,
    /// The same with every sentence of the trainee understood anew.
    lines_per_s_understood: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    yarn: Option<Yarn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<memory::Peaks>,
}

/// Yarn Spinner on the same dialogue.
#[derive(Debug, Serialize)]
struct Yarn {
    lines_per_s: u64,
    /// Our lines a second by theirs, in tenths.
    times_tenths: u64,
}

/// What the program beside prints as its last line.
#[derive(serde::Deserialize)]
struct YarnTold {
    lines: u64,
    seconds: f64,
    /// Lines of the dialogue told once.
    once: u64,
}

pub(super) fn run(args: &BenchArgs, desk: &Desk) -> Result<Outcome, Failure> {
    #[cfg(feature = "voice")]
    if args.what == What::Voice {
        return super::bench_voice::run(args.model.as_deref(), desk);
    }
    #[cfg(feature = "voice")]
    if args.what == What::Noise {
        return noise::run(args.model.as_deref(), desk);
    }
    #[cfg(feature = "voice")]
    if args.what == What::List {
        return list::run(args.list.as_deref(), args.model.as_deref(), desk);
    }
    #[cfg(feature = "app")]
    if args.what == What::Frame {
        return frame::run(args.scene, args.eyes, desk);
    }
    let shelf = Shelf::open()?;
    let (case, walkthroughs) = open_case(Path::new(CASE), &shelf, desk)?;
    let versions = shelf.content.versions_for(&case.version);
    let understand = |text: &str| shelf.read(text, &case);
    let stage = Stage {
        case: &case,
        rules: &shelf.content.rules,
        understand: &understand,
        versions: &versions,
    };
    let span = Duration::from_secs(args.seconds);
    let (name, file) = walkthroughs
        .iter()
        .find(|(_, file)| file.kind == Kind::Ideal && file.lang == Language::Zh)
        .ok_or_else(|| Failure::new(Outcome::Fault, "fail-not-in-case").with("id", "ideal"))?;
    let played = rehearse(stage, file, false)
        .map_err(|id| Failure::new(Outcome::Usage, "fail-not-in-case").with("id", id))?;
    let talk = Talk::of(&played);

    let plain = per_second(span, || talk.tell(&case, stage.rules, None));
    let heard = per_second(span, || talk.tell(&case, stage.rules, Some(&understand)));
    let texts = sentences(&walkthroughs);
    let utterances = per_second(span, || {
        for text in &texts {
            std::hint::black_box(shelf.read(text, &case));
        }
        (texts.len() as u64, 0)
    });
    let remarks = per_second(span, || {
        std::hint::black_box(assess(&case, &played.record, &versions));
        (1, 0)
    });
    let (states, steps) = prover(stage, &walkthroughs, &shelf, span);
    let yarn = match &args.yarn {
        Some(program) => Some(beside(
            program,
            &dialogue::yarn(&played, &case),
            span,
            (plain.1, talk.tell(&case, stage.rules, None).1),
        )?),
        None => None,
    };
    let figures = Figures {
        case: CASE,
        walkthrough: name.clone(),
        seconds_each: args.seconds,
        steps_per_s: plain.0,
        prover_states_per_s: states,
        prover_steps_per_s: steps,
        utterances_per_s: utterances.0,
        remarks_per_s: remarks.0,
        lines_per_s: plain.1,
        lines_per_s_understood: heard.1,
        yarn,
        memory: memory::measure(&shelf.home, &texts)?,
    };
    if desk.json {
        desk.hand_over(&figures);
    } else {
        tell(&figures, desk);
    }
    Ok(Outcome::Done)
}

/// The inputs of a played run, to be told again and again.
struct Talk {
    setup: crate::domain::session::Setup,
    inputs: Vec<(Millis, Input)>,
}

impl Talk {
    fn of(run: &Run) -> Self {
        Self {
            setup: run.record.header.setup.clone(),
            inputs: run
                .record
                .events
                .iter()
                .filter_map(|event| match &event.what {
                    Moment::In(input) => Some((event.at, input.clone())),
                    _ => None,
                })
                .collect(),
        }
    }

    /// Tells it once: inputs taken, and lines told on both sides.
    fn tell(
        &self,
        case: &crate::domain::scenario::model::Case,
        rules: &Rules,
        understand: Option<&dyn Fn(&str) -> crate::domain::understanding::Reading>,
    ) -> (u64, u64) {
        let Ok((mut state, mut effects)) = begin(case, rules, &self.setup) else {
            return (0, 0);
        };
        let mut lines = 0;
        for (at, input) in &self.inputs {
            if let Input::Said(heard) = input {
                lines += 1;
                if let Some(understand) = understand {
                    std::hint::black_box(understand(&heard.text));
                }
            }
            effects.extend(step(
                case,
                rules,
                &mut state,
                *at,
                std::slice::from_ref(input),
            ));
        }
        let spoken = effects
            .iter()
            .filter(|one| matches!(one.effect, Effect::Line { .. }))
            .count();
        (self.inputs.len() as u64, lines + spoken as u64)
    }
}

/// Does something again and again for a while; gives how much of two things it did a second.
fn per_second(span: Duration, mut once: impl FnMut() -> (u64, u64)) -> (u64, u64) {
    let begun = Instant::now();
    let (mut first, mut second) = (0_u64, 0_u64);
    loop {
        let (one, other) = once();
        first += one;
        second += other;
        let passed = begun.elapsed();
        if passed >= span {
            return (rate(first, passed), rate(second, passed));
        }
    }
}

fn rate(count: u64, passed: Duration) -> u64 {
    let micros = u64::try_from(passed.as_micros()).unwrap_or(u64::MAX).max(1);
    count.saturating_mul(1_000_000) / micros
}

/// Every Chinese sentence of the walk-throughs once.
fn sentences(walkthroughs: &[(String, WalkthroughFile)]) -> Vec<&str> {
    let mut texts: Vec<&str> = walkthroughs
        .iter()
        .filter(|(_, file)| file.lang == Language::Zh)
        .flat_map(|(_, file)| &file.steps)
        .filter_map(|step| match step {
            Step::Say(text) | Step::SayTo(_, text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// Situations and steps a second of the prover at work, exploring and cheating taken together.
fn prover(
    stage: Stage<'_>,
    walkthroughs: &[(String, WalkthroughFile)],
    shelf: &Shelf,
    span: Duration,
) -> (u64, u64) {
    let deeds = critical_deeds(&shelf.content.packs.conduct)
        .into_iter()
        .collect();
    let begun = Instant::now();
    // The cheats take some seconds of their own before exploring begins.
    let budget_ms = u64::try_from(span.as_millis()).unwrap_or(u64::MAX).max(1) * 4;
    let mut share = || {
        let spent = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        u32::try_from(spent.saturating_mul(1000) / budget_ms).unwrap_or(u32::MAX)
    };
    let proof = prove(stage, walkthroughs, &deeds, &mut share);
    let passed = begun.elapsed();
    let situations: usize = proof.coverage.iter().map(|one| one.situations).sum();
    let steps: u64 = proof.coverage.iter().map(|one| one.steps).sum();
    (rate(situations as u64, passed), rate(steps, passed))
}

/// Lets Yarn Spinner tell the same dialogue for the same while; `ours` are lines a second, and lines of one telling.
fn beside(program: &Path, text: &str, span: Duration, ours: (u64, u64)) -> Result<Yarn, Failure> {
    let failed = |detail: String| {
        Failure::new(Outcome::Machine, "fail-bench-yarn")
            .with("path", program.display().to_string())
            .with("detail", detail)
    };
    let file = std::env::temp_dir().join(format!("streetwise-bench-{}.yarn", std::process::id()));
    std::fs::write(&file, text).map_err(|source| FileError::Unwritable {
        path: file.clone(),
        source,
    })?;
    let output = Command::new(program)
        .arg(&file)
        .arg(span.as_secs().to_string())
        .output();
    let _ = std::fs::remove_file(&file);
    let output = output.map_err(|error| failed(error.to_string()))?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let told: YarnTold = serde_json::from_str(stdout.lines().next_back().unwrap_or_default())
        .map_err(|error| {
            let said = String::from_utf8_lossy(&output.stderr);
            failed(format!(
                "{error}: {}",
                said.lines().next_back().unwrap_or_default()
            ))
        })?;
    if told.once != ours.1 {
        return Err(failed(format!("{} lines, not {}", told.once, ours.1)));
    }
    let theirs = rate(told.lines, Duration::from_secs_f64(told.seconds.max(1e-6)));
    Ok(Yarn {
        lines_per_s: theirs,
        times_tenths: (ours.0 * 10).checked_div(theirs).unwrap_or(0),
    })
}

fn tell(figures: &Figures, desk: &Desk) {
    let line = |name: &str, value: &str| {
        desk.tell("quality-line", &[("name", name), ("value", value)]);
    };
    for (name, value) in [
        ("steps/s", figures.steps_per_s),
        ("prover states/s", figures.prover_states_per_s),
        ("prover steps/s", figures.prover_steps_per_s),
        ("utterances/s", figures.utterances_per_s),
        ("re-marks/s", figures.remarks_per_s),
        ("lines/s", figures.lines_per_s),
        ("lines/s, understood", figures.lines_per_s_understood),
    ] {
        line(name, &value.to_string());
    }
    if let Some(yarn) = &figures.yarn {
        line("lines/s, Yarn Spinner", &yarn.lines_per_s.to_string());
        let times = yarn.times_tenths;
        line("times", &format!("{}.{}", times / 10, times % 10));
    }
    for peak in figures.memory.iter().flat_map(|peaks| peaks.all()) {
        line(&format!("MiB, {}", peak.what), &peak.mib.to_string());
    }
}
