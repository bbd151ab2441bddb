//! A shift played by script: `HH:MM deed ticket …`, a step a line, so that a shift is test, lesson and demonstration.

use super::desk::{Deed, Event, Refusal, State, begin, latest_min, pass, step};
use super::score::{PlatformScore, score};
use crate::domain::packs::Shift;
use serde::Serialize;

/// A step that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScriptError {
    /// Line, from 1.
    pub line: usize,
    /// The line as written.
    pub text: String,
}

/// A played shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Played {
    /// Everything that happened.
    pub events: Vec<Event>,
    /// Steps that were impossible: line from 1 and why.
    pub refused: Vec<(usize, Refusal)>,
    /// Score.
    pub score: PlatformScore,
    /// State at the end.
    #[serde(skip)]
    pub state: State,
}

/// One step: minutes after midnight, ticket, deed; none when it cannot be read.
#[must_use]
pub fn read_step(text: &str) -> Option<(u32, String, Deed)> {
    let mut words = text.split_whitespace();
    let (hour, minute) = words.next()?.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let deed = words.next()?;
    let ticket = words.next()?.to_owned();
    let rest: Vec<&str> = words.collect();
    let whole = || rest.join(" ");
    let one = || (rest.len() == 1).then(|| rest[0].to_owned());
    let bare = |deed: Deed| rest.is_empty().then_some(deed);
    let deed = match deed {
        "accept" => bare(Deed::Accept),
        "reject" => Some(Deed::Reject { reason: whole() }),
        "merge" => one().map(|into| Deed::Merge { into }),
        "dispatch" => one().map(|unit| Deed::Dispatch { unit }),
        "phone" => bare(Deed::Phone),
        "handle" => bare(Deed::Handle),
        "report" => rest
            .iter()
            .all(|word| matches!(*word, "before" | "after"))
            .then(|| Deed::Report {
                before: rest.contains(&"before"),
                after: rest.contains(&"after"),
            }),
        "back" => bare(Deed::Back),
        "verify" => bare(Deed::Verify),
        "rework" => bare(Deed::Rework),
        "close" => bare(Deed::Close),
        "extend" => {
            let (minutes, reason) = rest.split_first()?;
            Some(Deed::Extend {
                minutes: minutes.parse().ok()?,
                reason: reason.join(" "),
            })
        }
        _ => None,
    }?;
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, ticket, deed))
}

/// Plays steps and lets the shift run out. A step whose time has passed is done at once.
///
/// # Errors
/// The first step that cannot be read; nothing is played then.
pub fn play(shift: &Shift, seed: u64, steps: &[String]) -> Result<Played, ScriptError> {
    let mut read = Vec::new();
    for (at, text) in steps.iter().enumerate() {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let step = read_step(text).ok_or_else(|| ScriptError {
            line: at + 1,
            text: text.to_owned(),
        })?;
        read.push((at + 1, step));
    }
    let (mut state, mut events) = begin(shift, seed);
    let mut refused = Vec::new();
    for (line, (minute, ticket, deed)) in read {
        let latest = latest_min(shift);
        let at = shift.minute_at(minute, latest);
        events.extend(pass(shift, &mut state, at.min(latest)));
        match step(shift, &mut state, &ticket, &deed) {
            Ok(told) => events.extend(told),
            Err(why) => refused.push((line, why)),
        }
    }
    events.extend(pass(shift, &mut state, latest_min(shift)));
    Ok(Played {
        score: score(shift, &events),
        events,
        refused,
        state,
    })
}
