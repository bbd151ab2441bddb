//! What brings a fact of a case about: words, deeds, or that something had not happened.

use super::timeline::{Doubt, SaidAt};
use crate::domain::act::Act;
use crate::domain::scenario::model::{Beat, Case, Condition, FactIx, Outcome, Trigger};

/// What words could have brought a fact about.
pub(super) enum Words {
    /// None: deeds, papers or time alone do, whatever was said.
    None,
    /// These acts, to anybody.
    Of(Vec<Act>),
    /// Any: it hangs on feelings, or on what words bring about in turn.
    Any,
}

impl Words {
    /// Those of either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::None, one) | (one, Self::None) => one,
            (Self::Of(mut acts), Self::Of(more)) => {
                acts.extend(more);
                Self::Of(acts)
            }
        }
    }

    /// Whether something said may have been such words.
    pub(super) fn may_be(&self, said: &SaidAt<'_>) -> bool {
        match self {
            Self::None => false,
            Self::Of(acts) => acts.iter().any(|act| said.may_have_been(*act)),
            Self::Any => said.doubt != Doubt::None,
        }
    }
}

/// Which words could have brought a fact about.
pub(super) fn words_for(case: &Case, fact: FactIx) -> Words {
    let mut acts = Vec::new();
    let mut setting = case.beats.iter().filter(|beat| sets(beat, fact)).peekable();
    if setting.peek().is_none() {
        return Words::Any;
    }
    for beat in setting {
        if !is_plain(&beat.when) {
            return Words::Any;
        }
        for on in &beat.on {
            match on {
                Trigger::Said(act, _) => acts.push(*act),
                on if is_deed(on) => {}
                _ => return Words::Any,
            }
        }
    }
    if acts.is_empty() {
        Words::None
    } else {
        Words::Of(acts)
    }
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

/// Where a fact is set because something had not happened (a beat sets it under a denial): the words that would have kept
/// it from coming about. None where it stands for nothing left out.
pub(super) fn words_against(case: &Case, fact: FactIx) -> Option<Words> {
    let setting = case.beats.iter().filter(|beat| sets(beat, fact));
    let denied = setting.filter_map(|beat| denied(case, &beat.when));
    denied.reduce(Words::or)
}

/// The words for what a condition denies.
fn denied(case: &Case, condition: &Condition) -> Option<Words> {
    match condition {
        Condition::Not(inner) => Some(words_of(case, inner)),
        Condition::All(list) | Condition::Any(list) => {
            let found = list.iter().filter_map(|one| denied(case, one));
            found.reduce(Words::or)
        }
        _ => None,
    }
}

/// The words that can make a condition hold.
fn words_of(case: &Case, condition: &Condition) -> Words {
    match condition {
        Condition::SaidTimes(act, _) => Words::Of(vec![*act]),
        Condition::Fact(fact) => words_for(case, *fact),
        Condition::All(list) | Condition::Any(list) => {
            let found = list.iter().map(|one| words_of(case, one));
            found.reduce(Words::or).unwrap_or(Words::None)
        }
        other if is_plain(other) => Words::None,
        _ => Words::Any,
    }
}

/// Whether words can bring a fact about: a beat sets it on something said, or on what words bring about in turn.
pub(super) fn hangs_on_words(case: &Case, fact: FactIx) -> bool {
    case.beats
        .iter()
        .filter(|beat| sets(beat, fact))
        .any(|beat| !beat.on.iter().all(is_deed))
}
