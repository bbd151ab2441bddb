//! A shift that somebody sits: its state, everything that happened, and every deed as a line of a script, so that what was
//! done at a desk by hand is played again by the same words. Draws nothing and asks no clock: whoever owns one says what
//! minute it is.

use super::desk::{Deed, Event, Refusal, Stage, State, TicketState, begin, latest_min, pass, step};
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

/// What the squad brings back from the street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trip {
    /// Minutes that it took there.
    pub minutes: u32,
    /// Whether the pictures of the report that was sent show what they should; none when no report was sent.
    pub report: Option<bool>,
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
    /// The own squad is back.
    Back,
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
    pub const ALL: [Self; 12] = [
        Self::Accept,
        Self::Merge,
        Self::Reject,
        Self::Phone,
        Self::Dispatch,
        Self::Handle,
        Self::Report,
        Self::Back,
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
            Self::Back => "back",
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
        let now_min = now_min.min(latest_min(&self.shift));
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
        self.script
            .push(line(self.shift.clock_min(self.state.now_min), ticket, deed));
        Ok(())
    }

    /// The squad is back from the street, where a ticket was handled by playing it: the desk's clock has run on as well,
    /// and what was sent from there is with the platform, also when the shift should have ended meanwhile. A case leaves
    /// out the way there and back; the minutes that the platform reckons with for the ticket have it in, so that nobody is
    /// back sooner, whether the matter was dealt with or broken off.
    ///
    /// # Errors
    /// When the squad is not out for this ticket, or what came back is more than [`super::OVERTIME_MIN`] too late.
    pub fn come_back(&mut self, ticket: &str, trip: Trip) -> Result<(), Refusal> {
        let planned = match self.ticket(ticket) {
            Some((planned, now)) if now.out => planned.work_min,
            Some(_) => return Err(Refusal::WrongStage),
            None => return Err(Refusal::NoTicket),
        };
        let now_min = self.now_min().saturating_add(trip.minutes.max(planned));
        self.pass(now_min);
        let deed = match trip.report {
            Some(shows) => Deed::Report {
                before: shows,
                after: shows,
            },
            None => Deed::Back,
        };
        self.act(ticket, &deed)
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
            DeedKind::Back => vec![Deed::Back],
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
        Deed::Back => plain(DeedKind::Back),
        Deed::Verify => plain(DeedKind::Verify),
        Deed::Rework => plain(DeedKind::Rework),
        Deed::Close => plain(DeedKind::Close),
        Deed::Extend { minutes, reason } => {
            format!("{} {minutes} {}", plain(DeedKind::Extend), one_line(reason))
        }
    };
    format!("{:02}:{:02} {what}", at_min / 60, at_min % 60)
}
