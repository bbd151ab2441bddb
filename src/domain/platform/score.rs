//! The score of a shift: yes-or-no questions about what happened to each ticket, summed to a hundred, and what finds alone
//! cost each unit (发现即扣分). The same events always give the same score.

use super::desk::{Deed, Event, Happened};
use crate::domain::packs::{RightWay, Shift, ShiftTicket, Urgency};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is asked of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Accepted, merged or rejected in time; a danger within its own first minutes.
    DecidedInTime,
    /// Accepted, merged or rejected as it should be.
    DecidedRightly,
    /// Sent in time by the seat.
    SentInTime,
    /// The seat chose the right unit, and no wrong one had to return it.
    RightUnit,
    /// No ordinary ticket was sent while it waited.
    UrgentFirst,
    /// The unit was phoned besides, because it was an emergency.
    Phoned,
    /// Reported with pictures from before and after.
    Pictures,
    /// Seen on the spot before it was closed.
    Verified,
    /// Closed within its limit.
    ClosedInTime,
}

impl MarkKind {
    /// Every question.
    pub const ALL: [Self; 9] = [
        Self::DecidedInTime,
        Self::DecidedRightly,
        Self::SentInTime,
        Self::RightUnit,
        Self::UrgentFirst,
        Self::Phoned,
        Self::Pictures,
        Self::Verified,
        Self::ClosedInTime,
    ];

    /// Points for a yes.
    #[must_use]
    pub const fn points(self) -> i32 {
        match self {
            Self::DecidedInTime | Self::SentInTime | Self::Phoned | Self::Pictures => 2,
            Self::DecidedRightly
            | Self::RightUnit
            | Self::UrgentFirst
            | Self::Verified
            | Self::ClosedInTime => 3,
        }
    }

    /// The end of its message's id.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DecidedInTime => "decided-in-time",
            Self::DecidedRightly => "decided-rightly",
            Self::SentInTime => "sent-in-time",
            Self::RightUnit => "right-unit",
            Self::UrgentFirst => "urgent-first",
            Self::Phoned => "phoned",
            Self::Pictures => "pictures",
            Self::Verified => "verified",
            Self::ClosedInTime => "closed-in-time",
        }
    }
}

/// Why a no is a no: nobody is told that he did wrongly what he never did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// The seat did it, late or wrongly.
    Wrong,
    /// Nobody did it.
    Never,
    /// Auto-dispatch did it; that is no merit of the seat.
    Machine,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Ticket.
    pub ticket: String,
    /// Question.
    pub kind: MarkKind,
    /// Answer.
    pub met: bool,
    /// Why not; none where the answer is yes.
    pub lack: Option<Lack>,
    /// Minute that decided, where there is one.
    pub at_min: Option<u32>,
}

/// The score of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlatformScore {
    /// Points of a hundred, rounded down.
    pub points: i32,
    /// Answers, by ticket.
    pub marks: Vec<Mark>,
    /// Tickets that were closed, merged or rejected.
    pub settled: usize,
    /// All tickets that came in.
    pub tickets: usize,
    /// What the finds alone cost each unit, in tenths of a point.
    pub deducted_tenths: BTreeMap<String, u32>,
}

/// Scores what happened in a shift.
#[must_use]
pub fn score(shift: &Shift, events: &[Event]) -> PlatformScore {
    let mut marks = Vec::new();
    let mut deducted_tenths = BTreeMap::new();
    let (mut settled, mut tickets) = (0, 0);
    for ticket in &shift.tickets {
        let story = Story {
            shift,
            ticket,
            all: events,
        };
        if story.arrived().is_none() {
            continue;
        }
        tickets += 1;
        settled += usize::from(story.settled().is_some());
        if let (RightWay::Unit(unit), true) = (&ticket.right, ticket.deduct_tenths > 0) {
            *deducted_tenths.entry(unit.clone()).or_insert(0) += ticket.deduct_tenths;
        }
        for kind in MarkKind::ALL {
            if let Some((lack, at_min)) = story.answer(kind) {
                marks.push(Mark {
                    ticket: ticket.id.clone(),
                    kind,
                    met: lack.is_none(),
                    lack,
                    at_min,
                });
            }
        }
    }
    let of: i32 = marks.iter().map(|one| one.kind.points()).sum();
    let given: i32 = marks
        .iter()
        .filter(|one| one.met)
        .map(|one| one.kind.points())
        .sum();
    PlatformScore {
        points: if of > 0 { given * 100 / of } else { 0 },
        marks,
        settled,
        tickets,
        deducted_tenths,
    }
}

