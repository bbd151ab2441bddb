//! What is heard all the time: the place at its hour, rain while it rains, the crowd while it stands there and as it feels.

use super::SoundSystems;
use super::playback::{Playback, duck};
use crate::app::Screen;
use crate::app::actors::{CrowdOrder, Person, SpeechQueue};
use crate::app::bridge::ActiveCase;
use crate::app::voice::Hearing;
use crate::app::world::Rain;
use bevy::prelude::*;
use std::time::Duration;

const FADE: Duration = Duration::from_millis(1_200);
/// So many who watch are a crowd that is heard.
const CROWD_MIN: u32 = 2;
/// Tension from which a crowd around it is loud.
const ANGRY_FROM: i16 = 65;
/// Tension below which it only talks among itself.
const CALM_BELOW: i16 = 35;
/// Height of a crowd's voices.
const HEADS_M: f32 = 1.5;

const CROWDS: [&str; 3] = ["crowd_calm", "crowd_murmur", "crowd_angry"];
const RAIN: &str = "rain_light";

/// How many stopped to watch.
#[derive(Resource, Debug, Clone, Copy, Default)]
struct Watching(u32);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watching>()
        .add_systems(OnEnter(Screen::Briefing), fetch)
        .add_systems(OnEnter(Screen::Case), begin)
        .add_systems(OnExit(Screen::Case), end)
        .add_systems(
            Update,
            (
                count,
                rain.run_if(resource_changed::<Rain>),
                crowd,
                step_back,
            )
                .chain()
                .run_if(in_state(Screen::Case)),
        )
        .add_systems(
            PostUpdate,
            step_forward
                .before(SoundSystems)
                .run_if(state_changed::<Screen>),
        );
}

/// The place's sound is long; it is read while the ticket is.
fn fetch(
    plan: Res<crate::app::bridge::Plan>,
    library: Res<crate::app::library::Library>,
    mut playback: ResMut<Playback>,
) {
    let stage = library
        .entry(plan.case)
        .and_then(|entry| entry.stage.as_ref());
    for id in stage.iter().flat_map(|stage| &stage.ambience) {
        playback.fetch(id);
    }
}

fn begin(
    active: Option<Res<ActiveCase>>,
    mut playback: ResMut<Playback>,
    mut watching: ResMut<Watching>,
) {
    watching.0 = 0;
    let Some(active) = active else { return };
    let stage = active.entry().stage.as_ref();
    for id in stage.iter().flat_map(|stage| &stage.ambience) {
        playback.bed(id, None, 0.0);
    }
}

fn end(mut playback: ResMut<Playback>) {
    playback.forget();
    playback.hush(FADE);
    playback.end_beds(FADE);
}

fn count(mut orders: MessageReader<CrowdOrder>, mut watching: ResMut<Watching>) {
    for order in orders.read() {
        match order {
            CrowdOrder::Gather(count) => watching.0 += count,
            CrowdOrder::Disperse => watching.0 = 0,
        }
    }
}

fn rain(rain: Res<Rain>, mut playback: ResMut<Playback>) {
    if rain.0 {
        playback.bed(RAIN, None, 0.0);
    } else {
        playback.end_bed(RAIN, FADE);
    }
}

/// Which crowd is heard: by how heated the angriest person of the case is.
const fn mood(watching: u32, tension: i16) -> Option<&'static str> {
    if watching < CROWD_MIN {
        None
    } else if tension >= ANGRY_FROM {
        Some(CROWDS[2])
    } else if tension < CALM_BELOW {
        Some(CROWDS[0])
    } else {
        Some(CROWDS[1])
    }
}

fn crowd(
    watching: Res<Watching>,
    active: Option<Res<ActiveCase>>,
    people: Query<(&Person, &Transform)>,
    mut playback: ResMut<Playback>,
) {
    let tension = people
        .iter()
        .filter(|(person, _)| person.is_of_case)
        .map(|(person, _)| person.tension)
        .max()
        .unwrap_or(0);
    let wanted = mood(watching.0, tension);
    // Around whom everything turns.
    let middle = active.and_then(|active| {
        people
            .iter()
            .find(|(person, _)| person.id == active.party())
            .map(|(_, transform)| transform.translation + Vec3::Y * HEADS_M)
    });
    for crowd in CROWDS {
        if Some(crowd) == wanted {
            playback.bed(crowd, middle, 0.0);
        } else {
            playback.end_bed(crowd, FADE);
        }
    }
}

fn step_back(queue: Res<SpeechQueue>, hearing: Res<Hearing>, mut playback: ResMut<Playback>) {
    duck(&mut playback, queue.now.is_some() || hearing.is_speaking);
}

fn step_forward(mut playback: ResMut<Playback>) {
    duck(&mut playback, false);
}

#[cfg(test)]
mod tests {
    use super::mood;

    #[test]
    fn a_crowd_sounds_as_it_feels_and_one_person_is_none() {
        assert_eq!(mood(1, 90), None);
        assert_eq!(mood(6, 10), Some("crowd_calm"));
        assert_eq!(mood(6, 50), Some("crowd_murmur"));
        assert_eq!(mood(6, 80), Some("crowd_angry"));
    }
}
