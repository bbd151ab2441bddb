//! What brings a fact of a case about: words, deeds, or that something had not happened.

use super::timeline::{Doubt, SaidAt};
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use crate::domain::scenario::model::{
    Beat, BeatIx, Case, Condition, FactIx, Outcome, Trigger, Who,
};

/// How many facts and beats are followed back to the words behind them; further back a word decides nothing by itself.
const FOLLOWED_MAX: u8 = 2;

/// An act that could have brought something about.
#[derive(Debug)]
struct Asked {
    act: Act,
    /// Towards this person, where it matters.
    to: Option<Who>,
    /// Said before this: what has come about needs no other words for it.
    before: Millis,
}

/// What words could have brought something about.
#[derive(Debug, Default)]
pub(super) struct Words {
    acts: Vec<Asked>,
    /// Or by what no single act decides: feelings, who is there, a silence.
    beyond: bool,
}

impl Words {
    /// For what no single act decides: how it ended, how people felt.
    pub(super) fn anything() -> Self {
        Self {
            beyond: true,
            ..Self::default()
        }
    }

    /// Whether something said may have been such words. What was not made out at all may have been any of them, and may
    /// have moved feelings, too; what was half understood is in question only as what it was read as.
    pub(super) fn may_be(&self, said: &SaidAt<'_>, is_to: impl Fn(Who) -> bool) -> bool {
        match said.doubt {
            Doubt::None => false,
            Doubt::Half => self.acts.iter().any(|one| {
                said.at < one.before && said.may_have_been(one.act, one.to.is_none_or(&is_to))
            }),
            Doubt::Anything => self.beyond || !self.acts.is_empty(),
        }
    }
}

/// Follows what a case says back to the words behind it.
struct Search<'a> {
    case: &'a Case,
    /// When a fact came about.
    came: &'a dyn Fn(FactIx) -> Option<Millis>,
    words: Words,
}

/// How far a search may still go: steps, and the moment before which words can have mattered.
#[derive(Clone, Copy)]
struct Reach {
    left: u8,
    before: Millis,
}

impl Reach {
    const WHOLE: Self = Self {
        left: FOLLOWED_MAX,
        before: Millis(u64::MAX),
    };

    const fn further(self) -> Self {
        Self {
            left: self.left - 1,
            ..self
        }
    }
}

impl Search<'_> {
    fn fact(&mut self, fact: FactIx, reach: Reach) {
        let case = self.case;
        let mut setting = case.beats.iter().filter(|beat| sets(beat, fact)).peekable();
        if reach.left == 0 || setting.peek().is_none() {
            self.words.beyond = true;
            return;
        }
        let came = (self.came)(fact).unwrap_or(reach.before);
        let reach = Reach {
            before: reach.before.min(came),
            ..reach
        };
        setting.for_each(|beat| self.beat(beat, reach.further()));
    }

    fn beat_at(&mut self, beat: BeatIx, reach: Reach) {
        if reach.left == 0 {
            self.words.beyond = true;
        } else {
            let case = self.case;
            self.beat(&case.beats[beat.at()], reach.further());
        }
    }

    fn asks(&mut self, act: Act, to: Option<Who>, reach: Reach) {
        let before = reach.before;
        self.words.acts.push(Asked { act, to, before });
    }

    fn beat(&mut self, beat: &Beat, reach: Reach) {
        for on in &beat.on {
            match on {
                Trigger::Said(act, to) => self.asks(*act, *to, reach),
                Trigger::Became(fact) => self.fact(*fact, reach),
                Trigger::After(beat, _) => self.beat_at(*beat, reach),
                on if is_deed(on) => {}
                _ => self.words.beyond = true,
            }
        }
        // What the trainee's own hand does was not kept from being done by a word half understood.
        if beat.on.iter().all(is_own_deed) {
            self.words.beyond |= !is_plain(&beat.when);
        } else {
            self.condition(&beat.when, reach);
        }
    }

    fn condition(&mut self, condition: &Condition, reach: Reach) {
        match condition {
            Condition::SaidTimes(act, _) => self.asks(*act, None, reach),
            Condition::Fact(fact) => self.fact(*fact, reach),
            Condition::Fired(beat) | Condition::SinceBeat(beat, _) => self.beat_at(*beat, reach),
            Condition::All(list) | Condition::Any(list) => {
                for one in list {
                    self.condition(one, reach);
                }
            }
            // What has to be missing is not brought about by a word.
            Condition::Not(inner) => self.words.beyond |= !is_plain(inner),
            other => self.words.beyond |= !is_plain(other),
        }
    }

    fn denied(&mut self, condition: &Condition) -> bool {
        match condition {
            Condition::Not(inner) => {
                self.condition(inner, Reach::WHOLE);
                true
            }
            Condition::All(list) | Condition::Any(list) => {
                let mut found = false;
                for one in list {
                    found |= self.denied(one);
                }
                found
            }
            _ => false,
        }
    }
}

/// Which words could have brought a fact about that did not come about; `came`: when the others did.
pub(super) fn words_for(
    case: &Case,
    fact: FactIx,
    came: &dyn Fn(FactIx) -> Option<Millis>,
) -> Words {
    let words = Words::default();
    let mut search = Search { case, came, words };
    search.fact(fact, Reach::WHOLE);
    search.words
}

/// Where a fact is set because something had not happened (a beat sets it under a denial): the words that would have kept
/// it from coming about. None where it stands for nothing left out.
pub(super) fn words_against(case: &Case, fact: FactIx) -> Option<Words> {
    // Words that were not made out at all may have changed anything that came after.
    let mut search = Search {
        case,
        came: &|_| None,
        words: Words::anything(),
    };
    let mut found = false;
    for beat in case.beats.iter().filter(|beat| sets(beat, fact)) {
        found |= search.denied(&beat.when);
    }
    found.then_some(search.words)
}

/// Whether a condition asks for nothing that words could have changed.
fn is_plain(condition: &Condition) -> bool {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().all(is_plain),
        Condition::Not(inner) => is_plain(inner),
        Condition::Always
        | Condition::Level(_)
        | Condition::Party(_)
        | Condition::Did(..)
        | Condition::Paper(_)
        | Condition::InZone(_)
        | Condition::Drawn(..)
        | Condition::Since(_)
        | Condition::Practice => true,
        Condition::Fact(_)
        | Condition::Present(_)
        | Condition::TensionAtLeast(..)
        | Condition::TensionAtMost(..)
        | Condition::TrustAtLeast(..)
        | Condition::SaidTimes(..)
        | Condition::Fired(_)
        | Condition::Agreed(_)
        | Condition::SinceBeat(..) => false,
    }
}

fn sets(beat: &Beat, fact: FactIx) -> bool {
    beat.then.contains(&Outcome::Set(fact))
}

fn is_own_deed(on: &Trigger) -> bool {
    matches!(on, Trigger::Did(..) | Trigger::Moved(_) | Trigger::Paper(_))
}

fn is_deed(on: &Trigger) -> bool {
    matches!(
        on,
        Trigger::Did(..)
            | Trigger::Start
            | Trigger::At(_)
            | Trigger::Moved(_)
            | Trigger::Paper(_)
            | Trigger::Inject(_)
    )
}

/// Whether words can bring a fact about: a beat sets it on something said, or on what words bring about in turn.
pub(super) fn hangs_on_words(case: &Case, fact: FactIx) -> bool {
    case.beats
        .iter()
        .filter(|beat| sets(beat, fact))
        .any(|beat| !beat.on.iter().all(is_deed))
}
