//! What can follow from what, seen generously: a beat counts as reachable when nothing in the content rules it out.
//! What survives this may still be unreachable in play; the prover looks there.

use super::load::TIMEOUT;
use super::model::{
    BeatIx, Case, Check, Condition, FactIx, Level, LineIx, Outcome, PersonIx, Trigger, Who,
};
use super::resolve::Resolver;
use std::collections::BTreeSet;

/// What can be so on one level.
#[derive(Default)]
struct Reach {
    beats: BTreeSet<BeatIx>,
    facts: BTreeSet<FactIx>,
    people: BTreeSet<PersonIx>,
}

/// Beats, endings, lines and facts that lead nowhere or come from nowhere.
pub(super) fn flow(resolver: &mut Resolver<'_>, case: &Case) {
    let broken = broken(resolver, case);
    let reaches: Vec<(u8, Reach)> = case
        .levels
        .iter()
        .map(|level| (level.level, reach(case, level, &broken)))
        .collect();
    for (position, beat) in case.beats.iter().enumerate() {
        let here = BeatIx(small(position));
        if !broken.contains(&here) && !reaches.iter().any(|(_, reach)| reach.beats.contains(&here))
        {
            resolver.report(
                "SW0501",
                &format!("beats[{position}].id"),
                &[("word", &beat.id)],
            );
        }
    }
    for (level, reach) in &reaches {
        let mut ends = BTreeSet::new();
        for beat in &reach.beats {
            for outcome in &case.beats[beat.at()].then {
                if let Outcome::End(ending) = outcome {
                    ends.insert(*ending);
                }
            }
        }
        if ends.is_empty() {
            resolver.report("SW0503", "beats", &[("level", &level.to_string())]);
        }
        for (position, ending) in case.endings.iter().enumerate() {
            let reached = ends.iter().any(|one| one.at() == position);
            if ending.id != TIMEOUT && ending.levels.has(*level) && !reached {
                resolver.report(
                    "SW0502",
                    &format!("endings[{position}].id"),
                    &[("word", &ending.id), ("level", &level.to_string())],
                );
            }
        }
    }
    facts(resolver, case, &reaches);
    lines(resolver, case);
    levels_alike(resolver, case);
}

/// Beats some word of which means nothing: that word is reported, and what hangs on it would only be its echo.
fn broken(resolver: &Resolver<'_>, case: &Case) -> BTreeSet<BeatIx> {
    let known = |level: &u8| case.levels.iter().any(|one| one.level == *level);
    let both = resolver.file.beats.iter().zip(&case.beats);
    both.enumerate()
        .filter(|(_, (file, beat))| {
            file.on.len() != beat.on.len()
                || file.then.len() != beat.then.len()
                || !file.levels.iter().all(known)
        })
        .map(|(position, _)| BeatIx(small(position)))
        .collect()
}

fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Beats that nothing in the content rules out on a level.
#[must_use]
pub fn reachable_beats(case: &Case, level: &Level) -> BTreeSet<BeatIx> {
    reach(case, level, &BTreeSet::new()).beats
}

/// Lines that nothing in the content rules out on a level: somebody can be there, a trigger can come, the condition can
/// hold, or a reachable beat speaks it.
#[must_use]
pub fn reachable_lines(case: &Case, level: &Level) -> BTreeSet<LineIx> {
    let reach = reach(case, level, &BTreeSet::new());
    let spoken: BTreeSet<LineIx> = reach
        .beats
        .iter()
        .flat_map(|beat| &case.beats[beat.at()].then)
        .filter_map(|outcome| match outcome {
            Outcome::Say(line) => Some(*line),
            _ => None,
        })
        .collect();
    case.lines
        .iter()
        .enumerate()
        .map(|(position, line)| (LineIx(small(position)), line))
        .filter(|(here, line)| {
            let by_itself = line.levels.has(level.level)
                && may_hold(&line.when, &reach, level)
                && line.on.iter().any(|one| {
                    may_come(one, &reach, level)
                        && !matches!(one, Trigger::At(_) | Trigger::After(..))
                });
            may_be_there(line.by, &reach) && (by_itself || spoken.contains(here))
        })
        .map(|(here, _)| here)
        .collect()
}

