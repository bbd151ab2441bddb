//! Who may speak while somebody else does: when talking into a line is interrupting, which words never are, and when
//! somebody angry does not let a long talk run on. All numbers are data of the conduct pack.

use super::PackText;
use super::problem::{self, PackProblem};
use super::tension::Mood;
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use serde::Deserialize;

/// The deed of the conduct pack that says what an interruption costs.
pub const INTERRUPT: &str = "interrupt";

/// Nobody is told of one talk more often; what lasts longer is no talk.
const TOLD_MAX: usize = 450;

/// Rules of taking turns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnRules {
    /// Words that begin so soon after a line began meant what was before it.
    pub together_ms: Millis,
    /// Whoever has no more than this left to say is answered, not interrupted.
    pub grace_ms: Millis,
    /// Somebody who is spoken into for longer than this falls silent; a shorter sound is a nod.
    pub yields_after_ms: Millis,
    /// Words with one of these acts may be called into anybody's line.
    pub shouts: Vec<Act>,
    /// Words that do these acts and no other keep somebody talking.
    pub nod_acts: Vec<Act>,
    /// Words that only say that one listens, without spaces and signs, in both languages.
    pub nods: Vec<String>,
    /// A talk without a break is long from here on, and again after every further such span.
    pub long_talk_ms: Millis,
    /// Who is in this mood or a worse one speaks into a long talk.
    pub cuts_in_from: Mood,
    /// Between two times that a person does so, that person was spoken to at least so often.
    pub cuts_in_every: u16,
}

impl TurnRules {
    /// Whether words that begin so long after a line began, and so long before it ends, are spoken into it.
    #[must_use]
    pub fn is_into(&self, said_ms: Millis, left_ms: Millis) -> bool {
        said_ms > self.together_ms && left_ms > self.grace_ms
    }

    /// Whether nobody minds these words in the middle of a line: a warning shout, or a sign that one listens.
    #[must_use]
    pub fn is_free(&self, text: &str, acts: &[Act]) -> bool {
        if acts.iter().any(|act| act.is_wrong()) {
            return false;
        }
        self.is_nod(text)
            || acts.iter().any(|act| self.shouts.contains(act))
            || (!acts.is_empty() && acts.iter().all(|act| self.nod_acts.contains(act)))
    }

    /// Whether a text is nothing but nods; the longest that fits is taken off first.
    fn is_nod(&self, text: &str) -> bool {
        let bare: String = text
            .chars()
            .filter(|one| one.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let mut rest = bare.as_str();
        while !rest.is_empty() {
            let longest = self
                .nods
                .iter()
                .filter_map(|nod| rest.strip_prefix(nod.as_str()))
                .min_by_key(|left| left.len());
            match longest {
                Some(left) if left.len() < rest.len() => rest = left,
                _ => return false,
            }
        }
        !bare.is_empty()
    }

    /// The lengths at which a talk that lasts so long is told to be going on: each full span, but not its end.
    pub fn told_at(&self, lasts: Millis) -> impl Iterator<Item = Millis> + use<> {
        let span = self.long_talk_ms.0.max(1);
        (1..)
            .map(move |times| Millis(span.saturating_mul(times)))
            .take_while(move |at| *at < lasts)
            .take(TOLD_MAX)
    }

    pub(super) fn check(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        if self.long_talk_ms < Millis(1000) {
            problems.push(problem::out_of_range(file, "turns", "long_talk_ms >= 1000"));
        }
        for nod in &self.nods {
            let is_bare = nod
                .chars()
                .all(|one| one.is_alphanumeric() && !one.is_uppercase());
            if nod.is_empty() || !is_bare {
                problems.push(problem::out_of_range(
                    file,
                    "turns",
                    &format!("nods: \"{nod}\""),
                ));
            }
        }
        for act in self.shouts.iter().chain(&self.nod_acts) {
            if act.is_wrong() {
                problems.push(problem::out_of_range(file, "turns", act.name()));
            }
        }
    }
}
