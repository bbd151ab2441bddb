//! What becomes of tickets: deeds of whoever sits at the desk, and what time brings by itself (arrivals, auto-dispatch,
//! units that report or return, limits that pass). Gives events, marks nothing.

use crate::domain::packs::{RightWay, Shift, ShiftTicket};
use serde::{Deserialize, Serialize};

/// Minutes after its end for which a shift waits at most for a squad that is still out.
pub const OVERTIME_MIN: u32 = 60;

/// Where a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not in yet.
    Coming,
    /// Waits to be accepted (受理).
    Arrived,
    /// Accepted (立案), waits to be sent.
    Accepted,
    /// With a unit (派遣).
    Dispatched,
    /// The unit says that it is done (反馈).
    Reported,
    /// Seen on the spot, and it is done (核查).
    Verified,
    /// Closed (结案).
    Closed,
    /// Not accepted.
    Rejected,
    /// Part of another ticket.
    Merged,
}

impl Stage {
    /// Whether nothing is left to do.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Merged)
    }
}

/// What somebody at the desk or on the street does with a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Takes it in.
    Accept,
    /// Does not take it in, with a reason for whoever reported it.
    Reject {
        /// Reason.
        reason: String,
    },
    /// Takes it as one with another.
    Merge {
        /// Ticket id.
        into: String,
    },
    /// Sends it to a unit.
    Dispatch {
        /// Unit id.
        unit: String,
    },
    /// Phones the unit besides, because it cannot wait.
    Phone,
    /// The own squad arrives and begins.
    Handle,
    /// The own squad reports, with pictures.
    Report {
        /// A picture from before.
        before: bool,
        /// A picture from after.
        after: bool,
    },
    /// The own squad is back from the spot without a report.
    Back,
    /// Has somebody look on the spot.
    Verify,
    /// Sends it back to the unit, because it is not done.
    Rework,
    /// Closes it.
    Close,
    /// Asks for more time before the limit has passed.
    Extend {
        /// Minutes more.
        minutes: u32,
        /// Reason.
        reason: String,
    },
}

/// Why a deed was impossible; nothing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No such ticket, or not in yet.
    NoTicket,
    /// No such unit.
    NoUnit,
    /// Not at this stage.
    WrongStage,
    /// A reason is missing.
    NoReason,
    /// The own squad does not have it.
    NotOurs,
    /// Too late to ask for time, or asked before.
    NoMoreTime,
    /// The shift is over; only those who are out are waited for.
    ShiftOver,
}

/// Something that happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// It came in; the find alone costs the responsible unit these tenths of a point.
    Arrived {
        /// Tenths of a point.
        deduct_tenths: u32,
    },
    /// Somebody did this.
    Did(Deed),
    /// Auto-dispatch sent it.
    AutoDispatched {
        /// Unit id.
        unit: String,
    },
    /// The unit returned it as not its business and names another.
    Returned {
        /// Who returned it.
        by: String,
        /// Whom it proposes.
        proposes: Option<String>,
    },
    /// The unit reported.
    UnitReported {
        /// Unit id.
        by: String,
    },
    /// Looked at on the spot: it is done.
    FoundDone,
    /// Looked at on the spot: it is not done, or the pictures do not show it.
    FoundUndone,
    /// Its limit passed.
    Overdue,
    /// The shift is over.
    ShiftEnded,
}

/// An event with its minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Minutes since the shift began.
    pub at_min: u32,
    /// Ticket id; empty for the shift itself.
    pub ticket: String,
    /// What.
    pub what: Happened,
}

/// One ticket's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketState {
    /// Where it is.
    pub stage: Stage,
    /// Unit it is with or was with last.
    pub unit: Option<String>,
    /// Minute of acceptance.
    pub accepted_min: Option<u32>,
    /// Minute of the last dispatch.
    pub dispatched_min: Option<u32>,
    /// Minute at which the limit passes.
    pub due_min: Option<u32>,
    /// Whether the limit has passed.
    pub overdue: bool,
    /// Whether more time was granted.
    pub extended: bool,
    /// Minute at which the own squad began.
    pub began_min: Option<u32>,
    /// Whether the own squad is out for it now.
    pub out: bool,
    /// Times it was dispatched.
    pub sent: u8,
    /// Whether a unit has reported it before.
    pub reported: bool,
    /// Whether what was reported is true and shown by pictures.
    pub done: bool,
}

/// A running shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Minutes since it began.
    pub now_min: u32,
    /// Tickets in the order of the shift.
    pub tickets: Vec<TicketState>,
    /// Seed of what errs by itself.
    pub seed: u64,
    /// Whether it is over.
    pub ended: bool,
}

