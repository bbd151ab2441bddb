//! When two states are the same situation: when every question the case can ask is answered alike. What no condition of
//! the case asks (what exactly was said, which second it is) keeps no situations apart, or there would be no end of them.

use crate::domain::act::Act;
use crate::domain::scenario::model::{Case, Condition, Mood, PersonIx, Who};
use crate::domain::session::{REPEATED_FROM, State};
use std::collections::BTreeMap;

/// What makes two states the same situation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Situation {
    facts: Vec<bool>,
    /// There, mood, gave in.
    people: Vec<(bool, Mood, bool)>,
    party: u16,
    fired: Vec<u16>,
    /// Beats that still wait for their moment.
    due: Vec<u16>,
    papers: Vec<u16>,
    /// Answers to everything else the case asks, in the order of [`Questions`].
    answers: Vec<bool>,
    /// How often acts were said of which the case counts the times, as far as it counts.
    said: Vec<u16>,
    /// Whether anybody heard a sentence so often that it is a repetition; more often is no other situation.
    repeated: bool,
}

/// What the conditions of a case ask beyond facts, moods, beats and papers: words said, deeds, zones, draws, bounds.
#[derive(Debug)]
pub(super) struct Questions {
    asked: Vec<Condition>,
    /// Acts whose times are asked, and the most that is asked: on the way there every time counts.
    counted: BTreeMap<Act, u16>,
}

impl Questions {
    /// Everything asked anywhere in a case.
    pub(super) fn of(case: &Case) -> Self {
        let mut questions = Self {
            asked: Vec::new(),
            counted: BTreeMap::new(),
        };
        for beat in &case.beats {
            questions.collect(&beat.when);
        }
        for line in &case.lines {
            questions.collect(&line.when);
        }
        for (at, person) in case.people.iter().enumerate() {
            for touch in &person.touches {
                questions.collect(&touch.when);
            }
            let Some(agrees) = &person.agrees else {
                continue;
            };
            questions.collect(&agrees.when);
            let who = Who::One(PersonIx(u16::try_from(at).unwrap_or(u16::MAX)));
            questions.collect(&Condition::TensionAtMost(who, agrees.tension_at_most));
            questions.collect(&Condition::TrustAtLeast(who, agrees.trust_at_least));
        }
        questions
    }

    fn collect(&mut self, condition: &Condition) {
        match condition {
            Condition::All(list) | Condition::Any(list) => {
                list.iter().for_each(|one| self.collect(one));
            }
            Condition::Not(inner) => self.collect(inner),
            // What a situation holds anyway, and what never changes within a run.
            Condition::Always
            | Condition::Fact(_)
            | Condition::Level(_)
            | Condition::Present(_)
            | Condition::Party(_)
            | Condition::Paper(_)
            | Condition::Fired(_)
            | Condition::Agreed(_)
            | Condition::Practice => {}
            Condition::SaidTimes(act, times) => {
                let most = self.counted.entry(*act).or_insert(0);
                *most = (*most).max(*times);
            }
            Condition::TensionAtLeast(..)
            | Condition::TensionAtMost(..)
            | Condition::TrustAtLeast(..)
            | Condition::Did(..)
            | Condition::InZone(_)
            | Condition::Drawn(..)
            | Condition::Since(_)
            | Condition::SinceBeat(..) => {
                if !self.asked.contains(condition) {
                    self.asked.push(condition.clone());
                }
            }
        }
    }

    /// The situation a state is in.
    pub(super) fn situation(&self, case: &Case, state: &State) -> Situation {
        let heard = state.people.iter().flat_map(|one| one.sentences.values());
        Situation {
            facts: state.facts.clone(),
            people: state
                .people
                .iter()
                .map(|one| (one.present, one.mood, one.agreed))
                .collect(),
            party: state.party.0,
            fired: state.fired.keys().map(|beat| beat.0).collect(),
            due: state.due.iter().map(|(_, beat)| beat.0).collect(),
            papers: state.papers.iter().map(|form| form.0).collect(),
            answers: self
                .asked
                .iter()
                .map(|one| state.holds(case, one))
                .collect(),
            said: self
                .counted
                .iter()
                .map(|(act, most)| state.said[act.index()].min(*most))
                .collect(),
            repeated: heard.copied().any(|times| times >= REPEATED_FROM),
        }
    }
}
