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
            desk.warn(
                &desk
                    .words
                    .with("headset-none", &[("detail", &error.to_string())]),
            );
            false
        }
    }
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
        frames: args.frames,
        passers_by: None,
        shots: args.shots.clone(),
        out: args.out.clone(),
        size: args.size.or(small),
        #[cfg(feature = "web")]
        station: args
            .station
            .options(desk, args.trainee.as_deref().unwrap_or(&settings.trainee))?,
        #[cfg(feature = "xr")]
        is_vr: wants_headset(args, desk),
        #[cfg(not(feature = "xr"))]
        is_vr: false,
        is_watch: args.watch,
        is_headless: args.headless,
    };
    Ok(match crate::app::play(options) {
        AppExit::Success => Outcome::Done,
        AppExit::Error(_) => Outcome::Machine,
    })
}
