//! `play [CASE]`: opens the window, at the menu or straight in the case.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::app::PlayOptions;
use crate::domain::ids::Language;
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
    #[arg(long, value_name = "ID", requires = "exam")]
    assignment: Option<String>,
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

pub(super) fn run(
    args: &PlayArgs,
    desk: &Desk,
    lang: Option<Language>,
) -> Result<Outcome, Failure> {
    if !args.headless && !has_screen() {
        return Err(Failure::new(Outcome::Machine, "fail-no-screen"));
    }
    #[cfg(feature = "web")]
    let settings = crate::app::Settings::load(&desk.data());
    if let Some(id) = &args.assignment {
        super::exam::checked_id("--assignment", id)?;
    }
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
        assignment: args.assignment.clone(),
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
        is_headless: args.headless,
    };
    Ok(match crate::app::play(options) {
        AppExit::Success => Outcome::Done,
        AppExit::Error(_) => Outcome::Machine,
    })
}
