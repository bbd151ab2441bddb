//! Questions about the order, the distance in time and the number of what happened.

use super::answer::{Answer, Truth};
use super::evaluate::Evaluate;
use super::timeline::Evidence;
use crate::domain::ids::Millis;
use crate::domain::scenario::model::Check;

impl Evaluate<'_> {
    /// One before two came about.
    pub(super) fn before(&self, one: &Check, two: &Check) -> Answer {
        // An order asks when a paper was made, not how well.
        let when = Evaluate {
            must_agree: None,
            ..*self
        };
        let first = when.answer(one);
        let strict = Evaluate {
            case: self.case,
            line: self.line,
            benefit_of_doubt: false,
            must_agree: None,
        };
        let second = strict.answer(two);
        match (first.first(), second.first()) {
            (Some(_), None) => first,
            (Some(at), Some(bound)) if at <= bound => first,
            (Some(_), Some(bound)) | (None, Some(bound)) => {
                if first.first_maybe().is_some_and(|at| at <= bound) {
                    Answer {
                        maybe: first.maybe,
                        ..Answer::default()
                    }
                } else {
                    Answer::plain(Truth::No)
                }
            }
            (None, None) => first,
        }
    }

    /// The second within a span after the first.
    pub(super) fn within(&self, one: &Check, span: Millis, two: &Check) -> Answer {
        // The first is a circumstance: what came of it is asked, not whether it was well written.
        let circumstance = Evaluate {
            must_agree: None,
            ..*self
        };
        let first = circumstance.answer(one);
        let second = self.answer(two);
        if first.truth() == Truth::No || second.truth() == Truth::No {
            return Answer::plain(Truth::No);
        }
        let starts = |list: &[Evidence]| -> Vec<u64> { list.iter().map(|one| one.at_ms).collect() };
        let fits = |start: u64, end: u64| end >= start && end - start <= span.0;
        let sure_starts = starts(&first.sure);
        let all_starts: Vec<u64> = sure_starts
            .iter()
            .copied()
            .chain(starts(&first.maybe))
            .collect();
        let sure: Vec<Evidence> = second
            .sure
            .iter()
            .filter(|end| sure_starts.iter().any(|start| fits(*start, end.at_ms)))
            .cloned()
            .collect();
        let maybe: Vec<Evidence> = second
            .sure
            .iter()
            .chain(&second.maybe)
            .filter(|end| all_starts.iter().any(|start| fits(*start, end.at_ms)))
            .cloned()
            .collect();
        Answer {
            sure,
            maybe,
            plain: None,
        }
    }

    /// At least so many times.
    pub(super) fn times(&self, inner: &Check, times: u16) -> Answer {
        let answer = self.answer(inner);
        let wanted = usize::from(times).max(1);
        if answer.sure.len() >= wanted {
            Answer {
                sure: answer.sure[wanted - 1..].to_vec(),
                ..Answer::default()
            }
        } else if answer.sure.len() + answer.maybe.len() >= wanted {
            Answer {
                maybe: answer.sure.into_iter().chain(answer.maybe).collect(),
                ..Answer::default()
            }
        } else {
            Answer::plain(Truth::No)
        }
    }
}
