//! What brings a fact of a case about: words, deeds, or that something had not happened.

use super::timeline::{Doubt, SaidAt};
use crate::domain::act::Act;
use crate::domain::scenario::model::{Beat, BeatIx, Case, Condition, FactIx, Outcome, Trigger};

/// How many facts and beats are followed back to the words behind them; further back a word decides nothing by itself.
const FOLLOWED_MAX: u8 = 2;

/// What words could have brought something about.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// By these acts.
    acts: Vec<Act>,
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
    pub(super) fn may_be(&self, said: &SaidAt<'_>) -> bool {
        match said.doubt {
            Doubt::None => false,
            Doubt::Half => self.acts.iter().any(|act| said.may_have_been(*act)),
            Doubt::Anything => self.beyond || !self.acts.is_empty(),
        }
    }

    fn follow_fact(&mut self, case: &Case, fact: FactIx, left: u8) {
        let mut setting = case.beats.iter().filter(|beat| sets(beat, fact)).peekable();
        if left == 0 || setting.peek().is_none() {
            self.beyond = true;
            return;
        }
        setting.for_each(|beat| self.follow(case, beat, left - 1));
    }

    fn follow_beat(&mut self, case: &Case, beat: BeatIx, left: u8) {
        if left == 0 {
            self.beyond = true;
        } else {
            self.follow(case, &case.beats[beat.at()], left - 1);
        }
    }

    fn follow(&mut self, case: &Case, beat: &Beat, left: u8) {
        for on in &beat.on {
            match on {
                Trigger::Said(act, _) => self.acts.push(*act),
                Trigger::Became(fact) => self.follow_fact(case, *fact, left),
                Trigger::After(beat, _) => self.follow_beat(case, *beat, left),
                on if is_deed(on) => {}
                _ => self.beyond = true,
            }
        }
        // What the trainee's own hand does was not kept from being done by a word half understood.
        if beat.on.iter().all(is_own_deed) {
            self.beyond |= !is_plain(&beat.when);
        } else {
            self.follow_condition(case, &beat.when, left);
        }
    }

    fn follow_condition(&mut self, case: &Case, condition: &Condition, left: u8) {
        match condition {
            Condition::SaidTimes(act, _) => self.acts.push(*act),
            Condition::Fact(fact) => self.follow_fact(case, *fact, left),
            Condition::Fired(beat) | Condition::SinceBeat(beat, _) => {
                self.follow_beat(case, *beat, left);
            }
            Condition::All(list) | Condition::Any(list) => {
                for one in list {
                    self.follow_condition(case, one, left);
                }
            }
            // What has to be missing is not brought about by a word.
            Condition::Not(inner) => self.beyond |= !is_plain(inner),
            other => self.beyond |= !is_plain(other),
        }
    }

    fn follow_denied(&mut self, case: &Case, condition: &Condition) -> bool {
        match condition {
            Condition::Not(inner) => {
                self.follow_condition(case, inner, FOLLOWED_MAX);
                true
            }
            Condition::All(list) | Condition::Any(list) => {
                let mut found = false;
                for one in list {
                    found |= self.follow_denied(case, one);
                }
                found
            }
            _ => false,
        }
    }
}

/// Which words could have brought a fact about.
pub(super) fn words_for(case: &Case, fact: FactIx) -> Words {
    let mut words = Words::default();
    words.follow_fact(case, fact, FOLLOWED_MAX);
    words
}

/// Where a fact is set because something had not happened (a beat sets it under a denial): the words that would have kept
/// it from coming about. None where it stands for nothing left out.
pub(super) fn words_against(case: &Case, fact: FactIx) -> Option<Words> {
    // Words that were not made out at all may have changed anything that came after.
    let mut words = Words::anything();
    let mut found = false;
    for beat in case.beats.iter().filter(|beat| sets(beat, fact)) {
        found |= words.follow_denied(case, &beat.when);
    }
    found.then_some(words)
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
