//! How a run begins: level, party, draws and people set up from a seed.

use super::effect::{Effect, Timed};
use super::rules::Rules;
use super::state::{Mode, PersonState, State, next_random};
use super::step::Engine;
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use crate::domain::scenario::model::{Case, PersonIx, Trigger};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a run is started with; the first thing in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Level 1..=3.
    pub level: u8,
    /// Practice or exam.
    pub mode: Mode,
    /// Seed of the draws.
    pub seed: u64,
    /// Party by id; none: the first of the level in practice, drawn in an exam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
}

/// Starts a run: the state and the first effects, or the id that the case does not have.
///
/// # Errors
/// The level or the party's id, when the case has no such level or the level no such party.
pub fn begin(case: &Case, rules: &Rules, setup: &Setup) -> Result<(State, Vec<Timed>), String> {
    let level = case
        .level(setup.level)
        .ok_or_else(|| format!("level {}", setup.level))?;
    let mut random = setup.seed ^ 0x5EED_57EE_7715_E000;
    let drawn_party = pick(&mut random, level.parties.len());
    let party = match (&setup.party, setup.mode) {
        (Some(id), _) => case
            .person(id)
            .filter(|found| level.parties.contains(found))
            .ok_or_else(|| id.clone())?,
        (None, Mode::Practice) => level.parties[0],
        (None, Mode::Exam) => level.parties[drawn_party],
    };
    let drawn: Vec<u16> = case
        .draws
        .iter()
        .map(|draw| u16::try_from(pick(&mut random, draw.of.len())).unwrap_or(0))
        .collect();
    let people = case
        .people
        .iter()
        .enumerate()
        .map(|(position, person)| {
            let here = PersonIx(u16::try_from(position).unwrap_or(u16::MAX));
            PersonState {
                present: here == party || level.people.contains(&here),
                tension: person.tension,
                trust: person.trust,
                mood: rules.tension.mood_at_start(i32::from(person.tension)),
                agreed: false,
                listened_to: false,
                heard: BTreeMap::new(),
                sentences: BTreeMap::new(),
                touched: BTreeMap::new(),
                turns: 0,
                cut_in: None,
                talked_over: None,
            }
        })
        .collect();
    let mut facts = vec![false; case.facts.len()];
    for fact in &level.facts {
        facts[fact.at()] = true;
    }
    let mut state = State {
        now: Millis(0),
        level: setup.level,
        mode: setup.mode,
        random,
        party,
        people,
        facts,
        said: vec![0; Act::ALL.len()],
        did: BTreeMap::new(),
        papers: BTreeSet::new(),
        zone: case.start,
        distance_cm: case.zones[case.start.at()].distance_cm,
        fired: BTreeMap::new(),
        spoken: BTreeMap::new(),
        due: BTreeSet::new(),
        last_word: Millis(0),
        silence_passed: Millis(0),
        drawn,
        ending: None,
    };
    let mut engine = Engine::new(case, rules, &mut state);
    engine.tell(Effect::Began {
        party: case.people[party.at()].id.clone(),
        mode: setup.mode,
        draws: case
            .draws
            .iter()
            .zip(&engine.state.drawn)
            .map(|(draw, value)| (draw.id.clone(), draw.of[usize::from(*value)].id.clone()))
            .collect(),
    });
    for position in 0..case.people.len() {
        let who = PersonIx(u16::try_from(position).unwrap_or(u16::MAX));
        if engine.state.people[position].present {
            engine.tell_mood(who);
        }
    }
    engine.schedule_clock();
    engine.fire(&Trigger::Start);
    let effects = engine.finish();
    Ok((state, effects))
}

fn pick(random: &mut u64, among: usize) -> usize {
    let drawn = next_random(random);
    match u64::try_from(among) {
        Ok(count) if count > 0 => usize::try_from(drawn % count).unwrap_or(0),
        _ => 0,
    }
}