/// The beginning of a shift with the first arrivals.
#[must_use]
pub fn begin(shift: &Shift, seed: u64) -> (State, Vec<Event>) {
    let fresh = TicketState {
        stage: Stage::Coming,
        unit: None,
        accepted_min: None,
        dispatched_min: None,
        due_min: None,
        overdue: false,
        extended: false,
        began_min: None,
        out: false,
        sent: 0,
        reported: false,
        done: false,
    };
    let mut state = State {
        now_min: 0,
        tickets: vec![fresh; shift.tickets.len()],
        seed,
        ended: false,
    };
    let mut events = Vec::new();
    minute(shift, &mut state, &mut events);
    (state, events)
}

/// The minute at which a shift is over whatever happens: nobody who is out at its end is forgotten, and nobody is waited
/// for longer than [`OVERTIME_MIN`].
#[must_use]
pub const fn latest_min(shift: &Shift) -> u32 {
    shift.length_min.saturating_add(OVERTIME_MIN)
}

/// Lets time pass to `now_min`, minute by minute, so that one long wait and many short ones are the same.
pub fn pass(shift: &Shift, state: &mut State, now_min: u32) -> Vec<Event> {
    let mut events = Vec::new();
    while state.now_min < now_min && !state.ended {
        state.now_min += 1;
        minute(shift, state, &mut events);
    }
    events
}

/// Everything that happens by itself in the minute that has just begun.
fn minute(shift: &Shift, state: &mut State, events: &mut Vec<Event>) {
    let now = state.now_min;
    for (at, ticket) in shift.tickets.iter().enumerate() {
        let mut told = Vec::new();
        by_itself(
            shift,
            state.seed,
            now,
            at,
            ticket,
            &mut state.tickets[at],
            &mut told,
        );
        events.extend(told.into_iter().map(|what| Event {
            at_min: now,
            ticket: ticket.id.clone(),
            what,
        }));
    }
    let is_out = state.tickets.iter().any(|one| one.out);
    if now >= latest_min(shift) || (now >= shift.length_min && !is_out) {
        state.ended = true;
        events.push(Event {
            at_min: now,
            ticket: String::new(),
            what: Happened::ShiftEnded,
        });
    }
}

fn by_itself(
    shift: &Shift,
    seed: u64,
    now: u32,
    at: usize,
    ticket: &ShiftTicket,
    one: &mut TicketState,
    told: &mut Vec<Happened>,
) {
    if one.stage == Stage::Coming && now >= ticket.arrives_min {
        one.stage = Stage::Arrived;
        told.push(Happened::Arrived {
            deduct_tenths: ticket.deduct_tenths,
        });
    }
    if !one.stage.is_over() && !one.overdue && one.due_min.is_some_and(|due| now > due) {
        one.overdue = true;
        told.push(Happened::Overdue);
    }
    let since = |minute: Option<u32>| minute.map(|minute| now.saturating_sub(minute));
    let auto_is_due = one.stage == Stage::Accepted
        && one.sent == 0
        && since(one.accepted_min).is_some_and(|waited| waited >= shift.auto_after_min);
    if auto_is_due && let Some(unit) = auto_unit(shift, seed, at, ticket) {
        send(one, now, unit);
        told.push(Happened::AutoDispatched {
            unit: unit.to_owned(),
        });
    }
    if one.stage != Stage::Dispatched {
        return;
    }
    let Some(unit) = one.unit.as_deref().and_then(|id| shift.unit(id)) else {
        return;
    };
    let with_unit = since(one.dispatched_min).unwrap_or(0);
    let right = matches!(&ticket.right, RightWay::Unit(id) if *id == unit.id);
    if !right && with_unit >= shift.returns_after_min {
        told.push(Happened::Returned {
            by: unit.id.clone(),
            proposes: match &ticket.right {
                RightWay::Unit(id) => Some(id.clone()),
                _ => None,
            },
        });
        one.stage = Stage::Accepted;
        one.out = false;
    } else if right && !unit.ours && with_unit >= ticket.work_min {
        // What a unit reports falsely, it has done the second time.
        one.done = !ticket.false_report || one.reported;
        one.reported = true;
        one.stage = Stage::Reported;
        told.push(Happened::UnitReported {
            by: unit.id.clone(),
        });
    }
}

/// Where auto-dispatch sends a ticket: to the right unit, or now and then to the one it is easily taken for.
fn auto_unit<'a>(
    shift: &'a Shift,
    seed: u64,
    at: usize,
    ticket: &'a ShiftTicket,
) -> Option<&'a str> {
    let right = match &ticket.right {
        RightWay::Unit(id) => Some(id.as_str()),
        // Nothing to send; it goes where such tickets go.
        RightWay::Merge(_) | RightWay::Reject(_) => None,
    };
    let errs = mixed(seed, at as u64) % 1000 < u64::from(shift.auto_errs_permille);
    match ticket.mistaken_for.as_deref() {
        Some(wrong) if errs || right.is_none() => Some(wrong),
        _ => right,
    }
}

