//! What is seen of whoever has just been spoken to, long before the words are known: a nod, a look aside, the chin up, the
//! head sunk, by their mood. It shows that they were listening and nothing else; no record knows of it.

use super::body::Person;
use super::speech::Speaking;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::voice::SpeechEnded;
use crate::app::{Pause, Screen};
use crate::domain::packs::Mood;
use crate::domain::scenario::model::Role;
use bevy::prelude::*;
use std::f32::consts::PI;

/// Somebody heeds what was said.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(super) struct Heeds {
    /// Farthest turn of the head, right and up, in radians.
    most: Vec2,
    lasts_s: f32,
    for_s: f32,
}

impl Heeds {
    fn of(person: &Person) -> Self {
        let side = if person.own_time(2) < 1.0 { 1.0 } else { -1.0 };
        let (most, lasts_s) = match person.mood {
            Mood::Calm => (Vec2::new(0.0, -0.2), 0.55),
            Mood::Uneasy => (Vec2::new(0.32 * side, -0.06), 0.8),
            Mood::Angry | Mood::Shouting => (Vec2::new(-0.08 * side, 0.16), 0.6),
            Mood::Breaking => (Vec2::new(0.0, -0.34), 1.1),
        };
        Self {
            most,
            lasts_s,
            for_s: 0.0,
        }
    }

    /// How far the head is turned by it now: there and back, soon there.
    pub(super) fn turn(&self) -> Vec2 {
        let share = (self.for_s / self.lasts_s).clamp(0.0, 1.0);
        self.most * (PI * share.sqrt()).sin()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (pass, begin)
            .chain()
            .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
    );
}

/// Whoever the words were for, as far as they stand in the street.
fn spoken_to(active: &ActiveCase, ended: &SpeechEnded) -> Option<String> {
    match ended.channel {
        Channel::Street => Some(
            ended
                .to
                .clone()
                .unwrap_or_else(|| active.party().to_owned()),
        ),
        Channel::Aside => active.present(Role::Partner).map(|one| one.id.clone()),
        Channel::Radio | Channel::Phone | Channel::Paper(_) => None,
    }
}

fn begin(
    mut commands: Commands,
    mut ended: MessageReader<SpeechEnded>,
    active: Option<Res<ActiveCase>>,
    people: Query<(Entity, &Person), (Without<Speaking>, Without<Heeds>)>,
) {
    let Some(active) = active else {
        ended.clear();
        return;
    };
    for one in ended.read() {
        let Some(who) = spoken_to(&active, one) else {
            continue;
        };
        for (entity, person) in &people {
            if person.id == who {
                commands.entity(entity).insert(Heeds::of(person));
            }
        }
    }
}

fn pass(mut commands: Commands, time: Res<Time>, mut people: Query<(Entity, &mut Heeds)>) {
    for (entity, mut heeds) in &mut people {
        heeds.for_s += time.delta_secs();
        if heeds.for_s >= heeds.lasts_s {
            commands.entity(entity).remove::<Heeds>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Heeds, Person};
    use crate::domain::packs::Mood;
    use crate::speech::turn::PAUSE_MS;

    #[test]
    fn every_mood_is_seen_to_heed_within_three_tenths_of_a_second() {
        for mood in [
            Mood::Calm,
            Mood::Uneasy,
            Mood::Angry,
            Mood::Shouting,
            Mood::Breaking,
        ] {
            let person = Person {
                id: "owner".to_owned(),
                look: String::new(),
                eye_m: 1.6,
                mood,
                tension: 30,
                is_of_case: true,
            };
            let begun = Heeds::of(&person);
            // The end is noticed after the pause that tells it, and one slow frame.
            let left_s = 0.3 - PAUSE_MS as f32 / 1000.0 - 0.04;
            let seen = Heeds {
                for_s: left_s,
                ..begun
            };
            assert!(seen.turn().length() > 0.1, "{mood:?}: {:?}", seen.turn());
            let over = Heeds {
                for_s: begun.lasts_s,
                ..begun
            };
            assert!(over.turn().length() < 0.01, "{mood:?}");
            assert_eq!(begun.turn().length(), 0.0, "{mood:?}: no jump");
        }
    }
}
