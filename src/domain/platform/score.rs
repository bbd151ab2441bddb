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
    /// Accepted, merged or rejected in time; an emergency in half of it.
    DecidedInTime,
    /// Accepted, merged or rejected as it should be.
    DecidedRightly,
    /// Sent in time.
    SentInTime,
    /// No wrong unit had to return it.
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

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Ticket.
    pub ticket: String,
    /// Question.
    pub kind: MarkKind,
    /// Answer.
    pub met: bool,
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
            if let Some((met, at_min)) = story.answer(kind) {
                marks.push(Mark {
                    ticket: ticket.id.clone(),
                    kind,
                    met,
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

    fn sent(&self) -> Option<u32> {
        self.first(|what| {
            matches!(
                what,
                Happened::Did(Deed::Dispatch { .. }) | Happened::AutoDispatched { .. }
            )
        })
    }

    /// The answer to a question with the minute that decided; none when the question is not asked of this ticket.
    fn answer(&self, kind: MarkKind) -> Option<(bool, Option<u32>)> {
        let arrived = self.arrived()?;
        let goes_out = matches!(self.ticket.right, RightWay::Unit(_));
        let emergency = self.ticket.urgency == Urgency::Emergency;
        let half = |minutes: u32| if emergency { minutes / 2 } else { minutes };
        let within = |from: Option<u32>, moment: Option<u32>, minutes: u32| {
            let fits = from
                .zip(moment)
                .is_some_and(|(from, moment)| moment - from <= half(minutes));
            (fits, moment)
        };
        Some(match kind {
            MarkKind::DecidedInTime => {
                within(Some(arrived), self.decided(), self.shift.accept_within_min)
            }
            MarkKind::DecidedRightly => (self.is_decided_rightly(), self.decided()),
            _ if !goes_out => return None,
            MarkKind::SentInTime => {
                within(self.decided(), self.sent(), self.shift.dispatch_within_min)
            }
            MarkKind::RightUnit => {
                let returned = self.first(|what| matches!(what, Happened::Returned { .. }));
                (
                    self.sent().is_some() && returned.is_none(),
                    returned.or(self.sent()),
                )
            }
            MarkKind::UrgentFirst => {
                if self.ticket.urgency == Urgency::Normal {
                    return None;
                }
                let until = self.sent().unwrap_or(u32::MAX);
                let overtaken = self.overtaken(arrived, until);
                (
                    self.sent().is_some() && overtaken.is_none(),
                    overtaken.or(self.sent()),
                )
            }
            MarkKind::Phoned => {
                if !emergency {
                    return None;
                }
                within(
                    Some(arrived),
                    self.did(|deed| *deed == Deed::Phone),
                    2 * self.shift.dispatch_within_min,
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
                (self.did(both).is_some(), self.did(both))
            }
            MarkKind::Verified => {
                let seen = self.first(|what| *what == Happened::FoundDone);
                let closed = self.did(|deed| *deed == Deed::Close);
                let fits = seen
                    .zip(closed)
                    .is_some_and(|(seen, closed)| seen <= closed);
                (fits, seen.or(closed))
            }
            MarkKind::ClosedInTime => {
                let overdue = self.first(|what| *what == Happened::Overdue);
                let closed = self.did(|deed| *deed == Deed::Close);
                (closed.is_some() && overdue.is_none(), overdue.or(closed))
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
