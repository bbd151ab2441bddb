//! What people feel of the trainee without an action being chosen: standing around somebody, leaning on the goods, running
//! up, a raised voice, things knocked about. Each goes into the case once when it begins; what it means is for the engine.

use super::body::Trainee;
use crate::app::actors::Person;
use crate::app::bridge::{ActiveCase, Channel, Intent};
use crate::app::voice::{Heard, Hearing, MicrophoneState};
use crate::app::world::Thing;
use crate::app::{CaseSystems, Pause, Screen};
use crate::domain::ids::Permille;
use crate::domain::scenario::model::{Role, Target};
use crate::speech::sieve::Verdict;
use bevy::prelude::*;
use bevy_rapier3d::prelude::{KinematicCharacterControllerOutput, Velocity};
use std::collections::BTreeMap;

/// Officers nearer than this stand around somebody.
const AROUND_M: f32 = 1.6;
/// Two officers this far apart, seen from the middle, leave no way out, degrees.
const AROUND_DEG: f32 = 130.0;
/// Faster than this is running.
const RUN_M_S: f32 = 2.6;
/// Whoever runs nearer than this runs at somebody.
const RUSH_M: f32 = 3.5;
/// A thing that is pushed faster than this is knocked about, not brushed.
const KNOCK_M_S: f32 = 0.25;
/// A touch in passing is nothing.
const AROUND_S: f32 = 1.5;
const LEAN_S: f32 = 1.2;
const RUSH_S: f32 = 0.3;
/// The same deed is felt again only after this.
const AGAIN_S: f32 = 20.0;
/// Decibels over one's own usual level from which on a voice is raised. Talking to somebody across a street takes about
/// six more than across a table, shouting about twenty (ISO 9921, vocal effort).
const RAISED_DB: i32 = 10;
/// Certainty from which words count as heard.
const SURE_FROM: Permille = Permille(600);
/// A usual level is known only after so many utterances.
const USUAL_FROM: usize = 3;

/// Deeds of the conduct pack.
const ENCIRCLE: &str = "encircle";
const LEAN: &str = "sit_on_goods";
const RUSH: &str = "rush_at";
const RAISE_VOICE: &str = "raise_voice";
const TOUCH: &str = "touch_goods_before_papers";

/// How long each deed has lasted, and how long ago it was told.
#[derive(Resource, Debug, Clone, Default)]
struct Bearing {
    lasts_s: BTreeMap<String, f32>,
    since_told_s: BTreeMap<String, f32>,
    levels_db: Vec<i32>,
}

impl Bearing {
    /// Whether a deed that goes on just now has lasted long enough and is not told yet.
    fn is_due(&mut self, deed: &str, goes_on: bool, needs_s: f32, dt: f32) -> bool {
        if let Some(since) = self.since_told_s.get_mut(deed) {
            *since += dt;
        }
        if !goes_on {
            self.lasts_s.remove(deed);
            return false;
        }
        let lasts = self.lasts_s.entry(deed.to_owned()).or_insert(0.0);
        *lasts += dt;
        let was_told = self
            .since_told_s
            .get(deed)
            .is_some_and(|since| *since < AGAIN_S);
        if *lasts < needs_s || was_told {
            return false;
        }
        self.since_told_s.insert(deed.to_owned(), 0.0);
        true
    }