/// Everything that may happen on a level: grows until nothing is added. A broken beat may mean anything.
fn reach(case: &Case, level: &Level, broken: &BTreeSet<BeatIx>) -> Reach {
    let mut reach = Reach {
        beats: BTreeSet::new(),
        facts: level.facts.iter().copied().collect(),
        people: level.parties.iter().chain(&level.people).copied().collect(),
    };
    loop {
        let before = (reach.beats.len(), reach.facts.len(), reach.people.len());
        for (position, beat) in case.beats.iter().enumerate() {
            let here = BeatIx(small(position));
            let possible = broken.contains(&here)
                || beat.levels.has(level.level)
                    && beat.on.iter().any(|one| may_come(one, &reach, level))
                    && may_hold(&beat.when, &reach, level);
            if !possible || !reach.beats.insert(here) {
                continue;
            }
            for outcome in &beat.then {
                match outcome {
                    Outcome::Set(fact) => {
                        reach.facts.insert(*fact);
                    }
                    Outcome::Enter(person) => {
                        reach.people.insert(*person);
                    }
                    _ => {}
                }
            }
        }
        if before == (reach.beats.len(), reach.facts.len(), reach.people.len()) {
            return reach;
        }
    }
}

fn may_be_there(who: Who, reach: &Reach) -> bool {
    match who {
        Who::Party => true,
        Who::One(person) => reach.people.contains(&person),
    }
}

fn may_come(trigger: &Trigger, reach: &Reach, level: &Level) -> bool {
    match trigger {
        Trigger::Said(_, to)
        | Trigger::Babble(to)
        | Trigger::Repeated(to)
        | Trigger::LongTalk(to) => to.is_none_or(|who| may_be_there(who, reach)),
        Trigger::Tense(who, _) | Trigger::Calmed(who, _) | Trigger::Agreed(who) => {
            may_be_there(*who, reach)
        }
        Trigger::At(at) => *at < level.limit,
        Trigger::After(beat, _) => reach.beats.contains(beat),
        Trigger::Became(fact) => reach.facts.contains(fact),
        _ => true,
    }
}

fn may_hold(condition: &Condition, reach: &Reach, level: &Level) -> bool {
    match condition {
        Condition::All(list) => {
            !contradicts(list) && list.iter().all(|one| may_hold(one, reach, level))
        }
        Condition::Any(list) => list.iter().any(|one| may_hold(one, reach, level)),
        Condition::Fact(fact) => reach.facts.contains(fact),
        Condition::Level(levels) => levels.has(level.level),
        Condition::Present(who)
        | Condition::Agreed(who)
        | Condition::TensionAtLeast(who, _)
        | Condition::TrustAtLeast(who, _) => may_be_there(*who, reach),
        Condition::Party(person) => level.parties.contains(person),
        Condition::Fired(beat) | Condition::SinceBeat(beat, _) => reach.beats.contains(beat),
        Condition::Since(span) => *span < level.limit,
        // What is denied may well be false; only a level is certain.
        Condition::Not(inner) => match inner.as_ref() {
            Condition::Level(levels) => !levels.has(level.level),
            Condition::Always => false,
            _ => true,
        },
        _ => true,
    }
}

/// Whether two members of a list can never hold together: something and its denial, or bounds that leave nothing.
fn contradicts(list: &[Condition]) -> bool {
    list.iter().any(|one| match one {
        Condition::Not(inner) => list.contains(inner),
        Condition::TensionAtLeast(who, least) => list.iter().any(
            |other| matches!(other, Condition::TensionAtMost(same, most) if same == who && most < least),
        ),
        Condition::Party(person) => list
            .iter()
            .any(|other| matches!(other, Condition::Party(another) if another != person)),
        Condition::Drawn(draw, value) => list.iter().any(
            |other| matches!(other, Condition::Drawn(same, another) if same == draw && another != value),
        ),
        _ => false,
    })
}

