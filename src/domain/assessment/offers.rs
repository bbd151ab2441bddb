//! Ways out that were offered (便民生活地图): a place named to somebody must exist, be open and lie where the
//! words say, or they help nobody.
//! Knows the service points of the case's bureau; a case without any judges no offer.

use super::distances::metres;
use super::hours::{Hour, days, hours, names_hour};
use super::meant::{Meant, meant, names};
use super::places::{sends_somewhere, sends_to};
use super::timeline::{Evidence, SURE_FROM, SaidAt, Timeline};
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use crate::domain::packs::{ServicePoint, Stamp, around};
use crate::domain::scenario::model::{Case, FactIx, Outcome, Trigger};
use crate::domain::understanding::SlotKind;
use serde::{Deserialize, Serialize};

/// What a walk-through by acts says instead of a place.
const ANY_PLACE: &str = "…";
const DAY_MIN: i64 = 24 * 60;

/// A distance may be told so many metres too short or too long, or as half or double: nobody paces it out.
const METRES_TOLERANCE: u64 = 150;

/// What is wrong with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferFault {
    /// The map has no such place; a person may know better.
    Unknown,
    /// The place is closed, and no hour was named.
    Closed,
    /// An hour was named at which the place is closed.
    Hour,
    /// It is open, but not where the words said: much nearer or further.
    Distance,
}