    /// Takes the level of an utterance in; tells whether it stands out of the earlier ones.
    fn is_raised(&mut self, voice_db: i32) -> bool {
        let usual = (self.levels_db.len() >= USUAL_FROM).then(|| {
            let mut sorted = self.levels_db.clone();
            sorted.sort_unstable();
            sorted[sorted.len() / 2]
        });
        self.levels_db.push(voice_db);
        usual.is_some_and(|usual| voice_db >= usual + RAISED_DB)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Bearing>()
        .add_systems(OnEnter(Screen::Case), |mut bearing: ResMut<Bearing>| {
            *bearing = Bearing::default();
        })
        .add_systems(
            FixedUpdate,
            (stand, touch)
                .chain()
                .in_set(CaseSystems::Gather)
                .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
        )
        .add_systems(Update, voice.run_if(in_state(Screen::Case)));
}

/// Whether officers stand so around a middle that there is no way out between them.
fn is_encircled(middle: Vec3, officers: &[Vec3]) -> bool {
    let ways: Vec<Vec3> = officers
        .iter()
        .map(|at| (*at - middle).with_y(0.0))
        .filter(|way| way.length() < AROUND_M)
        .map(Vec3::normalize_or_zero)
        .collect();
    let widest = AROUND_DEG.to_radians().cos();
    ways.iter()
        .enumerate()
        .any(|(at, one)| ways[at + 1..].iter().any(|other| one.dot(*other) < widest))
}

fn stand(
    time: Res<Time>,
    active: Option<Res<ActiveCase>>,
    trainees: Query<(&Trainee, &Transform)>,
    people: Query<(&Person, &Transform)>,
    mut bearing: ResMut<Bearing>,
    mut intents: MessageWriter<Intent>,
) {
    let (Some(active), Ok((trainee, me))) = (active, trainees.single()) else {
        return;
    };
    let party = active.party();
    let Some(middle) = people
        .iter()
        .find(|(person, _)| person.id == party)
        .map(|(_, at)| at.translation)
    else {
        return;
    };
    let case = active.case();
    let officers: Vec<Vec3> = people
        .iter()
        .filter(|(person, _)| {
            case.person(&person.id)
                .is_some_and(|found| case.people[found.at()].role == Role::Partner)
        })
        .map(|(_, at)| at.translation)
        .chain([me.translation])
        .collect();
    let dt = time.delta_secs();
    let bearing = bearing.bypass_change_detection();
    let way = (middle - me.translation).with_y(0.0);
    let runs_at = trainee.pace > RUN_M_S
        && way.length() < RUSH_M
        && trainee
            .gaze()
            .with_y(0.0)
            .normalize_or_zero()
            .dot(way.normalize_or_zero())
            > 0.7;
    for (deed, goes_on, needs_s) in [
        (ENCIRCLE, is_encircled(middle, &officers), AROUND_S),
        (RUSH, runs_at, RUSH_S),
    ] {
        if bearing.is_due(deed, goes_on, needs_s, dt) {
            intents.write(Intent::Sense {
                deed: deed.to_owned(),
                who: None,
            });
        }
    }
}

/// Leaning on what belongs to the party, and knocking it about.
fn touch(
    time: Res<Time>,
    active: Option<Res<ActiveCase>>,
    trainees: Query<&KinematicCharacterControllerOutput, With<Trainee>>,
    things: Query<(&Thing, Option<&Velocity>)>,
    mut bearing: ResMut<Bearing>,
    mut intents: MessageWriter<Intent>,
) {
    let (Some(active), Ok(output)) = (active, trainees.single()) else {
        return;
    };
    let touched: Vec<(&Thing, Option<&Velocity>)> = output
        .collisions
        .iter()
        .filter_map(|one| things.get(one.entity).ok())
        .collect();
    let dt = time.delta_secs();
    let bearing = bearing.bypass_change_detection();
    let case = active.case();
    // A notice board or a fence in the way is nobody's goods.
    let leans = touched.iter().any(|(thing, _)| {
        matches!(case.target(&thing.id), Some(Target::Thing(at)) if case.things[at.at()].theirs)
    });
    if bearing.is_due(LEAN, leans, LEAN_S, dt) {
        intents.write(Intent::Sense {
            deed: LEAN.to_owned(),
            who: None,
        });
    }
    for (thing, velocity) in touched {
        let is_knocked = velocity.is_some_and(|now| now.linear.length() > KNOCK_M_S);
        // The case names the deed itself where it has an action for it.
        let action = case.actions.iter().find(|action| {
            action.conduct.as_deref() == Some(TOUCH)
                && case
                    .target(&thing.id)
                    .is_some_and(|target| action.targets.contains(&target))
        });
        if let Some(action) = action
            && bearing.is_due(&format!("{TOUCH} {}", thing.id), is_knocked, 0.0, dt)
        {
            intents.write(Intent::Do {
                action: action.id.clone(),
                target: Some(thing.id.clone()),
                tool: None,
            });
        }
    }
}

/// Whether it certainly was the trainee's sentence: what may be a noise, half a sentence or somebody else raises no voice.
fn is_sure(one: &Heard) -> bool {
    one.verdict == Verdict::Accept && one.sure >= SURE_FROM && !one.text.is_empty()
}

/// Louder than this trainee usually is, on this microphone: only oneself is a measure, for rooms and devices differ.
fn voice(
    mut heard: MessageReader<Heard>,
    hearing: Res<Hearing>,
    mut microphone: Local<MicrophoneState>,
    mut bearing: ResMut<Bearing>,
    mut intents: MessageWriter<Intent>,
) {
    let bearing = bearing.bypass_change_detection();
    if *microphone != hearing.microphone {
        // Another device, or the same one plugged in anew, hears another level.
        microphone.clone_from(&hearing.microphone);
        bearing.levels_db.clear();
    }
    for one in heard.read() {
        if one.channel == Channel::Street && is_sure(one) && bearing.is_raised(one.voice_db) {
            intents.write(Intent::Sense {
                deed: RAISE_VOICE.to_owned(),
                who: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bearing, is_encircled, is_sure};
    use crate::app::bridge::Channel;
    use crate::app::voice::Heard;
    use crate::domain::ids::Permille;
    use crate::speech::sieve::Verdict;
    use bevy::prelude::Vec3;

    #[test]
    fn two_officers_on_opposite_sides_encircle_and_side_by_side_do_not() {
        let at = |x: f32, z: f32| Vec3::new(x, 0.0, z);
        assert!(is_encircled(Vec3::ZERO, &[at(1.0, 0.0), at(-1.0, 0.2)]));
        assert!(!is_encircled(Vec3::ZERO, &[at(1.0, 0.0), at(0.8, 0.8)]));
        assert!(!is_encircled(Vec3::ZERO, &[at(1.0, 0.0), at(-4.0, 0.0)]));
        assert!(!is_encircled(Vec3::ZERO, &[at(1.0, 0.0)]));
    }

    #[test]
    fn a_deed_is_told_when_it_has_lasted_and_not_again_at_once() {
        let mut bearing = Bearing::default();
        let told = (0..200)
            .filter(|_| bearing.is_due("encircle", true, 1.0, 0.02))
            .count();
        assert_eq!(told, 1);
        assert!(!bearing.is_due("encircle", false, 1.0, 0.02));
        // Much later it is told again.
        let told = (0..2_000)
            .filter(|_| bearing.is_due("encircle", true, 1.0, 0.02))
            .count();
        assert!(told >= 1, "a deed that goes on for ever is told once only");
    }

    #[test]
    fn a_voice_is_raised_only_against_its_own_usual_level() {
        let mut bearing = Bearing::default();
        assert!(!bearing.is_raised(-10), "nothing is known yet");
        for _ in 0..4 {
            assert!(!bearing.is_raised(-30));
        }
        assert!(!bearing.is_raised(-24));
        assert!(bearing.is_raised(-18));
    }

    #[test]
    fn what_is_unsure_says_nothing_of_a_voice() {
        let heard = |sure: u16, verdict| Heard {
            channel: Channel::Street,
            text: "请您配合。".to_owned(),
            sure: Permille(sure),
            verdict,
            reason: None,
            voice_db: -10,
            source: String::new(),
            decode_ms: 0,
            was_guessed: false,
        };
        assert!(is_sure(&heard(900, Verdict::Accept)));
        assert!(!is_sure(&heard(599, Verdict::Accept)));
        assert!(!is_sure(&heard(400, Verdict::Unsure)));
    }
}