/// One ticket's events.
struct Story<'a> {
    shift: &'a Shift,
    ticket: &'a ShiftTicket,
    all: &'a [Event],
}

impl<'a> Story<'a> {
    fn events(&self) -> impl Iterator<Item = &'a Event> {
        let id = self.ticket.id.as_str();
        self.all.iter().filter(move |one| one.ticket == id)
    }

    fn first(&self, wanted: impl Fn(&Happened) -> bool) -> Option<u32> {
        self.events()
            .find(|one| wanted(&one.what))
            .map(|one| one.at_min)
    }

    fn did(&self, wanted: impl Fn(&Deed) -> bool) -> Option<u32> {
        self.first(|what| matches!(what, Happened::Did(deed) if wanted(deed)))
    }

    fn arrived(&self) -> Option<u32> {
        self.first(|what| matches!(what, Happened::Arrived { .. }))
    }

    fn decided(&self) -> Option<u32> {
        self.did(|deed| {
            matches!(
                deed,
                Deed::Accept | Deed::Reject { .. } | Deed::Merge { .. }
            )
        })
    }

    fn settled(&self) -> Option<u32> {
        self.did(|deed| matches!(deed, Deed::Close | Deed::Reject { .. } | Deed::Merge { .. }))
    }

    /// When the seat sent it.
    fn sent(&self) -> Option<u32> {
        self.did(|deed| matches!(deed, Deed::Dispatch { .. }))
    }

    /// When auto-dispatch sent it.
    fn sent_by_machine(&self) -> Option<u32> {
        self.first(|what| matches!(what, Happened::AutoDispatched { .. }))
    }

    /// What is missing where the seat never sent it.
    fn unsent(&self) -> Lack {
        match self.sent_by_machine() {
            Some(_) => Lack::Machine,
            None => Lack::Never,
        }
    }

    /// Whether the last unit that the seat chose is the right one.
    fn stands_right(&self) -> bool {
        let chosen = self.events().filter_map(|one| match &one.what {
            Happened::Did(Deed::Dispatch { unit }) => Some(unit),
            _ => None,
        });
        matches!((&self.ticket.right, chosen.last()), (RightWay::Unit(right), Some(unit)) if right == unit)
    }

    /// The minute at which a unit returned what the seat had sent to it; what the machine sent wrongly is not the seat's.
    fn returned_to_seat(&self) -> Option<u32> {
        let mut by_seat = false;
        self.events().find_map(|one| match &one.what {
            Happened::Did(Deed::Dispatch { .. }) => {
                by_seat = true;
                None
            }
            Happened::AutoDispatched { .. } => {
                by_seat = false;
                None
            }
            Happened::Returned { .. } => by_seat.then_some(one.at_min),
            _ => None,
        })
    }

    /// The answer to a question, as what is missing, with the minute that decided; none when the question is not asked of
    /// this ticket.
    fn answer(&self, kind: MarkKind) -> Option<(Option<Lack>, Option<u32>)> {
        let arrived = self.arrived()?;
        let goes_out = matches!(self.ticket.right, RightWay::Unit(_));
        let emergency = self.ticket.urgency == Urgency::Emergency;
        let limit = |minutes: u32| {
            if emergency {
                minutes.min(self.shift.danger_within_min)
            } else {
                minutes
            }
        };
        let wrong_unless = |fits: bool| (!fits).then_some(Lack::Wrong);
        let within = |from: Option<u32>, moment: Option<u32>, minutes: u32, never: Lack| {
            let lack = match from.zip(moment) {
                Some((from, moment)) => wrong_unless(moment.saturating_sub(from) <= limit(minutes)),
                None => Some(never),
            };
            (lack, moment)
        };
        Some(match kind {
            MarkKind::DecidedInTime => within(
                Some(arrived),
                self.decided(),
                self.shift.accept_within_min,
                Lack::Never,
            ),
            MarkKind::DecidedRightly => match self.decided() {
                Some(at) => (wrong_unless(self.is_decided_rightly()), Some(at)),
                None => (Some(Lack::Never), None),
            },
            _ if !goes_out => return None,
            MarkKind::SentInTime => within(
                self.decided(),
                self.sent(),
                self.shift.dispatch_within_min,
                self.unsent(),
            ),
            MarkKind::RightUnit => {
                let returned = self.returned_to_seat();
                let lack = match self.sent() {
                    Some(_) => wrong_unless(returned.is_none() && self.stands_right()),
                    None => Some(self.unsent()),
                };
                (lack, returned.or(self.sent()))
            }
            MarkKind::UrgentFirst => {
                if self.ticket.urgency == Urgency::Normal {
                    return None;
                }
                let gone = [self.sent(), self.sent_by_machine()];
                let until = gone.into_iter().flatten().min().unwrap_or(u32::MAX);
                let overtaken = self.overtaken(arrived, until);
                let lack = match (overtaken, self.sent()) {
                    (Some(_), _) => Some(Lack::Wrong),
                    (None, Some(_)) => None,
                    (None, None) => Some(self.unsent()),
                };
                (lack, overtaken.or(self.sent()))
            }
            MarkKind::Phoned => {
                if !emergency {
                    return None;
                }
                within(
                    Some(arrived),
                    self.did(|deed| *deed == Deed::Phone),
                    self.shift.danger_within_min,
                    Lack::Never,
                )
            }
            MarkKind::Pictures => {
                let ours = matches!(&self.ticket.right, RightWay::Unit(id) if self.shift.unit(id).is_some_and(|one| one.ours));
                if !ours {
                    return None;
                }
                let both = |deed: &Deed| {
                    matches!(
                        deed,
                        Deed::Report {
                            before: true,
                            after: true
                        }
                    )
                };
                let any = self.did(|deed| matches!(deed, Deed::Report { .. }));
                match (self.did(both), any) {
                    (Some(at), _) => (None, Some(at)),
                    (None, Some(at)) => (Some(Lack::Wrong), Some(at)),
                    (None, None) => (Some(Lack::Never), None),
                }
            }
            MarkKind::Verified => {
                let seen = self.first(|what| *what == Happened::FoundDone);
                match (seen, self.did(|deed| *deed == Deed::Close)) {
                    (seen, Some(closed)) => {
                        let fits = seen.is_some_and(|seen| seen <= closed);
                        (wrong_unless(fits), seen.or(Some(closed)))
                    }
                    (seen, None) => (Some(Lack::Never), seen),
                }
            }
            MarkKind::ClosedInTime => {
                let overdue = self.first(|what| *what == Happened::Overdue);
                match self.did(|deed| *deed == Deed::Close) {
                    Some(closed) => (wrong_unless(overdue.is_none()), overdue.or(Some(closed))),
                    None => (Some(Lack::Never), overdue),
                }
            }
        })
    }

    fn is_decided_rightly(&self) -> bool {
        let merged =
            |other: &str| self.did(|deed| matches!(deed, Deed::Merge { into } if into == other));
        let rejected = self.did(|deed| matches!(deed, Deed::Reject { .. }));
        let any_merge = self.did(|deed| matches!(deed, Deed::Merge { .. }));
        match &self.ticket.right {
            RightWay::Unit(_) => {
                self.did(|deed| *deed == Deed::Accept).is_some()
                    && rejected.is_none()
                    && any_merge.is_none()
            }
            RightWay::Merge(other) => merged(other).is_some(),
            RightWay::Reject(_) => rejected.is_some(),
        }
    }

    /// The minute at which somebody sent an ordinary ticket while this one waited.
    fn overtaken(&self, from: u32, until: u32) -> Option<u32> {
        self.all
            .iter()
            .filter(|one| one.at_min >= from && one.at_min < until)
            .find(|one| {
                matches!(one.what, Happened::Did(Deed::Dispatch { .. }))
                    && self
                        .shift
                        .ticket(&one.ticket)
                        .is_some_and(|other| other.urgency < self.ticket.urgency)
            })
            .map(|one| one.at_min)
    }
}
