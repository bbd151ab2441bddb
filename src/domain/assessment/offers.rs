//! Ways out that were offered (便民生活地图): a place named to somebody must exist and be open, or the words help nobody.
//! Knows the service points of the case's bureau; a case without any judges no offer.

use super::timeline::{Evidence, SaidAt, Timeline};
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use crate::domain::packs::{ServicePoint, around};
use crate::domain::scenario::model::Case;
use crate::domain::understanding::{SlotKind, counted};
use serde::{Deserialize, Serialize};

/// What a walk-through by acts says instead of a place.
const ANY_PLACE: &str = "…";
/// Words that put an hour to an offer, besides a number of hours.
const HOUR_WORDS: [&str; 7] = ["以后", "之后", "开门", "明天", "after", "from", "opens"];

/// A distance may be told so many metres too short or too long, or by half: nobody paces it out.
const METRES_TOLERANCE: u64 = 150;
/// A distance shorter than this is a few steps, not a way to a place.
const STEPS_METRES: u64 = 30;

/// What is wrong with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferFault {
    /// The map has no such place; a person may know better.
    Unknown,
    /// The place is closed, and no hour was named.
    Closed,
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
    /// The nearest one of its kind that is open, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// How an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing<'a> {
    /// No place was named.
    Unnamed,
    /// The place exists and is open, or its hour was named.
    Real,
    /// It exists and is closed.
    Closed(&'a ServicePoint),
    /// The map does not have it.
    Unknown,
}

/// Every offer that does not hold, in order.
#[must_use]
pub(super) fn faults(case: &Case, line: &Timeline<'_>) -> Vec<Offer> {
    line.said
        .iter()
        .filter(|one| one.heard.does(Act::OfferAlternative))
        .filter_map(|one| {
            let (fault, point) = match standing(case, one) {
                Standing::Unnamed => return None,
                Standing::Real => (
                    OfferFault::Distance,
                    Some(misplaced(case, &one.heard.text)?),
                ),
                Standing::Closed(point) => (OfferFault::Closed, Some(point)),
                Standing::Unknown => (OfferFault::Unknown, None),
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

/// How the place named in these words stands.
pub(super) fn standing<'a>(case: &'a Case, one: &SaidAt<'_>) -> Standing<'a> {
    let named = one
        .heard
        .reading
        .slots
        .iter()
        .any(|slot| slot.kind == SlotKind::Place && slot.value != ANY_PLACE);
    if case.points.is_empty() || !named {
        return Standing::Unnamed;
    }
    let text = one.heard.text.to_lowercase();
    let meant = meant(case, &text);
    let Some(first) = meant.first() else {
        return Standing::Unknown;
    };
    let now = case.moment(one.at);
    let hour_named = names_hour(&text);
    let holds = |point: &&ServicePoint| {
        point.is_open(now) || hour_named && point.open.iter().any(|open| open.opens_later(now))
    };
    if meant.iter().any(holds) {
        Standing::Real
    } else {
        Standing::Closed(first)
    }
}

/// The points that words mean. Whoever says "the toilet" means the one around here; a place by its own name may be further
/// off.
fn meant<'a>(case: &'a Case, text: &str) -> Vec<&'a ServicePoint> {
    let pick = |mut points: Vec<&'a ServicePoint>| {
        points.retain(|point| is_meant(point, text));
        points
    };
    let here = pick(around(&case.points, &case.place));
    if here.is_empty() {
        pick(case.points.iter().collect())
    } else {
        here
    }
}

/// The point whose distance was told wrongly: nobody walks two kilometres for what was called two hundred metres.
fn misplaced<'a>(case: &'a Case, text: &str) -> Option<&'a ServicePoint> {
    // “Two steps back, and three hundred metres on” names one place and two distances: who is right with one is right.
    let told = metres(text);
    if told.is_empty() {
        return None;
    }
    let text = text.to_lowercase();
    let meant = meant(case, &text);
    let fits = |point: &&ServicePoint| {
        let real = u64::from(point.distance_from(&case.place));
        told.iter()
            .any(|told| told.abs_diff(real) <= METRES_TOLERANCE.max(real / 2))
    };
    if meant.iter().any(fits) {
        return None;
    }
    meant.first().copied()
}

/// The distances that words name, in metres; a few steps are no way to a place.
fn metres(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().collect();
    let named = |at: usize| {
        // Not from the middle of a number.
        if at > 0 && counted(&letters, at - 1).is_some() {
            return None;
        }
        let (number, end) = counted(&letters, at)?;
        let after: String = letters[end..].iter().collect();
        let unit = after.trim_start().to_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| unit.starts_with(name));
        if is(&["米", "metre", "meter"]) {
            Some(number)
        } else if is(&["公里", "千米", "kilomet", "km"]) {
            number.checked_mul(1000)
        } else {
            None
        }
    };
    (0..letters.len())
        .filter_map(named)
        .filter(|metres| *metres >= STEPS_METRES)
        .collect()
}

/// Whether words name an hour: `六点`, `17:00`, `after five`. The `点` of `疏导点` is part of a name.
fn names_hour(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_hour = |at: usize| {
        let next = counted(&letters, at).and_then(|(_, end)| letters.get(end).copied());
        matches!(next, Some('点' | ':' | '：'))
    };
    HOUR_WORDS.iter().any(|word| text.contains(word)) || (0..letters.len()).any(is_hour)
}

fn is_meant(point: &ServicePoint, text: &str) -> bool {
    [&point.name.zh, &point.name.en]
        .into_iter()
        .chain(&point.called)
        .any(|name| text.contains(&name.to_lowercase()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_a_number_of_hours_and_no_name_of_a_place() {
        for named in [
            "前面的便民疏导点傍晚六点可以进场",
            "疏导点17:00开放",
            "明天再来",
            "it opens at five",
        ] {
            assert!(names_hour(named), "{named}");
        }
        for unnamed in [
            "您可以到前面的便民疏导点去卖",
            "有两个便民点",
            "to the market over there",
        ] {
            assert!(!names_hour(unnamed), "{unnamed}");
        }
    }
}
