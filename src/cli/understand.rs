//! `understand`: one utterance a line from standard input, one reading a line out.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::Shelf;
use crate::domain::ids::{Permille, as_share};
use crate::domain::understanding::{ActReading, Day, LawReading, Reading, Slot};
use serde::Serialize;
use std::io::BufRead;

#[derive(Debug, clap::Args)]
pub(super) struct UnderstandArgs {
    /// The day by which law in force is judged; today where none is named.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

/// A line longer than this is cut, as no recogniser gives one.
const LINE_CHARS_MAX: usize = 2_000;

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    acts: Vec<Acted<'a>>,
    law: &'a [LawReading],
    slots: &'a [Slot],
}

#[derive(Serialize)]
struct Acted<'a> {
    act: &'static str,
    #[serde(serialize_with = "as_share::serialize")]
    sure: Permille,
    why: &'a str,
}

pub(super) fn run(args: &UnderstandArgs, desk: &Desk, asked: bool) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let lang = asked.then(|| desk.words.lang());
    let day = day_of(args.date);
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| {
            Failure::new(Outcome::Machine, "fail-input").with("detail", error.to_string())
        })?;
        let text = String::from_utf8_lossy(&line);
        let text: String = text
            .trim_end_matches('\r')
            .chars()
            .take(LINE_CHARS_MAX)
            .collect();
        let reading = shelf.read_on(&text, lang, day);
        if desk.json {
            desk.hand_over(&Line {
                text: &text,
                acts: reading.acts.iter().map(acted).collect(),
                law: &reading.law,
                slots: &reading.slots,
            });
        } else {
            tell(&text, &reading, desk);
        }
    }
    Ok(Outcome::Done)
}

/// The day named, or the day in Beijing.
fn day_of(named: Option<jiff::civil::Date>) -> Option<Day> {
    let day = named.unwrap_or_else(|| {
        let beijing = jiff::tz::Offset::constant(8);
        beijing.to_datetime(jiff::Timestamp::now()).date()
    });
    let part = |part: i8| u8::try_from(part).ok();
    Some((
        u16::try_from(day.year()).ok()?,
        part(day.month())?,
        part(day.day())?,
    ))
}

fn acted(one: &ActReading) -> Acted<'_> {
    Acted {
        act: one.act.name(),
        sure: one.sure,
        why: &one.why,
    }
}

fn tell(text: &str, reading: &Reading, desk: &Desk) {
    let words = &desk.words;
    desk.say(text);
    if reading.acts.is_empty() {
        desk.tell("understand-nothing", &[]);
    }
    for one in &reading.acts {
        desk.tell(
            "understand-act",
            &[
                ("act", &words.get(&format!("act-{}", one.act.name()))),
                ("sure", &(one.sure.0 / 10).to_string()),
                ("why", &one.why),
            ],
        );
    }
    for one in &reading.law {
        let id = if one.right {
            "understand-law-right"
        } else {
            "understand-law-wrong"
        };
        desk.tell(
            id,
            &[
                ("id", &one.id),
                ("cited", &one.cited_as),
                ("note", &one.note),
            ],
        );
    }
    for one in &reading.slots {
        desk.tell(
            "understand-slot",
            &[
                (
                    "kind",
                    &words.get(&format!("slot-{:?}", one.kind).to_lowercase()),
                ),
                ("value", &one.value),
            ],
        );
    }
}
