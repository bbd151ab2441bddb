//! Moments of a run that are worth stopping at, and what to look for in it by what is trained. The same choice as the
//! console's replay offers; a test holds the goals of both together.

use super::ReportInput;
use super::wording::Wording;
use crate::domain::assessment::Verdict;
use crate::domain::packs::{Block, Mood};
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Input, Touch};
use std::collections::BTreeMap;

/// What is trained, and so what to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Goal {
    /// Everything.
    #[default]
    Whole,
    /// Steps of procedure.
    Procedure,
    /// The law.
    Legality,
    /// Talk and persuasion.
    Talk,
    /// Rise and fall of tension.
    Tension,
    /// What was settled.
    Result,
    /// Safety and record.
    Safety,
    /// What happened from outside.
    Events,
}

/// From where a goal is best looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seat {
    /// From above.
    Above,
    /// Where the trainee stood.
    Trainee,
    /// Through the party's eyes.
    Party,
}

impl Goal {
    /// All, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Whole,
        Self::Procedure,
        Self::Legality,
        Self::Talk,
        Self::Tension,
        Self::Result,
        Self::Safety,
        Self::Events,
    ];

    /// Its name, also the end of its message's id.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Procedure => "procedure",
            Self::Legality => "legality",
            Self::Talk => "talk",
            Self::Tension => "tension",
            Self::Result => "result",
            Self::Safety => "safety",
            Self::Events => "events",
        }
    }

    /// Kinds of moments it marks beside those of its block.
    #[must_use]
    pub const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Whole | Self::Procedure | Self::Legality => &[],
            Self::Talk => &["agreed", "withdrew", "unclear", "turn", "boiling"],
            Self::Tension => &["withdrew", "agreed", "boiling"],
            Self::Result => &["agreed", "end"],
            Self::Safety => &["world"],
            Self::Events => &["beat", "world", "touch", "own", "end"],
        }
    }

    /// The block of the mark whose moments it marks.
    #[must_use]
    pub const fn block(self) -> Option<Block> {
        match self {
            Self::Procedure => Some(Block::Procedure),
            Self::Legality => Some(Block::Legality),
            Self::Talk => Some(Block::Communication),
            Self::Result => Some(Block::Result),
            Self::Safety => Some(Block::Safety),
            Self::Whole | Self::Tension | Self::Events => None,
        }
    }

    /// From where it is looked at first.
    #[must_use]
    pub const fn seat(self) -> Seat {
        match self {
            Self::Procedure | Self::Legality => Seat::Trainee,
            Self::Talk => Seat::Party,
            Self::Whole | Self::Tension | Self::Result | Self::Safety | Self::Events => Seat::Above,
        }
    }

    /// The goal after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Whether a moment is one to stop at. What must never be done is never left out.
    #[must_use]
    pub fn wants(self, one: &Milestone) -> bool {
        match one.block {
            Some(block) => one.kind == "breached" || self.block() == Some(block),
            None => self == Self::Whole || self.kinds().contains(&one.kind),
        }
    }
}

/// A moment worth stopping at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// When, in milliseconds since the case began.
    pub at_ms: u64,
    /// Of the story: `beat`, `agreed`, `withdrew`, `world`, `unclear`, `turn`, `boiling`, `touch` or `end`, and of the console
    /// alone `own`; of the mark: `met`, `missed`, `breached` or `review`.
    pub kind: &'static str,
    /// The block of the mark, for its items.
    pub block: Option<Block>,
    /// In words.
    pub text: String,
}

/// Every moment of a run worth stopping at, in order of time. Items of the mark without a moment, because nothing was
/// done, are left out.
#[must_use]
pub fn milestones(input: &ReportInput<'_>) -> Vec<Milestone> {
    let wording = Wording::new(*input);
    let mut found = of_story(&wording);
    found.extend(of_mark(&wording));
    found.sort_by_key(|one| one.at_ms);
    found
}

fn of_mark(wording: &Wording<'_>) -> Vec<Milestone> {
    let assessment = wording.input.assessment;
    assessment
        .items
        .iter()
        .filter_map(|item| {
            let verdict = assessment.verdict(item);
            let at_ms = item.evidence.last()?.at_ms;
            if item.of == 0 && verdict == Verdict::Met {
                return None;
            }
            let kind = match verdict {
                Verdict::Met => "met",
                Verdict::Missed => "missed",
                Verdict::Breached => "breached",
                Verdict::Review => "review",
            };
            let word = wording.get(&format!("tag-{kind}"));
            Some(Milestone {
                at_ms,
                kind,
                block: Some(item.block),
                text: format!("{word} · {}", wording.fill(&item.text)),
            })
        })
        .collect()
}

fn of_story(wording: &Wording<'_>) -> Vec<Milestone> {
    let mut moods: BTreeMap<&str, Mood> = BTreeMap::new();
    let mut found: Vec<Milestone> = Vec::new();
    for event in &wording.input.record.events {
        let of_person = |id: &str, who: &str| wording.with(id, &[("who", &wording.person(who))]);
        let (kind, text) = match &event.what {
            // A note is for the instructor's console.
            Moment::In(Input::Touched {
                touch: Touch::Note { .. },
                ..
            }) => continue,
            Moment::In(Input::Touched { touch, .. }) => (
                "touch",
                wording.with(
                    "touch",
                    &[
                        ("what", touch.name()),
                        ("text", touch.words().unwrap_or_default()),
                    ],
                ),
            ),
            Moment::In(Input::Instructor { inject }) => ("touch", wording.inject(inject)),
            Moment::Out(Effect::Mood { who, mood, .. }) => {
                let before = moods.insert(who, *mood);
                let is_boiling =
                    *mood >= Mood::Shouting && before.is_none_or(|last| last < Mood::Shouting);
                if !is_boiling {
                    continue;
                }
                ("boiling", of_person("boiling", who))
            }
            Moment::Out(Effect::Unclear { who }) => ("unclear", of_person("unclear", who)),
            Moment::Out(Effect::Interrupted { who, .. }) => ("turn", of_person("interrupted", who)),
            Moment::Out(Effect::CutIn { who }) => ("turn", of_person("cuts-in", who)),
            Moment::Out(Effect::Agreed { who }) => ("agreed", of_person("agreed", who)),
            Moment::Out(Effect::Withdrew { who }) => ("withdrew", of_person("withdrew", who)),
            Moment::Out(Effect::World { event: what }) => {
                // A turning point that the case has named says already what can be seen of it.
                let is_named = found
                    .last()
                    .is_some_and(|last| last.kind == "beat" && last.at_ms == event.at.0);
                if is_named {
                    continue;
                }
                ("world", wording.world(what))
            }
            Moment::Out(Effect::Beat { beat }) => {
                let beats = &wording.input.case.beats;
                let title = beats
                    .iter()
                    .find(|one| one.id == *beat)
                    .and_then(|one| one.title.as_ref());
                let Some(title) = title else { continue };
                ("beat", wording.fill(title))
            }
            Moment::Out(Effect::Ended { ending }) => {
                let title = wording
                    .ending(ending)
                    .map_or_else(|| ending.clone(), |(title, _)| title);
                ("end", wording.with("ended", &[("title", &title)]))
            }
            _ => continue,
        };
        found.push(Milestone {
            at_ms: event.at.0,
            kind,
            block: None,
            text,
        });
    }
    found
}
