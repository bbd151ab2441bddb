//! What can still come of a running case: which behaviours can no longer be met, whatever the trainee does from here on.
//! For whoever watches; no mark asks it. Where it is not plain, a behaviour counts as open.

use super::answer::Truth;
use super::evaluate::Evaluate;
use super::mark::is_asked;
use super::timeline::Timeline;
use crate::domain::ids::Millis;
use crate::domain::record::Record;
use crate::domain::scenario::model::{Case, Check};

/// Ids of behaviours that are not met and cannot be any more at this moment of the case.
#[must_use]
pub fn lost(case: &Case, record: &Record, now: Millis) -> Vec<String> {
    let level = record.header.setup.level;
    let line = Timeline::of(case, level, &record.events);
    let fair = Evaluate {
        case,
        line: &line,
        benefit_of_doubt: true,
        must_agree: None,
    };
    case.criteria_on(level)
        .filter(|criterion| is_asked(case, &line, criterion))
        .filter(|criterion| {
            let met = criterion.met.as_ref();
            met.is_some_and(|check| !fair.may_be_met(check, now))
        })
        .map(|criterion| criterion.id.clone())
        .collect()
}

impl Evaluate<'_> {
    /// Whether it is so, may be so, or can still come to be so.
    fn may_be_met(&self, check: &Check, now: Millis) -> bool {
        self.answer(check).truth() != Truth::No || self.is_open(check, now)
    }

    /// Whether a question answered no can still be answered yes.
    fn is_open(&self, check: &Check, now: Millis) -> bool {
        match check {
            Check::All(list) => list.iter().all(|one| self.may_be_met(one, now)),
            Check::Any(list) => list.iter().any(|one| self.may_be_met(one, now)),
            Check::Not(inner) => !self.is_settled(inner),
            // The later one came first, and moments are not taken back.
            Check::Before(one, two) => {
                let is_late =
                    self.is_settled(two) && self.sure_first(two).is_some_and(|bound| bound < now.0);
                !is_late && self.may_be_met(one, now)
            }
            Check::After(one, two) => self.may_be_met(one, now) && self.may_be_met(two, now),
            Check::Within(one, span, two) => match &**one {
                // A fact comes about once; words and deeds may come again.
                Check::Fact(_) => self
                    .sure_first(one)
                    .is_none_or(|at| now.0 <= at.saturating_add(span.0)),
                _ => self.may_be_met(one, now) && self.may_be_met(two, now),
            },
            Check::By(inner, span) => now <= *span && self.is_open(inner, now),
            Check::Times(inner, _) => self.may_be_met(inner, now) || self.is_open(inner, now),
            Check::TensionNeverAbove(..) | Check::Drawn(..) | Check::Party(_) => false,
            Check::Said { .. }
            | Check::Did(..)
            | Check::DidToMany(..)
            | Check::Paper(..)
            | Check::Fact(_)
            | Check::FactAtEnd(_)
            | Check::TensionAtEnd(..)
            | Check::Ended(_) => true,
        }
    }

    /// The first moment at which it was surely so, unheard words left aside.
    fn sure_first(&self, check: &Check) -> Option<u64> {
        let strict = Evaluate {
            benefit_of_doubt: false,
            must_agree: None,
            ..*self
        };
        strict.answer(check).first()
    }

    /// Surely so, and nothing to come can undo it.
    fn is_settled(&self, check: &Check) -> bool {
        let lasts = match check {
            Check::All(list) => return list.iter().all(|one| self.is_settled(one)),
            Check::Any(list) => return list.iter().any(|one| self.is_settled(one)),
            Check::Said { .. }
            | Check::Did(..)
            | Check::DidToMany(..)
            | Check::Fact(_)
            | Check::Ended(_)
            | Check::Drawn(..)
            | Check::Party(_) => true,
            // A paper may be made out anew, a number of times is read from the last one, the rest looks at the end.
            Check::Paper(..)
            | Check::Not(_)
            | Check::Before(..)
            | Check::After(..)
            | Check::Within(..)
            | Check::By(..)
            | Check::Times(..)
            | Check::FactAtEnd(_)
            | Check::TensionAtEnd(..)
            | Check::TensionNeverAbove(..) => false,
        };
        lasts && self.sure_first(check).is_some()
    }
}