/// SplitMix64's mixing (Steele, Lea, Flood 2014) of a seed and a position.
const fn mixed(seed: u64, position: u64) -> u64 {
    let mut mixed = seed.wrapping_add((position + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn send(one: &mut TicketState, now: u32, unit: &str) {
    one.stage = Stage::Dispatched;
    one.unit = Some(unit.to_owned());
    one.dispatched_min = Some(now);
    one.began_min = None;
    one.out = false;
    one.sent = one.sent.saturating_add(1);
}

/// Does a deed to a ticket now.
///
/// # Errors
/// Why it was impossible; then nothing changed.
pub fn step(
    shift: &Shift,
    state: &mut State,
    ticket: &str,
    deed: &Deed,
) -> Result<Vec<Event>, Refusal> {
    let now = state.now_min;
    let at = shift
        .tickets
        .iter()
        .position(|one| one.id == ticket)
        .filter(|at| state.tickets[*at].stage != Stage::Coming && !state.ended)
        .ok_or(Refusal::NoTicket)?;
    let waits_only = now >= shift.length_min && state.tickets.iter().any(|one| one.out);
    if waits_only && !matches!(deed, Deed::Report { .. } | Deed::Back) {
        return Err(Refusal::ShiftOver);
    }
    let planned = &shift.tickets[at];
    if let Deed::Merge { into } = deed {
        let known = shift.tickets.iter().position(|one| one.id == *into);
        let open = known.filter(|other| {
            *other != at
                && !matches!(
                    state.tickets[*other].stage,
                    Stage::Coming | Stage::Rejected | Stage::Merged
                )
        });
        open.ok_or(Refusal::NoTicket)?;
    }
    let one = &mut state.tickets[at];
    let at_stage = |wanted: &[Stage]| {
        if wanted.contains(&one.stage) {
            Ok(())
        } else {
            Err(Refusal::WrongStage)
        }
    };
    let needs_reason = |reason: &str| {
        if reason.trim().is_empty() {
            Err(Refusal::NoReason)
        } else {
            Ok(())
        }
    };
    let is_ours = |one: &TicketState| {
        let unit = one.unit.as_deref().and_then(|id| shift.unit(id));
        if unit.is_some_and(|unit| unit.ours) {
            Ok(())
        } else {
            Err(Refusal::NotOurs)
        }
    };
    let mut told = vec![Happened::Did(deed.clone())];
    match deed {
        Deed::Accept => {
            at_stage(&[Stage::Arrived])?;
            one.stage = Stage::Accepted;
            one.accepted_min = Some(now);
            one.due_min = Some(now.saturating_add(planned.limit_min));
        }
        Deed::Reject { reason } => {
            at_stage(&[Stage::Arrived])?;
            needs_reason(reason)?;
            one.stage = Stage::Rejected;
        }
        Deed::Merge { .. } => {
            at_stage(&[Stage::Arrived, Stage::Accepted])?;
            one.stage = Stage::Merged;
        }
        Deed::Dispatch { unit } => {
            at_stage(&[Stage::Accepted, Stage::Dispatched])?;
            if shift.unit(unit).is_none() {
                return Err(Refusal::NoUnit);
            }
            send(one, now, unit);
        }
        Deed::Phone => at_stage(&[Stage::Accepted, Stage::Dispatched])?,
        Deed::Handle => {
            at_stage(&[Stage::Dispatched])?;
            is_ours(one)?;
            one.began_min = Some(now);
            one.out = true;
        }
        Deed::Back => {
            at_stage(&[Stage::Dispatched])?;
            if !one.out {
                return Err(Refusal::WrongStage);
            }
            one.out = false;
        }
        Deed::Report { before, after } => {
            at_stage(&[Stage::Dispatched])?;
            is_ours(one)?;
            let began = one.began_min.ok_or(Refusal::WrongStage)?;
            one.done = *before && *after && now.saturating_sub(began) >= planned.work_min;
            one.stage = Stage::Reported;
            one.out = false;
        }
        Deed::Verify => {
            at_stage(&[Stage::Reported])?;
            if one.done {
                one.stage = Stage::Verified;
                told.push(Happened::FoundDone);
            } else {
                told.push(Happened::FoundUndone);
            }
        }
        Deed::Rework => {
            at_stage(&[Stage::Reported])?;
            let unit = one.unit.clone().unwrap_or_default();
            send(one, now, &unit);
        }
        Deed::Close => {
            at_stage(&[Stage::Reported, Stage::Verified])?;
            one.stage = Stage::Closed;
        }
        Deed::Extend { minutes, reason } => {
            at_stage(&[Stage::Accepted, Stage::Dispatched])?;
            needs_reason(reason)?;
            if one.overdue || one.extended {
                return Err(Refusal::NoMoreTime);
            }
            one.extended = true;
            one.due_min = one.due_min.map(|due| due.saturating_add(*minutes));
        }
    }
    Ok(told
        .into_iter()
        .map(|what| Event {
            at_min: now,
            ticket: ticket.to_owned(),
            what,
        })
        .collect())
}
