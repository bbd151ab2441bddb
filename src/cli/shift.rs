//! `shift [NAME]`: plays a shift at the city platform by script and prints what happened and its score.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::content::shifts;
use crate::domain::packs::Shift;
use crate::domain::platform::{Deed, Event, Happened, Played, Refusal, play};
use crate::files::{home, read_text};
use std::path::Path;

/// The shift that is played when none is named.
const USUAL: &str = "morning";
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
    let lang = desk.words.lang();
    desk.tell(
        "shift-head",
        &[("title", shift.title.get(lang)), ("script", script)],
    );
    let number = |id: &str| shift.ticket(id).map_or("", |ticket| ticket.number.as_str());
    for event in &played.events {
        let at = shift.starts_min + event.at_min;
        let clock = format!("{:02}:{:02}", at / 60, at % 60);
        let what = happened(shift, event, desk);
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
        let why = desk.words.get(&refusal(*why));
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
        let what = desk.words.get(&format!("shift-mark-{}", mark.kind.name()));
        desk.tell(
            "shift-missed",
            &[("number", number(&mark.ticket)), ("what", &what)],
        );
    }
    for (unit, tenths) in &score.deducted_tenths {
        let points = format!("{}.{}", tenths / 10, tenths % 10);
        let name = shift.unit(unit).map_or("", |one| one.name.get(lang));
        desk.tell("shift-deduct", &[("unit", name), ("points", &points)]);
    }
}

fn refusal(why: Refusal) -> String {
    let name = match why {
        Refusal::NoTicket => "no_ticket",
        Refusal::NoUnit => "no_unit",
        Refusal::WrongStage => "wrong_stage",
        Refusal::NoReason => "no_reason",
        Refusal::NotOurs => "not_ours",
        Refusal::NoMoreTime => "no_more_time",
    };
    format!("shift-refusal-{name}")
}

fn happened(shift: &Shift, event: &Event, desk: &Desk) -> String {
    let lang = desk.words.lang();
    let unit = |id: &str| {
        shift
            .unit(id)
            .map_or_else(|| id.to_owned(), |one| one.name.get(lang).to_owned())
    };
    let plain = |id: &str| desk.words.get(id);
    let with = |id: &str, text: &str| desk.words.with(id, &[("text", text)]);
    let yes_no = |on: bool| plain(if on { "shift-yes" } else { "shift-no" });
    match &event.what {
        Happened::Arrived { .. } => {
            let text = shift
                .ticket(&event.ticket)
                .map_or("", |ticket| ticket.text.get(lang));
            with("shift-arrived", text)
        }
        Happened::AutoDispatched { unit: id } => with("shift-auto-dispatched", &unit(id)),
        Happened::Returned { by, .. } => with("shift-returned", &unit(by)),
        Happened::UnitReported { by } => with("shift-unit-reported", &unit(by)),
        Happened::FoundDone => plain("shift-found-done"),
        Happened::FoundUndone => plain("shift-found-undone"),
        Happened::Overdue => plain("shift-overdue"),
        Happened::ShiftEnded => plain("shift-ended"),
        Happened::Did(deed) => match deed {
            Deed::Accept => plain("shift-accept"),
            Deed::Reject { reason } => with("shift-reject", reason),
            Deed::Merge { into } => {
                let number = shift.ticket(into).map_or("", |one| one.number.as_str());
                with("shift-merge", number)
            }
            Deed::Dispatch { unit: id } => with("shift-dispatch", &unit(id)),
            Deed::Phone => plain("shift-phone"),
            Deed::Handle => plain("shift-handle"),
            Deed::Report { before, after } => desk.words.with(
                "shift-report",
                &[("before", &yes_no(*before)), ("after", &yes_no(*after))],
            ),
            Deed::Verify => plain("shift-verify"),
            Deed::Rework => plain("shift-rework"),
            Deed::Close => plain("shift-close"),
            Deed::Extend { minutes, .. } => with("shift-extend", &minutes.to_string()),
        },
    }
}