/// Facts that are asked for and never set, or set and never asked for.
fn facts(resolver: &mut Resolver<'_>, case: &Case, reaches: &[(u8, Reach)]) {
    let mut read = BTreeSet::new();
    for beat in &case.beats {
        conditions_facts(&beat.when, &mut read);
        triggers_facts(&beat.on, &mut read);
    }
    for line in &case.lines {
        conditions_facts(&line.when, &mut read);
        triggers_facts(&line.on, &mut read);
    }
    for person in &case.people {
        for touch in &person.touches {
            conditions_facts(&touch.when, &mut read);
            triggers_facts(&touch.on, &mut read);
        }
        if let Some(agrees) = &person.agrees {
            conditions_facts(&agrees.when, &mut read);
        }
    }
    read.extend(case.handled.iter().copied());
    for criterion in &case.criteria {
        let asked = [&criterion.met, &criterion.breached, &criterion.asked];
        for check in asked.into_iter().flatten() {
            check_facts(check, &mut read);
        }
    }
    for (position, fact) in case.facts.iter().enumerate() {
        if case.facts[..position].iter().any(|one| one.id == fact.id) {
            // Reported as a double already; which of the two is meant nobody knows.
            continue;
        }
        let here = FactIx(small(position));
        let set = reaches.iter().any(|(_, reach)| reach.facts.contains(&here));
        let path = format!("facts[{position}].id");
        if read.contains(&here) && !set {
            resolver.report("SW0504", &path, &[("word", &fact.id)]);
        } else if !read.contains(&here) {
            resolver.report("SW0505", &path, &[("word", &fact.id)]);
        }
    }
}

fn triggers_facts(list: &[Trigger], read: &mut BTreeSet<FactIx>) {
    for trigger in list {
        if let Trigger::Became(fact) = trigger {
            read.insert(*fact);
        }
    }
}

fn conditions_facts(condition: &Condition, read: &mut BTreeSet<FactIx>) {
    match condition {
        Condition::Fact(fact) => {
            read.insert(*fact);
        }
        Condition::All(list) | Condition::Any(list) => {
            for one in list {
                conditions_facts(one, read);
            }
        }
        Condition::Not(inner) => conditions_facts(inner, read),
        _ => {}
    }
}

fn check_facts(check: &Check, read: &mut BTreeSet<FactIx>) {
    match check {
        Check::Fact(fact) | Check::FactAtEnd(fact) => {
            read.insert(*fact);
        }
        Check::All(list) | Check::Any(list) => {
            for one in list {
                check_facts(one, read);
            }
        }
        Check::Not(one) | Check::By(one, _) | Check::Times(one, _) => check_facts(one, read),
        Check::Before(one, two) | Check::After(one, two) | Check::Within(one, _, two) => {
            check_facts(one, read);
            check_facts(two, read);
        }
        _ => {}
    }
}

/// Lines nobody can ever say: no trigger of their own that talk or deeds can set off, and no beat speaks them.
fn lines(resolver: &mut Resolver<'_>, case: &Case) {
    let spoken: BTreeSet<LineIx> = case
        .beats
        .iter()
        .flat_map(|beat| &beat.then)
        .filter_map(|outcome| match outcome {
            Outcome::Say(line) => Some(*line),
            _ => None,
        })
        .collect();
    for (position, line) in case.lines.iter().enumerate() {
        // Only beats wait for the clock.
        let by_itself = line
            .on
            .iter()
            .any(|one| !matches!(one, Trigger::At(_) | Trigger::After(..)));
        if !by_itself && !spoken.contains(&LineIx(small(position))) {
            resolver.report(
                "SW0304",
                &format!("lines[{position}].id"),
                &[("word", &line.id)],
            );
        }
    }
}

/// A level changes people, history, law or beats; two levels that differ in nothing but their number are one level.
fn levels_alike(resolver: &mut Resolver<'_>, case: &Case) {
    for (position, level) in case.levels.iter().enumerate() {
        for other in case.levels.iter().take(position) {
            let same_cast = level.parties == other.parties
                && level.people == other.people
                && level.facts == other.facts
                && level.history == other.history;
            let parted =
                |levels: super::model::Levels| levels.has(level.level) != levels.has(other.level);
            let same_play = !case.beats.iter().any(|one| parted(one.levels))
                && !case.criteria.iter().any(|one| parted(one.levels));
            if same_cast || same_play {
                resolver.report(
                    "SW0507",
                    &format!("levels[{position}].level"),
                    &[
                        ("level", &level.level.to_string()),
                        ("other", &other.level.to_string()),
                    ],
                );
            }
        }
    }
}
