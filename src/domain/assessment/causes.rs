//! What brings a fact of a case about: words, deeds, or that something had not happened. Knows no record.

use crate::domain::scenario::model::{Case, Condition, FactIx, Outcome, Trigger};

/// Whether a fact is set because something had not happened: a beat sets it under a denial.
pub(super) fn stands_for_absence(case: &Case, fact: FactIx) -> bool {
    fn denies(condition: &Condition) -> bool {
        match condition {
            Condition::Not(_) => true,
            Condition::All(list) | Condition::Any(list) => list.iter().any(denies),
            _ => false,
        }
    }
    case.beats
        .iter()
        .any(|beat| beat.then.contains(&Outcome::Set(fact)) && denies(&beat.when))
}

/// Whether words can bring a fact about: a beat sets it on something said, or on what words bring about in turn.
pub(super) fn hangs_on_words(case: &Case, fact: FactIx) -> bool {
    let is_deed = |on: &Trigger| {
        matches!(
            on,
            Trigger::Did(..)
                | Trigger::Start
                | Trigger::At(_)
                | Trigger::Moved(_)
                | Trigger::Paper(_)
                | Trigger::Inject(_)
        )
    };
    case.beats
        .iter()
        .filter(|beat| beat.then.contains(&Outcome::Set(fact)))
        .any(|beat| !beat.on.iter().all(is_deed))
}
