//! `shift [NAME]`: plays a shift at the city platform by script and prints what happened and its score.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::content::shifts;
use crate::domain::packs::Shift;
use crate::domain::platform::{Played, play};
use crate::files::{home, read_text};
use crate::shift_words::{clock, days_note, happened, missed, refused, tenths, unit};
use std::path::Path;

/// The shift that is played when none is named.
const USUAL: &str = "evening";
/// Its script.
const USUAL_SCRIPT: &str = "ideal";

#[derive(Debug, clap::Args)]
pub(super) struct ShiftArgs {
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "ID|FILE")]
    script: Option<String>,
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

pub(super) fn run(args: &ShiftArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let home = home()?;
    let name = args.name.as_deref().unwrap_or(USUAL);
    let shifts = shifts(&home)?;
    let shift = shifts
        .iter()
        .find(|one| one.id == name)
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-no-shift").with("id", name))?;
    let script = args.script.as_deref().unwrap_or(USUAL_SCRIPT);
    let steps: Vec<String> = match shift.scripts.iter().find(|one| one.id == script) {
        Some(known) => known.steps.clone(),
        None => read_text(Path::new(script))?
            .lines()
            .map(str::to_owned)
            .collect(),
    };
    let played = play(shift, args.seed, &steps).map_err(|error| {
        Failure::new(Outcome::Usage, "fail-shift-script")
            .with("line", error.line.to_string())
            .with("text", error.text)
    })?;
    if desk.json {
        desk.hand_over(&played);
    } else {
        tell(shift, script, &played, desk);
    }
    Ok(if played.refused.is_empty() {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

fn tell(shift: &Shift, script: &str, played: &Played, desk: &Desk) {
    let title = shift.title.get(desk.words.lang());
    desk.tell("shift-head", &[("title", title), ("script", script)]);
    if let Some(note) = days_note(shift, &desk.words) {
        desk.tell("shift-note", &[("text", &note)]);
    }
    let number = |id: &str| shift.ticket(id).map_or("", |ticket| ticket.number.as_str());
    for event in &played.events {
        let clock = clock(shift, event.at_min);
        let what = happened(shift, event, &desk.words);
        let number = match number(&event.ticket) {
            "" => "—",
            number => number,
        };
        desk.tell(
            "shift-event",
            &[("clock", &clock), ("number", number), ("what", &what)],
        );
    }
    for (line, why) in &played.refused {
        let why = refused(*why, &desk.words);
        desk.tell(
            "shift-refused",
            &[("line", &line.to_string()), ("why", &why)],
        );
    }
    let score = &played.score;
    desk.tell(
        "shift-score",
        &[
            ("points", &score.points.to_string()),
            ("settled", &score.settled.to_string()),
            ("tickets", &score.tickets.to_string()),
        ],
    );
    for mark in score.marks.iter().filter(|one| !one.met) {
        let what = missed(mark, &desk.words);
        desk.tell(
            "shift-missed",
            &[("number", number(&mark.ticket)), ("what", &what)],
        );
    }
    for (id, deducted) in &score.deducted_tenths {
        let points = tenths(*deducted);
        let name = unit(shift, id, &desk.words);
        desk.tell("shift-deduct", &[("unit", &name), ("points", &points)]);
    }
}
