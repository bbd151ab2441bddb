//! Where the trainee is and how near: zones, distance to the party, who is faced. Goes into the case as inputs, not more
//! often than it means something.

use super::aim::Aim;
use super::body::Trainee;
use crate::app::actors::Person;
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::world::StreetSystems;
use crate::app::{CaseSystems, Pause, Screen};
use crate::domain::session::TOO_CLOSE_CM;
use bevy::prelude::*;

/// Distances that people feel, in centimetres (Hall 1966: intimate, close and far personal, social); the border within the
/// personal one is the engine's.
const FELT_CM: [u32; 4] = [45, TOO_CLOSE_CM, 120, 360];
/// Borders of [`FELT_CM`] that the case is told of, both ways: whoever backs off stands off.
const TOLD: usize = 3;
/// Whoever only passes by stands nowhere: ticks after which a distance is felt.
const LINGER_TICKS: u32 = crate::app::TICKS_PER_SECOND * 3 / 5;
/// A border is passed only when it lies this far behind, so that nobody flickers on it.
const HYSTERESIS_CM: u32 = 15;

/// What was sensed last.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct Sensed {
    /// Zone by id; empty before the first.
    pub zone: String,
    /// Distance to the party.
    pub distance_cm: u32,
    /// Band of [`FELT_CM`] the distance lies in.
    pub band: usize,
    /// Ticks in another band.
    lingers: u32,
    /// Whether the trainee runs.
    pub is_running: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sensed>()
        .add_systems(OnEnter(Screen::Case), reset.in_set(StreetSystems::Trainee))
        .add_systems(
            FixedUpdate,
            sense
                .in_set(CaseSystems::Gather)
                .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
        );
}

fn reset(mut sensed: ResMut<Sensed>, active: Option<Res<ActiveCase>>) {
    *sensed = Sensed::default();
    // Where the case begins is known to the case.
    if let Some(active) = active {
        let case = active.case();
        sensed.zone.clone_from(&case.zones[case.start.at()].id);
        sensed.band = FELT_CM.len();
        sensed.distance_cm = u32::MAX;
    }
}

fn band(distance_cm: u32, before: usize) -> usize {
    let mut now = FELT_CM
        .iter()
        .position(|border| distance_cm < *border)
        .unwrap_or(FELT_CM.len());
    if now > before && distance_cm < FELT_CM[before] + HYSTERESIS_CM {
        now = before;
    }
    now
}

/// Whether the case is told that a distance has changed from one band to another.
const fn is_told(before: usize, now: usize) -> bool {
    before != now && (before < TOLD || now < TOLD)
}

fn sense(
    active: Option<Res<ActiveCase>>,
    trainees: Query<(&Trainee, &Transform)>,
    people: Query<(&Person, &Transform)>,
    aim: Res<Aim>,
    mut sensed: ResMut<Sensed>,
    mut intents: MessageWriter<Intent>,
) {
    let (Some(active), Ok((trainee, transform))) = (active, trainees.single()) else {
        return;
    };
    let here = transform.translation.with_y(0.0);
    sensed.is_running = trainee.pace > 2.6;
    let Some(place) = &active.entry().place else {
        return;
    };
    let party = active.party();
    let distance_cm = people
        .iter()
        .find(|(person, _)| person.id == party)
        .map(|(_, at)| (at.translation.with_y(0.0).distance(here) * 100.0) as u32);
    // The smallest zone around the trainee; between zones the last one holds.
    let case = active.case();
    let zone = place
        .zones
        .iter()
        .filter(|area| case.zone(&area.zone).is_some())
        .filter(|area| Vec3::new(area.at.0, 0.0, area.at.1).distance(here) <= area.radius_m)
        .min_by(|a, b| a.radius_m.total_cmp(&b.radius_m))
        .map(|area| area.zone.clone());
    let felt = distance_cm.map_or(sensed.band, |now| band(now, sensed.band));
    let enters = zone.as_ref().is_some_and(|zone| *zone != sensed.zone);
    sensed.lingers = if felt == sensed.band {
        0
    } else {
        sensed.lingers + 1
    };
    let nears = sensed.lingers > LINGER_TICKS && is_told(sensed.band, felt);
    if enters || sensed.lingers > LINGER_TICKS {
        sensed.band = felt;
        sensed.lingers = 0;
    }
    if let Some(distance_cm) = distance_cm {
        sensed.distance_cm = distance_cm;
    }
    if !(enters || nears) {
        return;
    }
    if let Some(zone) = zone.filter(|_| enters) {
        sensed.zone = zone;
    }
    intents.write(Intent::Move {
        zone: sensed.zone.clone(),
        distance_cm,
        facing: aim.target.clone(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_close_and_backing_off_are_told_and_the_far_side_of_a_street_is_not() {
        let far = FELT_CM.len();
        assert_eq!(
            [30, 60, 100, 200, 900].map(|cm| band(cm, far)),
            [0, 1, 2, 3, far]
        );
        assert!(is_told(2, 1) && is_told(1, 2) && is_told(3, 2) && is_told(2, 3));
        assert!(!is_told(3, 4) && !is_told(4, 3) && !is_told(1, 1));
    }

    #[test]
    fn nobody_flickers_on_a_border() {
        assert_eq!(band(85, 1), 1, "five centimetres back are no step back");
        assert_eq!(band(96, 1), 2);
        assert_eq!(band(79, 2), 1);
    }
}
