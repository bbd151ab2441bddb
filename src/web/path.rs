//! Where people are, read from a record alone: spots of the stage, walks between zones, the trainee's zones. A station
//! with a street sends true places besides; a record without them still shows who stood where. Decides nothing.

use super::library::Shown;
use crate::domain::record::{Event, Moment};
use crate::domain::session::{Effect, Input};
use crate::staging::PlaceFile;
use serde::Serialize;
use std::collections::BTreeMap;

/// Walking speed of somebody in no hurry, centimetres a second.
const WALK_CM_S: i64 = 130;
/// The trainee's name among places.
pub const ME: &str = "me";

/// A place at a moment: milliseconds, centimetres, degrees. Between two keys somebody walks in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Key(pub u64, pub i32, pub i32, pub i16);

/// Follows everybody through a record.
pub struct Paths<'a> {
    shown: &'a Shown,
    last: BTreeMap<String, Key>,
    party: String,
}

impl<'a> Paths<'a> {
    /// Everybody where the stage puts them.
    #[must_use]
    pub const fn new(shown: &'a Shown) -> Self {
        Self {
            shown,
            last: BTreeMap::new(),
            party: String::new(),
        }
    }

    /// Takes one event in; tells the keys it brings.
    pub fn take(&mut self, event: &Event, tell: &mut dyn FnMut(&str, Key)) {
        let Some(place) = &self.shown.place else {
            return;
        };
        let at = event.at.0;
        match &event.what {
            Moment::Out(Effect::Began { party, .. }) => {
                party.clone_into(&mut self.party);
                let start = &self.shown.case.zones[self.shown.case.start.at()].id;
                if let Some(key) = zone_key(place, start, at) {
                    self.put(ME, key, tell);
                }
            }
            // Whoever feels something at the beginning stands there already.
            Moment::Out(Effect::Mood { who, .. }) if !self.last.contains_key(who) => {
                if let Some(key) = self.spot(place, who, at) {
                    self.put(who, key, tell);
                }
            }
            Moment::Out(Effect::Enter { who }) => {
                let Some(goal) = self.spot(place, who, at) else {
                    return;
                };
                let from = self.door(place, who, at).unwrap_or(goal);
                self.put(who, from, tell);
                self.walk(who, (goal.1, goal.2), Some(goal.3), at, tell);
            }
            Moment::Out(Effect::Leave { who }) => {
                if let Some(door) = self.door(place, who, at) {
                    self.walk(who, (door.1, door.2), None, at, tell);
                }
            }
            Moment::Out(Effect::Walk { who, zone }) => {
                if let Some(goal) = zone_key(place, zone, at) {
                    // Beside the trainee, not inside.
                    self.walk(who, (goal.1 + 60, goal.2 + 40), None, at, tell);
                }
            }
            Moment::In(Input::Moved { zone, facing, .. }) => {
                let Some(goal) = zone_key(place, zone, at) else {
                    return;
                };
                let seen = facing.as_ref().unwrap_or(&self.party);
                let yaw = self
                    .last
                    .get(seen)
                    .map(|other| yaw((goal.1, goal.2), (other.1, other.2)));
                self.walk(ME, (goal.1, goal.2), yaw, at, tell);
            }
            _ => {}
        }
    }

    fn spot(&self, place: &PlaceFile, who: &str, at: u64) -> Option<Key> {
        let cast = self.shown.stage.as_ref()?.cast(who)?;
        let spot = place.spot(cast.spot.as_deref()?)?;
        Some(key(at, spot.at, spot.yaw_deg))
    }

    fn door(&self, place: &PlaceFile, who: &str, at: u64) -> Option<Key> {
        let cast = self.shown.stage.as_ref()?.cast(who)?;
        let spot = place.spot(cast.door.as_deref().unwrap_or("exit_left"))?;
        Some(key(at, spot.at, spot.yaw_deg))
    }

    fn put(&mut self, who: &str, key: Key, tell: &mut dyn FnMut(&str, Key)) {
        self.last.insert(who.to_owned(), key);
        tell(who, key);
    }

    /// Walks from where somebody is now to a goal, and turns there.
    fn walk(
        &mut self,
        who: &str,
        goal: (i32, i32),
        then: Option<i16>,
        at: u64,
        tell: &mut dyn FnMut(&str, Key),
    ) {
        let Some(last) = self.last.get(who).copied() else {
            self.put(who, Key(at, goal.0, goal.1, then.unwrap_or(0)), tell);
            return;
        };
        // Somebody still under way is taken to have arrived: a record does not tell steps.
        let way = distance_cm((last.1, last.2), goal);
        if way < 20 && then.is_none_or(|yaw| yaw == last.3) {
            return;
        }
        let heading = if way < 20 {
            last.3
        } else {
            yaw((last.1, last.2), goal)
        };
        let begin = at.max(last.0);
        self.put(who, Key(begin, last.1, last.2, heading), tell);
        let takes = u64::try_from(way * 1000 / WALK_CM_S).unwrap_or(0);
        let arrived = begin + takes;
        self.put(
            who,
            Key(arrived, goal.0, goal.1, then.unwrap_or(heading)),
            tell,
        );
    }
}

fn key(at: u64, (x, z): (f32, f32), yaw_deg: f32) -> Key {
    Key(at, cm(x), cm(z), degrees(yaw_deg))
}

fn zone_key(place: &PlaceFile, zone: &str, at: u64) -> Option<Key> {
    place.zone(zone).map(|one| key(at, one.at, 0.0))
}

/// Metres of a place in centimetres.
pub(super) fn cm(metres: f32) -> i32 {
    (metres * 100.0).round() as i32
}

fn degrees(yaw: f32) -> i16 {
    yaw.rem_euclid(360.0).round() as i16
}

fn distance_cm(from: (i32, i32), to: (i32, i32)) -> i64 {
    let (x, z) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    x.hypot(z).round() as i64
}

fn yaw(from: (i32, i32), to: (i32, i32)) -> i16 {
    let (x, z) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    x.atan2(z).to_degrees().rem_euclid(360.0).round() as i16
}
