//! How a person's tension and trust move with what an officer says, and which mood follows. All numbers are data of the
//! conduct pack; this file only applies them. Who the person is and what is remembered stays with the case.

use super::PackText;
use super::problem::{self, PackProblem};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Millis};
use serde::{Deserialize, Serialize};

/// A person's visible state, from still to violent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// Ready to agree.
    Calm,
    /// Watchful.
    Uneasy,
    /// Contradicts.
    Angry,
    /// Shouts, films, calls relatives.
    Shouting,
    /// Pushes, throws or lies down.
    Breaking,
}

impl Mood {
    /// Every mood, from still to violent.
    pub const ALL: [Self; 5] = [
        Self::Calm,
        Self::Uneasy,
        Self::Angry,
        Self::Shouting,
        Self::Breaking,
    ];
}

/// A mood and the tension at which it begins and ends. The two differ so that a mood does not flicker.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoodBand {
    /// Which mood.
    pub mood: Mood,
    /// Rising tension of at least this brings the mood.
    pub rises_at: i32,
    /// Falling tension of at most this leaves the mood for the one below.
    pub falls_at: i32,
    /// Its name.
    pub name: Bilingual,
    /// How it shows.
    pub shows: Bilingual,
}

/// A condition of a rule about the moment of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// The act was done fewer than this many times to this person.
    FirstTimes(u32),
    /// It was done fewer than this many times on this topic.
    PerTopic(u32),
    /// Tension is at least this.
    TensionAtLeast(i32),
    /// It touches what moves this person.
    TouchesMotive,
    /// What is offered exists and is named concretely.
    Specific,
    /// Nobody had to ask for it.
    BeforeAsked,
    /// No facts were stated to this person yet.
    FactsMissing,
    /// Nothing was said to this person before.
    FirstWord,
    /// It says again what was said before.
    Repeated,
}

/// What the case knows when something is said to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// How often this act was done to this person before.
    pub times_before: u32,
    /// How often it was done on this topic before.
    pub times_on_topic: u32,
    /// The person's tension now.
    pub tension: i32,
    /// Whether it touches the person's motive.
    pub touches_motive: bool,
    /// Whether an offer is real and concrete.
    pub is_specific: bool,
    /// Whether somebody had asked for it.
    pub was_asked_for: bool,
    /// Whether facts have been stated.
    pub facts_stated: bool,
    /// Whether this is the first thing said.
    pub is_first_word: bool,
    /// Whether it repeats something said before.
    pub is_repeated: bool,
}

impl Guard {
    fn holds(self, moment: &Moment) -> bool {
        match self {
            Self::FirstTimes(times) => moment.times_before < times,
            Self::PerTopic(times) => moment.times_on_topic < times,
            Self::TensionAtLeast(tension) => moment.tension >= tension,
            Self::TouchesMotive => moment.touches_motive,
            Self::Specific => moment.is_specific,
            Self::BeforeAsked => !moment.was_asked_for,
            Self::FactsMissing => !moment.facts_stated,
            Self::FirstWord => moment.is_first_word,
            Self::Repeated => moment.is_repeated,
        }
    }
}

/// A move of tension and trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delta {
    /// Added to tension.
    pub tension: i32,
    /// Added to trust.
    pub trust: i32,
}

/// What an act does when every guard holds. Among the rules of an act the first that holds is the only one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRule {
    /// The act.
    pub act: Act,
    /// Conditions, all of them; none means always.
    #[serde(default)]
    pub when: Vec<Guard>,
    /// Added to tension.
    pub tension: i32,
    /// Added to trust.
    pub trust: i32,
}

/// The tension model every case shares; a person's own start values and buttons come from the case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TensionModel {
    /// Least tension and trust.
    pub lowest: i32,
    /// Most tension and trust.
    pub highest: i32,
    /// Trust of a stranger.
    pub trust_at_start: i32,
    /// A person whose motive is met agrees at this tension or less.
    pub agrees_at_most: i32,
    /// A silence longer than this makes people uneasy.
    pub long_silence_ms: Millis,
    /// The moods, from still to violent.
    pub moods: Vec<MoodBand>,
    /// What acts do.
    pub acts: Vec<ActRule>,
}

impl TensionModel {
    /// What an act does in this moment; nothing if no rule holds.
    #[must_use]
    pub fn effect_of(&self, act: Act, moment: &Moment) -> Delta {
        self.acts
            .iter()
            .find(|rule| rule.act == act && rule.when.iter().all(|guard| guard.holds(moment)))
            .map_or(Delta::default(), |rule| Delta {
                tension: rule.tension,
                trust: rule.trust,
            })
    }

    /// `value` moved by `by`, kept within the bounds of the model.
    #[must_use]
    pub fn moved(&self, value: i32, by: i32) -> i32 {
        value.saturating_add(by).clamp(self.lowest, self.highest)
    }

    /// The mood after `before` at this tension. Rises and falls over several moods at once if the tension jumped.
    #[must_use]
    pub fn mood_after(&self, before: Mood, tension: i32) -> Mood {
        let mut mood = before;
        for band in &self.moods {
            if band.mood > mood && tension >= band.rises_at {
                mood = band.mood;
            }
        }
        for (at, band) in self.moods.iter().enumerate().skip(1).rev() {
            if band.mood == mood && tension <= band.falls_at {
                mood = self.moods[at - 1].mood;
            }
        }
        mood
    }

    /// The mood of somebody met at this tension.
    #[must_use]
    pub fn mood_at_start(&self, tension: i32) -> Mood {
        self.moods
            .iter()
            .rev()
            .find(|band| tension >= band.rises_at)
            .map_or(Mood::Calm, |band| band.mood)
    }

    pub(super) fn check(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        let within = |value: i32| (self.lowest..=self.highest).contains(&value);
        if self.lowest >= self.highest
            || !within(self.trust_at_start)
            || !within(self.agrees_at_most)
        {
            problems.push(problem::out_of_range(
                file,
                "tension",
                "lowest < highest, trust_at_start, agrees_at_most",
            ));
        }
        if self.long_silence_ms == Millis(0) {
            problems.push(problem::out_of_range(
                file,
                "tension",
                "long_silence_ms > 0",
            ));
        }
        if self.moods.iter().map(|band| band.mood).ne(Mood::ALL) {
            problems.push(problem::out_of_range(
                file,
                "moods",
                "calm, uneasy, angry, shouting, breaking",
            ));
        }
        for (at, band) in self.moods.iter().enumerate() {
            let owner = format!("{:?}", band.mood);
            problem::check_text(file, &owner, "name", &band.name, problems);
            problem::check_text(file, &owner, "shows", &band.shows, problems);
            let follows = at == 0 || {
                let below = &self.moods[at - 1];
                below.rises_at < band.rises_at && below.falls_at < band.falls_at
            };
            if band.falls_at >= band.rises_at || !follows || band.rises_at > self.highest {
                problems.push(problem::out_of_range(
                    file,
                    &owner,
                    "falls_at < rises_at, rising from mood to mood",
                ));
            }
        }
        for act in Act::ALL {
            let rules: Vec<&ActRule> = self.acts.iter().filter(|rule| rule.act == act).collect();
            if rules.is_empty() {
                problems.push(problem::out_of_range(
                    file,
                    "acts",
                    &format!("{} – 0 ×", act.name()),
                ));
            }
            // Behind a rule without conditions nothing is ever reached.
            if rules.iter().rev().skip(1).any(|rule| rule.when.is_empty()) {
                problems.push(problem::out_of_range(
                    file,
                    "acts",
                    &format!("{}: when: [] …", act.name()),
                ));
            }
        }
    }
}
