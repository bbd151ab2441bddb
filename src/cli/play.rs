//! `play [CASE]`: opens the window, at the menu or straight in the case.

use super::assigned::by_the_store;
use super::desk::Desk;
use super::exam::{checked_id, checked_trainee};
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::app::{Assigned, PlayOptions};
use crate::domain::ids::Language;
use crate::domain::record::Exam;
use crate::files::home;
use bevy::app::AppExit;
use std::path::PathBuf;

#[derive(Debug, Default, clap::Args)]
pub(super) struct PlayArgs {
    #[arg(value_name = "CASE")]
    case: Option<PathBuf>,
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=3))]
    level: Option<u8>,
    #[arg(long, value_name = "ID")]
    persona: Option<String>,
    #[arg(long)]
    seed: Option<u64>,
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
    #[arg(long)]
    exam: bool,
    #[arg(long, value_name = "ID", requires_all = ["exam", "trainee", "case"])]
    assignment: Option<String>,
    #[arg(long)]
    sealed: bool,
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Plays the script by the clock, with its sounds where a microphone's come in.
    #[arg(long, requires = "script", conflicts_with = "frames", hide = true)]
    real_time: bool,
    #[arg(long, value_name = "N")]
    frames: Option<u32>,
    #[arg(long, value_name = "DIR")]
    shots: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<(u32, u32)>,
    #[arg(long, requires = "case", conflicts_with = "exam")]
    watch: bool,
    #[cfg(feature = "xr")]
    #[arg(long)]
    vr: bool,
    /// Counts frames in the headset for so long and leaves.
    #[cfg(feature = "xr")]
    #[arg(long, value_name = "SECONDS", requires_all = ["vr", "case"], conflicts_with_all = ["script", "frames", "exam"], value_parser = clap::value_parser!(u16).range(1..=600))]
    measure: Option<u16>,
    #[arg(long)]
    headless: bool,
    #[cfg(feature = "web")]
    #[command(flatten)]
    station: super::line::StationArgs,
}

/// Whether a window can be opened at all; without one the engine would fall over.
pub(super) fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn size(text: &str) -> Result<(u32, u32), String> {
    text.split_once(['x', '×'])
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .filter(|(width, height)| (320..=7680).contains(width) && (180..=4320).contains(height))
        .ok_or_else(|| text.to_owned())
}

/// The assignment, as the store has it if it knows it.
fn assigned(args: &PlayArgs, desk: &Desk) -> Result<Option<Assigned>, Failure> {
    let (Some(id), Some(trainee), Some(path)) = (&args.assignment, &args.trainee, &args.case)
    else {
        return Ok(None);
    };
    checked_id("--assignment", id)?;
    let case = open_case(path, &Shelf::open()?, desk)?.0.id;
    let level = args.level.unwrap_or(1);
    let exam = Exam {
        assignment: id.clone(),
        sealed: args.sealed,
    };
    let is_sealed = by_the_store(exam, trainee, &case, level, desk)?.sealed;
    Ok(Some(Assigned {
        id: id.clone(),
        trainee: trainee.clone(),
        case,
        level,
        is_sealed,
    }))
}

/// Whether the headset is asked for and there: without a runtime the case is played at the desktop, and it is said why.
#[cfg(feature = "xr")]
fn wants_headset(args: &PlayArgs, desk: &Desk) -> bool {
    if !args.vr {
        return false;
    }
    match crate::app::headset::probe() {
        Ok(found) => {
            desk.tell(
                "headset-found",
                &[("runtime", &found.runtime), ("headset", &found.headset)],
            );
            true
        }
        Err(error) => {
            // Whoever measures goes nowhere else.
            let id = if args.measure.is_some() {
                "doctor-headset-poor"
            } else {
                "headset-none"
            };
            desk.warn(&desk.words.with(id, &[("detail", &error.to_string())]));
            false
        }
    }
}

/// What the headset's frames took.
#[cfg(feature = "xr")]
fn tell_frames(frames: &crate::app::headset::Frames, desk: &Desk) {
    if desk.json {
        desk.hand_over(frames);
        return;
    }
    let ms = |us: u64| format!("{:.2}", us as f64 / 1000.0);
    desk.tell(
        "headset-frames",
        &[
            ("frames", &frames.frames.to_string()),
            ("late", &frames.late.to_string()),
            ("half", &ms(frames.work_us_p50)),
            ("most", &ms(frames.work_us_p99)),
            ("longest", &ms(frames.work_us_max)),
            ("shown", &ms(frames.shown_us_p99)),
            ("period", &ms(frames.period_us)),
        ],
    );
}

pub(super) fn run(
    args: &PlayArgs,
    desk: &Desk,
    lang: Option<Language>,
) -> Result<Outcome, Failure> {
    if let Some(trainee) = &args.trainee {
        checked_trainee(trainee)?;
    }
    if !args.headless && !has_screen() {
        return Err(Failure::new(Outcome::Machine, "fail-no-screen"));
    }
    if args.watch
        && let Some(case) = &args.case
    {
        // A case that does not load has nothing to watch: its author hears all that is wrong at once.
        open_case(case, &Shelf::open()?, desk)?;
    }
    #[cfg(feature = "xr")]
    let (is_vr, measure_s) = (wants_headset(args, desk), args.measure);
    #[cfg(not(feature = "xr"))]
    let (is_vr, measure_s) = (false, None);
    if measure_s.is_some() && !is_vr {
        return Ok(Outcome::Machine);
    }
    #[cfg(feature = "web")]
    let settings = crate::app::Settings::load(&desk.data());
    let small = args.frames.map(|_| (640, 360));
    let options = PlayOptions {
        home: home()?,
        data: desk.data(),
        case: args.case.clone(),
        level: args.level,
        persona: args.persona.clone(),
        seed: args.seed,
        trainee: args.trainee.clone(),
        is_exam: args.exam,
        assignment: assigned(args, desk)?,
        is_sealed: args.sealed,
        lang,
        model: args.model.clone(),
        script: args.script.clone(),
        is_real_time: args.real_time,
        frames: args.frames,
        // As many as `bench frame` measures with.
        passers_by: measure_s.map(|_| crate::app::bench::PASSERS_BY),
        shots: args.shots.clone(),
        out: args.out.clone(),
        size: args.size.or(small),
        #[cfg(feature = "web")]
        station: args
            .station
            .options(desk, args.trainee.as_deref().unwrap_or(&settings.trainee))?,
        is_vr,
        measure_s,
        is_watch: args.watch,
        is_headless: args.headless,
    };
    #[cfg(feature = "xr")]
    let exit = {
        let (exit, frames) = crate::app::play_counting(options);
        match frames {
            Some(frames) => tell_frames(&frames, desk),
            None if measure_s.is_some() => {
                return Err(Failure::new(Outcome::Machine, "fail-headset-unseen"));
            }
            None => {}
        }
        exit
    };
    #[cfg(not(feature = "xr"))]
    let exit = crate::app::play(options);
    Ok(match exit {
        AppExit::Success => Outcome::Done,
        AppExit::Error(_) => Outcome::Machine,
    })
}
