//! Playing a record again: its inputs through the engine, and whether the same came out.

use super::{Event, Moment, Record};
use crate::domain::ids::Millis;
use crate::domain::scenario::model::Case;
use crate::domain::session::{Rules, State, begin, step};

/// A record played again.
#[derive(Debug, Clone)]
pub struct Rerun {
    /// The state at the end.
    pub state: State,
    /// Inputs as recorded and effects as they come out now.
    pub events: Vec<Event>,
}

/// The first place where a rerun differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Index into the events.
    pub index: usize,
    /// What the record says there.
    pub recorded: Option<Event>,
    /// What comes out now.
    pub now: Option<Event>,
}

/// Plays the inputs again.
///
/// # Errors
/// The id that the case does not have (level or party).
pub fn rerun(case: &Case, rules: &Rules, record: &Record) -> Result<Rerun, String> {
    let (mut state, effects) = begin(case, rules, &record.header.setup)?;
    let mut events = Vec::with_capacity(record.events.len());
    let tell = |events: &mut Vec<Event>, effects: Vec<crate::domain::session::Timed>| {
        events.extend(effects.into_iter().map(|one| Event {
            at: one.at,
            what: Moment::Out(one.effect),
        }));
    };
    tell(&mut events, effects);
    let mut last = Millis(0);
    for event in &record.events {
        last = last.max(event.at);
        if let Moment::In(input) = &event.what {
            // Time passes first, on its own, so that an effect of the clock never stands after the input it precedes.
            tell(&mut events, step(case, rules, &mut state, event.at, &[]));
            events.push(event.clone());
            let inputs = std::slice::from_ref(input);
            tell(&mut events, step(case, rules, &mut state, event.at, inputs));
        }
    }
    tell(&mut events, step(case, rules, &mut state, last, &[]));
    Ok(Rerun { state, events })
}

/// Compares a record with its rerun.
///
/// # Errors
/// The first difference, or the id the case does not have as a difference at the start.
pub fn verify(case: &Case, rules: &Rules, record: &Record) -> Result<Rerun, Box<Difference>> {
    let rerun = rerun(case, rules, record).map_err(|_| {
        Box::new(Difference {
            index: 0,
            recorded: record.events.first().cloned(),
            now: None,
        })
    })?;
    let longest = rerun.events.len().max(record.events.len());
    for index in 0..longest {
        let (recorded, now) = (record.events.get(index), rerun.events.get(index));
        if recorded != now {
            return Err(Box::new(Difference {
                index,
                recorded: recorded.cloned(),
                now: now.cloned(),
            }));
        }
    }
    Ok(rerun)
}
