//! A shift that somebody sits: its state, everything that happened, and every deed as a line of a script, so that what was
//! done at a desk by hand is played again by the same words. Draws nothing and asks no clock: whoever owns one says what
//! minute it is.

use super::desk::{Deed, Event, Refusal, Stage, State, TicketState, begin, pass, step};
use super::score::{PlatformScore, score};
use crate::domain::packs::{Shift, ShiftTicket};

/// A shift in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    shift: Shift,
    seed: u64,
    state: State,
    events: Vec<Event>,
    script: Vec<String>,
}

/// What kind of deed, without its particulars: what a desk can offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeedKind {
    /// Takes it in.
    Accept,
    /// Does not take it in.
    Reject,
    /// Takes it as one with another.
    Merge,
    /// Sends it to a unit.
    Dispatch,
    /// Phones the unit.
    Phone,
    /// The own squad begins.
    Handle,
    /// The own squad reports.
    Report,
    /// Has somebody look.
    Verify,
    /// Sends it back.
    Rework,
    /// Closes it.
    Close,
    /// Asks for more time.
    Extend,
}

impl DeedKind {
    /// Every kind in the order of a ticket's way.
    pub const ALL: [Self; 11] = [
        Self::Accept,
        Self::Merge,
        Self::Reject,
        Self::Phone,
        Self::Dispatch,
        Self::Handle,
        Self::Report,
        Self::Verify,
        Self::Rework,
        Self::Close,
        Self::Extend,
    ];

    /// The word of scripts and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Merge => "merge",
            Self::Dispatch => "dispatch",
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Report => "report",
            Self::Verify => "verify",
            Self::Rework => "rework",
            Self::Close => "close",
            Self::Extend => "extend",
        }
    }
}

impl Sitting {
    /// The beginning of a shift.
    #[must_use]
    pub fn begin(shift: Shift, seed: u64) -> Self {
        let (state, events) = begin(&shift, seed);
        Self {
            shift,
            seed,
            state,
            events,
            script: Vec::new(),
        }
    }

    /// The shift.
    #[must_use]
    pub const fn shift(&self) -> &Shift {
        &self.shift
    }

    /// Seed of what errs by itself.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Minutes since it began.
    #[must_use]
    pub const fn now_min(&self) -> u32 {
        self.state.now_min
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.state.ended
    }

    /// Everything that happened so far.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Every deed so far, a line each, as [`super::play`] reads them.
    #[must_use]
    pub fn script(&self) -> &[String] {
        &self.script
    }

    /// Tickets that have come in, in order, with where they stand.
    pub fn tickets(&self) -> impl Iterator<Item = (&ShiftTicket, &TicketState)> {
        self.shift
            .tickets
            .iter()
            .zip(&self.state.tickets)
            .filter(|(_, now)| now.stage != Stage::Coming)
    }

    /// A ticket that has come in.
    #[must_use]
    pub fn ticket(&self, id: &str) -> Option<(&ShiftTicket, &TicketState)> {
        self.tickets().find(|(ticket, _)| ticket.id == id)
    }

    /// Lets time pass; gives what happened meanwhile.
    pub fn pass(&mut self, now_min: u32) -> &[Event] {
        let from = self.events.len();
        let now_min = now_min.min(self.shift.length_min);
        self.events
            .extend(pass(&self.shift, &mut self.state, now_min));
        &self.events[from..]
    }

    /// Does a deed now.
    ///
    /// # Errors
    /// Why it was impossible; then nothing changed and nothing is written down.
    pub fn act(&mut self, ticket: &str, deed: &Deed) -> Result<(), Refusal> {
        let told = step(&self.shift, &mut self.state, ticket, deed)?;
        self.events.extend(told);
        self.script.push(line(
            self.shift.starts_min + self.state.now_min,
            ticket,
            deed,
        ));
        Ok(())
    }

    /// What can be done to a ticket now, by kind.
    #[must_use]
    pub fn possible(&self, ticket: &str) -> Vec<DeedKind> {
        let is_possible = |kind: &DeedKind| {
            self.samples(*kind, ticket)
                .iter()
                .any(|deed| step(&self.shift, &mut self.state.clone(), ticket, deed).is_ok())
        };
        DeedKind::ALL.into_iter().filter(is_possible).collect()
    }

    /// Tickets into which this one could be merged now.
    #[must_use]
    pub fn mergeable(&self, ticket: &str) -> Vec<&ShiftTicket> {
        let fits = |other: &&ShiftTicket| {
            let deed = Deed::Merge {
                into: other.id.clone(),
            };
            step(&self.shift, &mut self.state.clone(), ticket, &deed).is_ok()
        };
        self.shift.tickets.iter().filter(fits).collect()
    }

    /// The score of what happened so far.
    #[must_use]
    pub fn score(&self) -> PlatformScore {
        score(&self.shift, &self.events)
    }

    /// Deeds of a kind of which one at least is possible if the kind is.
    fn samples(&self, kind: DeedKind, ticket: &str) -> Vec<Deed> {
        let reason = || "…".to_owned();
        match kind {
            DeedKind::Accept => vec![Deed::Accept],
            DeedKind::Reject => vec![Deed::Reject { reason: reason() }],
            DeedKind::Merge => {
                let others = self.shift.tickets.iter().filter(|one| one.id != ticket);
                let into = others.map(|one| one.id.clone());
                into.map(|into| Deed::Merge { into }).collect()
            }
            DeedKind::Dispatch => {
                let units = self.shift.units.iter().map(|one| one.id.clone());
                units.map(|unit| Deed::Dispatch { unit }).collect()
            }
            DeedKind::Phone => vec![Deed::Phone],
            DeedKind::Handle => vec![Deed::Handle],
            DeedKind::Report => vec![Deed::Report {
                before: true,
                after: true,
            }],
            DeedKind::Verify => vec![Deed::Verify],
            DeedKind::Rework => vec![Deed::Rework],
            DeedKind::Close => vec![Deed::Close],
            DeedKind::Extend => vec![Deed::Extend {
                minutes: 1,
                reason: reason(),
            }],
        }
    }
}

/// A deed as a line of a script.
fn line(at_min: u32, ticket: &str, deed: &Deed) -> String {
    let plain = |kind: DeedKind| format!("{} {ticket}", kind.name());
    // A reason is one line, whatever was typed.
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = match deed {
        Deed::Accept => plain(DeedKind::Accept),
        Deed::Reject { reason } => format!("{} {}", plain(DeedKind::Reject), one_line(reason)),
        Deed::Merge { into } => format!("{} {into}", plain(DeedKind::Merge)),
        Deed::Dispatch { unit } => format!("{} {unit}", plain(DeedKind::Dispatch)),
        Deed::Phone => plain(DeedKind::Phone),
        Deed::Handle => plain(DeedKind::Handle),
        Deed::Report { before, after } => {
            let pictures = [(*before, " before"), (*after, " after")];
            let sent = pictures.iter().filter(|one| one.0).map(|one| one.1);
            plain(DeedKind::Report) + &sent.collect::<String>()
        }
        Deed::Verify => plain(DeedKind::Verify),
        Deed::Rework => plain(DeedKind::Rework),
        Deed::Close => plain(DeedKind::Close),
        Deed::Extend { minutes, reason } => {
            format!("{} {minutes} {}", plain(DeedKind::Extend), one_line(reason))
        }
    };
    format!("{:02}:{:02} {what}", at_min / 60, at_min % 60)
}
