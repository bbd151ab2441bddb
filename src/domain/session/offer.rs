//! What can be done just now, for whoever shows it: which actions fit what is aimed at, which of them would change nothing,
//! and which nobody on duty should do. Decides nothing: the engine takes every action of the case at any time.

use super::rules::Rules;
use super::state::State;
use crate::domain::scenario::model::{
    Action, ActionIx, Case, Check, FactIx, Outcome, Target, Trigger,
};
use std::collections::{BTreeMap, BTreeSet};

/// An action that can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The action.
    pub action: ActionIx,
    /// What it would be done to.
    pub target: Option<Target>,
    /// Whether it is a breach, or angers whoever feels it.
    pub is_misconduct: bool,
}

/// Actions that fit what is aimed at: those for this target first, then those that need none; misconduct after all duties.
/// A switch that already stands so is left out.
#[must_use]
pub fn offers(case: &Case, rules: &Rules, state: &State, aimed: Option<Target>) -> Vec<Offer> {
    let switches = Switches::of(case, state.level);
    let is_there = |one: Target| match one {
        Target::Person(person) => state.people[person.at()].present,
        Target::Thing(_) => true,
    };
    let mut ranked: Vec<(u8, Offer)> = Vec::new();
    for (at, action) in case.actions.iter().enumerate() {
        let ix = ActionIx(u16::try_from(at).unwrap_or(u16::MAX));
        let target = match aimed {
            Some(aimed) if action.targets.contains(&aimed) && is_there(aimed) => Some(aimed),
            _ if action.targets.is_empty() => None,
            _ => continue,
        };
        if switches.stands_so(ix, state) {
            continue;
        }
        let is_misconduct = is_misconduct(case, rules, state.level, (ix, action), target);
        let rank = u8::from(target.is_none()) + 2 * u8::from(is_misconduct);
        ranked.push((
            rank,
            Offer {
                action: ix,
                target,
                is_misconduct,
            },
        ));
    }
    // Stable: within a rank the order is the author's.
    ranked.sort_by_key(|one| one.0);
    ranked.into_iter().map(|one| one.1).collect()
}

/// What a switch does each time it is used: the facts it makes true or false, and whether anything else follows.
#[derive(Debug, Default)]
struct Turns {
    sets: BTreeSet<FactIx>,
    clears: BTreeSet<FactIx>,
    does_more: bool,
}

/// Pairs of actions of which one makes a fact true and the other makes it false, as often as they are done.
#[derive(Debug)]
struct Switches {
    by_action: BTreeMap<ActionIx, Turns>,
    /// Facts that can be turned both ways.
    both_ways: BTreeSet<FactIx>,
}

impl Switches {
    fn of(case: &Case, level: u8) -> Self {
        let mut by_action: BTreeMap<ActionIx, Turns> = BTreeMap::new();
        for beat in case.beats.iter().filter(|one| one.levels.has(level)) {
            for trigger in &beat.on {
                let Trigger::Did(action, _) = trigger else {
                    continue;
                };
                let turns = by_action.entry(*action).or_default();
                for outcome in &beat.then {
                    match outcome {
                        Outcome::Set(fact) if beat.times == 0 => {
                            turns.sets.insert(*fact);
                        }
                        Outcome::Clear(fact) if beat.times == 0 => {
                            turns.clears.insert(*fact);
                        }
                        _ => turns.does_more = true,
                    }
                }
            }
        }
        let all = |pick: fn(&Turns) -> &BTreeSet<FactIx>| -> BTreeSet<FactIx> {
            by_action.values().flat_map(pick).copied().collect()
        };
        let (sets, clears) = (all(|one| &one.sets), all(|one| &one.clears));
        Self {
            both_ways: sets.intersection(&clears).copied().collect(),
            by_action,
        }
    }

    /// Whether the action is one side of a switch that already stands so. To turn on what is on changes nothing when all
    /// that would follow is so already; to turn off what is off is nothing anybody can do.
    fn stands_so(&self, action: ActionIx, state: &State) -> bool {
        let Some(turns) = self.by_action.get(&action) else {
            return false;
        };
        let holds = |fact: &FactIx| state.facts[fact.at()];
        let mut turned_off = turns.clears.intersection(&self.both_ways).peekable();
        let is_on_side = turns.sets.intersection(&self.both_ways).next().is_some();
        if is_on_side {
            return !turns.does_more
                && turns.sets.iter().all(holds)
                && !turns.clears.iter().any(holds);
        }
        turned_off.peek().is_some() && !turned_off.any(holds)
    }
}

/// Whether doing it alone is a breach on this level, or a deed that angers.
fn is_misconduct(
    case: &Case,
    rules: &Rules,
    level: u8,
    (ix, action): (ActionIx, &Action),
    target: Option<Target>,
) -> bool {
    let angers = action
        .conduct
        .as_ref()
        .and_then(|deed| rules.deeds.get(deed))
        .is_some_and(|(tension, _)| *tension > 0);
    angers
        || case.criteria.iter().any(|one| {
            one.levels.has(level)
                && one.asked.is_none()
                && one
                    .breached
                    .as_ref()
                    .is_some_and(|check| is_enough(check, ix, target))
        })
}

/// Whether the deed alone answers the check with yes.
fn is_enough(check: &Check, action: ActionIx, target: Option<Target>) -> bool {
    match check {
        Check::Did(done, to) => *done == action && (to.is_none() || *to == target),
        Check::Any(parts) => parts.iter().any(|one| is_enough(one, action, target)),
        Check::All(parts) => {
            !parts.is_empty() && parts.iter().all(|one| is_enough(one, action, target))
        }
        _ => false,
    }
}
