//! Whether a condition of the content holds in a state.

use super::state::{Mode, State};
use crate::domain::scenario::PARTY;
use crate::domain::scenario::model::{Case, Condition, PersonIx, Who};

impl State {
    /// The person meant.
    #[must_use]
    pub const fn who(&self, who: Who) -> PersonIx {
        match who {
            Who::Party => self.party,
            Who::One(person) => person,
        }
    }

    /// The person of that id; `party` is whoever is the party of this run.
    #[must_use]
    pub fn named(&self, case: &Case, id: &str) -> Option<PersonIx> {
        if id == PARTY {
            Some(self.party)
        } else {
            case.person(id)
        }
    }

    /// Whether the condition holds now.
    #[must_use]
    #[expect(
        clippy::only_used_in_recursion,
        reason = "conditions that ask the case will need it; every caller has it"
    )]
    pub fn holds(&self, case: &Case, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::All(list) => list.iter().all(|one| self.holds(case, one)),
            Condition::Any(list) => list.iter().any(|one| self.holds(case, one)),
            Condition::Not(inner) => !self.holds(case, inner),
            Condition::Fact(fact) => self.facts[fact.at()],
            Condition::Level(levels) => levels.has(self.level),
            Condition::Present(who) => self.people[self.who(*who).at()].present,
            Condition::Party(person) => self.party == *person,
            Condition::TensionAtLeast(who, bound) => {
                self.people[self.who(*who).at()].tension >= *bound
            }
            Condition::TensionAtMost(who, bound) => {
                self.people[self.who(*who).at()].tension <= *bound
            }
            Condition::TrustAtLeast(who, bound) => self.people[self.who(*who).at()].trust >= *bound,
            Condition::SaidTimes(act, times) => self.said[act.index()] >= *times,
            Condition::Did(action, None) => self.did.keys().any(|key| key.0 == *action),
            Condition::Did(action, target) => self.did.contains_key(&(*action, *target)),
            Condition::Paper(form) => self.papers.contains(form),
            Condition::Fired(beat) => self.fired.contains_key(beat),
            Condition::InZone(zone) => self.zone == *zone,
            Condition::Drawn(draw, value) => self.drawn[draw.at()] == *value,
            Condition::Agreed(who) => self.people[self.who(*who).at()].agreed,
            Condition::Since(span) => self.now >= *span,
            Condition::SinceBeat(beat, span) => self
                .fired
                .get(beat)
                .is_some_and(|(_, last)| self.now.since(*last) >= *span),
            Condition::Practice => self.mode == Mode::Practice,
        }
    }
}