/// An offer that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The words.
    pub said: Evidence,
    /// What is wrong.
    pub fault: OfferFault,
    /// The point that was meant, by id, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The nearest one of its kind that is open, by id; the one that was meant where only its distance was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// How an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing<'a> {
    /// No place was named.
    Unnamed,
    /// The place exists and is open, or an hour was named at which it is.
    Real,
    /// It exists and is closed.
    Closed(&'a ServicePoint),
    /// It exists and is closed at the hour that was named.
    Hour(&'a ServicePoint),
    /// It exists and is open, and lies elsewhere than the words said.
    Far(&'a ServicePoint),
    /// Somebody was sent to a place that the map does not have.
    Unknown,
    /// A place the map does not have was mentioned; nobody was sent there.
    Mentioned,
}

impl Standing<'_> {
    /// Whether it surely helps nobody.
    pub(super) const fn is_shut(self) -> bool {
        matches!(self, Self::Closed(_) | Self::Hour(_))
    }

    /// Whether a person has to look at it.
    pub(super) const fn is_doubtful(self) -> bool {
        matches!(self, Self::Far(_) | Self::Unknown)
    }
}

/// Every offer that does not hold, in order.
#[must_use]
pub(super) fn faults(case: &Case, line: &Timeline<'_>) -> Vec<Offer> {
    line.said
        .iter()
        .filter(|one| one.heard.does(Act::OfferAlternative))
        .filter_map(|one| {
            let (fault, point) = match standing(case, one) {
                Standing::Unnamed | Standing::Real => return None,
                Standing::Closed(point) => (OfferFault::Closed, Some(point)),
                Standing::Hour(point) => (OfferFault::Hour, Some(point)),
                Standing::Far(point) => (OfferFault::Distance, Some(point)),
                Standing::Unknown | Standing::Mentioned => (OfferFault::Unknown, None),
            };
            Some(Offer {
                said: one.evidence(),
                fault,
                point: point.map(|point| point.id.clone()),
                instead: point.and_then(|point| match fault {
                    // The place is right; only how far it is was not.
                    OfferFault::Distance => Some(point.id.clone()),
                    _ => open_instead(case, point, one.at),
                }),
            })
        })
        .collect()
}

/// Where a fact stands for a way out and every way that was offered leads to a closed door or to a place nobody knows: the
/// offers that a person has to look at. None where the fact stands for something else, or one way holds.
pub(super) fn vain(case: &Case, line: &Timeline<'_>, fact: FactIx) -> Option<Vec<Evidence>> {
    let setting = case
        .beats
        .iter()
        .filter(|beat| beat.then.contains(&Outcome::Set(fact)));
    let mut causes = setting.flat_map(|beat| &beat.on).peekable();
    causes.peek()?;
    if !causes.all(|on| matches!(on, Trigger::Said(Act::OfferAlternative, _))) {
        return None;
    }
    let said = line.said.iter();
    let offered = said.filter(|one| one.heard.does(Act::OfferAlternative));
    let mut offered = offered.peekable();
    offered.peek()?;
    let mut maybe = Vec::new();
    for one in offered {
        let standing = standing(case, one);
        if standing.is_doubtful() || standing.is_shut() && one.heard.sure < SURE_FROM {
            maybe.push(one.evidence());
        } else if !standing.is_shut() {
            return None;
        }
    }
    Some(maybe)
}

/// How the place named in these words stands.
pub(super) fn standing<'a>(case: &'a Case, one: &SaidAt<'_>) -> Standing<'a> {
    let slots = one.heard.reading.slots.iter();
    let places: Vec<&str> = slots
        .filter(|slot| slot.kind == SlotKind::Place)
        .map(|slot| slot.value.as_str())
        .collect();
    if case.points.is_empty() || places.contains(&ANY_PLACE) {
        return Standing::Unnamed;
    }
    let text = one.heard.text.to_lowercase();
    let told = metres(&text, &one.heard.reading);
    let somewhere = || sends_somewhere(&text) || places.iter().any(|place| sends_to(&text, place));
    let meant = match meant(case, &text) {
        Meant::Points(points) => points,
        Meant::Invented(is_sent) if is_sent || somewhere() => return Standing::Unknown,
        Meant::Nothing if somewhere() => return Standing::Unknown,
        Meant::Nothing if places.is_empty() => return Standing::Unnamed,
        Meant::Nothing | Meant::Invented(_) => return Standing::Mentioned,
    };
    let Some(first) = meant.first() else {
        return Standing::Unnamed;
    };
    // "I help you with the papers for the aid desk" names a kind of place and sends nobody there.
    let is_sent = || {
        meant
            .iter()
            .any(|point| names(point).any(|name| sends_to(&text, name)))
    };
    if places.is_empty() && told.is_empty() && !is_sent() {
        return Standing::Unnamed;
    }
    let now = case.moment(one.at);
    let hours = hours(&text);
    let opens = |point: &ServicePoint| {
        if hours.is_empty() {
            opens(point, now, &text)
        } else {
            keeps(point, now, &hours, days(&text, now.weekday()).as_deref())
        }
    };
    let open: Vec<&ServicePoint> = meant.iter().copied().filter(|point| opens(point)).collect();
    match open.first() {
        None if hours.is_empty() => Standing::Closed(first),
        None => Standing::Hour(first),
        Some(_) if open.iter().any(|point| lies_so(case, point, &told)) => Standing::Real,
        Some(point) => Standing::Far(point),
    }
}

/// Whether a point is open where no hour was named, or will be when the words say so: tomorrow, later on.
fn opens(point: &ServicePoint, now: Stamp, text: &str) -> bool {
    let on = |day: i64| {
        let midnight = now.plus(day * DAY_MIN - now.minute_of_day());
        (0..24).any(|hour| point.is_open(midnight.plus(hour * 60 + 59)))
    };
    let days = days(text, now.weekday()).unwrap_or_default();
    let is_later = names_hour(text) || days.contains(&0);
    let later = is_later && point.open.iter().any(|open| open.opens_later(now));
    let another_day = days.iter().any(|day| *day > 0 && on(*day));
    point.is_open(now) || later || another_day
}

/// Whether a point is open at the hours that were named: at one of them at least, and at both ends of a span.
fn keeps(point: &ServicePoint, now: Stamp, hours: &[Hour], days: Option<&[i64]>) -> bool {
    let is_open = point.is_open(now);
    let fits = |hour: &Hour| {
        let on = |day: i64, minute: i64| now.plus(day * DAY_MIN - now.minute_of_day() + minute);
        // Where no day is said it is today, and tomorrow only for an hour that is past today: a place that opens at weekends
        // does not open this evening.
        let next = |minute: i64| i64::from(on(0, minute).since(now) < 0 && !is_open);
        let mut moments = hour.minutes.iter().flat_map(|minute| {
            let said = days.map_or_else(|| vec![next(*minute)], <[i64]>::to_vec);
            said.into_iter().map(move |day| on(day, *minute))
        });
        moments
            // An hour that is past helps only while the place is open.
            .any(|at| {
                (at.since(now) >= 0 || is_open)
                    && (point.is_open(at) || hour.is_end && point.is_open(at.plus(-1)))
            })
    };
    hours.iter().any(fits)
        && !hours
            .windows(2)
            .any(|pair| pair[1].is_end && !(fits(&pair[0]) && fits(&pair[1])))
}

/// Whether a point lies as far off as was told; who told nothing told nothing wrong. "Two steps back, and three hundred
/// metres on" names one place and two distances: who is right with one is right.
fn lies_so(case: &Case, point: &ServicePoint, told: &[u64]) -> bool {
    let real = u64::from(point.distance_from(&case.place));
    let fits = |told: &u64| {
        told.abs_diff(real) <= METRES_TOLERANCE || (real / 2..=real * 2).contains(told)
    };
    told.is_empty() || told.iter().any(fits)
}

fn open_instead(case: &Case, closed: &ServicePoint, at: Millis) -> Option<String> {
    let now = case.moment(at);
    let open = |point: &&ServicePoint| point.kind == closed.kind && point.is_open(now);
    around(&case.points, &case.place)
        .into_iter()
        .filter(open)
        .min_by_key(|point| point.distance_from(&case.place))
        .map(|point| point.id.clone())
}
